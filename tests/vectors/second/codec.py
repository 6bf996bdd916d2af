# SPDX-License-Identifier: CC0-1.0
"""Canonical msgpack, hashes, trees and signatures. Source: docs/protocol.md section 2."""

from __future__ import annotations

import struct
from hashlib import blake2b

from nacl.bindings import crypto_sign_open
from nacl.exceptions import BadSignatureError

BYTES_MAX = 16_384


class Refused(Exception):
    """`code` is what the vectors call the error."""

    def __init__(self, code, detail=""):
        super().__init__(f"{code}: {detail}")
        self.code = code


def check(condition, detail="", code="malformed"):
    if not condition:
        raise Refused(code, detail)


class Reader:
    """One pass, one value; each header must be the shortest there is."""

    def __init__(self, data, entries_max, depth_max):
        self.data, self.at = data, 0
        self.entries_max, self.depth_max = entries_max, depth_max

    def take(self, count):
        check(self.at + count <= len(self.data), "cut short")
        self.at += count
        return self.data[self.at - count : self.at]

    def number(self, form, low, high):
        """An integer in this form must lie outside low … high, which shorter forms hold."""
        (value,) = struct.unpack(form, self.take(struct.calcsize(form)))
        check(not low <= value <= high, "not the shortest integer")
        check(-(2**53) <= value <= 2**53, "beyond 2^53")
        return value

    def length(self, width, shorter_max):
        value = int.from_bytes(self.take(width), "big")
        check(value > shorter_max, "not the shortest length")
        return value

    def value(self, depth=0):
        head = self.take(1)[0]
        if head <= 0x7F:
            return head
        if head >= 0xE0:
            return head - 256
        if head <= 0x8F:
            return self.map(head & 15, depth)
        if head <= 0x9F:
            return self.array(head & 15, depth)
        if head <= 0xBF:
            return self.text(head & 31)
        known = {
            0xC2: lambda: False,
            0xC3: lambda: True,
            0xC4: lambda: self.take(self.length(1, -1)),
            0xC5: lambda: self.take(self.length(2, 0xFF)),
            0xC6: lambda: self.take(self.length(4, 0xFFFF)),
            0xCC: lambda: self.number(">B", 0, 0x7F),
            0xCD: lambda: self.number(">H", 0, 0xFF),
            0xCE: lambda: self.number(">I", 0, 0xFFFF),
            0xCF: lambda: self.number(">Q", 0, 0xFFFFFFFF),
            0xD0: lambda: self.number(">b", -32, 0x7F),
            0xD1: lambda: self.number(">h", -128, 0x7FFF),
            0xD2: lambda: self.number(">i", -32_768, 0x7FFFFFFF),
            0xD3: lambda: self.number(">q", -(2**31), 2**63),
            0xD9: lambda: self.text(self.length(1, 31)),
            0xDA: lambda: self.text(self.length(2, 0xFF)),
            0xDB: lambda: self.text(self.length(4, 0xFFFF)),
            0xDC: lambda: self.array(self.length(2, 15), depth),
            0xDD: lambda: self.array(self.length(4, 0xFFFF), depth),
            0xDE: lambda: self.map(self.length(2, 15), depth),
            0xDF: lambda: self.map(self.length(4, 0xFFFF), depth),
        }
        check(head in known, "a type that is not used")
        return known[head]()

    def text(self, length):
        raw = self.take(length)
        try:
            text = raw.decode("utf-8", "strict")
        except UnicodeDecodeError:
            raise Refused("malformed", "not UTF-8") from None
        for character in map(ord, text):
            control = character <= 0x1F or 0x7F <= character <= 0x9F
            turning = 0x2028 <= character <= 0x202E or 0x2066 <= character <= 0x2069
            check(not control and not turning, "control character")
        return text

    def array(self, count, depth):
        check(depth < self.depth_max and count <= self.entries_max, "too deep or too long")
        return [self.value(depth + 1) for _ in range(count)]

    def map(self, count, depth):
        check(depth < self.depth_max and count <= self.entries_max, "too deep or too long")
        found, previous = {}, None
        for _ in range(count):
            name = self.value(depth + 1)
            check(type(name) is str, "a name that is no text")
            raw = name.encode()
            check(previous is None or raw > previous, "names not ascending")
            found[name] = self.value(depth + 1)
            previous = raw
        return found


