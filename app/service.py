# SPDX-License-Identifier: AGPL-3.0-or-later
"""A home at work in one thread: its desk, the node if one runs, and a fresh reader for each question.

The node's thread uses it for the control socket and the window's commands; the command line uses it directly
when no node runs.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Self

from app.config import ConfigError
from app.desk import Desk, now_ms
from app.errors import AppError
from app.home_trouble import told_as_refusals
from app.namesakes import Namesakes
from app.own_orders import OwnOrders
from app.paths import Home
from app.reader import Picture, Reader
from app.returning import is_returning
from ledger.errors import StoreDamaged
from ledger.execute import Execution
from ledger.taking_over import get_reached
from ledger.units import NodeKey

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from p2p.node_statistics import NodeStatistics
    from p2p.recovering import Recovering
    from p2p.witnessing import Witnessing


class Service:
    """See the module. Not thread-safe."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.node_statistics: NodeStatistics | None = None
        self.peer_heights: dict[NodeKey, int] = {}
        self.join_status = ""
        self._is_returning = True
        """Until it was found not to be: that never begins again in an open home."""
        self._last: Picture | None = None
        self._kept = Namesakes(), OwnOrders()
        self.witness: Witnessing | None = None
        """Its owner's word goes there; None while no node runs."""
        self.recovering: Recovering | None = None
        """And about witnesses that are gone for good."""
        self.note: Callable[[str], None] = _note_nobody
        """Tell who listens to a running node what is written here and signed by nobody (`HomeNode.note`)."""

    @classmethod
    def open(cls, home: Home, *, passphrase: str | None = None) -> Self:
        """Raises AppError as `Desk.open`."""
        return cls(Desk.open(home, passphrase=passphrase))

    def close(self) -> None:
        self.desk.close()

    def choose_listen(self, wanted: Sequence[str] = ()) -> tuple[str, ...]:
        """Where its node is to listen; a home that cannot say it is closed: another try finds it free.

        Raises:
            ConfigError: the preferences are damaged. AppError: what the folder refuses.
        """
        from app.listening import choose_listen

        try:
            with told_as_refusals(self.desk.home):
                return choose_listen(self.desk.home, wanted)
        except (ConfigError, AppError):
            self.close()
            raise

    def take_picture(self) -> Picture:
        """The commune as it is now; immutable, for any thread.

        Of a file that broke since: as it was, with a node that says why it stopped.
        """
        try:
            self._last = self._take_picture()
        except StoreDamaged:
            if self._last is None:
                raise
            return replace(self._last, node=self.node_statistics)
        return self._last

    def _take_picture(self) -> Picture:
        desk, replica = self.desk, self.desk.replica
        self._is_returning = self._is_returning and is_returning(desk)
        pending: Execution | None = replica.get_pending(now_ms()) if replica.is_founded else None
        return Picture(
            version=replica.version,
            commune=desk.commune,
            me=desk.account,
            device=desk.device_key,
            sealed=replica.state,
            pending=pending.state if pending is not None else replica.state,
            pending_events=tuple(replica.dag.events.values()),
            pending_results={result.id: result for result in pending.results} if pending is not None else {},
            is_founded=replica.is_founded,
            node=self.node_statistics,
            peer_heights=dict(self.peer_heights),
            protection=desk.vault.protection,
            backup_done=desk.vault.backup_done,
            is_returning=self._is_returning,
            join_status=self.join_status,
            history=self._look_back(),
            rules_known=replica.book.newest,
            followed=b"" if replica.begins is None else replica.begins.recovery.statement.id,
        )

    def _look_back(self) -> tuple[int, int]:
        """How much of the past is here, while it arrives."""
        replica, node = self.desk.replica, self.node_statistics
        if replica.base is None:
            return 0, 0
        reached = node.history[0] if node is not None else get_reached(replica.store)
        return reached, replica.base.height - 1

    def reader(self) -> Reader:
        """A reader over this thread's own connection."""
        picture, replica = self.take_picture(), self.desk.replica
        return Reader(picture, self.desk.store, replica.read_model, now_ms(), *self._kept)


def open_reader(service: Service) -> Reader:
    """A reader of a commune that is here.

    Raises:
        AppError: not-a-member-yet, while a newcomer has nothing.
    """
    reader = service.reader()
    if not reader.picture.is_founded:
        raise AppError("not-a-member-yet")
    return reader


def _note_nobody(_topic: str) -> None:
    """No node runs: nobody listens."""
