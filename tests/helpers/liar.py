# SPDX-License-Identifier: AGPL-3.0-or-later
"""A witness that lies, on the home of an honest one: `python -m tests.helpers.liar --home DIR node …`.

It runs the real node with its sealing machine patched: whenever it is its turn it proposes something no
honest witness would, another lie each time, and whatever it votes, some others are told something else.
What it told is written down in its home, one lie a line, for the test to know. The program has nothing of it.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final

from app.__main__ import main
from ledger.consensus import Consensus
from ledger.replica import Replica
from ledger.seal import Seal, sign_vote
from ledger.signing import Domain, sign
from ledger.votes import NOTHING, Message, Proposal, Vote
from p2p.machines.sealing import SealingMachine
from p2p.machines.sealing_commands import Command, SaveVotes
from tests.helpers.lies import LIES, PROPOSED_TWICE, forge

WRITTEN: Final = "lies.txt"
VOTED_TWICE: Final = "voted-twice"

_honest_seal = Replica.make_seal
_honest_publish = SealingMachine._publish


class Liar:
    """See the module."""

    def __init__(self, written: Path) -> None:
        self._written = written
        self._waiting = list(LIES)
        self._told = ""

    def make_seal(self, replica: Replica, now_ms: int) -> Seal | None:
        """In place of `Replica.make_seal`."""
        truth = _honest_seal(replica, now_ms)
        if truth is None or not truth.heads or not self._waiting:
            return truth
        self._told = self._waiting.pop(0)
        self._note(self._told)
        return LIES[self._told](replica, truth)

    def publish(
        self, machine: SealingMachine, consensus: Consensus, published: Sequence[Message]
    ) -> list[Command]:
        """In place of `SealingMachine._publish`: one witness hears both, another the lie alone."""
        honest = _honest_publish(machine, consensus, published)
        commands = [command for command in honest if isinstance(command, SaveVotes)]
        for number, peer in enumerate(sorted(machine.peers)):
            lies = [self._contradict(consensus, machine, message) for message in published]
            told = ([*published, *lies], lies, list(published))[number % 3]
            commands += machine._send_ballots(peer, consensus.ballot, told)
        self._note(VOTED_TWICE)
        return commands

    def _contradict(self, consensus: Consensus, machine: SealingMachine, message: Message) -> Message:
        ballot = consensus.ballot
        if isinstance(message, Vote):
            seal_id = NOTHING if message.seal_id else os.urandom(32)
            content = ballot.vote_content(message.round, message.step, seal_id)
            return replace(message, seal_id=seal_id, signature=sign_vote(machine._seed, content))
        if self._told != PROPOSED_TWICE:
            return message
        other = forge(machine._replica, message.seal, time=message.seal.time_ms + 1)
        content = ballot.proposal_content(message.round, message.valid_round, other.id)
        signature = sign(machine._seed, Domain.PROPOSAL, content)
        return Proposal(round=message.round, valid_round=message.valid_round, seal=other, signature=signature)

    def _note(self, lie: str) -> None:
        with self._written.open("a") as file:
            file.write(f"{lie}\n")


def run(words: Sequence[str]) -> int:
    """The program's own entry, with a liar inside."""
    liar = Liar(Path(words[words.index("--home") + 1]) / WRITTEN)
    Replica.make_seal = lambda self, now_ms: liar.make_seal(self, now_ms)
    SealingMachine._publish = lambda self, consensus, published: liar.publish(self, consensus, published)
    return main(words)


if __name__ == "__main__":
    sys.exit(run(sys.argv[1:]))
