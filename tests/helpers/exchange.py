# SPDX-License-Identifier: AGPL-3.0-or-later
"""Sealing machines of several witnesses in one process, joined in memory, under a clock that moves when told.

Real replicas, real vote files, real frames; only the network and the clocks are of this module.
"""

from __future__ import annotations

import heapq
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from ledger.errors import LedgerError, StoreError
from ledger.event import Event
from ledger.replica import Replica
from ledger.seal import PREVOTE, Certificate, Seal, decode_certificate, decode_seal
from ledger.signing import Domain, sign
from ledger.state import get_chain, get_witnesses
from ledger.units import EventId, NodeKey
from ledger.votes import Ballot, Message, Proposal, Vote
from p2p.keeping import follow_seal
from p2p.machines.sealing import SealingMachine
from p2p.machines.sealing_commands import (
    Apply,
    Command,
    MarkBroken,
    MarkWhole,
    Now,
    OffendWitness,
    RememberBoot,
    SaveVotes,
    SendTo,
    ShowEvidence,
    Want,
)
from p2p.vote_file import VoteFile
from p2p.wire_witness import (
    Boot,
    WitnessMessage,
    decode_witness_message,
    encode_witness_message,
    pack_ballots,
)
from tests.helpers.builders import Person, seed_of
from tests.helpers.hamlet import Hamlet, follow, give, open_votes

LATENCY_MS = 10


@dataclass
class Member:
    """One witness and what its driver keeps."""

    name: str
    replica: Replica
    votes: VoteFile
    machine: SealingMachine
    skew_ms: int = 0
    median_offset_ms: int | None = 0
    disk_is_full: bool = False
    boots: dict[NodeKey, Boot] = field(default_factory=dict[NodeKey, Boot])
    evidence: list[ShowEvidence] = field(default_factory=list[ShowEvidence])
    offences: list[OffendWitness] = field(default_factory=list[OffendWitness])
    wanted: list[EventId] = field(default_factory=list[EventId])

    @property
    def key(self) -> NodeKey:
        return self.machine.memory.node_key


def ballot_of(replica: Replica) -> Ballot:
    """Where messages of a copy's open height are judged."""
    chain = get_chain(replica.state)
    return Ballot(
        commune=replica.commune,
        epoch=chain.epoch,
        height=chain.height + 1,
        witnesses=get_witnesses(replica.state),
    )


def sign_vote_as(person: Person, ballot: Ballot, step: str, seal_id: bytes, round_number: int = 0) -> Vote:
    """A vote with this witness's real key."""
    index = [row.node for row in ballot.witnesses].index(person.node)
    content = ballot.vote_content(round_number, step, seal_id)
    signature = sign(seed_of(f"{person.name} node"), Domain.VOTE, content)
    return Vote(round=round_number, step=step, seal_id=seal_id, index=index, signature=signature)


