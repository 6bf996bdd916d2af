# SPDX-License-Identifier: AGPL-3.0-or-later
"""Pages of a commune's file that the disk lost while a program has it open."""

from __future__ import annotations

from ledger.store import Store


def lose_pages(store: Store) -> None:
    """Everything but the first page becomes noise, and nothing of it stays in this connection's memory."""
    assert store.path is not None
    store.db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    size = store.db.execute("PRAGMA page_size").fetchone()[0]
    with store.path.open("r+b") as file:
        length = file.seek(0, 2)
        file.seek(size)
        file.write(b"\xa5" * (length - size))
    store.db.execute("PRAGMA shrink_memory").fetchall()
