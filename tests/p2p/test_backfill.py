# SPDX-License-Identifier: AGPL-3.0-or-later
"""The past in the background, over real libp2p on loopback: it comes, it is judged, it is taken over."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
import trio

from app.verify import verify_store
from ledger.event import encode_event
from ledger.replica import Replica
from ledger.seal import is_checkpoint
from ledger.state import PARAMETERS
from ledger.taking_over import BESIDE
from p2p import backfill
from p2p.backfill import DIVERGED, HISTORY_PROTOCOL
from p2p.book import pin
from p2p.host import Stream
from p2p.node import Node
from tests.helpers.checkpoint import CHECKPOINT, begun, grow, grown
from tests.helpers.hamlet import Hamlet, digest_of, follow
from tests.helpers.network import until
from tests.p2p.test_node import DEADLINE_S, node_of, running


@pytest.fixture
def hamlet() -> Hamlet:
    hamlet = grown()
    hamlet.main.store.db.execute("DELETE FROM wanted")
    return hamlet


@asynccontextmanager
async def beside(hamlet: Hamlet, replica: Replica, *servers: Node) -> AsyncGenerator[Node]:
    """A node that began with a snapshot, and these."""
    async with running(*servers) as addresses:
        node = node_of(hamlet, "anna", replica, addresses=addresses)
        async with running(node):
            yield node


def is_whole(node: Node) -> bool:
    return node.replica.base is None


async def test_the_past_comes_and_everything_verifies(hamlet: Hamlet, tmp_path: Path):
    replica = begun(hamlet, path=tmp_path / "commune.db")
    founder = node_of(hamlet, "mairie", hamlet.main)
    async with beside(hamlet, replica, founder) as node:
        assert node.get_statistics().history == (0, CHECKPOINT - 1)
        modes = {path.stat().st_mode & 0o777 for path in tmp_path.glob("history.db*")}
        assert modes <= {0o600}, "nobody else reads it"
        await until(lambda: is_whole(node), DEADLINE_S)
        assert node.get_statistics().history == (0, 0)
        await until(lambda: digest_of(replica) == digest_of(hamlet.main), DEADLINE_S)
        await until(lambda: not (tmp_path / "history.db").exists(), DEADLINE_S)
        payment = hamlet.transfer(hamlet.people["anna"], hamlet.founder.account)
        node.submit(payment)
        await until(lambda: hamlet.main.get_event(payment.id) is not None, DEADLINE_S)
    ok, _, seals, problems = verify_store(replica.store)
    assert ok, problems
    assert seals >= CHECKPOINT + 3


async def test_an_end_in_the_middle_is_taken_up_again(hamlet: Hamlet, tmp_path: Path):
    replica = begun(hamlet, path=tmp_path / "commune.db")
    where = replica.store.beside(BESIDE)
    assert where is not None
    half = hamlet.fresh(where)
    for events, seal, proof in list(hamlet.main.store.iter_history(0))[:30]:
        half.ingest([encode_event(event) for event in events], source=b"", forced=True)
        half.apply_seal(seal, proof)
    half.store.close()
    founder = node_of(hamlet, "mairie", hamlet.main)
    asked: list[int] = []
    serve = hamlet.main.store.iter_wire

    def note(after: int) -> Any:
        asked.append(after)
        return serve(after)

    hamlet.main.store.iter_wire = note  # type: ignore[method-assign]
    async with beside(hamlet, replica, founder) as node:
        await until(lambda: is_whole(node), DEADLINE_S)
    assert 30 in asked
    assert 0 not in asked


async def test_a_damaged_copy_beside_is_begun_anew(hamlet: Hamlet, tmp_path: Path):
    replica = begun(hamlet, path=tmp_path / "commune.db")
    (tmp_path / "history.db").write_bytes(b"no database at all" * 400)
    async with beside(hamlet, replica, node_of(hamlet, "mairie", hamlet.main)) as node:
        await until(lambda: is_whole(node), DEADLINE_S)


async def test_who_has_it_not_is_left_for_another(hamlet: Hamlet):
    replica = begun(hamlet)
    servers = node_of(hamlet, "mairie", hamlet.main), node_of(hamlet, "ben", begun(hamlet))
    async with beside(hamlet, replica, *servers) as node:
        await until(lambda: is_whole(node), DEADLINE_S)
        await until(lambda: is_whole(servers[1]), DEADLINE_S)


async def test_who_stalls_is_left_for_another(hamlet: Hamlet, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(backfill, "_STALLED_S", 0.3)
    replica = begun(hamlet)
    founder, staller = node_of(hamlet, "mairie", hamlet.main), node_of(hamlet, "ben")

    async def say_nothing(stream: Stream) -> None:
        while await stream.receive_some(65_536):
            pass

    async with running(founder, staller) as addresses:
        for server in (founder, staller):
            assert server._host is not None
        staller._host.set_handler(HISTORY_PROTOCOL, say_nothing)  # type: ignore[union-attr]
        node = node_of(hamlet, "anna", replica, addresses=addresses)
        node.backfill._resting[founder.node_key] = trio.current_time() + 1
        async with running(node):
            await until(lambda: is_whole(node), DEADLINE_S)


async def test_a_history_that_breaks_the_pin_is_thrown_away(hamlet: Hamlet):
    liar = grown(9)
    anna, ben = liar.people["anna"], liar.people["ben"]
    liar.seal(liar.transfer(ben, anna.account, 1), expect="applied")
    grow(liar, CHECKPOINT + 5)
    replica = begun(hamlet)
    pin(replica.store, 20, hamlet.main.get_seal_id(20))
    founder, other = node_of(hamlet, "mairie", hamlet.main), node_of(hamlet, "ben", liar.main)
    async with running(founder, other) as addresses:
        node = node_of(hamlet, "anna", replica)
        online = [other.node_key]
        node.get_online = lambda: frozenset(online)  # type: ignore[method-assign]
        async with running(node):
            assert node._host is not None
            for address in addresses:
                await node._host.dial(address)
            await until(lambda: other.node_key in node.backfill._resting, DEADLINE_S)
            assert not node.stopped_because
            assert node.backfill.progress[0] == 0
            online.append(founder.node_key)
            await until(lambda: is_whole(node), DEADLINE_S)


async def test_a_state_that_the_past_does_not_give_stops_everything(hamlet: Hamlet):
    """What witnesses certified is not what their seals did: shown, and nothing is executed any more."""
    cheat = grown(CHECKPOINT - 1)
    draft = cheat.main.state.draft()
    draft.put(PARAMETERS, "hour.floor", 10**9)
    cheat.main.state = cheat.main.sealed_state = draft.freeze()
    grow(cheat, CHECKPOINT + 2)
    assert is_checkpoint(CHECKPOINT)
    replica = begun(cheat)
    server = node_of(cheat, "mairie", cheat.main)
    async with beside(cheat, replica, server) as node:
        await until(lambda: node.stopped_because == DIVERGED, DEADLINE_S)
    assert replica.base is not None


async def test_nobody_votes_from_an_unfinished_copy(hamlet: Hamlet):
    """The founder's own computer, put back from a snapshot: it seals nothing before its past is here."""
    replica = begun(hamlet)
    follow(replica, hamlet.main)
    node = node_of(hamlet, "mairie", replica)
    node.replica.append(hamlet.transfer(hamlet.people["anna"], hamlet.founder.account))
    turns: list[int] = []
    witness, turn, height = node.witness, node.witness._turn, replica.height

    async def counted() -> None:
        witness.wake()
        await turn()
        turns.append(replica.height)

    witness._turn = counted  # type: ignore[method-assign]
    async with running(node):
        await until(lambda: len(turns) > 20, DEADLINE_S)
        assert set(turns) == {height}
        replica.base = None
        await until(lambda: replica.height > height, DEADLINE_S)
