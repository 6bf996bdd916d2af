# SPDX-License-Identifier: AGPL-3.0-or-later
"""What a terminal says of this computer as a witness: why it does not seal, and what to say to it.

The law: as `cli_roles`, nothing heavy is loaded here; no word about how witnesses agree.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, Final

from app import cli_recovery
from app.cli_format import name_alone
from app.facade_elision import say_of

if TYPE_CHECKING:
    from app.cli_format import Tongue

Document = Mapping[str, Any]
Lines = Iterator[str]

INBOX: Final = {
    "witness.date": (
        "dire si la date de cet ordinateur est juste (voisinage witness confirm-date)",
        "say whether this computer's date is right (voisinage witness confirm-date)",
    ),
    "witness.silent": (
        "voir pourquoi cet ordinateur ne scelle plus (voisinage witnesses)",
        "see why this computer does not seal any more (voisinage witnesses)",
    ),
    **cli_recovery.INBOX,
}

_SILENT: Final = {
    "older-copy": (
        "Cet ordinateur a été remis dans un état ancien",
        "This computer was put back to an earlier state",
    ),
    "lost": (
        "Cet ordinateur n'a plus la mémoire de ce qu'il a scellé",
        "This computer has lost the memory of what it sealed",
    ),
    "forgotten-vote": (
        "Cet ordinateur a oublié une chose qu'il avait signée comme témoin",
        "This computer has forgotten something it had signed as a witness",
    ),
}
_UNTIL_OTHERS: Final = (
    "il ne scelle plus tant que les autres témoins n'ont pas avancé sans lui. Il n'y a rien à faire.",
    "it seals nothing until the other witnesses have gone on without it. There is nothing to do.",
)
_UNTIL_WORD: Final = (
    "il ne scelle plus tant qu'il n'est pas sûr d'être seul. Si aucune autre copie n'existe : "
    "voisinage witness confirm-alone.",
    "it seals nothing until it is sure to be the only one. If no other copy exists: "
    "voisinage witness confirm-alone.",
)
_BEHIND: Final = (
    "La commune est revenue ici à un état ancien : cet ordinateur ne scelle plus avant de l'avoir rattrapé.",
    "The commune went back to an earlier state here: this computer seals nothing before it has caught up.",
)
_BEHIND_ALONE: Final = (
    "Si personne d'autre n'a la suite : voisinage witness confirm-alone.",
    "If nobody else has what followed: voisinage witness confirm-alone.",
)
_DATE: Final = (
    "La date de cet ordinateur est à confirmer avant qu'il scelle : {now}. Si elle est juste : "
    "voisinage witness confirm-date.",
    "This computer's date is to be confirmed before it seals: {now}. If it is right: "
    "voisinage witness confirm-date.",
)


def say_sealing(t: Tongue, document: Document, now_ms: int) -> Lines:
    """Whether this computer seals, why not, what waits, and what was signed twice."""
    if not document["is_running"]:
        yield t.say(
            "Voisinage ne tourne pas ici : qui est en ligne, et si cet ordinateur scelle, n'est pas connu.",
            "Voisinage is not running here: who is online, and whether this computer seals, is not known.",
        )
    elif document["seals_here"]:
        yield from _say_here(t, document, now_ms)
    online, quorum = sum(row["online"] for row in document["witnesses"]), document["size"]["quorum"]
    if document["is_running"] and online < quorum:
        yield t.say(
            "Trop peu de témoins sont en ligne : tout attend, rien n'est perdu.",
            "Too few witnesses are online: everything waits, nothing is lost.",
        )
    for row in document["evidence"]:
        who = name_alone(row["member"]) if row["member"] else row["fingerprint"]
        yield t.say(
            f"L'ordinateur {say_of(who)} a signé deux choses différentes au sceau {row['height']}. Un "
            "accident est plus probable qu'une faute ; le conseil peut choisir d'autres témoins.",
            f"{who}'s computer signed two different things at seal no. {row['height']}. An accident is "
            "likelier than a fault; the council may choose other witnesses.",
        )


def _say_here(t: Tongue, document: Document, now_ms: int) -> Lines:
    why, may_say = document["broken_because"], document["may_confirm_alone"]
    if why == "behind":
        yield t.say(*_BEHIND)
        if may_say:
            yield t.say(*_BEHIND_ALONE)
    elif why:
        rest = t.say(*(_UNTIL_WORD if may_say else _UNTIL_OTHERS))
        yield t.say(*_SILENT[why]) + t.say(" : ", ": ") + rest
    elif document["waits_for_date"]:
        yield t.say(*_DATE).format(now=t.instant(now_ms))
    else:
        yield t.say("Cet ordinateur est témoin.", "This computer is a witness.")


def say_silence(t: Tongue, why: str) -> tuple[str, str]:
    """Why this computer, a witness, seals nothing, and where to see what to say to it."""
    if why == "date":
        said = t.say(
            "La date de cet ordinateur est à confirmer avant qu'il scelle.",
            "This computer's date is to be confirmed before it seals.",
        )
        return said, t.say(
            "Si elle est juste : voisinage witness confirm-date.",
            "If it is right: voisinage witness confirm-date.",
        )
    said = (
        t.say(*_BEHIND)
        if why not in _SILENT
        else t.say(*_SILENT[why])
        + t.say(" : ", ": ")
        + t.say("il ne scelle plus.", "it seals nothing any more.")
    )
    return said, t.say(
        "Regardez ce qu'il attend : voisinage witnesses.", "See what it waits for: voisinage witnesses."
    )


def _say_confirmed(t: Tongue, document: Document) -> Lines:
    if document["confirmed"] == "date":
        yield t.say("C'est noté : cet ordinateur scelle.", "Noted: this computer seals.")
    else:
        yield t.say("C'est noté : cet ordinateur scelle à nouveau.", "Noted: this computer seals again.")


WORDS: Final[Mapping[str, Callable[[Tongue, Document], Lines]]] = {
    "witness.confirm-date": _say_confirmed,
    "witness.confirm-alone": _say_confirmed,
}
