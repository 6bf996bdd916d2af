# SPDX-License-Identifier: CC0-1.0
"""Meters and their readings. Source: docs/protocol.md section 6.4."""

from __future__ import annotations

from second.codec import encode, is_signed
from second.settlement import record
from second.shapes import ident, instant, number, one_of, sig
from second.state import Meter, Void, civil_month, day_number, is_day_start, next_day, refuse_if

REACH = 62


def register(call):
    state, body, author = call.state, call.event.body, call.author
    refuse_if(state.has("devices", body["device"]), "already used")
    mine = state.get("owned-meters", author, ())
    refuse_if(len(mine) >= state.parameter("meter.owner-max"), "limit")
    start = body["from"]
    refuse_if(not is_day_start(state.commune.offsets, start) or start < state.commune.since, "bounds")
    state.put("meters", call.event.id, Meter(
        author, body["side"], body["watts_peak"], body["tilt"], body["azimuth"], body["device"],
        body["source"], start, start, b"", start, body["index"], 0, "", 0, 0, b"",
    ))  # fmt: skip
    state.put("owned-meters", author, (*mine, call.event.id))
    state.put("devices", body["device"], call.event.id)


def may_certify(state, account, owner):
    if "technician" in state.account(account).roles and account != owner:
        return True
    few = state.count("accounts") < state.parameter("meter.founder-certifies-below")
    return account == state.commune.founder and few


def certify(call):
    state, meter = call.state, call.event.body["meter"]
    row = state.get("meters", meter)
    refuse_if(row is None, "no such object")
    refuse_if(not may_certify(state, call.author, row.owner), "not allowed")
    state.refuse_stranger(row.owner)
    refuse_if(row.certifier, "already done")
    counts = row.start
    if row.side == "injection":
        others = [state.get("meters", other) for other in state.get("owned-meters", row.owner)]
        counts = max([counts, *(other.last for other in others if other.side == "production")])
    state.put("meters", meter, row._replace(certifier=call.author, counts=counts))


def spread(classes, value, circle=0):
    """The positions of the class that is the value, or of the two around it."""
    if value in classes:
        return [classes.index(value)]
    lower = [position for position, found in enumerate(classes) if found < value]
    upper = [position for position, found in enumerate(classes) if found > value]
    if circle:
        return [lower[-1] if lower else len(classes) - 1, upper[0] if upper else 0]
    return [lower[-1], upper[0]]


def sky_minutes(sky, tilt, azimuth, month):
    """`month` from 0."""
    tilts, azimuths, minutes = sky
    rows = [
        minutes[one * len(azimuths) + other]
        for one in spread(tilts, tilt)
        for other in spread(azimuths, azimuth, circle=360)
    ]
    return max(row[month] for row in rows)


def days_between(offsets, start, end):
    found = []
    while start < end:
        found.append(start)
        start = next_day(offsets, start)
    return found


def find_fault(row, body, offsets, sky, peak_percent, day_percent):
    """Why this reading puts its meter into quarantine; empty if it does not."""
    start, end = body["from"], body["to"]
    energy = body["index_to"] - body["index_from"]
    used = row.side == "consumption"
    if start > row.last and not used:
        return "gap"
    if body["index_from"] != row.index and not used:
        return "index jump"
    if energy < 0:
        return "index back"
    if energy * 3_600_000 * 100 > peak_percent * row.watts * (end - start):
        return "over power"
    minutes = sum(
        sky_minutes(sky, row.tilt, row.azimuth, civil_month(offsets, day) % 12)
        for day in days_between(offsets, start, end)
    )
    if energy * 60 * 100 > day_percent * row.watts * minutes and not used:
        return "over clear sky"
    return ""


def refuse_span(row, start, end, offsets):
    refuse_if(not is_day_start(offsets, start) or not is_day_start(offsets, end), "bounds")
    refuse_if(not 1 <= day_number(offsets, end) - day_number(offsets, start) <= 31, "bounds")
    refuse_if(end <= row.last, "already counted")
    refuse_if(start < row.last, "overlap")


