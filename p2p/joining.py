# SPDX-License-Identifier: AGPL-3.0-or-later
"""The joining exchange: the only thing a stranger gets.

    newcomer                                  any member's node
    join {commune, [join, key.add], words} ──>  the invitation's key signed it? store, or say why not
    <──────────── joined {"stored" | "member" | code}

    back on a new computer
    return {commune, a key of mine, its signature} ──>  its account's? say where that key's chain stands
    <──────────── tips                                   then join {[key.add, node.add]} as above

Asked again until a seal made the newcomer a member; then it syncs like anybody. The exchange tells nothing of
the commune but whether this invitation is good, and to whoever proves a key what became of its own account.
"""

from __future__ import annotations

import itertools
import logging
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Final, Protocol

import trio

from ledger.encoding import encode
from ledger.errors import Malformed, StoreError, Unacceptable
from ledger.event import JOIN, KEY_ADD, Event, decode_event, verify_events
from ledger.replica import Replica
from ledger.rulebook.membership import INVITATIONS
from ledger.signing import Domain, verify
from ledger.state import DEPARTURES, KEYS, NODES, get_chain
from ledger.units import EventId, Key, NodeKey
from p2p.budgets import Offence
from p2p.errors import HostError
from p2p.wire import (
    JOIN_PROTOCOL,
    FrameReader,
    Join,
    Joined,
    Message,
    Return,
    Tips,
    decode_message,
    encode_frame,
)

if TYPE_CHECKING:  # a home is read without loading the network
    from p2p.host import Host, Stream

log = logging.getLogger(__name__)

DEADLINE_S: Final = 15
NODE_ADD: Final = "node.add"
_JOIN_BYTES_MAX: Final = 64 * 1024
_CHUNK: Final = 16 * 1024
_WAITING_MAX: Final = 4


class Server(Protocol):
    """What the serving side needs of the node."""

    replica: Replica
    commune: EventId

    @property
    def node_key(self) -> NodeKey: ...

    def offend(self, peer: NodeKey, offence: Offence, detail: str) -> bool: ...


async def _read_message(stream: Stream) -> Message:
    reader = FrameReader(_JOIN_BYTES_MAX)
    while (content := reader.next_content()) is None:
        data = await stream.receive_some(_CHUNK)
        if not data:
            raise Malformed("ended early")
        reader.feed(data)
    return decode_message(content)


async def serve_join(server: Server, stream: Stream) -> tuple[Event, ...]:
    """Answer one newcomer; returns the events stored."""
    stored: tuple[Event, ...] = ()
    with trio.move_on_after(DEADLINE_S):
        try:
            message = await _read_message(stream)
        except Malformed as error:
            server.offend(stream.remote, Offence.MALFORMED, f"join: {error}")
            return ()
        if isinstance(message, Return):
            await stream.send_all(encode_frame(_tell_tips(server, stream.remote, message)))
            await stream.close_write()
            return ()
        if not isinstance(message, Join):
            server.offend(stream.remote, Offence.MALFORMED, "join: another message")
            return ()
        try:
            status, stored = _judge(server, stream.remote, message)
        except StoreError as error:
            log.error("disk: %s", error)
            status = "busy"
        await stream.send_all(encode_frame(Joined(status=status)))
        await stream.close_write()
    return stored


def _judge(server: Server, node: NodeKey, message: Join) -> tuple[str, tuple[Event, ...]]:
    replica = server.replica
    if not replica.is_founded or message.commune != replica.commune:
        return "other-commune", ()
    if replica.state.get(NODES, node) is not None:
        return "member", ()
    try:
        events = [decode_event(data, replica.commune) for data in message.events]
    except Unacceptable:
        return "malformed", ()
    if not (_is_newcomer(events, node) or _is_return(replica, events, node)):
        return "malformed", ()
    if not _is_chain(events):
        return "malformed", ()
    problem = _check_invitation(replica, events[0]) if events[0].kind == JOIN else ""
    if problem:
        return problem, ()
    if _is_crowded(replica, events[0]):
        return "busy", ()
    if not all(verify_events(events, replica.commune)):
        return "bad-signature", ()
    report = replica.store_events([event for event in events if not replica.is_known(event)], source=node)
    # Nobody waits for what a stranger's events lack: the room for orphans is the members'.
    replica.orphans.forget(node)
    if report.missing and (not report.refused or replica.get_event(EventId(events[0].prev)) is None):
        return "unknown-invitation", report.stored
    if report.refused:
        return "bad-invitation", report.stored
    for blob in message.blobs:
        try:
            replica.add_blob(blob)
        except Malformed:
            log.info("a newcomer's words were malformed")
    return "stored", report.stored


def _is_newcomer(events: Sequence[Event], node: NodeKey) -> bool:
    """[join, key.add …] of the node at the other end, all by the newcomer's first key."""
    if not events or events[0].kind != JOIN or events[0].body["node"] != node:
        return False
    return all(event.kind == KEY_ADD and event.author == events[0].author for event in events[1:])


def _is_chain(events: Sequence[Event]) -> bool:
    """Whether each event follows the one before and names nothing else."""
    linked = all(event.prev == before.id for before, event in itertools.pairwise(events))
    return linked and not any(event.deps for event in events)


