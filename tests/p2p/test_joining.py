# SPDX-License-Identifier: AGPL-3.0-or-later
"""The joining exchange: a good invitation opens the door, all else gets one word and leaves no trace."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any, cast

import pytest
import trio
import trio.testing

from ledger.blob import make_blob, name_blob
from ledger.event import Event, encode_event, join_proof_content, sign_event
from ledger.replica import Replica
from ledger.signing import Domain, public_key, sign
from ledger.store import Store
from ledger.units import FUND, AccountId, EventId, NodeKey
from p2p.budgets import Offence
from p2p.host import HostError
from p2p.joining import DEADLINE_S, JoinClient, ReturnClient, return_content, serve_join
from p2p.wire import Bye, Done, Join, Joined, Return, Tips, encode_frame
from tests.helpers.builders import Person, seed_of
from tests.helpers.hamlet import Hamlet, encoded, fill_disk, give, memory_of, reopen, settled
from tests.helpers.leaving import leave
from tests.helpers.streams import stream_pair

NEW_NODE, OWN_NODE = NodeKey(bytes([8]) * 32), NodeKey(bytes([9]) * 32)


@dataclass
class Door:
    """What the exchange needs of a node."""

    replica: Replica
    commune: EventId
    offences: list[Offence] = field(default_factory=list[Offence])
    node_key: NodeKey = OWN_NODE

    def offend(self, peer: NodeKey, offence: Offence, detail: str) -> bool:
        self.offences.append(offence)
        return False


@pytest.fixture
def hamlet() -> Hamlet:
    return settled("anna")


@pytest.fixture
def door(hamlet: Hamlet) -> Door:
    return Door(hamlet.main, hamlet.commune)


def invite(hamlet: Hamlet, name: str = "cleo", *, sealed: bool = True) -> Event:
    invitation = hamlet.sign_invitation(hamlet.founder, name)
    give(hamlet.main, invitation)
    if sealed:
        hamlet.seal(expect="applied")
    return invitation


def newcomer(hamlet: Hamlet, invitation: Event, name: str = "cleo") -> tuple[Person, list[Event]]:
    """(person, [join, key.add])."""
    person = hamlet.newcomer(name, invitation.id)
    return person, [hamlet.sign_join(person, invitation.id), hamlet.sign_key_add(person)]


async def knock(
    door: Door, node: NodeKey, events: Sequence[bytes], *, blobs: Sequence[bytes] = (), commune: bytes = b""
) -> str:
    """What a stranger with this node key is told."""
    message = Join(commune=commune or door.commune, events=tuple(events), blobs=tuple(blobs))
    stream, peer = stream_pair(node)
    async with trio.open_nursery() as nursery:
        nursery.start_soon(serve_join, door, stream)
        await peer.say(message)
        await peer.end.send_eof()
        answer = await peer.hear()
    assert isinstance(answer, Joined)
    return answer.status


async def test_a_newcomer_is_stored_then_a_member(hamlet: Hamlet, door: Door):
    person, events = newcomer(hamlet, invite(hamlet))
    assert await knock(door, person.node, encoded(events)) == "stored"
    assert all(event.id in door.replica.dag.events for event in events)
    assert await knock(door, person.node, encoded(events)) == "stored", "asked again before the seal"
    hamlet.seal(expect="applied")
    assert await knock(door, person.node, encoded(events)) == "member"
    assert await knock(door, person.node, []) == "member"


async def test_an_invitation_may_still_be_pending(hamlet: Hamlet, door: Door):
    person, events = newcomer(hamlet, invite(hamlet, sealed=False))
    assert await knock(door, person.node, encoded(events)) == "stored"


async def test_a_newcomer_s_words_come_along(hamlet: Hamlet, door: Door):
    invitation = invite(hamlet)
    blob = make_blob(bytes(16), b"Cleo")
    person = hamlet.newcomer("cleo", invitation.id)
    plain = hamlet.sign_join(person, invitation.id)
    join = sign_event(
        person.paper_seed, commune=hamlet.commune, seq=0, prev=invitation.id, anchor=hamlet.anchor(),
        time_ms=0, kind="resident.join", body={**plain.body, "display": name_blob(hamlet.commune, blob)},
    )  # fmt: skip
    blobs = [blob, b"\xc0", make_blob(bytes(16), b"nobody named this")]
    assert await knock(door, person.node, [encode_event(join)], blobs=blobs) == "stored"
    assert door.replica.store.get_blob(join.body["display"]) == blob
    assert door.replica.store.db.execute("SELECT COUNT(*) FROM blobs").fetchone() == (1,)


# --- those who stay outside ---------------------------------------------------------------------------


async def refused(hamlet: Hamlet, door: Door, node: NodeKey, events: Sequence[Event], **more: Any) -> str:
    """The word a stranger is told, once nothing of it was kept."""
    before = memory_of(door.replica)
    status = await knock(door, node, encoded(events), **more)
    assert memory_of(door.replica) == before
    assert len(door.replica.orphans) == 0, "no stranger waits among the members' orphans"
    return status


async def test_another_commune(hamlet: Hamlet, door: Door):
    person, events = newcomer(hamlet, invite(hamlet))
    assert await refused(hamlet, door, person.node, events, commune=bytes(32)) == "other-commune"
    empty = Door(Replica(Store(None)), hamlet.commune)
    assert await knock(empty, person.node, encoded(events)) == "other-commune"


async def test_an_invitation_nobody_knows(hamlet: Hamlet, door: Door):
    invitation = hamlet.sign_invitation(hamlet.founder, "cleo")
    person, events = newcomer(hamlet, invitation)
    assert await refused(hamlet, door, person.node, events) == "unknown-invitation"


async def test_an_invitation_spent_or_expired(hamlet: Hamlet, door: Door):
    invitation = invite(hamlet)
    _, events = newcomer(hamlet, invitation)
    hamlet.seal(*events, expect="applied")
    thief = replace(hamlet.newcomer("cleo", invitation.id), name="thief", paper_seed=seed_of("thief paper"))
    thief.account = AccountId(public_key(thief.paper_seed))
    join = _join(hamlet, thief, invitation)
    assert await refused(hamlet, door, thief.node, [join]) == "spent-invitation"
    late = invite(hamlet, "dora")
    dora, knocks = newcomer(hamlet, late, "dora")
    hamlet.seal(after_ms=8 * 86_400_000)
    assert await refused(hamlet, door, dora.node, knocks) == "expired-invitation"


def _join(hamlet: Hamlet, person: Person, invitation: Event, **body: Any) -> Event:
    """A join under the invitation meant for cleo."""
    plain = hamlet.sign_join(person, invitation.id)
    content = join_proof_content(hamlet.commune, invitation.id, person.account, person.node)
    proof = sign(seed_of("cleo invitation"), Domain.JOIN, content)
    return sign_event(
        person.paper_seed, commune=hamlet.commune, seq=0, prev=invitation.id, anchor=hamlet.anchor(),
        time_ms=0, kind="resident.join", body={**plain.body, "proof": proof, **body},
    )  # fmt: skip


async def test_without_the_invitation_s_key(hamlet: Hamlet, door: Door):
    invitation = invite(hamlet)
    person, events = newcomer(hamlet, invitation, "thief")
    assert await refused(hamlet, door, person.node, events) == "bad-invitation"


async def test_an_event_that_is_no_invitation(hamlet: Hamlet, door: Door):
    person, events = newcomer(hamlet, hamlet.charter)
    assert await refused(hamlet, door, person.node, events) == "bad-invitation"


async def test_on_behalf_of_another_node(hamlet: Hamlet, door: Door):
    _, events = newcomer(hamlet, invite(hamlet))
    assert await refused(hamlet, door, NodeKey(seed_of("another")), events) == "malformed"


async def test_bad_signatures(hamlet: Hamlet, door: Door):
    person, events = newcomer(hamlet, invite(hamlet))
    forged = replace(events[0], signature=bytes(64))
    assert await refused(hamlet, door, person.node, [forged, events[1]]) == "bad-signature"
    unproven = _join(hamlet, person, invite(hamlet, "cleo"), node_proof=bytes(64))
    assert await refused(hamlet, door, person.node, [unproven]) == "bad-signature"


async def test_what_is_no_joining(hamlet: Hamlet, door: Door):
    invitation = invite(hamlet)
    person, (join, added) = newcomer(hamlet, invitation)
    again = hamlet.sign_key_add(person, key_seed=seed_of("phone"))
    first = hamlet.transfer(person, hamlet.founder.account)
    others = newcomer(hamlet, invitation, "dora")[1]
    for events in (
        [],
        [added],
        [join, first],
        [join, others[1]],
        [join, again],
        [join, again, added],
        [join, join],
    ):
        assert await refused(hamlet, door, person.node, events) == "malformed"
    for data in ([b""], [b"\xc0"], [encode_event(join)[:-1]]):
        assert await knock(door, person.node, data) == "malformed"


async def test_events_that_wait_for_others_are_not_kept(hamlet: Hamlet, door: Door):
    """Node keys cost nothing: else strangers would fill the room for orphans."""
    invitation = invite(hamlet)
    person = hamlet.newcomer("cleo", invitation.id)
    plain = hamlet.sign_join(person, invitation.id)
    join = sign_event(
        person.paper_seed, commune=hamlet.commune, seq=0, prev=invitation.id, deps=[EventId(seed_of("x"))],
        anchor=hamlet.anchor(), time_ms=0, kind="resident.join", body=dict(plain.body),
    )  # fmt: skip
    assert await refused(hamlet, door, person.node, [join]) == "malformed"


async def test_a_closed_key_stays_outside(hamlet: Hamlet, door: Door):
    invitation = invite(hamlet)
    _, events = newcomer(hamlet, invitation)
    hamlet.seal(*events, expect="applied")
    rival = replace(hamlet.newcomer("rival", invitation.id))
    void = _join(hamlet, rival, invitation)
    hamlet.seal(void, expect="already used")
    assert await refused(hamlet, door, rival.node, [void]) == "void-join"


async def test_one_code_does_not_fill_its_sponsor_s_quota(hamlet: Hamlet, door: Door):
    invitation = invite(hamlet)
    answers: list[str] = []
    joins: list[tuple[NodeKey, Event]] = []
    for number in range(6):
        rival = hamlet.newcomer(f"rival {number}", invitation.id)
        joins.append((rival.node, _join(hamlet, rival, invitation)))
        answers.append(await knock(door, rival.node, [encode_event(joins[-1][1])]))
    assert answers == ["stored"] * 4 + ["busy"] * 2
    assert await knock(door, joins[0][0], [encode_event(joins[0][1])]) == "stored", "who waits may ask again"


async def ask_back(door: Door, key_seed: bytes, seed: bytes) -> str | Tips:
    """What a stranger's computer hears that says this key is its own, proved by the key of `seed`."""
    content = return_content(door.commune, NEW_NODE, door.node_key)
    signature = sign(seed, Domain.RETURN, content)
    stream, peer = stream_pair(NEW_NODE)
    async with trio.open_nursery() as nursery:
        nursery.start_soon(serve_join, door, stream)
        await peer.say(Return(commune=door.commune, key=public_key(key_seed), signature=signature))
        await peer.end.send_eof()
        answer = await peer.hear()
    assert isinstance(answer, (Joined, Tips))
    return answer.status if isinstance(answer, Joined) else answer


