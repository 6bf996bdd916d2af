# SPDX-License-Identifier: AGPL-3.0-or-later
"""Who does what and who makes acts final: the cards in words, the tab at every width, the sheets."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QSignalSpy, QTest
from PySide6.QtWidgets import QCheckBox, QComboBox, QLabel, QLineEdit

from app import cli_choices
from app.cli_format import Tongue
from app.cli_roles import make_role_title
from app.facade_elision import say_of
from app.facade_folding import fold
from app.facade_roles import RolesDoor
from app.views import Phase, ProposalView, TallyView
from app.views_roles import (
    CandidateView,
    ListChangeView,
    OriginView,
    RoleChangeView,
    RoleHolderView,
    RolesView,
    RoleView,
    SeatView,
    WitnessesChangeView,
    WitnessesView,
    WitnessView,
)
from tests.helpers.commune import commune
from tests.helpers.looks import find_misplaced, looking_at
from tests.helpers.people import person
from tests.helpers.windows import (
    click,
    find_backward_steps,
    find_jargon,
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
    walk_with_tab,
)
from ui.pages.council_cards import ProposalCard
from ui.pages.council_changes import role_title, size_words
from ui.pages.council_roles import RolesCard, WitnessesCard
from ui.strings import role_name

DAY_MS = 86_400_000


def seat(name: str, *, online: bool = True) -> SeatView:
    return SeatView(
        person=person(name), node=name.encode(), fingerprint="ab12-cd34", is_here=False, is_online=online
    )


VOTE = OriginView(event=b"v" * 32, kind="decision", title="Quatre témoins", person=None, since_ms=DAY_MS)
CHARTER = OriginView(event=b"c" * 32, kind="charter", title="", person=None, since_ms=DAY_MS)
BOARD = WitnessesView(
    witnesses=(WitnessView(seat=seat("Hélène"), online=True, origin=CHARTER, height=1),),
    is_running=True,
    seals_here=False,
    broken_because="",
    waits_for_date=False,
    may_confirm_alone=False,
    open_height=13,
    round=-1,
    evidence=(),
    size=RolesDoor.size(1),
    change=None,
    may_choose=False,
)
WAITING = ListChangeView(
    origin=VOTE,
    state="waits",
    size=RolesDoor.size(4),
    candidates=(
        CandidateView(seat=seat("Anna"), is_new=True, is_ready=True),
        CandidateView(seat=seat("Benoît", online=False), is_new=True, is_ready=False),
        CandidateView(seat=seat("Hélène"), is_new=False, is_ready=True),
    ),
    leaving=(),
    due_ms=2 * DAY_MS,
    days_left=3,
)
ROLES = RolesView(
    roles=(
        RoleView(
            role="mayor",
            holders=(RoleHolderView(person=person("Hélène"), origin=CHARTER, phase=Phase.SEALED),),
        ),
        RoleView(
            role="mediator",
            holders=(RoleHolderView(person=person("Anna"), origin=VOTE, phase=Phase.PENDING),),
        ),
        RoleView(role="treasurer", holders=()),
    ),
    members=3,
    appoint_below=5,
    may_appoint=False,
)


def texts(card) -> str:
    return plain_spaces(" ".join(label.text() for label in card.findChildren(QLabel)))


@pytest.mark.parametrize(
    ("count", "told"),
    [
        (1, "Un témoin : s’il s’arrête, tout attend."),
        (2, "2 témoins : dès qu’un s’arrête, tout attend. Un seul, ou quatre, vaut mieux."),
        (3, "3 témoins : dès qu’un s’arrête, tout attend. Un seul, ou quatre, vaut mieux."),
        (4, "Quatre témoins : un seul peut tomber en panne ou mentir sans que rien ne change."),
        (5, "5 témoins. 1 d’entre eux peut tomber en panne ou mentir sans que rien ne change. "
            "Moins de témoins suffiraient."),
        (7, "7 témoins. 2 d’entre eux peuvent tomber en panne ou mentir sans que rien ne change."),
    ],
)  # fmt: skip
def test_what_so_many_witnesses_bear(french, count, told):
    assert plain_spaces(size_words(RolesDoor.size(count))) == told


def test_each_holder_is_told_with_what_decided_it(qtbot, french):
    card = RolesCard(ROLES, across=True)
    qtbot.addWidget(card)
    told = texts(card)
    assert "par la charte de fondation" in told
    assert "par le vote « Quatre témoins »" in told
    assert "Personne encore." in told
    assert "le maire nomme" in told
    card.resize(600, 700)
    card.show()
    settle()
    spy = QSignalSpy(card.vote_wanted)
    press(card, "Le vote sur Quatre témoins")
    assert spy.at(0)[0] == VOTE.event


def test_who_appoints_is_told(qtbot, french):
    for change, told in (
        ({"may_appoint": True}, "vous nommez"),
        ({"members": 5}, "Un rôle se donne et se retire par un vote."),
    ):
        card = RolesCard(replace(ROLES, **change), across=True)
        qtbot.addWidget(card)
        assert told in texts(card)


def test_a_change_says_what_it_waits_for(qtbot, french):
    card = WitnessesCard(replace(BOARD, change=WAITING), 0, may_seal=True, across=True)
    qtbot.addWidget(card)
    told = texts(card)
    assert "Choisis : Anna, Benoît et Hélène" in told
    assert "auront répondu : Benoît." in told
    assert "Il reste 4 jours pour cela." in told
    assert "Proposer d’autres témoins" in card.change.text()


def test_a_change_that_lapsed_says_so_and_one_that_is_done_says_nothing(qtbot, french):
    lapsed = WitnessesCard(
        replace(BOARD, change=replace(WAITING, state="lapsed")), 0, may_seal=True, across=False
    )
    done = WitnessesCard(
        replace(BOARD, change=replace(WAITING, state="changed")), 0, may_seal=True, across=False
    )
    for card in (lapsed, done):
        qtbot.addWidget(card)
    assert "Cela n’a pas pu se faire" in texts(lapsed)
    assert "Choisis" not in texts(done)


def test_the_owner_of_a_computer_says_whether_it_may_be_one(qtbot, french):
    card = WitnessesCard(BOARD, 0, may_seal=True, across=True)
    qtbot.addWidget(card)
    card.show()
    spy = QSignalSpy(card.agreed)
    click(named(card, "Mon ordinateur peut l’être", QCheckBox))
    assert spy.at(0)[0] is False


def test_proposals_say_what_they_would_do(qtbot, french):
    tally = TallyView(
        votes_for=0, votes_against=0, abstentions=0, members=4, quorum_percent=25, majority="simple"
    )
    view = ProposalView(
        proposal=b"p" * 32,
        form="role",
        title="Une médiatrice",
        text="",
        author=person("Benoît"),
        municipal=False,
        opened_ms=0,
        closes_ms=3 * DAY_MS,
        state="open",
        executes_ms=0,
        tally=tally,
        my_choice="",
        my_choice_phase=None,
        parity=None,
        parity_now=None,
        phase=Phase.SEALED,
        role=RoleChangeView(person=person("Anna"), role="mediator", grant=True),
    )
    taken = replace(view, role=RoleChangeView(person=person("Anna"), role="officer", grant=False))
    chosen = WitnessesChangeView(
        seats=(seat("Anna"), seat("Cléo")), size=RolesDoor.size(2), joining=(), leaving=(seat("Hélène"),)
    )
    witnesses = replace(view, form="witnesses", role=None, witnesses=chosen)
    for proposal, told in (
        (view, "Anna prend ce rôle : médiateur."),
        (taken, "Anna quitte ce rôle : adjoint au maire."),
        (witnesses, "Les témoins : Anna et Cléo. Ne le seraient plus : Hélène. 2 témoins : dès"),
    ):
        card = ProposalCard(proposal, 0, wide=True)
        qtbot.addWidget(card)
        assert told in texts(card)


# --- on real homes ----------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def street(tmp_path_factory):
    with commune(tmp_path_factory.mktemp("street")) as made:
        claire = made.found("claire", "Claire Martin")
        made.join("francois", "François Dubois-Delavergne", claire, "technician")
        made.agree()
        yield made


@pytest.mark.parametrize("width", [400, 1000, 1440])
@pytest.mark.parametrize(("language", "scheme"), [("fr", "light"), ("fr", "dark"), ("en", "light")])
def test_the_tab_shows_all_of_its_texts(qapp, street, language, scheme, width):
    looks = {"width": width, "language": language, "scheme": scheme}
    with looking_at(qapp, street.claire, "council", "who", **looks) as shown:
        assert find_misplaced(shown) == []
        assert find_unnamed(shown) == []
        assert find_jargon(shown, language) == []


def test_tab_goes_through_it_as_one_reads_it(qapp, street):
    with opened(qapp, street.claire) as window:
        shown = window.shown
        resize(shown, 1440)
        shown.open_place("council")
        shown.page.show_what("who")
        settle()
        shown.activateWindow()
        shown.rail.main.setFocus()
        stops = [stop for stop in walk_with_tab(shown) if shown.page.isAncestorOf(stop)]
        assert find_backward_steps(stops) == []


def test_the_mayor_appoints_and_others_open_a_vote(qtbot, qapp, street):
    with opened(qapp, street.claire) as mine, opened(qapp, street.francois) as his:
        claire, francois = mine.shown, his.shown
        for window in (claire, francois):
            resize(window, 1200)
            go(window, "Conseil")
            press(window.page, "Qui fait quoi")
        press(claire.page, "Donner ou retirer un rôle")
        pick(named(claire.sheet, "Rôle", QComboBox), "trésorier")
        press(claire.sheet, "Signer")
        assert shows(claire.sheet, "Choisissez un voisin"), "nobody was chosen"
        who = named(claire.sheet, "Qui", QLineEdit)
        type_in(who, "fran")
        QTest.keyClick(who, Qt.Key.Key_Return)
        press(claire.sheet, "Signer")
        wait(qtbot, lambda: shows(francois.page, "par choix de Claire Martin"))

        press(francois.page, "Donner ou retirer un rôle")
        pick(named(francois.sheet, "Rôle", QComboBox), "médiateur")
        who = named(francois.sheet, "Qui", QLineEdit)
        type_in(who, "claire")
        QTest.keyClick(who, Qt.Key.Key_Return)
        press(francois.sheet, "Signer")
        go(claire, "Conseil")
        wait(qtbot, lambda: has(claire.page, "À voter (1)"))
        press(claire.page, "À voter (1)")
        wait(qtbot, lambda: shows(claire.page, "Claire Martin prend ce rôle : médiateur."))


def test_choosing_two_witnesses_warns_and_the_change_is_told(qtbot, qapp, street):
    street.francois.roles.set_may_seal(False)
    with opened(qapp, street.claire) as mine:
        claire = mine.shown
        resize(claire, 1200)
        go(claire, "Conseil")
        press(claire.page, "Qui fait quoi")
        press(claire.page, "Choisir les témoins")
        assert shows(claire.sheet, "Un témoin : s’il s’arrête, tout attend.")
        press(claire.sheet, "Enlever Claire Martin")
        settle()
        assert shows(claire.sheet, "Sans témoin, rien ne devient définitif")
        assert not named(claire.sheet, "Signer").isEnabled()
        for name in ("claire", "fran"):
            field = named(claire.sheet, "Ajouter un voisin", QLineEdit)
            type_in(field, name)
            QTest.keyClick(field, Qt.Key.Key_Return)
            settle()
        assert shows(claire.sheet, "2 témoins : dès qu’un s’arrête, tout attend.")
        press(claire.sheet, "Signer")
        wait(qtbot, lambda: shows(claire.page, "auront répondu : François Dubois-Delavergne."))
        assert has(claire.page, "Choisir les témoins")


@pytest.mark.parametrize("role", ["mayor", "officer", "technician", "agent", "mediator", "treasurer"])
def test_a_role_has_one_name_in_the_window_and_at_a_terminal(dressed, language, role):
    named = role_name(role)
    at_a_terminal = make_role_title(Tongue(language), "Luc", role, grant=True)
    ends = {"fr": f"{say_of(named)} à Luc", "en": f"the role of {named}"}
    assert at_a_terminal.replace("\u2019", "'").endswith(ends[language])
    assert role_title(role).startswith(named), "what it is for comes after its name"
    assert fold(cli_choices.ROLES[role][language == "en"]) in fold(named), "and is what one types"
