# SPDX-License-Identifier: AGPL-3.0-or-later
"""The founding act: what the commune is called, counts in and may change later by decision only.

Source: docs/protocol.md sections 6.1 and 4 (height 0).
"""

from __future__ import annotations

from typing import Any, Final, cast

from ledger.calendar import parse_offsets
from ledger.clear_sky import check_clear_sky
from ledger.errors import Reason
from ledger.rulebook.parity import PARITIES, Parity
from ledger.rulebook.roles import MAYOR, record_grants
from ledger.rulebook.rule import (
    Call,
    Rule,
    check_that,
    fields_of,
    integer,
    is_id,
    is_name,
    is_signature,
    list_of,
    map_of,
    one_of,
    text,
    tuple_of,
)
from ledger.rulebook.witnesses import SEATS, Seat
from ledger.state import (
    ACCOUNTS,
    ASSETS,
    COMMUNE,
    KEYS,
    NODES,
    ONLY,
    PARAMETERS,
    WITNESSES,
    Account,
    Commune,
    Draft,
    KeyRow,
    Table,
    Witness,
)
from ledger.units import DAY_MS, HOUR_MS, MINUTE_MS, NodeKey

POSTS: Final = Table[str, int]("posts")
"""post of the fund → the charter's share, in percent."""

PARAMETERS_DEFAULT: Final[dict[str, int]] = {
    "seal.interval-ms": 1_000,
    "event.ttl-seal-days": 90,
    "quota.events-day": 500,
    "quota.bytes-day": 256 * 1024,
    "quota.events-day-newcomer": 50,
    "invitation.month-quota": 30,
    "invitation.days-max": 30,
    "guarantee.partners": 3,
    "key.revoke-delay-ms": 7 * DAY_MS,
    "hour.floor": 5 * 3_600,
    "hour.floor-step": 3_600,
    "hour.floor-max": 20 * 3_600,
    "kg.floor": 50_000,
    "kg.floor-step": 10_000,
    "kg.floor-max": 200_000,
    "meter.founder-certifies-below": 5,
    "meter.peak-percent": 115,
    "meter.day-percent": 105,
    "meter.owner-max": 16,
    "settlement.grace-ms": 6 * HOUR_MS,
    "order.accept-ms": 72 * HOUR_MS,
    "order.silence-ms": 7 * DAY_MS,
    "proposal.duration-min-ms": 1 * DAY_MS,
    "proposal.duration-max-ms": 60 * DAY_MS,
    "proposal.delay-ms": 1 * DAY_MS,
    "proposal.open-max": 10,
    "proposal.text-two-thirds": 0,
    "proposal.text-quorum-percent": 0,
    "proposal.parity-two-thirds": 1,
    "proposal.parity-quorum-percent": 25,
    "proposal.role-two-thirds": 0,
    "proposal.role-quorum-percent": 25,
    "proposal.witness-two-thirds": 1,
    "proposal.witness-quorum-percent": 25,
    "allocation.lambda-percent": 50,
    "pot.lock-days-max": 3_650,
    "service.confirm-ms": 30 * DAY_MS,
    "service.day-seconds": 12 * 3_600,
    "service.back-days": 90,
    "service.mutual-percent": 30,
    "pension.points-year": 10_000,
    "pension.points-mwh": 1_000,
    "pension.months": 240,
}
"""Every parameter with its seed value: a charter may set others, a decision may change them."""

# A commune may go no further than this, whatever its charter says: the bounds keep arithmetic and disks safe.
_PARAMETER_BOUNDS: Final[dict[str, tuple[int, int]]] = {
    "seal.interval-ms": (10, 60 * MINUTE_MS),
    "quota.events-day": (50, 100_000),
    "quota.bytes-day": (64 * 1024, 2**30),
    "quota.events-day-newcomer": (10, 100_000),
    "event.ttl-seal-days": (30, 3_650),
    "guarantee.partners": (1, 32),
    "settlement.grace-ms": (0, 31 * DAY_MS),
    "proposal.open-max": (1, 1_000),
    "proposal.text-two-thirds": (0, 1),
    "proposal.text-quorum-percent": (0, 100),
    "proposal.parity-two-thirds": (0, 1),
    "proposal.parity-quorum-percent": (0, 100),
    "proposal.role-two-thirds": (0, 1),
    "proposal.role-quorum-percent": (0, 100),
    "proposal.witness-two-thirds": (0, 1),
    "proposal.witness-quorum-percent": (0, 100),
    "allocation.lambda-percent": (0, 100),
    "service.day-seconds": (3_600, 24 * 3_600),
    "service.back-days": (1, 365),
    "service.mutual-percent": (0, 100),
    "pension.points-year": (0, 1_000_000),
    "pension.points-mwh": (0, 1_000_000),
    "pension.months": (1, 1_200),
}

_MINUTES_OF_DAY: Final = 24 * 60
_REGIMES: Final = ("metered", "mutual", "certified")

