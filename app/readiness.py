# SPDX-License-Identifier: AGPL-3.0-or-later
"""A computer chosen as witness says by itself that it is ready, once a day, while the change waits for it.

    the register changes ──> does a change wait that names this computer? ──> is its last word old? ──> say it

A witness whose program has the rules that were voted says that too, while they wait, and once after.

Whoever was chosen need not be at home; who does not want to seal switches it off (`Config.may_seal`).
The law: nothing is said unless a decided change names this very computer and it stands in no list yet, or it
stands in the list and the village voted rules that its program has.
"""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Final

import trio

from app.appointing import say_ready
from app.commands import get_pending
from app.config import ConfigError, load_config
from app.desk import Desk, now_ms
from app.errors import AppError
from ledger.rulebook.raising import get_waiting_raise
from ledger.rulebook.ready import FIRST_RULES, READY
from ledger.rulebook.witnesses import get_waiting_change
from ledger.signing import public_key
from ledger.state import get_decided_rules, get_next_witnesses
from ledger.units import HOUR_MS, NodeKey

if TYPE_CHECKING:
    from app.node_thread import HomeNode
    from app.service import Service

log = logging.getLogger(__name__)

SAY_AGAIN_MS: Final = 20 * HOUR_MS
"""A word holds for 24 h after its seal: four hours are left for the next one to be sealed."""
_LOOK_EVERY_S: Final = 60
_REST_S: Final = 0.5


def may_seal(desk: Desk) -> bool:
    """Whether whoever owns this computer lets it seal; not while the preferences cannot be read."""
    try:
        return load_config(desk.home.config).may_seal
    except (ConfigError, OSError):
        return False


def _get_node(desk: Desk) -> NodeKey:
    return NodeKey(public_key(desk.vault.node_seed))


def _is_listed(desk: Desk, node: NodeKey) -> bool:
    """Whether a computer seals, or will once the next list holds."""
    return any(witness.node == node for witness in get_next_witnesses(desk.replica.state))


def is_awaited(desk: Desk, at_ms: int) -> bool:
    """Whether a change waits for this computer's word, and the last one said is old or was never said."""
    if not desk.replica.is_founded or desk.replica.base is not None or desk.replica.needs_update:
        return False
    node = _get_node(desk)
    if _is_awaited_by_rules(desk, node, at_ms):
        return True
    change = get_waiting_change(desk.replica.state)
    if change is None or node not in {named for _, named in change.witnesses}:
        return False
    if _is_listed(desk, node):
        return False
    # A word that waits for its seal has been said.
    said = get_pending(desk).state.get(READY, node)
    return said is None or at_ms - said.since_ms >= SAY_AGAIN_MS


def _is_awaited_by_rules(desk: Desk, node: NodeKey, at_ms: int) -> bool:
    """Whether this witness is to say that it has the rules that were decided; only if it has."""
    state = desk.replica.state
    waiting = get_waiting_raise(state)
    rules = waiting.rules if waiting is not None else get_decided_rules(state)
    if rules == FIRST_RULES or not _is_listed(desk, node) or not desk.replica.book.knows(rules):
        return False
    said = get_pending(desk).state.get(READY, node)
    if said is None or said.rules < rules:
        return True
    return waiting is not None and at_ms - said.since_ms >= SAY_AGAIN_MS


def say_if_awaited(desk: Desk, at_ms: int) -> bool:
    """Say that this computer is ready if a change waits for it and its owner lets it; whether it did."""
    if not is_awaited(desk, at_ms):
        return False
    if not (_is_listed(desk, _get_node(desk)) or may_seal(desk)):
        return False
    try:
        say_ready(desk)
    except AppError as error:
        log.warning("cannot say that this computer is ready: %s", error.code)
        return False
    log.info("this computer was chosen as witness and said that it is ready")
    return True


async def keep_ready(service: Service, home: HomeNode) -> None:
    """Watch for as long as the node runs."""
    while True:
        say_if_awaited(service.desk, now_ms())
        with trio.move_on_after(_LOOK_EVERY_S):
            await home.wait_change()
        await trio.sleep(_REST_S)
