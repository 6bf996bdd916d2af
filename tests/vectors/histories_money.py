# SPDX-License-Identifier: AGPL-3.0-or-later
"""Payments, savings, the fund and hours of help, for results_money.json."""

from __future__ import annotations

from typing import Any

from ledger.event import Event
from ledger.limits import ENVELOPES_MAX, INTEGER_MAX, SERVICES_DAY_MAX
from ledger.units import DAY_MS, HOUR_MS
from tests.helpers.builders import Person, blob_of
from tests.vectors.story import Story

NOWHERE = bytes(31) + b"\x01"
FUND = b"fund"


def pay(
    story: Story, person: Person, to: bytes, amount: int, outcome: str = "applied", **changes: Any
) -> Event:
    body = {"to": to, "asset": "hour", "amount": amount, "purpose": "", "memo": b"", **changes}
    return story.put(person, "transfer", outcome, **body)


def payments() -> Story:
    """Credit, its floors, the sponsor's answer for a guest, gifts, and what a payment is refused for."""
    story = Story.found()
    mayor = story.founder
    anna, ben, cleo, dora = story.people_named("anna", "ben", "cleo", "dora")
    pay(story, anna, ben.account, 18_000)
    pay(story, anna, ben.account, 1, "floor")
    pay(story, ben, cleo.account, 3_600, memo=blob_of("merci"), purpose="entraide")
    pay(story, ben, FUND, 250)
    pay(story, ben, cleo.account, 10, purpose="don")
    pay(story, dora, anna.account, 7, asset="kg")
    story.flush()
    for body, outcome in (
        ({"to": anna.account}, "self"),
        ({"asset": "gold"}, "no such object"),
        ({"purpose": "impôt"[:4]}, "malformed"),
        ({"purpose": "bribe"}, "purpose"),
        ({"to": NOWHERE}, "no such object"),
        ({"asset": "kwh"}, "balance"),
        ({"asset": "point", "to": FUND}, "balance"),
        ({"amount": 0}, "malformed"),
        ({"amount": INTEGER_MAX}, "overflow"),
        ({"to": b"issue"}, "malformed"),
    ):
        pay(story, anna, **{"to": ben.account, "amount": 1, "outcome": outcome, **body})
    story.flush(after_ms=5_000)
    # Guests' debts are the sponsor's: the mayor's floor is five hours and one an extra partner.
    pay(story, cleo, dora.account, 14_000, "floor")
    pay(story, mayor, dora.account, 3_000, "floor")
    pay(story, anna, FUND, 1, "floor")
    story.flush()
    pay(story, ben, anna.account, 15_000)
    story.flush()
    for person in (anna, ben, cleo):
        pay(story, person, dora.account, 60)
    story.flush()
    # Three partners: dora is nobody's guest any more, and goes deeper alone.
    pay(story, dora, mayor.account, 20_000)
    pay(story, dora, anna.account, 20_000, "floor")
    story.flush(after_ms=31 * DAY_MS)
    pay(story, mayor, ben.account, 3, purpose="don")
    story.flush(after_ms=400 * DAY_MS)
    pay(story, ben, FUND, 1)
    story.flush()
    story.seal()
    return story


def small_change() -> Story:
    """A gift worth less than a watt-hour, and one of an asset that was never given a worth."""
    story = Story.found(parities=[["kg", 1, 3]])
    (anna,) = story.people_named("anna")
    pay(story, anna, FUND, 1, asset="kg")
    pay(story, anna, FUND, 1, asset="hour")
    pay(story, story.founder, anna.account, 7, asset="kg", purpose="don")
    story.flush()
    return story


def allocations() -> Story:
    story = Story.found()
    (anna,) = story.people_named("anna")
    shares = {"pensions": 50, "roads": 45, "canteen": 5, "energy": 0}
    story.put(anna, "allocation", shares=shares)
    story.put(anna, "allocation", "no such object", shares={"castle": 100})
    story.put(anna, "allocation", "shares", shares={"roads": 95, "energy": 4, "canteen": 1})
    story.put(anna, "allocation", "shares", shares={"roads": 95})
    story.put(anna, "allocation", "malformed", shares={"roads": 105})
    story.put(story.founder, "allocation", shares={"security": 100})
    story.flush()
    story.put(anna, "allocation", shares={"startups": 100})
    story.flush()
    return story


