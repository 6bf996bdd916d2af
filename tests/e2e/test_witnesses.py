# SPDX-License-Identifier: AGPL-3.0-or-later
"""Four people seal: computers die in the midst of it, come back, and no act is lost nor said twice."""

from __future__ import annotations

import shutil

import pytest

from ledger.seal import PRECOMMIT, decode_seal
from ledger.units import EventId
from tests.helpers.processes import until
from tests.helpers.street import WITNESSES, Quarter

pytestmark = pytest.mark.slow


def test_four_seal_together(four: Quarter) -> None:
    event = four.pay("francois", "nora")
    four.final(event)
    height = four.height_of("nora", event)
    assert len(four.certificate("nora", height).signatures) >= 3


def test_one_killed_in_the_midst_of_a_seal(four: Quarter) -> None:
    four.freeze_mid_seal("cleo")
    before = four.signed("cleo")
    four.kill("cleo")

    events = [four.pay("francois", "nora"), four.pay("anna", "ben")]
    four.final(*events)

    four.start("cleo")
    four.final(*events, among=["cleo"])
    four.agree()
    later = [four.pay("nora", "francois")]
    until(
        lambda: later.append(four.pay("ben", "lea")) or is_signing_since(four, "cleo", before),
        "it votes again",
    )
    four.final(*later)
    after = four.signed("cleo")
    assert {place: after[place] for place in before if place in after} == {
        place: value for place, value in before.items() if place in after
    }
    check_certificates_against_votes(four, "cleo")
    assert not four.broken("cleo")


def is_signing_since(four: Quarter, name: str, before: dict[tuple[int, int, int, str], bytes]) -> bool:
    return max(place[1] for place in four.signed(name)) > max(place[1] for place in before)


def check_certificates_against_votes(four: Quarter, name: str) -> None:
    """Whatever a certificate holds of somebody's, their vote file holds too, and nothing else."""
    epochs = {place[0] for place in four.signed(name)}
    signed, commune = four.signed(name), EventId(bytes.fromhex(four.people["lea"].status()["commune"]))
    index = four.index("lea", name)
    checked = 0
    for height in range(min(place[1] for place in signed), four.last_height("lea") + 1):
        seal, certificate = four.seal("lea", height)[0], four.certificate("lea", height)
        own = signed.get((max(epochs), height, certificate.round, PRECOMMIT))
        if index in dict(certificate.signatures):
            assert own == decode_seal(seal, commune).id
            checked += 1
    assert checked


def test_two_killed_nothing_is_lost(four: Quarter) -> None:
    four.kill("ben", "cleo")
    events = [four.pay("francois", "nora"), four.pay("lea", "nora"), four.pay("anna", "francois")]
    until(lambda: all(four.has(name, event) for name in four.running() for event in events), "all have them")
    for name in four.running():
        rows = four.people[name].do("history")["history"]
        seen = {row["event"]: row["phase"] for row in rows if row["event"] in events}
        assert set(seen.values()) <= {"pending"}
    for event in events:
        four.stay("nora", event)

    four.start("ben")
    four.final(*events)
    four.start("cleo")
    four.final(*events, among=["cleo"])


def test_an_old_copy_of_a_folder_is_silent(four: Quarter) -> None:
    cleo = four.people["cleo"]
    assert cleo.stop() == 0
    old = cleo.home.with_name("cleo-old")
    shutil.copytree(cleo.home, old)
    four.start("cleo")
    four.meet(*WITNESSES)
    events = [four.pay("francois", "nora"), four.pay("anna", "lea")]
    four.final(*events)
    assert cleo.stop() == 0
    shutil.rmtree(cleo.home)
    old.rename(cleo.home)

    reached = four.last_height("lea")
    four.start("cleo")
    until(lambda: four.broken("cleo") == "older-copy" or "signs nothing" in cleo.log(), "it knows")
    four.final(*events, among=["cleo"])
    before = {place for place in four.signed("cleo") if place[1] > reached}
    assert not before
    # It is trusted again once a seal was made without it above all that it may have voted on.
    later: list[str] = []
    until(
        lambda: later.append(four.pay("ben", "lea")) or four.final(*later) or not four.broken("cleo"),
        "it signs again",
    )
    first = min((place[1] for place in four.signed("cleo") if place[1] > reached), default=reached + 2)
    assert first > reached + 1
