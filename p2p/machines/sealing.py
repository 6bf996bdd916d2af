# SPDX-License-Identifier: AGPL-3.0-or-later
"""Sealing with other witnesses, sans IO: who may sign, when a height is opened, who is sent what.

    witness(open height, start no. 7) ──────────>          each says how far it is and which start this is,
    <────────── remembers(start no. 7 | 9 | none)          and hears whether anybody knows of a later one
    ballots(proposal, prevote) ─────────────────>          what is signed goes out as soon as it is on disk
    sealing(height, round, what I hold) ────────>          every second while a height is open:
    <───────────── ballots(what you do not hold)           whatever was lost on the way comes again
    <───────────────── decided(seal, certificate)          or the end, to who is behind

The machine reads the replica and never writes: the driver saves, sends and applies, in the commands' order.
Not here: how a height is agreed on (`ledger.consensus`), streams and disks (`p2p.witnessing`).
The law: nothing signed leaves before `SaveVotes` was done. Source: docs/protocol.md section 4.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from typing import Final

from ledger.consensus import (
    Action,
    Consensus,
    Decide,
    Equivocation,
    Forgot,
    Judge,
    NeedValue,
    Publish,
    SetTimeout,
)
from ledger.errors import BadSeal, Diverged, LedgerError, NotConnected, RulesUnknown, Unacceptable
from ledger.replica import Replica
from ledger.seal import Certificate, Seal, decode_seal, encode_certificate
from ledger.state import get_chain, get_next_due, get_parameter, get_witnesses
from ledger.units import DAY_MS, HOUR_MS, EventId, NodeKey
from ledger.votes import (
    PROPOSE,
    Ballot,
    Message,
    Proposal,
    Vote,
    decode_proposal,
    decode_vote,
    encode_proposal,
    encode_vote,
)
from p2p.budgets import Offence
from p2p.machines.early_ballots import EarlyBallots
from p2p.machines.sealing_commands import (
    Apply,
    Command,
    Now,
    OffendWitness,
    SaveVotes,
    SendTo,
    ShowEvidence,
    Want,
)
from p2p.machines.witness_memory import WitnessMemory
from p2p.wire_witness import (
    ROUNDS_SHOWN,
    Ballots,
    Decided,
    Remembers,
    Sealing,
    WitnessHello,
    WitnessMessage,
    pack_ballots,
)

log = logging.getLogger(__name__)

PULL_MS: Final = 1_000
PULL_MAX_MS: Final = 10_000
_PAUSE_MAX_MS: Final = DAY_MS
_CLOCKS_AGREE_MS: Final = HOUR_MS
_AHEAD_MAX_MS: Final = 120_000
_NEVER_MS: Final = -(2**53)
"""A clock no seal is near to: a fresh proposal that must not be prevoted."""


class SealingMachine:
    """One node's part in sealing. At rest while its node is no witness."""

    def __init__(
        self,
        replica: Replica,
        *,
        node_seed: bytes,
        boot_counter: int,
        boot_id: bytes,
        broken_because: str = "",
        signed_up_to: tuple[int, int] = (0, 0),
    ) -> None:
        """Build the machine.

        Args:
            boot_counter, boot_id: this start, as the vote file counts it.
            broken_because: why the vote file is not whole; empty when it is.
            signed_up_to: the highest (epoch, height) at which it knows of something signed.
        """
        self.memory = WitnessMemory(
            replica,
            node_seed=node_seed,
            boot_counter=boot_counter,
            boot_id=boot_id,
            broken_because=broken_because,
            signed_up_to=signed_up_to,
        )
        self.consensus: Consensus | None = None
        self.waits_for_date = False
        """The last seal is more than a day old and no neighbour's clock confirms ours."""
        self.median_offset_ms: int | None = None
        """By how much the neighbours' clocks are ahead of ours, at the median; None: no neighbour."""
        self.saved: bytes | None = None
        """The vote file's snapshot of the open height, given by the driver before a height is opened."""
        self.peers: dict[NodeKey, None] = {}
        """Witnesses with a stream, in the order of their coming."""
        self._replica = replica
        self._seed = node_seed
        self._height = 0
        self._not_before_ms = 0
        self._timeouts: list[tuple[int, str, int]] = []
        self._unjudged: dict[bytes, Seal] = {}
        self._decision: tuple[Seal, Certificate] | None = None
        self._value_round: int | None = None
        self._early = EarlyBallots()
        self._pull_due_ms = 0
        self._pull_wait_ms = PULL_MS
        self._pulled_at: tuple[int, str] = (-1, "")
        self._date_confirmed = False
        self._looked_at, self._look_again_ms = -1, 0

    # --- inputs ---------------------------------------------------------------------------------------------

    def on_open(self, peer: NodeKey, now: Now) -> list[Command]:
        """A stream to another witness is there."""
        self.peers[peer] = None
        hello = SendTo(peer=peer, message=self.memory.make_hello())
        return [hello, *self.tell_place(peer), *self.on_change(now)]

    def on_closed(self, peer: NodeKey) -> None:
        self.peers.pop(peer, None)

    def on_frame(self, peer: NodeKey, message: WitnessMessage, now: Now) -> list[Command]:
        """One frame of another witness; whatever it says, this never raises."""
        commands = self._go_along(now)
        match message:
            case WitnessHello():
                commands += [*self.memory.on_hello(peer, message), *self.on_change(now)]
            case Remembers():
                commands += [*self.memory.on_remembers(peer, message), *self.on_change(now)]
            case Sealing():
                commands += self._on_sealing(peer, message, now)
            case Ballots():
                commands += self._on_ballots(peer, message, now)
            case Decided():
                commands += self._on_decided(peer, message)
        return commands

    def on_change(self, now: Now) -> list[Command]:
        """The replica changed: an event came, a height was applied."""
        if not self._replica.is_founded:
            return []
        commands: list[Command] = []
        chain = get_chain(self._replica.state)
        if self.memory.broken_because:
            self.consensus = None
            commands += self.memory.check_whole()
        if chain.height + 1 != self._height or (self.consensus is None and self.memory.may_sign()):
            commands += self._open_height(chain.height + 1, now)
        if self._decision is not None:
            return [*commands, self._apply(*self._decision)] if self._is_worth_a_look(now) else commands
        if self._unjudged and self._is_worth_a_look(now):
            for seal in list(self._unjudged.values()):
                commands += self._judge(seal, now)
        commands += self._give_value(now)
        return commands + self._try_start(now)

    def _go_along(self, now: Now) -> list[Command]:
        """A session may have applied a height that nobody told us of yet: a frame meets us where we are."""
        is_behind = self._replica.is_founded and get_chain(self._replica.state).height >= self._height > 0
        return self.on_change(now) if is_behind else []

    def on_tick(self, now: Now) -> list[Command]:
        """Whatever has become due."""
        commands = self.on_change(now)
        due = sorted(timeout for timeout in self._timeouts if timeout[0] <= now.mono_ms)
        for timeout in due:
            consensus = self.consensus
            if timeout in self._timeouts and consensus is not None:
                self._timeouts.remove(timeout)
                commands += self._run(consensus.on_timeout(timeout[1], timeout[2]), now)
        return commands + self._pull(now)

    def confirm_date(self) -> None:
        """The owner says that this computer's date is right."""
        self._date_confirmed = True
        self.waits_for_date = False

    def reset(self) -> None:
        """Nothing of the last commands was done: take the height up again from what the disk holds."""
        self.consensus = None
        self._height = 0

    def enter_epoch(self) -> list[Command]:
        """A recovery was followed: nothing of the old epoch counts any more."""
        self.reset()
        self.saved = None
        self._early.take_all()
        return self.memory.enter_epoch()

    def next_due_ms(self, now: Now) -> int | None:
        """When `on_tick` has something to do next, on the monotonic clock; None: only after a change."""
        if self.consensus is None:
            return None
        waits = [timeout[0] for timeout in self._timeouts]
        if self.consensus.is_started:
            waits.append(self._pull_due_ms)
        else:
            due = get_next_due(self._replica.state)
            if self._replica.must_seal(now.civil_ms):
                waits.append(self._not_before_ms if self._may_date(now) else now.mono_ms + PULL_MAX_MS)
            elif due is not None:
                waits.append(max(self._not_before_ms, now.mono_ms + due - now.civil_ms))
        return min(waits, default=None)

    # --- a height -------------------------------------------------------------------------------------------

    def _open_height(self, height: int, now: Now) -> list[Command]:
        goes_on = self._height not in (0, height)
        if goes_on:
            pause = get_parameter(self._replica.state, "seal.interval-ms")
            self._not_before_ms = now.mono_ms + pause
            self._date_confirmed = self.waits_for_date = False
        self._height = height
        self.consensus, self._decision, self._value_round = None, None, None
        self._timeouts, self._unjudged = [], {}
        self._looked_at = -1
        early = self._early.take_all()
        self._pull_wait_ms, self._pull_due_ms = PULL_MS, now.mono_ms + PULL_MS
        index = self.memory.get_index()
        if index is None or not self.memory.may_sign():
            return []
        chain = get_chain(self._replica.state)
        ballot = Ballot(
            commune=self._replica.commune,
            epoch=chain.epoch,
            height=height,
            witnesses=get_witnesses(self._replica.state),
        )
        self.consensus = Consensus(ballot, index=index, node_seed=self._seed)
        commands: list[Command] = []
        if self.saved is not None:
            try:
                commands += self._run(self.consensus.on_resume(self.saved), now)
            except LedgerError as error:
                log.error("what was signed at this height cannot be read: %s", error)
                self.consensus = None
                return self.memory.mark_broken("lost")
            self.saved = None
        if not goes_on:
            # Others may be at it since long: ask for all they have.
            commands += [command for peer in self.peers for command in self.tell_place(peer)]
        for peer, ballots in early:
            commands += self._on_ballots(peer, ballots, now)
        return commands

    def _try_start(self, now: Now) -> list[Command]:
        consensus = self.consensus
        if consensus is None or consensus.is_started or now.mono_ms < self._not_before_ms:
            return []
        if not self._replica.must_seal(now.civil_ms) or not self._may_date(now):
            return []
        return self._run(consensus.on_start(), now)

    def _run(self, actions: Sequence[Action], now: Now) -> list[Command]:
        """Do what the consensus asks; what that leads to is done inside."""
        commands: list[Command] = []
        if (consensus := self.consensus) is not None:
            published = [action.message for action in actions if isinstance(action, Publish)]
            if published:
                commands += self._publish(consensus, published)
            for action in actions:
                match action:
                    case Judge(seal=seal):
                        self._unjudged[seal.id] = seal
                        commands += self._judge(seal, now)
                    case NeedValue(round=number):
                        self._value_round = number
                        commands += self._give_value(now)
                    case SetTimeout(step=step, round=number, duration_ms=duration):
                        self._timeouts.append((now.mono_ms + duration, step, number))
                    case Decide(seal=seal, certificate=certificate):
                        self._decision = (seal, certificate)
                        self._timeouts = []
                        self._mark_look(now)
                        commands.append(self._apply(seal, certificate))
                    case Equivocation():
                        commands.append(self._make_evidence(consensus, action))
                    case Forgot():
                        commands += self.memory.mark_broken("forgotten-vote")
                    case Publish():
                        pass
        return commands

    def _publish(self, consensus: Consensus, published: Sequence[Message]) -> list[Command]:
        ballot = consensus.ballot
        signed = [
            (message.round, message.step, message.seal_id)
            if isinstance(message, Vote)
            else (message.round, PROPOSE, message.seal.id)
            for message in published
        ]
        proofs = [
            proof
            for message in published
            if isinstance(message, Proposal)
            for proof in consensus.get_proof(message)
        ]
        commands: list[Command] = [
            SaveVotes(
                epoch=ballot.epoch,
                height=ballot.height,
                snapshot=consensus.snapshot(),
                signed=tuple(signed),
            )
        ]
        for peer in self.peers:
            commands += self._send_ballots(peer, ballot, [*published, *proofs])
        return commands

    @staticmethod
    def _apply(seal: Seal, certificate: Certificate) -> Apply:
        return Apply(seal=seal.encoded, certificate=encode_certificate(certificate), peer=None)

    @staticmethod
    def _make_evidence(consensus: Consensus, shown: Equivocation) -> ShowEvidence:
        first, second = (
            encode_vote(message) if isinstance(message, Vote) else encode_proposal(message)
            for message in (shown.first, shown.second)
        )
        return ShowEvidence(
            witness=consensus.ballot.witnesses[shown.index].node,
            height=consensus.ballot.height,
            round=shown.first.round,
            step=shown.first.step if isinstance(shown.first, Vote) else PROPOSE,
            first=first,
            second=second,
        )

    def _is_worth_a_look(self, now: Now) -> bool:
        """Whether events that were lacking may be here now, or are to be asked for again."""
        if self._replica.version == self._looked_at and now.mono_ms < self._look_again_ms:
            return False
        self._mark_look(now)
        return True

    def _mark_look(self, now: Now) -> None:
        self._looked_at, self._look_again_ms = self._replica.version, now.mono_ms + PULL_MS

    def _judge(self, seal: Seal, now: Now) -> list[Command]:
        consensus = self.consensus
        if consensus is None:
            return []
        is_valid = True
        try:
            self._replica.check_seal(seal)
        except NotConnected as error:
            return [Want(ids=tuple(EventId(missing) for missing in error.missing))]
        except (Unacceptable, Diverged, RulesUnknown) as error:
            log.warning("proposed seal refused: %s", error)
            is_valid = False
        self._unjudged.pop(seal.id, None)
        return self._run(consensus.on_judged(seal.id, is_valid), now)

    # --- proposing ------------------------------------------------------------------------------------------

    def _is_sane(self, seal_ms: int, now: Now) -> bool:
        """Whether a seal's time, a day or more after the last one's, is confirmed by anybody's clock."""
        if seal_ms - get_chain(self._replica.state).seal_ms <= _PAUSE_MAX_MS or self._date_confirmed:
            return True
        if self.median_offset_ms is None:
            return False
        return abs(now.civil_ms + self.median_offset_ms - seal_ms) <= _CLOCKS_AGREE_MS

    def _may_date(self, now: Now) -> bool:
        """Whether our clock may date a seal; says by `waits_for_date` when the owner has to confirm it."""
        self.waits_for_date = not self._is_sane(now.civil_ms, now)
        is_far_behind = get_chain(self._replica.state).seal_ms - now.civil_ms > _AHEAD_MAX_MS
        return not (self.waits_for_date or is_far_behind)

    def _give_value(self, now: Now) -> list[Command]:
        number, consensus = self._value_round, self.consensus
        if number is None or consensus is None:
            return []
        if (number, PROPOSE) != (consensus.round, consensus.step):
            self._value_round = None
            return []
        if not self._may_date(now):
            return []
        seal = self._replica.make_seal(now.civil_ms)
        if seal is None:
            return []
        self._value_round = None
        return self._run(consensus.on_value(number, seal), now)

    # --- frames ---------------------------------------------------------------------------------------------

    def _on_sealing(self, peer: NodeKey, message: Sealing, now: Now) -> list[Command]:
        chain = get_chain(self._replica.state)
        if message.epoch != chain.epoch:
            return []
        self.memory.on_place(peer, message.height)
        if message.height <= chain.height:
            found = self._replica.store.get_seal(message.height)
            if found is None:
                return []
            return [SendTo(peer=peer, message=Decided(seal=found[0], certificate=found[1]))]
        if message.height > chain.height + 1:
            return self.tell_place(peer)
        consensus = self.consensus
        if consensus is None:
            return []
        commands = self._send_ballots(peer, consensus.ballot, consensus.select_lacking(message.bitmaps))
        if message.round >= 0 and not consensus.is_started and now.mono_ms >= self._not_before_ms:
            commands += self._run(consensus.on_start(), now)
        return commands

    def _on_ballots(self, peer: NodeKey, message: Ballots, now: Now) -> list[Command]:
        chain = get_chain(self._replica.state)
        if message.epoch != chain.epoch or message.height <= chain.height:
            return []
        consensus = self.consensus
        if message.height > chain.height + 1 or consensus is None:
            if message.height == chain.height + 2:
                self._early.keep(peer, message)
            return []
        commands: list[Command] = []
        try:
            for message_of in self._decode(message):
                clock_ms = now.civil_ms
                if isinstance(message_of, Proposal) and not self._is_sane(message_of.seal.time_ms, now):
                    self._may_date(now)
                    clock_ms = _NEVER_MS
                commands += self._run(consensus.on_message(message_of, clock_ms), now)
                # Any valid message of the height wakes a witness.
                commands += self._run(consensus.on_start(), now)
        except Unacceptable as error:
            offence = Offence.BAD_SIGNATURE if isinstance(error, BadSeal) else Offence.MALFORMED
            commands.append(OffendWitness(peer=peer, offence=offence, detail=str(error)))
        return commands

    def _on_decided(self, peer: NodeKey, message: Decided) -> list[Command]:
        try:
            height = decode_seal(message.seal, self._replica.commune).height
        except Unacceptable as error:
            return [OffendWitness(peer=peer, offence=Offence.MALFORMED, detail=str(error))]
        found = self._replica.store.get_seal(height)
        if height > self._replica.height + 1 or (found is not None and found[0] == message.seal):
            return []
        return [Apply(seal=message.seal, certificate=message.certificate, peer=peer)]

    def _decode(self, message: Ballots) -> list[Message]:
        proposals = [decode_proposal(data, self._replica.commune) for data in message.proposals]
        return [*proposals, *map(decode_vote, message.votes)]

    def _send_ballots(self, peer: NodeKey, ballot: Ballot, messages: Sequence[Message]) -> list[Command]:
        frames = pack_ballots(ballot.epoch, ballot.height, messages)
        return [SendTo(peer=peer, message=frame) for frame in frames]

    def tell_place(self, peer: NodeKey) -> list[Command]:
        """Say where we stand and what we hold."""
        chain, consensus = get_chain(self._replica.state), self.consensus
        place = Sealing(
            epoch=chain.epoch,
            height=chain.height + 1,
            round=-1 if consensus is None else consensus.round,
            step=PROPOSE if consensus is None else consensus.step,
            bitmaps=() if consensus is None else tuple(consensus.get_bitmaps()[-ROUNDS_SHOWN:]),
        )
        return [SendTo(peer=peer, message=place)]

    def _pull(self, now: Now) -> list[Command]:
        """Every second while a height is open, then less often while nothing moves."""
        consensus = self.consensus
        if consensus is None or not consensus.is_started or now.mono_ms < self._pull_due_ms:
            return []
        place = (consensus.round, consensus.step)
        moved, self._pulled_at = place != self._pulled_at, place
        self._pull_wait_ms = PULL_MS if moved else min(self._pull_wait_ms * 3 // 2, PULL_MAX_MS)
        self._pull_due_ms = now.mono_ms + self._pull_wait_ms
        return [command for peer in self.peers for command in self.tell_place(peer)]
