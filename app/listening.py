# SPDX-License-Identifier: AGPL-3.0-or-later
"""Where this home's node listens: the same port from one start to the next.

So what neighbours wrote down, and what an invitation says, stays true.

The port is drawn when the home is made and kept in its preferences; the network itself is `p2p.host`'s.
"""

from __future__ import annotations

import re
import socket
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from app.config import load_config, save_config
from app.desk import Desk
from app.paths import Home

EVERYWHERE: Final = "0.0.0.0"
_TCP: Final = re.compile(r"/ip4/([0-9.]{7,15})/tcp/(\d{1,5})")


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
