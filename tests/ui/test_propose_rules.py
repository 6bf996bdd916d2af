# SPDX-License-Identifier: AGPL-3.0-or-later
"""Going on to the next rules from the window: offered where this program has them, with what it asks."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.views_rules import RaiseView, RulesView
from tests.helpers.commune import commune
from tests.helpers.later_rules import LATER_BOOK
from tests.helpers.people import person
from tests.helpers.windows import (
    choose,
    find_cut,
    find_jargon,
    find_outside,
    find_sideways,
    find_unnamed,
    go,
    has,
    opened,
    press,
    resize,
    settle,
    shows,
    wait,
)
from ui.dialogs.propose_rules import RulesSheet, find_next_rules, no_rules_words

NOW = RulesView(in_force=1, known=1, needs_update=False, last=None)
LATER = replace(NOW, known=2)
WAITS = RaiseView(
    rules=2, state="waits", title="", decided_ms=1_780_000_000_000, missing=(person("Karim"),), needed=1,
    days_left=9,
)  # fmt: skip


def raised(state: str) -> RulesView:
    return replace(LATER, last=replace(WAITS, state=state))


@pytest.mark.parametrize(
    ("view", "following"),
    [(NOW, 0), (LATER, 2), (raised("waits"), 0), (raised("changed"), 0), (raised("lapsed"), 2)],
)
def test_only_a_step_that_nobody_has_begun_is_offered(view, following):
    assert find_next_rules(view, ()) == following


def test_otherwise_a_quiet_sentence_says_why(french):
    assert "les plus récentes" in no_rules_words(NOW)
    assert "Karim" in no_rules_words(raised("waits"))
    assert no_rules_words(raised("changed"))


@pytest.mark.slow
def test_with_nothing_later_the_composer_says_so(qapp, hamlet):
    with opened(qapp, hamlet.lea) as made:
        go(made.shown, "Conseil")
        press(made.shown.page, "Proposer à la commune")
        assert shows(made.shown.sheet, "les plus récentes que connaisse ce Voisinage")
        assert not has(made.shown.sheet, "Passer aux nouvelles règles")


@pytest.mark.slow
def test_the_mayor_of_a_later_program_opens_the_vote(tmp_path, qapp, qtbot):
    with commune(tmp_path) as made:
        claire = made.found("claire", "Claire Martin")
        claire._service.desk.replica.book = LATER_BOOK
        claire._take()
        assert claire.roles.rules().known == 2
        with opened(qapp, claire) as opening:
            window = opening.shown
            go(window, "Conseil")
            press(window.page, "Proposer à la commune")
            press(window.sheet, "Passer aux nouvelles règles")
            assert shows(
                window.sheet, "Le village suit les règles n° 1 ; ce Voisinage connaît aussi les n° 2."
            )
            assert shows(window.sheet, "s’arrête alors, et ne perd rien")
            press(window.sheet, "Signer")
            wait(qtbot, lambda: shows(window, "Le vote est ouvert"))
            wait(qtbot, lambda: shows(window.page, "Passer aux règles n° 2"))
            press(window.page, "Proposer à la commune")
            assert not has(window.sheet, "Passer aux nouvelles règles"), "it is being voted"


@pytest.mark.slow
@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_sheet_is_whole_at_every_width(qapp, hamlet, language, scheme, monkeypatch):
    monkeypatch.setattr(hamlet.lea.roles, "rules", lambda: raised("lapsed"))
    with opened(qapp, hamlet.lea, choose(language, scheme)) as made:
        window = made.shown
        window.open_place("council", "add")
        settle()
        for width in (400, 1000, 1440):
            resize(window, width)
            assert find_cut(window.sheet) + find_outside(window.sheet) + find_sideways(window.sheet) == []
        window.bridge.show_sheet(RulesSheet(window.facade, window.bridge, 2))
        settle()
        for width in (400, 1000, 1440):
            resize(window, width)
            assert find_cut(window.sheet) + find_outside(window.sheet) + find_sideways(window.sheet) == []
        assert find_unnamed(window.sheet) == []
        assert find_jargon(window.sheet, language) == []
