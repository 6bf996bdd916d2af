# SPDX-License-Identifier: AGPL-3.0-or-later
"""A fresh copy from a full one over real libp2p on loopback: two programs, each the node of one member.

    server (child): a history of n payments ──noise, yamux, TCP──> fresh peer (this process): its node
                                                                   until its copy answers a balance of the end

Also here: two copies of n events that differ by ten. Times count from the dial.
"""

from __future__ import annotations

import json
import resource
import secrets
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import trio

from app.node_thread import settle_collector
from bench.council import until
from bench.payments import AUTHORS, FOUNDER, History
from bench.physical import measure_verifications, measure_verifications_cpu, measure_verifications_two
from ledger.replica import Replica
from ledger.state import get_balance
from ledger.store import Store
from ledger.units import DAY_MS, AccountId, EventId
from p2p.helper import Helper
from p2p.node import Node
from p2p.vote_file import VoteFile
from tests.helpers.builders import FOUNDED_MS, seed_of

LISTEN = ["/ip4/127.0.0.1/tcp/0"]
SERVER = f"{FOUNDER} node"
PEER = "resident 1 node"
APART = 10


def now_ms() -> int:
    """A clock beyond every seal of the history, whose instants are chosen."""
    return FOUNDED_MS + 1_000 * DAY_MS + time.monotonic_ns() // 1_000_000


def make_node(replica: Replica, commune: EventId, name: str, addresses: tuple[str, ...] = ()) -> Node:
    """Somebody's node over a copy; it seals nothing: its votes are another computer's."""
    votes = VoteFile(None, is_witness=False, random_id=secrets.token_bytes(16))
    return Node(
        replica, commune=commune, node_seed=seed_of(name), now_ms=now_ms, random_bytes=secrets.token_bytes,
        votes=votes, addresses=addresses, helper=Helper(),
    )  # fmt: skip


# --- the server's program ----------------------------------------------------------------------------------


async def serve(path: Path) -> None:
    """Print the address, serve until stdin ends, then print the bytes sent."""
    replica = Replica(Store(path))
    node = make_node(replica, replica.commune, SERVER)
    async with trio.open_nursery() as nursery:
        (address, *_) = await nursery.start(node.run, LISTEN)
        print(address, flush=True)
        await trio.to_thread.run_sync(sys.stdin.read)
        nursery.cancel_scope.cancel()


class Server:
    """That program, running."""

    def __init__(self, path: Path) -> None:
        command = [sys.executable, "-m", "bench.syncing", "serve", str(path)]
        self._program = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        assert self._program.stdout is not None
        self.address = self._program.stdout.readline().strip()

    def close(self) -> None:
        assert self._program.stdin is not None
        self._program.stdin.close()
        self._program.wait(20)


# --- the fresh peer ----------------------------------------------------------------------------------------


class Counted:
    """Bytes and frames through every sync stream of this process."""

    def __init__(self) -> None:
        self.sent = self.received = 0

    def install(self) -> Callable[[], None]:
        from p2p.host import Stream

        send, receive = Stream.send_all, Stream.receive_some
        counted = self

        async def send_all(self: Any, data: bytes) -> None:
            counted.sent += len(data)
            await send(self, data)

        async def receive_some(self: Any, limit: int) -> bytes:
            data = await receive(self, limit)
            counted.received += len(data)
            return data

        Stream.send_all, Stream.receive_some = send_all, receive_some

        def undo() -> None:
            Stream.send_all, Stream.receive_some = send, receive

        return undo


async def _sync(replica: Replica, commune: EventId, address: str, is_done: Callable[[], bool]) -> float:
    """Seconds from the dial until `is_done`."""
    node = make_node(replica, commune, PEER, (address,))
    async with trio.open_nursery() as nursery:
        start = time.perf_counter()
        await nursery.start(node.run, [])
        await until(is_done)
        seconds = time.perf_counter() - start
        nursery.cancel_scope.cancel()
    return seconds


def sync_fresh(path: Path, address: str, commune: EventId, height: int, account: AccountId) -> dict[str, Any]:
    """The fresh peer's program: everything into an empty file, until the last balance answers."""
    settle_collector()
    replica = Replica(Store(path))
    counted = Counted()
    counted.install()
    before, before_cpu = measure_verifications(), measure_verifications_cpu()
    cpu_s = time.process_time()

    def is_done() -> bool:
        return replica.is_founded and replica.height == height

    seconds = trio.run(_sync, replica, commune, address, is_done)
    cpu_s = time.process_time() - cpu_s
    after, after_cpu = measure_verifications(), measure_verifications_cpu()
    total = replica.store.count_events()
    balance = get_balance(replica.state, account, "hour")
    replica.store.close()
    return {
        "events": total,
        "balance": balance,
        "seconds": seconds,
        "events_s": total / seconds,
        "ratio_to_verifications": 2 * total / seconds / (before + after),
        "ratio_to_two": total / seconds / measure_verifications_two(),
        # Of the node's own process: with two cores nothing else holds it up.
        "ratio_processor_alone": 2 * total / cpu_s / (before_cpu + after_cpu),
        "wire_bytes_event": counted.received / total,
        "disk_bytes_event": path.stat().st_size / total,
        "resident_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    }


def measure_fresh(history: History, path: Path, folder: Path) -> dict[str, Any]:
    """See the module. Each of the two programs has its own interpreter and its own memory."""
    account, replica = history.people[AUTHORS - 1].account, history.replica
    server = Server(path)
    try:
        words = [str(folder / "fresh.db"), server.address, replica.commune.hex(), str(replica.height)]
        command = [sys.executable, "-m", "bench.syncing", "fresh", *words, account.hex()]
        done = subprocess.run(command, capture_output=True, text=True, check=True)
    finally:
        server.close()
    found = json.loads(done.stdout)
    assert found.pop("balance") == get_balance(replica.state, account, "hour")
    return found


def measure_apart(history: History, path: Path, folder: Path) -> dict[str, float]:
    """Two copies that hold the same sealed events and ten different pending ones, five on each side."""
    copy = folder / "apart.db"
    with Store(copy).db as target:
        history.store.db.backup(target)
    theirs = Replica(Store(copy))
    for number in range(APART):
        event = history.sign(number)
        keeper = history.replica if number % 2 else theirs
        assert len(keeper.store_events([event], source=b"").stored) == 1
    together = {**history.replica.dag.events, **theirs.dag.events}
    history.store.db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    counted, server = Counted(), Server(path)
    undo = counted.install()
    try:
        is_done = lambda: theirs.dag.events.keys() == together.keys()  # noqa: E731
        seconds = trio.run(_sync, theirs, theirs.commune, server.address, is_done)
    finally:
        undo()
        server.close()
        theirs.store.close()
    return {"ms_from_dial": 1000 * seconds, "bytes": counted.sent + counted.received, "apart": APART}


def main(words: list[str]) -> None:
    match words:
        case ["serve", path]:
            trio.run(serve, Path(path))
        case ["fresh", path, address, commune, height, account]:
            ids = EventId(bytes.fromhex(commune)), AccountId(bytes.fromhex(account))
            print(json.dumps(sync_fresh(Path(path), address, ids[0], int(height), ids[1])))
        case _:
            raise SystemExit(__doc__)


if __name__ == "__main__":
    main(sys.argv[1:])
