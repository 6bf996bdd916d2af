# SPDX-License-Identifier: AGPL-3.0-or-later
"""The home as a folder: whose it is, who may read it, whether the disk has room, what is missing in it."""

from __future__ import annotations

import os
import stat
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Final

from app.config import ConfigError, load_config
from app.doctor.finding import Finding, Findings, Surroundings, good, note, trouble
from app.paths import Home
from app.vault import has_vault

FREE_BYTES_MIN: Final = 50 * 2**20
"""Below it the commune's file may refuse the next seal and the programs around it misbehave."""
FREE_BYTES_LOW: Final = 500 * 2**20
_NAMES_TOLD: Final = 4
_ONE_DAY_S: Final = 86_400
_LOG_BYTES_READ: Final = 1_000_000


def check_folder(home: Home, _place: Surroundings) -> Findings:
    """Whether there is a home, and whether it is ours and closed to others."""
    root = home.root
    try:
        is_nothing, is_folder = not root.exists() and not root.is_symlink(), root.is_dir()
    except OSError:  # a name that no system takes
        is_nothing = is_folder = False
    if is_nothing:
        yield trouble("no-home", home=str(root))
        return
    if not is_folder:
        yield trouble("home-not-a-folder", home=str(root))
        return
    found = root.stat()
    if os.name == "posix" and found.st_uid != os.geteuid():
        yield trouble("home-of-another", home=str(root), owner=_name_user(found.st_uid))
    elif os.name == "posix" and found.st_mode & 0o077:
        yield trouble("home-open", home=str(root), mode=_show_mode(found.st_mode))
    else:
        yield good("home", home=str(root))
    if is_read_only(root) or not os.access(root, os.R_OK | os.W_OK | os.X_OK):
        yield trouble("home-unwritable", home=str(root))
    if os.access(root, os.R_OK | os.X_OK):
        yield from _check_parts(home)
        yield from _check_modes(home)


def is_read_only(path: Path) -> bool:
    """Whether the disk itself takes nothing."""
    if sys.platform == "win32":
        return False
    return bool(os.statvfs(path).f_flag & os.ST_RDONLY)


def _check_parts(home: Home) -> Findings:
    has_keys, has_register = has_vault(home.keys), home.database.exists()
    if not has_keys and not has_register:
        yield trouble("empty-home", home=str(home.root))
    elif not has_keys:
        yield trouble("keys-missing", home=str(home.root))
    elif not has_register:
        yield trouble("store-missing", home=str(home.root))


def iter_private(home: Home) -> Iterator[Path]:
    """Every file and folder of a home that only its owner may read."""
    for path in (*home.databases, home.config, home.told, home.keys, home.log.parent):
        if path.exists():
            yield path
            if path.is_dir():
                with suppress(OSError):
                    yield from sorted(path.iterdir())


def _check_modes(home: Home) -> Findings:
    if os.name != "posix":
        return
    opened: list[str] = []
    foreign: list[str] = []
    for path in iter_private(home):
        found = path.lstat()
        if found.st_uid != os.geteuid():
            foreign.append(path.relative_to(home.root).as_posix())
        elif found.st_mode & 0o077 and not stat.S_ISLNK(found.st_mode):
            opened.append(path.relative_to(home.root).as_posix())
    if foreign:
        yield trouble("files-of-another", home=str(home.root), names=_list_names(foreign))
    if opened:
        yield trouble("files-open", home=str(home.root), names=_list_names(opened))


def _list_names(names: list[str]) -> str:
    return ", ".join(names[:_NAMES_TOLD]) + (" …" if len(names) > _NAMES_TOLD else "")


def _show_mode(mode: int) -> str:
    return f"{stat.S_IMODE(mode):o}"


def _name_user(number: int) -> str:
    if sys.platform == "win32":
        return str(number)
    import pwd

    try:
        return pwd.getpwuid(number).pw_name
    except KeyError:
        return str(number)


def check_disk(home: Home, place: Surroundings) -> Findings:
    """Room on the disk that holds the home, or would."""
    path = next(parent for parent in (home.root, *home.root.parents) if os.path.exists(parent))
    free = place.get_free_bytes(str(path))
    figures: dict[str, str | int] = {"free_mib": free // 2**20}
    if free < FREE_BYTES_MIN:
        yield Finding(level="trouble", code="disk-full", figures=figures)
    elif free < FREE_BYTES_LOW:
        yield Finding(level="note", code="disk-low", figures=figures)
    else:
        yield Finding(level="good", code="disk", figures=figures)


def check_config(home: Home, _place: Surroundings) -> Findings:
    """The preferences can be read."""
    try:
        load_config(home.config)
    except ConfigError as error:
        yield trouble("config-damaged", path=str(home.config), field=error.field or "—")
    except NotADirectoryError:
        return  # the home itself is none, which was said
    except OSError as error:
        yield trouble("config-unreadable", path=str(home.config), detail=error.strerror or "")


def check_log(home: Home, place: Surroundings) -> Findings:
    """Whether the program noted faults within the last day."""
    try:
        with home.log.open("rb") as file:
            file.seek(max(0, home.log.stat().st_size - _LOG_BYTES_READ))
            lines = file.read().decode("utf-8", "replace").splitlines()
    except OSError:
        return
    count = sum(_is_recent_fault(line, place.now_ms // 1000) for line in lines)
    if count:
        yield note("log-faults", count=count, path=str(home.log))


def _is_recent_fault(line: str, now_s: int) -> bool:
    words = line.split(" ", 3)
    if len(words) < 4 or words[2] not in ("ERROR", "CRITICAL"):
        return False
    try:
        at_s = int(time.mktime(time.strptime(line[:19], "%Y-%m-%d %H:%M:%S")))
    except (ValueError, OverflowError):
        return False
    return now_s - at_s < _ONE_DAY_S
