# SPDX-License-Identifier: AGPL-3.0-or-later
"""Real nodes over real libp2p on loopback; and a node's judgement of what peers bring, without a network.

What happens on the network is waited for by its effect, with a deadline; nothing sleeps.
"""

from __future__ import annotations

import random
from collections.abc import AsyncGenerator, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import replace
from typing import Any

import pytest
import trio

from ledger.blob import make_blob, name_blob
from ledger.encoding import encode
from ledger.event import Event, encode_event
from ledger.replica import Replica
from ledger.seal import Certificate, Seal, encode_certificate, sign_vote, vote_content
from ledger.signing import public_key
from ledger.state import NODES, get_balance
from ledger.store import Store
from ledger.units import BlobHash, Key, NodeKey
from p2p.budgets import Offence
from p2p.host import Host, HostError, Stream, open_host
from p2p.joining import JoinClient
from p2p.node import Node
from p2p.own_chain import LOOKING
from p2p.wire import (
    JOIN_PROTOCOL,
    SYNC_PROTOCOL,
    Bye,
    FrameReader,
    Hello,
    Join,
    Joined,
    Message,
    decode_message,
    encode_frame,
)
from tests.helpers.builders import Person, seed_of, sign_charter
from tests.helpers.hamlet import Hamlet, encoded, fill_disk, give, memory_of, open_votes, picture_of, settled
from tests.helpers.network import LOOPBACK, until
from tests.helpers.playbook import hello_of, machine_of
from tests.ledger.test_replica import certify

DEADLINE_S = 60


@pytest.fixture
def hamlet() -> Hamlet:
    hamlet = settled("anna", "ben")
    hamlet.main.store.db.execute("DELETE FROM wanted")
    return hamlet


def clock(hamlet: Hamlet, slow_ms: int = 0) -> Callable[[], int]:
    """The village's civil clock, running from its last seal on."""
    start_s, start_ms = trio.current_time(), hamlet.now_ms + 1_000 - slow_ms
    return lambda: start_ms + int((trio.current_time() - start_s) * 1_000)


def node_of(
    hamlet: Hamlet,
    name: str,
    replica: Replica | None = None,
    *,
    addresses: Sequence[str] = (),
    joining: JoinClient | None = None,
    slow_ms: int = 0,
    own_keys: Sequence[Key] = (),
) -> Node:
    topics: list[str] = []
    node = Node(
        replica or hamlet.copy(),
        commune=hamlet.commune,
        node_seed=seed_of(f"{name} node"),
        now_ms=clock(hamlet, slow_ms),
        random_bytes=random.Random(name).randbytes,
        votes=open_votes(),
        on_change=topics.append,
        joining=joining,
        addresses=addresses,
        own_keys=own_keys,
    )
    node.topics = topics  # type: ignore[attr-defined]
    return node


@asynccontextmanager
async def running(*nodes: Node) -> AsyncGenerator[list[str]]:
    """The nodes at work; gives the address of each."""
    addresses: list[str] = []
    async with trio.open_nursery() as nursery:
        for node in nodes:
            found = await nursery.start(node.run, [LOOPBACK])
            addresses.append(found[0])
        yield addresses
        nursery.cancel_scope.cancel()


def agree(*nodes: Node) -> bool:
    pictures = [picture_of(node.replica) for node in nodes]
    return all(picture == pictures[0] for picture in pictures) and not nodes[0].replica.dag.events


async def all_agree(*nodes: Node) -> None:
    await until(lambda: agree(*nodes), DEADLINE_S)


# --- real nodes ---------------------------------------------------------------------------------------


