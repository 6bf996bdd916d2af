# SPDX-License-Identifier: AGPL-3.0-or-later
"""Processes killed while they write: ten here, two hundred in `make sim`; and the watch itself can fail."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from ledger.store import Store
from scripts.kill_nine import main
from tests.helpers.death_scenes import SCENES
from tests.helpers.deaths import Note, Stage, Tell, live


def test_ten_processes_die_and_nothing_told_is_lost(capsys: pytest.CaptureFixture[str]):
    names = ["import", "sealing", "following", "upgrade"]
    assert main(["--kills", "10", "--scenes", *names]) == 0, capsys.readouterr().out
    said = capsys.readouterr().out
    assert int(said.split()[0]) >= 10
    assert " 0 failures" in said


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
