# SPDX-License-Identifier: AGPL-3.0-or-later
"""What a seal costs n witnesses: frames, bytes, processor. Real homes and nodes on loopback, in one process.

    found, invite, join, say ready, choose ──> n homes that hold the same ──> n nodes ──> one act at a time

One process, so that its processor time is that of all n and nothing else. What it cannot say, since n nodes
share one thread, is how long a seal takes: `sealing` measures that.
"""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any

import trio

from app import desk as desks
from app.appointing import choose_witnesses, propose_witnesses, say_ready
from app.commands import give, invite, vote
from app.desk import Desk
from app.founding import seal_all
from app.listening import Reach
from app.node_thread import HomeNode, run_home
from app.paths import Home
from app.service import Service
from ledger.event import Event, encode_event
from ledger.replica import Replica
from ledger.rulebook.roles import APPOINT_BELOW
from ledger.signing import public_key
from ledger.state import get_witnesses
from ledger.units import FUND
from p2p.node import Node

LISTEN = ("/ip4/127.0.0.1/tcp/0",)
INTERVAL_MS = 200
QUICK = {
    "seal.interval-ms": INTERVAL_MS,
    "proposal.duration-min-ms": 1_000,
    "proposal.delay-ms": 0,
    "quota.events-day": 100_000,
    "quota.events-day-newcomer": 100_000,
    "quota.bytes-day": 2**30,
    "hour.floor": 2**40,
    "hour.floor-max": 2**40,
}
"""Of a measured commune's charter: no pause, no quota that a measure would meet."""
ACTS = 20
IDLE_S = 122
"""Two of the minute's places."""
BASE_S = 10
DEADLINE_S = 300
VOTE_MS = 10_000


# --- homes that hold the same ------------------------------------------------------------------------------


def catch_up(desk: Desk, source: Replica) -> None:
    """Bring a home to what another copy sealed, as sync does."""
    if not desk.replica.is_founded:
        desk.replica.adopt(next(source.store.iter_sealed(0)))
    for events, seal, proof in source.store.iter_history(desk.replica.height):
        desk.replica.ingest([encode_event(event) for event in events], source=b"peer", forced=True)
        desk.replica.apply_seal(seal, proof)


def hand_in(founder: Desk, encoded: Sequence[bytes]) -> None:
    report = founder.replica.ingest(encoded, source=b"peer")
    assert len(report.stored) == len(encoded), report
    seal_all(founder)


def make_council(folder: Path, size: int) -> list[Desk]:
    """`size` homes of one commune, each a witness's, none running."""
    founder = desks.found(
        Home(folder / "0"), name="Banc", me="Claire", latitude_centideg=4575, longitude_centideg=485,
        since_ms=desks.now_ms() - 86_400_000, parameters=QUICK,
    )  # fmt: skip
    seal_all(founder)
    council = [founder]
    for number in range(1, size):
        _, code, _ = invite(founder, name_of=lambda _account: "Claire")
        seal_all(founder)
        desk = desks.prepare_join(Home(folder / str(number)), code, f"Témoin {number}")
        joining = desk.get_joining()
        assert joining is not None
        hand_in(founder, joining[0])
        catch_up(desk, founder.replica)
        desk.forget_joining()
        desk.open_votes().close()
        hand_in(founder, [encode_event(say_ready(desk))])
        council.append(desk)
    if size > 1:
        _choose(council)
    for desk in council:
        catch_up(desk, founder.replica)
        assert len(get_witnesses(desk.replica.state)) == size
    return council


def _choose(council: Sequence[Desk]) -> None:
    """The mayor while they are few; else all vote."""
    founder = council[0]
    rows = [(desk.account, public_key(desk.vault.node_seed)) for desk in council]
    if len(council) < APPOINT_BELOW:
        choose_witnesses(founder, rows)
        seal_all(founder)
        return
    end = time.monotonic() + DEADLINE_S
    proposal = propose_witnesses(founder, rows, title="Témoins", duration_ms=VOTE_MS)
    seal_all(founder)
    for desk in council[1:]:
        catch_up(desk, founder.replica)
    ballots = [vote(desk, proposal.id, "for") for desk in council]
    hand_in(founder, [encode_event(ballot) for ballot in ballots[1:]])
    while len(get_witnesses(founder.replica.state)) != len(council):
        seal_all(founder)
        if time.monotonic() > end:
            raise TimeoutError("the list was not chosen")
        time.sleep(0.1)


# --- nodes -------------------------------------------------------------------------------------------------


