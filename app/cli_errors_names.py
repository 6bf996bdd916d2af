# SPDX-License-Identifier: AGPL-3.0-or-later
"""Refusals of names, in both languages; the format is `cli_errors_fr`'s."""

from __future__ import annotations

from typing import Final

FRENCH: Final = """
mixed-name
  « {name} » mêle deux alphabets dans un même mot : une lettre y ressemble à une autre.
  =none
  Tapez ce nom au clavier, sans le copier d'ailleurs.
"""

ENGLISH: Final = """
mixed-name
  “{name}” mixes two alphabets in one word: a letter looks like another.
  =none
  Type this name again on your keyboard rather than copying it.
"""
