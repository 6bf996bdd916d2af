# SPDX-License-Identifier: AGPL-3.0-or-later
"""Shapes: what a field accepts, by the type the protocol means and no other; tasks by their ids."""

from __future__ import annotations

from typing import Any

import pytest

from ledger.errors import Reason, Refused
from ledger.hashing import hash_task
from ledger.limits import INTEGER_MAX
from ledger.rulebook.rule import (
    Check,
    add_task,
    amount,
    check_that,
    drop_tasks,
    fields_of,
    get_member,
    has_role,
    has_shape,
    integer,
    is_flag,
    is_id,
    is_name,
    is_optional_id,
    is_optional_name,
    is_signature,
    list_of,
    map_of,
    one_of,
    text,
    tuple_of,
)
from ledger.state import TASKS
from ledger.units import AccountId, EventId
from tests.helpers.builders import Village


@pytest.mark.parametrize(
    ("check", "good", "bad"),
    [
        (integer(), [0, -INTEGER_MAX, INTEGER_MAX], [True, INTEGER_MAX + 1, "1", b"", 1.0, None]),
        (integer(2, 3), [2, 3], [1, 4]),
        (amount, [1, INTEGER_MAX], [0, -1, True]),
        (is_flag, [True, False], [0, 1, "true"]),
        (is_id, [bytes(32)], [bytes(31), bytes(33), "0" * 32, bytearray(32)]),
        (is_optional_id, [b"", bytes(32)], [bytes(1), ""]),
        (is_signature, [bytes(64)], [bytes(32), b""]),
        (is_name, ["kwh", "a.b-c1"], ["", "Kwh", "1a", "a" * 33, "é", b"kwh", "kwh\n"]),
        (is_optional_name, ["", "don"], ["Don", b""]),
        (text(4), ["é", "abcd"], ["", "abcde", "éé\u0301", "a\nb", "a\u202eb", b"a", 1]),
        (one_of("a", "b"), ["a"], ["c", "", 1, b"a"]),
        (list_of(is_name, 1, 2), [["a"], ["a", "b"]], [[], ["a"] * 3, ["A"], "a", {"a": 1}, ("a",)]),
        (tuple_of(is_name, integer()), [["a", 1]], [["a"], ["a", 1, 2], [1, "a"], ("a", 1), "a1"]),
        (map_of(is_name, integer(), 1), [{}, {"a": 1}], [{"a": 1, "b": 2}, {"A": 1}, {"a": "1"}, []]),
        (fields_of({"a": integer()}), [{"a": 1}], [{}, {"a": "1"}, {"a": 1, "b": 1}, [], "a"]),
    ],
)
def test_shapes(check: Check, good: list[Any], bad: list[Any]) -> None:
    assert [value for value in good if not check(value)] == []
    assert [value for value in bad if check(value)] == []


def test_a_body_has_exactly_its_fields() -> None:
    schema = {"a": integer(), "b": is_flag}
    assert has_shape({"b": True, "a": 1}, schema)
    assert not has_shape({"a": 1}, schema)
    assert not has_shape({"a": 1, "b": True, "c": 1}, schema)
    assert not has_shape({"a": 1, "b": 1}, schema)


def test_check_that() -> None:
    check_that(1, Reason.SELF)
    with pytest.raises(Refused) as refused:
        check_that(b"", Reason.SELF)
    assert refused.value.reason is Reason.SELF


def test_members_and_roles() -> None:
    village = Village.found()
    founder = village.founder.account
    assert get_member(village.state, founder).roles == ("mayor",)
    assert has_role(village.state, founder, "mayor")
    assert not has_role(village.state, founder, "officer")
    assert not has_role(village.state, AccountId(bytes(32)), "mayor")
    with pytest.raises(Refused) as refused:
        get_member(village.state, AccountId(bytes(32)))
    assert refused.value.reason is Reason.NO_SUCH


def test_tasks_are_named_by_what_made_them_and_dropped_by_what_they_are_about() -> None:
    draft = Village.found().state.draft()
    one, other = EventId(b"1" * 32), EventId(b"2" * 32)
    first = add_task(draft, due_ms=5, label="a", creator=one, subject=one)
    second = add_task(draft, due_ms=5, label="a", creator=one, subject=one, counter=1)
    add_task(draft, due_ms=5, label="b", creator=one, subject=one)
    add_task(draft, due_ms=5, label="a", creator=other, subject=other)
    assert (first, second) == (hash_task(one, b"a", 0), hash_task(one, b"a", 1))
    assert draft.size(TASKS) == 4
    drop_tasks(draft, one, "a")
    left = sorted((task.label, task.object) for _, task in draft.items(TASKS))
    assert left == [("a", other), ("b", one)]
