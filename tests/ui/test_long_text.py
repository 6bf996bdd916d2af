# SPDX-License-Identifier: AGPL-3.0-or-later
"""Long texts: told when they do not fit instead of being cut, and folded where others wait below."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QApplication, QLineEdit

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


def test_what_a_line_leaves_out_of_a_paste_is_told(qtbot, french):
    edit = QLineEdit()
    edit.setMaxLength(10)
    field = Field("Un mot", edit, "Tout le monde peut le lire.")
    qtbot.addWidget(field)
    edit.textChanged.connect(lambda: field.set_error(""))  # as a form does, of its own complaints
    QApplication.clipboard().setText("merci pour tout")
    edit.paste()
    QCoreApplication.processEvents()
    assert edit.text() == "merci pour"
    assert "10" in field.error
    qtbot.keyClicks(edit, "x")
    QCoreApplication.processEvents()
    assert "10" in field.error
    qtbot.keyClick(edit, Qt.Key.Key_Backspace)
    assert field.error == ""
    qtbot.keyClicks(edit, "rtr")
    QCoreApplication.processEvents()
    assert "10" in field.error


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
