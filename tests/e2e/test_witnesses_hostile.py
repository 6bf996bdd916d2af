# SPDX-License-Identifier: AGPL-3.0-or-later
"""A resident who floods, and a witness who lies: the others go on as if nothing were."""

from __future__ import annotations

import time
from collections.abc import Generator

import pytest

from app.desk import Desk
from app.paths import Home
from ledger.seal import decode_seal
from ledger.units import EventId
from tests.helpers.liar import LIES, VOTED_TWICE, WRITTEN
from tests.helpers.processes import until
from tests.helpers.street import SETTINGS, Quarter, Streets

pytestmark = pytest.mark.slow

FLOOD = 200
HONEST = ("lea", "anna", "ben")


@pytest.fixture(scope="module")
def hostile(streets: Streets) -> Generator[Quarter]:
    """A street that nobody uses afterwards: somebody's acts wait for days, somebody is shut out."""
    yield streets.take()
    streets.close()


def test_who_floods_waits_and_nobody_else_does(hostile: Quarter) -> None:
    paul = hostile.people["paul"]
    assert paul.stop() == 0
    desk = Desk.open(Home(paul.home))
    try:
        flood: list[str] = []
        for _ in range(FLOOD):
            name, blob = desk.make_words("Paul")
            flood.append(desk.act("display", {"display": name}, blobs=[blob]).id.hex())
    finally:
        desk.close()
    hostile.start("paul")
    until(lambda: hostile.has("anna", flood[-1]), "the flood has arrived", 60)

    begun = hostile.height("lea")
    events = [hostile.pay("francois", "nora"), hostile.pay("nora", "lea"), hostile.pay("anna", "ben")]
    hostile.final(*events)
    for event in events:
        height = hostile.height_of("lea", event)
        assert height <= begun + 6
        assert hostile.certificate("lea", height).round <= 1
    until(lambda: hostile.phase("lea", flood[0]) == "sealed", "the first of it is final")
    hostile.final(hostile.pay("lea", "paul"))
    phases = [hostile.phase("lea", event) for event in flood]
    taken = phases.count("sealed")
    assert 0 < taken <= SETTINGS["quota.events-day-newcomer"]
    assert phases == ["sealed"] * taken + ["pending"] * (FLOOD - taken)
    later = hostile.pay("paul", "lea")
    hostile.final(hostile.pay("nora", "lea"), hostile.pay("lea", "paul"))
    hostile.stay("paul", later)


def test_who_lies_changes_nothing(hostile: Quarter) -> None:
    cleo, others = hostile.people["cleo"], [name for name in hostile.people if name != "cleo"]
    first = hostile.height("lea")
    supply = hostile.people["lea"].status()["supply"]
    assert cleo.stop() == 0
    hostile.start("cleo", program=("-m", "tests.helpers.liar"))
    hostile.meet(*HONEST, "cleo")

    def told() -> set[str]:
        written = cleo.home / WRITTEN
        return set(written.read_text().split()) if written.exists() else set()

    wanted = {*LIES, VOTED_TWICE}
    for _ in range(6 * len(LIES)):
        if told() >= wanted:
            break
        hostile.final(hostile.pay("lea", "anna"), hostile.pay("anna", "ben"), among=others)
    assert told() >= wanted
    hostile.final(hostile.pay("francois", "lea"), hostile.pay("nora", "anna"), among=others)

    until(lambda: len({hostile.digest(name) for name in others}) == 1, "the others hold the same")
    assert hostile.people["lea"].status()["supply"] == supply
    commune = EventId(bytes.fromhex(hostile.people["lea"].status()["commune"]))
    for height in range(first + 1, hostile.height("lea") + 1):
        seal = decode_seal(hostile.seal("lea", height)[0], commune)
        assert seal.time_ms <= time.time_ns() // 1_000_000
    for name in others:
        assert not hostile.people[name].status()["stopped_because"]
        assert not hostile.broken(name)
    shown = [row for name in HONEST for row in hostile.signed_twice(name)]
    assert shown
    assert {row[0] for row in shown} == {hostile.node_key("cleo")}
