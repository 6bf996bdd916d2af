# SPDX-License-Identifier: AGPL-3.0-or-later
"""How soon an act of one resident shows on another's computer: two programs, a window's facade in each.

    payer (this process) ── pays ──> node ──loopback──> other node ──> its picture shows the payment

Both read one monotonic clock. The other does not ask: it is told of a change, as a window is, and looks then.
"""

from __future__ import annotations

import os
import random
import statistics
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from app import desk as desks
from app import facade
from app.paths import Home
from app.service import Service

LISTEN = ["/ip4/127.0.0.1/tcp/0"]
ACTS = 60
REST_S = (0.15, 0.4)
DEADLINE_S = 60
SETTINGS = {
    "seal.interval-ms": 1_000,
    "quota.events-day": 100_000,
    "quota.events-day-newcomer": 100_000,
    "hour.floor": 2**40,
    "hour.floor-max": 2**40,
}


def wait(condition: Callable[[], bool]) -> None:
    end = time.monotonic() + DEADLINE_S
    while not condition():
        if time.monotonic() > end:
            raise TimeoutError
        time.sleep(0.01)


def watch(root: Path, code: str) -> None:
    """The other resident's program: join, then print each event and when it first showed; ends with stdin."""
    resident = facade.join(root, code, "François", listen=LISTEN).wait(DEADLINE_S)
    wait(lambda: resident.is_member and resident.status().synced)
    shown: set[bytes] = set()

    def look(_topics: frozenset[str]) -> None:
        now = time.monotonic()
        for event in resident._asking.picture.pending_events:  # pyright: ignore[reportPrivateUsage]
            if event.id not in shown:
                shown.add(event.id)
                print(event.id.hex(), now, flush=True)

    resident.subscribe(look)
    print("ready", flush=True)
    sys.stdin.read()
    resident.close()


def measure_live(folder: Path) -> dict[str, float]:
    """From the moment the payer asks: recorded here (synced), visible there."""
    desk = desks.found(
        Home(folder / "payer"), name="Banc", me="Claire", latitude_centideg=4575, longitude_centideg=485,
        since_ms=desks.now_ms() - 86_400_000, parameters=SETTINGS,
    )  # fmt: skip
    claire = facade.Voisinage(Service(desk), LISTEN)
    code = claire.invite().wait(20).code
    command = [sys.executable, "-m", "bench.live", str(folder / "other"), code]
    other = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert other.stdin is not None
    assert other.stdout is not None
    seen: dict[str, float] = {}
    lines = other.stdout
    try:
        assert lines.readline() == "ready\n"
        threading.Thread(target=_collect, args=(lines, seen), daemon=True).start()
        account = next(person.account for person in claire.members() if not person.is_me)
        asked: dict[str, float] = {}
        recorded: list[float] = []
        for _ in range(ACTS):
            time.sleep(random.uniform(*REST_S))
            start = time.monotonic()
            event = claire.pay(account, "hour", 60).wait(10)
            recorded.append(1000 * (time.monotonic() - start))
            asked[event.id.hex()] = start
        wait(lambda: asked.keys() <= seen.keys())
    finally:
        other.stdin.close()
        other.wait(20)
        claire.close()
    times = sorted(1000 * (seen[event] - start) for event, start in asked.items())
    return {
        "acts": len(times),
        "recorded_ms_p50": statistics.median(recorded),
        "visible_ms_p50": statistics.median(times),
        "visible_ms_p99": times[int(0.99 * (len(times) - 1))],
        "visible_ms_max": times[-1],
    }


def _collect(lines: Any, seen: dict[str, float]) -> None:
    for line in lines:
        event, _, at = line.partition(" ")
        seen[event] = float(at)


if __name__ == "__main__":
    os.environ["PYTHON_KEYRING_BACKEND"] = "keyring.backends.fail.Keyring"
    watch(Path(sys.argv[1]), sys.argv[2])
