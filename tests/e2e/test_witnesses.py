# SPDX-License-Identifier: AGPL-3.0-or-later
"""Four people seal: computers die in the midst of it, come back, and no act is lost nor said twice."""

from __future__ import annotations

import shutil

import pytest

from ledger.seal import PRECOMMIT, decode_seal
from ledger.units import EventId
from tests.helpers.processes import until
from tests.helpers.street import FOUNDER, SEALED_S, WITNESSES, Quarter

pytestmark = pytest.mark.slow

SILENT = "it signs nothing"
"""What its log says of a witness that learns how old its folder is."""


def test_four_seal_together(four: Quarter) -> None:
    event = four.pay("francois", "nora")
    four.final(event)
    height = four.height_of("nora", event)
    assert len(four.certificate("nora", height).signatures) >= 3
    # Everybody knows the others by what they announce, nobody by where they listen.
    for name in four.people:
        assert four.people[name].status()["addresses"] == [four.address(name)]
        others = {four.node_key(other).hex(): four.address(other) for other in four.people if other != name}
        until(lambda name=name, others=others: others.items() <= known(four, name).items(), "all are known")


def known(four: Quarter, name: str) -> dict[str, str]:
    """Where somebody's computer believes that the others listen, by node."""
    return {row["node_key"]: row["address"] for row in four.people[name].do("peers")["peers"]}


@pytest.mark.parametrize("name", ["cleo", FOUNDER])
def test_one_killed_in_the_midst_of_a_seal(four: Quarter, name: str) -> None:
    four.freeze_mid_seal(name, "anna")
    before = four.signed(name)
    four.kill(name)

    events = [four.pay("francois", "nora"), four.pay("anna", "ben")]
    four.final(*events)

    four.start(name)
    four.final(*events, among=[name])
    four.sign_above(name, max(place[1] for place in before))
    after = four.signed(name)
    kept = {place: value for place, value in before.items() if place in after}
    assert kept
    assert {place: after[place] for place in kept} == kept
    check_certificates_against_votes(four, name)
    assert not four.broken(name)


def check_certificates_against_votes(four: Quarter, name: str) -> None:
    """Whatever a certificate holds of somebody's, their vote file holds too, and nothing else."""
    last = four.last_height("lea")  # before the votes are read: those of a height made since are not there
    epochs = {place[0] for place in four.signed(name)}
    signed, commune = four.signed(name), EventId(bytes.fromhex(four.people["lea"].status()["commune"]))
    index = four.index("lea", name)
    checked = 0
    for height in range(min(place[1] for place in signed), last + 1):
        seal, certificate = four.seal("lea", height)[0], four.certificate("lea", height)
        own = signed.get((max(epochs), height, certificate.round, PRECOMMIT))
        if index in dict(certificate.signatures):
            assert own == decode_seal(seal, commune).id, (height, last, own)
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
    assert "enregistré" in four.people["francois"].do_in_words("history")

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
    # Who signs was heard by the others first: a start that nobody heard of has signed nothing to forget.
    four.sign_above("cleo", four.last_height("lea"))
    events = [four.pay("francois", "nora"), four.pay("anna", "lea")]
    four.final(*events)
    assert cleo.stop() == 0
    shutil.rmtree(cleo.home)
    old.rename(cleo.home)

    reached, said = four.last_height("lea"), cleo.log().count(SILENT)
    four.start("cleo")
    until(lambda: cleo.log().count(SILENT) > said, "it knows")
    four.final(*events, among=["cleo"])
    before = {place for place in four.signed("cleo") if place[1] > reached}
    assert not before
    # It is trusted again once a seal was made without it above all that it may have voted on.
    until(lambda: four.final(four.pay("anna", "lea")) or not four.broken("cleo"), "it signs again", SEALED_S)
    four.final(four.pay("anna", "lea"), four.pay("francois", "anna"))
    signed = {place[1] for place in four.signed("cleo") if place[1] > reached}
    assert min(signed, default=reached + 2) > reached + 1
    # Nor is it silenced again by each neighbour that it meets anew.
    four.wires.cut(["cleo"], [name for name in four.people if name != "cleo"])
    four.wires.heal(fresh=True)
    four.meet(*WITNESSES)
    four.final(four.pay("anna", "lea"))
    assert not four.broken("cleo")
    assert cleo.log().count(SILENT) == said + 1
