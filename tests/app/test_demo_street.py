# SPDX-License-Identifier: AGPL-3.0-or-later
"""Nodes of the demonstration end with the program that began them, were it killed."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
import trio

from app.__main__ import main
from app.control import ask
from app.lock import find_holder
from app.paths import Home
from tests.helpers.network import until

BEGIN = """
import sys, time
from pathlib import Path
from app.demo_resident import Resident
from app.demo_street import Street

if __name__ == "__main__":
    resident = Resident("lea", Path(sys.argv[1]))
    street = Street()
    street.start([resident])
    print("begun", flush=True)
    sys.stdin.read()
"""
VISIT = """
import sys
from app import facade_visit

child = "import signal; from app.demo import follow_starter; follow_starter(); signal.pause()"
facade_visit.make_command = lambda *_words: [sys.executable, "-c", child]
print(facade_visit.visit()._process.pid, flush=True)
sys.stdin.read()
"""
DEADLINE_S = 90


def is_alive(pid: int) -> bool:
    """Whether a process still runs; one that ended and that nobody waited for does not."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    status = Path(f"/proc/{pid}/stat")
    return not (status.exists() and status.read_text().rpartition(")")[2].split()[0] == "Z")


async def test_a_killed_program_leaves_no_node_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.fail.Keyring")
    root, script = tmp_path / "lea", tmp_path / "begin.py"
    assert main(["--home", str(root), "--json", "found", "--name", "Saint-Aubin", "--me", "Léa"]) == 0
    script.write_text(BEGIN)
    environment = dict(os.environ) | {"PYTHONPATH": str(Path(__file__).parents[2])}
    with subprocess.Popen(
        [sys.executable, str(script), str(root)],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=environment,
    ) as program:  # fmt: skip
        try:
            assert program.stdout is not None
            assert await trio.to_thread.run_sync(program.stdout.readline) == "begun\n"
            answer = ask(Home(root), {"command": "program"}, timeout_s=DEADLINE_S) or {}
            node = int(answer["result"]["pid"])
            assert node != program.pid
        finally:
            program.send_signal(signal.SIGKILL)
    await until(lambda: not is_alive(node), DEADLINE_S)
    assert find_holder(Home(root).lock) is None


async def test_a_visit_ends_with_the_welcome_that_opened_it_were_it_killed():
    environment = dict(os.environ) | {"PYTHONPATH": str(Path(__file__).parents[2])}
    with subprocess.Popen(
        [sys.executable, "-c", VISIT],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env=environment,
    ) as program:
        assert program.stdout is not None
        visit = int(await trio.to_thread.run_sync(program.stdout.readline))
        assert is_alive(visit)
        program.send_signal(signal.SIGKILL)
    await until(lambda: not is_alive(visit), DEADLINE_S)
