# SPDX-License-Identifier: AGPL-3.0-or-later
"""What `doctor` says of each finding, French, then English: what is so, then what to do if something is.

The format is `cli_errors_fr`'s: a code, then its lines. The law: of what is to be done, the first line also
says what it means for one's accounts.
"""

from __future__ import annotations

from typing import Final

FRENCH: Final = """
no-home
  Il n'y a pas de compte dans ce dossier : {home}.
  Si vous en avez un ailleurs, donnez son dossier avec --home. Sinon : voisinage open, pour rejoindre ou
    fonder une commune.
home-not-a-folder
  À la place du dossier de votre compte il y a autre chose : {home}. Rien n'a été touché.
  Choisissez un autre dossier avec --home, ou écartez ce fichier.
home-of-another
  Le dossier de votre compte appartient à {owner} : {home}. Rien n'est perdu, mais il ne s'ouvre pas.
  Ouvrez la session de cette personne, ou rendez-vous le dossier : sudo chown -R "$USER" "{home}"
home-open
  D'autres utilisateurs de cet ordinateur peuvent lire votre dossier ({mode}), et vos comptes avec :
    {home}.
  Fermez-le : chmod 700 "{home}"
home-unwritable
  Votre dossier ne se laisse pas écrire : {home}. Rien n'est perdu, mais rien ne s'y enregistre.
  Vérifiez que le disque n'est pas en lecture seule et que le dossier est à vous : ls -ld "{home}"
home
  Le dossier de votre compte est à vous seul : {home}.
empty-home
  Ce dossier ne contient pas de compte : {home}.
  Si vous en avez un ailleurs, donnez son dossier avec --home. Sinon : voisinage open.
keys-missing
  Ce qui vous permet de signer (le dossier keys) n'est plus dans {home}. La commune, elle, y est :
    vos comptes sont intacts.
  Remettez le dossier keys d'une sauvegarde, ou revenez avec vos 24 mots dans un autre dossier : voisinage
    restore.
store-missing
  Ce qui vous permet de signer est là, mais le fichier de la commune a disparu de {home}.
    Les ordinateurs de vos voisins ont tout : ce que vous possédez y est intact.
  Laissez ce dossier tel quel. Si vos 24 mots ne sont pas notés : voisinage backup --show les dit encore. Puis
    revenez dans un autre dossier : voisinage --home AUTRE restore --code INVITATION, même ancienne.
files-open
  D'autres utilisateurs de cet ordinateur peuvent lire des fichiers de votre compte : {names}.
    Qui lit le dossier keys peut payer en votre nom.
  Fermez-les : chmod -R go-rwx "{home}"
files-of-another
  Des fichiers de votre compte appartiennent à quelqu'un d'autre : {names}. Rien n'est perdu,
    mais il peut ne pas s'ouvrir.
  Reprenez-les : sudo chown -R "$USER" "{home}"
disk-full
  Le disque est plein : il reste {free_mib} Mio. Rien n'est perdu, mais rien ne s'écrit plus.
  Libérez de la place ; Voisinage reprendra seul.
disk-low
  Le disque se remplit : il reste {free_mib} Mio.
disk
  Le disque a de la place : {free_mib} Mio libres.
config-damaged
  Vos réglages ne se lisent plus ({field}) : {path}. Vos comptes sont intacts.
  Écartez ce fichier : vous retrouverez les réglages d'origine, et rien d'autre ne change.
config-unreadable
  Vos réglages ne se laissent pas ouvrir ({detail}) : {path}. Vos comptes sont intacts.
  Reprenez ce fichier : chmod 600 "{path}"
log-faults
  Le programme a noté {errors} depuis un jour, à lire dans {path} et dans ce que fait
    voisinage support-bundle.
node-key-damaged
  Le fichier qui fait reconnaître cet ordinateur de ses voisins (keys/node.json) manque ou est abîmé.
    Vos comptes sont intacts.
  Remettez le dossier keys d'une sauvegarde, ou revenez avec vos 24 mots dans un autre dossier : voisinage
    restore.
keyring-silent
  Le trousseau de ce système n'ouvre pas votre compte. Vos comptes sont intacts, mais rien ne se signe.
  Ouvrez votre session comme d'habitude et déverrouillez le trousseau. S'il est perdu, revenez avec vos
    24 mots dans un autre dossier : voisinage restore.
keys-damaged
  Ce qui vous permet de signer (le dossier keys de {home}) est abîmé et ne s'ouvre plus.
    Vos comptes sont intacts : vos voisins les ont aussi.
  Remettez le dossier keys d'une sauvegarde, ou revenez avec vos 24 mots dans un autre dossier : voisinage
    restore.
keys-file
  Qui ouvre votre session peut payer en votre nom : rien d'autre ne le retient. Une phrase de passe se choisit
    dans les Réglages de la fenêtre.
keys-keyring
  Votre signature est gardée par le trousseau de ce système.
keys-passphrase
  Votre signature est gardée par votre phrase de passe.
backup-missing
  Vos 24 mots ne sont pas notés : si cet ordinateur se perd, votre compte aussi.
  Notez-les sur papier : voisinage backup --show, puis dites-le : voisinage backup --done, ou dans
    les Réglages de la fenêtre.
backup-unknown
  Sans votre phrase de passe, impossible de dire si vos 24 mots sont notés.
backup
  Vos 24 mots sont notés.
store-newer
  La commune a été écrite ici par un Voisinage plus récent que celui-ci.
  Mettez le programme à jour ; rien n'est perdu.
store-older
  La commune a été écrite ici par un Voisinage plus ancien : elle sera adaptée au prochain démarrage.
store-damaged
  Le fichier de la commune est abîmé dans {home}. Les ordinateurs de vos voisins ont tout : ce que vous
    possédez y est intact.
  Laissez ce dossier tel quel. Si vos 24 mots ne sont pas notés : voisinage backup --show les dit encore. Puis
    revenez dans un autre dossier : voisinage --home AUTRE restore --code INVITATION, même ancienne.
store-unreadable
  Le fichier de la commune ne se laisse pas lire dans {home} ({detail}). Rien n'est perdu.
  Vérifiez qu'il est à vous et que le disque va bien, puis recommencez.
store-unfinished
  Le fichier de la commune est gros ({size_mib} Mio) : il s'ouvre, mais n'a pas été relu en entier. Pour tout
    vérifier : voisinage verify.
store
  Le fichier de la commune est entier : {acts}, {pages}, {size_mib} Mio.
curve-damaged
  Les courbes de vos compteurs sont abîmées : {path}. Aucun compte n'est touché.
  Écartez ce fichier et importez à nouveau vos relevés : voisinage meter import.
history-damaged
  L'histoire d'avant vous, qui arrive encore, est abîmée : {path}. Aucun compte n'est touché.
  Fermez Voisinage, écartez ce fichier, rouvrez : il sera redemandé aux voisins.
clock-behind
  L'horloge de cet ordinateur ({now}) retarde d'au moins {late} sur la dernière page du registre.
    Rien n'est perdu, mais ce que vous signez porterait une fausse date.
  Mettez-la à l'heure avant de signer.
clock-slow
  L'horloge de cet ordinateur retarde de {late} sur celles de vos voisins.
  Mettez-la à l'heure ; rien n'est perdu.
clock-fast
  L'horloge de cet ordinateur avance de {late} sur celles de vos voisins. Rien n'est perdu, mais des heures
    d'aide ou des relevés signés ainsi peuvent rester sans effet, parce que trop tôt.
  Mettez-la à l'heure, puis refaites ce qui est resté sans effet.
clock
  L'horloge est à l'heure de vos voisins.
votes-missing
  Cet ordinateur est témoin, et la mémoire de ce qu'il a déjà signé (votes.db) a disparu.
    Vos comptes sont intacts ; en attendant, il ne confirme plus rien.
  Ne la remplacez par aucune copie : il pourrait confirmer deux choses contraires.
    Lancez Voisinage, puis regardez : voisinage witnesses.
votes-damaged
  La mémoire de ce que cet ordinateur a déjà signé (votes.db) est abîmée. Vos comptes sont
    intacts ; en attendant, il ne confirme plus rien.
  Écartez ce fichier sans le remplacer par une copie, lancez Voisinage, puis : voisinage witnesses.
witness-absent
  Cet ordinateur est témoin, et Voisinage n'y tourne pas : la commune compte sur lui, et sans lui ce que
    chacun signe peut rester en attente.
  Lancez-le : voisinage node, ou la fenêtre.
witness
  Cet ordinateur est témoin, et il tient le registre.
silent
  {silence}
  {silence_todo}
stopped
  {stopped}
running
  Voisinage tourne ici et répond.
running-offline
  Voisinage tourne ici, mais n'est pas encore en ligne.
not-running
  Voisinage ne tourne pas ici : rien n'arrive ni ne part tant que la fenêtre ou
    voisinage node n'est pas ouvert.
home-busy
  Un autre programme (numéro {pid}) tient ce dossier et ne répond pas encore : il démarre ou se termine.
program-silent
  Voisinage tourne ici mais ne répond pas.
  Attendez une minute. S'il ne répond toujours pas, terminez-le (kill {pid}) et relancez-le : rien de signé
    ne se perd.
join-waits
  Votre demande d'entrée attend une réponse de la commune.
listens-nowhere
  Les voisins ne peuvent pas appeler cet ordinateur : il n'attend d'appel à aucune adresse.
    Rien n'est perdu : ce que vous signez part dès qu'il est relié.
  Reliez-le au réseau (Wi-Fi, câble) et relancez Voisinage ; si cela dure, retirez
    « listen » de vos réglages (config.json).
listens-itself
  Seuls des programmes de cet ordinateur peuvent l'appeler ; lui peut appeler les voisins.
listens-here
  Les ordinateurs de la même maison peuvent appeler celui-ci ; lui peut appeler tous les voisins.
listens-everywhere
  Les voisins peuvent appeler cet ordinateur de partout, si la box le laisse passer.
neighbours
  En ligne avec lui : {people}, {machines}.
nobody-online
  Aucun ordinateur de voisin ne répond ({known_machines}). Rien n'est perdu : ce que vous signez
    part dès que l'un d'eux répond.
  Vérifiez l'accès à Internet. S'il est bon, demandez à un voisin s'il est en ligne, ou donnez son adresse :
    voisinage node --peer ADRESSE.
not-synced
  Cet ordinateur rattrape encore ses voisins.
stalled
  {stalled}
my-pending
  {mine} en attente : ce sera définitif à la prochaine page du registre.
python
  Python {version} convient.
python-unknown
  Python {version} n'est pas de ceux pour lesquels Voisinage est fait (3.11 à 3.13). Vos comptes sont intacts.
  Refaites l'installation avec l'un d'eux : make clean, puis make PYTHON=python3.12 setup.
library-unfit
  La bibliothèque {name} n'est pas celle qu'il faut : {version} au lieu de {wanted}. Vos comptes
    sont intacts.
  Refaites l'installation : make clean setup.
no-window-part
  La fenêtre n'est pas installée ici : Voisinage se sert en ligne de commande.
qt-packages
  La fenêtre ne peut pas s'ouvrir : il manque des paquets au système. Vos comptes sont intacts.
  Sous Debian ou Ubuntu : sudo apt-get install {packages}
qt-broken
  La fenêtre ne peut pas s'ouvrir : {detail} Vos comptes sont intacts.
  Refaites l'installation : make clean setup.
window
  La fenêtre a tout ce qu'il lui faut.
no-screen
  Il n'y a pas d'écran ici : Voisinage tourne sans fenêtre, avec voisinage node.
check-broke
  Une vérification n'a pas abouti ({check} : {detail}). Les autres sont justes.
  Demandez de l'aide en envoyant ce que fait : voisinage support-bundle.
"""

