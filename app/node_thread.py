# SPDX-License-Identifier: AGPL-3.0-or-later
"""The node of a home at work: under trio, in a window's `home_thread` or alone (`headless`).

Values that cross are frozen; nothing of the node is touched from another thread.
"""

from __future__ import annotations

import gc
import logging
import secrets
from collections.abc import Awaitable, Callable, Sequence
from typing import Any, Final

import trio

from app.desk import Desk, now_ms
from app.errors import AppError
from app.frozen import make_signatures_command
from app.listening import Reach
from app.readiness import keep_ready
from app.service import Service
from app.write_ahead import lay_out_log
from ledger.errors import StoreDamaged, StoreError
from ledger.signing import Domain
from ledger.state import ACCOUNTS
from ledger.units import Key
from p2p.disk_watch import held_when_damaged
from p2p.helper import Helper
from p2p.host import HostError
from p2p.joining import JoinClient, ReturnClient
from p2p.node import Node

log = logging.getLogger(__name__)

_TELL_EVERY_S: Final = 0.05
_TELL_AHEAD: Final = 4
"""So many changes are told at once; only then is the pace kept."""
FREE_WITHIN_S: Final = 8
"""How long an act waits while this computer catches up with its neighbours; then it is refused."""
_LEAVING_TURNS: Final = 6
"""Turns of the loop in which what was pushed to a neighbour reaches the system's network."""
_ACTS: Final = frozenset({"events"})
_GC_THRESHOLDS: Final = (100_000, 50, 50)
DEFAULT_LISTEN: Final = ("/ip4/0.0.0.0/tcp/0",)

Extra = Callable[[Service, "HomeNode"], Awaitable[None]]
"""A task that runs beside the node, e.g. the control socket."""


class HomeNode:
    """What runs on a home: the node and who wants to know of its changes."""

    def __init__(self, service: Service) -> None:
        self.service = service
        self.node: Node | None = None
        self.topics: set[str] = set()
        self._changed = trio.Event()
        self._listeners: list[Callable[[frozenset[str]], None]] = []
        self._waiting: list[Callable[[], None]] = []
        self._asked = trio.Event()
        self._ends: list[Callable[[], None]] = []
        self._acted = trio.Event()

    def listen(self, callback: Callable[[frozenset[str]], None]) -> None:
        """Be told, in the node's thread, what changed; at most 20 times a second, the first few at once."""
        self._listeners.append(callback)

    def note(self, topic: str) -> None:
        self.topics.add(topic)
        self._changed.set()

    async def wait_change(self) -> None:
        await self._changed.wait()

    async def wait_free(self) -> None:
        """Until this computer may sign, as far as neighbours told; some seconds at most."""
        with trio.move_on_after(FREE_WITHIN_S):
            while True:
                if self.node is None or not self.node.find_hold():
                    return
                await trio.sleep(_TELL_EVERY_S)

    def run_when_free(self, function: Callable[[], None]) -> None:
        """Run now, or after `wait_free`, in the order asked."""
        if self._waiting or (self.node is not None and self.node.find_hold()):
            self._waiting.append(function)
            self._asked.set()
        else:
            function()

    async def serve_waiting(self) -> None:
        while True:
            await self._asked.wait()
            self._asked = trio.Event()
            await self.wait_free()
            while self._waiting:
                self._waiting.pop(0)()

    def run_after_leaving(self, function: Callable[[], None]) -> None:
        """Run soon: what was just said goes to the neighbours before this computer shows it to its owner."""
        self._ends.append(function)
        self._acted.set()

    async def serve_ends(self) -> None:
        try:
            while True:
                await self._acted.wait()
                self._acted = trio.Event()
                await _let_leave()
                self._run_ends()
        finally:
            self._run_ends()

    def _run_ends(self) -> None:
        while self._ends:
            self._ends.pop(0)()

    async def tell(self) -> None:
        told_s = trio.current_time()
        while True:
            await self._changed.wait()
            if self._ends:
                await _let_leave()
            self._changed = trio.Event()
            topics, self.topics = frozenset(self.topics), set()
            try:
                # An act alone changes nothing of what the node says of itself: it is shown first.
                if topics != _ACTS:
                    self.refresh()
                for callback in self._listeners:
                    callback(topics)
                if topics == _ACTS:
                    self.refresh()
            except StoreDamaged as error:
                self.fail_disk(error)
            # One payment changes several things in a row: nobody waits for the first of them.
            now_s = trio.current_time()
            told_s = max(told_s, now_s) + _TELL_EVERY_S
            await trio.sleep(max(0, told_s - now_s - _TELL_AHEAD * _TELL_EVERY_S))

    def fail_disk(self, error: StoreError) -> None:
        """The commune's file refused something outside the node: stop it, and say so."""
        if self.node is not None:
            self.node.fail_disk(error)
            self.service.node_statistics = self.node.get_statistics()

    async def hold(self, task: Callable[..., Awaitable[None]], *arguments: Any) -> None:
        """Run a task that reads the commune's file beside the node."""
        async with held_when_damaged(self.fail_disk):
            await task(*arguments)

    def refresh(self) -> None:
        """Bring what the service tells of the node up to date."""
        service, node = self.service, self.node
        if node is None:
            return
        service.node_statistics = node.get_statistics()
        service.peer_heights = node.get_peer_heights()
        desk = service.desk
        try:
            if desk.get_joining() is None or not desk.replica.is_founded:
                return
            if desk.replica.state.get(ACCOUNTS, desk.account) is not None:
                desk.forget_joining()
        except StoreError as error:
            log.error("disk: %s", error)  # said at each change, done once there is room


