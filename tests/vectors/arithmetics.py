# SPDX-License-Identifier: AGPL-3.0-or-later
"""Sums without a history around them, for allocation.json, settlement.json and digests.json."""

from __future__ import annotations

import random
from fractions import Fraction
from typing import Any

from ledger import calendar
from ledger.clear_sky import best_day_minutes, check_clear_sky
from ledger.execute import execute_charter
from ledger.hashing import hash_state, hash_turn
from ledger.meter_bounds import Judgement, compute_shares, judge_reading
from ledger.rulebook.allocation import compute_result, compute_weights, get_allocation, split_amount
from ledger.rulebook.contribution import GIVEN
from ledger.rulebook.parity import convert
from ledger.rulebook.pension import get_pension
from ledger.state import ACCOUNTS, BALANCES, DEPARTURES, State, compute_state_digest
from ledger.units import DAY_MS, AccountId, EventId
from tests.helpers.builders import CLEAR_SKY, OFFSETS, POSTS, Village, seed_of, sign_charter
from tests.helpers.leaving import leave

Case = dict[str, Any]
NAMES = [str(name) for name, _ in POSTS]
MILLION = 1_000_000


def pair(value: Fraction) -> list[int]:
    return [value.numerator, value.denominator]


def drawn_ballots(draw: random.Random, count: int) -> list[tuple[Fraction, dict[str, Fraction]]]:
    ballots: list[tuple[Fraction, dict[str, Fraction]]] = []
    for _ in range(count):
        cuts = sorted(draw.randint(0, 20) for _ in range(len(NAMES) - 1))
        parts = [high - low for low, high in zip([0, *cuts], [*cuts, 20], strict=True)]
        draw.shuffle(parts)
        shares = {name: Fraction(part, 20) for name, part in zip(NAMES, parts, strict=True) if part}
        ballots.append((1 + Fraction(draw.randint(0, 50), 100), shares))
    return ballots


def _results() -> list[Case]:
    draw = random.Random(4)
    whole = {"pensions": Fraction(1)}
    named: list[tuple[str, list[tuple[Fraction, dict[str, Fraction]]]]] = [
        ("one ballot", [(Fraction(1), {"roads": Fraction(1, 2), "energy": Fraction(1, 2)})]),
        ("two who want one post each", [(Fraction(1), whole), (Fraction(1), {"roads": Fraction(1)})]),
        ("the heavier of two", [(Fraction(3, 2), whole), (Fraction(1), {"roads": Fraction(1)})]),
        ("all alike", [(Fraction(1), whole)] * 5),
    ]
    named += [(f"{count} drawn", drawn_ballots(draw, count)) for count in (2, 3, 5, 8, 13, 40)]
    cases: list[Case] = []
    for name, ballots in named:
        shares = compute_result(ballots, sorted(NAMES))
        rows = [
            [pair(weight), {post: pair(part) for post, part in split.items()}] for weight, split in ballots
        ]
        cases.append(
            {
                "name": name, "posts": sorted(NAMES), "ballots": rows,
                "shares": {post: pair(share) for post, share in shares.items()},
                "millionths": split_amount(MILLION, shares),
            }
        )  # fmt: skip
    return cases


def _weights() -> list[Case]:
    lists = ([0, 0], [0, 5], [1, 2, 3, 4], [1, 1, 1, 1, 1, 10**15], [7, 0, 3, 9, 0, 2, 8], list(range(41)))
    return [
        {
            "name": f"{len(values)} members, {percent} %", "contributions": values, "lambda_percent": percent,
            "weights": [pair(weight) for weight in compute_weights(values, percent)],
        }
        for values in lists
        for percent in (0, 50, 100)
    ]  # fmt: skip


def _splits() -> list[Case]:
    thirds = {"c": Fraction(1, 3), "a": Fraction(1, 3), "b": Fraction(1, 3)}
    uneven = {"a": Fraction(1, 7), "b": Fraction(2, 7), "c": Fraction(4, 7)}
    return [
        {
            "name": f"{amount} by {len(shares)}", "amount": amount,
            "shares": {post: pair(share) for post, share in shares.items()},
            "parts": split_amount(amount, shares),
        }
        for shares in (thirds, uneven, {"a": Fraction(1)})
        for amount in (0, 1, 2, 10, 25_000, MILLION)
    ]  # fmt: skip


