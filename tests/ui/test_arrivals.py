# SPDX-License-Identifier: AGPL-3.0-or-later
"""The three ways in and the passphrase, clicked and typed from the first screen to a living commune."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox, QComboBox, QFrame, QLabel, QLineEdit, QPlainTextEdit

from ledger.rulebook.membership import has_consented
from tests.helpers.commune import commune
from tests.helpers.windows import (
    find_cut,
    find_outside,
    go,
    has,
    named,
    pick,
    press,
    resize,
    seen,
    settle,
    shows,
    type_in,
    wait,
)

pytestmark = pytest.mark.slow


@pytest.fixture
def sponsor(tmp_path):
    """A commune with somebody at home, to be asked for an invitation."""
    with commune(tmp_path / "street") as made:
        yield made.found("lea", "Léa Morvan", "Le Hameau")


def enter_as_founder(qtbot, start, name="François Aubert"):
    """From the welcome to the commune's window."""
    window = start.onboarding
    press(window, "Fonder une commune")
    type_in(named(window, "Nom de la commune", QLineEdit), "Saint-Aubin-sur-Mer")
    pick(named(window, "Département", QComboBox), "Ain")
    type_in(named(window, "Vos prénom et nom", QLineEdit), name)
    press(window, "Continuer")
    press(window, "Fonder la commune")
    wait(qtbot, lambda: start.shown_window is not None)


def enter_as_neighbour(qtbot, start, code, name="Zoé Péroçhæ"):
    window = start.onboarding
    press(window, "Rejoindre ma commune")
    type_in(named(window, "Code d’invitation", QPlainTextEdit), code)
    assert shows(window, "Le Hameau")
    assert shows(window, "Léa Morvan vous invite.")
    press(window, "Continuer")
    type_in(named(window, "Prénom et nom", QLineEdit), name)
    press(window, "Continuer")
    assert named(window, "Ce que je produis en un jour", QCheckBox).isChecked()
    press(window, "Les dons que je fais")
    press(window, "Entrer")
    wait(qtbot, lambda: start.shown_window is not None)


def test_founding_leads_to_a_morning_that_says_what_to_do(qtbot, starts):
    start = starts("home")
    press(start.onboarding, "Fonder une commune")
    press(start.onboarding, "Continuer")
    assert shows(start.onboarding, "Écrivez son nom.")
    press(start.onboarding, "Précédent")
    enter_as_founder(qtbot, start)
    window = start.shown_window
    assert window.windowTitle() == "Voisinage, Saint-Aubin-sur-Mer"
    assert shows(window.page, "François")
    assert shows(window, "Vous êtes le premier")
    assert start.onboarding is None


def test_joining_leads_into_a_neighbours_commune(qtbot, starts, sponsor):
    start = starts("home")
    enter_as_neighbour(qtbot, start, sponsor.invite().wait(90).code)
    go(start.shown_window, "Voisins")
    wait(qtbot, lambda: shows(start.shown_window.page, "Léa Morvan"))
    wait(qtbot, lambda: any(person.name == "Zoé Péroçhæ" for person in sponsor.members()))
    account = start.facade.me().account
    register = sponsor._service.desk.replica
    wait(qtbot, lambda: has_consented(register.state, account, "gifts"))


def test_a_spent_code_is_told_while_one_waits_at_the_door(qtbot, starts, sponsor):
    code = sponsor.invite().wait(90).code
    enter_as_neighbour(qtbot, starts("first"), code)
    late = starts("late").onboarding
    press(late, "Rejoindre ma commune")
    type_in(named(late, "Code d’invitation", QPlainTextEdit), code)
    press(late, "Continuer")
    type_in(named(late, "Prénom et nom", QLineEdit), "Marc")
    press(late, "Continuer")
    press(late, "Entrer")
    wait(qtbot, lambda: shows(late, "Quelqu’un est déjà entré avec cette invitation."))
    assert not shows(late, "la porte vous reste ouverte")


def test_a_passphrase_chosen_in_the_window_is_asked_at_the_next_start(qtbot, starts):
    start = starts("home")
    enter_as_founder(qtbot, start)
    go(start.shown_window, "Réglages")
    press(start.shown_window.page, "Choisir une phrase de passe")
    sheet = start.shown_window.sheet
    # Whoever forgets it has the 24 words alone: they are written down first.
    wait(qtbot, lambda: shows(sheet, "écrivez d’abord ces mots"))
    words = read_words(sheet)
    press(sheet, "Je les ai écrits")
    for position in sheet.content.asked:
        type_in(named(sheet, f"Mot numéro {position + 1}", QLineEdit), words[position])
    press(sheet, "Vérifier")
    wait(qtbot, lambda: has(sheet, "Nouvelle phrase de passe"))
    type_in(named(sheet, "Nouvelle phrase de passe", QLineEdit), "trois petits chats")
    type_in(named(sheet, "La même, encore une fois", QLineEdit), "trois petits rats")
    press(sheet, "Garder cette phrase")
    assert shows(sheet, "Les deux sont différentes.")
    type_in(named(sheet, "La même, encore une fois", QLineEdit), "trois petits chats")
    press(sheet, "Garder cette phrase")
    wait(qtbot, lambda: not sheet.isVisible())
    assert has(start.shown_window.page, "Changer ma phrase de passe"), "said at once"
    assert shows(start.shown_window.page, "Votre compte s’ouvre avec votre phrase de passe.")
    starts.leave(start)

    again = starts("home")
    assert again.shown_window is None
    type_in(named(again.onboarding, "Phrase de passe", QLineEdit), "trois petits rats")
    press(again.onboarding, "Ouvrir")
    assert again.shown_window is None
    assert shows(again.onboarding, "phrase de passe")
    type_in(named(again.onboarding, "Phrase de passe", QLineEdit), "trois petits chats")
    press(again.onboarding, "Ouvrir")
    wait(qtbot, lambda: again.shown_window is not None)


