# SPDX-License-Identifier: AGPL-3.0-or-later
"""Meters, choices and the settlement of days, for results_energy.json."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from ledger import calendar
from ledger.event import Event
from ledger.execute import Execution
from ledger.rulebook.meters import reading_proof_content
from ledger.signing import Domain, public_key, sign
from ledger.units import DAY_MS, HOUR_MS, EventId
from tests.helpers.builders import SINCE_MS, Person, meter_body, seed_of
from tests.helpers.energy import TABLE, Street, day_of
from tests.vectors.histories_money import FUND, NOWHERE, pay
from tests.vectors.story import Story

FOREVER = 2**50


def days_from(instant_ms: int, count: int) -> list[int]:
    """Starts of civil days."""
    number = calendar.civil_day_number(TABLE, instant_ms)
    return [calendar.start_of_day_number(TABLE, number + step) for step in range(count)]


def register(story: Story, owner: Person, device: str, outcome: str = "applied", **more: Any) -> Event:
    body = meter_body(owner, **{"device": public_key(seed_of(device)), **more})
    return story.put(owner, "meter.register", outcome, **body)


def read(
    story: Story, owner: Person, meter: EventId, device: str, span: tuple[int, int], index: tuple[int, int],
    outcome: str = "applied",
) -> Event:  # fmt: skip
    proof = sign(seed_of(device), Domain.READING, reading_proof_content(story.commune, meter, *span, *index))
    body = {"from": span[0], "to": span[1], "index_from": index[0], "index_to": index[1], "proof": proof}
    return story.put(owner, "meter.reading", outcome, meter=meter, **body)


NAMES = ("roof", "barn", "shed", "wall", "hut", "house")


@dataclass
class Roofs:
    """anna's meters in the order of `NAMES`, tess's own, the mayor's that nobody certified yet."""

    story: Story
    made: list[EventId]
    own: EventId
    bare: EventId

    @property
    def days(self) -> list[int]:
        return days_from(SINCE_MS, 400)

    def of(
        self, meter: EventId, days: tuple[int, int], index: tuple[int, int], outcome: str = "applied"
    ) -> None:
        """A reading of anna's, by the numbers of its days."""
        span = (self.days[days[0]], self.days[days[1]])
        name = NAMES[self.made.index(meter)]
        read(self.story, self.story.people["anna"], meter, name, span, index, outcome)

    def repair(self, who: str, meter: bytes, at: int, index: int, outcome: str = "applied") -> None:
        self.story.put(self.story.people[who], "meter.repair", outcome, meter=meter, at=at, index=index)


def registered() -> Roofs:
    """Six meters a member may have; who certifies what."""
    story = Story.found(parameters={"meter.owner-max": 6})
    mayor = story.founder
    anna, tess, ben = story.people_named("anna", "tess", "ben")
    story.put(mayor, "role.grant", account=tess.account, role="technician")
    story.flush()
    changes: list[dict[str, Any]] = [
        {}, {"tilt": 45, "azimuth": 270}, {"tilt": 90, "azimuth": 10}, {"tilt": 10, "azimuth": 350},
        {"watts_peak": 9_000}, {"side": "consumption", "watts_peak": 9_000},
    ]  # fmt: skip
    made = [register(story, anna, name, **more).id for name, more in zip(NAMES, changes, strict=True)]
    roof = made[0]
    register(story, anna, "roof", "already used")
    register(story, anna, "seventh", "limit")
    story.flush()
    register(story, mayor, "roof 2", "bounds", **{"from": SINCE_MS + HOUR_MS})
    register(story, mayor, "roof 2", "bounds", **{"from": SINCE_MS - DAY_MS})
    register(story, mayor, "roof 2", "malformed", tilt=91)
    own = register(story, tess, "tess roof")
    story.put(tess, "meter.certify", "no such object", meter=NOWHERE)
    story.put(tess, "meter.certify", "malformed", meter=b"")
    for meter in made:
        story.put(tess, "meter.certify", meter=meter)
    story.put(tess, "meter.certify", "already done", meter=roof)
    story.put(tess, "meter.certify", "not allowed", meter=own.id)
    story.put(ben, "meter.certify", "not allowed", meter=own.id)
    story.flush()
    story.put(mayor, "meter.certify", meter=own.id)
    bare = register(story, mayor, "bare")
    return Roofs(story, made, own.id, bare.id)


