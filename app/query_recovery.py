# SPDX-License-Identifier: AGPL-3.0-or-later
"""Queries about recovery: who answers, who counts, what is being signed."""

from __future__ import annotations

from app.query_sealing import is_heard
from app.reader import Reader
from app.views_recovery import RecoveryView, StatementView
from ledger.recovery import SIGNERS_MIN, count_needed, list_active
from ledger.seal import compute_quorum, decode_seal
from ledger.state import get_chain, get_witnesses
from p2p.open_recoveries import AGAIN_MS, Gathered, OpenRecoveries
from p2p.recovering import BELOW, OLD_EPOCH, TWO_RECOVERIES

STOPS = frozenset({OLD_EPOCH, BELOW, TWO_RECOVERIES})


def get_recovery(reader: Reader) -> RecoveryView:
    """See `RecoveryView`."""
    state, picture = reader.picture.sealed, reader.picture
    chain, witnesses, active = get_chain(state), get_witnesses(state), list_active(state)
    rows, needed = OpenRecoveries(reader.store), count_needed(len(active))
    here = [row for row in rows.list() if row.statement.seal_id == chain.seal_id]
    stop = picture.node.stopped_because if picture.node is not None else ""
    promise = rows.promise
    return RecoveryView(
        epoch=chain.epoch,
        height=chain.height,
        witnesses=tuple(reader.get_person(row.account) for row in witnesses),
        online=-1 if picture.node is None else sum(is_heard(reader, row.node) for row in witnesses),
        quorum=compute_quorum(len(witnesses)),
        active=len(active),
        needed=needed,
        may_act=reader.me in active and len(active) >= SIGNERS_MIN,
        waits_for_first_seal=_read_epoch(reader) != chain.epoch,
        statements=tuple(_show(reader, row, needed) for row in here),
        promised=b"" if promise is None else promise.statement_id,
        free_ms=0 if promise is None else promise.signed_ms + AGAIN_MS,
        stopped_because=stop if stop in STOPS else "",
    )


def _read_epoch(reader: Reader) -> int:
    """The epoch of the last seal."""
    found = reader.store.get_seal(reader.store.get_last_height())
    return 0 if found is None else decode_seal(found[0], reader.picture.commune).epoch


def _show(reader: Reader, row: Gathered, needed: int) -> StatementView:
    return StatementView(
        statement=row.statement.id,
        witnesses=tuple(reader.get_person(witness.account) for witness in row.statement.witnesses),
        signers=tuple(reader.get_person(account) for account in sorted(row.seen_ms)),
        missing=max(0, needed - len(row.seen_ms)),
        signed_by_me=reader.me in row.seen_ms,
    )
