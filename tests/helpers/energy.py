# SPDX-License-Identifier: AGPL-3.0-or-later
"""A street of roofs and households: who produced and used how much, one civil day after the other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from ledger import calendar
from ledger.execute import Execution
from ledger.rulebook.meters import reading_proof_content
from ledger.rulebook.settlement import SETTLED
from ledger.rulebook.sharing import SettledDay
from ledger.signing import Domain, public_key, sign
from ledger.units import EventId
from tests.helpers.builders import OFFSETS, Person, Village, seed_of

TABLE = tuple((at, minutes) for at, minutes in OFFSETS)
_POWER = {"production": 30_000, "injection": 30_000, "consumption": 9_000}


def _device_seed(name: str, side: str) -> bytes:
    """Of a roof the one `Village.sign_reading` signs with."""
    return seed_of(f"{name} device" if side == "production" else f"{name} {side}")


def day_of(instant_ms: int) -> int:
    return calendar.civil_day_start(TABLE, instant_ms)


@dataclass
class Street:
    """Neighbours with meters whose choices were made before the day at hand.

    >>> street = Street.of("anna", "ben")
    >>> street.choose("anna", [("buyer", "ben")])
    >>> street.produce("anna", 1_000), street.use("ben", 400)
    >>> street.settle()
    """

    village: Village
    day_ms: int = 0
    """Start of the civil day that is read next."""
    meters: dict[tuple[str, str], EventId] = field(default_factory=dict[tuple[str, str], EventId])
    _index: dict[EventId, int] = field(default_factory=dict[EventId, int])

    @classmethod
    def of(
        cls,
        *names: str,
        production: Sequence[str] | None = None,
        injection: Sequence[str] = (),
        rest: str = "",
        **changes: Any,
    ) -> Street:
        """Everybody opts into the local sale and has a consumption meter; roofs as said, else for all."""
        parameters = {"meter.founder-certifies-below": 100, **changes.pop("parameters", {})}
        street = cls(Village.found(parameters=parameters, **changes))
        for name in names:
            street.village.join(name)
        street.day_ms = calendar.next_day_start(TABLE, street.village.now_ms)
        for name in names:
            street.village.do(street[name], "consent", topic="local-sale", agree=True)
            street.add_meter(name, "consumption")
            if name in (names if production is None else production):
                street.add_meter(name, "production")
            if name in injection:
                street.add_meter(name, "injection")
            if rest:
                street.choose(name, [], rest)
        return street

    def __getitem__(self, name: str) -> Person:
        return self.village.people[name]

    def add_meter(self, name: str, side: str) -> EventId:
        device = public_key(_device_seed(name, side))
        changes = {"side": side, "watts_peak": _POWER[side], "device": device, "from": self.day_ms}
        meter = self.village.add_meter(self[name], **changes)
        self.meters[name, side] = meter
        self._index[meter] = 0
        return meter

    def choose(
        self, name: str, entries: Sequence[tuple[Any, ...]], rest: str = "savings", expect: str = "applied"
    ) -> None:
        """A directive; an entry is (kind,), (kind, name) or ("gift", name, cap, from, until)."""
        full = [
            [kind, self[who[0]].account if who else b"", *(who[1:] or (0, 0, 0))] for kind, *who in entries
        ]
        assert self.village.do(self[name], "directive", entries=full, rest=rest).outcome == expect

    def price(self, name: str, *prices: tuple[str, int]) -> None:
        outcome = self.village.do(self[name], "tariff", prices=[list(line) for line in prices]).outcome
        assert outcome == "applied"

    def produce(self, name: str, energy_wh: int) -> EventId:
        return self.read(name, "production", energy_wh)

    def inject(self, name: str, energy_wh: int) -> EventId:
        return self.read(name, "injection", energy_wh)

    def use(self, name: str, energy_wh: int) -> EventId:
        return self.read(name, "consumption", energy_wh)

    def read(self, name: str, side: str, energy_wh: int) -> EventId:
        """The reading of the day at hand, sealed an hour after its end at the earliest."""
        village, meter = self.village, self.meters[name, side]
        end_ms = calendar.next_day_start(TABLE, self.day_ms)
        if village.now_ms < end_ms:
            village.wait(end_ms - village.now_ms)
        index = self._index[meter]
        span = (self.day_ms, end_ms)
        content = reading_proof_content(village.commune, meter, *span, index, index + energy_wh)
        body = {
            "meter": meter, "from": span[0], "to": span[1],
            "index_from": index, "index_to": index + energy_wh,
            "proof": sign(_device_seed(name, side), Domain.READING, content),
        }  # fmt: skip
        event = village.sign(self[name], "meter.reading", body)
        village.seal(event, expect="applied")
        self._index[meter] = index + energy_wh
        return event.id

    def settle(self) -> Execution:
        """Let the settlement of the day at hand come due."""
        return self.village.settle_next()

    def next_day(self) -> None:
        self.day_ms = calendar.next_day_start(TABLE, self.day_ms)

    def row(self, name: str) -> SettledDay:
        row = self.village.state.get(SETTLED, (self.day_ms, self[name].account))
        assert row is not None
        return row

    def sales(self, name: str) -> dict[str, int]:
        """Buyer → Wh of a producer's day."""
        names = {person.account: person.name for person in self.village.people.values()}
        sold: dict[str, int] = {}
        for buyer, energy_wh, *_ in self.row(name).sales:
            sold[names[buyer]] = sold.get(names[buyer], 0) + energy_wh
        return sold
