# SPDX-License-Identifier: AGPL-3.0-or-later
"""The invitation on paper: one page, what it says, and a square that holds the code."""

from __future__ import annotations

from ui.dialogs.invitation_card import Invitation, card_lines, code_in_groups, save_card

CARD = Invitation("Saint-Aubin-sur-Loire", "François Dubois", "VOIS-" + "ABCD2345" * 20, 1_800_000_000_000)


def test_a_card_is_one_page_of_a_pdf(qtbot, dressed, tmp_path):
    path = tmp_path / "invitation.pdf"
    assert save_card(str(path), CARD)
    written = path.read_bytes()
    assert written.startswith(b"%PDF")
    assert written.count(b"/Type /Page\n") == 1


def test_a_folder_that_refuses_is_said(qtbot, french, tmp_path):
    assert not save_card(str(tmp_path / "none" / "invitation.pdf"), CARD)


def test_it_says_who_invites_how_to_come_in_and_until_when(qtbot, french):
    sponsor, steps, until = card_lines(CARD)
    assert sponsor == "François Dubois vous invite."
    assert len(steps) == 3
    assert "15 janvier 2027" in until.replace("\u00a0", " ")


def test_the_code_in_groups_is_the_code():
    assert "".join(code_in_groups(CARD.code).split()) == CARD.code
    assert max(map(len, code_in_groups(CARD.code).split())) == 4
