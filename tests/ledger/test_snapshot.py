# SPDX-License-Identifier: AGPL-3.0-or-later
"""A state in pieces and back: equal, with its digest; and all ways in which pieces can be another state's."""

from __future__ import annotations

from typing import Any, cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger import limits
from ledger.encoding import encode
from ledger.errors import BadSeal, LedgerError, Malformed, RulesUnknown
from ledger.hashing import hash_state, merkle_root
from ledger.rulebook.book import BOOK, TABLES
from ledger.seal import Seal, decode_seal, is_checkpoint
from ledger.snapshot import (
    StateCutter,
    _are_plain,
    _is_plain,
    check_chunk,
    check_hashes,
    iter_rows,
    iter_words,
    read_rows,
    rebuild_state,
    split_state,
)
from ledger.state import (
    BALANCES,
    CHAIN,
    NEXT_RULES,
    PARAMETERS,
    WITNESSES,
    NextRules,
    State,
    Table,
    compute_state_digest,
    encode_row,
    get_chain,
)
from tests.helpers.builders import blob_of
from tests.helpers.checkpoint import CHECKPOINT, grow, grown
from tests.helpers.hamlet import Hamlet, settled
from tests.helpers.later_rules import LATER_BOOK


@pytest.fixture(scope="module")
def hamlet() -> Hamlet:
    return grown()


def seal_at(hamlet: Hamlet, height: int = CHECKPOINT) -> Seal:
    found = hamlet.main.store.get_seal(height)
    assert found is not None
    return decode_seal(found[0], hamlet.commune)


def state_before(hamlet: Hamlet, height: int = CHECKPOINT) -> State:
    chunks = hamlet.main.checkpoints.get_chunks(height)
    return rebuild_state(iter_rows(chunks), seal_at(hamlet, height))


def change(state: State, table: Any, key: Any, row: Any) -> State:
    draft = state.draft()
    if row is None:
        draft.remove(table, key)
    else:
        draft.put(table, key, row)
    return draft.freeze()


def refuse(state: State, hamlet: Hamlet, error: type[LedgerError]) -> None:
    with pytest.raises(error):
        rebuild_state(iter_rows(split_state(state).chunks), seal_at(hamlet))


# --- made once ----------------------------------------------------------------------------------------

keys = st.integers(0, 40).map(lambda number: f"p{number:02}" * (1 + number % 5))
writes = st.lists(st.tuples(st.sampled_from(["a", "b", "c"]), keys, st.none() | st.integers(-300, 2**40)))
histories = st.lists(st.tuples(writes, st.booleans()), max_size=8)


@given(histories, st.integers(16, 300))
def test_what_changed_alone_is_encoded_again_and_the_pieces_are_those_of_the_whole(
    history: list[tuple[list[tuple[str, str, int | None]], bool]], room: int
):
    tables = {name: Table[str, int](name) for name in "abc"}
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(limits, "STATE_CHUNK_BYTES", room)
        for name, table in tables.items():
            patch.setitem(cast("dict[str, Any]", TABLES), name, table)
        state, cutter = State(), StateCutter()
        for steps, is_checkpoint in history:
            draft = state.draft()
            for name, key, row in steps:
                if row is not None:
                    draft.put(tables[name], key, row)
                elif draft.get(tables[name], key) is not None:
                    draft.remove(tables[name], key)
            after = draft.freeze()
            cutter.move(state, after, draft.touched)
            state = after
            if is_checkpoint:
                assert cutter.cut(state) == split_state(state)
                assert cutter.cut(state) is cutter.cut(state)
        assert cutter.cut(state) == split_state(state)


def test_a_state_that_followed_no_other_is_cut_as_a_whole(hamlet: Hamlet):
    state = hamlet.state
    other = change(state, BALANCES, (hamlet.founder.account, "current", "kg", ""), 7)
    cutter = StateCutter()
    assert cutter.cut(state) == split_state(state)
    assert cutter.cut(other) == split_state(other), "nobody said what is between the two"
    third = change(other, BALANCES, (hamlet.founder.account, "current", "kg", ""), 8)
    cutter.move(state, third, [])
    assert cutter.cut(third) == split_state(third), "it stood elsewhere"


