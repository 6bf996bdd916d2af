# SPDX-License-Identifier: AGPL-3.0-or-later
"""A page that cannot be shown says so in its place, whatever part of it failed; the others go on."""

from __future__ import annotations

import logging
import zipfile

import pytest
from PySide6.QtWidgets import QFileDialog, QLabel

from tests.helpers.windows import (
    choose,
    find_cut,
    find_jargon,
    find_outside,
    find_sideways,
    find_unnamed,
    go,
    has,
    opened,
    press,
    resize,
    settle,
    shows,
    sweep,
    wait,
)
from ui.pages.accounts import AccountsPage
from ui.pages.council import CouncilPage
from ui.pages.failed import FailedPage
from ui.pages.help import HelpPage
from ui.widgets.page import CardGrid, Page

pytestmark = pytest.mark.breaks_a_page

SAID = "Cette page n’a pas pu s’afficher"


class Broken(RuntimeError):
    """What these tests throw."""


def throw(*_anything: object, **_more: object) -> None:
    raise Broken


def noted(caplog) -> list[logging.LogRecord]:
    return [record for record in caplog.records if record.exc_info and record.exc_info[0] is Broken]


@pytest.fixture
def window(qapp, hamlet):
    with opened(qapp, hamlet.lea) as made:
        yield made.shown


def test_a_page_that_cannot_be_built_says_so_and_the_others_open(window, monkeypatch, caplog):
    with monkeypatch.context() as broken:
        broken.setattr(HelpPage, "_prove", None)
        broken.setattr("ui.pages.help.HelpForm", throw)
        go(window, "Aider")
    assert isinstance(window.page, FailedPage)
    assert shows(window.page, SAID)
    assert shows(window.page, "Vos comptes n’ont pas changé.")
    assert len(noted(caplog)) == 1
    go(window, "Comptes")
    assert isinstance(window.page, AccountsPage)
    go(window, "Aider")
    assert shows(window.page, SAID), "it is not tried again behind one's back"
    assert len(noted(caplog)) == 1
    press(window.page, "Réessayer")
    assert isinstance(window.page, HelpPage)
    assert window.place == "help"


def test_a_page_that_cannot_be_filled_says_so(window, monkeypatch, caplog):
    with monkeypatch.context() as broken:
        broken.setattr(window.facade.help, "pots", throw)
        go(window, "Comptes")
        assert shows(window.page, SAID)
        press(window.page, "Réessayer")
        assert shows(window.page, SAID), "and again while the cause lasts"
    assert len(noted(caplog)) == 2
    press(window.page, "Réessayer")
    assert isinstance(window.page, AccountsPage)


def test_a_change_or_a_tab_that_breaks_a_page_in_view_says_so(window, qtbot, monkeypatch, caplog):
    go(window, "Conseil")
    assert isinstance(window.page, CouncilPage)
    with monkeypatch.context() as broken:
        broken.setattr(window.facade.roles, "roles", throw)
        press(window.page, "Qui fait quoi")
        assert shows(window.page, SAID)
    press(window.page, "Réessayer")
    with monkeypatch.context() as broken:
        broken.setattr(window.facade, "proposals", throw)
        window.bridge.changed.emit(frozenset({"proposals"}))
        wait(qtbot, lambda: shows(window.page, SAID))  # asked ahead, it is noted where it is shown only
    assert len(noted(caplog)) == 2


def test_a_card_that_fails_in_an_idle_moment_says_so_once(window, qtbot, caplog):
    page = window.page
    grid = CardGrid(at_once=0)
    page.content.addWidget(grid)
    grid.put(throw)
    grid.arrange(page.width_class)
    wait(qtbot, lambda: isinstance(window.page, FailedPage))
    sweep(5)
    assert len(noted(caplog)) == 1


def test_a_page_made_ready_before_it_is_opened_may_fail(window, monkeypatch, caplog):
    with monkeypatch.context() as broken:
        broken.setattr(window.facade, "fund", throw)
        for _ in window.build_others():
            sweep()
    assert len(noted(caplog)) == 1
    go(window, "Fonds commun")
    assert shows(window.page, SAID)
    go(window, "Voisins")
    assert not isinstance(window.page, FailedPage)


def test_what_a_page_is_asked_to_show_may_fail_without_it(window, monkeypatch, caplog):
    monkeypatch.setattr("ui.pages.accounts.PaySheet", throw)
    window.open_place("accounts", "pay")
    settle()
    assert isinstance(window.page, AccountsPage)
    assert shows(window, "Voisinage n’a pas pu faire cela")
    assert len(noted(caplog)) == 1


def test_the_help_file_is_written_from_there(window, qtbot, monkeypatch, tmp_path):
    monkeypatch.setattr(window.facade.help, "pots", throw)
    go(window, "Comptes")
    file = tmp_path / "aide.zip"
    suggested: list[str] = []

    def ask(_parent, _title, name, _kinds):
        suggested.append(name)
        return str(file), ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", ask)
    press(window.page, "Dossier pour l’aide…")
    wait(qtbot, lambda: shows(window.page, "Le dossier est écrit."))
    assert suggested[0].endswith(".zip")
    with zipfile.ZipFile(file) as archive:
        assert "doctor.json" in archive.namelist()
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "no" / "x.zip"), ""))
    press(window.page, "Dossier pour l’aide…")
    wait(qtbot, lambda: shows(window.page, "Le dossier n’a pas pu être écrit à cet endroit."))


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_its_words_are_whole_at_every_width(qapp, hamlet, monkeypatch, language, scheme):
    with opened(qapp, hamlet.lea, choose(language, scheme)) as made:
        window = made.shown
        monkeypatch.setattr(window.facade.help, "pots", throw)
        window.open_place("accounts")
        for width in (400, 1000, 1440):
            resize(window, width)
            assert find_cut(window) + find_outside(window) + find_sideways(window) == []
        assert find_unnamed(window) == []
        assert find_jargon(window, language) == []
        assert has(window.page, {"fr": "Réessayer", "en": "Try again"}[language])


def test_a_card_outside_a_page_fails_aloud(qtbot, french):
    grid = CardGrid(at_once=0)
    qtbot.addWidget(grid)
    grid.put(throw)
    with qtbot.capture_exceptions() as errors:
        grid.arrange("wide")
        sweep(3)
    assert [error[0] for error in errors] == [Broken]


def test_a_page_that_fills_fills_as_before(qtbot, french):
    class Small(Page):
        def refresh(self) -> None:
            self.content.addWidget(QLabel("a"))

    page = Small(None, None)  # type: ignore[arg-type]
    qtbot.addWidget(page)
    page.refresh()
    assert page.content.count() == 1