def savings() -> Story:
    story = Story.found()
    mayor = story.founder
    anna, ben, cleo = story.people_named("anna", "ben", "cleo")
    pay(story, ben, anna.account, 9_000)
    pay(story, cleo, mayor.account, 6_000)
    story.flush()

    def move(source: str, target: str, amount: int, outcome: str = "applied", asset: str = "hour") -> None:
        story.put(
            anna, "pot.move", outcome, **{"from": source, "to": target, "asset": asset, "amount": amount}
        )

    def lock(pot: str, days: int, outcome: str = "applied") -> None:
        story.put(anna, "pot.lock", outcome, pot=pot, until=story.now_ms + 1_000 + days * DAY_MS)

    move("current", "time-savings", 2_000)
    move("current", "current", 1, "self")
    move("current", "env.a", 1, "no such object", "gold")
    move("current", "energy-savings", 1, "not allowed")
    move("current", "time-savings", 1, "not allowed", "kg")
    move("current", "pension", 1, "not allowed")
    move("pension", "current", 1, "locked")
    move("current", "env.a", 7_001, "balance")
    move("current", "mine", 1, "malformed")
    move("time-savings", "current", 500)
    move("current", "energy-savings", 1, "balance", "kwh")
    lock("time-savings", 30)
    lock("time-savings", 29, "locked")
    lock("time-savings", 31)
    lock("current", 1, "not allowed")
    lock("pension", 1, "not allowed")
    lock("env.b", 0, "expired")
    lock("env.b", 3_651, "bounds")
    lock("fund", 1, "malformed")
    move("time-savings", "current", 1, "locked")
    for number in range(ENVELOPES_MAX - 1):
        move("current", f"env.{number}", 10)
    lock("env.b", 2)
    move("current", "env.more", 1, "limit")
    lock("env.more", 1, "limit")
    move("env.3", "current", 10)
    lock("env.more", 1)
    story.flush()
    # What one answers for is not hidden in savings.
    pay(story, ben, anna.account, 8_000)
    story.flush()
    pay(story, cleo, anna.account, 4_600)
    story.flush()
    body = {"from": "current", "to": "time-savings", "asset": "hour", "amount": 6_000}
    story.put(mayor, "pot.move", "floor", **body)
    story.flush()
    move("time-savings", "current", 1)
    story.flush(after_ms=31 * DAY_MS)
    return story


def help_hours() -> Story:
    story = Story.found()
    mayor = story.founder
    anna, ben, cleo, dora = story.people_named("anna", "ben", "cleo", "dora")
    story.now_ms += 3 * DAY_MS
    pay(story, anna, ben.account, 60)
    story.flush()
    start = story.now_ms - 20 * HOUR_MS

    def log(person: Person, beneficiary: bytes, outcome: str = "applied", **changes: Any) -> Event:
        body = {
            "beneficiary": beneficiary,
            "seconds": 3_600,
            "from": start,
            "memo": b"",
            "category": "",
            **changes,
        }
        return story.put(person, "service.log", outcome, **body)

    def end(person: Person, kind: str, service: bytes, outcome: str = "applied") -> None:
        story.put(person, f"service.{kind}", outcome, service=service)

    one = log(anna, ben.account, memo=blob_of("bois"), category="garden")
    two = log(anna, ben.account, **{"from": start + HOUR_MS})
    night = log(anna, FUND, **{"from": start + 10 * HOUR_MS, "seconds": 28_800})
    log(anna, cleo.account, **{"from": start + 2 * HOUR_MS})
    log(anna, anna.account, "self")
    log(anna, NOWHERE, "no such object")
    log(anna, ben.account, "too early", **{"from": story.now_ms})
    log(anna, ben.account, "too old", **{"from": story.now_ms - 91 * DAY_MS})
    log(anna, cleo.account, "overlap", **{"from": start + 1_800_000})
    log(anna, cleo.account, "limit", **{"from": start - 50 * HOUR_MS, "seconds": 86_400})
    log(anna, cleo.account, "malformed", seconds=59)
    debt = log(cleo, dora.account, seconds=21_600)
    story.flush()
    end(ben, "confirm", NOWHERE, "no such object")
    end(cleo, "confirm", one.id, "not allowed")
    end(ben, "confirm", one.id)
    end(ben, "confirm", one.id, "closed")
    end(cleo, "refuse", two.id, "not allowed")
    end(cleo, "refuse", NOWHERE, "no such object")
    end(cleo, "cancel", two.id, "not allowed")
    end(dora, "confirm", debt.id, "floor")
    story.flush()
    end(ben, "refuse", two.id)
    end(ben, "refuse", two.id, "closed")
    end(ben, "refuse", night.id, "not allowed")
    end(ben, "confirm", night.id, "applied:waits")
    end(ben, "confirm", night.id, "already done")
    story.flush()
    end(anna, "cancel", NOWHERE, "no such object")
    end(anna, "cancel", two.id, "closed")
    end(anna, "confirm", night.id, "not allowed")
    end(cleo, "confirm", night.id, "already done")
    again = log(anna, ben.account, **{"from": start + HOUR_MS})
    story.flush()
    end(anna, "cancel", again.id)
    end(mayor, "confirm", night.id)
    end(cleo, "confirm", night.id, "closed")
    story.flush()
    for kind, person in (("confirm", anna), ("refuse", anna), ("cancel", anna), ("log", anna)):
        story.put(person, f"service.{kind}", "malformed", more=1)
    for number in range(SERVICES_DAY_MAX):
        log(cleo, FUND, **{"from": start - 48 * HOUR_MS + number * 60_000, "seconds": 60})
    log(cleo, FUND, "limit", **{"from": start - 47 * HOUR_MS, "seconds": 60})
    story.flush()
    story.flush(after_ms=30 * DAY_MS)
    return story


