# SPDX-License-Identifier: AGPL-3.0-or-later
"""Words enter if a stored event names them, up to a bound a member."""

from __future__ import annotations

from itertools import islice
from random import Random
from typing import Any

import pytest

from ledger import limits
from ledger.blob import make_blob, name_blob
from ledger.blob_room import OWN_WORDS, forget_words, take_blob, want_blobs
from ledger.errors import Malformed
from ledger.event import Event, encode_event
from ledger.replica import Replica
from ledger.state import State
from ledger.store import Store
from ledger.taking_over import take_over
from ledger.units import DAY_MS, FUND
from tests.helpers.builders import Village, blob_of, listing_body
from tests.helpers.checkpoint import CHECKPOINT, begun
from tests.helpers.hamlet import Hamlet, follow, settled
from tests.helpers.leaving import leave, sign_leave


def test_what_an_event_names_is_looked_for_and_taken_once():
    hamlet = settled("anna")
    anna, store = hamlet.people["anna"], Store(None)
    store.set_meta("commune", hamlet.commune)
    blob = make_blob(bytes(16), b"Anna")
    event = hamlet.sign(anna, "display", {"display": name_blob(hamlet.commune, blob)})
    assert not take_blob(store, blob), "nobody names it"
    want_blobs(store, event, anna.account, anna.account, State())
    assert store.get_wanted() == [name_blob(hamlet.commune, blob)]
    assert take_blob(store, blob)
    assert store.get_blob(name_blob(hamlet.commune, blob)) == blob
    assert not take_blob(store, blob)
    with pytest.raises(Malformed):
        take_blob(store, b"no blob")


def test_names_of_nothing_are_not_looked_for():
    hamlet = settled("anna")
    anna, store = hamlet.people["anna"], Store(None)
    for display in (bytes(32), b"short", 7):
        want_blobs(
            store, hamlet.sign(anna, "display", {"display": display}), anna.account, anna.account, State()
        )
    want_blobs(
        store,
        hamlet.sign(anna, "consent", {"topic": "gifts", "agree": True}),
        anna.account,
        anna.account,
        State(),
    )
    assert store.get_wanted() == []


def test_a_member_s_words_have_a_bound(monkeypatch: pytest.MonkeyPatch):
    hamlet = settled("anna")
    anna, store = hamlet.people["anna"], Store(None)
    store.set_meta("commune", hamlet.commune)
    blobs = [make_blob(bytes([number]) * 16, b"x" * 100) for number in range(2)]
    for blob in blobs:
        event = hamlet.sign(anna, "display", {"display": name_blob(hamlet.commune, blob)})
        want_blobs(store, event, anna.account, anna.account, State())
    monkeypatch.setattr(limits, "BLOBS_PER_MEMBER_BYTES_MAX", len(blobs[0]))
    assert [take_blob(store, blob) for blob in blobs] == [True, False]


def test_the_words_of_who_left_go_if_it_wanted_so_but_its_proposals_stay():
    village = Village.found()
    anna, store = village.join("anna"), Store(None)
    village.join("ben")
    store.set_meta("commune", village.commune)
    name, title, lost = (make_blob(bytes([number]) * 16, b"words") for number in range(3))
    named = [name_blob(village.commune, blob) for blob in (name, title, lost)]
    acts = [
        village.sign(anna, "display", {"display": named[0]}),
        village.sign(
            anna,
            "proposal",
            {"form": "text", "title": named[1], "text": b"", "duration": 7 * DAY_MS, "content": {}},
        ),
        village.sign(anna, "display", {"display": named[2]}),
    ]
    village.seal(*acts, expect="applied")
    for event in acts:
        want_blobs(store, event, anna.account, anna.account, village.state)
    assert [take_blob(store, blob) for blob in (name, title)] == [True, True]
    leave(village, anna, FUND, erase=True)
    forget_words(store, village.state, anna.account)
    assert [store.get_blob(blob) for blob in named] == [None, title, None]
    assert store.get_wanted() == []
    for event in acts:
        want_blobs(store, event, anna.account, anna.account, village.state)
    assert store.get_wanted() == [], "nobody looks for them again"
    assert not take_blob(store, name)


def test_the_name_a_newcomer_joined_with_goes_too():
    """It is looked for as its sponsor's, who answered for it when it came."""
    village = Village.found()
    anna, store = village.join("anna"), Store(None)
    village.join("ben")
    store.set_meta("commune", village.commune)
    blob = make_blob(bytes(16), b"Anna")
    named = village.sign(anna, "display", {"display": name_blob(village.commune, blob)})
    village.seal(named, expect="applied")
    want_blobs(store, named, village.founder.account, anna.account, village.state)
    assert take_blob(store, blob)
    leave(village, anna, FUND, erase=True)
    forget_words(store, village.state, anna.account)
    assert store.get_blob(name_blob(village.commune, blob)) is None


def test_who_erased_nothing_and_who_owns_this_computer_lose_no_words():
    for erase, own in ((False, False), (True, True)):
        village = Village.found()
        anna, store = village.join("anna"), Store(None)
        store.set_meta("commune", village.commune)
        if own:
            store.set_meta(OWN_WORDS, anna.account)
        blob = make_blob(bytes(16), b"Anna")
        event = village.sign(anna, "display", {"display": name_blob(village.commune, blob)})
        village.seal(event, expect="applied")
        want_blobs(store, event, anna.account, anna.account, village.state)
        assert take_blob(store, blob)
        leave(village, anna, FUND, erase=erase)
        forget_words(store, village.state, anna.account)
        assert store.get_blob(name_blob(village.commune, blob)) == blob


# --- however a copy began -----------------------------------------------------------------------------------


