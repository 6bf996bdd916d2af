# SPDX-License-Identifier: AGPL-3.0-or-later
"""Aider and the savings, clicked in one window and seen in a neighbour's: two real nodes."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QDate, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QDateEdit, QLineEdit

from tests.helpers.commune import commune
from tests.helpers.windows import (
    find_cut,
    find_outside,
    find_sideways,
    find_unnamed,
    go,
    has,
    named,
    opened,
    pick,
    plain_spaces,
    press,
    resize,
    settle,
    shows,
    type_in,
    wait,
)
from ui.errors import sentences, void_sentences
from ui.theme import look
from ui.widgets.card import Card

pytestmark = pytest.mark.slow
H = 3_600
SHEET_WIDTHS = (400, 1000)


@pytest.fixture(scope="module")
def street(tmp_path_factory):
    """Two neighbours; the walks of this file follow one another."""
    with commune(tmp_path_factory.mktemp("help-street")) as made:
        claire = made.found("claire", "Claire Martin")
        made.join("francois", "François Dubois", claire)
        made.agree()
        yield made


@pytest.fixture
def claire(qapp, street):
    with opened(qapp, street.claire) as window:
        resize(window.shown, 1200)
        yield window.shown


@pytest.fixture
def francois(qapp, street):
    with opened(qapp, street.francois) as window:
        resize(window.shown, 1200)
        yield window.shown


def hours(facade, pot="current"):
    return sum(line.settled for line in facade.balances() if (line.asset, line.pot) == ("hour", pot))


def say_help(window, duration, whom, what):
    go(window, "Aider")
    page = window.page
    type_in(named(page, "J’ai aidé", QLineEdit), duration)
    pick(named(page, "Qui", QComboBox), whom)
    # Yesterday has room at any hour at which this runs; today, just after midnight, has none.
    pick(named(page, "Quand", QComboBox), "hier")
    type_in(named(page, "Quoi", QLineEdit), what)
    press(page, "Envoyer")


def test_an_empty_page_says_what_will_be_there(francois):
    go(francois, "Aider")
    assert shows(francois.page, "Rien n’attend")
    assert shows(francois.page, "Seul, personne ne peut se donner d’heures.")
    assert not has(francois.page, "Les dernières heures")


def test_nothing_waits_is_not_said_above_what_does(qtbot, street, francois, claire):
    """The mayor's work for the commune waits for a neighbour who saw it: that stands first."""
    say_help(claire, "10 min", "La commune", "Affiches")
    go(francois, "Aider")
    wait(qtbot, lambda: shows(francois.page, "Pour la commune : l’avez-vous vu ?"))
    for width in (400, 700, 1200):
        resize(francois, width)
        settle()
        assert not shows(francois.page, "Rien n’attend"), width
        assert find_cut(francois) + find_outside(francois) + find_sideways(francois) == []
    resize(francois, 1200)
    settle()
    card = named(francois.page, "Pour la commune : l’avez-vous vu ?", Card)
    assert francois.page.cards.layout().itemAtPosition(0, 0).widget() is card, "it stands first"
    wait(qtbot, lambda: shows(claire.page, "10 min pour la commune"))
    press(claire.page, "Retirer, 10 min pour la commune")
    wait(qtbot, lambda: shows(francois.page, "Rien n’attend"))


def test_what_is_missing_is_said_under_its_field(qtbot, francois):
    go(francois, "Aider")
    press(francois.page, "Envoyer")
    assert shows(francois.page, "Choisissez qui vous avez aidé.")
    type_in(named(francois.page, "J’ai aidé", QLineEdit), "douze")
    press(francois.page, "Envoyer")
    assert shows(francois.page, "Combien de temps ? 2 h, ou 1 h 30.")
    type_in(named(francois.page, "J’ai aidé", QLineEdit), "13 h")
    pick(named(francois.page, "Qui", QComboBox), "Claire Martin")
    press(francois.page, "Envoyer")
    wait(qtbot, lambda: shows(francois.page, "C’est plus que ce qui se compte en un jour."))
    assert shows(francois.page, "Un jour compte 12 h au plus")
    type_in(named(francois.page, "J’ai aidé", QLineEdit), "2 h")
    assert not shows(francois.page, "C’est plus que ce qui se compte en un jour."), "it goes as one corrects"
    type_in(named(francois.page, "À partir de", QLineEdit), "le soir")
    press(francois.page, "Envoyer")
    assert shows(francois.page, "À quelle heure ? 20 h 30.")
    assert not shows(francois.page, "C’est plus que ce qui se compte en un jour.")
    type_in(named(francois.page, "À partir de", QLineEdit), "")