def test_a_forgotten_passphrase_leads_back_with_the_24_words(qtbot, starts, sponsor, tmp_path):
    code = sponsor.invite().wait(90).code
    start = starts("home")
    enter_as_neighbour(qtbot, start, code, "Marie Lefèvre")
    account = start.facade.me().account
    words = start.facade.words().wait(90)
    start.facade.confirm_backup().wait(90)
    start.facade.account.set_passphrase("trois petits chats").wait(90)
    starts.leave(start)

    back = starts("home")
    window = back.onboarding
    press(window, "Je l’ai oubliée")
    assert shows(window, "Rien n’est effacé")
    press(window, "Précédent")
    press(window, "Je l’ai oubliée")
    press(window, "Continuer avec mes 24 mots")
    for number, word in enumerate(words, 1):
        type_in(named(window, f"Mot numéro {number}", QLineEdit), word)
    press(window, "Continuer")
    type_in(seen(window, QPlainTextEdit)[0], code)
    press(window, "Retrouver mon compte")
    wait(qtbot, lambda: back.shown_window is not None)
    assert back.facade.me().account == account
    (aside,) = tmp_path.glob("home-mis-de-cote-*")
    assert (aside / "keys" / "vault.json").exists()
    wait(qtbot, lambda: shows(back.shown_window, "Votre compte est de retour."))


def read_words(sheet):
    """The 24 words as they stand on the sheet; what is read out is the same."""
    frame = next(frame for frame in seen(sheet, QFrame) if frame.objectName() == "sunken")
    words = [numbered.split(" ", 1)[1] for numbered in frame.accessibleDescription().split(", ")]
    assert {*words} <= {label.text() for label in seen(frame, QLabel)}
    return words


def test_an_account_comes_back_from_its_24_words(qtbot, starts, sponsor):
    code = sponsor.invite().wait(90).code
    start = starts("home")
    enter_as_neighbour(qtbot, start, code, "Marie Lefèvre")
    sponsor.pay(start.facade.me().account, "hour", 5_400, memo="Merci").wait(90)
    wait(qtbot, lambda: any(pot.settled == 5_400 for pot in start.facade.balances()))

    go(start.shown_window, "Réglages")
    press(start.shown_window.page, "Écrire mes mots")
    sheet = start.shown_window.sheet
    wait(qtbot, lambda: sheet.content is not None)
    words = read_words(sheet)
    assert len(words) == 24
    press(sheet, "Je les ai écrits")
    for position in sheet.content.asked:
        type_in(named(sheet, f"Mot numéro {position + 1}", QLineEdit), words[position])
    press(sheet, "Vérifier")
    wait(qtbot, lambda: shows(start.shown_window, "Votre compte est à l’abri."))
    account = start.facade.me().account
    starts.leave(start)

    back = starts("other-computer")
    window = back.onboarding
    press(window, "J’ai déjà un compte")
    press(window, "Continuer")
    assert shows(window, "24 mots encore à écrire.")
    for number, word in enumerate(words, 1):
        type_in(named(window, f"Mot numéro {number}", QLineEdit), word)
    press(window, "Continuer")
    type_in(seen(window, QPlainTextEdit)[0], code)
    press(window, "Retrouver mon compte")
    wait(qtbot, lambda: back.shown_window is not None, 30_000)
    assert back.facade.me().account == account
    assert back.facade.me().name == "Marie Lefèvre"
    wait(qtbot, lambda: any(pot.settled == 5_400 for pot in back.facade.balances()))


def test_all_the_words_can_be_pasted_at_once(starts):
    window = starts("home").onboarding
    press(window, "J’ai déjà un compte")
    QGuiApplication.clipboard().setText("\n".join(f"{number}. mot" for number in range(1, 25)))
    first = named(window, "Mot numéro 1", QLineEdit)
    first.setFocus()
    QTest.keySequence(first, "Ctrl+V")
    settle()
    assert [field.text() for field in seen(window, QLineEdit)] == ["mot"] * 24


@pytest.mark.parametrize("width", [400, 900])
@pytest.mark.parametrize("way", ["Rejoindre ma commune", "Fonder une commune", "J’ai déjà un compte"])
def test_the_ways_in_show_all_of_their_texts(starts, way, width):
    window = starts("home").onboarding
    resize(window, width, 760)
    assert find_cut(window) + find_outside(window) == []
    press(window, way)
    assert find_cut(window) + find_outside(window) == []
    assert has(window, "Continuer")