async def test_two_nodes_meet_pay_and_agree(hamlet: Hamlet):
    anna = hamlet.people["anna"]
    founder = node_of(hamlet, "mairie", hamlet.main)
    async with running(founder) as addresses:
        other = node_of(hamlet, "anna", addresses=addresses)
        async with running(other):
            payment = hamlet.transfer(anna, hamlet.founder.account, 600)
            other.submit(payment)
            assert payment.id in other.replica.dag.events, "stored before it leaves"
            await all_agree(founder, other)
            assert get_balance(founder.replica.state, hamlet.founder.account, "hour") == 600
            await until(lambda: other.get_statistics().is_synced, DEADLINE_S)
            statistics = other.get_statistics()
            assert statistics.peers_online == (founder.node_key,)
            assert (statistics.is_witness, founder.get_statistics().is_witness) == (False, True)
            assert (statistics.witness.index, founder.get_statistics().witness.index) == (None, 0)
            assert (statistics.stopped_because, statistics.clock_ahead_ms) == ("", 0)
            assert other.get_peer_heights()[founder.node_key] >= 0
            back = hamlet.transfer(hamlet.founder, anna.account, 60)
            founder.submit(back)
            await all_agree(founder, other)
            assert get_balance(other.replica.state, anna.account, "hour") == -540
    assert {"events", "seal", "peers"} <= set(other.topics)  # type: ignore[attr-defined]


async def test_gossip_is_for_members_whose_node_is_no_neighbour(
    hamlet: Hamlet, monkeypatch: pytest.MonkeyPatch
):
    """Who has a stream was told by it; the same again by gossip costs everybody more than the act itself."""
    anna, told = hamlet.people["anna"], list[Event]()
    node = node_of(hamlet, "anna")
    monkeypatch.setattr(node, "_hints", FakeHints(told))
    apart = hamlet.transfer(anna, hamlet.founder.account)
    node.submit(apart)
    assert told == [apart]
    for key in [key for key, _ in node.replica.state.items(NODES) if key != node.node_key]:
        node._sessions[key] = []
    node.submit(hamlet.transfer(anna, hamlet.founder.account))
    assert told == [apart]


class FakeHints:
    """Notes what would be gossiped."""

    def __init__(self, told: list[Event]) -> None:
        self._told = told

    def tell(self, events: Sequence[Event]) -> None:
        self._told += events


async def test_three_nodes_in_a_line_agree_and_a_fork_costs_nobody(hamlet: Hamlet):
    """Anna's key signs two payments on two nodes that see only the one between them."""
    anna, ben = hamlet.people["anna"], hamlet.people["ben"]
    one = hamlet.transfer(anna, ben.account, 5 * 3_600)
    other = hamlet.transfer(anna, hamlet.founder.account, 5 * 3_600, seq=one.seq, prev=one.prev)
    founder = node_of(hamlet, "mairie", hamlet.main)
    async with running(founder) as addresses:
        middle = node_of(hamlet, "ben", addresses=addresses)
        async with running(middle) as middle_addresses:
            far = node_of(hamlet, "anna", addresses=middle_addresses)
            async with running(far):
                far.submit(one)
                founder.submit(other)
                await all_agree(founder, middle, far)
                outcomes = {
                    founder.replica.store.get_place(event.id)[0] >= 0  # type: ignore[index]
                    for event in (one, other)
                    if founder.replica.store.has_event(event.id)
                }
                assert True in outcomes
                assert get_balance(far.replica.state, anna.account, "hour") == -5 * 3_600
    hamlet.state = far.replica.state
    hamlet.check_money()


async def test_a_computer_that_is_no_longer_a_members_hears_so_and_is_cut_off(hamlet: Hamlet):
    """It gets the seal that removes it, then nothing; it may not come back either."""
    anna = hamlet.people["anna"]
    founder = node_of(hamlet, "mairie", hamlet.main)
    async with running(founder) as addresses:
        lost = node_of(hamlet, "anna", addresses=addresses)
        async with running(lost):
            await until(lambda: lost.get_statistics().is_synced, DEADLINE_S)
            founder.submit(hamlet.sign(anna, "node.remove", {"node": anna.node}))
            await until(lambda: not lost.is_member_node(anna.node), DEADLINE_S)
            await until(lambda: not founder.get_peer_heights(), DEADLINE_S)
            height = lost.replica.height
            founder.submit(hamlet.transfer(hamlet.founder, anna.account))
            await until(lambda: founder.replica.height > height + 1, DEADLINE_S)
            assert lost.replica.height <= height + 1
            assert not founder.get_peer_heights()


