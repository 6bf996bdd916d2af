# SPDX-License-Identifier: AGPL-3.0-or-later
"""Leaving the commune for good: signed with the 24 words, still here or typed.

A computer's own key does not suffice: leaving closes every key, and no thief of a computer must be able to.
What is read before and after: `query_leaving`.
"""

from __future__ import annotations

from typing import Final

from app.belonging import check_known, check_member
from app.commands import get_pending
from app.desk import Desk, now_ms
from app.devices import read_words
from app.errors import AppError
from ledger import limits
from ledger.blob_room import OWN_WORDS
from ledger.errors import StoreError
from ledger.event import Event
from ledger.rulebook.leaving import LEAVE, find_obstacles
from ledger.units import FUND, AccountId, EventId

CODES: Final = {
    "witness": "leave-witness",
    "mayor": "leave-mayor",
    "order": "leave-order",
    "service": "leave-service",
    "energy": "leave-energy",
    "guest": "leave-guest",
    "lock": "leave-lock",
    "debt": "leave-debt",
}
"""What keeps somebody here → the code of the refusal."""


def leave(desk: Desk, to: bytes, *, erase: bool, words: str = "") -> Event:
    """Leave: what I have goes to a member, or to the fund; with `erase` nobody keeps my words.

    Args:
        words: the 24 words; empty: those that are still on this computer.

    Raises:
        AppError: not-a-member-yet, left, leave-to-self, unknown-member, gone, those of `CODES`,
            leave-needs-words, bad-words, other-words, and those of `Desk.act`.
    """
    state = get_pending(desk).state
    check_member(state, desk.account)
    if to == desk.account:
        raise AppError("leave-to-self")
    if to != FUND:
        check_known(state, AccountId(to))
    obstacle = next(find_obstacles(state, desk.account, now_ms()), None)
    if obstacle is not None:
        raise AppError(CODES[obstacle.what], asset=obstacle.asset, amount=obstacle.amount, pot=obstacle.pot)
    paper = read_words(desk, words) if words else desk.vault.paper_seed()
    if paper is None:
        raise AppError("leave-needs-words")
    try:
        desk.store.set_meta(OWN_WORDS, desk.account)
    except StoreError as error:
        raise AppError("store", detail=str(error)) from error
    return desk.act_on_paper(paper, LEAVE, {"to": to, "erase": erase}, _list_own_heads(desk))


def _list_own_heads(desk: Desk) -> list[EventId]:
    """My pending acts that nothing of mine follows: leaving comes after them."""
    dag = desk.replica.dag
    mine = [
        event for event in dag.events.values() if dag.account_of(event, desk.replica.state) == desk.account
    ]
    followed = {event.prev for event in mine}
    heads = [event.id for event in mine if event.id not in followed and event.author != desk.account]
    return heads[-limits.EVENT_DEPS_MAX :]
