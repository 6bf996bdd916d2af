# SPDX-License-Identifier: AGPL-3.0-or-later
"""`make bench`: one JSON document of figures, each with a ratio to a limit measured in the same run.

These machines are noisy: compare ratios, and runs of one machine. Nothing here is asserted by a test.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ["PYTHON_KEYRING_BACKEND"] = "keyring.backends.fail.Keyring"


from app import desk as desks
from app import facade
from app.energy import add_meter, certify_meter, import_meter_file
from app.paths import Home
from app.service import Service
from app.verify import verify_store
from bench.council import measure_council
from bench.ingest import measure_append, measure_ingest, measure_reopen
from bench.live import measure_live
from bench.payments import make_history
from bench.physical import (
    measure_commits,
    measure_verifications,
    measure_verifications_cpu,
    measure_verifications_two,
)
from bench.sealing import measure_sealing
from bench.snapshot import measure_snapshot
from bench.syncing import measure_apart, measure_fresh
from bench.window import measure_window
from ledger.store import Store

REPOSITORY = Path(__file__).resolve().parent.parent
LISTEN = ["/ip4/127.0.0.1/tcp/0"]
LONG = 10_000
"""Beyond it a history is synced and opened, not taken in again and again."""


def timed(function: Callable[[], Any]) -> tuple[float, Any]:
    start = time.perf_counter()
    value = function()
    return time.perf_counter() - start, value


def measure_verify(store: Store) -> float:
    seconds, (ok, events, _, problems) = timed(lambda: verify_store(store))
    assert ok, problems
    return events / seconds


def measure_latency(folder: Path) -> dict[str, float]:
    """Between two residents' nodes in one process: stored here → seen there, and → definitive there."""
    desk = desks.found(
        Home(folder / "a"), name="Banc", me="Claire", latitude_centideg=4575, longitude_centideg=485,
        since_ms=desks.now_ms() - 86_400_000, parameters={"seal.interval-ms": 1_000},
    )  # fmt: skip
    claire = facade.Voisinage(Service(desk), LISTEN)
    code = claire.invite().wait(20).code
    francois = facade.join(folder / "b", code, "François", listen=LISTEN).wait(30)
    wait(lambda: francois.is_member and francois.status().synced)
    account = claire.me().account
    stored, seen, settled = [], [], []
    for _ in range(15):
        start = time.perf_counter()
        event = francois.pay(account, "hour", 60).wait(10)
        stored.append(time.perf_counter() - start)
        wait(lambda wanted=event.id: claire.event_proof(wanted) is not None)
        seen.append(time.perf_counter() - start)
        wait(lambda wanted=event.id: claire.event_proof(wanted).height >= 0)
        settled.append(time.perf_counter() - start)
    claire.close()
    francois.close()
    return {
        "stored_ms_p50": 1000 * statistics.median(stored),
        "seen_ms_p50": 1000 * statistics.median(seen),
        "seen_ms_max": 1000 * max(seen),
        "definitive_ms_p50": 1000 * statistics.median(settled),
        "definitive_ms_max": 1000 * max(settled),
    }


def measure_import(folder: Path) -> dict[str, float]:
    """A year of daily indices and two weeks of half hours into the register and the local file."""
    end = datetime.now(UTC).date()
    made = json.loads(
        subprocess.run(
            [sys.executable, str(REPOSITORY / "scripts" / "make_meter_files.py"), "--end", end.isoformat(),
             "--out", str(folder / "meters")],
            capture_output=True, text=True, check=True,
        ).stdout
    )  # fmt: skip
    since = int((datetime.now(UTC) - timedelta(days=400)).timestamp() * 1000)
    desk = desks.found(
        Home(folder / "roof"),
        name="Banc",
        me="François",
        latitude_centideg=4575,
        longitude_centideg=485,
        since_ms=since,
    )
    first = datetime.fromisoformat(str(made["from"])) if isinstance(made["from"], str) else None
    from_ms = int(first.timestamp() * 1000) if first is not None else int(made["from"])
    meter = add_meter(
        desk,
        side="production",
        watts_peak=30_000,
        from_ms=from_ms + 3_600_000,
        index_wh=made["index_from_wh"],
    )
    certify_meter(desk, meter.id)
    index_s, report = timed(lambda: import_meter_file(desk, Path(made["index_file"])))
    curve_s, curve = timed(lambda: import_meter_file(desk, Path(made["curve_file"])))
    again = import_meter_file(desk, Path(made["index_file"]))
    assert again.readings == 0, "the same file twice signs nothing"
    desk.close()
    return {
        "index_file_ms": 1000 * index_s,
        "index_days": report.days_new,
        "readings": report.readings,
        "curve_file_ms": 1000 * curve_s,
        "curve_steps": curve.curve_steps,
    }


