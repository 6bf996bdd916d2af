# SPDX-License-Identifier: AGPL-3.0-or-later
"""A history into a fresh file without a network: decode, verify, order, execute, store, read model.

    one core    each height's signatures, then the height, all in one thread
    two cores   as a node does: another process checks the signatures of the next heights meanwhile

Also one act at a time to the disk, and opening a copy again. Each figure beside its limit, taken in turns.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import trio

from app.write_ahead import lay_out_log
from bench.payments import AUTHORS, Height, History, iter_frames, read_wire
from bench.physical import (
    measure_commits,
    measure_verifications,
    measure_verifications_cpu,
    measure_verifications_two,
)
from ledger.event import Event, verify_events
from ledger.replica import Replica
from ledger.seal import decode_seal
from ledger.store import Store
from p2p.following import Foreseen
from p2p.helper import Helper
from p2p.keeping import follow_seal

ROUNDS = 3
APPENDS = 300
STARTS = 5
_OPEN = """
import sys, time
import app.service
from pathlib import Path
from ledger.replica import Replica
from ledger.state import get_balance
from ledger.store import Store
start = time.perf_counter()
replica = Replica(Store(Path(sys.argv[1])))
get_balance(replica.state, bytes.fromhex(sys.argv[2]), "hour")
print(1000 * (time.perf_counter() - start))
"""


def ingest_alone(replica: Replica, charter: Event, heights: Sequence[Height]) -> None:
    replica.adopt(charter)
    for events, seal, proof in heights:
        fresh, _ = replica.prepare(events)
        assert all(verify_events(fresh, replica.commune))
        assert follow_seal(replica, decode_seal(seal, replica.commune), proof, fresh, b"peer") == ()


async def ingest_ahead(replica: Replica, charter: Event, heights: Sequence[Height]) -> None:
    """As a session does: the signatures of a message are begun while the one before is executed."""
    replica.adopt(charter)
    helper = Helper()
    helper.warm()  # as when a neighbour's hello says that much will come

    async def read(nursery: trio.Nursery, inbox: trio.MemorySendChannel[Foreseen]) -> None:
        async with inbox:
            for frame in iter_frames(heights):
                await inbox.send(Foreseen(replica, frame, nursery, helper))

    try:
        async with trio.open_nursery() as nursery:
            send, receive = trio.open_memory_channel[Foreseen](0)
            nursery.start_soon(read, nursery, send)
            async for foreseen in receive:
                for (_, seal, proof), events in foreseen:
                    assert len(await foreseen.judge(events)) == len(events)
                    found = decode_seal(seal, replica.commune)
                    assert follow_seal(replica, found, proof, events, b"peer") == ()
                    await trio.lowlevel.checkpoint()
    finally:
        helper.close()


def measure_ingest(history: History, folder: Path) -> dict[str, Any]:
    """Both ways in turns, the limit before each; medians."""
    charter, heights = read_wire(history.replica)
    total = sum(len(events) for events, _, _ in heights)
    found: dict[str, list[float]] = {}
    sizes: list[float] = []
    for _ in range(ROUNDS):
        for name in ("one_core", "two_cores"):
            with tempfile.TemporaryDirectory(dir=folder) as made:
                limit, limit_cpu = measure_verifications(), measure_verifications_cpu()
                replica = Replica(Store(Path(made) / "copy.db"))
                start, cpu = time.perf_counter(), time.process_time()
                if name == "one_core":
                    ingest_alone(replica, charter, heights)
                else:
                    trio.run(ingest_ahead, replica, charter, heights)
                rate = total / (time.perf_counter() - start)
                rate_cpu = total / (time.process_time() - cpu)
                found.setdefault(f"{name}_events_s", []).append(rate)
                found.setdefault(f"{name}_ratio", []).append(rate / limit)
                found.setdefault(f"{name}_ratio_processor_alone", []).append(rate_cpu / limit_cpu)
                if name == "two_cores":
                    both = measure_verifications_two()
                    found.setdefault("two_cores_ratio_to_two", []).append(rate / both)
                replica.store.close()
                sizes.append((Path(made) / "copy.db").stat().st_size / total)
    return {
        "events": total,
        **{name: statistics.median(values) for name, values in found.items()},
        "wire_bytes_event": sum(len(event) for events, _, _ in heights for event in events) / total,
        "disk_bytes_event": statistics.median(sizes),
    }


def measure_append(history: History, folder: Path) -> dict[str, float]:
    """One's own acts, each on disk when it is answered, beside bare commits of as many rows.

    As a node does, whose log was laid out at its start; the bare commits are as SQLite makes them.
    """
    lay_out_log(history.store)
    events = [history.sign(1) for _ in range(APPENDS)]
    third = APPENDS // 3
    rates: list[float] = []
    limits: list[float] = []
    for part in range(3):
        limits.append(measure_commits(folder, third))
        start = time.perf_counter()
        for event in events[part * third : (part + 1) * third]:
            history.replica.append(event)
        rates.append(third / (time.perf_counter() - start))
    ratio = statistics.median(rate / limit for rate, limit in zip(rates, limits, strict=True))
    return {
        "appends_s": statistics.median(rates),
        "commits_s": statistics.median(limits),
        "ratio_to_commits": ratio,
    }


def measure_reopen(history: History, path: Path) -> dict[str, float]:
    """A new process, its imports done: from nothing to a balance."""
    account = history.people[AUTHORS - 1].account.hex()
    times = [
        float(
            subprocess.run(
                [sys.executable, "-c", _OPEN, str(path), account], capture_output=True, text=True, check=True
            ).stdout
        )
        for _ in range(STARTS)
    ]
    return {"ms": statistics.median(times), "ms_best": min(times)}
