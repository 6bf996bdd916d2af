# SPDX-License-Identifier: AGPL-3.0-or-later
"""Members who leave, what keeps them, and what is left of them; for results_leaving.json."""

from __future__ import annotations

from typing import Any

from ledger import calendar
from ledger.event import Event
from ledger.rulebook.parity import get_version
from ledger.rulebook.settlement import SETTLEMENTS
from ledger.units import DAY_MS, FUND, HOUR_MS
from tests.helpers.builders import OFFSETS, Person, blob_of, listing_body, meter_body
from tests.vectors import histories_council
from tests.vectors.histories_money import NOWHERE, pay
from tests.vectors.story import Story

_FREE = {"guarantee.partners": 1}


def leave(
    story: Story, person: Person, outcome: str = "applied", to: bytes = FUND, *, erase: bool = False
) -> Event:
    return story.on_paper(person, "resident.leave", outcome, to=to, erase=erase)


def log(story: Story, person: Person, to: bytes, outcome: str = "applied") -> Event:
    body: dict[str, Any] = {
        "beneficiary": to, "seconds": 600, "from": story.now_ms - HOUR_MS, "memo": b"", "category": "",
    }  # fmt: skip
    return story.put(person, "service.log", outcome, **body)


def propose(story: Story, person: Person, form: str, outcome: str = "applied", **content: Any) -> Event:
    """For a day, under the title of its form."""
    more = {"title": blob_of(form), "duration": DAY_MS}
    return histories_council.propose(story, person, form, content, outcome, **more)


def whom() -> Story:
    """To whom, by which key; a newcomer's debts go to its sponsor, the rest where it says."""
    story = Story.found(parameters={"guarantee.partners": 2})
    mayor = story.founder
    anna, ben, cleo = story.people_named("anna", "ben", "cleo")
    pay(story, anna, ben.account, 3_000)
    story.put(anna, "transfer", to=ben.account, asset="kg", amount=700, purpose="", memo=b"")
    story.flush()
    story.put(ben, "pot.move", **{"from": "current", "to": "time-savings", "asset": "hour", "amount": 900})
    story.put(ben, "pot.move", **{"from": "current", "to": "env.serre", "asset": "kg", "amount": 300})
    story.put(ben, "resident.leave", "not allowed", to=FUND, erase=False)
    leave(story, ben, "self", ben.account)
    leave(story, ben, "no such object", NOWHERE)
    story.on_paper(ben, "resident.leave", "malformed", to=b"issue", erase=False)
    story.on_paper(ben, "resident.leave", "malformed", to=FUND)
    story.flush()
    leave(story, anna, to=cleo.account, erase=True)
    story.flush()
    leave(story, ben, "gone", anna.account)
    leave(story, ben, to=cleo.account)
    story.flush()
    # Nothing reaches who left; all that it signs is void and counts.
    pay(story, cleo, ben.account, 60, "gone")
    log(story, cleo, ben.account, "gone")
    story.put(cleo, "directive", "gone", entries=[["buyer", anna.account, 0, 0, 0]], rest="fund")
    story.put(mayor, "role.grant", "gone", account=anna.account, role="officer")
    story.put(mayor, "role.revoke", "gone", account=anna.account, role="officer")
    propose(story, cleo, "role", "gone", account=anna.account, role="officer", grant=True)
    story.put(ben, "consent", "revoked", topic="gifts", agree=True)
    story.on_paper(ben, "key.revoke", "revoked", key=ben.key)
    story.flush()
    story.flush()
    # A third one returns its hours to the fund, and a fourth takes the empty seat.
    leave(story, cleo)
    story.flush()
    story.people_named("dora")
    return story


def sponsors() -> Story:
    """Who answers for guests; an invitation of who left; a guest that nobody answers for."""
    story = Story.found(parameters=_FREE)
    mayor = story.founder
    anna, ben, cleo = story.people_named("anna", "ben", "cleo")
    pay(story, ben, anna.account, 60)
    story.flush()
    (guest, other) = story.people_named("guest", "other", sponsor=anna)
    late = story.add(story.sign_invitation(anna, "late"))
    pay(story, guest, cleo.account, 30)
    story.flush()
    leave(story, anna, "guaranteed")
    story.flush()
    pay(story, cleo, guest.account, 30)
    story.flush()
    leave(story, anna)
    story.flush()
    story.add(story.sign_join(story.newcomer("late", late.id), late.id), "gone")
    pay(story, other, ben.account, 1, "floor")
    story.flush()
    pay(story, ben, other.account, 90)
    pay(story, mayor, other.account, 5)
    story.flush()
    pay(story, other, cleo.account, 600)
    story.flush()
    leave(story, other, "balance")
    story.flush()
    pay(story, cleo, other.account, 505)
    story.flush()
    leave(story, other, to=guest.account)
    story.flush()
    leave(story, guest)
    story.flush()
    story.seal()
    return story


