# SPDX-License-Identifier: AGPL-3.0-or-later
"""François's window on the year of Saint-Aubin, each figure of a process of its own.

    start   from the process's start until Matin is painted; then every page, opened first and again; memory
    sync    his copy ends soon after he joined; Claire's node (a process) has the whole year: how late a timer
            of 10 ms of the window is while all that arrives

Time by the wall's clock, and processor time of the window's thread beside: other programs take from the
first.
"""

from __future__ import annotations

import gc
import json
import os
import resource
import statistics
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any, Final

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ["PYTHON_KEYRING_BACKEND"] = "keyring.backends.fail.Keyring"

REPOSITORY: Final = Path(__file__).resolve().parent.parent
STARTS: Final = 3
TICK_MS: Final = 10
PATIENCE_S: Final = 600
SYNCED_S: Final = 90
"""A busy computer takes many minutes for the year: as much of it as arrives meanwhile is watched."""
AFTER_JOINING: Final = 30
"""Heights of the year that the copy to be synced has, after the one that made François a member."""
NEIGHBOUR: Final = "claire"
WORST: Final = 10


def measure_window(folder: Path) -> dict[str, Any]:
    """The year is played first if it is not kept: a minute."""
    from app.year.homes import get_year, lay_out
    from app.year.roofs import FRANCOIS

    kept, summary = get_year()
    home = lay_out(kept, folder / "whole", [FRANCOIS])[FRANCOIS]
    starts = [_run("start", str(home.root), "0") for _ in range(STARTS + 1)][1:]  # the first compiles
    found: dict[str, Any] = {
        name: statistics.median(one[name] for one in starts) for name in starts[0] if name.startswith("start")
    }
    found |= _run("start", str(home.root), "1")["then"]
    homes = lay_out(kept, folder / "part", [FRANCOIS, NEIGHBOUR])
    _cut_short(homes[FRANCOIS])
    found["sync"] = _sync(homes[FRANCOIS].root, homes[NEIGHBOUR].root, summary["height"])
    return found


def _run(*words: str) -> dict[str, Any]:
    """One of the two programs, with its byte code kept, as an installed program has it."""
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    done = subprocess.run(
        [sys.executable, "-m", "bench.window", *words, str(time.time())],
        capture_output=True, text=True, check=True, cwd=REPOSITORY, env=environment,
    )  # fmt: skip
    return json.loads(done.stdout.splitlines()[-1])


def _sync(home: Path, neighbour: Path, height: int) -> dict[str, Any]:
    command = [sys.executable, "-m", "app", "node", "--home", str(neighbour), "--json"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=REPOSITORY) as node:
        try:
            assert node.stdout is not None
            node.stdout.readline()  # it listens
            return _run("sync", str(home), str(height))
        finally:
            node.terminate()


def _cut_short(home: Any) -> None:
    """Leave in a home's copy the beginning of the year alone."""
    from bench.payments import read_wire
    from ledger.event import decode_event
    from ledger.replica import Replica
    from ledger.seal import decode_seal
    from ledger.state import ACCOUNTS
    from ledger.store import Store
    from ledger.units import AccountId
    from p2p.keeping import follow_seal

    path = home.database.with_name("short.db")
    with closing(Store(home.database)) as whole, closing(Store(path)) as short:
        account = AccountId(whole.get_meta("account") or b"")
        charter, heights = read_wire(Replica(whole))
        replica, left = Replica(short), AFTER_JOINING
        replica.adopt(charter)
        for events, seal, proof in heights:
            found = decode_seal(seal, replica.commune)
            cut = [decode_event(event, replica.commune) for event in events]
            assert follow_seal(replica, found, proof, cut, b"peer") == ()
            left -= replica.state.get(ACCOUNTS, account) is not None
            if not left:
                break
        short.set_meta("account", account)
        for node, address, seen_ms in whole.get_peers():
            short.remember_peer(node, address, seen_ms)
    for old in home.root.glob(f"{home.database.name}*"):
        old.unlink()
    path.rename(home.database)


