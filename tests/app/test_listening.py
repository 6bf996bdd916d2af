# SPDX-License-Identifier: AGPL-3.0-or-later
"""A home's port stays its own, from its making on, unless somebody else took it."""

from __future__ import annotations

import socket
from pathlib import Path

import pytest

from app.cli_format import Tongue
from app.cli_words import describe
from app.config import Config, load_config, save_config
from app.desk import found
from app.errors import AppError
from app.listening import (
    choose_listen,
    draw_port,
    find_forward,
    is_free,
    predict_addresses,
    read_announced,
    read_peers,
)
from app.paths import Home

PLACE = {"latitude_centideg": 4575, "longitude_centideg": 485, "since_ms": 1_700_000_000_000}


@pytest.fixture
def home(tmp_path: Path) -> Home:
    made = Home(tmp_path / "home")
    made.create()
    return made


def test_a_port_is_drawn_once(home: Home) -> None:
    first = choose_listen(home)
    assert len(first) == 1
    assert first[0].startswith("/ip4/0.0.0.0/tcp/")
    assert choose_listen(home) == first
    assert load_config(home.config).listen == first


def test_any_port_means_ours(home: Home) -> None:
    port = choose_listen(home)[0].rpartition("/")[2]
    assert choose_listen(home, ["/ip4/127.0.0.1/tcp/0"]) == (f"/ip4/127.0.0.1/tcp/{port}",)
    assert choose_listen(home, ["/ip4/127.0.0.1/tcp/4101"]) == ("/ip4/127.0.0.1/tcp/4101",)


def test_a_port_somebody_took(home: Home) -> None:
    port = int(choose_listen(home)[0].rpartition("/")[2])
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as other:
        other.bind(("0.0.0.0", port))
        other.listen()
        assert choose_listen(home) == ("/ip4/0.0.0.0/tcp/0",)
        assert choose_listen(home, ["/ip4/127.0.0.1/tcp/0"]) == ("/ip4/127.0.0.1/tcp/0",)
    assert load_config(home.config).listen == (f"/ip4/0.0.0.0/tcp/{port}",)


def test_who_stays_on_this_computer_does_not_leave_it_for_a_taken_port(home: Home) -> None:
    kept = f"/ip4/127.0.0.1/tcp/{draw_port()}"
    save_config(home.config, Config(listen=(kept,)))
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as other:
        other.bind(("127.0.0.1", int(kept.rpartition("/")[2])))
        other.listen()
        assert choose_listen(home) == ("/ip4/127.0.0.1/tcp/0",)
    save_config(home.config, Config(listen=("/ip4/203.0.113.7/tcp/4101",)))
    assert choose_listen(home) == ("/ip4/0.0.0.0/tcp/0",), "the interface of another place"


def test_what_is_free() -> None:
    assert is_free(f"/ip4/127.0.0.1/tcp/{draw_port()}")
    assert not is_free("/ip4/203.0.113.7/tcp/4101")  # not an address of this computer
    assert not is_free("/ip4/127.0.0.1/tcp/99999")
    assert is_free("/ip6/::1/tcp/4101")  # left to the host


def test_an_announced_address_names_this_computer(tmp_path: Path) -> None:
    desk = found(Home(tmp_path / "lea"), name="Saint-Aubin", me="Léa", **PLACE)
    try:
        (own,) = predict_addresses(desk)[:1]
        _, _, peer = own.partition("/p2p/")
        told = read_announced(desk, ["/dns/chez-lea.fr/tcp/4101", f"/ip4/192.0.2.7/tcp/4101/p2p/{peer}"])
        assert told == (f"/dns/chez-lea.fr/tcp/4101/p2p/{peer}", f"/ip4/192.0.2.7/tcp/4101/p2p/{peer}")
        other = "12D3KooWEZXjE41uU4EL2gpkAQeDXYok6wghN7wwNVPF5bwkaNfS"
        for typed in ("ailleurs", "/ip4/192.0.2.7/udp/4101", f"/ip4/192.0.2.7/tcp/4101/p2p/{other}"):
            with pytest.raises(AppError) as caught:
                read_announced(desk, [typed])
            assert caught.value.code == "bad-address"
    finally:
        desk.close()


def test_a_neighbour_found_by_hand_has_a_whole_address() -> None:
    whole = "/ip4/192.0.2.7/tcp/4101/p2p/12D3KooWEZXjE41uU4EL2gpkAQeDXYok6wghN7wwNVPF5bwkaNfS"
    assert read_peers([whole, whole]) == (whole,)
    with pytest.raises(AppError) as caught:
        read_peers(["/ip4/192.0.2.7/tcp/4101"])
    assert caught.value.code == "bad-address"


def test_a_router_that_must_join_two_ports_is_told() -> None:
    here = ("/ip4/0.0.0.0/tcp/54141",)
    assert find_forward(here, ()) is None
    assert find_forward(here, ("/ip4/203.0.113.7/tcp/4101/p2p/12D3",)) == (4101, 54141)
    assert find_forward(here, ("/dns4/mairie.example.org/tcp/4101/p2p/12D3",)) == (4101, 54141)
    assert find_forward(("/ip4/0.0.0.0/tcp/4101",), ("/ip4/203.0.113.7/tcp/4101/p2p/12D3",)) is None
    assert find_forward(("/ip4/0.0.0.0/tcp/0",), ("/ip4/203.0.113.7/tcp/4101/p2p/12D3",)) is None
    online = {"addresses": ["/ip4/203.0.113.7/tcp/4101/p2p/12D3"], "forward": (4101, 54141)}
    assert "--listen /ip4/0.0.0.0/tcp/4101" in describe(Tongue("fr"), "node", online)
    assert "port" not in describe(Tongue("en"), "node", {**online, "forward": None})
