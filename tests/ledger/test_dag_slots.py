# SPDX-License-Identifier: AGPL-3.0-or-later
"""What a copy remembers between two questions about its pending acts is what it would find anew.

Drawn: acts at the end of somebody's chain or beside it (forks, forks of forks), on one copy or on both, in
any order; seals that take one branch and bury the others; a restart. Asked after some of them only.
"""

from __future__ import annotations

from hypothesis import example, given, settings
from hypothesis import strategies as st

from ledger.event import Event
from ledger.pending import PendingFold
from ledger.replica import Replica
from ledger.units import EventId, Key
from tests.helpers.builders import Person
from tests.helpers.hamlet import Hamlet, follow, give, settled

PEOPLE = ("anna", "ben")
ACTS = st.tuples(
    st.just("act"), st.sampled_from(PEOPLE), st.integers(0, 3), st.sampled_from(("main", "copy", "both"))
)
STEPS = st.one_of(
    ACTS,
    ACTS,
    ACTS,
    *2 * [st.tuples(st.just("ask"))],
    st.tuples(st.just("seal")),
    st.tuples(st.just("restart")),
)


def walk(replica: Replica, key: Key) -> tuple[int, EventId] | None:
    """The next slot as a copy without a memory finds it."""
    found = replica.dag.get_chain_start(key, replica.state)
    if found is None:
        return None
    for event in replica.dag.follow(key, *found):
        found = event.seq + 1, event.id
    return found


def check(hamlet: Hamlet, replica: Replica) -> None:
    for person in hamlet.people.values():
        assert replica.get_next_slot(person.key) == walk(replica, person.key)
    shown = replica.get_pending(hamlet.now_ms)
    anew = PendingFold().get(
        replica.state, replica.dag, order=replica._order, commune=hamlet.commune, now_ms=hamlet.now_ms
    )
    assert {result.id for result in shown.results} == {result.id for result in anew.results}


class Village:
    """Two copies of one village: the witness's, and another that meets things in another order."""

    def __init__(self) -> None:
        self.hamlet = settled(*PEOPLE)
        self.copies = {"main": self.hamlet.main, "copy": self.hamlet.copy()}
        self._chains: dict[str, list[Event]] = {name: [] for name in PEOPLE}
        self._amount = 0

    def act(self, name: str, back: int, where: str) -> None:
        """Sign after somebody's latest act, or after one further back: then beside what follows that one."""
        person: Person = self.hamlet.people[name]
        chain = self._chains[name]
        before = chain[-1 - back] if back < len(chain) else None
        seq, prev = (person.seq + 1, person.prev) if before is None else (before.seq + 1, before.id)
        self._amount += 1
        event = self.hamlet.sign(person, "transfer", self._body(), seq=seq, prev=prev)
        chain.append(event)
        for copy, replica in self.copies.items():
            if where in (copy, "both"):
                give(replica, event)

    def _body(self) -> dict[str, object]:
        to = self.hamlet.founder.account
        return {"to": to, "asset": "hour", "amount": self._amount, "purpose": "", "memo": b""}

    def seal(self) -> None:
        if self.hamlet.main.dag.events:
            self.hamlet.seal()
            follow(self.copies["copy"], self.hamlet.main)

    def restart(self) -> None:
        for replica in self.copies.values():
            replica.reload()

    def ask(self) -> None:
        for replica in self.copies.values():
            check(self.hamlet, replica)


@settings(max_examples=60)
@given(st.lists(STEPS, max_size=40))
@example([("act", "anna", 0, "main"), ("act", "anna", 1, "copy"), ("ask",), ("seal",), ("ask",)])
def test_what_is_remembered_of_a_chain_is_what_a_walk_finds(steps: list[tuple[str, ...]]):
    village = Village()
    for name, *arguments in steps:
        getattr(village, name)(*arguments)
    village.ask()


def test_a_question_after_many_acts_looks_at_the_new_ones_alone():
    hamlet = settled("anna")
    anna, dag = hamlet.people["anna"], hamlet.main.dag
    give(hamlet.main, *(hamlet.transfer(anna, hamlet.founder.account, 1) for _ in range(50)))
    assert dag.get_next_slot(anna.key, hamlet.state) == (anna.seq + 1, anna.prev)
    looked: list[tuple[Key, int]] = []
    find = dag.get_live
    dag.get_live = lambda key, seq: looked.append((key, seq)) or find(key, seq)  # type: ignore[method-assign]
    one = hamlet.transfer(anna, hamlet.founder.account, 1)
    give(hamlet.main, one)
    looked.clear()
    assert dag.get_next_slot(anna.key, hamlet.state) == (one.seq + 1, one.id)
    assert [seq for _, seq in looked] == [one.seq, one.seq + 1]
    hamlet.seal()
    looked.clear()
    assert hamlet.main.get_next_slot(anna.key) == (one.seq + 1, one.id)
    assert [seq for _, seq in looked] == [one.seq + 1]
