# SPDX-License-Identifier: AGPL-3.0-or-later
"""Cards of Échanger: whose turn it is, what a step is called, what happens by itself."""

from __future__ import annotations

from dataclasses import replace
from types import SimpleNamespace

import pytest
from PySide6.QtWidgets import QLabel, QPushButton, QWidget

from app.errors import AppError
from app.views import AmountView, ListingView, OrderStepView, OrderView, Phase
from tests.helpers.people import person
from tests.helpers.windows import find_cut, find_outside, plain_spaces, seen, settle, shows
from ui.dialogs.confirm_order import confirm_sheet, say_stepping_back
from ui.pages.exchange_cards import (
    action_word,
    is_my_turn,
    listing_card,
    order_card,
    waiting_words,
)
from ui.pages.order_words import deadline_words, short_words
from ui.widgets.sheet import SideSheet

DAY_MS = 86_400_000


ME, MARIE = person("François", is_me=True), person("Marie")
LISTING = ListingView(
    listing=b"l" * 32,
    side="offer",
    template="produce",
    author=MARIE,
    title="Panier",
    text="",
    price=(AmountView(asset="kg", amount=2500),),
    stock=3,
    withdrawn=False,
    at_ms=0,
    phase=Phase.SEALED,
    mine=False,
)
ORDER = OrderView(
    order=b"o" * 32,
    listing=LISTING,
    buyer=ME,
    seller=MARIE,
    quantity=2,
    total=(AmountView(asset="kg", amount=5000),),
    state="delivered",
    steps=tuple(
        OrderStepView(name=name, at_ms=1 if phase else 0, phase=phase, event=b"")
        for name, phase in (
            ("placed", Phase.SEALED),
            ("accepted", Phase.SEALED),
            ("delivered", Phase.PENDING),
            ("confirmed", None),
        )
    ),
    actions=("confirm", "cancel"),
    waiting_for=None,
    deadline_ms=7 * DAY_MS,
    deadline_effect="paid",
    phase=Phase.SEALED,
)


def words_of(card) -> list[str]:
    return [made.text() for made in card.findChildren(QPushButton)]


def test_it_is_my_turn_when_i_may_go_forward():
    assert is_my_turn(ORDER)
    assert not is_my_turn(replace(ORDER, actions=("cancel",), waiting_for=MARIE))


def test_whose_turn_it_is_in_words(dressed):
    assert waiting_words(ORDER)
    assert "Marie" in waiting_words(replace(ORDER, actions=("cancel",), waiting_for=MARIE))
    assert waiting_words(replace(ORDER, state="confirmed", actions=())) == ""


def test_what_happens_by_itself_names_the_amount_and_the_person(dressed):
    told = deadline_words(ORDER, 0)
    assert "Marie" in told
    assert "5" in told
    assert deadline_words(replace(ORDER, deadline_ms=0), 0) == ""
    assert deadline_words(replace(ORDER, deadline_effect="cancelled"), 0) != told


def test_stepping_back_has_the_word_of_the_moment(dressed):
    decline = action_word(replace(ORDER, state="placed", actions=("accept", "cancel")), "cancel")
    refuse = action_word(ORDER, "cancel")
    cancel = action_word(replace(ORDER, state="accepted", actions=("cancel",)), "cancel")
    assert len({decline, refuse, cancel}) == 3


@pytest.mark.parametrize("across", [True, False])
def test_an_orders_buttons_do_what_they_say(qtbot, dressed, across):
    done: list[str] = []
    card = order_card(ORDER, 0, done.append, lambda _event: done.append("proof"), across=across)
    qtbot.addWidget(card)
    made = card.findChildren(QPushButton)
    for one in made:
        one.click()
    assert done == ["confirm", "cancel", "proof"]
    assert all("Panier" in one.accessibleName() for one in made)


def test_mine_is_withdrawn_and_what_is_gone_cannot_be_ordered(qtbot, dressed):
    mine = listing_card(replace(LISTING, mine=True, author=ME, stock=0), (), list, list, across=True)
    gone = listing_card(replace(LISTING, stock=0), (), list, list, across=True)
    need = listing_card(replace(LISTING, side="need"), (), list, list, across=False)
    for card in (mine, gone, need):
        qtbot.addWidget(card)
    assert mine.findChild(QPushButton).isEnabled()
    assert not gone.findChild(QPushButton).isEnabled()
    assert words_of(need) != words_of(gone)


def test_a_long_offer_is_folded_in_its_card(qtbot, french):
    """The whole text stretched every card beside it."""
    card = listing_card(replace(LISTING, text="Une histoire sans fin. " * 80), (), list, list, across=True)
    qtbot.addWidget(card)
    more = next(one for one in card.findChildren(QPushButton) if one.text() == "Tout lire")
    assert more.accessibleName() == "Tout lire: Panier"
    assert sum(len(label.text()) for label in card.findChildren(QLabel)) < 500


