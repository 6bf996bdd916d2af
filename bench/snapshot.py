# SPDX-License-Identifier: AGPL-3.0-or-later
"""Snapshot start of 600 members: from an empty home that dials a neighbour until it may act.

The commune's state is filled with the rows that so many members and a year leave, the seal above it made by
the real sealer; what follows is the program's own: two nodes on loopback in one process, a file on disk. The
limit of the same run is what nobody can leave out: the hash of these bytes, one synced write of these rows.
"""

from __future__ import annotations

import secrets
import sqlite3
import time
from pathlib import Path
from typing import Any, Final

import trio

from app import desk as desks
from app.node_thread import settle_collector
from app.paths import Home
from ledger.hashing import hash_state
from ledger.replica import Replica
from ledger.rulebook.contribution import CONTRIBUTIONS, GIVEN
from ledger.rulebook.membership import CONSENTS
from ledger.rulebook.meter_rows import DEVICES, METERS, OWNED_METERS, Meter
from ledger.rulebook.meters import PRODUCED_DAYS, ProducedDay
from ledger.signing import public_key
from ledger.snapshot import StateCutter, iter_rows, split_state
from ledger.state import ACCOUNTS, BALANCES, KEYS, NODES, QUOTAS, Account, KeyRow, Quota, State
from ledger.store import Store
from ledger.units import DAY_MS, ISSUE, AccountId, EventId, Key, NodeKey
from p2p.book import pin
from p2p.node import Node
from p2p.sealer import Sealer
from p2p.vote_file import VoteFile

MEMBERS: Final = 600
METERED: Final = 300
_CHECKPOINT: Final = 64
_LISTEN: Final = ["/ip4/127.0.0.1/tcp/0"]
_PARAMETERS: Final = {"quota.events-day": 100_000, "quota.bytes-day": 2**30}


def _name(kind: str, number: int) -> bytes:
    return hash_state(f"{kind} {number}".encode())


def fill(state: State, node: NodeKey) -> State:
    """What 600 members and a year leave; the first of them has this node."""
    draft = state.draft()
    for number in range(MEMBERS):
        account = AccountId(_name("account", number))
        keys = [Key(account), *(Key(_name(f"key {number}", one)) for one in range(2))]
        row = Account(account, account, 1, bytes(32), (), tuple(keys), False, (), ())
        draft.put(ACCOUNTS, account, row)
        for place, key in enumerate(keys):
            draft.put(
                KEYS, key, KeyRow(account, 10 + 3 * number + place, 9, EventId(_name("tip", number)), 0)
            )
        draft.put(NODES, node if number == 0 else NodeKey(_name("node", number)), account)
        draft.put(QUOTAS, account, Quota(20_000, 3, 900))
        draft.put(GIVEN, account, 5_000)
        for asset, pot in (("hour", "current"), ("kg", "current"), ("kwh", "current"), ("kwh", "pension")):
            draft.put(BALANCES, (account, pot, asset, ""), 1_000 + number)
        for period in range(12):
            draft.put(CONTRIBUTIONS, (account, period), 100)
        for topic in ("production", "gifts", "purchases"):
            draft.put(CONSENTS, (account, topic), True)
        if number < METERED:
            _add_meter(draft, account, number)
    total = sum(1_000 + number for number in range(MEMBERS))
    for asset, pots in (("hour", 1), ("kg", 1), ("kwh", 2)):
        before = draft.get(BALANCES, (ISSUE, "current", asset, "")) or 0
        draft.put(BALANCES, (ISSUE, "current", asset, ""), before - pots * total)
    return draft.freeze()


def _add_meter(draft: Any, account: AccountId, number: int) -> None:
    meter, device = EventId(_name("meter", number)), _name("device", number)
    row = Meter(
        account, "production", 3_000, 30, 180, device, "file", 0, 0, account, 86_400_000, 9_000, 9_000, "",
        0, 0, AccountId(b""),
    )  # fmt: skip
    draft.put(METERS, meter, row)
    draft.put(OWNED_METERS, account, (meter,))
    draft.put(DEVICES, device, meter)
    for day in range(62):
        draft.put(PRODUCED_DAYS, (meter, day * DAY_MS), ProducedDay(12_000, 1))


