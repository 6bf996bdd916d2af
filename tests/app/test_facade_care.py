# SPDX-License-Identifier: AGPL-3.0-or-later
"""The help file from the window: the support bundle, in a file the person chose."""

from __future__ import annotations

import zipfile

import pytest

from app.errors import AppError
from app.facade_care import CareDoor
from tests.helpers.broken_homes import found_home


def test_the_help_file_takes_the_place_of_an_older_one(tmp_path):
    care = CareDoor(found_home(tmp_path / "lea"))
    file = tmp_path / care.suggest_name()
    file.write_text("an older one")
    care.save_help_file(file).wait(60)
    with zipfile.ZipFile(file) as archive:
        assert "doctor.json" in archive.namelist()
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []


def test_where_nothing_can_be_written_it_says_so(tmp_path):
    care = CareDoor(found_home(tmp_path / "lea"))
    with pytest.raises(AppError) as refused:
        care.save_help_file(tmp_path / "no" / "x.zip").wait(60)
    assert refused.value.code == "bundle-unwritable"
    with pytest.raises(AppError) as refused:
        care.save_help_file(tmp_path / "lea").wait(60)
    assert refused.value.code == "bundle-unwritable"
