# SPDX-License-Identifier: AGPL-3.0-or-later
"""Where neighbours listen: who is dialled when, whose word counts, and the invitation's pin."""

from __future__ import annotations

from p2p.compat import node_key_of, peer_id_of

import pytest

from ledger.errors import BadSeal
from ledger.signing import public_key
from ledger.store import Store
from ledger.units import NodeKey
from p2p.book import PeerBook, name_peer, pin
from tests.helpers.builders import seed_of

ME, ANNA, BEN = (NodeKey(public_key(seed_of(name))) for name in ("me", "anna", "ben"))
NOW = 1_000_000


def address(node: NodeKey, port: int = 4_101) -> str:
    return f"/ip4/192.168.1.7/tcp/{port}/p2p/{name_peer(node)}"


def due(book: PeerBook, now_ms: int = NOW, *connected: NodeKey) -> list[str]:
    return book.due_addresses(now_ms, connected, ME)


@pytest.mark.parametrize("number", range(20))
def test_a_peer_s_name_is_libp2p_s(number: int):
    from libp2p.peer.id import ID

    node = NodeKey(public_key(seed_of(f"{number}")))
    assert name_peer(node) == peer_id_of(node).to_base58()
    assert node_key_of(ID.from_string(name_peer(node))) == node


def test_given_addresses_are_dialled_once_each():
    book = PeerBook(Store(None), [address(ANNA), address(ANNA), address(BEN)])
    assert due(book) == [address(ANNA), address(BEN)]
    assert due(book) == [], "both are under way"
    assert book.is_given(address(ANNA))
    assert not book.is_given(address(ME))


def test_the_wait_doubles_up_to_a_minute_and_starts_again_after_a_success():
    book = PeerBook(Store(None), [address(ANNA)])
    now, waits = NOW, []
    for _ in range(8):
        assert due(book, now) == [address(ANNA)]
        book.finished(address(ANNA), now)
        started = now
        while not due(book, now):
            now += 1
        waits.append((now - started) // 1_000)
        book.finished(address(ANNA), started)
        now = started + 70_000
    assert waits == sorted(waits)
    assert waits[0] <= 1
    assert waits[-1] == 60
    book.reached(address(ANNA), ANNA)
    book.finished(address(ANNA), now)
    assert due(book, now + 1_250) == [address(ANNA)]


def test_a_clock_set_back_does_not_keep_a_neighbour_from_being_dialled():
    book, day_ms = PeerBook(Store(None), [address(ANNA)]), 86_400_000
    assert due(book, NOW + day_ms) == [address(ANNA)]
    book.finished(address(ANNA), NOW + day_ms)
    assert due(book, NOW + day_ms) == [], "it waits a second"
    assert due(book, NOW) == [address(ANNA)]
    assert book.learn(ANNA, [address(ANNA)], NOW + day_ms)
    assert book.learn(ANNA, [address(ANNA, 4_102)], NOW), "it moved since"


def test_one_address_a_node_at_a_time_and_none_of_the_connected():
    store = Store(None)
    book = PeerBook(store, [])
    book.learn(ANNA, [address(ANNA, 1), address(ANNA, 2)], NOW)
    assert due(book, NOW, ANNA) == []
    assert due(book) == [address(ANNA, 1)]
    assert due(book) == [], "the other one only when this is over"
    book.finished(address(ANNA, 1), NOW)
    assert due(book) == [address(ANNA, 2)]
    assert book.count_known() == 1


def test_we_do_not_dial_ourselves():
    book = PeerBook(Store(None), [])
    book.learn(ME, [address(ME)], NOW)
    assert due(book) == []


def test_what_is_remembered_is_dialled_after_a_restart():
    store = Store(None)
    PeerBook(store, []).learn(ANNA, [address(ANNA)], NOW)
    assert due(PeerBook(store, [address(BEN)])) == [address(BEN), address(ANNA)]


def test_nobody_speaks_for_another():
    """Else a member could claim a neighbour's address and, connected itself, keep us from dialling it."""
    book = PeerBook(Store(None), [])
    book.learn(BEN, [address(BEN)], NOW)
    book.learn(ANNA, [address(BEN), "/ip4/1.2.3.4/tcp/1", "nonsense", f"{address(ANNA)}/p2p-circuit"], NOW)
    assert book.count_known() == 1
    assert due(book, NOW, ANNA) == [address(BEN)]


@pytest.mark.parametrize("space", [" ", "\t", "\n", "\u2003", "\u00a0"])
def test_an_address_is_one_word(space: str):
    book = PeerBook(Store(None), [])
    book.learn(ANNA, [f"/ip4/1.2.3.4{space}/ip4/5.6.7.8/tcp/1/p2p/{name_peer(ANNA)}"], NOW)
    assert book.count_known() == 0


def test_a_move_is_heard_at_once_but_not_more_than_once_a_second():
    """A node that moved must be found again; none may make us write to the disk without end."""
    book = PeerBook(Store(None), [])
    book.learn(ANNA, [], NOW)
    book.learn(ANNA, [address(ANNA, 1)], NOW)
    book.learn(ANNA, [address(ANNA, 2)], NOW + 999)
    assert due(book) == [address(ANNA, 1)]
    book.learn(ANNA, [address(ANNA, 3)], NOW + 1_000)
    book.finished(address(ANNA, 1), NOW)
    assert address(ANNA, 3) in due(book, NOW + 60_000)


def test_addresses_come_and_go_and_the_book_stays_small():
    store = Store(None)
    book = PeerBook(store, [])
    now = NOW
    for port in range(1, 2_500):
        now += 60_000
        book.learn(ANNA, [address(ANNA, port)], now)
        for one in due(book, now):
            book.finished(one, now)
    tables = (book._wait_ms, book._next_ms, book._node_of)
    assert all(len(table) <= 1_100 for table in tables)


def test_the_pin_of_an_invitation():
    store = Store(None)
    book = PeerBook(store, [])
    book.check_pin(7, b"anything")
    pin(store, 7, b"seven")
    book.check_pin(6, b"anything")
    book.check_pin(7, b"seven")
    with pytest.raises(BadSeal, match="invitation"):
        book.check_pin(7, b"another")
