# SPDX-License-Identifier: AGPL-3.0-or-later
"""A newcomer's first day, from the welcome to the proof of a payment, as who read the README does it.

Françoise founded the commune and her computer is on, a program of its own. Paul has an empty home and the
window; he mistypes, asks too much, leaves names out, and reads what he is told. Nothing here reaches behind
the window: what it must show is waited for, and what Françoise must know is asked of her own program.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QSlider,
    QWidget,
)

from app import facade as doors
from tests.helpers.hands import PATIENCE_S, Hands
from tests.helpers.processes import Person, Street
from tests.helpers.windows import named, seen, settle, shows
from ui.dialogs.problem import Problem
from ui.main_window import MainWindow
from ui.onboarding.join import CodeStep, NameStep
from ui.onboarding.window import OnboardingWindow
from ui.pages.accounts_history import HistoryLine
from ui.pages.council_cards import ProposalCard
from ui.pages.register_lines import ActLine
from ui.run import Start

ME = "Paul Lenoir"
HER = "Françoise Aubert"
MEMO = "Merci pour la haie"
USED_CODE = "used-code"
QUESTION = "Un banc devant l’école"
Picture = Callable[[str, QWidget], None]


def found_street(street: Street) -> Person:
    """Françoise's commune, her node on, and a question put to the vote."""
    francoise = street.found("francoise", HER, "--set", "proposal.duration-min-ms=1000")
    francoise.start()
    code = francoise.do("invite")["code"]
    (street.folder / USED_CODE).write_text(code, encoding="utf-8")
    street.person("nora").do("join", "-", "--me", "Nora Petit", typed=code)
    francoise.do("propose", "text", QUESTION, "--text", "Deux places, à l’ombre du tilleul.")
    return francoise


