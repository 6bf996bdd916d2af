# SPDX-License-Identifier: AGPL-3.0-or-later
"""Questions asked ahead in another thread: one picture for all of them, and none after the end."""

from __future__ import annotations

import os

os.environ["PYTHON_KEYRING_BACKEND"] = "keyring.backends.fail.Keyring"

import threading
from collections.abc import Generator
from pathlib import Path

import pytest

from app.errors import AppError
from app.facade import Voisinage
from tests.helpers.commune import Commune, commune, do

PATIENCE_S = 90


@pytest.fixture(scope="module")
def hamlet(tmp_path_factory: pytest.TempPathFactory) -> Generator[Commune]:
    """Claire and François, who may pay hours on credit."""
    with commune(tmp_path_factory.mktemp("asking")) as made:
        made.join("francois", "François Dubois", made.found("claire", "Claire Martin"))
        made.agree()
        yield made


@pytest.fixture
def lea(tmp_path: Path) -> Generator[Voisinage]:
    with commune(tmp_path / "street") as made:
        yield made.found("lea", "Léa Morvan")


def list_threads() -> list[str]:
    return [thread.name for thread in threading.enumerate()]


def get_hours(one: Voisinage) -> int:
    return sum(view.expected for view in one.balances() if view.asset == "hour")


def test_what_was_asked_ahead_is_answered_at_once_and_in_another_thread(hamlet: Commune) -> None:
    claire = hamlet.claire
    asked: list[object] = [threading.get_ident()]
    moment = claire.look_ahead(
        lambda: asked.extend((threading.get_ident(), claire.morning(), claire.history(41)))
    ).wait(PATIENCE_S)
    here, there, morning, history = asked
    assert here != there
    with moment:
        assert claire.morning() is morning
        assert claire.history(41) is history
    assert claire.morning() is not morning


def test_all_of_a_moment_is_about_one_picture(hamlet: Commune) -> None:
    claire, francois = hamlet.claire, hamlet.francois
    before = get_hours(claire)
    moment = claire.look_ahead(claire.balances).wait(PATIENCE_S)
    do(claire.pay(francois.me().account, "hour", 600))
    assert get_hours(claire) == before - 600
    with moment:
        # Neither what was asked ahead nor what was not has gone on.
        assert get_hours(claire) == before
        assert claire.preview_payment(francois.me().account, "hour", 1).mine_before == before
        assert claire.status().my_pending == 0
    assert get_hours(claire) == before - 600


def test_while_questions_are_asked_ahead_others_are_answered(hamlet: Commune) -> None:
    claire = hamlet.claire
    begun, go_on = threading.Event(), threading.Event()
    ticket = claire.look_ahead(
        lambda: (claire.morning(), begun.set(), go_on.wait(PATIENCE_S), claire.history())
    )
    assert begun.wait(PATIENCE_S)
    assert claire.me().name == "Claire Martin"
    assert not ticket.done
    go_on.set()
    ticket.wait(PATIENCE_S)


def test_a_refusal_met_ahead_ends_the_ticket_and_the_next_look_goes_well(hamlet: Commune) -> None:
    claire = hamlet.claire
    with pytest.raises(AppError) as refused:
        claire.look_ahead(lambda: claire.preview_payment(b"nobody" * 5, "hour", 1)).wait(PATIENCE_S)
    assert refused.value.code == "unknown-member"
    claire.look_ahead(claire.morning).wait(PATIENCE_S)


def test_closing_waits_for_the_question_under_way_and_nothing_is_asked_after(lea: Voisinage) -> None:
    begun, go_on = threading.Event(), threading.Event()
    answers: list[str] = []
    ticket = lea.look_ahead(
        lambda: (lea.me(), begun.set(), go_on.wait(PATIENCE_S), answers.append(lea.me().name))
    )
    assert begun.wait(PATIENCE_S)
    closing = threading.Thread(target=lea.close)
    closing.start()
    while not lea._asking._is_closed:
        closing.join(0.01)
    assert closing.is_alive()
    go_on.set()
    closing.join(PATIENCE_S)
    assert not closing.is_alive()
    with pytest.raises(AppError):
        ticket.wait(PATIENCE_S)
    assert answers == []
    with pytest.raises(AppError):
        lea.look_ahead(lea.me).wait(PATIENCE_S)
    assert "look ahead" not in list_threads()
