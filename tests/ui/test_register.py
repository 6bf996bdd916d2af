# SPDX-License-Identifier: AGPL-3.0-or-later
"""Registre, its sheets, « chercher partout », the help and the keys, on two real nodes."""

from __future__ import annotations

import unicodedata
from dataclasses import replace

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QFileDialog, QLineEdit

from app.facade import FUND_ACCOUNT
from app.views import AmountView
from tests.helpers.commune import commune, do, until
from tests.helpers.looks import find_amiss
from tests.helpers.windows import (
    choose,
    find_cut,
    find_jargon,
    find_sideways,
    go,
    has,
    named,
    opened,
    pick,
    press,
    resize,
    seen,
    settle,
    shows,
    type_in,
    wait,
)
from ui.dialogs.find import FindSheet
from ui.dialogs.page_help import PageHelp, help_for
from ui.pages.register_findings import Findings
from ui.pages.register_lines import ActLine
from ui.pages.register_words import SORT_NAMES, nothing_words, sort_word
from ui.places import PLACES
from ui.widgets.flow import Flow

pytestmark = pytest.mark.slow
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture(scope="module")
def street(tmp_path_factory):
    with commune(tmp_path_factory.mktemp("register-street")) as made:
        claire = made.found("claire", "Claire Martin")
        francois = made.join("francois", "François Dubois", claire)
        do(claire.pay(francois.me().account, "hour", 5_400, memo="La haie côté rue"))
        do(francois.give(FUND_ACCOUNT, "hour", 600))
        price = (AmountView(asset="hour", amount=60),)
        do(claire.add_listing("offer", "produce", "Panier de légumes", "Poireaux", price, 5))
        do(claire.propose_text("Un composteur partagé", "Derrière l’école"))
        until(lambda: francois.proposals() and francois.listings(), francois)
        made.agree()
        yield made


@pytest.fixture
def window(qapp, street):
    with opened(qapp, street.francois) as made:
        resize(made.shown, 1000)
        made.shown.activateWindow()
        yield made.shown


def search(window, text, qtbot):
    type_in(window.page.search, text)
    wait(qtbot, lambda: not window.page._typing.isActive() and not window.page.is_looking)
    settle()


def titles(window):
    return seen(window.page, ActLine)


def test_acts_are_searched_and_open_their_proof(qtbot, window):
    go(window, "Registre")
    assert shows(window, "Les derniers actes")
    search(window, "claire", qtbot)
    assert shows(window, "Actes de Claire Martin")
    assert find_amiss(window) == []
    press(window, "Chercher le mot lui-même")
    wait(qtbot, lambda: shows(window, "Actes qui disent « claire »"))
    search(window, "HAIE", qtbot)
    assert len(titles(window)) == 1
    press(window, "Preuve")
    wait(qtbot, lambda: shows(window, "Ce qui l’a précédé"))
    assert shows(window, "son ordinateur n° 1")
    flow = seen(window, Flow)[0]
    assert flow.accessibleName().endswith("Temps")
    assert "Claire Martin" in flow.accessibleDescription()
    assert flow.figures.rows[0][0] == "Claire Martin"
    assert find_amiss(window) == []


def test_a_sort_of_act_is_typed_begun_or_chosen(qtbot, window):
    go(window, "Registre")
    search(window, "vote", qtbot)
    assert shows(window, "Votes")
    assert len(titles(window)) == 1
    assert shows(window, "Un composteur partagé")
    assert named(window.page, "Sorte d’acte", QComboBox).currentText() == "Votes"
    assert find_amiss(window) == []
    search(window, "lég", qtbot)
    press(window, "Tous les actes de cette sorte : Légumes")
    settle()
    assert window.page.search.text() == "Légumes"
    assert shows(window, "Panier de légumes")
    pick(named(window.page, "Sorte d’acte", QComboBox), "Dons")
    settle()
    assert window.page.search.text() == "Dons"
    assert len(titles(window)) == 1
    press(window, "Chercher le mot lui-même")
    wait(qtbot, lambda: shows(window, "Actes qui disent « Dons »"))


