# SPDX-License-Identifier: AGPL-3.0-or-later
"""Orders as they are shown: how many of what, wherever one decides or reads of it."""

from __future__ import annotations

from app.query_inbox import _orders
from app.query_market import get_orders
from app.query_money import get_subject_title
from app.query_tasks import find_task
from app.reader import Reader
from ledger.encoding import encode
from ledger.event import Event
from ledger.hashing import hash_task
from ledger.rulebook.orders import DUE_ACCEPT
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
