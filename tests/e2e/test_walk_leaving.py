# SPDX-License-Identifier: AGPL-3.0-or-later
"""The third walk: Camille, firefighter and gardener, lives here, loses a computer, and leaves for good.

One real window, clicked and typed in; the mayor and the neighbour are programs of their own, and what the
README gives for a terminal is typed there. One story: each part begins where the one before ended.
"""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QComboBox, QLineEdit, QPlainTextEdit

from tests.helpers.processes import until
from tests.helpers.starts import Starts
from tests.helpers.walks import (
    DEADLINE_MS,
    KARIM,
    LEA,
    WALK,
    answer_dialogs,
    has_line,
    neighbours,
    paste_words,
    read_words,
)
from tests.helpers.windows import (
    go,
    has,
    named,
    pick,
    plain_spaces,
    press,
    resize,
    seen,
    shows,
    type_in,
    wait,
)

pytestmark = WALK
ME, QUESTION = "Camille Roche", "Un banc devant l’école"


@pytest.fixture(scope="module")
def walk(qapp, tmp_path_factory: pytest.TempPathFactory):
    """The neighbours' programs; Camille's window, and what one part leaves to the next."""
    with neighbours(tmp_path_factory.mktemp("walk")) as made:
        made.starts = Starts(qapp, made.folder)
        made.backup, made.words, made.start = made.folder / "camille.sauvegarde", [], None
        try:
            yield made
        finally:
            made.starts.leave_all()


def open_window(qtbot, walk, name: str):
    walk.start = walk.starts(name)
    wait(qtbot, lambda: walk.start.shown_window is not None, DEADLINE_MS)
    resize(walk.start.shown_window, 1200)
    return walk.start.shown_window


def say_help(qtbot, window, duration: str, whom: str, what: str) -> None:
    go(window, "Aider")
    type_in(named(window.page, "J’ai aidé", QLineEdit), duration)
    pick(named(window.page, "Qui", QComboBox), whom)
    type_in(named(window.page, "Quoi", QLineEdit), what)
    if whom == "La commune":
        assert shows(window.page, "la mairie et un voisin qui l’a vu ont confirmé")
    press(window.page, "Envoyer")
    wait(qtbot, lambda: shows(window.page, f"« {what} », attend"))


def confirm_hours(person, memo: str) -> None:
    def find():
        help_of = person.do("service", "list")
        rows = [*help_of["to_confirm"], *help_of["to_witness"]]
        return next((row for row in rows if row["text"] == memo), None)

    person.do("service", "confirm", until(find, f"« {memo} » is known")["service"])


def test_she_joins_and_pays_with_a_comma(qtbot, walk):
    start = walk.start = walk.starts("camille")
    welcome = start.onboarding
    press(welcome, "Rejoindre ma commune")
    type_in(named(welcome, "Code d’invitation", QPlainTextEdit), walk.lea.do("invite")["code"])
    press(welcome, "Continuer")
    type_in(named(welcome, "Prénom et nom", QLineEdit), ME)
    press(welcome, "Continuer")
    press(welcome, "Entrer")
    wait(qtbot, lambda: start.shown_window is not None, DEADLINE_MS)
    window = start.shown_window
    resize(window, 1200)
    press(window.page, "Payer")
    sheet = window.sheet
    pick(named(sheet, "Unité", QComboBox), "kg")
    type_in(named(sheet, "À", QLineEdit), KARIM)
    named(sheet, "Un mot", QLineEdit).setFocus()  # no Enter: a whole name is a choice
    wait(qtbot, lambda: shows(sheet, "Écrivez un montant"))
    type_in(named(sheet, "Combien", QLineEdit), "2,5,1")
    assert shows(sheet, "Nous n’avons pas pu lire.")
    type_in(named(sheet, "Combien", QLineEdit), "2,5")
    type_in(named(sheet, "Un mot", QLineEdit), "Graines de courges")
    press(sheet, "Signer")
    wait(qtbot, lambda: has_line(window, "Graines de courges", "définitif"), DEADLINE_MS)


