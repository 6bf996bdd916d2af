# SPDX-License-Identifier: AGPL-3.0-or-later
"""Witnesses named by a recovery begin its epoch: whatever they signed, forgot or were told before."""

from __future__ import annotations

from ledger.recovery import Recovery
from p2p.machines.sealing import SealingMachine
from p2p.vote_file import VoteFile
from tests.helpers.builders import seed_of
from tests.helpers.exchange import Exchange, Member
from tests.helpers.hamlet import Hamlet, open_votes, picture_of
from tests.helpers.restart import PEOPLE, lively, sign_by, state_of


def recovery_of(hamlet: Hamlet, *names: str) -> Recovery:
    people = [hamlet.people[name] for name in names]
    return sign_by(state_of(hamlet.main, people), [hamlet.people[name] for name in PEOPLE])


def enter(exchange: Exchange, member: Member, recovery: Recovery) -> None:
    """What the driver does: follow, begin anew, meet again."""
    if member.replica.epoch < recovery.statement.epoch:
        member.replica.adopt_recovery(recovery)
    member.boots.clear()
    exchange.do(member, member.machine.enter_epoch())
    exchange.do(member, member.machine.on_change(exchange.now(member)))
    for other in exchange.members.values():
        if other is not member and other.replica.epoch == member.replica.epoch:
            exchange.do(member, member.machine.on_open(other.key, exchange.now(member)))
            exchange.do(other, other.machine.on_open(member.key, exchange.now(other)))


def test_a_new_list_begins_and_seals():
    hamlet = lively()
    exchange = Exchange(hamlet, PEOPLE)
    recovery = recovery_of(hamlet, *PEOPLE)
    for name in PEOPLE:
        enter(exchange, exchange[name], recovery)
    exchange.settle()
    events = [hamlet.transfer(hamlet.people[name], hamlet.founder.account, 9) for name in PEOPLE]
    for event in events:
        exchange.hand(event)
    exchange.run_until(lambda: exchange.are_sealed(*events))
    exchange.settle()
    pictures = {picture_of(member.replica)[1:3] for member in exchange.members.values()}
    assert len(pictures) == 1
    assert {member.replica.epoch for member in exchange.members.values()} == {1}
    assert not [member.evidence or member.offences for member in exchange.members.values() if member.evidence]


def test_it_seals_with_one_of_four_still_in_the_old_epoch():
    hamlet = lively()
    exchange = Exchange(hamlet, PEOPLE)
    recovery = recovery_of(hamlet, *PEOPLE)
    for name in PEOPLE[:3]:
        enter(exchange, exchange[name], recovery)
    event = hamlet.transfer(hamlet.people["anna"], hamlet.founder.account, 9)
    exchange.hand(event)
    top = hamlet.main.height + 2
    exchange.run_until(lambda: all(exchange[name].replica.height == top for name in PEOPLE[:3]))
    enter(exchange, exchange["dora"], recovery)
    exchange.sync("dora")
    assert exchange["dora"].replica.tip_id == exchange["anna"].replica.tip_id


def test_computers_silent_in_the_old_epoch_sign_in_the_new_one():
    """All four lost what they had signed: a list of the same computers must be able to begin."""
    hamlet = lively()
    exchange = Exchange(hamlet, ())
    for name in PEOPLE:
        votes = open_votes()
        votes.mark_broken("lost")
        exchange.start(name, votes=votes)
    recovery = recovery_of(hamlet, *PEOPLE)
    for name in PEOPLE:
        assert not exchange[name].machine.memory.may_sign()
        enter(exchange, exchange[name], recovery)
        assert exchange[name].votes.broken_because == ""
    height = exchange.settle()
    assert height == hamlet.main.height + 2
    # What is lost later, in the new epoch, is lost: its start is remembered.
    gone = exchange.stop("anna")
    lost = VoteFile(None, is_witness=False, random_id=b"another start 16")
    exchange.start("anna", gone.replica, lost)
    exchange.run(1_000)
    assert exchange["anna"].machine.memory.broken_because == "older-copy"


def test_who_promised_signs_nothing_in_the_old_epoch():
    hamlet = lively()
    exchange = Exchange(hamlet, ("mairie",))
    founder = exchange["mairie"]
    founder.machine.memory.is_bound = True
    founder.machine.reset()
    event = hamlet.transfer(hamlet.people["anna"], hamlet.founder.account, 9)
    exchange.hand(event)
    exchange.run(20_000)
    assert founder.replica.height == hamlet.main.height
    assert founder.votes.get_last_place() == (0, 0)
    founder.machine.memory.is_bound = False
    exchange.do(founder, founder.machine.on_change(exchange.now(founder)))
    exchange.run_until(lambda: exchange.are_sealed(event))


def test_votes_of_the_old_epoch_bar_nothing_in_the_new_one():
    """The old list's vote at the same height and round is another vote."""
    hamlet = lively()
    votes = open_votes()
    height = hamlet.main.height + 1
    votes.save(0, height, b"", [(0, "prevote", seed_of("an old seal"))])
    exchange = Exchange(hamlet, ())
    member = exchange.start("anna", votes=votes)
    enter(exchange, member, recovery_of(hamlet, "anna"))
    exchange.settle()
    assert member.replica.height == height + 1
    assert votes.get_signed((1, height, 0, "prevote")) == member.replica.get_seal_id(height)
    again = SealingMachine(
        member.replica, node_seed=seed_of("anna node"), boot_counter=2, boot_id=bytes(16),
        signed_up_to=votes.get_last_place(),
    )  # fmt: skip
    assert not again.memory.is_behind()
