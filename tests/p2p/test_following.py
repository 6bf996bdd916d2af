# SPDX-License-Identifier: AGPL-3.0-or-later
"""What a certified seal does to a copy: followed, left, compared; and who is blamed for what."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import Any

import pytest
import trio

from ledger.errors import StoreError
from ledger.event import encode_event
from ledger.replica import Replica
from ledger.seal import Seal, decode_seal, make_seal
from ledger.store import Store
from ledger.units import EventId, NodeKey
from p2p.book import PeerBook, pin
from p2p.budgets import Offence
from p2p.following import CLOCK_TOLERANCE_MS, Following, Item
from p2p.recovering import Recovering
from tests.helpers.builders import seed_of
from tests.helpers.hamlet import Hamlet, fill_disk, settled
from tests.vectors.seals import certify

PEER = NodeKey(seed_of("peer"))
NODE = seed_of("mairie node")


@dataclass
class FakeNode:
    """Notes what following asks of its node."""

    replica: Replica
    clock_ms: int
    stopped_because: str = ""
    clock_ahead_ms: int = 0
    said: list[Any] = field(default_factory=list)
    helper: Any = None

    def __post_init__(self) -> None:
        self.witness = SimpleNamespace(promise=b"", bind=lambda _is_bound: None)
        self.recovering = Recovering(self)  # type: ignore[arg-type]

    @property
    def commune(self) -> EventId:
        return self.replica.commune

    def now_ms(self) -> int:
        return self.clock_ms

    def tell_seal(self, height: int, source: object) -> None:
        self.said.append(("told", height))

    def want_events(self, ids: Sequence[EventId]) -> None:
        self.said.append(("wants", tuple(ids)))

    def offend(self, peer: NodeKey, offence: Offence, detail: str) -> bool:
        self.said.append(("blamed", peer))
        return False

    def fail_disk(self, error: StoreError) -> None:
        self.said.append("disk")

    def stop(self, code: str) -> None:
        self.stopped_because = code

    def note(self, topic: str) -> None:
        self.said.append(("noted", topic))


class FakeSession:
    peer = PEER

    def close(self, code: str) -> None:
        raise AssertionError(code)


@pytest.fixture
def hamlet() -> Hamlet:
    return settled("anna")


def start(hamlet: Hamlet) -> tuple[Following, FakeNode]:
    """A copy one payment behind the founder's."""
    copy = hamlet.copy()
    hamlet.seal(hamlet.transfer(hamlet.people["anna"], hamlet.founder.account))
    node = FakeNode(copy, hamlet.now_ms)
    return Following(node, PeerBook(copy.store, [])), node


def next_of(hamlet: Hamlet, node: FakeNode) -> tuple[list[bytes], bytes, bytes]:
    events, seal, proof = next(hamlet.main.store.iter_history(node.replica.height))
    return [encode_event(event) for event in events], seal, proof


def forge(hamlet: Hamlet, encoded: bytes, **changes: Any) -> tuple[bytes, bytes]:
    """Another seal with a certificate of the one witness."""
    seal = decode_seal(encoded, hamlet.commune)
    names = [name for name in Seal.__dataclass_fields__ if name not in ("id", "encoded")]
    fields = {name: getattr(seal, name) for name in names}
    other = make_seal(hamlet.commune, **{**fields, **changes})
    return other.encoded, certify(other, hamlet.commune, [NODE], (0,))


async def test_history_is_followed_and_told(hamlet: Hamlet):
    following, node = start(hamlet)
    items = [next_of(hamlet, node)]
    assert await following.keep_history(FakeSession(), items) == ()  # type: ignore[arg-type]
    assert node.replica.tip_id == hamlet.main.tip_id
    assert node.said == [("told", node.replica.height)]


def two_heights(hamlet: Hamlet, node: FakeNode) -> list[Item]:
    hamlet.seal(hamlet.transfer(hamlet.people["anna"], hamlet.founder.account))
    heights = hamlet.main.store.iter_history(node.replica.height)
    return [([encode_event(event) for event in events], seal, proof) for events, seal, proof in heights]


async def test_history_begun_ahead_is_followed_in_its_turn(hamlet: Hamlet):
    following, node = start(hamlet)
    items = two_heights(hamlet, node)
    async with trio.open_nursery() as nursery:
        begun = [following.foresee([item], nursery) for item in items]
        for item, foreseen in zip(items, begun, strict=True):
            assert await following.keep_history(FakeSession(), [item], foreseen) == ()  # type: ignore[arg-type]
    assert node.replica.tip_id == hamlet.main.tip_id


async def test_a_bad_signature_begun_ahead_is_blamed_and_nothing_of_it_is_stored(hamlet: Hamlet):
    following, node = start(hamlet)
    items = two_heights(hamlet, node)
    *_, (events, seal, proof) = [item for item in items if item[0]]
    forged = ([data[:-64] + bytes(64) for data in events], seal, proof)
    items[items.index((events, seal, proof))] = forged
    async with trio.open_nursery() as nursery:
        begun = [following.foresee([item], nursery) for item in items]
        for item, foreseen in zip(items, begun, strict=True):
            missing = await following.keep_history(FakeSession(), [item], foreseen)  # type: ignore[arg-type]
            assert bool(missing) is (item is forged)
            if missing:
                break
    assert ("blamed", PEER) in node.said
    assert node.replica.height == decode_seal(seal, hamlet.commune).height - 1
    assert not node.replica.dag.events


