# SPDX-License-Identifier: CC0-1.0
"""Check the golden vectors with the standard library and libsodium (PyNaCl), and nothing of Voisinage.

A second reading of docs/protocol.md, short enough to be read beside it: `python tests/vectors/standalone.py`.
Where it and the program differ, one of them is wrong, or the page is not clear enough.
"""

from __future__ import annotations

import heapq
import json
import struct
import sys
from hashlib import blake2b
from pathlib import Path

from nacl.bindings import crypto_sign_open
from nacl.exceptions import BadSignatureError

BYTES_MAX = 16_384
INTRODUCING = ("charter", "resident.join", "key.add")


class Refused(Exception):
    """`code` is what the vectors call the error."""

    def __init__(self, code, detail=""):
        super().__init__(f"{code}: {detail}")
        self.code = code


def check(condition, detail="", code="malformed"):
    if not condition:
        raise Refused(code, detail)


# --- section 2: encoding --------------------------------------------------------------------------------


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
    """The canonical bytes of what seals and proofs hash and sign: arrays, bytes, texts, numbers ≥ 0."""
    if type(value) is int:
        for limit, head, form in ((0x80, b"", ">B"), (1 << 8, b"\xcc", ">B"), (1 << 16, b"\xcd", ">H")):
            if value < limit:
                return head + struct.pack(form, value)
        return b"\xce" + struct.pack(">I", value) if value < 1 << 32 else b"\xcf" + struct.pack(">Q", value)
    if type(value) is bytes:
        assert len(value) < 256
        return b"\xc4" + bytes([len(value)]) + value
    if type(value) is str:
        assert len(value.encode()) < 32
        return bytes([0xA0 | len(value.encode())]) + value.encode()
    head = bytes([0x90 | len(value)]) if len(value) < 16 else b"\xdc" + struct.pack(">H", len(value))
    return head + b"".join(map(encode, value))


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


# --- hashes and signatures ------------------------------------------------------------------------------


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


# --- section 3: events ----------------------------------------------------------------------------------


def is_bytes(value, length=32):
    return type(value) is bytes and len(value) == length


def is_count(value):
    return type(value) is int and value >= 0


def is_identifier(text):
    allowed = set("abcdefghijklmnopqrstuvwxyz0123456789.-")
    return type(text) is str and 0 < len(text) <= 32 and "a" <= text[0] <= "z" and set(text) <= allowed


def check_event(data, commune):
    """The event's (id, kind)."""
    outer = decode(data, depth_max=1)
    check(type(outer) is list and len(outer) == 2, "envelope")
    payload, signature = outer
    check(type(payload) is bytes and is_bytes(signature, 64), "envelope")
    fields = decode(payload)
    check(type(fields) is list and len(fields) == 9, "payload")
    version, author, seq, prev, deps, anchor, time, kind, body = fields
    check(type(version) is int and version == 1, "version")
    check(is_bytes(author) and is_bytes(prev) and is_count(seq) and type(time) is int, "fields")
    check(type(deps) is list and len(deps) <= 8 and all(map(is_bytes, deps)), "deps")
    check(sorted(set(deps)) == deps and prev not in deps, "deps")
    check(
        type(anchor) is list and len(anchor) == 2 and is_count(anchor[0]) and is_bytes(anchor[1], 8), "anchor"
    )
    check(is_identifier(kind) and type(body) is dict, "kind or body")
    check((kind == "charter") == (prev == bytes(32)), "past")
    check(kind in ("charter", "proposal") or len(payload) + 70 <= 4_096, "too long")
    hashed_under = bytes(32) if kind == "charter" else commune
    event_id = blake("vsng-event", hashed_under + payload)
    check_introduction(kind, seq, prev, deps, anchor, body)
    check(is_signed(author, "voisinage/event/1", event_id, signature), "author", "bad-signature")
    check_proofs(kind, author, seq, body, hashed_under, commune)
    return event_id, kind


def check_introduction(kind, seq, prev, deps, anchor, body):
    if kind == "key.add":
        check(set(body) == {"account", "key", "proof"}, "key.add")
        check(is_bytes(body["account"]) and is_bytes(body["key"]) and is_bytes(body["proof"], 64), "key.add")
    if kind == "resident.join":
        check(set(body) == {"invitation", "proof", "node", "node_proof", "display"}, "join")
        check(all(is_bytes(body[name]) for name in ("invitation", "node", "display")), "join")
        check(is_bytes(body["proof"], 64) and is_bytes(body["node_proof"], 64), "join")
        check(seq == 0 and prev == body["invitation"], "join")
    if kind == "charter":
        check(is_bytes(body.get("node")) and is_bytes(body.get("node_proof"), 64), "charter")
        check(seq == 0 and anchor == [0, bytes(8)] and not deps, "charter")


def check_proofs(kind, author, seq, body, hashed_under, commune):
    if kind == "key.add":
        content = encode([commune, body["account"], author, seq])
        good = is_signed(body["key"], "voisinage/key/1", content, body["proof"])
        check(good, "new key", "bad-signature")
    if kind in ("resident.join", "charter"):
        content = hashed_under + author + body["node"]
        good = is_signed(body["node"], "voisinage/node/1", content, body["node_proof"])
        check(good, "node", "bad-signature")


# --- section 4: order and seals -------------------------------------------------------------------------


