# SPDX-License-Identifier: AGPL-3.0-or-later
"""Every page opens on a real commune, full or just founded: whole texts, names, order, people's words.

A Qt warning fails any of these tests (`qt_log_level_fail`).
"""

from __future__ import annotations

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

WIDTHS = (400, 1000, 1440)
NAMES = [place.name for place in PLACES]


@pytest.fixture(scope="module", params=["full", "empty"])
def facade(request):
    """François in a village where all has begun, or Léa alone in hers."""
    if request.param == "full":
        return request.getfixturevalue("village").francois
    return request.getfixturevalue("hamlet").lea


@pytest.fixture(scope="module", params=["fr", "en"])
def language(request):
    return request.param


@pytest.fixture(scope="module", params=["light", "dark", "light-130"])
def window(request, qapp, facade, language):
    """One window for all its pages and sizes, as a person keeps it open; large text once."""
    scheme, _, text = request.param.partition("-")
    with opened(qapp, facade, choose(language, scheme, text or "100")) as made:
        yield made.shown


def show(window, place, width):
    resize(window, width)
    window.open_place(place)
    settle()
    return window.page


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("place", NAMES)
def test_a_page_shows_all_of_its_texts(window, place, width):
    show(window, place, width)
    assert find_cut(window) + find_outside(window) + find_sideways(window) == []


@pytest.fixture(scope="module")
def light(qapp, facade, language):
    with opened(qapp, facade, choose(language)) as made:
        yield made.shown


@pytest.mark.parametrize("place", NAMES)
def test_a_page_can_be_heard(light, place):
    page = show(light, place, 1000)
    assert page.accessibleName()
    assert find_unnamed(light) == []


@pytest.mark.parametrize("place", NAMES)
def test_a_page_speaks_the_language_of_people(light, place, language):
    show(light, place, 1000)
    assert find_jargon(light, language) == []


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("place", NAMES)
def test_tab_goes_through_a_page_as_one_reads_it(light, place, width):
    page = show(light, place, width)
    light.activateWindow()
    light.rail.main.setFocus()
    stops = [stop for stop in walk_with_tab(light) if page.isAncestorOf(stop)]
    assert sorted(map(said_by, stops)) == sorted(map(said_by, focusable(page)))
    assert find_backward_steps(stops) == []
