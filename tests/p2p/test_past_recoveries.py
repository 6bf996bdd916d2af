# SPDX-License-Identifier: AGPL-3.0-or-later
"""A snapshot beside a recovery: begun with, its past judged across the epochs, whatever neighbours tell."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from app.verify import verify_store
from ledger.errors import Malformed, RecoveryRefused
from ledger.recovery import Recovery, encode_recovery
from ledger.replica import Replica
from ledger.seal import decode_seal
from ledger.store import Store
from p2p.book import pin
from p2p.past_recoveries import PastRecoveries
from tests.helpers.checkpoint import CHECKPOINT, grow, grown, recover, recovered, snapshot_of
from tests.helpers.fellows import Fellow
from tests.helpers.hamlet import Hamlet, digest_of, follow
from tests.helpers.network import until
from tests.helpers.restart import sign_by, state_of
from tests.p2p.test_node import DEADLINE_S, all_agree, node_of, running

AT = 20


def newcomer(hamlet: Hamlet, height: int, path: Path | None = None) -> Replica:
    replica = Replica(Store(path))
    pin(replica.store, height, hamlet.main.get_seal_id(height))
    return replica


async def begin(hamlet: Hamlet, replica: Replica) -> list[int]:
    """Which heights a newcomer's copy began with, once all its past is here."""
    hamlet.main.store.db.execute("DELETE FROM wanted")
    began: list[int] = []
    adopt = replica.adopt_snapshot

    def note(snapshot: object) -> None:
        adopt(snapshot)  # type: ignore[arg-type]
        began.append(replica.height + 1)

    replica.adopt_snapshot = note  # type: ignore[method-assign]
    founder = node_of(hamlet, "mairie", hamlet.main)
    async with running(founder) as addresses:
        node = node_of(hamlet, "anna", replica, addresses=addresses)
        async with running(node):
            await until(lambda: replica.is_founded and replica.base is None, DEADLINE_S)
            await all_agree(node, founder)
    assert digest_of(replica) == digest_of(hamlet.main)
    assert not node.stopped_because
    return began


@pytest.mark.parametrize("at", [AT + 1, CHECKPOINT - 1, CHECKPOINT, CHECKPOINT + 3])
async def test_who_was_invited_since_begins_with_a_snapshot_and_the_past_is_judged(at: int, tmp_path: Path):
    hamlet = recovered(AT)
    replica = newcomer(hamlet, at, tmp_path / "commune.db")
    assert await begin(hamlet, replica) == [CHECKPOINT]
    assert replica.epochs.find(1) is not None, "the recovery came with the past"
    ok, _, seals, problems = verify_store(replica.store)
    assert ok, problems
    assert seals == hamlet.main.height > CHECKPOINT
    again = Replica(Store(tmp_path / "commune.db"))
    assert (again.epoch, again.epochs.get_first(CHECKPOINT)) == (1, AT + 1)


@pytest.mark.parametrize("at", [3, AT])
async def test_who_was_invited_before_takes_the_whole_past(at: int):
    hamlet = recovered(AT)
    replica = newcomer(hamlet, at)
    assert await begin(hamlet, replica) == []
    assert replica.epoch == 1


async def test_a_snapshot_below_a_recovery_is_begun_with_too():
    hamlet = grown(CHECKPOINT + 1)
    recover(hamlet)
    grow(hamlet, CHECKPOINT + 3)
    replica = newcomer(hamlet, CHECKPOINT + 3)
    assert await begin(hamlet, replica) == [CHECKPOINT]
    assert replica.epoch == 1


async def test_the_first_height_of_an_epoch_is_no_snapshot():
    hamlet = grown(2 * CHECKPOINT - 1)
    recover(hamlet)
    grow(hamlet, 2 * CHECKPOINT + 2)
    assert hamlet.main.epochs.get_first(2 * CHECKPOINT) == 2 * CHECKPOINT
    assert hamlet.main.checkpoints.get_heights() == [CHECKPOINT]
    assert await begin(hamlet, newcomer(hamlet, 2 * CHECKPOINT + 2)) == [CHECKPOINT]


def test_an_old_seal_met_before_the_past_is_here_blames_nobody():
    hamlet = recovered(AT)
    replica = Replica(Store(None))
    replica.adopt_snapshot(snapshot_of(hamlet.main))
    follow(replica, hamlet.main)
    found = hamlet.main.store.get_seal(3)
    assert found is not None
    old = decode_seal(found[0], hamlet.commune)
    fellow = Fellow(hamlet, hamlet.people["anna"], replica)
    assert fellow.recovering.meet(replace(old, height=replica.height + 1), found[1])
    assert not fellow.stopped_because


# --- what neighbours tell ---------------------------------------------------------------------------------


def past(hamlet: Hamlet, height: int) -> Replica:
    """A copy beside that has followed so far."""
    replica = hamlet.fresh()
    for events, seal, proof in list(hamlet.main.store.iter_history(0))[:height]:
        assert replica.follow_seal(decode_seal(seal, hamlet.commune), proof, events, source=b"") == ()
    return replica


def test_only_the_recovery_the_next_seal_stands_on_is_followed():
    hamlet = recovered(AT)
    found, start = hamlet.main.store.get_seal(AT + 1), hamlet.main.epochs.get(AT + 1)
    assert found is not None
    assert start is not None
    seal, proof = decode_seal(found[0], hamlet.commune), found[1]
    replica = past(hamlet, AT)
    heard = PastRecoveries(replica)
    people = list(hamlet.people.values())
    few = Recovery(statement=start.recovery.statement, signatures=start.recovery.signatures[:1])
    other = sign_by(state_of(replica, [hamlet.people["ben"]]), people)
    for recovery in (few, other):
        heard.hear(encode_recovery(recovery))
    assert heard.meet(seal, proof), "neither was it"
    assert replica.epoch == 0
    heard.hear(start.encoded)
    assert not heard.meet(seal, proof)
    assert replica.epoch == 1
    assert not heard.meet(seal, proof)
    first = hamlet.main.store.get_seal(1)
    assert first is not None
    assert heard.meet(decode_seal(first[0], hamlet.commune), first[1]), "of an epoch that is over"


def test_what_is_none_or_another_communes_is_refused():
    hamlet = recovered(AT)
    heard = PastRecoveries(past(hamlet, 1))
    with pytest.raises(Malformed):
        heard.hear(b"no recovery")
    strange = sign_by(state_of(hamlet.main, [hamlet.founder], commune=bytes(32)), hamlet.people.values())
    with pytest.raises(RecoveryRefused):
        heard.hear(encode_recovery(strange))
