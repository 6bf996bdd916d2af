# SPDX-License-Identifier: AGPL-3.0-or-later
"""What this home keeps of recoveries that are not followed yet: signatures gathered, its own promise.

    open statement ── signatures of members, the hour each was first seen
    promise        ── the seal above which this home follows nothing of the old epoch, since its owner signed

Rows of the commune's file, synced when a call returns. Not here: judging (`ledger.recovery`), the network.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from ledger import limits
from ledger.encoding import as_list, decode, encode
from ledger.recovery import Recovery, Statement, decode_recovery, encode_recovery
from ledger.store import Store
from ledger.units import DAY_MS, AccountId

AGAIN_MS: Final = limits.RECOVERY_AGAIN_DAYS * DAY_MS
_OPEN: Final = "open-recovery/"
_PROMISE: Final = "recovery-promise"
_STAYS: Final = "recovery-stays"
_ROW_BYTES_MAX: Final = 2 * limits.RECOVERY_BYTES_MAX


@dataclass(frozen=True, slots=True, kw_only=True)
class Gathered:
    """A statement, those who signed it, and when this computer first saw each."""

    recovery: Recovery
    seen_ms: dict[AccountId, int]

    @property
    def statement(self) -> Statement:
        return self.recovery.statement


@dataclass(frozen=True, slots=True, kw_only=True)
class Promise:
    """What the owner of this home promised by signing."""

    statement_id: bytes
    epoch: int
    """The one the recovery would begin."""
    height: int
    seal_id: bytes
    signed_ms: int

    @property
    def encoded(self) -> bytes:
        return encode([self.statement_id, self.epoch, self.height, self.seal_id, self.signed_ms])

    def may_end(self, now_ms: int) -> bool:
        """Whether the owner may take it back, or sign another statement of the epoch."""
        return now_ms - self.signed_ms >= AGAIN_MS


class OpenRecoveries:
    """See the module."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._open: dict[bytes, Gathered] = {}
        self.promise: Promise | None = None
        self.stays_in = 0
        """The epoch in which the owner said to stay whatever lives on of the one before; 0: none."""
        for name, row in store.list_meta(_OPEN):
            encoded, seen = as_list(_decode(row), 2)
            gathered = Gathered(
                recovery=decode_recovery(encoded), seen_ms={AccountId(a): at for a, at in seen}
            )
            self._open[bytes.fromhex(name.removeprefix(_OPEN))] = gathered
        row = store.get_meta(_PROMISE)
        if row:
            self.promise = _read_promise(row)
        row = store.get_meta(_STAYS)
        if row:
            self.stays_in = as_list(_decode(row), 1)[0]

    # --- statements -----------------------------------------------------------------------------------------

    def get(self, statement_id: bytes) -> Gathered | None:
        return self._open.get(statement_id)

    def list(self) -> tuple[Gathered, ...]:
        """Those most signed first."""
        rows = sorted(self._open.items(), key=lambda row: (-len(row[1].recovery.signatures), row[0]))
        return tuple(gathered for _, gathered in rows)

    def find_other(self, account: AccountId, statement: Statement) -> Gathered | None:
        """Another open statement of the same epoch that an account signed."""
        for gathered in self._open.values():
            other = gathered.statement
            if other.epoch == statement.epoch and other.id != statement.id and account in gathered.seen_ms:
                return gathered
        return None

    def put(self, gathered: Gathered) -> None:
        """Keep a statement as it is now.

        Raises:
            StoreError: the disk refused; nothing changed.
        """
        statement_id = gathered.statement.id
        seen = [[account, at] for account, at in sorted(gathered.seen_ms.items())]
        row = encode([encode_recovery(gathered.recovery), seen])
        self._store.set_meta(_OPEN + statement_id.hex(), row)
        self._open[statement_id] = gathered

    def remove(self, statement_id: bytes) -> None:
        """Raises StoreError."""
        self._store.remove_meta(_OPEN + statement_id.hex())
        self._open.pop(statement_id, None)

    # --- the owner's word -----------------------------------------------------------------------------------

    def make_promise(self, statement: Statement, now_ms: int) -> Promise:
        """Follow nothing of the old epoch above this statement's height from now on; synced.

        Raises:
            StoreError: the disk refused; nothing was promised.
        """
        promise = Promise(
            statement_id=statement.id,
            epoch=statement.epoch,
            height=statement.height,
            seal_id=statement.seal_id,
            signed_ms=now_ms,
        )
        self._store.set_meta(_PROMISE, promise.encoded)
        self.promise = promise
        return promise

    def restore_promise(self, row: bytes, epoch: int) -> bool:
        """Take back a promise that another file of this home kept; not one for an epoch that has begun.

        Raises:
            StoreError: the disk refused; nothing was restored.
        """
        promise = _read_promise(row)
        if promise.epoch <= epoch:
            return False
        self._store.set_meta(_PROMISE, row)
        self.promise = promise
        return True

    def end_promise(self) -> None:
        """Raises StoreError."""
        self._store.remove_meta(_PROMISE)
        self.promise = None

    def stay(self, epoch: int) -> None:
        """Raises StoreError."""
        self._store.set_meta(_STAYS, encode([epoch]))
        self.stays_in = epoch


def _read_promise(row: bytes) -> Promise:
    statement_id, epoch, height, seal_id, signed_ms = as_list(_decode(row), 5)
    return Promise(
        statement_id=statement_id, epoch=epoch, height=height, seal_id=seal_id, signed_ms=signed_ms
    )


def _decode(row: bytes) -> Any:
    return decode(row, size_max=_ROW_BYTES_MAX, items_max=limits.RECOVERY_SIGNATURES_MAX)
