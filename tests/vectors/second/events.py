# SPDX-License-Identifier: CC0-1.0
"""One event, judged on its bytes alone. Source: docs/protocol.md section 3.1."""

from __future__ import annotations

from collections import namedtuple

from second.codec import blake, check, decode, encode, is_signed

Event = namedtuple("Event", "id author seq prev deps anchor time kind body size")


def is_bytes(value, length=32):
    return type(value) is bytes and len(value) == length


def is_count(value):
    return type(value) is int and value >= 0


def is_identifier(text):
    allowed = set("abcdefghijklmnopqrstuvwxyz0123456789.-")
    return type(text) is str and 0 < len(text) <= 32 and "a" <= text[0] <= "z" and set(text) <= allowed


def check_event(data, commune):
    """The event, if these bytes are one."""
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
    return Event(event_id, author, seq, prev, deps, anchor, time, kind, body, len(payload) + 70)


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
