# SPDX-License-Identifier: AGPL-3.0-or-later
"""The systemd unit starts a command that exists, on the home it makes, and is allowed what the node needs."""

from __future__ import annotations

import shlex

from app.cli import parse
from app.control import HAS_UNIX_SOCKETS
from tests.helpers.tree import read

UNIT = "packaging/voisinage-node.service"


def read_unit() -> dict[str, list[str]]:
    """`section.name` → its values, in order."""
    found: dict[str, list[str]] = {}
    section = ""
    for line in read(UNIT).splitlines():
        if line.startswith("["):
            section = line.strip("[]")
        elif line and not line.startswith("#"):
            name, sign, value = line.partition("=")
            assert sign, line
            found.setdefault(f"{section}.{name}", []).append(value)
    return found


def test_what_it_starts_is_a_command_of_ours() -> None:
    program, *words = shlex.split(read_unit()["Service.ExecStart"][0])
    assert program.endswith("/.venv/bin/voisinage")
    invocation = parse(words, lambda _french, english: english)
    assert (invocation.command, invocation.arguments) == ("node", {"listen": ["/ip4/0.0.0.0/tcp/4101"]})


def test_the_home_is_the_one_folder_it_may_write() -> None:
    unit = read_unit()
    assert unit["Service.StateDirectory"] == ["voisinage"]
    assert unit["Service.StateDirectoryMode"] == ["0700"]
    assert "VOISINAGE_HOME=/var/lib/voisinage" in unit["Service.Environment"]
    assert unit["Unit.ConditionPathExists"] == ["/var/lib/voisinage/commune.db"]
    assert (unit["Service.ProtectSystem"], unit["Service.UMask"]) == (["strict"], ["0077"])


def test_it_may_open_the_sockets_a_node_needs() -> None:
    families = set(read_unit()["Service.RestrictAddressFamilies"][0].split())
    assert {"AF_INET", "AF_INET6"} <= families
    assert HAS_UNIX_SOCKETS
    assert "AF_UNIX" in families, "its own door"


def test_it_is_given_the_time_to_end() -> None:
    assert int(read_unit()["Service.TimeoutStopSec"][0]) > 5
