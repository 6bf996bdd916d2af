# SPDX-License-Identifier: AGPL-3.0-or-later
"""Refusals about one's own computers, in both languages; the format is that of `cli_errors_fr`."""

from __future__ import annotations

from typing import Final

FRENCH: Final = """
device-is-this
  L'ordinateur {number} est celui-ci : exclu, il ne signerait plus rien pour vous.
  =kept
  Pour en exclure un autre : voisinage device list. Si c'est bien celui-ci : la même commande avec --yes.
behind-own-chain
  Cet ordinateur n'a pas fini de demander à vos voisins où vous en étiez.
  =kept
  Attendez une minute, puis recommencez : sinon deux de vos actes se contrediraient.
key-revoked
  Vous avez exclu cet ordinateur depuis un autre : ce qu'il signe ne compte plus.
  =safe
  Servez-vous d'un autre de vos ordinateurs, ou revenez avec vos 24 mots (voisinage restore).
unknown-device
  Aucun de vos ordinateurs ne répond à « {typed} ».
  =kept
  Regardez leur numéro : voisinage device list.
device-is-words
  La feuille des 24 mots ne peut pas être exclue : elle est votre compte même.
  =safe
  Si quelqu'un l'a lue, demandez au conseil comment ouvrir un nouveau compte.
device-revoked
  Cet ordinateur est déjà exclu.
  =kept
  Il n'y a rien à faire.
device-last
  C'est votre seul ordinateur : l'exclure vous fermerait votre compte.
  =kept
  S'il est perdu ou volé, revenez avec vos 24 mots sur un autre (voisinage restore) et excluez-le de là.
device-waits
  Vous avez déjà demandé l'exclusion de cet ordinateur.
  =kept
  Attendez la date indiquée (voisinage device list), ou ajoutez --words pour l'exclure tout de suite.
device-not-waiting
  Rien n'est demandé contre cet ordinateur.
  =kept
  Il n'y a rien à faire.
device-too-young
  Cet ordinateur-ci est plus récent que celui qui a demandé l'exclusion.
  =kept
  Opposez-vous depuis un ordinateur plus ancien, ou excluez avec vos 24 mots celui qui a demandé.
device-seals
  Cet ordinateur rend les actes de la commune définitifs : on ne peut pas le couper.
  =kept
  Demandez d'abord au conseil qu'un autre prenne sa place.
device-is-here
  C'est l'ordinateur que vous tenez.
  =kept
  Coupez-le depuis un autre de vos ordinateurs.
device-cut-off
  Cet ordinateur ne reçoit déjà plus rien.
  =kept
  Il n'y a rien à faire.
other-words
  Ces 24 mots sont ceux d'un autre compte.
  =kept
  Vérifiez la feuille, puis recommencez.
"""

ENGLISH: Final = """
device-is-this
  Computer {number} is this very one: shut out, it would sign nothing more for you.
  =kept
  To shut out another one: voisinage device list. If it is this one you mean: the same command with --yes.
behind-own-chain
  This computer is still asking your neighbours where you stood.
  =kept
  Wait a minute, then try again: otherwise two of your acts would contradict each other.
key-revoked
  You shut this computer out from another one: what it signs no longer counts.
  =safe
  Use another of your computers, or come back with your 24 words (voisinage restore).
unknown-device
  None of your computers answers to “{typed}”.
  =kept
  See their numbers: voisinage device list.
device-is-words
  The sheet of 24 words cannot be shut out: it is your account itself.
  =safe
  If somebody read it, ask the council how to open a new account.
device-revoked
  This computer is shut out already.
  =kept
  There is nothing to do.
device-last
  It is your only computer: shutting it out would close your account to you.
  =kept
  If it is lost or stolen, come back on another with your 24 words (voisinage restore) and do it there.
device-waits
  You have asked to shut this computer out already.
  =kept
  Wait for the day shown (voisinage device list), or add --words to do it at once.
device-not-waiting
  Nothing is asked against this computer.
  =kept
  There is nothing to do.
device-too-young
  This computer is younger than the one that asked.
  =kept
  Object from an older computer, or shut out with your 24 words the one that asked.
device-seals
  This computer makes the commune's acts final: it cannot be cut off.
  =kept
  Ask the council for another one to take its place first.
device-is-here
  That is the computer in front of you.
  =kept
  Cut it off from another of your computers.
device-cut-off
  This computer is sent nothing already.
  =kept
  There is nothing to do.
other-words
  These 24 words belong to another account.
  =kept
  Check the sheet, then try again.
"""