async def _let_leave() -> None:
    for _ in range(_LEAVING_TURNS):
        await trio.lowlevel.checkpoint()


def settle_collector() -> None:
    """What was loaded is not looked through again; and a synced history allocates much that stays."""
    gc.set_threshold(*_GC_THRESHOLDS)
    gc.freeze()


async def run_home(
    service: Service,
    reach: Reach,
    *,
    extras: Sequence[Extra] = (),
    task_status: trio.TaskStatus[HomeNode] = trio.TASK_STATUS_IGNORED,
) -> None:
    """Run the node of a home until cancelled.

    Args:
        extras: tasks that share the nursery.

    Raises:
        AppError: cannot-listen.
    """
    desk = service.desk
    home = HomeNode(service)
    client = _make_client(desk)
    settle_collector()
    lay_out_log(desk.store)
    votes = desk.open_votes()
    node = Node(
        desk.replica,
        commune=desk.commune,
        node_seed=desk.vault.node_seed,
        now_ms=now_ms,
        random_bytes=secrets.token_bytes,
        votes=votes,
        on_change=home.note,
        joining=client,
        addresses=reach.peers,
        announced=reach.announced,
        own_keys=(desk.device_key, Key(desk.account)),
        helper=Helper(make_signatures_command(Domain.EVENT.prefix.hex())),
    )
    home.node = node
    offline, silent = desk.submit, service.note
    try:
        async with trio.open_nursery() as nursery:
            await nursery.start(node.run, reach.listen or DEFAULT_LISTEN)
            desk.submit, desk.find_hold, service.witness = node.submit, node.find_hold, node.witness
            service.recovering, service.note = node.recovering, home.note
            home.refresh()
            nursery.start_soon(home.tell)
            nursery.start_soon(home.hold, keep_ready, service, home)
            nursery.start_soon(home.serve_waiting)
            nursery.start_soon(home.serve_ends)
            if client is not None:
                nursery.start_soon(home.hold, _watch_join, service, client, home)
            for extra in extras:
                nursery.start_soon(home.hold, extra, service, home)
            task_status.started(home)
    except* HostError as group:
        raise AppError("cannot-listen", detail=str(group.exceptions[0])) from group
    finally:
        desk.submit, desk.find_hold = offline, lambda: ""
        votes.close()
        service.node_statistics = service.witness = service.recovering = None
        service.note = silent
        service.peer_heights = {}


def _make_client(desk: Desk) -> JoinClient | None:
    """What this home still has to hand in to become a member's; None once it is."""
    joining, returning = desk.get_joining(), desk.get_returning()
    if joining is not None:
        return JoinClient(desk.commune, *joining)
    if returning is not None:
        return ReturnClient(desk.commune, returning, prove=desk.prove_return, build=desk.build_return)
    return None


async def _watch_join(service: Service, client: JoinClient, home: HomeNode) -> None:
    """Keep the last answer to our join where a question can read it."""
    desk = service.desk
    while desk.get_joining() is not None or desk.get_returning() is not None:
        if client.status != service.join_status:
            service.join_status = client.status
            home.note("status")
        await trio.sleep(_TELL_EVERY_S)
    service.join_status = ""
