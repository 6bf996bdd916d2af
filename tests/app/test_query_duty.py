# SPDX-License-Identifier: AGPL-3.0-or-later
"""A volunteer's hours for the commune: what counts this month and this year, what waits, who certifies."""

from __future__ import annotations

import pytest

from app.query_duty import get_duty
from app.reader import Picture, Reader
from ledger.calendar import civil_date, civil_day_number
from ledger.read_model import ReadModel
from ledger.state import get_commune
from ledger.store import Store
from ledger.units import DAY_MS, FUND, HOUR_MS, EventId
from tests.helpers.builders import Person, Village

WATCH_S = 5 * 3_600


@pytest.fixture
def village() -> Village:
    """The founder is the mayor; anna keeps watch, ben sees it."""
    village = Village.found()
    village.join("anna")
    village.join("ben")
    return village


def reader_of(village: Village, who: Person) -> Reader:
    state = village.state
    picture = Picture(
        version=1, commune=village.commune, me=who.account, device=who.key, sealed=state, pending=state,
        pending_events=(), pending_results={}, is_founded=True, node=None,
    )  # fmt: skip
    store = Store(None)
    return Reader(picture, store, ReadModel(store.db), village.now_ms)


def log(village: Village, category: str = "pompiers", seconds: int = WATCH_S) -> EventId:
    anna, from_ms = village.people["anna"], village.now_ms - seconds * 1_000 - HOUR_MS
    body = {"beneficiary": FUND, "seconds": seconds, "from": from_ms, "memo": bytes(32), "category": category}
    result = village.do(anna, "service.log", **body)
    assert result.is_applied
    return result.id


def certify(village: Village, service: EventId, *who: Person) -> None:
    for person in who:
        assert village.do(person, "service.confirm", service=service).is_applied


def test_who_never_worked_for_the_commune_has_nothing_to_see(village: Village) -> None:
    view = get_duty(reader_of(village, village.people["anna"]))
    assert not view.is_volunteer
    assert (view.month_s, view.year_s, view.parts, view.waiting, view.certifiers) == (0, 0, (), (), ())


def test_what_waits_says_for_whom_and_names_who_certifies(village: Village) -> None:
    anna, ben, mayor = village.people["anna"], village.people["ben"], village.founder
    service = log(village)
    view = get_duty(reader_of(village, anna))
    assert view.is_volunteer
    assert [(one.service, one.waits_for) for one in view.waiting] == [(service, "both")]
    assert view.waiting[0].deadline_ms > village.now_ms
    assert [one.account for one in view.certifiers] == [mayor.account]
    assert view.year_s == 0
    certify(village, service, ben)
    assert get_duty(reader_of(village, anna)).waiting[0].waits_for == "officer"
    certify(village, service, mayor)
    view = get_duty(reader_of(village, anna))
    assert (view.waiting, view.month_s, view.year_s) == ((), WATCH_S, WATCH_S)
    assert not get_duty(reader_of(village, ben)).is_volunteer, "it is anna's"


def test_the_month_and_the_year_begin_again_and_each_sort_is_summed(village: Village) -> None:
    anna, ben, mayor = village.people["anna"], village.people["ben"], village.founder
    for category, seconds in (("pompiers", WATCH_S), ("", 3_600), ("pompiers", WATCH_S)):
        certify(village, log(village, category, seconds), ben, mayor)
        village.wait(DAY_MS)
    view = get_duty(reader_of(village, anna))
    assert view.year_s == sum(part.year_s for part in view.parts) == 2 * WATCH_S + 3_600
    assert view.month_s == sum(part.month_s for part in view.parts)
    assert [(part.category, part.year_s) for part in view.parts] == [
        ("pompiers", 2 * WATCH_S),
        ("", 3_600),
    ]
    year = _year(village)
    village.wait(32 * DAY_MS)
    view = get_duty(reader_of(village, anna))
    assert view.month_s == 0
    assert view.year_s == (2 * WATCH_S + 3_600 if _year(village) == year else 0)
    while _year(village) == year:
        village.wait(30 * DAY_MS)
    assert not get_duty(reader_of(village, anna)).is_volunteer


def _year(village: Village) -> int:
    return civil_date(civil_day_number(get_commune(village.state).offsets, village.now_ms))[0]
