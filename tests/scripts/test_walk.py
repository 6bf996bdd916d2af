# SPDX-License-Identifier: AGPL-3.0-or-later
"""The walk under an X server: what it says where there is none; the walk itself is in tests/e2e."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest

SCRIPT = Path(__file__).parents[2] / "scripts" / "walk.py"


@pytest.fixture(scope="module")
def script() -> ModuleType:
    spec = importlib.util.spec_from_file_location("walk", SCRIPT)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_without_its_programs_it_says_what_to_install(
    script: ModuleType, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert script.main(["--to", str(tmp_path / "pictures")]) == 1
    assert "apt-get install x11-xkb-utils xdotool xvfb" in capsys.readouterr().err
    assert not (tmp_path / "pictures").exists()


def test_what_is_there_is_not_asked_for(
    script: ModuleType, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    for name in ("Xvfb", "setxkbmap"):
        program = tmp_path / name
        program.write_text("#!/bin/sh\n")
        program.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert script.find_missing() == ["xdotool"]