def read_all(roofs: Roofs) -> None:
    """A year before the charter is read; every refusal, and the first quarantines."""
    story, days, of = roofs.story, roofs.days, roofs.of
    anna, ben, mayor = story.people["anna"], story.people["ben"], story.founder
    roof, barn, shed, wall, hut, house = roofs.made
    here = days_from(story.now_ms, 2)
    of(house, (0, 31), (0, 100), "not allowed")
    read(story, ben, roof, "roof", (days[0], days[1]), (0, 1), "not allowed")
    read(story, anna, EventId(NOWHERE), "roof", (days[0], days[1]), (0, 1), "no such object")
    read(story, mayor, roofs.bare, "bare", (days[0], days[1]), (0, 1), "wrong state")
    read(story, anna, roof, "barn", (days[0], days[1]), (0, 1), "bad proof")
    read(story, anna, roof, "roof", (here[0], here[1]), (0, 1), "too early")
    read(story, anna, roof, "roof", (days[0], days[1] + 1), (0, 1), "bounds")
    of(roof, (0, 32), (0, 1), "bounds")
    of(roof, (1, 1), (0, 1), "bounds")
    of(roof, (0, 31), (0, 1_000_003))
    of(roof, (20, 31), (1_000_003, 1_000_004), "already counted")
    of(roof, (30, 32), (1_000_003, 1_000_004), "overlap")
    story.put(anna, "meter.reading", "malformed", meter=roof)
    of(roof, (31, 62), (1_000_003, 2_500_000))
    of(roof, (62, 93), (2_500_000, 4_500_000))
    # The spring night of 23 hours, and one day alone.
    of(roof, (93, 94), (4_500_000, 4_500_000))
    story.flush()
    of(roof, (95, 96), (4_500_000, 4_500_001), "applied:quarantined")
    of(roof, (94, 95), (4_500_000, 4_500_001), "meter waits")
    of(barn, (0, 1), (5, 6), "applied:quarantined")
    of(shed, (0, 1), (0, 1))
    of(shed, (1, 2), (1, 0), "applied:quarantined")
    of(hut, (0, 1), (0, 300_000), "applied:quarantined")
    of(wall, (0, 1), (0, 97_000))
    of(wall, (1, 2), (97_000, 227_000), "applied:quarantined")
    story.put(anna, "consent", topic="local-sale", agree=True)
    story.flush()


def mend_all(roofs: Roofs) -> None:
    """Every way out of a quarantine, and who may not open it."""
    story, days, of, repair = roofs.story, roofs.days, roofs.of, roofs.repair
    anna, mayor = story.people["anna"], story.founder
    roof, barn, _, _, _, house = roofs.made
    here = days_from(story.now_ms, 2)
    of(house, (3, 4), (50, 100))
    of(house, (4, 5), (90, 80), "applied:quarantined")
    repair("anna", NOWHERE, days[2], 0, "no such object")
    repair("ben", barn, days[2], 0, "not allowed")
    repair("tess", roofs.own, days[2], 0, "wrong state")
    repair("anna", barn, days[2] + 1, 0, "bounds")
    repair("anna", roof, days[93], 0, "bounds")
    repair("anna", barn, here[1], 0, "too early")
    story.put(anna, "meter.repair", "malformed", meter=barn, at=-1, index=0)
    repair("anna", barn, days[2], 10, "applied:waits")
    repair("anna", roof, days[370], 5_000_000, "applied:waits")
    story.flush()
    repair("tess", barn, days[2], 11, "applied:waits")
    repair("tess", roof, days[370], 5_000_000)
    repair("tess", house, days[5], 80, "applied:waits")
    story.flush()
    repair("mairie", barn, days[2], 11, "applied:waits")
    story.flush()
    repair("anna", barn, days[2], 11)
    repair("anna", house, days[6], 80, "applied:waits")
    story.flush()
    of(barn, (2, 3), (11, 12))
    of(roof, (370, 378), (5_000_000, 5_100_000))
    story.flush()
    # The founder may certify the founder's own meters while the commune is small: one person says both.
    story.put(mayor, "meter.certify", meter=roofs.bare)
    read(story, mayor, roofs.bare, "bare", (days[1], days[2]), (0, 1), "applied:quarantined")
    repair("mairie", roofs.bare, days[1], 7)
    story.flush()
    story.flush(after_ms=2 * DAY_MS)


def meters() -> Story:
    roofs = registered()
    read_all(roofs)
    mend_all(roofs)
    return roofs.story


