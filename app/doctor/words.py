# SPDX-License-Identifier: AGPL-3.0-or-later
"""What `doctor` says of each finding: one sentence of what is so, one of what to do; French, then English.

The format is `cli_errors_fr`'s: a code, then its lines; here what is so, then what to do if something is.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

from app.cli_errors import Blank, read_table
from app.cli_format import Tongue
from app.cli_sealing import say_silence
from app.cli_words_status import say_stalled, say_stopped

Document = Mapping[str, Any]
_ADVICE: Final = "    → "

FRENCH: Final = """
no-home
  Il n'y a pas de compte dans ce dossier : {home}.
  Si vous en avez un ailleurs, donnez son dossier avec --home. Sinon : voisinage open, pour rejoindre ou
    fonder une commune.
home-not-a-folder
  À la place du dossier de votre compte il y a autre chose : {home}.
  Choisissez un autre dossier avec --home, ou écartez ce fichier.
home-of-another
  Le dossier de votre compte appartient à {owner} : {home}.
  Ouvrez la session de cette personne, ou rendez-vous le dossier : sudo chown -R "$USER" "{home}"
home-open
  D'autres utilisateurs de cet ordinateur peuvent lire votre dossier ({mode}) : {home}.
  Fermez-le : chmod 700 "{home}"
home-unwritable
  Votre dossier ne se laisse pas écrire : {home}.
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
    Vos voisins ont tout : vos comptes sont intacts.
  Revenez avec vos 24 mots dans un autre dossier : voisinage restore.
files-open
  D'autres utilisateurs de cet ordinateur peuvent lire des fichiers de votre compte : {names}.
  Fermez-les : chmod -R go-rwx "{home}"
files-of-another
  Des fichiers de votre compte appartiennent à quelqu'un d'autre : {names}.
  Reprenez-les : sudo chown -R "$USER" "{home}"
disk-full
  Le disque est plein : il reste {free_mib} Mio. Rien n'est perdu, mais rien ne s'écrit plus.
  Libérez de la place ; Voisinage reprendra seul.
disk-low
  Le disque se remplit : il reste {free_mib} Mio.
disk
  Le disque a de la place : {free_mib} Mio libres.
config-damaged
  Vos réglages ne se lisent plus ({field}) : {path}.
  Écartez ce fichier : vous retrouverez les réglages d'origine, et rien d'autre ne change.
config-unreadable
  Vos réglages ne se laissent pas ouvrir ({detail}) : {path}.
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
  Le trousseau de ce système n'ouvre pas votre compte.
  Ouvrez votre session comme d'habitude et déverrouillez le trousseau. S'il est perdu, revenez avec vos
    24 mots dans un autre dossier : voisinage restore.
keys-damaged
  Ce qui vous permet de signer (le dossier keys de {home}) est abîmé et ne s'ouvre plus.
    Vos comptes sont intacts : vos voisins les ont aussi.
  Remettez le dossier keys d'une sauvegarde, ou revenez avec vos 24 mots dans un autre dossier : voisinage
    restore.
keys-file
  Qui ouvre votre session peut payer en votre nom : rien d'autre ne le retient. Un mot de passe se choisit
    dans les Réglages de la fenêtre.
keys-keyring
  Votre signature est gardée par le trousseau de ce système.
keys-passphrase
  Votre signature est gardée par votre mot de passe.
backup-missing
  Vos 24 mots ne sont pas notés : si cet ordinateur se perd, votre compte aussi.
  Notez-les sur papier : voisinage backup --show, puis confirmez dans les Réglages de la fenêtre.
backup-unknown
  Sans votre mot de passe, impossible de dire si vos 24 mots sont notés.
backup
  Vos 24 mots sont notés.
store-newer
  La commune a été écrite ici par un Voisinage plus récent que celui-ci.
  Mettez le programme à jour ; rien n'est perdu.
store-older
  La commune a été écrite ici par un Voisinage plus ancien : elle sera adaptée au prochain démarrage.
store-damaged
  Le fichier de la commune est abîmé dans {home}. Vos voisins ont tout : rien n'est perdu.
  Revenez avec vos 24 mots dans un autre dossier : voisinage restore.
store-unreadable
  Le fichier de la commune ne se laisse pas lire dans {home} ({detail}).
  Vérifiez qu'il est à vous et que le disque va bien, puis recommencez.
store-unfinished
  Le fichier de la commune est gros ({size_mib} Mio) : il s'ouvre, mais n'a pas été relu en entier. Pour tout
    vérifier : voisinage verify.
store
  Le fichier de la commune est entier : {acts}, {pages}, {size_mib} Mio.
curve-damaged
  Les courbes de vos compteurs sont abîmées : {path}. Aucun compte n'est touché.
  Écartez ce fichier et importez à nouveau vos relevés : voisinage meter import.
clock-behind
  L'horloge de cet ordinateur ({now}) retarde d'au moins {minutes} min sur la dernière page du registre.
  Mettez-la à l'heure ; rien n'est perdu.
clock-slow
  L'horloge de cet ordinateur retarde de {minutes} min sur celles de vos voisins.
  Mettez-la à l'heure ; rien n'est perdu.