@pytest.mark.parametrize("is_read_again", [False, True])
def test_a_copy_s_checkpoints_are_those_of_its_states(is_read_again: bool, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(limits, "CHECKPOINT_INTERVAL", 4)
    hamlet = grown()
    replica = hamlet.main
    while replica.height < CHECKPOINT + 20:
        before = replica.sealed_state
        grow(hamlet, replica.height + 1)
        if is_read_again and replica.height % 7 == 0:
            replica.reload()
        if is_checkpoint(replica.height):
            assert replica.checkpoints.get_chunks(replica.height) == list(split_state(before).chunks)
            assert replica.checkpoints.get_hashes(replica.height) == split_state(before).hashes


# --- round trip ----------------------------------------------------------------------------------------


def test_what_a_checkpoint_certifies_comes_back_equal(hamlet: Hamlet):
    seal = seal_at(hamlet)
    hashes = hamlet.main.checkpoints.get_hashes(CHECKPOINT)
    check_hashes(seal, hashes)
    for index, chunk in enumerate(hamlet.main.checkpoints.get_chunks(CHECKPOINT)):
        check_chunk(hashes, index, chunk)
    state = state_before(hamlet)
    assert compute_state_digest(state) == seal.state_digest
    assert get_chain(state).height == CHECKPOINT - 1
    assert list(state.encoded_rows()) == list(iter_rows(hamlet.main.checkpoints.get_chunks(CHECKPOINT)))


def test_every_row_of_a_lived_in_state_passes_its_own_check(hamlet: Hamlet):
    for name, key, row in hamlet.state.encoded_rows():
        ((_, at, value),) = read_rows([(name, key, row)])
        assert hamlet.state.get(TABLES[name], at) == value
        assert encode_row(value) == row


_scalar = st.one_of(
    st.binary(max_size=3),
    st.booleans(),
    st.integers(-(2**53) - 2, 2**53 + 2),
    st.sampled_from(["a", "é", "\0", ""]),
)
_value = st.recursive(_scalar, lambda inner: st.lists(inner, max_size=3).map(tuple), max_leaves=6)


@given(st.lists(_value, max_size=5), st.integers(0, 3))
def test_many_values_are_plain_when_each_is(values: list[Any], copies: int):
    run = values + values[:1] * copies
    assert _are_plain(run) == all(map(_is_plain, run))


_small = st.integers(1, 3)


@given(
    st.lists(st.tuples(st.binary(min_size=32, max_size=32), st.integers(-(2**53), 2**53)), max_size=40),
    _small,
)
def test_any_rows_are_cut_and_read_alike(rows: list[tuple[bytes, int]], kib: int):
    draft = settled("anna").state.draft()
    for account, amount in rows:
        draft.put(BALANCES, (account, "current", "hour", ""), amount)  # type: ignore[arg-type]
    state = draft.freeze()
    before, limits_of = limits.STATE_CHUNK_BYTES, pytest.MonkeyPatch()
    limits_of.setattr(limits, "STATE_CHUNK_BYTES", kib * 1024)
    try:
        split = split_state(state)
        assert max(map(len, split.chunks)) <= limits.STATE_CHUNK_BYTES < before
        assert list(iter_rows(split.chunks)) == list(state.encoded_rows())
        assert split.digest == compute_state_digest(state)
    finally:
        limits_of.undo()


# --- pieces that are another state's ------------------------------------------------------------------------


def test_hashes_that_the_seal_does_not_certify(hamlet: Hamlet):
    seal, hashes = seal_at(hamlet), hamlet.main.checkpoints.get_hashes(CHECKPOINT)
    for wrong in (hashes * 2, (bytes(32),), (*hashes[::-1], bytes(32))):
        with pytest.raises(BadSeal):
            check_hashes(seal, wrong)
    for malformed in ((), (b"short",), (bytes(32),) * (limits.SNAPSHOT_CHUNKS_MAX + 1)):
        with pytest.raises(Malformed):
            check_hashes(seal, malformed)
    with pytest.raises(BadSeal):
        check_hashes(seal_at(hamlet, CHECKPOINT + 1), hashes)


@pytest.mark.parametrize("wrong", [b"", b"\x00", bytes(limits.STATE_CHUNK_BYTES + 1)])
def test_a_chunk_of_another_hash_is_never_read(hamlet: Hamlet, wrong: bytes):
    hashes = hamlet.main.checkpoints.get_hashes(CHECKPOINT)
    with pytest.raises(Malformed):
        check_chunk(hashes, 0, wrong)
    with pytest.raises(Malformed):
        check_chunk(hashes, len(hashes), hamlet.main.checkpoints.get_chunks(CHECKPOINT)[0])


def row_of(name: str, key: Any, row: Any) -> bytes:
    return encode([name, encode(key), encode(row)])


@pytest.mark.parametrize(
    "chunks",
    [
        [b""],
        [b"\xc1"],
        [b"\x93"],
        [encode(["given", encode("a")])],
        [encode(["given", "a", "b"])],
        [row_of("given", b"b", 1) + row_of("given", b"a", 1)],
        [row_of("given", b"a", 1) * 2],
        [row_of("parameters", "a", 1) + row_of("given", b"a", 1)],
        [row_of("given", b"a", 1), row_of("given", b"b", 1)],
        [b"\xdc\x00\x03" + row_of("given", b"a", 1)[1:]],
        [row_of("given", b"a", 1) + b"\x00"],
    ],
)
def test_pieces_of_no_state(chunks: list[bytes]):
    with pytest.raises(Malformed):
        list(iter_rows(chunks))


@pytest.mark.parametrize(
    ("name", "key", "row"),
    [
        ("nowhere", "a", 1),
        ("chain", "", [1, bytes(32), 1, 1, 1, 0]),
        ("chain", "", [True, bytes(32), 1, 1, 1, 0, 1]),
        ("chain", "", [1, "text", 1, 1, 1, 0, 1]),
        ("chain", "", [2**53 + 1, bytes(32), 1, 1, 1, 0, 1]),
        ("accounts", b"a", [b"", b"", 0, b"", [1], [], False, [], []]),
        ("accounts", b"a", [b"", b"", 0, b"", ["mayor"], [], 0, [], []]),
        ("given", b"a", {"a": 1}),
        ("assets", "kwh", "me\u0000tered"),
        ("settlements", "d" * 5_000, [1, b"", True]),
    ],
)
def test_rows_of_another_shape(name: str, key: Any, row: Any):
    with pytest.raises(Malformed):
        list(read_rows([(name, encode(key), encode(row))]))


@pytest.mark.parametrize(
    "row", [b"", b"\xc0", b"\xcb" + bytes(8), b"\xcc\x01", b"\x01\x01", b"\x91" * 70_000]
)
def test_rows_of_another_encoding(row: bytes):
    with pytest.raises(Malformed):
        list(read_rows([("given", encode(b"a"), row)]))


def test_a_certified_state_still_has_to_be_one(hamlet: Hamlet):
    state = state_before(hamlet)
    place = next(iter(state.keys(BALANCES)))
    chain = get_chain(state)
    refuse(change(state, BALANCES, place, (state.get(BALANCES, place) or 0) + 1), hamlet, Malformed)
    refuse(change(state, BALANCES, ("a", "b"), 1), hamlet, Malformed)
    refuse(change(state, CHAIN, "", None), hamlet, Malformed)
    refuse(change(state, WITNESSES, 0, None), hamlet, Malformed)
    refuse(change(state, WITNESSES, 2, state.get(WITNESSES, 0)), hamlet, Malformed)
    refuse(change(state, WITNESSES, 1, state.get(WITNESSES, 0)), hamlet, Malformed)
    refuse(
        State({name: rows for name, rows in state._maps.items() if name != "parameters"}), hamlet, Malformed
    )
    for field, value in (("height", 7), ("seal_id", bytes(32)), ("epoch", 1)):
        fields = {name: getattr(chain, name) for name in chain.__slots__} | {field: value}
        refuse(change(state, CHAIN, "", type(chain)(**fields)), hamlet, BadSeal)
    assert state.size(PARAMETERS)


def test_a_state_of_rules_that_a_later_program_has_blames_nobody(hamlet: Hamlet):
    """Judged first: what else such a state holds means nothing here."""
    state = state_before(hamlet)
    chain = get_chain(state)
    fields = {name: getattr(chain, name) for name in chain.__slots__} | {"rules": 2}
    in_force = change(state, CHAIN, "", type(chain)(**fields))
    strange = State({**in_force._maps, "later-table": in_force._maps["chain"]})
    refuse(strange, hamlet, RulesUnknown)
    refuse(change(state, NEXT_RULES, "", NextRules(2, CHECKPOINT)), hamlet, RulesUnknown)
    soon = change(state, NEXT_RULES, "", NextRules(2, CHECKPOINT + 1))
    for state, book in ((soon, BOOK), (in_force, LATER_BOOK)):
        rows = iter_rows(split_state(state).chunks)
        back = rebuild_state(rows, seal_at(hamlet), book)
        assert list(back.encoded_rows()) == list(state.encoded_rows())


def test_the_words_that_rows_name():
    hamlet = settled("anna")
    named = dict(iter_words(hamlet.state))
    anna = hamlet.people["anna"]
    assert named[blob_of("anna")] == anna.account  # type: ignore[index]
    assert set(named.values()) == {anna.account, hamlet.founder.account}


def test_one_more_leaf_is_another_state(hamlet: Hamlet):
    chunks = split_state(hamlet.state).chunks
    assert merkle_root([hash_state(chunk) for chunk in chunks]) == compute_state_digest(hamlet.state)
    assert merkle_root([hash_state(chunk) for chunk in (*chunks, b"")]) != compute_state_digest(hamlet.state)
