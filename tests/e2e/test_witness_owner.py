# SPDX-License-Identifier: AGPL-3.0-or-later
"""The owner of a founder's computer is asked for a word, says it to the running node, and it seals again."""

from __future__ import annotations

from collections.abc import Generator
from pathlib import Path

import pytest

from tests.helpers.processes import LOOPBACK, Person, street, until

pytestmark = pytest.mark.slow

PROGRAM = ("-m", "tests.helpers.wrong_clock")
TWO_DAYS_MS = 2 * 86_400_000


@pytest.fixture
def lea(tmp_path: Path) -> Generator[Person]:
    """Alone in her commune; her first seals are made."""
    with street(tmp_path, is_quick=True) as made:
        yield made.found("lea", "Léa", "--set", "seal.interval-ms=50")


def test_after_two_days_away_the_date_is_confirmed(lea: Person) -> None:
    assert lea.refused("witness", "confirm-date") == "witness-not-running"
    lea.launch(LOOPBACK, program=(*PROGRAM, str(TWO_DAYS_MS)))
    lea.wait_listening()
    lea.do("rename", "Léa Morvan")
    document = until(lambda: (d := lea.do("witnesses"))["waits_for_date"] and d, "it asks", 20)
    assert (document["broken_because"], document["is_running"], document["evidence"]) == ("", True, [])
    assert document["witnesses"][0]["online"] is True
    assert lea.refused("witness", "confirm-alone") == "witness-not-silent"
    assert "witness.date" in [item["kind"] for item in lea.do("inbox")["inbox"]]
    assert "à confirmer" in lea.do_in_words("witnesses")
    assert lea.status()["pending"] == 1
    lea.do("witness", "confirm-date")
    until(lambda: not lea.status()["pending"], "it is final", 20)
    assert not lea.do("witnesses")["waits_for_date"]
    assert lea.refused("witness", "confirm-date") == "date-not-asked"


def test_a_computer_that_lost_its_memory_seals_again_once_it_is_said_to_be_alone(lea: Person) -> None:
    (lea.home / "votes.db").unlink()
    assert lea.refused("witness", "confirm-alone") == "witness-not-running"
    lea.start()
    assert lea.do("witnesses")["broken_because"] == "lost"
    assert "n’a plus la mémoire" in lea.do_in_words("witnesses")
    lea.do("rename", "Léa Morvan")
    assert lea.status()["silent_because"] == "lost"
    assert lea.status()["pending"] == 1
    lea.do("witness", "confirm-alone")
    until(lambda: not lea.status()["pending"], "it is final", 20)
    assert lea.do("witnesses")["broken_because"] == ""
    assert "est témoin" in lea.do_in_words("witnesses")
