# SPDX-License-Identifier: AGPL-3.0-or-later
"""Réglages clicked as a person would: consents, backup, trial, sheet, notices, closing."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLabel, QLineEdit, QSystemTrayIcon

from app.facade import FUND_ACCOUNT
from app.views import AmountView
from app.views_notices import NoticeView
from tests.helpers.commune import commune, do, until
from tests.helpers.looks import WIDTHS, looking_at
from tests.helpers.windows import (
    find_cut,
    find_jargon,
    find_unnamed,
    named,
    opened,
    press,
    resize,
    seen,
    settle,
    shows,
    sweep,
    wait,
)
from ui.acts import FUND
from ui.closing import ClosingSheet
from ui.dialogs.pay import PaySheet
from ui.pages.settings_backup import BackupCard
from ui.tray import draw, state_of, words_of
from ui.words_print import draw_sheet

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    """Léa, alone, with her 24 words still here."""
    with commune(tmp_path_factory.mktemp("settings")) as made:
        yield made.found("lea", "Léa Morvan")


@pytest.fixture
def window(qapp, home):
    with opened(qapp, home) as made:
        resize(made.shown, 1000)
        made.shown.open_place("settings")
        settle()
        yield made


@pytest.mark.parametrize("text", ["100", "130"])
def test_every_width_scheme_and_size_reads_well(qapp, home, text):
    for language, scheme in (("fr", "light"), ("fr", "dark"), ("en", "light")):
        with looking_at(qapp, home, "settings", language=language, scheme=scheme, text=text) as shown:
            for width in WIDTHS:
                resize(shown, width)
                page = shown.page
                assert (find_cut(page), find_unnamed(page), find_jargon(page, language)) == ([], [], [])


def test_a_name_half_typed_outlives_what_else_changes(window, home, qtbot):
    page = window.shown.page
    field = named(page, "Mon nom, tel que les voisins le lisent", QLineEdit)
    QTest.keyClicks(field, " Mor")
    typed = field.text()
    before = page.fillings
    do(home.give(FUND_ACCOUNT, "hour", 60))
    wait(qtbot, lambda: page.fillings > before)
    sweep(20)
    field = named(page, "Mon nom, tel que les voisins le lisent", QLineEdit)
    assert field.text() == typed
    assert named(page, "Changer mon nom", QAbstractButton).isEnabled()


def test_a_consent_is_changed_at_once(window, home, qtbot):
    page = window.shown.page
    assert not shows(page, "/ip4/"), "addresses are for the person who helps"
    press(page, "Les dons que je fais")
    wait(qtbot, lambda: shows(window.shown, "Vos voisins voient"))
    until(lambda: {one.topic: one.agrees for one in home.account.consents()}["gifts"], home)


def test_checking_everything_is_the_register_s(window, qtbot):
    press(window.shown.page, "Tout vérifier")
    assert window.shown.place == "register"
    wait(qtbot, lambda: shows(window.shown, "tout concorde"))


def test_addresses_unfold(window, home):
    page = window.shown.page
    press(page, "Pour la personne qui vous aide")
    assert home.status().addresses[0] in [label.text().replace("\u200b", "") for label in seen(page, QLabel)]


def test_a_backup_is_saved_and_tried(window, home, qtbot, tmp_path):
    page = window.shown.page
    path = tmp_path / "lea.sauvegarde"
    page.findChild(BackupCard).save_to(str(path))
    wait(qtbot, lambda: shows(window.shown, "La sauvegarde est écrite"))
    press(page, "Essayer la restauration")
    sheet = window.shown.sheet.content
    assert not sheet.go.isEnabled()
    sheet.grid.fill(list(do(home.words())))
    sheet.take_file(str(path))
    press(window.shown.sheet, "Essayer")
    wait(qtbot, lambda: shows(sheet, "Cela marcherait : ces mots rouvrent le compte de Léa Morvan"))
    assert shows(sheet, "Le fichier rendrait vos choix")


def test_a_file_that_is_no_backup_is_refused_in_three_sentences(window, home, qtbot, tmp_path):
    (tmp_path / "photo.jpg").write_bytes(b"\xff\xd8")
    press(window.shown.page, "Essayer la restauration")
    sheet = window.shown.sheet.content
    sheet.grid.fill(list(do(home.words())))
    sheet.take_file(str(tmp_path / "photo.jpg"))
    press(window.shown.sheet, "Essayer")
    wait(qtbot, lambda: shows(sheet, "n’est pas une sauvegarde"))
    assert shows(sheet, "E-BACKUP-DAMAGED")


def test_the_sheet_of_words_goes_to_a_printer(qtbot, french, home, tmp_path):
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "feuille.pdf"))
    lines = home.account.lay_out_sheet(["abaisser"] * 24, "fr")
    assert [line.text for line in lines].count("abaisser") == 24
    assert not any("effacez le fichier" in line.text for line in lines), "there is no file"
    draw_sheet(printer, lines)
    assert (tmp_path / "feuille.pdf").read_bytes().startswith(b"%PDF")


def test_a_large_payment_asks_for_the_words_and_may_go_on(window, home, qtbot):
    sheet = PaySheet(home, window.bridge, to=FUND, amount=AmountView(asset="hour", amount=7_200))
    window.shown.sheet.open(sheet)
    settle()
    assert shows(sheet, "Vos 24 mots ne sont pas encore sur papier")
    assert not sheet.sign.isEnabled()
    sheet.later.setChecked(True)
    assert sheet.sign.isEnabled()
    sheet.amount.set_value("1", "hour")
    settle()
    assert not sheet.later.isVisible()
    assert sheet.sign.isEnabled()


def test_what_was_pressed_stays_under_the_hand_in_another_light(window, qtbot):
    window.shown.resize(1000, 600)
    window.shown.page.finish()
    settle()
    bar = window.shown.page.verticalScrollBar()
    bar.setValue(bar.maximum() // 2)
    settle()

    def top():
        page = window.shown.page
        return page.window_card.mapTo(page.viewport(), QPoint(0, 0)).y()

    before, shown = top(), window.shown
    window.preferences.choose("scheme", "dark")
    wait(qtbot, lambda: window.shown is not shown)
    settle()
    wait(qtbot, lambda: abs(top() - before) <= 2)
    window.preferences.choose("scheme", "light")
    settle()


def test_a_hidden_sign_in_a_name_is_said(window):
    page = window.shown.page
    field = named(page, "Mon nom, tel que les voisins le lisent", QLineEdit)
    field.setText("Léa\u202eMorv")
    press(page, "Changer mon nom")
    assert shows(page, "Ce nom contient un signe qui ne se voit pas.")
    field.setText("Léa Morvan")


def test_closing_asks_once_and_remembers(window, home):
    shown = window.shown
    assert not shown.close()
    assert isinstance(shown.sheet.content, ClosingSheet)
    assert shown.isVisible()
    press(shown.sheet, "Rester en ligne")
    assert not shown.isVisible()
    assert home.config.on_close == "stay"
    window.raise_window()
    assert shown.isVisible()
    assert not shown.close()
    assert not shown.isVisible(), "it is not asked again"
    home.save_config(replace(home.config, on_close="quit"))
    window.raise_window()
    assert shown.close()
    home.save_config(replace(home.config, on_close="ask"))


def test_notices_are_chosen(window, home):
    page = window.shown.page
    press(page, "Sans les montants")
    assert home.config.hide_amounts
    press(page, "Me prévenir")
    assert not home.config.notify
    assert not named(page, "Sans les montants").isEnabled()
    press(page, "Me prévenir")
    press(page, "Sans les montants")
    assert (home.config.notify, home.config.hide_amounts) == (True, False)


def test_what_the_tray_says(window, home, french):
    status = home.status()
    assert state_of(status) == "online"
    assert state_of(replace(status, members=4)) == "offline"
    assert state_of(replace(status, stalled_ms=9)) == "trouble"
    pictures = [draw(state).pixmap(64, 64).toImage() for state in ("online", "offline", "trouble")]
    assert len({picture.pixelColor(48, 48).name() for picture in pictures}) == 3
    menu = window.tray.make_menu()
    words = [action.text() for action in menu.actions() if action.text()]
    assert words == ["Ouvrir", "Payer", "Pause : une heure sans avis".replace(" :", "\u202f:"), "Quitter"]
    morning = NoticeView(kind="morning", produced_wh=168_400, buyers=3, waiting=1)
    assert words_of(morning, with_amounts=True)[1].startswith("168,4\u00a0kWh hier")
    assert "kWh" not in words_of(morning, with_amounts=False)[1]
    money = NoticeView(kind="received", amounts=(("kwh", 3_000),), people=("Marie",), count=1)
    assert words_of(money, with_amounts=True) == ("1\u00a0paiement reçu", "3,0\u00a0kWh de Marie")
    assert words_of(money, with_amounts=False)[1] == "Marie"
    vote = NoticeView(kind="last-day", title="Le préau")
    assert words_of(vote, with_amounts=True) == ("Dernier jour pour voter", "Le préau")


def test_without_a_tray_nothing_is_shown_and_nothing_breaks(window):
    assert not QSystemTrayIcon.isSystemTrayAvailable()
    assert window.tray.icon is None
    window.tray.look()
    assert window.tray.state == "online"
