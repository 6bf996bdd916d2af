# SPDX-License-Identifier: AGPL-3.0-or-later
"""The system's part: Python, libraries, what Qt needs."""

from __future__ import annotations

from importlib import metadata

import pytest

from app.doctor import system
from app.doctor.examine import check_system
from tests.helpers.broken_homes import surroundings


def test_this_environment_is_the_one_asked_for() -> None:
    assert system.is_python_known()
    assert system.find_unfit_libraries() == []
    versions = system.get_versions()
    assert {"voisinage", "python", "system", "sqlite", "libp2p", "trio"} <= set(versions)
    assert all(versions.values())


def test_a_library_of_another_version_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        metadata,
        "requires",
        lambda _name: ["trio>=99.1", "libp2p==0.0.1", "nobody>=1", "x>=1; extra == 'dev'"],
    )
    assert [(name, wanted) for name, _found, wanted in system.find_unfit_libraries()] == [
        ("trio", ">= 99.1"),
        ("libp2p", "== 0.0.1"),
        ("nobody", ">= 1"),
    ]


def test_missing_packages_are_named() -> None:
    found = {
        one.code: one for one in check_system(surroundings(has_window=True, missing=["libegl1", "libgl1"]))
    }
    assert found["qt-packages"].figures["packages"] == "libegl1 libgl1"


def test_without_the_window_nothing_is_asked_of_qt() -> None:
    codes = {one.code for one in check_system(surroundings(missing=["libegl1"]))}
    assert "no-window-part" in codes
    assert "qt-packages" not in codes


@pytest.mark.slow
def test_qt_is_tried_in_a_process_of_its_own(monkeypatch: pytest.MonkeyPatch, tmp_path) -> None:
    assert system.try_qt() == ""
    (tmp_path / "PySide6.py").write_text("raise ImportError('libEGL.so.1: cannot open shared object file')")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    assert "libEGL" in system.try_qt()


def test_another_python_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(system, "PYTHON_END", (3, 11))
    assert "python-unknown" in {one.code for one in check_system(surroundings())}
