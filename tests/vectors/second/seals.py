# SPDX-License-Identifier: CC0-1.0
"""Order, cuts, seals, certificates. Source: docs/protocol.md section 4."""

from __future__ import annotations

import heapq
from collections import namedtuple

from second.codec import blake, check, decode, encode, is_signed
from second.events import is_bytes, is_count


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


Seal = namedtuple("Seal", "id version epoch height previous time heads order results total digest state")


def parse_seal(seal, commune):
    check(len(seal) <= 16_384, "seal: too long")
    fields = decode(seal, entries_max=256, depth_max=2)
    check(type(fields) is list and len(fields) == 11, "seal")
    version, epoch, height, previous, time, heads, order_root, results_root, total, digest, state = fields
    check(all(map(is_count, (version, epoch, height, time, total))) and version == 1, "seal: numbers")
    check(all(map(is_bytes, (previous, order_root, results_root, digest))), "seal: hashes")
    check(type(heads) is list and all(map(is_bytes, heads)) and sorted(set(heads)) == heads, "seal: heads")
    check(type(state) is bytes and len(state) in (0, 32), "seal: state digest")
    return Seal(blake("vsng-seal", commune + seal), *fields)


def check_seal(seal, certificate, witnesses, commune):
    """The seal's id, if a quorum of these witnesses precommitted it."""
    found = parse_seal(seal, commune)
    epoch, height, seal_id = found.epoch, found.height, found.id
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
