# SPDX-License-Identifier: AGPL-3.0-or-later
"""One value, one encoding. The refusals of protocol section 2 are in tests/vectors; here is the rest."""

from __future__ import annotations

import time
from typing import Any

import msgpack
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ledger import limits
from ledger.encoding import as_list, decode, encode, is_clean_text, is_identifier, scan
from ledger.errors import Malformed

clean = st.text("aé Z9\u202f\u2065😀", max_size=40)
values = st.recursive(
    st.one_of(
        st.integers(-limits.INTEGER_MAX, limits.INTEGER_MAX),
        st.booleans(),
        st.binary(max_size=300),
        clean,
    ),
    lambda inner: st.one_of(st.lists(inner, max_size=6), st.dictionaries(clean, inner, max_size=6)),
    max_leaves=20,
)


def read(data: bytes) -> Any:
    return decode(data, size_max=1 << 20)


@given(values)
@settings(max_examples=200)
def test_decode_undoes_encode(value: Any):
    data = encode(value)
    if depth_of(value) <= limits.DEPTH_MAX:
        assert read(data) == value
        assert encode(read(data)) == data
    else:
        with pytest.raises(Malformed):
            read(data)


def depth_of(value: Any) -> int:
    if isinstance(value, list):
        return 1 + max(map(depth_of, value), default=0)
    return 1 + max(map(depth_of, value.values()), default=0) if isinstance(value, dict) else 0


@given(st.binary(max_size=60))
@settings(max_examples=1_000)
def test_whatever_is_accepted_is_what_encode_writes(data: bytes):
    try:
        value = read(data)
    except Malformed:
        return
    assert encode(value) == data


@given(values, st.data())
@settings(max_examples=150)
def test_one_changed_byte_never_gives_the_same_value(value: Any, draw: st.DataObject):
    data = bytearray(encode(value))
    at = draw.draw(st.integers(0, len(data) - 1))
    data[at] ^= draw.draw(st.integers(1, 255))
    try:
        changed = read(bytes(data))
    except Malformed:
        return
    assert msgpack.packb(changed) != msgpack.packb(value)


def test_tuples_are_arrays_and_names_are_sorted_at_every_level():
    assert encode(({"b": (1,), "a": {"d": 1, "c": 2}},)) == encode([{"a": {"c": 2, "d": 1}, "b": [1]}])


def test_too_long_is_said_before_anything_is_read():
    with pytest.raises(Malformed, match="more than 10 bytes"):
        decode(bytes(11), size_max=10)


def test_bounds_of_the_caller():
    data = encode([[1, 2, 3]])
    assert decode(data, size_max=10, depth_max=2, items_max=3) == [[1, 2, 3]]
    with pytest.raises(Malformed, match="deep"):
        decode(data, size_max=10, depth_max=1)
    with pytest.raises(Malformed):
        decode(data, size_max=10, items_max=2)


def test_an_empty_array_is_as_deep_as_a_full_one():
    scan(b"\x91" * 7 + b"\x90")
    for inside in (b"\x90", b"\x80", b"\xdc\x00\x00", b"\xde\x00\x00"):
        with pytest.raises(Malformed):
            scan(b"\x91" * 8 + inside)


def test_nested_headers_cost_nothing():
    """16 KiB of them cost the unpacker 58 ms and 77 MB; the scan stops at the ninth."""
    hostile = b"\x91" * 16_383 + b"\x01"
    started = time.process_time()
    for _ in range(100):
        with pytest.raises(Malformed, match="deep"):
            decode(hostile, size_max=16_384)
    assert time.process_time() - started < 1


def test_lengths_that_reach_beyond_the_end_are_not_followed():
    for head in (b"\xc6\xff\xff\xff\xff", b"\xdb\x7f\xff\xff\xff", b"\xbf", b"\xcf\x00", b"\xdc\x00"):
        with pytest.raises(Malformed, match="cut short"):
            scan(head)


def test_as_list():
    assert as_list([1, 2]) == [1, 2]
    assert as_list([], 0) == []
    for value, length in (([1], 2), ((1, 2), -1), ({}, -1), (b"", -1), (None, -1)):
        with pytest.raises(Malformed):
            as_list(value, length)


@pytest.mark.parametrize("text", ["a", "transfer", "resident.join", "kwh-th", "a9", "a" * 32])
def test_identifiers(text: str):
    assert is_identifier(text)


@pytest.mark.parametrize(
    "text", ["", "A", "é", "9a", ".a", "-a", "a b", "a_b", "a\n", "a" * 33, "aé", b"a", 1, None, "ａ"]
)
def test_what_is_no_identifier(text: object):
    assert not is_identifier(text)


def test_clean_text():
    assert is_clean_text("L'été, 3,5 kg ≤ 35 kWh 😀 \u200d\u2027\u202f")
    for dirty in "\x00\t\n\r\x1f\x7f\x80\x9f\u2028\u2029\u202a\u202e\u2066\u2069":
        assert not is_clean_text(f"a{dirty}b")