# --- the window's program -----------------------------------------------------------------------------------


def _resident_mb() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _timed(function: Callable[[], None]) -> dict[str, float]:
    wall, own = time.perf_counter(), time.thread_time()
    function()
    return {
        "ms": 1000 * (time.perf_counter() - wall),
        "processor_ms": 1000 * (time.thread_time() - own),
    }


def _open(home: Path) -> tuple[Any, Any]:
    """(the application, its start), Matin painted."""
    from app import facade
    from ui import run

    application = run.application()
    start = run.Start(application, home, facade)
    start.begin()
    painted: list[bool] = []
    start.shown_window.was_painted.connect(lambda: painted.append(True))
    while not painted:
        application.processEvents()
    return application, start


def show_start(home: Path, is_whole: bool, started_s: float) -> dict[str, Any]:
    """The first program."""
    application, start = _open(home)
    found: dict[str, Any] = {
        "start_to_matin_s": time.time() - started_s,
        "start_processor_s": time.process_time(),
        "start_resident_mb": _resident_mb(),
    }
    if is_whole:
        found["then"] = _walk(application, start)
    start.close()
    return found


def _walk(application: Any, start: Any) -> dict[str, Any]:
    """Every page, the node running."""
    from ui.places import PLACES

    _turn(application, lambda: start.facade._thread.has_node)
    window = start.shown_window

    def change(name: str) -> None:
        assert window.isVisible()
        window.open_place(name)
        application.processEvents()
        window.repaint()

    found: dict[str, Any] = {}
    for turn in ("first", "again", "changed"):
        found[turn] = {}
        for place in [*PLACES[1:], PLACES[0]]:
            if turn == "changed":
                window._stale.update(window._pages)  # as after a seal that every page follows
            begun = time.perf_counter()
            found[turn][place.name] = _timed(lambda name=place.name: change(name))
            if turn == "changed":
                _turn(application, lambda: not window.is_behind)
                found[turn][place.name]["until_shown_ms"] = 1000 * (time.perf_counter() - begun)
            _turn_for(application, 0.3)
    found["resident_mb"] = _resident_mb()
    return found


def show_sync(home: Path, height: int) -> dict[str, Any]:
    """The second program."""
    from PySide6.QtCore import Qt, QTimer

    watch = Watch()
    application, start = _open(home)
    late_ms: list[float] = []
    busy_ms: list[float] = []
    done: list[dict[str, float]] = []
    own_s = time.thread_time()
    due_s = time.perf_counter() + TICK_MS / 1000
    timer = QTimer()

    def tick() -> None:
        nonlocal due_s, own_s
        now_s, before_s, own_s = time.perf_counter(), own_s, time.thread_time()
        busy_ms.append(1000 * (own_s - before_s))
        late_ms.append(max(0.0, 1000 * (now_s - due_s)))
        done.append(watch.take())
        due_s = now_s + TICK_MS / 1000

    timer.setTimerType(Qt.TimerType.PreciseTimer)
    timer.setInterval(TICK_MS)
    timer.timeout.connect(tick)
    _turn(application, lambda: start.facade._thread.has_node)
    first = start.facade.status().height
    due_s, own_s = time.perf_counter() + TICK_MS / 1000, time.thread_time()
    timer.start()
    begun, own = time.perf_counter(), time.thread_time()
    _turn(application, lambda: _height(start) >= height or time.perf_counter() - begun > SYNCED_S)
    found = {
        "heights": _height(start) - first,
        "of": height - first,
        "seconds": time.perf_counter() - begun,
        "window_processor_s": time.thread_time() - own,
        "ticks": len(late_ms),
        **{f"late_ms_{name}": value for name, value in _sum_up(late_ms).items()},
        # What the window's thread itself worked between two ticks: whatever else runs on the computer.
        **{f"busy_ms_{name}": value for name, value in _sum_up(busy_ms).items()},
        "resident_mb": _resident_mb(),
        "late_over": {limit: sum(late > limit for late in late_ms) for limit in (16, 33, 60, 100)},
        "busy_over": {limit: sum(late > limit for late in busy_ms) for limit in (8, 16, 33, 60, 100)},
        "worst": _worst(late_ms, busy_ms, done),
    }
    start.close()
    return found


