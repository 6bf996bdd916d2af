# SPDX-License-Identifier: AGPL-3.0-or-later
"""Orders: one engine for every exchange; this table is all there is to know about who may do what, when.

    placed ── accept ──> accepted ── deliver ──> delivered ── confirm ──> confirmed (paid)
      │ 72 h: by itself     │                       │ 7 days silent: by itself ─────▲
      └────── cancel ───────┴─────── cancel ────────┴──────────> cancelled

The author of an offer sells and its answerer buys; a need reverses the roles. The author of the listing
accepts, the seller delivers, the buyer confirms, and either may cancel as long as nothing is paid: each side
has a way out without the other. A buyer who refuses a delivery does so by cancelling, in words all can see;
silence pays. (A dispute will take the place of that refusal.)

Payment is direct: at `confirmed` every line of the price × quantity moves at once, or nothing moves.
Not here: listings (`market`), ratings, escrow.  Source: docs/protocol.md section 6.6.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any, Final

from ledger import limits
from ledger.errors import Reason, Refused
from ledger.posting import MUTUAL, find_refusal, move
from ledger.rulebook.contribution import add_contribution
from ledger.rulebook.market import LISTINGS, NEED, QUANTITY, UNLIMITED, get_listing
from ledger.rulebook.membership import add_partner
from ledger.rulebook.parity import get_version
from ledger.rulebook.rule import (
    Call,
    DueCall,
    DueRule,
    Rule,
    add_task,
    check_that,
    drop_tasks,
    integer,
    is_id,
)
from ledger.state import ASSETS, TASKS, Draft, Readable, Table, get_parameter
from ledger.units import DAY_MS, POT_CURRENT, AccountId, EventId

PLACED: Final = "placed"
ACCEPTED: Final = "accepted"
DELIVERED: Final = "delivered"
CONFIRMED: Final = "confirmed"
CANCELLED: Final = "cancelled"

AUTHOR: Final = "author"
SELLER: Final = "seller"
BUYER: Final = "buyer"
EITHER: Final = "either"

TRANSITIONS: Final = {
    (PLACED, "accept"): (AUTHOR, ACCEPTED),
    (ACCEPTED, "deliver"): (SELLER, DELIVERED),
    (DELIVERED, "confirm"): (BUYER, CONFIRMED),
    (PLACED, "cancel"): (EITHER, CANCELLED),
    (ACCEPTED, "cancel"): (EITHER, CANCELLED),
    (DELIVERED, "cancel"): (EITHER, CANCELLED),
}
"""(state, action) → (who may, next state). What is not here cannot happen."""

DUE_ACCEPT: Final = "order.accept"
DUE_SILENCE: Final = "order.silence"
DEADLINES: Final = {
    PLACED: (DUE_ACCEPT, "order.accept-ms", CANCELLED),
    DELIVERED: (DUE_SILENCE, "order.silence-ms", CONFIRMED),
}
"""State → (label of the task, parameter of its delay, state it leads to by itself)."""

FINAL: Final = frozenset({CONFIRMED, CANCELLED})
SILENT_ATTEMPTS_MAX: Final = 30
"""Days on which a silent buyer's payment is tried again when it cannot pay; then only a person acts."""


@dataclass(frozen=True, slots=True)
class Order:
    listing: EventId
    author: AccountId
    """Of the listing; the other of buyer and seller placed the order."""
    buyer: AccountId
    seller: AccountId
    quantity: int
    price: tuple[tuple[str, int], ...]
    """What is paid in all: (asset, base units), the listing's price × quantity."""
    parity: int
    """Version of the parity table at `placed`: the one this order is judged by."""
    state: str
    steps: tuple[tuple[str, int, bytes], ...]
    """(state, instant, event or task that led there), in their order."""
    closed_by: AccountId
    """Who confirmed or cancelled; empty while open, and when a deadline did."""
    problem: str
    """Why the last payment due by silence could not be made: a reason code; empty: none failed."""
    attempts: int


