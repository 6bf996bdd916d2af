# SPDX-License-Identifier: AGPL-3.0-or-later
"""The check of an installation's window finds what is missing, and draws what is there."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from ui import self_check
from ui.self_check import Missing, check_fonts, check_icons, check_words, draw, load_modules


def make_window(*texts: str) -> QWidget:
    window = QWidget()
    layout = QVBoxLayout(window)
    for text in texts:
        layout.addWidget(QLabel(text))
    return window


def test_everything_is_in_these_sources(french):
    check_words()
    check_fonts()
    assert check_icons() > 40
    assert load_modules() > 60


def test_a_page_is_drawn(french, qtbot, tmp_path: Path):
    window = make_window("Voisinage", "Ce que votre village produit, donne et décide")
    qtbot.addWidget(window)
    draw(window, "Voisinage", tmp_path / "page.png")
    assert (tmp_path / "page.png").stat().st_size > 1000


def test_a_page_without_letters_is_not_drawn(french, qtbot, monkeypatch, tmp_path: Path):
    monkeypatch.setattr(self_check, "DEADLINE_S", 0)
    window = make_window("Voisinage")
    qtbot.addWidget(window)
    with pytest.raises(Missing, match="Saint-Aubin in page"):
        draw(window, "Saint-Aubin", tmp_path / "page.png")
    blank = make_window("")
    qtbot.addWidget(blank)
    with pytest.raises(Missing, match="anything drawn in page"):
        draw(blank, "", tmp_path / "page.png")
    with pytest.raises(Missing, match="page"):
        draw(None, "Voisinage", tmp_path / "page.png")


@pytest.mark.parametrize(("name", "check"), [("RESOURCES", check_icons), ("TRANSLATIONS", check_words)])
def test_files_that_are_not_there_are_named(french, monkeypatch, tmp_path: Path, name, check):
    monkeypatch.setattr(self_check, name, tmp_path)
    with pytest.raises(Missing, match=r"logo\.svg|voisinage_fr\.qm"):
        check()