def order(events, previous_seal):
    """Kahn's sort of the cut; the best ready event is taken each time."""

    def rank(event):
        draw = blake("vsng-draw", previous_seal + bytes.fromhex(event["account"]))
        revokes = 0 if event["kind"] == "key.revoke" else 1
        return revokes, draw, bytes.fromhex(event["author"]), event["seq"], event["id"]

    by_id = {event["id"]: event for event in events}
    left = {event["id"]: {p for p in (event["prev"], *event["deps"]) if p in by_id} for event in events}
    ready = [rank(event) for event in events if not left[event["id"]]]
    heapq.heapify(ready)
    ordered = []
    while ready:
        taken = heapq.heappop(ready)[-1]
        ordered.append(taken)
        for event in events:
            if taken in left[event["id"]]:
                left[event["id"]].discard(taken)
                if not left[event["id"]]:
                    heapq.heappush(ready, rank(event))
    return ordered


def check_seal(seal, certificate, witnesses, commune):
    """The seal's id, if a quorum of these witnesses precommitted it."""
    fields = decode(seal, entries_max=256, depth_max=2)
    check(type(fields) is list and len(fields) == 11, "seal")
    version, epoch, height, previous, time, heads, order_root, results_root, total, digest, state = fields
    check(all(map(is_count, (version, epoch, height, time, total))) and version == 1, "seal: numbers")
    check(all(map(is_bytes, (previous, order_root, results_root, digest))), "seal: hashes")
    check(type(heads) is list and all(map(is_bytes, heads)) and sorted(set(heads)) == heads, "seal: heads")
    check(type(state) is bytes and len(state) in (0, 32), "seal: state digest")
    seal_id = blake("vsng-seal", commune + seal)
    outer = decode(certificate, size_max=8_192, entries_max=31, depth_max=3)
    check(
        type(outer) is list and len(outer) == 2 and is_count(outer[0]) and type(outer[1]) is list,
        "certificate",
    )
    round_number, votes = outer
    for vote in votes:
        check(type(vote) is list and len(vote) == 2, "certificate: vote")
        check(is_count(vote[0]) and vote[0] < 31 and is_bytes(vote[1], 64), "certificate: vote")
    indices = [index for index, _ in votes]
    check(sorted(set(indices)) == indices, "certificate: not ascending")
    quorum = len(witnesses) - (len(witnesses) - 1) // 3
    check(len(votes) >= quorum, "no quorum", "bad-seal")
    content = encode([commune, epoch, height, round_number, "precommit", seal_id])
    for index, signature in votes:
        check(index < len(witnesses), "no such witness", "bad-seal")
        node = bytes.fromhex(witnesses[index][1])
        check(is_signed(node, "voisinage/vote/1", content, signature), "vote", "bad-seal")
    return seal_id


# --- the files ------------------------------------------------------------------------------------------


def outcome_of(function, *arguments):
    """(what it gives, "") or (None, error code)."""
    try:
        return function(*arguments), ""
    except Refused as refused:
        return None, refused.code


def run_encoding(vectors):
    for case in vectors["valid"]:
        value, error = outcome_of(decode, bytes.fromhex(case["hex"]))
        yield case["name"], not error and same(value, untag(case["value"]))
    for case in vectors["invalid"]:
        yield case["name"], outcome_of(decode, bytes.fromhex(case["hex"]))[1] == "malformed"


def run_events(vectors):
    commune = bytes.fromhex(vectors["commune"])
    for case in vectors["valid"]:
        got = outcome_of(check_event, bytes.fromhex(case["hex"]), commune)
        yield case["name"], got == ((bytes.fromhex(case["id"]), case["kind"]), "")
    for case in vectors["invalid"]:
        yield case["name"], outcome_of(check_event, bytes.fromhex(case["hex"]), commune)[1] == case["error"]


def run_ordering(vectors):
    for case in vectors["cases"]:
        ordered = order(case["events"], bytes.fromhex(case["previous_seal"]))
        root = merkle([bytes.fromhex(event_id) for event_id in ordered]).hex()
        yield case["name"], ordered == case["order"] and root == case["order_root"]
    for case in vectors["roots"]:
        leaves = [bytes.fromhex(leaf) for leaf in case["leaves"]]
        yield f"root of {len(leaves)}", merkle(leaves).hex() == case["root"]


def run_seals(vectors):
    commune = bytes.fromhex(vectors["commune"])
    for case in vectors["cases"]:
        seal, certificate = bytes.fromhex(case["seal"]), bytes.fromhex(case["certificate"])
        seal_id, error = outcome_of(check_seal, seal, certificate, case["witnesses"], commune)
        yield case["name"], error == case.get("error", "") and (error or seal_id.hex() == case["id"])
    for case in vectors["witnesses_digests"]:
        rows = encode([[bytes.fromhex(account), bytes.fromhex(node)] for account, node in case["witnesses"]])
        yield f"digest of {len(case['witnesses'])}", blake("vsng-witnesses", rows).hex() == case["digest"]


RUNS = {
    "encoding.json": run_encoding,
    "events.json": run_events,
    "ordering.json": run_ordering,
    "seals.json": run_seals,
}


def run(name):
    """(case, whether it is as the file says) for every case of one file."""
    text = (Path(__file__).parent / name).read_text(encoding="ascii")
    return [(case, bool(good)) for case, good in RUNS[name](json.loads(text))]


def main():
    failed = 0
    for name in RUNS:
        results = run(name)
        wrong = [case for case, good in results if not good]
        failed += len(wrong)
        print(f"{name}: {len(results) - len(wrong)} of {len(results)}", *wrong, sep="\n  ")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
