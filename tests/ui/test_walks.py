# SPDX-License-Identifier: AGPL-3.0-or-later
"""What a resident does every day, clicked and typed in one window and seen in a neighbour's: two real nodes.

Each walk begins at the rail and ends when both registers say so.
"""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import QDate, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QCheckBox,
    QComboBox,
    QDateEdit,
    QFileDialog,
    QLineEdit,
    QListWidget,
    QPlainTextEdit,
    QSlider,
)

from app.views import Phase
from tests.helpers.commune import commune
from tests.helpers.windows import (
    click,
    go,
    has,
    named,
    opened,
    pick,
    plain_spaces,
    press,
    resize,
    seen,
    settle,
    shows,
    slide,
    type_in,
    wait,
)
from ui.dialogs.problem import Problem
from ui.pages.accounts_history import HistoryLine
from ui.pages.council_cards import ProposalCard
from ui.widgets.card import Card

pytestmark = pytest.mark.slow
HOUR_S = 3_600


@pytest.fixture(scope="module")
def street(tmp_path_factory):
    """Two neighbours whose commune begins; the walks of this file follow one another there."""
    with commune(tmp_path_factory.mktemp("street")) as made:
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


def hours(facade):
    return sum(pot.settled for pot in facade.balances() if pot.asset == "hour")


def open_payment(window, to, amount, unit):
    go(window, "Comptes")
    press(window.page, "Payer")
    sheet = window.sheet
    type_in(named(sheet, "À", QLineEdit), to)
    QTest.keyClick(named(sheet, "À", QLineEdit), Qt.Key.Key_Return)
    type_in(named(sheet, "Combien", QLineEdit), amount)
    pick(named(sheet, "Unité", QComboBox), unit)
    return sheet


def line_of(window, memo):
    return next(line for line in seen(window.page, HistoryLine) if shows(line, memo))


# --- money ------------------------------------------------------------------------------------------------


def test_a_payment_goes_from_one_window_to_the_other_until_it_is_final(qtbot, street, francois, claire):
    before = hours(street.claire)
    go(claire, "Comptes")
    sheet = open_payment(francois, "marti", "1 h 30", "heures")
    assert not named(sheet, "C’est un cadeau", QCheckBox).isChecked()
    type_in(named(sheet, "Un mot", QLineEdit), "Merci pour la haie d’été")
    assert shows(sheet, "1 h 30")
    assert shows(sheet, "Vos 24 mots ne sont pas encore sur papier."), "more than an hour's worth"
    press(sheet, "Je le ferai plus tard, payer maintenant")
    press(sheet, "Signer")
    wait(qtbot, lambda: shows(francois, "1 h 30 pour Claire Martin :"))
    assert not francois.sheet.isVisible()
    for window, amount in ((francois, "−1 h 30"), (claire, "+1 h 30")):
        wait(qtbot, lambda window=window: shows(window.page, "Merci pour la haie d’été"))
        wait(qtbot, lambda window=window: has(line_of(window, "Merci pour la haie"), "définitif"))
        assert shows(line_of(window, "Merci pour la haie"), amount)
    assert hours(street.claire) == before + 5_400


def test_the_enter_key_never_signs(francois):
    sheet = open_payment(francois, "claire", "10 min", "heures")
    sign = named(sheet, "Signer")
    sign.setFocus()
    QTest.keyClick(sign, Qt.Key.Key_Return)
    QTest.keyClick(named(sheet, "Combien", QLineEdit), Qt.Key.Key_Return)
    settle()
    assert francois.sheet.isVisible()
    QTest.keyClick(francois, Qt.Key.Key_Escape)
    settle()
    assert not francois.sheet.isVisible()


