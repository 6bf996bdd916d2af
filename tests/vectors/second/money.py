# SPDX-License-Identifier: CC0-1.0
"""Payments, savings, the fund, hours of help. Source: docs/protocol.md sections 6.3, 6.8, 6.13, 6.14."""

from __future__ import annotations

from second.membership import PERIOD, add_partner, are_distinct
from second.shapes import a_map, either, fund, ident, instant, maybe_blob, name, nameless, number, own_pot
from second.state import DAY, MOST, Service, day_number, day_start, next_day, refuse_if, start_of_day

ENVELOPES_MAX = 16
HOURS_A_DAY_MAX = 24


def contribute(state, account, asset, amount, now):
    parity = state.get("parities", asset)
    if parity is None:
        return
    energy = amount * parity[0] // parity[1]
    period = now // PERIOD
    if not state.has("contributions", (account, period)):
        for (whose, old), _ in state.rows("contributions"):
            if whose == account and old <= period - 12:
                state.drop("contributions", (whose, old))
    given = state.get("contributions", (account, period), 0)
    state.put("contributions", (account, period), min(MOST, given + energy))
    state.put("given", account, min(MOST, state.get("given", account, 0) + energy))


def transfer(call):
    state, body, author = call.state, call.event.body, call.author
    to, asset, amount, purpose = body["to"], body["asset"], body["amount"], body["purpose"]
    refuse_if(to == author, "self")
    refuse_if(not state.has("assets", asset), "no such object")
    refuse_if(purpose and purpose not in state.commune.purposes, "purpose")
    if to != b"fund":
        state.refuse_stranger(to)
    call.move((author, "current"), (to, "unallocated" if to == b"fund" else "current"), asset, amount)
    if to == b"fund" or purpose == "don":
        contribute(state, author, asset, amount, call.now)
    elif state.is_mutual(asset):
        add_partner(state, to, author)


def allocation(call):
    state, shares = call.state, call.event.body["shares"]
    refuse_if(any(not state.has("posts", post) for post in shares), "no such object")
    refuse_if(any(share % 5 for share in shares.values()) or sum(shares.values()) != 100, "shares")
    kept = tuple((post, shares[post]) for post in sorted(shares) if shares[post])
    state.put("allocations", call.author, kept)


# --- savings --------------------------------------------------------------------------------------------


def refuse_new_envelope(state, account, pot):
    if not pot.startswith("env."):
        return
    held = {key[1] for key, _ in state.rows("balances") if key[0] == account}
    held |= {locked for (whose, locked), _ in state.rows("locks") if whose == account}
    envelopes = {one for one in held if one.startswith("env.")}
    refuse_if(pot not in envelopes and len(envelopes) >= ENVELOPES_MAX, "limit")


def pot_move(call):
    state, body, author = call.state, call.event.body, call.author
    source, target, asset, amount = body["from"], body["to"], body["asset"], body["amount"]
    refuse_if(source == target, "self")
    refuse_if(not state.has("assets", asset), "no such object")
    wanted = {"energy-savings": "kwh", "time-savings": "hour"}.get(target, asset)
    refuse_if(wanted != asset or target == "pension", "not allowed")
    refuse_if(source == "pension" or call.now < state.get("locks", (author, source), 0), "locked")
    refuse_new_envelope(state, author, target)
    refuse_if(amount > state.balance(author, source, asset), "balance")
    call.move((author, source), (author, target), asset, amount)


def pot_lock(call):
    state, pot, until, author = call.state, call.event.body["pot"], call.event.body["until"], call.author
    refuse_if(pot in ("current", "pension"), "not allowed")
    refuse_if(until <= call.now, "expired")
    refuse_if(until > call.now + state.parameter("pot.lock-days-max") * DAY, "bounds")
    refuse_if(until <= state.get("locks", (author, pot), 0), "locked")
    refuse_new_envelope(state, author, pot)
    state.put("locks", (author, pot), until)


# --- hours of help --------------------------------------------------------------------------------------


def speaks(state, account, provider):
    roles = state.account(account).roles
    officers = [who for who, row in state.rows("accounts") if "officer" in row.roles]
    nobody = not any(are_distinct(state, who, provider) for who in officers)
    return "officer" in roles or ("mayor" in roles and nobody)


def days_of(offsets, start, seconds):
    """(civil day, milliseconds of it) of each day that this time touches."""
    end, found = start + seconds * 1_000, []
    day = start_of_day(offsets, start)
    while day < end:
        following = next_day(offsets, day)
        found.append((day_number(offsets, day), min(end, following) - max(start, day)))
        day = following
    return found


