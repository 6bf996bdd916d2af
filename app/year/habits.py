# SPDX-License-Identifier: AGPL-3.0-or-later
"""What people of the example commune do without thinking: help each other, keep watch, work, pay, thank.

Each act is one a wallet signs. Who could not pay does not try. Not here: orders, votes, what happens once.
"""

from __future__ import annotations

from functools import partial
from typing import Final

from app.year.cast import FIREFIGHTERS, HOUSES, OFFICERS, SECONDS, USES
from app.year.commune import Person, at
from app.year.phrases import CALLED_OUT, COMMUNE_WORK, HELP, PAYMENTS, THANKS, WATCH
from app.year.roofs import DAY
from app.year.village import HOUR_S, Village
from ledger.rulebook.hours import SERVICES, find_confirm_refusal
from ledger.units import FUND, AccountId, EventId

HELP_A_DAY: Final = 0.034
"""Of each member."""
PAYMENTS_A_DAY: Final = 0.026
WATCH_S, CALLED_OUT_S = 18_000, 23_700
"""24 h of watch are 5 h; with 2 h of a call, 22 × 5/24 + 2."""
BUYERS: Final = tuple(use.owner for use in USES)


def live(village: Village) -> None:
    """A day of it."""
    people = len(village.members())
    if people < 6:
        return
    for _ in range(_count(village, people * HELP_A_DAY)):
        _help(village)
    for _ in range(_count(village, people * PAYMENTS_A_DAY)):
        _pay(village)
    _keep_watch(village)
    if village.day.weekday() == 5:
        _work_for_commune(village)


def _count(village: Village, mean: float) -> int:
    whole = int(mean)
    return whole + (village.random.random() < mean - whole)


def _help(village: Village) -> None:
    """Those who buy energy earn their hours with those who have some."""
    draw = village.random
    beneficiary, provider = village.pick(2, *village.houses())
    if draw.random() < 0.55:
        here = [slug for slug in BUYERS if village.lives_here(slug) and slug not in HOUSES]
        provider = village.person(draw.choice(here))
    category, hours, memo = draw.choice(HELP)
    seconds = int(hours * HOUR_S)
    if provider is beneficiary or not village.may_pay(beneficiary, "hour", seconds):
        return
    service = log(village, provider, beneficiary.account, seconds, 8 + draw.randrange(6), memo, category)
    luck = draw.random()
    if service is None:
        return
    if luck < 0.9:
        village.later(draw.randint(1, 3), partial(confirm, village, beneficiary, service, seconds))
    elif luck < 0.94:
        village.later(2, partial(_refuse, village, beneficiary, service))


def log(
    village: Village,
    provider: Person,
    beneficiary: AccountId,
    seconds: int,
    hour: int,
    memo: str,
    category: str,
    days_ago: int = 1,
) -> EventId | None:
    """Hours of a day before, said; once a day and person, so that no two are at one time."""
    day = village.day - DAY * days_ago
    if (provider.slug, day) in village.helped:
        return None
    village.helped.add((provider.slug, day))
    begins = at(day, hour)
    body = {
        "beneficiary": beneficiary,
        "seconds": seconds,
        "from": begins,
        "memo": village.say(memo),
        "category": "".join(ch for ch in category if "a" <= ch <= "z"),
    }
    return village.act(provider, "service.log", body, memo)


def confirm(village: Village, who: Person, service: EventId, seconds: int = 0) -> None:
    """The beneficiary says so, or forgets it while the hours are not there."""
    state = village.commune.replica.state
    if seconds and not village.may_pay(who, "hour", seconds):
        return
    row = state.get(SERVICES, service)
    if row is None or find_confirm_refusal(state, row, who.account, at(village.day)) is not None:
        return
    village.act(who, "service.confirm", {"service": service})


def _refuse(village: Village, who: Person, service: EventId) -> None:
    village.act(who, "service.refuse", {"service": service})


def _keep_watch(village: Village) -> None:
    """One firefighter a day is on watch; the hours are certified by an officer and one more."""
    here = [slug for slug in FIREFIGHTERS if village.lives_here(slug)]
    if not here or village.number < 8:
        return
    fighter = village.person(here[village.number % len(here)])
    is_called = village.random.random() < 0.12
    memo = village.random.choice(CALLED_OUT) if is_called else WATCH
    seconds = CALLED_OUT_S if is_called else WATCH_S
    service = log(village, fighter, FUND, seconds, 7, memo, "pompiers")
    certify(village, fighter, service)


def certify(village: Village, provider: Person, service: EventId | None) -> None:
    """Two look at work for the commune: an officer, and somebody else."""
    officers = [slug for slug in OFFICERS if village.lives_here(slug)]
    # The second officer is one by a vote of June.
    officer = village.person(officers[village.number % len(officers)] if village.number > 30 else "denise")
    others = [slug for slug in SECONDS if village.lives_here(slug)]
    if not others or service is None:
        return
    second = village.person(others[(village.number // 2) % len(others)])
    if second in (provider, officer) or officer is provider:
        return
    if village.is_distinct(provider, officer) and village.is_distinct(provider, second):
        village.later(1, partial(confirm, village, officer, service))
        village.later(2, partial(confirm, village, second, service))


def _work_for_commune(village: Village) -> None:
    """A Saturday's work party."""
    hours, memo = village.random.choice(COMMUNE_WORK)
    buyers = [village.person(slug) for slug in BUYERS if village.lives_here(slug)]
    workers = village.random.sample(buyers, min(4, len(buyers))) + village.pick(2)
    for worker in dict.fromkeys(workers):
        service = log(village, worker, FUND, int(hours * HOUR_S), 9, memo, "commune", days_ago=0)
        certify(village, worker, service)


def _pay(village: Village) -> None:
    draw = village.random
    payer, payee = village.pick(2)
    if draw.random() < 0.3:
        minutes = draw.choice((10, 15, 20, 30))
        village.pay(payer, payee, "hour", 60 * minutes, draw.choice(THANKS), purpose="don")
        return
    asset, amount, memo = draw.choice(PAYMENTS)
    if payee.slug in ("claire", "ecole") or draw.random() < 0.25:
        payee = village.person("boulangerie" if village.lives_here("boulangerie") else "karim")
        asset, amount, memo = PAYMENTS[0]
    if payer is not payee:
        village.pay(payer, payee, asset, amount, memo)