def duties() -> Story:
    """Orders, hours, locks; the mayor and who seals; votes taken back."""
    story = Story.found(parameters={**_FREE, "proposal.role-quorum-percent": 0, "proposal.delay-ms": 1})
    mayor = story.founder
    anna, ben = story.people_named("anna", "ben")
    leave(story, mayor, "successor")
    listing = story.put(anna, "listing.add", **listing_body(("hour", 60)))
    story.put(anna, "listing.add", **listing_body(("kg", 1), side="need"))
    service = log(story, ben, anna.account)
    story.flush()
    order = story.put(ben, "order.place", listing=listing.id, quantity=1, parity=get_version(story.state))
    story.put(mayor, "role.grant", account=anna.account, role="agent")
    story.put(anna, "allocation", shares={"roads": 100})
    story.put(anna, "consent", topic="gifts", agree=True)
    story.put(anna, "tariff", prices=[["hour", 7]])
    story.flush()
    leave(story, anna, "wrong state")
    leave(story, ben, "wrong state")
    story.flush()
    story.put(ben, "order.cancel", order=order.id)
    story.flush()
    leave(story, ben, "wrong state")
    story.flush()
    story.put(anna, "service.refuse", service=service.id)
    pay(story, mayor, anna.account, 500)
    story.flush()
    story.put(anna, "pot.move", **{"from": "current", "to": "env.a", "asset": "hour", "amount": 40})
    story.put(anna, "pot.lock", pot="env.a", until=story.now_ms + DAY_MS)
    question = propose(story, anna, "text")
    promotion = propose(story, mayor, "role", account=ben.account, role="mayor", grant=True)
    lost = propose(story, mayor, "role", account=anna.account, role="officer", grant=True)
    story.flush()
    leave(story, anna, "locked")
    story.flush()
    for proposal in (question, promotion, lost):
        for person, choice in ((anna, "for"), (ben, "for"), (mayor, "abstain")):
            story.put(person, "ballot", proposal=proposal.id, choice=choice)
    story.flush()
    closed = propose(story, anna, "text")
    story.flush(after_ms=DAY_MS // 2)
    story.put(anna, "ballot", proposal=closed.id, choice="against")
    story.flush(after_ms=DAY_MS // 2)
    seats = sorted([[mayor.account, mayor.node], [anna.account, anna.node]], key=lambda seat: seat[1])
    story.put(mayor, "witnesses", witnesses=seats)
    story.add(story.sign_ready(ben))
    story.flush()
    leave(story, anna, to=ben.account, erase=True)
    story.flush()
    story.flush(after_ms=DAY_MS)
    # The list that named her lapses, the office finds nobody; ben is a mayor too and takes the seal over.
    story.put(mayor, "witnesses", witnesses=[[ben.account, ben.node]])
    story.add(story.sign_ready(ben))
    story.flush()
    leave(story, mayor, "balance")
    story.flush()
    pay(story, ben, mayor.account, 500)
    leave(story, ben, "successor")
    story.flush()
    leave(story, mayor, to=ben.account)
    story.flush()
    (cleo,) = story.people_named("cleo", sponsor=ben)
    story.put(cleo, "directive", entries=[["buyer", ben.account, 0, 0, 0]], rest="fund")
    story.flush()
    story.seal()
    return story


def roofs() -> Story:
    """A day of its meter that waits keeps its owner; afterwards nobody speaks for the meter."""
    story = Story.found(parameters={**_FREE, "meter.founder-certifies-below": 100})
    mayor = story.founder
    anna, ben = story.people_named("anna", "ben")
    pay(story, ben, anna.account, 60)
    story.put(mayor, "role.grant", account=ben.account, role="technician")
    today = calendar.civil_day_start(tuple((at, minutes) for at, minutes in OFFSETS), story.now_ms)
    meter = story.put(anna, "meter.register", **meter_body(anna, **{"from": today}))
    spare = story.put(
        anna, "meter.register", **meter_body(anna, device=blob_of("spare"), **{"from": today, "index": 5})
    )
    story.put(ben, "directive", entries=[["gift", anna.account, 500, 0, 2**50]], rest="savings")
    story.put(anna, "pot.lock", pot="energy-savings", until=story.now_ms + 2 * DAY_MS)
    story.flush()
    story.put(mayor, "meter.certify", meter=meter.id)
    story.flush(after_ms=DAY_MS)
    story.add(story.sign_reading(anna, meter.id, (today, today + DAY_MS), (0, 4_000)))
    story.flush()
    leave(story, anna, "wrong state", ben.account)
    story.flush()
    story.at(min(row.due_ms for _, row in story.state.items(SETTLEMENTS) if not row.is_done))
    leave(story, anna, "locked", ben.account)
    story.flush()
    # Late: a day that was settled is minted at the next settlement, so it waits too.
    gap = (today + 2 * DAY_MS, today + 3 * DAY_MS)
    story.at(gap[1] + HOUR_MS)
    story.add(story.sign_reading(anna, meter.id, gap, (4_000, 5_000)), "applied:quarantined")
    story.flush()
    leave(story, anna, to=ben.account)
    story.flush()
    repair = {"meter": meter.id, "at": today + DAY_MS, "index": 4_000}
    story.put(ben, "meter.repair", "gone", **repair)
    story.put(ben, "meter.certify", "gone", meter=spare.id)
    story.flush()
    # A gift to who left is none.
    roof = story.put(ben, "meter.register", **meter_body(ben, **{"from": gap[0]}))
    story.flush()
    story.put(mayor, "meter.certify", meter=roof.id)
    story.flush()
    story.add(story.sign_reading(ben, roof.id, gap, (0, 900)))
    story.flush()
    story.at(min(row.due_ms for _, row in story.state.items(SETTLEMENTS) if not row.is_done))
    story.seal()
    return story


HISTORIES = {"whom": whom, "sponsors": sponsors, "duties": duties, "roofs": roofs}
