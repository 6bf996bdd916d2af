# SPDX-License-Identifier: AGPL-3.0-or-later
"""The settlement of a civil day: readings wait for it, then one task mints, shares and burns.

    reading ── day in time ──> waiting (day, meter) ──┐
            └─ day settled ──> late (meter) ──────────┤
                                                      v  day's end + grace
                                    one task: late → savings; the day → `ledger.rulebook.sharing`

Not here: what a reading may claim (`meters`), who gets what (`sharing`), what members chose (`choices`).
The law: a watt-hour waits in one row until one settlement mints it; a day is settled once.
Source: docs/protocol.md section 6.16; docs/adr/0015-settlement.md.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from ledger import calendar
from ledger.errors import Reason, Refused
from ledger.posting import move, settle_part
from ledger.rulebook.choices import buys, first_open_day
from ledger.rulebook.meter_rows import (
    CONSUMPTION,
    ENERGY,
    INJECTION,
    METERS,
    PRODUCTION,
    get_owned,
    is_register,
)
from ledger.rulebook.rule import DueCall, DueRule, add_task
from ledger.rulebook.sharing import SettledDay, Sharing, Turn
from ledger.state import Draft, Readable, Table, get_commune, get_parameter
from ledger.units import ISSUE, POT_CURRENT, POT_ENERGY, AccountId, EventId

LABEL: Final = "settlement"
_DAYS_KEPT: Final = 4
"""Civil days whose outcome stays in the state, so that the morning can show it."""
_LATE_COUNTER: Final = 64
"""Of the task that a late reading arms: no place of a day within a reading."""
_DAY_BYTES: Final = 8


@dataclass(frozen=True, slots=True)
class Settlement:
    """One civil day: when it is settled, by which task, and whether it was."""

    due_ms: int
    task: bytes
    is_done: bool


WAITING: Final = Table[tuple[int, EventId], int]("waiting-days")
"""(start of the civil day, meter) → Wh that the day's settlement will take."""
LATE: Final = Table[EventId, int]("late-energy")
"""Meter → Wh of days already settled: the next settlement mints them to the owner's savings."""
SETTLEMENTS: Final = Table[int, Settlement]("settlements", Settlement)
SETTLED: Final = Table[tuple[int, AccountId], SettledDay]("settled-days", SettledDay)
"""(start of the civil day, producer) → where its energy went."""


def get_due_ms(state: Readable, day_ms: int) -> int:
    """When a civil day is settled: its end and the commune's grace."""
    row = state.get(SETTLEMENTS, day_ms)
    if row is not None:
        return row.due_ms
    end_ms = calendar.next_day_start(get_commune(state).offsets, day_ms)
    return end_ms + get_parameter(state, "settlement.grace-ms")


def is_late(state: Readable, day_ms: int, first_open_ms: int) -> bool:
    """Whether what is said now of a day comes after its settlement."""
    row = state.get(SETTLEMENTS, day_ms)
    return row.is_done if row is not None else day_ms < first_open_ms


def record_days(
    draft: Draft, creator: EventId, meter_id: EventId, days: Sequence[int], shares: Sequence[int]
) -> None:
    """Keep what a reading says of each civil day until its settlement, or the next one if that is over."""
    meter = draft.get(METERS, meter_id)
    assert meter is not None, "a reading of a meter"
    first_open_ms = first_open_day(draft)
    late_wh = 0
    for position, (day_ms, share_wh) in enumerate(zip(days, shares, strict=True)):
        if not is_late(draft, day_ms, first_open_ms):
            draft.put(WAITING, (day_ms, meter_id), share_wh)
            _open(draft, creator, day_ms, position)
        elif is_register(draft, meter, day_ms):
            late_wh += share_wh
    if late_wh:
        draft.put(LATE, meter_id, (draft.get(LATE, meter_id) or 0) + late_wh)
        day_ms = first_open_ms
        while is_late(draft, day_ms, first_open_ms):
            day_ms = calendar.next_day_start(get_commune(draft).offsets, day_ms)
        _open(draft, creator, day_ms, _LATE_COUNTER)


def _open(draft: Draft, creator: EventId, day_ms: int, counter: int) -> None:
    """Arm the only task of a day."""
    if draft.get(SETTLEMENTS, day_ms) is not None:
        return
    due_ms = get_due_ms(draft, day_ms)
    subject = day_ms.to_bytes(_DAY_BYTES, "big")
    task = add_task(draft, due_ms=due_ms, label=LABEL, creator=creator, subject=subject, counter=counter)
    draft.put(SETTLEMENTS, day_ms, Settlement(due_ms, task, is_done=False))


# --- the task ----------------------------------------------------------------------------------------------


