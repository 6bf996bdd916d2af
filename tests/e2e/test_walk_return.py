# SPDX-License-Identifier: AGPL-3.0-or-later
"""The second walk: Marie loses her computer and comes back, makes a void payment, helps; Léa governs.

One real window, clicked and typed in; the others are programs of their own. Each walk follows the one before.
"""

from __future__ import annotations

import unicodedata
from datetime import timedelta
from pathlib import Path

import pytest
from mnemonic import Mnemonic
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QLineEdit, QPlainTextEdit

from tests.helpers.commune import get_today
from tests.helpers.starts import Starts
from tests.helpers.walks import (
    DEADLINE_MS,
    WALK,
    answer_dialogs,
    has_line,
    neighbours,
    paste_words,
    read_words,
)
from tests.helpers.windows import (
    find_cut,
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
from ui.closing import ClosingSheet
from ui.dialogs.problem import Problem
from ui.pages.accounts_history import HistoryLine

pytestmark = WALK
NAME = "Marie-Ange d’Été"


@pytest.fixture(scope="module")
def walk(tmp_path_factory: pytest.TempPathFactory):
    """The neighbours' programs, and what one walk leaves to the next."""
    with neighbours(tmp_path_factory.mktemp("walk")) as made:
        made.code, made.words, made.backup = "", [], ""
        yield made


@pytest.fixture
def starts(qapp, walk):
    made = Starts(qapp, walk.folder)
    yield made
    made.leave_all()


def open_again(qtbot, walk, starts, name: str, width: int = 1200):
    if not (walk.folder / name).exists():  # this walk is run alone
        walk.homes.join(walk.lea, name, NAME)
    start = starts(name)
    wait(qtbot, lambda: start.shown_window is not None, DEADLINE_MS)
    resize(start.shown_window, width)
    return start


def is_at_rest(window) -> bool:
    """Both neighbours' programs are heard and nothing waits to be final: a page opened now stays as it is."""
    status = window.facade.status()
    return status.peers_online >= 2 and not status.pending


def in_view(widget) -> bool:
    return widget.visibleRegion().boundingRect() == widget.rect()


def pay(window, to: str, amount: str, memo: str) -> None:
    go(window, "Comptes")
    press(window.page, "Payer")
    sheet = window.sheet
    type_in(named(sheet, "À", QLineEdit), to)
    QTest.keyClick(named(sheet, "À", QLineEdit), Qt.Key.Key_Return)
    pick(named(sheet, "Unité", QComboBox), "heures")
    type_in(named(sheet, "Combien", QLineEdit), amount)
    type_in(named(sheet, "Un mot", QLineEdit), memo)
    if has(sheet, "Je le ferai plus tard, payer maintenant"):  # this walk is run alone: no words on paper
        press(sheet, "Je le ferai plus tard, payer maintenant")
    press(sheet, "Signer")


# --- in, and to a safe place ------------------------------------------------------------------------------


def test_a_code_with_line_breaks_opens_the_door(qtbot, walk, starts):
    walk.code = walk.lea.do("invite")["code"]
    start = starts("marie")
    window = start.onboarding
    press(window, "Rejoindre ma commune")
    code = named(window, "Code d’invitation", QPlainTextEdit)
    type_in(code, walk.code[:-3] + ("AAA" if walk.code[-3] != "A" else "BBB"))
    press(window, "Continuer")
    assert shows(window, "n’a pas pu être lu")
    cut = "\n  ".join(walk.code[at : at + 40].lower() for at in range(0, len(walk.code), 40))
    code.setPlainText(f"Bonjour, voici le code :\n  {cut}\n")
    settle()
    assert shows(window, "Léa Morvan vous invite.")
    press(window, "Continuer")
    press(window, "Continuer")
    assert shows(window, "Écrivez le nom")
    type_in(named(window, "Prénom et nom", QLineEdit), NAME)
    press(window, "Continuer")
    press(window, "Entrer")
    wait(qtbot, lambda: start.shown_window is not None, DEADLINE_MS)


def test_the_words_go_to_paper_and_three_are_asked_back(qtbot, walk, starts, monkeypatch):
    window = open_again(qtbot, walk, starts, "marie").shown_window
    press(window.page, "Le faire")
    wait(qtbot, lambda: shows(window.sheet, "Vos 24 mots"))
    sheet = window.sheet
    walk.words = read_words(sheet)
    pdf = walk.folder / "feuille.pdf"
    answer_dialogs(monkeypatch, pdf)
    press(sheet, "Enregistrer en PDF…")
    wait(qtbot, pdf.exists)
    assert pdf.read_bytes().startswith(b"%PDF")
    press(sheet, "Je les ai écrits")
    asked = sheet.content.asked
    for position in asked:
        type_in(named(sheet, f"Mot numéro {position + 1}", QLineEdit), "tracteur")
    press(sheet, "Vérifier")
    assert shows(sheet, "Ce n’est pas le mot de votre feuille")
    press(sheet, "Revoir les mots")
    assert read_words(sheet) == walk.words
    press(sheet, "Je les ai écrits")
    for position in asked:
        type_in(named(sheet, f"Mot numéro {position + 1}", QLineEdit), walk.words[position].upper())
    press(sheet, "Vérifier")
    wait(qtbot, lambda: shows(window, "Votre compte est à l’abri."))


def test_a_backup_is_written_and_the_restoration_tried(qtbot, walk, starts, monkeypatch):
    window = open_again(qtbot, walk, starts, "marie").shown_window
    go(window, "Réglages")
    walk.backup = walk.folder / "marie.sauvegarde"
    answer_dialogs(monkeypatch, walk.backup)
    press(window.page, "Enregistrer une sauvegarde…")
    wait(qtbot, lambda: shows(window, "La sauvegarde est écrite"))
    press(window.page, "Essayer la restauration")
    sheet = window.sheet
    paste_words(sheet, walk.words)
    damaged = walk.folder / "abîmée.sauvegarde"
    content = bytearray(walk.backup.read_bytes())
    content[len(content) // 2] ^= 1
    damaged.write_bytes(content)
    answer_dialogs(monkeypatch, damaged)
    press(sheet, "Avec mon fichier de sauvegarde…")
    press(sheet, "Essayer")
    wait(qtbot, lambda: shows(sheet, "il est d’un autre compte, ou abîmé"))
    wait(qtbot, lambda: in_view(seen(sheet, Problem)[0]))
    answer_dialogs(monkeypatch, walk.backup)
    press(sheet, "Avec mon fichier de sauvegarde…")
    press(sheet, "Essayer")
    wait(qtbot, lambda: shows(sheet, f"Cela marcherait : ces mots rouvrent le compte de {NAME}"))


# --- another computer -------------------------------------------------------------------------------------


def test_the_words_and_the_backup_bring_marie_back(qtbot, walk, starts, monkeypatch):
    back = starts("second")
    window = back.onboarding
    # Of 256 neighbours in the list, which say the same but for the checksum, one alone is right.
    listed = Mnemonic("french").wordlist
    last = listed.index(unicodedata.normalize("NFKD", walk.words[-1]))
    wrong = [*walk.words[:-1], listed[last ^ 1]]
    press(window, "J’ai déjà un compte")
    paste_words(window, wrong)
    press(window, "Continuer")
    assert shows(window, "mot")
    type_in(named(window, "Mot numéro 24", QLineEdit), walk.words[-1])
    press(window, "Continuer")
    press(window, "Retrouver mon compte")
    assert shows(window, "Demandez-en un à un voisin")
    answer_dialogs(monkeypatch, walk.folder / "abîmée.sauvegarde")
    press(window, "Choisir mon fichier de sauvegarde…")
    press(window, "Retrouver mon compte")
    wait(qtbot, lambda: shows(window, "il est d’un autre compte, ou abîmé"))
    answer_dialogs(monkeypatch, walk.backup)
    press(window, "Choisir mon fichier de sauvegarde…")
    press(window, "Retrouver mon compte")
    assert not shows(window, "E-BACKUP-OTHER")
    wait(qtbot, lambda: back.shown_window is not None, DEADLINE_MS)
    wait(qtbot, lambda: back.facade.me().name == NAME, DEADLINE_MS)  # a neighbour tells the past
    wait(qtbot, lambda: not shows(back.shown_window, "Mettez votre compte à l’abri"), DEADLINE_MS)


def test_the_words_and_an_old_code_do_too(qtbot, walk, starts):
    back = starts("third")
    window = back.onboarding
    press(window, "J’ai déjà un compte")
    for number, word in enumerate(walk.words, 1):  # the first letters are enough, a space goes on
        field = named(window, f"Mot numéro {number}", QLineEdit)
        type_in(field, word[:4] if number > 2 else word)
        QTest.keyClick(field, Qt.Key.Key_Space)
    assert shows(window, "Les 24 mots vont bien ensemble.")
    press(window, "Continuer")
    type_in(seen(window, QPlainTextEdit)[0], walk.code)
    press(window, "Retrouver mon compte")
    wait(qtbot, lambda: back.shown_window is not None, DEADLINE_MS)
    wait(qtbot, lambda: back.facade.me().name == NAME, DEADLINE_MS)  # a neighbour tells the past


# --- a payment without effect -----------------------------------------------------------------------------


def test_two_computers_pay_the_same_hours_and_one_payment_is_void(qtbot, walk, starts):
    """While Léa's program is off nothing is final: each of Marie's computers pays four of her five hours."""
    walk.lea.stop()
    walk.karim.stop()
    first = open_again(qtbot, walk, starts, "marie")
    window = first.shown_window
    wait(qtbot, lambda: shows(window.rail, "Hors ligne"), DEADLINE_MS)
    pay(window, "karim", "4 h", "Pour le mur")
    wait(qtbot, lambda: shows(window, "4 h pour Karim Haddad : enregistré."))
    wait(qtbot, lambda: has_line(window, "Pour le mur", "enregistré"))
    starts.leave(first)

    second = open_again(qtbot, walk, starts, "second")
    window = second.shown_window
    pay(window, "léa", "4 h", "Pour le toit")
    wait(qtbot, lambda: has_line(window, "Pour le toit", "enregistré"))

    walk.lea.start()
    wait(qtbot, lambda: has_line(window, "Pour le toit", "définitif"), DEADLINE_MS)
    starts.leave(second)

    walk.karim.start()
    window = open_again(qtbot, walk, starts, "marie").shown_window
    go(window, "Comptes")
    wait(qtbot, lambda: has_line(window, "Pour le mur", "sans effet"), DEADLINE_MS)
    go(window, "À faire")
    wait(qtbot, lambda: shows(window.page, "Votre paiement de 4 h à Karim Haddad est sans effet"))
    first_paid = "Un autre de vos ordinateurs avait déjà payé 4 h à Léa Morvan"
    assert shows(window.page, first_paid)
    assert shows(window.page, "Payez moins, ou aidez d’abord un voisin.")
    press(window.page, "Voir")
    assert window.place == "accounts"
    assert shows(window.sheet, first_paid)
    assert shows(window.sheet, "Rien n’a été retiré de vos comptes")
    go(window, "À faire")
    press(window.page, "J’ai lu")
    wait(qtbot, lambda: not shows(window.page, "est sans effet"))


# --- a volunteer, a mayor ---------------------------------------------------------------------------------


def test_a_volunteer_says_hours_and_confirms_another_s(qtbot, walk, starts):
    window = open_again(qtbot, walk, starts, "marie").shown_window
    yesterday = (get_today() - timedelta(days=1)).isoformat()
    walk.karim.do("service", "log", "commune", "1h30", "--memo", "Fauchage du talus", "--on", yesterday)
    go(window, "Aider")
    type_in(named(window.page, "J’ai aidé", QLineEdit), "2 h")
    pick(named(window.page, "Qui", QComboBox), "La commune")
    pick(named(window.page, "Quand", QComboBox), "hier")
    type_in(named(window.page, "Quoi", QLineEdit), "Garde de la salle")
    press(window.page, "Envoyer")
    wait(qtbot, lambda: shows(window, "2 h pour la commune : "))
    wait(qtbot, lambda: shows(window.page, "Karim Haddad a travaillé 1 h 30 pour la commune"), DEADLINE_MS)
    wait(qtbot, lambda: is_at_rest(window), DEADLINE_MS)
    go(window, "Conseil")
    go(window, "Aider")
    press(window.page, "Confirmer, 1 h 30, Karim Haddad")
    # As soon as it is final, it is said to be.
    told = ("Confirmé : 1 h 30 de Karim Haddad", "Votre confirmation de 1 h 30 de Karim Haddad")
    wait(qtbot, lambda: any(shows(window, words) for words in told))


def test_the_mayor_confirms_proposes_appoints_and_sees_who_keeps_the_register(qtbot, walk, starts):
    marie = open_again(qtbot, walk, starts, "marie").shown_window
    wait(qtbot, lambda: is_at_rest(marie), DEADLINE_MS)
    walk.lea.stop()
    window = open_again(qtbot, walk, starts, "lea").shown_window
    wait(qtbot, lambda: is_at_rest(window), DEADLINE_MS)
    go(window, "Aider")
    wait(qtbot, lambda: shows(window.page, "Karim Haddad a travaillé 1 h 30 pour la commune"), DEADLINE_MS)
    press(window.page, "Confirmer, 1 h 30, Karim Haddad")
    wait(qtbot, lambda: walk.karim.amounts()["hour"] == 5_400, DEADLINE_MS)

    go(window, "Conseil")
    press(window.page, "Proposer à la commune")
    type_in(named(window.sheet, "En une ligne", QLineEdit), "Éteindre les rues à 23 h")
    press(window.sheet, "Signer")
    wait(qtbot, lambda: shows(window, "Le vote est ouvert"))
    press(window.page, "Qui fait quoi")
    press(window.page, "Donner ou retirer un rôle")
    pick(named(window.sheet, "Rôle", QComboBox), "trésorier")
    type_in(named(window.sheet, "Qui", QLineEdit), "karim")
    QTest.keyClick(named(window.sheet, "Qui", QLineEdit), Qt.Key.Key_Return)
    press(window.sheet, "Signer")
    wait(qtbot, lambda: shows(window.page, "par choix de Léa Morvan"))
    assert shows(window.page, "Qui rend les actes définitifs ?")
    starts.leave_all()
    walk.lea.start()


# --- what a hand may do wrong -----------------------------------------------------------------------------

AMOUNTS = (
    ("1e9", "Nous n’avons pas pu lire. Écrivez 25, ou 3,5, ou 1 h 30."),
    ("-3", "Un montant s’écrit sans signe moins."),
    ("0", "Écrivez un montant plus grand que zéro."),
    ("3,1415926", "C’est plus fin que ce qui se compte : retirez une décimale."),
    ("99999999999999999999", "C’est plus que ce que la commune peut enregistrer en une fois."),
)


def test_wrong_amounts_are_told_under_their_field(qtbot, walk, starts):
    window = open_again(qtbot, walk, starts, "marie").shown_window
    go(window, "Comptes")
    press(window.page, "Payer")
    sheet = window.sheet
    type_in(named(sheet, "À", QLineEdit), "karim")
    QTest.keyClick(named(sheet, "À", QLineEdit), Qt.Key.Key_Return)
    for text, said in AMOUNTS:
        type_in(named(sheet, "Combien", QLineEdit), text)
        named(sheet, "Un mot", QLineEdit).setFocus()
        settle()
        assert shows(sheet, said)
        assert not named(sheet, "Signer").isEnabled()
    press(sheet, "Annuler")


def name_field(window) -> QLineEdit:
    return named(window.page, "Mon nom, tel que les voisins le lisent", QLineEdit)


def test_names_with_pictures_or_without_end(qtbot, walk, starts):
    window = open_again(qtbot, walk, starts, "marie").shown_window
    for name in ("Marie 🌻 d’Été", "Ma" + "r" * 38, NAME):
        wait(qtbot, lambda: is_at_rest(window), DEADLINE_MS)
        go(window, "Réglages")
        # The card of the name before goes as soon as the page hears of it, with what is typed there.
        wait(qtbot, lambda: not named(window.page, "Changer mon nom").isEnabled())
        assert name_field(window).text() == window.facade.me().name
        type_in(name_field(window), name)
        press(window.page, "Changer mon nom")
        wait(qtbot, lambda name=name: window.facade.me().name == name)
        go(window, "Voisins")
        assert find_cut(window) == []
    go(window, "Réglages")
    type_in(name_field(window), "Ma" + "r" * 200)
    press(window.page, "Changer mon nom")
    assert shows(window.page, "162 lettres de trop")
    assert window.facade.me().name == NAME
    type_in(name_field(window), NAME)


def test_a_proof_is_taken_away_and_a_changed_one_refused(qtbot, walk, starts, monkeypatch):
    window = open_again(qtbot, walk, starts, "marie").shown_window
    pay(window, "karim", "10 min", "Pour le pain")
    wait(qtbot, lambda: has_line(window, "Pour le pain", "définitif"), DEADLINE_MS)
    proof = walk.folder / "pain.proof"
    answer_dialogs(monkeypatch, proof)
    line = next(line for line in seen(window.page, HistoryLine) if shows(line, "Pour le pain"))
    press(line, "Preuve")
    press(window.sheet, "Enregistrer la preuve…")
    wait(qtbot, proof.exists)
    QTest.keyClick(window, Qt.Key.Key_Escape)
    go(window, "Registre")
    press(window.page, "Vérifier une preuve")
    check(qtbot, window, monkeypatch, proof, "Cette preuve est bonne")
    text = proof.read_text(encoding="utf-8")
    middle = len(text) // 2
    changed = walk.folder / "changée.proof"
    changed.write_text(text[:middle] + ("b" if text[middle] != "b" else "c") + text[middle + 1 :], "utf-8")
    check(qtbot, window, monkeypatch, changed, "E-")
    huge = walk.folder / "énorme.proof"
    with huge.open("wb") as file:
        file.truncate(3 << 30)
    check(qtbot, window, monkeypatch, huge, "E-")
    huge.unlink()


def check(qtbot, window, monkeypatch, path: Path, said: str) -> None:
    answer_dialogs(monkeypatch, path)
    press(window.sheet, "Choisir le fichier…")
    wait(qtbot, lambda: not shows(window.sheet, "Vérification") and shows(window.sheet, said))


# --- the window's own -------------------------------------------------------------------------------------


def test_the_text_grows_and_the_language_changes_and_comes_back(qtbot, walk, starts):
    start = open_again(qtbot, walk, starts, "marie")
    go(start.shown_window, "Réglages")
    press(start.shown_window.page, "Taille du texte: 130 %")
    wait(
        qtbot, lambda: in_view(named(start.shown_window.page, "Langue: English"))
    )  # one goes on where one was
    assert find_cut(start.shown_window) == []
    press(start.shown_window.page, "Langue: English")
    assert shows(start.shown_window.page, "This window, your account, this computer.")
    assert find_cut(start.shown_window) == []
    press(start.shown_window.page, "Language: Français")
    press(start.shown_window.page, "Taille du texte: 100 %")
    assert shows(start.shown_window.page, "Cette fenêtre, votre compte, cet ordinateur.")


def test_closing_asks_whether_to_stay_online(qtbot, walk, starts):
    start = open_again(qtbot, walk, starts, "marie")
    window = start.shown_window
    assert not window.close()
    assert isinstance(window.sheet.content, ClosingSheet)
    press(window.sheet, "Rester en ligne")
    assert not window.isVisible()
    assert walk.karim.status()["neighbours_online"] >= 1
    start.raise_window()
    assert window.isVisible()
    go(window, "Réglages")
    press(window.page, "Quand je ferme la fenêtre: Quitter")
    assert window.close()
