# SPDX-License-Identifier: AGPL-3.0-or-later
"""Refusals of commands that look after the program, in both languages; the format is `cli_errors_fr`'s."""

from __future__ import annotations

from typing import Final

FRENCH: Final = """
bundle-exists
  Il y a déjà un fichier à cet endroit : {path}.
  =none
  Donnez un autre nom : voisinage support-bundle AUTRE.zip.
bundle-unwritable
  Ce fichier ne se laisse pas écrire : {path} ({why}).
  =none
  Donnez un endroit où vous pouvez écrire : voisinage support-bundle ~/aide.zip.
self-check-failed
  Cette installation n'est pas complète ({step}) : {why}.
  L'essai s'est fait à part, dans des dossiers à lui : votre compte n'a pas été ouvert.
  Installez Voisinage à nouveau. Si rien ne change, montrez ces lignes à qui vous aide.
"""

ENGLISH: Final = """
bundle-exists
  A file is there already: {path}.
  =none
  Give another name: voisinage support-bundle OTHER.zip.
bundle-unwritable
  This file cannot be written: {path} ({why}).
  =none
  Give a place where you can write: voisinage support-bundle ~/help.zip.
self-check-failed
  This installation is not whole ({step}): {why}.
  The trial was made apart, in folders of its own: your account was not opened.
  Install Voisinage again. If that changes nothing, show these lines to whoever helps you.
"""
