# SPDX-License-Identifier: AGPL-3.0-or-later
"""One act in a line: between whom value moved, which is not always who signed."""

from __future__ import annotations

from app.query_acts import get_act_line
from app.reader import Picture, Reader
from ledger.event import Event
from ledger.units import FUND, HOUR_MS
from tests.helpers.builders import Person
from tests.helpers.hamlet import Hamlet, settled


def read(hamlet: Hamlet) -> Reader:
    replica, founder = hamlet.main, hamlet.founder
    picture = Picture(
        version=1, commune=hamlet.commune, me=founder.account, device=founder.key, sealed=replica.state,
        pending=replica.state, pending_events=(), pending_results={}, is_founded=True, node=None,
    )  # fmt: skip
    return Reader(picture, replica.store, replica.read_model, hamlet.now_ms)


def log(hamlet: Hamlet, who: Person, beneficiary: bytes, hour: int) -> Event:
    start = hamlet.now_ms - hour * HOUR_MS
    body = {"beneficiary": beneficiary, "seconds": 3_600, "from": start, "memo": bytes(32), "category": ""}
    return hamlet.sign(who, "service.log", body)


def test_hours_for_the_commune_come_from_it_not_from_the_neighbour_who_saw_them():
    hamlet = settled("anna", "ben")
    anna, ben, mayor = hamlet.people["anna"], hamlet.people["ben"], hamlet.founder
    asked, helped = log(hamlet, anna, FUND, 4), log(hamlet, anna, ben.account, 2)
    hamlet.seal(asked, helped)
    town_hall = hamlet.sign(mayor, "service.confirm", {"service": asked.id})
    hamlet.seal(town_hall)
    seen = hamlet.sign(ben, "service.confirm", {"service": asked.id})
    hamlet.seal(seen)
    between = hamlet.sign(ben, "service.confirm", {"service": helped.id})
    hamlet.seal(between)
    hamlet.seal()
    reader = read(hamlet)
    first, last, mutual = (get_act_line(reader, event.id) for event in (town_hall, seen, between))
    assert first is not None
    assert last is not None
    assert mutual is not None
    assert (first.giver, first.amounts) == (None, ()), "nothing moved yet"
    assert last.amounts
    assert last.author is not None
    assert last.giver is not None
    assert last.other is not None
    assert (last.author.account, last.giver.account, last.other.account) == (ben.account, FUND, anna.account)
    assert mutual.giver is None, "these hours come from who confirmed them"
    assert mutual.amounts
