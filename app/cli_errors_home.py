# SPDX-License-Identifier: AGPL-3.0-or-later
"""Refusals about a home being made or opened, in both languages; the format is `cli_errors_fr`'s."""

from __future__ import annotations

from typing import Final

FRENCH: Final = """
no-screen
  Il n'y a pas d'écran ici : aucune fenêtre ne peut s'ouvrir.
  =none
  Ouvrez Voisinage là où il y a un écran. Sans fenêtre : voisinage node, ou voisinage demo --headless.
screen-libraries
  Il manque à cet ordinateur de quoi dessiner une fenêtre.
  =safe
  Sur Debian ou Ubuntu : sudo apt-get install {packages}. Puis recommencez.
since-too-old
  Une commune ne peut pas compter depuis le {day}.
  =none
  Donnez avec --since un jour d'après le 1er janvier 1970.
since-future
  Le {day} n'est pas encore là : une commune ne compte pas depuis un jour à venir.
  =none
  Donnez avec --since aujourd'hui ou un jour passé.
unknown-parameter
  La charte n'a pas de paramètre de ce nom : {name}.
  =none
  Les noms sont dans docs/protocol.md.
bad-parameter
  Le paramètre {name} de la charte ne va pas.
  =none
  Donnez un nombre entier entre {lowest} et {highest}.
not-the-example
  Ce dossier ({home}) dit être celui de la commune d'exemple, et son registre est d'une autre commune.
  Rien n'a été fait.
  Si c'est bien votre dossier, retirez-en le fichier example.json, qui n'y a rien à faire.
home-closed
  Ce dossier appartient à quelqu'un d'autre, ou ne se laisse pas ouvrir ({home}).
  Rien n'a été fait.
  Choisissez un dossier à vous avec --home.
other-invitation
  Une demande avec un autre code attend déjà une réponse dans ce dossier ({home}).
  Aucun compte n'est touché : celui que vous demandez n'existe pas encore.
  Laissez-la aboutir : voisinage status. Si ce premier code est refusé, prenez un autre dossier avec --home.
bad-words-count
  Il faut 24 mots, et il y en a {position} d'écrits.
  =safe
  Cherchez sur votre feuille ce qui manque ou ce qui est en trop.
bad-words-unknown
  Le mot {position} n'est pas un mot de la liste.
  =safe
  Regardez comment il est écrit sur votre feuille.
"""

ENGLISH: Final = """
no-screen
  There is no screen here: no window can open.
  =none
  Open Voisinage where there is a screen. Without a window: voisinage node, or voisinage demo --headless.
screen-libraries
  This computer lacks what a window is drawn with.
  =safe
  On Debian or Ubuntu: sudo apt-get install {packages}. Then try again.
since-too-old
  A commune cannot count from {day}.
  =none
  Give --since a day after 1 January 1970.
since-future
  {day} is yet to come: a commune does not count from a day ahead.
  =none
  Give --since today or a day that has passed.
unknown-parameter
  The charter has no parameter of that name: {name}.
  =none
  The names are in docs/protocol.md.
bad-parameter
  The charter parameter {name} will not do.
  =none
  Give a whole number between {lowest} and {highest}.
not-the-example
  This folder ({home}) says it is of the example commune, and its register is another commune's.
  Nothing was done.
  If it is indeed your folder, take away the file example.json, which has no business there.
home-closed
  This folder belongs to somebody else, or cannot be opened ({home}).
  Nothing was done.
  Choose a folder of yours with --home.
other-invitation
  A request with another code already waits for an answer in this folder ({home}).
  No account is touched: the one you ask for does not exist yet.
  Let it come through: voisinage status. If that first code is refused, take another folder with --home.
bad-words-count
  24 words are needed; this many are written: {position}.
  =safe
  Look on your sheet for what is missing or too much.
bad-words-unknown
  Word {position} is no word of the list.
  =safe
  Look at how it is written on your sheet.
"""
