# SPDX-License-Identifier: CC0-1.0
"""Listings and orders. Source: docs/protocol.md sections 6.5 and 6.6."""

from __future__ import annotations

from second.membership import add_partner
from second.money import contribute
from second.shapes import array, blob, either, ident, maybe_blob, name, number, one_of, row
from second.state import DAY, MOST, Listing, Order, Void, refuse_if, settle

ATTEMPTS_MAX = 30
DEADLINES = ("order.accept", "order.silence")


def listing_add(call):
    state, body = call.state, call.event.body
    assets = [asset for asset, _ in body["price"]]
    refuse_if(len(set(assets)) < len(assets), "malformed")
    refuse_if(any(not state.has("assets", asset) for asset in assets), "no such object")
    price = tuple(sorted(map(tuple, body["price"])))
    state.put("listings", call.event.id, Listing(
        call.author, body["side"], body["template"], body["title"], body["text"], price, body["stock"],
        False, call.now,
    ))  # fmt: skip


def listing_withdraw(call):
    state, listing = call.state, call.event.body["listing"]
    row = state.get("listings", listing)
    refuse_if(row is None, "no such object")
    refuse_if(row.author != call.author, "not allowed")
    refuse_if(row.withdrawn, "already done")
    state.put("listings", listing, row._replace(withdrawn=True))


def parity_version(state):
    return sum(version for _, (_, _, version) in state.rows("parities"))


def enter(call, order, where, **fields):
    """The order enters a state; the deadline of the one before goes."""
    state = call.state
    row = state.get("orders", order)
    cause = call.event.id if call.event else call.task_id
    steps = (*row.steps, (where, call.now, cause))
    state.put("orders", order, row._replace(state=where, steps=steps, problem="", **fields))
    call.drop_tasks(order, *DEADLINES)


def order_place(call):
    state, body, author = call.state, call.event.body, call.author
    listing = state.get("listings", body["listing"])
    refuse_if(listing is None, "no such object")
    refuse_if(listing.author == author, "self")
    refuse_if(listing.withdrawn, "closed")
    refuse_if(body["parity"] != parity_version(state), "parity changed")
    refuse_if(-1 < listing.stock < body["quantity"], "stock")
    refuse_if(any(units * body["quantity"] > MOST for _, units in listing.price), "overflow")
    if listing.stock >= 0:
        state.put("listings", body["listing"], listing._replace(stock=listing.stock - body["quantity"]))
    total = tuple((asset, units * body["quantity"]) for asset, units in listing.price)
    buyer, seller = (author, listing.author) if listing.side == "offer" else (listing.author, author)
    state.put("orders", call.event.id, Order(
        body["listing"], listing.author, buyer, seller, body["quantity"], total, body["parity"],
        "placed", (("placed", call.now, call.event.id),), b"", "", 0,
    ))  # fmt: skip
    call.add_task(call.now + state.parameter("order.accept-ms"), "order.accept", call.event.id)


def find(call, open_in):
    order = call.event.body["order"]
    row = call.state.get("orders", order)
    refuse_if(row is None, "no such object")
    refuse_if(call.author not in (row.buyer, row.seller), "not allowed")
    refuse_if(row.state in ("confirmed", "cancelled"), "closed")
    refuse_if(row.state not in open_in, "wrong state")
    return order, row


def order_accept(call):
    order, row = find(call, ("placed",))
    refuse_if(call.author != row.author, "not allowed")
    refuse_if(call.event.body["parity"] != row.parity, "parity changed")
    enter(call, order, "accepted")


def order_deliver(call):
    order, row = find(call, ("accepted",))
    refuse_if(call.author != row.seller, "not allowed")
    enter(call, order, "delivered")
    call.add_task(call.now + call.state.parameter("order.silence-ms"), "order.silence", order)


def order_confirm(call):
    order, row = find(call, ("delivered",))
    refuse_if(call.author != row.buyer, "not allowed")
    pay(call, order, row)
    enter(call, order, "confirmed", closer=call.author)


def pay(call, order, row):
    state = call.state
    for asset, units in row.price:
        call.move((row.buyer, "current"), (row.seller, "current"), asset, units)
        contribute(state, row.seller, asset, units, call.now)
    if any(state.is_mutual(asset) for asset, _ in row.price):
        add_partner(state, row.seller, row.buyer)


def cancel(call, order, row, closer):
    listing = call.state.get("listings", row.listing)
    refuse_if(listing is None, "no such object")
    if listing.stock >= 0:
        call.state.put("listings", row.listing, listing._replace(stock=listing.stock + row.quantity))
    enter(call, order, "cancelled", closer=closer)


def order_cancel(call):
    order, row = find(call, ("placed", "accepted", "delivered"))
    cancel(call, order, row, call.author)


def accept_due(call):
    order = call.task.object
    cancel(call, order, call.state.get("orders", order), b"")


def silence_due(call):
    order, before = call.task.object, call.state
    row = before.get("orders", order)
    call.state = before.copy()
    try:
        pay(call, order, row)
        enter(call, order, "confirmed")
        settle(call.state, call.postings)
        call.settled = True
    except Void as void:
        call.state, call.postings, call.note = before, [], "unpaid"
        attempts = row.attempts + 1
        before.put("orders", order, row._replace(problem=str(void), attempts=attempts))
        if attempts < ATTEMPTS_MAX:
            call.add_task(call.seal_time + DAY, "order.silence", order, call.task.creator, attempts)


LISTING = {
    "side": one_of("offer", "need"),
    "template": one_of("good", "service", "produce", "loan", "event", "work"),
    "title": blob,
    "text": maybe_blob,
    "price": array(row(name, number(1)), 0, 8),
    "stock": either(number(-1, -1), number(1, 10**6)),
}
KINDS = {
    "listing.add": (LISTING, listing_add),
    "listing.withdraw": ({"listing": ident}, listing_withdraw),
    "order.place": (
        {"listing": ident, "quantity": number(1, 10**6), "parity": number(0)}, order_place,
    ),
    "order.accept": ({"order": ident, "parity": number(0)}, order_accept),
    "order.deliver": ({"order": ident}, order_deliver),
    "order.confirm": ({"order": ident}, order_confirm),
    "order.cancel": ({"order": ident}, order_cancel),
}  # fmt: skip
TASKS = {"order.accept": accept_due, "order.silence": silence_due}
