# SPDX-License-Identifier: AGPL-3.0-or-later
"""A seal of ours shown to who follows another: its acts before it, once, and no more than a bound."""

from __future__ import annotations

import pytest

from ledger.event import decode_event
from p2p.machines import showing
from p2p.machines.showing import show_seal
from p2p.wire import Events, History
from tests.helpers.hamlet import Hamlet, settled


@pytest.fixture
def hamlet() -> Hamlet:
    made = settled("anna")
    for amount in (1, 2, 3):
        made.seal(made.transfer(made.people["anna"], made.founder.account, amount), expect="applied")
    return made


def shown(hamlet: Hamlet, height: int, *, with_acts: bool = True) -> tuple[list[bytes], list[bytes]]:
    """(ids of the acts, seals) in what is shown."""
    acts: list[bytes] = []
    seals: list[bytes] = []
    for message in show_seal(hamlet.main, height, with_acts=with_acts):
        if isinstance(message, Events):
            assert not seals, "acts come first"
            acts += [decode_event(data, hamlet.commune).id for data in message.events]
        else:
            assert isinstance(message, History)
            seals += [seal for _, seal, _ in message.items]
    return acts, seals


def test_the_acts_sealed_from_there_on_come_before_the_seal(hamlet: Hamlet):
    height = hamlet.main.height - 1
    store = hamlet.main.store
    found = store.get_seal(height)
    assert found is not None
    wanted = [event.id for at in (height, height + 1) for event in store.iter_sealed(at)]
    assert shown(hamlet, height) == (wanted, [found[0]])
    assert len(wanted) == 2
    assert shown(hamlet, height, with_acts=False) == ([], [found[0]])


def test_of_a_height_we_do_not_hold_nothing_is_shown(hamlet: Hamlet):
    assert shown(hamlet, hamlet.main.height + 1) == ([], [])


def test_there_is_a_bound(hamlet: Hamlet, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(showing, "HEIGHTS_MAX", 1)
    height = hamlet.main.height - 2
    assert len(shown(hamlet, height)[0]) == 2
