# SPDX-License-Identifier: AGPL-3.0-or-later
"""How several witnesses agree on one seal: Tendermint for one height, sans IO.

    step       leaves it when                                                   and then
    propose    a valid proposal, or one with proof of its valid round; time     prevotes it, or nothing
    prevote    a quorum prevoted one seal, or nothing; time after any quorum    locks, precommits, or nothing
    precommit  time after any quorum of precommits                              begins the next round
    any        a quorum precommitted one seal                                   has decided
    any        f + 1 witnesses are in a later round                             joins them there

Messages, verdicts and time-outs in, actions out. Not here: streams, clocks, disks, what makes a seal valid.
The law: no two messages signed here for one (height, round, step) differ, and whoever precommitted a seal
prevotes no other until a quorum of a later round did. Numbers in comments are lines of the paper.
Source: Buchman, Kwon, Milosevic, arXiv:1807.04938, algorithm 1; docs/protocol.md section 4.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from ledger.encoding import as_list, decode, encode
from ledger.errors import Malformed
from ledger.seal import (
    PRECOMMIT,
    PREVOTE,
    Certificate,
    Seal,
    compute_fault_tolerance,
    compute_quorum,
    decode_seal,
    sign_vote,
)
from ledger.signing import Domain, sign
from ledger.votes import (
    NOTHING,
    PROPOSE,
    ROUND_MAX,
    STEPS,
    Ballot,
    Bitmap,
    Message,
    Proposal,
    Vote,
    compute_timeout_ms,
    decode_proposal,
    decode_vote,
    encode_proposal,
    encode_vote,
    is_timely,
    select_lacking,
)

ROUNDS_AHEAD: Final = 16
"""Beyond so many rounds, the number alone is kept: enough to see that f + 1 witnesses are there."""
SNAPSHOT_BYTES_MAX: Final = 64 * 1024 * 1024
"""Our own disk: months of rounds, which a liar may keep going in a commune with nothing to seal."""
_ITEMS_MAX: Final = 1 << 18


# --- actions ---------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Publish:
    """Signed here: to be synced to disk with `snapshot`, and only then sent to the other witnesses."""

    message: Message


@dataclass(frozen=True, slots=True, kw_only=True)
class Judge:
    """Say by `on_judged` whether this seal is valid, once its cut is held; saying nothing is allowed."""

    seal: Seal


@dataclass(frozen=True, slots=True, kw_only=True)
class NeedValue:
    """We propose in this round: give a seal by `on_value`, or nothing and the round passes."""

    round: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SetTimeout:
    """Call `on_timeout(step, round)` after this long."""

    step: str
    round: int
    duration_ms: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Decide:
    """A quorum precommitted this seal."""

    seal: Seal
    certificate: Certificate


@dataclass(frozen=True, slots=True, kw_only=True)
class Equivocation:
    """A witness signed both. An accident is likelier than a crime: it is shown, and people decide."""

    index: int
    first: Message
    second: Message


@dataclass(frozen=True, slots=True, kw_only=True)
class Forgot:
    """Another witness holds something signed with our key that we do not know: our memory is not whole."""


Action = Publish | Judge | NeedValue | SetTimeout | Decide | Equivocation | Forgot


class Consensus:
    """One height, one witness. Every method returns what is to be done, in order."""

    def __init__(self, ballot: Ballot, *, index: int, node_seed: bytes) -> None:
        """Build a machine at rest; `on_start` begins round 0.

        Args:
            index: our place in the list of this height.
            node_seed: what our node key signs with.
        """
        self.ballot = ballot
        self.index = index
        self.round = -1
        self.step = PROPOSE
        self.locked_round = self.valid_round = -1
        self.locked_id: bytes = NOTHING
        self.valid_id: bytes = NOTHING
        self.is_silent = False
        """Nothing is signed: we may have forgotten what we signed before."""
        self.decided: bytes | None = None
        self._seed = node_seed
        self._quorum = compute_quorum(len(ballot.witnesses))
        self._faults = compute_fault_tolerance(len(ballot.witnesses))
        self._seals: dict[bytes, Seal] = {}
        self._proposals: dict[int, Proposal] = {}
        self._votes: dict[tuple[int, str], dict[tuple[int, bytes], Vote]] = {}
        """(round, step) → (witness, seal id) → vote: a liar's second vote may complete a proof."""
        self._equivocal: set[tuple[int, str, int]] = set()
        self._precommitted: dict[bytes, int] = {}
        """Seal id → a round in which a quorum precommitted it."""
        self._latest: dict[int, int] = {}
        """Another witness → the latest round in which it was heard."""
        self._verdicts: dict[bytes, bool] = {}
        self._untimely: set[int] = set()
        self._timed: set[tuple[str, int]] = set()
        self._out: list[Action] = []

    @property
    def is_started(self) -> bool:
        return self.round >= 0

    # --- inputs -------------------------------------------------------------------------------------------

    def on_start(self) -> list[Action]:
        """There is something to seal, or another witness is at it."""
        if not self.is_started and self.decided is None:
            self._start_round(0)
        return self._settle()

    def on_value(self, round_number: int, seal: Seal | None) -> list[Action]:
        """The answer to `NeedValue`; no seal: this round passes, unless one is given in time."""
        is_now = (round_number, self.step) == (self.round, PROPOSE) and self.decided is None
        is_ours = self.ballot.get_proposer(round_number) == self.index and not self.is_silent
        if is_now and is_ours and seal is not None and round_number not in self._proposals:
            self._verdicts[seal.id] = True
            self._propose(seal, -1)
        return self._settle()

    def on_judged(self, seal_id: bytes, is_valid: bool) -> list[Action]:
        """The answer to `Judge`. What is not held yet has no verdict."""
        self._verdicts[seal_id] = is_valid
        return self._settle()

    def on_timeout(self, step: str, round_number: int) -> list[Action]:
        """Lines 57 to 67."""
        if round_number == self.round and self.decided is None:
            if step == PROPOSE == self.step:
                self._vote(PREVOTE, NOTHING)
            elif step == PREVOTE == self.step:
                self._vote(PRECOMMIT, NOTHING)
            elif step == PRECOMMIT:
                self._start_round(self.round + 1)
        return self._settle()

    def on_message(self, message: Message, now_ms: int) -> list[Action]:
        """One message of this height from another witness.

        Args:
            now_ms: our clock, read once for a fresh proposal and for nothing else.

        Raises:
            BadSeal: not one of these witnesses signed it (blame: who passed it on).
        """
        if not self._holds(message):
            self.ballot.check(message)
            author = self.ballot.get_author(message)
            if author != self.index:
                self._latest[author] = max(message.round, self._latest.get(author, -1))
            elif not self.is_silent:
                # We never signed this, as far as we know: a copy of this computer, or an old one put back.
                self.is_silent = True
                self._out.append(Forgot())
            if message.round <= self.round + ROUNDS_AHEAD:
                if isinstance(message, Vote):
                    self._add_vote(message)
                else:
                    self._add_proposal(message, author, now_ms)
        return self._settle()

    def _holds(self, message: Message) -> bool:
        if isinstance(message, Vote):
            votes = self._votes.get((message.round, message.step), {})
            return votes.get((message.index, message.seal_id)) == message
        return self._proposals.get(message.round) == message

    def _add_vote(self, vote: Vote) -> None:
        votes = self._votes.get((vote.round, vote.step), {})
        if (vote.index, vote.seal_id) in votes:
            return
        first = next((known for known in votes.values() if known.index == vote.index), None)
        if first is not None:
            self._show(vote.step, vote.index, first, vote)
            # Of a liar's many, those that may complete a proof; their number is that of the seals we keep.
            if vote.seal_id != NOTHING and vote.seal_id not in self._seals:
                return
        self._keep_vote(vote)

    def _keep_vote(self, vote: Vote) -> None:
        self._votes.setdefault((vote.round, vote.step), {})[vote.index, vote.seal_id] = vote
        is_quorum = self._count(vote.round, vote.step, vote.seal_id) >= self._quorum
        if is_quorum and vote.step == PRECOMMIT and vote.seal_id != NOTHING:
            self._precommitted.setdefault(vote.seal_id, vote.round)

    def _add_proposal(self, proposal: Proposal, author: int, now_ms: int) -> None:
        known = self._proposals.setdefault(proposal.round, proposal)
        if (known.seal.id, known.valid_round) != (proposal.seal.id, proposal.valid_round):
            if self._show(PROPOSE, author, known, proposal):
                # Whichever a quorum wants is needed to decide; only the first may get our prevote.
                self._keep_seal(proposal.seal)
            return
        # Tested once, here, on a fresh proposal; never again on this seal.
        is_fresh = known is proposal and proposal.valid_round < 0
        if is_fresh and not is_timely(proposal.seal.time_ms, now_ms, proposal.round):
            self._untimely.add(proposal.round)
        self._keep_seal(proposal.seal)

    def _show(self, step: str, author: int, first: Message, second: Message) -> bool:
        """Once a place: two signatures prove it, more would only fill memory."""
        place = (first.round, step, author)
        if place in self._equivocal:
            return False
        self._equivocal.add(place)
        self._out.append(Equivocation(index=author, first=first, second=second))
        return True

    def _keep_seal(self, seal: Seal) -> None:
        if seal.id not in self._seals:
            self._seals[seal.id] = seal
            if seal.id not in self._verdicts:
                self._out.append(Judge(seal=seal))

    # --- signing ------------------------------------------------------------------------------------------

    def _propose(self, seal: Seal, valid_round: int) -> None:
        content = self.ballot.proposal_content(self.round, valid_round, seal.id)
        proposal = Proposal(
            round=self.round,
            valid_round=valid_round,
            seal=seal,
            signature=sign(self._seed, Domain.PROPOSAL, content),
        )
        self._proposals[self.round] = proposal
        self._keep_seal(seal)
        self._out.append(Publish(message=proposal))

    def _vote(self, step: str, seal_id: bytes) -> None:
        self.step = step
        if self.is_silent:
            return
        content = self.ballot.vote_content(self.round, step, seal_id)
        vote = Vote(
            round=self.round,
            step=step,
            seal_id=seal_id,
            index=self.index,
            signature=sign_vote(self._seed, content),
        )
        votes = self._votes.get((self.round, step), {})
        assert all(index != self.index for index, _ in votes), "we never vote twice in one place"
        self._keep_vote(vote)
        self._out.append(Publish(message=vote))

    # --- rules --------------------------------------------------------------------------------------------

    def _settle(self) -> list[Action]:
        """Apply every rule that holds until none does; hand out what is to be done."""
        while self.decided is None and not self._try_decide() and self.is_started:
            if not (self._follow_later_round() or self._try_prevote() or self._try_precommit()):
                self._set_timeouts()
                break
        out, self._out = self._out, []
        return out

    def _start_round(self, round_number: int) -> None:
        """Lines 11 to 21."""
        self.round, self.step = round_number, PROPOSE
        duration = compute_timeout_ms(PROPOSE, round_number)
        self._out.append(SetTimeout(step=PROPOSE, round=round_number, duration_ms=duration))
        is_mine = self.ballot.get_proposer(round_number) == self.index
        if not is_mine or self.is_silent or round_number in self._proposals:
            return
        if self.valid_round >= 0:
            self._propose(self._seals[self.valid_id], self.valid_round)
        else:
            self._out.append(NeedValue(round=round_number))

    def _follow_later_round(self) -> bool:
        """Line 55: f + 1 witnesses in a later round cannot all lie about being there."""
        ahead = sorted((number for number in self._latest.values() if number > self.round), reverse=True)
        if len(ahead) <= self._faults:
            return False
        # The highest round that f + 1 of them have reached.
        self._start_round(ahead[self._faults])
        return True

    def _try_prevote(self) -> bool:
        """Lines 22 and 28."""
        proposal = self._proposals.get(self.round)
        if self.step != PROPOSE or proposal is None:
            return False
        seal_id, valid_round = proposal.seal.id, proposal.valid_round
        verdict = self._verdicts.get(seal_id)
        if valid_round >= 0:
            if self._count(valid_round, PREVOTE, seal_id) < self._quorum:
                return False
            is_free = self.locked_round <= valid_round or self.locked_id == seal_id
        else:
            is_free = self.locked_round < 0 or self.locked_id == seal_id
            if self.round in self._untimely and self.locked_round < 0:
                verdict = False
        if verdict is None:
            # Not held yet is not invalid: the prevote waits for it, or for the time-out.
            return False
        self._vote(PREVOTE, seal_id if verdict and is_free else NOTHING)
        return True

    def _try_precommit(self) -> bool:
        """Lines 36 and 44."""
        if self.step == PROPOSE:
            return False
        for seal_id in self._seals:
            if not self._verdicts.get(seal_id) or self._count(self.round, PREVOTE, seal_id) < self._quorum:
                continue
            is_new = self.valid_round < self.round
            self.valid_id, self.valid_round = seal_id, self.round
            if self.step == PREVOTE:
                self.locked_id, self.locked_round = seal_id, self.round
                self._vote(PRECOMMIT, seal_id)
                return True
            return is_new
        if self.step == PREVOTE and self._count(self.round, PREVOTE, NOTHING) >= self._quorum:
            self._vote(PRECOMMIT, NOTHING)
            return True
        return False

    def _set_timeouts(self) -> None:
        """Lines 34 and 47: a quorum voted, not for one thing."""
        for step in (PREVOTE, PRECOMMIT):
            place = (step, self.round)
            waits = step == PRECOMMIT or self.step == PREVOTE
            is_full = self._bits(self.round, step).bit_count() >= self._quorum
            if waits and is_full and place not in self._timed:
                self._timed.add(place)
                duration = compute_timeout_ms(step, self.round)
                self._out.append(SetTimeout(step=step, round=self.round, duration_ms=duration))

    def _try_decide(self) -> bool:
        """Line 49: in whatever round it happened. The driver checks the seal as any follower does."""
        for seal_id, number in self._precommitted.items():
            if seal_id in self._seals:
                self.decided = seal_id
                votes = self._votes[number, PRECOMMIT].values()
                signatures = sorted((vote.index, vote.signature) for vote in votes if vote.seal_id == seal_id)
                certificate = Certificate(round=number, signatures=tuple(signatures))
                self._out.append(Decide(seal=self._seals[seal_id], certificate=certificate))
                return True
        return False

    def _count(self, round_number: int, step: str, seal_id: bytes) -> int:
        return sum(1 for _, voted in self._votes.get((round_number, step), {}) if voted == seal_id)

    # --- what others lack, what survives --------------------------------------------------------------------

    def get_messages(self) -> list[Message]:
        """Everything held of this height, rounds ascending: what a witness that lacks it is sent."""
        found: list[Message] = list(self._proposals.values())
        found += [vote for votes in self._votes.values() for vote in votes.values()]
        return sorted(found, key=lambda message: message.round)

    def get_proof(self, proposal: Proposal) -> list[Message]:
        """The prevotes that justify a proposal's valid round."""
        return self._get_prevotes(proposal.valid_round, proposal.seal.id)

    def _get_prevotes(self, round_number: int, seal_id: bytes) -> list[Message]:
        votes = self._votes.get((round_number, PREVOTE), {})
        return [vote for vote in votes.values() if vote.seal_id == seal_id]

    def select_lacking(self, bitmaps: Iterable[Bitmap]) -> list[Message]:
        """What a witness of this height that says it holds these is to be sent.

        A bitmap tells who voted, not for what. A liar who completes a quorum for one of us alone, another
        each round, would keep each locked on something else for ever: so what justifies our valid value, and
        the proposal of this round, goes to whoever asks.
        """
        lacking = select_lacking(self.get_messages(), bitmaps)
        proofs = self._get_prevotes(self.valid_round, self.valid_id)
        if (proposal := self._proposals.get(self.round)) is not None:
            proofs += self.get_proof(proposal)
        return list(dict.fromkeys(lacking + proofs))

    def get_bitmaps(self) -> list[Bitmap]:
        """What is held of each round, rounds ascending."""
        rounds = sorted({number for number, _ in self._votes} | set(self._proposals))
        return [
            (number, number in self._proposals, self._bits(number, PREVOTE), self._bits(number, PRECOMMIT))
            for number in rounds
        ]

    def _bits(self, round_number: int, step: str) -> int:
        bits = 0
        for index, _ in self._votes.get((round_number, step), {}):
            bits |= 1 << index
        return bits

    def _is_own(self, message: Message) -> bool:
        return self.ballot.get_author(message) == self.index

    def snapshot(self) -> bytes:
        """What must be on disk before anything signed leaves: that, lock, valid value, proofs."""
        proofs = {(self.locked_round, PREVOTE), (self.valid_round, PREVOTE)}
        kept = [
            message
            for message in self.get_messages()
            if self._is_own(message)
            or (isinstance(message, Vote) and (message.round, message.step) in proofs)
        ]
        return encode(
            [
                [self.ballot.epoch, self.ballot.height, self.round, self.step],
                [self.locked_round, self.locked_id, self.valid_round, self.valid_id],
                [
                    self._seals[seal_id].encoded
                    for seal_id in sorted({self.locked_id, self.valid_id} - {NOTHING})
                ],
                [encode_proposal(message) for message in kept if isinstance(message, Proposal)],
                [encode_vote(message) for message in kept if isinstance(message, Vote)],
            ]
        )

    def on_resume(self, saved: bytes) -> list[Action]:
        """Take up a height after a restart: same round, same step, fresh time-outs, and all we signed again.

        Raises:
            Malformed: not what `snapshot` gave for this height.
        """
        parts = as_list(decode(saved, size_max=SNAPSHOT_BYTES_MAX, items_max=_ITEMS_MAX, depth_max=3), 5)
        place, values = as_list(parts[0], 4), as_list(parts[1], 4)
        if place[:2] != [self.ballot.epoch, self.ballot.height]:
            raise Malformed("a snapshot of another height")
        rounds = (place[2], values[0], values[2])
        is_in_bounds = all(type(number) is int and -1 <= number < ROUND_MAX for number in rounds)
        if not is_in_bounds or place[3] not in STEPS:
            raise Malformed("snapshot: place")
        self.round, self.step = place[2], place[3]
        self.locked_round, self.locked_id, self.valid_round, self.valid_id = values
        for encoded in as_list(parts[2]):
            self._keep_seal(decode_seal(encoded, self.ballot.commune))
        if not {self.locked_id, self.valid_id} <= {NOTHING, *self._seals}:
            raise Malformed("snapshot: a seal is missing")
        for encoded in as_list(parts[3]):
            proposal = decode_proposal(encoded, self.ballot.commune)
            self._proposals[proposal.round] = proposal
            self._keep_seal(proposal.seal)
        for encoded in as_list(parts[4]):
            vote = decode_vote(encoded)
            self._keep_vote(vote)
        self._out += [Publish(message=message) for message in self.get_messages() if self._is_own(message)]
        if self.is_started and self.step == PROPOSE:
            self._start_round(self.round)
        return self._settle()