clock-fast
  L'horloge de cet ordinateur avance de {minutes} min sur celles de vos voisins.
  Mettez-la à l'heure ; rien n'est perdu.
clock
  L'horloge est à l'heure de vos voisins.
votes-missing
  Cet ordinateur est témoin, et la mémoire de ce qu'il a déjà signé (votes.db) a disparu.
  Ne la remplacez par aucune copie. Lancez Voisinage, puis regardez : voisinage witnesses.
votes-damaged
  La mémoire de ce que cet ordinateur a déjà signé (votes.db) est abîmée.
  Écartez ce fichier sans le remplacer par une copie, lancez Voisinage, puis : voisinage witnesses.
witness-absent
  Cet ordinateur est témoin, et Voisinage n'y tourne pas : la commune compte sur lui.
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
  Relancez Voisinage ; si cela dure, retirez « listen » de vos réglages (config.json).
listens-itself
  Seuls des programmes de cet ordinateur peuvent l'appeler ; lui peut appeler les voisins.
listens-here
  Les ordinateurs de la même maison peuvent appeler celui-ci ; lui peut appeler tous les voisins.
listens-everywhere
  Les voisins peuvent appeler cet ordinateur de partout, si la box le laisse passer.
neighbours
  En ligne avec lui : {people}, {machines}.
nobody-online
  Aucun ordinateur de voisin ne répond ({known_machines}).
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
  Python {version} n'est pas de ceux pour lesquels Voisinage est fait (3.11 à 3.13).
  Refaites l'installation avec l'un d'eux : make clean, puis make PYTHON=python3.12 setup.
library-unfit
  La bibliothèque {name} n'est pas celle qu'il faut : {version} au lieu de {wanted}.
  Refaites l'installation : make clean setup.
no-window-part
  La fenêtre n'est pas installée ici : Voisinage se sert en ligne de commande.
qt-packages
  La fenêtre ne peut pas s'ouvrir : il manque des paquets au système.
  Sous Debian ou Ubuntu : sudo apt-get install {packages}
qt-broken
  La fenêtre ne peut pas s'ouvrir : {detail}
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
  In place of your account's folder there is something else: {home}.
  Choose another folder with --home, or move that file away.
home-of-another
  Your account's folder belongs to {owner}: {home}.
  Open that person's session, or take the folder back: sudo chown -R "$USER" "{home}"
home-open
  Other users of this computer can read your folder ({mode}): {home}.
  Close it: chmod 700 "{home}"
home-unwritable
  Your folder cannot be written: {home}.
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
  What lets you sign is there, but the commune's file has gone from {home}. Your neighbours have it
    all: your accounts are intact.
  Come back with your 24 words in another folder: voisinage restore.
files-open
  Other users of this computer can read files of your account: {names}.
  Close them: chmod -R go-rwx "{home}"
files-of-another
  Files of your account belong to somebody else: {names}.
  Take them back: sudo chown -R "$USER" "{home}"
disk-full
  The disk is full: {free_mib} MiB are left. Nothing is lost, but nothing can be written any more.
  Make some room; Voisinage will go on by itself.
disk-low
  The disk is filling up: {free_mib} MiB are left.
disk
  The disk has room: {free_mib} MiB free.
config-damaged
  Your preferences cannot be read any more ({field}): {path}.
  Move that file away: you get the first preferences again, and nothing else changes.
config-unreadable
  Your preferences cannot be opened ({detail}): {path}.
  Take that file back: chmod 600 "{path}"
log-faults
  The program noted {errors} within a day, to be read in {path} and in what
    voisinage support-bundle makes.
node-key-damaged
  The file by which neighbours know this computer (keys/node.json) is missing or damaged. Your accounts are
    intact.
  Put back the keys folder of a backup, or come back with your 24 words in another folder: voisinage restore.
keyring-silent
  This system's keyring does not open your account.
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
  Write them on paper: voisinage backup --show, then confirm in the window's Settings.
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
  The commune's file is damaged in {home}. Your neighbours have it all: nothing is lost.
  Come back with your 24 words in another folder: voisinage restore.
store-unreadable
  The commune's file cannot be read in {home} ({detail}).
  Check that it is yours and that the disk is well, then try again.
store-unfinished
  The commune's file is large ({size_mib} MiB): it opens, but was not read to its end. To check everything:
    voisinage verify.
store
  The commune's file is whole: {acts}, {pages}, {size_mib} MiB.
curve-damaged
  Your meters' curves are damaged: {path}. No account is touched.
  Move that file away and import your readings again: voisinage meter import.
clock-behind
  This computer's clock ({now}) is at least {minutes} min behind the last page of the register.
  Set it right; nothing is lost.
clock-slow
  This computer's clock is {minutes} min slow by your neighbours'.
  Set it right; nothing is lost.
clock-fast
  This computer's clock is {minutes} min fast by your neighbours'.
  Set it right; nothing is lost.
clock
  The clock agrees with your neighbours'.
votes-missing
  This computer is a witness, and its memory of what it signed (votes.db) is gone.
  Put no copy in its place. Start Voisinage, then look: voisinage witnesses.