def _is_return(replica: Replica, events: Sequence[Event], node: NodeKey) -> bool:
    """[key.add, node.add] of a member's key, for the node at the other end."""
    if len(events) != 2 or events[0].kind != KEY_ADD or events[1].kind != NODE_ADD:
        return False
    row = replica.state.get(KEYS, events[0].author)
    return (
        row is not None
        and bool(row.account)
        and not row.revoked_ms
        and events[1].author == events[0].body["key"]
        and events[1].body.get("node") == node
    )


def _tell_tips(server: Server, node: NodeKey, message: Return) -> Message:
    """Where a returning member's key stands, for whoever proves that key towards this very node.

    The connection already proves both node keys, so signing both binds the proof to this session.
    """
    replica = server.replica
    if not replica.is_founded or message.commune != replica.commune:
        return Joined(status="other-commune")
    row = replica.state.get(KEYS, Key(message.key))
    content = return_content(replica.commune, node, server.node_key)
    is_proved = verify(message.key, Domain.RETURN, content, message.signature)
    if row is None or not row.account or row.revoked_ms:
        # Who left is told to nobody but them: whoever does not prove the key hears what a stranger does.
        has_left = row is not None and replica.state.get(DEPARTURES, row.account) is not None
        return Joined(status="left-words" if is_proved and has_left else "unknown-words")
    if not is_proved:
        return Joined(status="bad-signature")
    slot = replica.get_next_slot(Key(message.key))
    assert slot is not None, "the key is introduced"
    return Tips(next_seq=slot[0], head=slot[1], height=replica.height, seal_id=replica.tip_id)


def return_content(commune: bytes, node: bytes, server: bytes) -> bytes:
    """What a member's key signs to prove itself from a new computer."""
    return encode([commune, node, server])


def _check_invitation(replica: Replica, join: Event) -> str:
    """Why a join would be void, said at once instead of after a seal; empty when it looks good."""
    closed = replica.state.get(KEYS, Key(join.author))
    if closed is not None and not closed.account:
        return "void-join"
    invitation = replica.state.get(INVITATIONS, EventId(join.prev))
    if invitation is None:
        return "" if replica.get_event(EventId(join.prev)) is not None else "unknown-invitation"
    if invitation.spent_by:
        return "spent-invitation"
    if get_chain(replica.state).seal_ms >= invitation.expires_ms:
        return "expired-invitation"
    return ""


def _is_crowded(replica: Replica, join: Event) -> bool:
    """Whether enough joins wait under this invitation: its code must not fill its sponsor's quota."""
    waiting = sum(event.kind == JOIN and event.prev == join.prev for event in replica.dag.events.values())
    return waiting >= _WAITING_MAX and not replica.is_known(join)


class JoinClient:
    """A newcomer's side: what to hand in, and what the last answer was."""

    def __init__(
        self, commune: EventId, events: Sequence[bytes], blobs: Sequence[bytes], addresses: Sequence[str]
    ) -> None:
        self.addresses = tuple(addresses)
        self.status = ""
        """Last answer: `stored`, `member` or the code of a refusal; empty before any."""
        self._message = Join(commune=commune, events=tuple(events), blobs=tuple(blobs))

    async def _prepare(self, host: Host, peer: NodeKey) -> Join | None:
        """What to hand in; None when this peer would not help to make it (`status` says why)."""
        del host, peer
        return self._message

    async def hand_in(self, host: Host, peer: NodeKey) -> str:
        """Ask one member's node once.

        Raises:
            HostError: the network failed; nothing is known.
        """
        message = await self._prepare(host, peer)
        if message is not None:
            answer = await _exchange(host, peer, message)
            if isinstance(answer, Joined):
                self.status = answer.status
        return self.status


async def _exchange(host: Host, peer: NodeKey, message: Message) -> Message:
    stream = await host.open_stream(peer, JOIN_PROTOCOL)
    try:
        with trio.fail_after(DEADLINE_S):
            await stream.send_all(encode_frame(message))
            await stream.close_write()
            return await _read_message(stream)
    except (trio.TooSlowError, Malformed) as error:
        raise HostError("timeout", f"join: {error}") from error
    finally:
        await stream.aclose()


class ReturnClient(JoinClient):
    """A member back on a new computer: asks where its key stands, then hands in [key.add, node.add]."""

    def __init__(
        self,
        commune: EventId,
        addresses: Sequence[str],
        *,
        prove: Callable[[NodeKey], tuple[bytes, bytes]],
        build: Callable[[Tips], Sequence[bytes]],
    ) -> None:
        """Prepare to come back.

        Args:
            prove: (key, signature over `return_content`) towards a node.
            build: the two events, from where the key's chain stands; called once, kept by the caller.
        """
        super().__init__(commune, (), (), addresses)
        self._commune = commune
        self._prove = prove
        self._build = build
        self._built: Join | None = None

    async def _prepare(self, host: Host, peer: NodeKey) -> Join | None:
        if self._built is None:
            key, signature = self._prove(peer)
            question = Return(commune=self._commune, key=key, signature=signature)
            answer = await _exchange(host, peer, question)
            if isinstance(answer, Joined):
                self.status = answer.status
            if not isinstance(answer, Tips):
                return None
            if self._built is None:  # another neighbour may have answered meanwhile: one pair is ever made
                self._built = Join(commune=self._commune, events=tuple(self._build(answer)), blobs=())
        return self._built
