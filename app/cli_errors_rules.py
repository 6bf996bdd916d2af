# SPDX-License-Identifier: AGPL-3.0-or-later
"""Refusals about the version of the rules, in both languages; the format is `cli_errors_fr`'s."""

from __future__ import annotations

from typing import Final

FRENCH: Final = """
update-needed
  Cette version de Voisinage est trop ancienne pour les règles que le village a votées.
  Vos unités et vos actes sont en sûreté ; rien n'a été signé.
  Installez la nouvelle version de Voisinage : cet ordinateur reprendra seul.
rules-held
  Ces règles-là sont déjà votées ou en vigueur : n° {rules}.
  =kept
  Voir voisinage rules.
rules-step
  Les règles se changent une version à la fois : la suivante est le n° {next}.
  =kept
  Proposez le n° {next} : voisinage propose rules.
rules-unknown
  Ce programme ne connaît pas les règles n° {rules} : il s'arrêterait le jour où elles commencent.
  =kept
  Mettez d'abord Voisinage à jour ici et chez les témoins, puis proposez-les.
"""

ENGLISH: Final = """
update-needed
  This version of Voisinage is too old for the rules that the village voted.
  Your units and your acts are safe; nothing was signed.
  Install the new version of Voisinage: this computer will go on by itself.
rules-held
  These rules are voted or in force already: no. {rules}.
  =kept
  See voisinage rules.
rules-step
  Rules change one version at a time: the next is no. {next}.
  =kept
  Propose no. {next}: voisinage propose rules.
rules-unknown
  This program does not know rules no. {rules}: it would stop on the day they begin.
  =kept
  Update Voisinage first, here and at the witnesses', then propose them.
"""
