# SPDX-License-Identifier: CC0-1.0
"""A list named by the members when too many witnesses are gone: section 4 of docs/protocol.md, Recovery."""

from __future__ import annotations

from collections import namedtuple

from second.codec import blake, check, decode, is_signed
from second.events import is_bytes, is_count
from second.state import DAY

ACTIVE_DAYS = 90
SIGNATURES_MAX, BYTES_MAX, STATEMENT_BYTES_MAX, LIST_MAX = 2_048, 262_144, 4_096, 31
Recovery = namedtuple("Recovery", "id commune epoch height seal list signatures statement")


def parse_recovery(data):
    outer = decode(data, BYTES_MAX, SIGNATURES_MAX, 3)
    check(type(outer) is list and len(outer) == 2 and type(outer[0]) is bytes, "recovery")
    statement, signatures = outer
    check(type(signatures) is list, "recovery")
    for row in signatures:
        check(type(row) is list and len(row) == 2 and is_bytes(row[0]) and is_bytes(row[1], 64), "signature")
    keys = [key for key, _ in signatures]
    check(sorted(set(keys)) == keys, "keys not ascending")
    fields = decode(statement, STATEMENT_BYTES_MAX, LIST_MAX, 3)
    check(type(fields) is list and len(fields) == 5, "statement")
    commune, epoch, height, seal, rows = fields
    check(is_bytes(commune) and is_count(epoch) and is_count(height) and is_bytes(seal), "statement")
    check(type(rows) is list and 1 <= len(rows) <= LIST_MAX, "statement: list")
    for row in rows:
        check(type(row) is list and len(row) == 2 and all(map(is_bytes, row)), "statement: list")
    nodes = [node for _, node in rows]
    check(sorted(set(nodes)) == nodes, "statement: list not ascending")
    return Recovery(blake("vsng-recovery", statement), *fields, signatures, statement)


def active(state):
    """Who had an act sealed in the last days."""
    today = state.chain.time // DAY
    acted = {account for account, (day, _, _) in state.rows("quotas") if day >= today - ACTIVE_DAYS}
    return {account for account in acted if state.is_member(account)}


def check_recovery(recovery, state, commune):
    chain = state.chain
    place = (recovery.commune, recovery.epoch, recovery.height, recovery.seal)
    check(place == (commune, chain.epoch + 1, chain.height, chain.seal), "another place", "bad-recovery")
    accounts = [account for account, _ in recovery.list]
    check(len(set(accounts)) == len(accounts), "an account twice", "bad-recovery")
    for account, node in recovery.list:
        check(state.get("nodes", node) == account, "a node that is not that member's", "bad-recovery")
    members, signed = active(state), []
    for key, signature in recovery.signatures:
        row = state.get("keys", key)
        good = row is not None and row.account and not row.revoked and key != row.account
        check(good and row.account in members, "a key that has no say", "bad-recovery")
        good = is_signed(key, "voisinage/recovery/1", recovery.statement, signature)
        check(good, "a signature", "bad-recovery")
        signed.append(row.account)
    check(len(set(signed)) == len(signed), "an account signs twice", "bad-recovery")
    check(len(signed) >= 3 and 3 * len(signed) >= 2 * len(members), "too few", "bad-recovery")


def execute_recovery(state, recovery, seal_time):
    """At height + 1, after `next-witnesses` moved."""
    state.change("chain", "", epoch=recovery.epoch)
    rows = [tuple(row) for row in recovery.list]
    state.tables["witnesses"] = dict(enumerate(rows))
    state.tables["next-witnesses"] = {}
    change = state.get("witness-change", "")
    if change is not None and change.state == "waits":
        state.put("witness-change", "", change._replace(state="lapsed", due=0))
        for key, task in state.rows("tasks"):
            if task.label == "witnesses.change":
                state.drop("tasks", key)
    fresh = (recovery.id, seal_time, recovery.height + 1)
    state.tables["witness-since"] = {node: state.get("witness-since", node, fresh) for _, node in rows}
    return [recovery.id, "applied", []]
