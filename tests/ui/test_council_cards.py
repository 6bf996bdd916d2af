# SPDX-License-Identifier: AGPL-3.0-or-later
"""A proposal's card: the quorum in words, one click a vote, and where each proposal stands."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QSignalSpy
from PySide6.QtWidgets import QLabel

from app.views import Phase, ProposalView, TallyView
from app.views_rules import RulesChangeView
from tests.helpers.people import person
from ui import tokens
from ui.pages.council import in_tab
from ui.pages.council_cards import ProposalCard, quorum_votes

DAY_MS = 86_400_000
HALF = (tokens.WIDE - tokens.RAIL_WIDTH - 2 * tokens.PAGE_MARGIN - tokens.SCROLL_BAR - tokens.GAP) // 2
"""What a card has where two of them stand side by side in the narrowest wide window."""
WHO = person("Karim Benali", account=bytes(32))
TALLY = TallyView(
    votes_for=96, votes_against=14, abstentions=7, members=600, quorum_percent=20, majority="simple"
)
OPEN = ProposalView(
    proposal=b"p" * 32,
    form="text",
    title="Refaire le préau",
    text="La toiture fuit.",
    author=WHO,
    municipal=True,
    opened_ms=0,
    closes_ms=3 * DAY_MS,
    state="open",
    executes_ms=0,
    tally=TALLY,
    my_choice="",
    my_choice_phase=None,
    parity=None,
    parity_now=None,
    phase=Phase.SEALED,
)


def texts(card: ProposalCard) -> str:
    return " ".join(label.text() for label in card.findChildren(QLabel))


@pytest.mark.parametrize(("members", "percent", "votes"), [(600, 20, 120), (3, 20, 1), (7, 50, 4), (5, 0, 0)])
def test_a_quorum_is_rounded_up(members, percent, votes):
    assert quorum_votes(replace(TALLY, members=members, quorum_percent=percent)) == votes


def test_an_open_proposal_waits_until_i_have_voted():
    voted = replace(OPEN, my_choice="for", my_choice_phase=Phase.PENDING)
    assert in_tab(OPEN, "to-vote")
    assert not in_tab(voted, "to-vote")
    assert in_tab(voted, "open")
    assert in_tab(replace(OPEN, state="passed"), "decided")
    assert not in_tab(replace(OPEN, state="executed"), "open")


def test_what_is_missing_is_told(qtbot, dressed):
    card = ProposalCard(OPEN, 0, wide=True)
    qtbot.addWidget(card)
    assert "120" in texts(card)
    assert " 3" in texts(card).replace("\u00a0", " ").replace("\u202f", " ")


@pytest.mark.parametrize("wide", [True, False])
def test_one_click_asks_for_a_ballot_and_the_mark_waits_for_the_register(qtbot, dressed, wide):
    card = ProposalCard(replace(OPEN, my_choice="against", my_choice_phase=Phase.SEALED), 0, wide=wide)
    qtbot.addWidget(card)
    card.show()
    spy = QSignalSpy(card.voted)
    qtbot.mouseClick(card.choices["for"], Qt.MouseButton.LeftButton)
    assert [spy.at(index)[0] for index in range(spy.count())] == ["for"]
    assert card.choices["against"].isChecked()
    assert not card.choices["for"].isChecked()
    qtbot.mouseClick(card.choices["against"], Qt.MouseButton.LeftButton)
    assert spy.count() == 1


@pytest.mark.parametrize("form", ["parity", "text"])
def test_two_cards_with_my_vote_share_the_narrowest_line(qtbot, dressed, form):
    voted = replace(OPEN, my_choice="abstain", my_choice_phase=Phase.PENDING, phase=Phase.PENDING)
    parity = ("hour", 275, 9) if form == "parity" else None
    card = ProposalCard(replace(voted, form=form, parity=parity, parity_now=parity), 0, wide=True)
    qtbot.addWidget(card)
    card.show()
    assert card.minimumSizeHint().width() <= HALF


def test_each_button_says_what_it_is_about(qtbot, dressed):
    card = ProposalCard(OPEN, 0, wide=True)
    qtbot.addWidget(card)
    assert all(OPEN.title in made.accessibleName() for made in card.choices.values())


def test_a_parity_is_told_in_whole_units(qtbot, dressed):
    proposal = replace(OPEN, form="parity", parity=("hour", 275, 9), parity_now=("hour", 250, 9))
    card = ProposalCard(proposal, 0, wide=True)
    qtbot.addWidget(card)
    assert "110" in texts(card)
    assert "100" in texts(card)


@pytest.mark.parametrize("state", ["passed", "executed", "rejected"])
def test_a_decided_proposal_has_no_vote(qtbot, dressed, state):
    card = ProposalCard(replace(OPEN, state=state, executes_ms=4 * DAY_MS), 3 * DAY_MS, wide=True)
    qtbot.addWidget(card)
    assert not card.choices


@pytest.mark.parametrize(
    ("is_known", "said"), [(True, "Cet ordinateur est prêt"), (False, "Mettez d’abord cet ordinateur à jour")]
)
def test_a_vote_on_the_rules_says_what_it_asks_of_everybody(qtbot, french, is_known, said):
    rules = RulesChangeView(rules=2, is_known=is_known)
    card = ProposalCard(replace(OPEN, form="rules", rules=rules), 0, wide=True)
    qtbot.addWidget(card)
    shown = texts(card)
    assert "Règles" in shown
    assert "dès qu’assez de témoins auront mis Voisinage à jour" in shown
    assert said in shown


@pytest.mark.parametrize("state", ["passed", "executed"])
def test_a_text_that_passed_is_not_said_to_take_effect(qtbot, french, state):
    said = {}
    for form in ("text", "parity"):
        card = ProposalCard(
            replace(OPEN, form=form, state=state, executes_ms=4 * DAY_MS), 3 * DAY_MS, wide=True
        )
        qtbot.addWidget(card)
        said[form] = texts(card)
    assert "appliq" not in said["text"]
    assert "Adoptée" in said["text"]
    assert "appliq" in said["parity"]
