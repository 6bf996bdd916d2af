# SPDX-License-Identifier: AGPL-3.0-or-later
"""How soon an act is definitive where four seal: five processes of the program, as five residents run it.

    a resident who is no witness pays ──> its own copy: sealed?   (what the payer sees)
                                     └──> a witness's copy: held?  sealed?

Times are read beside the running nodes, from their files: what is on disk is so. Times of an act count from
the moment the command is asked at the payer's door. Not here: what a seal costs (`council`).
"""

from __future__ import annotations

import os
import statistics
import threading
import time
from collections.abc import Callable, Generator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from app.control import ask
from app.demo_resident import Resident
from app.paths import Home
from bench.council import QUICK
from ledger.store import Store

NAMES = ("Claire", "Anna", "Ben", "Cléo", "François")
WITNESSES = NAMES[:4]
QUICK_MS = 200
DEFAULT_MS = 1_000
ACTS_IDLE = 15
RATE_S = 20
LOAD_S = 15
LOOK_EVERY_S = 0.004
LOOK_AT_MAX = 4
DEADLINE_S = 90
SEALED_AFTER_INTERVALS = 3
DELAYS = 3
"""A proposal, a prevote and a precommit each take one way."""


def until(condition: Callable[[], Any], every_s: float = 0.1) -> None:
    end = time.monotonic() + DEADLINE_S
    while not condition():
        if time.monotonic() > end:
            raise TimeoutError("it never came")
        time.sleep(every_s)


def tell(resident: Resident, command: str, **arguments: Any) -> dict[str, Any]:
    """One command at the door of a running node."""
    answer = ask(
        Home(resident.home), {"command": command, "arguments": {"language": "fr", **arguments}}, timeout_s=30
    )
    assert answer is not None, f"{resident.name} does not answer"
    assert "result" in answer, answer
    return answer["result"]


@contextmanager
def street(folder: Path, interval_ms: int) -> Generator[list[Resident]]:
    """Four witnesses and one more resident, all connected; every process ends with the block."""
    residents = [Resident(name, folder / str(number)) for number, name in enumerate(NAMES)]
    founder = residents[0]
    settings = {**QUICK, "seal.interval-ms": interval_ms}
    words = [word for name, value in settings.items() for word in ("--set", f"{name}={value}")]
    try:
        for resident in residents:
            resident.prepare()
        founder.run("found", "--name", "Banc", "--me", founder.name, *words)
        founder.start()
        for resident in residents[1:4]:
            _join(founder, resident)
        founder.run("witnesses", "set", *WITNESSES, "--wait")
        _join(founder, residents[4])
        until(lambda: all(len(tell(one, "members")["members"]) == len(NAMES) for one in residents))
        until(lambda: all(len(tell(one, "witnesses")["witnesses"]) == len(WITNESSES) for one in residents))
        until(lambda: all(tell(one, "status")["peers"] == len(NAMES) - 1 for one in residents))
        until(lambda: not any(tell(one, "status")["pending"] for one in residents))
        time.sleep(2)
        yield residents
    finally:
        for resident in residents:
            resident.ask_to_stop()
        for resident in residents:
            resident.stop()


def _join(founder: Resident, resident: Resident) -> None:
    code = founder.run("invite")["code"]
    resident.run("join", "-", "--me", resident.name, stdin=code)
    resident.start()


class Watch(threading.Thread):
    """Looks in a home's file for when acts are held and sealed there; it must not keep a processor busy."""

    def __init__(self, resident: Resident) -> None:
        super().__init__(daemon=True)
        self._store_path = Home(resident.home).database
        self._ended = threading.Event()
        self._expected: dict[bytes, None] = {}
        self._pending: dict[bytes, None] = {}
        self.held: dict[bytes, float] = {}
        self.sealed: dict[bytes, float] = {}
        self.start()

    def add(self, event: bytes) -> None:
        self._pending[event] = None
        self._expected[event] = None

    def run(self) -> None:
        store = Store(self._store_path, read_only=True)
        height = -1
        try:
            while not self._ended.wait(LOOK_EVERY_S):
                # The first few alone: they come in their order, or nearly.
                for event in list(self._expected)[:LOOK_AT_MAX]:
                    if store.has_event(event):
                        self.held[event] = time.perf_counter()
                        del self._expected[event]
                if (last := store.get_last_height()) != height:
                    height = last
                    self._look(store)
        finally:
            store.close()

    def _look(self, store: Store) -> None:
        now = time.perf_counter()
        for event in list(self._pending):
            place = store.get_place(event)
            if place is not None and place[0] >= 0:
                self.sealed[event] = now
                del self._pending[event]

    def wait(self) -> None:
        """Until all that was added is sealed."""
        until(lambda: not (self._expected or self._pending), every_s=LOOK_EVERY_S)

    def close(self) -> None:
        self._ended.set()
        self.join()


