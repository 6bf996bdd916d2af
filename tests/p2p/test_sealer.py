# SPDX-License-Identifier: AGPL-3.0-or-later
"""The one witness: what it seals, and that a crash never makes it seal twice."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from ledger.errors import StoreError
from ledger.replica import Replica
from ledger.seal import PRECOMMIT, decode_certificate
from ledger.store import Store
from p2p.sealer import Sealer, is_listed
from p2p.vote_file import VoteFile
from tests.helpers.builders import seed_of
from tests.helpers.hamlet import Hamlet, digest_of, fill_disk, free_disk, give, open_votes, settled

NODE = seed_of("mairie node")


@pytest.fixture
def hamlet() -> Hamlet:
    return settled("anna")


def pay(hamlet: Hamlet, amount: int = 60) -> Any:
    return hamlet.transfer(hamlet.people["anna"], hamlet.founder.account, amount)


def test_who_is_a_witness(hamlet: Hamlet):
    assert Sealer(hamlet.main, NODE, open_votes()).can_seal_alone()
    assert is_listed(hamlet.main, NODE)
    assert not Sealer(hamlet.main, seed_of("anna node"), open_votes()).can_seal_alone()
    assert not is_listed(hamlet.main, seed_of("anna node"))
    waiting = Replica(Store(None))
    assert not Sealer(waiting, NODE, open_votes()).can_seal_alone()
    assert not is_listed(waiting, NODE)


def test_it_seals_what_there_is_and_then_nothing(hamlet: Hamlet):
    sealer = Sealer(hamlet.main, NODE, open_votes())
    event = pay(hamlet)
    give(hamlet.main, event)
    execution = sealer.seal(hamlet.now_ms + 1_000)
    assert execution is not None
    assert [result.id for result in execution.results] == [event.id]
    found = hamlet.main.store.get_seal(hamlet.main.height)
    assert found is not None
    assert [index for index, _ in decode_certificate(found[1]).signatures] == [0]
    assert sealer.seal(hamlet.now_ms + 2_000) is not None, "an empty one certifies its results"
    assert sealer.seal(hamlet.now_ms + 3_000) is None


class Killed(BaseException):
    """The power went."""


def killed_after_the_vote(
    replica: Replica, votes: VoteFile, now_ms: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:

        def die(*_: Any) -> None:
            raise Killed

        patch.setattr(replica, "apply_seal", die)
        with pytest.raises(Killed):
            Sealer(replica, NODE, votes).seal(now_ms)


def test_killed_between_vote_and_seal_it_makes_the_same_seal(
    hamlet: Hamlet, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    """Another one at this height would be equivocation: its neighbours may have the first."""
    path = tmp_path / "commune.db"
    replica, votes = hamlet.copy(path), open_votes(tmp_path / "votes.db")
    event = pay(hamlet)
    give(replica, event)
    height, now_ms = replica.height + 1, hamlet.now_ms + 1_000
    killed_after_the_vote(replica, votes, now_ms, monkeypatch)
    voted = votes.get_signed((0, height, 0, PRECOMMIT))
    assert voted
    assert replica.height == height - 1
    replica.store.close()
    votes.close()

    again, votes = Replica(Store(path)), open_votes(tmp_path / "votes.db", is_witness=True)
    assert not votes.broken_because, "the file was there before"
    late = pay(hamlet)
    give(again, late)
    execution = Sealer(again, NODE, votes).seal(now_ms + 60_000)
    assert execution is not None
    assert again.tip_id == voted
    assert [result.id for result in execution.results] == [event.id], "what came since waits for the next"
    assert Sealer(again, NODE, votes).seal(now_ms + 61_000) is not None
    assert not again.dag.events
    again.store.close()
    votes.close()


def test_killed_again_and_again_it_still_makes_the_same_seal(hamlet: Hamlet, monkeypatch: pytest.MonkeyPatch):
    give(hamlet.main, pay(hamlet))
    for attempt in range(3):
        killed_after_the_vote(hamlet.main, hamlet.votes, hamlet.now_ms + 1_000 + attempt, monkeypatch)
    voted = hamlet.votes.get_signed((0, hamlet.main.height + 1, 0, PRECOMMIT))
    hamlet.seal()
    assert hamlet.main.tip_id == voted
    assert hamlet.main.tip is not None
    assert hamlet.main.tip.time_ms < hamlet.now_ms + 1_001


def test_a_lost_vote_file_seals_nothing(hamlet: Hamlet, tmp_path: Path):
    give(hamlet.main, pay(hamlet))
    votes = open_votes(tmp_path / "votes.db", is_witness=True)
    assert votes.broken_because == "lost"
    assert Sealer(hamlet.main, NODE, votes).seal(hamlet.now_ms + 1_000) is None
    votes.mark_whole()
    assert Sealer(hamlet.main, NODE, votes).seal(hamlet.now_ms + 1_000) is not None
    votes.close()


def test_on_a_full_disk_it_neither_votes_nor_seals(hamlet: Hamlet):
    replica = hamlet.main
    give(replica, *hamlet.pay_much())
    before = digest_of(replica)
    fill_disk(replica.store)
    with pytest.raises(StoreError):
        Sealer(replica, NODE, hamlet.votes).seal(hamlet.now_ms + 1_000)
    assert digest_of(replica) == before
    free_disk(replica.store)
    assert Sealer(replica, NODE, hamlet.votes).seal(hamlet.now_ms + 1_000) is not None
