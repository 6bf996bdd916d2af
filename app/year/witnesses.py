# SPDX-License-Identifier: AGPL-3.0-or-later
"""How the witnesses of the example commune agree: one machine of `ledger.consensus` each, no socket between.

    make_seal ── the proposer's machine ──> proposal ──> machines ──> prevotes ──> precommits ──> decided

They look at one copy of the commune, which each judges the seal by; every vote is signed by its own key and
checked by the others. Whoever is away says nothing: the others' time-outs then run at once. Not here: the
disk of votes, since nothing of this past is signed again.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Mapping

from ledger.consensus import Action, Consensus, Decide, Judge, NeedValue, Publish, SetTimeout
from ledger.errors import LedgerError
from ledger.execute import Execution
from ledger.replica import Replica
from ledger.seal import Certificate, Seal, encode_certificate
from ledger.state import get_witnesses
from ledger.units import NodeKey
from ledger.votes import Ballot, Message


class Height:
    """One height, agreed upon by the witnesses who are there."""

    def __init__(self, replica: Replica, seeds: Mapping[NodeKey, bytes], now_ms: int) -> None:
        """Args: seeds: node key → what it signs with, of those who are there."""
        listed = get_witnesses(replica.state)
        ballot = Ballot(
            commune=replica.commune, epoch=replica.epoch, height=replica.height + 1, witnesses=listed
        )
        self._replica, self._now_ms = replica, now_ms
        self._machines = [
            Consensus(ballot, index=index, node_seed=seeds[NodeKey(row.node)])
            for index, row in enumerate(listed)
            if NodeKey(row.node) in seeds
        ]
        self._mail: deque[tuple[Consensus, Message]] = deque()
        self._timeouts: deque[tuple[Consensus, SetTimeout]] = deque()
        self._verdicts: dict[bytes, bool] = {}
        self._decided: tuple[Seal, Certificate] | None = None

    def agree(self) -> tuple[Seal, Certificate]:
        """The seal a quorum precommitted."""
        for machine in self._machines:
            self._do(machine, machine.on_start())
        while self._decided is None:
            if self._mail:
                machine, message = self._mail.popleft()
                self._do(machine, machine.on_message(message, self._now_ms))
            else:
                machine, timeout = self._timeouts.popleft()
                self._do(machine, machine.on_timeout(timeout.step, timeout.round))
        return self._decided

    def _do(self, machine: Consensus, actions: list[Action]) -> None:
        for action in actions:
            match action:
                case Publish():
                    self._mail += [
                        (other, action.message) for other in self._machines if other is not machine
                    ]
                case NeedValue():
                    seal = self._replica.make_seal(self._now_ms)
                    self._do(machine, machine.on_value(action.round, seal))
                case Judge():
                    self._do(machine, machine.on_judged(action.seal.id, self._judge(action.seal)))
                case SetTimeout():
                    self._timeouts.append((machine, action))
                case Decide():
                    self._decided = action.seal, action.certificate
                case _:
                    raise AssertionError(action)

    def _judge(self, seal: Seal) -> bool:
        if seal.id not in self._verdicts:
            try:
                self._replica.check_seal(seal)
                self._verdicts[seal.id] = True
            except LedgerError:
                self._verdicts[seal.id] = False
        return self._verdicts[seal.id]


def seal_once(replica: Replica, seeds: Mapping[NodeKey, bytes], now_ms: int) -> Execution | None:
    """Agree on one seal and execute it; None when there is nothing to seal."""
    if not replica.must_seal(now_ms):
        return None
    seal, certificate = Height(replica, seeds, now_ms).agree()
    return replica.apply_seal(seal.encoded, encode_certificate(certificate))