@pytest.mark.parametrize(
    ("state", "actions", "title", "said"),
    [
        ("placed", ("accept", "cancel"), "Refuser la commande", "de nouveau proposé"),
        ("accepted", ("cancel",), "Annuler la commande", "de nouveau proposé"),
        ("delivered", ("confirm", "cancel"), "Pas ce qui était convenu", "Personne ne juge à votre place"),
    ],
)
def test_stepping_back_says_what_it_means_at_that_moment(french, state, actions, title, said):
    asked, sentences, _ = say_stepping_back(replace(ORDER, state=state, actions=actions))
    assert asked.startswith(title)
    assert said in " ".join(sentences)
    assert "Marie" in sentences[0]


@pytest.mark.parametrize("width", [400, 1000])
@pytest.mark.parametrize(
    ("state", "actions", "word"),
    [
        ("placed", ("accept", "cancel"), {"fr": "Refuser", "en": "Decline"}),
        ("accepted", ("cancel",), {"fr": "Annuler la commande", "en": "Cancel the order"}),
        ("delivered", ("confirm", "cancel"), {"fr": "Annuler la commande", "en": "Cancel the order"}),
    ],
)
def test_the_sheet_that_steps_back_names_its_order_and_is_whole(
    qtbot, dressed, language, width, state, actions, word
):
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(width, 600)
    window.show()
    sheet = SideSheet(window)
    order = replace(ORDER, state=state, actions=actions)
    sheet.open(confirm_sheet(SimpleNamespace(), SimpleNamespace(), order, "cancel"))
    settle()
    assert shows(sheet, "Panier × 2 · Marie")
    assert word[language] in [made.accessibleName() for made in seen(sheet, QPushButton)]
    assert find_cut(sheet) == []
    assert find_outside(sheet) == []


def test_what_is_paid_says_how_many(qtbot, french, village):
    """« Vous avez reçu « Panier » » did not say that two are paid."""
    sheet = confirm_sheet(village.francois, SimpleNamespace(), _trade_of(village), "confirm")
    qtbot.addWidget(sheet)
    assert shows(sheet, "Panier × 2")


def _trade_of(village) -> OrderView:
    """The order of these tests, between the two of the village."""
    return replace(ORDER, buyer=village.francois.me(), seller=village.claire.me())


def test_no_payment_is_announced_that_could_not_be_made(french):
    """« le paiement de 12 h 30 part tout seul » stood over an order nobody could pay."""
    order = replace(ORDER, pays_itself=False)
    told = deadline_words(order, 0)
    assert "part tout seul" in deadline_words(ORDER, 0)
    assert "part tout seul" not in told
    assert "est tenté" in told


@pytest.mark.parametrize(
    ("state", "said"),
    [("placed", "avant d’accepter"), ("accepted", "avant de livrer"), ("delivered", "ensemble")],
)
def test_who_sells_reads_what_the_buyer_cannot_pay(qtbot, french, state, said):
    short = (AmountView(asset="hour", amount=18_000),)
    selling = replace(ORDER, buyer=MARIE, seller=ME, state=state, short_of=short)
    card = order_card(selling, 0, list, list, across=True)
    qtbot.addWidget(card)
    assert shows(card, "Marie peut payer 5 h au plus")
    assert said in short_words(selling)
    assert short_words(replace(selling, short_of=())) == ""
    assert "vous pouvez payer 5 h au plus" in plain_spaces(short_words(replace(ORDER, short_of=short)))


def test_an_order_beyond_the_limit_says_what_one_can_do_with_an_order(qtbot, french, village):
    """« Payez moins » : an order does not allow it."""
    order = replace(_trade_of(village), total=(AmountView(asset="hour", amount=10_000 * 3_600),))
    sheet = confirm_sheet(village.francois, SimpleNamespace(), order, "confirm")
    qtbot.addWidget(sheet)
    told = plain_spaces(sheet.problem.accessibleName())
    assert not sheet.sign.isEnabled()
    assert "Payez moins" not in told
    assert "Vous pouvez payer" in told
    assert "annulez-la et convenez d’autre chose avec Claire Martin" in told
    params = {"asset": "hour", "available": 18_000, "amount": 36_000, "limited_by": ""}
    sheet._refused(AppError("floor", **params))
    assert "Vous pouvez payer 5 h au plus" in plain_spaces(sheet.problem.accessibleName())


def test_a_step_to_come_does_not_read_as_done(qtbot, french):
    """« Acceptée · vous » stood in bold over an order that nobody had accepted."""
    steps = tuple(
        replace(step, phase=None, at_ms=0) if step.name != "placed" else step for step in ORDER.steps
    )
    order = replace(ORDER, state="placed", steps=steps, actions=("cancel",), waiting_for=MARIE)
    card = order_card(order, 0, list, list, across=True)
    qtbot.addWidget(card)
    for word in ("Commandée", "À accepter", "par Marie", "À livrer", "À confirmer et payer"):
        assert shows(card, word)
    assert not shows(card, "Acceptée")
    mine = order_card(ORDER, 0, list, list, across=True)
    qtbot.addWidget(mine)
    assert shows(mine, "Livrée")
    assert shows(mine, "par vous")
