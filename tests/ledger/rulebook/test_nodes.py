# SPDX-License-Identifier: AGPL-3.0-or-later
"""`node.add`: a member's further computers, each proven by its own key, one account for ever."""

from __future__ import annotations

import pytest

from ledger.errors import Reason
from ledger.event import node_proof_content
from ledger.signing import Domain, public_key, sign
from ledger.state import NODES
from ledger.units import NodeKey
from tests.helpers.builders import Person, Village, seed_of


@pytest.fixture
def village() -> Village:
    made = Village.found()
    made.join("anna")
    return made


def add(village: Village, person: Person, seed: bytes, *, proof_seed: bytes = b"") -> str:
    node = public_key(seed)
    content = node_proof_content(village.commune, person.account, node)
    proof = sign(proof_seed or seed, Domain.NODE, content)
    return village.do(person, "node.add", node=node, node_proof=proof).outcome


def test_a_second_computer_is_the_members(village: Village) -> None:
    anna = village.people["anna"]
    assert add(village, anna, seed_of("new computer")) == "applied"
    assert village.state.get(NODES, NodeKey(public_key(seed_of("new computer")))) == anna.account


def test_one_computer_never_serves_two_accounts(village: Village) -> None:
    anna = village.people["anna"]
    assert add(village, anna, seed_of("shared")) == "applied"
    assert add(village, village.founder, seed_of("shared")) == Reason.KNOWN_NODE
    assert add(village, anna, seed_of("shared")) == Reason.KNOWN_NODE


def test_the_computer_must_agree(village: Village) -> None:
    outcome = add(village, village.people["anna"], seed_of("victim"), proof_seed=seed_of("thief"))
    assert outcome == Reason.BAD_PROOF


def test_computers_of_one_account_are_bounded(village: Village) -> None:
    anna = village.people["anna"]
    outcomes = [add(village, anna, seed_of(f"computer {number}")) for number in range(16)]
    assert outcomes == ["applied"] * 15 + [Reason.LIMIT]
