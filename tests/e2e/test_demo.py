# SPDX-License-Identifier: AGPL-3.0-or-later
"""The demonstration on a short year: six processes that agree, nothing left running, heard here alone."""

from __future__ import annotations

import json
import os
import shutil
import signal
import sys
from pathlib import Path

import pytest

from app.clock import EXAMPLE_FILE
from app.config import load_config
from app.control import ask
from app.paths import Home
from app.year.homes import find_kept, lay_out, make_year
from tests.helpers.processes import Street, until

pytestmark = pytest.mark.slow
DAYS = 33
"""Marc lives there by then."""


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A short year in the place of the whole one, which takes a minute."""
    cache = tmp_path_factory.mktemp("cache")
    make_year(find_kept(cache / "voisinage" / "example"), days=DAYS)
    return cache


@pytest.fixture
def demo_cache(kept: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(kept))
    return kept


def pid_of(home: Home) -> int:
    """The process that runs a home, 0 when none does."""
    answer = ask(home, {"command": "program"}, timeout_s=60) if home.keys.is_dir() else None
    return 0 if answer is None else int(answer["result"]["pid"])


def is_alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def test_six_processes_play_the_morning_and_agree(
    real_homes: Street, tmp_path: Path, demo_cache: Path
) -> None:
    root = tmp_path / "demo"
    command = [sys.executable, "-m", "app", "demo", "--headless", "--json", "--home", str(root)]
    demo = real_homes.spawn(command)
    out, _ = demo.communicate(timeout=400)
    assert demo.returncode == 0
    answer = json.loads(out)
    names = [node["name"] for node in answer["nodes"]]
    assert names[0] == "François Dubois"
    assert len(names) == 6
    assert len({(node["height"], node["state_digest"]) for node in answer["nodes"]}) == 1
    assert all({"name", "height", "state_digest", "totals"} == set(node) for node in answer["nodes"])
    # What Marc did this morning is said on the commune's own day.
    francois = real_homes.person("francois")
    francois.home = root / "francois"
    history = francois.do("history")["history"]
    thanks = next(entry for entry in history if entry["memo"].startswith("Merci, il fait bon"))
    assert 1_779_601_320_000 <= thanks["at_ms"] < 1_779_601_320_000 + 600_000


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT], ids=["SIGTERM", "SIGINT"])
def test_a_demonstration_that_is_stopped_stops_its_nodes(
    real_homes: Street, tmp_path: Path, demo_cache: Path, number: signal.Signals
) -> None:
    root = tmp_path / "demo"
    demo = real_homes.spawn([sys.executable, "-m", "app", "demo", "--headless", "--home", str(root)])
    claire, francois = Home(root / "claire"), Home(root / "francois")
    pids = until(lambda: all(found := [pid_of(claire), pid_of(francois)]) and found, "two nodes run", 90)
    for home in (claire, francois):
        assert all(one.startswith("/ip4/127.0.0.1/tcp/") for one in load_config(home.config).listen)
    demo.send_signal(number)
    assert demo.wait(90) == 130
    until(lambda: not any(map(is_alive, pids)), "the nodes ended", 10)


def test_its_clock_is_of_no_use_to_a_home_of_people(
    real_homes: Street, tmp_path: Path, demo_cache: Path
) -> None:
    lea = real_homes.found()
    kept = find_kept(demo_cache / "voisinage" / "example")
    example = lay_out(kept, tmp_path / "homes", ["claire"])["claire"]
    shutil.copy(example.root / EXAMPLE_FILE, lea.home / EXAMPLE_FILE)
    assert lea.refused("balance") == "not-the-example"