async def test_an_older_copy_waits_for_what_a_neighbour_remembers_of_its_key(hamlet: Hamlet):
    """Nothing is sealed meanwhile: what the copy lost is pending, and with one neighbour only."""
    anna = hamlet.people["anna"]
    old = hamlet.copy()
    payment = hamlet.transfer(anna, hamlet.founder.account)
    ben = node_of(hamlet, "ben")
    give(ben.replica, payment)
    async with running(ben) as addresses:
        old.store.remember_peer(ben.node_key, addresses[0], hamlet.now_ms)
        back = node_of(hamlet, "anna", old, addresses=addresses, own_keys=[anna.key])
        assert back.find_hold() == LOOKING
        async with running(back):
            await until(lambda: not back.find_hold(), DEADLINE_S)
            assert old.get_next_slot(anna.key) == (payment.seq + 1, payment.id)


async def test_two_homes_apart_act_meet_and_converge(hamlet: Hamlet):
    anna, ben = hamlet.people["anna"], hamlet.people["ben"]
    left, right = node_of(hamlet, "anna"), node_of(hamlet, "ben")
    for _ in range(30):
        left.submit(hamlet.transfer(anna, ben.account, 10))
        right.submit(hamlet.transfer(ben, anna.account, 7))
    founder = node_of(hamlet, "mairie", hamlet.main)
    async with running(founder) as addresses:
        left._book._extra += addresses
        right._book._extra += addresses
        async with running(left, right):
            await all_agree(founder, left, right)
    assert get_balance(founder.replica.state, anna.account, "hour") == 30 * 7 - 30 * 10


async def test_a_newcomer_comes_in_through_the_door(hamlet: Hamlet):
    invitation = hamlet.sign_invitation(hamlet.founder, "cleo")
    cleo = hamlet.newcomer("cleo", invitation.id)
    blob = make_blob(bytes(16), b"Cleo")
    join = _named_join(hamlet, cleo, invitation, blob)
    events = [join, hamlet.sign_key_add(cleo)]
    founder = node_of(hamlet, "mairie", hamlet.main)
    async with running(founder) as addresses:
        founder.submit(invitation)
        client = JoinClient(hamlet.commune, encoded(events), [blob], addresses)
        newcomer = node_of(hamlet, "cleo", Replica(Store(None)), joining=client)
        assert newcomer.is_member_node(NodeKey(bytes(32))), "without a charter, whoever the invitation named"
        async with running(newcomer):
            await until(lambda: newcomer.replica.is_founded and agree(founder, newcomer), DEADLINE_S)
            assert newcomer.is_member_node(newcomer.node_key)
            assert client.status == "member"
            assert founder.replica.store.get_blob(join.body["display"]) == blob
            wanted = BlobHash(join.body["display"])
            await until(lambda: newcomer.replica.store.get_blob(wanted) == blob, DEADLINE_S)
            payment = hamlet.transfer(cleo, hamlet.founder.account, 60)
            newcomer.submit(payment)
            await all_agree(founder, newcomer)


def _named_join(hamlet: Hamlet, person: Person, invitation: Event, blob: bytes) -> Event:
    from ledger.event import sign_event

    plain = hamlet.sign_join(person, invitation.id)
    event = sign_event(
        person.paper_seed, commune=hamlet.commune, seq=0, prev=invitation.id, anchor=hamlet.anchor(),
        time_ms=0, kind="resident.join", body={**plain.body, "display": name_blob(hamlet.commune, blob)},
    )  # fmt: skip
    person.paper_prev = event.id
    return event


# --- strangers and liars ------------------------------------------------------------------------------


