# SPDX-License-Identifier: AGPL-3.0-or-later
"""Refusals about proofs in files, in both languages; the format is `cli_errors_fr`'s."""

from __future__ import annotations

from typing import Final

FRENCH: Final = """
receipt-not-final
  Cet acte n'est pas encore définitif, ou la page du registre qui le confirme n'est pas encore là.
  =kept
  Recommencez dans un instant.
receipt-dead
  Cet acte n'entrera jamais au registre : un autre de la même personne a pris sa place.
  =kept
  Il n'y a rien à prouver ; voir voisinage history.
receipt-task
  Ceci s'est fait de lui-même, sans que personne le signe.
  =kept
  Il n'y en a pas de preuve à emporter : elle montrerait les mouvements de tous.
receipt-not-here
  Cet ordinateur n'a pas la page du registre où est cet acte.
  =kept
  Attendez que l'histoire soit arrivée, ou demandez la preuve à l'autre personne.
receipt-between
  Cet acte date du moment où de nouveaux témoins ont pris le relais : rien ne le confirme hors du registre.
  =kept
  Le registre de chaque voisin le montre ; il n'y en a pas de preuve à emporter.
receipt-exists
  Il y a déjà un autre fichier à cet endroit : {file}.
  =kept
  Choisissez un autre nom.
receipt-unwritable
  Ce fichier ne peut pas être écrit : {file}.
  =kept
  Choisissez un autre dossier.
receipt-unreadable
  Ce fichier ne peut pas être lu : {file}.
  =safe
  Vérifiez son nom, puis recommencez.
receipt-other
  Ce n'est pas une preuve de Voisinage.
  Elle ne montre rien.
  Demandez le fichier .proof lui-même, en pièce jointe.
receipt-damaged
  Cette preuve a été coupée ou abîmée en chemin.
  Telle quelle, elle ne montre rien.
  Demandez-la de nouveau, en pièce jointe.
receipt-false
  Cette preuve est fausse : ce qu'elle dit n'est pas ce qui a été signé ({detail}).
  Elle ne montre rien.
  Ne vous y fiez pas ; demandez-la à une autre personne, ou voyez votre registre.
receipt-unknown-list
  Cette preuve repose sur des témoins dont rien ne montre qu'ils sont ceux de la commune.
  Elle ne montre rien.
  Demandez-la de nouveau à qui a un registre à jour.
receipt-other-commune
  Cette preuve est d'une autre commune, numéro {commune}.
  Elle ne dit rien de la vôtre (numéro {yours}), même si le nom est le même.
  Si c'est bien celle que vous voulez : --commune et son numéro.
receipt-differs
  Le registre de cet ordinateur dit autre chose à la page {height}.
  Vos comptes suivent votre registre.
  Montrez ceci à vos voisins : quelqu'un parmi les témoins a signé deux histoires.
receipt-short-number
  C'est trop peu pour reconnaître une commune.
  =safe
  Écrivez au moins {least} lettres ou chiffres de son numéro.
"""

ENGLISH: Final = """
receipt-not-final
  This act is not final yet, or the page of the register that confirms it is not here yet.
  =kept
  Do it again in a moment.
receipt-dead
  This act will never enter the register: another one of the same person took its place.
  =kept
  There is nothing to prove; see voisinage history.
receipt-task
  This happened by itself, and nobody signed it.
  =kept
  There is no proof of it to take away: it would show everybody's movements.
receipt-not-here
  This computer does not have the page of the register where this act is.
  =kept
  Wait until the history has come, or ask the other person for the proof.
receipt-between
  This act dates from when new witnesses took over: nothing outside the register confirms it.
  =kept
  Every neighbour's register shows it; there is no proof of it to take away.
receipt-exists
  There is another file there already: {file}.
  =kept
  Choose another name.
receipt-unwritable
  This file cannot be written: {file}.
  =kept
  Choose another folder.
receipt-unreadable
  This file cannot be read: {file}.
  =safe
  Check its name, then do it again.
receipt-other
  This is no proof of Voisinage.
  It shows nothing.
  Ask for the .proof file itself, as an attachment.
receipt-damaged
  This proof was cut or damaged on its way.
  As it is, it shows nothing.
  Ask for it again, as an attachment.
receipt-false
  This proof is false: what it says is not what was signed ({detail}).
  It shows nothing.
  Do not rely on it; ask somebody else for it, or see your register.
receipt-unknown-list
  This proof rests on witnesses of whom nothing shows that they are the commune's.
  It shows nothing.
  Ask for it again from somebody whose register is up to date.
receipt-other-commune
  This proof is of another commune, number {commune}.
  It says nothing of yours (number {yours}), even if the name is the same.
  If that is the one you want: --commune and its number.
receipt-differs
  This computer's register says something else at page {height}.
  Your accounts follow your register.
  Show this to your neighbours: somebody among the witnesses signed two histories.
receipt-short-number
  This is too little to recognise a commune.
  =safe
  Write at least {least} letters or digits of its number.
"""
