# SPDX-License-Identifier: AGPL-3.0-or-later
"""Homes made from a year that is kept: whole homes, on their own clock, that know where each other listen."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from app import clock
from app.commands import rename
from app.desk import now_ms
from app.paths import Home
from app.service import Service
from app.verify import verify_home
from app.year import homes as year_homes
from app.year.homes import MORNING_MS, find_kept, get_year, lay_out, load_summary
from ledger.rulebook.meter_rows import METERS, Meter
from ledger.state import get_witnesses
from ledger.store import Store
from ledger.units import EventId

DAYS, SEED = 6, 3
SLUGS = ("francois", "claire")


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return get_year(tmp_path_factory.mktemp("years"), seed=SEED, days=DAYS)[0]


@pytest.fixture(autouse=True)
def put_back(tmp_path: Path):
    yield
    clock.follow(Home(tmp_path / "nowhere"), b"")


def test_a_year_is_played_once_and_then_kept(kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(year_homes, "play", None)
    again, summary = get_year(kept.parent, seed=SEED, days=DAYS)
    assert again == kept
    assert summary == load_summary(kept)
    assert summary["homes"] == ["francois", "claire", "marie", "karim", "helene"]
    assert find_kept(kept.parent, seed=SEED + 1, days=DAYS) != kept


def test_a_year_half_written_does_not_count(kept: Path, tmp_path: Path) -> None:
    assert load_summary(tmp_path) is None
    assert [path.name for path in kept.parent.iterdir()] == [kept.name]


def test_homes_open_on_their_own_clock_and_sign(kept: Path, tmp_path: Path) -> None:
    homes = lay_out(kept, tmp_path / "homes", SLUGS)
    for slug in SLUGS:
        service = Service.open(homes[slug])
        try:
            assert 0 <= now_ms() - MORNING_MS < 60_000
            me = service.reader().get_person(service.desk.account)
            assert me.name == {"francois": "François Dubois", "claire": "Claire Martin"}[slug]
            assert service.desk.vault.backup_done
            event = rename(service.desk, f"{me.name} ici")
            assert service.desk.replica.is_known(event)
            assert len(get_witnesses(service.desk.replica.state)) == 4
        finally:
            service.close()


def test_they_hold_the_same_and_verify(kept: Path, tmp_path: Path) -> None:
    homes = lay_out(kept, tmp_path / "homes", SLUGS)
    summary = load_summary(kept)
    assert summary is not None
    found = verify_home(homes["francois"])
    assert found.ok, found.problems
    store = Store(homes["claire"].database, read_only=True)
    try:
        assert [bytes(node).hex() for node, _, _ in store.get_peers()] == [
            summary["people"]["francois"]["node"]
        ]
    finally:
        store.close()


def test_francois_has_his_files(kept: Path, tmp_path: Path) -> None:
    home = lay_out(kept, tmp_path / "homes", SLUGS)["francois"]
    service = Service.open(home)
    try:
        mine = [meter for meter, row in _meters(service) if row.owner == service.desk.account]
        assert [len(service.desk.curve.days(meter, 0, 2**53)) for meter in mine] == [DAYS - 2] * 2
    finally:
        service.close()


def _meters(service: Service) -> list[tuple[EventId, Meter]]:
    return service.desk.replica.state.items(METERS)


def test_the_last_two_years_are_kept(tmp_path: Path) -> None:
    old, last, other = f"saint-aubin-b-{SEED}-1", f"saint-aubin-a-{SEED}-1", "saint-aubin-b-1-9"
    for number, name in enumerate((old, last, other, "letters")):
        (tmp_path / name).mkdir()
        os.utime(tmp_path / name, (number, number))
    newest = get_year(tmp_path, seed=SEED, days=1)[0]
    assert {path.name for path in tmp_path.iterdir()} == {newest.name, last, other, "letters"}


def test_a_bundle_without_sources_names_its_year_by_its_version(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with_sources = find_kept(tmp_path)
    monkeypatch.setattr(year_homes, "SOURCES", tmp_path / "nowhere")
    assert find_kept(tmp_path) != with_sources
    assert year_homes.get_version() in find_kept(tmp_path).name
