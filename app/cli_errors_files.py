# SPDX-License-Identifier: AGPL-3.0-or-later
"""What the command line says of files it cannot use: a meter's, and the register on this computer.

The format is that of `cli_errors_fr`; both languages stand together. A code of a meter file without words of
its own is told as `csv`, the file being unreadable.
"""

from __future__ import annotations

from typing import Final

FRENCH: Final = """
csv-unreadable
  Il n'y a pas de fichier à cet endroit, ou il ne se laisse pas ouvrir.
  =kept
  Vérifiez son nom et son dossier, puis recommencez.
csv-index-differs
  Le {day}, ce fichier dit {file_wh} ; le compteur a été déclaré à {known_wh} ce jour-là.
  =kept
  Déclarez-le de nouveau, son index lu dans le fichier : {command} ; puis, une fois attesté, importez le
    fichier avec --meter et le numéro affiché.
csv-index-elsewhere
  Le {day}, ce fichier dit {file_wh} là où le registre a {known_wh}.
  =kept
  C'est sans doute le fichier d'un autre compteur : dites lequel avec --meter (voisinage meter list).
csv-index-back
  Dans ce fichier, l'index du compteur recule (ligne {line}).
  =kept
  Si le compteur a été remplacé, parlez-en au conseil ; sinon téléchargez le fichier de nouveau.
csv-wrong-direction
  Ce fichier ne dit pas ce que ce compteur mesure.
  =kept
  Choisissez le fichier de ce que produisent vos panneaux, ou de ce que vous injectez.
csv-not-energy
  Ce fichier ne donne pas d'énergie.
  =kept
  Demandez au distributeur les index ou la courbe de charge.
csv-several-points
  Ce fichier réunit plusieurs compteurs.
  =kept
  Téléchargez un fichier par compteur.
csv-no-index
  Ce fichier donne des totaux par jour, sans l'index du compteur.
  =kept
  Demandez au distributeur les index quotidiens.
csv-no-index-that-day
  Ce fichier ne donne pas l'index du compteur ce jour-là.
  =none
  Choisissez un jour du fichier avec --from, ou écrivez l'index avec --index.
csv-future
  Ce fichier va au-delà d'aujourd'hui.
  =kept
  Vérifiez la date de cet ordinateur, puis recommencez.
csv-too-big
  Ce fichier est trop gros pour celui d'un compteur.
  =kept
  Choisissez le fichier que le distributeur vous a donné.
csv-empty
  Ce fichier ne contient aucun relevé.
  =kept
  Choisissez une période plus longue, puis téléchargez-le de nouveau.
store-damaged
  Le fichier de la commune (commune.db) est abîmé dans {home}.
  Ce que vous possédez est intact chez vos voisins.
  Ne supprimez rien : mettez ce dossier de côté, puis retrouvez votre compte avec vos 24 mots et
    l'invitation d'un voisin, même ancienne (voisinage restore --code …).
curve-damaged
  Le fichier de vos courbes (curve.db) est abîmé dans {home}.
  =safe
  Mettez ce fichier de côté, puis importez de nouveau ceux de vos compteurs.
store-newer
  Le fichier de la commune vient d'une version plus récente de Voisinage.
  =safe
  Installez la dernière version, puis recommencez.
home-unwritable
  Ce dossier ne peut pas être créé ou ouvert ({home}).
  =kept
  Choisissez un dossier à vous avec --home. Si c'est celui de votre compte : voisinage doctor.
home-unwritable-read-only
  Le disque où est ce dossier ne se laisse pas écrire ({home}).
  Rien n'a bougé sur vos comptes, et rien ne peut s'y enregistrer.
  Rendez ce disque inscriptible, puis recommencez.
no-home-keys
  Ce qui vous permet de signer n'est plus dans ce dossier ({home}) ; la commune y est.
  Vos comptes sont intacts.
  voisinage doctor dit quoi y remettre ; sinon, revenez avec vos 24 mots dans un autre dossier (voisinage
    restore).
no-home-store
  Le fichier de la commune (commune.db) n'est plus dans ce dossier ({home}) ; ce qui vous permet de
    signer y est.
  Ce que vous possédez est intact chez vos voisins.
  Laissez ce dossier tel quel, puis retrouvez votre compte dans un autre avec vos 24 mots et l'invitation d'un
    voisin, même ancienne (voisinage --home AUTRE restore --code …). Pas encore notés : voisinage backup
    --show.
"""

ENGLISH: Final = """
csv-unreadable
  There is no file in that place, or it cannot be opened.
  =kept
  Check its name and its folder, then try again.
csv-index-differs
  On {day} this file says {file_wh}; the meter was registered at {known_wh} that day.
  =kept
  Register it again, its index read from the file: {command}; then, once it is vouched for, import the
    file with --meter and the number you are shown.
csv-index-elsewhere
  On {day} this file says {file_wh} where the register has {known_wh}.
  =kept
  It is probably another meter's file: say which one with --meter (voisinage meter list).
csv-index-back
  In this file the meter's index goes backwards (line {line}).
  =kept
  If the meter was replaced, tell the council; otherwise download the file again.
csv-wrong-direction
  This file does not say what this meter measures.
  =kept
  Choose the file of what your panels make, or of what you send to the network.
csv-not-energy
  This file gives no energy.
  =kept
  Ask the grid operator for the indices or the load curve.
csv-several-points
  This file holds several meters.
  =kept
  Download one file for each meter.
csv-no-index
  This file gives totals by day, without the meter's index.
  =kept
  Ask the grid operator for the daily indices.
csv-no-index-that-day
  This file does not give the meter's index on that day.
  =none
  Choose a day of the file with --from, or write the index with --index.
csv-future
  This file goes beyond today.
  =kept
  Check this computer's date, then try again.
csv-too-big
  This file is too big to be a meter's.
  =kept
  Choose the file that the grid operator gave you.
csv-empty
  This file holds no reading.
  =kept
  Choose a longer period, then download it again.
store-damaged
  The commune's file (commune.db) is damaged in {home}.
  What you own is safe with your neighbours.
  Delete nothing: put this folder aside, then find your account again with your 24 words and a
    neighbour's invitation, even an old one (voisinage restore --code …).
curve-damaged
  The file of your curves (curve.db) is damaged in {home}.
  =safe
  Put this file aside, then import those of your meters again.
store-newer
  The commune's file was made by a newer version of Voisinage.
  =safe
  Install the latest version, then try again.
home-unwritable
  This folder cannot be made or opened ({home}).
  =kept
  Choose a folder of yours with --home. If it is your account's: voisinage doctor.
home-unwritable-read-only
  The disk that holds this folder cannot be written ({home}).
  Nothing moved in your accounts, and nothing can be stored there.
  Make that disk writable, then try again.
no-home-keys
  What lets you sign is no longer in this folder ({home}); the commune is.
  Your accounts are intact.
  voisinage doctor says what to put back; if you cannot, come back with your 24 words in another folder
    (voisinage restore).
no-home-store
  The commune's file (commune.db) is no longer in this folder ({home}); what lets you sign is.
  What you own is safe with your neighbours.
  Leave this folder as it is, then find your account again in another with your 24 words and a neighbour's
    invitation, even an old one (voisinage --home OTHER restore --code …). Not written down yet: voisinage
    backup --show.
"""
