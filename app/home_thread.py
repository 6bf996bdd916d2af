# SPDX-License-Identifier: AGPL-3.0-or-later
"""The one thread that works on an opened home, under a window: at first alone, then with the node in it.

    made ──> acts are stored here, one after the other      (nothing of the network is loaded)
      └── begin ──> the network is loaded and the node started; acts that came meanwhile go through it
                      └── it cannot start ──> told; acts are stored here as before, and leave another day

    window thread ── run_soon ──> this thread: Service, HomeNode, control socket
                  <── callbacks ── topics, at most 20 a second

The law: this thread alone writes, whether or not a node runs. Loading the network takes most of a second, so
a window opens without it.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Sequence
from queue import SimpleQueue
from typing import TYPE_CHECKING, Any, Final, Protocol, cast

from app.errors import AppError
from app.service import Service
from ledger.errors import StoreError

if TYPE_CHECKING:
    import trio

    from app.node_thread import HomeNode

log = logging.getLogger(__name__)

STOP_S: Final = 10

Job = Callable[[], Any]


class Owner(Protocol):
    """Who opened the home; all of it is called from this thread."""

    on_raise: Callable[[], None]
    on_stop: Callable[[], None]
    on_trouble: Callable[[AppError], None]

    def on_change(self, topics: frozenset[str]) -> None: ...


class HomeThread:
    """See the module."""

    def __init__(self, service: Service, listen: Sequence[str], owner: Owner) -> None:
        self._service = service
        self._listen = listen
        self._owner = owner
        self._lock = threading.Lock()
        self._jobs: SimpleQueue[Job | None] = SimpleQueue()
        self._begun = self._ending = self._closed = False
        self._token: trio.lowlevel.TrioToken | None = None
        self._scope: trio.CancelScope | None = None
        self._home: HomeNode | None = None
        """Once the node runs; until then, and after, jobs wait in their queue."""
        self._failure: AppError | None = None
        self._settled = threading.Event()
        self._thread = threading.Thread(target=self._main, name="node", daemon=True)
        self._thread.start()

    # --- from any thread ----------------------------------------------------------------------------------

    def begin(self) -> None:
        """Have the node started, without waiting; once. `Owner.on_trouble` is told if that fails."""
        if not self._begun:
            self._begun = True
            self._jobs.put(self._run_node)

    @property
    def has_node(self) -> bool:
        """Whether acts go through a node now."""
        return self._home is not None

    def start(self) -> None:
        """Return once the node listens.

        Raises:
            AppError: cannot-listen and what else keeps the node from starting; the home is closed then.
        """
        self.begin()
        self._settled.wait()
        if self._failure is not None:
            self.stop()
            raise self._failure

    def run_soon(self, function: Job) -> None:
        """Call a function in this thread, after those asked before; silently nothing once it has stopped."""
        with self._lock:
            if self._home is None:
                self._jobs.put(function)
            else:
                self._tell_trio(function)

    def run_when_free(self, function: Job) -> None:
        """`run_soon`, once this computer may sign."""

        def run() -> None:
            if self._home is None:
                function()
            else:
                self._home.run_when_free(function)

        self.run_soon(run)

    def run_after_leaving(self, function: Job) -> None:
        """For this thread: run once what was just said is on its way; at once without a node."""
        if self._home is None:
            function()
        else:
            self._home.run_after_leaving(function)

    def fail_disk(self, error: StoreError) -> None:
        """Another reader of the commune's file met this: the node is to stop and say so."""
        home = self._home
        if home is not None:
            self.run_soon(lambda: home.fail_disk(error))

    def stop(self) -> None:
        """Stop the node and close the home; returns when both are done, at most some seconds later."""
        self._ending = True
        scope = self._scope
        if scope is not None:
            self._tell_trio(scope.cancel)
        self._jobs.put(None)
        self._thread.join(STOP_S)

    def _tell_trio(self, function: Job) -> None:
        import trio

        assert self._token is not None
        try:
            self._token.run_sync_soon(function)
        except trio.RunFinishedError:
            self._jobs.put(function)

    # --- in this thread -----------------------------------------------------------------------------------

    def _main(self) -> None:
        try:
            while (job := self._jobs.get()) is not None:
                try:
                    job()
                except Exception:
                    log.exception("something asked of the home failed")
        finally:
            self._close()
            self._settled.set()

    def _close(self) -> None:
        if not self._closed:
            self._closed = True
            self._service.close()

    def _run_node(self) -> None:
        """Run the node until it is stopped; a node that never started leaves the home as it was."""
        try:
            import trio

            trio.run(self._run)
        except BaseException as error:
            log.exception("the node stopped")
            failure = _unwrap(error)
            if self._home is not None:
                self._close()  # what it held in memory may not be what it wrote: nothing is signed on it
            if not isinstance(failure, AppError):
                failure = AppError("internal", detail=repr(failure))
            self._failure = failure
            self._owner.on_trouble(failure)
        finally:
            with self._lock:
                self._home = None
            self._settled.set()

    async def _run(self) -> None:
        import trio

        from app.listening import Reach
        from app.node_thread import run_home

        async def run(task_status: trio.TaskStatus[HomeNode]) -> None:
            reach = Reach(listen=tuple(self._listen))
            await run_home(self._service, reach, extras=[self._keep_door], task_status=task_status)

        self._token = trio.lowlevel.current_trio_token()
        with trio.CancelScope() as self._scope:
            if self._ending:
                return
            async with trio.open_nursery() as nursery:
                home = await nursery.start(run)
                home.listen(self._owner.on_change)
                with self._lock:
                    self._home = home
                    waited = self._take_waiting()
                for job in waited:
                    job()
                self._owner.on_change(frozenset({"status"}))
                self._settled.set()

    def _take_waiting(self) -> list[Job]:
        """What was asked while the node started, in order."""
        waited: list[Job] = []
        while not self._jobs.empty():
            job = self._jobs.get()
            if job is None:
                self._jobs.put(None)
                break
            waited.append(job)
        return waited

    async def _keep_door(self, service: Service, node: HomeNode) -> None:
        """Answer the command line while the window is open."""
        from app.answering import Program, serve_commands

        owner = self._owner
        program = Program(role="window", stop=lambda: owner.on_stop(), raise_window=lambda: owner.on_raise())
        await serve_commands(service, node, program)


def _unwrap(error: BaseException) -> BaseException:
    """What happened, without the groups that nurseries put around it."""
    while isinstance(error, BaseExceptionGroup):
        inner = cast("BaseExceptionGroup[BaseException]", error).exceptions
        if len(inner) != 1:
            break
        error = inner[0]
    return cast("BaseException", error)
