# SPDX-License-Identifier: AGPL-3.0-or-later
"""One process writes a home: whoever holds home/lock.

The system holds the lock for the open file and frees it when the process dies, however it dies: there is
no stale lock to clear. The number written in the file only tells a person who holds it.

Law: the file is never removed (two processes could then each lock another file of the same name).
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from types import TracebackType
from typing import Final, Self

from app.paths import FILE_MODE

NUMBER_BYTES_MAX: Final = 20

if sys.platform == "win32":
    import msvcrt

    LOCKED_OFFSET: Final = 1 << 30
    """A locked byte cannot be read: lock one far beyond the number, which stays readable."""

    def _lock_or_raise(descriptor: int) -> None:
        os.lseek(descriptor, LOCKED_OFFSET, os.SEEK_SET)
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)

    def _unlock(descriptor: int) -> None:
        os.lseek(descriptor, LOCKED_OFFSET, os.SEEK_SET)
        msvcrt.locking(descriptor, msvcrt.LK_UNLCK, 1)

else:
    import fcntl

    def _lock_or_raise(descriptor: int) -> None:
        # flock, not lockf: it also keeps apart two openings within one process, and closing another
        # descriptor of the file does not drop it.
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)

    def _unlock(descriptor: int) -> None:
        # Not left to close(): a child program being started shares the lock until its exec is over.
        fcntl.flock(descriptor, fcntl.LOCK_UN)


class HomeLocked(Exception):
    """Another process writes this home."""

    code = "locked"

    def __init__(self, pid: int) -> None:
        super().__init__(f"process {pid} uses this home" if pid else "another process uses this home")
        self.pid = pid
        """The process that holds it; 0 when it has not said yet."""


class HomeLock:
    """The right to write a home; a context manager, or `release()`. Its death releases it too."""

    def __init__(self, descriptor: int) -> None:
        self._descriptor = descriptor

    @classmethod
    def acquire(cls, path: Path) -> Self:
        """Take the lock at once or not at all.

        Raises:
            HomeLocked: with the process that holds it.
            OSError: the disk refuses.
        """
        flags = os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0)
        descriptor = os.open(path, flags, FILE_MODE)  # not inherited by child programs (PEP 446)
        try:
            if not _try_lock(descriptor):
                raise HomeLocked(_read_pid(descriptor))
            os.ftruncate(descriptor, 0)
            os.lseek(descriptor, 0, os.SEEK_SET)
            os.write(descriptor, f"{os.getpid()}\n".encode("ascii"))
        except BaseException:
            os.close(descriptor)
            raise
        return cls(descriptor)

    def release(self) -> None:
        """Let another process write the home. Releasing twice does nothing."""
        if self._descriptor < 0:
            return
        descriptor, self._descriptor = self._descriptor, -1
        try:
            os.ftruncate(descriptor, 0)
            _unlock(descriptor)
        finally:
            os.close(descriptor)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.release()


def find_holder(path: Path) -> int | None:
    """Who holds the lock: a process, 0 when it has not said, None when nobody does. The file stays as it is.

    A process that takes the lock in the very moment of the question is refused it; ours ask again.

    Raises:
        OSError: the file cannot be opened.
    """
    try:
        descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0))
    except FileNotFoundError:
        return None
    try:
        if not _try_lock(descriptor):
            return _read_pid(descriptor)
        _unlock(descriptor)
        return None
    finally:
        os.close(descriptor)


def _try_lock(descriptor: int) -> bool:
    try:
        _lock_or_raise(descriptor)
    except (BlockingIOError, PermissionError):
        return False
    return True


def _read_pid(descriptor: int) -> int:
    os.lseek(descriptor, 0, os.SEEK_SET)
    content = os.read(descriptor, NUMBER_BYTES_MAX).strip()
    return int(content) if content.isdigit() else 0