def mutual_help() -> Story:
    """Two who confirm each other's work for the commune are not believed; an officer, once there is one."""
    story = Story.found()
    mayor = story.founder
    anna, ben, cleo = story.people_named("anna", "ben", "cleo")
    story.put(mayor, "role.grant", account=ben.account, role="officer")
    story.now_ms += 3 * DAY_MS
    story.flush()
    start = story.now_ms - 30 * HOUR_MS

    def work(person: Person, number: int) -> Event:
        body = {
            "beneficiary": FUND, "seconds": 1_800, "from": start + number * HOUR_MS,
            "memo": b"", "category": "",
        }  # fmt: skip
        return story.put(person, "service.log", **body)

    first, second = work(anna, 0), work(cleo, 1)
    story.flush()
    story.put(cleo, "service.confirm", "applied:waits", service=first.id)
    story.put(mayor, "service.refuse", "not allowed", service=first.id)
    story.put(ben, "service.confirm", "applied:waits", service=second.id)
    story.flush()
    story.put(ben, "service.confirm", service=first.id)
    story.put(anna, "service.confirm", service=second.id)
    story.flush()
    third, fourth = work(anna, 2), work(anna, 3)
    story.flush()
    story.put(cleo, "service.confirm", "not allowed", service=third.id)
    story.put(ben, "service.confirm", "applied:waits", service=third.id)
    story.put(mayor, "service.confirm", "applied:waits", service=fourth.id)
    story.flush()
    story.put(ben, "service.refuse", service=fourth.id)
    story.flush()
    # What the only officer did: the mayor speaks, and for nobody else.
    fifth, sixth = work(ben, 4), work(ben, 5)
    story.flush()
    story.put(ben, "service.confirm", "not allowed", service=fifth.id)
    story.put(anna, "service.refuse", "not allowed", service=sixth.id)
    story.put(anna, "service.confirm", "applied:waits", service=fifth.id)
    story.put(mayor, "service.refuse", service=sixth.id)
    story.flush()
    story.put(cleo, "service.confirm", "already done", service=fifth.id)
    story.flush()
    story.put(mayor, "service.confirm", service=fifth.id)
    story.flush()
    # An outage: hours that would have lapsed in it may be confirmed for one more day.
    story.flush(after_ms=40 * DAY_MS)
    story.flush(after_ms=2 * DAY_MS)
    return story


HISTORIES = {
    "payments": payments, "small change": small_change,
    "allocations": allocations, "savings": savings, "hours of help": help_hours,
    "work for the commune": mutual_help,
}  # fmt: skip