def test_a_payment_above_the_limit_says_why_and_offers_what_is_available(qtbot, street, francois):
    sheet = open_payment(francois, "claire", "900 h", "heures")
    (problem,) = seen(sheet, Problem)
    preview = street.francois.preview_payment(street.claire.me().account, "hour", 900 * HOUR_S)
    assert preview.problem == "floor"
    assert shows(problem, "Ce paiement ferait passer votre compte sous sa limite.")
    assert shows(problem, "Rien n’a été retiré de vos comptes.")
    assert shows(problem, "Vous pouvez payer au plus")
    assert shows(problem, "E-FLOOR")
    assert not named(sheet, "Signer").isEnabled()
    click(next(button for button in seen(problem, QAbstractButton) if button.text().startswith("Payer")))
    assert not shows(problem, "Ce paiement ferait passer votre compte sous sa limite.")
    press(sheet, "Je le ferai plus tard, payer maintenant")
    assert named(sheet, "Signer").isEnabled()
    press(sheet, "Annuler")
    assert not francois.sheet.isVisible()


def test_a_neighbour_is_paid_from_the_list_of_residents(francois):
    go(francois, "Voisins")
    press(francois.page, "Payer Claire Martin")
    assert francois.place == "accounts"
    assert shows(francois.sheet, "Claire Martin")
    assert francois.focusWidget() is named(francois.sheet, "Combien", QLineEdit)


# --- exchange ---------------------------------------------------------------------------------------------


def test_an_order_goes_all_its_way_through_both_windows(qtbot, street, francois, claire):
    before = hours(street.claire)
    go(claire, "Échanger")
    press(claire.page, "Proposer")
    sheet = claire.sheet
    pick(named(sheet, "C’est", QComboBox), "Coup de main")
    type_in(named(sheet, "En quelques mots", QLineEdit), "Cours de guitare")
    type_in(named(sheet, "Précisions", QPlainTextEdit), "Le mercredi après-midi.")
    type_in(named(sheet, "Prix", QLineEdit), "1")
    pick(named(sheet, "Unité", QComboBox), "heures")
    press(sheet, "Publier")

    go(francois, "Échanger")
    order = "Commander: Cours de guitare, Claire Martin"
    wait(qtbot, lambda: has(francois.page, order))
    press(francois.page, order)
    assert shows(francois.sheet, "Le mercredi après-midi.")
    press(francois.sheet, "Commander")
    wait(qtbot, lambda: shows(francois.page, "Au tour de Claire Martin."))

    go(claire, "Échanger")
    wait(qtbot, lambda: has(claire.page, "Mes commandes (1)"))
    press(claire.page, "Mes commandes (1)")
    press(claire.page, "Accepter: Cours de guitare")
    wait(qtbot, lambda: has(claire.page, "J’ai livré: Cours de guitare"))
    press(claire.page, "J’ai livré: Cours de guitare")

    receive = "J’ai bien reçu : payer 1 h: Cours de guitare"
    wait(qtbot, lambda: has(francois.page, receive))
    press(francois.page, receive)
    press(francois.sheet, "Signer")
    wait(qtbot, lambda: hours(street.claire) == before + HOUR_S)
    for window in (francois, claire):
        wait(
            qtbot,
            lambda window=window: any(
                "confirmée et payée" in card.accessibleName() for card in seen(window.page, Card)
            ),
        )
    assert [order.state for order in street.claire.orders()] == ["confirmed"]


# --- council and fund -------------------------------------------------------------------------------------


def test_a_proposal_is_made_and_voted_on_with_one_click(qtbot, street, francois, claire):
    go(claire, "Conseil")
    press(claire.page, "Proposer à la commune")
    fields = [field for field in seen(claire.sheet, QLineEdit) if not field.text()]
    type_in(fields[0], "Éteindre la place à minuit")
    press(claire.sheet, "Signer")

    go(francois, "Conseil")
    wait(qtbot, lambda: has(francois.page, "Pour: Éteindre la place à minuit"))
    press(francois.page, "Pour: Éteindre la place à minuit")
    wait(qtbot, lambda: shows(francois.notice_bar, "est définitif et compté : pour."))
    card = "Éteindre la place à minuit"
    wait(qtbot, lambda: has(named(francois.page, card, ProposalCard), "définitif"))
    assert named(francois.page, "Pour: Éteindre la place à minuit").isChecked()
    wait(qtbot, lambda: shows(claire.page, "1 habitant sur 2 a voté."))
    assert street.claire.proposals()[0].tally.votes_for == 1


