# SPDX-License-Identifier: AGPL-3.0-or-later
"""The witness: one seal a height, whatever happens between the vote and the seal."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from ledger.errors import StoreError
from ledger.replica import Replica
from ledger.seal import PRECOMMIT, decode_certificate
from ledger.signing import public_key
from ledger.store import Store
from p2p.sealer import Sealer
from tests.helpers.builders import seed_of
from tests.helpers.hamlet import Hamlet, digest_of, fill_disk, free_disk, give, picture_of, settled

NODE = seed_of("mairie node")


@pytest.fixture
def hamlet() -> Hamlet:
    return settled("anna")


def pay(hamlet: Hamlet, amount: int = 60) -> Any:
    return hamlet.transfer(hamlet.people["anna"], hamlet.founder.account, amount)


def test_who_is_a_witness(hamlet: Hamlet):
    sealer = Sealer(hamlet.main, NODE)
    assert sealer.node_key == public_key(NODE)
    assert (sealer.get_index(), sealer.can_seal_alone()) == (0, True)
    other = Sealer(hamlet.main, seed_of("anna node"))
    assert (other.get_index(), other.can_seal_alone()) == (None, False)
    waiting = Sealer(Replica(Store(None)), NODE)
    assert (waiting.get_index(), waiting.can_seal_alone()) == (None, False)


def test_it_seals_what_there_is_and_then_nothing(hamlet: Hamlet):
    sealer = Sealer(hamlet.main, NODE)
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


def killed_after_the_vote(replica: Replica, now_ms: int, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patch:

        def die(*_: Any) -> None:
            raise Killed

        patch.setattr(replica, "apply_seal", die)
        with pytest.raises(Killed):
            Sealer(replica, NODE).seal(now_ms)


def test_killed_between_vote_and_seal_it_makes_the_same_seal(
    hamlet: Hamlet, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    """Another one at this height would be equivocation: its neighbours may have the first."""
    path = tmp_path / "commune.db"
    replica = hamlet.copy(path)
    event = pay(hamlet)
    give(replica, event)
    height, now_ms = replica.height + 1, hamlet.now_ms + 1_000
    killed_after_the_vote(replica, now_ms, monkeypatch)
    voted = replica.store.get_vote(epoch=0, height=height, round_number=0, step=PRECOMMIT)
    assert voted is not None
    assert replica.height == height - 1
    replica.store.close()

    again = Replica(Store(path))
    late = pay(hamlet)
    give(again, late)
    execution = Sealer(again, NODE).seal(now_ms + 60_000)
    assert execution is not None
    assert again.tip_id == voted
    assert [result.id for result in execution.results] == [event.id], "what came since waits for the next"
    assert Sealer(again, NODE).seal(now_ms + 61_000) is not None
    assert not again.dag.events
    again.store.close()


def test_killed_again_and_again_it_still_makes_the_same_seal(hamlet: Hamlet, monkeypatch: pytest.MonkeyPatch):
    give(hamlet.main, pay(hamlet))
    for attempt in range(3):
        killed_after_the_vote(hamlet.main, hamlet.now_ms + 1_000 + attempt, monkeypatch)
    voted = hamlet.main.store.get_vote(epoch=0, height=hamlet.main.height + 1, round_number=0, step=PRECOMMIT)
    hamlet.seal()
    assert hamlet.main.tip_id == voted
    assert hamlet.main.tip is not None
    assert hamlet.main.tip.time_ms < hamlet.now_ms + 1_001


def test_a_vote_without_its_seal_is_never_voted_over(hamlet: Hamlet):
    """Somebody put an old backup beside a newer vote file: this witness must not vote again."""
    chain = hamlet.main
    give(chain, pay(hamlet))
    chain.store.save_vote(
        epoch=0, height=chain.height + 1, round_number=0, step=PRECOMMIT, seal=bytes(32), signature=bytes(64)
    )
    before = picture_of(chain)
    with pytest.raises(StoreError, match="must not vote again"):
        Sealer(chain, NODE).seal(hamlet.now_ms + 1_000)
    chain.store.set_meta("proposal", chain.make_seal(hamlet.now_ms + 1).encoded)  # type: ignore[union-attr]
    with pytest.raises(StoreError, match="must not vote again"):
        Sealer(chain, NODE).seal(hamlet.now_ms + 1_000)
    assert picture_of(chain) == before


def test_on_a_full_disk_it_neither_votes_nor_seals(hamlet: Hamlet):
    replica = hamlet.main
    for _ in range(40):
        give(replica, pay(hamlet, 1))
    before = digest_of(replica)
    fill_disk(replica.store)
    with pytest.raises(StoreError):
        Sealer(replica, NODE).seal(hamlet.now_ms + 1_000)
    assert digest_of(replica) == before
    free_disk(replica.store)
    assert Sealer(replica, NODE).seal(hamlet.now_ms + 1_000) is not None