def choices() -> Story:
    story = Story.found()
    anna, ben = story.people_named("anna", "ben")

    def direct(entries: list[list[Any]], outcome: str = "applied", rest: str = "savings") -> None:
        story.put(anna, "directive", outcome, entries=entries, rest=rest)

    direct([["gift", b"", 1, 0, 1]], "malformed")
    direct([["neighbours", ben.account, 0, 0, 0]], "malformed")
    direct([["neighbours", b"", 0, 0, 0]] * 2, "malformed")
    direct([["buyer", ben.account, 1, 0, 0]], "malformed")
    direct([["buyer", NOWHERE, 0, 0, 0]], "no such object")
    direct([["gift", anna.account, 1, 0, 1]], "self")
    direct([["gift", ben.account, 0, 0, 1]], "bounds")
    direct([["gift", ben.account, 5, 7, 7]], "bounds")
    direct([], rest="fund")
    direct([["gift", ben.account, 5, 7, 8], ["buyer", ben.account, 0, 0, 0], ["neighbours", b"", 0, 0, 0]])
    direct([], rest="current")
    for prices, outcome in (
        ([["hour", 0]], "malformed"), ([["hour", 1], ["hour", 2]], "malformed"),
        ([["gold", 1]], "no such object"),
        ([["kg", 80], ["hour", 20]], "applied"), ([], "applied"),
    ):  # fmt: skip
        story.put(anna, "tariff", outcome, prices=prices)
    story.flush()
    for number in range(6):
        direct([], rest=("fund", "current", "savings")[number % 3])
        direct([], rest=("current", "savings", "fund")[number % 3])
        story.put(anna, "consent", topic="local-sale", agree=bool(number % 2))
        story.put(anna, "tariff", prices=[["kg", number + 1]])
        story.flush(after_ms=DAY_MS)
    return story


class Lane(Street):
    """A street whose acts of a day share a seal."""

    @property
    def story(self) -> Story:
        assert isinstance(self.village, Story)
        return self.village

    def add_meters(self, rows: Sequence[tuple[str, str]]) -> None:
        story, powers = self.story, {"consumption": 9_000}
        for name, side in rows:
            device = "device" if side == "production" else side
            changes = {"side": side, "watts_peak": powers.get(side, 30_000), "from": self.day_ms}
            event = register(story, self[name], f"{name} {device}", **changes)
            self.meters[name, side] = event.id
            self._index[event.id] = 0
        story.flush()
        for row in rows:
            story.put(story.founder, "meter.certify", meter=self.meters[row])
        story.flush()

    def choose(
        self, name: str, entries: Sequence[tuple[Any, ...]], rest: str = "savings", expect: str = "applied"
    ) -> None:
        full = [
            [kind, self[who[0]].account if who else b"", *(who[1:] or (0, 0, 0))] for kind, *who in entries
        ]
        self.story.put(self[name], "directive", expect, entries=full, rest=rest)

    def price(self, name: str, *prices: tuple[str, int]) -> None:
        self.story.put(self[name], "tariff", prices=[list(line) for line in prices])

    def read(self, name: str, side: str, energy_wh: int) -> EventId:
        """The reading of the day at hand, for the first seal after it."""
        meter = self.meters[name, side]
        span = (self.day_ms, calendar.next_day_start(TABLE, self.day_ms))
        if self.story.now_ms < span[1]:
            if self.story.batch:
                self.story.flush()
            self.story.now_ms = span[1]
        index = self._index[meter]
        device = "device" if side == "production" else side
        event = read(
            self.story, self[name], meter, f"{name} {device}", span, (index, index + energy_wh)
        )  # fmt: skip
        self._index[meter] = index + energy_wh
        return event.id

    def settle(self) -> Execution:
        if self.story.batch:
            self.story.flush()
        return self.story.settle_next()


def street_of(
    *names: str, production: Sequence[str] = (), injection: Sequence[str] = (), rest: str = "", **how: Any
) -> tuple[Lane, Story]:
    """As `Street.of`: everybody opts into the local sale and has a consumption meter; roofs as said."""
    story = Story.found(parameters={"meter.founder-certifies-below": 100}, **how)
    lane = Lane(story)
    story.people_named(*names)
    lane.day_ms = calendar.next_day_start(TABLE, story.now_ms)
    for name in names:
        story.put(lane[name], "consent", topic="local-sale", agree=True)
        if rest:
            lane.choose(name, [], rest)
    rows = [(name, "consumption") for name in names]
    rows += [(name, "production") for name in production]
    lane.add_meters([*rows, *((name, "injection") for name in injection)])
    return lane, story


def live(street: Street, made: dict[str, int], used: dict[str, int]) -> None:
    """A day: its readings, its settlement."""
    for name, energy in made.items():
        street.produce(name, energy)
    for name, energy in used.items():
        street.use(name, energy)
    street.settle()
    street.next_day()