ENGLISH: Final = """
no-home
  There is no account in this folder: {home}.
  If you have one elsewhere, give its folder with --home. If not: voisinage open, to join or found a commune.
home-not-a-folder
  In place of your account's folder there is something else: {home}. Nothing was touched.
  Choose another folder with --home, or move that file away.
home-of-another
  Your account's folder belongs to {owner}: {home}. Nothing is lost, but it does not open.
  Open that person's session, or take the folder back: sudo chown -R "$USER" "{home}"
home-open
  Other users of this computer can read your folder ({mode}), your accounts with it: {home}.
  Close it: chmod 700 "{home}"
home-unwritable
  Your folder cannot be written: {home}. Nothing is lost, but nothing is stored in it.
  Check that the disk is not read-only and that the folder is yours: ls -ld "{home}"
home
  Your account's folder is yours alone: {home}.
empty-home
  This folder holds no account: {home}.
  If you have one elsewhere, give its folder with --home. If not: voisinage open.
keys-missing
  What lets you sign (the keys folder) is no longer in {home}. The commune is: your accounts are intact.
  Put back the keys folder of a backup, or come back with your 24 words in another folder: voisinage restore.
store-missing
  What lets you sign is there, but the commune's file has gone from {home}. Your neighbours' computers
    have it all: what you own is intact there.
  Leave this folder as it is. If your 24 words are not written down: voisinage backup --show still says them.
    Then come back in another folder: voisinage --home OTHER restore --code INVITATION, even an old one.
files-open
  Other users of this computer can read files of your account: {names}. Whoever reads the keys
    folder can pay in your name.
  Close them: chmod -R go-rwx "{home}"
files-of-another
  Files of your account belong to somebody else: {names}. Nothing is lost, but it may not open.
  Take them back: sudo chown -R "$USER" "{home}"
disk-full
  The disk is full: {free_mib} MiB are left. Nothing is lost, but nothing can be written any more.
  Make some room; Voisinage will go on by itself.
disk-low
  The disk is filling up: {free_mib} MiB are left.
disk
  The disk has room: {free_mib} MiB free.
config-damaged
  Your preferences cannot be read any more ({field}): {path}. Your accounts are intact.
  Move that file away: you get the first preferences again, and nothing else changes.
config-unreadable
  Your preferences cannot be opened ({detail}): {path}. Your accounts are intact.
  Take that file back: chmod 600 "{path}"
log-faults
  The program noted {errors} within a day, to be read in {path} and in what
    voisinage support-bundle makes.
node-key-damaged
  The file by which neighbours know this computer (keys/node.json) is missing or damaged. Your accounts are
    intact.
  Put back the keys folder of a backup, or come back with your 24 words in another folder: voisinage restore.
keyring-silent
  This system's keyring does not open your account. Your accounts are intact, but nothing can be signed.
  Open your session as usual and unlock the keyring. If it is lost, come back with your 24 words in another
    folder: voisinage restore.
keys-damaged
  What lets you sign (the keys folder of {home}) is damaged and does not open any more. Your accounts are
    intact: your neighbours have them too.
  Put back the keys folder of a backup, or come back with your 24 words in another folder: voisinage restore.
keys-file
  Whoever opens your session can pay in your name: nothing else holds them back. A passphrase is chosen in
    the window's Settings.
keys-keyring
  Your signature is kept by this system's keyring.
keys-passphrase
  Your signature is kept by your passphrase.
backup-missing
  Your 24 words are not written down: if this computer is lost, so is your account.
  Write them on paper: voisinage backup --show, then say so: voisinage backup --done, or in the
    window's Settings.
backup-unknown
  Without your passphrase, nobody can tell whether your 24 words are written down.
backup
  Your 24 words are written down.
store-newer
  The commune was written here by a Voisinage more recent than this one.
  Update the program; nothing is lost.
store-older
  The commune was written here by an older Voisinage: it will be adapted at the next start.
store-damaged
  The commune's file is damaged in {home}. Your neighbours' computers have it all: what you own is
    intact there.
  Leave this folder as it is. If your 24 words are not written down: voisinage backup --show still says them.
    Then come back in another folder: voisinage --home OTHER restore --code INVITATION, even an old one.
store-unreadable
  The commune's file cannot be read in {home} ({detail}). Nothing is lost.
  Check that it is yours and that the disk is well, then try again.
store-unfinished
  The commune's file is large ({size_mib} MiB): it opens, but was not read to its end. To check everything:
    voisinage verify.
store
  The commune's file is whole: {acts}, {pages}, {size_mib} MiB.
curve-damaged
  Your meters' curves are damaged: {path}. No account is touched.
  Move that file away and import your readings again: voisinage meter import.
history-damaged
  The history before you came, which still arrives, is damaged: {path}. No account is touched.
  Close Voisinage, move that file away, open again: neighbours are asked for it once more.
clock-behind
  This computer's clock ({now}) is at least {late} behind the last page of the register. Nothing is
    lost, but what you sign would bear a wrong date.
  Set it right before you sign.
clock-slow
  This computer's clock is {late} slow by your neighbours'.
  Set it right; nothing is lost.
clock-fast
  This computer's clock is {late} fast by your neighbours'. Nothing is lost, but hours of help or meter
    readings signed so may be without effect, for being too early.
  Set it right, then do again what was without effect.
clock
  The clock agrees with your neighbours'.
votes-missing
  This computer is a witness, and its memory of what it signed (votes.db) is gone. Your accounts are
    intact; meanwhile it confirms nothing.
  Put no copy in its place: it could confirm two things that contradict each other.
    Start Voisinage, then look: voisinage witnesses.
votes-damaged
  This computer's memory of what it signed (votes.db) is damaged. Your accounts are intact; meanwhile
    it confirms nothing.
  Move that file away, put no copy in its place, start Voisinage, then: voisinage witnesses.
witness-absent
  This computer is a witness, and Voisinage is not running on it: the commune relies on it, and without it
    what people sign may have to wait.
  Start it: voisinage node, or the window.
witness
  This computer is a witness, and it keeps the register.
silent
  {silence}
  {silence_todo}
stopped
  {stopped}
running
  Voisinage runs here and answers.
running-offline
  Voisinage runs here, but is not online yet.
not-running
  Voisinage is not running here: nothing comes in or leaves until the window or voisinage node is open.
home-busy
  Another program (number {pid}) holds this folder and does not answer yet: it is starting or ending.
program-silent
  Voisinage runs here but does not answer.
  Wait a minute. If it still does not answer, end it (kill {pid}) and start it again: nothing signed is lost.
join-waits
  Your request to come in waits for the commune's answer.
listens-nowhere
  Neighbours cannot call this computer: it waits for calls at no address. Nothing is lost: what you sign
    leaves once it is connected.
  Connect it (Wi-Fi, cable) and start Voisinage again; if it lasts, take “listen”
    out of your preferences (config.json).
listens-itself
  Only programs of this computer can call it; it can call the neighbours.
listens-here
  Computers of the same house can call this one; it can call every neighbour.
listens-everywhere
  Neighbours can call this computer from anywhere, if the home router lets them through.
neighbours
  Online with it: {people}, {machines}.
nobody-online
  No neighbour's computer answers ({known_machines}). Nothing is lost: what you sign leaves as soon as
    one of them does.
  Check the access to the Internet. If it is good, ask a neighbour whether they are online, or give their
    address: voisinage node --peer ADDRESS.
not-synced
  This computer is still catching up with its neighbours.
stalled
  {stalled}
my-pending
  {mine} waiting: final with the next page of the register.
python
  Python {version} is fine.
python-unknown
  Python {version} is none that Voisinage is made for (3.11 to 3.13). Your accounts are intact.
  Install again with one of them: make clean, then make PYTHON=python3.12 setup.
library-unfit
  The library {name} is not the one needed: {version} in place of {wanted}. Your accounts are
    intact.
  Install again: make clean setup.
no-window-part
  The window is not installed here: Voisinage is used from the command line.
qt-packages
  The window cannot open: the system lacks packages. Your accounts are intact.
  On Debian or Ubuntu: sudo apt-get install {packages}
qt-broken
  The window cannot open: {detail} Your accounts are intact.
  Install again: make clean setup.
window
  The window has all it needs.
no-screen
  There is no screen here: Voisinage runs without a window, with voisinage node.
check-broke
  A check did not come to its end ({check}: {detail}). The others are right.
  Ask for help by sending what this makes: voisinage support-bundle.
"""
