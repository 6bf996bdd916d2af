# SPDX-License-Identifier: CC0-1.0
"""Recoveries: whether one holds on a state. Section 4.9."""

from __future__ import annotations

from second.codec import blake, check, decode, encode, is_signed
from second.events import is_bytes, is_count
from second.light import check_list

DAY = 86_400_000


def active_of(state):
    """The members who acted in the 90 days before the last seal, ascending."""
    first = state["seal_ms"] // DAY - 90
    acted = state["quotas"].items()
    return sorted(account for account, day in acted if day >= first and account in state["accounts"])


def needed_of(active):
    return max(3, (2 * active + 2) // 3)


def read_recovery(data, state, commune):
    """(id, the encoded result) of a recovery that holds."""
    value = decode(data, 262_144, 2_048, 3)
    check(
        type(value) is list and len(value) == 2 and type(value[0]) is bytes and type(value[1]) is list,
        "shape",
    )
    content, rows = value
    fields = decode(content, 4_096, 31, 3)
    check(type(fields) is list and len(fields) == 5, "statement")
    check(is_bytes(fields[0]) and is_count(fields[1]) and fields[1] and is_count(fields[2]), "statement")
    check(is_bytes(fields[3]), "statement")
    check_list(fields[4])
    for row in rows:
        check(type(row) is list and len(row) == 2 and is_bytes(row[0]) and is_bytes(row[1], 64), "signature")
    keys = [key for key, _ in rows]
    check(sorted(set(keys)) == keys, "keys")
    judge(fields, content, rows, state, commune)
    identifier = blake("vsng-recovery", content)
    return identifier, encode([identifier, "applied", blake("vsng-postings", encode([]))])


def judge(fields, content, rows, state, commune):
    home, epoch, height, seal_id, witnesses = fields
    expect(home == commune, "wrong-commune")
    expect(epoch == state["epoch"] + 1, "other-epoch")
    expect(height >= state["height"], "lower-base")
    expect(height <= state["height"], "higher-base")
    expect(seal_id == state["seal_id"], "other-chain")
    accounts = [account for account, _ in witnesses]
    known = all(state["nodes"].get(node) == account for account, node in witnesses)
    expect(len(set(accounts)) == len(accounts) and known, "unknown-list")
    active, signers = active_of(state), []
    for key, signature in rows:
        account, revoked = state["keys"].get(key, (b"", 0))
        expect(account, "unknown-key")
        expect(account != key, "paper-key")
        expect(not revoked, "revoked")
        expect(account in active, "inactive")
        expect(account not in signers, "twice")
        expect(is_signed(key, "voisinage/recovery/1", content, signature), "bad-signature")
        signers.append(account)
    expect(len(signers) >= needed_of(len(active)), "too-few")


def expect(condition, error):
    check(condition, error, error)
