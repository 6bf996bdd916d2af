# SPDX-License-Identifier: AGPL-3.0-or-later
"""The joining exchange: the only thing a stranger gets.

    newcomer                                  any member's node
    join {commune, [join, key.add], words} ──>  the invitation's key signed it? store, or say why not
    <──────────── joined {"stored" | "member" | code}

Asked again until a seal made the newcomer a member; then it syncs like anybody. The exchange tells nothing of
the commune but whether this invitation is good.
"""

from __future__ import annotations

import itertools
import logging
from collections.abc import Sequence
from typing import Final, Protocol

import trio

from ledger.errors import LedgerError, Malformed, StoreError
from ledger.event import JOIN, KEY_ADD, Event, decode_event, verify_events
from ledger.replica import Replica
from ledger.rulebook.membership import INVITATIONS
from ledger.state import KEYS, NODES, get_chain
from ledger.units import EventId, Key, NodeKey
from p2p.budgets import Offence
from p2p.host import Host, HostError, Stream
from p2p.wire import JOIN_PROTOCOL, FrameReader, Join, Joined, Message, decode_message, encode_frame

log = logging.getLogger(__name__)

DEADLINE_S: Final = 15
_JOIN_BYTES_MAX: Final = 64 * 1024
_CHUNK: Final = 16 * 1024
_WAITING_MAX: Final = 4


class Server(Protocol):
    """What the serving side needs of the node."""

    replica: Replica
    commune: EventId

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
    except LedgerError:
        return "malformed", ()
    if not events or events[0].kind != JOIN or events[0].body["node"] != node:
        return "malformed", ()
    if not _is_chain(events):
        return "malformed", ()
    problem = _check_invitation(replica, events[0])
    if problem:
        return problem, ()
    if _is_crowded(replica, events[0]):
        return "busy", ()
    if not all(verify_events(events, replica.commune)):
        return "bad-signature", ()
    report = replica.store_events([event for event in events if not replica.is_known(event)], source=node)
    # Nobody waits for what a stranger's events lack: the room for orphans is the members'.
    replica.orphans.forget(node)
    if report.missing:
        return "unknown-invitation", report.stored
    if report.refused:
        return "bad-invitation", report.stored
    for blob in message.blobs:
        try:
            replica.add_blob(blob)
        except Malformed:
            log.info("a newcomer's words were malformed")
    return "stored", report.stored


def _is_chain(events: Sequence[Event]) -> bool:
    """Whether these are a join and the keys it adds, one after the other, and name nothing else."""
    author = events[0].author
    adds = all(event.kind == KEY_ADD and event.author == author for event in events[1:])
    linked = all(event.prev == before.id for before, event in itertools.pairwise(events))
    return adds and linked and not any(event.deps for event in events)


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

    async def hand_in(self, host: Host, peer: NodeKey) -> str:
        """Ask one member's node once.

        Raises:
            HostError: the network failed; nothing is known.
        """
        stream = await host.open_stream(peer, JOIN_PROTOCOL)
        try:
            with trio.fail_after(DEADLINE_S):
                await stream.send_all(encode_frame(self._message))
                await stream.close_write()
                answer = await _read_message(stream)
        except (trio.TooSlowError, Malformed) as error:
            raise HostError("timeout", f"join: {error}") from error
        finally:
            await stream.aclose()
        if isinstance(answer, Joined):
            self.status = answer.status
        return self.status