def test_a_sort_nobody_signed_yet_says_so_and_leads_back(qtbot, window):
    go(window, "Registre")
    search(window, "épargne", qtbot)
    assert shows(window, "Personne n’a encore signé d’acte de cette sorte.")
    assert find_amiss(window) == []
    press(window, "Tous les actes")
    settle()
    assert shows(window, "Les derniers actes")
    search(window, "votes de françois", qtbot)
    assert shows(window, "Votes, François Dubois")
    assert shows(window, "Aucun acte de cette sorte ne répond à cela.")


@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_sort_is_read_back_from_its_word(qapp, street, language):
    with opened(qapp, street.francois, choose(language)) as made:
        go_to = made.shown.open_place
        go_to("register")
        for name in SORT_NAMES:
            found = street.francois.register.search(sort_word(name))
            assert (found.understood, found.sorts) == ("kind", (name,))


def test_a_pasted_word_is_kept_as_it_was_and_found_without_its_accents(qtbot, window):
    go(window, "Registre")
    pasted = unicodedata.normalize("NFD", "CÔTÉ rue")
    QGuiApplication.clipboard().setText(pasted)
    window.page.search.clear()
    window.page.search.paste()
    wait(qtbot, lambda: not window.page._typing.isActive() and not window.page.is_looking)
    assert len(titles(window)) == 1
    assert window.page.search.text() == pasted
    search(window, "côté aujourd’hui", qtbot)
    assert shows(window, "qui disent « côté »")


def test_a_search_that_finds_nothing_says_what_to_try(qtbot, window):
    go(window, "Registre")
    search(window, "zzz", qtbot)
    assert shows(window, "Rien trouvé.")
    search(window, "1er janvier 2020", qtbot)
    assert shows(window, "Rien n’a été signé ce jour-là.")
    search(window, "page 99999", qtbot)
    assert shows(window, "Le registre n’a pas encore cette page.")
    assert find_amiss(window) == []
    search(window, "ZZZ  d’été", qtbot)
    assert shows(window, "Actes qui disent « ZZZ d’été »")  # as it was typed


def test_a_page_without_acts_is_not_said_to_be_missing(window):
    """The witnesses' own signatures fill some pages: no act is in them."""
    go(window, "Registre")
    asked = replace(window.page.found.page, understood="page", height=0, lines=())
    assert nothing_words(asked, 0) == "Aucun acte n’est sur cette page."


def test_a_long_search_says_how_far_it_is(qtbot, window, monkeypatch):
    """One sentence that stays: made anew at each slice, it was never seen."""
    go(window, "Registre")
    monkeypatch.setattr(Findings, "is_looking", property(lambda _found: True))
    monkeypatch.setattr(Findings, "look_further", lambda _found: None)
    type_in(window.page.search, "zzz")
    wait(qtbot, lambda: shows(window, "Recherche… déjà remontée"))
    monkeypatch.undo()
    window.page.refresh()
    search(window, "zz", qtbot)
    assert not shows(window, "Recherche…")


def test_a_balance_opens_the_acts_that_made_it(qtbot, window):
    go(window, "Comptes")
    press(window, "Preuve, crypto-heures")
    assert window.place == "register"
    assert shows(window, "D’où vient mon solde : temps")
    assert len(titles(window)) == 2
    press(window, "Tous les actes")
    assert len(titles(window)) > 2
    go(window, "Fonds commun")
    press(window, "Preuve, Ce qu’il contient")
    wait(qtbot, lambda: len(titles(window)) == 1)
    assert shows(window, "Le fonds commun")


def test_everything_is_verified_with_progress(qtbot, window):
    go(window, "Registre")
    bar = window.page.verify.bar
    assert not bar.isVisibleTo(window.page)
    press(window, "Tout vérifier")
    wait(qtbot, lambda: shows(window, "tout concorde"))
    assert not bar.isVisibleTo(window.page)
    assert find_amiss(window) == []


