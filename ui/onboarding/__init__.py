# SPDX-License-Identifier: AGPL-3.0-or-later
"""The first minute: join a commune, found one, or find one's account again.

The program's side comes in as `Doors`; nothing here knows how an account is made.
"""
