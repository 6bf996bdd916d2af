# SPDX-License-Identifier: AGPL-3.0-or-later
"""What grows with the history: `python -m bench.million [events]`, one JSON document; a million unless said.

At 10,000, 100,000 … events of ten authors: processor time an event, bytes of each table, a node's start and
its memory as real programs, questions, and the memory of a fresh copy that follows the whole history.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

os.environ["PYTHON_KEYRING_BACKEND"] = "keyring.backends.fail.Keyring"

from bench.history import History
from ledger.store import Store

REPOSITORY = Path(__file__).resolve().parent.parent
EVENTS = 1_000_000
PEOPLE = 10
READ_MODEL = (
    "receipts",
    "receipts_id",
    "concerns",
    "moments",
    "moments_ms",
    "words",
    "sqlite_autoindex_words_1",
)
OF_EVENTS = ("events", "events_prefix", "events_slot", "events_place")
_OPEN = """
import sys, time
from pathlib import Path
from ledger.replica import Replica
from ledger.state import get_balance
from ledger.store import Store
from ledger.units import AccountId
loaded = time.process_time()
store = Store(Path(sys.argv[1]))
replica = Replica(store)
balance = get_balance(replica.state, AccountId(store.get_meta("account")), "hour")
print(time.process_time() - loaded)
"""
_FOLLOW = """
import json, sys, time
from pathlib import Path
from ledger.event import verify_events
from ledger.replica import Replica
from ledger.seal import decode_seal
from ledger.store import Store
def resident():
    with open("/proc/self/statm") as file:
        return int(file.read().split()[1]) * 4096 / 2**20
source = Store(Path(sys.argv[1]), read_only=True)
copy = Replica(Store(Path(sys.argv[2])))
copy.adopt(next(source.iter_sealed(0)))
marks, done = [], 0
for height in range(1, source.get_last_height() + 1):
    events = list(source.iter_sealed(height))
    encoded, proof = source.get_seal(height)
    assert all(verify_events(events, copy.commune))
    assert copy.follow_seal(decode_seal(encoded, copy.commune), proof, events, source=b"") == ()
    done += len(events)
    if done // 10_000 > len(marks):
        marks.append(round(resident(), 1))
print(json.dumps({"mb": marks, "cpu_s": time.process_time()}))
"""


def run(program: str, *words: str) -> str:
    done = subprocess.run(
        [sys.executable, "-c", program, *words], cwd=REPOSITORY, capture_output=True, text=True, check=True
    )
    return done.stdout


def measure_disk(store: Store, events: int) -> dict[str, Any]:
    """Bytes an event of every table and index, whole pages counted."""
    store.db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    rows = store.db.execute("SELECT name, SUM(pgsize) FROM dbstat GROUP BY name ORDER BY 2 DESC")
    sizes = {name: size / events for name, size in rows}
    free = store.db.execute("PRAGMA freelist_count").fetchone()[0] * 4_096 / events
    return {
        "events_and_indices": sum(sizes.get(name, 0) for name in OF_EVENTS),
        "read_model": sum(sizes.get(name, 0) for name in READ_MODEL),
        "free": free,
        "all": sum(sizes.values()) + free,
        "tables": {name: round(size, 1) for name, size in sizes.items() if size >= 0.5},
    }


def measure_node(home: Path) -> dict[str, float]:
    """`voisinage node` from the start of its process until it says where it listens, and its memory then."""
    start = time.perf_counter()
    words = ["--home", str(home), "node", "--listen", "/ip4/127.0.0.1/tcp/0", "--json"]
    process = subprocess.Popen(
        [sys.executable, "-m", "app", *words],
        cwd=REPOSITORY, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
    )  # fmt: skip
    assert process.stdout is not None
    line = process.stdout.readline()
    started = time.perf_counter() - start
    assert line, "the node did not start"
    spent = Path(f"/proc/{process.pid}/stat").read_text().rsplit(")", 1)[1].split()
    status = Path(f"/proc/{process.pid}/status").read_text()
    resident = next(int(row.split()[1]) for row in status.splitlines() if row.startswith("VmRSS"))
    process.terminate()
    process.wait(20)
    return {
        "node_start_s": started,
        "node_start_cpu_s": (int(spent[11]) + int(spent[12])) / os.sysconf("SC_CLK_TCK"),
        "node_resident_mb": resident / 1024,
    }


def measure_stage(history: History, folder: Path, spent_s: float, grown: int) -> dict[str, Any]:
    store, events = history.desk.store, history.events
    disk = measure_disk(store, events)
    history.close()
    path = history.home.database
    opened = [float(run(_OPEN, str(path))) for _ in range(5)]
    figures: dict[str, Any] = {
        "events": events,
        "cpu_us_event": 1e6 * spent_s / grown,
        "wire_bytes_event": history.wire_bytes / events,
        "disk_bytes_event": disk,
        "open_cpu_ms": 1000 * sorted(opened)[2],
        **measure_node(history.home.root),
    }
    shutil.rmtree(folder / "copy", ignore_errors=True)
    (folder / "copy").mkdir()
    followed = json.loads(run(_FOLLOW, str(path), str(folder / "copy" / "commune.db")))
    figures["follow_resident_mb"] = followed["mb"]
    figures["follow_cpu_us_event"] = 1e6 * followed["cpu_s"] / events
    history.reopen()
    return figures


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("events", nargs="?", type=int, default=EVENTS)
    wanted = parser.parse_args().events
    stages: list[dict[str, Any]] = []
    with tempfile.TemporaryDirectory(prefix="voisinage-bench-") as name:
        folder = Path(name)
        history = History(folder, PEOPLE)
        for size in sorted({min(size, wanted) for size in (10_000, 100_000, 300_000, EVENTS, wanted)}):
            grown = size - history.events
            stages.append(measure_stage(history, folder, history.grow(grown), grown))
            print(json.dumps(stages[-1]), file=sys.stderr, flush=True)
        history.close()
    print(json.dumps({"stages": stages, "load_average": os.getloadavg()}, indent=2))


if __name__ == "__main__":
    main()
