# SPDX-License-Identifier: AGPL-3.0-or-later
"""Others' windows of the example village: the mayor's, a firefighter's, beside a demonstration."""

from __future__ import annotations

from pathlib import Path

import pytest

from app import clock as program_clock
from app.cli import parse
from app.demo import Demo
from app.facade import open_home
from app.paths import Home
from app.year.homes import find_kept, make_year
from tests.helpers.commune import LISTEN

DAYS = 33


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A short year in the place of the whole one."""
    folder = tmp_path_factory.mktemp("years")
    make_year(find_kept(folder), days=DAYS)
    return folder


@pytest.mark.parametrize(("whose", "name"), [("claire", "Claire Martin"), ("julien", "Julien Caron")])
def test_anybody_s_window_opens_on_the_village(kept: Path, tmp_path: Path, whose: str, name: str) -> None:
    demo = Demo(tmp_path, lambda _percent, _french, _english: None, kept)
    demo.prepare()
    demo.welcome(whose)
    home = Home(demo.residents[whose].home)
    facade = open_home(home.root, listen=LISTEN, is_online=False)
    try:
        assert facade.is_member
        assert facade.me().name == name
        assert facade.example_shift_ms
        assert ("mayor" in facade.me().roles) == (whose == "claire")
    finally:
        facade.close()
        # One process, one clock: the homes of the tests to come are of people again.
        program_clock.follow(Home(tmp_path / "nowhere"), b"")


def test_whose_window_is_asked_by_name() -> None:
    assert parse(["demo", "--as", "julien"], lambda french, _english: french).arguments["whose"] == "julien"