def test_a_success_goes_before_a_later_refusal(qtbot, street, francois):
    """A refusal stands under the form: the green line over it told of the hours before."""
    say_help(francois, "15 min", "Claire Martin", "le bois")
    bar = francois.notice_bar
    wait(qtbot, lambda: not bar.isHidden() and bar.notice.tone == "ok")
    page = francois.page
    type_in(named(page, "J’ai aidé", QLineEdit), "13 h")
    pick(named(page, "Qui", QComboBox), "Claire Martin")
    press(page, "Envoyer")
    assert bar.isHidden(), "something else is tried"
    wait(qtbot, lambda: shows(page, "C’est plus que ce qui se compte en un jour."))
    assert bar.isHidden()
    type_in(named(page, "J’ai aidé", QLineEdit), "douze")
    wait(qtbot, lambda: shows(page, "15 min pour Claire Martin"))
    press(page, "Retirer, 15 min pour Claire Martin")
    wait(qtbot, lambda: not bar.isHidden() and bar.notice.tone == "ok")
    page.form.memo.returnPressed.emit()  # Enter in the last field
    assert shows(page, "Combien de temps ? 2 h, ou 1 h 30.")
    assert bar.isHidden(), "what is missing is a refusal too"
    wait(qtbot, lambda: street.francois.status().my_pending == 0)


def test_hours_said_in_one_window_are_confirmed_with_one_click_in_the_other(qtbot, street, francois, claire):
    before = hours(street.francois)
    say_help(francois, "2 h", "Claire Martin", "Leçon de piano")
    wait(qtbot, lambda: shows(francois, "2 h pour Claire Martin :"))
    assert named(francois.page, "J’ai aidé", QLineEdit).text() == ""
    wait(qtbot, lambda: shows(francois.notice_bar, "2 h pour Claire Martin : c’est dit, définitivement."))
    wait(qtbot, lambda: shows(francois.page, "attend Claire Martin"))
    go(claire, "Matin")
    wait(qtbot, lambda: shows(claire.page, "François Dubois vous demande de confirmer des heures"))
    go(claire, "Aider")
    wait(qtbot, lambda: shows(claire.page, "François Dubois vous a aidé 2 h"))
    assert shows(claire.page, "Leçon de piano")
    press(claire.page, "Confirmer, 2 h, François Dubois")
    wait(qtbot, lambda: shows(claire.notice_bar, ", sur vos heures : définitif."))
    wait(qtbot, lambda: hours(street.francois) == before + 2 * H)
    wait(qtbot, lambda: shows(francois.page, "Les dernières heures"))
    wait(qtbot, lambda: shows(claire.page, "−2 h"))
    assert hours(street.claire) == -2 * H


def test_it_is_not_so_and_taking_back_move_nothing(qtbot, street, francois, claire):
    before = hours(street.francois)
    say_help(francois, "30 min", "Claire Martin", "Courses")
    go(claire, "Aider")
    wait(qtbot, lambda: has(claire.page, "Ce n’est pas ça, 30 min, François Dubois"))
    press(claire.page, "Ce n’est pas ça, 30 min, François Dubois")
    wait(qtbot, lambda: shows(francois.page, "refusée"))
    wait(qtbot, lambda: shows(claire.notice_bar, "Refusé, 30 min de François Dubois : définitif."))
    say_help(francois, "45 min", "La commune", "Fauchage")
    wait(qtbot, lambda: shows(francois.page, "attend la mairie (Claire Martin) et un voisin"))
    press(francois.page, "Retirer, 45 min pour la commune")
    wait(qtbot, lambda: shows(francois.page, "retirée"))
    wait(qtbot, lambda: shows(francois.notice_bar, "45 min : retrait définitif."))
    assert hours(street.francois) == before


def test_what_is_being_typed_stays_while_the_page_is_filled_again(qtbot, street, francois):
    go(francois, "Aider")
    type_in(named(francois.page, "Quoi", QLineEdit), "Tailler")
    pick(named(francois.page, "Qui", QComboBox), "Claire Martin")
    francois.page._shown = None
    francois.page.refresh()
    settle()
    assert named(francois.page, "Quoi", QLineEdit).text() == "Tailler"
    assert named(francois.page, "Qui", QComboBox).currentText() == "Claire Martin"


