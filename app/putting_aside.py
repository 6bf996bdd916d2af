# SPDX-License-Identifier: AGPL-3.0-or-later
"""A home whose passphrase was forgotten, put aside under another name while the 24 words make a new one.

    home ── renamed ──> home-mis-de-cote-2026-11-26      home anew: curves and preferences copied, and `aside`
                                                          (where the old one is), then keys from the words

Law: nothing of it is ever removed. What it alone holds (meters' keys, acts that had not left, what it signed
as a witness) stays there, and opens again with its passphrase.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Generator
from contextlib import closing, contextmanager, suppress
from datetime import date
from pathlib import Path

from app.desk import ACCOUNT, derive_paper
from app.errors import AppError
from app.home_making import Before, open_store, take_lock
from app.home_trouble import told_as_refusals
from app.paths import POINTER_BYTES_MAX, Home, write_private_file
from app.vault import VaultError, has_vault, look_at_keys
from ledger.signing import public_key

_JOURNALS = ("", "-wal", "-shm", "-journal")


def put_aside(home: Home, account: bytes, today: date) -> Path:
    """Rename the home of `account`, and begin another with what no key closes; where the old one is.

    Raises:
        AppError: in-use, home-exists (its passphrase is not what keeps it shut), other-words (of another
            account), store. OSError: the folder above refuses; the home is as it was.
    """
    with take_lock(home):  # whoever runs on it goes on
        _check(home, account)
    root = home.root
    aside, number = root.with_name(f"{root.name}-mis-de-cote-{today.isoformat()}"), 1
    while aside.exists():
        number += 1
        aside = root.with_name(f"{root.name}-mis-de-cote-{today.isoformat()}-{number}")
    root.rename(aside)
    try:
        home.create()
        for path in (home.config, *(Path(f"{home.curve_database}{end}") for end in _JOURNALS)):
            if (aside / path.name).is_file():
                shutil.copy2(aside / path.name, path)
        write_private_file(home.aside, os.fsencode(aside))
    except BaseException:
        shutil.rmtree(root, ignore_errors=True)
        aside.rename(root)
        raise
    return aside


@contextmanager
def making_room(home: Home, words: str) -> Generator[None]:
    """Put the home of these words aside while another is made; back in its place if that fails.

    Raises:
        AppError: bad-words, as `put_aside`, and what the folder refuses.
    """
    account = public_key(derive_paper(words))
    with told_as_refusals(home):
        put_aside(home, account, date.today())
        try:
            yield
        except BaseException:
            bring_back(home)
            raise


def bring_back(home: Home) -> None:
    """A return that came to nothing: the home that was put aside for it takes its name again."""
    aside = find_aside(home)
    if aside is None or has_vault(home.keys) or home.database.exists():
        return
    try:
        take_lock(home).release()
    except AppError:  # the return is under way
        return
    with suppress(OSError):  # somebody put something else there: both stay
        Before(root=home.root, names=frozenset(), missing=()).put_back()
        home.aside.unlink(missing_ok=True)
        home.root.rmdir()
        aside.rename(home.root)


def find_aside(home: Home) -> Path | None:
    """The home that was put aside for this one, while it is there."""
    try:
        with home.aside.open("rb") as file:
            content = file.read(POINTER_BYTES_MAX)
    except OSError:
        return None
    aside = Path(os.fsdecode(content))
    if b"\x00" in content or aside.parent != home.root.parent or not has_vault(Home(aside).keys):
        return None
    return aside


def _check(home: Home, account: bytes) -> None:
    try:
        is_locked = look_at_keys(home.keys).protection == "passphrase"
    except VaultError as error:
        raise AppError("corrupt" if error.code == "missing" else error.code) from error
    if not is_locked:
        raise AppError("home-exists", home=str(home.root))
    with closing(open_store(home)) as store:
        if store.get_meta(ACCOUNT) != account:
            raise AppError("other-words")
