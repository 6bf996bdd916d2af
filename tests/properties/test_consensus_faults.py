# SPDX-License-Identifier: AGPL-3.0-or-later
"""The laws of tests/helpers/parliament.py can be broken: each fault planted here is seen within a few seeds.

A checker that never failed proves nothing. Each fault is one line of the algorithm left out.
"""

from __future__ import annotations

from typing import Any

import pytest

from ledger.consensus import Consensus
from ledger.votes import NOTHING, Message
from tests.helpers.parliament import Contradiction, Disagreement, Member, World, play

SEEDS = 20


class Careless(Consensus):
    """Takes one vote less for a quorum."""

    def __init__(self, *args: Any, **named: Any) -> None:
        super().__init__(*args, **named)
        self._quorum -= 1


class Unlocked(Consensus):
    """Prevotes whatever is valid, although locked."""

    def _try_prevote(self) -> bool:
        lock = self.locked_round, self.locked_id
        self.locked_round, self.locked_id = -1, NOTHING
        try:
            return super()._try_prevote()
        finally:
            self.locked_round, self.locked_id = lock


class Hasty(Member):
    """Sends before it saves."""

    def send(self, published: list[Message]) -> bool:
        for message in published:
            self.note(message)
            self.world.broadcast(self, message)
        if self.crash():
            return False
        self.saved = self.machine.snapshot()
        return True


def find_violation(fault: type[Exception], size: int, **how: Any) -> int:
    """The first seed whose run breaks a law, or −1."""
    for seed in range(SEEDS):
        try:
            World(seed, size, **how).run()
        except fault:
            return seed
    return -1


@pytest.fixture
def any_certificate(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever counts a quorum wrongly checks a certificate wrongly too."""
    monkeypatch.setattr("tests.helpers.parliament.check_certificate", lambda *_: None)


@pytest.mark.usefixtures("any_certificate")
def test_a_quorum_of_one_less_decides_two_seals():
    assert find_violation(Disagreement, 4, manner="twins", factory=Careless) >= 0


def test_without_the_lock_two_seals_are_decided():
    assert find_violation(Disagreement, 7, manner="babbler", factory=Unlocked) >= 0


def test_a_vote_sent_before_it_is_saved_is_contradicted_after_a_crash():
    assert find_violation(Contradiction, 4, member=Hasty) >= 0


def test_a_liar_who_helps_another_witness_each_round_halts_whoever_hides_the_proof(
    monkeypatch: pytest.MonkeyPatch,
):
    """The prevotes behind a valid value once travelled with a proposal alone: one liar of four halted all."""
    assert play(2, 4, manner="schemer").is_over
    monkeypatch.setattr(Consensus, "_get_prevotes", lambda *_: [])
    assert any(not play(seed, 4, manner="schemer").is_over for seed in range(6))