class Watch:
    """What the window's thread does between two ticks, in ms by the wall's clock and of its own."""

    def __init__(self) -> None:
        from app.asking import Asking
        from ui.main_window import MainWindow
        from ui.pages.morning import MorningPage
        from ui.widgets.filling import Filling
        from ui.widgets.page import CardGrid

        self._spent: dict[str, float] = {}
        self._window = threading.get_ident()
        self._gc_s = 0.0
        gc.callbacks.append(self._collect)
        for owner, name in (
            (Asking, "ask"),
            (MainWindow, "_on_topics"),
            (MainWindow, "_show_badges"),
            (MorningPage, "refresh"),
            (MorningPage, "_fill_banners"),
            (CardGrid, "_lay"),
            (Filling, "_take_slice"),
        ):
            self._wrap(owner, name)

    def _wrap(self, owner: Any, name: str) -> None:
        inner, word = getattr(owner, name), name.strip("_")

        def spend(*arguments: Any, **named: Any) -> Any:
            if threading.get_ident() != self._window:
                return inner(*arguments, **named)
            begun, own = time.perf_counter(), time.thread_time()
            try:
                return inner(*arguments, **named)
            finally:
                self._add(word, time.perf_counter() - begun)
                self._add(f"{word}, own", time.thread_time() - own)

        setattr(owner, name, spend)

    def _collect(self, phase: str, told: dict[str, int]) -> None:
        if phase == "start":
            self._gc_s = time.perf_counter()
        else:
            self._add(f"gc {told['generation']}", time.perf_counter() - self._gc_s)

    def _add(self, word: str, seconds: float) -> None:
        self._spent[word] = self._spent.get(word, 0.0) + 1000 * seconds

    def take(self) -> dict[str, float]:
        """Since the last time."""
        taken, self._spent = self._spent, {}
        return taken


def _worst(late_ms: list[float], busy_ms: list[float], done: list[dict[str, float]]) -> list[str]:
    """The latest ticks and what they waited for."""
    order = sorted(range(len(late_ms)), key=lambda tick: -late_ms[tick])[:WORST]
    return [
        f"tick {tick}: late {late_ms[tick]:.0f}, own {busy_ms[tick]:.0f}: "
        + ", ".join(f"{word} {spent:.0f}" for word, spent in done[tick].items() if spent >= 1)
        for tick in order
    ]


def _height(start: Any) -> int:
    from ledger.state import get_chain

    return get_chain(start.facade._asking.picture.sealed).height


def _sum_up(values: list[float]) -> dict[str, float]:
    cuts = statistics.quantiles(values, n=100)
    return {"p50": cuts[49], "p90": cuts[89], "p99": cuts[98], "max": max(values)}


def _turn(application: Any, is_over: Callable[[], bool]) -> None:
    """Let the window live until something is true."""
    from PySide6.QtCore import QEventLoop, QTimer

    end = time.monotonic() + PATIENCE_S
    turning = QEventLoop(application)  # the application's own would close the window when it ends

    def look() -> None:
        if is_over() or time.monotonic() > end:
            turning.quit()

    watch = QTimer()
    watch.timeout.connect(look)
    watch.start(20)
    turning.exec()
    if not is_over():
        raise TimeoutError


def _turn_for(application: Any, seconds: float) -> None:
    end = time.monotonic() + seconds
    _turn(application, lambda: time.monotonic() > end)


def main(words: list[str]) -> None:
    match words:
        case ["start", home, is_whole, started_s]:
            found = show_start(Path(home), is_whole == "1", float(started_s))
        case ["sync", home, height, _]:
            found = show_sync(Path(home), int(height))
        case _:
            raise SystemExit(__doc__)
    print(json.dumps(found))


if __name__ == "__main__":
    main(sys.argv[1:])
