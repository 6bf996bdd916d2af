# SPDX-License-Identifier: AGPL-3.0-or-later
"""Processes killed while they write: eleven here, two hundred in `make sim`; the watch itself can fail."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from app.paths import Home
from app.verify import verify_home
from ledger.store import Store
from scripts.kill_nine import main
from tests.helpers.death_scenes import SCENES
from tests.helpers.deaths import Note, Stage, Tell, die, live


def test_eight_processes_die_and_nothing_told_is_lost(capsys: pytest.CaptureFixture[str]):
    names = ["import", "sealing", "following", "upgrade"]
    assert main(["--kills", "8", "--scenes", *names]) == 0, capsys.readouterr().out
    said = capsys.readouterr().out
    assert int(said.split()[0]) >= 8
    assert " 0 failures" in said


def test_a_snapshot_start_dies_in_each_of_its_parts(tmp_path: Path):
    """While the state comes, while the past comes behind, while it is taken over; and then it lives."""
    (scene,) = (scene for scene in SCENES if scene.name == "snapshot")

    def die_amid_the_past(folder: Path, tell: Tell) -> None:
        def told(*note: Any) -> None:
            tell(*note)
            if note[0] == "francois past":
                die()

        scene.work(folder, told)

    folder = tmp_path / "home"
    assert not live(folder, lambda place, _tell: scene.prepare(place)).failure
    notes: list[Note] = []
    for work, beginning, here in (
        (scene.work, "INSERT OR REPLACE INTO arriving", False),
        (die_amid_the_past, "", True),
        (scene.work, "INSERT OR IGNORE INTO seals", True),
    ):
        life = live(folder, work, die_before=beginning)
        assert life.was_killed, life.failure
        notes += life.notes
        assert not scene.check(folder, notes)
        if here:
            report = verify_home(Home(folder / "francois"))
            assert report.ok
            assert report.since > 0, "it began with a snapshot, and the past is not here"
    assert [note for note in notes if note[0] == "francois event"], "it acted before its past was here"
    life = live(folder, scene.work)
    notes += life.notes
    assert not life.failure, life.failure
    assert not scene.check(folder, notes)
    assert not scene.check_end(folder, notes)


def test_a_death_comes_at_its_statement(tmp_path: Path):
    def work(folder: Path, tell: Tell) -> None:
        store = Store(folder / "commune.db")
        for number in range(100):
            store.set_meta(str(number), b"")
            tell("meta", number)

    (tmp_path / "whole").mkdir()
    whole = live(tmp_path / "whole", work)
    assert (whole.was_killed, whole.failure, len(whole.notes)) == (False, "", 100)
    (tmp_path / "cut").mkdir()
    cut = live(tmp_path / "cut", work, die_at=whole.statements // 2)
    assert cut.was_killed
    assert 0 < len(cut.notes) < 100
    store = Store(tmp_path / "cut" / "commune.db")
    kept = [number for number in range(100) if store.get_meta(str(number)) is not None]
    assert set(kept) >= {note[1] for note in cut.notes}
    assert len(kept) <= len(cut.notes) + 1
    store.close()


def test_what_was_told_too_early_is_found(tmp_path: Path):
    """A program that says « stored » before it is: the watch must see it."""
    (sealing,) = (scene for scene in SCENES if scene.name == "sealing")

    def hasty(folder: Path, tell: Tell) -> None:
        sealing.work(folder, tell)
        tell("event", bytes(32).hex())

    def look(folder: Path, notes: Sequence[Note]) -> list[str]:
        return sealing.check(folder, notes)

    folder = tmp_path / "home"
    assert not live(folder, lambda place, _tell: sealing.prepare(place)).failure
    life = live(folder, hasty)
    assert not life.failure
    assert any("told and is missing" in wrong for wrong in look(folder, life.notes))
    twice = [note for note in life.notes if note[0] == "vote"]
    other = (*twice[0][:5], "00")
    assert any("two votes" in wrong for wrong in look(folder, [*twice, other]))
    assert not look(folder, twice)


def test_a_scene_whose_work_fails_is_a_failure(tmp_path: Path):
    def fail(_folder: Path, _tell: Tell) -> None:
        raise RuntimeError("a bug")

    assert "a bug" in live(tmp_path, fail).failure
    assert {scene.name for scene in Stage(tmp_path, SCENES).scenes.values()} >= {"nodes", "upgrade"}
