# SPDX-License-Identifier: AGPL-3.0-or-later
"""The builder refuses in words, and takes its one clock from the sources. Building itself is `make deb`'s."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import build
import pytest

from tests.helpers.tree import ROOT, read


def test_the_instant_is_the_one_given() -> None:
    assert build.choose_instant({"SOURCE_DATE_EPOCH": "1767225600"}) == 1_767_225_600


def test_without_one_it_is_the_commit_s(tmp_path: Path) -> None:
    git = ["git", "-C", str(tmp_path), "-c", "user.name=Léa", "-c", "user.email=lea@example.org"]
    env = {"GIT_COMMITTER_DATE": "1700000000 +0100", "PATH": "/usr/bin:/bin"}
    subprocess.run([*git, "init", "-q"], check=True, env=env)
    subprocess.run([*git, "commit", "-q", "--allow-empty", "-m", "Begin"], check=True, env=env)
    assert build.choose_instant({}, tmp_path) == 1_700_000_000


@pytest.mark.parametrize(
    ("given", "message"),
    [({}, "SOURCE_DATE_EPOCH=seconds"), ({"SOURCE_DATE_EPOCH": "yesterday"}, "'yesterday'")],
)
def test_without_a_time_it_refuses(given: dict[str, str], message: str, tmp_path: Path) -> None:
    with pytest.raises(build.Refusal, match=message):
        build.choose_instant(given, tmp_path)


def test_another_system_is_told_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "darwin")
    with pytest.raises(build.Refusal, match="make setup"):
        build.check_machine()


def test_an_old_python_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr(sys, "version_info", (3, 14, 0))
    with pytest.raises(build.Refusal, match=r"3\.11"):
        build.check_machine()


def test_a_failed_step_ends_the_build_with_its_command() -> None:
    with pytest.raises(build.Refusal, match="exit code 3: sh -c exit 3"):
        build.run(["sh", "-c", "exit 3"])


@pytest.mark.parametrize(
    ("printed", "code", "window", "message"),
    [
        ('{"steps": [{"step": "version", "took_ms": 1}]}', 0, True, "did not look at the window"),
        ('{"steps": [{"step": "window", "took_ms": 1}]}', 0, False, "Qt is still inside"),
        ('{"error": {"code": "self-check-failed", "message": "libsodium"}}', 1, True, "libsodium"),
        ("", 127, True, "said nothing"),
    ],
)
def test_a_result_that_fails_its_check_is_refused(
    printed: str, code: int, window: bool, message: str, tmp_path: Path
) -> None:
    program = tmp_path / "voisinage"
    program.write_text(f"#!/bin/sh\nprintf '%s' '{printed}'\nexit {code}\n")
    program.chmod(0o755)
    with pytest.raises(build.Refusal, match=message):
        build.check(program, window=window)


def test_the_check_sees_an_empty_home_and_no_variable_of_ours(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PYTHONPATH", "/somewhere")
    program, seen = tmp_path / "voisinage", tmp_path / "seen"
    program.write_text(f'#!/bin/sh\n(env; ls -A "$HOME"; echo "$*") >{seen}\nprintf \'{{"steps": []}}\'\n')
    program.chmod(0o755)
    build.check(program, window=False)
    said = seen.read_text()
    assert "PYTHONPATH" not in said
    assert "HOME=/tmp" in said
    assert said.splitlines()[-1] == "--self-check --json"


def test_a_command_that_does_not_exist_is_explained(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        build.main(["rpm"])
    assert "bundle" in capsys.readouterr().err


def test_the_version_is_the_project_s() -> None:
    assert build.read_version(ROOT) in read("pyproject.toml")


def test_what_the_program_loads_by_name_is_sought() -> None:
    """Each of our packages is collected whole: `importlib` and lazy imports hide some from PyInstaller."""
    assert set(build.PACKAGES) <= set(build.SOUGHT)
