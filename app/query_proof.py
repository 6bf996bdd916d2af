# SPDX-License-Identifier: AGPL-3.0-or-later
"""What the register says of one act, signed by somebody or done by itself at its time.

A settlement moves everybody's energy: its proof shows the movements that touch me, and names
who agreed to it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from app.query_money import get_party, make_sealed_entry, name_task
from app.query_settlement import PURCHASES
from app.query_void import find_taker
from app.reader import Reader, find_person
from app.views import AmountView, EventProofView, HistoryEntryView, PersonView, Phase
from ledger.errors import Reason
from ledger.event import Event
from ledger.rulebook.membership import has_consented
from ledger.rulebook.settlement import LABEL as SETTLEMENT
from ledger.seal import decode_certificate, decode_seal
from ledger.state import Posting
from ledger.units import AccountId, EventId, is_member_account

NEIGHBOUR: Final = "neighbour"
"""In the place of an account's name: somebody who is not named."""

Line = tuple[PersonView | None, str, AmountView]


def get_event_proof(reader: Reader, event_id: bytes) -> EventProofView | None:
    """What the register says of one event; None when it is not here."""
    event = reader.store.get_event(EventId(event_id))
    if event is None:
        return _task_proof(reader, event_id)
    receipt = reader.read_model.get_receipt(event_id)
    if receipt is None and reader.is_of_the_past(event):
        return None  # what became of it is not here yet
    pending = reader.picture.pending_results.get(event_id)
    phase, reason = Phase.PENDING, ""
    height, seal, seal_ms, signatures = -1, b"", 0, 0
    postings = pending.postings if pending is not None else ()
    if receipt is not None:
        applied = receipt.result.is_applied
        phase, reason = (Phase.SEALED, "") if applied else (Phase.VOID, receipt.outcome)
        height, seal_ms, postings = receipt.height, receipt.seal_ms, receipt.postings
        seal, signatures = _seal_of(reader, height)
    elif reader.get_phase(event_id) is not Phase.PENDING:
        # Shut out for ever by another event of its key, so no seal will ever speak of it.
        phase, reason = Phase.VOID, Reason.FORK.value
    account = reader.get_account_of(event)
    return EventProofView(
        event=event.id,
        author=reader.get_person(account) if find_person(reader.state, account) is not None else None,
        kind=event.kind,
        seq=event.seq,
        prev=event.prev,
        deps=event.deps,
        claimed_ms=event.time_ms,
        phase=phase,
        reason=reason,
        height=height,
        seal=seal,
        seal_ms=seal_ms,
        signatures=signatures,
        size_bytes=event.size,
        postings=_postings(reader, postings),
        asked=_asked(reader, event) if phase is Phase.VOID else None,
        because=_find_cause(reader, event) if phase is Phase.VOID else None,
    )


def _find_cause(reader: Reader, event: Event) -> HistoryEntryView | None:
    receipt = reader.read_model.get_receipt(event.id)
    if receipt is None or reader.get_account_of(event) != reader.me:
        return None
    return find_taker(reader, make_sealed_entry(reader, receipt))


def _asked(reader: Reader, event: Event) -> tuple[PersonView, AmountView] | None:
    """To whom a payment was meant and how much: nothing moved, so no posting says it."""
    if event.kind != "transfer":
        return None
    to, asset, amount = event.body.get("to"), event.body.get("asset"), event.body.get("amount")
    if not (isinstance(to, bytes) and isinstance(asset, str) and isinstance(amount, int)):
        return None
    return get_party(reader, to), AmountView(asset=asset, amount=amount)


def _seal_of(reader: Reader, height: int) -> tuple[bytes, int]:
    """(seal id, signatures) of a height; height 0 is the charter itself."""
    found = reader.store.get_seal(height)
    if found is not None:
        seal = decode_seal(found[0], reader.picture.commune).id
        return seal, len(decode_certificate(found[1]).signatures)
    return (reader.picture.commune, 0) if height == 0 else (b"", 0)


def _postings(reader: Reader, postings: Sequence[Posting]) -> tuple[Line, ...]:
    return tuple(_line(reader, line) for line in postings)


def _line(reader: Reader, line: Posting) -> Line:
    is_member = is_member_account(line.account)
    return (
        get_party(reader, line.account) if is_member else None,
        line.pot if is_member else line.account.decode(),
        AmountView(asset=line.asset, amount=line.amount),
    )


def _task_proof(reader: Reader, task_id: bytes) -> EventProofView | None:
    """The proof of what happened by itself; None when it is not here."""
    receipt = reader.read_model.get_receipt(task_id)
    if receipt is None or not receipt.is_task:
        return None
    seal, signatures = _seal_of(reader, receipt.height)
    lines = _postings(reader, receipt.postings)
    if receipt.label == SETTLEMENT:
        lines = _of_mine(reader, receipt.postings)
    return EventProofView(
        event=task_id,
        author=None,
        kind=name_task(receipt.label, receipt.outcome),
        seq=0,
        prev=b"",
        deps=(),
        claimed_ms=receipt.seal_ms,
        phase=Phase.SEALED if receipt.result.is_applied else Phase.VOID,
        reason="" if receipt.result.is_applied else receipt.outcome,
        height=receipt.height,
        seal=seal,
        seal_ms=receipt.seal_ms,
        signatures=signatures,
        size_bytes=0,
        postings=lines,
    )


def _of_mine(reader: Reader, postings: Sequence[Posting]) -> tuple[Line, ...]:
    """The pairs of a settlement that touch me: they sum to zero two by two, as all of them do."""
    lines: list[Line] = []
    for first, second in zip(postings[::2], postings[1::2], strict=True):
        if reader.me in (first.account, second.account):
            lines += [_masked(reader, first), _masked(reader, second)]
    return tuple(lines)


def _masked(reader: Reader, line: Posting) -> Line:
    is_shown = (
        not is_member_account(line.account)
        or line.account == reader.me
        or has_consented(reader.state, AccountId(line.account), PURCHASES)
    )
    shown = _line(reader, line)
    return shown if is_shown else (None, NEIGHBOUR, shown[2])
