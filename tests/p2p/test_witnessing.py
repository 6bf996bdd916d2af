# SPDX-License-Identifier: AGPL-3.0-or-later
"""Several witnesses, real nodes over libp2p in one process: they agree, stop and go on."""

from __future__ import annotations

import shutil
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest
import trio
from trio.testing import memory_stream_pair

from ledger.replica import Replica
from ledger.seal import PRECOMMIT, PREVOTE, decode_certificate
from ledger.store import Store
from ledger.units import DAY_MS, NodeKey
from p2p.host import Host, HostError, Stream, StreamClosed
from p2p.machines.sealing_commands import ShowEvidence
from p2p.node import Node
from p2p.node_statistics import SignedTwice
from p2p.vote_file import VoteFile
from p2p.wire import encode_content
from p2p.wire_witness import WITNESS_PROTOCOL, encode_witness_message, pack_ballots
from p2p.witnessing import Witnessing, WitnessKeeper
from tests.helpers.builders import seed_of
from tests.helpers.exchange import Exchange, ballot_of, sign_vote_as
from tests.helpers.hamlet import Hamlet, copy_of, open_votes, settled
from tests.helpers.network import node as open_node
from tests.helpers.network import until
from tests.helpers.parliament_nodes import DEADLINE_S, NAMES, Parliament, make_parliament, parliament

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


# --- without a network -----------------------------------------------------------------------------------


class Keeper:
    """A node that does nothing but take note."""

    stopped_because = ""
    median_offset_ms: int | None = None

    def __init__(self) -> None:
        self.notes: list[str] = []
        self.online: set[NodeKey] = set()

    def get_online(self) -> set[NodeKey]:
        return self.online

    def find_hold(self) -> str:
        return ""

    def take_request(self, _peer: NodeKey) -> bool:
        return True

    async def charge(self, _peer: NodeKey, _size: int) -> None:
        return

    def note(self, topic: str) -> None:
        self.notes.append(topic)


def witnessing(
    hamlet: Hamlet, name: str, votes: VoteFile, replica: Replica | None = None
) -> tuple[Witnessing, Keeper]:
    keeper = Keeper()
    seed = seed_of(f"{name} node")
    made = Witnessing(
        cast("WitnessKeeper", keeper),
        replica or hamlet.main,
        votes,
        node_seed=seed,
        now_ms=lambda: hamlet.now_ms,
    )
    return made, keeper


def test_evidence_is_kept_once_and_no_liar_fills_the_disk():
    hamlet = make_parliament()
    made, keeper = witnessing(hamlet, "anna", open_votes())
    for name in ("cleo", "ben"):
        for number in (3, 3, 4, 5, 6):
            shown = ShowEvidence(
                witness=hamlet.people[name].node,
                height=9,
                round=number,
                step=PREVOTE,
                first=b"a",
                second=b"b",
            )
            made._do([shown])
    rows = [(row.node, row.height, row.round, row.step) for row in made.get_picture().evidence]
    cleo, ben = hamlet.people["cleo"].node, hamlet.people["ben"].node
    assert rows == [(node, 9, number, PREVOTE) for node in (cleo, ben) for number in (3, 4)]
    assert made.get_evidence()[0][4:] == [b"a", b"b"]
    assert len(keeper.notes) == 4
    again, _ = witnessing(hamlet, "anna", open_votes())
    assert again.get_picture().evidence == made.get_picture().evidence


def test_the_owner_s_word_is_enough_with_one_witness_and_never_with_four():
    village = settled("anna")
    votes = open_votes()
    votes.save(0, village.main.height + 5, b"snapshot", [(0, PREVOTE, b"x")])
    founder, keeper = witnessing(village, "mairie", votes)
    assert founder.get_picture().broken_because == "behind"
    assert founder.confirm_alone()
    assert keeper.notes == ["seal"]
    assert founder.get_picture().broken_because == ""
    assert votes.get_last_place() == (0, 0)

    votes = open_votes()
    votes.mark_broken("lost")
    founder, keeper = witnessing(village, "mairie", votes)
    assert founder.get_picture().broken_because == "lost"
    assert founder.confirm_alone()
    assert not votes.broken_because
    assert set(keeper.notes) == {"seal"}

    votes = open_votes()
    votes.mark_broken("lost")
    one_of_four, _ = witnessing(make_parliament(), "anna", votes)
    assert not one_of_four.confirm_alone()
    assert one_of_four.get_picture().broken_because == votes.broken_because == "lost"


async def test_that_the_date_is_to_be_confirmed_is_told_when_it_begins_and_when_it_ends():
    """The founder, alone, two days after the last seal."""
    village = settled("anna")
    founder, keeper = witnessing(village, "mairie", open_votes())
    village.now_ms += 2 * DAY_MS
    village.main.append(village.transfer(village.people["anna"], village.people["mairie"].account))
    with trio.move_on_after(0.05):
        await founder._turn()
    assert founder.get_picture().waits_for_date
    assert keeper.notes == ["seal"]
    height = village.main.height
    founder.confirm_date()
    assert not founder.get_picture().waits_for_date
    assert keeper.notes == ["seal", "seal"]
    assert village.main.height == height


