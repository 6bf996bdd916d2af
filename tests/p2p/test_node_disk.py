# SPDX-License-Identifier: AGPL-3.0-or-later
"""A node whose disk fills: it stops, says so, blames nobody, loses nothing and goes on once there is room."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from ledger.blob import make_blob, name_blob
from ledger.errors import StoreDamaged, StoreError, VoteLost
from ledger.event import encode_event
from ledger.replica import Replica
from ledger.state import get_balance
from ledger.store import Store
from p2p.machines.commands import Learn
from p2p.node import Node
from tests.helpers.damage import lose_pages
from tests.helpers.hamlet import (
    Hamlet,
    encoded,
    fill_disk,
    free_disk,
    give,
    memory_of,
    picture_of,
    reopen,
    settled,
)
from tests.helpers.network import until
from tests.p2p.test_node import DEADLINE_S, FakeSession, agree, blamed, items_of, node_of, running


@pytest.fixture
def hamlet() -> Hamlet:
    hamlet = settled("anna", "ben")
    hamlet.main.store.db.execute("DELETE FROM wanted")
    return hamlet


def pay_often(hamlet: Hamlet, name: str = "anna", times: int = 45) -> list[Any]:
    """More than the free places of a small file hold, and within a newcomer's quota of the day."""
    return [hamlet.transfer(hamlet.people[name], hamlet.founder.account, 1) for _ in range(times)]


def refuse_writes(store: Store, refuses: bool = True) -> None:
    """As a disk without one free byte, or one that went read-only."""
    store.db.execute(f"PRAGMA query_only = {int(refuses)}")


async def test_our_own_full_disk_is_nobody_s_fault(hamlet: Hamlet):
    node = node_of(hamlet, "anna")
    session: Any = FakeSession(node)
    events = pay_often(hamlet)
    before = memory_of(node.replica)
    fill_disk(node.replica.store)
    report, bad = await node.keep_events(session, encoded(events))
    assert (report.stored, bad) == ((), 0)
    assert node.stopped_because == "disk"
    assert memory_of(node.replica) == before == memory_of(reopen(node.replica))
    node.learn(session, Learn(height=1, clock_ms=1, addresses=("/a",) * 4, agrees=True))
    assert node.keep_blobs([make_blob(bytes(16), bytes(60_000))]) == 0
    hamlet.seal(*events)
    items = items_of(hamlet.main, node.replica.height)
    assert await node.keep_history(session, items) == (), "stopped is stopped"
    node._go_on()
    assert node.stopped_because == ""
    assert await node.keep_history(session, items) == ()
    assert node.stopped_because == "disk", "the disk is as full as before"
    assert memory_of(node.replica) == before
    free_disk(node.replica.store)
    node._go_on()
    assert await node.keep_history(session, items) == ()
    assert picture_of(node.replica) == picture_of(hamlet.main)
    assert not blamed(node, session)


async def test_words_that_do_not_fit_the_disk_stop_the_node_too(hamlet: Hamlet):
    """They are asked for again once there is room; whoever sent them is not to blame."""
    anna, node = hamlet.people["anna"], node_of(hamlet, "anna")
    blob = make_blob(bytes(16), bytes(60_000))
    named = hamlet.sign(anna, "display", {"display": name_blob(hamlet.commune, blob)})
    give(node.replica, named)
    refuse_writes(node.replica.store)
    assert node.keep_blobs([blob]) == 0
    assert node.stopped_because == "disk"
    refuse_writes(node.replica.store, False)
    node._go_on()
    assert node.keep_blobs([blob, b"no blob"]) == 1


async def test_a_full_disk_refuses_a_charter_and_takes_it_later(hamlet: Hamlet):
    node = node_of(hamlet, "cleo", Replica(Store(None)))
    refuse_writes(node.replica.store)
    node.keep_charter(encode_event(hamlet.charter))
    assert (node.replica.is_founded, node.stopped_because) == (False, "disk")
    refuse_writes(node.replica.store, False)
    node.keep_charter(encode_event(hamlet.charter))
    assert node.replica.is_founded


async def _fills_and_empties(full: Node, *others: Node) -> None:
    await until(lambda: full.stopped_because == "disk", DEADLINE_S)
    assert full.get_statistics().stopped_because == "disk"
    free_disk(full.replica.store)
    await until(lambda: not full.stopped_because and agree(full, *others), DEADLINE_S)
    assert memory_of(reopen(full.replica)) == memory_of(full.replica)


async def test_a_follower_whose_disk_filled_catches_up_by_itself(hamlet: Hamlet):
    founder = node_of(hamlet, "mairie", hamlet.main)
    anna = node_of(hamlet, "anna")
    async with running(founder) as addresses:
        anna._book._extra += addresses
        async with running(anna):
            await until(lambda: bool(anna.get_statistics().peers_online), DEADLINE_S)
            fill_disk(anna.replica.store)
            for event in pay_often(hamlet, "ben"):
                founder.submit(event)
            await _fills_and_empties(anna, founder)
            assert get_balance(anna.replica.state, hamlet.founder.account, "hour") == 45
    assert anna.topics.count("stopped") >= 2  # type: ignore[attr-defined]