def test_a_check_asked_from_the_settings_shows_its_result(qtbot, window):
    window.resize(1000, 500)
    go(window, "Réglages")
    press(window, "Tout vérifier")
    assert window.place == "register"
    card = window.page.verify
    wait(qtbot, lambda: shows(window, "tout concorde"))
    wait(qtbot, lambda: not card.said.visibleRegion().isEmpty())
    window.page.finish()  # what is below the fold is built in idle moments, and moves it
    settle()
    assert card.said.visibleRegion().boundingRect().height() == card.said.height()


def drop(place, path):
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    copy, button, keys = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    event = QDropEvent(QPointF(5, 5), copy, data, button, keys)
    place.dropEvent(event)


def test_a_received_proof_is_checked(qtbot, window, street, tmp_path, monkeypatch):
    claire = street.claire
    paid = next(entry for entry in claire.history(50) if entry.memo)
    do(claire.receipts.save(paid.event, tmp_path / "haie.proof", with_names=True))
    go(window, "Registre")
    press(window, "Vérifier une preuve")
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(tmp_path / "haie.proof"), ""))
    press(window, "Choisir le fichier…")
    wait(qtbot, lambda: shows(window, "Elle est de Saint-Aubin, votre commune"))
    assert shows(window, "« La haie côté rue »")
    assert find_amiss(window) == []
    text = (tmp_path / "haie.proof").read_text()
    (tmp_path / "other.proof").write_text("bonjour")
    (tmp_path / "false.proof").write_text(text[: len(text) // 2])
    for name, said in (
        ("other.proof", "Ce fichier n’est pas une preuve de Voisinage."),
        ("false.proof", "Cette preuve s’est abîmée en chemin"),
        ("no.proof", "Ce fichier n’a pas pu être lu."),
    ):
        drop(window.sheet.content.drop, tmp_path / name)
        wait(qtbot, lambda said=said: shows(window, said))
    assert find_amiss(window) == []


def test_history_and_register_are_saved_where_one_chooses(qtbot, window, tmp_path, monkeypatch):
    go(window, "Registre")
    press(window, "Exporter")
    for word, name in (("Enregistrer mon historique…", "a.csv"), ("Enregistrer le registre…", "b.jsonl")):
        monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_, n=name: (str(tmp_path / n), ""))
        press(window, word)
        wait(qtbot, lambda name=name: (tmp_path / name).exists() and window.sheet.content.mine.isEnabled())
    assert "La haie côté rue" in (tmp_path / "a.csv").read_text("utf-8-sig")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "no" / "c.csv"), ""))
    press(window, "Enregistrer mon historique…")
    wait(qtbot, lambda: shows(window, "Le fichier n’a pas pu être écrit à cet endroit."))
    assert find_amiss(window) == []


# --- « chercher partout »


def find(window, text):
    """Ctrl+K, then letters: keys only."""
    QTest.keyClick(window, Qt.Key.Key_K, CTRL)
    settle()
    field = window.focusWidget()
    assert isinstance(field, QLineEdit)
    for letter in text:
        QTest.sendKeyEvent(
            QTest.KeyAction.Click, field, Qt.Key.Key_unknown, letter, Qt.KeyboardModifier.NoModifier
        )
    return field


@pytest.mark.parametrize(
    ("text", "place", "said"),
    [
        ("legumes", "exchange", "Panier de légumes"),
        ("COMPOST", "council", "Un composteur partagé"),
        ("fonds comm", "fund", "Mes parts"),
        ("payer", "accounts", "Combien"),
        ("inviter", "neighbours", "Inviter"),
        ("verifier une", "register", "Déposez le fichier ici"),
    ],
)
def test_letters_and_enter_open_what_was_meant(qtbot, window, text, place, said):
    field = find(window, text)
    QTest.keyClick(field, Qt.Key.Key_Return)
    wait(qtbot, lambda: window.place == place and shows(window, said))


