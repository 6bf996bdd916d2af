# SPDX-License-Identifier: AGPL-3.0-or-later
"""Who has left reads everything and is offered nothing: one sentence over each page, no act to be pressed."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtWidgets import QAbstractButton, QFileDialog

from app.views import AmountView
from tests.helpers.commune import commune, do, until
from tests.helpers.windows import (
    choose,
    find_cut,
    find_jargon,
    find_outside,
    find_sideways,
    has,
    opened,
    resize,
    said_by,
    seen,
    settle,
    shows,
    sweep,
    wait,
)
from ui.acting import why_no_acts
from ui.dialogs.find import FindSheet
from ui.places import PLACES
from ui.widgets.acting import Act, ActButton, hold_acts
from ui.widgets.buttons import SignButton, button
from ui.widgets.empty import Empty
from ui.widgets.folding import ActCheck
from ui.widgets.page import Page

pytestmark = pytest.mark.slow

SAID = {
    "fr": "Vous avez quitté la commune : tout se lit encore ici, plus rien ne s’y ajoute.",
    "en": "You have left the commune: everything can still be read, nothing can be added to it.",
}
TABS = {"exchange": ("offer", "need", "orders"), "council": ("to-vote", "open", "decided", "who")}
TABS["news"] = ("todo", "news")
HOUR = (AmountView(asset="hour", amount=3_600),)


@pytest.fixture(scope="module")
def left(tmp_path_factory):
    """Karim has left a commune where there is something to order, to vote on and to answer."""
    with commune(tmp_path_factory.mktemp("left")) as made:
        claire = made.found("claire", "Claire Martin")
        karim = made.join("karim", "Karim", claire)
        for side, title in (("offer", "Des œufs"), ("need", "Tailler la haie")):
            do(claire.add_listing(side, "produce", title, "", HOUR, 3))
        do(claire.propose_text("Le préau", "À repeindre.", 600_000))
        do(claire.give(karim.me().account, "hour", 600, "Merci pour la haie"))
        do(karim.pay(claire.me().account, "hour", 1_800, memo="la haie"))
        until(lambda: len(karim.proposals()) == 1 and len(karim.listings()) == 2, karim)
        until(lambda: not karim.leaving.plan().obstacles and karim.status().my_pending == 0, karim)
        yield made


@pytest.fixture(scope="module")
def gone(left):
    """After `left` was looked at before it goes."""
    karim = left.karim
    if not karim.leaving.departure().left_ms:
        do(karim.leaving.leave(left.claire.me().account, erase=False))
    until(lambda: karim.leaving.departure().phase.value == "sealed", karim)
    return karim


def each_view(window):
    for place in PLACES:
        for tab in TABS.get(place.name, (None,)):
            window.open_place(place.name, tab)
            settle()
            yield place.name, tab


def buttons(page: Page) -> list[QAbstractButton]:
    return [one for one in seen(page, QAbstractButton) if one.isEnabled() and not one.isCheckable()]


def test_pages_in_view_follow_the_departure(qapp, qtbot, left):
    karim = left.karim
    with opened(qapp, karim) as made:
        window = made.shown
        window.open_place("accounts")
        settle()
        assert window.page.pay_button.isEnabled()
        assert not shows(window, SAID["fr"])
        do(karim.leaving.leave(left.claire.me().account, erase=False))
        wait(qtbot, lambda: shows(window, SAID["fr"]))
        assert not window.page.pay_button.isEnabled()
        assert window.page.pay_button.toolTip() == window.page.pay_button.accessibleDescription() != ""


@pytest.mark.parametrize("language", ["fr", "en"])
def test_no_page_offers_an_act(qapp, gone, language):
    with opened(qapp, gone, choose(language)) as made:
        window = made.shown
        resize(window, 1000)
        met = 0
        for view in each_view(window):
            assert shows(window, SAID[language]), view
            held = [one for one in seen(window) if isinstance(one, Act)]
            assert [said_by(one) for one in held if one.isEnabled()] == [], view
            met += len(held)
            assert find_jargon(window, language) == []
        assert met > 20


def test_whatever_can_be_pressed_only_reads(qapp, gone, monkeypatch):
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: ("", ""))
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: ("", ""))
    signed: list[str] = []
    monkeypatch.setattr("app.desk.Desk.act", lambda _desk, kind, *_: signed.append(kind))
    with opened(qapp, gone) as made:
        window = made.shown
        resize(window, 1000)
        for name, tab in list(each_view(window)):
            window.open_place(name, tab)
            settle()
            for said in [said_by(one) for one in buttons(window.page)]:
                window.open_place(name, tab)
                settle()
                found = [one for one in buttons(window.page) if said_by(one) == said]
                if not found:
                    continue
                found[0].click()
                sweep(2)
                body = window.sheet.content
                assert body is None or not body.findChildren(SignButton), (name, tab, said)
                assert not body or not body.is_act, (name, tab, said)
                notice = window.notice_bar.notice
                assert notice is None or notice.tone != "error", (name, tab, said)
                assert notice is None or notice.happened != window.property("no-acts"), (name, tab, said)
    assert signed == []


def test_keys_and_searches_offer_nothing_either(qapp, gone):
    with opened(qapp, gone) as made:
        window = made.shown
        for place, what in (
            ("accounts", "pay"),
            ("accounts", "receive"),
            ("exchange", "add"),
            ("neighbours", "invite"),
            ("council", "add"),
            ("fund", "give"),
            ("energy", "add"),
        ):
            window.open_place(place, what)
            sweep()
            assert window.sheet.content is None, (place, what)
            assert window.notice_bar.notice.happened == window.property("no-acts")
        window.find_anything()
        titles = [hit.title for hit in window.findChildren(FindSheet)[0].hits]
        assert "Payer un voisin" not in titles
        assert "Vérifier une preuve reçue" in titles
        window.sheet.close_sheet()
        menu = made.tray.make_menu()
        made.tray.look()
        assert [action.isEnabled() for action in menu.actions()[:2]] == [True, False]
        menu.deleteLater()


def test_reading_backup_and_proofs_stay(qapp, gone):
    with opened(qapp, gone) as made:
        window = made.shown
        resize(window, 1000)
        window.open_place("settings")
        settle()
        names = [said_by(one) for one in buttons(window.page)]
        assert any("Enregistrer une sauvegarde" in name for name in names), names
        window.open_place("register", "export")
        settle()
        assert window.sheet.content is not None
        window.open_place("accounts")
        settle()
        assert has(window.page, "Preuve")


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_sentence_is_whole_at_every_width(qapp, gone, language, scheme):
    with opened(qapp, gone, choose(language, scheme)) as made:
        for width in (400, 1000, 1440):
            resize(made.shown, width)
            settle()
            assert find_cut(made.shown) + find_outside(made.shown) + find_sideways(made.shown) == []


def test_who_is_not_in_yet_is_told_so(gone, left, french):
    status = left.claire.status()
    assert why_no_acts(status) == ""
    assert why_no_acts(replace(status, me=None)).startswith("Vous n’êtes pas encore de la commune")
    assert why_no_acts(gone.status()).startswith("Vous avez quitté la commune")


def test_a_page_s_wish_comes_back_with_the_right_to_act(qtbot, french):
    page = Page(None, None)  # type: ignore[arg-type]
    qtbot.addWidget(page)
    pay, never, box, read = (
        button("Payer", acts=True),
        SignButton("Signer", list),
        ActCheck("Oui"),
        button("Lire"),
    )
    pay.setToolTip("vers un voisin")
    for widget in (pay, never, box, read):
        page.content.addWidget(widget)
    never.setEnabled(False)
    page.show()
    hold_acts(page, "non")
    late = Empty("Rien", "encore", "Publier", list, acts=True)
    page.content.addWidget(late)
    late.show()
    (publish,) = late.findChildren(ActButton)
    for _ in range(2):
        assert [one.isEnabled() for one in (pay, never, box, publish, read)] == [False] * 4 + [True]
        pay.setEnabled(True)  # a page says so, as when a field is right
    assert pay.toolTip() == "non"
    hold_acts(page, "")
    assert [one.isEnabled() for one in (pay, never, box, publish)] == [True, False, True, True]
    assert pay.toolTip() == "vers un voisin"
