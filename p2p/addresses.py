# SPDX-License-Identifier: AGPL-3.0-or-later
"""Addresses of nodes: texts such as /ip4/192.168.1.7/tcp/4101/p2p/12D3Koo…, read without trust.

It resolves names and probes ports; it connects to nothing and knows no libp2p.

Law: an address comes from a stranger, a QR code or a file; whatever is wrong with it is an `AddressError`.
"""

from __future__ import annotations

import ipaddress
import socket
import sys
from typing import Final

import trio
from multiaddr import Multiaddr

ADDRESS_CHARS_MAX: Final = 512

_IP_PROTOCOLS: Final = {"ip4": socket.AF_INET, "ip6": socket.AF_INET6}
_NAME_PROTOCOLS: Final = {"dns": socket.AF_UNSPEC, "dns4": socket.AF_INET, "dns6": socket.AF_INET6}


class AddressError(Exception):
    """This text is not an address, or nothing can be done with it on this computer."""


def parts_of(address: Multiaddr) -> list[tuple[str, str]]:
    """[("ip4", "10.0.0.1"), ("tcp", "4101"), …]."""
    return [(protocol.name, str(value)) for protocol, value in address.items()]


def parse_address(address: str) -> tuple[socket.AddressFamily, str, int, str]:
    """Family, IP or name, port and peer id of a node's address."""
    try:
        if len(address) > ADDRESS_CHARS_MAX:
            raise ValueError("too long")
        parts = parts_of(Multiaddr(address))
        (family_name, name), (tcp_name, port), (p2p_name, peer) = parts
        family = (_IP_PROTOCOLS | _NAME_PROTOCOLS)[family_name]
        if (tcp_name, p2p_name) != ("tcp", "p2p"):
            raise ValueError("not a TCP address of a node")
        return family, name, int(port), peer
    except Exception as error:  # whatever a library raises on hostile text, it is not an address
        raise AddressError("not an address of a node") from error


async def resolve(family: socket.AddressFamily, name: str, port: int) -> list[Multiaddr]:
    """The TCP addresses behind a name; an IP is itself and asks nobody."""
    try:
        found = await trio.socket.getaddrinfo(name, port, family=family, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError, ValueError) as error:
        raise AddressError(f"{name}: {error}") from error
    ips = dict.fromkeys(str(row[4][0]).partition("%")[0] for row in found)
    return [Multiaddr(f"/ip{ipaddress.ip_address(ip).version}/{ip}/tcp/{port}") for ip in ips]


def check_listen(address: str) -> Multiaddr:
    """The address, if it is one and the port is free: libp2p would only log that it is not."""
    try:
        listening = Multiaddr(address)
        (family_name, ip), (tcp_name, port) = parts_of(listening)
        family = _IP_PROTOCOLS[family_name]
        if tcp_name != "tcp":
            raise ValueError("not a TCP address")
        with socket.socket(family, socket.SOCK_STREAM) as probe:
            if sys.platform != "win32":
                probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            if family == socket.AF_INET6:
                probe.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1)
            probe.bind((ip, int(port)))
    except Exception as error:  # a library's reasons to refuse a text are many
        raise AddressError(f"{address}: {error}") from error
    return listening


def place_of(ip: str) -> str:
    """Who is behind an address: one IPv4 address, or one IPv6 /64, which is one home. "" if unknown."""
    try:
        address = ipaddress.ip_address(ip)
    except ValueError:
        return ""
    if isinstance(address, ipaddress.IPv6Address):
        return str(ipaddress.IPv6Network((int(address) >> 64 << 64, 64)))
    return str(address)
