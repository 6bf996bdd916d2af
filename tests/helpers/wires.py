# SPDX-License-Identifier: AGPL-3.0-or-later
"""Wires between real nodes that a test may cut: one TCP forwarder a node, whose address that node announces.

    dialling node ──> forwarder of the other ── gate of this pair ──> where the other listens

Who dials is found by its port among the open sockets of the known processes. A cut wire says nothing: bytes
are held both ways and new connections are taken without an answer, as when a cable is pulled. Healed, what
was held goes on, or is ended for the nodes to dial again. Who is not known (a `join` in the test) passes.
"""

from __future__ import annotations

import asyncio
import contextlib
import os
import random
import socket
import threading
from collections.abc import Collection, Generator
from concurrent.futures import Future
from contextlib import contextmanager
from typing import Any

Pair = frozenset[str]

HOST = "127.0.0.1"
_PORTS = range(20_000, 32_000)
"""Below what systems give to whoever dials: a node that is stopped finds its port free again."""
_CHUNK = 64 * 1024
_WAIT_S = 60


def pick_port() -> int:
    """A port of ours that is free."""
    while True:
        port = random.choice(_PORTS)
        with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe, contextlib.suppress(OSError):
            probe.bind((HOST, port))
            return port


def _find_inode(port: int) -> str:
    """The socket that dialled from a port, as the system numbers it."""
    with open("/proc/net/tcp", encoding="ascii") as table:
        for row in table.readlines()[1:]:
            fields = row.split()
            if int(fields[1].rpartition(":")[2], 16) == port and fields[9] != "0":
                return fields[9]
    return ""


def _has_socket(pid: int, inode: str) -> bool:
    folder = f"/proc/{pid}/fd"
    with contextlib.suppress(OSError):
        for name in os.listdir(folder):
            with contextlib.suppress(OSError):
                if os.readlink(f"{folder}/{name}") == f"socket:[{inode}]":
                    return True
    return False


class Wires:
    """See the module. Every method is for the test's thread; the forwarding has a thread of its own."""

    def __init__(self) -> None:
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, name="wires", daemon=True)
        self._thread.start()
        self._pids: dict[str, int] = {}
        self._targets: dict[str, int] = {}
        self._servers: list[asyncio.Server] = []
        self._gates: dict[Pair, asyncio.Event] = {}
        self._open: dict[asyncio.StreamWriter, Pair] = {}

    def _call(self, work: Any) -> Any:
        future: Future[Any] = asyncio.run_coroutine_threadsafe(work, self._loop)
        return future.result(_WAIT_S)

    def lay(self, name: str) -> tuple[int, int]:
        """(where this node shall listen, where others shall find it)."""
        self._targets[name] = pick_port()
        return self._targets[name], self._call(self._serve(name))

    def know(self, name: str, pid: int) -> None:
        """The process that is this node now."""
        self._pids[name] = pid

    def cut(self, *sides: Collection[str]) -> None:
        """Nothing passes between nodes of different sides."""
        pairs = [
            frozenset((one, other))
            for number, side in enumerate(sides)
            for others in sides[number + 1 :]
            for one in side
            for other in others
        ]
        self._call(self._close_gates(pairs))

    def heal(self, *, fresh: bool = False) -> None:
        """Everything passes again.

        Args:
            fresh: connections of wires that were cut are ended, as a router does that forgot them.
        """
        self._call(self._open_gates(fresh))

    def end(self) -> None:
        self._call(self._close())
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(_WAIT_S)
        self._loop.close()

    # --- in the forwarding thread ---

    async def _serve(self, name: str) -> int:
        async def forward(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            with contextlib.suppress(asyncio.CancelledError):  # the wires end
                await self._forward(name, reader, writer)

        server = await asyncio.start_server(forward, HOST, pick_port(), backlog=64)
        self._servers.append(server)
        return server.sockets[0].getsockname()[1]

    def _who_dialled(self, port: int) -> str:
        inode = _find_inode(port)
        return next((name for name, pid in self._pids.items() if inode and _has_socket(pid, inode)), "")

    def _gate(self, pair: Pair) -> asyncio.Event:
        if pair not in self._gates:
            self._gates[pair] = asyncio.Event()
            self._gates[pair].set()
        return self._gates[pair]

    async def _close_gates(self, pairs: list[Pair]) -> None:
        for pair in pairs:
            self._gate(pair).clear()

    async def _open_gates(self, fresh: bool) -> None:
        for pair, gate in self._gates.items():
            if not gate.is_set():
                for writer, used in list(self._open.items()):
                    if fresh and used == pair:
                        writer.transport.abort()
                gate.set()

    async def _close(self) -> None:
        for server in self._servers:
            server.close()
        for writer in list(self._open):
            writer.transport.abort()
        here = asyncio.current_task()
        tasks = [task for task in asyncio.all_tasks() if task is not here]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    async def _forward(self, name: str, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        caller = self._who_dialled(writer.get_extra_info("peername")[1])
        pair = frozenset((caller, name))
        gate = self._gate(pair)
        self._open[writer] = pair
        beyond: asyncio.StreamWriter | None = None
        try:
            await gate.wait()
            there, beyond = await asyncio.open_connection(HOST, self._targets[name])
            self._open[beyond] = pair
            await asyncio.gather(self._pump(reader, beyond, gate), self._pump(there, writer, gate))
        except OSError:
            pass  # one of the two is gone: so is the other's connection
        finally:
            for end in (writer, beyond):
                if end is not None:
                    del self._open[end]
                    end.transport.abort()

    @staticmethod
    async def _pump(reader: asyncio.StreamReader, writer: asyncio.StreamWriter, gate: asyncio.Event) -> None:
        while True:
            data = await reader.read(_CHUNK)
            await gate.wait()
            if not data:
                raise ConnectionResetError
            writer.write(data)
            await writer.drain()


@contextmanager
def wires() -> Generator[Wires]:
    """Wires until the block ends."""
    made = Wires()
    try:
        yield made
    finally:
        made.end()
