# SPDX-License-Identifier: AGPL-3.0-or-later
"""The founder's first seals, before any node runs: the sealing machine with a vote file and no stream.

Not here: a witness among others (`witnessing`). The law: the same machine, the same file, the same order.
"""

from __future__ import annotations

from typing import Final

from ledger.execute import Execution
from ledger.replica import Replica
from ledger.seal import compute_quorum
from ledger.signing import public_key
from ledger.state import get_listed_witnesses, get_witnesses
from ledger.units import HOUR_MS
from p2p.machines.sealing import SealingMachine
from p2p.machines.sealing_commands import Apply, Now, SaveVotes
from p2p.vote_file import VoteFile

_PAUSE_MS: Final = HOUR_MS
"""Nobody else waits for these seals, so no pace is kept between them."""


def is_listed(replica: Replica, node_seed: bytes) -> bool:
    """Whether this node is, or will be, one of the witnesses."""
    if not replica.is_founded:
        return False
    return public_key(node_seed) in [row.node for row in get_listed_witnesses(replica.state)]


def make_machine(replica: Replica, votes: VoteFile, node_seed: bytes) -> SealingMachine:
    """The sealing machine of this start, which knows from the vote file what it signed before."""
    return SealingMachine(
        replica,
        node_seed=node_seed,
        boot_counter=votes.boot_counter,
        boot_id=votes.boot_id,
        broken_because=votes.broken_because,
        signed_up_to=votes.get_last_place(),
    )


class Sealer:
    """Seals for the only witness, on this computer, while nothing else runs."""

    def __init__(self, replica: Replica, node_seed: bytes, votes: VoteFile) -> None:
        self._replica, self._votes = replica, votes
        self._machine = make_machine(replica, votes, node_seed)
        self._mono_ms = 0

    def can_seal_alone(self) -> bool:
        if self._machine.memory.get_index() is None:
            return False
        return compute_quorum(len(get_witnesses(self._replica.state))) == 1

    def seal(self, now_ms: int) -> Execution | None:
        """Make one seal; None when there is nothing to seal.

        Raises:
            StoreError: the vote or the seal could not be synced. LedgerError: the height cannot be sealed.
        """
        assert self.can_seal_alone(), "only the one witness seals alone"
        self._mono_ms += _PAUSE_MS
        machine = self._machine
        machine.confirm_date()
        if machine.consensus is None:
            machine.saved = self._votes.load(self._replica.epoch, self._replica.height + 1)
        try:
            for command in machine.on_tick(Now(mono_ms=self._mono_ms, civil_ms=now_ms)):
                match command:
                    case SaveVotes():
                        self._votes.save(command.epoch, command.height, command.snapshot, command.signed)
                    case Apply():
                        execution = self._replica.apply_seal(command.seal, command.certificate)
                        machine.on_change(Now(mono_ms=self._mono_ms, civil_ms=now_ms))
                        return execution
                    case _:
                        pass
        except BaseException:
            machine.reset()
            raise
        return None
