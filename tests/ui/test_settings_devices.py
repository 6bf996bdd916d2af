# SPDX-License-Identifier: AGPL-3.0-or-later
"""Réglages, « Mes ordinateurs »: one member on two computers, clicked from the second one's window."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QPlainTextEdit

from app.vault import Vault
from tests.helpers.commune import LISTEN, commune, do, doors, until
from tests.helpers.looks import find_amiss, looking_at
from tests.helpers.windows import (
    go,
    named,
    opened,
    press,
    resize,
    seen,
    shows,
    type_in,
    wait,
)
from ui.dialogs.problem import Problem

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def street(tmp_path_factory):
    """Claire seals; Karim has two computers, the second made from his words."""
    with commune(tmp_path_factory.mktemp("street")) as made:
        claire = made.found("claire", "Claire Martin")
        karim = made.join("karim", "Karim", claire)
        code = do(claire.invite()).code
        words = do(karim.words())
        made.words = " ".join(words)
        made.residents["second"] = second = do(
            doors.restore(made.root / "second", words, code, listen=LISTEN)
        )
        until(lambda: second.is_member and second.status().synced and not second.status().pending, second)
        do(second.confirm_backup())
        made.agree()
        yield made


@pytest.fixture
def window(qapp, street):
    with opened(qapp, street.second) as shown:
        resize(shown.shown, 1200)
        yield shown.shown


def test_every_width_and_language_reads_well(qapp, street):
    for language in ("fr", "en"):
        with looking_at(qapp, street.second, "settings", language=language) as shown:
            assert find_amiss(shown, language) == []


def test_an_older_computer_waits_and_objects_and_the_words_do_it_at_once(window, street, qtbot):
    karim = street.karim
    go(window, "Réglages")
    assert shows(window.page, "Ordinateur 1")
    assert shows(window.page, "Ordinateur 2, celui-ci")

    press(window.page, "Exclure · Ordinateur 1")
    assert shows(window.sheet, "Il est plus ancien que celui-ci")
    press(window.sheet, "L’exclure")
    wait(qtbot, lambda: shows(window.page, "sauf si vous vous y opposez"))
    until(lambda: karim.devices.list()[1].waiting, karim)
    do(karim.devices.keep(karim.devices.list()[1].key))
    wait(qtbot, lambda: not shows(window.page, "sauf si vous vous y opposez"))

    press(window.page, "Exclure · Ordinateur 1")
    type_in(
        named(window.sheet, "Mes 24 mots, pour le faire tout de suite (facultatif)", QPlainTextEdit), "abri"
    )
    press(window.sheet, "L’exclure")
    wait(qtbot, lambda: seen(window.sheet, Problem))
    edit = named(window.sheet, "Mes 24 mots, pour le faire tout de suite (facultatif)", QPlainTextEdit)
    edit.clear()
    edit.setPlainText(street.words)
    press(window.sheet, "L’exclure")
    wait(qtbot, lambda: shows(window.page, "il reçoit encore les actes de la commune"))
    until(lambda: karim.devices.list()[1].revoked_ms, karim)

    press(window.page, "Ne plus rien lui envoyer · Ordinateur 1")
    press(window.sheet, "Ne plus rien lui envoyer")
    wait(qtbot, lambda: not shows(window.page, "Ordinateur 1"))
    assert Vault.open(street.root / "second" / "keys").backup_done
