# SPDX-License-Identifier: AGPL-3.0-or-later
"""The check of an installation: each step finds what is missing, and names itself."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Any

import pytest

from app import self_check
from app.cli import parse
from app.cli_care import STEPS
from app.cli_errors import explain
from app.cli_format import Tongue
from app.cli_words import describe
from app.errors import AppError
from ledger.signing import Domain
from tests.helpers.tree import ROOT

DONE = {
    "ok": True,
    "home": "",
    "steps": [
        {"step": "version", "versions": {"voisinage": "0.1.0"}, "took_ms": 40},
        {"step": "modules", "modules": 200, "took_ms": 1_900},
        {"step": "window", "qt": "6", "took_ms": 3_000},
    ],
}


@pytest.fixture
def steps(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, Any]]:
    """The steps to run, in place of the real ones."""
    chosen: list[tuple[str, Any]] = [("version", lambda: {"versions": {}})]
    monkeypatch.setattr(self_check, "_list_steps", lambda _folder, _draw: iter(chosen))
    monkeypatch.setitem(os.environ, "PYTHON_KEYRING_BACKEND", "keyring.backends.fail.Keyring")
    return chosen


def draw(_asked: self_check.Drawn) -> dict[str, Any]:
    raise AssertionError("nothing to draw here")


def test_both_ways_to_ask_for_it() -> None:
    for words in (["self-check"], ["--self-check"], ["--self-check", "--json", "--home", "x"]):
        assert parse(words, lambda _french, english: english).command == "self-check"


def test_the_steps_run_in_order_and_are_told(steps: list[tuple[str, Any]], tmp_path: Path) -> None:
    told: list[str] = []
    steps.append(("data", lambda: {"latitudes": 3}))
    facts = self_check.run_self_check(tmp_path / "trial", draw, told.append)
    assert told == ["version", "data"]
    assert [one["step"] for one in facts["steps"]] == told
    assert facts["steps"][1]["latitudes"] == 3
    assert all(one["took_ms"] >= 0 for one in facts["steps"])
    assert facts["home"] == str(tmp_path / "trial")


def test_what_breaks_names_its_step(steps: list[tuple[str, Any]]) -> None:
    def fail() -> dict[str, Any]:
        raise FileNotFoundError("clear_sky.json")

    steps.append(("data", fail))
    with pytest.raises(AppError) as refused:
        self_check.run_self_check(None, draw, lambda _step: None)
    assert (refused.value.code, refused.value.params) == (
        "self-check-failed", {"step": "data", "why": "FileNotFoundError: clear_sky.json"},
    )  # fmt: skip
    told = explain(Tongue("fr"), "self-check-failed", refused.value.params)
    assert "clear_sky.json" in told
    assert "votre compte n'a pas été ouvert" in told.replace("’", "'")


def test_nobody_s_folder_is_used(steps: list[tuple[str, Any]], tmp_path: Path) -> None:
    (tmp_path / "precious").write_text("")
    with pytest.raises(AppError, match="home-exists"):
        self_check.run_self_check(tmp_path, draw, lambda _step: None)
    assert [path.name for path in tmp_path.iterdir()] == ["precious"]


def test_versions_modules_and_data_of_these_sources() -> None:
    assert self_check.check_version()["versions"]["libp2p"]
    assert self_check.load_modules(["ledger"])["modules"] > 30
    assert self_check.check_data() == {"latitudes": 3, "word_lists": 2}


def test_a_version_that_nobody_knows_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(self_check, "get_versions", lambda: {"voisinage": "0.1.0", "trio": ""})
    with pytest.raises(LookupError, match="trio"):
        self_check.check_version()


def test_said_in_both_languages() -> None:
    french, english = (describe(Tongue(language), "self-check", DONE) for language in ("fr", "en"))
    assert "Voisinage 0.1.0 est complet" in french
    assert "Voisinage 0.1.0 is whole" in english
    assert all(french_words in french for french_words, _ in (STEPS[s["step"]] for s in DONE["steps"]))
    without = {**DONE, "steps": DONE["steps"][:2], "home": "/tmp/trial"}
    assert "no window in this one" in describe(Tongue("en"), "self-check", without)
    assert "/tmp/trial" in describe(Tongue("en"), "self-check", without)


def test_the_process_beside_a_node_tells_a_signature_from_another(monkeypatch: pytest.MonkeyPatch) -> None:
    """As in a bundle, whose program is asked for it by a word."""
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    entry = [sys.executable, str(ROOT / "packaging" / "entry.py")]
    assert self_check.check_signatures([*entry, "--signatures", Domain.EVENT.prefix.hex()]) == {"checked": 2}
    with pytest.raises(ValueError, match="answered"):
        self_check.check_signatures([sys.executable, "-c", "print('11')"])
