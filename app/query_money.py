# SPDX-License-Identifier: AGPL-3.0-or-later
"""Queries about money: balances, history, the picture of a payment before it is signed, parities."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final, cast

from app.belonging import check_known
from app.errors import AppError
from app.facade_naming import count_title
from app.owing import name_limit
from app.pots import get_means
from app.reader import Reader, find_person, shared
from app.views import (
    AmountView,
    BalanceView,
    HistoryEntryView,
    ParityView,
    PaymentPreviewView,
    PersonView,
    Phase,
)
from ledger import limits
from ledger.errors import Reason
from ledger.event import Event
from ledger.execute import APPLIED, Result
from ledger.read_model import LAST_PLACE, Receipt
from ledger.rulebook.hours import SERVICES
from ledger.rulebook.market import LISTINGS
from ledger.rulebook.meter_rows import METERS
from ledger.rulebook.orders import DUE_ACCEPT, DUE_SILENCE, ORDERS
from ledger.rulebook.parity import PARITIES, convert
from ledger.rulebook.pots import GIFT
from ledger.rulebook.proposals import PROPOSALS
from ledger.rulebook.settlement import LABEL as SETTLEMENT
from ledger.state import ASSETS, BALANCES, Posting, get_balance
from ledger.units import FUND, POT_UNALLOCATED, AccountId, EventId, is_member_account

ASSET_ORDER: Final = ("kwh", "hour", "kg", "point", "kwh-th")
_SHOWN_MAX: Final = 500
_LOST_SHOWN_MAX: Final = 50
BACKUP_ASKED_OVER_WH: Final = 100_000
"""An hour's worth: more than this asks for the 24 words first, until they are on paper."""
_QUIET: Final = frozenset({"key.add", "invitation", "consent", "charter"})
"""Kinds of my own that are not worth a line in the history."""


def rank_asset(asset: str) -> tuple[int, str]:
    """The order in which the units of one sum are said."""
    return (ASSET_ORDER.index(asset) if asset in ASSET_ORDER else len(ASSET_ORDER), asset)


@shared
def get_balances(reader: Reader, account: bytes = b"") -> tuple[BalanceView, ...]:
    """Every pot of a member (me by default); current pots even when empty."""
    owner = AccountId(account or reader.me)
    sealed, pending = reader.picture.sealed, reader.state
    pots = {key for state in (sealed, pending) for key in state.keys(BALANCES) if key[0] == owner}
    if is_member_account(owner):
        pots |= {
            (owner, "current", asset, "") for asset, regime in pending.items(ASSETS) if regime != "certified"
        }
    views = [
        BalanceView(
            pot=pot,
            asset=asset,
            purpose=purpose,
            settled=get_balance(sealed, owner, asset, pot, purpose),
            expected=get_balance(pending, owner, asset, pot, purpose),
        )
        for _, pot, asset, purpose in pots
    ]
    return tuple(
        sorted(
            views, key=lambda view: (view.pot != "current", view.pot, rank_asset(view.asset), view.purpose)
        )
    )


def get_parities(reader: Reader) -> tuple[ParityView, ...]:
    return tuple(
        ParityView(asset=asset, numerator=row.numerator, denominator=row.denominator, version=row.version)
        for asset, row in sorted(reader.state.items(PARITIES), key=lambda item: rank_asset(item[0]))
    )