def test_shares_of_the_fund_are_moved_with_the_keyboard_and_counted(qtbot, street, francois, claire):
    go(francois, "Fonds commun")
    slide(named(francois.page, "Retraites", QSlider), -2)
    assert not named(francois.page, "Valider").isEnabled(), "90 % is not a split"
    slide(named(francois.page, "Énergie", QSlider), 2)
    press(francois.page, "Valider")
    wait(
        qtbot,
        lambda: shows(
            francois.notice_bar, "Vos parts sont définitives, et comptent dans ce que veut le village."
        ),
    )
    wait(qtbot, lambda: street.francois.fund().my_ballot_phase is Phase.SEALED)
    wait(qtbot, lambda: has(francois.page, "définitif"))
    go(claire, "Fonds commun")
    wait(qtbot, lambda: street.claire.fund().voters == 1)
    shares = {post.post: post.my_percent for post in street.francois.fund().posts}
    assert (shares["pensions"], shares["energy"]) == (30, 20)


# --- energy -----------------------------------------------------------------------------------------------


def choose_in_dialog(path):
    """What a person does in the computer's own dialog: write the file's name and press Enter."""
    asking = QTimer()

    def answer():
        dialog = QApplication.activeModalWidget()
        if isinstance(dialog, QFileDialog):
            asking.stop()
            name = dialog.findChild(QLineEdit, "fileNameEdit")
            name.setText(str(path))
            QTest.keyClick(name, Qt.Key.Key_Return)

    asking.timeout.connect(answer)
    asking.start(20)
    return asking


def test_a_roof_is_declared_looked_at_and_its_file_waits_for_the_settlement(qtbot, street, francois, claire):
    files = street.make_meter_files("francois", 6)
    go(francois, "Énergie")
    press(francois.page, "Ajouter un compteur")
    sheet = francois.sheet
    type_in(named(sheet, "Puissance des panneaux, en kWc", QLineEdit), "6")
    first = date.fromisoformat(files["from"])
    named(sheet, "Compter à partir du", QDateEdit).setDate(QDate(first.year, first.month, first.day))
    kwh = str(files["index_from_wh"] / 1000).replace(".", ",")
    type_in(named(sheet, "Ce que le compteur affichait ce matin-là, en kWh", QLineEdit), kwh)
    press(sheet, "Ajouter ce compteur")

    go(claire, "Énergie")
    wait(qtbot, lambda: has(claire.page, "Je l’ai vu, c’est exact"))
    press(claire.page, "Je l’ai vu, c’est exact")
    wait(qtbot, lambda: has(francois.page, "certifié"))

    for kind in ("index_file", "curve_file"):
        asking = choose_in_dialog(files[kind])
        press(francois.page, "Apporter un fichier")
        assert not asking.isActive(), "the dialog was answered"
        wait(qtbot, lambda: named(francois.page, "Apporter un fichier").isEnabled())
    wait(qtbot, lambda: index_of(street.francois) == files["index_to_wh"])
    said = ("à vous au prochain partage", "Les heures de ces jours")
    wait(qtbot, lambda: any(shows(francois, words) for words in said))
    go(francois, "Matin")
    wait(qtbot, lambda: shows(francois.page, "Votre production d’hier"))
    go(claire, "Matin")
    wait(qtbot, lambda: shows(claire.page, "François Dubois"))


def index_of(facade):
    """Where my meter stands in the register; what it said is minted when its day is settled."""
    return max(meter.last_index_wh for meter in facade.meters() if meter.owner.is_me)


