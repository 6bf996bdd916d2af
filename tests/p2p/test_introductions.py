# SPDX-License-Identifier: AGPL-3.0-or-later
"""Neighbours introduce neighbours: what is told, what is kept of what is heard; guests find each other."""

from __future__ import annotations

import pytest

from ledger.encoding import encode
from ledger.errors import Malformed
from ledger.units import NodeKey
from p2p.book import PeerBook, name_peer
from p2p.introductions import WANTED, Introductions
from p2p.wire import NEIGHBOURS_MAX, Neighbours, decode_message, encode_frame
from tests.helpers.builders import seed_of
from tests.helpers.hamlet import Hamlet, settled
from tests.helpers.network import until
from tests.helpers.parliament_nodes import make_parliament
from tests.p2p.test_node import DEADLINE_S, node_of, running

NOW_MS = 1_800_000_000_000


@pytest.fixture
def hamlet() -> Hamlet:
    hamlet = settled("anna", "ben")
    hamlet.main.store.db.execute("DELETE FROM wanted")
    return hamlet


def address_of(node: NodeKey, port: int = 4001) -> str:
    return f"/ip4/192.0.2.1/tcp/{port}/p2p/{name_peer(node)}"


def introductions(hamlet: Hamlet, own: str = "mairie") -> tuple[Introductions, PeerBook]:
    book = PeerBook(hamlet.main.store, [])
    return Introductions(hamlet.main, book, hamlet.people[own].node), book


def test_those_who_told_us_are_told_to_others(hamlet: Hamlet):
    told, book = introductions(hamlet)
    anna, ben = hamlet.people["anna"].node, hamlet.people["ben"].node
    book.learn(anna, [address_of(anna)], NOW_MS)
    book.learn(NodeKey(seed_of("a stranger")), [address_of(NodeKey(seed_of("a stranger")))], NOW_MS)
    assert told.list_for(ben) == ((anna, (address_of(anna),)),)
    assert told.list_for(anna) == (), "nobody is told of itself"


def test_hearsay_is_kept_and_never_passed_on(hamlet: Hamlet):
    told, book = introductions(hamlet)
    anna, ben = hamlet.people["anna"].node, hamlet.people["ben"].node
    assert told.hear(ben, [(anna, (address_of(anna),))])
    assert not told.hear(ben, [(anna, (address_of(anna),))]), "the same is no news"
    assert book.due_addresses(NOW_MS, [], hamlet.founder.node) == [address_of(anna)]
    assert told.list_for(ben) == ()


def test_what_is_said_of_strangers_of_us_of_the_speaker_or_of_anothers_address_is_dropped(hamlet: Hamlet):
    told, book = introductions(hamlet)
    anna, ben = hamlet.people["anna"].node, hamlet.people["ben"].node
    stranger = NodeKey(seed_of("a stranger"))
    entries = [
        (stranger, (address_of(stranger),)),
        (hamlet.founder.node, (address_of(hamlet.founder.node),)),
        (ben, (address_of(ben),)),
        (anna, (address_of(stranger), "/ip4/192.0.2.1/tcp/1", "x y")),
        (anna, ()),
    ]
    assert not told.hear(ben, entries)
    assert book.due_addresses(NOW_MS, [], hamlet.founder.node) == []


def test_a_liar_does_not_push_out_what_others_said(hamlet: Hamlet):
    told, book = introductions(hamlet)
    anna, ben = hamlet.people["anna"].node, hamlet.people["ben"].node
    told.hear(hamlet.founder.node, [(anna, (address_of(anna),))])
    for port in range(1, 200):
        told.hear(ben, [(anna, (address_of(anna, port),))])
    due = set()
    for turn in range(1, 4):
        for address in book.due_addresses(NOW_MS + turn * 1_000_000, [], hamlet.people["ben"].node):
            due.add(address)
            book.finished(address, NOW_MS + turn * 1_000_000)
    assert due <= {address_of(anna, 4001), address_of(anna, 199)}


def test_with_neighbours_enough_only_fellow_witnesses_are_sought():
    four = make_parliament()
    told, _ = introductions(four)
    anna = four.people["anna"].node
    crowd = [NodeKey(seed_of(f"{number}")) for number in range(WANTED)]
    assert told.wants(anna, crowd), "both seal"
    village = settled("anna", "ben")
    told, _ = introductions(village)
    assert not told.wants(village.people["anna"].node, crowd)
    assert told.wants(village.people["anna"].node, crowd[1:])


def test_the_frame_and_its_bounds(hamlet: Hamlet):
    anna = hamlet.people["anna"].node
    message = Neighbours(entries=((anna, (address_of(anna),)),))
    frame = encode_frame(message)
    assert decode_message(frame[2:] if frame[0] > 0x7F else frame[1:]) == message
    for bad in (
        [[[anna, []]] * (NEIGHBOURS_MAX + 1)],
        [[[anna, ["a"] * 5]]],
        [[[anna, ["a" * 300]]]],
        [[[anna[1:], []]]],
        [[[anna]]],
        [[], []],
        ["x"],
    ):
        with pytest.raises(Malformed):
            decode_message(encode(["neighbours", *bad]))


async def test_two_guests_find_each_other_through_their_sponsor(hamlet: Hamlet):
    founder = node_of(hamlet, "mairie", hamlet.main)
    async with running(founder) as addresses:
        anna = node_of(hamlet, "anna", addresses=addresses)
        ben = node_of(hamlet, "ben", addresses=addresses)
        async with running(anna, ben):
            await until(lambda: ben.node_key in anna.get_online(), DEADLINE_S)
            await until(lambda: anna.node_key in ben.get_online(), DEADLINE_S)