def preview_payment(reader: Reader, to: bytes, asset: str, amount: int) -> PaymentPreviewView:
    """Both balances before and after, or why the ledger would refuse now.

    Raises:
        AppError: unknown-member, unknown-asset.
    """
    state = reader.state
    if state.get(ASSETS, asset) is None:
        raise AppError("unknown-asset", asset=asset)
    if to != FUND:
        check_known(state, AccountId(to))
    mine = get_balance(state, reader.me, asset)
    pot = POT_UNALLOCATED if to == FUND else "current"
    theirs = get_balance(state, AccountId(to), asset, pot)
    means = get_means(state, reader.me, asset, reader.now_ms)
    available = means.spendable
    from_savings = means.compute_shortfall(amount) if amount <= available else 0
    problem = ""
    if to == reader.me:
        problem = "self"
    elif amount > limits.INTEGER_MAX:
        problem = "amount-too-large"
    elif amount > available:
        problem = "floor" if state.get(ASSETS, asset) == "mutual" else "balance"
    return PaymentPreviewView(
        to=get_party(reader, to),
        amount=AmountView(asset=asset, amount=amount),
        mine_before=mine,
        mine_after=mine + from_savings - amount,
        theirs_before=theirs,
        theirs_after=theirs + amount,
        equivalents=reader.get_equivalents(asset, amount) if 0 < amount <= limits.INTEGER_MAX else (),
        problem=problem,
        available=available,
        from_savings=from_savings,
        asks_backup=_asks_backup(reader, asset, amount),
        limited_by=name_limit(state, reader.me, asset) if problem == "floor" else "",
    )


def _asks_backup(reader: Reader, asset: str, amount: int) -> bool:
    is_known_safe = reader.picture.backup_done or reader.picture.is_returning
    if is_known_safe or not 0 < amount <= limits.INTEGER_MAX:
        return False
    worth = (amount, 0) if asset == "kwh" else convert(reader.state, asset, amount, "kwh")
    return worth is not None and worth[0] > BACKUP_ASKED_OVER_WH


def get_party(reader: Reader, account: bytes) -> PersonView:
    """A member, or the fund as a person whose name is empty: the window has its word for it."""
    if is_member_account(account):
        return reader.get_person(account)
    return PersonView(
        account=account,
        name="",
        fingerprint="",
        roles=(),
        is_me=False,
        phase=Phase.SEALED,
        joined_ms=0,
        sponsor=b"",
    )


# --- history ----------------------------------------------------------------------------------------------


def get_subject_title(reader: Reader, event: Event) -> str:
    """The words of the object an event is about."""
    state, body = reader.state, event.body
    if event.kind in ("listing.add", "proposal"):
        return reader.get_text(body.get("title", b""))
    if event.kind in ("listing.withdraw", "order.place"):
        listing = state.get(LISTINGS, EventId(body.get("listing", b"")))
        title = reader.get_text(listing.title) if listing is not None else ""
        return count_title(title, body.get("quantity", 1))
    if event.kind.startswith("order."):
        return _order_title(reader, body.get("order", b""))
    if event.kind.startswith("service.") and event.kind != "service.log":  # which has its memo
        service = state.get(SERVICES, EventId(body.get("service", b"")))
        return reader.get_text(service.memo) if service is not None else ""
    if event.kind == "ballot":
        proposal = state.get(PROPOSALS, EventId(body.get("proposal", b"")))
        return reader.get_text(proposal.title) if proposal is not None else ""
    return ""


def _order_title(reader: Reader, order_id: bytes) -> str:
    order = reader.state.get(ORDERS, EventId(order_id))
    listing = None if order is None else reader.state.get(LISTINGS, order.listing)
    if order is None or listing is None:
        return ""
    return count_title(reader.get_text(listing.title), order.quantity)


