# SPDX-License-Identifier: AGPL-3.0-or-later
"""What a person reads after an energy command; `cli_words` registers it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, Final

from app.cli_format import NBSP, Tongue, name_alone

Document = Mapping[str, Any]
Lines = Iterator[str]
_FOREVER_MS: Final = 2**53


def _amounts(t: Tongue, amounts: Sequence[Document]) -> str:
    return ", ".join(t.listed(amount) for amount in amounts)


def _phase(t: Tongue, document: Document) -> str:
    is_final = document.get("phase") == "sealed"
    return t.say("définitif", "final") if is_final else t.say("enregistré", "recorded")


def name_meter(t: Tongue, meter: Document) -> tuple[str, str]:
    """What a meter counts, and its power: of the panels, or the one subscribed."""
    side, unit = {
        "production": (t.say("toit (tout ce qu'il donne)", "roof (all it gives)"), t.say("kWc", "kWp")),
        "injection": (
            t.say("injection (ce qui part au réseau)", "injection (what leaves for the grid)"),
            t.say("kWc", "kWp"),
        ),
        "consumption": (t.say("consommation", "consumption"), "kVA"),
    }[meter["side"]]
    return side, f"{t.decimal(meter['watts_peak'], 1000, 3)}{NBSP}{unit}"


def say_energy(t: Tongue, document: Document) -> Lines:
    """Yesterday: where it went, who bought, what was bought."""
    day = t.day(document["day_ms"])
    if document["is_unread"]:
        due = t.instant(document["due_ms"])
        yield t.say(
            f"Aucun relevé du {day} n'est arrivé avant l'heure de son règlement, le {due}.",
            f"No reading of {day} came before it was to be settled, on {due}.",
        )
        yield t.say(
            "Ce qui arrive encore rejoindra l'épargne au prochain règlement.",
            "What still comes will join the savings at the next settlement.",
        )
    elif document["is_due"]:
        yield t.say(
            f"Le {day} n'est pas encore réglé : il le sera avec la prochaine page du registre.",
            f"{day} is not settled yet: it will be with the next page of the register.",
        )
    elif not document["is_settled"]:
        due = t.instant(document["due_ms"])
        yield t.say(
            f"Le {day} n'est pas encore réglé : il le sera le {due} si un relevé arrive d'ici là.",
            f"{day} is not settled yet: it will be on {due} if a reading comes before.",
        )
    else:
        yield t.say(f"Le {day}, votre toit a donné ", f"On {day} your roof gave ") + (
            t.amount("kwh", document["minted_wh"]) + t.say(" :", ":")
        )
        for name, french, english in (
            ("own_wh", "utilisé chez vous", "used at home"),
            ("sold_wh", "vendu aux voisins", "sold to neighbours"),
            ("given_wh", "offert", "given"),
            ("fund_wh", "à la commune", "to the commune"),
            ("saved_wh", "épargné", "saved"),
            ("kept_wh", "gardé au compte courant", "kept in the current account"),
        ):
            if document[name]:
                yield f"  {t.say(french, english)} : {t.amount('kwh', document[name])}"
        yield from _say_trades(t, document)
        if document["late_wh"]:
            late = t.amount("kwh", document["late_wh"])
            yield t.say(
                f"{late} de jours plus anciens ont rejoint votre épargne.",
                f"{late} of earlier days joined your savings.",
            )
    saved = t.amount("kwh", document["savings_wh"])
    yield t.say(f"Épargne énergie : {saved}.", f"Energy savings: {saved}.")


def _say_trades(t: Tongue, document: Document) -> Lines:
    for field, french, english in (
        ("buyers", "Vos acheteurs :", "Your buyers:"),
        ("gifts", "Vous avez offert à :", "You gave to:"),
        ("bought", "Vous avez acheté à :", "You bought from:"),
    ):
        if document[field]:
            yield t.say(french, english)
        for line in document[field]:
            who = name_alone(line["person"]) if line["person"] else _count(t, line["people"])
            price = _amounts(t, line["amounts"])
            against = t.say(f" contre {price}", f" for {price}") if price else ""
            yield f"  {who} · {t.amount('kwh', line['energy_wh'])}{against}"


def _count(t: Tongue, people: int) -> str:
    return t.count(people, ("voisin", "voisins"), ("neighbour", "neighbours"))


def say_directive(t: Tongue, document: Document) -> Lines:
    """The list in its order, then when it counts."""
    if document["is_default"]:
        yield t.say(
            "Vous n'avez rien choisi : c'est l'usage de la commune.",
            "You chose nothing: the commune's custom.",
        )
    number = 0
    for number, line in enumerate(document["destinations"], 1):
        yield f"  {number}. {_destination(t, line)}"
    rest = {
        "savings": t.say("le reste à votre épargne énergie", "the rest to your energy savings"),
        "current": t.say("le reste à votre compte courant", "the rest to your current account"),
        "fund": t.say("le reste à la commune", "the rest to the commune"),
    }[document["rest"]]
    yield f"  {number + 1}. {rest}"
    yield from _say_from(t, document, "directive_from_ms")


def _destination(t: Tongue, line: Document) -> str:
    if line["kind"] == "neighbours":
        return t.say("vendu à tous les voisins qui partagent", "sold to all neighbours who share")
    name = name_alone(line["person"])
    if line["kind"] == "buyer":
        return t.say(f"vendu d'abord à {name}", f"sold first to {name}")
    cap = t.amount("kwh", line["cap_wh"])
    text = t.say(f"offert à {name}, {cap} par mois au plus", f"given to {name}, at most {cap} a month")
    if line["until_ms"] < _FOREVER_MS:
        first, last = t.day(line["from_ms"]), t.day(line["until_ms"] - 1)
        text += t.say(f", du {first} au {last}", f", from {first} to {last}")
    return text


def _say_from(t: Tongue, document: Document, field: str) -> Lines:
    if document[field]:
        day = t.day(document[field])
        yield t.say(
            f"Compte à partir de la journée du {day} ; avant, rien ne change.",
            f"Counts from {day} on; nothing changes before.",
        )
    if "phase" in document:
        yield t.say("C'est", "It is") + f" {_phase(t, document)}."


def say_set_directive(t: Tongue, document: Document) -> Lines:
    """The list as it was signed, and who can know of a gift."""
    yield from say_directive(t, document)
    if any(line["kind"] == "gift" for line in document["destinations"]):
        yield t.say(
            "À savoir : chaque ordinateur de la commune fait ces comptes ; qui les étudie peut trouver à qui "
            "vous donnez. Pour rester discret, donnez à la commune.",
            "Note: every computer of the commune does these sums; whoever studies them can find whom you "
            "give to. To stay discreet, give to the commune.",
        )


def say_tariff(t: Tongue, document: Document) -> Lines:
    prices = _amounts(t, document["prices"])
    yield t.say(f"1 kWh : {prices}.", f"1 kWh: {prices}.")
    if document["is_default_price"]:
        yield t.say("C'est la parité de la commune.", "That is the commune's parity.")
    yield from _say_from(t, document, "prices_from_ms")


def say_consent(t: Tongue, document: Document) -> Lines:
    """What was agreed to; the local sale with its plain warning."""
    yield t.say("C'est", "It is") + f" {_phase(t, document)}."
    if document["topic"] == "local-sale" and document["agree"]:
        yield t.say(
            "Attention : votre consommation de chaque jour sera lisible par toute la commune, pour toujours. "
            "Une journée à zéro dit à 600 personnes que vous étiez absent. Compte à partir de demain.",
            "Careful: what you use each day can be read by the whole commune, for ever. A day at zero tells "
            "600 people that you were away. It counts from tomorrow.",
        )


WORDS: Final[Mapping[str, Callable[[Tongue, Document], Lines]]] = {
    "energy": say_energy,
    "directive.show": say_directive,
    "directive.set": say_set_directive,
    "tariff.show": say_tariff,
    "tariff.set": say_tariff,
    "consent": say_consent,
}
