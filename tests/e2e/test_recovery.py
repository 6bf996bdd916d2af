# SPDX-License-Identifier: AGPL-3.0-or-later
"""Two of four witnesses are gone for good: four of six neighbours name others, and everything goes on."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.helpers.processes import Refused, until
from tests.helpers.street import PEOPLE, SEALED_S, WITNESSES, Quarter, quarter

pytestmark = pytest.mark.slow

NEW = ("lea", "ben", "francois", "nora")
RESIDENTS = ("francois", "nora")
SIGNERS = NEW


def refusal(four: Quarter, name: str, *words: str) -> str:
    """The code of the refusal; empty when it was done."""
    try:
        four.people[name].do("recovery", *words)
    except Refused as error:
        return error.code
    return ""


def epochs(four: Quarter) -> set[int]:
    return {four.people[name].do("recovery", "status")["epoch"] for name in four.running()}


def make_everybody_active(four: Quarter) -> None:
    four.final(*(four.pay(name, "lea" if name != "lea" else "anna") for name in four.people))


def test_neighbours_name_other_witnesses(tmp_path: Path) -> None:
    with quarter(tmp_path, *RESIDENTS) as four:
        make_everybody_active(four)
        names = [PEOPLE[name] for name in NEW]
        assert refusal(four, "lea", "propose", *names) == "recovery-confirm-propose"
        assert refusal(four, "lea", "propose", *names, "--yes") == "recovery-alive"

        four.agree()
        four.kill("anna", "cleo")
        old_home = four.people["cleo"].home
        shutil.rmtree(four.people["anna"].home)
        waiting = [four.pay("francois", "nora"), four.pay("lea", "ben")]
        until(lambda: all(four.has(name, event) for name in SIGNERS for event in waiting), "all have them")
        four.stay("nora", waiting[0])

        seen = four.people["nora"].do("recovery", "status")
        assert (seen["online"], seen["quorum"], seen["active"], seen["needed"]) == (2, 3, 6, 4)
        until(lambda: refusal(four, "lea", "propose", *names, "--yes") == "", "it is proposed", SEALED_S)
        statement = four.people["lea"].do("recovery", "status")["statements"][0]["recovery"]
        assert refusal(four, "lea", "sign", statement[:10], "--yes") == "recovery-signed-already"
        assert refusal(four, "lea", "propose", PEOPLE["lea"], "--yes") == "recovery-signed-another"

        def is_known(name: str) -> bool:
            rows = four.people[name].do("recovery", "status")["statements"]
            return statement in [row["recovery"] for row in rows]

        for name in SIGNERS[1:-1]:
            until(lambda name=name: is_known(name), "the list to sign is known", SEALED_S)
            assert refusal(four, name, "sign", statement[:10], "--yes") == ""
            assert epochs(four) == {0}
        # The last one is reached by a file alone.
        carried = tmp_path / "liste"
        four.people["francois"].do("recovery", "export", statement[:10], str(carried))
        four.people["nora"].do("recovery", "import", str(carried))
        assert refusal(four, "nora", "sign", statement[:10], "--yes") == ""

        until(lambda: epochs(four) == {1}, "everybody follows", SEALED_S)
        four.final(*waiting)
        more = [four.pay("ben", "nora"), four.pay("nora", "lea")]
        four.final(*more)
        four.agree()
        assert four.holds(NEW)
        place = max(four.signed("francois"))
        assert place[0] == 1, "who never sealed before does now"

        # One of those that were given up comes back with the home of then, and follows.
        assert old_home.exists()
        four.start("cleo")
        four.final(*waiting, *more, among=["cleo"])
        four.agree()
        four.final(four.pay("cleo", "lea"))
        four.agree()
        for name in ("cleo", "nora"):
            assert four.people[name].do("verify")["ok"]
        assert set(WITNESSES) - set(NEW) == {"anna", "cleo"}
