# SPDX-License-Identifier: AGPL-3.0-or-later
"""The French of every refusal the command line can show; `cli_errors` reads it.

A code, then three sentences a line each: what happened, what it means for your money, what to do. A line that
goes on is indented further; `=kept`, `=none` and `=safe` stand for the three answers that come back.
"""

from __future__ import annotations

from typing import Final

COMMON: Final = {
    "=kept": "Rien n'a bougé sur vos comptes.",
    "=none": "Rien n'a été créé.",
    "=safe": "Vos comptes sont intacts.",
}

REFUSALS: Final = """
no-home
  Il n'y a pas encore de compte dans ce dossier ({home}).
  =none
  Fondez une commune (voisinage found) ou rejoignez celle d'un voisin (voisinage join).
home-exists
  Il y a déjà un compte dans ce dossier ({home}).
  =kept
  Choisissez un autre dossier avec --home.
in-use
  Un autre programme se sert de ce compte.
  =kept
  Attendez qu'il finisse, ou arrêtez-le (processus {pid}).
already-running
  Voisinage est déjà en ligne pour ce compte.
  =kept
  Il n'y a rien à faire ; vos commandes passent par lui.
node-runs
  Voisinage tourne ici sans fenêtre (processus {pid}).
  =kept
  Pour ouvrir la fenêtre à sa place : voisinage open --take-over.
no-window
  La fenêtre ne peut pas s'ouvrir sur cet ordinateur.
  =safe
  Installez la partie graphique, ou servez-vous des commandes (voisinage --help).
home-not-private
  Ce dossier appartient à quelqu'un d'autre.
  =kept
  Choisissez un dossier à vous avec --home.
home-not-a-folder
  Ce n'est pas un dossier.
  =kept
  Choisissez un dossier avec --home.
bad-config
  Le fichier de vos préférences (config.json) est abîmé.
  =safe
  Corrigez-le ou supprimez-le, puis recommencez.
store
  Le disque de cet ordinateur a refusé d'écrire ou de lire.
  =kept
  Faites de la place, puis recommencez.
corrupt
  Un fichier de votre compte est abîmé sur cet ordinateur.
  Ce que vous possédez reste chez vos voisins et dans vos 24 mots.
  Retrouvez vos 24 mots ; voisinage doctor dit la suite.
locked
  Votre compte est fermé par une phrase de passe.
  =safe
  Ouvrez-le dans la fenêtre.
wrong-passphrase
  Ce n'est pas la bonne phrase de passe.
  =safe
  Recommencez ; majuscules et espaces comptent.
keyring
  Le coffre de mots de passe de cet ordinateur ne répond pas.
  =safe
  Ouvrez votre session, puis recommencez.
bad-words
  Ces 24 mots ne vont pas ensemble.
  =safe
  Vérifiez chaque mot et leur ordre.
words-erased
  Les 24 mots ne sont plus sur cet ordinateur : vous avez confirmé les avoir notés.
  =safe
  Ils sont sur votre feuille.
no-terminal
  Les 24 mots ne se montrent que sur un écran.
  =safe
  Lancez la commande dans un terminal, sans --json ni redirection.
cannot-listen
  Cet ordinateur ne laisse pas Voisinage écouter là ({detail}).
  =safe
  Choisissez une autre adresse avec --listen, par exemple /ip4/0.0.0.0/tcp/4101.
no-answer
  Le programme qui tourne sur ce compte n'a pas répondu.
  Ce que vous avez demandé est peut-être fait : regardez l'historique avant de recommencer.
  Puis recommencez, ou relancez ce programme.
busy
  Trop de commandes à la fois.
  =kept
  Recommencez dans un instant.
internal
  Voisinage n'a pas pu le faire, et la faute est la nôtre ({detail}).
  Regardez l'historique avant de recommencer.
  Si cela se répète, envoyez-nous le journal (dossier log).
bad-request
  Cette demande est mal écrite ({argument}).
  =kept
  Voir voisinage --help.
unknown-command
  Cette commande n'existe pas ici ({command}).
  =kept
  Le programme qui tourne est peut-être plus ancien : relancez-le.
answer-too-large
  La réponse est trop longue.
  =kept
  Demandez-en moins avec --limit.
bad-limit
  Ce nombre ne va pas.
  =kept
  Choisissez de 1 à {most}.
verify-failed
  Quelque chose ne correspond pas : {problems}
  Ne vous fiez pas aux montants montrés ici tant que ce n'est pas éclairci.
  Comparez avec un voisin, et gardez ce dossier tel quel.
not-available
  Cette version ne sait pas encore le faire.
  =safe
  Il n'y a rien à faire.
bad-name
  Ce nom ne peut pas servir.
  Rien n'a été signé.
  Choisissez un nom d'une ligne, 200 lettres au plus, sans signe caché (certains émojis en ont un).
bad-commune-name
  Ce nom de commune ne peut pas servir.
  =none
  Choisissez un nom d'une ligne.
bad-place
  Cette position ne va pas.
  =none
  Donnez des degrés, par exemple --latitude 45,75 --longitude 4,85.
bad-code
  Cette invitation est illisible.
  =none
  Recopiez-la tout entière, du premier au dernier caractère.
expired-invitation
  Cette invitation n'est plus valable.
  =none
  Demandez-en une autre à votre voisin.
spent-invitation
  Quelqu'un est déjà entré avec cette invitation.
  =none
  Chacun a la sienne : demandez-en une autre.
unknown-invitation
  Vos voisins ne connaissent pas cette invitation.
  =none
  Demandez-en une autre à qui vous l'a donnée.
bad-invitation
  Cette invitation n'est pas pour cette commune.
  =none
  Demandez-en une autre.
other-commune
  C'est une autre commune qui a répondu.
  =none
  Vérifiez l'invitation avec votre voisin.
join-refused
  Vos voisins ont refusé cette demande ({status}).
  =none
  Demandez une autre invitation.
not-reachable
  Aucun ordinateur de la commune n'a répondu.
  =none
  Vérifiez votre connexion, ou réessayez quand la personne qui vous invite est en ligne : l'invitation
    reste valable.
join-waits
  Votre demande est remise à un voisin, mais elle n'est pas encore définitive.
  Votre compte est gardé dans ce dossier.
  Relancez la même commande, ou laissez tourner voisinage node.
not-a-member-yet
  Vous n'êtes pas encore membre de la commune.
  =kept
  Laissez Voisinage en ligne jusqu'à ce qu'un voisin réponde.
unknown-member
  Personne de ce nom dans la commune : {typed}.
  =kept
  Voir voisinage members. {alike}
ambiguous-member
  Plusieurs personnes répondent à « {typed} » : {candidates}.
  =kept
  Écrivez le signe de la bonne personne, qui est entre parenthèses.
id-too-short
  « {typed} » est un début trop court pour y retrouver quelque chose.
  =kept
  Donnez au moins {least} lettres ou chiffres.
ambiguous-id
  Plusieurs choses commencent par « {typed} ».
  =kept
  Donnez-en davantage.
unknown-asset
  La commune ne connaît pas cette unité : {asset}.
  =kept
  Elle compte en : {known}.
unknown-purpose
  La commune ne connaît pas cette destination : {purpose}.
  =kept
  Retirez --purpose, ou choisissez-en une autre.
self
  C'est vous.
  =kept
  Choisissez un voisin.
memo-too-long
  Ce mot est trop long.
  =kept
  Écrivez {bytes_max} lettres au plus ; une lettre accentuée compte pour deux.
not-stored
  Cet acte n'a pas pu être enregistré ({detail}).
  =kept
  Attendez un instant, puis recommencez.
not-final-yet
  C'est enregistré, mais pas encore définitif.
  Ne le refaites pas.
  Cela le deviendra quand la commune sera de nouveau en ligne ; voir voisinage history.
void
  C'est sans effet : {reason}
  =kept
  Regardez l'historique, puis recommencez si besoin.
unknown-event
  Cet acte n'est pas sur cet ordinateur : {typed}.
  =kept
  Voir voisinage history.
guaranteed
  Vous venez d'arriver : vous pourrez inviter quand trois voisins vous auront payé.
  =kept
  Rendez d'abord service.
quota
  Vous l'avez fait autant que la commune le permet pour l'instant.
  =kept
  Revenez plus tard.
not-allowed
  Cet acte revient à quelqu'un d'autre dans la commune.
  =kept
  Demandez à qui en a la charge.
unknown-topic
  Il n'y a rien de tel à montrer.
  =kept
  Choisissez parmi : production, dons, achats, vente-locale.
bad-side
  Ce que mesure ce compteur n'est pas clair.
  =kept
  Choisissez parmi : production, injection, consommation.
bad-power
  Cette puissance ne va pas.
  =kept
  En watts-crête, jusqu'à 10 000 000.
bad-angle
  Cette orientation ne va pas.
  =kept
  Pente de 0 à 90, azimut de 0 à 359.
bad-index
  Cet index ne va pas.
  =kept
  En Wh, zéro ou plus.
before-commune
  C'est avant le premier jour de la commune.
  =kept
  Donnez un jour plus récent avec --from.
future
  Ce jour n'est pas encore là.
  =kept
  Vérifiez la date.
unknown-meter
  Ce compteur n'est pas connu de la commune.
  =kept
  Voir voisinage meter list.
already-certified
  Ce compteur est déjà attesté.
  =kept
  Il n'y a rien à faire.
no-meter
  Vous n'avez pas déclaré de compteur.
  =kept
  Déclarez-en un : voisinage meter add --side production --watts-peak W.
which-meter
  Vous avez plusieurs compteurs.
  =kept
  Dites lequel avec --meter.
not-this-computer
  Ce compteur est tenu par un autre de vos ordinateurs.
  =kept
  Faites-le là-bas.
meter-waiting
  Ce compteur attend qu'un voisin l'atteste.
  =kept
  Demandez-le à l'installateur ou au conseil.
meter-waits
  Ce compteur est arrêté : quelqu'un doit le regarder.
  =kept
  Demandez-le au conseil.
over-bounds
  Ces chiffres dépassent ce que vos panneaux peuvent faire.
  =kept
  Vérifiez la puissance déclarée et le fichier.
csv
  Ce fichier de compteur est illisible ({detail}).
  =kept
  Téléchargez-le de nouveau, sans l'ouvrir dans un tableur.
title-missing
  Il manque un titre.
  =kept
  Écrivez-en un.
title-too-long
  Ce titre est trop long.
  =kept
  Écrivez {bytes_max} lettres au plus ; une lettre accentuée compte pour deux.
text-too-long
  Ce texte est trop long.
  =kept
  Écrivez {bytes_max} lettres au plus ; une lettre accentuée compte pour deux.
bad-price
  Ce prix ne va pas.
  =kept
  Un montant par unité, plus grand que zéro.
bad-stock
  Ce nombre de pièces ne va pas.
  =kept
  De 1 à 1 000 000, ou rien.
bad-template
  Cette sorte d'annonce n'existe pas.
  =kept
  Choisissez parmi : {known}.
unknown-listing
  Cette annonce n'est pas connue ici.
  =kept
  Voir voisinage offer list.
not-yours
  Cette annonce est à quelqu'un d'autre.
  =kept
  Il n'y a rien à faire.
own-listing
  Cette annonce est à vous.
  =kept
  Choisissez celle d'un voisin.
withdrawn
  Cette annonce a été retirée.
  =kept
  Cherchez-en une autre.
stock
  Il n'y en a plus assez.
  =kept
  Il en reste {left}.
bad-quantity
  Cette quantité ne va pas.
  =kept
  Un nombre entier, au moins 1.
unknown-order
  Cette commande n'est pas connue ici.
  =kept
  Voir voisinage order list.
not-now
  Ce n'est pas à vous, ou pas le moment, pour cette commande.
  =kept
  Voir où elle en est : voisinage order list.
parity-changed
  Les valeurs d'échange ont changé depuis.
  =kept
  Commandez de nouveau au prix du jour.
bad-duration
  Cette durée de vote ne va pas.
  =kept
  Choisissez entre {span}.
bad-parity
  Cette unité n'a pas de valeur à voter.
  =kept
  Choisissez parmi : h, kg, point.
unknown-proposal
  Cette proposition n'est pas connue ici.
  =kept
  Voir voisinage proposals.
proposal-closed
  Ce vote est clos.
  Votre choix d'avant, s'il y en a un, a compté.
  Voir voisinage proposals.
bad-choice
  Ce n'est pas un choix.
  =kept
  Choisissez parmi : pour, contre, abstention.
shares-malformed
  Cette part est illisible : {typed}.
  =kept
  Écrivez par exemple routes=25.
shares-twice
  Ce poste vient deux fois : {post}.
  =kept
  Écrivez-le une fois.
shares-step
  Les parts vont de 5 en 5.
  =kept
  Par exemple 40, 10, 10, 20, 10, 10.
shares-not-100
  Les parts font {total} % et non 100.
  Vos parts d'avant comptent toujours.
  Corrigez-les.
unknown-post
  Ce poste n'existe pas : {post}.
  =kept
  Choisissez parmi : {known}.
unknown-words
  Personne dans cette commune ne connaît ces 24 mots.
  =none
  Vérifiez les mots, et que l'invitation est bien de votre commune.
exists
  Il y a déjà un compte dans ce dossier.
  =kept
  Choisissez un autre dossier avec --home.
words-gone
  Les 24 mots ne sont plus sur cet ordinateur.
  =safe
  Ils sont sur votre feuille.
timeout
  Cela a pris trop longtemps.
  Regardez l'historique avant de recommencer.
  Puis recommencez.
demo-failed
  Le village de démonstration n'a pas pu se faire ({detail}).
  =safe
  Recommencez ; si cela se répète, envoyez-nous ce qui précède.
refused
  La commune le refuserait : {reason}
  =kept
  Regardez où vous en êtes : voisinage status, voisinage inbox.
"""