def make_commune(folder: Path, node: NodeKey) -> desks.Desk:
    """A founder's home whose first checkpoint certifies the filled state."""
    desk = desks.found(
        Home(folder), name="Banc", me="Claire", latitude_centideg=4575, longitude_centideg=485,
        since_ms=desks.now_ms() - DAY_MS, parameters=_PARAMETERS,
    )  # fmt: skip
    votes = desk.open_votes()
    sealer = Sealer(desk.replica, desk.vault.node_seed, votes)
    body = {"to": b"fund", "asset": "hour", "amount": 1, "purpose": "", "memo": b""}
    while desk.replica.height < _CHECKPOINT + 2:
        if desk.replica.height == _CHECKPOINT - 1:
            desk.replica.state = desk.replica.sealed_state = fill(desk.replica.state, node)
        desk.act("transfer", body)
        sealer.seal(desks.now_ms())
    votes.close()
    return desk


def _node(replica: Replica, commune: EventId, seed: bytes, addresses: list[str]) -> Node:
    return Node(
        replica,
        commune=commune,
        node_seed=seed,
        now_ms=desks.now_ms,
        random_bytes=secrets.token_bytes,
        votes=VoteFile(None, is_witness=False, random_id=bytes(16)),
        addresses=addresses,
    )


async def _start(desk: desks.Desk, replica: Replica, seed: bytes) -> float:
    """Seconds from the newcomer's node being told to run until it stands where its neighbour does."""
    async with trio.open_nursery() as nursery:
        server = _node(desk.replica, desk.commune, desk.vault.node_seed, [])
        addresses = await nursery.start(server.run, _LISTEN)
        began = time.perf_counter()
        newcomer = _node(replica, desk.commune, seed, list(addresses))
        await nursery.start(newcomer.run, _LISTEN)
        with trio.fail_after(60):
            while True:
                if replica.is_founded and replica.height == desk.replica.height:
                    break
                await trio.sleep(0.001)
        taken = time.perf_counter() - began
        assert replica.base is not None, "it began with a snapshot"
        nursery.cancel_scope.cancel()
    return taken


def measure_again(state: State) -> float:
    """Seconds of the next checkpoint's digest, after 64 seals that touched 300 rows."""
    cutter = StateCutter()
    cutter.cut(state)
    draft = state.draft()
    for number, (place, balance) in enumerate(state.items(BALANCES)[:300]):
        draft.put(BALANCES, place, balance + number)
    after = draft.freeze()
    cutter.move(state, after, draft.touched)
    began = time.perf_counter()
    cutter.cut(after)
    return time.perf_counter() - began


def measure_limit(folder: Path, chunks: tuple[bytes, ...]) -> float:
    """Seconds to hash these bytes and write these rows, synced, in one transaction."""
    rows = list(iter_rows(chunks))
    db = sqlite3.connect(folder / "limit.db", isolation_level=None)
    db.execute("PRAGMA journal_mode = WAL")
    db.execute("PRAGMA synchronous = FULL")
    db.execute("CREATE TABLE state (name TEXT, key BLOB, row BLOB, PRIMARY KEY (name, key)) WITHOUT ROWID")
    began = time.perf_counter()
    for chunk in chunks:
        hash_state(chunk)
    db.execute("BEGIN")
    db.executemany("INSERT INTO state VALUES (?, ?, ?)", rows)
    db.execute("COMMIT")
    taken = time.perf_counter() - began
    db.close()
    return taken


def measure_snapshot(folder: Path) -> dict[str, float]:
    """Snapshot start of 600 members, its collector set as a node's is; the median of three."""
    settle_collector()
    seed = bytes(range(32))
    desk = make_commune(folder / "founder", NodeKey(public_key(seed)))
    chunks = tuple(desk.replica.checkpoints.get_chunks(_CHECKPOINT))
    began = time.perf_counter()
    split = split_state(desk.replica.state)
    split_s = time.perf_counter() - began
    again_s = measure_again(desk.replica.state)
    times: list[float] = []
    for turn in range(3):
        place = folder / f"newcomer {turn}"
        place.mkdir(parents=True)
        replica = Replica(Store(place / "commune.db"))
        pin(replica.store, 5, desk.replica.get_seal_id(5))
        times.append(trio.run(_start, desk, replica, seed))
        replica.store.close()
    limit = measure_limit(folder, chunks)
    start = sorted(times)[1]
    desk.close()
    return {
        "members": MEMBERS,
        "rows": sum(1 for _ in iter_rows(chunks)),
        "state_bytes": sum(map(len, chunks)),
        "chunks": len(chunks),
        "digest_ms": 1000 * split_s if split.chunks else 0,
        "digest_again_ms": 1000 * again_s,
        "start_s": start,
        "limit_s": limit,
        "ratio_to_limit": start / limit,
    }
