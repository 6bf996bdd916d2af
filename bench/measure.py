# SPDX-License-Identifier: AGPL-3.0-or-later
"""`make bench`: one JSON document of figures, each with a ratio to a limit measured in the same run.

These machines are noisy: compare ratios, and runs of one machine. Nothing here is asserted by a test.
"""

from __future__ import annotations

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

from nacl.signing import SigningKey

from app import desk as desks
from app import facade
from app.energy import add_meter, certify_meter, import_meter_file
from app.paths import Home
from app.service import Service
from app.verify import verify_store
from bench.council import measure_council
from bench.sealing import measure_sealing
from bench.snapshot import measure_snapshot
from ledger.event import Event, encode_event, sign_event
from ledger.replica import Replica
from ledger.signing import public_key
from ledger.store import Store
from ledger.units import Key
from p2p.sealer import Sealer

REPOSITORY = Path(__file__).resolve().parent.parent
LISTEN = ["/ip4/127.0.0.1/tcp/0"]
EVENTS = 4_000
BATCH = 500


def timed(function: Callable[[], Any]) -> tuple[float, Any]:
    start = time.perf_counter()
    value = function()
    return time.perf_counter() - start, value


def measure_verifications() -> float:
    """PyNaCl verifications of a 32-byte message a second, one thread: the limit of any ingest."""
    key = SigningKey(bytes(32))
    signed = key.sign(bytes(32))
    rounds = 3_000
    seconds, _ = timed(lambda: [key.verify_key.verify(signed) for _ in range(rounds)])
    return rounds / seconds


def make_history(folder: Path) -> Store:
    """A founder's commune with `EVENTS` sealed gifts to the fund, in batches."""
    parameters = {
        "quota.events-day": 100_000,
        "quota.bytes-day": 2**30,
        "hour.floor": 2**40,
        "hour.floor-max": 2**40,
    }
    desk = desks.found(
        Home(folder), name="Banc", me="Claire", latitude_centideg=4575, longitude_centideg=485,
        since_ms=desks.now_ms() - 86_400_000, parameters=parameters,
    )  # fmt: skip
    sealer = Sealer(desk.replica, desk.vault.node_seed, desk.open_votes())
    seed = desk.vault.account_seed
    body = {"to": b"fund", "asset": "hour", "amount": 1, "purpose": "", "memo": b""}
    while sealer.seal(desks.now_ms()) is not None:
        pass
    for _ in range(EVENTS // BATCH):
        slot = desk.replica.get_next_slot(Key(public_key(seed)))
        assert slot is not None
        seq, prev = slot
        events: list[Event] = []
        for _ in range(BATCH):
            event = sign_event(
                seed, commune=desk.commune, seq=seq, prev=prev, anchor=desk.replica.get_anchor(),
                time_ms=desks.now_ms(), kind="transfer", body=body,
            )  # fmt: skip
            events.append(event)
            seq, prev = seq + 1, event.id
        desk.replica.store_events(events, source=b"")
        sealer.seal(desks.now_ms())
    return desk.store


def measure_ingest(source: Store, folder: Path) -> dict[str, float]:
    """Full ingest of that history into a fresh file, one core: decode, verify, order, execute, store."""
    replica = Replica(Store(folder / "copy.db"))
    origin = Replica(source)
    charter = next(source.iter_sealed(0))
    history = [
        ([encode_event(event) for event in events], seal, proof)
        for events, seal, proof in origin.iter_history(0)
    ]

    def ingest() -> None:
        replica.adopt(charter)
        for events, seal, proof in history:
            replica.ingest(events, source=b"peer", forced=True)
            replica.apply_seal(seal, proof)

    seconds, _ = timed(ingest)
    total = sum(len(events) for events, _, _ in history)
    size = (folder / "copy.db").stat().st_size
    wire = sum(len(event) for events, _, _ in history for event in events)
    reopened, _ = timed(lambda: Replica(Store(folder / "copy.db")))
    return {
        "events": total,
        "events_s": total / seconds,
        "wire_bytes_event": wire / total,
        "disk_bytes_event": size / total,
        "reopen_ms": reopened * 1000,
    }


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


def measure_window(home: Path) -> dict[str, float]:
    """A process from its start until Matin is painted, and the memory it then holds."""
    program = (
        "import sys, time, resource; from pathlib import Path; from app import facade; import ui.run as run\n"
        "application = run.application(); start = run.Start(application, Path(sys.argv[1]), facade)\n"
        "start.begin()\n"
        "application.processEvents(); start.window.shown.grab()\n"
        "print(time.time(), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss); start.close()"
    )
    times, memory = [], 0.0
    for _ in range(3):
        started = time.time()
        done = subprocess.run(
            [sys.executable, "-c", program, str(home)],
            capture_output=True,
            text=True,
            check=True,
            cwd=REPOSITORY,
        )
        ended, kib = done.stdout.split()[-2:]
        times.append(float(ended) - started)
        memory = max(memory, float(kib) / 1024)
    return {"start_to_matin_s": statistics.median(times), "resident_mb": memory}


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


def main() -> None:
    document: dict[str, Any] = {}

    def keep(name: str, figures: dict[str, Any]) -> None:
        document[name] = figures
        _tell(name, figures)

    with tempfile.TemporaryDirectory(prefix="voisinage-bench-") as name:
        folder = Path(name)
        limit = measure_verifications()
        keep("limits", {"pynacl_verifications_s": limit})
        store = make_history(folder / "history")
        ingest = measure_ingest(store, folder)
        keep("ingest_one_core", {**ingest, "ratio_to_verifications": ingest["events_s"] / limit})
        verify = measure_verify(store)
        keep("verify", {"events_s": verify, "ratio_to_verifications": verify / limit})
        keep("import", measure_import(folder))
        keep("latency", measure_latency(folder))
        keep("window", measure_window(folder / "roof"))
        keep("sealing", measure_sealing(folder / "streets"))
        keep("snapshot", measure_snapshot(folder / "snapshot"))
        keep("witnesses", measure_councils(folder / "councils"))
    document["load_average"] = os.getloadavg()
    print(json.dumps(document, indent=2))


if __name__ == "__main__":
    main()
