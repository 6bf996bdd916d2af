# SPDX-License-Identifier: AGPL-3.0-or-later
"""What a person reads of `voisinage proposals` and `fund`; a part of `cli_words`, under its law.

Nobody is asked to vote on a title alone: what an open proposal would do and its words stand under it.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Mapping
from typing import Any, Final

from app.cli_format import WIDTH, Tongue, name_alone, short_id
from app.cli_roles import make_role_title, make_witnesses_title
from app.fund_posts import name_post

Document = Mapping[str, Any]
_ONE: Final = {"hour": 3600, "kg": 1000, "kwh": 1000, "kwh-th": 1000, "point": 100}


def say_proposed(t: Tongue, document: Document) -> Iterator[str]:
    """A proposal of mine: recorded, or open to the vote; nothing is decided yet."""
    name = short_id(document["proposal"])
    if document.get("phase") == "sealed":
        yield t.say(
            f"Proposition {name} : ouverte au vote. Jusqu'à quand, et où il en est : voisinage proposals.",
            f"Proposal {name}: open to the vote. Until when, and how it stands: voisinage proposals.",
        )
    elif document.get("phase") == "void":
        yield t.say(f"Proposition {name} : sans effet.", f"Proposal {name}: no effect.")
    else:
        yield t.say(
            f"Proposition {name} : enregistrée. Le vote s'ouvre dès que la commune l'a prise.",
            f"Proposal {name}: recorded. The vote opens as soon as the commune has taken it.",
        )


def say_proposals(t: Tongue, document: Document) -> Iterator[str]:
    """A line a proposal; under the open ones, who proposes, what would change and why."""
    states = {
        "open": t.say("ouverte", "open"),
        "passed": t.say("adoptée", "passed"),
        "executed": t.say("adoptée, en vigueur", "passed, in force"),
        "rejected": t.say("rejetée", "rejected"),
    }
    if not document["proposals"]:
        yield t.say("Aucune proposition.", "No proposal.")
    for row in document["proposals"]:
        tally = row["tally"]
        abstentions = t.count(
            tally["abstentions"], ("abstention", "abstentions"), ("abstention", "abstentions")
        )
        votes = t.say(
            f"{tally['votes_for']} pour, {tally['votes_against']} contre, {abstentions}",
            f"{tally['votes_for']} for, {tally['votes_against']} against, {abstentions}",
        )
        is_text = row.get("form") == "text" and row["state"] == "executed"  # a text puts nothing in force
        parts = [
            row["title"],
            states["passed" if is_text else row["state"]],
            votes,
            t.instant(row["closes_ms"]),
        ]
        yield f"{short_id(row['proposal'])}  " + " · ".join(parts)
        if row["state"] == "open":
            yield from _say_asked(t, row)


def _say_asked(t: Tongue, row: Document) -> Iterator[str]:
    author = name_alone(row["author"])
    by = t.say(f"Proposé par {author}.", f"Proposed by {author}.")
    for paragraph in (" ".join((by, _say_change(t, row))).strip(), *str(row["text"]).splitlines()):
        yield from textwrap.wrap(paragraph, WIDTH, initial_indent="    ", subsequent_indent="    ")


def _say_change(t: Tongue, row: Document) -> str:
    """What passes by itself if the proposal does, whatever its title says; empty for a text."""
    if (parity := row["parity"]) is not None:
        then, now = _say_worth(t, parity), row["parity_now"] and _say_worth(t, row["parity_now"])
        one = t.amount(parity[0], _ONE.get(parity[0], 1))
        told = t.say(f"{one} vaudrait {then}", f"{one} would be worth {then}")
        return told + (t.say(f", au lieu de {now}.", f", instead of {now}.") if now else ".")
    if (role := row["role"]) is not None:
        return make_role_title(t, name_alone(role["person"]), role["role"], grant=role["grant"]) + "."
    if (witnesses := row["witnesses"]) is not None:
        return make_witnesses_title(t, [name_alone(seat["person"]) for seat in witnesses["seats"]]) + "."
    if (rules := row["rules"]) is not None:
        number = t.integer(rules["rules"])
        return t.say(f"Passer aux règles n° {number}.", f"Go on to rules no. {number}.")
    return ""


def _say_worth(t: Tongue, parity: tuple[str, int, int]) -> str:
    asset, numerator, denominator = parity
    return t.amount("kwh", _ONE.get(asset, 1) * numerator // denominator)


def say_fund(t: Tongue, document: Document) -> Iterator[str]:
    """What it holds and how it is shared out; my shares once I said them."""
    held = ", ".join(t.listed(line) for line in document["balances"]) or t.say("rien encore", "nothing yet")
    yield t.say(f"Le fonds de la commune : {held}.", f"The commune's fund: {held}.")
    if owed := ", ".join(t.listed(line) for line in document["debt"]):
        yield t.say(
            f"Travail certifié que rien ne couvre encore : {owed}.", f"Certified work not backed yet: {owed}."
        )
        yield t.say(
            "  Qui l'a fait a déjà ces heures ; c'est la commune qui les doit.",
            "  Who did it has these hours already; the commune owes them.",
        )
    yield t.say(
        "Rien n'en sort encore : chacun dit ce qu'il en ferait.",
        "Nothing goes out of it yet: each says what they would do with it.",
    )
    mine = document["my_ballot_phase"] is not None
    for post in document["posts"]:
        result = t.decimal(post["result_millionths"], 10_000, 1)
        you = t.say(f" (vous : {post['my_percent']} %)", f" (you: {post['my_percent']}%)") if mine else ""
        post_name = name_post(t, post["post"])
        yield t.say(f"  {post_name} : {result} %{you}", f"  {post_name}: {result}%{you}")
    if not mine:
        yield t.say(
            "Vous n'avez pas dit vos parts : voisinage allocate retraites=40 …",
            "You have not said your shares: voisinage allocate pensions=40 …",
        )
