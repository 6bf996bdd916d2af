# SPDX-License-Identifier: AGPL-3.0-or-later
"""The demonstration leaves nothing running behind it, and listens on this computer alone."""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path

import pytest

from app.config import load_config
from app.control import ask
from app.paths import Home
from tests.helpers.processes import Street, until

pytestmark = pytest.mark.slow


def pid_of(home: Home) -> int:
    """The process that runs a home, 0 when none does."""
    answer = ask(home, {"command": "program"}, timeout_s=5) if home.keys.is_dir() else None
    return 0 if answer is None else int(answer["result"]["pid"])


def is_alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT], ids=["SIGTERM", "SIGINT"])
def test_a_demonstration_that_is_stopped_stops_its_nodes(
    real_homes: Street, tmp_path: Path, number: signal.Signals
) -> None:
    root = tmp_path / "demo"
    demo = real_homes.spawn([sys.executable, "-m", "app", "demo", "--headless", "--home", str(root)])
    claire, francois = Home(root / "claire"), Home(root / "francois")
    pids = until(lambda: all(found := [pid_of(claire), pid_of(francois)]) and found, "two nodes run", 60)
    for home in (claire, francois):
        assert all(one.startswith("/ip4/127.0.0.1/tcp/") for one in load_config(home.config).listen)
    demo.send_signal(number)
    assert demo.wait(20) == 130
    until(lambda: not any(map(is_alive, pids)), "the nodes ended", 10)
