# SPDX-License-Identifier: AGPL-3.0-or-later
"""Villages with meters, and what their people do about energy and savings: `acts` for the rest.

The village begins when the second metered day is about to be settled: readings of that day are in time,
readings of the day before are late.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any
from unittest.mock import patch

from ledger import calendar
from ledger.event import Event
from ledger.rulebook.meter_rows import METERS
from ledger.rulebook.meters import reading_proof_content
from ledger.signing import Domain, public_key, sign
from ledger.state import get_parameter
from ledger.units import DAY_MS
from tests.helpers.builders import meter_body, seed_of
from tests.helpers.energy import TABLE
from tests.helpers.hamlet import Hamlet, copy_of
from tests.simulation import acts
from tests.simulation.village import NAMES, Base, make_village

if TYPE_CHECKING:
    from tests.simulation.resident import Resident
    from tests.simulation.world import World

SIDES = ("production", "consumption")
_LEAD_MS = 3_000
"""Before the settlement of the second day, when the world begins."""
_POTS = ("current", "energy-savings", "time-savings", "travaux")


def _device(name: str, side: str) -> bytes:
    return seed_of(f"{name} {side} device")


def _furnish(hamlet: Hamlet) -> None:
    start_ms = calendar.next_day_start(TABLE, hamlet.now_ms)
    for person in hamlet.people.values():
        hamlet.seal(hamlet.sign(person, "consent", {"topic": "local-sale", "agree": True}), expect="applied")
        for side in SIDES:
            device = public_key(_device(person.name, side))
            changes = {"side": side, "watts_peak": 9_000, "device": device, "from": start_ms}
            meter = hamlet.sign(person, "meter.register", meter_body(person, **changes))
            hamlet.seal(meter, expect="applied")
            hamlet.seal(hamlet.sign(hamlet.founder, "meter.certify", {"meter": meter.id}), expect="applied")


@cache
def make_metered_base(size: int, others: int) -> Base:
    """Everybody has a roof and a consumption meter, certified."""
    with patch("tests.helpers.builders.blob_of", lambda _text: bytes(32)):
        names, rest = NAMES[:size], NAMES[size : size + others]
        hamlet = make_village(names, rest, {"meter.founder-certifies-below": 100}, _furnish)
    start_ms = calendar.next_day_start(TABLE, hamlet.now_ms)
    image = copy_of(hamlet.main).store.db.serialize()
    first_end = calendar.next_day_start(TABLE, start_ms)
    grace_ms = get_parameter(hamlet.state, "settlement.grace-ms")
    hamlet.now_ms = calendar.next_day_start(TABLE, first_end) + grace_ms - _LEAD_MS - 60_000
    return Base(hamlet, image, names, rest)


def read(world: World, one: Resident) -> Event | None:
    """One day of a meter of one's own: in time, late, twice, or a bound that nothing produces."""
    state = one.replica.state
    mine = [(key, row) for key, row in state.items(METERS) if row.owner == one.person.account]
    if not mine:
        return acts.pay(world, one)
    meter, row = world.random.choice(mine)
    begin_ms = row.last_to_ms if world.random.random() < 0.9 else row.counts_from_ms
    if world.random.random() < 0.3:
        begin_ms = calendar.next_day_start(TABLE, begin_ms)
    end_ms = calendar.next_day_start(TABLE, begin_ms)
    used = world.random.choice((0, 900, 4_000, 20_000, 500_000))
    index = (row.last_index_wh, row.last_index_wh + used)
    content = reading_proof_content(world.commune, meter, begin_ms, end_ms, *index)
    proof = sign(_device(one.name, row.side), Domain.READING, content)
    body = {
        "meter": meter, "from": begin_ms, "to": end_ms, "index_from": index[0], "index_to": index[1],
        "proof": proof,
    }  # fmt: skip
    return one.act("meter.reading", body)


def add_meter(world: World, one: Resident) -> Event | None:
    """One more roof, or somebody's is certified: by who may, or by who may not."""
    waiting = [key for key, row in one.replica.state.items(METERS) if not row.certified_by]
    if waiting and world.random.random() < 0.7:
        return one.act("meter.certify", {"meter": world.random.choice(waiting)})
    device = public_key(one.random.randbytes(32))
    start_ms = calendar.next_day_start(TABLE, world.start_ms)
    changes = {"side": world.random.choice(SIDES), "device": device, "from": start_ms}
    return one.act("meter.register", meter_body(one.person, **changes))


def choose(world: World, one: Resident) -> Event | None:
    """Who gets the surplus, and at what price."""
    rng = world.random
    if rng.random() < 0.4:
        prices = [["hour", rng.choice((60, 600))]] if rng.random() < 0.7 else []
        return one.act("tariff", {"prices": prices})
    entries: list[list[Any]] = [["buyer", acts.pick_other(world, one), 0, 0, 0]] if rng.random() < 0.5 else []
    entries += [["neighbours", b"", 0, 0, 0]] if rng.random() < 0.5 else []
    return one.act("directive", {"entries": entries, "rest": rng.choice(("savings", "current", "fund"))})


def save(world: World, one: Resident) -> Event | None:
    """From one pot to another, or a lock."""
    rng = world.random
    if rng.random() < 0.25:
        until = world.start_ms + rng.choice((2_000, 8_000, DAY_MS))
        return one.act("pot.lock", {"pot": rng.choice(_POTS[1:]), "until": until})
    source, target = rng.sample(_POTS, 2)
    body = {"from": source, "to": target, "asset": rng.choice(("hour", "kwh")), "amount": rng.choice((1, 60))}
    return one.act("pot.move", body)


ENERGY: tuple[acts.Act, ...] = (
    read,
    read,
    read,
    read,
    add_meter,
    choose,
    save,
    save,
    acts.help_out,
    acts.pay,
)