SCHEMA: Final = {
    "name": text(80),
    "place": tuple_of(integer(-9_000, 9_000), integer(-18_000, 18_000)),
    "since": integer(0),
    "assets": list_of(tuple_of(is_name, one_of(*_REGIMES)), 1, 16),
    "parities": list_of(tuple_of(is_name, integer(1, 2**40), integer(1, 2**40)), 0, 16),
    "purposes": list_of(is_name, 0, 32),
    "posts": list_of(tuple_of(is_name, integer(0, 100)), 1, 16),
    "parameters": map_of(is_name, integer(0), 64),
    "offsets": list_of(tuple_of(integer(), integer(-_MINUTES_OF_DAY, _MINUTES_OF_DAY)), 1, 64),
    "clear_sky": fields_of(
        {
            "tilts": list_of(integer(0, 90), 1, 8),
            "azimuths": list_of(integer(0, 360), 1, 8),
            "minutes": list_of(list_of(integer(0, _MINUTES_OF_DAY), 12, 12), 1, 64),
        }
    ),
    "display": is_id,
    "node": is_id,
    "node_proof": is_signature,
}


def get_parameter_bounds(name: str) -> tuple[int, int]:
    """The lowest and highest value a parameter may take."""
    return _PARAMETER_BOUNDS.get(name, (0, 2**40))


def _is_sound(body: dict[str, Any]) -> bool:
    try:
        parse_offsets(body["offsets"])
        check_clear_sky(body["clear_sky"])
    except ValueError:
        return False
    assets = dict(body["assets"])
    parities = [asset for asset, _, _ in body["parities"]]
    return (
        len(assets) == len(body["assets"])
        and assets.get("kwh") == "metered"
        and all(_has_floor(asset) for asset, regime in assets.items() if regime == "mutual")
        and len(set(parities)) == len(parities)
        and all(asset in assets and asset != "kwh" for asset in parities)
        and len({post for post, _ in body["posts"]}) == len(body["posts"])
        and sum(percent for _, percent in body["posts"]) == 100
        and all(
            name in PARAMETERS_DEFAULT and _within(name, value) for name, value in body["parameters"].items()
        )
    )


def _has_floor(asset: str) -> bool:
    """Whether the parameters say how deep a member's debt in an asset may be; credit without end is none."""
    return all(f"{asset}.{name}" in PARAMETERS_DEFAULT for name in ("floor", "floor-step", "floor-max"))


def _within(name: str, value: int) -> bool:
    low, high = get_parameter_bounds(name)
    return low <= value <= high


def apply_charter(draft: Draft, call: Call) -> None:
    """Make the first state. Only ever executed at height 0, on an empty draft."""
    body = cast("dict[str, Any]", call.body)
    check_that(_is_sound(body), Reason.MALFORMED)
    clear_sky = body["clear_sky"]
    draft.put(
        COMMUNE,
        ONLY,
        Commune(
            name=body["name"],
            latitude_centideg=body["place"][0],
            longitude_centideg=body["place"][1],
            since_ms=body["since"],
            offsets=tuple((since, minutes) for since, minutes in body["offsets"]),
            clear_sky=(
                tuple(clear_sky["tilts"]),
                tuple(clear_sky["azimuths"]),
                tuple(tuple(row) for row in clear_sky["minutes"]),
            ),
            founder=call.account,
            purposes=tuple(body["purposes"]),
        ),
    )
    for name, value in {**PARAMETERS_DEFAULT, **body["parameters"]}.items():
        draft.put(PARAMETERS, name, value)
    for asset, regime in body["assets"]:
        draft.put(ASSETS, asset, regime)
    draft.put(PARITIES, "kwh", Parity(1, 1, 1))
    for asset, numerator, denominator in body["parities"]:
        draft.put(PARITIES, asset, Parity(numerator, denominator, 1))
    for post, percent in body["posts"]:
        draft.put(POSTS, post, percent)
    node = NodeKey(body["node"])
    draft.put(
        ACCOUNTS,
        call.account,
        Account(
            sponsor=type(call.account)(b""),
            branch=call.account,
            joined_ms=call.now_ms,
            display=body["display"],
            roles=(MAYOR,),
            keys=(call.event.author,),
            guaranteed=False,
            guarantees=(),
            partners=(),
        ),
    )
    draft.put(KEYS, call.event.author, KeyRow(call.account, 0, 0, call.event.id, 0))
    draft.put(NODES, node, call.account)
    record_grants(draft, call.account, (MAYOR,), call.event.id, call.now_ms)
    draft.put(WITNESSES, 0, Witness(call.account, node))
    draft.put(SEATS, node, Seat(call.event.id, call.now_ms, 1))


KINDS: Final = {"charter": Rule(schema=SCHEMA, apply=apply_charter, blobs=("display",))}
TABLES: Final = (POSTS,)
