# SPDX-License-Identifier: AGPL-3.0-or-later
"""Four whole nodes, one of which schemes with the network to have a height decided twice.

    round 0   all prevote v; the schemer precommits nothing; two precommit v, are heard by the victim, which
              decides v: from its own precommit on, nothing of it reaches anybody
    round 1   the schemer's turn: it has proposed another seal and voted for it
              whoever is locked on v refuses; the victim is heard again, and was only early

The law is the others': this is the world in which a program without the lock decides two seals at one height.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import trio

from ledger.consensus import Action, Consensus, Decide
from ledger.seal import PRECOMMIT, PREVOTE, sign_vote
from ledger.signing import Domain, sign
from ledger.state import get_witnesses
from ledger.units import NodeKey
from ledger.votes import NOTHING, Ballot, Message, Proposal, Vote, decode_vote
from p2p.machines.sealing_commands import Command, Now, SaveVotes
from p2p.wire_witness import Ballots
from tests.helpers.lies import forge
from tests.simulation.liars import Liar, LyingMachine
from tests.simulation.resident import Resident
from tests.simulation.world import World

SCHEMING: dict[str, Any] = {
    "size": 4, "others": 0, "faults": frozenset(), "keeps_list": True, "lying_witnesses": 1, "act_count": 12,
    "wild_s": 40.0,
}  # fmt: skip
_CUT_S = 12.0
"""For how long nothing of the victim is heard: more than two rounds."""


class SchemingMachine(LyingMachine):
    """Never lets out a precommit of its own for what the others decide."""

    def _publish(self, consensus: Consensus, published: Sequence[Message]) -> list[Command]:
        honest = super()._publish(consensus, published)
        commands: list[Command] = [command for command in honest if isinstance(command, SaveVotes)]
        told = [said for message in published for said in self._twist(consensus, message)]
        for peer in self.peers:
            commands += super()._send_ballots(peer, consensus.ballot, told)
        return commands

    def _run(self, actions: Sequence[Action], now: Now) -> list[Command]:
        """What it sees decided is told by it to nobody, before its own turn."""
        is_quiet = self.consensus is not None and self._is_next(self.consensus)
        return super()._run([one for one in actions if not (is_quiet and isinstance(one, Decide))], now)

    def _is_next(self, consensus: Consensus) -> bool:
        """Whether the second round of this height is its own."""
        ballot = consensus.ballot
        return (ballot.height + 1) % len(ballot.witnesses) == self.memory.get_index()

    def _twist(self, consensus: Consensus, message: Message) -> list[Message]:
        is_first = isinstance(message, Vote) and (message.round, message.step) == (0, PRECOMMIT)
        if not (is_first and self._is_next(consensus)) or message.seal_id == NOTHING:
            return [message]
        nothing = self._vote_for(consensus, 0, PRECOMMIT, NOTHING)
        seal = consensus._seals[message.seal_id]
        other = forge(self._replica, seal, time=seal.time_ms + 1)
        content = consensus.ballot.proposal_content(1, -1, other.id)
        proposal = Proposal(
            round=1, valid_round=-1, seal=other, signature=sign(self._seed, Domain.PROPOSAL, content)
        )
        votes = [self._vote_for(consensus, 1, step, other.id) for step in (PREVOTE, PRECOMMIT)]
        return [nothing, proposal, *votes]

    def _vote_for(self, consensus: Consensus, number: int, step: str, seal_id: bytes) -> Vote:
        content = consensus.ballot.vote_content(number, step, seal_id)
        signature = sign_vote(self._seed, content)
        index = self.memory.get_index()
        assert index is not None, "it votes"
        return Vote(round=number, step=step, seal_id=seal_id, index=index, signature=signature)

    def _send_ballots(self, peer: NodeKey, ballot: Ballot, messages: Sequence[Message]) -> list[Command]:
        """What is asked for again: of its own, nothing that it did not say before."""
        index = self.memory.get_index()
        kept = [
            message for message in messages
            if not (isinstance(message, Vote) and message.index == index and message.step == PRECOMMIT)
        ]  # fmt: skip
        return super()._send_ballots(peer, ballot, kept)


class Schemer(Liar):
    """See the module."""

    def _boot(self) -> None:
        super()._boot()
        assert self.node is not None
        machine: Any = self.node.witness.machine
        machine.__class__ = SchemingMachine
        self.replica.__class__ = type(self.replica).__mro__[1]

    async def _lie(self) -> None:
        """It has one purpose."""


class Watched(Resident):
    """An honest witness whose precommits the world hears of before they leave."""

    def _on_ballots(self, message: Ballots) -> None:
        super()._on_ballots(message)
        world = self.world
        if isinstance(world, SchemeWorld):
            world.on_votes(self, message)


class SchemeWorld(World):
    """See the module."""

    resident = Watched
    liar = Schemer

    def __init__(self, *arguments: Any) -> None:
        super().__init__(*arguments)
        self.schemed_at: set[int] = set()
        self._cut_until_s = 0.0

    def on_votes(self, one: Resident, message: Ballots) -> None:
        """The first whose precommit is about to leave, before the schemer's turn, is cut off one way."""
        if not self.is_wild or message.height in self.schemed_at or trio.current_time() < self._cut_until_s:
            return
        listed = [row.node for row in get_witnesses(one.replica.state)]
        (schemer,) = [liar.node_key for liar in self._liars]
        if listed[(message.height + 1) % len(listed)] != schemer:
            return
        votes = [decode_vote(data) for data in message.votes]
        index = listed.index(one.node_key)
        if not any(vote.index == index and _is_first_precommit(vote) for vote in votes):
            return
        self.schemed_at.add(message.height)
        self._cut_until_s = trio.current_time() + _CUT_S
        self.net.set_walls({(one.node_key, node) for node in listed if node != one.node_key})
        self._nursery.start_soon(self._heal_later)

    async def _heal_later(self) -> None:
        await trio.sleep(_CUT_S)
        self.net.set_walls(set())


def _is_first_precommit(vote: Vote) -> bool:
    return (vote.round, vote.step) == (0, PRECOMMIT) and vote.seal_id != NOTHING