class ResidentWalk:
    """`take` plays it all; each step begins and ends with what is on the screen."""

    def __init__(
        self, application: QApplication, hands: Hands, francoise: Person, home: Path, picture: Picture
    ) -> None:
        self.hands, self.francoise, self._picture = hands, francoise, picture
        self._start = Start(application, home, doors)

    def take(self) -> None:
        """From the welcome to the proof."""
        self._start.begin()
        self.be_welcomed()
        self.join()
        self.look_at_morning()
        self.pay()
        self.publish()
        self.help()
        self.vote()
        self.allocate()
        self.find_the_proof()

    def close(self) -> None:
        """Leave the window as its own button does."""
        shown = [one for one in (self._start.shown_window, self._start.onboarding) if one is not None]
        for one in shown:
            one.hide()
        self._start.close()
        for one in (*shown, self._start):
            one.deleteLater()
        settle()

    # what is in view -------------------------------------------------------------------------------------
    @property
    def welcome(self) -> OnboardingWindow:
        assert self._start.onboarding is not None
        return self._start.onboarding

    @property
    def window(self) -> MainWindow:
        assert self._start.shown_window is not None
        return self._start.shown_window

    def shows(self, root: Callable[[], QWidget], text: str, seconds: int = PATIENCE_S) -> None:
        self.hands.wait(lambda: shows(root(), text), f"« {text} »", seconds)

    def on_page(self, text: str, seconds: int = PATIENCE_S) -> None:
        self.shows(lambda: self.window.page, text, seconds)

    def is_told(self, text: str) -> None:
        self.shows(lambda: self.window.notice_bar, text)

    def picture(self, name: str) -> None:
        self._picture(name, self._start.shown_window or self.welcome)

    # the steps -------------------------------------------------------------------------------------------
    def be_welcomed(self) -> None:
        self.hands.wait(lambda: self._start.onboarding, "the welcome")
        self.hands.press(lambda: self.welcome, "Français")
        self.shows(lambda: self.welcome, "Bienvenue à Voisinage")
        self.picture("welcome")

    def join(self) -> None:
        hands = self.hands
        hands.press(lambda: self.welcome, "Rejoindre ma commune. Un voisin m’a donné un code")
        self.picture("join-code")
        hands.press(lambda: self.welcome, "Continuer")
        self.picture("join-code-empty")
        code = self.francoise.do("invite")["code"]
        field = seen(self.welcome, QPlainTextEdit)[0]
        hands.type_in(field, code[:40])
        hands.press(lambda: self.welcome, "Continuer")
        self.shows(lambda: self.welcome, "n’a pas pu être lu")
        self.picture("join-code-cut")
        self.knock_with_a_used_code(field)
        field = seen(self.welcome, QPlainTextEdit)[0]
        hands.type_in(field, code)
        self.shows(lambda: self.welcome, f"{HER} vous invite.")
        self.picture("join-code-read")
        hands.press(lambda: self.welcome, "Continuer")
        hands.wait(lambda: isinstance(self.welcome.step, NameStep), "the name")
        assert seen(self.welcome, QLineEdit)[0].text() == ME, "what was typed with the other code is kept"
        hands.press(lambda: self.welcome, "Continuer")
        self.picture("join-consents")
        hands.press(lambda: self.welcome, "Entrer")
        hands.wait(lambda: self._start.shown_window, "the commune's window", 40)

    def knock_with_a_used_code(self, field: QPlainTextEdit) -> None:
        """Nora's: each needs their own. He is told, and begins again."""
        hands = self.hands
        hands.type_in(field, (self.francoise.street.folder / USED_CODE).read_text(encoding="utf-8"))
        hands.press(lambda: self.welcome, "Continuer")
        hands.wait(lambda: isinstance(self.welcome.step, NameStep), "the name")
        hands.press(lambda: self.welcome, "Continuer")
        self.shows(lambda: self.welcome, "Écrivez le nom")
        self.picture("join-name-empty")
        hands.type_in(seen(self.welcome, QLineEdit)[0], ME)
        hands.press(lambda: self.welcome, "Continuer")
        hands.press(lambda: self.welcome, "Entrer")
        self.shows(lambda: self.welcome, "Quelqu’un est déjà entré avec cette invitation.")
        assert shows(self.welcome, "La porte ne s’est pas ouverte")
        assert not shows(self.welcome, "vous fait entrer")
        self.picture("join-used-code")
        hands.press(lambda: self.welcome, "Essayer un autre code")
        hands.wait(lambda: isinstance(self.welcome.step, CodeStep), "the code asked again")

    def look_at_morning(self) -> None:
        self.hands.wait(lambda: self.window.page.isVisible(), "the morning page")
        self.hands.wait(lambda: self.francoise.status()["members"] == 3, "she knows me")
        self.picture("morning")

    def pay(self) -> None:
        hands = self.hands
        hands.go(self.window, "Comptes")
        self.picture("accounts")
        hands.press(lambda: self.window.page, "Payer")
        self.picture("pay-empty")
        sheet = self.window.sheet
        hands.type_in(named(sheet, "À", QLineEdit), "franc")
        hands.key(self.window, Qt.Key.Key_Return)
        amount = named(sheet, "Combien", QLineEdit)
        hands.type_in(amount, "beaucoup")
        hands.key(self.window, Qt.Key.Key_Tab)
        self.picture("pay-unreadable")
        hands.pick(named(sheet, "Unité", QComboBox), "kWh")
        hands.type_in(amount, "3")
        self.picture("pay-kwh")
        hands.pick(named(sheet, "Unité", QComboBox), "heures")
        hands.type_in(amount, "900")
        hands.wait(lambda: seen(sheet, Problem), "why not")
        self.picture("pay-too-much")
        hands.type_in(amount, "1,5")
        hands.type_in(named(sheet, "Un mot", QLineEdit), MEMO)
        self.picture("pay-ready")
        later = [box for box in seen(sheet, QCheckBox) if box.text().startswith("Je le ferai plus tard")]
        if later:
            hands.click(later[0])
        hands.press(lambda: sheet, "Signer")
        self.is_told(f"1 h 30 pour {HER} : ")  # recorded, or final already: her computer is beside his
        self.picture("pay-recorded")
        hands.wait(lambda: [one for one in seen(self.window.page, HistoryLine) if shows(one, MEMO)], MEMO)
        self.on_page("définitif")
        hands.wait(lambda: self.francoise.amounts()["hour"] == 5_400, "she has it")
        self.picture("pay-final")

    def publish(self) -> None:
        hands = self.hands
        hands.go(self.window, "Échanger")
        self.picture("exchange")
        hands.press(lambda: self.window.page, "Proposer quelque chose")
        hands.press(lambda: self.window.sheet, "Publier")
        self.picture("publish-empty")
        sheet = self.window.sheet
        hands.type_in(named(sheet, "En quelques mots", QLineEdit), "Œufs frais")
        hands.type_in(named(sheet, "Prix", QLineEdit), "0,5")
        hands.pick(seen(sheet.content, QComboBox)[1], "kg")
        self.picture("publish-ready")
        hands.press(lambda: sheet, "Publier")
        self.is_told("Publié")
        self.on_page("Œufs frais")
        self.picture("published")
        hands.wait(lambda: self.francoise.do("offer", "list")["offers"], "she sees it")

    def help(self) -> None:
        hands = self.hands
        hands.go(self.window, "Aider")
        self.picture("help")
        hands.press(lambda: self.window.page, "Envoyer")
        self.picture("help-empty")
        page = self.window.page
        hands.type_in(named(page, "J’ai aidé", QLineEdit), "2")
        hands.pick(named(page, "Qui", QComboBox), HER)
        hands.type_in(named(page, "Quoi", QLineEdit), "Le toit du poulailler")
        hands.press(lambda: self.window.page, "Envoyer")
        self.is_told("2 h pour")
        self.picture("help-sent")

        def waiting() -> str:
            services = self.francoise.do("service", "list")["to_confirm"]
            return services[0]["service"] if services else ""

        self.francoise.do("service", "confirm", hands.wait(waiting, "it waits for her"))
        self.on_page("« Le toit du poulailler », confirmée")
        self.picture("help-confirmed")

    def vote(self) -> None:
        hands = self.hands
        hands.go(self.window, "Conseil")
        self.on_page(QUESTION)
        self.picture("council")
        hands.press(lambda: seen(self.window.page, ProposalCard)[0], f"Pour: {QUESTION}")
        self.is_told("vote")
        self.picture("council-voted")
        hands.wait(
            lambda: self.francoise.do("proposals")["proposals"][0]["tally"]["votes_for"] == 1, "she knows"
        )

    def allocate(self) -> None:
        hands = self.hands
        hands.go(self.window, "Fonds commun")
        self.picture("fund")
        slider = seen(self.window.page, QSlider)[0]
        hands.slide(slider, -2)
        self.picture("fund-short")
        other = seen(self.window.page, QSlider)[1]
        hands.slide(other, 2)
        self.picture("fund-whole")
        hands.press(lambda: self.window.page, "Valider")
        self.is_told("Vos parts sont enregistrées.")
        self.picture("fund-said")

    def find_the_proof(self) -> None:
        hands = self.hands
        hands.go(self.window, "Registre")
        self.picture("register")
        hands.type_in(seen(self.window.page, QLineEdit)[0], "poulie")
        self.on_page("Rien trouvé.")
        self.picture("register-nothing")
        hands.type_in(seen(self.window.page, QLineEdit)[0], "haie")
        found = hands.wait(
            lambda: [one for one in seen(self.window.page, ActLine) if shows(one, MEMO)], "the payment"
        )
        self.picture("register-found")
        proof = next(button for button in seen(found[0]) if button.accessibleName().startswith("Preuve"))
        hands.click(proof)
        self.shows(lambda: self.window.sheet, HER)
        self.picture("proof")
