# SPDX-License-Identifier: AGPL-3.0-or-later
"""Long words on buttons and boxes: two lines where there is no room, one again where there is."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QHBoxLayout, QWidget

from tests.helpers.windows import find_cut, sweep
from ui.format import Format
from ui.theme import Look, apply_look
from ui.widgets.buttons import button
from ui.widgets.folding import FoldActButton, FoldCheck, Folding

LONG = "Choisir une phrase de passe"


def place(qtbot, made):
    holder = QWidget()
    qtbot.addWidget(holder)
    layout = QHBoxLayout(holder)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.addWidget(made)
    layout.addStretch(1)
    holder.show()
    return holder


@pytest.fixture
def large(qapp, french):
    look = Look(words=Format("fr"), text_percent=130)
    apply_look(qapp, look)
    return look


def test_long_words_take_two_lines_where_there_is_no_room(qtbot, large):
    for made in (button(LONG), button(LONG, acts=True, kind="primary", icon="lock"), FoldCheck(LONG)):
        holder = place(qtbot, made)
        full = made.sizeHint()
        assert made.minimumSizeHint().width() < full.width() * 2 // 3 + 40
        for width, lines in ((full.width() + 10, 1), (full.width() - 20, 2), (full.width() + 10, 1)):
            holder.setFixedWidth(width)
            sweep(3)
            assert (made.height() > full.height()) == (lines == 2)
            assert made.width() <= width
            assert find_cut(holder) == []
        assert made.text().strip("\u2009") == LONG


def test_what_has_the_usual_size_stays_on_its_line(french):
    assert not isinstance(button(LONG), Folding)


def test_so_does_what_is_short_or_beside_a_title(large):
    assert not isinstance(button("Payer"), Folding)
    assert isinstance(button(LONG, acts=True), FoldActButton)
    assert not isinstance(button("Voir les chiffres de mai", kind="link"), Folding)
