# SPDX-License-Identifier: AGPL-3.0-or-later
"""Refusals about recovery, in both languages; the format is `cli_errors_fr`'s."""

from __future__ import annotations

from typing import Final

FRENCH: Final = """
recovery-not-running
  Voisinage ne tourne pas ici : impossible de savoir quels témoins répondent.
  =kept
  Ouvrez Voisinage, ou lancez voisinage node, puis recommencez.
unknown-recovery
  Aucune liste à signer ne commence ainsi.
  =kept
  Voir voisinage recovery status.
recovery-file
  Ce fichier ne peut pas être lu, ou n'est pas une liste à signer : {file}.
  =kept
  Demandez-le à nouveau à qui vous l'a donné (voisinage recovery export).
recovery-unwritable
  Ce fichier ne peut pas être écrit : {file}.
  =kept
  Choisissez un autre dossier, ou libérez de la place.
recovery-stopped
  Cet ordinateur s'est arrêté : la suite de l'histoire n'est pas sûre, il ne signe rien.
  =kept
  Voir voisinage status.
recovery-alive
  Assez de témoins répondent encore : {online} sur {witnesses}, il en faut {quorum}. Rien n'est à remplacer.
  =kept
  Attendez, ou changez les témoins par un vote : voisinage propose witnesses.
recovery-neighbour-higher
  Un voisin connaît une suite que cet ordinateur n'a pas encore.
  =kept
  Attendez quelques instants qu'elle arrive, puis recommencez.
recovery-wrong-commune
  Cette liste est d'une autre commune.
  =kept
  Demandez celle de la vôtre.
recovery-other-epoch
  Cette liste ne vaut plus : les témoins ont déjà été remplacés depuis, ou pas encore avant.
  =kept
  Voir voisinage recovery status.
recovery-lower-base
  Cette liste reprend plus tôt que ce que cet ordinateur sait définitif : elle effacerait des paiements.
  =kept
  Ne la signez pas. Montrez aux autres ce que vous avez : restez en ligne, puis proposez-en une autre.
recovery-higher-base
  Cette liste reprend plus loin que ce que cet ordinateur a reçu.
  =kept
  Attendez que la suite arrive d'un voisin, puis recommencez.
recovery-other-chain
  Cette liste reprend une autre histoire que celle de cet ordinateur.
  =kept
  Ne la signez pas, et parlez-en au conseil.
recovery-unknown-list
  Un ordinateur de cette liste n'est pas connu de la commune, ou une personne y est deux fois.
  =kept
  Nommez des membres dont l'ordinateur est connu : voisinage witnesses, voisinage peers.
recovery-inactive
  Seuls signent les membres qui ont fait quelque chose dans les 90 jours avant la dernière page du registre.
  =kept
  Ils sont {active} ; il faut {needed} signatures, et 3 au moins. À moins de 3, il ne reste qu'à fonder une
    nouvelle commune : les comptes n'y passent pas, gardez ce dossier comme preuve.
recovery-paper-key
  Les 24 mots ne signent pas cela.
  =kept
  Signez depuis votre ordinateur habituel.
recovery-revoked
  Cet appareil a été retiré : il ne signe plus rien.
  =kept
  Signez depuis un autre de vos appareils.
recovery-unknown-key
  La commune ne connaît pas encore cet appareil.
  =kept
  Signez depuis un appareil qu'elle connaissait avant que tout s'arrête.
recovery-twice
  Une personne y a signé deux fois.
  =kept
  Demandez le fichier à quelqu'un d'autre.
recovery-bad-signature
  Une signature de ce fichier est fausse.
  =kept
  Demandez-le à nouveau ; s'il revient ainsi, parlez-en au conseil.
recovery-signed-already
  Vous avez déjà signé cette liste.
  =kept
  Demandez aux autres de la signer : voisinage recovery status.
recovery-signed-another
  Vous avez déjà signé une autre liste il y a moins de {days} jours : deux listes feraient deux communes.
  =kept
  Faites signer la première, ou attendez.
recovery-nothing-promised
  Vous n'avez rien signé qui vous retienne.
  =kept
  Voir voisinage recovery status.
recovery-too-early
  Votre signature a moins de {days} jours : elle vous engage encore.
  =kept
  Faites signer la liste par les autres, ou attendez.
recovery-nothing-to-stay-with
  Les témoins n'ont jamais été remplacés ainsi dans cette commune.
  =kept
  Voir voisinage recovery status.
recovery-confirm-propose
  Rien n'est signé encore. On ne nomme d'autres témoins que si trop d'entre eux sont perdus pour toujours.
  Tout ce qui est définitif le reste. Ce que seul un ordinateur absent sait définitif serait à refaire :
    demandez d'abord à chacun d'ouvrir Voisinage. Il faudra {needed} signatures sur {active} membres actifs.
  Si c'est bien cela : la même commande avec --yes.
recovery-confirm-sign
  Rien n'est signé encore. En signant, vous acceptez ces témoins et ne suivez plus les anciens.
  Tout ce qui est définitif ici le reste. Une seule liste par personne et par semaine.
  Si c'est bien cela : la même commande avec --yes.
recovery-confirm-stay
  Les anciens témoins ont signé une page du registre que les nouveaux ne connaissent pas.
  Ce qui n'est que sur cette page ne compte pas ici : qui y a payé doit payer de nouveau. Parlez-en au
    conseil avant.
  Pour continuer avec les nouveaux témoins : la même commande avec --yes.
recovery-confirm-withdraw
  Votre signature, si d'autres l'ont, vaut encore pour eux.
  Cet ordinateur suivra de nouveau les anciens témoins.
  Si c'est bien cela : la même commande avec --yes.
"""