@asynccontextmanager
async def stranger(victim: str, name: str) -> AsyncGenerator[tuple[Host, NodeKey]]:
    """A computer with a node key of its own, connected to the victim."""
    async with open_host(seed_of(name), [LOOPBACK]) as host:
        key = await host.dial(victim)
        yield host, key


async def come_back(host: Host, key: NodeKey, address: str) -> None:
    """A handshake may end well on our side before the other has looked who we are."""
    await host.dial(address)
    await until(lambda: key not in host.connected(), DEADLINE_S)
    await host.open_stream(key, SYNC_PROTOCOL)


async def hear(stream: Stream, reader: FrameReader) -> Message | None:
    """The next message, None once the other side has closed."""
    with trio.fail_after(DEADLINE_S):
        while (content := reader.next_content()) is None:
            data = await stream.receive_some(65_536)
            if not data:
                return None
            reader.feed(data)
        return decode_message(content)


async def hear_all(stream: Stream) -> list[Message]:
    reader, found = FrameReader(), []
    try:
        while (message := await hear(stream, reader)) is not None:
            found.append(message)
    except HostError:
        pass
    return found


async def test_an_outsider_gets_a_goodbye_and_nothing_else(hamlet: Hamlet):
    founder = node_of(hamlet, "mairie", hamlet.main)
    give(hamlet.main, hamlet.transfer(hamlet.people["anna"], hamlet.founder.account))
    before = picture_of(hamlet.main)[3]
    async with running(founder) as addresses, stranger(addresses[0], "outsider") as (host, key):
        stream = await host.open_stream(key, SYNC_PROTOCOL)
        await stream.send_all(encode_frame(hello_of(hamlet.main, asks=True)))
        assert await hear_all(stream) == [Bye(code="not-a-member")]
        for content in (b"\x00", encode_frame(Join(commune=bytes(32), events=(), blobs=()))):
            stream = await host.open_stream(key, JOIN_PROTOCOL)
            await stream.send_all(content)
            assert await hear_all(stream) in ([], [Joined(status="other-commune")])
        await until(lambda: not founder.replica.dag.events, DEADLINE_S)
        assert founder.get_statistics().peers_online == ()
        assert before <= {e.id for h in founder.replica.store.iter_history(0) for e in h[0]}


async def test_a_node_does_not_speak_to_a_stranger_it_dialled(hamlet: Hamlet):
    """An address it remembers now leads to somebody who is no member: nothing of the commune goes there."""
    heard: list[str] = []

    async def listen(stream: Stream) -> None:
        heard.append(stream.protocol)

    async with open_host(seed_of("outsider"), [LOOPBACK]) as host:
        host.set_handler(SYNC_PROTOCOL, listen)
        anna = node_of(hamlet, "anna")
        anna._book.learn(host.node_key, host.addresses(), hamlet.now_ms)
        async with running(anna):
            await until(lambda: anna.node_key in host.connected(), DEADLINE_S)
            await until(lambda: host.addresses()[0] not in anna._book._busy, DEADLINE_S)
        assert heard == []


@pytest.mark.parametrize(
    "data",
    [b"\x00", b"\xff\xff\xff\xff\xff", b"\x05\x91\x91\x91\x91\x01", encode_frame(Joined(status="member"))],
    ids=["length of nothing", "length without end", "nonsense", "another stream's message"],
)
async def test_who_sends_garbage_is_banned_and_others_are_served(hamlet: Hamlet, data: bytes):
    founder = node_of(hamlet, "mairie", hamlet.main)
    async with running(founder) as addresses, stranger(addresses[0], "ben node") as (host, key):
        for _ in range(2):
            stream = await host.open_stream(key, SYNC_PROTOCOL)
            await stream.send_all(data)
            await hear_all(stream)
        await until(lambda: key not in host.connected(), DEADLINE_S)
        with pytest.raises(HostError):
            await come_back(host, key, addresses[0])
        anna = node_of(hamlet, "anna", addresses=addresses)
        async with running(anna):
            anna.submit(hamlet.transfer(hamlet.people["anna"], hamlet.founder.account))
            await all_agree(founder, anna)


