# SPDX-License-Identifier: AGPL-3.0-or-later
"""One thing has one name wherever it is offered, and a page says no more than what is so."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace

import pytest
from PySide6.QtWidgets import QAbstractButton

from tests.helpers.people import person
from tests.helpers.windows import choose, named, opened, settle, shows
from ui.dialogs.find import FindSheet
from ui.dialogs.pay import PaySheet

pytestmark = pytest.mark.slow


@pytest.fixture
def window(qapp, hamlet, language):
    with opened(qapp, hamlet.lea, choose(language)) as made:
        yield made.shown


def test_paying_is_called_so_on_the_first_page_too(window, language):
    for place in ("morning", "accounts"):
        window.open_place(place)
        settle()
        assert named(window.page, {"fr": "Payer", "en": "Pay"}[language], QAbstractButton).isEnabled()


def test_the_answer_to_a_gift_begins_with_a_gift(window):
    marc = person("Marc")
    window.open_place("morning")
    window.page._answer(SimpleNamespace(counterpart=marc, event=b""))
    settle()
    sheet = window.sheet.content
    assert isinstance(sheet, PaySheet)
    assert sheet.gift.isChecked()


def test_the_council_does_not_promise_that_a_text_acts_by_itself(window, language):
    window.open_place("council")
    settle()
    told = {"fr": "un texte est mis en œuvre par des gens", "en": "a text is carried out by people"}
    assert shows(window.page, told[language])


@pytest.mark.parametrize(
    "typed", ["sombre", "clair", "thème", "langue", "taille", "dark", "light", "theme", "language", "size"]
)
def test_how_the_window_looks_is_found(window, language, typed):
    is_french = typed in {"sombre", "clair", "thème", "langue", "taille"}
    if is_french != (language == "fr"):
        typed = "taille" if language == "fr" else "size"
    sheet = FindSheet(window.facade, window.bridge)
    window.bridge.show_sheet(sheet)
    sheet.field.setText(typed)
    sheet._search()
    assert (sheet.hits[0].place, sheet.hits[0].what) == ("settings", "window")


def test_a_passphrase_has_one_french_name():
    for path in [*Path("app").rglob("*.py"), *Path("ui").rglob("*.ts"), *Path("docs").rglob("*.md")]:
        assert "phrase secrète" not in path.read_text(encoding="utf-8"), path