class Exchange:
    """See the module. `lose` decides which frames never arrive."""

    def __init__(self, hamlet: Hamlet, names: Sequence[str]) -> None:
        self.hamlet = hamlet
        self.mono_ms = 0
        self.members: dict[str, Member] = {}
        self.frames: list[tuple[str, str, WitnessMessage]] = []
        self.lose: Callable[[str, str, WitnessMessage], bool] = lambda _from, _to, _message: False
        self.serve_events = True
        self._start_ms = hamlet.now_ms + 5_000
        self._queue: list[tuple[int, int, Callable[[], None]]] = []
        self._count = 0
        for name in names:
            self.start(name)

    def __getitem__(self, name: str) -> Member:
        return self.members[name]

    # --- who is there

    def start(self, name: str, replica: Replica | None = None, votes: VoteFile | None = None) -> Member:
        """A witness begins, on the disks given or on fresh copies, and meets the others."""
        votes = votes or open_votes()
        replica = replica or self.hamlet.copy()
        machine = SealingMachine(
            replica,
            node_seed=seed_of(f"{name} node"),
            boot_counter=votes.boot_counter,
            boot_id=votes.boot_id,
            broken_because=votes.broken_because,
            signed_up_to=votes.get_last_place(),
        )
        member = Member(name, replica, votes, machine)
        self.members[name] = member
        for other in self.members.values():
            if other is not member:
                self._meet(member, other)
                self._meet(other, member)
        self.do(member, machine.on_tick(self.now(member)))
        return member

    def _meet(self, member: Member, other: Member) -> None:
        if other.key in member.boots:
            member.machine.memory.recall(other.key, member.boots[other.key])
        self.do(member, member.machine.on_open(other.key, self.now(member)))

    def stop(self, name: str) -> Member:
        """Power off: its streams close, frames under way are lost."""
        gone = self.members.pop(name)
        for other in self.members.values():
            other.machine.on_closed(gone.key)
        return gone

    def now(self, member: Member) -> Now:
        member.machine.median_offset_ms = member.median_offset_ms
        if member.machine.consensus is None:
            replica = member.replica
            member.machine.saved = member.votes.load(replica.epoch, replica.height + 1)
        return Now(mono_ms=self.mono_ms, civil_ms=self.civil_ms + member.skew_ms)

    @property
    def civil_ms(self) -> int:
        return self._start_ms + self.mono_ms

    def sleep_days(self, days: int) -> None:
        """Everybody is off for so long."""
        self._start_ms += days * 86_400_000

    # --- what happens

    def do(self, member: Member, commands: Sequence[Command]) -> None:
        waiting = list(commands)
        try:
            while waiting:
                match waiting.pop(0):
                    case SaveVotes() as command:
                        if member.disk_is_full:
                            raise StoreError("full")
                        member.votes.save(command.epoch, command.height, command.snapshot, command.signed)
                    case SendTo(peer=peer, message=message):
                        self.send(member.key, peer, message)
                    case Apply() as command:
                        if self._apply(member, command):
                            waiting += member.machine.on_change(self.now(member))
                    case Want(ids=ids):
                        self._want(member, ids)
                    case RememberBoot(peer=peer, boot=boot):
                        member.boots[peer] = boot
                    case MarkBroken(why=why, counter=counter):
                        member.votes.mark_broken(why, counter)
                    case MarkWhole():
                        member.votes.mark_whole()
                    case ShowEvidence() as shown:
                        member.evidence.append(shown)
                    case OffendWitness() as offence:
                        member.offences.append(offence)
        except StoreError:
            member.machine.reset()

    def _apply(self, member: Member, command: Apply) -> bool:
        replica, height = member.replica, member.replica.height
        try:
            seal = decode_seal(command.seal, replica.commune)
            missing = follow_seal(replica, seal, command.certificate, (), b"")
        except LedgerError:
            if command.peer is None:
                raise
            return False
        self._want(member, missing)
        if replica.height > height:
            self._later(LATENCY_MS * 3, self._spread)
        return replica.height > height

    def _spread(self) -> None:
        """Who is no witness of this height gets its seal by sync, as any resident does."""
        for member in self.members.values():
            is_out = member.machine.memory.get_index() is None
            if is_out and member.replica.height < max(self.heights):
                self.sync(member.name)

    def _want(self, member: Member, ids: Sequence[EventId]) -> None:
        member.wanted += ids
        if ids and self.serve_events:
            self._later(LATENCY_MS * 2, lambda: self._serve(member, ids))

    def _serve(self, member: Member, ids: Sequence[EventId]) -> None:
        for event_id in ids:
            holders = [other.replica for other in self.members.values() if other is not member]
            found = [event for holder in holders if (event := holder.get_event(event_id)) is not None]
            if found:
                self.hand(found[0], member.name)

    def _later(self, wait_ms: int, action: Callable[[], None]) -> None:
        self._count += 1
        heapq.heappush(self._queue, (self.mono_ms + wait_ms, self._count, action))

    def send(self, sender: NodeKey, to: NodeKey, message: WitnessMessage) -> None:
        """A frame on its way; also from somebody whose machine is not here."""
        names = {seed_name(self.hamlet, key): key for key in (sender, to)}
        origin, target = list(names)
        if target not in self.members or self.lose(origin, target, message):
            return
        self.frames.append((origin, target, message))
        content = encode_witness_message(message)

        def arrive() -> None:
            member = self.members.get(target)
            if member is not None:
                decoded = decode_witness_message(content)
                self.do(member, member.machine.on_frame(sender, decoded, self.now(member)))

        self._later(LATENCY_MS, arrive)

    def hand(self, event: Event, *names: str) -> None:
        """An event reaches these witnesses; all of them when none is named."""
        for name in names or tuple(self.members):
            member = self.members[name]
            missing = give(member.replica, event).missing
            if missing and self.serve_events:
                self._serve(member, missing)
            self.do(member, member.machine.on_change(self.now(member)))

    def sync(self, name: str) -> None:
        """What sync does apart from the witnesses: bring all seals of the furthest."""
        member = self.members[name]
        best = max((other.replica for other in self.members.values()), key=lambda replica: replica.height)
        follow(member.replica, best)
        self.do(member, member.machine.on_change(self.now(member)))

    # --- time

    def run(self, wait_ms: int) -> None:
        """Let so much time pass."""
        end = self.mono_ms + wait_ms
        while True:
            due = self._next_due()
            instants = [row[0] for row in self._queue[:1]] + ([] if due is None else [due])
            instant = min(instants, default=end + 1)
            if instant > end:
                break
            self.mono_ms = max(self.mono_ms, instant)
            if self._queue and self._queue[0][0] <= self.mono_ms:
                heapq.heappop(self._queue)[2]()
                continue
            for member in list(self.members.values()):
                self.do(member, member.machine.on_tick(self.now(member)))
            again = self._next_due()
            assert again is None or again > self.mono_ms or self._queue, "a machine that is always due"
        self.mono_ms = end

    def _next_due(self) -> int | None:
        dues = [member.machine.next_due_ms(self.now(member)) for member in self.members.values()]
        return min((due for due in dues if due is not None), default=None)

    def run_until(self, condition: Callable[[], bool], within_ms: int = 60_000) -> int:
        """Until this holds; how long it took."""
        start = self.mono_ms
        while not condition():
            assert self.mono_ms - start < within_ms, "it never happened"
            self.run(LATENCY_MS)
        return self.mono_ms - start

    # --- what to ask

    @property
    def heights(self) -> set[int]:
        return {member.replica.height for member in self.members.values()}

    def are_sealed(self, *events: Event) -> bool:
        places = [
            member.replica.store.get_place(event.id) for member in self.members.values() for event in events
        ]
        return all(place is not None and place[0] > 0 for place in places)

    def is_idle(self) -> bool:
        """Whether all stand at one height and have nothing more to do there."""
        machines = [m.machine for m in self.members.values() if m.machine.memory.get_index() is not None]
        is_quiet = all(m.consensus is not None and not m.consensus.is_started for m in machines)
        return (
            is_quiet
            and len(self.heights) == 1
            and not any(r.must_seal(self.civil_ms) for r in self._replicas())
        )

    def _replicas(self) -> list[Replica]:
        return [member.replica for member in self.members.values()]

    def settle(self) -> int:
        """Until everything is sealed and silent again; the height."""
        self.run_until(self.is_idle)
        return self._replicas()[0].height

    def certificate(self, height: int) -> Certificate:
        found = self._replicas()[0].store.get_seal(height)
        assert found is not None
        return decode_certificate(found[1])

    def get_prevotes(self, height: int, round_number: int = 0) -> dict[str, bytes | None]:
        """What each witness prevoted, by its own file."""
        place = (0, height, round_number, PREVOTE)
        return {name: member.votes.get_signed(place) for name, member in self.members.items()}

    def name_of_proposer(self, round_number: int = 0) -> str:
        """Who proposes at the open height."""
        ballot = self.get_ballot()
        return seed_name(self.hamlet, ballot.witnesses[ballot.get_proposer(round_number)].node)

    def get_ballot(self) -> Ballot:
        return ballot_of(max(self._replicas(), key=lambda replica: replica.height))

    # --- what a liar does with its real key

    def sign_proposal(self, name: str, seal: Seal, round_number: int = 0) -> Proposal:
        content = self.get_ballot().proposal_content(round_number, -1, seal.id)
        signature = sign(seed_of(f"{name} node"), Domain.PROPOSAL, content)
        return Proposal(round=round_number, valid_round=-1, seal=seal, signature=signature)

    def sign_vote(self, name: str, step: str, seal_id: bytes, round_number: int = 0) -> Vote:
        return sign_vote_as(self.hamlet.people[name], self.get_ballot(), step, seal_id, round_number)

    def tell(self, name: str, messages: Sequence[Message], to: Sequence[str] = ()) -> None:
        """Ballots from this witness's key to some of the others."""
        ballot = self.get_ballot()
        for target in to or [other for other in self.members if other != name]:
            for frame in pack_ballots(ballot.epoch, ballot.height, messages):
                self.send(self.hamlet.people[name].node, self.hamlet.people[target].node, frame)


def seed_name(hamlet: Hamlet, key: NodeKey) -> str:
    return next(name for name, person in hamlet.people.items() if person.node == key)
