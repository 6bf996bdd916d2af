# SPDX-License-Identifier: AGPL-3.0-or-later
"""Refusals about roles and who seals, in both languages; the format is `cli_errors_fr`'s."""

from __future__ import annotations

from typing import Final

FRENCH: Final = """
vote-decides
  À {members} membres et plus, c'est un vote qui décide.
  =kept
  Proposez-le : voisinage propose role, ou voisinage propose witnesses.
mayor-decides
  Tant que la commune est petite, c'est le maire qui nomme.
  =kept
  Demandez-le au maire, ou proposez-le au vote : voisinage propose.
mayor-by-vote
  Seul un vote fait ou défait un maire.
  =kept
  Proposez-le : voisinage propose role.
unknown-role
  Ce rôle n'existe pas : {role}.
  =kept
  Choisissez parmi : {known}.
witness-is-chosen
  Le rôle de témoin ne se donne pas : c'est la liste de ceux qui scellent.
  =kept
  Voir voisinage witnesses.
role-held
  Cette personne a déjà ce rôle.
  =kept
  Voir voisinage role list.
role-not-held
  Cette personne n'a pas ce rôle.
  =kept
  Voir voisinage role list.
no-witness
  Il faut au moins un témoin : sans lui rien ne devient définitif.
  =kept
  Nommez une personne, ou quatre.
too-many-witnesses
  C'est trop de témoins.
  =kept
  Gardez-en {most} au plus.
witness-twice
  La même personne est nommée deux fois.
  =kept
  Une personne, un ordinateur.
unknown-computer
  Cet ordinateur n'est pas connu de la commune comme le sien.
  =kept
  Voir voisinage witnesses et voisinage peers.
many-computers
  Cette personne a plusieurs ordinateurs : {candidates}.
  =kept
  Écrivez NOM:ORDINATEUR, le début suffit.
list-unchanged
  Ce sont déjà ces témoins-là.
  =kept
  Voir voisinage witnesses.
witness-not-running
  Voisinage ne tourne pas ici : cet ordinateur ne peut rien entendre.
  =kept
  Ouvrez la fenêtre ou lancez voisinage node, puis recommencez.
not-a-witness
  Cet ordinateur n'est pas celui d'un témoin.
  =kept
  Voir voisinage witnesses.
date-not-asked
  La date de cet ordinateur n'est pas à confirmer.
  =kept
  Il n'y a rien à faire ; voir voisinage witnesses.
witness-not-silent
  Cet ordinateur scelle déjà.
  =kept
  Il n'y a rien à faire ; voir voisinage witnesses.
others-must-advance
  À plus de {most} témoins, ce sont les autres qui le remettent en route.
  =kept
  Attendez qu'ils aient avancé sans lui : il reprendra seul.
"""

ENGLISH: Final = """
vote-decides
  From {members} members on, a vote decides.
  =kept
  Propose it: voisinage propose role, or voisinage propose witnesses.
mayor-decides
  While the commune is small, the mayor appoints.
  =kept
  Ask the mayor, or put it to the vote: voisinage propose.
mayor-by-vote
  Only a vote makes or unmakes a mayor.
  =kept
  Propose it: voisinage propose role.
unknown-role
  There is no such role: {role}.
  =kept
  Choose among: {known}.
witness-is-chosen
  The role of witness is not given: it is the list of those who seal.
  =kept
  See voisinage witnesses.
role-held
  This person has that role already.
  =kept
  See voisinage role list.
role-not-held
  This person does not have that role.
  =kept
  See voisinage role list.
no-witness
  There must be one witness at least: without one nothing becomes final.
  =kept
  Name one person, or four.
too-many-witnesses
  These are too many witnesses.
  =kept
  Keep {most} at most.
witness-twice
  The same person is named twice.
  =kept
  One person, one computer.
unknown-computer
  The commune does not know this computer as theirs.
  =kept
  See voisinage witnesses and voisinage peers.
many-computers
  This person has several computers: {candidates}.
  =kept
  Write NAME:COMPUTER, the beginning will do.
list-unchanged
  These are the witnesses already.
  =kept
  See voisinage witnesses.
witness-not-running
  Voisinage is not running here: this computer can hear nothing.
  =kept
  Open the window or start voisinage node, then do it again.
not-a-witness
  This computer is not a witness's.
  =kept
  See voisinage witnesses.
date-not-asked
  This computer's date need not be confirmed.
  =kept
  There is nothing to do; see voisinage witnesses.
witness-not-silent
  This computer seals already.
  =kept
  There is nothing to do; see voisinage witnesses.
others-must-advance
  With more than {most} witnesses, it is the others that set it going again.
  =kept
  Wait until they have gone on without it: it will go on by itself.
"""
