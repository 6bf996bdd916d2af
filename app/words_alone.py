# SPDX-License-Identifier: AGPL-3.0-or-later
"""The 24 words out of the keys alone: also of a home whose commune's file is damaged, gone, or too new.

They are the way back, and are noted nowhere else until the person has copied them. The law: nothing is
written, and the home is held meanwhile, as whatever opens the keys does.
"""

from __future__ import annotations

from typing import Any

from app.errors import AppError
from app.home_making import take_lock
from app.home_reading import check_there
from app.paths import Home
from app.vault import Vault, VaultError, has_vault


def show_words(home: Home) -> dict[str, Any]:
    """What `backup --show` answers where no program runs on the home.

    Raises:
        AppError: no-home, in-use, words-erased, or what keeps the keys closed.
    """
    if not has_vault(home.keys):
        check_there(home, with_keys=True)
    lock = take_lock(home)
    try:
        vault = Vault.open(home.keys)
        words = vault.words()
    except VaultError as error:
        raise AppError("corrupt" if error.code == "missing" else error.code) from error
    finally:
        lock.release()
    if words is None:
        raise AppError("words-erased")
    return {"protection": vault.protection, "words": list(words), "backup_done": vault.backup_done}
