# SPDX-License-Identifier: AGPL-3.0-or-later
"""Fonds commun: what it owes for certified work is said as a debt, with what that makes a resident."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.views import AmountView, Phase
from tests.helpers.windows import find_cut, find_outside, find_sideways, go, opened, resize, settle, shows

DEBT = (AmountView(asset="hour", amount=2_404 * 3_600 + 1_800),)


@pytest.mark.slow
def test_what_is_owed_is_no_negative_amount(qapp, hamlet, monkeypatch):
    fund = replace(hamlet.lea.fund(), debt=DEBT, members=60)
    monkeypatch.setattr(hamlet.lea, "fund", lambda: fund)
    with opened(qapp, hamlet.lea) as made:
        window = made.shown
        go(window, "Fonds commun")
        for width in (400, 1000, 1440):
            resize(window, width)
            window.page.finish()
            settle()
            assert shows(window.page, "Dû pour du travail certifié")
            assert shows(window.page, "2 404 h 30")
            assert shows(window.page, "40 h 05 par habitant")
            assert not shows(window.page, "\u22122 404")
            assert find_cut(window) + find_outside(window) + find_sideways(window) == []


@pytest.mark.slow
def test_shares_that_are_not_final_are_said_not_to_count_yet(qapp, hamlet, monkeypatch):
    fund = replace(hamlet.lea.fund(), my_ballot_phase=Phase.PENDING)
    monkeypatch.setattr(hamlet.lea, "fund", lambda: fund)
    with opened(qapp, hamlet.lea) as made:
        go(made.shown, "Fonds commun")
        made.shown.page.finish()
        settle()
        assert shows(made.shown.page, "« Le village » ne compte pas encore celles-ci")
        assert not shows(made.shown.page, "Elles comptent jusqu’à ce que")
