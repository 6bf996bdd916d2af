# SPDX-License-Identifier: AGPL-3.0-or-later
"""A decision that waits until the nodes it counts on have said that they are ready.

    decided ── its task (due) ──> changed
                  │    ▲
                  └────┘ 24 h later, so many times at most; at once when the word that was lacking is said
                  └─────────────> lapsed

Not here: whose word is needed and what is changed, the rules (`raising`) or who seals (`witnesses`).
The law: a decision that waits has one task, at its due instant; one that ended or was replaced has none.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any, ClassVar, Final, Generic, Protocol, TypeVar

from ledger import limits
from ledger.rulebook.rule import DueCall, add_task, drop_tasks
from ledger.state import ONLY, Draft, Readable, Table
from ledger.units import EventId

WAITS: Final = "waits"
CHANGED: Final = "changed"
LAPSED: Final = "lapsed"


class Decision(Protocol):
    """What waiting needs of a row."""

    __dataclass_fields__: ClassVar[dict[str, Any]]

    @property
    def by(self) -> EventId: ...
    @property
    def state(self) -> str: ...
    @property
    def attempts(self) -> int: ...
    @property
    def due_ms(self) -> int: ...


Row = TypeVar("Row", bound=Decision)


@dataclass(frozen=True, slots=True)
class Waiting(Generic[Row]):
    """How one kind of decision waits."""

    table: Table[str, Row]
    """The last one, waiting or not."""
    label: str
    """Of its task."""
    attempts_max: int
    """How often it waits one more day."""
    is_ready: Callable[[Readable, Row, int], bool]
    """Whether nobody's word lacks at an instant."""

    def find(self, state: Readable) -> Row | None:
        """The one that waits."""
        row = state.get(self.table, ONLY)
        return row if row is not None and row.state == WAITS else None

    def arm(self, draft: Draft, row: Row) -> None:
        """Let a decision be tried as soon as it can, in the place of one that waits."""
        self._drop(draft)
        draft.put(self.table, ONLY, row)
        add_task(draft, due_ms=row.due_ms, label=self.label, creator=row.by, subject=row.by)

    def hasten(self, draft: Draft, now_ms: int) -> None:
        """A word was said: if no other lacks, nobody waits for the rest of the day."""
        row = self.find(draft)
        if row is not None and row.due_ms > now_ms and self.is_ready(draft, row, now_ms):
            self._drop(draft)
            self._try_again(draft, row, now_ms)

    def lapse(self, draft: Draft) -> None:
        """The one that waits, if there is one, is overtaken."""
        row = self._drop(draft)
        if row is not None:
            self.end(draft, row, LAPSED)

    # --- when its task is due: each returns the state, which the result notes ------------------------------

    def get_due(self, draft: Draft, call: DueCall) -> Row:
        """The one whose task this is."""
        row = self.find(draft)
        assert row is not None, "a decision that ended has no task"
        assert row.by == call.task.object, "nor has one that was replaced"
        return row

    def end(self, draft: Draft, row: Row, state: str) -> str:
        """It waits no more."""
        draft.put(self.table, ONLY, replace(row, state=state, due_ms=0))
        return state

    def postpone(self, draft: Draft, row: Row, seal_ms: int) -> str:
        """Somebody's word lacks: one more day, or it was waited for long enough."""
        if row.attempts >= self.attempts_max:
            return self.end(draft, row, LAPSED)
        self._try_again(draft, row, seal_ms + limits.REARM_MS)
        return WAITS

    def _drop(self, draft: Draft) -> Row | None:
        """Forget the task of the one that waits."""
        row = self.find(draft)
        if row is not None:
            drop_tasks(draft, row.by, self.label)
        return row

    def _try_again(self, draft: Draft, row: Row, due_ms: int) -> None:
        """Put the task at another instant; each attempt has its own task id."""
        attempts = row.attempts + 1
        draft.put(self.table, ONLY, replace(row, attempts=attempts, due_ms=due_ms))
        add_task(draft, due_ms=due_ms, label=self.label, creator=row.by, subject=row.by, counter=attempts)