def _pensions() -> list[Case]:
    village = Village.found(parameters={"pension.months": 7})
    for name in ("anna", "ben"):
        village.join(name)
        village.wait(100 * DAY_MS)
    village.pay(village.founder, b"fund", "hour", 17_999)
    village.pay(village.people["anna"], b"fund", "kg", 101)
    draft = village.state.draft()
    draft.put(GIVEN, village.people["ben"].account, 2_345_678_901)
    village.state = draft.freeze()
    cases = [_pension(village, "three members")]
    assert leave(village, village.people["ben"], b"fund").is_applied
    village.wait(200 * DAY_MS)
    return [*cases, _pension(village, "two members and one who left")]


def _pension(village: Village, name: str) -> Case:
    state, now = village.state, village.now_ms + 200 * DAY_MS
    accounts = sorted([*state.keys(ACCOUNTS), *state.keys(DEPARTURES)])
    found = [get_pension(state, account, now) for account in accounts]
    fund = {key[2]: held for key, held in state.items(BALANCES) if key[0] == b"fund"}
    return {
        "name": name, "now": now, "points_year": 10_000, "points_mwh": 1_000, "months": 7,
        "share_of_post": pair(get_allocation(state, now).shares["pensions"]), "fund": fund,
        "members": [_life(state, account) for account in accounts], "pool": dict(found[0].pool),
        "pensions": [
            {"points": one.mine.total, "share": dict(one.share), "monthly": dict(one.monthly)}
            for one in found
        ],
    }  # fmt: skip


def _life(state: State, account: AccountId) -> Case:
    row, gone = state.get(ACCOUNTS, account), state.get(DEPARTURES, account)
    if row is not None:
        return {"joined": row.joined_ms, "given": state.get(GIVEN, account) or 0}
    assert gone is not None
    return {"joined": gone.joined_ms, "left": gone.left_ms, "given": gone.given_wh}


def _parities() -> Case:
    state = execute_charter(sign_charter()).state
    parities = {"kwh": [1, 1], "hour": [250, 9], "kg": [10, 1], "point": [10, 1]}
    cases: list[Case] = []
    for asset, amount, target in (
        ("kg", 3_500, "hour"), ("kg", 3_500, "kwh"), ("hour", 1, "kwh"), ("hour", 5_400, "kwh"),
        ("kwh", 1, "hour"), ("kwh", 1_000, "hour"), ("point", 7, "kg"), ("hour", 2**53, "point"),
        ("kg", 0, "hour"),
    ):  # fmt: skip
        found = convert(state, asset, amount, target)
        assert found is not None
        cases.append(
            {"asset": asset, "amount": amount, "target": target, "whole": found[0], "left": pair(found[1])}
        )
    return {"parities": parities, "cases": cases}


def make_allocation() -> dict[str, Any]:
    return {
        "weights": _weights(), "results": _results(), "splits": _splits(), "pensions": _pensions(),
        "conversions": _parities(),
    }  # fmt: skip


# --- settlement.json ------------------------------------------------------------------------------------

TABLES: dict[str, list[list[int]]] = {
    "France": OFFSETS,
    "one offset": [[0, -300]],
    "a night whose midnight is leapt over": [[0, 0], [1_800_055_800_000, 60]],
    "a night that has its last half hour twice": [[0, 60], [1_800_053_100_000, 30]],
}


def _days() -> list[Case]:
    cases: list[Case] = []
    for name, rows in TABLES.items():
        offsets = calendar.parse_offsets(rows)
        instants = {0, -1, 951_782_400_000, 1_800_000_000_000, 4_107_542_400_000}
        for start, _ in rows[1:]:
            instants |= {start + step for step in (-DAY_MS, -1, 0, 1, 1_799_999, 3_600_000, DAY_MS)}
        for instant in sorted(instants):
            cases.append(
                {
                    "name": f"{name}, {instant}", "offsets": rows, "instant": instant,
                    "number": calendar.civil_day_number(offsets, instant),
                    "start": calendar.civil_day_start(offsets, instant),
                    "next": calendar.next_day_start(offsets, instant),
                    "month": calendar.month_of(offsets, instant),
                }
            )  # fmt: skip
    return cases


