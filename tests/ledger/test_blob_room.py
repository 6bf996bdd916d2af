# SPDX-License-Identifier: AGPL-3.0-or-later
"""Words enter if a stored event names them, up to a bound a member."""

from __future__ import annotations

import pytest

from ledger import limits
from ledger.blob import make_blob, name_blob
from ledger.blob_room import OWN_WORDS, forget_departed, take_blob, want_blobs
from ledger.errors import Malformed
from ledger.state import State
from ledger.store import Store
from ledger.units import DAY_MS, FUND
from tests.helpers.builders import Village
from tests.helpers.hamlet import settled
from tests.helpers.leaving import leave


def test_what_an_event_names_is_looked_for_and_taken_once():
    hamlet = settled("anna")
    anna, store = hamlet.people["anna"], Store(None)
    store.set_meta("commune", hamlet.commune)
    blob = make_blob(bytes(16), b"Anna")
    event = hamlet.sign(anna, "display", {"display": name_blob(hamlet.commune, blob)})
    assert not take_blob(store, blob), "nobody names it"
    want_blobs(store, event, anna.account, State())
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
        want_blobs(store, hamlet.sign(anna, "display", {"display": display}), anna.account, State())
    want_blobs(store, hamlet.sign(anna, "consent", {"topic": "gifts", "agree": True}), anna.account, State())
    assert store.get_wanted() == []


def test_a_member_s_words_have_a_bound(monkeypatch: pytest.MonkeyPatch):
    hamlet = settled("anna")
    anna, store = hamlet.people["anna"], Store(None)
    store.set_meta("commune", hamlet.commune)
    blobs = [make_blob(bytes([number]) * 16, b"x" * 100) for number in range(2)]
    for blob in blobs:
        event = hamlet.sign(anna, "display", {"display": name_blob(hamlet.commune, blob)})
        want_blobs(store, event, anna.account, State())
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
        want_blobs(store, event, anna.account, village.state)
    assert [take_blob(store, blob) for blob in (name, title)] == [True, True]
    leave(village, anna, FUND, erase=True)
    forget_departed(store, village.state, village.executions[-1].touched)
    assert [store.get_blob(blob) for blob in named] == [None, title, None]
    assert store.get_wanted() == []
    for event in acts:
        want_blobs(store, event, anna.account, village.state)
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
    want_blobs(store, named, village.founder.account, village.state)
    assert take_blob(store, blob)
    leave(village, anna, FUND, erase=True)
    forget_departed(store, village.state, village.executions[-1].touched)
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
        want_blobs(store, event, anna.account, village.state)
        assert take_blob(store, blob)
        leave(village, anna, FUND, erase=erase)
        forget_departed(store, village.state, village.executions[-1].touched)
        assert store.get_blob(name_blob(village.commune, blob)) == blob