def test_time_is_set_aside_locked_and_missing_from_a_payment_comes_back(qtbot, street, francois):
    go(francois, "Comptes")
    press(francois.page, "Mettre de côté, Épargne temps")
    sheet = francois.sheet
    assert shows(sheet, "2 h au plus")
    type_in(named(sheet, "Combien", QLineEdit), "2 h")
    for width in SHEET_WIDTHS:
        resize(francois, width)
        assert find_cut(francois) + find_outside(francois) + find_sideways(francois) == []
    assert find_unnamed(francois) == []
    resize(francois, 1200)
    press(sheet, "Signer")
    wait(qtbot, lambda: shows(francois, "Mis de côté, 2 h : enregistré."))
    wait(qtbot, lambda: hours(street.francois, "time-savings") == 2 * H)
    most = street.francois.preview_payment(street.claire.me().account, "hour", 60).available
    press(francois.page, "Payer")
    sheet = francois.sheet
    type_in(named(sheet, "À", QLineEdit), "claire")
    QTest.keyClick(named(sheet, "À", QLineEdit), Qt.Key.Key_Return)
    type_in(named(sheet, "Combien", QLineEdit), f"{most // 60} min")
    pick(named(sheet, "Unité", QComboBox), "heures")
    settle()
    assert shows(sheet, "Il manque 2 h sur votre compte courant")
    press(sheet, "Je le ferai plus tard, payer maintenant")
    assert named(sheet, "Signer").isEnabled()
    press(sheet, "Annuler")
    press(francois.page, "Verrouiller, Épargne temps")
    named(francois.sheet, "Verrouillée jusqu’au", QDateEdit).setDate(QDate.currentDate().addDays(40))
    press(francois.sheet, "Signer")
    wait(qtbot, lambda: shows(francois.page, "Verrouillée jusqu’au"))
    settle()
    assert not named(francois.page, "Reprendre, Épargne temps").isEnabled()


def test_the_pension_says_its_hypothesis_only_when_there_is_something(qtbot, street, francois):
    go(francois, "Matin")
    assert shows(francois.page, "Ma retraite")
    assert shows(francois.page, "Le fonds commun ne tient encore rien pour les retraites.")


@pytest.mark.parametrize(
    ("reason", "kind", "said"),
    [
        ("locked", "pot.take", "Cette épargne est verrouillée jusqu’à sa date."),
        ("locked", "pot.lock", "Un verrou s’allonge, il ne se raccourcit pas."),
        ("overlap", "service.log", "Vous avez déjà déclaré des heures à ce moment-là"),
        ("already done", "service.confirm", "Cette confirmation est déjà donnée."),
        ("closed", "service.confirm", "Il n’y a plus rien à répondre"),
        ("closed", "ballot", "C’était déjà terminé."),
        ("overlap", "mint", "Ces jours"),
    ],
)
def test_a_void_act_says_its_own_reason(french, reason, kind, said):
    assert void_sentences(reason, kind)[0].replace("\u202f", " ").startswith(said)


def test_a_full_day_is_not_said_to_hold_some_more(french):
    full = {"asset": "hour", "available": 0, "day_ms": 1_780_000_000_000}
    todo = sentences("help-day-full", full)[2].replace("\u202f", " ")
    assert todo.startswith("Plus rien ne compte le ")
    assert todo.endswith(" : choisissez un autre jour.")
    assert "déclarez-en moins" in sentences("help-day-full", {**full, "available": 3_600})[2]


def test_a_duty_is_said_at_its_own_hour(qtbot, street, francois):
    go(francois, "Aider")
    page = francois.page
    tries = (
        ("1 h", "13 h", "1 h pour la commune"),
        ("1 h", "13:30", "donnez une autre heure"),
        ("12 h", "0h30", "Il reste 11 h à compter"),
    )
    for duration, begun, told in tries:
        type_in(named(page, "J’ai aidé", QLineEdit), duration)
        pick(named(page, "Qui", QComboBox), "La commune")
        when = named(page, "Quand", QComboBox)
        pick(when, plain_spaces(when.itemText(3)))
        type_in(named(page, "À partir de", QLineEdit), begun)
        press(page, "Envoyer")
        wait(qtbot, lambda told=told: shows(francois, told))
    said = next(one for one in street.francois.help.view().waiting if one.for_commune)
    assert plain_spaces(look().words.time(said.from_ms)) == "13 h 00"