class Lap:
    """Acts of some residents, watched at the home of one who is no witness and at a witness's."""

    def __init__(self, resident: Resident, witness: Resident) -> None:
        self._asked: dict[bytes, float] = {}
        self._recorded: dict[bytes, float] = {}
        self._payer: dict[bytes, Resident] = {}
        self._witness = witness
        self.here, self.there = Watch(resident), Watch(witness)

    def pay(self, payer: Resident) -> None:
        start = time.perf_counter()
        to = next(name for name in NAMES if name != payer.name)
        event = bytes.fromhex(tell(payer, "pay", member=to, amount="1", unit="min")["event"])
        self._recorded[event] = time.perf_counter()
        self._payer[event] = payer
        self._asked[event] = start
        self.here.add(event)
        self.there.add(event)

    def wait(self) -> None:
        self.here.wait()
        self.there.wait()

    def close(self) -> None:
        self.here.close()
        self.there.close()

    def sum_up(self, interval_ms: int) -> dict[str, float]:
        here = [1000 * (self.here.sealed[event] - start) for event, start in self._asked.items()]
        there = [1000 * (self.there.sealed[event] - start) for event, start in self._asked.items()]
        # What the witness held before the payer's own command was answered took no time of anybody's.
        ways = [
            1000 * max(0.0, self.there.held[event] - at)
            for event, at in self._recorded.items()
            if self._payer[event] is not self._witness
        ]
        stored = [1000 * (at - self._asked[event]) for event, at in self._recorded.items()]
        delay = statistics.median(ways)
        bound = interval_ms + DELAYS * delay
        return {
            "acts": len(here),
            "interval_ms": interval_ms,
            "recorded_ms_p50": statistics.median(stored),
            "one_way_ms_p50": delay,
            "resident_ms_p50": statistics.median(here),
            "resident_ms_p95": _p95(here),
            "witness_ms_p50": statistics.median(there),
            "witness_ms_p95": _p95(there),
            "bound_ms": bound,
            "resident_p50_to_bound": statistics.median(here) / bound,
            "resident_p95_to_bound": _p95(here) / bound,
        }


def _p95(values: list[float]) -> float:
    return statistics.quantiles(values, n=20, method="inclusive")[-1]


def measure_idle(residents: list[Resident], interval_ms: int) -> dict[str, float]:
    """One act at a time, the commune at rest before each."""
    lap = Lap(residents[-1], residents[1])
    try:
        for _ in range(ACTS_IDLE):
            lap.pay(residents[-1])
            lap.wait()
            # The seal that certifies the results follows after an interval; then nothing waits.
            time.sleep(SEALED_AFTER_INTERVALS * interval_ms / 1000)
        return lap.sum_up(interval_ms)
    finally:
        lap.close()


def measure_load(residents: list[Resident], interval_ms: int) -> dict[str, float]:
    """`RATE_S` acts a second for `LOAD_S` seconds, of all residents alike."""
    lap = Lap(residents[-1], residents[1])
    try:
        height, cpu, queued = _height(residents[1]), _cpu_s(residents[1]), _queued_s(residents[1])
        start = time.perf_counter()
        with ThreadPoolExecutor(len(residents)) as payers:
            done = [
                payers.submit(_pay_steadily, lap, payer, start + number / RATE_S, len(residents) / RATE_S)
                for number, payer in enumerate(residents)
            ]
        acts = sum(one.result() for one in done)
        seconds = time.perf_counter() - start
        lap.wait()
        spent_s, lasted_s = _cpu_s(residents[1]) - cpu, time.perf_counter() - start
        queued_s = _queued_s(residents[1]) - queued
        return {
            **lap.sum_up(interval_ms),
            "acts_s": acts / seconds,
            "seals_s": (_height(residents[1]) - height) / lasted_s,
            "witness_cpu_percent": 100 * spent_s / lasted_s,
            "witness_cpu_ms_act": 1000 * spent_s / acts,
            "witness_queued_percent": 100 * queued_s / lasted_s,
        }
    finally:
        lap.close()


def _pay_steadily(lap: Lap, payer: Resident, first: float, every_s: float) -> int:
    """One act each `every_s`; who is late goes on at once, and gives up after twice the time."""
    acts = 0
    while (due := first + acts * every_s) < first + LOAD_S:
        if (now := time.perf_counter()) > first + 2 * LOAD_S:
            break
        time.sleep(max(0.0, due - now))
        lap.pay(payer)
        acts += 1
    return acts


def _height(resident: Resident) -> int:
    return int(tell(resident, "status")["height"])


def _cpu_s(resident: Resident) -> float:
    """Processor time of somebody's node; 0 where the system does not tell it in /proc."""
    assert resident.process is not None
    try:
        fields = Path(f"/proc/{resident.process.pid}/stat").read_text().rpartition(")")[2].split()
    except FileNotFoundError:
        return 0.0
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _queued_s(resident: Resident) -> float:
    """How long somebody's node was ready to work and no processor was free; 0 where nobody tells."""
    assert resident.process is not None
    try:
        return int(Path(f"/proc/{resident.process.pid}/schedstat").read_text().split()[1]) / 1e9
    except FileNotFoundError:
        return 0.0


def measure_sealing(folder: Path) -> dict[str, Any]:
    """Both intervals idle, the short one loaded too."""
    with street(folder / "quick", QUICK_MS) as residents:
        figures = {
            f"idle_{QUICK_MS}_ms": measure_idle(residents, QUICK_MS),
            f"loaded_{QUICK_MS}_ms": measure_load(residents, QUICK_MS),
        }
    with street(folder / "default", DEFAULT_MS) as residents:
        figures[f"idle_{DEFAULT_MS}_ms"] = measure_idle(residents, DEFAULT_MS)
    return figures