def wait(condition: Callable[[], bool], limit_s: float = 30) -> None:
    end = time.perf_counter() + limit_s
    while not condition():
        if time.perf_counter() > end:
            raise TimeoutError
        time.sleep(0.002)


def measure_councils(folder: Path) -> dict[str, Any]:
    """What a seal costs, and what four witnesses say in an hour when nothing happens."""
    found: dict[str, Any] = {}
    for size in (1, 4, 7, 10):
        made = measure_council(folder / str(size), size, is_idle_counted=size == 4)
        _tell(f"witnesses {size}", made)
        found[str(size)] = made
    return found


def _tell(name: str, figures: Any) -> None:
    """How far it is, for who waits; the document alone goes to standard output."""
    print(f"{name}: {json.dumps(figures)}", file=sys.stderr, flush=True)


def measure_history(folder: Path, count: int) -> dict[str, Any]:
    """What a history of `count` payments of ten authors costs: in, out, again, and one act more."""
    path = folder / f"history-{count}.db"
    history = make_history(path, count)
    try:
        found: dict[str, Any] = {"reopen": measure_reopen(history, path)}
        if count <= LONG:
            found["ingest"] = measure_ingest(history, folder)
            rate, limit = measure_verify(history.store), measure_verifications()
            found["verify"] = {"events_s": rate, "ratio_to_verifications": rate / limit}
        with tempfile.TemporaryDirectory(dir=folder) as name:
            found["sync"] = measure_fresh(history, path, Path(name))
            found["ten_apart"] = measure_apart(history, path, Path(name))
        found["append"] = measure_append(history, folder)
    finally:
        history.store.close()
    return found


def measure_growth(short: dict[str, Any], long: dict[str, Any]) -> dict[str, float]:
    """How much more an event costs in a history ten times as long, the limit measured beside each."""
    return {
        "time_per_event": short["sync"]["ratio_processor_alone"] / long["sync"]["ratio_processor_alone"],
        "resident_mb_more": long["sync"]["resident_mb"] - short["sync"]["resident_mb"],
    }


def measure_parts(folder: Path) -> dict[str, Callable[[], dict[str, Any]]]:
    """Every part of the document by name, in the order they are measured."""
    return {
        "limits": lambda: {
            "pynacl_verifications_s": measure_verifications(),
            "pynacl_verifications_processor_s": measure_verifications_cpu(),
            "pynacl_verifications_two_s": measure_verifications_two(),
            "sqlite_commits_s": measure_commits(folder),
        },
        "history_10k": lambda: measure_history(folder, 10_000),
        "history_100k": lambda: measure_history(folder, 100_000),
        "live": lambda: measure_live(folder / "live"),
        "import": lambda: measure_import(folder),
        "latency": lambda: measure_latency(folder),
        "window": lambda: measure_window(folder / "window"),
        "sealing": lambda: measure_sealing(folder / "streets"),
        "snapshot": lambda: measure_snapshot(folder / "snapshot"),
        "witnesses": lambda: measure_councils(folder / "councils"),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description="Measure; one JSON document.")
    parser.add_argument(
        "--only", action="append", metavar="PART", help="measure this part alone (repeatable)"
    )
    wanted = parser.parse_args().only
    document: dict[str, Any] = {}
    with tempfile.TemporaryDirectory(prefix="voisinage-bench-") as name:
        parts = measure_parts(Path(name))
        if unknown := set(wanted or ()) - parts.keys():
            parser.error(f"no part {', '.join(sorted(unknown))}; there are {', '.join(parts)}")
        for part, measure in parts.items():
            if wanted is None or part in wanted:
                document[part] = measure()
                _tell(part, document[part])
        if {"history_10k", "history_100k"} <= document.keys():
            document["growth"] = measure_growth(document["history_10k"], document["history_100k"])
    document["load_average"] = os.getloadavg()
    print(json.dumps(document, indent=2))


if __name__ == "__main__":
    main()
