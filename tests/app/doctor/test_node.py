# SPDX-License-Identifier: AGPL-3.0-or-later
"""What is read from the answers of a running program; and one that really runs."""

from __future__ import annotations

import json
from collections.abc import Generator
from pathlib import Path
from typing import Any

import pytest

from app.doctor.node import Running, check_network, check_program, judge_reach
from tests.helpers.processes import Person, street, until

WELL: dict[str, Any] = {
    "node_running": True, "stopped_because": "", "join_status": "", "silent_because": "", "seals_here": False,
    "stalled_ms": 0, "witnesses": 4, "witnesses_online": 2, "my_pending": 0,
    "addresses": ["/ip4/8.8.8.8/tcp/4101"], "peers": 3, "peers_known": 4, "neighbours_online": 2,
    "synced": True, "members": 5, "clock": "", "clock_off_ms": 0,
}  # fmt: skip


def found(**changes: Any) -> dict[str, str]:
    """Code → level."""
    return {finding.code: finding.level for finding in check_network({**WELL, **changes})}


def test_all_is_well() -> None:
    assert found() == {"listens-everywhere": "good", "neighbours": "good", "clock": "good"}


@pytest.mark.parametrize(
    ("changes", "code", "level"),
    [
        ({"addresses": []}, "listens-nowhere", "trouble"),
        ({"peers": 0}, "nobody-online", "trouble"),
        ({"synced": False}, "not-synced", "note"),
        ({"clock": "slow", "clock_off_ms": 600_000}, "clock-slow", "trouble"),
        ({"clock": "fast", "clock_off_ms": 600_000}, "clock-fast", "trouble"),
        ({"stopped_because": "disk"}, "stopped", "trouble"),
        ({"stopped_because": "revoked"}, "stopped", "trouble"),
        ({"silent_because": "date"}, "silent", "trouble"),
        ({"seals_here": True}, "witness", "good"),
        ({"stalled_ms": 90_000}, "stalled", "note"),
        ({"my_pending": 2}, "my-pending", "note"),
        ({"join_status": "asking"}, "join-waits", "note"),
    ],
)
def test_each_thing_that_is_wrong(changes: dict[str, Any], code: str, level: str) -> None:
    assert found(**changes)[code] == level


def test_alone_in_a_commune_nobody_is_missed() -> None:
    assert "nobody-online" not in found(peers=0, members=1)


def test_from_how_far_an_address_can_be_called() -> None:
    assert judge_reach(["/ip4/127.0.0.1/tcp/1", "/ip4/192.168.1.7/tcp/1"]) == "here"
    assert judge_reach(["/ip4/192.168.1.7/tcp/1", "/ip4/8.8.8.8/tcp/1"]) == "everywhere"
    assert judge_reach(["/ip4/127.0.0.1/tcp/1", "/nonsense"]) == "itself"
    assert judge_reach(["/ip6/2001:4860:4860::8888/tcp/1"]) == "everywhere"
    assert judge_reach(["/dns4/mairie.example/tcp/1"]) == "everywhere"


def test_who_listens_and_does_not_answer() -> None:
    assert [finding.code for finding in check_program(Running(holder=7, refusal="no-answer"))] == [
        "program-silent"
    ]
    assert [finding.code for finding in check_program(Running())] == ["not-running"]


@pytest.fixture
def lea(tmp_path: Path) -> Generator[Person]:
    with street(tmp_path) as made:
        yield made.found()


def doctor(person: Person) -> tuple[int, dict[str, Any]]:
    ended = person.run("doctor", "--json")
    return ended.returncode, {row["code"]: row for row in json.loads(ended.stdout)["findings"]}


@pytest.mark.slow
def test_a_program_that_runs_is_asked_and_one_that_hangs_is_told(lea: Person) -> None:
    lea.start()
    until(lambda: lea.status()["seals_here"], "it seals")
    code, rows = doctor(lea)
    assert code == 1, "the words are not on paper"
    assert {"running", "witness", "listens-itself", "store", "keys-file"} <= set(rows)
    assert [name for name, row in rows.items() if row["level"] == "trouble"] == ["backup-missing"]
    assert lea.stop() == 0
    assert "not-running" in doctor(lea)[1]
