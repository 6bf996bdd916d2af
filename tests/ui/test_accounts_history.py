# SPDX-License-Identifier: AGPL-3.0-or-later
"""Who and what the history is filtered by, and who comes first when paying."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtWidgets import QLabel

from app.views import AmountView, HistoryEntryView, PersonView, Phase
from ledger.rulebook import book
from tests.helpers.people import person
from ui.acts import COUNCIL, FUND, MONEY, TRADE, act_word, family, party_name
from ui.dialogs.pay import recent_first
from ui.errors import sentences
from ui.pages.accounts_history import HistoryCard, HistoryLine, matches

ME, MARIE, KARIM, ANNE = (
    person("François", is_me=True),
    person("Marie Lefèvre"),
    person("Karim"),
    person("Anne"),
)


def entry(
    kind: str, who: PersonView | None, *, memo: str = "", phase: Phase = Phase.SEALED
) -> HistoryEntryView:
    return HistoryEntryView(
        event=kind.encode().ljust(32),
        at_ms=0,
        kind=kind,
        phase=phase,
        reason="balance" if phase is Phase.VOID else "",
        counterpart=who,
        amounts=(AmountView(asset="kwh", amount=-25_000),),
        purpose="",
        memo=memo,
        title="",
        balance_after=None,
    )


def test_a_name_is_found_without_its_accents():
    assert matches(entry("transfer", MARIE), "lefevre", "")
    assert not matches(entry("transfer", KARIM), "lefevre", "")


def test_words_are_searched_too():
    assert matches(entry("transfer", KARIM, memo="Merci pour la haie"), "HAIE ", "")


def test_a_vote_says_which_way(qtbot, french):
    line = HistoryLine(replace(entry("ballot", None), choice="against"), 0, lambda _event: None, across=True)
    qtbot.addWidget(line)
    assert any(", contre" in label.text() for label in line.findChildren(QLabel))


def test_sorts_of_acts_go_together():
    assert matches(entry("order.confirm", MARIE), "", TRADE)
    assert matches(entry("listing.add", None), "", TRADE)
    assert matches(entry("ballot", None), "", COUNCIL)
    assert not matches(entry("gift", MARIE), "", COUNCIL)
    assert family("gift") == MONEY


@pytest.mark.parametrize(
    "kind", ["order.place", "order.silence", "ballot", "listing.withdraw", "meter.certify"]
)
def test_the_registers_acts_have_words(dressed, kind):
    assert act_word(kind) != act_word("something this window does not know")


def test_the_fund_has_the_windows_word(dressed):
    fund = person("", account=FUND)
    assert party_name(fund) == party_name(fund, "gift") in ("The common fund", "Le fonds commun")


@pytest.mark.parametrize("kind", ["service.log", "service.confirm", "service.lapse"])
def test_hours_for_the_commune_are_not_the_fund_s(dressed, kind):
    fund = person("", account=FUND)
    assert party_name(fund, kind) in ("The commune", "La commune")
    assert party_name(MARIE, kind) == "Marie Lefèvre"
    assert matches(entry(kind, fund), party_name(fund, kind), "")
    assert not matches(entry(kind, fund), party_name(fund), "")


def test_those_i_exchanged_with_last_come_first():
    history = (entry("transfer", KARIM), entry("gift", MARIE), entry("transfer", KARIM), entry("mint", None))
    assert [who.name for who in recent_first((ANNE, ME, MARIE, KARIM), history)] == [
        "Karim",
        "Marie Lefèvre",
        "Anne",
    ]


def test_the_filter_stays_while_lines_come(qtbot, dressed):
    card = HistoryCard(lambda _event: None, lambda: None, lambda: None)
    qtbot.addWidget(card)
    entries = (entry("transfer", MARIE), entry("order.confirm", KARIM))
    card.show_entries(entries, 0, across=True, more=False)
    card.kind.setCurrentIndex(2)
    card.who.setText("karim")
    card.show_entries((entry("ballot", None), *entries), 0, across=False, more=True)
    assert card.who.text() == "karim"
    assert card.kind.currentIndex() == 3


def test_a_void_act_says_why(qtbot, dressed):
    card = HistoryCard(lambda _event: None, lambda: None, lambda: None)
    qtbot.addWidget(card)
    card.show_entries((entry("transfer", MARIE, phase=Phase.VOID),), 0, across=True, more=False)
    shown = " ".join(label.text() for label in card.findChildren(QLabel))
    assert all(sentence in shown for sentence in sentences("balance"))


def test_every_act_of_the_rule_book_has_words():
    kinds = {*book.BOOK.get(book.RULES_MAX).kinds, *book.DUE}
    assert {kind for kind in kinds if act_word(kind) == act_word("unheard of")} == set()


def test_a_departure_is_called_one_and_not_those_who_left(french):
    assert act_word("resident.leave") == "Départ de la commune"
