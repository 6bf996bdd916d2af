# SPDX-License-Identifier: AGPL-3.0-or-later
"""Where this home's node listens: the same port from one start to the next.

So what neighbours wrote down, and what an invitation says, stays true.

Behind a home router, neighbours are told another address than where the node listens: `read_announced`.

The port is drawn when the home is made and kept in its preferences; the network itself is `p2p.host`'s.
"""

from __future__ import annotations

import re
import socket
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from app.config import load_config, save_config
from app.desk import Desk
from app.errors import AppError
from app.paths import Home
from ledger.signing import public_key
from ledger.units import NodeKey

EVERYWHERE: Final = "0.0.0.0"
_TCP: Final = re.compile(r"/ip4/([0-9.]{7,15})/tcp/(\d{1,5})")


@dataclass(frozen=True, slots=True, kw_only=True)
class Reach:
    """How a node is found, and whom it looks for."""

    listen: tuple[str, ...] = ()
    """Where it listens; empty: any free port on every interface."""
    announced: tuple[str, ...] = ()
    """What others are told instead; empty: where it listens."""
    peers: tuple[str, ...] = ()
    """Where neighbours were found by hand, besides those remembered."""


def read_announced(desk: Desk, typed: Sequence[str]) -> tuple[str, ...]:
    """Addresses to tell others, each with this computer's name behind, which may be left out.

    Raises:
        AppError: bad-address, of another computer's too.
    """
    from p2p.book import name_peer

    own = name_peer(NodeKey(public_key(desk.vault.node_seed)))
    named = [address if "/p2p/" in address else f"{address.rstrip('/')}/p2p/{own}" for address in typed]
    for address, shown in zip(named, typed, strict=True):
        if not address.endswith(f"/p2p/{own}"):
            raise AppError("bad-address", address=shown)
        _check(address, shown)
    return tuple(dict.fromkeys(named))


def read_peers(typed: Sequence[str]) -> tuple[str, ...]:
    """Addresses of nodes as somebody typed them.

    Raises:
        AppError: bad-address.
    """
    for address in typed:
        _check(address, address)
    return tuple(dict.fromkeys(typed))


def _check(address: str, shown: str) -> None:
    from p2p.addresses import AddressError, parse_address

    try:
        parse_address(address)
    except AddressError as error:
        raise AppError("bad-address", address=shown) from error


def draw_port() -> int:
    """A port that was free a moment ago, as the system gives them."""
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.bind((EVERYWHERE, 0))
        return probe.getsockname()[1]


def is_free(address: str) -> bool:
    """Whether an IPv4 address of ours can be listened to now; what is no such address is left to the host."""
    match = _TCP.fullmatch(address)
    if match is None:
        return True
    try:
        with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind((match[1], int(match[2])))
    except (OSError, OverflowError):
        return False
    return True


def choose_listen(home: Home, wanted: Sequence[str] = ()) -> tuple[str, ...]:
    """What to listen on: what was asked for, else what was kept, else a new port, kept from now on.

    A port 0 asked for means « any »: this home's own, if it is free.

    Raises:
        ConfigError: the preferences are damaged.
    """
    config = load_config(home.config)
    kept = config.listen
    if not kept:
        kept = (f"/ip4/{EVERYWHERE}/tcp/{draw_port()}",)
        save_config(home.config, replace(config, listen=kept))
    if wanted:
        return tuple(_prefer_port(address, kept) for address in wanted)
    # A port that another program took meanwhile: any other of the same interface, for this time only.
    free = [address for address in kept if is_free(address)]
    free = free or [other for other in map(_forget_port, kept) if is_free(other)]
    return tuple(free) or (f"/ip4/{EVERYWHERE}/tcp/0",)


def _forget_port(address: str) -> str:
    match = _TCP.fullmatch(address)
    return address if match is None else f"/ip4/{match[1]}/tcp/0"


def _prefer_port(address: str, kept: Sequence[str]) -> str:
    if not address.endswith("/tcp/0"):
        return address
    ports = [match[2] for one in kept if (match := _TCP.fullmatch(one))]
    candidates = [address.removesuffix("0") + port for port in ports]
    return next((one for one in candidates if is_free(one)), address)


def predict_addresses(desk: Desk) -> tuple[str, ...]:
    """Where this home's node can be reached once it runs: what an invitation made meanwhile says.

    Raises:
        ConfigError: the preferences are damaged.
    """
    from p2p.host import predict_addresses as predict

    return predict(desk.vault.node_seed, choose_listen(desk.home))
