# SPDX-License-Identifier: AGPL-3.0-or-later
"""Queries about recovery: who answers, who counts, what is being signed."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from app.query_sealing import find_stall, is_heard
from app.reader import Reader
from app.views import InboxItemView, PersonView
from app.views_recovery import RecoveryView, StatementView
from ledger.recovery import SIGNERS_MIN, count_needed, list_active
from ledger.seal import compute_quorum
from ledger.state import get_chain, get_witnesses
from ledger.units import AccountId
from p2p.open_recoveries import AGAIN_MS, Gathered, OpenRecoveries
from p2p.recovering import BELOW, OLD_EPOCH, TWO_RECOVERIES

STOPS = frozenset({OLD_EPOCH, BELOW, TWO_RECOVERIES})
SHORT_MS: Final = 10 * 60_000
"""Acts that have waited so long for witnesses are told of among what waits for me: one computer that
starts again, or a night, is not yet a loss."""


def get_recovery(reader: Reader) -> RecoveryView:
    """See `RecoveryView`."""
    state, picture = reader.picture.sealed, reader.picture
    chain, witnesses, active = get_chain(state), get_witnesses(state), list_active(state)
    rows, needed = OpenRecoveries(reader.store), count_needed(len(active))
    here = [row for row in rows.list() if row.statement.seal_id == chain.seal_id]
    stop = picture.node.stopped_because if picture.node is not None else ""
    promise = rows.promise
    heard = [is_heard(reader, row.node) for row in witnesses]
    people = [reader.get_person(row.account) for row in witnesses]
    is_running = picture.node is not None
    return RecoveryView(
        epoch=chain.epoch,
        height=chain.height,
        witnesses=tuple(people),
        silent=tuple(one for one, is_on in zip(people, heard, strict=True) if is_running and not is_on),
        online=sum(heard) if is_running else -1,
        is_alone=picture.node is None or not picture.node.peers_online,
        stalled_ms=find_stall(reader),
        quorum=compute_quorum(len(witnesses)),
        active=len(active),
        needed=needed,
        may_act=reader.me in active and len(active) >= SIGNERS_MIN,
        statements=tuple(_show(reader, row, needed) for row in here),
        followed=picture.followed,
        promised=b"" if promise is None else promise.statement_id,
        free_ms=0 if promise is None else promise.signed_ms + AGAIN_MS,
        stopped_because=stop if stop in STOPS else "",
    )


def _by_name(reader: Reader, accounts: Iterable[AccountId]) -> tuple[PersonView, ...]:
    people = [reader.get_person(account) for account in accounts]
    return tuple(sorted(people, key=lambda person: (person.name.casefold(), person.fingerprint)))


def _show(reader: Reader, row: Gathered, needed: int) -> StatementView:
    return StatementView(
        statement=row.statement.id,
        witnesses=_by_name(reader, [witness.account for witness in row.statement.witnesses]),
        signers=_by_name(reader, row.seen_ms),
        missing=max(0, needed - len(row.seen_ms)),
        signed_by_me=reader.me in row.seen_ms,
    )


def get_recovery_items(reader: Reader) -> list[InboxItemView]:
    """That the facts come in two versions, that a list waits for my name, or that witnesses are missing."""
    if not reader.picture.is_founded:
        return []
    view = get_recovery(reader)
    kind, wanted = "", b""
    if view.stopped_because:
        kind = "recovery.stopped"
    elif view.is_short and view.may_act and view.is_free and view.statements:
        kind, wanted = "recovery.sign", view.statements[0].statement
    elif view.is_short and not view.is_alone and view.stalled_ms > SHORT_MS:
        kind = "recovery.short"
    return [InboxItemView(kind=kind, object=wanted, title="", person=None, deadline_ms=0)] if kind else []
