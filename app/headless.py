# SPDX-License-Identifier: AGPL-3.0-or-later
"""A node without a window: `node` until it is told to stop, and for as long as `join` or `--wait` need one.

It owns the process: signals, the home's lock, the order in which things end. Not here: what the node does.
"""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace
from functools import partial
from typing import Any, Final, NoReturn

import trio

from app.answering import Answering, Program, serve_commands
from app.dispatch import run_command
from app.entering import REFUSED, Entering, take_away
from app.errors import AppError
from app.listening import Reach, choose_listen, find_forward
from app.node_thread import HomeNode, run_home
from app.query_register import get_status
from app.service import Service

Document = dict[str, Any]
Work = Callable[[Service, HomeNode, Answering], Awaitable[Document]]

_LOOK_EVERY_S: Final = 0.1
_STOP_S: Final = 4
"""How long a polite end may take: service managers kill after some seconds."""


def run_while(service: Service, reach: Reach, work: Work, *, is_lasting: bool = False) -> Document:
    """Run the node of a home, its door open, until `work` is done or a signal comes; then close the home.

    Args:
        is_lasting: it ends by a signal only, and then within 5 s whatever a neighbour's computer does.

    Returns:
        What `work` returned; empty when a signal ended it.

    Raises:
        AppError: cannot-listen, or what `work` raised.
    """
    try:
        return trio.run(_run_while, service, reach, work, is_lasting)
    except BaseExceptionGroup as group:
        _raise_ours(group)
    finally:
        service.close()


def _raise_ours(group: BaseExceptionGroup[BaseException]) -> NoReturn:
    """The refusal inside a group, alone; anything else as it came."""
    found = group.subgroup(AppError)
    while isinstance(found, BaseExceptionGroup):
        inner: BaseException = found.exceptions[0]
        if not isinstance(inner, BaseExceptionGroup):
            raise inner from None
        found = inner
    raise group


async def _run_while(service: Service, reach: Reach, work: Work, is_lasting: bool) -> Document:
    answer: Document = {}
    async with trio.open_nursery() as nursery:
        stop = nursery.cancel_scope.cancel
        await nursery.start(_stop_on_signal, stop, is_lasting)
        is_open = trio.Event()
        keepers: list[Answering] = []

        async def keep_door(service: Service, home: HomeNode) -> None:
            async with trio.open_nursery() as inner:
                program = Program(role="node", stop=stop)
                keepers.append(await inner.start(partial(serve_commands, service, home, program)))
                is_open.set()

        home = await nursery.start(partial(run_home, service, reach, extras=[keep_door]))
        await is_open.wait()
        answer = await work(service, home, keepers[0])
        stop()
    return answer


async def _stop_on_signal(
    stop: Callable[[], None],
    is_lasting: bool,
    *,
    task_status: trio.TaskStatus[None] = trio.TASK_STATUS_IGNORED,
) -> None:
    with trio.open_signal_receiver(signal.SIGTERM, signal.SIGINT) as signals:
        task_status.started()
        async for _ in signals:
            if is_lasting:
                _end_in_any_case()
            stop()
            return


def _end_in_any_case() -> None:
    """Leave the process soon even if a connection will not close: all that was acknowledged is on disk."""
    timer = threading.Timer(_STOP_S, os._exit, (0,))
    timer.daemon = True
    timer.start()


# --- node --------------------------------------------------------------------------------------------------


def run_node(service: Service, reach: Reach, show: Callable[[Document], None]) -> None:
    """Stay online until SIGTERM or SIGINT; `show` is told the addresses once it listens.

    Raises:
        AppError: cannot-listen.
    """
    listen = choose_listen(service.desk.home, reach.listen)

    async def work(service: Service, _home: HomeNode, _keeper: Answering) -> Document:
        running = service.node_statistics
        if running is not None:
            reached = {"addresses": list(running.addresses), "node_key": running.node_key.hex()}
            show({**reached, "forward": find_forward(listen, reach.announced)})
        await trio.sleep_forever()
        return {}

    run_while(service, replace(reach, listen=listen), work, is_lasting=True)


def run_until_sealed(service: Service, command: str, values: Mapping[str, Any], timeout_s: int) -> Document:
    """One command with `--wait` while nothing runs on the home: a node for as long as it takes.

    Raises:
        AppError: as the command; void, not-final-yet.
    """

    async def work(service: Service, home: HomeNode, keeper: Answering) -> Document:
        await home.wait_free()
        before = set(service.desk.replica.dag.events)
        document = run_command(service, command, values)
        signed = [event for event in service.desk.replica.dag.events if event not in before]
        await keeper.wait_sealed(document, signed, timeout_s)
        return document

    return run_while(service, Reach(listen=choose_listen(service.desk.home)), work)


# --- join --------------------------------------------------------------------------------------------------


def run_entering(entering: Entering, timeout_s: int) -> Document:
    """Run the node of a newcomer until it is a member's.

    Nothing is left of a home that was just made when nobody took its request; once somebody has it, the keys
    are kept, and the same command goes on.

    Raises:
        AppError: not-reachable, join-waits, what a neighbour answered (spent-invitation, unknown-words, …).
    """

    async def work(service: Service, home: HomeNode, _keeper: Answering) -> Document:
        return await _wait_member(service, home, timeout_s)

    try:
        answer = run_while(entering.service, Reach(listen=choose_listen(entering.home)), work)
    except AppError as error:
        if entering.is_new and error.code not in ("join-waits", "internal"):
            take_away(entering)
        raise
    if not answer:
        raise AppError("join-waits")
    return answer


async def _wait_member(service: Service, node: HomeNode, timeout_s: int) -> Document:
    """Until a seal made us a member and a neighbour holds what we hold; the last, not beyond the deadline."""
    was_stored = False
    with trio.move_on_after(timeout_s):
        while True:
            was_stored = was_stored or service.join_status in ("stored", "member")
            if not was_stored:
                _check_refusal(service.join_status)
            welcome, is_synced = _describe_member(service)
            if welcome and is_synced:
                return welcome
            await trio.sleep(_LOOK_EVERY_S)
            node.refresh()
    welcome, _ = _describe_member(service)
    if welcome:
        return welcome
    if was_stored or service.desk.replica.is_founded:
        raise AppError("join-waits")
    raise AppError("unknown-invitation" if service.join_status == "unknown-invitation" else "not-reachable")


def _check_refusal(status: str) -> None:
    if status in REFUSED:
        has_words = status.endswith(("invitation", "commune", "words"))
        raise AppError(status if has_words else "join-refused", status=status)


def _describe_member(service: Service) -> tuple[Document, bool]:
    """(who we are in the commune, or nothing yet; whether a neighbour holds the same)."""
    view = get_status(service.reader())
    if view.me is None or service.desk.is_entering:
        return {}, False
    me = {"account": view.me.account.hex(), "name": view.me.name, "fingerprint": view.me.fingerprint}
    return {
        "commune": view.commune.hex(),
        "commune_name": view.commune_name,
        "me": me,
        "height": view.height,
        "state_digest": view.state_digest.hex(),
        "protection": view.protection,
    }, view.synced
