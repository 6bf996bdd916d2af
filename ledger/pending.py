# SPDX-License-Identifier: AGPL-3.0-or-later
"""What a wallet shows as pending: the fold continued over what no seal covers yet.

    sealed state ── first events, in the next seal's order ──> shown ── what came since, as it came ──> shown

After each seal all is folded anew in the order rule; between two seals only what is new is executed: a payer
with hundreds of waiting acts does not execute them all again at each of them. What is shown is a promise.
The law: nothing here changes what a seal will do.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import islice

from ledger.dag import Cut, Dag
from ledger.event import Event
from ledger.execute import Execution, execute_pending
from ledger.rulebook.book import BOOK, Book
from ledger.state import State, get_chain
from ledger.units import EventId, Key

Order = Callable[[Cut], tuple[EventId, ...]]


class PendingFold:
    """The pending picture of one copy. Forgets itself with the sealed state it stands on."""

    def __init__(self, book: Book = BOOK) -> None:
        self._book = book
        self._begin(None, 0)

    def _begin(self, state: State | None, left: int) -> None:
        self._base, self._left = state, left
        self._seen = 0
        """So many of the pending events, in stored order, were judged."""
        self._chosen: dict[EventId, Event] = {}
        self._slots: set[tuple[Key, int]] = set()
        self._execution: Execution | None = None

    def get(self, state: State, dag: Dag, *, order: Order, commune: EventId, now_ms: int) -> Execution:
        """The picture now. O(what came since the last call), or O(pending) after a seal.

        Args:
            state: after the last seal.
            order: the total order of a cut under the last seal's draw.
        """
        if self._base is not state or self._left != dag.left:
            self._begin(state, dag.left)
        fresh = list(self._take(dag))
        now = max(now_ms, get_chain(state).seal_ms + 1)
        if self._execution is None:
            ordered = order(Cut(events=dict(self._chosen), heads=()))
            events = [self._chosen[event_id] for event_id in ordered]
            self._execution = execute_pending(state, events, commune=commune, now_ms=now, book=self._book)
        elif fresh:
            self._execution = _extend(self._execution, fresh, self._book, commune=commune, now_ms=now)
        return self._execution

    def _take(self, dag: Dag) -> Iterable[Event]:
        """What can be shown of what is new: one event a slot, after all it names.

        What was passed over stays so: its past is older than itself, and was passed over before.
        """
        fresh = list(islice(reversed(dag.events.values()), len(dag) - self._seen))
        self._seen = len(dag)
        for event in reversed(fresh):
            if (event.author, event.seq) in self._slots:
                continue
            if all(parent in self._chosen for parent in event.parents if parent in dag.events):
                self._chosen[event.id] = event
                self._slots.add((event.author, event.seq))
                yield event


def _extend(
    before: Execution, events: Sequence[Event], book: Book, *, commune: EventId, now_ms: int
) -> Execution:
    more = execute_pending(before.state, events, commune=commune, now_ms=now_ms, book=book)
    return Execution(
        state=more.state,
        results=before.results + more.results,
        touched=before.touched + more.touched,
        ran_tasks=False,
    )
