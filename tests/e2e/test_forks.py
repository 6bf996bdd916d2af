# SPDX-License-Identifier: AGPL-3.0-or-later
"""One person, two computers with one key, no honesty: one payment counts, the other is void everywhere."""

from __future__ import annotations

import shutil

import pytest

from tests.e2e.conftest import Village
from tests.helpers.processes import Person, Refused, agree, until

pytestmark = pytest.mark.slow


def test_a_double_spend(village: Village) -> None:
    lea, francois, twin = village.lea, village.francois, village.homes.person("twin")
    lea.do("give", "François Martin", "4", "kg", "--wait")
    village.settle()
    have = francois.amounts()["kg"]
    before = {name: lea.amounts(name)["kg"] for name in ("Léa", "Nora", "François Martin")}
    assert have == before["François Martin"] > 0
    assert francois.stop() == 0
    shutil.copytree(francois.home, twin.home)

    # Apart from everybody, each spends all there is; a newcomer has no credit yet.
    grams = f"{have}"
    to_lea = francois.do("pay", "Léa", grams, "g")["event"]
    to_nora = twin.do("pay", "Nora", grams, "g")["event"]
    francois.start()
    until(lambda: lea.amounts("François Martin")["kg"] == 0, "the first is final")
    twin.start()

    everybody = (lea, francois, twin)
    both = (to_lea, to_nora)
    until(lambda: all(knows(person, event) for person in everybody for event in both), "both are everywhere")
    until(lambda: agree(*everybody), "everybody holds the same")
    for person in everybody:
        proofs = [person.do("proof", event) for event in both]
        assert [(proof["phase"], proof["reason"]) for proof in proofs] == [("sealed", ""), ("void", "fork")]
        after = {name: person.amounts(name)["kg"] for name in before}
        assert sum(after.values()) == sum(before.values())
        assert after == {"Léa": before["Léa"] + have, "Nora": before["Nora"], "François Martin": 0}
    lost = [row for row in twin.do("history")["history"] if row["phase"] == "void"]
    assert [(row["event"], row["reason"], row["kind"]) for row in lost] == [(to_nora, "fork", "transfer")]
    assert twin.stop() == 0
    # The honest computer goes on.
    francois.do("rename", "François Martin", "--wait")
    village.settle()


def knows(person: Person, event: str) -> bool:
    """Whether an act has arrived at somebody's."""
    try:
        return bool(person.do("proof", event))
    except Refused as error:
        if error.code != "unknown-event":
            raise
        return False