def test_the_same_file_again_changes_nothing(qtbot, street, francois):
    before = index_of(street.francois)
    files = street.make_meter_files("francois", 6)
    go(francois, "Énergie")
    asking = choose_in_dialog(files["index_file"])
    press(francois.page, "Apporter un fichier")
    wait(qtbot, lambda: shows(francois, "Tous les jours de ce fichier étaient déjà là."))
    assert not asking.isActive()
    assert index_of(street.francois) == before


def test_a_file_that_is_not_a_meters_is_refused_in_three_sentences(qtbot, francois, tmp_path):
    path = tmp_path / "photo.csv"
    path.write_bytes(b"\x89PNG\r\n\x1a\n\x00\x00")
    go(francois, "Énergie")
    asking = choose_in_dialog(path)
    press(francois.page, "Apporter un fichier")
    wait(qtbot, lambda: francois.notice_bar.notice is not None and francois.notice_bar.notice.tone == "error")
    notice = francois.notice_bar.notice
    assert all((notice.happened, notice.money, notice.todo, notice.code))
    assert not asking.isActive()
    assert named(francois.page, "Apporter un fichier").isEnabled()


def test_a_list_of_destinations_a_price_and_the_opt_in_are_signed(qtbot, street, francois):
    go(francois, "Énergie")
    press(francois.page, "Changer, Où va mon énergie")
    sheet = francois.sheet
    assert not shows(sheet, "qui les étudie peut trouver à qui vous donnez")
    type_in(named(sheet, "À qui", QLineEdit), "Claire")
    QTest.keyClick(named(sheet, "À qui", QLineEdit), Qt.Key.Key_Return)
    type_in(named(sheet, "Au plus, chaque mois", QLineEdit), "100")
    press(sheet, "Ajouter à la liste")
    lines = named(sheet, "Où va mon énergie", QListWidget)
    wait(qtbot, lambda: lines.count() == 2)
    assert "Offert à Claire Martin, 100" in plain_spaces(lines.item(1).text())
    assert shows(sheet, "qui les étudie peut trouver à qui vous donnez")
    press(sheet, "Monter la ligne")
    assert "Offert à Claire Martin" in lines.item(0).text()
    pick(named(sheet, "Et pour finir", QComboBox), "le reste à la commune")
    press(sheet, "Signer cette liste")
    wait(qtbot, lambda: not street.francois.energy.choices().is_default)
    said = street.francois.energy.choices()
    assert [one.kind for one in said.destinations] == ["gift", "neighbours"]
    assert (said.destinations[0].cap_wh, said.rest) == (100_000, "fund")

    wait(qtbot, lambda: shows(francois.page, "Le reste à la commune"))
    lines = named(francois.page, "Où va mon énergie", QListWidget)
    lines.setFocus(Qt.FocusReason.TabFocusReason)
    lines.setCurrentRow(0)
    QTest.keyClick(lines, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    settle()
    press(francois.page, "Signer cet ordre")
    wait(
        qtbot,
        lambda: [one.kind for one in street.francois.energy.choices().destinations] == ["neighbours", "gift"],
    )
    wait(qtbot, lambda: not has(francois.page, "Signer cet ordre"))
    settle()
    press(francois.page, "Changer, Prix d’un kWh")
    type_in(named(francois.sheet, "Prix", QLineEdit), "0,05")
    pick(named(francois.sheet, "Unité", QComboBox), "kg")
    press(francois.sheet, "Fixer ce prix")
    wait(qtbot, lambda: street.francois.energy.choices().prices[0].asset == "kg")
    assert street.francois.energy.choices().prices[0].amount == 50

    press(francois.page, "Partager ma consommation")
    assert shows(francois.sheet, "pour toujours")
    press(francois.sheet, "J’ai compris, partager")
    wait(qtbot, lambda: street.francois.energy.choices().shares_use)
    wait(qtbot, lambda: shows(francois.page, "Vous partagez votre consommation"))
