# SPDX-License-Identifier: AGPL-3.0-or-later
"""A version 2 of the rules that no program ships: the first with one kind more and one kind changed.

greeting    new: anybody says it; unknown under version 1
consent     changed: saying what one has said already is void (`already done`)
"""

from __future__ import annotations

from collections.abc import Iterable

from ledger.errors import Reason
from ledger.rulebook.book import BOOK, Book, Rules
from ledger.rulebook.membership import CONSENTS
from ledger.rulebook.rule import Call, Rule, check_that, text
from ledger.state import Draft, get_chain, get_decided_rules
from ledger.units import DAY_MS, EventId
from tests.helpers.builders import Village
from tests.helpers.hamlet import Hamlet, copy_of

GREETING = "greeting"


def _apply_greeting(draft: Draft, call: Call) -> None:
    draft.put(CONSENTS, (call.account, GREETING), True)


def _apply_consent(draft: Draft, call: Call) -> None:
    place = (call.account, call.body["topic"])
    check_that(draft.get(CONSENTS, place) != call.body["agree"], Reason.ALREADY_DONE)
    _FIRST.kinds["consent"].apply(draft, call)


_FIRST = BOOK.get(1)
LATER: Rules = Rules(
    kinds={
        **_FIRST.kinds,
        GREETING: Rule(schema={"words": text(40)}, apply=_apply_greeting),
        "consent": Rule(schema=_FIRST.kinds["consent"].schema, apply=_apply_consent),
    },
    due=_FIRST.due,
    rearmed=_FIRST.rearmed,
)
LATER_BOOK = Book({1: _FIRST, 2: LATER})
"""What the program of a later year can execute."""


def later(hamlet: Hamlet) -> Hamlet:
    """The founder has the program of a later year."""
    hamlet.main = copy_of(hamlet.main, book=LATER_BOOK)
    return hamlet


def ask_for_rules(village: Village, rules: int, duration_ms: int = DAY_MS) -> EventId:
    """Proposed by the founder, voted by all."""
    body = {
        "form": "rules", "title": bytes(32), "text": b"", "duration": duration_ms,
        "content": {"rules": rules},
    }  # fmt: skip
    asked = village.sign(village.founder, "proposal", body)
    village.seal(asked, expect="applied")
    ballot = {"proposal": asked.id, "choice": "for"}
    village.seal(
        *(village.sign(person, "ballot", ballot) for person in village.people.values()), expect="applied"
    )
    return asked.id


def decide_rules(village: Village, rules: int = 2, ready: Iterable[str] = ("mairie",)) -> None:
    """Decided by the last seal, for two heights from there: asked, voted, and the list is ready."""
    ask_for_rules(village, rules)
    village.seal(after_ms=DAY_MS)
    words = [village.sign_ready(village.people[name], proven_rules=rules) for name in ready]
    village.seal(*words, after_ms=DAY_MS, expect="applied")
    assert get_decided_rules(village.state) == rules
    assert get_chain(village.state).rules == rules - 1


def raise_rules(village: Village, rules: int = 2, ready: Iterable[str] = ("mairie",)) -> None:
    """Decided, and the height that certifies it is sealed: the next one is executed under the new rules."""
    decide_rules(village, rules, ready)
    village.seal()
