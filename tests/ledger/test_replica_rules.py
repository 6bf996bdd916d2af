# SPDX-License-Identifier: AGPL-3.0-or-later
"""A copy whose program lacks the rules of the next height: it keeps what comes and judges nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from ledger.errors import RulesUnknown, StoreNewer
from ledger.replica import Replica
from ledger.rulebook.book import BOOK
from ledger.seal import decode_seal
from ledger.state import get_chain, get_next_due
from ledger.store import Store
from ledger.units import DAY_MS
from tests.helpers.builders import Person
from tests.helpers.checkpoint import CHECKPOINT, grow, snapshot_of
from tests.helpers.hamlet import Hamlet, copy_of, digest_of, follow, give, memory_of, outcomes_of, settled
from tests.helpers.later_rules import GREETING, LATER_BOOK, decide_rules, later, raise_rules


@pytest.fixture
def hamlet() -> Hamlet:
    """A founder with a later program, and a decision that the next height but one has its rules."""
    hamlet = later(settled("anna", "ben"))
    decide_rules(hamlet)
    return hamlet


def greet(hamlet: Hamlet, person: Person) -> None:
    hamlet.seal(hamlet.sign(person, GREETING, {"words": "bonjour"}), expect="applied")


def test_the_height_that_certifies_the_raise_is_the_last_one_executed(hamlet: Hamlet):
    old = copy_of(hamlet.main, book=BOOK)
    assert not old.needs_update
    hamlet.seal()
    follow(old, hamlet.main)
    assert old.needs_update
    assert not hamlet.main.needs_update
    greet(hamlet, hamlet.people["anna"])
    before = memory_of(old)
    encoded, proof = hamlet.main.store.get_seal(hamlet.main.height) or (b"", b"")
    seal = decode_seal(encoded, hamlet.commune)
    for judged in (
        lambda: old.apply_seal(encoded, proof),
        lambda: old.follow_seal(seal, proof, [], source=b""),
        lambda: old.check_seal(seal),
    ):
        with pytest.raises(RulesUnknown):
            judged()
    assert memory_of(old) == before


def test_it_makes_no_seal_whatever_is_due(hamlet: Hamlet):
    body = {"form": "text", "title": bytes(32), "text": b"", "duration": DAY_MS, "content": {}}
    hamlet.seal(hamlet.sign(hamlet.founder, "proposal", body), expect="applied")
    old = copy_of(hamlet.main, book=BOOK)
    give(old, hamlet.sign(hamlet.people["anna"], "consent", {"topic": "gifts", "agree": True}))
    assert get_next_due(old.state) is not None
    assert old.needs_update
    assert not old.must_seal(hamlet.now_ms + 9 * DAY_MS)
    assert old.make_seal(hamlet.now_ms + 9 * DAY_MS) is None


def test_it_stores_what_comes_and_shows_it_by_what_it_knows(hamlet: Hamlet):
    hamlet.seal()
    old = copy_of(hamlet.main, book=BOOK)
    anna = hamlet.people["anna"]
    known = hamlet.sign(anna, "consent", {"topic": "gifts", "agree": True})
    unknown = hamlet.sign(anna, GREETING, {"words": "bonjour"})
    give(old, known, unknown)
    shown = old.get_pending(hamlet.now_ms)
    assert [result.outcome for result in shown.results] == ["applied", "unknown"]
    give(old, hamlet.sign(anna, "consent", {"topic": "gifts", "agree": False}))
    assert len(old.get_pending(hamlet.now_ms).results) == 3


def test_the_same_file_goes_on_under_a_program_that_has_them(hamlet: Hamlet, tmp_path: Path):
    hamlet.seal()
    old = copy_of(hamlet.main, tmp_path / "commune.db", book=BOOK)
    kept = hamlet.sign(hamlet.people["ben"], GREETING, {"words": "bonsoir"})
    give(old, kept)
    greet(hamlet, hamlet.people["anna"])
    old.store.close()
    updated = Replica(Store(tmp_path / "commune.db"), LATER_BOOK)
    assert not updated.needs_update
    assert kept.id in updated.dag.events
    follow(updated, hamlet.main)
    assert digest_of(updated) == digest_of(hamlet.main)
    give(hamlet.main, kept)
    assert set(outcomes_of(hamlet.seal()).values()) == {"applied"}
    follow(updated, hamlet.main)
    assert (updated.height, get_chain(updated.state).rules) == (hamlet.main.height, 2)


def test_an_older_program_that_opens_a_later_file_changes_nothing(hamlet: Hamlet):
    hamlet.seal()
    greet(hamlet, hamlet.people["anna"])
    old = copy_of(hamlet.main, book=BOOK)
    assert old.needs_update
    assert old.get_pending(hamlet.now_ms).results == ()


def test_a_snapshot_of_later_rules_is_no_beginning():
    hamlet = later(settled("anna", "ben"))
    raise_rules(hamlet)
    grow(hamlet, CHECKPOINT + 2)
    snapshot = snapshot_of(hamlet.main, CHECKPOINT)
    empty = Replica(Store(None), BOOK)
    with pytest.raises(RulesUnknown):
        empty.adopt_snapshot(snapshot)
    assert not empty.is_founded
    assert not empty.store.commune
    begun = Replica(Store(None), LATER_BOOK)
    begun.adopt_snapshot(snapshot)
    follow(begun, hamlet.main)
    assert digest_of(begun) == digest_of(hamlet.main)


def test_a_file_with_tables_of_a_later_program_is_refused_in_words(hamlet: Hamlet):
    old = copy_of(hamlet.main)
    row = old.store.db.execute("SELECT key, row FROM state WHERE name = 'chain'").fetchone()
    old.store.add_rows([("later-table", *row)])
    with pytest.raises(StoreNewer):
        old.reload()
