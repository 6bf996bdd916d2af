# SPDX-License-Identifier: AGPL-3.0-or-later
"""Charters that found a commune, and those that found none, for charters.json."""

from __future__ import annotations

from typing import Any

from ledger.errors import Refused
from ledger.event import Event, check_signatures, encode_event
from ledger.execute import execute_charter
from ledger.rulebook.charter import PARAMETERS_DEFAULT, get_parameter_bounds
from ledger.state import compute_state_digest
from tests.helpers.builders import sign_charter

Case = dict[str, Any]
SKY: Case = {"tilts": [0, 90], "azimuths": [0], "minutes": [[600] * 12, [0] * 12]}
PLAIN: Case = {"offsets": [[0, 60]], "clear_sky": SKY, "purposes": [], "posts": [["roads", 100]]}
HOUR, DAY = 3_600_000, 86_400_000
LOWEST = {name: get_parameter_bounds(name)[0] for name in PARAMETERS_DEFAULT}
HIGHEST = {name: get_parameter_bounds(name)[1] for name in PARAMETERS_DEFAULT}

SOUND: dict[str, Case] = {
    "plain": {},
    "a name of 80 bytes": {"name": "é" * 40},
    "the ends of the earth": {"place": [-9_000, 18_000]},
    "since 1970": {"since": 0},
    "one asset": {"assets": [["kwh", "metered"]], "parities": []},
    "every regime": {"assets": [["egg", "certified"], ["kwh", "metered"], ["kg", "mutual"]], "parities": []},
    "the largest parity": {"parities": [["hour", 2**40, 1], ["point", 1, 2**40]]},
    "posts of nothing": {"posts": [["roads", 0], ["z", 100]]},
    "16 posts": {"posts": [[f"p{n}", 10 if n < 10 else 0] for n in range(16)]},
    "32 purposes": {"purposes": [f"p{n}" for n in range(32)]},
    "every parameter at its lowest": {"parameters": LOWEST},
    "every parameter at its highest": {"parameters": HIGHEST},
    "an offset leaps over midnight": {"offsets": [[0, 0], [10 * DAY - HOUR // 2, 60]]},
    "an offset goes back within a day": {"offsets": [[0, 60], [10 * DAY + HOUR, 0]]},
    "an offset from before 1970": {"offsets": [[-DAY, -900], [DAY, 900]]},
    "64 offsets": {"offsets": [[n * 30 * DAY + HOUR * 3, 60 * (n % 2)] for n in range(64)]},
    "8 tilts, 8 azimuths": {
        "clear_sky": {
            "tilts": [0, 1, 2, 3, 4, 5, 6, 90],
            "azimuths": [0, 1, 2, 3, 4, 5, 6, 359],
            "minutes": [[n] * 12 for n in range(64)],
        }
    },
}
UNSOUND: dict[str, Case] = {
    "no name": {"name": ""},
    "a name of 81 bytes": {"name": "x" * 81},
    "a name that is bytes": {"name": b"Saint-Aubin"},
    "beyond the pole": {"place": [9_001, 0]},
    "half a place": {"place": [0]},
    "since before 1970": {"since": -1},
    "no asset": {"assets": []},
    "17 assets": {"assets": [["kwh", "metered"], *([f"a{n}", "certified"] for n in range(16))]},
    "a regime of its own": {"assets": [["kwh", "free"]]},
    "no kwh": {"assets": [["hour", "mutual"]], "parities": []},
    "kwh on credit": {"assets": [["kwh", "mutual"]], "parities": []},
    "an asset twice": {"assets": [["kwh", "metered"], ["kwh", "metered"]], "parities": []},
    "credit without floors": {"assets": [["kwh", "metered"], ["egg", "mutual"]], "parities": []},
    "an asset that is no identifier": {"assets": [["kwh", "metered"], ["Egg", "certified"]], "parities": []},
    "a parity of no asset": {"parities": [["gold", 1, 1]]},
    "a parity of kwh": {"parities": [["kwh", 2, 1]]},
    "a parity twice": {"parities": [["hour", 250, 9], ["hour", 250, 9]]},
    "a parity by nothing": {"parities": [["hour", 250, 0]]},
    "a parity of nothing": {"parities": [["hour", 0, 9]]},
    "a parity beyond 2^40": {"parities": [["hour", 2**40 + 1, 1]]},
    "33 purposes": {"purposes": [f"p{n}" for n in range(33)]},
    "a purpose that is no identifier": {"purposes": ["Don"]},
    "no post": {"posts": []},
    "99 percent": {"posts": [["roads", 99]]},
    "a post twice": {"posts": [["roads", 50], ["roads", 50]]},
    "a post below nothing": {"posts": [["roads", -1], ["z", 101]]},
    "a parameter unheard of": {"parameters": {"unheard-of": 1}},
    "a parameter that is no number": {"parameters": {"order.accept-ms": True}},
    **{
        f"{name} too high": {"parameters": {name: high + 1}} for name, high in HIGHEST.items() if high < 2**40
    },
    "any parameter beyond 2^40": {"parameters": {"order.accept-ms": 2**40 + 1}},
    **{f"{name} too low": {"parameters": {name: low - 1}} for name, low in LOWEST.items() if low > 0},
    "any parameter below nothing": {"parameters": {"order.accept-ms": -1}},
    "no offset": {"offsets": []},
    "offsets not ascending": {"offsets": [[0, 60], [0, 120]]},
    "an offset of more than 15 hours": {"offsets": [[0, 901]]},
    "an offset repeats midnight": {"offsets": [[0, 60], [10 * DAY - HOUR // 2, 0]]},
    "an offset leaps a day": {"offsets": [[0, -900], [10 * DAY + 14 * HOUR, 900]]},
    "tilts that end at 60": {"clear_sky": {**SKY, "tilts": [0, 60]}},
    "tilts that begin at 1": {"clear_sky": {**SKY, "tilts": [1, 90]}},
    "azimuth 360": {"clear_sky": {**SKY, "azimuths": [360]}},
    "azimuths descending": {"clear_sky": {**SKY, "azimuths": [180, 0], "minutes": [[0] * 12] * 4}},
    "a row of minutes lacking": {"clear_sky": {**SKY, "minutes": [[0] * 12]}},
    "a month lacking": {"clear_sky": {**SKY, "minutes": [[0] * 11] * 2}},
    "more minutes than a day": {"clear_sky": {**SKY, "minutes": [[1_441] * 12] * 2}},
    "no minutes": {"clear_sky": {"tilts": [0, 90]}},
    "a sky with more": {"clear_sky": {**SKY, "more": 1}},
    "no display": {"display": b""},
    "a field more": {"more": 1},
}


def made(changes: Case) -> Event:
    event = sign_charter(**{**PLAIN, **changes})
    check_signatures(event, event.id)
    return event


def make_charters() -> dict[str, Any]:
    sound: list[Case] = []
    for name, changes in SOUND.items():
        event = made(changes)
        digest = compute_state_digest(execute_charter(event).state).hex()
        sound.append(
            {"name": name, "hex": encode_event(event).hex(), "id": event.id.hex(), "state_digest": digest}
        )
    unsound: list[Case] = []
    for name, changes in UNSOUND.items():
        event = made(changes)
        try:
            execute_charter(event)
        except Refused:
            unsound.append({"name": name, "hex": encode_event(event).hex()})
        else:
            raise AssertionError(name)
    return {"sound": sound, "unsound": unsound}
