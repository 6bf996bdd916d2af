# SPDX-License-Identifier: AGPL-3.0-or-later
"""The one witness goes on alone, and comes back after its neighbours named another; and deaths meanwhile."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.helpers.processes import Document, Person, Refused, street, until
from tests.helpers.street import PEOPLE, SEALED_S, Quarter
from tests.helpers.wires import wires

pytestmark = pytest.mark.slow

LEFT = ("lea", "ben", "francois", "nora")


def status(person: Person) -> Document:
    return person.do("recovery", "status")


def knows(person: Person, statement: str) -> bool:
    return statement in [row["recovery"] for row in status(person)["statements"]]


def refusal(person: Person, *words: str) -> str:
    """The code of the refusal; empty when it was done."""
    try:
        person.do("recovery", *words)
    except Refused as error:
        return error.code
    return ""


def test_what_an_absent_witness_alone_knew_is_pending_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.fail.Keyring")
    with street(tmp_path, is_quick=True) as homes, wires() as laid:
        four = Quarter(homes, laid)
        four.found()
        four.join("anna")
        four.meet("lea", "anna")
        four.seat("anna")
        four.join("ben", "francois", "nora")
        four.meet(*four.people)
        four.final(*(four.pay(name, "lea" if name != "lea" else "anna") for name in four.people))
        four.agree()

        # Anna's computer alone: it makes final what nobody else knows.
        four.kill(*four.people)
        anna = four.people["anna"]
        anna.start()
        alone = four.pay("anna", "nora")
        until(lambda: four.phase("anna", alone) == "sealed", "final for itself", SEALED_S)
        above = four.height("anna")
        four.kill("anna")

        # The others name Léa; two of them are killed in the midst of it.
        four.start(*LEFT)
        four.meet(*LEFT)
        waiting = four.pay("francois", "nora")
        until(
            lambda: refusal(four.people["lea"], "propose", PEOPLE["lea"], "--yes") == "", "proposed", SEALED_S
        )
        statement = status(four.people["lea"])["statements"][0]["recovery"]
        four.kill("lea")
        assert status(four.people["lea"])["promised"] == statement, "promised before it left"
        four.start("lea")
        four.meet(*LEFT)
        for name in LEFT[1:]:
            person = four.people[name]
            until(lambda name=name: knows(four.people[name], statement), "the list is known", SEALED_S)
            assert refusal(person, "sign", statement[:10], "--yes") == ""
            if name == "ben":
                four.kill("ben")  # its word is on the disk, and on its way
                four.start("ben")
                four.meet(*LEFT)
        four.kill("nora")  # as it follows
        four.start("nora")
        until(
            lambda: {status(four.people[name])["epoch"] for name in LEFT} == {1},
            "everybody follows",
            SEALED_S,
        )
        four.final(waiting, among=LEFT)
        four.agree(*LEFT)
        assert four.height("lea") >= above
        for name in LEFT:
            assert not four.has(name, alone)

        # It comes back: both sides stop; the act that only it knew waits for its seal with the others.
        four.start("anna")
        until(
            lambda: four.people["anna"].status()["stopped_because"] == "recovered-below", "it stops", SEALED_S
        )
        until(lambda: four.has("lea", alone), "the others have the act", SEALED_S)
        until(lambda: four.people["lea"].status()["stopped_because"] == "old-epoch", "and stop", SEALED_S)
        for name in LEFT:
            if four.people[name].status()["stopped_because"]:
                assert refusal(four.people[name], "stay", "--yes") == ""
        until(
            lambda: all(
                not four.people[name].status()["stopped_because"]
                or refusal(four.people[name], "stay", "--yes") == ""
                for name in LEFT
            ),
            "all stay",
            SEALED_S,
        )
        four.final(alone, among=LEFT)
        four.final(four.pay("ben", "nora"), among=LEFT)
        four.agree(*LEFT)
        for name in ("lea", "nora"):
            assert four.people[name].do("verify")["ok"]
        assert four.people["anna"].do("verify")["ok"], "its own history is whole, and kept"
        assert four.phase("anna", alone) == "sealed"