REASONS: Final = """
balance: il n'y avait plus assez sur le compte.
floor: le compte serait passé sous sa limite.
fork: deux actes sont partis de deux de vos ordinateurs au même moment, et un seul compte.
expired: c'était trop tard.
already used: cela a déjà servi.
already done: c'était déjà fait.
not allowed: cela revient à quelqu'un d'autre.
no such object: ce dont il s'agit n'existe pas dans la commune.
wrong state: la commande avait changé entre-temps.
parity changed: les valeurs d'échange avaient changé.
stock: il n'y en avait plus.
closed: c'était déjà terminé.
quota: c'était plus que ce que la commune permet en un jour.
unknown: cette sorte d'acte n'est pas connue ici.
bounds: les chiffres dépassent ce qui est possible.
overlap: ce temps était déjà compté.
too early: c'était pour un moment encore à venir ; l'horloge de l'ordinateur qui l'a signé avançait sans
  doute : mettez-la à l'heure (voisinage doctor dit de combien), puis recommencez.
unknown key: cet ordinateur n'est pas connu de la commune.
shares: les parts ne font pas 100.
revoked: cet ordinateur n'a plus le droit d'agir.
self: on ne peut pas le faire avec soi-même.
other chain: l'acte vient d'une autre histoire de la commune.
bad proof: la preuve jointe n'est pas bonne.
meter waits: le compteur n'est pas encore attesté.
purpose: la somme est destinée à autre chose.
known key: cet ordinateur était déjà connu.
guaranteed: vous venez d'arriver.
overflow: le compte est trop grand.
too old: l'acte est resté trop longtemps hors ligne.
limit: il y en a déjà autant que permis.
paper key: il faut pour cela les 24 mots.
already counted: c'était déjà compté.
malformed: l'acte est mal écrit.
known node: cet ordinateur est déjà celui de quelqu'un.
locked: ce pot est verrouillé jusqu'à sa date.
gone: cette personne a quitté la commune.
successor: quelqu'un doit d'abord prendre le relais.
"""
