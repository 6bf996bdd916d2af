# SPDX-License-Identifier: AGPL-3.0-or-later
"""What a rule is: the shape of its body, what it changes, when it refuses. Every kind of event is a `Rule`.

A rule raises `Refused(reason)` and then has changed nothing: the caller puts the old maps back.
The law: a rule reads the draft and the call, nothing else. No clock, no order of a set, no author's time.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, cast

from ledger import limits
from ledger.encoding import is_clean_text, is_identifier
from ledger.errors import Reason, Refused
from ledger.event import Event
from ledger.hashing import hash_task
from ledger.state import ACCOUNTS, DEPARTURES, TASKS, Account, Draft, Readable, Task
from ledger.units import AccountId, EventId
from ledger.values import value


@value(kw_only=True)
class Call:
    """One execution of one event."""

    event: Event
    account: AccountId
    """The account of the author's key; for a join or the charter the new account itself."""
    commune: EventId
    height: int
    now_ms: int
    """The seal's time."""

    @property
    def body(self) -> Mapping[str, Any]:
        return self.event.body


Check = Callable[[Any], bool]
Schema = Mapping[str, Check]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One kind of event."""

    schema: Schema
    apply: Callable[[Draft, Call], None]
    blobs: tuple[str, ...] = field(default=())
    """Fields of the body that name erasable words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DueCall:
    """One execution of one due task."""

    due_ms: int
    task_id: bytes
    task: Task
    commune: EventId
    height: int
    seal_ms: int


DueRule = Callable[[Draft, DueCall], None]


# --- shapes ----------------------------------------------------------------------------------------------


def integer(low: int = -limits.INTEGER_MAX, high: int = limits.INTEGER_MAX) -> Check:
    """Whole numbers from low to high; Python's True is not one."""
    return lambda value: type(value) is int and low <= value <= high


amount = integer(1)
"""A positive quantity in base units."""


def is_flag(value: Any) -> bool:
    return type(value) is bool


def is_id(value: Any) -> bool:
    return type(value) is bytes and len(value) == 32


def is_optional_id(value: Any) -> bool:
    return type(value) is bytes and len(value) in (0, 32)


def is_signature(value: Any) -> bool:
    return type(value) is bytes and len(value) == 64


def is_name(value: Any) -> bool:
    return is_identifier(value)


def is_optional_name(value: Any) -> bool:
    return value == "" or is_identifier(value)


def text(bytes_max: int) -> Check:
    """A clean text of 1 to `bytes_max` UTF-8 bytes."""
    return lambda value: type(value) is str and 0 < len(value.encode()) <= bytes_max and is_clean_text(value)


def one_of(*choices: str) -> Check:
    return lambda value: type(value) is str and value in choices


def list_of(check: Check, low: int = 0, high: int = limits.EVENT_ITEMS_MAX) -> Check:
    """An array of low to high entries that all pass."""
    return lambda value: (
        type(value) is list
        and low <= len(cast("list[Any]", value)) <= high
        and all(check(item) for item in cast("list[Any]", value))
    )


def tuple_of(*checks: Check) -> Check:
    """An array with exactly these entries."""
    return lambda value: (
        type(value) is list
        and len(cast("list[Any]", value)) == len(checks)
        and all(check(item) for check, item in zip(checks, cast("list[Any]", value), strict=True))
    )


def map_of(key: Check, value: Check, high: int = limits.EVENT_ITEMS_MAX) -> Check:
    """A map whose names and values all pass."""

    def passes(candidate: Any) -> bool:
        if type(candidate) is not dict:
            return False
        mapping = cast("dict[Any, Any]", candidate)
        return len(mapping) <= high and all(key(k) and value(v) for k, v in mapping.items())

    return passes


def fields_of(schema: Schema) -> Check:
    """A map with exactly these fields."""
    return lambda value: type(value) is dict and has_shape(cast("dict[str, Any]", value), schema)


def has_shape(body: Mapping[str, Any], schema: Schema) -> bool:
    """Whether the body has exactly the fields of the schema, each passing its check."""
    if body.keys() != schema.keys():
        return False
    for name, check in schema.items():  # noqa: SIM110 -- asked of every event: a loop takes half of `all`
        if not check(body[name]):
            return False
    return True


# --- what rules say often ----------------------------------------------------------------------------------


def check_that(condition: object, reason: Reason) -> None:
    """Refuse for this reason unless the condition holds."""
    if not condition:
        raise Refused(reason)


def get_member(draft: Readable, account: AccountId) -> Account:
    """The row of a member.

    Raises:
        Refused: no such object; gone, when it left the commune.
    """
    member = draft.get(ACCOUNTS, account)
    if member is None:
        raise Refused(Reason.NO_SUCH if draft.get(DEPARTURES, account) is None else Reason.GONE)
    return member


def has_role(draft: Readable, account: AccountId, role: str) -> bool:
    member = draft.get(ACCOUNTS, account)
    return member is not None and role in member.roles


def add_task(
    draft: Draft, *, due_ms: int, label: str, creator: EventId, subject: bytes, counter: int = 0
) -> bytes:
    """Schedule a task; its id is the hash of what creates it, so that every node makes the same."""
    task_id = hash_task(creator, label.encode(), counter)
    draft.put(TASKS, (due_ms, task_id), Task(label=label, object=subject, creator=creator, rearmed=False))
    return task_id


def drop_tasks(draft: Draft, subject: bytes, label: str) -> None:
    """Forget the tasks of this label about this object: what they waited for has happened. O(tasks)."""
    for key in list(draft.keys(TASKS)):
        task = draft.get(TASKS, key)
        if task is not None and task.object == subject and task.label == label:
            draft.remove(TASKS, key)