async def until(condition: Callable[[], bool]) -> None:
    with trio.fail_after(DEADLINE_S):
        while True:
            if condition():
                return
            await trio.sleep(0.01)


def is_calm(council: Sequence[Desk]) -> bool:
    """Whether all hold the same and nothing waits for a seal."""
    replicas = [desk.replica for desk in council]
    same = len({replica.tip_id for replica in replicas}) == 1
    return same and all(replica.last_was_empty and not replica.dag.events for replica in replicas)


class Tally:
    """What was spent since it was made."""

    def __init__(self, nodes: Sequence[Node]) -> None:
        self._nodes = nodes
        self._frames = [node.witness.frames_sent for node in nodes]
        self._bytes = [node.witness.bytes_sent for node in nodes]
        self._height = nodes[0].replica.height
        self._cpu_s, self._start = time.process_time(), time.perf_counter()

    @property
    def frames(self) -> list[int]:
        """Of each witness."""
        return [
            node.witness.frames_sent - before for node, before in zip(self._nodes, self._frames, strict=True)
        ]

    @property
    def bytes(self) -> list[int]:
        return [
            node.witness.bytes_sent - before for node, before in zip(self._nodes, self._bytes, strict=True)
        ]

    @property
    def seals(self) -> int:
        return self._nodes[0].replica.height - self._height

    @property
    def cpu_s(self) -> float:
        return time.process_time() - self._cpu_s

    @property
    def seconds(self) -> float:
        return time.perf_counter() - self._start


async def _start(council: Sequence[Desk], nursery: trio.Nursery) -> list[Node]:
    nodes: list[Node] = []
    for desk in council:
        peers = tuple(address for node in nodes for address in node.get_addresses())
        home: HomeNode = await nursery.start(
            partial(run_home, Service(desk), Reach(listen=LISTEN, peers=peers))
        )
        assert home.node is not None
        nodes.append(home.node)
    await until(lambda: all(len(node.witness.get_streams()) == len(nodes) - 1 for node in nodes))
    return nodes


def _act(desk: Desk) -> Event:
    return give(desk, FUND, "hour", 60)


async def _measure(council: Sequence[Desk], idle_s: float) -> dict[str, Any]:
    async with trio.open_nursery() as nursery:
        nodes = await _start(council, nursery)
        await until(lambda: is_calm(council))
        _act(council[0])
        await until(lambda: is_calm(council))
        # What was opened or asked at the start has ended.
        await trio.sleep(3)
        tally = Tally(nodes)
        await trio.sleep(idle_s)
        idle_frames, idle_cpu, idle_seals = sum(tally.frames), tally.cpu_s / tally.seconds, tally.seals
        assert idle_seals == 0, "an idle commune seals nothing"
        tally = Tally(nodes)
        for number in range(ACTS):
            _act(council[number % len(council)])
            await until(lambda: is_calm(council))
        figures = _sum_up(tally, len(council), idle_cpu)
        nursery.cancel_scope.cancel()
    figures["idle_cpu_percent_witness"] = 100 * idle_cpu / len(council)
    if idle_s >= IDLE_S:
        figures["idle_frames_hour_witness"] = idle_frames / len(council) * 3_600 / idle_s
    return figures


def _sum_up(tally: Tally, size: int, idle_cpu: float) -> dict[str, Any]:
    """Of a seal; what n idle nodes spend in the same time is not the seal's."""
    seals = tally.seals
    spent_s = tally.cpu_s - idle_cpu * tally.seconds
    return {
        "seals": seals,
        "seals_act": seals / ACTS,
        "frames_seal_witness": statistics.mean(tally.frames) / seals,
        "frames_seal_witness_max": max(tally.frames) / seals,
        "frames_seal_all": sum(tally.frames) / seals,
        "bytes_seal_witness": statistics.mean(tally.bytes) / seals,
        "bytes_seal_all": sum(tally.bytes) / seals,
        "cpu_ms_seal_all": 1000 * spent_s / seals,
        "cpu_ms_seal_witness": 1000 * spent_s / seals / size,
    }


def measure_council(folder: Path, size: int, *, is_idle_counted: bool) -> dict[str, Any]:
    """The cost of a seal for `size` witnesses; with two minutes of an idle commune if asked."""
    council = make_council(folder, size)
    figures: dict[str, Any] = {}
    try:
        figures = trio.run(_measure, council, IDLE_S if is_idle_counted else BASE_S)
    except* trio.TooSlowError:
        figures = {"not_measured": f"they did not meet or agree within {DEADLINE_S} s"}
    finally:
        for desk in council:
            desk.close()
    return figures
