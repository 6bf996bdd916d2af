# SPDX-License-Identifier: AGPL-3.0-or-later
"""A newcomer begins with a snapshot, over real libp2p on loopback: from honest neighbours and from others."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from contextlib import AsyncExitStack
from dataclasses import replace
from pathlib import Path

import pytest
import trio

from ledger.event import decode_event, encode_event
from ledger.light import LightChain
from ledger.replica import Replica
from ledger.store import Store
from ledger.units import ZERO_ID
from p2p import snapshots
from p2p.backfill import HISTORY_PROTOCOL
from p2p.book import pin
from p2p.budgets import Offence
from p2p.host import Host, Stream, open_host
from p2p.node import Node
from p2p.snapshots import SnapshotServer
from p2p.wire import Bye, FrameReader, decode_message, encode_content
from p2p.wire_snapshot import (
    SNAPSHOT_PROTOCOL,
    Chunk,
    NoSnapshot,
    SnapshotHead,
    SnapshotMessage,
    WantChunk,
    WantSnapshot,
    decode_snapshot_message,
    encode_snapshot_message,
)
from tests.helpers.builders import seed_of
from tests.helpers.checkpoint import CHECKPOINT, grow, grown
from tests.helpers.hamlet import Hamlet, digest_of
from tests.helpers.network import LOOPBACK, until
from tests.p2p.test_node import DEADLINE_S, all_agree, node_of, running

Answer = Callable[[Node, SnapshotMessage], SnapshotMessage | None]


@pytest.fixture
def hamlet() -> Hamlet:
    hamlet = grown()
    hamlet.main.store.db.execute("DELETE FROM wanted")
    return hamlet


@pytest.fixture(autouse=True)
def small_chunks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ledger.limits.STATE_CHUNK_BYTES", 2_048)


@pytest.fixture
def chunky(small_chunks: None) -> Hamlet:
    """A village whose last checkpoint takes several chunks."""
    hamlet = grown()
    grow(hamlet, 2 * CHECKPOINT + 2)
    assert len(hamlet.main.checkpoints.get_hashes(2 * CHECKPOINT)) > 3
    return hamlet


def newcomer(hamlet: Hamlet, height: int, path: Path | None = None) -> Replica:
    """An empty copy whose invitation named a height."""
    replica = Replica(Store(path))
    pin(replica.store, height, hamlet.main.get_seal_id(height) or hamlet.commune)
    return replica


async def begin(hamlet: Hamlet, replica: Replica, *servers: Node) -> Node:
    """Let an empty copy find these nodes; the newcomer's node when it agrees with them, everything ended."""
    async with running(*servers) as addresses:
        node = node_of(hamlet, "anna", replica, addresses=addresses)
        async with running(node):
            await until(lambda: replica.is_founded, DEADLINE_S)
            await all_agree(node, *servers)
    return node


# --- honest ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("at", [0, 5, CHECKPOINT, 2 * CHECKPOINT - 1, 2 * CHECKPOINT, 2 * CHECKPOINT + 2])
async def test_a_newcomer_begins_with_the_latest_checkpoint(chunky: Hamlet, at: int, tmp_path: Path):
    founder = node_of(chunky, "mairie", chunky.main)
    replica = newcomer(chunky, at, tmp_path / "commune.db")
    async with running(founder) as addresses:
        node = node_of(chunky, "anna", replica, addresses=addresses)
        began: list[int] = []
        adopt = replica.adopt_snapshot

        def note(snapshot: snapshots.Snapshot) -> None:
            adopt(snapshot)
            began.append(replica.height)

        replica.adopt_snapshot = note  # type: ignore[method-assign]
        async with running(node):
            await until(lambda: replica.is_founded, DEADLINE_S)
            await all_agree(node, founder)
    assert began == [2 * CHECKPOINT - 1]
    assert digest_of(replica) == digest_of(chunky.main)


async def test_below_the_first_checkpoint_the_whole_past_comes():
    hamlet = grown(20)
    replica = newcomer(hamlet, 3)
    await begin(hamlet, replica, node_of(hamlet, "mairie", hamlet.main))
    assert replica.base is None
    assert replica.get_seal_id(1)


async def test_a_home_without_a_pin_takes_the_whole_past(hamlet: Hamlet):
    replica = Replica(Store(None))
    await begin(hamlet, replica, node_of(hamlet, "mairie", hamlet.main))
    assert replica.base is None


# --- others ---------------------------------------------------------------------------------------------