def _counterpart(
    reader: Reader, event: Event | None, label: str, postings: tuple[Posting, ...], author: bytes
) -> bytes:
    if label == SETTLEMENT:
        return b""  # of many at once; who bought and who was given is said by the day itself
    for line in postings:
        if line.account != reader.me and (is_member_account(line.account) or line.account == FUND):
            return line.account
    if event is None:
        return b""
    body = event.body
    if event.kind == "transfer":
        target = body.get("to", b"")
        return author if target == reader.me else target
    if event.kind in ("listing.withdraw", "order.place"):
        listing = reader.state.get(LISTINGS, EventId(body.get("listing", b"")))
        return b"" if listing is None or listing.author == reader.me else listing.author
    if event.kind.startswith("order."):
        order = reader.state.get(ORDERS, EventId(body.get("order", b"")))
        if order is not None:
            return order.seller if order.buyer == reader.me else order.buyer
    if event.kind.startswith("service."):
        service = reader.state.get(SERVICES, EventId(body.get("service", event.id)))
        if service is not None:
            return service.beneficiary if service.provider == reader.me else service.provider
    if event.kind == "meter.certify":
        meter = reader.state.get(METERS, EventId(body.get("meter", b"")))
        return b"" if meter is None or meter.owner == reader.me else meter.owner
    return b"" if author == reader.me else author


def name_task(label: str, outcome: str) -> str:
    """What is called what happened by itself: its label says what it waited for, not what became of it."""
    if outcome == f"{APPLIED}:re-armed":
        return "task.later"
    if label == DUE_ACCEPT:
        return "order.lapse"
    if label == DUE_SILENCE and outcome == f"{APPLIED}:unpaid":
        return "order.unpaid"
    return label


def name_kind(event: Event | None, label: str, outcome: str) -> str:
    """What a line calls an act."""
    if event is None:
        return "mint" if label == SETTLEMENT else name_task(label, outcome)
    if event.kind == "transfer" and event.body.get("purpose") == GIFT:
        return "gift"
    if event.kind == "resident.join":
        return "membership"
    if event.kind == "display" and event.anchor.height == 0:
        # Whoever founds takes their name right after the charter, before anything is sealed: it is one act.
        return "charter"
    if event.kind == "pot.move":
        return {"from": "pot.save", "to": "pot.take"}.get(_current_side(event), event.kind)
    return event.kind


def _my_lines(reader: Reader, event: Event | None, result: Result) -> list[Posting]:
    """What moved for me; of a move between my pots, the everyday one's side, else what arrived."""
    mine = [line for line in result.postings if line.account == reader.me]
    if event is None or event.kind != "pot.move":
        return mine
    return [line for line in mine if line.pot == "current"] or [line for line in mine if line.amount > 0]


def _current_side(event: Event) -> str:
    """Which end of a move between my pots is the everyday one."""
    return next((side for side in ("from", "to") if event.body.get(side) == "current"), "")


def make_entry(
    reader: Reader, event: Event | None, result: Result, label: str, at_ms: int, phase: Phase
) -> HistoryEntryView:
    """One act or task as a line of my history."""
    author = b"" if event is None else reader.get_account_of(event)
    amounts: dict[str, int] = {}
    for line in _my_lines(reader, event, result):
        amounts[line.asset] = amounts.get(line.asset, 0) + line.amount
    if not amounts and event is not None and event.kind == "transfer":
        # A void payment moved nothing; its line still says what was asked for.
        sign = -1 if author == reader.me else 1
        amounts = {cast("str", event.body.get("asset", "")): sign * cast("int", event.body.get("amount", 0))}
    if not amounts and event is not None and event.kind == "order.confirm":
        order = reader.state.get(ORDERS, EventId(event.body.get("order", b"")))
        sign = -1 if author == reader.me else 1
        amounts = {asset: sign * total for asset, total in order.price} if order is not None else {}
    counterpart = _counterpart(reader, event, label, result.postings, author)
    is_void = not result.is_applied
    body: Mapping[str, Any] = {} if event is None else event.body
    return HistoryEntryView(
        event=result.id,
        at_ms=at_ms,
        kind=name_kind(event, label, result.outcome),
        phase=Phase.VOID if is_void and phase is Phase.SEALED else phase,
        reason=result.outcome if is_void else "",
        counterpart=get_party(reader, counterpart) if counterpart else None,
        amounts=tuple(
            AmountView(asset=asset, amount=amounts[asset])
            for asset in sorted(amounts, key=rank_asset)
            if asset
        ),
        purpose=body.get("purpose", ""),
        memo=reader.get_text(body.get("memo", b"")),
        title=get_subject_title(reader, event) if event is not None else "",
        balance_after=None,
        choice=str(body.get("choice", "")) if event is not None and event.kind == "ballot" else "",
    )


