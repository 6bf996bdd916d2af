# SPDX-License-Identifier: AGPL-3.0-or-later
"""What the window says stays true: seen where a sheet is open, and no longer « enregistré » once final."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QPushButton, QWidget

from app.views import Phase
from tests.helpers.windows import find_cut, find_outside, opened, resize, seen, settle, shows, sweep
from ui.dialogs.check_proof import CheckProofSheet
from ui.errors import Notice
from ui.widgets.sheet import SheetBody

RECORDED = Notice(
    "ok",
    "25 kWh pour Marie : enregistré.",
    "Il devient définitif dès que le registre l’a pris en compte.",
    event=b"x" * 32,
    final="25 kWh pour Marie : définitif.",
)


@pytest.fixture
def window(qapp, hamlet):
    with opened(qapp, hamlet.lea) as made:
        yield made.shown


def told(window, monkeypatch, phase, reason=""):
    proof = SimpleNamespace(phase=phase, reason=reason, kind="transfer")
    monkeypatch.setattr(window.facade, "event_proof", lambda _event: proof)


def test_what_was_recorded_is_said_to_be_final_once_it_is(window, monkeypatch):
    told(window, monkeypatch, Phase.PENDING)
    window.say(RECORDED)
    window.bridge.changed.emit(frozenset({"history"}))
    sweep()
    assert shows(window, "enregistré")
    told(window, monkeypatch, Phase.SEALED)
    window.bridge.changed.emit(frozenset({"history"}))
    sweep()
    assert shows(window.notice_bar, "25 kWh pour Marie : définitif.")
    assert not shows(window.notice_bar, "enregistré")
    assert not shows(window.notice_bar, "devient définitif")


def test_what_is_final_already_is_never_said_to_be_recorded(window, monkeypatch):
    told(window, monkeypatch, Phase.SEALED)
    window.say(RECORDED)
    sweep()
    assert shows(window.notice_bar, "définitif.")
    assert not shows(window.notice_bar, "enregistré")


def test_what_had_no_effect_takes_the_good_news_back(window, monkeypatch):
    told(window, monkeypatch, Phase.VOID, "balance")
    window.say(RECORDED)
    assert window.notice_bar.notice.tone == "error"
    assert not shows(window.notice_bar, "enregistré")


@pytest.mark.parametrize("width", [400, 1000])
def test_what_is_said_over_a_sheet_is_said_in_it(window, width):
    resize(window, width)
    window.bridge.show_sheet(CheckProofSheet(window.facade, window.bridge))
    for text in ("La preuve est enregistrée.", "Les numéros sont copiés."):
        window.bridge.say(Notice("ok", text, "Envoyez le fichier tel quel."))
        settle()
        assert shows(window.sheet, text)
        assert not shows(window.notice_bar, text)
        assert find_cut(window.sheet) + find_outside(window.sheet) == []
    assert not shows(window.sheet, "La preuve est enregistrée.")
    window.sheet.close_sheet()
    window.bridge.show_sheet(CheckProofSheet(window.facade, window.bridge))
    settle()
    assert not shows(window.sheet, "Les numéros sont copiés."), "it was about the sheet before"


def test_what_closes_its_sheet_is_said_by_the_window(window):
    body = SheetBody("Payer")
    window.bridge.show_sheet(body)
    window.bridge.say(Notice("ok", "C’est fait."))
    body.finished.emit()
    settle()
    assert shows(window.notice_bar, "C’est fait.")


def test_a_refusal_stays_with_the_page_it_was_said_on(window):
    """« Un des champs ne peut pas servir » followed to Conseil, where no field was."""
    window.open_place("energy")
    window.say(Notice("error", "Non."))
    window.open_place("council")
    settle()
    assert window.notice_bar.isHidden()
    window.open_place("energy")
    settle()
    assert shows(window.notice_bar, "Non.")
    window.notice_bar.hide()
    window.open_place("council")
    window.open_place("energy")
    settle()
    assert window.notice_bar.isHidden(), "it was closed"


@pytest.mark.parametrize("width", [400, 1200])
def test_what_is_said_moves_nothing_under_the_mouse(window, width):
    """Six clicks missed: the page went down by a line, and came back up ten seconds later by itself."""
    resize(window, width, 700)
    window.open_place("council")
    settle()

    def places() -> dict[QWidget, QPoint]:
        return {one: one.mapTo(window, QPoint()) for one in seen(window, QPushButton)}

    before = places()
    window.say(Notice("ok", "C’est fait.", "Vos voisins le voient dès que leur ordinateur parle au vôtre."))
    settle()
    after = places()
    assert window.notice_bar.isVisible()
    assert {one: at for one, at in after.items() if one in before} == before
    assert find_cut(window) + find_outside(window.notice_bar) == []
    window.notice_bar.hide()
    settle()
    assert places() == before


def test_what_is_said_in_a_sheet_moves_nothing_in_it(window):
    window.bridge.show_sheet(CheckProofSheet(window.facade, window.bridge))
    settle()
    before = {one: one.mapTo(window, QPoint()) for one in seen(window.sheet, QPushButton)}
    window.bridge.say(Notice("ok", "La preuve est enregistrée."))
    settle()
    assert window.sheet.notice_bar.isVisible()
    assert {one: one.mapTo(window, QPoint()) for one in before} == before
