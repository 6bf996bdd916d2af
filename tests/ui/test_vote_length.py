# SPDX-License-Identifier: AGPL-3.0-or-later
"""How long a vote stays open: the usual days are said, and nothing the commune refuses is offered."""

from __future__ import annotations

from app.views_rules import VoteLengthView
from ui.widgets.vote_length import DAY_MS, VoteLength


def made(qtbot, usual_ms, shortest_ms=3 * DAY_MS, longest_ms=14 * DAY_MS):
    length = VoteLength(VoteLengthView(usual_ms=usual_ms, shortest_ms=shortest_ms, longest_ms=longest_ms))
    qtbot.addWidget(length)
    return length


def words(length):
    return [length.itemText(index) for index in range(length.count())]


def test_the_usual_days_are_said_and_the_others_are_those_allowed(qtbot, french):
    length = made(qtbot, 7 * DAY_MS)
    assert words(length) == ["3 jours", "7 jours, comme d’habitude ici", "14 jours"]
    assert length.duration_ms == 0
    length.setCurrentIndex(2)
    assert length.duration_ms == 14 * DAY_MS


def test_what_is_usual_may_be_no_whole_day(qtbot, french):
    length = made(qtbot, 1_000, 1_000, 2_000)
    assert words(length) == ["Comme d’habitude ici"]
    assert length.duration_ms == 0
