# SPDX-License-Identifier: AGPL-3.0-or-later
"""Answers requests in the process that runs a home: a command at once, or once what it signed is sealed.

    request ── run_command ──> stored ── answer          without `wait`
                                  └── until a seal covers it ──> answer, or the reason it is void

Not here: the socket (`control`), what the commands do (`dispatch`).
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any, Final, cast

import trio

from app import control
from app.dispatch import QUESTIONS, make_error_answer, run_command
from app.errors import AppError
from app.node_thread import HomeNode
from app.service import Service
from ledger.errors import Reason

WAIT_DEFAULT_S: Final = 60
WAIT_MAX_S: Final = 600
_ABOUT_THE_NODE: Final = ("status", "peers", "witnesses")
"""Time alone changes what these say; all else changes by events that are told."""

Document = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Program:
    """The process around the node, as somebody at the door may ask about it."""

    role: str
    """`node` or `window`."""
    stop: Callable[[], None]
    """End the process; called in the node's thread."""
    raise_window: Callable[[], None] | None = None


class Answering:
    """The door's keeper for one running home."""

    def __init__(self, service: Service, node: HomeNode, program: Program) -> None:
        self._service = service
        self._node = node
        self._program = program
        self._changed = trio.Event()
        node.listen(self._on_change)

    def _on_change(self, _topics: frozenset[str]) -> None:
        self._changed.set()
        self._changed = trio.Event()

    async def handle(self, request: Mapping[str, Any]) -> Document:
        """Answer one request; whatever goes wrong is in the answer."""
        try:
            return {"result": await self._answer(request)}
        except Exception as error:  # a bug in one command must not take the node down
            return make_error_answer(error, self._service.desk.home)

    async def _answer(self, request: Mapping[str, Any]) -> Document:
        name = str(request.get("command"))
        if name == "program":
            return self._tell_program(str(request.get("do", "")))
        values: object = request.get("arguments", {})
        if not isinstance(values, dict):
            raise AppError("bad-request", argument="arguments")
        if name in _ABOUT_THE_NODE:
            self._node.refresh()
        events = self._service.desk.replica.dag.events
        before = set(events)
        if name not in QUESTIONS:
            await self._node.wait_free()
        document = run_command(self._service, name, cast("dict[str, Any]", values))
        if request.get("wait") is True:
            signed = [event for event in events if event not in before]
            await self.wait_sealed(document, signed, _read_wait(request))
        return document

    def _tell_program(self, do: str) -> Document:
        if do == "stop":
            self._program.stop()
        elif do == "raise" and self._program.raise_window is not None:
            self._program.raise_window()
        return {"role": self._program.role, "pid": os.getpid()}

    async def wait_sealed(self, document: Document, signed: list[Any], limit_s: int) -> None:
        """Return once every event of `signed` is sealed and applied; `document` then says so.

        Raises:
            AppError: void, with the reason; not-final-yet, when the time is over: what was signed stays.
        """
        replica = self._service.desk.replica
        with trio.move_on_after(limit_s) as scope:
            while any(event in replica.dag.events for event in signed):
                await self._changed.wait()
        if scope.cancelled_caught:
            raise AppError("not-final-yet", event=str(document.get("event", "")), waited_s=limit_s)
        for event in signed:
            receipt = replica.read_model.get_receipt(event)
            if receipt is None or not receipt.result.is_applied:
                # Neither pending nor sealed: another event of our key was sealed in its place.
                reason = Reason.FORK.value if receipt is None else receipt.outcome
                raise AppError("void", reason=reason, event=bytes(event).hex())
        document["phase"] = "sealed"


def _read_wait(request: Mapping[str, Any]) -> int:
    limit = request.get("timeout_s", WAIT_DEFAULT_S)
    if type(limit) is not int or not 1 <= limit <= WAIT_MAX_S:
        raise AppError("bad-request", argument="timeout_s")
    return limit


async def serve_commands(
    service: Service,
    node: HomeNode,
    program: Program,
    *,
    task_status: trio.TaskStatus[Answering] = trio.TASK_STATUS_IGNORED,
) -> None:
    """Keep the door of a running home; `started` once it is open. For one of the extras of `run_home`."""
    keeper = Answering(service, node, program)
    async with trio.open_nursery() as nursery:
        await nursery.start(partial(control.serve, service.desk.home, keeper.handle))
        task_status.started(keeper)
