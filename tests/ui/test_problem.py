# SPDX-License-Identifier: AGPL-3.0-or-later
"""What stands in the way, inside a sheet: a refusal is red, an advice is not."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QLineEdit, QScrollArea, QVBoxLayout, QWidget

from tests.helpers.windows import settle
from ui.dialogs.problem import Problem
from ui.errors import Notice
from ui.widgets.buttons import SignButton, button
from ui.widgets.field import Field
from ui.widgets.notice_bar import NoticeBar


def test_an_advice_does_not_look_like_a_refusal(qtbot, french):
    problem = Problem()
    qtbot.addWidget(problem)
    problem.say(Notice("error", "Ce n’est pas assez.", "Rien n’a été retiré."))
    assert problem.property("tone") == "error"
    problem.say(Notice("info", "Vos 24 mots ne sont pas encore sur papier."))
    assert problem.property("tone") == "info"
    problem.say(Notice("error", "Ce n’est pas assez.", "Rien n’a été retiré."))
    assert problem.property("tone") == "error"


@pytest.mark.parametrize("typing", [False, True])
def test_an_answer_comes_into_view_unless_one_is_typing(qtbot, french, typing):
    """Wherever the focus went: a pressed button that waits hands it on, to a field as well."""
    area, inside, problem, field = QScrollArea(), QWidget(), Problem(), QLineEdit()
    qtbot.addWidget(area)
    area.setWidgetResizable(True)
    area.setWidget(inside)
    box = QVBoxLayout(inside)
    box.addWidget(field)
    box.addSpacing(900)
    box.addWidget(problem)
    area.resize(400, 300)
    area.show()
    field.setFocus()
    settle()
    problem.say(Notice("error", "Ce n’est pas assez.", "Rien n’a été retiré."), in_place=typing)
    settle()
    settle()
    assert (area.verticalScrollBar().value() > 0) is not typing


@pytest.mark.parametrize("how", ["problem", "advice", "field", "act", "sign", "look"])
def test_good_news_goes_when_something_is_tried_or_refused(qtbot, dressed, how):
    """Wherever it is said: each form of the window has one of these."""
    window = QWidget()
    qtbot.addWidget(window)
    box = QVBoxLayout(window)
    bar, problem, field = NoticeBar(), Problem(), Field("Nom", QLineEdit())
    act, sign, see = button("Payer", acts=True), SignButton("Signer", lambda: None), button("Voir")
    for part in (bar, problem, field, act, sign, see):
        box.addWidget(part)
    window.show()
    tries = {
        "problem": lambda: problem.say(Notice("error", "Ce n’est pas assez.")),
        "advice": lambda: problem.say(Notice("info", "Vos 24 mots ne sont pas encore sur papier.")),
        "field": lambda: field.set_error("Écrivez un nom."),
        "act": act.click,
        "sign": sign.click,
        "look": see.click,
    }
    bar.show_notice(Notice("ok", "Enregistré."))
    tries[how]()
    assert bar.isHidden() is (how not in {"advice", "look"})
    bar.show_notice(Notice("error", "Refusé."))
    problem.say(None)
    tries[how]()
    assert not bar.isHidden(), "an error stays until it is closed or replaced"
