# SPDX-License-Identifier: AGPL-3.0-or-later
"""Two residents named « Ann Smith », and one who writes it with a Cyrillic letter: each is told apart.

Every page and every sheet is read whole; where a name could be another's, its sign stands beside it.
"""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QLineEdit, QListWidget

from app.errors import AppError
from app.facade_naming import show_sign
from tests.helpers.commune import commune, do
from tests.helpers.namesakes import BARE, LOOKS_SO, NAME, play_namesakes
from tests.helpers.windows import (
    choose,
    find_cut,
    find_outside,
    find_sideways,
    opened,
    plain_spaces,
    press,
    read_words,
    resize,
    seen,
    settle,
    shows,
    type_in,
    wait,
)
from ui.dialogs.appoint import AppointSheet
from ui.dialogs.check_proof import CheckProofSheet
from ui.dialogs.choose_witnesses import WitnessesSheet
from ui.dialogs.confirm_order import confirm_sheet
from ui.dialogs.leave import LeaveSheet
from ui.dialogs.order import OrderSheet
from ui.dialogs.pay import PaySheet
from ui.dialogs.proof import show_proof
from ui.onboarding.join import NameStep
from ui.pages.neighbours_sheet import NeighbourSheet
from ui.pages.tabs import Tabs
from ui.places import PLACES
from ui.widgets.field import Field

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def smiths(tmp_path_factory):
    with commune(tmp_path_factory.mktemp("smiths")) as made:
        play_namesakes(made)
        yield made


@pytest.fixture(params=["fr", "en"])
def shown(request, qapp, smiths):
    with opened(qapp, smiths.lea, choose(request.param)) as window:
        resize(window.shown, 1000)
        yield window.shown


def lists(root) -> list[str]:
    return [one.item(row).text() for one in seen(root, QListWidget) for row in range(one.count())]


def bare(root) -> list[str]:
    """Every text in which one of them is named and not told apart."""
    return [text for text in [*read_words(root), *lists(root)] if BARE.search(plain_spaces(text))]


def named(root) -> bool:
    return any(NAME in text or LOOKS_SO in text for text in [*read_words(root), *lists(root)])


def test_every_page_tells_them_apart(shown):
    for width in (1000, 400):
        resize(shown, width)
        for place in PLACES:
            shown.open_place(place.name)
            settle()
            assert named(shown) or place.name in {"energy", "fund", "settings"}, place.name
            for number in range(1 + sum(len(tabs.buttons) for tabs in seen(shown, Tabs))):
                if number:
                    [tab for tabs in seen(shown, Tabs) for tab in tabs.buttons.values()][number - 1].click()
                    settle()
                assert bare(shown) == [], (place.name, number)
                assert find_cut(shown) + find_outside(shown) + find_sideways(shown) == [], (
                    place.name,
                    number,
                )


def test_every_sheet_tells_them_apart(shown, smiths, tmp_path):
    lea, bridge = smiths.lea, shown.bridge
    ann, third = smiths.ann.me().account, smiths.third.me().account
    order = next(one for one in lea.orders() if "confirm" in one.actions)
    pays = next(entry for entry in lea.history(50) if entry.kind == "transfer")
    file = tmp_path / "a.proof"
    do(lea.receipts.save(pays.event, file, with_names=True))
    makers = {
        "pay": lambda: PaySheet(lea, bridge, to=ann),
        "pay, by another alphabet": lambda: PaySheet(lea, bridge, to=third),
        "order": lambda: OrderSheet(lea, bridge, next(one for one in lea.listings() if not one.mine)),
        "confirm": lambda: confirm_sheet(lea, bridge, order, "confirm"),
        "not what was agreed": lambda: confirm_sheet(lea, bridge, order, "cancel"),
        "neighbour": lambda: NeighbourSheet(lea, bridge, lea.people.one(ann)),
        "appoint": lambda: AppointSheet(lea, bridge),
        "witnesses": lambda: WitnessesSheet(lea, bridge),
        "leave": lambda: LeaveSheet(lea, bridge),
        "check a proof": lambda: CheckProofSheet(lea, bridge),
        "proof": lambda: None,
    }
    for name, make in makers.items():
        if (sheet := make()) is None:
            show_proof(lea, bridge, pays.event)
        else:
            bridge.show_sheet(sheet)
        if isinstance(sheet, CheckProofSheet):
            sheet.check(str(file))
        for width in (1000, 400):
            resize(shown, width)
            settle()
            assert bare(shown) == [], name
            assert find_sideways(shown) + [cut for cut in find_cut(shown) if "Smith" in cut] == [], name
        assert named(shown), name
        bridge.close_sheet()
        settle()


def test_before_signing_a_payment_whose_account_it_is_can_be_read(shown, smiths):
    me = smiths.other.me()
    shown.bridge.show_sheet(PaySheet(smiths.lea, shown.bridge, to=me.account))
    settle()
    assert shows(shown, show_sign(NAME, me.fingerprint))


def test_the_offers_of_one_are_not_the_other_s(qtbot, shown, smiths):
    other = smiths.other.me()
    sheet = NeighbourSheet(smiths.lea, shown.bridge, smiths.lea.people.one(other.account))
    shown.bridge.show_sheet(sheet)
    settle()
    sheet._see_offers()
    settle()
    page = shown.page
    assert [one.author.account for one in page.facade.listings(search=page.search.text())] == [other.account]
    assert show_sign(NAME, other.fingerprint) in " ".join(read_words(page))
    hers = show_sign(NAME, smiths.ann.me().fingerprint)
    wait(qtbot, lambda: hers not in " ".join(read_words(page)))
    page.search.clear()
    settle()


def test_a_name_that_looks_the_same_is_offered_beside(shown, smiths):
    shown.bridge.show_sheet(PaySheet(smiths.lea, shown.bridge))
    settle()
    field = next(one for one in seen(shown, QLineEdit) if one.hasFocus() or one.placeholderText())
    type_in(field, "Ann Smith")
    offered = [text for text in lists(shown) if "Smith" in text]
    people = [one.me() for one in (smiths.ann, smiths.other, smiths.third)]
    assert sorted(text.partition("  ")[0] for text in offered) == sorted(
        show_sign(one.name, one.fingerprint) for one in people
    )


def test_a_name_of_two_alphabets_is_not_taken(qtbot, french, smiths, qapp):
    step = NameStep(1, 1)
    qtbot.addWidget(step)
    step.edit.setText(LOOKS_SO)
    with qtbot.assertNotEmitted(step.done):
        step.check()
    assert "deux alphabets" in step.field.error
    step.edit.setText("Анна Смит")  # a whole name of another alphabet is somebody's name
    with qtbot.waitSignal(step.done):
        step.check()
    with pytest.raises(AppError, match="mixed-name"):
        do(smiths.lea.rename(LOOKS_SO))
    with opened(qapp, smiths.lea) as window:
        window.shown.open_place("settings")
        settle()
        field = next(one for one in seen(window.shown, Field) if "Mon nom" in one.caption.text())
        type_in(field.control, "Lеa Morvan")
        press(window.shown, "Changer mon nom")
        assert "deux alphabets" in field.error
    assert smiths.lea.me().name == "Léa Morvan"
