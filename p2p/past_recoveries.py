# SPDX-License-Identifier: AGPL-3.0-or-later
"""Recoveries below a snapshot: heard with the past, followed where a seal of the new epoch stands on one.

    recovery ── heard, kept                  seal of the next epoch ── which of those heard certified it?
                                                 └──> judged on the copy's own state, as anywhere; followed

One that two thirds signed and that nothing was sealed on leads nobody astray. Not here: the live copy's own
(`recovering`), which also gathers, promises and stops. Source: docs/protocol.md sections 4.9 and 7.6.
"""

from __future__ import annotations

import logging
from typing import Final

from ledger import limits
from ledger.errors import RecoveryRefused, Unacceptable
from ledger.recovery import Recovery, decode_recovery
from ledger.replica import Replica
from ledger.seal import Seal, check_certificate, decode_certificate

log = logging.getLogger(__name__)

_HEARD_MAX: Final = limits.RECOVERIES_OPEN_MAX


class PastRecoveries:
    """See the module; of the copy beside."""

    def __init__(self, replica: Replica) -> None:
        self._replica = replica
        self._heard: list[Recovery] = []

    def hear(self, encoded: bytes) -> None:
        """Keep what a neighbour told before the seals that stand on it. Raises Malformed, RecoveryRefused."""
        recovery = decode_recovery(encoded)
        if self._replica.is_founded and recovery.statement.commune != self._replica.commune:
            raise RecoveryRefused("wrong-commune")
        if recovery not in self._heard:
            self._heard = [*self._heard, recovery][-_HEARD_MAX:]

    def meet(self, seal: Seal, proof: bytes) -> bool:
        """Whether a seal is of another epoch than this copy can follow. Raises StoreError."""
        replica = self._replica
        if seal.epoch == replica.epoch + 1 and seal.height == replica.height + 1:
            for recovery in list(self._heard):
                if self._follow(recovery, seal, proof):
                    log.info("the history goes on in epoch %d above %d", replica.epoch, replica.height)
                    break
        return seal.epoch != replica.epoch

    def _follow(self, recovery: Recovery, seal: Seal, proof: bytes) -> bool:
        """Whether this is the recovery a seal stands on, and it holds; one that does not is forgotten."""
        statement = recovery.statement
        if (statement.epoch, statement.height) != (seal.epoch, seal.height - 1):
            return False
        try:
            check_certificate(seal, decode_certificate(proof), statement.witnesses, self._replica.commune)
            self._replica.adopt_recovery(recovery)
        except Unacceptable as error:
            log.info("not the recovery of this history: %s", error)
            self._heard.remove(recovery)
            return False
        return True
