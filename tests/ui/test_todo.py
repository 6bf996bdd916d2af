# SPDX-License-Identifier: AGPL-3.0-or-later
"""What waits, as a banner: an act without effect is named, explained, and put away once read."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from PySide6.QtWidgets import QPushButton, QWidget

from app.views import AmountView, HistoryEntryView, InboxItemView, Phase
from tests.helpers.people import person
from tests.helpers.windows import find_cut, find_outside, plain_spaces, settle
from ui.pages.todo import todo_banner

LUC, MARC = person("Luc Moreau"), person("Marc")
TAKEN = HistoryEntryView(
    event=b"t" * 32,
    at_ms=0,
    kind="transfer",
    phase=Phase.SEALED,
    reason="",
    counterpart=MARC,
    amounts=(AmountView(asset="hour", amount=-14_400),),
    purpose="",
    memo="",
    title="",
    balance_after=None,
)


def void(act: str = "transfer", because: HistoryEntryView | None = TAKEN) -> InboxItemView:
    amounts = (AmountView(asset="hour", amount=7_200),)
    return InboxItemView(
        kind="void",
        object=b"v" * 32,
        title="floor",
        person=LUC,
        deadline_ms=0,
        amounts=amounts if act != "ballot" else (),
        act=act,
        because=because,
    )


def banner_of(qtbot, item: InboxItemView, put_away=list):
    facade = SimpleNamespace(news=SimpleNamespace(put_away=put_away))
    bridge = SimpleNamespace(run=lambda ticket, _owner: ticket, go_to=lambda *_: None)
    made = todo_banner(item, facade, bridge, QWidget(), 0)
    assert made is not None
    qtbot.addWidget(made)
    return made


@pytest.mark.parametrize(
    ("act", "said"),
    [
        ("transfer", "Votre paiement de 2 h à Luc Moreau est sans effet"),
        ("order.confirm", "Votre paiement de 2 h à Luc Moreau est sans effet"),
        ("gift", "Votre don de 2 h à Luc Moreau est sans effet"),
        ("ballot", "Votre acte avec Luc Moreau est sans effet"),
    ],
)
def test_an_act_without_effect_says_what_it_was(qtbot, french, act, said):
    assert plain_spaces(banner_of(qtbot, void(act)).accessibleName()).startswith(said)


def test_what_my_other_computer_paid_first_is_named(qtbot, french):
    told = plain_spaces(banner_of(qtbot, void()).accessibleName())
    assert "Un autre de vos ordinateurs avait déjà payé 4 h à Marc" in told
    without = plain_spaces(banner_of(qtbot, void(because=None)).accessibleName())
    assert "ordinateurs" not in without
    assert "sous sa limite" in without


@pytest.mark.parametrize("width", [372, 900])
def test_it_is_put_away_once_read(qtbot, dressed, language, width):
    away: list[bytes] = []
    banner = banner_of(qtbot, void(), away.append)
    banner.resize(width, banner.heightForWidth(width) if banner.hasHeightForWidth() else 90)
    banner.show()
    settle()
    banner.resize(width, max(banner.sizeHint().height(), banner.heightForWidth(width)))
    settle()
    word = {"fr": "J’ai lu", "en": "I have read it"}[language]
    next(one for one in banner.findChildren(QPushButton) if one.text() == word).click()
    assert away == [b"v" * 32]
    assert find_outside(banner) == []
    assert find_cut(banner) == []
