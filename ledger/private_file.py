# SPDX-License-Identifier: AGPL-3.0-or-later
"""Files that their owner alone reads (0600): the one way they are made and closed, whoever fills them.

Law: a file is made so before anything is written into it; no other user can open it in between. SQLite gives
what it makes beside a file (`-wal`, `-shm`) the rights of that file.
"""

from __future__ import annotations

import os
import stat
from pathlib import Path
from typing import Final

from ledger.errors import StoreClosed, StoreError

FILE_MODE: Final = 0o600
_OTHERS: Final = 0o077


def make_private_file(path: Path) -> None:
    """An empty file where there is none; of one that is there, other users lose what they may do with it.

    Raises:
        StoreClosed: this computer does not let us. StoreError: its disk does not.
    """
    try:
        try:
            os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, FILE_MODE))
        except FileExistsError:
            close_private_file(path)
    except (PermissionError, FileNotFoundError, NotADirectoryError, IsADirectoryError) as error:
        raise StoreClosed(f"{path}: {error}") from error
    except OSError as error:
        raise StoreError(f"{path}: {error}") from error


def close_private_file(path: Path) -> bool:
    """Take from other users what they may read or write of `path`; whether there was something to take."""
    if os.name != "posix" or not stat.S_IMODE(path.stat().st_mode) & _OTHERS:
        return False
    path.chmod(FILE_MODE)
    return True
