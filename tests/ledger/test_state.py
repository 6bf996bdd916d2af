# SPDX-License-Identifier: AGPL-3.0-or-later
"""The state is a value: drafts change nothing but themselves, encodings are one, digests see every row."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger import limits
from ledger.rulebook.book import TABLES
from ledger.state import (
    BALANCES,
    CHAIN,
    CORE_TABLES,
    ONLY,
    PARAMETERS,
    TASKS,
    Chain,
    Posting,
    State,
    Task,
    compute_state_digest,
    decode_key,
    decode_row,
    encode_key,
    encode_row,
    get_balance,
    get_chain,
    get_commune,
    get_next_due,
    get_parameter,
    get_witnesses,
)
from ledger.units import AccountId, EventId
from tests.helpers.hamlet import settled

KEYS = st.text(st.characters(codec="ascii", categories=["Ll"]), min_size=1, max_size=6)
ROWS = st.dictionaries(KEYS, st.integers(0, 2**40), max_size=20)


def state_of(rows: dict[str, int]) -> State:
    draft = State().draft()
    for name, value in rows.items():
        draft.put(PARAMETERS, name, value)
    return draft.freeze()


def test_a_draft_changes_nothing_but_itself():
    before = state_of({"a": 1})
    draft = before.draft()
    draft.put(PARAMETERS, "a", 2)
    draft.put(PARAMETERS, "b", 3)
    draft.remove(PARAMETERS, "a")
    assert before.get(PARAMETERS, "a") == 1
    assert before.get(PARAMETERS, "b") is None
    after = draft.freeze()
    assert (after.get(PARAMETERS, "a"), after.get(PARAMETERS, "b")) == (None, 3)
    assert list(draft.touched) == [("parameters", "a"), ("parameters", "b")]


def test_a_void_event_is_undone_but_its_rows_are_written_again():
    draft = state_of({"a": 1}).draft()
    mark = draft.mark()
    draft.put(PARAMETERS, "a", 9)
    account = AccountId(bytes(32))
    draft.postings.append(Posting(account=account, pot="current", asset="kwh", purpose="", amount=1))
    draft.note = "quarantined"
    draft.restore(mark)
    assert (draft.get(PARAMETERS, "a"), draft.postings, draft.note) == (1, [], "")
    assert ("parameters", "a") in draft.touched, "a copy on disk must not keep what was undone"


STEPS = st.lists(
    st.tuples(st.sampled_from(["put", "remove", "mark", "restore", "walk"]), KEYS, st.integers(0, 9)),
    max_size=40,
)


@given(ROWS, STEPS)
def test_a_draft_is_what_was_written_and_not_put_back(
    rows: dict[str, int], steps: list[tuple[str, str, int]]
):
    draft, plain = state_of(rows).draft(), dict(rows)
    marks = [(draft.mark(), dict(plain))]
    for what, key, value in steps:
        if what == "put":
            draft.put(PARAMETERS, key, value)
            plain[key] = value
        elif what == "remove" and key in plain:
            draft.remove(PARAMETERS, key)
            del plain[key]
        elif what == "mark":
            marks.append((draft.mark(), dict(plain)))
        elif what == "restore":
            mark, kept = marks[-1] if len(marks) == 1 else marks.pop()
            draft.restore(mark)
            plain = dict(kept)
        elif what == "walk":
            assert dict(draft.items(PARAMETERS)) == plain
        assert draft.get(PARAMETERS, key) == plain.get(key)
    assert draft.size(PARAMETERS) == len(plain)
    assert compute_state_digest(draft.freeze()) == compute_state_digest(state_of(plain))


def test_what_is_not_there_cannot_be_removed():
    with pytest.raises(KeyError):
        State().draft().remove(PARAMETERS, "a")


@given(ROWS, st.randoms())
def test_the_order_of_writing_leaves_no_trace(rows: dict[str, int], chance: st.DataObject):
    mixed = list(rows.items())
    chance.shuffle(mixed)  # type: ignore[attr-defined]
    one, other = state_of(rows), state_of(dict(mixed))
    assert list(one.encoded_rows()) == list(other.encoded_rows())
    assert compute_state_digest(one) == compute_state_digest(other)
    assert [key for key, _ in one.items(PARAMETERS)] == sorted(rows, key=encode_key)
    assert set(one.keys(PARAMETERS)) == set(rows)
    assert one.size(PARAMETERS) == len(rows)


@given(ROWS, KEYS, st.integers(0, 2**40))
def test_the_digest_sees_every_row(rows: dict[str, int], name: str, value: int):
    changed = state_of({**rows, name: value})
    same = rows.get(name) == value
    assert (compute_state_digest(changed) == compute_state_digest(state_of(rows))) == same


def test_chunks_are_whole_rows_of_a_bounded_size():
    rows = {f"p{number:05d}": 2**40 for number in range(20_000)}
    chunks = list(state_of(rows).chunks())
    assert len(chunks) > 1
    assert all(len(chunk) <= limits.STATE_CHUNK_BYTES for chunk in chunks)
    assert b"".join(chunks) == b"".join(state_of(rows).chunks())
    assert list(State().chunks()) == []


def test_every_row_of_a_village_comes_back_from_its_bytes():
    state = settled("anna", "ben").main.state
    seen: set[str] = set()
    for name, key, row in state.encoded_rows():
        table = TABLES[name]
        assert state.get(table, decode_key(key)) == decode_row(table, row)
        assert encode_row(decode_row(table, row)) == row
        assert encode_key(decode_key(key)) == key
        seen.add(name)
    assert {"accounts", "chain", "commune", "keys", "nodes", "parameters", "witnesses"} <= seen
    assert {table.name for table in CORE_TABLES} <= set(TABLES)


def test_what_every_rule_asks():
    state = settled("anna").main.state
    assert get_commune(state).founder == get_witnesses(state)[0].account
    assert get_chain(state).height > 0
    assert get_parameter(state, "meter.owner-max") == 16
    account = AccountId(bytes(32))
    assert get_balance(state, account, "hour") == 0
    draft = state.draft()
    draft.put(BALANCES, (account, "current", "hour", ""), -60)
    assert get_balance(draft, account, "hour") == -60
    assert get_balance(draft, account, "hour", purpose="route") == 0


def test_the_next_task_is_the_first_due():
    draft = State().draft()
    assert get_next_due(draft) is None
    for due in (30, 10, 20):
        task = Task(label="x", object=b"", creator=EventId(bytes(32)), rearmed=False)
        draft.put(TASKS, (due, bytes([due])), task)
    assert get_next_due(draft) == 10


def test_before_the_charter_there_is_nothing_to_ask():
    with pytest.raises(AssertionError):
        get_chain(State())
    with pytest.raises(AssertionError):
        get_commune(State())
    with pytest.raises(AssertionError):
        get_parameter(State(), "hour.floor")
    chain = Chain(1, bytes(32), 2, 3, 4, 0, 1)
    draft = State().draft()
    draft.put(CHAIN, ONLY, chain)
    assert get_chain(draft) == chain
