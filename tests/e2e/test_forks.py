# SPDX-License-Identifier: AGPL-3.0-or-later
"""One person, two computers with one key, no honesty: one payment counts, the other is void everywhere."""

from __future__ import annotations

import shutil

import pytest

from tests.helpers.processes import Person, Refused, Street, agree, until

pytestmark = pytest.mark.slow

FIVE_HOURS_S = 18_000


def test_a_double_spend(homes: Street) -> None:
    lea = homes.found()
    lea.start()
    homes.join(lea, "nora", "Nora")
    zoe = homes.join(lea, "zoe", "Zoé")
    lea.do("pay", "Zoé", "5", "h", "--wait")
    zoe.start()
    until(lambda: agree(lea, zoe), "Zoé has her hours")
    assert zoe.stop() == 0

    # Apart from everybody, each spends all there is; a newcomer has no credit yet.
    twin = homes.person("twin")
    shutil.copytree(zoe.home, twin.home)
    have = zoe.amounts()["hour"]
    assert have == FIVE_HOURS_S
    to_lea = zoe.do("pay", "Léa", "5", "h")["event"]
    to_nora = twin.do("pay", "Nora", "5", "h")["event"]
    zoe.start()
    until(
        lambda: lea.do("proof", to_lea)["phase"] != "pending" if knows(lea, to_lea) else False,
        "the first is final",
    )
    twin.start()

    everybody = (lea, zoe, twin)
    until(
        lambda: all(knows(person, to_lea) and knows(person, to_nora) for person in everybody),
        "both are everywhere",
    )
    until(lambda: agree(*everybody), "everybody holds the same")
    outcomes = {
        tuple(
            (person.do("proof", event)["phase"], bool(person.do("proof", event)["reason"]))
            for event in (to_lea, to_nora)
        )
        for person in everybody
    }
    assert len(outcomes) == 1
    assert sorted(outcomes.pop()) == [("sealed", False), ("void", True)]
    for person in everybody:
        hours = [person.amounts(name)["hour"] for name in ("Léa", "Nora", "Zoé")]
        assert sum(hours) == 0
        assert hours == [0, 0, 0]
    lost = [row for row in twin.do("history")["history"] if row["phase"] == "void"]
    assert [(row["event"], row["reason"], row["kind"]) for row in lost] == [(to_nora, "fork", "transfer")]
    assert "void" in {item["kind"] for item in twin.do("inbox")["inbox"]}


def knows(person: Person, event: str) -> bool:
    """Whether an act has arrived at somebody's."""
    try:
        return bool(person.do("proof", event))
    except Refused as error:
        if error.code != "unknown-event":
            raise
        return False