def _sky() -> Case:
    table = check_clear_sky(CLEAR_SKY)
    cases = [
        [tilt, azimuth, month, best_day_minutes(table, tilt, azimuth, month)]
        for tilt in (0, 10, 30, 45, 90)
        for azimuth in (0, 1, 179, 180, 181, 359)
        for month in (1, 6, 12)
    ]
    return {"clear_sky": CLEAR_SKY, "cases": cases}


def _readings() -> list[Case]:
    offsets, table = calendar.parse_offsets(OFFSETS), check_clear_sky(CLEAR_SKY)
    number = calendar.civil_day_number(offsets, 1_774_746_000_000)
    days = [calendar.start_of_day_number(offsets, number + step) for step in range(-3, 35)]
    base: Case = {
        "watts_peak": 3_000, "tilt": 20, "azimuth": 170, "last_to": days[2], "last_index": 100,
        "from": days[2], "to": days[3], "index_from": 100, "index_to": 101,
    }  # fmt: skip
    power_23_hours = 115 * 3_000 * 23 // 100
    best = best_day_minutes(table, 20, 170, 3) * 3_000 * 105 // 6_000
    changes: list[Case] = [
        {}, {"to": days[2] + DAY_MS}, {"to": days[33]}, {"to": days[34]}, {"to": days[2]}, {"from": days[1]},
        {"from": days[1], "to": days[2]}, {"from": days[3], "to": days[4]}, {"index_from": 99},
        {"index_to": 99}, {"index_to": 100}, {"index_to": 101 + power_23_hours}, {"index_to": 100 + best},
        {"index_to": 101 + best}, {"to": days[5], "index_to": 100 + 3 * best},
    ]  # fmt: skip
    cases: list[Case] = []
    for number, change in enumerate(changes):
        case = {**base, **change}
        judged = judge_reading(
            offsets=offsets, clear_sky=table, watts_peak=case["watts_peak"], tilt=case["tilt"],
            azimuth=case["azimuth"], last_to_ms=case["last_to"], last_index_wh=case["last_index"],
            from_ms=case["from"], to_ms=case["to"],
            index_from_wh=case["index_from"], index_to_wh=case["index_to"],
        )  # fmt: skip
        text = {Judgement.ACCEPTED: "", Judgement.NOT_DAYS: "bounds"}.get(judged, judged.value)
        cases.append({"name": f"reading {number}", **case, "judged": text})
    return cases


def make_settlement() -> dict[str, Any]:
    meters = [EventId(seed_of(f"meter {number}")) for number in range(6)]
    turns = [
        {
            "day": day,
            "meters": [meter.hex() for meter in meters],
            "order": [meter.hex() for meter in sorted(meters, key=lambda one: hash_turn(day, one))],
        }
        for day in (0, 1_800_054_000_000, 1_800_140_400_000)
    ]
    shares = [
        [energy, days, list(compute_shares(energy, days))]
        for energy in (0, 1, 31, 1_000)
        for days in (1, 3, 31)
    ]
    return {
        "days": _days(), "sky": _sky(), "readings": {"offsets": OFFSETS, "cases": _readings()},
        "shares": shares, "turns": turns,
    }  # fmt: skip


# --- digests.json ---------------------------------------------------------------------------------------


def make_digests() -> dict[str, Any]:
    """States as rows, and what their digests are made of."""
    small = Village.found()
    small.join("anna")
    cases = [
        {"name": name, "rows": shuffled(state), **digest_of(state)}
        for name, state in {"nothing": State(), "two members": small.state}.items()
    ]
    draft = small.state.draft()
    for number in range(9_000):
        draft.put(BALANCES, (AccountId(seed_of(str(number))), "current", "kwh", ""), number + 1)
    more: Case = {"name": "two members and 9,000 balances", "base": "two members", "balances": 9_000}
    return {"cases": [*cases, {**more, **digest_of(draft.freeze())}]}


def shuffled(state: State) -> list[list[str]]:
    """Its rows in no order."""
    rows = [[table, key.hex(), row.hex()] for table, key, row in state.encoded_rows()]
    return sorted(rows, key=lambda row: seed_of("".join(row)))


def digest_of(state: State) -> Case:
    chunks = list(state.chunks())
    return {
        "chunks": [[len(chunk), hash_state(chunk).hex()] for chunk in chunks],
        "digest": compute_state_digest(state).hex(),
    }
