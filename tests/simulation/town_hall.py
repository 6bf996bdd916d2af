# SPDX-License-Identifier: AGPL-3.0-or-later
"""Work for the commune in a simulated village, whose only officer is the one that works: protocol 6.14.

    the mayor names an officer ── it says its hours ── the mayor speaks for the commune ──┐
                                  and begins again <── certified <── a neighbour confirms ┘

Each step by whoever may take it, as the copy of who was drawn shows it; the mayor's word counts there because
no officer is distinct from who worked. Not here: hours of one neighbour for another (`acts.help_out`).
"""

from __future__ import annotations

import random
from collections.abc import Iterable
from typing import TYPE_CHECKING

import trio

from ledger.event import Event
from ledger.rulebook.hours import PENDING, SERVICES, Service, find_speakers
from ledger.rulebook.membership import are_distinct
from ledger.rulebook.roles import may_appoint
from ledger.rulebook.rule import has_role
from ledger.state import ACCOUNTS, Readable
from ledger.units import DAY_MS, FUND, SECOND_MS, AccountId, EventId

if TYPE_CHECKING:
    from tests.simulation.resident import Resident
    from tests.simulation.world import World

_PAUSES_S = (0.3, 0.7, 0.7, 1.5)
"""Mostly long enough for a seal."""
_STEPS_MAX = 10
_SPELL_S = 1_800


def is_kept(seed: int, *, is_drawn: bool) -> bool:
    """Whether this village has a town hall: one in three, by its seed; all others stay what they were."""
    return is_drawn and seed % 3 == 1


async def keep(world: World) -> None:
    """Some steps while the world is wild; what is drawn here changes no other draw."""
    rng = random.Random(f"town hall {world.seed}")
    for _ in range(_STEPS_MAX):
        await trio.sleep(rng.choice(_PAUSES_S))
        looking = [one for one in world.get_honest() if one.is_up and one.is_member()]
        if looking:
            take_step(world, rng, rng.choice(looking).replica.state)


def take_step(world: World, rng: random.Random, state: Readable) -> Event | None:
    """The next step by this copy's state; None if nobody who may take it is there."""
    officers = [account for account in state.keys(ACCOUNTS) if has_role(state, account, "officer")]
    if not officers:
        return _name_officer(world, rng, state)
    waiting = [
        (key, row)
        for key, row in state.items(SERVICES)
        if row.beneficiary == FUND and row.provider in officers and row.state == PENDING
    ]
    if waiting:
        return _confirm(world, rng, state, *rng.choice(waiting))
    officer = _find(world, rng, officers)
    if officer is None:
        return None
    body = {
        "beneficiary": FUND, "seconds": _SPELL_S, "from": _find_free_ms(world, state, officer), "memo": b"",
        "category": "",
    }  # fmt: skip
    return officer.act("service.log", body)


def list_certified_by_mayor(state: Readable) -> list[Service]:
    """What an officer did and the mayor, no officer, said for the commune."""
    return [
        row
        for _, row in state.items(SERVICES)
        if row.beneficiary == FUND
        and has_role(state, row.provider, "officer")
        and row.officer
        and row.confirmer
        and not has_role(state, row.officer, "officer")
    ]


def _name_officer(world: World, rng: random.Random, state: Readable) -> Event | None:
    mayor = _find(world, rng, (account for account in state.keys(ACCOUNTS) if may_appoint(state, account)))
    if mayor is None:
        return None
    others = [account for account in state.keys(ACCOUNTS) if account != mayor.person.account]
    if not others:
        return None
    return mayor.act("role.grant", {"account": rng.choice(others), "role": "officer"})


def _confirm(
    world: World, rng: random.Random, state: Readable, key: EventId, service: Service
) -> Event | None:
    """By who speaks for the commune, then by a neighbour."""
    speakers = find_speakers(state, service)
    others = [
        account
        for account in state.keys(ACCOUNTS)
        if account not in speakers and are_distinct(state, account, service.provider)
    ]
    who = _find(world, rng, others if service.officer else speakers)
    return None if who is None else who.act("service.confirm", {"service": key})


def _find_free_ms(world: World, state: Readable, officer: Resident) -> int:
    """The beginning of hours that no other of this person's overlap: each spell before the last."""
    mine = sum(row.provider == officer.person.account for _, row in state.items(SERVICES))
    return world.start_ms - DAY_MS - mine * _SPELL_S * SECOND_MS


def _find(world: World, rng: random.Random, accounts: Iterable[AccountId]) -> Resident | None:
    """One of these people whose wallet may sign now."""
    wanted = set(accounts)
    found = [
        one
        for one in world.get_honest()
        if one.person.account in wanted and one.is_up and one.is_member() and one.may_act()
    ]
    return rng.choice(found) if found else None