def service_log(call):
    state, body, author = call.state, call.event.body, call.author
    start, seconds, beneficiary = body["from"], body["seconds"], body["beneficiary"]
    refuse_if(beneficiary == author, "self")
    refuse_if(not state.has("assets", "hour"), "no such object")
    if beneficiary != b"fund":
        state.refuse_stranger(beneficiary)
    refuse_if(start + seconds * 1_000 > call.now, "too early")
    refuse_if(start < call.now - state.parameter("service.back-days") * DAY, "too old")
    offsets = state.commune.offsets
    most = state.parameter("service.day-seconds") * 1_000
    for day, took in days_of(offsets, start, seconds):
        there = state.get("service-days", (author, day), ())
        for other in there:
            row = state.get("services", other)
            refuse_if(
                start < row.start + row.seconds * 1_000 and row.start < start + seconds * 1_000, "overlap"
            )
            took += dict(days_of(offsets, row.start, row.seconds))[day]
        refuse_if(took > most or len(there) >= HOURS_A_DAY_MAX, "limit")
        state.put("service-days", (author, day), (*there, call.event.id))
    state.put("services", call.event.id, Service(
        author, beneficiary, seconds, start, body["memo"], body["category"], call.now, "pending", b"", b"", 0
    ))  # fmt: skip
    call.add_task(call.now + state.parameter("service.confirm-ms"), "service.lapse", call.event.id)


def end_service(call, service, state_name):
    state, row = call.state, call.state.get("services", service)
    state.put("services", service, row._replace(state=state_name, closed=call.now))
    call.drop_tasks(service, "service.lapse")
    if state_name == "certified":
        return
    for day, _ in days_of(state.commune.offsets, row.start, row.seconds):
        left = tuple(other for other in state.get("service-days", (row.provider, day)) if other != service)
        if left:
            state.put("service-days", (row.provider, day), left)
        else:
            state.drop("service-days", (row.provider, day))


def are_mutual(state, one, other, now):
    """Each certified more than the allowed part of what the other was certified for, in 90 civil days."""
    offsets = state.commune.offsets
    since = day_start(offsets, day_number(offsets, now) - 89)

    def certified(provider, by):
        rows = [row for _, row in state.rows("services") if row.provider == provider]
        rows = [row for row in rows if row.state == "certified" and row.start >= since]
        mine = sum(row.seconds for row in rows if by in (row.confirmer, row.officer))
        return mine * 100 > state.parameter("service.mutual-percent") * sum(row.seconds for row in rows)

    return certified(one, other) and certified(other, one)


def service_confirm(call):
    state, service, author = call.state, call.event.body["service"], call.author
    row = state.get("services", service)
    refuse_if(row is None, "no such object")
    if row.beneficiary == b"fund":
        confirm_for_all(call, service, row)
        return
    refuse_if(author != row.beneficiary, "not allowed")
    refuse_if(row.state != "pending", "closed")
    state.put("services", service, row._replace(confirmer=author))
    call.move((author, "current"), (row.provider, "current"), "hour", row.seconds)
    add_partner(state, row.provider, author)
    end_service(call, service, "certified")


def confirm_for_all(call, service, row):
    state, author = call.state, call.author
    refuse_if(row.state != "pending", "closed")
    refuse_if(not are_distinct(state, author, row.provider), "not allowed")
    refuse_if(are_mutual(state, author, row.provider, call.now), "not allowed")
    refuse_if(author in (row.officer, row.confirmer), "already done")
    place = "officer" if speaks(state, author, row.provider) and not row.officer else "confirmer"
    refuse_if(getattr(row, place), "already done")
    row = row._replace(**{place: author})
    state.put("services", service, row)
    if not row.officer or not row.confirmer:
        call.note = "waits"
        return
    call.move((b"fund", "debt"), (row.provider, "current"), "hour", row.seconds)
    contribute(state, row.provider, "hour", row.seconds, call.now)
    end_service(call, service, "certified")


def service_refuse(call):
    state, service, author = call.state, call.event.body["service"], call.author
    row = state.get("services", service)
    refuse_if(row is None, "no such object")
    if row.beneficiary == b"fund":
        refuse_if(not speaks(state, author, row.provider) or author == row.provider, "not allowed")
    else:
        refuse_if(author != row.beneficiary, "not allowed")
    refuse_if(row.state != "pending", "closed")
    end_service(call, service, "refused")


def service_cancel(call):
    row = call.state.get("services", call.event.body["service"])
    refuse_if(row is None, "no such object")
    refuse_if(call.author != row.provider, "not allowed")
    refuse_if(row.state != "pending", "closed")
    end_service(call, call.event.body["service"], "cancelled")


def service_lapse(call):
    end_service(call, call.task.object, "lapsed")


HOURS = {
    "beneficiary": either(ident, fund), "seconds": number(60, 86_400), "from": instant,
    "memo": maybe_blob, "category": either(name, nameless),
}  # fmt: skip
TRANSFER = {
    "to": either(ident, fund), "asset": name, "amount": number(1), "purpose": either(name, nameless),
    "memo": maybe_blob,
}  # fmt: skip
KINDS = {
    "transfer": (TRANSFER, transfer),
    "allocation": ({"shares": a_map(name, number(0, 100), 16)}, allocation),
    "pot.move": ({"from": own_pot, "to": own_pot, "asset": name, "amount": number(1)}, pot_move),
    "pot.lock": ({"pot": own_pot, "until": instant}, pot_lock),
    "service.log": (HOURS, service_log),
    "service.confirm": ({"service": ident}, service_confirm),
    "service.refuse": ({"service": ident}, service_refuse),
    "service.cancel": ({"service": ident}, service_cancel),
}
TASKS = {"service.lapse": service_lapse}
