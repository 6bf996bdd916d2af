# SPDX-License-Identifier: AGPL-3.0-or-later
"""The write-ahead log made as long as it will be, before acts come: a synced commit then lengthens no file.

        commune.db-wal   header · frames … · zeros …………………………… 4 MiB
                                  └─ SQLite goes on here, and from the start again after each checkpoint

A commit that lengthens a file also waits for the folder's own log: 0.2 to 0.4 ms of some 0.7. SQLite reads a
log up to the first frame without the salt of its header, and zeros have none; it never shortens the file, and
removes it when the last connection closes.
Its law: nothing is written but zeros, and nothing before the end of the file.
"""

from __future__ import annotations

import logging
import os
from typing import Final

from ledger.errors import StoreError
from ledger.store import Store

log = logging.getLogger(__name__)

LOG_BYTES: Final = 1 << 22
"""1,000 pages, after which SQLite writes them into their places and begins the log anew; and a large act."""
_ENDING: Final = "-wal"


def lay_out_log(store: Store) -> None:
    """Lengthen the log of an opened file to `LOG_BYTES`; in the writer's thread. A disk that refuses may."""
    beside = store.beside(f"{store.path.name}{_ENDING}") if store.path is not None else None
    if beside is None:
        return
    try:
        # Nobody else appends meanwhile.
        with store.transaction(), beside.open("r+b") as file:
            end = file.seek(0, os.SEEK_END)
            if end < LOG_BYTES:
                file.write(bytes(LOG_BYTES - end))
                file.flush()
                os.fsync(file.fileno())
    except (OSError, StoreError) as error:
        log.info("the log stays short: %s", error)