async def test_a_member_has_two_sessions_at_most(hamlet: Hamlet):
    founder = node_of(hamlet, "mairie", hamlet.main)
    async with running(founder) as addresses, stranger(addresses[0], "ben node") as (host, key):
        readers = []
        for _ in range(2):
            stream = await host.open_stream(key, SYNC_PROTOCOL)
            await stream.send_all(encode_frame(hello_of(hamlet.main, asks=True)))
            readers.append((stream, FrameReader()))
            assert isinstance(await hear(*readers[-1]), Hello)
        third = await host.open_stream(key, SYNC_PROTOCOL)
        assert await hear_all(third) == [Bye(code="busy")]
        for stream, _ in readers:
            await stream.aclose()


async def test_a_lost_connection_is_found_again(hamlet: Hamlet):
    anna = hamlet.people["anna"]
    founder = node_of(hamlet, "mairie", hamlet.main)
    async with running(founder) as addresses:
        other = node_of(hamlet, "anna", addresses=addresses)
        async with running(other):
            await until(lambda: bool(other.get_statistics().peers_online), DEADLINE_S)
            for _ in range(2):
                assert founder._host is not None
                await founder._host.disconnect(other.node_key)
                other.submit(hamlet.transfer(anna, hamlet.founder.account, 60))
                await all_agree(founder, other)
                await until(lambda: bool(other.get_statistics().peers_online), DEADLINE_S)


async def test_a_founder_that_comes_back_finds_its_neighbours(hamlet: Hamlet):
    """Its neighbours kept acting; it knows where they are from what it remembers."""
    anna = hamlet.people["anna"]
    other = node_of(hamlet, "anna")
    async with running(other):
        founder = node_of(hamlet, "mairie", hamlet.main)
        founder._book.learn(other.node_key, other.get_statistics().addresses, hamlet.now_ms)
        async with running(founder):
            await until(lambda: bool(founder.get_statistics().peers_online), DEADLINE_S)
        other.submit(hamlet.transfer(anna, hamlet.founder.account, 60))
        again = node_of(hamlet, "mairie", hamlet.main)
        async with running(again):
            await all_agree(again, other)


# --- judgement, without a network ---------------------------------------------------------------------


class FakeSession:
    """What the keeper asks of a session."""

    def __init__(self, node: Node, name: str = "ben") -> None:
        self.peer = NodeKey(public_key(seed_of(f"{name} node")))
        self.machine = machine_of(node.replica, commune=node.commune)
        self.closed = ""
        self.was_introduced = True

    def close(self, code: str) -> None:
        self.closed = code


def items_of(replica: Replica, height: int) -> list[tuple[list[bytes], bytes, bytes]]:
    return [(encoded(events), seal, proof) for events, seal, proof in replica.store.iter_history(height)]


def blamed(node: Node, session: FakeSession) -> bool:
    return node._budgets.reputation(session.peer, node.now_ms()) < 100


async def test_history_is_followed_and_passed_on(hamlet: Hamlet):
    node = node_of(hamlet, "anna")
    session = FakeSession(node)
    for _ in range(3):
        hamlet.seal(hamlet.transfer(hamlet.people["anna"], hamlet.founder.account, 1))
    items = items_of(hamlet.main, node.replica.height)
    assert await node.keep_history(session, items[1:]) == (), "not the next one: left for later"  # type: ignore[arg-type]
    assert await node.keep_history(session, items) == ()  # type: ignore[arg-type]
    assert await node.keep_history(session, items) == (), "known"  # type: ignore[arg-type]
    assert picture_of(node.replica) == picture_of(hamlet.main)
    assert not blamed(node, session)


