# SPDX-License-Identifier: AGPL-3.0-or-later
"""The one witness goes on alone and comes back after its neighbours named another; and deaths meanwhile."""

from __future__ import annotations

from collections.abc import Generator
from pathlib import Path

import pytest

from tests.helpers.processes import Document, Refused, street, until
from tests.helpers.street import PEOPLE, SEALED_S, Quarter
from tests.helpers.wires import wires

pytestmark = pytest.mark.slow

LEFT = ("lea", "ben", "francois")


@pytest.fixture
def four(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Generator[Quarter]:
    """Anna is the only witness; all four have done something."""
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.fail.Keyring")
    with street(tmp_path, is_quick=True) as homes, wires() as laid:
        made = Quarter(homes, laid)
        made.found()
        made.join("anna")
        made.meet("lea", "anna")
        made.seat("anna")
        made.join("ben", "francois")
        made.final(*(made.pay(name, "anna") for name in LEFT))
        made.agree()
        yield made


def status(four: Quarter, name: str) -> Document:
    return four.people[name].do("recovery", "status")


def stopped(four: Quarter, name: str) -> str:
    return str(four.people[name].status()["stopped_because"])


def refusal(four: Quarter, name: str, *words: str) -> str:
    """The code of the refusal; empty when it was done."""
    try:
        four.people[name].do("recovery", *words, "--yes")
    except Refused as error:
        return error.code
    return ""


def propose(four: Quarter) -> str:
    """Léa names herself, as soon as she knows that nobody answers."""
    until(lambda: refusal(four, "lea", "propose", PEOPLE["lea"]) == "", "it is proposed", SEALED_S)
    return str(status(four, "lea")["statements"][0]["recovery"])


def sign(four: Quarter, name: str, statement: str) -> None:
    until(
        lambda: statement in [row["recovery"] for row in status(four, name)["statements"]],
        "the list is known",
        SEALED_S,
    )
    assert refusal(four, name, "sign", statement[:10]) == ""


def all_follow(four: Quarter) -> bool:
    return {status(four, name)["epoch"] for name in LEFT} == {1}


def test_what_an_absent_witness_alone_knew_waits_for_a_seal_again(four: Quarter) -> None:
    # Signed where all stand: anna may first seal what is due by itself, and nothing signed on that counts.
    four.kill("anna", *LEFT)
    alone = four.pay("anna", "ben")
    four.start("anna")
    until(lambda: four.phase("anna", alone) == "sealed", "final for itself", SEALED_S)
    four.kill("anna")

    four.start(*LEFT)
    waiting = four.pay("francois", "ben")
    statement = propose(four)
    for name in LEFT[1:]:
        sign(four, name, statement)
    until(lambda: all_follow(four), "everybody follows", SEALED_S)
    four.final(waiting)
    assert not any(four.has(name, alone) for name in LEFT)

    four.start("anna")
    until(lambda: stopped(four, "anna") == "recovered-below", "it stops", SEALED_S)
    until(lambda: four.has("lea", alone), "others have the act", SEALED_S)
    until(lambda: "old-epoch" in [stopped(four, name) for name in LEFT], "who met its seal stops", SEALED_S)
    for name in LEFT:
        assert refusal(four, name, "stay") == ""
    four.final(alone, four.pay("ben", "lea"), among=LEFT)
    four.agree(*LEFT)
    assert four.people["lea"].do("verify")["ok"]
    assert four.people["anna"].do("verify")["ok"], "its own history is whole, and kept"
    assert four.phase("anna", alone) == "sealed"


def test_who_dies_while_signing_and_while_following_loses_nothing(four: Quarter) -> None:
    four.kill("anna")
    waiting = four.pay("francois", "ben")
    statement = propose(four)
    four.kill("lea")
    assert status(four, "lea")["promised"] == statement, "promised before the signature left"
    four.start("lea")
    sign(four, "ben", statement)
    four.kill("ben")
    four.start("ben")
    sign(four, "francois", statement)
    four.kill("francois", "lea")  # the last signature is under way, followed here or not yet
    four.start("francois", "lea")
    until(lambda: all_follow(four), "everybody follows", SEALED_S)
    four.final(waiting, four.pay("ben", "lea"))
    four.agree()
    for name in LEFT:
        assert four.people[name].do("verify")["ok"]
        assert status(four, name)["promised"] == ""
