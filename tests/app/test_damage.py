# SPDX-License-Identifier: AGPL-3.0-or-later
"""The commune's file breaks while the window is open: every door says so, and the program stays."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.cli_format import Tongue
from app.cli_words_status import say_stopped
from app.control import ask
from app.doctor.examine import examine, look_around
from app.errors import AppError
from app.facade import FUND_ACCOUNT
from tests.helpers.commune import commune, do, until
from tests.helpers.damage import lose_pages
from tests.helpers.refusals import find_refusal_code


def test_a_file_that_breaks_is_said_at_every_door(tmp_path: Path) -> None:
    with commune(tmp_path) as village:
        claire = village.found("claire", "Claire Martin")
        do(claire.give(FUND_ACCOUNT, "hour", 600, memo="Pour le four"))
        # While nothing is being written: what is written after the loss is whole again.
        until(lambda: claire.history() and not claire.status().pending, claire)
        do(claire._do(lambda desk: lose_pages(desk.store)))  # in the thread that writes
        with claire._asking._lock:
            lose_pages(claire._asking._store)
        # What was asked a moment ago is at hand for as long.
        assert until(lambda: find_refusal_code(claire.history), claire) == "store-damaged"
        until(lambda: claire.status().stopped_because == "store-damaged", claire)
        assert claire.status().me is not None
        with pytest.raises(AppError) as caught:
            do(claire.give(FUND_ACCOUNT, "hour", 60))
        assert caught.value.code == "store-damaged"
        answer = ask(claire.home, {"command": "history"}, timeout_s=60) or {}
        assert answer["error"]["code"] == "store-damaged"
        answer = ask(claire.home, {"command": "status"}, timeout_s=60) or {}
        assert answer["result"]["stopped_because"] == "store-damaged"
        found = {finding.code for finding in examine(claire.home, look_around())}
        assert {"stopped", "store-damaged"} <= found


def test_the_words_say_who_has_everything_and_what_to_do() -> None:
    for language, neighbours, words in (("fr", "voisins", "24 mots"), ("en", "neighbours", "24 words")):
        said = say_stopped(Tongue(language), "store-damaged")
        assert neighbours in said
        assert words in said