async def test_one_good_copy_does_not_vouch_for_a_bad_one(hamlet: Hamlet):
    """The same event twice in one message, badly signed where it is used and well signed where it is not."""
    node = node_of(hamlet, "anna")
    session = FakeSession(node)
    event = hamlet.transfer(hamlet.people["anna"], hamlet.founder.account)
    hamlet.seal(event)
    ((_, seal, proof),) = items_of(hamlet.main, node.replica.height)
    forged = encode([event.payload, bytes(64)])
    items = [([forged], seal, proof), ([encode_event(event)], seal, proof)]
    missing = await node.keep_history(session, items)  # type: ignore[arg-type]
    assert missing == (event.id,)
    assert not node.replica.is_known(event)
    assert blamed(node, session)
    ((events, _, _),) = items_of(hamlet.main, node.replica.height)
    assert await node.keep_history(session, [(events, seal, proof)]) == ()  # type: ignore[arg-type]
    found = node.replica.get_event(event.id)
    assert found is not None
    assert found.signature == event.signature


async def test_a_seal_without_a_certificate_is_the_sender_s_fault(hamlet: Hamlet):
    node = node_of(hamlet, "anna")
    session = FakeSession(node)
    hamlet.seal(hamlet.transfer(hamlet.people["anna"], hamlet.founder.account))
    ((events, seal, _),) = items_of(hamlet.main, node.replica.height)
    before = memory_of(node.replica)
    for proof in (encode([0, []]), encode([0, [[0, bytes(64)]]]), b"\xc0"):
        session = FakeSession(node, f"liar {proof!r}")
        assert await node.keep_history(session, [(events, seal, proof)]) == ()  # type: ignore[arg-type]
        assert blamed(node, session)
    assert await node.keep_history(session, [(events, b"\xc0", b"")]) == ()  # type: ignore[arg-type]
    assert session.closed == "banned"
    assert memory_of(node.replica) == before, "not even its events"
    assert not node.stopped_because


async def test_a_certified_seal_that_cannot_be_followed_stops_us_and_blames_nobody(hamlet: Hamlet):
    event = hamlet.transfer(hamlet.people["anna"], hamlet.founder.account)
    give(hamlet.main, event)
    for changes in ({"results_root": bytes(32)}, {"order_root": bytes(32)}, {"total": 99}):
        node = node_of(hamlet, "anna")
        session = FakeSession(node)
        seal = _changed(hamlet, **changes)
        items = [([encode_event(event)], seal.encoded, certify(seal, hamlet.main))]
        assert await node.keep_history(session, items) == ()  # type: ignore[arg-type]
        assert node.stopped_because == "diverged"
        assert not blamed(node, session)
        assert node.replica.height == hamlet.main.height
        honest = _changed(hamlet)
        again = [([encode_event(event)], honest.encoded, certify(honest, hamlet.main))]
        assert await node.keep_history(session, again) == ()  # type: ignore[arg-type]
        assert node.replica.height == hamlet.main.height, "stopped is stopped"


def _changed(hamlet: Hamlet, **changes: Any) -> Seal:
    from tests.ledger.test_replica import _next

    return _next(hamlet, **changes)


async def test_two_certified_seals_at_one_height_stop_us(hamlet: Hamlet):
    rival = hamlet.clone()
    hamlet.seal(hamlet.transfer(hamlet.people["anna"], hamlet.founder.account))
    rival.seal(rival.transfer(rival.people["ben"], rival.founder.account))
    node = node_of(hamlet, "anna")
    session = FakeSession(node)
    ((events, seal, proof),) = items_of(rival.main, hamlet.main.height - 1)
    forged = encode([0, [[0, bytes(64)]]])
    await node.keep_history(session, [(events, seal, forged)])  # type: ignore[arg-type]
    assert not node.stopped_because, "a claim without a vote is no proof"
    before = picture_of(node.replica)
    await node.keep_history(session, [(events, seal, proof)])  # type: ignore[arg-type]
    assert node.stopped_because == "two-seals"
    assert node.replica.store.get_meta("other-seal") == seal
    assert picture_of(node.replica) == before, "the first one is kept"