def test_she_sells_helps_stands_guard_votes_and_says_her_shares(qtbot, walk):
    window = walk.start.shown_window
    go(window, "Échanger")
    press(window.page, "Proposer")
    sheet = window.sheet
    pick(named(sheet, "C’est", QComboBox), "Légumes et récoltes")
    type_in(named(sheet, "En quelques mots", QLineEdit), "Panier de courges")
    type_in(named(sheet, "Prix", QLineEdit), "1,5")
    pick(named(sheet, "Unité", QComboBox), "kg")
    press(sheet, "Publier")
    wait(qtbot, lambda: shows(window, "Publié"))
    (offer,) = until(lambda: walk.karim.do("offer", "list")["offers"], "the offer is known")
    walk.karim.do("order", "place", offer["offer"])
    say_help(qtbot, window, "2 h", KARIM, "Taille de la haie")
    say_help(qtbot, window, "1 h", "La commune", "Garde des pompiers")
    confirm_hours(walk.karim, "Taille de la haie")
    confirm_hours(walk.karim, "Garde des pompiers")
    confirm_hours(walk.lea, "Garde des pompiers")
    walk.lea.do("propose", "text", QUESTION)
    wait(qtbot, lambda: shows(window.page, "« Garde des pompiers », confirmée"), DEADLINE_MS)
    go(window, "Conseil")
    wait(qtbot, lambda: has(window.page, f"Pour: {QUESTION}"), DEADLINE_MS)
    assert shows(window.page, "Aucun des 3 habitants n’a encore voté.")
    press(window.page, f"Pour: {QUESTION}")
    wait(qtbot, lambda: shows(window, "Votre vote sur"))
    go(window, "Fonds commun")
    press(window.page, "Moins pour Retraites")
    assert shows(window.page, "Il reste 5 % à placer.")
    press(window.page, "Plus pour Sécurité")
    press(window.page, "Valider")
    wait(qtbot, lambda: shows(window, "Vos parts sont"))


def test_her_words_and_her_backup_open_the_account_on_another_computer(qtbot, walk, monkeypatch):
    window = walk.start.shown_window
    go(window, "Réglages")
    press(window.page, "Écrire mes mots")
    sheet = window.sheet
    wait(qtbot, lambda: shows(sheet, "Vos 24 mots"))
    walk.words = read_words(sheet)
    press(sheet, "Je les ai écrits")
    for position in sheet.content.asked:
        type_in(named(sheet, f"Mot numéro {position + 1}", QLineEdit), walk.words[position])
    press(sheet, "Vérifier")
    wait(qtbot, lambda: shows(window, "Votre compte est à l’abri."))
    answer_dialogs(monkeypatch, walk.backup)
    press(window.page, "Enregistrer une sauvegarde…")
    wait(qtbot, lambda: shows(window, "La sauvegarde est écrite"))
    walk.starts.leave(walk.start)
    back = walk.starts("second")
    press(back.onboarding, "J’ai déjà un compte")
    paste_words(back.onboarding, walk.words)
    press(back.onboarding, "Continuer")
    press(back.onboarding, "Choisir mon fichier de sauvegarde…")
    press(back.onboarding, "Retrouver mon compte")
    wait(qtbot, lambda: back.shown_window is not None or shows(back.onboarding, "Votre compte revient"))
    wait(qtbot, lambda: back.shown_window is not None, DEADLINE_MS)
    names = {LEA, KARIM, ME}
    wait(qtbot, lambda: names == {person.name for person in back.facade.members()}, DEADLINE_MS)
    walk.starts.leave(back)


def test_two_computers_pay_more_than_she_may_and_one_payment_is_void(qtbot, walk):
    """She has 3 hours and may owe 5: 6 from one computer, then 6 from the one that did not hear of it."""
    window = open_window(qtbot, walk, "camille")
    go(window, "Comptes")
    press(window.page, "Payer")
    sheet = window.sheet
    pick(named(sheet, "Unité", QComboBox), "heures")
    type_in(named(sheet, "À", QLineEdit), "karim")
    QTest.keyClick(named(sheet, "À", QLineEdit), Qt.Key.Key_Return)
    type_in(named(sheet, "Combien", QLineEdit), "6")
    type_in(named(sheet, "Un mot", QLineEdit), "Le mur")
    press(sheet, "Signer")
    wait(qtbot, lambda: has_line(window, "Le mur", "définitif"), DEADLINE_MS)
    walk.starts.leave(walk.start)
    second = walk.homes.person("second")
    second.do("pay", "Léa Morvan", "6h", "h", "--memo", "Le toit")
    window = open_window(qtbot, walk, "second")
    go(window, "Comptes")
    wait(qtbot, lambda: has_line(window, "Le toit", "sans effet"), DEADLINE_MS)
    assert shows(window.page, "sous sa limite")
    go(window, "À faire")
    wait(qtbot, lambda: shows(window.page, "Votre paiement de 6 h à Léa Morvan est sans effet"))
    assert shows(window.page, "Un autre de vos ordinateurs avait déjà payé 6 h à Karim Haddad")
    assert shows(window.page, "Payez moins, ou aidez d’abord un voisin.")


