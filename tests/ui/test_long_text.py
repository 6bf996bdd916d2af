# SPDX-License-Identifier: AGPL-3.0-or-later
"""Long texts: told when they do not fit instead of being cut, and folded where others wait below."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QPlainTextEdit

from tests.helpers.windows import opened, settle, shows
from ui.acts import FUND
from ui.dialogs.pay import PaySheet
from ui.dialogs.propose import ProposeSheet
from ui.dialogs.publish import PublishSheet
from ui.widgets.field import Field
from ui.widgets.label import label, paragraph
from ui.widgets.long_text import FOLDED_LETTERS, Folded, LongField, begin


def test_a_text_of_a_few_letters_is_whole():
    assert begin("Le mardi.") == "Le mardi."
    assert begin("") == ""


def test_a_long_text_is_not_cut_in_silence(qtbot, french):
    field = LongField("Pourquoi", 20, 100, "Ce qui change.")
    qtbot.addWidget(field)
    field.edit.setPlainText("  un banc de chêne   ")
    assert (field.show_error(), field.text, field.error) == (False, "un banc de chêne", "")
    field.edit.setPlainText("un banc de chêne massif")
    assert "3" in field.error
    assert "de trop" in field.error
    assert field.show_error()
    assert field.text == "un banc de chêne massif"
    field.edit.setPlainText("un banc")
    assert field.error == ""


def test_a_line_that_is_too_long_is_not_cut_in_silence(qtbot, french):
    edit = QLineEdit()
    field = Field("Un mot", edit, "Tout le monde peut le lire.", most=10)
    qtbot.addWidget(field)
    edit.textChanged.connect(lambda: field.set_error(""))  # as a form does, of its own complaints
    QApplication.clipboard().setText("merci pour tout")
    edit.paste()
    assert edit.text() == "merci pour tout"
    assert "5\u00a0lettres de trop" in field.error
    assert field.show_error()
    for _ in range(5):
        qtbot.keyClick(edit, Qt.Key.Key_Backspace)
    assert (edit.text(), field.error, field.show_error()) == ("merci pour", "", False)
    qtbot.keyClicks(edit, "x")
    assert "1\u00a0lettre de trop" in field.error


@pytest.mark.parametrize("make", [QLineEdit, QPlainTextEdit, QComboBox])
def test_a_complaint_goes_when_the_field_is_corrected(qtbot, french, make):
    control = make()
    field = Field("Un mot", control, "Tout le monde peut le lire.")
    qtbot.addWidget(field)
    if isinstance(control, QComboBox):
        control.addItems(["Choisir", "Sarthe"])
    field.set_error("Écrivez quelque chose.")
    if isinstance(control, QComboBox):
        control.setCurrentIndex(1)
    else:
        qtbot.keyClicks(control, "x")
    assert field.error == ""


@pytest.mark.slow
@pytest.mark.parametrize("sheet", [PaySheet, PublishSheet, ProposeSheet])
def test_nothing_is_signed_whose_words_are_too_long(qapp, hamlet, monkeypatch, sheet):
    def sign(*_):
        raise AssertionError("it was signed")

    for name in ("pay", "give", "add_listing", "propose_text"):
        monkeypatch.setattr(hamlet.lea, name, sign)
    with opened(qapp, hamlet.lea) as made:
        made.shown.bridge.show_sheet(
            sheet(hamlet.lea, made.bridge, **({"to": FUND} if sheet is PaySheet else {}))
        )
        body = made.shown.sheet.content
        if sheet is PaySheet:
            body.amount.set_value("1 min", "hour")
            body.later.setChecked(True)
        edit = body.memo if sheet is PaySheet else body.title_edit
        if sheet is PublishSheet:
            body.price.lines[0].set_value("1 min", "hour")
        edit.setText("é" * 201)
        settle()
        assert shows(body, "de trop")
        (body.publish if sheet is PublishSheet else body.sign).click()
        settle()
        assert shows(body, "de trop")


def test_no_field_of_words_cuts_them():
    """A maximum that Qt applies is a cut that nobody is told of; figures and words of a list are no texts."""
    cut = [
        path.name
        for path in sorted(Path("ui").rglob("*.py"))
        if "setMaxLength(" in path.read_text(encoding="utf-8")
    ]
    assert cut == ["amount_field.py", "count_edit.py", "words_grid.py"]


def test_a_long_text_begins_and_goes_on_when_asked(qtbot, dressed):
    text = "Le toit du lavoir. " * 100
    folded = Folded(text, "Réparer le lavoir")
    qtbot.addWidget(folded)
    folded.show()
    assert len(folded.words.text()) <= FOLDED_LETTERS + 1
    assert folded.words.text().endswith("…")
    assert folded.more.accessibleName().endswith("Réparer le lavoir")
    first = folded.more.text()
    qtbot.mouseClick(folded.more, Qt.MouseButton.LeftButton)
    assert len(folded.words.text()) >= len(text.rstrip())
    assert folded.more.text() != first
    qtbot.mouseClick(folded.more, Qt.MouseButton.LeftButton)
    assert folded.words.text().endswith("…")


def test_an_ordinary_text_is_whole():
    assert begin("La toiture fuit.") == "La toiture fuit."
    nearly = "mot " * 160
    assert begin(nearly) == nearly
    assert begin("\n".join(map(str, range(40)))) == "0\n1\n2\n3\n4\n5\n6\n7…"
    assert begin("x" * 5_000) == "x" * FOLDED_LETTERS + "…"


def test_a_word_longer_than_a_line_parts_instead_of_widening_the_page(qtbot, dressed):
    asked = [paragraph(f"« {word} », attend Denise") for word in ("x" * 20, "x" * 120)]
    for one in asked:
        qtbot.addWidget(one)
    short, long = (one.minimumSizeHint().width() for one in asked)
    assert long <= 2 * short
    one_line = label("x" * 120)
    qtbot.addWidget(one_line)
    assert one_line.text() == "x" * 120
