# SPDX-License-Identifier: AGPL-3.0-or-later
"""What `status` says when something does not go on: this copy, or the commune. Part of `cli_words`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from app import cli_devices, cli_recovery, cli_rules
from app.cli_format import Tongue, name_alone

Document = Mapping[str, Any]


def say_stalled(t: Tongue, document: Document) -> str:
    """Acts wait: what is missing if we know it, that nothing is lost, that nothing need be done."""
    since = t.elapsed(max(1, document["stalled_ms"] // 60_000))
    online, size = document["witnesses_online"], document["witnesses"]
    if online >= 0:
        answering = t.answering(online, size)
        return t.say(
            f"Rien ne devient définitif depuis {since} : {answering}."
            " Rien n'est perdu, tout le deviendra à leur retour.",
            f"Nothing has become final for {since}: {answering}."
            " Nothing is lost, all will be final when they are back.",
        )
    if silent := document.get("witnesses_silent"):
        names = ", ".join(name_alone(person) for person in silent)
        are_some = len(silent) > 1
        return t.say(
            f"Rien ne devient définitif depuis {since} : {names} ne répond{'ent' * are_some} pas, et c'est là"
            " que les actes deviennent définitifs. Rien n'est perdu, tout le deviendra à son retour.",
            f"Nothing has become final for {since}: {names} do{'es' * (not are_some)} not answer, and acts"
            " become final there. Nothing is lost, all will be final on their return.",
        )
    return t.say(
        f"Rien ne devient définitif depuis {since} : il manque sans doute des témoins."
        " Rien n'est perdu, tout le deviendra à leur retour.",
        f"Nothing has become final for {since}: some witnesses are probably missing."
        " Nothing is lost, all will be final when they are back.",
    )


def say_stopped(t: Tongue, code: str) -> str:
    """What keeps this copy from going on, what it means, what to do."""
    match code:
        case "disk":
            return t.say(
                "Disque plein : rien n'est perdu. Libérez de la place, Voisinage reprendra seul.",
                "Disk full: nothing is lost. Free some room, Voisinage will go on by itself.",
            )
        case "store-damaged":
            return t.say(
                "Le fichier de la commune est abîmé ici ; vos voisins ont tout. Fermez Voisinage, mettez son "
                "dossier de côté, puis retrouvez votre compte avec vos 24 mots (voisinage restore).",
                "The commune's file is damaged here; your neighbours have it all. Close Voisinage, put its "
                "folder aside, then find your account again with your 24 words (voisinage restore).",
            )
        case "history":
            return t.say(
                "Arrêté : l'histoire reçue ne donne pas les comptes certifiés par les témoins. Vos fichiers"
                " restent tels quels. Prévenez le conseil, ne payez rien d'ici là.",
                "Stopped: the history received does not give the accounts that witnesses certified. Your"
                " files stay as they are. Tell the council, pay nothing until then.",
            )
        case "clock":
            return t.say(
                "L'heure de cet ordinateur retarde : Voisinage attend. Mettez-la à l'heure.",
                "This computer's clock is late: Voisinage waits. Set it right.",
            )
        case "old-epoch" | "recovered-below" | "two-recoveries":
            return t.say(*cli_recovery.STOPPED[code])
        case "update-needed":
            return t.say(*cli_rules.STOPPED)
        case "revoked" | "cut-off" | "left":
            return t.say(*cli_devices.STOPPED[code])
        case _:
            return t.say(
                "Arrêté : la suite de l'histoire n'est pas sûre.", "Stopped: what follows is not certain."
            )


def say_history(t: Tongue, document: Document) -> Iterator[str]:
    """While the past still arrives: everything works."""
    if not document.get("history_total"):
        return
    here, total = t.integer(document["history_here"]), t.integer(document["history_total"])
    yield t.say(
        f"Les actes d'avant votre arrivée se chargent : {here} pages sur {total}. Tout marche déjà.",
        f"The history before still arrives: {here} seals of {total}. Everything works already.",
    )


def say_unchecked(t: Tongue, since: int) -> Iterator[str]:
    """What `verify` could not check."""
    if not since:
        return
    yield t.say(
        f"Vérifié depuis la page n° {t.integer(since)} : les actes d'avant votre arrivée se chargent encore."
        " Recommencez ensuite.",
        f"Checked since seal no. {t.integer(since)}: the history before still arrives. Do it again then.",
    )


def say_online(t: Tongue, document: Document) -> Iterator[str]:
    """Where a node without a window can be reached."""
    if not document["addresses"]:
        yield t.say(
            "Voisinage tourne, mais cet ordinateur n'est sur aucun réseau : personne ne peut le joindre, et"
            " une invitation faite maintenant ne mènerait pas ici. Reliez-le au réseau, puis relancez.",
            "Voisinage runs, but this computer is on no network: nobody can reach it, and an invitation made"
            " now would not lead here. Connect it, then start again.",
        )
        return
    yield t.say("Voisinage est en ligne :", "Voisinage is online:")
    for address in document["addresses"]:
        yield f"  {address}"
    if forward := document.get("forward"):
        told, heard = forward
        yield t.say(
            f"Cet ordinateur écoute sur le port {heard} : la box doit y envoyer le port {told}."
            f" Pour écouter sur le même : --listen /ip4/0.0.0.0/tcp/{told}.",
            f"This computer listens on port {heard}: the router must send port {told} there."
            f" To listen on the same: --listen /ip4/0.0.0.0/tcp/{told}.",
        )
