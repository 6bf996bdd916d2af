# SPDX-License-Identifier: CC0-1.0
"""The charter and the parameters it may set. Source: docs/protocol.md sections 6.1 and 6.10."""

from __future__ import annotations

from second.shapes import a_map, array, fits, ident, instant, is_a_map, name, number, one_of, row, sig
from second.state import Account, Chain, Commune, Key, day_number, refuse_if

ANY = (0, 2**40)
PARAMETERS = {
    "seal.interval-ms": (1_000, 10, 3_600_000),
    "event.ttl-seal-days": (90, 30, 3_650),
    "quota.events-day": (500, 50, 100_000),
    "quota.bytes-day": (262_144, 65_536, 2**30),
    "quota.events-day-newcomer": (50, 10, 100_000),
    "invitation.month-quota": (30, *ANY),
    "invitation.days-max": (30, *ANY),
    "guarantee.partners": (3, 1, 32),
    "key.revoke-delay-ms": (604_800_000, *ANY),
    "hour.floor": (18_000, *ANY),
    "hour.floor-step": (3_600, *ANY),
    "hour.floor-max": (72_000, *ANY),
    "kg.floor": (50_000, *ANY),
    "kg.floor-step": (10_000, *ANY),
    "kg.floor-max": (200_000, *ANY),
    "meter.founder-certifies-below": (5, *ANY),
    "meter.peak-percent": (115, *ANY),
    "meter.day-percent": (105, *ANY),
    "meter.owner-max": (16, *ANY),
    "settlement.grace-ms": (21_600_000, 0, 2_678_400_000),
    "order.accept-ms": (259_200_000, *ANY),
    "order.silence-ms": (604_800_000, *ANY),
    "proposal.duration-min-ms": (86_400_000, *ANY),
    "proposal.duration-max-ms": (5_184_000_000, *ANY),
    "proposal.delay-ms": (86_400_000, *ANY),
    "proposal.open-max": (10, 1, 1_000),
    "proposal.text-two-thirds": (0, 0, 1),
    "proposal.text-quorum-percent": (0, 0, 100),
    "proposal.parity-two-thirds": (1, 0, 1),
    "proposal.parity-quorum-percent": (25, 0, 100),
    "proposal.role-two-thirds": (0, 0, 1),
    "proposal.role-quorum-percent": (25, 0, 100),
    "proposal.witness-two-thirds": (1, 0, 1),
    "proposal.witness-quorum-percent": (25, 0, 100),
    "allocation.lambda-percent": (50, 0, 100),
    "pot.lock-days-max": (3_650, *ANY),
    "service.confirm-ms": (2_592_000_000, *ANY),
    "service.day-seconds": (43_200, 3_600, 86_400),
    "service.back-days": (90, 1, 365),
    "service.mutual-percent": (30, 0, 100),
    "pension.points-year": (10_000, 0, 1_000_000),
    "pension.points-mwh": (1_000, 0, 1_000_000),
    "pension.months": (240, 1, 1_200),
}
SCHEMA = {
    "name": lambda value: type(value) is str and 1 <= len(value.encode()) <= 80,
    "place": row(number(-9_000, 9_000), number(-18_000, 18_000)),
    "since": instant,
    "assets": array(row(name, one_of("metered", "mutual", "certified")), 1, 16),
    "parities": array(row(name, number(1, 2**40), number(1, 2**40)), 0, 16),
    "purposes": array(name, 0, 32),
    "posts": array(row(name, number(0, 100)), 1, 16),
    "parameters": a_map(lambda found: found in PARAMETERS, lambda value: type(value) is int, 64),
    "offsets": array(row(number(-(2**53)), number(-900, 900)), 1, 64),
    "clear_sky": is_a_map,
    "display": ident,
    "node": ident,
    "node_proof": sig,
}
SKY = {
    "tilts": array(number(0, 90), 1, 8),
    "azimuths": array(number(0, 359), 1, 8),
    "minutes": array(array(number(0, 1_440), 12, 12), 1, 64),
}


def is_ascending(values):
    return all(left < right for left, right in zip(values, values[1:]))


def check_charter(body):
    refuse_if(not fits(body, SCHEMA), "malformed")
    assets, parities, posts = (
        dict(body["assets"]),
        {line[0] for line in body["parities"]},
        dict(body["posts"]),
    )
    refuse_if(len(assets) < len(body["assets"]) or assets.get("kwh") != "metered", "malformed")
    refuse_if(len(parities) < len(body["parities"]) or "kwh" in parities, "malformed")
    refuse_if(not parities <= set(assets), "malformed")
    refuse_if(len(posts) < len(body["posts"]) or sum(posts.values()) != 100, "malformed")
    for found, value in body["parameters"].items():
        refuse_if(not PARAMETERS[found][1] <= value <= PARAMETERS[found][2], "malformed")
    for asset, regime in assets.items():
        refuse_if(regime == "mutual" and f"{asset}.floor-max" not in PARAMETERS, "malformed")
    check_offsets(body["offsets"])
    sky = body["clear_sky"]
    refuse_if(not fits(sky, SKY), "malformed")
    refuse_if(not is_ascending(sky["tilts"]) or not is_ascending(sky["azimuths"]), "malformed")
    refuse_if(sky["tilts"][0] != 0 or sky["tilts"][-1] != 90, "malformed")
    refuse_if(len(sky["minutes"]) != len(sky["tilts"]) * len(sky["azimuths"]), "malformed")


def check_offsets(offsets):
    refuse_if(not is_ascending([start for start, _ in offsets]), "malformed")
    for (_, before), (start, after) in zip(offsets, offsets[1:]):
        numbers = [
            day_number([[0, minutes]], instant) for instant, minutes in ((start - 1, before), (start, after))
        ]
        refuse_if(numbers[1] not in (numbers[0], numbers[0] + 1), "malformed")


def frozen(value):
    return tuple(map(frozen, value)) if isinstance(value, list) else value


def found(call):
    body, event, state = call.event.body, call.event, call.state
    check_charter(body)
    account, now = event.author, event.time
    sky = body["clear_sky"]
    state.put("chain", "", Chain(0, event.id, now, 0, 1, 0, 1))
    state.put("commune", "", Commune(
        body["name"], *body["place"], body["since"], frozen(body["offsets"]),
        frozen([sky["tilts"], sky["azimuths"], sky["minutes"]]), account, tuple(body["purposes"]),
    ))  # fmt: skip
    for found_name, (seed, _, _) in PARAMETERS.items():
        state.put("parameters", found_name, body["parameters"].get(found_name, seed))
    for asset, regime in body["assets"]:
        state.put("assets", asset, regime)
    for post, percent in body["posts"]:
        state.put("posts", post, percent)
    for asset, numerator, denominator in [["kwh", 1, 1], *body["parities"]]:
        state.put("parities", asset, (numerator, denominator, 1))
    state.put("keys", account, Key(account, 0, 0, event.id, 0))
    row = Account(b"", account, now, body["display"], ("mayor",), (account,), False, (), ())
    state.put("accounts", account, row)
    state.put("roles", (account, "mayor"), (event.id, now))
    state.put("nodes", body["node"], account)
    state.put("witnesses", 0, (account, body["node"]))
    state.put("witness-since", body["node"], (event.id, now, 1))
    state.put("anchors", 0, event.id[:8] + bytes(4))
