# SPDX-License-Identifier: AGPL-3.0-or-later
"""An act of mine without effect: the payment it was, what took its money first, and that it was read."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.query_proof import get_event_proof
from app.query_void import get_void_items, mark_read
from app.reader import Reader
from app.views import AmountView
from ledger.event import Event
from ledger.rulebook.orders import ORDERS
from ledger.state import get_chain
from ledger.units import AccountId
from tests.app.test_query_money import read
from tests.helpers.builders import Person, Village, seed_of

KWH = 1_000


class Told:
    """A village whose acts from now on are kept, so that they can be read."""

    def __init__(self) -> None:
        self.village = Village.found()
        self.anna = self.village.join("anna")
        self.village.mint(self.anna, 5 * KWH)
        self.sealed: list[tuple[int, int, Event]] = []

    def add_computer(self) -> Person:
        """Anna's second one."""
        seed = seed_of("anna second")
        added = self.village.sign_key_add(self.anna, seed)
        self.seal(added)
        return replace(self.anna, seed=seed, seq=-1, prev=added.id)

    def sign_payment(self, person: Person, to: AccountId, amount: int) -> Event:
        body = {"to": to, "asset": "kwh", "amount": amount, "purpose": "", "memo": b""}
        return self.village.sign(person, "transfer", body)

    def seal(self, event: Event) -> None:
        self.village.seal(event)
        self.sealed.append((get_chain(self.village.state).height, self.village.now_ms, event))

    def read(self) -> Reader:
        reader = read(self.village, self.anna)
        reader.store.set_meta("commune", self.village.commune)
        reader.store.forget_unsaved()
        found = {one.id: one for done in self.village.executions for one in done.results}
        for height, at_ms, event in self.sealed:
            with reader.store.transaction():
                reader.store.seal_events(height, [event], {event.id})
                reader.read_model.add(height, at_ms, [event], [found[event.id]])
        return reader


@pytest.fixture
def told() -> Told:
    return Told()


def test_a_payment_without_effect_says_how_much_to_whom_and_what_took_it(told: Told) -> None:
    """« Votre acte avec Luc est sans effet »: neither that it was a payment, nor of how much, nor why."""
    second, mayor = told.add_computer(), told.village.founder
    luc = told.village.join("luc")
    offline = told.sign_payment(told.anna, mayor.account, 2 * KWH)
    told.seal(told.sign_payment(second, luc.account, 4 * KWH))
    told.seal(offline)
    (item,) = get_void_items(told.read())
    assert (item.act, item.title) == ("transfer", "balance")
    assert item.amounts == (AmountView(asset="kwh", amount=2 * KWH),)
    assert item.person is not None
    assert item.person.account == mayor.account
    assert item.because is not None
    assert item.because.amounts == (AmountView(asset="kwh", amount=-4 * KWH),)
    assert item.because.counterpart is not None
    assert item.because.counterpart.account == luc.account
    proof = get_event_proof(told.read(), offline.id)
    assert proof is not None
    assert proof.because == item.because


def test_what_was_known_when_it_was_signed_is_not_blamed(told: Told) -> None:
    second, mayor = told.add_computer(), told.village.founder
    told.seal(told.sign_payment(second, mayor.account, 4 * KWH))
    told.seal(told.sign_payment(told.anna, mayor.account, 2 * KWH))
    (item,) = get_void_items(told.read())
    assert item.amounts
    assert item.because is None


def test_an_order_that_could_not_be_paid_says_its_price(told: Told) -> None:
    village = told.village
    order = village.place(told.anna, village.list_item(village.founder, ("kwh", 2 * KWH)), 3)
    row = village.state.get(ORDERS, order)
    assert row is not None
    for action, body in (("accept", {"parity": row.parity}), ("deliver", {})):
        assert village.do(village.founder, f"order.{action}", order=order, **body).is_applied
    told.seal(village.sign(told.anna, "order.confirm", {"order": order}))
    (item,) = get_void_items(told.read())
    assert (item.act, item.amounts) == ("order.confirm", (AmountView(asset="kwh", amount=6 * KWH),))


def test_what_was_read_waits_no_more(told: Told) -> None:
    told.seal(told.sign_payment(told.anna, told.village.founder.account, 9 * KWH))
    reader = told.read()
    (item,) = get_void_items(reader)
    mark_read(reader.store, item.object)
    mark_read(reader.store, bytes(32))
    mark_read(reader.store, bytes(32))
    again = Reader(reader.picture, reader.store, reader.read_model, reader.now_ms)
    assert get_void_items(again) == []