def _settle_day(draft: Draft, call: DueCall) -> None:
    day_ms = int.from_bytes(call.task.object, "big")
    row = draft.get(SETTLEMENTS, day_ms)
    assert row is not None, "a settlement's task without its row"
    sharing = Sharing(draft, day_ms, call.due_ms)
    _mint_late(draft, sharing)
    said = {key[1]: wh for key, wh in draft.items(WAITING) if key[0] == day_ms}
    for meter_id in said:
        draft.remove(WAITING, (day_ms, meter_id))
    turns = _judge_meters(draft, sharing, said)
    for turn in sorted(turns, key=lambda turn: turn.rank):
        # Minted in its turn: before, its owner could pay a neighbour with what it is about to share.
        _mint(draft, turn.meter, turn.energy_wh, POT_CURRENT)
        sharing.add(turn.owner, minted_wh=turn.energy_wh)
        sharing.serve(turn)
    for account, settled in sharing.rows.items():
        draft.put(SETTLED, (day_ms, account), settled)
    draft.put(SETTLEMENTS, day_ms, replace(row, is_done=True))
    _forget(draft, day_ms)
    sharing.forget_gifts()


def _mint_late(draft: Draft, sharing: Sharing) -> None:
    for meter_id, late_wh in draft.items(LATE):
        owner = _mint(draft, meter_id, late_wh, POT_ENERGY)
        sharing.add(owner, late_wh=late_wh)
        draft.remove(LATE, meter_id)


def _mint(draft: Draft, meter_id: EventId, energy_wh: int, pot: str) -> AccountId:
    meter = draft.get(METERS, meter_id)
    assert meter is not None, "what was read has a meter"
    move(draft, source=(ISSUE, POT_CURRENT), target=(meter.owner, pot), asset=ENERGY, amount=energy_wh)
    reason = settle_part(draft)
    if reason is not None:  # beyond ±2^53: the settlement as a whole cannot be
        raise Refused(Reason.OVERFLOW)
    draft.put(METERS, meter_id, replace(meter, minted_wh=meter.minted_wh + energy_wh))
    return meter.owner


def _judge_meters(draft: Draft, sharing: Sharing, said: dict[EventId, int]) -> list[Turn]:
    """Note what each meter gave and who used how much; burn what was used under the roof that made it."""
    turns: list[Turn] = []
    owners: dict[AccountId, None] = {}
    for meter_id, energy_wh in said.items():
        meter = draft.get(METERS, meter_id)
        assert meter is not None, "what was read has a meter"
        owners[meter.owner] = None
        if meter.side == CONSUMPTION:
            if buys(draft, meter.owner, sharing.day_ms):
                sharing.add_use(meter.owner, energy_wh)
        elif is_register(draft, meter, sharing.day_ms) and energy_wh:
            turns.append(Turn(meter_id, meter.owner, energy_wh, sharing.day_ms))
    for owner in owners:
        _burn_own_use(draft, sharing, owner, said)
    return turns


def _burn_own_use(draft: Draft, sharing: Sharing, owner: AccountId, said: dict[EventId, int]) -> None:
    """Produced minus injected is used under the same roof: minted and burnt at once, never shared.

    Only where both sides are known for the whole day: a production meter beside an injection meter that did
    not speak mints nothing yet.
    """
    produced: list[tuple[EventId, int]] = []
    injected_wh, has_injection = 0, False
    for meter_id, meter in get_owned(draft, owner):
        if meter.side == CONSUMPTION or not meter.certified_by or meter.counts_from_ms > sharing.day_ms:
            continue
        if meter_id not in said:
            return
        if meter.side == PRODUCTION:
            produced.append((meter_id, said[meter_id]))
        elif meter.side == INJECTION:
            has_injection = True
            injected_wh += said[meter_id]
    own_wh = sum(wh for _, wh in produced) - injected_wh if has_injection else 0
    left = max(0, own_wh)
    for meter_id, produced_wh in produced:
        part = min(left, produced_wh)
        if part:
            _mint(draft, meter_id, part, POT_CURRENT)
            sharing.burn_own(owner, part)
            left -= part


def _forget(draft: Draft, day_ms: int) -> None:
    """Forget the outcomes of days long shown."""
    offsets = get_commune(draft).offsets
    oldest_ms = calendar.start_of_day_number(offsets, calendar.civil_day_number(offsets, day_ms) - _DAYS_KEPT)
    for key in [key for key in draft.keys(SETTLED) if key[0] <= oldest_ms]:
        draft.remove(SETTLED, key)
    done = [key for key, row in draft.items(SETTLEMENTS) if key <= oldest_ms and row.is_done]
    for key in done:
        draft.remove(SETTLEMENTS, key)


DUE: Final[dict[str, DueRule]] = {LABEL: _settle_day}
TABLES: Final[tuple[Table[Any, Any], ...]] = (WAITING, LATE, SETTLEMENTS, SETTLED)
