# SPDX-License-Identifier: CC0-1.0
"""A member leaves. Source: docs/protocol.md section 6.18."""

from __future__ import annotations

from second.council import list_after
from second.membership import drop_guest, is_mayor, revoke_now
from second.money import contribute
from second.shapes import boolean, either, fund, ident
from second.state import Departure, refuse_if

COUNTED = {"for": "ayes", "against": "noes", "abstain": "abstentions"}


def pots_of(state, account):
    """((account, pot, asset, purpose), amount) of a member, ascending by encoded key."""
    return [(key, amount) for key, amount in state.rows("balances") if key[0] == account]


def is_needed(state, account):
    seals = [row[0] for _, row in state.rows("witnesses")] + [row[0] for row in list_after(state)]
    mayors = [one for one, row in state.each("accounts") if "mayor" in row.roles]
    return account in seals or (is_mayor(state, account) and len(mayors) == 1)


def is_awaited(state, account):
    orders = [row for _, row in state.each("orders") if account in (row.buyer, row.seller)]
    hours = [row for _, row in state.each("services") if account in (row.provider, row.beneficiary)]
    meters = set(state.get("owned-meters", account, ()))
    waiting = {meter for (_, meter), _ in state.each("waiting-days")}
    waiting |= {meter for meter, _ in state.each("late-energy")}
    return (
        any(row.state not in ("confirmed", "cancelled") for row in orders)
        or any(row.state == "pending" for row in hours)
        or bool(meters & waiting)
    )


def leave(call):
    state, author, body = call.state, call.author, call.event.body
    row, to = state.account(author), body["to"]
    refuse_if(call.event.author != author, "not allowed")
    refuse_if(to == author, "self")
    if to != b"fund":
        state.refuse_stranger(to)
    refuse_if(is_needed(state, author), "successor")
    refuse_if(is_awaited(state, author), "wrong state")
    owing = [guest for guest in row.guarantees if any(amount < 0 for _, amount in pots_of(state, guest))]
    refuse_if(owing, "guaranteed")
    pots = pots_of(state, author)
    locked = [key for key, _ in pots if key[1] == "pension" or call.now < state.get("locks", key[:2], 0)]
    refuse_if(locked, "locked")
    answered = row.guaranteed and state.is_member(row.sponsor)
    refuse_if(not answered and any(amount < 0 for _, amount in pots), "balance")
    owed = hand_over(call, pots, row.sponsor, to)
    given = state.get("given", author, 0)
    state.put("departures", author, Departure(
        call.event.id, call.now, to, row.joined, row.sponsor, row.display, row.keys, given, owed,
        body["erase"],
    ))  # fmt: skip
    forget(call, author, row)


def hand_over(call, pots, sponsor, to):
    owed = {}
    target = (to, "unallocated" if to == b"fund" else "current")
    for (account, pot, asset, _), amount in pots:
        if amount < 0:
            owed[asset] = -amount
            call.move((sponsor, "current"), (account, pot), asset, -amount)
            continue
        call.move((account, pot), target, asset, amount)
        if to == b"fund":
            contribute(call.state, account, asset, amount, call.now)
    return tuple(sorted(owed.items()))


def forget(call, account, row):
    state = call.state
    for key in row.keys:
        if not state.get("keys", key).revoked:
            revoke_now(state, key, call.now)
    for (proposal, voter), choice in state.rows("ballots"):
        found = state.get("proposals", proposal)
        if voter == account and found.state == "open":
            count = COUNTED[choice]
            state.change("proposals", proposal, **{count: getattr(found, count) - 1})
            state.drop("ballots", (proposal, voter))
    if row.guaranteed:
        drop_guest(state, row.sponsor, account)
    for listing, found in state.rows("listings"):
        if found.author == account and not found.withdrawn:
            state.change("listings", listing, withdrawn=True)
    for node, owner in state.rows("nodes"):
        if owner == account:
            state.drop("nodes", node)
            state.drop("ready", node)
    for table in ("allocations", "given", "accounts"):
        state.drop(table, account)
    for table in ("roles", "consents", "choices", "locks", "contributions", "invited", "service-days"):
        for key, _ in state.rows(table):
            if key[0] == account:
                state.drop(table, key)
    meters = state.get("owned-meters", account, ())
    for key, _ in state.rows("produced-days"):
        if key[0] in meters:
            state.drop("produced-days", key)


KINDS = {"resident.leave": ({"to": either(ident, fund), "erase": boolean}, leave)}
TASKS = {}
