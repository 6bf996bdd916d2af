# SPDX-License-Identifier: AGPL-3.0-or-later
"""The invitation on paper: one page, what it says, and a square that holds the code."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QFileDialog

from tests.helpers.windows import has, opened, press, shows, wait
from ui.dialogs.invitation_card import Invitation, card_lines, code_in_groups, draw_pdf

CARD = Invitation("Saint-Aubin-sur-Loire", "François Dubois", "VOIS-" + "ABCD2345" * 20, 1_800_000_000_000)


def test_a_card_is_one_page_of_a_pdf(qtbot, dressed):
    drawn = draw_pdf(CARD)
    assert drawn.startswith(b"%PDF")
    assert drawn.count(b"/Type /Page\n") == 1


@pytest.mark.slow
def test_the_card_is_saved_and_a_folder_that_refuses_is_said(qapp, hamlet, qtbot, monkeypatch, tmp_path):
    with opened(qapp, hamlet.lea) as made:
        window = made.shown
        window.open_place("neighbours", "invite")
        press(window.sheet, "Créer le code")
        wait(qtbot, lambda: has(window.sheet, "Enregistrer la carte (PDF)…"))
        for place, told in (("no", "La carte n’a pas pu être écrite"), ("", "La carte est enregistrée")):
            path = tmp_path / place / "invitation.pdf"
            monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_, path=path: (str(path), ""))
            press(window.sheet, "Enregistrer la carte (PDF)…")
            wait(qtbot, lambda told=told: shows(window, told))
            assert path.exists() is (place == "")


def test_it_says_who_invites_how_to_come_in_and_until_when(qtbot, french):
    sponsor, steps, until = card_lines(CARD)
    assert sponsor == "François Dubois vous invite."
    assert len(steps) == 3
    assert "15 janvier 2027" in until.replace("\u00a0", " ")


def test_the_code_in_groups_is_the_code():
    assert "".join(code_in_groups(CARD.code).split()) == CARD.code
    head, *groups = code_in_groups(CARD.code).split()
    assert head == "VOIS-"  # its first word is not cut
    assert max(map(len, groups)) == 4
