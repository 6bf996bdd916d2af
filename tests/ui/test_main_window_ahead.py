# SPDX-License-Identifier: AGPL-3.0-or-later
"""The window follows what changes: asked in another thread, shown of one moment, whatever comes between."""

from __future__ import annotations

import threading

import pytest

from tests.helpers.commune import commune, do
from tests.helpers.windows import opened, settle, shows, sweep, wait

pytestmark = pytest.mark.slow

PATIENCE_S = 90


@pytest.fixture
def lea(tmp_path):
    with commune(tmp_path / "street") as made:
        yield made.found("lea", "Léa Morvan")


@pytest.fixture
def held(lea, monkeypatch):
    """What is asked ahead waits for `go`; `begun` tells of it, `threads` where the first page was asked."""

    class Held:
        begun, go, threads = threading.Event(), threading.Event(), []

    look_ahead, days = lea.look_ahead, lea.energy.savings_days

    def look(questions):
        def wait_first():
            Held.begun.set()
            assert Held.go.wait(PATIENCE_S)
            questions()

        return look_ahead(wait_first)

    def ask():
        Held.threads.append(threading.get_ident())
        return days()

    monkeypatch.setattr(lea, "look_ahead", look)
    monkeypatch.setattr(lea.energy, "savings_days", ask)
    yield Held
    Held.go.set()


def test_the_page_in_view_is_asked_for_elsewhere_and_then_shown(qtbot, qapp, lea, held):
    with opened(qapp, lea) as window:
        settle()
        held.threads.clear()
        do(lea.rename("Zoé Martin"))
        wait(qtbot, held.begun.is_set)
        assert shows(window.shown.page, "Bonjour Léa") or shows(window.shown.page, "Bonsoir Léa")
        held.go.set()
        wait(qtbot, lambda: shows(window.shown.page, "Zoé"))
        assert held.threads[0] != threading.get_ident()


def test_a_page_left_meanwhile_is_filled_when_it_is_opened_again(qtbot, qapp, lea, held):
    with opened(qapp, lea) as window:
        settle()
        do(lea.rename("Zoé Martin"))
        wait(qtbot, held.begun.is_set)
        window.shown.open_place("fund")
        held.go.set()
        wait(qtbot, lambda: not window.shown._is_looking)
        window.shown.open_place("morning")
        settle()
        assert shows(window.shown.page, "Zoé")


def test_a_page_that_went_on_meanwhile_does_not_go_back(qtbot, qapp, lea, held):
    with opened(qapp, lea) as window:
        settle()
        do(lea.rename("Zoé Martin"))
        wait(qtbot, held.begun.is_set)
        page, filled = window.shown.page, []
        do(lea.rename("Anne Martin"))
        page.refresh()
        assert shows(page, "Anne")
        inner = page.refresh
        page.refresh = lambda: (inner(), filled.append(shows(page, "Anne")))
        held.go.set()
        wait(qtbot, lambda: not window.shown._is_looking and not lea.status().my_pending)
        settle()
        assert all(filled)
        assert shows(page, "Anne")


def test_a_window_may_end_while_its_page_is_asked_for(qtbot, qapp, lea, held):
    with opened(qapp, lea):
        settle()
        do(lea.rename("Zoé Martin"))
        wait(qtbot, held.begun.is_set)
    held.go.set()
    wait(qtbot, lambda: "look ahead" not in {thread.name for thread in threading.enumerate()})
    settle()
    with opened(qapp, lea) as again:
        assert shows(again.shown.page, "Zoé")


def test_a_window_built_again_meanwhile_follows_too(qtbot, qapp, lea, held):
    with opened(qapp, lea) as window:
        settle()
        do(lea.rename("Zoé Martin"))
        wait(qtbot, held.begun.is_set)
        window.build()
        settle()
        held.go.set()
        wait(qtbot, lambda: "look ahead" not in {thread.name for thread in threading.enumerate()})
        do(lea.rename("Anne Martin"))
        wait(qtbot, lambda: shows(window.shown.page, "Anne"))


def test_a_page_opens_as_it_was_and_then_shows_what_changed(qtbot, qapp, lea, held):
    with opened(qapp, lea) as window:
        shown = window.shown
        settle()
        shown.open_place("fund")
        sweep(2)
        held.go.set()
        do(lea.rename("Zoé Martin"))
        wait(qtbot, lambda: "morning" in shown._stale and not shown._is_looking)
        held.go.clear()
        held.threads.clear()
        shown.open_place("morning")
        assert shown.is_behind
        assert shows(shown.page, "Bonjour Léa") or shows(shown.page, "Bonsoir Léa")
        assert held.threads == [], "nothing was asked to open it"
        held.go.set()
        wait(qtbot, lambda: shows(shown.page, "Zoé"))
        assert not shown.is_behind
        assert held.threads[0] != threading.get_ident()


def test_a_page_opened_for_one_thing_shows_all_at_once(qtbot, qapp, lea, held):
    with opened(qapp, lea) as window:
        shown = window.shown
        settle()
        shown.open_place("fund")
        held.go.set()
        do(lea.rename("Zoé Martin"))
        wait(qtbot, lambda: "morning" in shown._stale)
        shown.open_place("morning", "anything")
        assert shows(shown.page, "Zoé")
        assert not shown.is_behind
