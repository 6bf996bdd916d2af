# SPDX-License-Identifier: AGPL-3.0-or-later
"""The places of the window, one module each."""
