# SPDX-License-Identifier: AGPL-3.0-or-later
"""Refusals about how a node is found, in both languages; the format is `cli_errors_fr`'s."""

from __future__ import annotations

from typing import Final

FRENCH: Final = """
bad-address
  Ce n'est pas une adresse à annoncer ou à chercher : {address}.
  =safe
  --announce /ip4/ADRESSE/tcp/PORT, la vôtre ; --peer, l'adresse entière d'un voisin : voisinage status.
"""

ENGLISH: Final = """
bad-address
  This is no address to announce or to look for: {address}.
  =safe
  --announce /ip4/ADDRESS/tcp/PORT, your own; --peer, the whole address of a neighbour: voisinage status.
"""