ORDERS: Final = Table[EventId, Order]("orders", Order)


# --- what a wallet asks ------------------------------------------------------------------------------------


def is_party(order: Order, account: AccountId) -> bool:
    return account in (order.buyer, order.seller)


def get_actions(order: Order, account: AccountId) -> tuple[str, ...]:
    """What a member may do to an order now, in the order of the table."""
    return tuple(
        action
        for (state, action), (actor, _) in TRANSITIONS.items()
        if state == order.state and _plays(order, account, actor)
    )


def get_deadlines(state: Readable) -> dict[EventId, tuple[int, str]]:
    """Of every order that waits for one: when its deadline falls and the state it then takes. O(tasks)."""
    effects = {label: effect for label, _, effect in DEADLINES.values()}
    found: dict[EventId, tuple[int, str]] = {}
    for due_ms, task_id in state.keys(TASKS):
        task = state.get(TASKS, (due_ms, task_id))
        if task is not None and task.label in effects:
            found[EventId(task.object)] = (due_ms, effects[task.label])
    return found


def _plays(order: Order, account: AccountId, actor: str) -> bool:
    if actor == EITHER:
        return is_party(order, account)
    return account == {AUTHOR: order.author, SELLER: order.seller, BUYER: order.buyer}[actor]


# --- placing -----------------------------------------------------------------------------------------------


def _apply_place(draft: Draft, call: Call) -> None:
    body = call.body
    listing_id = EventId(body["listing"])
    listing = get_listing(draft, listing_id)
    check_that(listing.author != call.account, Reason.SELF)
    check_that(not listing.withdrawn, Reason.CLOSED)
    # The equivalents on the buyer's screen were computed with the version it names.
    check_that(body["parity"] == get_version(draft), Reason.PARITY_CHANGED)
    quantity = body["quantity"]
    check_that(listing.stock == UNLIMITED or quantity <= listing.stock, Reason.STOCK)
    price = tuple((asset, units * quantity) for asset, units in listing.price)
    check_that(all(total <= limits.INTEGER_MAX for _, total in price), Reason.OVERFLOW)
    if listing.stock != UNLIMITED:
        draft.put(LISTINGS, listing_id, replace(listing, stock=listing.stock - quantity))
    roles = (listing.author, call.account) if listing.side == NEED else (call.account, listing.author)
    order = Order(
        listing=listing_id,
        author=listing.author,
        buyer=roles[0],
        seller=roles[1],
        quantity=quantity,
        price=price,
        parity=body["parity"],
        state="",
        steps=(),
        closed_by=AccountId(b""),
        problem="",
        attempts=0,
    )
    _enter(draft, call.event.id, order, PLACED, call.now_ms, call.event.id)


def _enter(draft: Draft, order_id: EventId, order: Order, state: str, now_ms: int, by: bytes) -> None:
    """Write the order in its new state, with the deadline that state has, if any."""
    for label, _, _ in DEADLINES.values():
        drop_tasks(draft, order_id, label)
    if state in DEADLINES:
        label, parameter, _ = DEADLINES[state]
        due_ms = now_ms + get_parameter(draft, parameter)
        add_task(draft, due_ms=due_ms, label=label, creator=EventId(by), subject=order_id)
    draft.put(ORDERS, order_id, replace(order, state=state, steps=(*order.steps, (state, now_ms, by))))


# --- acting ------------------------------------------------------------------------------------------------