async def _serve(node: Node, stream: Stream, answer: Answer) -> None:
    frames = FrameReader()
    while True:
        while (content := frames.next_content()) is not None:
            message = answer(node, decode_snapshot_message(content))
            if message is None:
                await trio.sleep_forever()
            else:
                await stream.send_all(encode_content(encode_snapshot_message(message)))
        data = await stream.receive_some(65_536)
        if not data:
            return
        frames.feed(data)


def lie(node: Node, answer: Answer) -> Callable[[Stream], Awaitable[None]]:
    """A handler that answers as it likes."""

    async def handler(stream: Stream) -> None:
        await _serve(node, stream, answer)

    return handler


def honest(node: Node, message: SnapshotMessage) -> SnapshotMessage:
    return SnapshotServer(node)._answer(message)


def other_chunk(node: Node, message: SnapshotMessage) -> SnapshotMessage:
    answer = honest(node, message)
    return replace(answer, content=answer.content[:-1] + b"\x00") if isinstance(answer, Chunk) else answer


def other_number(node: Node, message: SnapshotMessage) -> SnapshotMessage:
    answer = honest(node, message)
    return replace(answer, number=answer.number + 1) if isinstance(answer, Chunk) else answer


def other_hashes(node: Node, message: SnapshotMessage) -> SnapshotMessage:
    answer = honest(node, message)
    return replace(answer, hashes=(bytes(32),)) if isinstance(answer, SnapshotHead) else answer


def other_charter(node: Node, message: SnapshotMessage) -> SnapshotMessage:
    answer = honest(node, message)
    event = next(node.replica.store.iter_sealed(1))
    return replace(answer, charter=encode_event(event)) if isinstance(answer, SnapshotHead) else answer


def other_way(node: Node, message: SnapshotMessage) -> SnapshotMessage:
    answer = honest(node, message)
    if not isinstance(answer, SnapshotHead):
        return answer
    chain = answer.way.chain
    assert chain is not None
    return replace(answer, way=replace(answer.way, chain=LightChain(start=chain.start, links=())))


def silent_chunk(node: Node, message: SnapshotMessage) -> SnapshotMessage | None:
    return None if isinstance(message, WantChunk) and message.number == 2 else honest(node, message)


def silent(_node: Node, _message: SnapshotMessage) -> SnapshotMessage | None:
    return None


def gone_chunk(node: Node, message: SnapshotMessage) -> SnapshotMessage:
    return NoSnapshot() if isinstance(message, WantChunk) else honest(node, message)