def judge_reading(case, offsets, sky):
    """Of a production meter under the seeds of the parameters: void, quarantine or ""."""
    row = Meter(
        b"", "production", case["watts_peak"], case["tilt"], case["azimuth"], b"", "file", 0, 0, b"",
        case["last_to"], case["last_index"], 0, "", 0, 0, b"",
    )  # fmt: skip
    try:
        refuse_span(row, case["from"], case["to"], offsets)
    except Void as void:
        return str(void)
    return find_fault(row, case, offsets, sky, 115, 105)


def reading(call):
    state, body = call.state, call.event.body
    meter, start, end = body["meter"], body["from"], body["to"]
    row = state.get("meters", meter)
    refuse_if(row is None, "no such object")
    used = row.side == "consumption"
    refuse_if(row.owner != call.author, "not allowed")
    refuse_if(used and not state.get("consents", (call.author, "local-sale"), False), "not allowed")
    refuse_if(not row.certifier, "wrong state")
    refuse_if(row.quarantine, "meter waits")
    refuse_if(end > call.now, "too early")
    content = encode([call.commune, meter, start, end, body["index_from"], body["index_to"]])
    refuse_if(not is_signed(row.device, "voisinage/reading/1", content, body["proof"]), "bad proof")
    offsets = state.commune.offsets
    refuse_span(row, start, end, offsets)
    value = state.parameter
    fault = find_fault(
        row, body, offsets, state.commune.sky, value("meter.peak-percent"), value("meter.day-percent")
    )
    if fault:
        state.put("meters", meter, row._replace(quarantine=fault))
        call.note = "quarantined"
        return
    state.put("meters", meter, row._replace(last=end, index=body["index_to"]))
    days = days_between(offsets, start, end)
    shares = shares_of(body["index_to"] - body["index_from"], len(days))
    if not used:
        forget(state, meter, end)
        for day, energy in zip(days, shares):
            state.put("produced-days", (meter, day), (energy, len(days)))
    record(call, meter, days, shares)


def shares_of(energy, days):
    share, more = divmod(energy, days)
    return [share] * (days - 1) + [share + more]


def forget(state, meter, instant):
    offsets = state.commune.offsets
    oldest = day_number(offsets, instant) - REACH
    for (whose, day), _ in state.rows("produced-days"):
        if whose == meter and day_number(offsets, day) < oldest:
            state.drop("produced-days", (whose, day))


def repair(call):
    state, body, author = call.state, call.event.body, call.author
    meter, at, index = body["meter"], body["at"], body["index"]
    row = state.get("meters", meter)
    refuse_if(row is None, "no such object")
    certifies = may_certify(state, author, row.owner)
    refuse_if(author != row.owner and not certifies, "not allowed")
    state.refuse_stranger(row.owner)
    refuse_if(not row.quarantine, "wrong state")
    refuse_if(at < row.last or not is_day_start(state.commune.offsets, at), "bounds")
    refuse_if(at > call.now, "too early")
    said = {author}
    if row.repair_by and (row.repair_at, row.repair_index) == (at, index):
        said.add(row.repair_by)
    if row.owner in said and any(may_certify(state, one, row.owner) for one in said):
        state.put("meters", meter, row._replace(
            last=at, index=index, quarantine="", repair_at=0, repair_index=0, repair_by=b""
        ))  # fmt: skip
        forget(state, meter, at)
        return
    state.put("meters", meter, row._replace(repair_at=at, repair_index=index, repair_by=author))
    call.note = "waits"


REGISTER = {
    "side": one_of("production", "injection", "consumption"), "watts_peak": number(1, 10**7),
    "tilt": number(0, 90), "azimuth": number(0, 359), "from": instant, "index": number(0),
    "device": ident, "source": one_of("file", "device"),
}  # fmt: skip
READING = {
    "meter": ident, "from": instant, "to": instant, "index_from": number(0), "index_to": number(0),
    "proof": sig,
}  # fmt: skip
KINDS = {
    "meter.register": (REGISTER, register),
    "meter.certify": ({"meter": ident}, certify),
    "meter.reading": (READING, reading),
    "meter.repair": ({"meter": ident, "at": instant, "index": number(0)}, repair),
}
TASKS = {}
