# SPDX-License-Identifier: AGPL-3.0-or-later
"""The program that runs on the home, by its own answers: is it there, heard, on time, and does it seal."""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, cast

from app.control import ask
from app.doctor.finding import Findings, good, note, trouble
from app.errors import AppError
from app.lock import find_holder
from app.paths import Home

ANSWER_S: Final = 10
_HOST: Final = re.compile(r"/(?:ip4|ip6)/([0-9A-Fa-f.:]+)/")

Document = Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Running:
    """Who holds the home, and what it answers."""

    holder: int | None = None
    """The process that writes the home; 0 when it has not said, None when nobody does."""
    status: Document | None = None
    refusal: str = ""
    """Why there is no status although somebody listens."""

    @property
    def is_written(self) -> bool:
        return self.holder is not None or self.status is not None


def look_for_program(home: Home) -> Running:
    """Ask who runs the home; nothing is started."""
    try:
        holder = find_holder(home.lock)
    except OSError:
        holder = None
    try:
        answer = ask(home, {"command": "status"}, timeout_s=ANSWER_S)
    except AppError as error:
        return Running(holder=holder, refusal=error.code)
    if answer is None:
        return Running(holder=holder)
    result = answer.get("result")
    if not isinstance(result, dict):
        return Running(holder=holder, refusal="no-answer")
    return Running(holder=holder, status=cast("Document", result))


def check_program(running: Running) -> Findings:
    """Whether somebody runs the home and answers."""
    status = running.status
    if status is not None:
        yield good("running", pid=running.holder or 0) if status["node_running"] else note("running-offline")
    elif running.refusal:
        yield trouble("program-silent", pid=running.holder or 0)
    elif running.holder is not None:
        yield note("home-busy", pid=running.holder)
    else:
        yield note("not-running")


def check_network(status: Document) -> Findings:
    """How the running program is connected, and what it says is wrong."""
    if stopped := status["stopped_because"]:
        yield trouble("stopped", why=stopped)
    if status["node_running"]:
        yield from _check_reach(status)
        yield from _check_clock(status)
    if status["join_status"]:
        yield note("join-waits")
    if silence := status["silent_because"]:
        yield trouble("silent", why=silence)
    elif status["seals_here"]:
        yield good("witness")
    if stalled_ms := status["stalled_ms"]:
        figures = {name: int(status[name]) for name in ("stalled_ms", "witnesses", "witnesses_online")}
        yield note("stalled", **figures)
    if status["my_pending"] and not stalled_ms:
        yield note("my-pending", count=status["my_pending"])


def _check_reach(status: Document) -> Findings:
    addresses = [str(address) for address in status["addresses"]]
    if not addresses:
        yield trouble("listens-nowhere")
    else:
        yield good(f"listens-{judge_reach(addresses)}", count=len(addresses))
    if status["peers"]:
        yield good("neighbours", neighbours=status["neighbours_online"], computers=status["peers"])
        if not status["synced"]:
            yield note("not-synced")
    elif status["members"] > 1 or status["join_status"]:
        yield trouble("nobody-online", known=status["peers_known"])


def _check_clock(status: Document) -> Findings:
    if status["clock"]:
        yield trouble(f"clock-{status['clock']}", minutes=status["clock_off_ms"] // 60_000)
    elif status["peers"]:
        yield good("clock")


def judge_reach(addresses: Sequence[str]) -> str:
    """From how far these addresses can be called: `everywhere`, `here` (one house), `itself`."""
    reaches = {_judge(match[1]) for address in addresses if (match := _HOST.search(address))}
    if any(address.startswith(("/dns", "/dnsaddr")) for address in addresses):
        reaches.add("everywhere")
    return next((reach for reach in ("everywhere", "here") if reach in reaches), "itself")


def _judge(host: str) -> str:
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        return "itself"
    if address.is_loopback:
        return "itself"
    return "everywhere" if address.is_global else "here"
