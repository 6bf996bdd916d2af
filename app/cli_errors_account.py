# SPDX-License-Identifier: AGPL-3.0-or-later
"""Refusals about keeping one's account, in both languages; the format is `cli_errors_fr`'s."""

from __future__ import annotations

from typing import Final

FRENCH: Final = """
backup-unwritable
  La sauvegarde ne peut pas être écrite là : {path} ({why}).
  =safe
  Donnez un endroit où vous pouvez écrire, un disque USB par exemple.
backup-missing
  Ce fichier de sauvegarde ne se laisse pas lire : {path} ({why}).
  =safe
  Vérifiez son nom, et que le disque USB est branché.
backup-damaged
  Ce fichier n'est pas une sauvegarde de Voisinage, ou il a été abîmé.
  =safe
  Prenez-en une autre, ou revenez avec vos 24 mots et un code de la commune.
backup-other
  Ces 24 mots n'ouvrent pas ce fichier : il est d'un autre compte, ou abîmé.
  =safe
  Prenez la feuille et le fichier du même compte ; sinon, vos 24 mots et un code de la commune suffisent.
other-words
  Ces 24 mots ne sont pas ceux de ce compte.
  =safe
  Relisez votre feuille : voisinage backup --show les montre encore.
sheet-unwritable
  La feuille ne peut pas être écrite là : {path} ({why}).
  =safe
  Donnez un endroit où vous pouvez écrire.
code-missing
  Il manque où retrouver la commune.
  =none
  Ajoutez --code avec n'importe quelle invitation de la commune, même ancienne, ou --file avec votre
    sauvegarde.
no-way-back
  Cette sauvegarde ne dit pas où joindre la commune.
  =none
  Ajoutez --code avec n'importe quelle invitation, même ancienne.
"""

ENGLISH: Final = """
backup-unwritable
  The backup cannot be written there: {path} ({why}).
  =safe
  Give a place where you can write, a USB disk for example.
backup-missing
  This backup file cannot be read: {path} ({why}).
  =safe
  Check its name, and that the USB disk is plugged in.
backup-damaged
  This file is not a backup of Voisinage, or it was damaged.
  =safe
  Take another one, or come back with your 24 words and a code of the commune.
backup-other
  These 24 words do not open this file: it is of another account, or damaged.
  =safe
  Take the sheet and the file of the same account; else your 24 words and a code of the commune do.
other-words
  These 24 words are not those of this account.
  =safe
  Read your sheet again: voisinage backup --show still shows them.
sheet-unwritable
  The sheet cannot be written there: {path} ({why}).
  =safe
  Give a place where you can write.
code-missing
  Where to find the commune again is missing.
  =none
  Add --code with any invitation of the commune, even a used one, or --file with your backup.
no-way-back
  This backup does not say where to reach the commune.
  =none
  Add --code with any invitation, even a used one.
"""
