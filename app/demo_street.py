# SPDX-License-Identifier: AGPL-3.0-or-later
"""Several nodes of the demonstration, each a process of its own, that load the program once between them.

    this process ──> a server that imported the program ──fork──> a node a home      (Windows: each loads it)

Loading Python, trio and libp2p takes longer than opening a home: six times, it is most of a start. Not here:
what is played (`demo`), what a node does (`headless`).
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
import threading
import time
from collections.abc import Sequence
from contextlib import suppress
from multiprocessing.connection import Connection
from multiprocessing.context import BaseContext
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any, Final

from app.control import ask
from app.demo_resident import COMMAND_S, LISTEN, Resident, get_environment
from app.errors import AppError
from app.paths import Home

_PRELOADED: Final = ["app.headless", "app.demo_street"]
_POLL_S: Final = 0.05
_STOP_S: Final = 10
_NAME_OF_LOG: Final = "node.log"


def get_context() -> BaseContext:
    """How processes are made here; what they load once is said before the first."""
    if "forkserver" not in multiprocessing.get_all_start_methods():
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(_PRELOADED)
    return context


def run_node_of(root: str, street: Connection) -> None:
    """In its process: run the node of a home until it is told to stop; what it says goes into a file.

    Args:
        street: a pipe on which nothing comes; its end is that of the process that began the node, however
            it ended.
    """
    from app.headless import run_node
    from app.listening import Reach
    from app.service import Service

    home = Home(Path(root))
    log = (home.root / _NAME_OF_LOG).open("w", buffering=1)
    sys.stdout = sys.stderr = log
    threading.Thread(target=_end_with, args=(street,), daemon=True).start()
    run_node(Service.open(home), Reach(listen=(LISTEN,)), lambda _document: None)


def _end_with(street: Connection) -> None:
    with suppress(EOFError, OSError):
        street.recv_bytes()
    signal.raise_signal(signal.SIGTERM)
    time.sleep(_STOP_S)
    os._exit(1)


class Street:
    """The nodes that run. They end when this process does, were it killed."""

    def __init__(self) -> None:
        self._running: dict[str, BaseProcess] = {}
        self._pipes: list[Any] = []

    def is_running(self, resident: Resident) -> bool:
        return resident.name in self._running

    def start(self, residents: Sequence[Resident]) -> None:
        """Run a node on each home, all at once; wait until each answers.

        Raises:
            AppError: demo-failed, a node that does not start.
        """
        before = dict(os.environ)
        os.environ.update(get_environment())
        try:
            context = get_context()
            for resident in residents:
                theirs, ours = context.Pipe(duplex=False)
                arguments = (str(resident.home), theirs)
                process = context.Process(target=run_node_of, args=arguments, daemon=True)  # type: ignore[attr-defined]
                process.start()
                theirs.close()
                self._pipes.append(ours)
                self._running[resident.name] = process
        finally:
            os.environ.clear()
            os.environ.update(before)
        for resident in residents:
            self._wait(resident)

    def _wait(self, resident: Resident) -> None:
        end = time.monotonic() + COMMAND_S
        while ask(Home(resident.home), {"command": "program"}, timeout_s=COMMAND_S) is None:
            if self._running[resident.name].exitcode is not None or time.monotonic() > end:
                raise AppError("demo-failed", command=f"node of {resident.name}", detail="it did not start")
            time.sleep(_POLL_S)

    def stop(self) -> None:
        """End every node, all at once, by force those that do not."""
        for process in self._running.values():
            process.terminate()
        end = time.monotonic() + _STOP_S
        for process in self._running.values():
            process.join(max(0.1, end - time.monotonic()))
            if process.exitcode is None:
                process.kill()
                process.join()
        self._running.clear()
        while self._pipes:
            self._pipes.pop().close()
