# SPDX-License-Identifier: AGPL-3.0-or-later
"""Words of the village are explained where one has to choose by them."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from PySide6.QtCore import QObject, Signal

from tests.helpers.people import person
from tests.helpers.windows import find_cut, plain_spaces, read_words, settle, shows
from ui.onboarding.found import RulesStep
from ui.onboarding.join import ConsentStep
from ui.pages.neighbours_invite import GIVEN_ROLES, InviteSheet, role_duty


class News(QObject):
    changed = Signal()


def test_each_role_of_an_invitation_says_what_it_opens(qtbot, dressed):
    sheet = InviteSheet(SimpleNamespace(me=lambda: person("Léa", roles=("mayor",))), News())
    qtbot.addWidget(sheet)
    sheet.resize(400, 900)
    sheet.show()
    settle()
    for role in GIVEN_ROLES:
        assert shows(sheet, plain_spaces(role_duty(role)))
        assert sheet.roles[role].accessibleDescription() == role_duty(role)
    assert len({role_duty(role) for role in GIVEN_ROLES}) == len(GIVEN_ROLES)
    assert find_cut(sheet) == []


@pytest.mark.parametrize("said", ["Jeunes pousses : de quoi aider", "n’y fait pas de kWh"])
def test_founding_explains_its_words(qtbot, french, said):
    step = RulesStep()
    qtbot.addWidget(step)
    step.show()
    settle()
    assert any(said in plain_spaces(words) for words in read_words(step))


def test_joining_says_that_a_consent_hides_nothing_of_the_register(qtbot, french):
    step = ConsentStep(3, 3)
    qtbot.addWidget(step)
    step.show()
    settle()
    assert shows(step, "ce qui est au registre y reste")