def sales() -> Story:
    """Buyers, neighbours by parts, crumbs, gifts with a cap, prices in several assets, who cannot pay."""
    street, story = street_of("a", "b", "c", "d", "e", production=("a", "d"))
    a, b = street["a"], street["b"]
    street.choose("a", [("gift", "b", 300, 0, FOREVER), ("buyer", "c"), ("neighbours",)], rest="fund")
    live(street, {"a": 2_001, "d": 501}, {"b": 700, "c": 400, "d": 333})
    street.choose("a", [("gift", "b", 300, 0, FOREVER), ("gift", "c", 10_000, 0, FOREVER)], rest="current")
    street.price("d", ("kg", 7), ("hour", 33))
    live(street, {"a": 1_000, "d": 1_000}, {"b": 700, "c": 0})
    # One watt-hour costs one base unit of which the producer receives nothing: no partner is made.
    live(street, {"a": 1_000, "d": 3_001}, {"b": 999, "c": 1, "d": 10, "e": 1})
    # Who has nothing left above its floor buys nothing; who has kWh pays in kWh.
    pay(story, street["c"], a.account, 17_900)
    pay(story, a, b.account, 500, asset="kwh")
    pay(story, a, FUND, 100, asset="kwh")
    pay(story, a, b.account, 1, purpose="don", asset="kwh")
    story.flush()
    street.price("d", ("kwh", 1_500), ("hour", 36))
    street.choose("d", [("buyer", "b"), ("neighbours",)], rest="current")
    live(street, {"a": 0, "d": 1_000}, {"c": 300})
    live(street, {"d": 2_000}, {"b": 700, "c": 900})
    return story


def own_use() -> Story:
    """Roofs whose owner uses first and feeds in the rest; who did not read both meters counts no own use."""
    street, story = street_of("a", "b", "c", production=("a", "b"), injection=("a", "b"), rest="savings")
    barn = register(story, street["a"], "a barn", **{"from": street.day_ms})
    story.flush()
    story.put(story.founder, "meter.certify", meter=barn.id)
    read_barn(story, street, barn.id, 0, 1_500)
    street.produce("a", 1_000)
    street.inject("a", 700)
    street.use("c", 1_000)
    street.produce("b", 4_000)
    street.settle()
    for number in range(6):
        street.next_day()
        read_barn(story, street, barn.id, 1_500, 1_500)
        street.produce("a", 700)
        street.inject("a", 900 if number % 2 else 300)
        street.use("c", 250)
        street.settle()
    return story


def read_barn(story: Story, street: Lane, barn: EventId, start: int, end: int) -> None:
    """a's other roof, on the day at hand."""
    span = (street.day_ms, calendar.next_day_start(TABLE, street.day_ms))
    if story.batch:
        story.flush()
    story.now_ms = max(story.now_ms, span[1])
    read(story, street["a"], barn, "a barn", span, (start, end))


def lateness() -> Story:
    """Days read after they were settled, one reading over settled and open days, a sleeping commune."""
    street, story = street_of("anna", "ben", production=("anna", "ben"), rest="current")
    anna = street["anna"]
    street.produce("ben", 700)
    street.settle()
    days = days_from(street.day_ms, 12)
    roof = street.meters["anna", "production"]
    house = street.meters["ben", "consumption"]
    read(story, anna, roof, "anna device", (days[0], days[3]), (0, 30_001))
    story.at(days[3] + HOUR_MS)
    read(story, street["ben"], house, "ben consumption", (days[0], days[3]), (0, 9_000))
    story.flush()
    street.settle()
    read(story, anna, roof, "anna device", (days[3], days[5]), (30_001, 31_000))
    story.at(days[10])
    read(story, anna, roof, "anna device", (days[5], days[6]), (31_000, 32_000))
    story.flush()
    street.settle()
    return story


def autumn() -> Story:
    """A day of 25 hours and the month's end, after which gifts are counted anew."""
    street, story = street_of("a", "b", production=("a",))
    street.choose("a", [("gift", "b", 100, 0, FOREVER)])
    street.produce("a", 60)
    street.settle()
    for instant in (1_801_425_600_000, 1_806_195_600_000):
        street.day_ms = day_of(instant)
        meter = street.meters["a", "production"]
        read_to(story, street, meter, street.day_ms)
        street.produce("a", 90)
        street.use("b", 70)
        street.settle()
        street.next_day()
        street.produce("a", 90)
        street.settle()
    return story


def read_to(story: Story, street: Street, meter: EventId, day_ms: int) -> None:
    """The founder and the owner agree to go on at this day: nothing is minted for what lies between."""
    index = street._index[meter]
    owner = street["a"]
    if story.now_ms < day_ms + DAY_MS:
        story.now_ms = day_ms + DAY_MS
    span = (day_ms, calendar.next_day_start(TABLE, day_ms))
    if story.now_ms < span[1]:
        story.now_ms = span[1]
    read(story, owner, meter, "a device", span, (index, index), "applied:quarantined")
    story.flush()
    story.put(owner, "meter.repair", "applied:waits", meter=meter, at=day_ms, index=index)
    story.flush()
    story.put(story.founder, "meter.repair", meter=meter, at=day_ms, index=index)
    story.flush()


HISTORIES = {
    "meters": meters, "choices": choices, "sales": sales, "own use": own_use, "lateness": lateness,
    "nights of the clock and months": autumn,
}  # fmt: skip
