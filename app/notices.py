# SPDX-License-Identifier: AGPL-3.0-or-later
"""What this computer says when its window is not looked at: what, when, and never twice.

    07:00        the day before: kWh, how many bought, what waits          once a civil day, before 10:00
    money        what came since, together                                 at most one every ten minutes
    last day     a vote that closes within 24 h and waits for my voice     once a vote
    22:00–07:00  nothing; what came meanwhile is told after

Pure: the clock, the facts and what was said are given. Not here: words, and how the system shows them.
Law: what was there before the first look is never told as new.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from app.views_notices import NoticeView
from ledger.calendar import Offsets, civil_day_start

QUIET_UNTIL_MS: Final = 7 * 3_600_000
QUIET_FROM_MS: Final = 22 * 3_600_000
MORNING_UNTIL_MS: Final = 10 * 3_600_000
LAST_DAY_MS: Final = 24 * 3_600_000
GROUP_MS: Final = 10 * 60_000
KEPT_MAX: Final = 2_000

MORNING, RECEIVED, LAST_DAY = "morning", "received", "last-day"


@dataclass(frozen=True, slots=True, kw_only=True)
class Incoming:
    """Something that came to me."""

    event: bytes
    asset: str
    amount: int
    person: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenVote:
    """A proposal I have not voted on."""

    proposal: bytes
    title: str
    closes_ms: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What the register says now."""

    produced_wh: int
    """Yesterday; −1: no meter, or nothing known."""
    buyers: int
    waiting: int
    """Things that wait for me."""
    incoming: tuple[Incoming, ...]
    votes: tuple[OpenVote, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Memory:
    """What was told; kept in the home, so that a restart says nothing again."""

    begun: bool = False
    told: tuple[str, ...] = ()
    """Ids of what was told or was there first, the oldest first."""
    last_received_ms: int = 0


def decide(
    now_ms: int, offsets: Offsets, facts: Facts, memory: Memory, *, looked_at: bool
) -> tuple[tuple[NoticeView, ...], Memory]:
    """What to say now, and what to remember. While the window is looked at it says all by itself: nothing."""
    told = dict.fromkeys(memory.told)
    if not memory.begun or looked_at:
        keys = [_key(one) for one in facts.incoming]
        begun = replace(memory, begun=True, told=_bounded([*told, *(key for key in keys if key not in told)]))
        return (), begun
    minute_ms = now_ms - civil_day_start(offsets, now_ms)
    if not QUIET_UNTIL_MS <= minute_ms < QUIET_FROM_MS:
        return (), memory
    said: list[NoticeView] = []
    last_received_ms = memory.last_received_ms
    morning = f"{MORNING}:{civil_day_start(offsets, now_ms)}"
    if minute_ms < MORNING_UNTIL_MS and morning not in told:
        told[morning] = None
        if facts.produced_wh >= 0 or facts.waiting:
            said.append(_morning(facts))
    fresh = [one for one in facts.incoming if _key(one) not in told]
    if fresh and now_ms - last_received_ms >= GROUP_MS:
        told.update(dict.fromkeys(map(_key, fresh)))
        last_received_ms = now_ms
        said.append(_received(fresh))
    for vote in facts.votes:
        key = f"{LAST_DAY}:{vote.proposal.hex()}"
        if now_ms < vote.closes_ms <= now_ms + LAST_DAY_MS and key not in told:
            told[key] = None
            said.append(NoticeView(kind=LAST_DAY, title=vote.title, object=vote.proposal))
    return tuple(said), replace(memory, told=_bounded(list(told)), last_received_ms=last_received_ms)


def _key(incoming: Incoming) -> str:
    return incoming.event.hex()


def _bounded(told: Sequence[str]) -> tuple[str, ...]:
    return tuple(told[-KEPT_MAX:])


def _morning(facts: Facts) -> NoticeView:
    return NoticeView(kind=MORNING, produced_wh=facts.produced_wh, buyers=facts.buyers, waiting=facts.waiting)


def _received(fresh: Sequence[Incoming]) -> NoticeView:
    """Together: who gave, and how much of each."""
    amounts: dict[str, int] = {}
    for one in fresh:
        amounts[one.asset] = amounts.get(one.asset, 0) + one.amount
    people = tuple(dict.fromkeys(one.person for one in fresh if one.person))
    return NoticeView(kind=RECEIVED, amounts=tuple(amounts.items()), people=people, count=len(fresh))
