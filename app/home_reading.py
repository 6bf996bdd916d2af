# SPDX-License-Identifier: AGPL-3.0-or-later
"""The commune's file for who only reads it, beside a node or without one.

A file of an earlier version, or of a program that died amid a write, is first brought up to date by its
writer, under the home's lock: a node that runs has done so already.
"""

from __future__ import annotations

from app.errors import AppError
from app.home_making import open_store, take_lock
from app.paths import Home
from app.vault import has_vault
from ledger.errors import StoreOlder
from ledger.store import Store


def check_there(home: Home, *, with_keys: bool) -> None:
    """Refuse what is no home, or half of one: nobody is to found another where an account was.

    Raises:
        AppError: no-home; its `why` names what is gone, `keys` or `store`.
    """
    has_keys, has_register = has_vault(home.keys), home.database.exists()
    if has_register and (has_keys or not with_keys):
        return
    lacks = {"why": "store" if has_keys else "keys"} if has_keys or has_register else {}
    raise AppError("no-home", home=str(home.root), **lacks)


def open_to_read(home: Home) -> Store:
    """A read-only connection.

    Raises:
        AppError: in-use, home-unwritable, or what `open_store` raises. StoreError: the file cannot be read.
    """
    try:
        return Store(home.database, read_only=True)
    except StoreOlder:
        lock = take_lock(home)
        try:
            open_store(home).close()
        finally:
            lock.release()
        return Store(home.database, read_only=True)
