# SPDX-License-Identifier: AGPL-3.0-or-later
"""Refusals about leaving the commune, in both languages; the format is `cli_errors_fr`'s."""

from __future__ import annotations

from typing import Final

FRENCH: Final = """
left
  Vous avez quitté cette commune : cet ordinateur n'y signe plus rien.
  =safe
  Pour revenir, demandez une nouvelle invitation et rejoignez-la dans un autre dossier (--home).
left-words
  Ces 24 mots sont d'un compte qui a quitté cette commune : il ne se rouvre pas.
  =none
  Pour revenir, demandez une nouvelle invitation à un voisin, puis : voisinage join CODE --me NOM. Ce que vous
    aviez est allé à qui vous aviez nommé en partant.
gone
  Cette personne a quitté la commune.
  =kept
  Voyez qui est là : voisinage members.
leave-to-whom
  Dites qui reçoit ce que vous avez.
  =kept
  Ajoutez --to avec le nom d'un voisin, ou --to fonds.
leave-to-self
  Vous vous êtes nommé vous-même : ce que vous avez va à quelqu'un d'autre.
  =kept
  Nommez un voisin, ou le fonds : --to fonds.
leave-needs-words
  Quitter la commune demande vos 24 mots : un ordinateur volé ne doit pas le pouvoir.
  =kept
  Ajoutez --words, écrivez-les, puis Entrée deux fois.
leave-witness
  Votre ordinateur rend les actes de la commune définitifs : sans lui elle s'arrêterait.
  =kept
  Le conseil en choisit d'abord un autre : voisinage propose witnesses.
leave-mayor
  Vous êtes seul maire de la commune.
  =kept
  Le conseil en nomme d'abord un autre : voisinage propose role.
leave-order
  Une commande est encore ouverte, avec vous.
  =kept
  Terminez-la ou annulez-la : voisinage order list.
leave-service
  Des heures d'entraide attendent une réponse, la vôtre ou celle d'un voisin.
  =kept
  Confirmez, refusez ou reprenez-les : voisinage service list.
leave-energy
  L'énergie de votre toit n'est pas encore partagée.
  =kept
  Attendez le partage de ce matin ou de demain, sans transmettre de relevé d'ici là.
leave-guest
  Un voisin que vous avez invité doit encore quelque chose, et vous en répondez.
  =kept
  Attendez qu'il l'ait rendue, ou que d'autres l'aient payé.
leave-lock
  Une de vos épargnes est verrouillée.
  =kept
  Attendez sa date : voisinage pot list.
leave-debt
  Vous devez encore quelque chose.
  =kept
  Rendez-le d'abord : voisinage balance.
"""

ENGLISH: Final = """
left
  You left this commune: this computer signs nothing there any more.
  =safe
  To come back, ask for a new invitation and join in another folder (--home).
left-words
  These 24 words are of an account that left this commune: it is not opened again.
  =none
  To come back, ask a neighbour for a new invitation, then: voisinage join CODE --me NAME. What you had went
    to whom you named when you left.
gone
  This person left the commune.
  =kept
  See who is there: voisinage members.
leave-to-whom
  Say who receives what you have.
  =kept
  Add --to with a neighbour's name, or --to fund.
leave-to-self
  You named yourself: what you have goes to somebody else.
  =kept
  Name a neighbour, or the fund: --to fund.
leave-needs-words
  Leaving the commune takes your 24 words: a stolen computer must not be able to.
  =kept
  Add --words, type them, then Enter twice.
leave-witness
  Your computer makes the commune's acts final: without it the commune would halt.
  =kept
  The council chooses another one first: voisinage propose witnesses.
leave-mayor
  You are the commune's only mayor.
  =kept
  The council names another first: voisinage propose role.
leave-order
  An order of yours is still open.
  =kept
  Finish or cancel it: voisinage order list.
leave-service
  Hours of help wait for an answer, yours or a neighbour's.
  =kept
  Confirm, refuse or take them back: voisinage service list.
leave-energy
  Your roof's energy is not shared out yet.
  =kept
  Wait for the sharing of this morning or tomorrow, and send no reading until then.
leave-guest
  A neighbour you invited still owes something, and you answer for it.
  =kept
  Wait until they have given it back, or others have paid them.
leave-lock
  Some savings of yours are locked.
  =kept
  Wait for their date: voisinage pot list.
leave-debt
  You still owe something.
  =kept
  Give it back first: voisinage balance.
"""
