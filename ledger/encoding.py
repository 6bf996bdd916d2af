# SPDX-License-Identifier: AGPL-3.0-or-later
"""Canonical msgpack: one value, one encoding; every other byte string is refused.

Not a general msgpack reader: no nil, float, extension or timestamp exists here.
The law: `decode(data)` succeeds only if `encode(decode(data)) == data`.

What is longer than an event, or may hold more entries, is scanned before the unpacker sees anything: with
8,192 entries an array, nested headers alone cost it 77 MB. At 64 entries and 16 KiB the worst costs it 1 ms.
Source: docs/protocol.md section 2.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache
from typing import Any, Final, cast

import msgpack

from ledger import limits
from ledger.errors import Malformed

Value = Any
"""int, str, bytes, bool, list of Value or dict of str to Value; typed as Any because msgpack is."""

# One packer for all: `pack` runs no Python code and allocates no container, so the interpreter lock is held
# from its first byte to its last, whatever thread calls.
_pack: Final = cast("Callable[[Value], bytes]", msgpack.Packer(use_bin_type=True).pack)
_unpackb: Final = cast("Callable[..., Value]", msgpack.unpackb)
_INTEGER_MAX: Final = limits.INTEGER_MAX
_UNSCANNED_BYTES_MAX: Final = limits.LONG_EVENT_BYTES_MAX
_UNSCANNED_ITEMS_MAX: Final = limits.EVENT_ITEMS_MAX

_FORBIDDEN_TEXT: Final = re.compile("[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]")
_IDENTIFIER: Final = re.compile(r"[a-z][a-z0-9.-]{0,31}\Z")

# What the first byte of a value says: bytes to skip after it, or the width of its length.
_SKIP: Final = {0xCC: 1, 0xCD: 2, 0xCE: 4, 0xCF: 8, 0xD0: 1, 0xD1: 2, 0xD2: 4, 0xD3: 8}
_BLOB_WIDTH: Final = {0xC4: 1, 0xC5: 2, 0xC6: 4, 0xD9: 1, 0xDA: 2, 0xDB: 4}
_ARRAY_WIDTH: Final = {0xDC: 2, 0xDD: 4}
_MAP_WIDTH: Final = {0xDE: 2, 0xDF: 4}


def is_identifier(text: object) -> bool:
    """Whether `text` may name a kind, an asset, a pot, a purpose, a post or a parameter."""
    return isinstance(text, str) and _is_identifier(text)


@lru_cache(maxsize=1024)
def _is_identifier(text: str) -> bool:
    return _IDENTIFIER.match(text) is not None


def is_clean_text(text: str) -> bool:
    """Whether a text has no control and no direction-override character."""
    return _FORBIDDEN_TEXT.search(text) is None


def _sorted(value: Value) -> Value:
    kind = cast("type[object]", type(value))
    if kind is dict:
        mapping = cast("dict[str, Value]", value)
        return {name: _sorted(mapping[name]) for name in sorted(mapping, key=_utf8)}
    if kind is list or kind is tuple:
        return [_sorted(item) for item in cast("list[Value]", value)]
    return value


def _utf8(name: str) -> bytes:
    return name.encode()


def encode(value: Value) -> bytes:
    """The one encoding of `value`; map keys are sorted here, tuples become arrays."""
    return _pack(_sorted(value))


def encode_plain(value: Value) -> bytes:
    """`encode` of a value without any map: nothing is to be sorted."""
    return _pack(value)


def as_list(value: Value, length: int = -1) -> list[Any]:
    """The value as an array, of exactly `length` entries unless that is −1.

    Raises:
        Malformed: it is something else.
    """
    if type(value) is not list:
        raise Malformed("not an array")
    items = cast("list[Any]", value)
    if length not in (-1, len(items)):
        raise Malformed(f"not {length} entries")
    return items


def scan(data: bytes, *, depth_max: int = limits.DEPTH_MAX, items_max: int = limits.EVENT_ITEMS_MAX) -> None:
    """Check depth, entry counts and types by reading headers only, in O(values) time and O(depth) memory.

    Raises:
        Malformed: deeper than `depth_max`, more than `items_max` entries, a type that is not ours, cut short.
    """
    position, end = 0, len(data)
    waiting: list[int] = []
    while True:
        if position >= end:
            raise Malformed("cut short")
        head = data[position]
        position += 1
        count = -1
        if head <= 0x7F or head >= 0xE0 or head in (0xC2, 0xC3):
            pass
        elif head <= 0x8F:
            count = 2 * (head & 0x0F)
        elif head <= 0x9F:
            count = head & 0x0F
        elif head <= 0xBF:
            position += head & 0x1F
        elif head in _SKIP:
            position += _SKIP[head]
        elif head in _BLOB_WIDTH:
            width = _BLOB_WIDTH[head]
            position += width + int.from_bytes(data[position : position + width], "big")
        elif head in _ARRAY_WIDTH or head in _MAP_WIDTH:
            is_map = head in _MAP_WIDTH
            width = _MAP_WIDTH[head] if is_map else _ARRAY_WIDTH[head]
            count = int.from_bytes(data[position : position + width], "big") * (2 if is_map else 1)
            position += width
        else:
            raise Malformed(f"type 0x{head:02x} is not used here")
        if count > 2 * items_max:
            raise Malformed("too many entries")
        if count >= 0 and len(waiting) >= depth_max:
            raise Malformed("nested too deep")
        if count > 0:
            waiting.append(count)
            continue
        while waiting:
            waiting[-1] -= 1
            if waiting[-1]:
                break
            waiting.pop()
        if not waiting:
            break
    if position != end:
        raise Malformed("trailing bytes" if position < end else "cut short")


def _is_dirty(text: str) -> bool:
    return _FORBIDDEN_TEXT.search(text) is not None


def check_value(value: Value, room: int) -> None:
    """Depth, types, ranges, text and key order of an unpacked value; the re-encoding checks the rest.

    Raises:
        Malformed: nested deeper than `room`, or anything that `encode` would not have written so.
    """
    kind = value.__class__
    items: Iterable[Value]
    if kind is list:
        items = value
    elif kind is dict:
        _check_names(value)
        items = value.values()
    else:
        _check_items((value,), room)
        return
    if room <= 0:
        raise Malformed("nested too deep")
    _check_items(items, room - 1)


def _check_names(names: Mapping[Value, Value]) -> None:
    # No character is forbidden for what stands beside it: all the names together are one text.
    try:
        text = "".join(names)
    except TypeError as error:
        raise Malformed("map key that is not a text") from error
    if not (text.isascii() and text.isprintable()) and _is_dirty(text):
        raise Malformed("control character in a text")
    # By code points, which is the order of their UTF-8 bytes. One that came twice does not pack as it came.
    listed = list(names)
    if sorted(listed) != listed:
        raise Malformed("map keys not ascending")


def _check_items(items: Iterable[Value], room: int) -> None:
    for item in items:
        kind = item.__class__
        if kind is bytes or kind is bool:
            continue
        if kind is int:
            if not -_INTEGER_MAX <= item <= _INTEGER_MAX:
                raise Malformed("integer beyond ±2^53")
        elif kind is str:
            if not (item.isascii() and item.isprintable()) and _is_dirty(item):
                raise Malformed("control character in a text")
        elif kind is list or kind is dict:
            check_value(item, room)
        else:
            raise Malformed(f"{kind} is not used here")


def decode(
    data: bytes, *, size_max: int, depth_max: int = limits.DEPTH_MAX, items_max: int = limits.EVENT_ITEMS_MAX
) -> Value:
    """The value of a canonical encoding.

    Args:
        data: at most `size_max` bytes from a peer or a file.
        size_max: bytes; refused before anything is read.
        depth_max: nesting of arrays and maps, empty ones included.
        items_max: entries of one array or map.

    Raises:
        Malformed: anything that `encode` would not have written.
    """
    if len(data) > size_max:
        raise Malformed(f"more than {size_max} bytes")
    if len(data) > _UNSCANNED_BYTES_MAX or items_max > _UNSCANNED_ITEMS_MAX:
        scan(data, depth_max=depth_max, items_max=items_max)
    value = unpack(data, items_max)
    check_value(value, depth_max)
    return value


def unpack(data: bytes, items_max: int = limits.EVENT_ITEMS_MAX) -> Value:
    """The value of at most 16 KiB in shortest form; the caller judges what it is and asks `check_value`.

    Raises:
        Malformed: too many entries, or other bytes than this value packs to.
    """
    try:
        value: Value = _unpackb(
            data,
            raw=False,
            strict_map_key=True,
            max_array_len=items_max,
            max_map_len=items_max,
            max_ext_len=0,
        )
        # Shortest headers and no duplicate key: msgpack keeps the map's order, so equal bytes prove both.
        if _pack(value) != data:
            raise Malformed("not the canonical encoding")
    except msgpack.exceptions.StackError as error:
        raise Malformed("nested too deep") from error
    except (ValueError, TypeError, RecursionError) as error:
        raise Malformed("not msgpack") from error
    return value
