# SPDX-License-Identifier: AGPL-3.0-or-later
"""Sealed heights for a peer: what it lacks of each, in frames of a bounded size, none above where we stop."""

from __future__ import annotations

import pytest

from ledger.frontier import Claim
from p2p.machines import heights
from p2p.machines.heights import iter_history
from p2p.wire import Events, History, RecoveryMessage
from tests.helpers.checkpoint import recovered
from tests.helpers.hamlet import Hamlet, settled


@pytest.fixture
def hamlet() -> Hamlet:
    return settled("anna")


def test_all_heights_come_in_their_order_and_end_where_they_are_to(hamlet: Hamlet):
    replica = hamlet.main
    (message, reached), *others = iter_history(replica, {}, 0)
    assert (others, reached) == ([], replica.height)
    assert isinstance(message, History)
    assert [item[1] for item in message.items] == [seal for _, seal, _ in replica.store.iter_wire(0)]
    assert list(iter_history(replica, {}, replica.height)) == []
    ((message, reached),) = iter_history(replica, {}, 1, 2)
    assert isinstance(message, History)
    assert (len(message.items), reached) == (1, 2)
    assert list(iter_history(replica, {}, 2, 2)) == []


def test_what_is_held_is_left_out(hamlet: Hamlet):
    claims = {hamlet.founder.key: Claim(next_seq=2**40, prefix=bytes(4), forked=False)}
    sizes: list[int] = []
    for held in ({}, claims):
        ((message, _),) = iter_history(hamlet.main, held, 0)
        assert isinstance(message, History)
        sizes.append(sum(len(events) for events, _, _ in message.items))
    assert sizes[1] < sizes[0]


def test_a_long_cut_goes_before_its_seal_and_long_heights_apart(
    hamlet: Hamlet, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(heights, "BATCH_BYTES", 100)
    messages = [message for message, _ in iter_history(hamlet.main, {}, 0)]
    assert any(isinstance(message, Events) for message in messages)
    assert all(len(message.items) == 1 for message in messages if isinstance(message, History))


def test_a_recovery_goes_before_the_first_height_of_its_epoch():
    replica = recovered(20, 24).main
    kinds = [(type(message), reached) for message, reached in iter_history(replica, {}, 0)]
    assert kinds == [(History, 20), (RecoveryMessage, 20), (History, replica.height)]
