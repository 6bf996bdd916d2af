# SPDX-License-Identifier: AGPL-3.0-or-later
"""A sheet that fails says so in its place, and never that nothing moved if something may have been signed."""

from __future__ import annotations

import logging
import sys

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QFileDialog

from tests.helpers.windows import (
    choose,
    find_cut,
    find_jargon,
    find_outside,
    find_sideways,
    find_unnamed,
    has,
    opened,
    press,
    resize,
    settle,
    shows,
    sweep,
    wait,
)
from ui.dialogs.check_proof import CheckProofSheet
from ui.dialogs.failed import FailedSheet
from ui.failing import NOTED_MAX, telling
from ui.pages.accounts import AccountsPage
from ui.widgets.buttons import SignButton, button
from ui.widgets.sheet import SheetBody

GONE_WRONG = "Cela n’a pas pu aller au bout, et la faute est la nôtre."
NOTHING_SIGNED = "Rien n’a été signé ici : vos comptes n’ont pas changé."
PERHAPS = "Si vous aviez signé, c’est peut-être enregistré"


class Broken(RuntimeError):
    """What these tests throw."""


def throw(*_anything: object, **_more: object) -> None:
    raise Broken


class Act(SheetBody):
    """A sheet whose buttons fail, before or after it asked for something."""

    def __init__(self, window) -> None:
        super().__init__("Prêter une échelle")
        self._window = window
        self.body.addWidget(button("Regarder", self._look))
        self.sign = SignButton("Signer", self._sign)
        self.foot.addWidget(self.sign)

    def _look(self) -> None:
        raise Broken

    def _sign(self) -> None:
        ticket = self._window.facade.look_ahead(lambda: None)
        self._window.bridge.run(ticket, self, self._signed)

    def _signed(self, _result: object) -> None:
        self.finished.emit()
        raise Broken


class HalfBuilt(SheetBody):
    def __init__(self) -> None:
        super().__init__("Demander une échelle")
        throw()


def noted(caplog) -> list[logging.LogRecord]:
    return [record for record in caplog.records if record.exc_info and record.exc_info[0] is Broken]


@pytest.fixture
def window(qapp, hamlet):
    with opened(qapp, hamlet.lea) as made, telling(made.shown.tell_failure):
        yield made.shown


def test_a_button_of_a_sheet_that_fails_says_so_in_the_sheet(window, caplog):
    window.bridge.show_sheet(Act(window))
    press(window.sheet, "Regarder")
    settle()
    assert isinstance(window.sheet.content, FailedSheet)
    assert shows(window.sheet, "Prêter une échelle")
    assert shows(window.sheet, GONE_WRONG)
    assert shows(window.sheet, NOTHING_SIGNED)
    assert not has(window.sheet, "Voir mes comptes")
    assert len(noted(caplog)) == 1
    press(window.sheet, "Fermer")
    assert window.sheet.content is None


def test_after_signing_nobody_is_told_that_nothing_moved(window, qtbot):
    window.bridge.show_sheet(Act(window))
    press(window.sheet, "Signer")
    wait(qtbot, lambda: shows(window.sheet, PERHAPS))
    assert not shows(window.sheet, NOTHING_SIGNED)
    press(window.sheet, "Voir mes comptes")
    assert window.sheet.content is None
    assert isinstance(window.page, AccountsPage)


def test_a_sheet_that_cannot_be_built_says_so(window):
    QTimer.singleShot(0, window, lambda: window.bridge.show_sheet(HalfBuilt()))
    sweep(3)
    assert isinstance(window.sheet.content, FailedSheet)
    assert shows(window.sheet, "Demander une échelle")
    assert shows(window.sheet, NOTHING_SIGNED)


def test_a_sheet_a_page_is_asked_for_may_fail_in_its_place(window, monkeypatch):
    monkeypatch.setattr("ui.pages.accounts.PaySheet", lambda *_all, **_more: HalfBuilt())
    window.open_place("accounts", "pay")
    sweep(2)
    assert isinstance(window.page, AccountsPage)
    assert shows(window.sheet, "Demander une échelle")


def test_a_failure_outside_a_sheet_is_said_over_the_page(window):
    QTimer.singleShot(0, window, throw)
    sweep(3)
    assert window.sheet.content is None
    assert shows(window.notice_bar, "Voisinage n’a pas pu faire cela")


def test_a_failure_that_goes_on_is_noted_a_few_times(window, caplog):
    for _ in range(NOTED_MAX + 3):
        QTimer.singleShot(0, window, throw)
        sweep(2)
    assert len(noted(caplog)) == NOTED_MAX


def test_what_cannot_be_told_is_noted_and_what_is_no_fault_goes_its_way(monkeypatch, caplog):
    heard: list[type[BaseException]] = []
    monkeypatch.setattr(sys, "excepthook", lambda kind, _error, _trace: heard.append(kind))
    outer = sys.excepthook
    with telling(throw):
        sys.excepthook(ValueError, ValueError(), None)
        sys.excepthook(KeyboardInterrupt, KeyboardInterrupt(), None)
    assert heard == [KeyboardInterrupt]
    assert len(noted(caplog)) == 1
    assert sys.excepthook is outer


def test_the_help_file_is_written_from_the_sheet(window, qtbot, monkeypatch, tmp_path):
    window.bridge.show_sheet(Act(window))
    press(window.sheet, "Regarder")
    settle()
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_all: (str(tmp_path / "aide.zip"), ""))
    press(window.sheet, "Dossier pour l’aide…")
    wait(qtbot, lambda: shows(window.sheet, "Le dossier est écrit."))


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_its_words_are_whole_at_every_width(qapp, hamlet, language, scheme):
    with opened(qapp, hamlet.lea, choose(language, scheme)) as made, telling(made.shown.tell_failure):
        window = made.shown
        sheet = CheckProofSheet(window.facade, window.bridge)
        sheet.setProperty("asked", True)
        window.bridge.show_sheet(sheet)
        error = Broken()
        error.__traceback__ = _trace_in(sheet)
        window.tell_failure(error)
        sweep(2)
        assert isinstance(window.sheet.content, FailedSheet)
        for width in (400, 1000, 1440):
            resize(window, width)
            assert find_cut(window) + find_outside(window) + find_sideways(window) == []
        assert find_unnamed(window) == []
        assert find_jargon(window.sheet, language) == []


def _trace_in(sheet: SheetBody):
    def fail(self: SheetBody) -> None:
        raise Broken

    try:
        fail(sheet)
    except Broken as error:
        return error.__traceback__
