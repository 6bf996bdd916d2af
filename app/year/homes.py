# SPDX-License-Identifier: AGPL-3.0-or-later
"""What is kept of the played year, and the homes of its people made from that.

    play ──> kept/  commune.db  homes/<who>/keys, votes.db, curve.db   year.json
                        │ copied at each start
                        └──> <root>/<who>/  a whole home, whose clock says what the demonstration wants

A home made so is one like any other: `voisinage --home` opens it, and `verify` finds nothing wrong with it.
"""

from __future__ import annotations

import json
import shutil
import sqlite3
import tempfile
from collections.abc import Callable, Sequence
from hashlib import blake2b
from pathlib import Path
from typing import Any, Final, cast

import platformdirs

from app.clock import find_shift, mark_example
from app.config import Config, save_config
from app.doctor.system import get_version
from app.frozen import SOURCES
from app.listening import draw_port
from app.meters.enedis import read_enedis_file
from app.meters.import_plan import choose_series, round_steps, sum_days
from app.meters.local_curve import LocalCurve
from app.paths import APPLICATION, Home
from app.vault import Vault, keep_node_seed
from app.year.cast import HOMES
from app.year.commune import Commune, Person, at
from app.year.meter_files import curve_file, index_file, write
from app.year.play import SEED, WHOLE_YEAR, play
from app.year.roofs import END, FRANCOIS, LOST_INDICES, Energies, Meter
from app.year.sun import HALF_HOUR
from ledger.state import compute_state_digest, get_commune
from ledger.store import Store
from ledger.units import NodeKey
from p2p.book import name_peer
from p2p.vote_file import VoteFile

MORNING: Final = (7, 42)
MORNING_MS: Final = at(END, *MORNING)
"""When the demonstration begins: Sunday 24 May 2026, 7 h 42."""
LOCALHOST: Final = "127.0.0.1"
_SUMMARY: Final = "year.json"
_DATABASE: Final = "commune.db"
_CODE: Final = ("app/year", "ledger")
"""Another version of these may play another year."""
_YEARS_KEPT: Final = 2
"""This version's, and the one before it in case somebody goes back."""


# --- playing it once ----------------------------------------------------------------------------------------


def find_kept(folder: Path | None = None, *, seed: int = SEED, days: int = WHOLE_YEAR) -> Path:
    """Where the year of this version is kept, whether or not it was played."""
    root = folder or platformdirs.user_cache_path(APPLICATION, appauthor=False) / "example"
    return root / f"saint-aubin-{_name_version()}-{seed}-{days}"


def _name_version() -> str:
    """The same for the same code; a bundle holds none to be read, and goes by its version."""
    digest = blake2b(digest_size=6)
    sources = [path for package in _CODE for path in sorted((SOURCES / package).rglob("*.py"))]
    for path in sources:
        digest.update(path.read_bytes())
    return digest.hexdigest() if sources else get_version()


def _forget_older(kept: Path, seed: int, days: int) -> None:
    """Keep the last ones of this seed and length; each version of the program plays one."""
    years = [path for path in kept.parent.glob(f"saint-aubin-*-{seed}-{days}") if path != kept]
    for path in sorted(years, key=lambda path: path.stat().st_mtime, reverse=True)[_YEARS_KEPT - 1 :]:
        shutil.rmtree(path, ignore_errors=True)


def make_year(
    kept: Path,
    *,
    seed: int = SEED,
    days: int = WHOLE_YEAR,
    tell: Callable[[int, int], None] = lambda _day, _days: None,
) -> dict[str, Any]:
    """Play the year and keep it, whole or not at all; what is known of it.

    Raises:
        OSError: the disk refuses.
    """
    kept.parent.mkdir(parents=True, exist_ok=True)
    scratch = Path(tempfile.mkdtemp(prefix=".playing-", dir=kept.parent))
    try:
        commune, energies, village = play(seed, days_played=days, tell=tell)
        _write_database(commune, scratch / _DATABASE)
        for slug in HOMES:
            person = village.person(slug)
            if person.is_member:
                write_keys(person, village.meters, Home(scratch / "homes" / slug))
        if village.person(FRANCOIS).is_member:
            _write_curves(commune, energies, village.meters, scratch)
        summary = _sum_up(commune, seed, days)
        (scratch / _SUMMARY).write_text(json.dumps(summary))
        if kept.exists():
            shutil.rmtree(kept)
        scratch.rename(kept)
    finally:
        shutil.rmtree(scratch, ignore_errors=True)
    return summary


def _sum_up(commune: Commune, seed: int, days: int) -> dict[str, Any]:
    replica = commune.replica
    people = {
        slug: {"name": person.name, "account": person.account.hex(), "node": person.node.hex()}
        for slug, person in commune.people.items()
        if person.is_member
    }
    return {
        "seed": seed,
        "days": days,
        "commune": replica.commune.hex(),
        "height": replica.height,
        "state_digest": compute_state_digest(replica.state).hex(),
        "people": people,
        "homes": [slug for slug in HOMES if slug in people],
    }