def test_a_payment_is_found_and_its_proof_checked_by_somebody_else(qtbot, walk, monkeypatch):
    window = walk.start.shown_window
    go(window, "Registre")
    type_in(named(window.page, "Chercher dans le registre", QLineEdit), "graines")
    proof = f"Preuve de Paiement, {ME} → {KARIM}"
    wait(qtbot, lambda: shows(window.page, "Actes qui disent « graines »") and has(window.page, proof))
    press(window.page, proof)
    wait(qtbot, lambda: has(window.sheet, "Enregistrer la preuve…"))
    path = walk.folder / "paiement.proof"
    answer_dialogs(monkeypatch, path)
    press(window.sheet, "Enregistrer la preuve…")
    wait(qtbot, lambda: shows(window, "La preuve est enregistrée."))
    assert "Cette preuve est bonne." in walk.karim.do_in_words("check-proof", str(path))
    press(window.sheet, "Fermer")


def test_the_mayor_reads_what_new_rules_ask_for(walk):
    assert "Règles n° 1 en vigueur" in walk.lea.do_in_words("rules").replace("\u00a0", " ")
    assert walk.lea.refused("propose", "rules") == "rules-unknown"


def test_she_leaves_once_nothing_waits_for_her(qtbot, walk):
    window = walk.start.shown_window
    go(window, "Réglages")
    press(window.page, "Voir ce que cela change")
    assert shows(window.sheet, f"Une commande avec {KARIM} est ouverte")
    kept = f"Une commande avec {KARIM} est ouverte : terminez-la ou annulez-la. « Panier de courges »"
    press(window.sheet, f"Y aller · {kept}")
    press(window.page, "Accepter: Panier de courges")
    wait(qtbot, lambda: has(window.page, "J’ai livré: Panier de courges"), DEADLINE_MS)
    press(window.page, "J’ai livré: Panier de courges")
    (order,) = until(
        lambda: [row for row in walk.karim.do("order", "list")["orders"] if "confirm" in row["actions"]],
        "Karim knows it is delivered",
    )
    walk.karim.do("order", "confirm", order["order"])
    wait(qtbot, lambda: not walk.start.facade.leaving.plan().obstacles, DEADLINE_MS)
    go(window, "Réglages")
    press(window.page, "Voir ce que cela change")
    sheet = window.sheet
    assert shows(sheet, "Léa Morvan, qui vous a fait entrer, prend à sa charge 3 h et 1 kg que vous devez.")
    press(sheet, "Effacer ce que j’ai écrit chez les voisins")  # her name stays in their past
    paste_words(sheet, walk.words)
    press(sheet, "J’ai compris : personne ne peut revenir là-dessus.")
    press(sheet, "Partir pour de bon")
    wait(qtbot, lambda: shows(window.rail, "Vous êtes hors de la commune"), DEADLINE_MS)
    wait(qtbot, lambda: shows(window.notice_bar, "Vous avez quitté la commune. Vos comptes se lisent"))
    go(window, "Matin")
    wait(qtbot, lambda: shows(window, "Vous avez quitté la commune : tout se lit encore ici"))
    assert not named(window.page, "Payer", QAbstractButton).isEnabled()
    go(window, "À faire")
    assert not shows(window.page, "Un vote vous attend")


def test_the_neighbour_keeps_her_in_the_past_and_the_mayor_sees_who_left(qtbot, walk):
    walk.starts.leave(walk.start)
    until(lambda: len(walk.karim.do("members")["members"]) == 2, "Karim knows")
    past = [row["counterpart"]["name"] for row in walk.karim.do("history")["history"] if row["counterpart"]]
    assert ME in past
    walk.lea.stop()
    window = open_window(qtbot, walk, "lea")
    go(window, "À faire")
    news = next(tab for tab in seen(window.page, QAbstractButton) if tab.text().startswith("Nouvelles"))
    press(window.page, plain_spaces(news.text()))
    wait(qtbot, lambda: shows(window.page, "départ de la commune"))
    go(window, "Voisins")
    wait(qtbot, lambda: shows(window.page, f"{ME} a quitté la commune"))
