# SPDX-License-Identifier: AGPL-3.0-or-later
"""Réglages, « Quitter la commune »: what keeps me, what happens, and a calm window afterwards."""

from __future__ import annotations

import pytest

from tests.helpers.commune import commune, do, until
from tests.helpers.windows import find_jargon, find_unnamed, go, opened, seen, settle, wait
from ui.dialogs.leave import LeaveSheet

pytestmark = pytest.mark.slow


def open_sheet(window) -> LeaveSheet:
    window.pages["settings"].leave_card.open()
    settle()
    return window.findChild(LeaveSheet)


def test_karim_sees_what_keeps_him_then_leaves(tmp_path, qapp):
    with commune(tmp_path) as made:
        claire = made.found("claire", "Claire Martin")
        karim = made.join("karim", "Karim", claire)
        do(karim.pay(claire.me().account, "hour", 1_800))
        until(lambda: claire.members() and len(claire.members()) == 2, "both are there")
        assert [row.what for row in claire.leaving.plan().obstacles] == ["witness", "mayor"]
        with opened(claire) as window:
            go(window, "settings")
            sheet = open_sheet(window)
            assert len(sheet.doors) == 2
            assert find_unnamed(sheet) == []
        with opened(karim) as window:
            go(window, "settings")
            sheet = open_sheet(window)
            assert find_jargon(seen(sheet)) == []
            assert find_unnamed(sheet) == []
            assert not sheet.sign.isEnabled()
            assert sheet.words is None, "the words are still on this computer"
            sheet.sure.setChecked(True)
            assert sheet.sign.isEnabled()
            sheet.sign.click()
            wait(lambda: karim.leaving.plan().left_ms > 0, "he left")
            until(lambda: karim.leaving.plan().phase.value == "sealed", "it is final")
            for place in ("morning", "accounts", "energy", "exchange", "help", "neighbours", "council",
                          "fund", "news", "register", "settings"):  # fmt: skip
                go(window, place)
            assert karim.status().stopped_because == "left"
        until(lambda: len(claire.members()) == 1, "Claire sees it")