async def test_who_left_is_told_so_and_nobody_else_is(hamlet: Hamlet, door: Door):
    anna = hamlet.people["anna"]
    thief = seed_of("a stranger")
    assert isinstance(await ask_back(door, anna.paper_seed, anna.paper_seed), Tips)
    assert await ask_back(door, anna.paper_seed, thief) == "bad-signature"
    assert leave(hamlet, anna, FUND).is_applied
    assert await ask_back(door, anna.paper_seed, anna.paper_seed) == "left-words"
    assert await ask_back(door, anna.paper_seed, thief) == "unknown-words", "as of a key nobody ever had"
    assert await ask_back(door, thief, thief) == "unknown-words"


async def test_on_a_full_disk_the_door_is_busy(hamlet: Hamlet, door: Door):
    invitation = invite(hamlet)
    fill_disk(door.replica.store)
    while True:
        person, events = newcomer(hamlet, invitation)
        before = memory_of(door.replica)
        status = await knock(door, person.node, encoded(events))
        if status != "stored":
            break
        invitation = hamlet.sign_invitation(hamlet.founder, "cleo")
        if not give_or_full(door.replica, invitation):
            return
    assert status == "busy"
    assert memory_of(door.replica) == before == memory_of(reopen(door.replica))


def give_or_full(replica: Replica, event: Event) -> bool:
    from ledger.errors import StoreError

    try:
        give(replica, event)
    except StoreError:
        return False
    return True


