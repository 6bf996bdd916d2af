# SPDX-License-Identifier: AGPL-3.0-or-later
"""What witnesses say to each other about one height: proposals and votes, their bytes, and who lacks which.

Not here: when they are signed (`consensus`), how they travel (`p2p`).
Source: docs/protocol.md section 4.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final

from ledger import limits
from ledger.encoding import as_list, decode, encode
from ledger.errors import BadSeal, Malformed
from ledger.seal import PRECOMMIT, PREVOTE, Seal, decode_seal, vote_content
from ledger.signing import Domain, verify
from ledger.state import Witness
from ledger.units import EventId

PROPOSE: Final = "propose"
STEPS: Final = (PROPOSE, PREVOTE, PRECOMMIT)
NOTHING: Final = b""
"""The seal id of a vote for no seal."""

TIMEOUTS_MS: Final = {PROPOSE: 3_000, PREVOTE: 1_000, PRECOMMIT: 1_000}
TIMEOUT_MAX_MS: Final = 60_000
TIMELY_MS: Final = 15_000
"""How far a fresh proposal's time may be from the clock of who judges it, growing with each round."""
ROUND_MAX: Final = 1 << 20
MESSAGE_BYTES_MAX: Final = limits.SEAL_FRAME_BYTES_MAX + 256

Bitmap = tuple[int, bool, int, int]
"""(round, whether its proposal is held, prevotes held as bits by index of witness, precommits held)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """A proposer's seal for one round, signed."""

    round: int
    valid_round: int
    """−1: fresh. Otherwise the round in which a quorum prevoted this seal."""
    seal: Seal
    signature: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Vote:
    """One witness's prevote or precommit."""

    round: int
    step: str
    seal_id: bytes
    """`NOTHING`: for no seal."""
    index: int
    signature: bytes


Message = Proposal | Vote


def encode_proposal(proposal: Proposal) -> bytes:
    return encode([proposal.round, proposal.valid_round + 1, proposal.seal.encoded, proposal.signature])


def encode_vote(vote: Vote) -> bytes:
    return encode([vote.round, STEPS.index(vote.step), vote.seal_id, vote.index, vote.signature])


def decode_proposal(data: bytes, commune: EventId) -> Proposal:
    """A proposal from a peer or our own disk, checked for shape alone.

    Raises:
        Malformed: size, encoding, a field.
    """
    number, valid, seal, signature = as_list(
        decode(data, size_max=MESSAGE_BYTES_MAX, items_max=8, depth_max=1), 4
    )
    _check_numbers(number, valid)
    if type(seal) is not bytes or type(signature) is not bytes or len(signature) != 64:
        raise Malformed("proposal")
    return Proposal(round=number, valid_round=valid - 1, seal=decode_seal(seal, commune), signature=signature)


def decode_vote(data: bytes) -> Vote:
    """A vote from a peer or our own disk, checked for shape alone.

    Raises:
        Malformed: size, encoding, a field.
    """
    number, step, seal_id, index, signature = as_list(
        decode(data, size_max=MESSAGE_BYTES_MAX, items_max=8, depth_max=1), 5
    )
    _check_numbers(number, step, index)
    if step not in (1, 2) or index >= limits.WITNESSES_MAX:
        raise Malformed("vote: step or index")
    if type(seal_id) is not bytes or len(seal_id) not in (0, 32):
        raise Malformed("vote: seal")
    if type(signature) is not bytes or len(signature) != 64:
        raise Malformed("vote: signature")
    return Vote(
        round=number,
        step=PREVOTE if step == 1 else PRECOMMIT,
        seal_id=seal_id,
        index=index,
        signature=signature,
    )


def _check_numbers(*numbers: Any) -> None:
    if any(type(number) is not int or not 0 <= number <= ROUND_MAX for number in numbers):
        raise Malformed("number")


@dataclass(frozen=True, slots=True, kw_only=True)
class Ballot:
    """Where messages of one height are judged: what every signature in them is over."""

    commune: EventId
    epoch: int
    height: int
    witnesses: tuple[Witness, ...]

    def get_proposer(self, round_number: int) -> int:
        """Index of who proposes in a round."""
        return (self.height + round_number) % len(self.witnesses)

    def proposal_content(self, round_number: int, valid_round: int, seal_id: bytes) -> bytes:
        """What a proposer signs, under `Domain.PROPOSAL`."""
        return encode([self.commune, self.epoch, self.height, round_number, valid_round, seal_id])

    def vote_content(self, round_number: int, step: str, seal_id: bytes) -> bytes:
        """What a witness signs, under `Domain.VOTE`."""
        return vote_content(
            self.commune,
            epoch=self.epoch,
            height=self.height,
            round_number=round_number,
            step=step,
            seal_id=seal_id,
        )

    def get_author(self, message: Message) -> int:
        """Index of who must have signed it."""
        return message.index if isinstance(message, Vote) else self.get_proposer(message.round)

    def check(self, message: Message) -> None:
        """Check that a witness of this height signed it.

        Raises:
            BadSeal: a round, step or index out of bounds, another height, a signature that does not hold.
        """
        if not 0 <= message.round < ROUND_MAX:
            raise BadSeal("round")
        if isinstance(message, Vote):
            if message.index >= len(self.witnesses) or message.step not in (PREVOTE, PRECOMMIT):
                raise BadSeal("no such witness or step")
            content = self.vote_content(message.round, message.step, message.seal_id)
            domain = Domain.VOTE
        else:
            if (message.seal.epoch, message.seal.height) != (self.epoch, self.height):
                raise BadSeal("a proposal of another height")
            if not -1 <= message.valid_round < message.round:
                raise BadSeal("valid round")
            content = self.proposal_content(message.round, message.valid_round, message.seal.id)
            domain = Domain.PROPOSAL
        key = self.witnesses[self.get_author(message)].node
        if not verify(key, domain, content, message.signature):
            raise BadSeal("a witness's signature does not hold")


def compute_timeout_ms(step: str, round_number: int) -> int:
    """3 s to propose, 1 s for the others, half as much again each round, at most a minute."""
    duration = TIMEOUTS_MS[step]
    for _ in range(min(round_number, 12)):
        duration = duration * 3 // 2
    return min(duration, TIMEOUT_MAX_MS)


def is_timely(seal_ms: int, now_ms: int, round_number: int) -> bool:
    """Whether a fresh proposal's time is near this clock: at most 15 s later, or 15 s × 1.5^round earlier.

    A delay of a fresh proposal only, never part of validity: otherwise a pause of 16 s would stop an honest
    commune for ever.
    """
    back = TIMELY_MS
    for _ in range(min(round_number, 64)):
        back = back * 3 // 2
    return now_ms - back <= seal_ms <= now_ms + TIMELY_MS


def select_lacking(messages: Iterable[Message], bitmaps: Iterable[Bitmap]) -> list[Message]:
    """Those of the messages that a witness with these bitmaps does not hold."""
    held = {
        number: (has_proposal, prevotes, precommits) for number, has_proposal, prevotes, precommits in bitmaps
    }
    lacking: list[Message] = []
    for message in messages:
        has_proposal, prevotes, precommits = held.get(message.round, (False, 0, 0))
        if isinstance(message, Proposal):
            is_held = has_proposal
        else:
            is_held = bool((prevotes if message.step == PREVOTE else precommits) >> message.index & 1)
        if not is_held:
            lacking.append(message)
    return lacking
