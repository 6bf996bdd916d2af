# SPDX-License-Identifier: AGPL-3.0-or-later
"""Views of pots, hours of help and pension points; as in `views`, nothing here is formatted."""

from __future__ import annotations

from dataclasses import dataclass

from app.views import AmountView, BalanceView, PersonView, Phase


@dataclass(frozen=True, slots=True, kw_only=True)
class PotView:
    """One pot of mine: `current`, `energy-savings`, `time-savings`, `pension` or `env.` and a name."""

    pot: str
    balances: tuple[BalanceView, ...]
    assets: tuple[str, ...]
    """What may be put there by hand; empty: nothing."""
    locked_until_ms: int
    """0: it is free."""
    is_pension: bool
    """Locked until pensions are paid."""

    @property
    def is_locked(self) -> bool:
        return self.is_pension or self.locked_until_ms > 0


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceView:
    """Hours of help somebody said."""

    service: bytes
    provider: PersonView
    beneficiary: PersonView
    """The fund when the help was for the commune."""
    for_commune: bool
    seconds: int
    from_ms: int
    to_ms: int
    text: str
    category: str
    state: str
    """`pending`, `certified`, `refused`, `cancelled` or `lapsed`."""
    phase: Phase
    """Of what led to this state."""
    confirmed_by: tuple[PersonView, ...]
    waits_for: str
    """Whom it waits for: `beneficiary`, `officer`, `neighbour`, `both` (the last two) or empty."""
    speakers: tuple[PersonView, ...]
    """For the commune: who may still confirm in its name; empty: nobody until an officer is named."""
    deadline_ms: int
    """When it lapses by itself; 0: it will not."""
    actions: tuple[str, ...]
    """What I may do now: of `confirm`, `refuse`, `cancel`."""
    problem: str
    """Why confirming would be refused now: `floor`, or empty."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HelpView:
    """What the page « Aider » shows."""

    to_confirm: tuple[ServiceView, ...]
    """Said by others, for me to answer, or for the commune if I speak for it; the soonest deadline first."""
    to_witness: tuple[ServiceView, ...]
    """Work for the commune that I may confirm if I saw it done; others may too."""
    waiting: tuple[ServiceView, ...]
    """Said by me, for others to answer."""
    recent: tuple[ServiceView, ...]
    """Ended, mine on either side, newest first."""
    month_ms: int
    """Start of the commune's civil month."""
    given_s: int
    """Certified this month that I gave, the commune's included."""
    given_commune_s: int
    received_s: int
    waiting_s: int
    """Said by me this month and not confirmed yet."""
    day_seconds_max: int
    back_days: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DutyPartView:
    """Certified hours of one sort of work for the commune."""

    category: str
    """As it was said, `pompiers` for one; empty: none was."""
    month_s: int
    year_s: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DutyView:
    """What I did for the commune this civil year."""

    month_ms: int
    year_ms: int
    month_s: int
    """Certified, of this month."""
    year_s: int
    parts: tuple[DutyPartView, ...]
    """They sum to `month_s` and `year_s`; the most hours of the year first."""
    waiting: tuple[ServiceView, ...]
    """Said and not certified yet, the oldest first."""
    certifiers: tuple[PersonView, ...]
    """Who may certify my hours in the commune's name; empty: somebody has to be named."""
    is_volunteer: bool
    """There is something to show."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PensionView:
    """Points in hundredths, and the hypothesis of what is projected."""

    points: int
    by_residence: int
    periods: int
    """Whole periods of 30 days since I joined."""
    by_contribution: int
    given_wh: int
    all_points: int
    post_millionths: int
    """The village's share for pensions today."""
    pool: tuple[AmountView, ...]
    share: tuple[AmountView, ...]
    monthly: tuple[AmountView, ...]
    """My share of today's pool in `months` equal parts: the hypothesis is that nothing comes nor goes."""
    months: int
