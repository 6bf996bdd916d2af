# SPDX-License-Identifier: AGPL-3.0-or-later
"""Too few witnesses: the card in words and looks, the sheets; six neighbours name others in the window."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QSignalSpy, QTest
from PySide6.QtWidgets import QLabel, QLineEdit, QPlainTextEdit

from app.desk import now_ms
from app.facade_roles import RolesDoor
from app.views_recovery import RecoveryView, StatementView
from tests.helpers.commune import commune, do, until
from tests.helpers.looks import find_misplaced, looking_at
from tests.helpers.people import person
from tests.helpers.windows import (
    find_backward_steps,
    find_jargon,
    find_unnamed,
    go,
    has,
    named,
    opened,
    plain_spaces,
    press,
    resize,
    settle,
    shows,
    type_in,
    wait,
    walk_with_tab,
)
from ui.pages.council_recovery import RecoveryCard
from ui.pages.council_recovery_words import is_told, signatures_words, stop_words

NOW_MS = 1_795_647_600_000
WEEK_MS = 7 * 86_400_000
LATER_MS = 15 * 60_000


PEOPLE = tuple(person(name) for name in ("Anna", "Ben", "Cléo", "Léa"))
LIST = StatementView(
    statement=b"s" * 32,
    witnesses=tuple(person(name) for name in ("Ben", "François", "Léa", "Nora")),
    signers=(person("Ben"), person("Nora")),
    missing=2,
    signed_by_me=False,
)
SHORT = RecoveryView(
    epoch=0,
    height=40,
    witnesses=PEOPLE,
    silent=(PEOPLE[0], PEOPLE[2]),
    online=2,
    is_alone=False,
    stalled_ms=60_000,
    quorum=3,
    active=6,
    needed=4,
    may_act=True,
    statements=(),
    followed=b"",
    promised=b"",
    free_ms=0,
    stopped_because="",
)
SIGNED = replace(
    SHORT,
    statements=(replace(LIST, signed_by_me=True),),
    promised=LIST.statement,
    free_ms=NOW_MS + WEEK_MS,
)


def card(qtbot, view: RecoveryView, stopped: str = "") -> RecoveryCard:
    sizes = [RolesDoor.size(len(one.witnesses)) for one in view.statements]
    made = RecoveryCard(view, stopped, sizes, NOW_MS, across=True)
    qtbot.addWidget(made)
    made.show()
    settle()
    return made


def words(made) -> str:
    return plain_spaces(" ".join(label.text() for label in made.findChildren(QLabel)).strip())


def test_it_is_told_when_there_is_something_to_say():
    calm = replace(SHORT, online=3, silent=PEOPLE[:1], stalled_ms=0)
    assert not is_told(calm, "")
    assert not is_told(replace(calm, stalled_ms=60_000), ""), "something else keeps it"
    assert not is_told(replace(SHORT, stalled_ms=0), ""), "nothing waits"
    assert not is_told(replace(SHORT, online=-1, stalled_ms=0), "")
    assert not is_told(calm, "disk")
    for view, stopped in (
        (SHORT, ""),
        (replace(SHORT, stalled_ms=0, statements=(LIST,)), ""),
        (replace(calm, promised=LIST.statement), ""),
        (replace(calm, followed=LIST.statement), ""),
        (calm, "two-seals"),
        (calm, "old-epoch"),
    ):
        assert is_told(view, stopped)


def test_who_is_missing_and_what_it_means_come_first(qtbot, french):
    made = card(qtbot, SHORT)
    said = words(made)
    assert said.startswith(
        "Plus assez de témoins 2 témoins sur 4 répondent ; il en faut 3. Vous pouvez continuer"
    )
    assert "Ne répondent pas les ordinateurs de : Anna et Cléo." in said
    assert "Dès que l’un d’eux est de retour, tout reprend seul." in said
    assert "n’atteint personne" not in said
    assert "n’atteint personne" in words(card(qtbot, replace(SHORT, is_alone=True)))


@pytest.mark.parametrize(
    ("active", "needed", "said"),
    [
        (6, 4, "Vous êtes 6 à avoir fait quelque chose dans les 90 jours avant la dernière page du registre. "
               "Les deux tiers doivent signer : cela fait 4 signatures."),
        (5, 4, "en arrondissant, cela fait 4 signatures."),
        (3, 3, "jamais moins de 3 personnes."),
        (2, 3, "2 membres ont fait quelque chose"),
    ],
)  # fmt: skip
def test_two_thirds_are_worked_out(qtbot, french, active, needed, said):
    assert said in plain_spaces(signatures_words(replace(SHORT, active=active, needed=needed)))


@pytest.mark.parametrize(
    ("view", "word", "signal"),
    [
        (SHORT, "Nommer d’autres témoins…", "name_wanted"),
        (SHORT, "On m’a donné une liste…", "take_wanted"),
        (replace(SHORT, statements=(LIST,)), "Signer…", "sign_wanted"),
        (replace(SHORT, statements=(LIST,)), "La donner", "give_wanted"),
        (replace(SIGNED, free_ms=NOW_MS), "Reprendre ma signature", "withdraw_wanted"),
        (replace(SHORT, followed=LIST.statement), "Donner la liste", "give_wanted"),
    ],
)
def test_each_step_is_a_button(qtbot, french, view, word, signal):
    made = card(qtbot, view)
    spy = QSignalSpy(getattr(made, signal))
    press(made, word)
    assert spy.count() == 1


def test_a_list_says_who_signed_out_of_how_many(qtbot, french):
    said = words(card(qtbot, replace(SHORT, statements=(LIST,))))
    assert "Proposés : Ben, François, Léa et Nora" in said
    assert "2 personnes ont signé, il en faut 4 : Ben et Nora." in said
    mine = card(qtbot, SIGNED)
    assert "signée par vous" in words(mine)
    assert "Votre signature engage cet ordinateur" in words(mine)
    for gone in ("Signer…", "Nommer d’autres témoins…", "Reprendre ma signature"):
        assert not has(mine, gone), "one list a person and a week"
    idle = card(qtbot, replace(SHORT, statements=(LIST,), may_act=False))
    assert "Vous n’en êtes pas" in words(idle)
    assert not has(idle, "Signer…")
    again = words(card(qtbot, replace(SIGNED, online=3)))
    assert "Assez de témoins répondent de nouveau" in again


def test_two_versions_are_told_each_in_its_words(qtbot, french):
    said = {
        code: stop_words(SHORT, code)
        for code in ("old-epoch", "recovered-below", "two-recoveries", "two-seals")
    }
    said["promised"] = stop_words(SIGNED, "old-epoch")
    assert len({happened for happened, _todo in said.values()}) == 5
    made = card(qtbot, replace(SHORT, epoch=1, stopped_because="old-epoch"), "old-epoch")
    assert words(made).startswith(
        "Deux versions des faits Les anciens témoins ont continué après leur remplacement."
    )
    assert "Rien n’est perdu" in words(made)
    spy = QSignalSpy(made.stay_wanted)
    press(made, "Continuer avec les nouveaux témoins")
    assert spy.count() == 1
    bound = card(qtbot, SIGNED, "old-epoch")
    assert not has(bound, "Continuer avec les nouveaux témoins")
    assert "Votre signature engage" in words(bound)
    assert has(card(qtbot, replace(SIGNED, free_ms=NOW_MS), "old-epoch"), "Reprendre ma signature")


# --- six neighbours, four witnesses, two of them gone -----------------------------------------------------


@pytest.fixture(scope="module")
def street(tmp_path_factory):
    """Léa, Anna, Ben and Cléo were witnesses; Anna and Cléo are gone, and something waits."""
    with commune(tmp_path_factory.mktemp("street")) as made:
        lea = made.found("lea", "Léa Morvan")
        for name, full in (("anna", "Anna Roux"), ("ben", "Ben Costa"), ("cleo", "Cléo Petit")):
            made.join(name, full, lea)
        do(
            lea.roles.choose_witnesses(
                [(row.person.account, row.seats[0].node) for row in lea.roles.computers()]
            )
        )
        until(lambda: len(lea.roles.witnesses().witnesses) == 4, lea)
        for name, full in (("francois", "François Dubois"), ("nora", "Nora Haddad")):
            made.join(name, full, lea)
        for one in made.residents.values():
            do(one.set_consent("gifts", True))
        made.agree()
        for name in ("anna", "cleo"):
            made.residents.pop(name).close()
        left = tuple(made.residents.values())
        until(lambda: all(one.recovery.state().online == 2 for one in left), *left)
        do(made.francois.set_consent("gifts", False))
        until(lambda: all(one.status().pending for one in left), *left)
        yield made


@pytest.fixture
def later(monkeypatch):
    """A quarter of an hour has passed, for who looks."""
    monkeypatch.setattr("app.asking.now_ms", lambda: now_ms() + LATER_MS)


@pytest.mark.parametrize("width", [400, 1000, 1440])
@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_page_shows_all_of_its_texts(qapp, street, later, language, scheme, width):
    for place, what in (("morning", None), ("council", "who")):
        with looking_at(
            qapp, street.nora, place, what, width=width, language=language, scheme=scheme
        ) as shown:
            assert find_misplaced(shown) == []
            assert find_unnamed(shown) + find_jargon(shown, language) == []
            shown.activateWindow()
            shown.rail.main.setFocus()
            stops = [stop for stop in walk_with_tab(shown) if shown.page.isAncestorOf(stop)]
            assert find_backward_steps(stops) == []


def open_card(window, width=1200):
    """From the first page to the card, as one would."""
    resize(window, width)
    go(window, "Conseil")
    press(window.page, "Qui fait quoi")
    assert shows(window.page, "Plus assez de témoins")


def test_neighbours_name_other_witnesses_in_the_window(qtbot, qapp, street, later, tmp_path):
    francois, nora, ben, lea = street.francois, street.nora, street.ben, street.lea
    with opened(qapp, francois) as window:
        shown = window.shown
        resize(shown, 1200)
        assert shows(shown.page, "Plus assez de témoins"), "it waits for me, on the first page"
        press(shown.page, "Voir")
        assert shown.place == "council"
        assert shows(shown.page, "2 témoins sur 4 répondent ; il en faut 3.")
        assert shows(shown.page, "cela fait 4 signatures.")
        press(shown.page, "Nommer d’autres témoins…")
        assert shows(shown.sheet, "Il faut 4 signatures, la vôtre comprise.")
        for name in ("franç", "nora"):
            field = named(shown.sheet, "Ajouter un voisin", QLineEdit)
            type_in(field, name)
            QTest.keyClick(field, Qt.Key.Key_Return)
            settle()
        assert shows(shown.sheet, "Quatre témoins : un seul peut tomber en panne")
        press(shown.sheet, "Signer")
        wait(qtbot, lambda: shows(shown.page, "1 personne a signé, il en faut 4"))
        assert has(shown.page, "signée par vous")
        press(shown.page, "La donner")
        text = named(shown.sheet, "La liste et ses signatures", QPlainTextEdit)
        wait(qtbot, lambda: text.toPlainText().startswith("voisinage-temoins:"))
        press(shown.sheet, "Copier")
        assert QGuiApplication.clipboard().text() == text.toPlainText()
        shown.sheet.content.save_to(str(tmp_path / "liste.txt"))
        wait(qtbot, lambda: (tmp_path / "liste.txt").exists())

    with opened(qapp, nora) as window:
        shown = window.shown
        wait(qtbot, lambda: shows(shown.page, "Un voisin propose d’autres témoins"))
        open_card(shown)
        press(shown.page, "On m’a donné une liste…")
        type_in(named(shown.sheet, "Le texte", QPlainTextEdit), "n'importe quoi")
        press(shown.sheet, "Lire")
        wait(qtbot, lambda: shows(shown.sheet, "Ce n’est pas une liste de témoins"))
        shown.sheet.content.open_file(str(tmp_path / "liste.txt"))
        wait(qtbot, lambda: shown.sheet.content is None)
        press(shown.page, "Signer…")
        assert shows(shown.sheet, "Ce qui est définitif sur cet ordinateur le reste.")
        press(shown.sheet, "Signer")
        wait(qtbot, lambda: shows(shown.page, "2 personnes ont signé, il en faut 4"))

    statement = nora.recovery.state().statements[0].statement
    until(lambda: len(ben.recovery.state().statements[0].signers) == 2, ben)
    do(ben.recovery.sign(statement))
    with opened(qapp, lea) as window:
        shown = window.shown
        open_card(shown)
        wait(qtbot, lambda: shows(shown.page, "3 personnes ont signé, il en faut 4"))
        press(shown.page, "Signer…")
        press(shown.sheet, "Signer")
        wait(qtbot, lambda: not lea.status().pending and lea.recovery.state().epoch == 1, 30_000)
        wait(qtbot, lambda: not shows(shown.page, "Plus assez de témoins"))
    street.agree()
    do(nora.set_consent("gifts", False))
    street.agree()
    seats = {row.seat.person.name for row in nora.roles.witnesses().witnesses}
    assert seats == {"Léa Morvan", "Ben Costa", "François Dubois", "Nora Haddad"}
    assert not [item for one in street.residents.values() for item in one.inbox() if "recovery" in item.kind]
