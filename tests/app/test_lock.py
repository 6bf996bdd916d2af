# SPDX-License-Identifier: AGPL-3.0-or-later
"""The lock: one holder, told by its number, freed by any death."""

from __future__ import annotations

import os
import signal
import stat
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from app import lock as lock_module
from app.lock import HomeLock, HomeLocked

HOLDER = """
import sys
from pathlib import Path
from app.lock import HomeLock
lock = HomeLock.acquire(Path(sys.argv[1]))
print("held", flush=True)
sys.stdin.read()
"""


@contextmanager
def holder(path: Path) -> Iterator[subprocess.Popen[str]]:
    process = subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=Path(lock_module.__file__).parents[1],
    )
    with process:
        assert process.stdout is not None
        assert process.stdout.readline() == "held\n"
        try:
            yield process
        finally:
            process.kill()


def test_a_free_home_is_locked_and_freed(tmp_path: Path) -> None:
    path = tmp_path / "lock"
    with HomeLock.acquire(path):
        assert path.read_text() == f"{os.getpid()}\n"
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert path.exists()
    with HomeLock.acquire(path):
        pass


def test_two_openings_in_one_process_are_kept_apart(tmp_path: Path) -> None:
    path = tmp_path / "lock"
    with HomeLock.acquire(path), pytest.raises(HomeLocked) as caught:
        HomeLock.acquire(path)
    assert (caught.value.code, caught.value.pid) == ("locked", os.getpid())


def test_a_refused_attempt_leaves_the_lock_with_its_holder(tmp_path: Path) -> None:
    path = tmp_path / "lock"
    held = HomeLock.acquire(path)
    for _ in range(3):
        with pytest.raises(HomeLocked):
            HomeLock.acquire(path)
    held.release()
    held.release()
    HomeLock.acquire(path).release()


def test_another_process_is_told_by_its_number(tmp_path: Path) -> None:
    path = tmp_path / "lock"
    with holder(path) as process:
        with pytest.raises(HomeLocked) as caught:
            HomeLock.acquire(path)
        assert caught.value.pid == process.pid
        assert str(process.pid) in str(caught.value)


def test_a_killed_holder_frees_the_home(tmp_path: Path) -> None:
    path = tmp_path / "lock"
    with holder(path) as process:
        process.send_signal(signal.SIGKILL)
        process.wait()
        assert path.read_text() == f"{process.pid}\n"
        with HomeLock.acquire(path):
            assert path.read_text() == f"{os.getpid()}\n"


def test_a_child_program_does_not_keep_the_lock(tmp_path: Path) -> None:
    path = tmp_path / "lock"
    held = HomeLock.acquire(path)
    with subprocess.Popen(
        [sys.executable, "-c", "import sys; sys.stdin.read()"], stdin=subprocess.PIPE, close_fds=False
    ) as child:
        held.release()
        HomeLock.acquire(path).release()
        child.kill()


@pytest.mark.parametrize("content", [b"", b"junk", b"-1", b"\xff" * 100, b"9" * 100])
def test_a_file_that_tells_nothing_is_no_obstacle(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "lock"
    path.write_bytes(content)
    with HomeLock.acquire(path):
        path.write_bytes(content)
        with pytest.raises(HomeLocked) as caught:
            HomeLock.acquire(path)
    assert caught.value.pid >= 0


def test_a_link_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "victim").write_bytes(b"mine")
    (tmp_path / "lock").symlink_to(tmp_path / "victim")
    with pytest.raises(OSError, match="symbolic link"):
        HomeLock.acquire(tmp_path / "lock")
    assert (tmp_path / "victim").read_bytes() == b"mine"
