# SPDX-License-Identifier: AGPL-3.0-or-later
"""Proposals, ballots, and who seals, for results_council.json."""

from __future__ import annotations

from typing import Any

from ledger.event import Event
from ledger.rulebook.parity import get_version
from ledger.units import DAY_MS
from tests.helpers.builders import Person, blob_of
from tests.vectors.histories_money import NOWHERE
from tests.vectors.story import Story


def propose(
    story: Story, person: Person, form: str, content: dict[str, Any], outcome: str = "applied", **more: Any
) -> Event:
    body = {"form": form, "title": blob_of("title"), "text": b"", "duration": 7 * DAY_MS, "content": content}
    return story.put(person, "proposal", outcome, **{**body, **more})


def vote(story: Story, proposal: Event, choice: str, *people: Person) -> None:
    for person in people:
        story.put(person, "ballot", proposal=proposal.id, choice=choice)


def rows_of(*people: Person) -> list[list[bytes]]:
    return [[person.account, person.node] for person in people]


def proposals() -> Story:
    story = Story.found(parameters={"proposal.open-max": 3})
    mayor = story.founder
    anna, ben, cleo = story.people_named("anna", "ben", "cleo")
    text = propose(story, anna, "text", {}, text=blob_of("long"))
    fraction = {"asset": "kg", "numerator": 3, "denominator": 2}
    parity = propose(story, anna, "parity", fraction)
    role = propose(story, anna, "role", {"account": ben.account, "role": "mediator", "grant": True})
    propose(story, anna, "text", {}, "limit")
    propose(story, ben, "text", {"more": 1}, "malformed")
    propose(story, ben, "poem", {}, "malformed")
    propose(story, ben, "text", {}, "bounds", duration=DAY_MS - 1)
    propose(story, ben, "text", {}, "bounds", duration=61 * DAY_MS)
    propose(story, ben, "parity", {**fraction, "asset": "gold"}, "no such object")
    propose(story, ben, "parity", {**fraction, "asset": "kwh"}, "not allowed")
    propose(story, ben, "parity", {**fraction, "numerator": 0}, "malformed")
    propose(story, ben, "role", {"account": ben.account, "role": "witness", "grant": True}, "not allowed")
    propose(story, ben, "role", {"account": NOWHERE, "role": "agent", "grant": True}, "no such object")
    propose(story, ben, "role", {"account": ben.account, "role": "agent", "grant": False}, "already done")
    propose(story, ben, "witnesses", {"witnesses": []}, "malformed")
    propose(story, ben, "witnesses", {"witnesses": rows_of(anna, anna)}, "malformed")
    propose(story, ben, "witnesses", {"witnesses": [[anna.account, ben.node]]}, "no such object")
    story.put(ben, "ballot", "no such object", proposal=NOWHERE, choice="for")
    story.put(ben, "ballot", "malformed", proposal=NOWHERE, choice="maybe")
    lost = propose(story, cleo, "parity", {"asset": "point", "numerator": 7, "denominator": 1})
    alone = propose(story, cleo, "text", {}, duration=DAY_MS)
    propose(story, mayor, "text", {}, duration=DAY_MS)
    story.flush()
    vote(story, text, "for", anna)
    vote(story, text, "against", ben)
    vote(story, text, "abstain", cleo)
    vote(story, parity, "for", anna, ben)
    vote(story, parity, "against", cleo)
    vote(story, role, "for", mayor)
    vote(story, lost, "against", anna)
    vote(story, lost, "for", mayor)
    story.flush()
    vote(story, text, "for", ben)
    story.flush()
    story.flush(after_ms=DAY_MS)
    story.put(anna, "ballot", "closed", proposal=alone.id, choice="for")
    story.flush()
    story.flush(after_ms=6 * DAY_MS)
    story.put(anna, "ballot", "closed", proposal=text.id, choice="for")
    before = get_version(story.state)
    story.flush(after_ms=DAY_MS)
    assert get_version(story.state) == before + 1
    # What is so already stays as it is.
    again = propose(story, anna, "role", {"account": mayor.account, "role": "mayor", "grant": False})
    story.put(mayor, "role.grant", account=anna.account, role="agent")
    story.flush()
    vote(story, again, "for", anna, ben)
    given = propose(story, ben, "role", {"account": cleo.account, "role": "agent", "grant": True})
    story.put(mayor, "role.grant", account=cleo.account, role="treasurer")
    story.flush()
    vote(story, given, "for", cleo)
    story.flush()
    story.put(mayor, "role.grant", account=cleo.account, role="agent")
    story.flush()
    story.flush(after_ms=9 * DAY_MS)
    story.put(mayor, "role.grant", "not allowed", account=ben.account, role="agent")
    story.flush()
    return story


