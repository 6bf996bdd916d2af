# SPDX-License-Identifier: AGPL-3.0-or-later
"""What stands in the way, inside a sheet: a refusal is red, an advice is not."""

from __future__ import annotations

from ui.dialogs.problem import Problem
from ui.errors import Notice


def test_an_advice_does_not_look_like_a_refusal(qtbot, french):
    problem = Problem()
    qtbot.addWidget(problem)
    problem.say(Notice("error", "Ce n’est pas assez.", "Rien n’a été retiré."))
    assert problem.property("tone") == "error"
    problem.say(Notice("info", "Vos 24 mots ne sont pas encore sur papier."))
    assert problem.property("tone") == "info"
    problem.say(Notice("error", "Ce n’est pas assez.", "Rien n’a été retiré."))
    assert problem.property("tone") == "error"
