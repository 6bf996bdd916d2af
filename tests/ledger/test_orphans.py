# SPDX-License-Identifier: AGPL-3.0-or-later
"""The waiting room is bounded by sender and in all; whoever fills it loses his own."""

from __future__ import annotations

from dataclasses import replace

from ledger import limits
from ledger.event import Event
from ledger.orphans import Orphans
from tests.helpers.dag_drawing import draw, id_of

TEMPLATE = draw("a0")["a0"]


def orphan(name: str, size: int = 200) -> Event:
    return replace(TEMPLATE, id=id_of(name), payload=bytes(size - 70))


def test_what_waits_is_given_back_once_with_its_sender():
    room = Orphans()
    one, two = orphan("1"), orphan("2")
    room.add(one, b"anna")
    room.add(two, b"ben")
    room.add(one, b"anna")
    assert len(room) == 2
    assert room.holds([id_of("2")])
    assert not room.holds([id_of("3")])
    assert sorted(room.take_all(), key=lambda item: item[1]) == [(one, b"anna"), (two, b"ben")]
    assert len(room) == 0
    assert room.take_all() == []


def test_a_sender_has_64_places_and_loses_its_oldest():
    room = Orphans()
    for number in range(limits.ORPHANS_PER_PEER_MAX + 3):
        room.add(orphan(f"{number}"), b"anna")
    room.add(orphan("of ben"), b"ben")
    assert len(room) == limits.ORPHANS_PER_PEER_MAX + 1
    assert not room.holds([id_of("0"), id_of("1"), id_of("2")])
    assert room.holds([id_of("3")])
    assert room.holds([id_of("of ben")])


def test_a_sender_has_256_kib():
    room = Orphans()
    for number in range(20):
        room.add(orphan(f"{number}", 16_384), b"anna")
    assert len(room) == limits.ORPHAN_BYTES_PER_PEER_MAX // 16_384
    room.add(orphan("huge", limits.ORPHAN_BYTES_PER_PEER_MAX + 1), b"ben")
    assert not room.holds([id_of("huge")])


def test_all_together_have_4_mib_and_the_newest_comer_pays():
    room = Orphans()
    senders = limits.ORPHAN_BYTES_MAX // limits.ORPHAN_BYTES_PER_PEER_MAX
    for sender in range(senders):
        for number in range(16):
            room.add(orphan(f"{sender} {number}", 16_384), bytes([sender]))
    full = len(room)
    room.add(orphan("one more"), b"late")
    assert len(room) == full
    assert not room.holds([id_of("one more")])
    assert room.holds([id_of("0 0")])
    room.forget(bytes([0]))
    room.add(orphan("one more"), b"late")
    assert room.holds([id_of("one more")])


def test_who_leaves_takes_his_with_him():
    room = Orphans()
    room.add(orphan("1"), b"anna")
    room.add(orphan("2"), b"ben")
    room.forget(b"anna")
    room.forget(b"nobody")
    assert not room.holds([id_of("1")])
    assert room.holds([id_of("2")])
    assert len(room) == 1
