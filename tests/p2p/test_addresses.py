# SPDX-License-Identifier: AGPL-3.0-or-later
"""Addresses as strangers write them."""

from __future__ import annotations

import socket
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st
from multiaddr import Multiaddr

from p2p.addresses import AddressError, check_listen, parse_address, parts_of, place_of, resolve

PEER = "12D3KooWMbbPVGsZYh3ChQjue712NHHGNybRRXwnuSpezYjGbCDS"


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        (f"/ip4/10.0.0.1/tcp/4101/p2p/{PEER}", (socket.AF_INET, "10.0.0.1", 4101, PEER)),
        (f"/ip6/2001:db8::1/tcp/1/p2p/{PEER}", (socket.AF_INET6, "2001:db8::1", 1, PEER)),
        (f"/dns/mill.example/tcp/443/p2p/{PEER}", (socket.AF_UNSPEC, "mill.example", 443, PEER)),
        (f"/dns4/mill.example/tcp/443/p2p/{PEER}", (socket.AF_INET, "mill.example", 443, PEER)),
        (f"/dns6/mill.example/tcp/443/p2p/{PEER}", (socket.AF_INET6, "mill.example", 443, PEER)),
    ],
)
def test_the_forms_that_are_read(address: str, expected: tuple[object, ...]):
    assert parse_address(address) == expected


@pytest.mark.parametrize(
    "address",
    [
        "",
        "/",
        "/ip4/10.0.0.1",
        "/ip4/10.0.0.1/tcp/4101",
        f"/ip4/10.0.0.1/tcp/70000/p2p/{PEER}",
        f"/ip4/10.0.0.1/udp/4101/p2p/{PEER}",
        f"/ip4/10.0.0.1/tcp/4101/ws/p2p/{PEER}",
        f"/ip4/10.0.0.1/tcp/4101/p2p/{PEER}/p2p-circuit/p2p/{PEER}",
        f"/unix/tmp/socket/p2p/{PEER}",
    ],
)
def test_the_forms_that_are_refused(address: str):
    with pytest.raises(AddressError):
        parse_address(address)


@given(st.text(max_size=600))
def test_no_text_raises_anything_else(text: str):
    for address in (text, f"/ip4/{text}/tcp/1/p2p/{PEER}", f"/dns4/x/tcp/1/p2p/{text}"):
        try:
            parse_address(address)
        except AddressError:
            continue


async def test_an_ip_is_itself():
    assert await resolve(socket.AF_INET, "127.0.0.1", 7) == [Multiaddr("/ip4/127.0.0.1/tcp/7")]
    assert await resolve(socket.AF_INET6, "::1", 7) == [Multiaddr("/ip6/::1/tcp/7")]


@pytest.mark.parametrize("name", ["\0", "a" * 300, "..", "nowhere.invalid"])
async def test_a_name_that_means_nothing_is_an_error(name: str):
    with pytest.raises(AddressError):
        await resolve(socket.AF_INET, name, 7)


def test_a_port_in_use_is_seen_and_a_free_one_is_left_free():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(AddressError):
            check_listen(f"/ip4/127.0.0.1/tcp/{port}")
    assert parts_of(check_listen(f"/ip4/127.0.0.1/tcp/{port}")) == [("ip4", "127.0.0.1"), ("tcp", str(port))]
    check_listen(f"/ip4/127.0.0.1/tcp/{port}")


@pytest.mark.parametrize(
    ("ip", "place"),
    [
        ("10.0.0.1", "10.0.0.1"),
        ("2001:db8::1:2", "2001:db8::/64"),
        ("", ""),
        ("x", ""),
        ("fe80::1%eth0", "fe80::/64"),
    ],
)
def test_a_place_is_an_address_or_a_home(ip: str, place: str):
    assert place_of(ip) == place


def test_only_the_host_pays_for_libp2p():
    code = (
        "import sys, p2p.addresses, p2p.budgets, p2p.doorman, p2p.errors, p2p.gossip\n"
        "assert not any(name.split('.')[0] == 'libp2p' for name in sys.modules), 'libp2p is imported'"
    )
    subprocess.run([sys.executable, "-c", code], check=True, timeout=90)
