# SPDX-License-Identifier: AGPL-3.0-or-later
"""Seals followed without executing: from the charter or a pin, over changes of the list, heights left out."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from ledger.encoding import encode
from ledger.errors import BadSeal, BadSignature, Malformed, UnknownList
from ledger.event import decode_event, encode_event
from ledger.light import (
    LightChain,
    Link,
    Start,
    choose_heights,
    decode_chain,
    encode_chain,
    find_epoch_start,
    follow,
    follow_all,
    iter_links,
    link_fields,
    make_start,
    open_start,
    start_at_charter,
    start_at_seal,
    walk,
)
from ledger.seal import decode_seal
from ledger.units import EventId
from tests.helpers.builders import seed_of, sign_charter
from tests.helpers.seal_chain import SealChain
from tests.vectors.seals import certify

CHAIN = SealChain(30, {3: "abcd", 20: "abcdefg"})
"""The founder alone to height 2, four witnesses to 19, then three more."""
COMMUNE = CHAIN.commune
CHARTER = start_at_charter(CHAIN.charter)


def reach(chain: LightChain) -> tuple[int, bytes]:
    point = follow_all(open_start(chain.start, COMMUNE), chain.links, COMMUNE)
    return point.height, point.seal_id


def test_the_shortest_chain_shows_the_changes_and_the_end():
    chain = CHAIN.light(30)
    assert [decode_seal(link.seal, COMMUNE).height for link in chain.links] == [2, 19, 30]
    assert [len(link.witnesses) for link in chain.links] == [4, 7, 0]
    assert all(link.before for link in chain.links)
    assert reach(chain) == (30, CHAIN.seals[29].id)
    end = follow_all(CHARTER, chain.links, COMMUNE)
    assert end.witnesses == CHAIN.list_at(31)[0]
    assert (end.time_ms, end.total, end.epoch) == (CHAIN.seals[29].time_ms, 31, 0)


@pytest.mark.parametrize("start", range(30))
def test_from_any_height_to_any_later_one(start: int):
    for target in range(start, 31):
        expected = CHAIN.seals[target - 1].id if target else COMMUNE
        assert reach(CHAIN.light(target, start=start)) == (target, expected)


def test_heights_wanted_on_the_way_are_shown():
    assert choose_heights(CHAIN, 0, [7, 30, 2]) == [2, 7, 19, 30]
    assert choose_heights(CHAIN, 7, [7, 8]) == [8]
    assert choose_heights(CHAIN, 19, []) == []
    heights = [point.height for point in walk(CHARTER, CHAIN.light(7, 30).links, COMMUNE)]
    assert heights == [2, 7, 19, 30]


def test_every_seal_may_be_shown():
    links = list(iter_links(CHAIN, 0, range(31)))
    assert not any(link.before for link in links)
    assert follow_all(CHARTER, links, COMMUNE).height == 30


def test_a_chain_has_one_encoding():
    for chain in (CHAIN.light(30), CHAIN.light(25, start=6), CHAIN.light(0)):
        assert decode_chain(encode_chain(chain)) == chain
    bad_ones: list[Any] = [
        [],
        [[b"x"]],
        [[], []],
        [[b""], []],
        [[b"x", [], []], []],
        [[b"x"], [[b"", b"x", b"x"]]],
        [[b"x"], [[b"", b"", b"x", []]]],
        [[b"x"], [["", b"x", b"x", []]]],
        [[b"x"], [[b"", b"x", b"x", b""]]],
        [[b"x"], [[b"", b"x", b"x", [[bytes(32), bytes([n]) * 32] for n in range(32)]]]],
    ]
    for bad in bad_ones:
        with pytest.raises(Malformed):
            decode_chain(encode(bad))


# --- the start ---------------------------------------------------------------------------------------------


def test_a_charter_is_its_own_commune_s():
    other = sign_charter("elsewhere")
    with pytest.raises(BadSeal, match="another commune"):
        open_start(Start(charter=encode_event(other)), COMMUNE)
    forged = replace(CHAIN.charter, signature=bytes(64))
    with pytest.raises(BadSignature):
        open_start(Start(charter=encode_event(forged)), COMMUNE)
    assert open_start(Start(charter=encode_event(CHAIN.charter)), COMMUNE) == CHARTER


def test_a_start_at_a_seal_needs_the_list_the_seal_names():
    seal = CHAIN.seals[18]
    assert start_at_seal(seal, CHAIN.list_at(20)[0]).height == 19
    for wrong in (CHAIN.list_at(19)[0], (), CHAIN.list_at(20)[0][:4]):
        with pytest.raises(UnknownList):
            start_at_seal(seal, wrong)


def test_a_copy_without_a_height_makes_no_start_and_no_link():
    assert make_start(CHAIN, 31, None) is None
    assert make_start(CHAIN, 0, None) is None
    assert list(iter_links(CHAIN, 30, [31, 35])) == []


# --- what is refused ---------------------------------------------------------------------------------------

AT_5 = follow_all(CHARTER, CHAIN.light(5).links, COMMUNE)


def refuse(link: Link, error: type[Exception] = BadSeal, match: str | None = None) -> None:
    with pytest.raises(error, match=match):
        follow(AT_5, link, COMMUNE)


def test_a_link_goes_forward():
    assert follow(AT_5, CHAIN.link(6), COMMUNE).height == 6
    for height in (1, 4, 5):
        refuse(CHAIN.link(height), match="not later")


def test_a_broken_previous():
    orphan = CHAIN.make(6, seed_of("another five"))
    refuse(Link(seal=orphan.encoded, certificate=CHAIN.certify(orphan)), match="follows another seal")
    skipping = CHAIN.link(9, after=5)
    refuse(replace(skipping, before=CHAIN.seals[6].encoded), match="than the one shown")
    refuse(replace(skipping, before=b""), Malformed)
    refuse(replace(CHAIN.link(6), before=CHAIN.seals[4].encoded), Malformed, "nobody needs")


def test_a_quorum_of_the_list_in_force():
    good = CHAIN.link(6)
    refuse(replace(good, certificate=CHAIN.link(7).certificate), match="signature")
    rows, seeds = CHAIN.list_at(6)
    few = certify(CHAIN.seals[5], COMMUNE, seeds, range(2))
    refuse(replace(good, certificate=few), match="no quorum")
    founder = SealChain(6, {}, charter=CHAIN.charter)
    refuse(replace(good, certificate=founder.certify(CHAIN.seals[5])), match="no quorum")
    assert len(rows) == 4


def test_a_change_of_the_list_needs_the_new_list_beside_it():
    at_18 = follow_all(CHARTER, CHAIN.light(18).links, COMMUNE)
    change = CHAIN.link(19)
    assert follow(at_18, change, COMMUNE).witnesses == CHAIN.list_at(20)[0]
    for wrong in ((), CHAIN.list_at(19)[0], CHAIN.list_at(20)[0][:5]):
        with pytest.raises(UnknownList):
            follow(at_18, replace(change, witnesses=wrong), COMMUNE)
    refuse(replace(CHAIN.link(6), witnesses=CHAIN.list_at(6)[0]), Malformed, "changes none")


def test_a_change_cannot_be_skipped():
    at_18 = follow_all(CHARTER, CHAIN.light(18).links, COMMUNE)
    with pytest.raises(UnknownList, match="in between"):
        follow(at_18, CHAIN.link(25, after=20), COMMUNE)


def test_a_quorum_of_the_old_list_does_not_decide_for_the_new_one():
    """Three of the four stay among the seven, and precommitted once what the seven did not decide."""
    undecided = CHAIN.make(25, CHAIN.seals[23].id, heads=[EventId(seed_of("undecided"))])
    at_18 = follow_all(CHARTER, CHAIN.light(18).links, COMMUNE)
    old, seeds = CHAIN.list_at(18)
    signed = certify(undecided, COMMUNE, seeds, range(3))
    assert {row.node for row in old} < {row.node for row in CHAIN.list_at(25)[0]}
    stolen = Link(
        seal=undecided.encoded,
        certificate=signed,
        before=CHAIN.seals[23].encoded,
        witnesses=CHAIN.list_at(25)[0],
    )
    with pytest.raises(UnknownList, match="in between"):
        follow(at_18, stolen, COMMUNE)


def test_another_epoch_is_no_link():
    later = CHAIN.make(6, CHAIN.seals[4].id, epoch=1)
    refuse(Link(seal=later.encoded, certificate=CHAIN.certify(later)), match="another epoch")
    mixed = CHAIN.make(8, CHAIN.seals[6].id, epoch=1)
    after = CHAIN.make(9, mixed.id)
    link = Link(seal=after.encoded, certificate=CHAIN.certify(after), before=mixed.encoded)
    refuse(link, match="another epoch")


def test_a_chain_ends_with_its_epoch():
    """Seal 9 names the four whom a recovery replaced by three others, who certify from 10 on."""
    chain = SealChain(16, {3: "abcd", 10: "xyz", 13: "xyzw"}, recovery=10)
    for target in (9, 10, 16):
        light = chain.light(target)
        point = follow_all(open_start(light.start, chain.commune), light.links, chain.commune)
        assert (point.height, point.epoch, point.witnesses) == (9, 0, chain.list_at(9)[0])
    for start in (10, 11, 14):
        light = chain.light(16, start=start)
        point = follow_all(open_start(light.start, chain.commune), light.links, chain.commune)
        assert (point.height, point.epoch, point.witnesses) == (16, 1, chain.list_at(16)[0])
    starts = {height: find_epoch_start(chain, height) for height in range(1, 18)}
    assert starts == {height: 10 if 10 <= height <= 16 else 0 for height in range(1, 18)}
    before = chain.light(start=9)
    assert open_start(before.start, chain.commune).witnesses == chain.list_at(9)[0]


@pytest.mark.parametrize("change", [{"time_ms": CHAIN.seals[4].time_ms}, {"total": 5}])
def test_time_and_total_go_forward(change: dict[str, int]):
    back = CHAIN.make(6, CHAIN.seals[4].id, **change)
    refuse(Link(seal=back.encoded, certificate=CHAIN.certify(back)), match="goes back")
    before = CHAIN.make(7, CHAIN.seals[5].id, **change)
    after = CHAIN.make(8, before.id)
    link = Link(seal=after.encoded, certificate=CHAIN.certify(after), before=before.encoded)
    refuse(link, match="goes back")


def test_another_commune_s_chain():
    elsewhere = SealChain(6, {3: "abcd"}, charter=sign_charter("elsewhere"))
    refuse(elsewhere.link(6), match="follows another seal")
    moved = CHAIN.make(6, CHAIN.seals[4].id)
    rows, seeds = CHAIN.list_at(6)
    signed_there = certify(moved, elsewhere.commune, seeds, range(len(rows)))
    refuse(Link(seal=moved.encoded, certificate=signed_there), match="signature")


def test_the_charter_s_start_is_what_the_charter_says():
    charter = decode_event(encode_event(CHAIN.charter), COMMUNE)
    assert [(row.account, row.node) for row in start_at_charter(charter).witnesses] == [
        (charter.author, charter.body["node"])
    ]


def test_links_are_what_their_fields_say():
    link = CHAIN.link(19)
    assert link_fields(link)[:3] == [link.before, link.seal, link.certificate]
