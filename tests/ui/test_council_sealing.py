# SPDX-License-Identifier: AGPL-3.0-or-later
"""A witness's own computer, under « Qui fait quoi », on Matin and in the rail, and what its owner says."""

from __future__ import annotations

import threading
from dataclasses import replace

import pytest
from PySide6.QtTest import QSignalSpy
from PySide6.QtWidgets import QLabel

from app.facade_roles import RolesDoor
from app.views_roles import SignedTwiceView, WitnessesView
from tests.helpers.commune import commune, until
from tests.helpers.looks import find_misplaced
from tests.helpers.windows import (
    choose,
    find_jargon,
    find_unnamed,
    has,
    opened,
    plain_spaces,
    press,
    resize,
    settle,
    shows,
    wait,
)
from ui.pages.council_sealing import SealingLines

NOW_MS = 1_795_647_600_000
BOARD = WitnessesView(
    witnesses=(),
    is_running=False,
    seals_here=True,
    broken_because="",
    waits_for_date=False,
    may_confirm_alone=False,
    open_height=13,
    round=-1,
    evidence=(),
    size=RolesDoor.size(4),
    change=None,
    may_choose=False,
)


def told(qtbot, **change) -> str:
    lines = SealingLines(replace(BOARD, **change), NOW_MS)
    qtbot.addWidget(lines)
    return plain_spaces(" ".join(label.text() for label in lines.findChildren(QLabel)))


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({}, "Cet ordinateur est témoin, et il fait son travail."),
        ({"seals_here": False}, ""),
        (
            {"broken_because": "older-copy"},
            "été remis dans un état ancien Il ne scelle plus tant que les autres témoins n’ont pas avancé",
        ),
        ({"broken_because": "lost"}, "a perdu la mémoire"),
        ({"broken_because": "forgotten-vote"}, "a oublié une chose qu’il avait signée"),
        ({"broken_because": "behind"}, "avant d’avoir rattrapé les autres."),
        ({"broken_because": "behind", "may_confirm_alone": True}, "Si personne d’autre n’a la suite"),
        ({"broken_because": "lost", "may_confirm_alone": True}, "vous pouvez le dire."),
        ({"waits_for_date": True}, "Sommes-nous bien le jeudi 26 novembre 2026"),
        ({"is_running": True}, "Trop peu de témoins sont en ligne"),
    ],
)
def test_what_is_told_of_this_computer(qtbot, french, change, said):
    words = told(qtbot, **change)
    assert said in words
    assert bool(words) == bool(said)


def test_what_was_signed_twice_is_told_as_an_accident(qtbot, french):
    seen = SignedTwiceView(member=None, fingerprint="ab12-cd34", height=12, round=0, step="prevote")
    words = told(qtbot, evidence=(seen,))
    assert "L’ordinateur de ab12-cd34 a signé deux choses différentes au sceau 12." in words
    assert "Un accident est plus probable qu’une faute" in words


def test_the_owner_can_answer_from_the_card(qtbot, french):
    for change, word, signal in (
        ({"waits_for_date": True}, "Oui, c’est bien la date", "date_confirmed"),
        (
            {"broken_because": "lost", "may_confirm_alone": True},
            "Aucune autre copie n’existe",
            "alone_wanted",
        ),
    ):
        lines = SealingLines(replace(BOARD, **change), NOW_MS)
        qtbot.addWidget(lines)
        lines.show()
        settle()
        spy = QSignalSpy(getattr(lines, signal))
        press(lines, word)
        assert spy.count() == 1


# --- on a real home ---------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def hamlet(tmp_path_factory):
    with commune(tmp_path_factory.mktemp("hamlet")) as made:
        made.found("claire", "Claire Martin")
        yield made


def silence(facade, why) -> None:
    """What the disk, or the clock, tells the machine."""
    witness = facade._service.witness
    done = threading.Event()

    def work() -> None:
        if why == "date":
            witness.machine.waits_for_date = True
            witness._tell_wait()
        else:
            witness._do(witness.machine.memory.mark_broken(why))
        done.set()

    facade._thread.run_soon(work)
    assert done.wait(90)
    until(lambda: facade.status().silent_because == why, facade)


def test_a_silent_witness_is_set_going_again_from_the_first_page(qtbot, qapp, hamlet):
    silence(hamlet.claire, "lost")
    with opened(qapp, hamlet.claire) as window:
        shown = window.shown
        resize(shown, 1200)
        assert shown.rail.status.accessibleName() == "Témoin au repos. Voyez Conseil"
        assert shows(shown.page, "Cet ordinateur a perdu la mémoire")
        press(shown.page, "Aucune autre copie n’existe")
        assert shows(shown.sheet, "ni ancien ordinateur, ni dossier copié")
        assert shows(shown.sheet, "attendez plutôt qu’il soit en ligne")
        press(shown.sheet, "Je confirme")
        wait(qtbot, lambda: not has(shown.page, "Aucune autre copie n’existe"))
        assert shows(shown, "reprend son travail de témoin")
        wait(qtbot, lambda: shown.rail.status.accessibleName().startswith("À jour"))


def test_the_date_is_confirmed_from_the_first_page(qtbot, qapp, hamlet):
    silence(hamlet.claire, "date")
    with opened(qapp, hamlet.claire) as window:
        shown = window.shown
        resize(shown, 1200)
        assert shown.rail.status.accessibleName().startswith("Vous attend")
        press(shown.page, "Oui, c’est bien la date")
        wait(qtbot, lambda: not has(shown.page, "Oui, c’est bien la date"))
        assert not hamlet.claire.status().silent_because


@pytest.mark.parametrize("width", [400, 1440])
@pytest.mark.parametrize("why", ["date", "older-copy"])
@pytest.mark.parametrize("language", ["fr", "en"])
def test_both_pages_show_all_of_their_texts(qapp, hamlet, language, why, width):
    silence(hamlet.claire, why)
    with opened(qapp, hamlet.claire, choose(language)) as window:
        shown = window.shown
        resize(shown, width)
        for place in ("morning", "council"):
            shown.open_place(place)
            if place == "council":
                shown.page.show_what("who")
            settle()
            assert find_misplaced(shown) == []
            assert find_unnamed(shown) + find_jargon(shown, language) == []
    done = hamlet.claire.roles.confirm_date() if why == "date" else hamlet.claire.roles.confirm_alone()
    done.wait(90)
    until(lambda: not hamlet.claire.status().silent_because, hamlet.claire)
