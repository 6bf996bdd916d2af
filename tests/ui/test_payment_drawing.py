# SPDX-License-Identifier: AGPL-3.0-or-later
"""The drawing of a payment, in a large text."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QLabel

from app.views import AmountView, PaymentPreviewView
from tests.helpers.people import person
from tests.helpers.windows import plain_spaces, seen, settle
from ui.dialogs.payment_drawing import PaymentDrawing
from ui.theme import apply_look, look


def test_large_text_draws_both_balances_from_one_edge(qtbot, qapp, french):
    """At 130 % mine stood at the left and theirs, two lines below, at the right."""
    apply_look(qapp, replace(look(), text_percent=130))
    drawing = PaymentDrawing()
    qtbot.addWidget(drawing)
    hour = AmountView(asset="hour", amount=1_200)
    preview = PaymentPreviewView(
        to=person("Luc Moreau"), amount=hour, mine_before=7_200, mine_after=6_000, theirs_before=0,
        theirs_after=1_200, equivalents=(), problem="", available=18_000, from_savings=0,
    )  # fmt: skip
    drawing.draw(person("Zoé", is_me=True), preview, "")
    drawing.resize(460, 260)
    drawing.show()
    settle()
    lines = [one for one in seen(drawing, QLabel) if " → " in plain_spaces(one.text())]
    assert [plain_spaces(one.text()) for one in lines] == [
        "Vous : 2 h → 1 h 40",
        "Luc Moreau : 0 min → 20 min",
    ]
    assert len({one.mapTo(drawing, QPoint()).x() for one in lines}) == 1