def load_summary(kept: Path) -> dict[str, Any] | None:
    """What is known of a year that is kept; None if it is not, or not whole."""
    try:
        return cast("dict[str, Any]", json.loads((kept / _SUMMARY).read_text()))
    except (OSError, ValueError):
        return None


def get_year(
    kept: Path | None = None,
    *,
    seed: int = SEED,
    days: int = WHOLE_YEAR,
    tell: Callable[[int, int], None] = lambda _day, _days: None,
) -> tuple[Path, dict[str, Any]]:
    """(where, what is known of it): kept already, or played now."""
    folder = find_kept(kept, seed=seed, days=days)
    if (summary := load_summary(folder)) is None:
        summary = make_year(folder, seed=seed, days=days, tell=tell)
        _forget_older(folder, seed, days)
    return folder, summary


def _write_database(commune: Commune, path: Path) -> None:
    target = sqlite3.connect(path)
    try:
        commune.store.db.backup(target)
    finally:
        target.close()


def write_keys(person: Person, meters: Sequence[Meter], home: Home) -> None:
    """What this person's computer keeps of its keys, and an empty file of votes."""
    home.create()
    home.keys.mkdir(mode=0o700)
    keep_node_seed(home.keys, person.node_seed)
    vault = Vault.create(home.keys, words=person.words, use_keyring=False, account_seed=person.device_seed)
    mine = [meter for meter in meters if meter.owner == person.slug and meter.device_seed]
    for number, meter in enumerate(mine, 1):
        vault.new_device_key(f"meter-{number}", meter.device_seed)
    vault.confirm_backup()
    VoteFile(home.votes, is_witness=False, random_id=bytes(16)).close()


def _write_curves(commune: Commune, energies: Energies, meters: Sequence[Meter], scratch: Path) -> None:
    """François's files of his two meters, brought in as his own import does."""
    offsets = get_commune(commune.replica.state).offsets
    made, own = energies.francois, energies.own_use
    injected = [(end, wh - used) for (end, wh), (_, used) in zip(made, own, strict=True)]
    curve = LocalCurve(Home(scratch / "homes" / FRANCOIS).curve_database)
    folder = scratch / "meters"
    folder.mkdir()
    try:
        for meter, steps in zip(_list_roof_meters(meters), (made, injected), strict=True):
            first_ms = at(meter.first)
            kept = [(end, wh) for end, wh in steps if (end - HALF_HOUR).timestamp() * 1000 >= first_ms]
            side = meter.side.capitalize()
            lines, _ = index_file("12345678901234", side, kept, meter.start_index)
            lost = tuple(day.isoformat() for day in LOST_INDICES)
            lines = [line for line in lines if not line.startswith(lost)]
            files = (
                write(folder / f"francois-{meter.side}-index.csv", lines),
                write(folder / f"francois-{meter.side}-courbe.csv", curve_file("12345678901234", side, kept)),
            )
            for name in files:
                series = choose_series(read_enedis_file(Path(name)), meter.side)
                curve.record_days(meter.id, sum_days(series, offsets), series.kind)
                if series.steps:
                    curve.record_steps(meter.id, round_steps(series, offsets))
    finally:
        curve.close()


def _list_roof_meters(meters: Sequence[Meter]) -> list[Meter]:
    return [meter for meter in meters if meter.owner == FRANCOIS and meter.device_seed]


# --- homes from it ------------------------------------------------------------------------------------------


def lay_out(
    kept: Path, root: Path, slugs: Sequence[str] = HOMES, *, at_ms: int = MORNING_MS
) -> dict[str, Home]:
    """Homes of these people under `root`, who know where each other listen; their clocks say `at_ms` now.

    Raises:
        OSError: the disk refuses.
    """
    summary = load_summary(kept)
    assert summary is not None, "the year was played"
    commune, shift_ms = bytes.fromhex(summary["commune"]), find_shift(at_ms)
    ports = {slug: draw_port() for slug in slugs}
    homes: dict[str, Home] = {}
    for slug in slugs:
        home = homes[slug] = Home(root / slug)
        home.create()
        shutil.copytree(kept / "homes" / slug, home.root, dirs_exist_ok=True)
        shutil.copyfile(kept / _DATABASE, home.database)
        save_config(home.config, Config(listen=(f"/ip4/{LOCALHOST}/tcp/{ports[slug]}",)))
        store = Store(home.database)
        try:
            store.set_meta("account", bytes.fromhex(summary["people"][slug]["account"]))
            for other in slugs:
                if other != slug:
                    node = NodeKey(bytes.fromhex(summary["people"][other]["node"]))
                    address = f"/ip4/{LOCALHOST}/tcp/{ports[other]}/p2p/{name_peer(node)}"
                    store.remember_peer(node, address, at_ms)
        finally:
            store.close()
        mark_example(home, commune, shift_ms)
    return homes
