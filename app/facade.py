# SPDX-License-Identifier: AGPL-3.0-or-later
"""Voisinage: the only door between the window and the program.

Commands return a `Ticket` at once; queries return frozen views and never wait for the network.
"""