# --- bytes and deadlines ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\x00",
        b"\x05\x91",
        b"\x01\xc0",
        b"\x81\x80\x04",
        encode_frame(Done(height=1)),
        encode_frame(Bye(code="x")),
    ],
    ids=["nothing", "length of nothing", "cut short", "nil", "longer than a joining", "done", "bye"],
)
async def test_other_bytes_get_no_word(hamlet: Hamlet, door: Door, data: bytes):
    stream, peer = stream_pair(NodeKey(seed_of("stranger")))
    async with trio.open_nursery() as nursery:
        nursery.start_soon(serve_join, door, stream)
        if data:
            await peer.say_bytes(data)
        await peer.end.send_eof()
    assert door.offences == [Offence.MALFORMED]


async def test_who_says_nothing_is_not_waited_for(hamlet: Hamlet, door: Door, autojump_clock: Any):
    stream, _peer = stream_pair(NodeKey(seed_of("stranger")))
    started = trio.current_time()
    assert await serve_join(door, stream) == ()  # type: ignore[arg-type]
    assert trio.current_time() - started == pytest.approx(DEADLINE_S)


# --- the newcomer's side ------------------------------------------------------------------------------


class FakeHost:
    """Opens one stream, to whoever answers it."""

    def __init__(self, serve: Any) -> None:
        self.serve = serve
        self.streams: list[Any] = []
        self.nursery: Any = None

    async def open_stream(self, peer: NodeKey, protocol: str) -> Any:
        ours, theirs = stream_pair(peer)
        self.streams.append(ours)
        self.nursery.start_soon(self.serve, theirs)
        return ours


