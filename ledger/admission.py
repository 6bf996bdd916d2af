# SPDX-License-Identifier: AGPL-3.0-or-later
"""Which events a copy takes: what every copy must store, and what each may refuse when nobody asked for it.

        check_storable   a function of the event, its past and the state: alike on every copy
        check_policy     bounds on what is pushed, so that no member fills the others' disks

The law: a sealed cut is judged by `check_storable` alone.  Source: docs/protocol.md section 3 (2 and 3).
"""

from __future__ import annotations

from typing import Protocol

from ledger import limits
from ledger.base import counts_as_stored, get_invitation_key
from ledger.dag import Dag
from ledger.errors import NotAdmissible, NotConnected
from ledger.event import CHARTER, JOIN, Event, join_proof_content
from ledger.signing import Domain, verify
from ledger.state import KEYS, State, get_parameter
from ledger.units import EventId


class Stored(Protocol):
    """What is asked of the store: events by id, sealed or not."""

    def has_event(self, event_id: bytes) -> bool: ...
    def get_event(self, event_id: bytes) -> Event | None: ...


def check_storable(
    event: Event, dag: Dag, state: State, commune: EventId, stored: Stored, *, is_whole: bool = True
) -> bool:
    """Whether an event lives, if it may be stored at all.

    Args:
        is_whole: this copy holds everything from the charter on; else what is below its key's tip counts as
            stored, whether its own past is held or not.

    Raises:
        NotConnected: part of its past is not held.
        NotAdmissible: never here.
    """
    if event.kind == CHARTER:
        raise NotAdmissible("another charter")
    if not is_whole and counts_as_stored(event, state):
        return False
    if event.deps:
        missing = tuple(dep for dep in event.deps if dag.get(dep) is None and not stored.has_event(dep))
        if missing:
            raise NotConnected("a dep is not held", missing)
    if event.kind == JOIN:
        _check_invitation(event, dag, state, commune, stored)
    return dag.check_chain(event, state)


def _check_invitation(event: Event, dag: Dag, state: State, commune: EventId, stored: Stored) -> None:
    key: object = get_invitation_key(state, event.prev)
    if key is None:
        invitation = dag.get(event.prev) or stored.get_event(event.prev)
        if invitation is None:
            raise NotConnected("its invitation is not held", (event.prev,))
        key = invitation.body.get("key") if invitation.kind == "invitation" else None
    if type(key) is not bytes or len(key) != 32:
        raise NotAdmissible("not an invitation")
    content = join_proof_content(commune, event.prev, event.author, event.body["node"])
    if not verify(key, Domain.JOIN, content, event.body["proof"]):
        raise NotAdmissible("the invitation's key did not sign this")


def check_policy(
    event: Event, dag: Dag, state: State, *, is_live: bool, asked: bool, is_whole: bool = True
) -> None:
    """What keeps one member from filling every disk.

    Args:
        is_live: the answer of `check_storable`.
        asked: it is the past of an event that waits for it: a fork or a dead branch is taken then.
        is_whole: as for `check_storable`; else a dead event tells nothing: it may be the one that was sealed.

    Raises:
        NotAdmissible: an account with more than two days' quota pending, or as much dead; a third sibling;
            dead, and no evidence of anything new.
    """
    account = dag.account_of(event, state)
    if dag.count_of(account, is_live=is_live) >= 2 * get_parameter(state, "quota.events-day"):
        raise NotAdmissible("too many pending events of one account")
    if asked:
        return
    siblings = len(dag.slots.get((event.author, event.seq), ()))
    if siblings >= limits.SIBLINGS_MAX:
        raise NotAdmissible("a third event of one key and number")
    row = state.get(KEYS, event.author)
    is_sibling_sealed = row is not None and event.seq <= row.tip_seq
    if not is_live and not is_whole:
        raise NotAdmissible("sealed or dead")
    # A dead event is kept as the second half of a fork: nobody needs the rest of a dead branch.
    if not is_live and siblings + is_sibling_sealed != 1:
        raise NotAdmissible("dead")
