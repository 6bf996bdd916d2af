# SPDX-License-Identifier: AGPL-3.0-or-later
"""The doorman: every place is counted, given back, and bounded."""

from __future__ import annotations

from ledger.units import NodeKey
from p2p.budgets import Rate
from p2p.doorman import IP_BUCKETS_MAX, STREAM_BUCKETS_MAX, Doorman, HostLimits

OWN = NodeKey(bytes(32))
PEER = NodeKey(bytes([1]) * 32)
OTHER = NodeKey(bytes([2]) * 32)


class Clock:
    now_ms = 0

    def __call__(self) -> int:
        return self.now_ms


def doorman(clock: Clock | None = None, **limits: int | Rate) -> Doorman:
    return Doorman(HostLimits(**limits), OWN, clock or Clock())


def test_half_open_connections_of_one_address_are_bounded():
    door = doorman(half_open_per_ip=2)
    assert [door.enter("10.0.0.1") for _ in range(3)] == [True, True, False]
    assert door.enter("10.0.0.2")
    door.settle("10.0.0.1")
    assert door.enter("10.0.0.1")
    assert (door.half_open, door.refused_connections) == (3, 1)


def test_half_open_connections_of_all_are_bounded():
    door = doorman(half_open_max=3)
    assert [door.enter(f"10.0.0.{n}") for n in range(4)] == [True, True, True, False]


def test_connections_of_one_address_are_bounded_and_given_back():
    door = doorman(connections_per_ip=2)
    for expected in (True, True, False):
        assert door.enter("10.0.0.1") is expected
        if expected:
            door.settle("10.0.0.1")
    door.leave("10.0.0.1")
    assert door.enter("10.0.0.1")


def test_a_quarter_of_the_places_is_for_those_we_dial():
    door = doorman(connections_max=8)
    entered = 0
    for number in range(8):
        if door.enter(f"10.0.0.{number}"):
            door.settle(f"10.0.0.{number}")
            entered += 1
    assert entered == 6


def test_one_ipv6_home_is_one_place():
    door = doorman(connections_per_ip=1)
    assert door.enter("2001:db8::1")
    assert not door.enter("2001:db8::ffff:2")
    assert door.enter("2001:db8:0:1::1")


def test_who_has_no_address_stays_outside():
    door = doorman()
    assert not door.enter("")
    assert not door.enter("nonsense")


def test_arrivals_are_slowed():
    clock = Clock()
    door = doorman(clock, arrivals_per_ip=Rate(per_second=1, burst=2))
    for expected in (True, True, False):
        assert door.enter("10.0.0.1") is expected
        if expected:
            door.settle("10.0.0.1")
            door.leave("10.0.0.1")
    clock.now_ms = 1_000
    assert door.enter("10.0.0.1")


def test_ourselves_and_the_banned_are_refused():
    door = doorman()
    assert not door.accepts(OWN)
    assert door.accepts(PEER)
    door.ban(PEER, True)
    assert not door.accepts(PEER)
    door.ban(PEER, False)
    door.ban(PEER, False)
    assert door.accepts(PEER)
    assert door.refused_connections == 2


def test_streams_of_one_peer_are_bounded_and_floods_seen():
    door = doorman(streams_per_peer=2)
    assert [door.enter_stream(PEER) for _ in range(3)] == [True, True, False]
    assert door.enter_stream(OTHER)
    assert not door.is_flooding(PEER)
    assert not door.enter_stream(PEER)
    assert door.is_flooding(PEER)
    door.leave_stream(PEER)
    door.gone(PEER)
    assert not door.is_flooding(PEER)
    assert door.enter_stream(PEER)
    assert (door.inbound_streams, door.refused_streams) == (3, 2)


def test_streams_opened_too_fast_are_refused_even_if_none_stays():
    clock = Clock()
    door = doorman(clock, stream_opens=Rate(per_second=1, burst=2))
    for expected in (True, True, False):
        assert door.enter_stream(PEER) is expected
        if expected:
            door.leave_stream(PEER)
    clock.now_ms = 1_000
    assert door.enter_stream(PEER)


def test_nothing_that_a_stranger_can_multiply_grows():
    door = doorman(connections_max=1_000_000)
    for number in range(IP_BUCKETS_MAX + 50):
        ip = f"10.{number >> 16}.{number >> 8 & 255}.{number & 255}"
        assert door.enter(ip)
        door.settle(ip)
        door.leave(ip)
    for number in range(STREAM_BUCKETS_MAX + 50):
        node = NodeKey(number.to_bytes(32, "big"))
        assert door.enter_stream(node)
        door.leave_stream(node)
        door.gone(node)
    sizes = {name: len(value) for name, value in vars(door).items() if isinstance(value, dict | set)}
    assert max(sizes.values()) == IP_BUCKETS_MAX
    assert sum(sizes.values()) == IP_BUCKETS_MAX + STREAM_BUCKETS_MAX


def test_strikes_of_peers_already_gone_do_not_pile_up():
    door = doorman(streams_per_peer=1, stream_opens=Rate(per_second=1, burst=1))
    for number in range(2 * STREAM_BUCKETS_MAX):
        node = NodeKey(number.to_bytes(32, "big"))
        assert door.enter_stream(node)
        assert not door.enter_stream(node)
        door.leave_stream(node)
    assert len(vars(door)["_strikes"]) <= STREAM_BUCKETS_MAX


def test_a_failed_handler_is_counted():
    door = doorman()
    door.failed(PEER, RuntimeError("ours"))
    assert door.failed_handlers == 1
