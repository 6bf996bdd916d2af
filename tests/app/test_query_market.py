# SPDX-License-Identifier: AGPL-3.0-or-later
"""Orders as they are shown: how many of what, wherever one decides or reads of it."""

from __future__ import annotations

import pytest

from app.query_inbox import _orders
from app.query_market import get_listings, get_orders
from app.query_money import get_subject_title
from app.query_tasks import find_task
from app.reader import Reader
from app.views import AmountView
from ledger.encoding import encode
from ledger.event import Event
from ledger.hashing import hash_task
from ledger.posting import get_available
from ledger.rulebook.orders import DUE_ACCEPT, ORDERS
from ledger.rulebook.parity import get_version
from ledger.units import BlobHash
from tests.app.test_query_money import read
from tests.helpers.builders import Person, Village, blob_of

H = 3_600


def read_with_words(village: Village, me: Person) -> Reader:
    reader = read(village, me)
    content = encode([bytes(16), b"Panier de carottes"])
    reader.store.add_blob(BlobHash(blob_of("title")), village.founder.account, content)
    return reader


def trade(quantity: int, price: int = H // 2) -> tuple[Village, Event]:
    """The founder offers baskets at half an hour each; anna orders so many."""
    village = Village.found()
    anna = village.join("anna")
    listing = village.list_item(village.founder, ("hour", price))
    event = village.sign(
        anna, "order.place", {"listing": listing, "quantity": quantity, "parity": get_version(village.state)}
    )
    village.seal(event, expect="applied")
    return village, event


def test_how_many_stands_wherever_an_order_is_told():
    """« 12 h 30 · Panier de carottes » did not say that it was for 25 of them."""
    village, placed = trade(25)
    accept = village.sign(
        village.founder, "order.accept", {"order": placed.id, "parity": get_version(village.state)}
    )
    reader = read_with_words(village, village.founder)
    (item,) = _orders(reader)
    assert item.title == "Panier de carottes × 25"
    assert get_subject_title(reader, placed) == "Panier de carottes × 25"
    assert get_subject_title(reader, accept) == "Panier de carottes × 25"
    task = find_task(reader, hash_task(placed.id, DUE_ACCEPT.encode(), 0), DUE_ACCEPT)
    assert task is not None
    assert task.words == "Panier de carottes × 25"
    assert get_orders(reader)[0].listing.title == "Panier de carottes", "what is offered is one"


def test_one_of_something_is_not_counted():
    village, placed = trade(1)
    reader = read_with_words(village, village.founder)
    assert get_subject_title(reader, placed) == "Panier de carottes"
    without_words = read(village, village.founder)
    assert get_subject_title(without_words, placed) == ""


def test_an_offer_says_the_most_its_buyer_can_pay():
    village, _ = trade(1)
    anna, most = village.people["anna"], _room(village)
    (seen,) = get_listings(read(village, anna))
    assert seen.payable == (AmountView(asset="hour", amount=most),)
    (own,) = get_listings(read(village, village.founder))
    assert own.payable == (), "nobody orders their own"


def test_a_need_says_the_most_its_author_can_pay():
    village = Village.found()
    anna = village.join("anna")
    village.list_item(anna, ("kwh", 500), side="need")
    village.mint(anna, 2_000)
    (seen,) = get_listings(read(village, village.founder))
    assert seen.payable == (AmountView(asset="kwh", amount=2_000),)


@pytest.mark.parametrize("reader", ["anna", "mairie"])
def test_an_order_beyond_what_its_buyer_can_pay_says_so_to_both(reader):
    village, placed = trade(25)
    person = village.people.get(reader, village.founder)
    most = _room(village)
    (order,) = get_orders(read(village, person))
    assert order.short_of == (AmountView(asset="hour", amount=most),)
    assert not order.pays_itself
    row = village.state.get(ORDERS, placed.id)
    assert row is not None
    for action, body in (("accept", {"parity": row.parity}), ("deliver", {})):
        assert village.do(village.founder, f"order.{action}", order=placed.id, **body).is_applied
    (order,) = get_orders(read(village, person))
    assert order.short_of
    assert (order.deadline_effect, order.pays_itself) == ("paid", False)
    assert village.do(village.people["anna"], "order.cancel", order=placed.id).is_applied
    (order,) = get_orders(read(village, person))
    assert order.short_of == (), "it is over"


def test_an_order_that_can_be_paid_is_short_of_nothing():
    village, _ = trade(1)
    (order,) = get_orders(read(village, village.founder))
    assert (order.short_of, order.pays_itself) == ((), True)


def test_what_is_paid_by_itself_does_not_count_on_savings():
    """The wallet takes from savings for who confirms; silence draws on the everyday account alone."""
    village = Village.found()
    anna = village.join("anna")
    village.mint(anna, 2_000)
    body = {"from": "current", "to": "energy-savings", "asset": "kwh", "amount": 1_500}
    assert village.do(anna, "pot.move", **body).is_applied
    village.place(anna, village.list_item(village.founder, ("kwh", 1_000)))
    (order,) = get_orders(read(village, anna))
    assert (order.short_of, order.pays_itself) == ((), False)


def _room(village: Village) -> int:
    return get_available(village.state, village.people["anna"].account, "hour")
