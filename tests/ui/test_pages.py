# SPDX-License-Identifier: AGPL-3.0-or-later
"""Every page opens on a real commune, full or just founded: whole texts, names, order, people's words.

A Qt warning fails any of these tests (`qt_log_level_fail`).
"""

from __future__ import annotations

from contextlib import ExitStack
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from tests.helpers.windows import (
    choose,
    find_backward_steps,
    find_cut,
    find_jargon,
    find_outside,
    find_sideways,
    find_unnamed,
    focusable,
    opened,
    resize,
    said_by,
    settle,
    walk_with_tab,
)
from ui.places import PLACES

PARIS = ZoneInfo("Europe/Paris")
GREETINGS = {"fr": ("Bonjour", "Bonsoir"), "en": ("Hello", "Good evening")}
NAMES = [place.name for place in PLACES]


READERS = [(commune, language) for commune in ("full", "empty") for language in ("fr", "en")]


@pytest.fixture(scope="session")
def look_at(qapp, village, hamlet):
    """Opens a window as a reader chose it, and keeps it while tests ask for the same one.

    François lives where all has begun, Léa is alone in hers.
    """
    facades = {"full": village.francois, "empty": hamlet.lea}
    with ExitStack() as stack:
        shown = {}

        def look_at(commune, *choices):
            if (commune, *choices) not in shown:
                stack.close()
                shown.clear()
                made = stack.enter_context(opened(qapp, facades[commune], choose(*choices)))
                shown[(commune, *choices)] = made.shown
            return shown[(commune, *choices)]

        yield look_at


def show(window, place, width):
    resize(window, width)
    window.open_place(place)
    settle()
    return window.page


def each_page(*widths):
    """The pages one after the other at a width, then at the next."""

    def decorate(test):
        return pytest.mark.parametrize(
            ("place", "width"), [(name, width) for width in widths for name in NAMES]
        )(test)

    return decorate


@each_page(400, 1000, 1440)
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("commune", "language"), READERS)
def test_a_page_shows_all_of_its_texts(look_at, commune, language, scheme, place, width):
    window = look_at(commune, language, scheme)
    show(window, place, width)
    assert find_cut(window) + find_outside(window) + find_sideways(window) == []


@pytest.mark.parametrize("hour", [8, 21])
@pytest.mark.parametrize(("commune", "language"), READERS)
def test_the_first_page_greets_whole_at_every_hour(
    qapp, village, hamlet, monkeypatch, commune, language, hour
):
    at = datetime.now(PARIS).replace(hour=hour, minute=58)
    monkeypatch.setattr("app.asking.now_ms", lambda: int(at.timestamp() * 1000))
    facade = {"full": village.francois, "empty": hamlet.lea}[commune]
    with opened(qapp, facade, choose(language)) as made:
        for width in (400, 1000):
            page = show(made.shown, "morning", width)
            assert page.heading.text().startswith(GREETINGS[language][hour > 17])
            assert find_cut(made.shown) + find_outside(made.shown) + find_sideways(made.shown) == []


@each_page(400, 1000, 1440)
@pytest.mark.parametrize(("commune", "language"), READERS)
def test_a_page_shows_all_of_a_large_text(look_at, commune, language, place, width):
    window = look_at(commune, language, "light", "130")
    show(window, place, width)
    assert find_cut(window) + find_outside(window) + find_sideways(window) == []


@each_page(400, 1000, 1440)
@pytest.mark.parametrize("commune", ["full", "empty"])
def test_tab_goes_through_a_page_as_one_reads_it(look_at, commune, place, width):
    window = look_at(commune, "fr", "light")
    page = show(window, place, width)
    window.activateWindow()
    window.rail.main.setFocus()
    stops = [stop for stop in walk_with_tab(window) if page.isAncestorOf(stop)]
    assert sorted(map(said_by, stops)) == sorted(map(said_by, focusable(page)))
    assert find_backward_steps(stops) == []
    assert window.place == place, "Tab opened another place"


@each_page(1000)
@pytest.mark.parametrize(("commune", "language"), READERS)
def test_a_page_can_be_heard_and_speaks_as_people_do(look_at, commune, language, place, width):
    window = look_at(commune, language, "light")
    page = show(window, place, width)
    assert page.accessibleName()
    assert find_unnamed(window) == []
    assert find_jargon(window, language) == []


def test_a_page_opened_while_it_is_made_ready_is_whole(qapp, hamlet):
    """Its widgets are there, and the step that would fill it has not come."""
    with opened(qapp, hamlet.lea) as made:
        window = made.shown
        steps = window.build_others()
        next(steps)
        for place in NAMES:
            window.open_place(place)
            assert window.page.heading.text()
        assert list(steps) == []