def decode(data, size_max=BYTES_MAX, entries_max=64, depth_max=8):
    check(len(data) <= size_max, "too long")
    reader = Reader(data, entries_max, depth_max)
    value = reader.value()
    check(reader.at == len(data), "trailing bytes")
    return value


def encode(value):
    """The canonical bytes of a value; a tuple is an array too."""
    if type(value) is bool:
        return b"\xc3" if value else b"\xc2"
    if type(value) is int:
        return encode_integer(value)
    if type(value) is bytes:
        return (
            header(len(value), ((1 << 8, b"\xc4", ">B"), (1 << 16, b"\xc5", ">H"), (1 << 32, b"\xc6", ">I")))
            + value
        )
    if type(value) is str:
        raw = value.encode()
        if len(raw) < 32:
            return bytes([0xA0 | len(raw)]) + raw
        return (
            header(len(raw), ((1 << 8, b"\xd9", ">B"), (1 << 16, b"\xda", ">H"), (1 << 32, b"\xdb", ">I")))
            + raw
        )
    if type(value) is dict:
        pairs = sorted((name.encode(), name) for name in value)
        short = (
            bytes([0x80 | len(value)]) if len(value) < 16 else header(len(value), ((1 << 16, b"\xde", ">H"),))
        )
        return short + b"".join(encode(name) + encode(value[name]) for _, name in pairs)
    short = (
        bytes([0x90 | len(value)])
        if len(value) < 16
        else header(len(value), ((1 << 16, b"\xdc", ">H"), (1 << 32, b"\xdd", ">I")))
    )
    return short + b"".join(map(encode, value))


def encode_integer(value):
    if -32 <= value < 0x80:
        return struct.pack(">b", value)
    if value >= 0:
        forms = (
            (1 << 8, b"\xcc", ">B"),
            (1 << 16, b"\xcd", ">H"),
            (1 << 32, b"\xce", ">I"),
            (1 << 64, b"\xcf", ">Q"),
        )
        return header(value, forms)
    for bits, head, form in (
        (7, b"\xd0", ">b"),
        (15, b"\xd1", ">h"),
        (31, b"\xd2", ">i"),
        (63, b"\xd3", ">q"),
    ):
        if value >= -(1 << bits):
            return head + struct.pack(form, value)
    raise ValueError(value)


def header(number, forms):
    """The shortest of these headers that holds the number."""
    for limit, head, form in forms:
        if number < limit:
            return head + struct.pack(form, number)
    raise ValueError(number)


def untag(value):
    if isinstance(value, dict):
        if "bytes" in value:
            return bytes.fromhex(value["bytes"])
        return {name: untag(item) for name, item in value["map"]}
    return [untag(item) for item in value] if isinstance(value, list) else value


def same(left, right):
    """Equal, and of the same types all through: True is not 1."""
    if type(left) is not type(right):
        return False
    if isinstance(left, list):
        return len(left) == len(right) and all(map(same, left, right))
    if isinstance(left, dict):
        return list(left) == list(right) and all(same(left[name], right[name]) for name in left)
    return left == right


# --- hashes and signatures ---


def blake(person, data):
    return blake2b(data, digest_size=32, person=person.encode()).digest()


def merkle(leaves):
    """RFC 6962's tree, with a `person` where it has a prefix byte."""
    if len(leaves) <= 1:
        return blake("vsng-leaf", leaves[0] if leaves else b"")
    split = 1
    while 2 * split < len(leaves):
        split *= 2
    return blake("vsng-node", merkle(leaves[:split]) + merkle(leaves[split:]))


def is_signed(key, domain, content, signature):
    try:
        crypto_sign_open(signature + domain.encode() + b"\x00" + content, key)
    except BadSignatureError:
        return False
    return True