async def test_the_same_seal_from_another_witness_does_not_stop_us(hamlet: Hamlet):
    hamlet.seal(hamlet.transfer(hamlet.people["anna"], hamlet.founder.account))
    node = node_of(hamlet, "anna")
    ((_, seal, proof),) = items_of(hamlet.main, hamlet.main.height - 1)
    assert not node.follow_certified(seal, proof, hamlet.people["ben"].node)
    assert not node.stopped_because


async def test_a_chain_that_lacks_the_invitation_s_seal_is_refused(hamlet: Hamlet):
    from p2p.book import pin

    node = node_of(hamlet, "anna")
    hamlet.seal(hamlet.transfer(hamlet.people["anna"], hamlet.founder.account))
    pin(node.replica.store, hamlet.main.height, bytes(32))
    session = FakeSession(node)
    await node.keep_history(session, items_of(hamlet.main, node.replica.height))  # type: ignore[arg-type]
    assert node.replica.height < hamlet.main.height
    assert blamed(node, session)


async def test_a_witness_that_cannot_write_stops_sealing(hamlet: Hamlet):
    give(hamlet.main, *hamlet.pay_much())
    node = node_of(hamlet, "mairie", hamlet.main)
    height = hamlet.main.height
    fill_disk(hamlet.main.store)
    node.witness._do(node.witness.machine.on_tick(node.witness._now()))
    assert node.stopped_because == "disk"
    assert hamlet.main.height == height


async def test_a_certified_seal_this_program_would_not_make_stops_it(hamlet: Hamlet):
    give(hamlet.main, hamlet.transfer(hamlet.people["anna"], hamlet.founder.account))
    seal = _changed(hamlet, results_root=bytes(32))
    place: dict[str, Any] = {"epoch": 0, "height": seal.height, "round_number": 0, "step": "precommit"}
    vote = sign_vote(seed_of("mairie node"), vote_content(hamlet.commune, **place, seal_id=seal.id))
    proof = encode_certificate(Certificate(round=0, signatures=((0, vote),)))
    node = node_of(hamlet, "mairie", hamlet.main)
    assert not node.follow_certified(seal.encoded, proof, None)
    assert node.stopped_because == "diverged"


async def test_only_the_expected_charter_founds_a_copy(hamlet: Hamlet):
    node = node_of(hamlet, "cleo", Replica(Store(None)))
    other = sign_charter("somebody")
    for data in (
        b"",
        b"\xc0",
        encode_event(other),
        encode_event(replace(hamlet.charter, signature=bytes(64))),
    ):
        node.keep_charter(data)
        assert not node.replica.is_founded
    session = FakeSession(node)
    assert await node.keep_events(session, [b"x"]) == (await node.keep_events(session, []))  # type: ignore[arg-type]
    assert await node.keep_history(session, [((), b"", b"")]) == ()  # type: ignore[arg-type]
    node.keep_charter(encode_event(hamlet.charter))
    assert node.replica.is_founded


async def test_an_unsound_charter_does_not_end_the_node(hamlet: Hamlet):
    """A hostile invitation may name it: it is well signed and cannot be executed."""
    unsound = sign_charter("somebody", posts=[["roads", 1]])
    node = Node(
        Replica(Store(None)),
        commune=unsound.id,
        node_seed=seed_of("x"),
        now_ms=lambda: 0,
        random_bytes=bytes,
        votes=open_votes(),
    )
    node.keep_charter(encode_event(unsound))
    assert not node.replica.is_founded


async def test_many_events_are_verified_in_threads_and_stay_in_order(hamlet: Hamlet):
    node = node_of(hamlet, "anna")
    session = FakeSession(node)
    events = [hamlet.transfer(hamlet.people["anna"], hamlet.founder.account, 1) for _ in range(40)]
    data = encoded(events)
    data[20] = encode([events[20].payload, bytes(64)])
    report, bad = await node.keep_events(session, [*data, b"junk"])  # type: ignore[arg-type]
    assert bad == 2
    assert list(report.stored) == events[:20]
    assert report.missing == (events[20].id,)
    assert "events" in node.topics  # type: ignore[attr-defined]


