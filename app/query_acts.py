# SPDX-License-Identifier: AGPL-3.0-or-later
"""Lines of the register: any act of anybody, and what came before and after one.

What a settlement moved is everybody's energy at once: its line gives no figure, its proof what touches me.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final, cast

from app.query_money import get_keys_of, get_party, get_subject_title, name_kind
from app.query_tasks import find_task
from app.reader import Reader, find_person
from app.views import AmountView, Phase
from app.views_register import ActLineView, LinkView, SignerView, TrailView
from ledger.errors import Reason
from ledger.event import Event
from ledger.execute import Result
from ledger.read_model import Receipt
from ledger.rulebook.book import get_blob_fields
from ledger.rulebook.hours import SERVICES
from ledger.rulebook.market import LISTINGS
from ledger.rulebook.orders import ORDERS
from ledger.rulebook.settlement import LABEL as SETTLEMENT
from ledger.state import KEYS, Posting, Table
from ledger.units import FUND, AccountId, EventId, Key, is_member_account

_ABOUT: Final = ("order", "listing", "service", "proposal", "meter", "invitation")
"""Fields of a body that name the act it answers."""
_TABLES: Final[tuple[tuple[str, Table[Any, Any]], ...]] = (
    ("order", ORDERS),
    ("service", SERVICES),
    ("listing", LISTINGS),
)
_LOOKED_AT_MAX: Final = 120
"""Receipts of the parties that are looked through for what names an act."""
_AFTER_MAX: Final = 12


@dataclass(frozen=True, slots=True)
class _Act:
    """An act with what became of it."""

    event: Event | None
    result: Result
    label: str
    at_ms: int
    phase: Phase
    height: int


def get_act_line(reader: Reader, event_id: bytes) -> ActLineView | None:
    """One act or task in a line; None when it is not here."""
    event = reader.store.get_event(EventId(event_id))
    receipt = reader.read_model.get_receipt(event_id)
    if receipt is not None:
        return _line(reader, _of_receipt(receipt, event))
    if event is None or reader.is_of_the_past(event):
        return None
    return get_pending_line(reader, event)


def get_pending_line(reader: Reader, event: Event) -> ActLineView:
    """A line of what no page of the register holds: it waits, or never will be there."""
    result = reader.picture.pending_results.get(event.id)
    phase = reader.get_phase(event.id)
    if result is None:
        # Not executed: another event of its key has shut it out for ever, unless it only waits.
        outcome = Reason.FORK.value if phase is not Phase.PENDING else "applied"
        result = Result(id=event.id, outcome=outcome, postings=(), is_task=False, label=event.kind)
    phase = phase if phase is Phase.PENDING else Phase.VOID
    return _line(reader, _Act(event, result, event.kind, event.time_ms, phase, -1))


def get_receipt_line(reader: Reader, receipt: Receipt) -> ActLineView:
    event = None if receipt.is_task else reader.store.get_event(EventId(receipt.id))
    return _line(reader, _of_receipt(receipt, event))


def _of_receipt(receipt: Receipt, event: Event | None) -> _Act:
    phase = Phase.SEALED if receipt.result.is_applied else Phase.VOID
    return _Act(event, receipt.result, receipt.label, receipt.seal_ms, phase, receipt.height)


def _line(reader: Reader, act: _Act) -> ActLineView:
    event, postings = act.event, act.result.postings
    account = None if event is None else reader.get_account_of(event)
    is_known = account is not None and find_person(reader.state, account) is not None
    other, amounts = _find_other(reader, event, account, postings), _sum_moved(postings)
    if act.label == SETTLEMENT:
        other, amounts = b"", {}
    task = find_task(reader, act.result.id, act.label) if event is None else None
    if not amounts and event is not None and event.kind == "transfer":
        asset, amount = event.body.get("asset", ""), event.body.get("amount", 0)
        amounts = {asset: amount} if type(asset) is str and type(amount) is int else {}
    return ActLineView(
        event=act.result.id,
        kind=name_kind(event, act.label, act.result.outcome),
        author=reader.get_person(account) if is_known and account is not None else None,
        other=get_party(reader, other) if other else None,
        amounts=tuple(AmountView(asset=asset, amount=amounts[asset]) for asset in sorted(amounts)),
        words=_find_words(reader, event) if task is None else task.words,
        at_ms=act.at_ms,
        phase=act.phase,
        reason="" if act.result.is_applied else act.result.outcome,
        height=act.height,
        parties=task.parties if task is not None else (),
        rule_ms=task.rule_ms if task is not None else 0,
        giver=get_party(reader, FUND) if amounts and _is_for_commune(reader, event) else None,
        by_itself=act.result.is_task,
    )


def _is_for_commune(reader: Reader, event: Event | None) -> bool:
    """Whether somebody confirmed what was done for the commune: it owes these hours."""
    if event is None or event.kind != "service.confirm":
        return False
    row = reader.state.get(SERVICES, EventId(event.body["service"]))
    return row is not None and row.beneficiary == FUND


def _sum_moved(postings: Iterable[Posting]) -> dict[str, int]:
    """What arrived somewhere, by asset: as much left elsewhere."""
    found: dict[str, int] = {}
    for line in postings:
        if line.amount > 0:
            found[line.asset] = found.get(line.asset, 0) + line.amount
    return found


def _find_other(
    reader: Reader, event: Event | None, author: AccountId | None, postings: Iterable[Posting]
) -> bytes:
    for line in sorted(postings, key=lambda line: line.amount < 0):  # who received first
        if line.account != author and (is_member_account(line.account) or line.account == FUND):
            return line.account
    if event is None:
        return b""
    body: Mapping[str, Any] = event.body
    for field, table in _TABLES:
        named = body.get(field)
        name = EventId(named) if type(named) is bytes else EventId(b"")
        row: Any = reader.state.get(cast("Table[Any, Any]", table), name)
        if row is not None:
            parties = [
                getattr(row, name, b"") for name in ("buyer", "seller", "provider", "beneficiary", "author")
            ]
            return next((party for party in parties if party and party != author), b"")
    for field in ("to", "beneficiary", "owner"):
        named = body.get(field)
        if type(named) is bytes and named != author and (named == FUND or len(named) == 32):
            return named
    return b""


def _find_words(reader: Reader, event: Event | None) -> str:
    if event is None:
        return ""
    named = [event.body.get(field) for field in get_blob_fields(event.kind)]
    own = [text for blob in named if type(blob) is bytes and (text := reader.get_text(blob))]
    return own[0] if own else get_subject_title(reader, event)


# --- what surrounds an act ---------------------------------------------------------------------------------


def get_trail(reader: Reader, event_id: bytes) -> TrailView:
    """What came before an act and what it gave rise to; of what happened by itself, what is known of it."""
    event = reader.store.get_event(EventId(event_id))
    if event is None:
        return TrailView(signer=None, before=(), after=())
    before = [("about", named) for named in _get_named(event)]
    if any(event.prev):
        before.append(("own", event.prev))
    before += [("seen", seen) for seen in event.deps]
    after = [("answered", answer) for answer in _find_answers(reader, event)]
    after += [("next", following) for following in _find_next(reader, event)]
    return TrailView(
        signer=_get_signer(reader, event),
        before=_links(reader, before),
        after=_links(reader, after),
    )


def _links(reader: Reader, found: Iterable[tuple[str, bytes]]) -> tuple[LinkView, ...]:
    """Each act once, under the first reason it was named for; those not here are left out."""
    once: dict[bytes, str] = {}
    for relation, name in found:
        once.setdefault(name, relation)
    lines = ((relation, get_act_line(reader, name)) for name, relation in once.items())
    return tuple(LinkView(relation=relation, act=line) for relation, line in lines if line is not None)


def _get_named(event: Event) -> list[bytes]:
    found = [event.body.get(field) for field in _ABOUT]
    return [name for name in found if type(name) is bytes and len(name) == 32 and any(name)]


def _get_signer(reader: Reader, event: Event) -> SignerView | None:
    row = reader.state.get(KEYS, event.author)
    member = find_person(reader.state, row.account) if row is not None and row.account else None
    if row is None or member is None:
        return None
    held = [(found.order, key) for key in member.keys if (found := reader.state.get(KEYS, Key(key)))]
    order = [key for _, key in sorted(held) if key != row.account]
    return SignerView(
        number=order.index(event.author) + 1 if event.author in order else 0,
        is_mine=row.account == reader.me,
        is_this=event.author == reader.picture.device,
        revoked_ms=row.revoked_ms,
    )


def _find_next(reader: Reader, event: Event) -> list[bytes]:
    sealed = list(reader.store.get_sealed_ids(event.author, event.seq + 1))
    waiting = [
        one.id
        for one in reader.picture.pending_events
        if (one.author, one.seq) == (event.author, event.seq + 1)
    ]
    return [*sealed, *waiting]


def _find_answers(reader: Reader, event: Event) -> list[bytes]:
    """Acts and tasks that name this one, among the next that concern its parties."""
    found = [step[2] for step in _get_steps(reader, event.id)]
    if event.kind == "listing.add":
        orders = [
            (row.steps[0][1], name) for name, row in reader.state.items(ORDERS) if row.listing == event.id
        ]
        found += [name for _, name in sorted(orders)]
    receipt = reader.read_model.get_receipt(event.id)
    if receipt is not None:
        parties = _get_parties(reader, event, receipt)
        place = (receipt.height, receipt.position)
        for later in reader.read_model.get_receipts_after(parties, _LOOKED_AT_MAX, place):
            one = None if later.is_task else reader.store.get_event(EventId(later.id))
            if one is not None and event.id in _get_named(one):
                found.append(later.id)
    found += [one.id for one in reader.picture.pending_events if event.id in _get_named(one)]
    return [name for name in dict.fromkeys(found) if name != event.id][:_AFTER_MAX]


def _get_steps(reader: Reader, event_id: EventId) -> tuple[tuple[str, int, bytes], ...]:
    order = reader.state.get(ORDERS, event_id)
    return order.steps if order is not None else ()


def _get_parties(reader: Reader, event: Event, receipt: Receipt) -> list[bytes]:
    """The accounts and keys in whose history an answer would be."""
    accounts: list[bytes] = [line.account for line in receipt.postings if is_member_account(line.account)]
    accounts += [reader.get_account_of(event), _find_other(reader, event, None, receipt.postings)]
    order, service = reader.state.get(ORDERS, event.id), reader.state.get(SERVICES, event.id)
    accounts += [order.buyer, order.seller] if order is not None else []
    accounts += [service.provider, service.beneficiary] if service is not None else []
    members = [one for one in accounts if one and find_person(reader.state, one) is not None]
    return list(get_keys_of(reader, members))
