# SPDX-License-Identifier: AGPL-3.0-or-later
"""Two computers whose clocks are an hour wrong: they are told so in words, and nothing is lost."""

from __future__ import annotations

import pytest

from tests.helpers.processes import until
from tests.helpers.street import Quarter

pytestmark = pytest.mark.slow

HOUR_MS = 3_600_000
WRONG = {"cleo": HOUR_MS, "nora": -HOUR_MS}
PROGRAM = ("-m", "tests.helpers.wrong_clock")


def test_a_clock_an_hour_wrong(four: Quarter) -> None:
    for name in WRONG:
        assert four.people[name].stop() == 0
    for name, off_ms in WRONG.items():
        four.start(name, program=(*PROGRAM, str(off_ms)))
    four.meet(*four.people)

    events = [four.pay(name, "lea") for name in ("cleo", "nora", "anna", "francois")]
    four.final(*events)
    for name, (code, words) in {"cleo": ("fast", "avance de"), "nora": ("slow", "retarde de")}.items():
        until(lambda name=name: four.people[name].status()["clock"], "it is said")
        status = four.people[name].status()
        assert status["clock"] == code
        assert HOUR_MS - 30_000 < status["clock_off_ms"] < HOUR_MS + 30_000
        assert not status["stopped_because"]
        said = four.people[name].do_in_words("status")
        assert words in said
        assert "Rien n’est perdu" in said
    assert not four.people["lea"].status()["clock"]

    for name in WRONG:
        assert four.people[name].stop() == 0
    four.start(*WRONG)
    four.agree()
    assert not four.people["cleo"].status()["clock"]