async def hand_in(serve: Any) -> tuple[str, JoinClient, FakeHost]:
    client = JoinClient(EventId(bytes(32)), [b"join"], [b"words"], ["/address"])
    host = FakeHost(serve)
    answer: list[str | HostError] = []
    async with trio.open_nursery() as nursery:
        host.nursery = nursery
        try:
            answer.append(await client.hand_in(host, NodeKey(bytes(32))))  # type: ignore[arg-type]
        except HostError as error:
            answer.append(error)
        nursery.cancel_scope.cancel()
    if isinstance(answer[0], HostError):
        raise answer[0]
    return answer[0], client, host


async def test_a_newcomer_hears_the_answer():
    heard: list[Any] = []

    async def serve(peer: Any) -> None:
        heard.append(await peer.hear())
        await peer.say(Joined(status="stored"))

    status, client, host = await hand_in(serve)
    assert (status, client.status, client.addresses) == ("stored", "stored", ("/address",))
    assert heard == [Join(commune=bytes(32), events=(b"join",), blobs=(b"words",))]
    assert host.streams[0].closed


async def test_another_answer_is_none():
    async def serve(peer: Any) -> None:
        await peer.say(Bye(code="not-a-member"))

    status, client, _ = await hand_in(serve)
    assert (status, client.status) == ("", "")


@pytest.mark.parametrize("data", [b"", b"\x00", b"\x01\xc0"])
async def test_a_broken_answer_is_a_network_error(data: bytes):
    async def serve(peer: Any) -> None:
        if data:
            await peer.say_bytes(data)
        await peer.end.send_eof()

    with pytest.raises(HostError) as caught:
        await hand_in(serve)
    assert caught.value.code == "timeout"


async def test_no_answer_is_waited_for_only_so_long(autojump_clock: Any):
    async def serve(peer: Any) -> None:
        await trio.sleep_forever()

    started = trio.current_time()
    with pytest.raises(HostError):
        await hand_in(serve)
    assert trio.current_time() - started == pytest.approx(DEADLINE_S)


async def test_two_neighbours_that_answer_at_once_make_one_return(monkeypatch):
    """Else the pair that was kept is not the pair that went in, and the return would never end."""
    tips = Tips(next_seq=1, head=bytes(32), height=3, seal_id=bytes(32))
    built: list[Tips] = []

    async def answer(*_question: object) -> Tips:
        await trio.testing.wait_all_tasks_blocked()
        return tips

    def build(where: Tips) -> list[bytes]:
        built.append(where)
        return [b"key.add %d" % len(built), b"node.add"]

    monkeypatch.setattr("p2p.joining._exchange", answer)
    client = ReturnClient(EventId(bytes(32)), (), prove=lambda _node: (bytes(32), bytes(64)), build=build)
    prepared: list[Any] = []

    async def ask(peer: bytes) -> None:
        prepared.append(await client._prepare(cast("Any", None), NodeKey(peer)))

    async with trio.open_nursery() as nursery:
        nursery.start_soon(ask, bytes(32))
        nursery.start_soon(ask, bytes(31) + b"1")
    assert len(built) == 1
    assert prepared[0] == prepared[1]