def test_a_person_and_an_act_are_found(qtbot, window):
    field = find(window, "martin")
    QTest.keyClick(field, Qt.Key.Key_Return)
    wait(qtbot, lambda: window.place == "neighbours")
    wait(qtbot, lambda: window.sheet.content is not None and shows(window, "Claire Martin"))
    field = find(window, "haie")
    sheet = window.sheet.content
    assert isinstance(sheet, FindSheet)
    QTest.keyClick(field, Qt.Key.Key_Return)
    wait(qtbot, lambda: window.place == "register" and shows(window, "Ce qui a bougé"))
    field = find(window, "haie")
    wait(qtbot, lambda: len(window.sheet.content.hits) == 2)
    QTest.keyClick(field, Qt.Key.Key_Down)
    QTest.keyClick(field, Qt.Key.Key_Return)
    wait(qtbot, lambda: window.place == "register" and shows(window, "Actes qui disent « haie »"))


def test_the_list_is_heard_whole_and_esc_closes_it(window):
    find(window, "")
    sheet = window.sheet.content
    assert sheet.list.count() == len(sheet.hits) > len(PLACES)
    assert sheet.list.item(0).data(Qt.ItemDataRole.AccessibleTextRole) == "Payer un voisin, Action"
    assert find_amiss(window) == []
    QTest.keyClick(window.focusWidget(), Qt.Key.Key_Escape)
    settle()
    assert window.sheet.content is None


# --- the other keys


def test_each_place_has_its_key_and_its_help(window):
    for number, place in enumerate([one for one in PLACES if not one.quiet][:8], start=1):
        QTest.keyClick(window, Qt.Key(int(Qt.Key.Key_0) + number), CTRL)
        assert window.place == place.name
    for place in PLACES:
        window.open_place(place.name)
        QTest.keyClick(window, Qt.Key.Key_F1)
        settle()
        assert isinstance(window.sheet.content, PageHelp)
        assert len(help_for(place.name)) >= 2
        assert shows(window, "Ctrl+K")
        assert find_cut(window) + find_sideways(window) + find_jargon(window, "fr") == []
        QTest.keyClick(window, Qt.Key.Key_Escape)
        assert window.sheet.content is None


def test_pay_and_receive_have_keys(window):
    QTest.keyClick(window, Qt.Key.Key_N, CTRL)
    settle()
    assert has(window, "Signer")
    QTest.keyClick(window, Qt.Key.Key_Escape)
    QTest.keyClick(window, Qt.Key.Key_R, CTRL)
    settle()
    assert window.sheet.content is not None
    assert not has(window, "Signer")


def test_enter_is_the_primary_button_and_never_signs(qtbot, window, street):
    go(window, "Échanger")
    window.focusWidget().clearFocus()
    QTest.keyClick(window, Qt.Key.Key_Return)
    settle()
    assert window.sheet.content is not None, "the page's primary button opens its sheet"
    QTest.keyClick(window, Qt.Key.Key_Escape)
    window.page.search.setFocus()
    QTest.keyClick(window.page.search, Qt.Key.Key_Return)
    assert window.sheet.content is None, "a search keeps its Enter"
    window.rail.main.setFocus()
    QTest.keyClick(window.rail.main, Qt.Key.Key_Return)
    assert (window.place, window.sheet.content) == ("exchange", None), "so does the list of places"
    QTest.keyClick(window, Qt.Key.Key_N, CTRL)
    settle()
    pending = street.francois.status().pending
    sign = named(window, "Signer")
    sign.setFocus()
    QTest.keyClick(sign, Qt.Key.Key_Return)
    settle()
    assert window.sheet.content is not None
    assert street.francois.status().pending == pending


def test_what_is_new_is_put_before_the_older_acts_already_in_view(qtbot, window, street):
    francois = street.francois.me().account
    for number in range(40):
        do(street.claire.pay(francois, "hour", 1, memo=f"Planche {number}"))
    until(lambda: any(one.memo == "Planche 39" for one in street.francois.history(50)), street.francois)
    go(window, "Registre")
    search(window, "claire", qtbot)
    assert len(titles(window)) < 30
    press(window, "Montrer les actes plus anciens")
    wait(qtbot, lambda: len(titles(window)) > 30 and not window.page.is_looking)
    before = len(titles(window))
    do(street.claire.pay(francois, "hour", 1, memo="Une planche rendue"))
    wait(qtbot, lambda: shows(window, "« Une planche rendue »"))
    assert len(titles(window)) >= before
    assert find_amiss(window) == []
