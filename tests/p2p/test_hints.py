# SPDX-License-Identifier: AGPL-3.0-or-later
"""Hints: what is told is bounded, what is heard is checked before it is relayed. No network."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest

from ledger.event import encode_event
from ledger.units import NodeKey
from p2p.budgets import Offence
from p2p.gossip import GossipClosed
from p2p.hints import OUTBOX_MAX, Hints
from p2p.wire import Done, Events, FrameReader, decode_message, encode_frame
from tests.helpers.builders import seed_of
from tests.helpers.hamlet import Hamlet, settled
from tests.helpers.network import node, until

PEER = NodeKey(seed_of("peer"))


class Desk:
    """What hints ask of a node."""

    def __init__(self, hamlet: Hamlet, bad: int = 0) -> None:
        self.kept: list[bytes] = []
        self.offences: list[tuple[Offence, str]] = []
        self.hints = Hints(hamlet.commune, is_member=lambda _key: True, keep=self._keep, offend=self._offend)
        self._bad = bad

    async def _keep(self, peer: NodeKey, events: Sequence[bytes]) -> int:
        assert len(peer) == 32
        self.kept += events
        return self._bad

    def _offend(self, peer: NodeKey, offence: Offence, detail: str) -> bool:
        self.offences.append((offence, detail))
        return False


class FakeGossip:
    def __init__(self, error: Exception | None = None) -> None:
        self.sent: list[bytes] = []
        self._error = error

    async def publish(self, data: bytes) -> None:
        if self._error is not None:
            raise self._error
        self.sent.append(data)


@pytest.fixture
def hamlet() -> Hamlet:
    return settled("anna")


def pay(hamlet: Hamlet) -> Any:
    return hamlet.transfer(hamlet.people["anna"], hamlet.founder.account, 1)


async def test_a_hint_is_checked_and_kept(hamlet: Hamlet):
    desk = Desk(hamlet)
    event = encode_event(pay(hamlet))
    assert await desk.hints._validate(PEER, encode_frame(Events(events=(event,))))
    assert desk.kept == [event]
    assert desk.offences == []


@pytest.mark.parametrize(
    "data", [b"", b"\x00", b"\x05abc", b"\xff\xff\xff", encode_frame(Done(height=1)), b"\x02\x91\xc0"]
)
async def test_what_is_no_hint_costs_its_sender(hamlet: Hamlet, data: bytes):
    desk = Desk(hamlet)
    assert not await desk.hints._validate(PEER, data)
    assert [offence for offence, _ in desk.offences] == [Offence.MALFORMED]
    assert desk.kept == []


async def test_a_badly_signed_hint_is_not_relayed(hamlet: Hamlet):
    desk = Desk(hamlet, bad=1)
    assert not await desk.hints._validate(PEER, encode_frame(Events(events=(b"x",))))
    assert [offence for offence, _ in desk.offences] == [Offence.BAD_SIGNATURE]


def test_more_than_the_room_is_lost_and_counted(hamlet: Hamlet):
    desk = Desk(hamlet)
    desk.hints.tell([pay(hamlet)] * (OUTBOX_MAX + 3))
    assert desk.hints.lost == 3


async def test_what_waits_is_told_in_few_messages(hamlet: Hamlet, nursery: Any):
    desk, gossip = Desk(hamlet), FakeGossip()
    events = [pay(hamlet) for _ in range(300)]
    desk.hints.tell(events)
    nursery.start_soon(desk.hints._publish, gossip)
    told: list[bytes] = []

    def all_told() -> bool:
        told.clear()
        for data in gossip.sent:
            reader = FrameReader()
            reader.feed(data)
            message = decode_message(reader.next_content() or b"")
            assert isinstance(message, Events)
            told.extend(message.events)
        return len(told) == len(events)

    await until(all_told)
    assert told == [encode_event(event) for event in events]
    assert len(gossip.sent) < 10
    assert all(len(data) <= 64 * 1024 for data in gossip.sent)
    nursery.cancel_scope.cancel()


@pytest.mark.parametrize("error", [GossipClosed("closed"), ValueError("too long")])
async def test_a_network_that_does_not_follow_costs_only_the_hint(
    hamlet: Hamlet, nursery: Any, error: Exception
):
    desk = Desk(hamlet)
    desk.hints.tell([pay(hamlet)])
    nursery.start_soon(desk.hints._publish, FakeGossip(error))
    await until(lambda: desk.hints.lost == 1)
    nursery.cancel_scope.cancel()


async def test_two_hosts_hear_each_other(hamlet: Hamlet, nursery: Any):
    left, right = Desk(hamlet), Desk(hamlet)
    async with node("alice") as alice, node("bob") as bob:
        nursery.start_soon(left.hints.run, alice)
        nursery.start_soon(right.hints.run, bob)
        await alice.dial(bob.addresses()[0])
        sent: list[Any] = []

        def heard() -> bool:
            if len(sent) < 40:
                sent.append(pay(hamlet))
                left.hints.tell(sent[-1:])
            return bool(right.kept)

        await until(heard, 10)
        assert right.kept[0] in {encode_event(event) for event in sent}
        nursery.cancel_scope.cancel()