ENGLISH: Final = """
recovery-not-running
  Voisinage is not running here: which witnesses answer cannot be known.
  =kept
  Open Voisinage, or run voisinage node, then try again.
unknown-recovery
  No list to sign begins like this.
  =kept
  See voisinage recovery status.
recovery-file
  This file cannot be read, or is no list to sign: {file}.
  =kept
  Ask again whoever gave it to you (voisinage recovery export).
recovery-unwritable
  This file cannot be written: {file}.
  =kept
  Choose another folder, or make some room.
recovery-stopped
  This computer has stopped: what follows is not certain, it signs nothing.
  =kept
  See voisinage status.
recovery-alive
  Enough witnesses still answer: {online} of {witnesses}, it takes {quorum}. There is nobody to replace.
  =kept
  Wait, or change the witnesses by a vote: voisinage propose witnesses.
recovery-neighbour-higher
  A neighbour knows more than has arrived here yet.
  =kept
  Wait some moments for it, then try again.
recovery-wrong-commune
  This list is another commune's.
  =kept
  Ask for that of yours.
recovery-other-epoch
  This list is no longer good: witnesses were replaced since, or not yet before.
  =kept
  See voisinage recovery status.
recovery-lower-base
  This list goes on from before what this computer knows to be final: it would wipe out payments.
  =kept
  Do not sign it. Show the others what you have: stay online, then propose another.
recovery-higher-base
  This list goes on from beyond what has arrived here.
  =kept
  Wait for the rest to come from a neighbour, then try again.
recovery-other-chain
  This list goes on from another history than this computer's.
  =kept
  Do not sign it, and tell the council.
recovery-unknown-list
  A computer of this list is not known to the commune, or a person stands in it twice.
  =kept
  Name members whose computer is known: voisinage witnesses, voisinage peers.
recovery-inactive
  Only members who did something in the 90 days before the register's last page may sign.
  =kept
  There are {active}; it takes {needed} signatures, at least 3. With fewer than 3 all that is left is to found
    a new commune: accounts do not move there, keep this folder as proof.
recovery-paper-key
  The 24 words do not sign this.
  =kept
  Sign from your usual computer.
recovery-revoked
  This device was removed: it signs nothing any more.
  =kept
  Sign from another of your devices.
recovery-unknown-key
  The commune does not know this device yet.
  =kept
  Sign from a device it knew before everything stopped.
recovery-twice
  Somebody signed it twice.
  =kept
  Ask somebody else for the file.
recovery-bad-signature
  A signature in this file is wrong.
  =kept
  Ask for it again; if it comes back like this, tell the council.
recovery-signed-already
  You have signed this list already.
  =kept
  Ask the others to sign it: voisinage recovery status.
recovery-signed-another
  You signed another list less than {days} days ago: two lists would make two communes.
  =kept
  Have the first one signed, or wait.
recovery-nothing-promised
  You signed nothing that holds you.
  =kept
  See voisinage recovery status.
recovery-too-early
  Your signature is less than {days} days old: it still binds you.
  =kept
  Have the list signed by others, or wait.
recovery-nothing-to-stay-with
  Witnesses were never replaced like this in this commune.
  =kept
  See voisinage recovery status.
recovery-confirm-propose
  Nothing is signed yet. Naming other witnesses is for when too many of them are lost for good.
  All that is final stays final. What only an absent computer knows to be final may have to be done again:
    ask everybody to open Voisinage first. It will take {needed} signatures of {active} active members.
  If that is what you mean: the same command with --yes.
recovery-confirm-sign
  Nothing is signed yet. By signing you accept these witnesses and follow the former ones no more.
  All that is final here stays final. One list a person and a week.
  If that is what you mean: the same command with --yes.
recovery-confirm-stay
  The former witnesses signed a page of the register that the new ones do not know.
  What is on that page alone does not count here: who paid there must pay again. Tell the council first.
  To go on with the new witnesses: the same command with --yes.
recovery-confirm-withdraw
  Your signature, if others have it, still counts for them.
  This computer will follow the former witnesses again.
  If that is what you mean: the same command with --yes.
"""
