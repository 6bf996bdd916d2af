# SPDX-License-Identifier: AGPL-3.0-or-later
"""Words enter if a stored event names them, up to a bound a member."""

from __future__ import annotations

import pytest

from ledger import limits
from ledger.blob import make_blob, name_blob
from ledger.blob_room import take_blob, want_blobs
from ledger.errors import Malformed
from ledger.store import Store
from tests.helpers.hamlet import settled


def test_what_an_event_names_is_looked_for_and_taken_once():
    hamlet = settled("anna")
    anna, store = hamlet.people["anna"], Store(None)
    store.set_meta("commune", hamlet.commune)
    blob = make_blob(bytes(16), b"Anna")
    event = hamlet.sign(anna, "display", {"display": name_blob(hamlet.commune, blob)})
    assert not take_blob(store, blob), "nobody names it"
    want_blobs(store, event, anna.account)
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
        want_blobs(store, hamlet.sign(anna, "display", {"display": display}), anna.account)
    want_blobs(store, hamlet.sign(anna, "consent", {"topic": "gifts", "agree": True}), anna.account)
    assert store.get_wanted() == []


def test_a_member_s_words_have_a_bound(monkeypatch: pytest.MonkeyPatch):
    hamlet = settled("anna")
    anna, store = hamlet.people["anna"], Store(None)
    store.set_meta("commune", hamlet.commune)
    blobs = [make_blob(bytes([number]) * 16, b"x" * 100) for number in range(2)]
    for blob in blobs:
        event = hamlet.sign(anna, "display", {"display": name_blob(hamlet.commune, blob)})
        want_blobs(store, event, anna.account)
    monkeypatch.setattr(limits, "BLOBS_PER_MEMBER_BYTES_MAX", len(blobs[0]))
    assert [take_blob(store, blob) for blob in blobs] == [True, False]
