# SPDX-License-Identifier: AGPL-3.0-or-later
"""The check before Qt: says packages by name, and lets a good system through."""

from __future__ import annotations

import importlib.util
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

SCRIPT = Path(__file__).parents[2] / "scripts" / "check_system.py"


def load_script() -> ModuleType:
    spec = importlib.util.spec_from_file_location("check_system", SCRIPT)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


script = load_script()


def test_this_computer_can_run_the_tests():
    result = subprocess.run(
        [sys.executable, str(SCRIPT), "--offscreen"], capture_output=True, text=True, timeout=60, check=False
    )
    assert (result.returncode, result.stderr) == (0, "")


def test_a_missing_library_is_told_by_its_package(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    monkeypatch.setattr(script.sys, "platform", "linux")
    monkeypatch.setattr(script.system, "QT_LIBRARIES", {"libof-nobody.so.1": "libof-nobody1"})
    assert script.main(["--offscreen"]) == 1
    assert "sudo apt-get install libof-nobody1\n" in capsys.readouterr().err


def test_the_x11_libraries_are_asked_for_only_where_x11_will_draw(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("DISPLAY", ":0")
    monkeypatch.delenv("QT_QPA_PLATFORM", raising=False)
    assert script.system.needs_x11()
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    assert not script.system.needs_x11()


def test_without_a_screen_the_window_is_refused_in_words(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(script.sys, "platform", "linux")
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    assert "no screen" in script.check_screen()
    monkeypatch.setenv("WAYLAND_DISPLAY", "wayland-0")
    assert script.check_screen() == ""


def test_another_python_is_named(monkeypatch: pytest.MonkeyPatch):
    assert script.check_python() == ""
    monkeypatch.setattr(script.system, "PYTHON_END", (3, 11))
    assert "make PYTHON=" in script.check_python()


def test_the_readme_names_every_package_that_is_asked_for() -> None:
    readme = (SCRIPT.parents[1] / "README.md").read_text(encoding="utf-8")
    for libraries in (script.system.QT_LIBRARIES, script.system.X11_LIBRARIES):
        assert [package for package in libraries.values() if package not in readme] == []
