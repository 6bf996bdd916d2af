# SPDX-License-Identifier: AGPL-3.0-or-later
"""Several witnesses, real nodes over libp2p in one process: they agree, stop and go on."""

from __future__ import annotations

import shutil
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from ledger.seal import PRECOMMIT, PREVOTE, decode_certificate
from p2p.host import Host, HostError, Stream, StreamClosed
from p2p.node import Node
from p2p.node_statistics import SignedTwice
from p2p.wire import encode_content
from p2p.wire_witness import WITNESS_PROTOCOL, encode_witness_message, pack_ballots
from tests.helpers.exchange import ballot_of, sign_vote_as
from tests.helpers.hamlet import copy_of
from tests.helpers.network import node as open_node
from tests.helpers.network import until
from tests.helpers.parliament_nodes import DEADLINE_S, NAMES, Parliament, parliament

THREE = ("mairie", "anna", "ben")


async def test_four_witnesses_seal_together():
    async with parliament() as four:
        await four.meet(NAMES)
        event = four.pay("anna")
        await four.sealed(event, NAMES)
        height = four.height("anna")
        found = four.replicas["anna"].store.get_seal(height)
        assert found is not None
        assert len(decode_certificate(found[1]).signatures) >= 3
        picture = four.nodes["anna"].witness.get_picture()
        assert picture.size == 4
        assert set(picture.online) == {four.hamlet.people[name].node for name in NAMES}
        assert picture.index == [*picture.online].index(four.nodes["anna"].node_key)
        assert picture.broken_because == ""
        assert not picture.waits_for_date
        assert picture.open_height == height + 1
        assert picture.frames_sent > 6
        assert picture.bytes_sent > picture.frames_sent * 20
        assert picture.evidence == ()


async def test_one_of_four_may_stop_and_with_two_gone_payments_wait_until_one_is_back():
    async with parliament() as four:
        await four.meet(NAMES)
        four.stop("cleo")
        first = four.pay("anna")
        await four.sealed(first, THREE)
        four.stop("ben")
        second = four.pay("anna")
        node = four.nodes["mairie"]
        await until(lambda: node.replica.get_event(second.id) is not None, DEADLINE_S)
        await until(
            lambda: (node.witness.get_picture().round, len(node.witness.get_picture().online)) == (0, 2), 20
        )
        assert node.replica.get_event(second.id) is not None
        assert second.id in node.replica.dag.events, "it waits"
        await four.start("cleo")
        await four.sealed(second, ("mairie", "anna", "cleo"))
        await four.sealed(first, ("cleo",))
        assert not any(four.nodes[name].stopped_because for name in four.nodes)


async def test_a_disk_put_back_to_an_older_copy_is_silent_and_then_signs_again(tmp_path: Path):
    async with parliament(folder=tmp_path) as four:
        await four.meet(NAMES)
        await four.sealed(four.pay("ben"), NAMES)
        four.stop("anna")
        old = copy_of(four.replicas["anna"])
        shutil.copy(four.get_vote_path("anna"), tmp_path / "old")
        await four.start("anna")
        await four.meet(NAMES)
        await four.sealed(four.pay("ben"), NAMES)
        four.stop("anna")

        four.replicas["anna"] = old
        shutil.copy(tmp_path / "old", four.get_vote_path("anna"))
        await four.start("anna")
        anna = four.nodes["anna"]
        await until(lambda: four.votes["anna"].broken_because == "older-copy", DEADLINE_S)
        assert anna.witness.get_picture().broken_because == "older-copy"
        await until(lambda: four.height("anna") == four.height("ben"), DEADLINE_S)
        open_height = four.height("ben") + 1
        await four.sealed(four.pay("ben"), NAMES)
        await until(lambda: not four.votes["anna"].broken_because, DEADLINE_S)
        for step in (PREVOTE, PRECOMMIT):
            assert four.votes["anna"].get_signed((0, open_height, 0, step)) is None

        await four.meet(NAMES)
        four.stop("cleo")
        await four.sealed(four.pay("ben"), THREE)
        assert not any(node.witness.get_evidence() for node in four.nodes.values())


# --- who means harm --------------------------------------------------------------------------------------


@asynccontextmanager
async def stream_of(host: Host, victim: Node) -> AsyncGenerator[Stream]:
    """A witness stream by hand, with the real key of this host."""
    peer = await host.dial(victim.get_statistics().addresses[0])
    stream = await host.open_stream(peer, WITNESS_PROTOCOL)
    try:
        yield stream
    finally:
        await stream.aclose()


async def is_greeted(host: Host, victim: Node) -> bool:
    """Whether the victim says anything on a witness stream."""
    try:
        async with stream_of(host, victim) as stream:
            return bool(await stream.receive_some(1_000))
    except (HostError, StreamClosed):
        return False


@pytest.mark.parametrize("name", ["cleo node", "nobody"])
async def test_who_is_no_witness_gets_no_witness_stream(name: str):
    """A resident and a stranger."""
    async with parliament(("anna",), seats=THREE) as one, open_node(name) as host:
        assert not await is_greeted(host, one.nodes["anna"])
        assert not one.nodes["anna"].witness.get_streams()


async def is_cut_off(stream: Stream) -> bool:
    try:
        while await stream.receive_some(1_000):
            pass
    except (HostError, StreamClosed):
        pass
    return True


async def test_who_sends_garbage_is_banned_and_the_others_go_on():
    async with parliament(THREE) as three, open_node("cleo node") as host:
        await three.meet(THREE)
        anna = three.nodes["anna"]
        for garbage in (encode_content(b"garbage"), b"\xff" * 64):
            async with stream_of(host, anna) as stream:
                assert await stream.receive_some(1_000), "a witness is greeted"
                await stream.send_all(garbage)
                assert await is_cut_off(stream)
        assert not await is_greeted(host, anna)
        assert await is_greeted(host, three.nodes["ben"]), "who was told nothing bad"
        await three.sealed(three.pay("anna"), THREE)


async def lie(three: Parliament, host: Host, name: str, seal_id: bytes, step: str) -> None:
    replica = three.replicas[name]
    vote = sign_vote_as(three.hamlet.people["cleo"], ballot_of(replica), step, seal_id)
    [frame] = pack_ballots(0, replica.height + 1, [vote])
    async with stream_of(host, three.nodes[name]) as stream:
        await stream.receive_some(1_000)
        await stream.send_all(encode_content(encode_witness_message(frame)))
        consensus = three.nodes[name].witness.machine.consensus
        assert consensus is not None
        await until(lambda: vote in consensus.get_messages(), DEADLINE_S)


async def test_who_tells_each_another_vote_changes_nothing_and_is_shown():
    async with parliament(THREE) as three, open_node("cleo node") as host:
        await three.meet(THREE)
        cleo, height = three.hamlet.people["cleo"].node, three.height("anna") + 1
        await until(lambda: all(three.height(name) == height - 1 for name in THREE), DEADLINE_S)
        await lie(three, host, "anna", b"", PREVOTE)
        await lie(three, host, "ben", bytes(32), PREVOTE)
        mairie = three.nodes["mairie"]
        await until(lambda: bool(mairie.witness.get_picture().evidence), DEADLINE_S)
        shown = SignedTwice(node=cleo, height=height, round=0, step=PREVOTE)
        assert mairie.witness.get_picture().evidence == (shown,)
        await three.sealed(three.pay("anna"), THREE)
        assert len({three.replicas[name].get_seal_id(height) for name in THREE}) == 1
        assert not any(node.stopped_because for node in three.nodes.values())
