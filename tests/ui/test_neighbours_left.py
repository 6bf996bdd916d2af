# SPDX-License-Identifier: AGPL-3.0-or-later
"""Who left, in Voisins: by name where it was not erased, the last ones; the rest in one line."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtWidgets import QLabel

from app.views import Phase
from app.views_leaving import FormerView
from tests.helpers.people import person
from ui.pages.neighbours_left import SHOWN, left_card

JANUARY_MS = 1_800_000_000_000


def former(name: str, *, has_name: bool = True) -> FormerView:
    who = replace(person(name), left_ms=JANUARY_MS)
    return FormerView(person=who, has_name=has_name, phase=Phase.SEALED)


def texts_of(card) -> list[str]:
    return [made.text() for made in card.findChildren(QLabel) if made.text()]


def test_names_and_days_and_one_line_for_the_others(qtbot, dressed):
    some = tuple(former(f"Voisin {number}") for number in range(SHOWN + 1))
    card = left_card((*some, former("k4mq-7xza", has_name=False)))
    qtbot.addWidget(card)
    told = texts_of(card)
    assert "Voisin 0" in told
    assert f"Voisin {SHOWN}" not in told
    assert any("2027" in text for text in told)
    assert not any("k4mq" in text for text in told), "a number is no name"
    assert told[-1].startswith("2\u00a0") or told[-1].startswith("2 ")


def test_without_any_name(qtbot, dressed):
    card = left_card((former("k4mq-7xza", has_name=False),))
    qtbot.addWidget(card)
    assert len([text for text in texts_of(card) if text[0].isdigit()]) == 1
