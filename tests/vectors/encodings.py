# SPDX-License-Identifier: AGPL-3.0-or-later
"""Values and hostile bytes for encoding.json. The bytes are by hand: nothing of ours could make them."""

from __future__ import annotations

from typing import Any

from ledger.encoding import encode


def tagged(value: Any) -> Any:
    """JSON for a value: bytes and maps are wrapped, for JSON has neither bytes nor an order of names."""
    if isinstance(value, bytes):
        return {"bytes": value.hex()}
    if isinstance(value, dict):
        return {
            "map": [[name, tagged(value[name])] for name in sorted(value, key=lambda name: name.encode())]
        }
    return [tagged(item) for item in value] if isinstance(value, list) else value


VALUES: dict[str, Any] = {
    "zero": 0,
    "one byte": 127,
    "two bytes": 128,
    "u16": 256,
    "u32": 2**16,
    "u64": 2**32,
    "most": 2**53,
    "minus one": -1,
    "minus 32": -32,
    "minus 33": -33,
    "i16": -129,
    "i32": -(2**15) - 1,
    "i64": -(2**31) - 1,
    "least": -(2**53),
    "true": True,
    "false": False,
    "empty text": "",
    "text": "Saint-Aubin, été 😀",
    "text of 31 bytes": "x" * 31,
    "text of 32 bytes": "x" * 32,
    "text of 256 bytes": "x" * 256,
    "next line is no control here": "a\u2027b\u202f\u2065\u206a",
    "no bytes": b"",
    "bytes": bytes(range(32)),
    "bytes of 256": bytes(256),
    "empty array": [],
    "array": [1, "a", b"\x01", False, [2]],
    "array of 16": list(range(16)),
    "array of 64": [0] * 64,
    "empty map": {},
    "map": {"b": 1, "a": 2, "aa": 3, "": 4, "é": 5},
    "map of 64": {f"{number:02}": 0 for number in range(64)},
    "depth 8": [[[[[[[1]]]]]]],
    "depth 8, empty inside": [[[[[[[[]]]]]]]],
}

HOSTILE: dict[str, str] = {
    "nothing": "",
    "nil": "c0",
    "never used": "c1",
    "float 32": "ca3f800000",
    "float 64": "cb3ff0000000000000",
    "float inside": "91cb3ff0000000000000",
    "fixext 1": "d40100",
    "fixext 16": "d801" + "00" * 16,
    "ext 8": "c70101ff",
    "timestamp 32": "d6ff00000000",
    "timestamp 64": "d7ff0000000000000000",
    "timestamp 96": "c70cff" + "00" * 12,
    "duplicate key": "82a16101a16102",
    "unsorted keys": "82a16201a16102",
    "keys sorted by length, not by bytes": "82a16201a2616102",
    "key that is bytes": "81c4016101",
    "key that is an integer": "810102",
    "key that is an array": "819001",
    "uint 8 for a fixint": "cc7f",
    "uint 16 for a uint 8": "cd00ff",
    "uint 32 for a uint 16": "ce0000ffff",
    "uint 64 for a uint 32": "cf00000000ffffffff",
    "int 8 for a negative fixint": "d0ff",
    "int 8 for a fixint": "d001",
    "int 16 for an int 8": "d1ff80",
    "int 32 for an int 16": "d2ffff8000",
    "int 64 for an int 32": "d3ffffffff80000000",
    "int 64 for a positive": "d30000000000000001",
    "str 8 for a fixstr": "d90161",
    "str 16 for a str 8": "da0020" + "61" * 32,
    "str 32 for a str 8": "db00000020" + "61" * 32,
    "bin 16 for a bin 8": "c5000161",
    "bin 32 for a bin 8": "c60000000161",
    "array 16 for a fixarray": "dc000101",
    "array 32 for a fixarray": "dd0000000101",
    "array 32 for an array 16": "dd00000010" + "00" * 16,
    "map 16 for a fixmap": "de0001a16101",
    "map 32 for a fixmap": "df00000001a16101",
    "trailing byte": "0100",
    "two values": "0102",
    "cut short in a uint": "cd01",
    "cut short in a text": "a261",
    "cut short in bytes": "c40261",
    "cut short in a length": "c5",
    "cut short in an array": "9201",
    "cut short in an array's length": "dc00",
    "cut short in a map": "81a161",
    "bytes of 4 GiB, announced": "c6ffffffff",
    "array of 4 G entries, announced": "ddffffffff",
    "map of 4 G entries, announced": "dfffffffff",
    "depth 9": "91" * 9 + "01",
    "depth 9, empty inside": "91" * 8 + "90",
    "depth 9, an empty map inside": "91" * 8 + "80",
    "depth 9 through maps": "81a161" * 9 + "01",
    "depth 16 000": "91" * 16_000 + "01",
    "array of 65": "dc0041" + "00" * 65,
    "map of 65": "de0041" + "".join(f"a2{ord(f'{n:02}'[0]):02x}{ord(f'{n:02}'[1]):02x}00" for n in range(65)),
    "2^53 + 1": "cf0020000000000001",
    "-2^53 - 1": "d3ffdfffffffffffff",
    "2^64 - 1": "cfffffffffffffffff",
    "-2^63": "d38000000000000000",
    "text with NUL": "a100",
    "text with a line feed": "a10a",
    "text with DEL": "a17f",
    "text with U+0085": "a2c285",
    "text with U+2028": "a3e280a8",
    "text with U+202E, right to left": "a3e280ae",
    "text with U+2066, isolate": "a3e281a6",
    "text with U+2069": "a3e281a9",
    "name of a map with U+202E": "81a3e280ae01",
    "invalid UTF-8": "a1ff",
    "overlong UTF-8": "a2c0af",
    "UTF-8 of a surrogate": "a3eda080",
    "UTF-8 beyond U+10FFFF": "a4f4908080",
    "UTF-8 cut short": "a1c3",
    "more than 16 384 bytes": "c54000" + "00" * 16_384,
}


def make_encoding() -> dict[str, Any]:
    valid: list[dict[str, Any]] = [
        {"name": name, "hex": encode(value).hex(), "value": tagged(value)} for name, value in VALUES.items()
    ]
    invalid: list[dict[str, Any]] = [{"name": name, "hex": data} for name, data in HOSTILE.items()]
    return {"bytes_max": 16_384, "depth_max": 8, "entries_max": 64, "valid": valid, "invalid": invalid}
