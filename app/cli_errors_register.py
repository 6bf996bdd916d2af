# SPDX-License-Identifier: AGPL-3.0-or-later
"""Refusals about searching, verifying and exporting, in both languages; the format is `cli_errors_fr`'s."""

from __future__ import annotations

from typing import Final

FRENCH: Final = """
export-exists
  Il y a déjà un fichier à cet endroit : {file}.
  =safe
  Choisissez un autre nom.
export-unwritable
  Ce fichier ne peut pas être écrit : {file}.
  =safe
  Choisissez un autre dossier.
news-place
  Ce n'est pas un endroit des nouvelles : {typed}.
  =kept
  Recopiez celui que « voisinage news » écrit sur sa dernière ligne, après --before.
verify-stopped
  La vérification s'est arrêtée avant la fin.
  =safe
  Relancez-la quand vous voulez.
"""

ENGLISH: Final = """
export-exists
  There is a file there already: {file}.
  =safe
  Choose another name.
export-unwritable
  This file cannot be written: {file}.
  =safe
  Choose another folder.
news-place
  This is no place in the news: {typed}.
  =kept
  Copy the one that “voisinage news” writes on its last line, after --before.
verify-stopped
  The check stopped before its end.
  =safe
  Start it again whenever you like.
"""