def _act(action: str) -> Callable[[Draft, Call], None]:
    """The rule of one action of the table."""

    def apply(draft: Draft, call: Call) -> None:
        order_id = EventId(call.body["order"])
        order = draft.get(ORDERS, order_id)
        if order is None:
            raise Refused(Reason.NO_SUCH)
        check_that(is_party(order, call.account), Reason.NOT_ALLOWED)
        check_that(order.state not in FINAL, Reason.CLOSED)
        step = TRANSITIONS.get((order.state, action))
        if step is None:
            raise Refused(Reason.WRONG_STATE)
        actor, after = step
        check_that(_plays(order, call.account, actor), Reason.NOT_ALLOWED)
        if after == ACCEPTED:
            check_that(call.body["parity"] == order.parity, Reason.PARITY_CHANGED)
        if after in FINAL:
            order = replace(order, closed_by=call.account, problem="")
        if after == CANCELLED:
            _return_stock(draft, order)
        if after == CONFIRMED:
            _pay(draft, order, call.now_ms)
        _enter(draft, order_id, order, after, call.now_ms, call.event.id)

    return apply


def _return_stock(draft: Draft, order: Order) -> None:
    listing = get_listing(draft, order.listing)
    if listing.stock != UNLIMITED:
        draft.put(LISTINGS, order.listing, replace(listing, stock=listing.stock + order.quantity))


def _pay(draft: Draft, order: Order, now_ms: int) -> None:
    """Post every line of the price.

    What the seller gave counts as its contribution; in mutual credit the buyer becomes a partner.
    """
    for asset, total in order.price:
        move(
            draft,
            source=(order.buyer, POT_CURRENT),
            target=(order.seller, POT_CURRENT),
            asset=asset,
            amount=total,
        )
        add_contribution(draft, order.seller, asset, total, now_ms)
    if any(draft.get(ASSETS, asset) == MUTUAL for asset, _ in order.price):
        add_partner(draft, order.seller, order.buyer)


# --- deadlines ---------------------------------------------------------------------------------------------


def _due_accept(draft: Draft, call: DueCall) -> None:
    """Nobody accepted: the order is off and nothing was paid."""
    order_id = EventId(call.task.object)
    order = draft.get(ORDERS, order_id)
    assert order is not None, "the task of an order that is not there"
    assert order.state == PLACED, "accepting drops this task"
    _return_stock(draft, order)
    _enter(draft, order_id, order, CANCELLED, call.due_ms, call.task_id)


def _due_silence(draft: Draft, call: DueCall) -> None:
    """Delivered and silent: paid.

    For a buyer who cannot pay nothing moves, the order stays delivered with the reason, and the payment is
    tried again each day.
    """
    order_id = EventId(call.task.object)
    order = draft.get(ORDERS, order_id)
    assert order is not None, "the task of an order that is not there"
    assert order.state == DELIVERED, "confirming or cancelling drops this task"
    before = draft.mark()
    _pay(draft, order, call.due_ms)
    refusal = find_refusal(draft)
    if refusal is None:
        _enter(draft, order_id, replace(order, problem=""), CONFIRMED, call.due_ms, call.task_id)
        return
    draft.restore(before)
    attempts = order.attempts + 1
    draft.put(ORDERS, order_id, replace(order, problem=refusal.value, attempts=attempts))
    draft.note = "unpaid"
    if attempts < SILENT_ATTEMPTS_MAX:
        add_task(
            draft,
            due_ms=call.seal_ms + DAY_MS,
            label=DUE_SILENCE,
            creator=call.task.creator,
            subject=order_id,
            counter=attempts,
        )


_NAMED: Final = {"order": is_id}
KINDS: Final = {
    "order.place": Rule(
        schema={"listing": is_id, "quantity": QUANTITY, "parity": integer(0)}, apply=_apply_place
    ),
    "order.accept": Rule(schema={**_NAMED, "parity": integer(0)}, apply=_act("accept")),
    "order.deliver": Rule(schema=_NAMED, apply=_act("deliver")),
    "order.confirm": Rule(schema=_NAMED, apply=_act("confirm")),
    "order.cancel": Rule(schema=_NAMED, apply=_act("cancel")),
}
DUE: Final[dict[str, DueRule]] = {DUE_ACCEPT: _due_accept, DUE_SILENCE: _due_silence}
REARMED: Final = frozenset({DUE_ACCEPT, DUE_SILENCE})
TABLES: Final[tuple[Table[Any, Any], ...]] = (ORDERS,)
