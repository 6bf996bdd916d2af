# SPDX-License-Identifier: AGPL-3.0-or-later
"""Every check, one after the other; one that breaks is a finding and the next one goes on."""

from __future__ import annotations

import logging
import platform
import shutil
import time
from collections.abc import Callable, Iterable
from typing import Any, Final

from app.doctor import system
from app.doctor.files import check_config, check_disk, check_folder, check_log
from app.doctor.finding import LEVELS, Finding, Findings, Surroundings, good, note, trouble
from app.doctor.keys import check_keys
from app.doctor.node import Running, check_network, check_program, look_for_program
from app.doctor.store import check_store
from app.paths import Home

log = logging.getLogger(__name__)

_NO_HOME: Final = frozenset({"no-home", "home-not-a-folder"})

Document = dict[str, Any]


def look_around() -> Surroundings:
    """This computer, as it is."""
    return Surroundings(
        now_ms=time.time_ns() // 1_000_000,
        get_free_bytes=lambda path: shutil.disk_usage(path).free,
        has_window=system.has_window_part(),
        find_missing_packages=lambda: system.find_missing_packages(window=True),
    )


def examine(home: Home, place: Surroundings, running: Running | None = None) -> tuple[Finding, ...]:
    """What is wrong with a home, and what is right, the most pressing first. Nothing is changed.

    Args:
        running: what `look_for_program` found, if it was asked already.
    """
    found = [*_guard("folder", lambda: check_folder(home, place))]
    found += _guard("disk", lambda: check_disk(home, place))
    if not _NO_HOME & {finding.code for finding in found}:
        running = running or look_for_program(home)
        found += _guard("config", lambda: check_config(home, place))
        found += _guard("program", lambda: check_program(running))
        status = running.status
        if status is not None:
            found += _guard("network", lambda: check_network(status))
        found += _guard("keys", lambda: check_keys(home, place, status))
        found += _guard("store", lambda: check_store(home, place, is_written=running.is_written))
        found += _guard("log", lambda: check_log(home, place))
    found += _guard("system", lambda: check_system(place))
    return tuple(sorted(found, key=lambda finding: LEVELS.index(finding.level)))


def _guard(name: str, check: Callable[[], Findings]) -> Iterable[Finding]:
    """What a check finds, and that it broke, if it did: a damaged home has surprises."""
    try:
        yield from check()
    except Exception as error:
        log.exception("a check broke: %s", name)
        yield trouble("check-broke", check=name, detail=type(error).__name__)


def check_system(place: Surroundings) -> Findings:
    """Python, the libraries, what Qt needs if the window is installed."""
    version = platform.python_version()
    if system.is_python_known():
        yield good("python", version=version)
    else:
        yield trouble("python-unknown", version=version)
    for name, found, wanted in system.find_unfit_libraries():
        yield trouble("library-unfit", name=name, version=found or "—", wanted=wanted)
    if not place.has_window:
        yield note("no-window-part")
        return
    if packages := place.find_missing_packages():
        yield trouble("qt-packages", packages=" ".join(packages))
    elif why := system.try_qt():
        yield trouble("qt-broken", detail=why[:200])
    else:
        yield good("window")
        if not system.has_screen():
            yield note("no-screen")


def to_document(home: Home, findings: Iterable[Finding]) -> Document:
    """The JSON document of an examination, without words."""
    rows: list[Document] = [
        {"level": finding.level, "code": finding.code, "figures": dict(finding.figures)}
        for finding in findings
    ]
    return {
        "ok": all(row["level"] != "trouble" for row in rows),
        "version": system.get_version(),
        "home": str(home.root),
        "findings": rows,
    }
