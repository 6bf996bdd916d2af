# SPDX-License-Identifier: AGPL-3.0-or-later
"""A home's port stays its own, from its making on, unless somebody else took it."""

from __future__ import annotations

import socket
from pathlib import Path

import pytest

from app.config import Config, load_config, save_config
from app.listening import choose_listen, draw_port, is_free
from app.paths import Home


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
