# SPDX-License-Identifier: AGPL-3.0-or-later
"""Réglages, « Quitter la commune »: what keeps me, what happens, and a calm window afterwards."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QPushButton

from tests.helpers.commune import commune, do, until
from tests.helpers.windows import find_jargon, find_unnamed, go, named, opened, press, settle, shows, wait
from ui.dialogs.leave import LeaveSheet

pytestmark = pytest.mark.slow
PLACES = (
    "Matin", "Comptes", "Énergie", "Échanger", "Aider", "Voisins", "Conseil", "Fonds commun", "Registre",
    "Réglages",
)  # fmt: skip


def open_sheet(window) -> LeaveSheet:
    go(window, "Réglages")
    press(window, "Voir ce que cela change")
    settle()
    (sheet,) = window.findChildren(LeaveSheet)
    return sheet


def test_karim_sees_what_keeps_him_then_leaves(tmp_path, qapp, qtbot):
    with commune(tmp_path) as made:
        claire = made.found("claire", "Claire Martin")
        karim = made.join("karim", "Karim", claire)
        do(karim.pay(claire.me().account, "hour", 1_800))
        until(
            lambda: [row.what for row in claire.leaving.plan().obstacles] == ["witness", "mayor", "guest"],
            claire,
        )
        with opened(qapp, claire) as opening:
            sheet = open_sheet(opening.shown)
            assert len(sheet.doors) == 3
            assert find_unnamed(sheet) == []
            sheet.doors[1].click()
            settle()
            assert shows(opening.shown, "Conseil")
        with opened(qapp, karim) as opening:
            window = opening.shown
            sheet = open_sheet(window)
            assert find_jargon(sheet, "fr") == []
            assert find_unnamed(sheet) == []
            assert shows(
                sheet, "Claire Martin, qui vous a fait entrer, prend à sa charge 30 min que vous devez."
            )
            assert not shows(sheet, "Qui reçoit ce que j’ai"), "there is nothing to receive"
            assert sheet.words is None, "the words are still on this computer"
            assert not sheet.sign.isEnabled()
            sheet.sure.setChecked(True)
            assert sheet.sign.isEnabled()
            sheet.sign.click()
            wait(qtbot, lambda: karim.leaving.plan().phase.value == "sealed" and karim.leaving.plan().left_ms)
            for place in PLACES:
                go(window, place)
            wait(qtbot, lambda: shows(window, "La copie de cet ordinateur est dans"))
            wait(qtbot, lambda: karim.status().stopped_because == "left")
            assert karim.inbox() == ()
            wait(qtbot, lambda: shows(window.rail, "Vous êtes hors de la commune"))
            assert not shows(window.rail, "Une mise à jour est nécessaire")
            go(window, "Matin")
            assert not named(window.page, "Payer", QPushButton).isEnabled()
            press(
                window, "Voir: Vous avez quitté la commune : tout se lit encore ici, plus rien ne s’y ajoute."
            )
            assert shows(window.page, "ne parle plus avec les autres")
            assert not shows(window.page, "il trouve les autres")
            assert not shows(window.page, "Pour en ajouter un")
        until(lambda: len(claire.members()) == 1, claire)
        with opened(qapp, claire) as opening:
            go(opening.shown, "Voisins")
            assert shows(opening.shown.page, "a quitté la commune")