async def test_nothing_is_begun_by_who_cannot_follow(hamlet: Hamlet):
    following, node = start(hamlet)
    item = next_of(hamlet, node)
    async with trio.open_nursery() as nursery:
        foreseen = following.foresee([item], nursery)
        node.stopped_because = "disk"
        assert following.foresee([item], nursery) is None
        for begun in (None, foreseen):
            assert await following.keep_history(FakeSession(), [item], begun) == ()  # type: ignore[arg-type]
    assert node.replica.height < hamlet.main.height
    empty = FakeNode(Replica(Store(None)), hamlet.now_ms)
    async with trio.open_nursery() as nursery:
        assert Following(empty, PeerBook(empty.replica.store, [])).foresee([item], nursery) is None


def test_the_process_beside_starts_when_much_will_come(hamlet: Hamlet):
    following, node = start(hamlet)
    warmed: list[int] = []
    node.helper = SimpleNamespace(warm=lambda: warmed.append(1))
    following.expect(node.replica.height + 2)
    assert not warmed
    following.expect(node.replica.height + 1_000)
    assert warmed


async def test_what_a_cut_lacks_is_asked_for(hamlet: Hamlet):
    following, node = start(hamlet)
    _, seal, proof = next_of(hamlet, node)
    assert not following.follow_certified(seal, proof, PEER)
    assert node.said == [("wants", decode_seal(seal, hamlet.commune).heads)]
    assert await following.keep_history(FakeSession(), [([], seal, proof)])  # type: ignore[arg-type]


async def test_what_no_quorum_signed_is_blamed_on_who_brought_it(hamlet: Hamlet):
    following, node = start(hamlet)
    _, seal, _ = next_of(hamlet, node)
    forged = certify(decode_seal(seal, hamlet.commune), hamlet.commune, [seed_of("nobody")], (0,))
    assert not following.follow_certified(seal, forged, PEER)
    assert not following.follow_certified(b"no seal", forged, PEER)
    assert not following.follow_certified(seal, b"no proof", None), "nobody to blame"
    await following.keep_history(FakeSession(), [([], seal, forged)])  # type: ignore[arg-type]
    assert node.said == [("blamed", PEER)] * 3
    assert not node.stopped_because


def test_what_a_quorum_signed_and_we_cannot_follow_stops_us_and_blames_nobody(hamlet: Hamlet):
    following, node = start(hamlet)
    events, seal, _ = next_of(hamlet, node)
    node.replica.ingest(events, source=b"")
    assert not following.follow_certified(*forge(hamlet, seal, results_root=bytes(32)), PEER)
    assert (node.stopped_because, node.said) == ("diverged", [])


def test_another_seal_at_a_height_we_hold_stops_us_and_is_kept(hamlet: Hamlet):
    following, node = start(hamlet)
    known, proof = hamlet.main.store.get_seal(node.replica.height)  # type: ignore[misc]
    assert not following.follow_certified(known, proof, PEER), "the same twice is nothing"
    assert not node.stopped_because
    other, certificate = forge(hamlet, known, order_root=bytes(32))
    assert not following.follow_certified(other, certificate, PEER)
    assert node.stopped_because == "two-seals"
    assert node.replica.store.get_meta("other-seal") == other


def test_a_seal_further_ahead_is_left_for_later(hamlet: Hamlet):
    following, node = start(hamlet)
    hamlet.seal()
    found = hamlet.main.store.get_seal(hamlet.main.height)
    assert found is not None
    assert not following.follow_certified(*found, PEER)
    assert (node.stopped_because, node.said) == ("", [])


def test_another_chain_than_the_invitations_is_refused(hamlet: Hamlet):
    following, node = start(hamlet)
    events, seal, proof = next_of(hamlet, node)
    node.replica.ingest(events, source=b"")
    pin(node.replica.store, node.replica.height + 1, bytes(32))
    assert not following.follow_certified(seal, proof, PEER)
    assert node.said == [("blamed", PEER)]


def test_a_full_disk_is_the_callers_to_tell(hamlet: Hamlet):
    copy = hamlet.copy()
    hamlet.seal(*hamlet.pay_much())
    node = FakeNode(copy, hamlet.now_ms)
    following = Following(node, PeerBook(copy.store, []))
    events, seal, proof = next_of(hamlet, node)
    copy.ingest(events, source=b"")
    height = copy.height
    fill_disk(copy.store)
    with pytest.raises(StoreError):
        following.follow_certified(seal, proof, PEER)
    assert copy.height == height
    assert not node.stopped_because


async def test_with_few_witnesses_a_copy_waits_for_its_own_clock(hamlet: Hamlet, autojump_clock: Any):
    following, node = start(hamlet)
    item = next_of(hamlet, node)
    node.clock_ms = decode_seal(item[1], hamlet.commune).time_ms - CLOCK_TOLERANCE_MS - 60_000
    assert not following.follow_certified(item[1], item[2], PEER), "a witness's word is left for later too"
    async with trio.open_nursery() as nursery:
        nursery.start_soon(following.keep_history, FakeSession(), [item])
        await trio.sleep(10)
        assert node.clock_ahead_ms > 60_000
        assert ("noted", "stopped") in node.said
        node.clock_ms += 61_000
    assert node.replica.tip_id == hamlet.main.tip_id
    assert node.clock_ahead_ms == 0