async def test_a_follower_waits_for_its_own_clock(hamlet: Hamlet, autojump_clock: Any):
    """With one witness nobody outvotes a wrong clock; the wallet says how far ahead the seal is."""
    node = node_of(hamlet, "anna", slow_ms=60_000)
    session = FakeSession(node)
    hamlet.seal(hamlet.transfer(hamlet.people["anna"], hamlet.founder.account))
    items = items_of(hamlet.main, node.replica.height)
    async with trio.open_nursery() as nursery:
        started = trio.current_time()
        nursery.start_soon(node.keep_history, session, items)
        await trio.sleep(1)
        assert node.get_statistics().clock_ahead_ms > 50_000
        assert node.replica.height < hamlet.main.height
    assert 40 <= trio.current_time() - started <= 60
    assert node.replica.height == hamlet.main.height
    assert node.get_statistics().clock_ahead_ms == 0


async def test_words_are_kept_when_named(hamlet: Hamlet):
    node = node_of(hamlet, "anna")
    blob = make_blob(bytes(16), b"Anna")
    event = hamlet.sign(hamlet.people["anna"], "display", {"display": name_blob(hamlet.commune, blob)})
    node.submit(event)
    assert node.keep_blobs([b"\xc0", blob, blob]) == 1
    assert "blobs" in node.topics  # type: ignore[attr-defined]


async def test_bytes_beyond_the_rate_are_waited_for(hamlet: Hamlet, autojump_clock: Any):
    node = node_of(hamlet, "anna")
    peer = NodeKey(seed_of("x"))
    started = trio.current_time()
    await node.charge(peer, 32 * 1024 * 1024)
    assert trio.current_time() == started
    await node.charge(peer, 8 * 1024 * 1024)
    assert trio.current_time() - started == pytest.approx(2, abs=0.1)


async def test_requests_have_a_budget(hamlet: Hamlet):
    node = node_of(hamlet, "anna")
    peer = NodeKey(seed_of("x"))
    served = sum(node.take_request(peer) for _ in range(500))
    assert 100 <= served <= 120
    assert node.offend(peer, Offence.GREEDY, "x") is False


async def test_a_founder_put_back_from_an_older_copy_seals_nothing_twice(hamlet: Hamlet):
    """It looks around first: alone it would seal another seal at a height its neighbours hold."""
    founder, anna = hamlet.founder, hamlet.people["anna"]
    old = hamlet.copy()
    hamlet.seal(hamlet.transfer(anna, founder.account, 600), expect="applied")
    hamlet.seal()
    other = node_of(hamlet, "anna")
    give(old, hamlet.transfer(hamlet.people["ben"], founder.account, 60))
    async with running(other) as addresses:
        old.store.remember_peer(other.node_key, addresses[0], hamlet.now_ms)
        node = node_of(hamlet, "mairie", old, own_keys=[founder.key])
        async with running(node):
            await until(lambda: node.replica.height > hamlet.main.height, DEADLINE_S)
            await all_agree(node, other)
            assert not node.stopped_because
            assert not other.stopped_because
            held = [node.replica.get_seal_id(height) for height in range(1, hamlet.main.height + 1)]
            assert held == [hamlet.main.get_seal_id(height) for height in range(1, hamlet.main.height + 1)]


async def test_a_start_with_an_address_to_try_looks_around_before_it_signs(hamlet: Hamlet):
    # A home put back as it was before it met anybody: others may know what it signed meanwhile.
    own = [hamlet.people["anna"].key]
    told = node_of(hamlet, "anna", addresses=["/ip4/127.0.0.1/tcp/9"], own_keys=own)
    assert told.find_hold() == LOOKING
    assert node_of(hamlet, "anna", own_keys=own).find_hold() == "", "nowhere to look"
