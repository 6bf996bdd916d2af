# SPDX-License-Identifier: AGPL-3.0-or-later
"""The energy part of the window's door, `Voisinage.energy`: settled days, choices, the opt-in."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from app import commands, energy_choices
from app.desk import Desk
from app.energy import INDEX_MAX_WH
from app.meters.local_curve import LocalCurve
from app.query_bought import get_bought
from app.query_period import find_day_proof, get_clear_yesterday, get_period, get_savings_days
from app.query_settlement import PURCHASES, get_choices, get_settled_day
from app.reader import Reader
from app.tickets import Ticket
from app.views import AmountView
from app.views_energy import BoughtView, DestinationView, EnergyChoicesView, SettledDayView
from app.views_period import EnergyPeriodView
from ledger.event import Event
from ledger.rulebook.choices import GIFT, LOCAL_SALE
from ledger.rulebook.meters import WATTS_PEAK_MAX

FOREVER_MS = energy_choices.FOREVER_MS


class EnergyDoor:
    """Asks and does through the door it is part of."""

    power_max_w = WATTS_PEAK_MAX
    """Of a meter: the most its roof may have …"""
    index_max_wh = INDEX_MAX_WH
    """… and the most it may show."""

    def __init__(
        self,
        ask: Callable[[Callable[[Reader], Any]], Any],
        do: Callable[[Callable[[Desk], Any]], Ticket[Any]],
        curve: LocalCurve,
    ) -> None:
        self._ask = ask
        self._do = do
        self._curve = curve

    def period(self, span: str, at_ms: int = 0) -> EnergyPeriodView | None:
        """The `day`, `week` or `year` that holds an instant (0: yesterday); None without a roof of mine."""
        return self._ask(lambda reader: get_period(reader, self._curve, span, at_ms))

    def clear_yesterday(self) -> int:
        """The most my roof could have given yesterday under a clear sky, in Wh; 0 without one."""
        return self._ask(get_clear_yesterday)

    def savings_days(self) -> tuple[tuple[int, int], ...]:
        """(day, energy savings at its end) of the last month, ascending, today last."""
        return self._ask(get_savings_days)

    def bought(self) -> BoughtView:
        """What I bought and was given of my neighbours' energy this month."""
        return self._ask(get_bought)

    def day_proof(self, day_ms: int) -> bytes:
        """The act that settled a day of mine; empty when none did."""
        return self._ask(lambda reader: find_day_proof(reader, day_ms))

    def settled_day(self, day_ms: int = 0) -> SettledDayView:
        """Yesterday, or the civil day that starts at `day_ms`."""
        return self._ask(lambda reader: get_settled_day(reader, day_ms))

    def choices(self) -> EnergyChoicesView:
        return self._ask(get_choices)

    def set_directive(self, destinations: Sequence[DestinationView], rest: str) -> Ticket[Event]:
        """Replace my list. Ends in AppError as `energy_choices.set_directive`."""
        entries = [
            energy_choices.make_gift(_account(line), line.cap_wh, line.from_ms, line.until_ms)
            if line.kind == GIFT
            else energy_choices.make_line(line.kind, _account(line))
            for line in destinations
        ]
        return self._do(lambda desk: energy_choices.set_directive(desk, entries, rest))

    def set_tariff(self, prices: Sequence[AmountView]) -> Ticket[Event]:
        lines = [(line.asset, line.amount) for line in prices]
        return self._do(lambda desk: energy_choices.set_tariff(desk, lines))

    def share_use(self, agree: bool) -> Ticket[Event]:
        """Opt into the local sale: from then on my use may enter the register of all, for ever."""
        return self._do(lambda desk: commands.set_consent(desk, LOCAL_SALE, agree))

    def show_purchases(self, agree: bool) -> Ticket[Event]:
        return self._do(lambda desk: commands.set_consent(desk, PURCHASES, agree))


def _account(line: DestinationView) -> bytes:
    return line.person.account if line.person is not None else b""