def names_of(copy: Replica) -> set[bytes]:
    """Every word a copy holds or looks for."""
    query = "SELECT hash FROM blobs UNION SELECT hash FROM wanted"
    return {row[0] for row in copy.store.db.execute(query)}


class Talk:
    """A village that speaks: the founder's copy hears all live, half of the words come."""

    def __init__(self, seed: int) -> None:
        self.dice = Random(seed)
        self.hamlet = Hamlet.found(parameters={"guarantee.partners": 1})
        self.said: list[bytes] = []
        for name in ("anna", "ben", "dora"):
            self.hamlet.join(name)
        anna, ben = self.hamlet.people["anna"], self.hamlet.people["ben"]
        self.hamlet.seal(self.hamlet.transfer(ben, anna.account, 1), expect="applied")
        self.hamlet.join("carl", sponsor=anna)
        for person in self.hamlet.people.values():  # who gives a minute of these owes nothing
            if person is not self.hamlet.founder:
                self.hamlet.seal(self.hamlet.transfer(self.hamlet.founder, person.account), expect="applied")

    def word(self) -> bytes:
        """A new word, or one that somebody said already."""
        hamlet = self.hamlet
        if self.said and self.dice.random() < 0.3:
            return self.dice.choice(self.said)
        blob = make_blob(self.dice.randbytes(16), b"words")
        self.said.append(name_blob(hamlet.commune, blob))
        return self.said[-1]

    def speak(self, name: str) -> Event:
        person, word = self.hamlet.people[name], self.word()
        body: dict[str, Any] = {
            "form": "text",
            "title": word,
            "text": self.word(),
            "duration": 7 * DAY_MS,
            "content": {},
        }
        match self.dice.randrange(5):
            case 0:
                return self.hamlet.sign(person, "display", {"display": word})
            case 1:
                return self.hamlet.sign(person, "listing.add", listing_body() | {"title": word})
            case 2:
                return self.hamlet.sign(person, "proposal", body)
            case 3:
                return self.hamlet.sign(person, "proposal", body | {"duration": 1})  # void
            case _:
                to = self.hamlet.founder.account
                fields = {"to": to, "asset": "hour", "amount": 1, "purpose": "", "memo": word}
                return self.hamlet.sign(person, "transfer", fields)

    def go_on(self, leaver: str = "") -> None:
        """Some acts a seal, some of them late; then somebody leaves."""
        hamlet = self.hamlet
        names = [name for name in ("anna", "ben", "carl", "dora") if name in hamlet.people]
        for _ in range(6):
            acts = [self.speak(self.dice.choice(names)) for _ in range(3)]
            hamlet.seal(*acts)
        if leaver:
            late = self.speak(leaver)
            hamlet.seal(sign_leave(hamlet, hamlet.people[leaver], FUND, erase=True), expect="applied")
            hamlet.seal(late, expect="revoked")
            del hamlet.people[leaver]


@pytest.mark.parametrize("seed", range(6))
def test_a_copy_from_history_and_one_from_a_snapshot_keep_the_same_words(seed: int):
    talk = Talk(seed)
    hamlet, order = talk.hamlet, ["anna", "carl", "dora"]
    talk.dice.shuffle(order)
    talk.go_on(order[0])
    while hamlet.main.height < CHECKPOINT:
        hamlet.seal(hamlet.transfer(hamlet.founder, hamlet.people["ben"].account, 1), expect="applied")
    young = hamlet.copy()
    talk.go_on(order[1])
    live, from_history, from_snapshot = hamlet.main, hamlet.fresh(), begun(hamlet)
    for copy in (from_history, from_snapshot, young):
        follow(copy, live)
    assert names_of(from_history) == names_of(young) == names_of(live)
    assert names_of(from_snapshot) <= names_of(live), "nothing that all others deleted"
    beside = hamlet.fresh()
    for events, seal, proof in islice(live.store.iter_history(0), CHECKPOINT - 1):
        beside.ingest([encode_event(event) for event in events], source=b"", forced=True)
        beside.apply_seal(seal, proof)
    list(take_over(from_snapshot, beside))
    assert names_of(from_snapshot) == names_of(live)


def test_a_sponsor_who_erases_takes_nobody_s_name_along():
    talk = Talk(0)
    hamlet, carl = talk.hamlet, talk.hamlet.people["carl"]
    early = hamlet.sign(carl, "display", {"display": talk.word()})
    hamlet.seal(early, sign_leave(hamlet, hamlet.people["anna"], FUND, erase=True), expect="applied")
    assert {blob_of("carl"), talk.said[0]} <= names_of(hamlet.main)
    assert blob_of("anna") not in names_of(hamlet.main)


def test_the_first_name_of_who_erased_goes_even_after_another():
    talk = Talk(0)
    hamlet, carl = talk.hamlet, talk.hamlet.people["carl"]
    hamlet.seal(hamlet.sign(carl, "display", {"display": talk.word()}), expect="applied")
    hamlet.seal(sign_leave(hamlet, carl, FUND, erase=True), expect="applied")
    assert not {blob_of("carl"), talk.said[0]} & names_of(hamlet.main)


def test_nobody_erases_what_somebody_else_says_too():
    talk = Talk(0)
    hamlet, carl, ben = talk.hamlet, talk.hamlet.people["carl"], talk.hamlet.people["ben"]
    title = talk.word()
    copied = hamlet.sign(carl, "display", {"display": title})
    hamlet.seal(copied, expect="applied")
    hamlet.seal(hamlet.sign(ben, "listing.add", listing_body() | {"title": title}), expect="applied")
    hamlet.seal(hamlet.sign(carl, "display", {"display": blob_of("ben")}), expect="applied")
    hamlet.seal(sign_leave(hamlet, carl, FUND, erase=True), expect="applied")
    assert {title, blob_of("ben")} <= names_of(hamlet.main)
