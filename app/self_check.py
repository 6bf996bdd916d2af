# SPDX-License-Identifier: AGPL-3.0-or-later
"""Whether this installation is whole: what was installed is used as residents would, in homes of its own.

    version ─ modules ─ data ─ signatures, in a bundle ─ commune (found, node, join over libp2p, pay, verify)
    ─ window, if it is there

It is not `doctor`, which looks at somebody's home and touches nothing. The law: no home but its own is
opened, and each step ends in a fact or in a refusal that names the step.
"""

from __future__ import annotations

import os
import pkgutil
import secrets
import shutil
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any, Final
from zoneinfo import ZoneInfo

from app.demo_resident import Resident
from app.doctor.system import get_versions, has_window_part
from app.errors import AppError
from app.frozen import make_signatures_command
from app.paths import Home
from ledger.signing import Domain, public_key, sign

PACKAGES: Final = ("ledger", "p2p", "app")
COMMUNE: Final = "Saint-Aubin"
SENT: Final = ("1 min", "h")
_SAMPLED_LATITUDES: Final = (4_300, 4_575, 5_100)
"""Hundredths of a degree: the south, the middle and the north of France."""
_AGREE_S: Final = 60
_POLL_S: Final = 0.1
_ANSWER_S: Final = 60

Facts = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawn:
    """What `draw` is asked: two homes, and where its pictures go."""

    empty: Path
    home: Path
    pictures: Path


Draw = Callable[[Drawn], Facts]


def run_self_check(root: Path | None, draw: Draw, tell: Callable[[str], None]) -> Facts:
    """Run every step.

    Args:
        root: where homes and pictures are made and stay; None: a temporary folder, removed at the end.
        draw: opens the window on these homes and says what it saw; asked where the window is installed.
        tell: told the name of each step before it.

    Raises:
        AppError: self-check-failed, with the step and why; home-exists.
    """
    if root is not None and root.exists() and any(root.iterdir()):
        raise AppError("home-exists", home=str(root))
    folder = Path(tempfile.mkdtemp(prefix="voisinage-check-")) if root is None else root
    Home(folder).create()
    os.environ["PYTHON_KEYRING_BACKEND"] = "keyring.backends.fail.Keyring"
    done: list[Facts] = []
    try:
        for name, step in _list_steps(folder, draw):
            tell(name)
            done.append({"step": name, **_time(name, step)})
    finally:
        if root is None:
            shutil.rmtree(folder, ignore_errors=True)
    return {"ok": True, "steps": done, "home": "" if root is None else str(root)}


def _list_steps(folder: Path, draw: Draw) -> Iterator[tuple[str, Callable[[], Facts]]]:
    yield "version", check_version
    yield "modules", lambda: load_modules(PACKAGES)
    yield "data", check_data
    if (command := make_signatures_command(Domain.EVENT.prefix.hex())) is not None:
        yield "signatures", lambda: check_signatures(command)
    claire = Resident(name="Claire", home=folder / "claire")
    yield "commune", lambda: live_a_morning(claire, Resident(name="Marie", home=folder / "marie"))
    if has_window_part():
        asked = Drawn(empty=folder / "nobody", home=claire.home, pictures=folder / "pictures")
        yield "window", lambda: draw(asked)


def _time(name: str, step: Callable[[], Facts]) -> Facts:
    begun = time.monotonic_ns()
    try:
        facts = step()
    except Exception as error:  # whatever it is, an installation that is not whole is what it shows
        why = str(error) or type(error).__name__
        raise AppError("self-check-failed", step=name, why=f"{type(error).__name__}: {why}") from error
    return {**facts, "took_ms": (time.monotonic_ns() - begun) // 1_000_000}


# --- the steps ---------------------------------------------------------------------------------------------


def check_version() -> Facts:
    """The versions of the program and of each library it asks for; none may be unknown."""
    versions = get_versions()
    unknown = sorted(name for name, version in versions.items() if not version)
    if unknown:
        raise LookupError(f"no version of {', '.join(unknown)}")
    return {"versions": versions}


def load_modules(packages: Sequence[str]) -> Facts:
    """Every module of these packages, and by that every library they need."""
    count = 0
    for package in packages:
        found = import_module(package)
        for module in pkgutil.walk_packages(found.__path__, f"{package}."):
            import_module(module.name)
            count += 1
    if not count:
        raise LookupError("no module was found")
    return {"modules": count}


def check_data() -> Facts:
    """The files that are not code: best-day tables, lists of words, time zones."""
    from app.clear_sky_table import load_clear_sky
    from app.words import LANGUAGES, WORDS, check_words, new_words

    for latitude in _SAMPLED_LATITUDES:
        load_clear_sky(latitude)
    for language in LANGUAGES:
        words = new_words(language)
        if len(check_words(" ".join(words))) != WORDS:
            raise LookupError(f"{language} words are not read back")
    ZoneInfo("Europe/Paris")
    return {"latitudes": len(_SAMPLED_LATITUDES), "word_lists": len(LANGUAGES)}


def check_signatures(command: Sequence[str]) -> Facts:
    """The process that a node starts beside it, for long histories, tells a signature from another."""
    key, content = secrets.token_bytes(32), secrets.token_bytes(32)
    signature = sign(key, Domain.EVENT, content)
    records = b"".join(public_key(key) + one + content for one in (signature, signature[::-1]))
    asked = (2).to_bytes(4, "big") + records
    done = subprocess.run(command, input=asked, capture_output=True, timeout=_ANSWER_S, check=True)
    if done.stdout != b"\x01\x00":
        raise ValueError(f"it answered {done.stdout.hex()}")
    return {"checked": 2}


def live_a_morning(claire: Resident, marie: Resident) -> Facts:
    """Two residents by public commands: one founds, one joins through her node and is paid; both verify."""
    for resident in (claire, marie):
        resident.prepare()
    claire.run("found", "--name", COMMUNE, "--me", claire.name)
    try:
        claire.start()
        code = claire.run("invite")["code"]
        # A newcomer has the register from her node alone: it listens, and it answers over libp2p.
        marie.run("join", "-", "--me", marie.name, stdin=code)
        marie.start()
        claire.run("pay", marie.name, *SENT, "--wait")
        answer_ms = _await_agreement(claire, marie)
    finally:
        for resident in (claire, marie):
            resident.ask_to_stop()
        for resident in (claire, marie):
            resident.stop()
    verified = [int(resident.run("verify")["events"]) for resident in (claire, marie)]
    return {"events": verified, "answer_ms": answer_ms}


def _await_agreement(*residents: Resident) -> int:
    """Until all say the same, nothing pending; the milliseconds of the quickest answer, start included."""
    deadline = time.monotonic() + _AGREE_S
    quickest_ms = _AGREE_S * 1_000
    while time.monotonic() < deadline:
        said: list[tuple[object, object]] = []
        for resident in residents:
            begun = time.monotonic_ns()
            status = resident.run("status")
            quickest_ms = min(quickest_ms, (time.monotonic_ns() - begun) // 1_000_000)
            said.append((status["state_digest"], status["pending"]))
        if len(set(said)) == 1 and not said[0][1]:
            return quickest_ms
        time.sleep(_POLL_S)
    raise TimeoutError(f"the two computers did not agree in {_AGREE_S} s")