def test_the_picture_of_who_is_no_witness_or_holds_nothing_yet():
    hamlet = settled("anna")
    resident, _ = witnessing(hamlet, "anna", open_votes())
    picture = resident.get_picture()
    assert (picture.index, picture.size, picture.online, picture.round) == (None, 1, (), -1)
    empty = Witnessing(
        cast("WitnessKeeper", Keeper()),
        Replica(Store(None)),
        open_votes(),
        node_seed=seed_of("x"),
        now_ms=lambda: 0,
    )
    picture = empty.get_picture()
    assert (picture.index, picture.size, picture.open_height) == (None, 0, 0)


class Line:
    """One end of a stream in memory."""

    def __init__(self, end: Any, remote: NodeKey) -> None:
        self.remote = remote
        self.send_all, self.receive_some, self.aclose = end.send_all, end.receive_some, end.aclose


class Switch:
    """The network of one process: hosts by node key."""

    def __init__(self, nursery: trio.Nursery) -> None:
        self.nursery, self.handlers = nursery, dict[NodeKey, Any]()

    def host_of(self, key: NodeKey) -> Any:
        async def open_stream(peer: NodeKey, _protocol: str) -> Line:
            here, there = memory_stream_pair()
            self.nursery.start_soon(self.handlers[peer], Line(there, key))
            return Line(here, peer)

        def set_handler(_protocol: str, handler: Any) -> None:
            self.handlers[key] = handler

        return SimpleNamespace(set_handler=set_handler, open_stream=open_stream)


async def test_while_there_is_nothing_to_seal_each_says_where_it_stands_once_a_minute(autojump_clock: Any):
    exchange = Exchange(make_parliament(), NAMES)
    exchange.settle()
    async with trio.open_nursery() as nursery:
        switch = Switch(nursery)
        made = [
            witnessing(exchange.hamlet, name, exchange[name].votes, exchange[name].replica) for name in NAMES
        ]
        for witness, keeper in made:
            keeper.online = {other.node_key for other, _ in made if other is not witness}
            nursery.start_soon(witness.run, switch.host_of(witness.node_key))
        await trio.sleep(10)
        assert all(len(witness.get_streams()) == 3 for witness, _ in made)
        before = [(witness.frames_sent, witness.bytes_sent) for witness, _ in made]
        await trio.sleep(3_600)
        assert all(len(witness.get_streams()) == 3 for witness, _ in made), "silence closes nothing"
        assert all(witness.machine.memory.may_sign() for witness, _ in made)
        for (witness, _), (frames, size) in zip(made, before, strict=True):
            assert 3 * 55 <= witness.frames_sent - frames <= 3 * 61
            assert witness.bytes_sent - size <= 3 * 61 * 32
        nursery.cancel_scope.cancel()


async def test_who_was_greeted_while_its_disk_was_full_greets_again_once_there_is_room(autojump_clock: Any):
    """The greeting it could not keep was never answered: with three witnesses, nobody signed ever after."""
    exchange = Exchange(make_parliament(THREE), THREE)
    exchange.settle()
    async with trio.open_nursery() as nursery:
        switch = Switch(nursery)
        made = [
            witnessing(exchange.hamlet, name, exchange[name].votes, exchange[name].replica) for name in THREE
        ]
        full, keeper = made[0]
        keeper.stopped_because = "disk"
        for witness, other in made:
            other.online = {one.node_key for one, _ in made if one is not witness}
            nursery.start_soon(witness.run, switch.host_of(witness.node_key))
        await trio.sleep(10)
        assert not any(witness.machine.memory.may_sign() for witness, _ in made)
        keeper.stopped_because = ""
        full.meet_again()
        await trio.sleep(3)
        assert all(len(witness.get_streams()) == 2 for witness, _ in made)
        assert all(witness.machine.memory.may_sign() for witness, _ in made)
        nursery.cancel_scope.cancel()


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
    async with (
        parliament(("anna",), seats=THREE) as one,
        open_node("ben node") as ben,
        open_node(name) as host,
    ):
        assert await is_greeted(ben, one.nodes["anna"]), "a witness is"
        assert not await is_greeted(host, one.nodes["anna"])
        assert one.nodes["anna"].witness.get_streams() <= {one.hamlet.people["ben"].node}


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
        await until(three.is_idle, DEADLINE_S)
        cleo, height = three.hamlet.people["cleo"].node, three.height("anna") + 1
        await lie(three, host, "anna", b"", PREVOTE)
        await lie(three, host, "ben", bytes(32), PREVOTE)
        mairie = three.nodes["mairie"]
        await until(lambda: bool(mairie.witness.get_picture().evidence), DEADLINE_S)
        shown = SignedTwice(node=cleo, height=height, round=0, step=PREVOTE)
        assert mairie.witness.get_picture().evidence == (shown,)
        await three.sealed(three.pay("anna"), THREE)
        assert len({three.replicas[name].get_seal_id(height) for name in THREE}) == 1
        assert not any(node.stopped_because for node in three.nodes.values())