async def test_a_witness_whose_disk_filled_seals_again_by_itself(hamlet: Hamlet):
    give(hamlet.main, *hamlet.pay_much())
    founder = node_of(hamlet, "mairie", hamlet.main)
    anna = node_of(hamlet, "anna")
    fill_disk(hamlet.main.store)
    async with running(founder) as addresses:
        anna._book._extra += addresses
        async with running(anna):
            await _fills_and_empties(founder, anna)


async def test_what_no_room_mends_is_not_tried_again(hamlet: Hamlet, autojump_clock: Any):
    for error in (StoreDamaged("malformed"), VoteLost("another vote")):
        node = node_of(hamlet, "anna")
        node.fail_disk(error)
        assert node.stopped_because == error.code
        node._go_on()
        assert node.stopped_because == error.code
        assert not node._disk._refused.is_set()


async def test_a_file_found_damaged_while_there_was_no_room_is_said_to_be(hamlet: Hamlet):
    """Making room, as one was told to, would not mend it."""
    node = node_of(hamlet, "anna")
    node.fail_disk(StoreError("full"))
    assert node.stopped_because == "disk"
    node.fail_disk(StoreDamaged("a page"))
    assert node.stopped_because == "store-damaged"
    node.fail_disk(StoreError("full"))
    node._go_on()
    assert node.stopped_because == "store-damaged"


async def test_two_seals_stop_us_even_when_the_proof_cannot_be_kept(hamlet: Hamlet):
    rival = hamlet.clone()
    hamlet.seal(hamlet.transfer(hamlet.people["anna"], hamlet.founder.account))
    rival.seal(*pay_often(rival, "ben"))
    node = node_of(hamlet, "anna")
    session: Any = FakeSession(node)
    ((events, seal, proof),) = items_of(rival.main, hamlet.main.height - 1)
    refuse_writes(node.replica.store)
    await node.keep_history(session, [(events, seal, proof)])
    node._go_on()
    assert node.stopped_because == "two-seals"
    assert node.replica.store.get_meta("evidence") is None


# --- a file that breaks under a running node ----------------------------------------------------------


async def test_a_node_over_a_broken_file_still_tells_how_it_goes(hamlet: Hamlet, tmp_path: Path):
    node = node_of(hamlet, "anna", hamlet.copy(tmp_path / "commune.db"))
    lose_pages(node.replica.store)
    with pytest.raises(StoreDamaged):
        node.replica.reload()  # as after every write that failed
    assert node.replica.is_founded
    assert node.get_statistics().witness.open_height == node.replica.height + 1
    node.replica.store.close()


def hours_of(node: Node, hamlet: Hamlet) -> int:
    return get_balance(node.replica.state, hamlet.founder.account, "hour")


async def _breaks(hamlet: Hamlet, path: Path) -> None:
    """Anna's file breaks while she runs: she stops in words, and the others seal on."""
    founder = node_of(hamlet, "mairie", hamlet.main)
    anna = node_of(hamlet, "anna", hamlet.copy(path))
    async with running(founder) as addresses:
        anna._book._extra += addresses
        async with running(anna):
            await until(lambda: bool(anna.get_statistics().peers_online), DEADLINE_S)
            lose_pages(anna.replica.store)
            for event in pay_often(hamlet, "ben", 3):
                founder.submit(event)
            await until(lambda: anna.stopped_because == "store-damaged", DEADLINE_S)
            await until(lambda: hours_of(founder, hamlet) == 3, DEADLINE_S)
            assert anna.get_statistics().stopped_because == "store-damaged"
            assert not founder.stopped_because
            assert founder._budgets.reputation(anna.node_key, founder.now_ms()) == 100
    anna.replica.store.close()


async def test_a_file_that_breaks_under_a_follower_stops_it_in_words(hamlet: Hamlet, tmp_path: Path):
    await _breaks(hamlet, tmp_path / "commune.db")


async def test_a_file_that_breaks_under_a_witness_stops_it_in_words(hamlet: Hamlet, tmp_path: Path):
    replica = hamlet.copy(tmp_path / "commune.db")
    node = node_of(hamlet, "mairie", replica)
    replica.append(hamlet.transfer(hamlet.people["anna"], hamlet.founder.account, 60))
    lose_pages(replica.store)
    async with running(node):
        await until(lambda: node.stopped_because == "store-damaged", DEADLINE_S)
        await until(lambda: node.get_statistics().addresses == (), DEADLINE_S)
    replica.store.close()