@pytest.mark.parametrize(
    "answer",
    [
        other_chunk, other_number, other_hashes, other_charter, other_way, silent_chunk, silent, gone_chunk,
    ],
)  # fmt: skip
async def test_who_lies_or_stalls_is_left_for_another(
    chunky: Hamlet, answer: Answer, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(snapshots, "ANSWER_S", 0.5)
    founder, liar = node_of(chunky, "mairie", chunky.main), node_of(chunky, "ben")
    replica = newcomer(chunky, 7)
    async with AsyncExitStack() as stack:
        [bad] = await stack.enter_async_context(running(liar))
        assert liar._host is not None
        liar._host.set_handler(SNAPSHOT_PROTOCOL, lie(liar, answer))
        node = node_of(chunky, "anna", replica, addresses=[bad])
        host: Host = await stack.enter_async_context(open_host(seed_of("anna node"), [LOOPBACK]))
        await host.dial(bad)
        with pytest.raises(snapshots.HostError):
            await node.backfill._snapshots.fetch(host, liar.node_key)
        assert not replica.is_founded
        [good] = await stack.enter_async_context(running(founder))
        await host.dial(good)
        await node.backfill._snapshots.fetch(host, founder.node_key)
        assert replica.height == 2 * CHECKPOINT - 1
        # Asked again, the first is left alone: the past would come from it as from anybody.
        assert liar.node_key in node.backfill._snapshots._failed


async def test_what_has_arrived_is_not_asked_for_again(chunky: Hamlet, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(snapshots, "ANSWER_S", 0.5)
    liar, founder = node_of(chunky, "ben"), node_of(chunky, "mairie", chunky.main)
    replica, asked = newcomer(chunky, 7), []

    def count(node: Node, message: SnapshotMessage) -> SnapshotMessage | None:
        if isinstance(message, WantChunk):
            asked.append(message.number)
        return honest(node, message)

    async with AsyncExitStack() as stack:
        addresses = await stack.enter_async_context(running(liar, founder))
        host: Host = await stack.enter_async_context(open_host(seed_of("anna node"), [LOOPBACK]))
        for node, answer, address in zip((liar, founder), (silent_chunk, count), addresses, strict=True):
            assert node._host is not None
            node._host.set_handler(SNAPSHOT_PROTOCOL, lie(node, answer))
            await host.dial(address)
        node = node_of(chunky, "anna", replica)
        with pytest.raises(snapshots.HostError):
            await node.backfill._snapshots.fetch(host, liar.node_key)
        grow(chunky, 3 * CHECKPOINT + 1)
        # A restart: another object over the same file.
        again = node_of(chunky, "anna", replica)
        await again.backfill._snapshots.fetch(host, founder.node_key)
        assert replica.height == 2 * CHECKPOINT - 1
        total = len(chunky.main.checkpoints.get_hashes(2 * CHECKPOINT))
        assert asked == list(range(2, total))
        assert replica.checkpoints.get_arriving() is None


async def test_a_snapshot_that_nobody_keeps_any_more_is_begun_anew(chunky: Hamlet):
    founder = node_of(chunky, "mairie", chunky.main)
    replica = newcomer(chunky, 7)
    async with AsyncExitStack() as stack:
        [address] = await stack.enter_async_context(running(founder))
        host: Host = await stack.enter_async_context(open_host(seed_of("anna node"), [LOOPBACK]))
        await host.dial(address)
        head = honest(founder, WantSnapshot(commune=chunky.commune, height=CHECKPOINT, pin=7))
        with replica.store.transaction():
            replica.checkpoints.begin(encode_snapshot_message(head))
            replica.checkpoints.add(0, chunky.main.checkpoints.get_chunks(CHECKPOINT)[0])
        chunky.main.store.db.execute("DELETE FROM checkpoints WHERE height = ?", (CHECKPOINT,))
        await node_of(chunky, "anna", replica).backfill._snapshots.fetch(host, founder.node_key)
        assert replica.height == 2 * CHECKPOINT - 1


async def test_a_stranger_gets_none_and_who_asks_nonsense_is_not_served(hamlet: Hamlet):
    founder = node_of(hamlet, "mairie", hamlet.main)
    offences: list[Offence] = []
    founder.offend = lambda _peer, offence, _detail: bool(offences.append(offence))  # type: ignore[method-assign]
    async with running(founder) as [address]:
        for name in ("stranger", "anna"):
            async with open_host(seed_of(f"{name} node"), [LOOPBACK]) as host:
                await host.dial(address)
                stream = await host.open_stream(founder.node_key, SNAPSHOT_PROTOCOL)
                wanted = WantSnapshot(commune=hamlet.commune, height=0, pin=1)
                message = wanted if name == "stranger" else NoSnapshot()
                await stream.send_all(encode_content(encode_snapshot_message(message)))
                frames = FrameReader()
                while data := await stream.receive_some(65_536):
                    frames.feed(data)
                content = frames.next_content()
                assert (content is None) == (name == "anna")
                if content is not None:
                    assert decode_snapshot_message(content) == NoSnapshot()
        await until(lambda: offences == [Offence.MALFORMED], DEADLINE_S)


async def test_who_is_banned_gets_none_and_no_history(hamlet: Hamlet, monkeypatch: pytest.MonkeyPatch):
    founder = node_of(hamlet, "mairie", hamlet.main)
    monkeypatch.setattr(founder, "is_banned", lambda _peer: True)
    async with running(founder) as [address], open_host(seed_of("anna node"), [LOOPBACK]) as host:
        await host.dial(address)
        stream = await host.open_stream(founder.node_key, SNAPSHOT_PROTOCOL)
        frames = FrameReader()
        while data := await stream.receive_some(65_536):
            frames.feed(data)
        content = frames.next_content()
        assert content is not None
        assert decode_snapshot_message(content) == NoSnapshot()
        stream = await host.open_stream(founder.node_key, HISTORY_PROTOCOL)
        frames = FrameReader()
        while data := await stream.receive_some(65_536):
            frames.feed(data)
        content = frames.next_content()
        assert content is not None
        assert decode_message(content) == Bye(code="banned")


@pytest.mark.parametrize(
    "changes", [{"height": 3}, {"height": 5 * CHECKPOINT}, {"pin": 10_000}, {"commune": bytes(32)}]
)
def test_what_it_does_not_have_is_declined(hamlet: Hamlet, changes: dict[str, object]):
    founder = Replica(hamlet.main.store)
    wanted = replace(WantSnapshot(commune=hamlet.commune, height=0, pin=1), **changes)  # type: ignore[arg-type]

    class Keeper:
        replica = founder
        commune = hamlet.commune

    assert SnapshotServer(Keeper())._answer(wanted) == NoSnapshot()  # type: ignore[arg-type]
    assert decode_event(founder.get_charter(), ZERO_ID).id == hamlet.commune
