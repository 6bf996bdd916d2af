# SPDX-License-Identifier: AGPL-3.0-or-later
"""What a folder or a file on this computer refused, as a refusal a person can do something about.

A full disk, a damaged file, a folder of somebody else and a newer program are four things to do.
"""

from __future__ import annotations

import errno
import logging
import os
from collections.abc import Generator
from contextlib import contextmanager
from typing import Final

from app.errors import AppError
from app.meters.local_curve import LocalCurveError
from app.paths import Home, HomeError
from ledger.errors import StoreClosed, StoreDamaged, StoreError, StoreNewer

log = logging.getLogger(__name__)

_DISK: Final = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EIO})
"""The disk itself; any other refusal of the system is about the folder."""


TROUBLES: Final = (HomeError, StoreError, LocalCurveError, OSError)


def name_trouble(home: Home, error: Exception) -> AppError:
    """The refusal for an error of a home's files."""
    place, detail = str(home.root), str(error)
    match error:
        case HomeError():
            return AppError(error.code, home=str(error.path))
        case StoreClosed() if _is_read_only(home):
            return AppError("home-unwritable", home=place, detail=detail, why="read-only")
        case StoreDamaged() | StoreNewer() | StoreClosed():
            return AppError(error.code, home=place, detail=detail)
        case LocalCurveError() if error.code == "corrupt":
            return AppError("curve-damaged", home=place)
        case OSError() if error.errno == errno.EROFS:
            return AppError("home-unwritable", home=place, detail=detail, why="read-only")
        case OSError() if error.errno not in _DISK:
            return AppError("home-unwritable", home=str(error.filename or place), detail=detail)
        case _:
            return AppError("store", detail=detail)


def _is_read_only(home: Home) -> bool:
    """Whether the disk of a folder may be read only: what a file cannot be opened for says nothing of it."""
    if not hasattr(os, "statvfs"):
        return False
    try:
        return bool(os.statvfs(home.root).f_flag & os.ST_RDONLY)
    except OSError:
        return False


@contextmanager
def told_as_refusals(home: Home) -> Generator[None]:
    """Within, errors of the home's files become `AppError`s.

    Raises:
        AppError: store, store-damaged, store-newer, curve-damaged, home-unwritable, home-not-private,
            home-not-a-folder.
    """
    try:
        yield
    except TROUBLES as error:
        log.error("%s: %s", type(error).__name__, error)
        raise name_trouble(home, error) from error