def make_sealed_entry(reader: Reader, receipt: Receipt) -> HistoryEntryView:
    """What a page of the register says, as a line of my history."""
    event = None if receipt.is_task else reader.store.get_event(receipt.id)
    return make_entry(reader, event, receipt.result, receipt.label, receipt.seal_ms, Phase.SEALED)


def get_keys_of(reader: Reader, accounts: Iterable[bytes]) -> tuple[bytes, ...]:
    """Whose lines are theirs: these accounts and the keys that sign for them."""
    found: list[bytes] = []
    for account in accounts:
        member = find_person(reader.state, account)
        found += [account, *(member.keys if member is not None else ())]
    return tuple(dict.fromkeys(found))


def get_my_keys(reader: Reader) -> tuple[bytes, ...]:
    return get_keys_of(reader, (reader.me,))


def get_sealed_history(
    reader: Reader, limit: int, before: tuple[int, int] = LAST_PLACE
) -> tuple[list[HistoryEntryView], tuple[int, int] | None]:
    """(sealed entries before a place, newest first; the place of the last, None when there are no more)."""
    receipts = reader.read_model.get_receipts_of(get_my_keys(reader), limit, before)
    entries = [make_sealed_entry(reader, receipt) for receipt in receipts]
    return entries, (receipts[-1].height, receipts[-1].position) if len(receipts) == limit else None


@shared
def get_history(reader: Reader, limit: int = 50, before: int = 0) -> tuple[HistoryEntryView, ...]:
    """What concerned me, newest first: pending acts, then sealed ones.

    Args:
        limit: at most 500.
        before: an instant; 0: from now. Pending acts are on the first page only.
    """
    limit = max(1, min(limit, _SHOWN_MAX))
    entries: list[HistoryEntryView] = []
    if not before:
        entries += find_pending_entries(reader)
    place: tuple[int, int] | None = reader.read_model.find_place(before) if before else LAST_PLACE
    while len(entries) < limit and place is not None:
        page, place = get_sealed_history(reader, limit, place)
        entries += page
    if not before:
        lost = find_lost_entries(reader)
        entries = sorted([*entries, *lost], key=lambda entry: -entry.at_ms) if lost else entries
    return tuple(entries[:limit])


def _concerns_me(reader: Reader, event: Event) -> bool:
    if event.kind == "service.refuse":
        service = reader.state.get(SERVICES, EventId(event.body.get("service", b"")))
        if service is not None and service.provider == reader.me:
            return True
    return reader.get_account_of(event) == reader.me or event.body.get("to") == reader.me


def find_lost_entries(reader: Reader) -> list[HistoryEntryView]:
    """Acts that another act of the same key, sealed before, shut out for ever: void, and no seal says so."""
    lost = [event for event in reader.store.get_dead(_LOST_SHOWN_MAX) if event.kind not in _QUIET]
    return [
        make_entry(reader, event, _shut_out(event), event.kind, event.time_ms, Phase.VOID)
        for event in lost
        if _concerns_me(reader, event)
    ]


def _shut_out(event: Event) -> Result:
    return Result(id=event.id, outcome=Reason.FORK.value, postings=())


def find_pending_entries(reader: Reader) -> list[HistoryEntryView]:
    found: list[HistoryEntryView] = []
    for event in reversed(reader.picture.pending_events):
        result = reader.picture.pending_results.get(event.id)
        if result is None or event.kind in _QUIET:
            continue
        if _concerns_me(reader, event) or any(line.account == reader.me for line in result.postings):
            found.append(make_entry(reader, event, result, event.kind, event.time_ms, Phase.PENDING))
    return found
