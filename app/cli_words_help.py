# SPDX-License-Identifier: AGPL-3.0-or-later
"""What a person reads about pots, hours of help and pension points; a part of `cli_words`, under its law."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final

from app.cli_format import Tongue, get_quantity, name_alone, short_id
from app.facade_elision import say_of

Document = Mapping[str, Any]
Lines = Iterator[str]

KINDS: Final = {
    "pot.save": ("mis de côté", "set aside"),
    "pot.take": ("repris de l'épargne", "taken from savings"),
    "pot.move": ("déplacé entre épargnes", "moved between savings"),
    "pot.lock": ("épargne verrouillée", "savings locked"),
    "service.log": ("heures d'entraide dites", "hours of help said"),
    "service.confirm": ("heures confirmées", "hours confirmed"),
    "service.refuse": ("heures refusées", "hours refused"),
    "service.cancel": ("heures reprises", "hours taken back"),
    "service.lapse": ("heures jamais confirmées", "hours never confirmed"),
}
INBOX: Final = {"service.confirm": ("confirmer des heures", "confirm hours")}

_PHASES: Final = {"pending": ("enregistré", "recorded"), "sealed": ("définitif", "final")}
_STATES: Final = {
    "pending": ("en attente", "waiting"),
    "certified": ("confirmées", "confirmed"),
    "refused": ("refusées", "refused"),
    "cancelled": ("reprises", "taken back"),
    "lapsed": ("jamais confirmées", "never confirmed"),
}
_WAITS: Final = {
    "beneficiary": ("attend sa réponse", "waits for their answer"),
    "officer": ("attend la mairie ({names})", "waits for the town hall ({names})"),
    "neighbour": ("attend un voisin qui l'a vu", "waits for a neighbour who saw it"),
    "both": ("attend la mairie ({names}) et un voisin", "waits for the town hall ({names}) and a neighbour"),
}
_NO_SPEAKER: Final = (
    "attend qu'un autre adjoint au maire soit nommé : voisinage propose role",
    "waits for another deputy mayor to be named: voisinage propose role",
)


def name_pot(t: Tongue, pot: str) -> str:
    words = {
        "current": t.say("courant", "everyday"),
        "energy-savings": t.say("épargne énergie", "energy savings"),
        "time-savings": t.say("épargne temps", "time savings"),
        "pension": t.say("retraite", "pension"),
        "unallocated": t.say("à répartir", "to be shared out"),
        "debt": t.say("travail certifié à couvrir", "certified work to be backed"),
    }
    return words.get(pot) or t.say("enveloppe", "envelope") + f" {pot.removeprefix('env.')}"


def _phase(t: Tongue, document: Document) -> str:
    return t.say(*_PHASES[str(document["phase"])])


def _name(t: Tongue, person: Document) -> str:
    return name_alone(person) or t.say("la commune", "the commune")


def _say_pots(t: Tongue, document: Document) -> Lines:
    for pot in document["pots"]:
        held = [t.amount(line["asset"], get_quantity(line, "settled")) for line in pot["balances"]]
        text = f"{name_pot(t, pot['pot'])} : " if t.language == "fr" else f"{name_pot(t, pot['pot'])}: "
        text += ", ".join(held) or t.say("rien", "nothing")
        if pot["is_pension"]:
            text += t.say(" · verrouillée", " · locked")
        elif pot["locked_until_ms"]:
            day = t.day(pot["locked_until_ms"])
            text += t.say(f" · verrouillée jusqu'au {day}", f" · locked until {day}")
        yield t.say(text, text)


def _say_move(t: Tongue, document: Document) -> Lines:
    amount, source, target = t.listed(document), name_pot(t, document["from"]), name_pot(t, document["to"])
    phase = _phase(t, document)
    yield t.say(f"{amount} : {source} → {target}, {phase}.", f"{amount}: {source} → {target}, {phase}.")


def _say_lock(t: Tongue, document: Document) -> Lines:
    pot, day, phase = name_pot(t, document["pot"]), t.day(document["until_ms"]), _phase(t, document)
    yield t.say(
        f"{pot} : rien n'en sort avant le {day}, {phase}.", f"{pot}: nothing leaves it before {day}, {phase}."
    )


def _say_log(t: Tongue, document: Document) -> Lines:
    who, time, short = _name(t, document["beneficiary"]), t.listed(document), short_id(document["service"])
    day = t.day(document["from_ms"])
    yield t.say(
        f"{short}  {time} pour {who}, le {day} : en attente de confirmation.",
        f"{short}  {time} for {who}, on {day}: waiting to be confirmed.",
    )


def _say_confirmed(t: Tongue, document: Document) -> Lines:
    """Whether the hours are given, or whom they still wait for."""
    who, time, phase = _name(t, document["provider"]), t.listed(document), _phase(t, document)
    if not document["waits_for"]:
        yield t.say(f"{time} pour {who} : {phase}.", f"{time} for {who}: {phase}.")
        return
    yield t.say(f"Votre confirmation : {phase}.", f"Your confirmation: {phase}.")
    other = t.say(*_STILL[document["waits_for"]])
    yield t.say(
        f"Encore à attendre, pour {time} {say_of(who)} : {other}. Rien n'est donné avant.",
        f"{time} of {who} still wait for {other}: nothing is given before.",
    )


def _say_services(t: Tongue, document: Document) -> Lines:
    titles = {
        "to_confirm": t.say("À confirmer :", "To confirm:"),
        "to_witness": t.say("Pour la commune, si vous l'avez vu :", "For the commune, if you saw it:"),
        "waiting": t.say("En attente des autres :", "Waiting for others:"),
        "recent": t.say("Passé :", "Past:"),
    }
    for name, title in titles.items():
        if document[name]:
            yield title
        for row in document[name]:
            yield "  " + _tell_service(t, row)
    given, received = t.amount("hour", document["given_s"]), t.amount("hour", document["received_s"])
    yield t.say(
        f"Ce mois-ci : {given} données, {received} reçues.",
        f"This month: {given} given, {received} received.",
    )


def _tell_service(t: Tongue, row: Document) -> str:
    state = _tell_wait(t, row) if row["waits_for"] else t.say(*_STATES[row["state"]])
    parts = [
        t.instant(row["from_ms"]),
        t.amount("hour", row["seconds"]),
        f"{_name(t, row['provider'])} → {_name(t, row['beneficiary'])}",
        row["text"],
        state,
    ]
    return f"{short_id(row['service'])}  " + " · ".join(part for part in parts if part)


def _tell_wait(t: Tongue, row: Document) -> str:
    """Whom these hours wait for; of the town hall, by name."""
    names = ", ".join(_name(t, person) for person in row["speakers"])
    if row["waits_for"] in ("officer", "both") and not names:
        return t.say(*_NO_SPEAKER)
    french, english = _WAITS[row["waits_for"]]
    return t.say(french.format(names=names), english.format(names=names))


def _say_pension(t: Tongue, document: Document) -> Lines:
    points, everyone = (
        t.amount("point", document["points_centipoint"]),
        t.amount("point", document["all_points_centipoint"]),
    )
    living, giving = (
        t.amount("point", document[f"by_{name}_centipoint"]) for name in ("residence", "contribution")
    )
    yield t.say(
        f"Vos points de retraite : {points}, sur {everyone}.",
        f"Your pension points: {points}, of {everyone}.",
    )
    yield t.say(
        f"  {living} pour votre présence, {giving} pour ce que vous avez donné.",
        f"  {living} for living here, {giving} for what you gave.",
    )
    if not document["share"]:
        yield t.say(
            "Le fonds ne tient encore rien pour les retraites.", "The fund holds nothing for pensions yet."
        )
        return
    share = ", ".join(t.listed(line) for line in document["share"])
    monthly = ", ".join(t.listed(line) for line in document["monthly"]) or t.say(
        "moins d'une unité", "less than a unit"
    )
    months = t.integer(document["months"])
    yield t.say(f"Votre part d'aujourd'hui : {share}.", f"Your share today: {share}.")
    yield t.say(
        f"Versée en {months} mois égaux, si rien ne change : {monthly} par mois.",
        f"Paid in {months} equal months, if nothing changes: {monthly} a month.",
    )


_STILL: Final = {
    "officer": ("la mairie", "the town hall"),
    "witness": ("un voisin qui l'a vu", "a neighbour who saw it"),
}
WORDS: Final[Mapping[str, Callable[[Tongue, Document], Lines]]] = {
    "pot.list": _say_pots,
    "pot.move": _say_move,
    "pot.lock": _say_lock,
    "service.log": _say_log,
    "service.confirm": _say_confirmed,
    "service.list": _say_services,
    "pension": _say_pension,
}
