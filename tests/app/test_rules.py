# SPDX-License-Identifier: AGPL-3.0-or-later
"""The village goes on to its next rules: one home has them, another stops in words."""

from __future__ import annotations

from collections.abc import Generator
from pathlib import Path
from typing import Any

import pytest

from app.cli_format import Tongue
from app.cli_rules import STOPPED, WORDS, make_title
from app.cli_words_status import say_stopped
from app.dispatch import answer_command
from app.facade import AppError, Voisinage
from app.readiness import SAY_AGAIN_MS, is_awaited
from app.service import Service
from app.verify import verify_store
from ledger.rulebook.book import Book
from ledger.state import get_chain, get_decided_rules
from ledger.store import Store
from tests.helpers.commune import Commune, commune, do, until
from tests.helpers.later_rules import LATER_BOOK


@pytest.fixture
def village(tmp_path: Path) -> Generator[Commune]:
    """The mayor, who seals alone, and a neighbour, in running homes."""
    with commune(tmp_path) as made:
        helene = made.found("helene", "Hélène")
        made.join("anna", "Anna", helene)
        made.agree()
        yield made


def service_of(person: Voisinage) -> Service:
    return person._service


def give_program(person: Voisinage, book: Book) -> None:
    """As if this home's program had these rules."""
    replica = service_of(person).desk.replica
    replica.book = replica._pending._book = book


def ask(person: Voisinage, name: str, **values: Any) -> Any:
    answer = answer_command(service_of(person), name, {"language": "fr", **values})
    return answer.get("result", answer.get("error"))


def said(document: Any, language: str = "fr") -> str:
    return " ".join(WORDS["rules"](Tongue(language), document))


def test_what_cannot_be_proposed_is_refused_in_words(village: Commune) -> None:
    helene = village.helene
    assert ask(helene, "propose.rules", version=1)["code"] == "rules-held"
    assert ask(helene, "propose.rules", version=3)["code"] == "rules-step"
    assert ask(helene, "propose.rules", version=2)["code"] == "rules-unknown"
    assert ask(helene, "propose.rules")["code"] == "rules-unknown", "the next one, which this program lacks"
    view = ask(helene, "rules")
    assert view == {"in_force": 1, "known": 1, "needs_update": False, "last": None}
    assert said(view).startswith("Règles n° 1 en vigueur")


def test_the_village_goes_on_to_its_next_rules(village: Commune) -> None:
    helene, anna = village.helene, village.anna
    give_program(helene, LATER_BOOK)
    proposal = do(helene.roles.propose_rules(2, make_title(Tongue("fr"), 2), duration_ms=3_000)).id
    seen = until(
        lambda: next((p for p in anna.proposals() if p.proposal == proposal and p.title), None), anna
    )
    assert (seen.title, seen.form) == ("Passer aux règles n° 2", "rules")
    assert seen.rules is not None
    assert (seen.rules.rules, seen.rules.is_known) == (2, False)
    for person in (helene, anna):
        do(person.vote(proposal, "for"))
    # The witness's program says by itself that it has them.
    until(lambda: get_decided_rules(service_of(helene).desk.replica.state) == 2, helene)
    until(lambda: anna.status().stopped_because == "update-needed", anna)
    assert [item.kind for item in anna.inbox() if item.kind.startswith("rules")] == ["rules.update"]
    assert not [item for item in helene.inbox() if item.kind.startswith("rules")]
    with pytest.raises(AppError) as refused:
        do(anna.pay(helene.me().account, "hour", 60))
    assert refused.value.code == "update-needed"
    document = ask(anna, "rules")
    assert (document["needs_update"], document["last"]["state"]) == (True, "changed")
    assert STOPPED[1] in said(document, "en")
    # The others go on; what comes is kept here, and nothing is executed.
    do(helene.pay(anna.me().account, "hour", 60))
    until(lambda: not helene.status().my_pending, helene)
    replica = service_of(anna).desk.replica
    assert get_chain(service_of(helene).desk.replica.state).rules == 2
    assert get_chain(replica.state).rules == 1
    give_program(anna, LATER_BOOK)
    node = service_of(anna).desk
    assert not node.replica.needs_update


def test_a_word_is_said_once_a_day_while_it_is_awaited_and_once_after(village: Commune) -> None:
    helene = village.helene
    give_program(helene, LATER_BOOK)
    desk = service_of(helene).desk
    assert not is_awaited(desk, helene.status().last_seal_ms), "nothing was decided"
    proposal = do(helene.roles.propose_rules(2, "Règles", duration_ms=3_000)).id
    until(lambda: any(p.proposal == proposal for p in village.anna.proposals()), village.anna)
    do(helene.vote(proposal, "for"))
    do(village.anna.vote(proposal, "for"))
    until(lambda: get_decided_rules(desk.replica.state) == 2, helene)
    assert not is_awaited(desk, helene.status().last_seal_ms + 2 * SAY_AGAIN_MS), "it is known already"
    assert not is_awaited(service_of(village.anna).desk, helene.status().last_seal_ms), "no witness"


def test_words_for_a_raise_that_waits_or_lapsed() -> None:
    waits = {
        "in_force": 1, "known": 1, "needs_update": False,
        "last": {
            "rules": 2, "state": "waits", "title": "", "decided_ms": 0, "needed": 2, "days_left": 29,
            "missing": [{"name": "Anna"}, {"name": "Denise"}],
        },
    }  # fmt: skip
    assert "attend que 2 de ces témoins" in said(waits)
    assert "Anna, Denise" in said(waits)
    assert "This computer too" in said(waits, "en")
    lapsed = {**waits, "last": {**waits["last"], "state": "lapsed"}}  # type: ignore[dict-item]
    assert "voté à nouveau" in said(lapsed)
    assert say_stopped(Tongue("en"), "update-needed").startswith("This version of Voisinage is too old")


def test_verify_says_that_the_program_is_too_old(village: Commune) -> None:
    store = Store(service_of(village.helene).desk.home.database, read_only=True)
    with pytest.raises(AppError) as refused:
        verify_store(store, book=Book({}))
    store.close()
    assert refused.value.code == "update-needed"
