# SPDX-License-Identifier: AGPL-3.0-or-later
"""Who forgot what it signed stays silent: found out by signed starts, mended by seals made without it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from ledger.replica import Replica
from ledger.seal import PRECOMMIT, Certificate, compute_quorum, encode_certificate, sign_vote, vote_content
from ledger.signing import Domain, sign
from ledger.state import get_witnesses
from ledger.units import NodeKey
from p2p.budgets import Offence
from p2p.machines.sealing_commands import (
    Command,
    MarkBroken,
    MarkWhole,
    OffendWitness,
    RememberBoot,
    SendTo,
)
from p2p.machines.witness_memory import WitnessMemory, boot_content
from p2p.wire_witness import Boot, Remembers, WitnessHello
from tests.helpers.builders import seed_of
from tests.helpers.hamlet import Hamlet, give, settled
from tests.helpers.parliament_nodes import NAMES, make_parliament


@pytest.fixture
def hamlet() -> Hamlet:
    return make_parliament()


def memory_of(hamlet: Hamlet, name: str = "anna", *, counter: int = 7, **changes: Any) -> WitnessMemory:
    made: dict[str, Any] = {"boot_id": bytes(16), "broken_because": "", "replica": hamlet.main, **changes}
    return WitnessMemory(made.pop("replica"), node_seed=seed_of(f"{name} node"), boot_counter=counter, **made)


def key_of(hamlet: Hamlet, name: str) -> NodeKey:
    return hamlet.people[name].node


def sign_boot(hamlet: Hamlet, name: str, counter: int, boot_id: bytes = bytes(16), by: str = "") -> Boot:
    content = boot_content(hamlet.commune, key_of(hamlet, name), counter, boot_id)
    signature = sign(seed_of(f"{by or name} node"), Domain.BOOT, content)
    return Boot(counter=counter, boot_id=boot_id, signature=signature)


def hello_of(hamlet: Hamlet, name: str, counter: int = 1, **changes: Any) -> WitnessHello:
    chain: dict[str, Any] = {
        "open_height": hamlet.main.height + 1,
        "previous": hamlet.main.tip_id,
        **changes,
    }
    boot = chain.pop("boot", sign_boot(hamlet, name, counter))
    return WitnessHello(commune=hamlet.commune, epoch=0, boot=boot, **chain)


def kinds(commands: list[Command]) -> list[str]:
    return [type(command).__name__ for command in commands]


def certify(hamlet: Hamlet, replica: Replica, *without: str) -> None:
    """The next seal of this copy, with a certificate that lacks these witnesses."""
    hamlet.now_ms += 1_000
    if not replica.must_seal(hamlet.now_ms):
        give(replica, hamlet.transfer(hamlet.people["anna"], hamlet.founder.account, 1))
    seal = replica.make_seal(hamlet.now_ms)
    assert seal is not None
    content = vote_content(
        hamlet.commune, epoch=0, height=seal.height, round_number=0, step=PRECOMMIT, seal_id=seal.id
    )
    names = {person.node: name for name, person in hamlet.people.items()}
    signers = [(index, names[row.node]) for index, row in enumerate(get_witnesses(replica.state))]
    signatures = tuple(
        (index, sign_vote(seed_of(f"{name} node"), content)) for index, name in signers if name not in without
    )
    assert len(signatures) >= compute_quorum(len(signers))
    replica.apply_seal(seal.encoded, encode_certificate(Certificate(round=0, signatures=signatures)))


# --- starts ----------------------------------------------------------------------------------------------


def test_n_1_f_others_must_know_of_no_later_start(hamlet: Hamlet):
    memory = memory_of(hamlet)
    assert not memory.may_sign()
    assert memory.on_remembers(key_of(hamlet, "ben"), Remembers(boot=None)) == []
    assert not memory.may_sign()
    assert memory.on_remembers(key_of(hamlet, "ben"), Remembers(boot=None)) == []
    assert not memory.may_sign(), "twice the same is one"
    memory.on_remembers(NodeKey(bytes(32)), Remembers(boot=None))
    assert not memory.may_sign(), "a stranger is none"
    memory.on_remembers(key_of(hamlet, "cleo"), Remembers(boot=sign_boot(hamlet, "anna", 6)))
    assert memory.may_sign()


def test_the_only_witness_needs_nobody_and_no_witness_signs_nothing():
    village = settled("anna")
    assert memory_of(village, "mairie").may_sign()
    assert not memory_of(village, "anna").may_sign()
    assert memory_of(village, "anna").get_index() is None


@pytest.mark.parametrize(("counter", "boot_id"), [(8, bytes(16)), (7, bytes([1] * 16)), (8, bytes([1] * 16))])
def test_an_older_copy_is_told_by_its_own_later_start(hamlet: Hamlet, counter: int, boot_id: bytes):
    memory = memory_of(hamlet)
    for name in ("ben", "cleo"):
        memory.on_remembers(key_of(hamlet, name), Remembers(boot=None))
    assert memory.may_sign()
    later = Remembers(boot=sign_boot(hamlet, "anna", counter, boot_id))
    commands = memory.on_remembers(key_of(hamlet, "mairie"), later)
    assert commands == [MarkBroken(why="older-copy", counter=counter)]
    assert not memory.may_sign()
    assert memory.on_remembers(key_of(hamlet, "mairie"), later) == [], "once"


@pytest.mark.parametrize(("counter", "boot_id"), [(7, bytes(16)), (6, bytes(16)), (6, bytes([1] * 16))])
def test_this_start_or_an_earlier_one_is_what_it_should_be(hamlet: Hamlet, counter: int, boot_id: bytes):
    memory = memory_of(hamlet)
    known = Remembers(boot=sign_boot(hamlet, "anna", counter, boot_id))
    assert memory.on_remembers(key_of(hamlet, "ben"), known) == []
    assert not memory.broken_because


def test_a_liar_s_memory_is_an_offence_and_silences_nobody(hamlet: Hamlet):
    memory = memory_of(hamlet)
    liar = key_of(hamlet, "ben")
    forged = Remembers(boot=sign_boot(hamlet, "anna", 99, by="ben"))
    assert memory.on_remembers(liar, forged) == [
        OffendWitness(peer=liar, offence=Offence.BAD_SIGNATURE, detail="remembered boot")
    ]
    assert not memory.broken_because
    for name in ("cleo", "mairie"):
        memory.on_remembers(key_of(hamlet, name), Remembers(boot=None))
    assert memory.may_sign()


def test_others_starts_are_remembered_and_told_back(hamlet: Hamlet):
    memory, ben = memory_of(hamlet), key_of(hamlet, "ben")
    third = sign_boot(hamlet, "ben", 3)
    assert memory.on_hello(ben, hello_of(hamlet, "ben", boot=third)) == [
        SendTo(peer=ben, message=Remembers(boot=None)),
        RememberBoot(peer=ben, boot=third),
    ]
    assert memory.on_hello(ben, hello_of(hamlet, "ben", 2)) == [
        SendTo(peer=ben, message=Remembers(boot=third))
    ], "an older copy hears of the later start, which stays the one remembered"
    again = memory_of(hamlet)
    again.recall(ben, third)
    assert again.on_hello(ben, hello_of(hamlet, "ben", 2))[0] == SendTo(
        peer=ben, message=Remembers(boot=third)
    )


def test_a_hello_that_is_not_its_sender_s_is_an_offence(hamlet: Hamlet):
    memory, ben = memory_of(hamlet), key_of(hamlet, "ben")
    of_cleo = hello_of(hamlet, "cleo")
    assert kinds(memory.on_hello(ben, of_cleo)) == ["OffendWitness"]
    assert kinds(memory.on_hello(ben, replace(hello_of(hamlet, "ben"), commune=bytes(32)))) == [
        "OffendWitness"
    ]
    assert kinds(memory.on_hello(ben, replace(hello_of(hamlet, "ben"), version=2))) == ["OffendWitness"]


def test_what_one_tells_the_other_believes(hamlet: Hamlet):
    anna, ben = memory_of(hamlet), memory_of(hamlet, "ben", counter=2)
    hello = anna.make_hello()
    assert kinds(ben.on_hello(anna.node_key, hello)) == ["SendTo", "RememberBoot"]
    again = memory_of(hamlet, counter=6)
    [answer] = ben.on_hello(anna.node_key, again.make_hello())
    assert isinstance(answer, SendTo)
    assert isinstance(answer.message, Remembers)
    assert kinds(again.on_remembers(ben.node_key, answer.message)) == ["MarkBroken"]


# --- mended ----------------------------------------------------------------------------------------------


def test_with_four_a_lost_file_is_silent_until_a_seal_above_all_open_heights_lacks_it(hamlet: Hamlet):
    replica = hamlet.copy()
    memory = memory_of(hamlet, broken_because="lost", replica=replica)
    certify(hamlet, replica, "anna")
    assert memory.check_whole() == [], "nobody said yet how far it is"
    height = replica.height
    claim: dict[str, Any] = {"open_height": height + 1, "previous": replica.tip_id}
    memory.on_hello(key_of(hamlet, "ben"), hello_of(hamlet, "ben", **claim))
    assert memory.check_whole() == [], "n - 1 - f is two"
    memory.on_hello(key_of(hamlet, "cleo"), hello_of(hamlet, "cleo"))
    certify(hamlet, replica, "anna")
    assert memory.check_whole() == [], "this is the height that was open"
    certify(hamlet, replica, "ben")
    assert memory.check_whole() == [], "a seal with our own vote in it shows nothing"
    certify(hamlet, replica, "anna")
    assert memory.check_whole() == [MarkWhole()]
    assert not memory.broken_because
    assert memory.check_whole() == []


def test_what_is_not_proven_does_not_count(hamlet: Hamlet):
    """A liar names a height that never was, or the id of another seal: neither silences nor frees anybody."""
    replica = hamlet.copy()
    memory = memory_of(hamlet, broken_because="lost", replica=replica)
    memory.on_hello(key_of(hamlet, "ben"), hello_of(hamlet, "ben", open_height=1_000_000))
    memory.on_hello(key_of(hamlet, "cleo"), hello_of(hamlet, "cleo", previous=bytes(32)))
    dora = NodeKey(bytes([5] * 32))
    memory._claims[dora] = (replica.height + 1, replica.tip_id)
    for _ in range(3):
        certify(hamlet, replica, "anna")
        assert memory.check_whole() == [], "no two listed witnesses have proven anything"
    memory.on_hello(key_of(hamlet, "mairie"), hello_of(hamlet, "mairie"))
    assert memory.check_whole() == []


def test_a_claim_is_proven_once_our_copy_has_caught_up(hamlet: Hamlet):
    replica, ahead = hamlet.copy(), hamlet.copy()
    memory = memory_of(hamlet, broken_because="older-copy", replica=replica)
    for _ in range(3):
        certify(hamlet, ahead, "anna")
    for name in ("ben", "cleo"):
        claim: dict[str, Any] = {"open_height": ahead.height + 1, "previous": ahead.tip_id}
        memory.on_hello(key_of(hamlet, name), hello_of(hamlet, name, **claim))
    assert memory.check_whole() == []
    for events, seal, proof in ahead.store.iter_history(replica.height):
        give(replica, *events)
        replica.apply_seal(seal, proof)
        assert memory.check_whole() == [], "these may have been signed"
    certify(hamlet, replica, "anna")
    assert memory.check_whole() == [], "still the height that was open"
    certify(hamlet, replica, "anna")
    assert memory.check_whole() == [MarkWhole()]


def test_once_mended_the_start_that_silenced_us_does_so_no_more(hamlet: Hamlet):
    """Others go on remembering it; only yet another one is news."""
    replica = hamlet.copy()
    memory = memory_of(hamlet, replica=replica)
    later = Remembers(boot=sign_boot(hamlet, "anna", 9))
    for name in ("ben", "cleo"):
        memory.on_hello(key_of(hamlet, name), hello_of(hamlet, name))
        memory.on_remembers(key_of(hamlet, name), later)
    assert memory.broken_because == "older-copy"
    certify(hamlet, replica, "anna")
    certify(hamlet, replica, "anna")
    assert memory.check_whole() == [MarkWhole()]
    assert memory.may_sign()
    assert memory.on_remembers(key_of(hamlet, "ben"), later) == []
    assert memory.may_sign()
    another = Remembers(boot=sign_boot(hamlet, "anna", 10))
    assert memory.on_remembers(key_of(hamlet, "ben"), another) == [MarkBroken(why="older-copy", counter=10)]
    assert not memory.may_sign()


def test_what_was_forgotten_later_on_is_judged_by_where_the_chain_is_then(hamlet: Hamlet):
    """Not by what the others said when this computer started, a hundred seals ago."""
    replica = hamlet.copy()
    memory = memory_of(hamlet, replica=replica)
    for name in ("ben", "cleo"):
        memory.on_hello(key_of(hamlet, name), hello_of(hamlet, name))
    for _ in range(3):
        certify(hamlet, replica, "anna")
    assert memory.mark_broken("forgotten-vote") == [MarkBroken(why="forgotten-vote")]
    for _ in range(2):
        assert memory.check_whole() == []
        certify(hamlet, replica, "anna")
    assert memory.check_whole() == [MarkWhole()]


def test_a_place_told_later_counts_as_a_hello_does(hamlet: Hamlet):
    replica = hamlet.copy()
    memory = memory_of(hamlet, broken_because="lost", replica=replica)
    height = replica.height
    memory.on_place(key_of(hamlet, "ben"), height + 1)
    memory.on_place(key_of(hamlet, "cleo"), height + 2)
    certify(hamlet, replica, "anna")
    certify(hamlet, replica, "anna")
    assert memory.check_whole() == []
    certify(hamlet, replica, "anna")
    assert memory.check_whole() == [MarkWhole()]


def test_with_four_neither_a_sync_nor_the_owner_mends_it(hamlet: Hamlet):
    memory = memory_of(hamlet, broken_because="lost")
    assert memory.mend_small() == []
    assert memory.broken_because == "lost"


def test_with_up_to_three_a_sync_or_the_owner_mends_it():
    village = settled("anna")
    memory = memory_of(village, "mairie", broken_because="lost")
    assert not memory.may_sign()
    assert memory.check_whole() == []
    assert memory.mend_small() == [MarkWhole()]
    assert memory.may_sign()
    assert memory.mend_small() == [], "nothing to mend"


def test_a_copy_behind_its_own_votes_signs_nothing(hamlet: Hamlet):
    height = hamlet.main.height
    for signed, is_behind in [((0, height), False), ((0, height + 1), False), ((0, height + 2), True)]:
        memory = memory_of(hamlet, signed_up_to=signed)
        for name in NAMES:
            memory.on_remembers(key_of(hamlet, name), Remembers(boot=None))
        assert memory.is_behind() == is_behind
        assert memory.may_sign() != is_behind