votes-damaged
  This computer's memory of what it signed (votes.db) is damaged.
  Move that file away, put no copy in its place, start Voisinage, then: voisinage witnesses.
witness-absent
  This computer is a witness, and Voisinage is not running on it: the commune relies on it.
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
  Neighbours cannot call this computer: it waits for calls at no address.
  Start Voisinage again; if it lasts, take “listen” out of your preferences (config.json).
listens-itself
  Only programs of this computer can call it; it can call the neighbours.
listens-here
  Computers of the same house can call this one; it can call every neighbour.
listens-everywhere
  Neighbours can call this computer from anywhere, if the home router lets them through.
neighbours
  Online with it: {people}, {machines}.
nobody-online
  No neighbour's computer answers ({known_machines}).
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
  Python {version} is none that Voisinage is made for (3.11 to 3.13).
  Install again with one of them: make clean, then make PYTHON=python3.12 setup.
library-unfit
  The library {name} is not the one needed: {version} in place of {wanted}.
  Install again: make clean setup.
no-window-part
  The window is not installed here: Voisinage is used from the command line.
qt-packages
  The window cannot open: the system lacks packages.
  On Debian or Ubuntu: sudo apt-get install {packages}
qt-broken
  The window cannot open: {detail}
  Install again: make clean setup.
window
  The window has all it needs.
no-screen
  There is no screen here: Voisinage runs without a window, with voisinage node.
check-broke
  A check did not come to its end ({check}: {detail}). The others are right.
  Ask for help by sending what this makes: voisinage support-bundle.
"""


_COUNTED: Final[Mapping[str, tuple[str, tuple[str, str], tuple[str, str]]]] = {
    "acts": ("events", ("acte", "actes"), ("act", "acts")),
    "pages": ("seals", ("page du registre", "pages du registre"), ("page", "pages")),
    "errors": ("count", ("erreur", "erreurs"), ("error", "errors")),
    "mine": ("count", ("de vos actes est", "de vos actes sont"), ("of your acts is", "of your acts are")),
    "people": ("neighbours", ("voisin", "voisins"), ("neighbour", "neighbours")),
    "machines": ("computers", ("ordinateur", "ordinateurs"), ("computer", "computers")),
    "known_machines": ("known", ("connu", "connus"), ("known", "known")),
}
"""A number with its noun, as the sentences name it: (figure, words)."""


def name_findings(t: Tongue, document: Document) -> dict[str, Any]:
    """The document with what each finding says (`says`) and what to do (`todo`) in the reader's language."""
    table = read_table(FRENCH if t.language == "fr" else ENGLISH)
    rows = [
        row | dict(zip(("says", "todo"), _say(t, table, row), strict=True)) for row in document["findings"]
    ]
    return {**document, "findings": rows}


def _say(t: Tongue, table: Mapping[str, list[str]], row: Document) -> tuple[str, str]:
    figures = Blank({name: str(value) for name, value in row["figures"].items()})
    for name in ("free_mib", "size_mib", "minutes"):
        if name in row["figures"]:
            figures[name] = t.integer(int(row["figures"][name]))
    for name, (figure, french, english) in _COUNTED.items():
        if figure in row["figures"]:
            figures[name] = t.count(int(row["figures"][figure]), french, english)
    if "now_ms" in row["figures"]:
        figures["now"] = t.instant(int(row["figures"]["now_ms"]))
    if row["code"] == "silent":
        figures["silence"], figures["silence_todo"] = say_silence(t, str(row["figures"]["why"]))
    elif row["code"] == "stalled":
        figures["stalled"] = say_stalled(t, row["figures"])
    elif row["code"] == "stopped":
        figures["stopped"] = say_stopped(t, str(row["figures"]["why"]))
    lines = [t.say(line, line).format_map(figures).strip() for line in table[row["code"]]]
    return lines[0], lines[1] if len(lines) > 1 else ""


def say_examination(t: Tongue, document: Document) -> Iterator[str]:
    """The document of `name_findings` as lines."""
    rows = document["findings"]
    count = sum(row["level"] == "trouble" for row in rows)
    if count:
        yield t.count(count, ("chose à faire", "choses à faire"), ("thing to do", "things to do")) + t.say(
            " :", ":"
        )
    else:
        yield t.say("Rien à faire : Voisinage va bien ici.", "Nothing to do: Voisinage is well here.")
    headings = {
        "trouble": "",
        "note": t.say("À savoir :", "Good to know:"),
        "good": t.say("Ce qui va bien :", "What is well:"),
    }
    for level, heading in headings.items():
        found = [row for row in rows if row["level"] == level]
        if found and heading:
            yield ""
            yield heading
        for row in found:
            yield f"  {'!' if level == 'trouble' else '·' if level == 'note' else '✓'} {row['says']}"
            if row["todo"]:
                yield _ADVICE + row["todo"]
    if count:
        yield ""
        yield t.say(
            "Pour demander de l'aide sans rien montrer de vos comptes : voisinage support-bundle.",
            "To ask for help without showing anything of your accounts: voisinage support-bundle.",
        )