def witnesses() -> Story:
    """One seals, then four by the mayor's word, then two by a decision; who is not ready is waited for."""
    story = Story.found()
    mayor = story.founder
    anna, ben, cleo = people = story.people_named("anna", "ben", "cleo")

    def choose(*list_of: Person, outcome: str = "applied", by: Person = mayor) -> Event:
        return story.put(by, "witnesses", outcome, witnesses=rows_of(*list_of))

    def ready(person: Person, outcome: str = "applied", **more: Any) -> None:
        story.add(story.sign_ready(person, **more), outcome)

    choose(anna, outcome="not allowed", by=anna)
    choose(anna, anna, outcome="malformed")
    choose(outcome="malformed")
    choose(mayor, outcome="already done")
    story.put(mayor, "witnesses", "no such object", witnesses=[[anna.account, ben.node]])
    story.flush()
    choose(mayor, anna)
    ready(anna, "not allowed", node=ben.node)
    ready(anna, "bad proof", rules=2)
    ready(anna, "malformed", rules=0)
    ready(ben)
    story.flush()
    # It waits for anna; the list as it is takes its place and changes nothing; then four are named.
    choose(mayor)
    story.flush()
    choose(mayor, anna, ben, cleo)
    story.flush()
    ready(cleo)
    story.flush(after_ms=DAY_MS)
    ready(anna)
    story.flush()
    ready(ben)
    story.flush()
    for _ in range(3):
        story.put(anna, "consent", topic="gifts", agree=True)
        story.flush()
    story.put(cleo, "node.remove", "wrong state", node=cleo.node)
    story.flush()
    # A node in no list any more when its list should come: the change lapses.
    (dora,) = story.people_named("dora")
    choose(mayor, outcome="not allowed")
    decided = propose(story, anna, "witnesses", {"witnesses": rows_of(dora, anna, ben)})
    story.flush()
    vote(story, decided, "for", *people)
    story.flush()
    story.flush(after_ms=8 * DAY_MS)
    story.put(dora, "node.remove", node=dora.node)
    story.flush(after_ms=DAY_MS)
    # Nobody is ready for a week: put back seven times, then it lapses.
    (emil,) = story.people_named("emil")
    late = propose(story, anna, "witnesses", {"witnesses": rows_of(emil, anna, ben, cleo)})
    story.flush()
    vote(story, late, "for", *people)
    story.flush()
    story.flush(after_ms=8 * DAY_MS)
    for _ in range(7):
        story.flush(after_ms=DAY_MS)
    fewer = propose(story, anna, "witnesses", {"witnesses": rows_of(anna)})
    story.flush()
    vote(story, fewer, "for", *people)
    story.flush()
    story.flush(after_ms=8 * DAY_MS)
    ready(emil)
    story.flush()
    story.put(mayor, "node.remove", node=mayor.node)
    story.put(emil, "consent", topic="gifts", agree=True)
    story.flush()
    return story


def rules() -> Story:
    """The next version: refused, waited for, lapsed, decided again. The last height is of the first rules."""
    story = Story.found(parameters={"proposal.open-max": 3})
    mayor = story.founder
    people = (mayor, *story.people_named("anna", "ben", "cleo"))
    anna, ben, cleo = people[1:]

    def ready(*who: Person, rules: int) -> None:
        for person in who:
            story.add(story.sign_ready(person, proven_rules=rules))
        story.flush()

    def decide(proposal: Event) -> None:
        """Executed with the next seal."""
        vote(story, proposal, "for", *people)
        story.flush()
        story.flush(after_ms=7 * DAY_MS)
        story.put(anna, "consent", topic="gifts", agree=True)
        story.flush(after_ms=DAY_MS - 60_000)

    ready(anna, ben, cleo, rules=1)
    story.put(mayor, "witnesses", witnesses=rows_of(*people))
    story.flush()
    story.put(ben, "consent", topic="gifts", agree=True)
    story.flush()
    for content, outcome in (
        ({}, "malformed"), ({"rules": "2"}, "malformed"), ({"rules": 0}, "malformed"),
        ({"rules": 1}, "already done"), ({"rules": 3}, "bounds"), ({"rules": 2**53}, "bounds"),
    ):  # fmt: skip
        propose(story, ben, "rules", content, outcome)
    first = propose(story, anna, "rules", {"rules": 2})
    story.flush()
    decide(first)
    # Nobody has them for a month: put back thirty times, then it lapses.
    for _ in range(32):
        story.flush(after_ms=DAY_MS)
    second, third = propose(story, anna, "rules", {"rules": 2}), propose(story, ben, "rules", {"rules": 2})
    story.flush()
    vote(story, third, "for", *people)
    decide(second)
    story.flush(after_ms=60_000)
    # Two of four are no quorum, whoever else says so; an older word and older rules do not count.
    (dora,) = story.people_named("dora")
    ready(mayor, anna, dora, rules=2)
    ready(ben, rules=1)
    fourth = propose(story, cleo, "rules", {"rules": 2})
    story.flush(after_ms=DAY_MS)
    vote(story, fourth, "for", *people)
    ready(mayor, ben, rules=2)
    story.add(story.sign_ready(cleo, proven_rules=2))
    story.flush()
    # Raised two heights from there: what is asked meanwhile is judged by what was decided.
    propose(story, dora, "rules", {"rules": 2}, "already done")
    propose(story, dora, "rules", {"rules": 3}, "bounds")
    story.flush()
    return story


def checkpoints() -> Story:
    """64 heights, whose last one names the digest of the state before it; many tasks due at once."""
    story = Story.found(parameters={"proposal.duration-min-ms": 1, "proposal.open-max": 100})
    for number in range(66):
        story.put(story.founder, "consent", topic="gifts", agree=bool(number % 2))
        story.flush()
    return story


HISTORIES = {"proposals": proposals, "witnesses": witnesses, "rules": rules, "a checkpoint": checkpoints}
