# SPDX-License-Identifier: AGPL-3.0-or-later
"""Listings and orders, for results_market.json."""

from __future__ import annotations

from typing import Any

from ledger.event import Event
from ledger.limits import INTEGER_MAX
from ledger.rulebook.parity import get_version
from ledger.units import DAY_MS, HOUR_MS
from tests.helpers.builders import Person, blob_of, listing_body
from tests.vectors.histories_money import NOWHERE, pay
from tests.vectors.story import Story


def offer(
    story: Story, person: Person, *price: tuple[str, int], outcome: str = "applied", **more: Any
) -> Event:
    return story.put(person, "listing.add", outcome, **{**listing_body(*price), **more})


def place(story: Story, person: Person, listing: Event, quantity: int = 1, outcome: str = "applied") -> Event:
    body = {"listing": listing.id, "quantity": quantity, "parity": get_version(story.state)}
    return story.put(person, "order.place", outcome, **body)


def act(story: Story, person: Person, action: str, order: bytes, outcome: str = "applied") -> None:
    more = {"parity": get_version(story.state)} if action == "accept" else {}
    story.put(person, f"order.{action}", outcome, order=order, **more)


def listings() -> Story:
    story = Story.found()
    mayor = story.founder
    (anna,) = story.people_named("anna")
    one = offer(story, anna, ("kg", 500), ("hour", 60), template="produce", text=blob_of("text"))
    limited = offer(story, anna, ("hour", INTEGER_MAX), stock=3)
    offer(story, anna, ("gold", 1), outcome="no such object")
    offer(story, anna, ("hour", 1), ("hour", 2), outcome="malformed")
    offer(story, anna, outcome="malformed", stock=0)
    free = offer(story, anna, template="loan")
    story.put(mayor, "listing.withdraw", "no such object", listing=NOWHERE)
    story.flush()
    story.put(mayor, "listing.withdraw", "not allowed", listing=one.id)
    story.put(anna, "order.place", "self", listing=one.id, quantity=1, parity=get_version(story.state))
    story.put(mayor, "order.place", "no such object", listing=NOWHERE, quantity=1, parity=4)
    story.put(mayor, "order.place", "parity changed", listing=one.id, quantity=1, parity=3)
    story.put(mayor, "order.place", "malformed", listing=one.id, quantity=0, parity=4)
    place(story, mayor, limited, 4, "stock")
    place(story, mayor, limited, 2, "overflow")
    kept = place(story, mayor, limited, 1)
    gift = place(story, mayor, free, 7)
    story.flush()
    act(story, anna, "accept", gift.id)
    act(story, anna, "deliver", gift.id)
    act(story, anna, "cancel", kept.id)
    story.flush()
    act(story, mayor, "confirm", gift.id)
    story.put(anna, "listing.withdraw", listing=one.id)
    story.put(anna, "listing.withdraw", "already done", listing=one.id)
    story.put(anna, "listing.withdraw", "malformed", listing=1)
    story.flush()
    place(story, mayor, one, 1, "closed")
    story.flush()
    return story


def orders() -> Story:
    """An offer and a need, by every cell of the table."""
    story = Story.found()
    seller = story.founder
    anna, ben = story.people_named("anna", "ben")
    garden = offer(story, seller, ("hour", 1_800), ("kg", 900), stock=9)
    need = offer(story, anna, ("hour", 600), side="need", template="work")
    dear = offer(story, seller, ("kwh", 10))
    story.flush()
    made = [place(story, anna, garden, quantity) for quantity in (1, 2, 1, 1)]
    wanted = place(story, seller, need)
    costly = place(story, anna, dear)
    story.flush()
    one, two, three, _ = (event.id for event in made)
    for action in ("accept", "deliver", "confirm", "cancel"):
        act(story, anna, action, NOWHERE, "no such object")
        act(story, ben, action, one, "not allowed")
        story.put(ben, f"order.{action}", "malformed", more=1)
    act(story, anna, "accept", one, "not allowed")
    act(story, anna, "deliver", one, "wrong state")
    act(story, anna, "confirm", one, "wrong state")
    story.put(seller, "order.accept", "parity changed", order=one, parity=9)
    act(story, seller, "accept", two)
    act(story, anna, "cancel", three)
    act(story, anna, "accept", wanted.id)
    act(story, seller, "accept", costly.id)
    act(story, seller, "deliver", costly.id)
    story.flush()
    for action in ("accept", "deliver", "confirm", "cancel"):
        act(story, anna, action, three, "closed")
    act(story, anna, "deliver", two, "not allowed")
    act(story, anna, "confirm", two, "wrong state")
    story.flush()
    act(story, anna, "confirm", costly.id, "balance")
    act(story, seller, "accept", two, "wrong state")
    act(story, seller, "deliver", two)
    act(story, seller, "deliver", wanted.id)
    story.flush()
    act(story, seller, "confirm", two, "not allowed")
    act(story, seller, "cancel", costly.id)
    story.flush()
    act(story, anna, "confirm", two)
    act(story, anna, "confirm", wanted.id)
    act(story, anna, "cancel", two, "closed")
    story.flush()
    # Nobody answers the first within three days; the outage gives the fourth one more.
    story.flush(after_ms=72 * HOUR_MS)
    return story


def debts() -> Story:
    """What a buyer cannot pay: refused when it says so, tried again each day when silence does."""
    story = Story.found()
    seller = story.founder
    (anna, ben) = story.people_named("anna", "ben")
    pay(story, anna, ben.account, 5)
    heavy = offer(story, seller, ("hour", 18_001))
    endless = offer(story, seller, ("hour", INTEGER_MAX))
    solar = offer(story, seller, ("kwh", 5))
    story.flush()
    made = [place(story, anna, listing).id for listing in (heavy, endless, solar)]
    story.flush()
    for order in made:
        act(story, seller, "accept", order)
        act(story, seller, "deliver", order)
    story.flush()
    for order, outcome in zip(made, ("floor", "overflow", "balance"), strict=True):
        act(story, anna, "confirm", order, outcome)
    story.flush()
    story.flush(after_ms=7 * DAY_MS)
    pay(story, ben, anna.account, 10)
    story.flush(after_ms=DAY_MS)
    for _ in range(3):
        story.flush(after_ms=DAY_MS)
    act(story, seller, "cancel", made[1])
    story.flush(after_ms=2 * DAY_MS)
    for _ in range(25):
        story.flush(after_ms=DAY_MS)
    return story


def outages() -> Story:
    """No seal for days: the deadlines of people get one more day, once."""
    story = Story.found()
    seller = story.founder
    (anna,) = story.people_named("anna")
    garden = offer(story, seller, ("hour", 60))
    story.flush()
    place(story, anna, garden)
    second = place(story, anna, garden).id
    story.flush()
    act(story, seller, "accept", second)
    act(story, seller, "deliver", second)
    story.flush()
    story.flush(after_ms=8 * DAY_MS)
    story.flush(after_ms=DAY_MS)
    return story


HISTORIES = {"listings": listings, "orders": orders, "debts": debts, "outages": outages}
