# SPDX-License-Identifier: AGPL-3.0-or-later
"""Message charts with one `Consensus`: what goes in (>>), what comes out (<<), in order, nothing left over.

        chart.start()
        chart >> proposal(0, A) << judge(A)
        chart >> valid(A) << prevote(0, A)
        chart >> prevote(0, A, by=(1, 2)) << precommit(0, A)

Witness r mod n proposes in round r. A word without `by` that comes out is ours. Time-outs are no words of the
conversation: `chart.waits` holds those asked for, and `late` fires only one of them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

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
from ledger.seal import PRECOMMIT, PREVOTE, Seal, check_certificate, sign_vote
from ledger.signing import Domain, sign
from ledger.units import EventId
from ledger.votes import NOTHING, Ballot, Message, Proposal, Vote
from tests.helpers.builders import seed_of
from tests.vectors.seals import seal_of, witnesses_of

COMMUNE = EventId(seed_of("commune"))
START_MS = 1_800_000_000_000
HEIGHT = 420
A, B, C = "A", "B", "C"
NIL: Final = ""


@dataclass(frozen=True)
class Word:
    """One line of a chart."""

    kind: str
    round: int = -1
    seal: str = NIL
    valid: int = -1
    by: tuple[int, ...] = ()


def proposal(number: int, seal: str, *, valid: int = -1) -> Word:
    return Word("proposal", number, seal, valid)


def prevote(number: int, seal: str, *, by: tuple[int, ...] = ()) -> Word:
    return Word(PREVOTE, number, seal, by=by)


def precommit(number: int, seal: str, *, by: tuple[int, ...] = ()) -> Word:
    return Word(PRECOMMIT, number, seal, by=by)


def valid(seal: str) -> Word:
    return Word("valid", seal=seal)


def invalid(seal: str) -> Word:
    return Word("invalid", seal=seal)


def late(step: str, number: int) -> Word:
    return Word(f"late {step}", number)


def value(number: int, seal: str) -> Word:
    return Word("value", number, seal)


def judge(seal: str) -> Word:
    return Word("judge", seal=seal)


def need_value(number: int) -> Word:
    return Word("need value", number)


def decide(seal: str, *, by: tuple[int, ...], in_round: int = 0) -> Word:
    return Word("decide", in_round, seal, by=by)


def equivocation(index: int) -> Word:
    return Word("equivocation", by=(index,))


def forgot() -> Word:
    return Word("forgot")


class Chart:
    """One witness of a list, and whoever talks to it."""

    def __init__(self, size: int = 4, *, index: int | None = None) -> None:
        rows, self.seeds = witnesses_of(size)
        self.index = size - 1 if index is None else index
        self.ballot = Ballot(commune=COMMUNE, epoch=0, height=HEIGHT, witnesses=rows)
        self.now_ms = START_MS
        self.names: dict[bytes, str] = {NOTHING: NIL}
        self.said: list[Word] = []
        self.signed: list[Message] = []
        self.equivocations: list[Equivocation] = []
        self.waits: list[tuple[str, int, int]] = []
        self.saved = b""
        self.machine = self.make_machine()

    def make_machine(self) -> Consensus:
        return Consensus(self.ballot, index=self.index, node_seed=self.seeds[self.index])

    def start(self) -> Chart:
        return self.hear(self.machine.on_start())

    def power_cut(self) -> Chart:
        """All is lost but the disk."""
        self.ends()
        self.machine = self.make_machine()
        self.waits = []
        return self.hear(self.machine.on_resume(self.saved))

    def __rshift__(self, word: Word) -> Chart:
        self.ends()
        machine = self.machine
        match word.kind:
            case "valid" | "invalid":
                return self.hear(machine.on_judged(self.seal(word.seal).id, word.kind == "valid"))
            case "value":
                return self.hear(machine.on_value(word.round, self.seal(word.seal) if word.seal else None))
            case "proposal":
                return self.tell(self.sign_proposal(word))
            case "prevote" | "precommit":
                assert word.by, "by whom?"
                for index in word.by:
                    self.tell(self.sign_vote(word, index))
                return self
            case late_step:
                step = late_step.removeprefix("late ")
                assert (step, word.round) in [wait[:2] for wait in self.waits], "nobody waits for this"
                return self.hear(machine.on_timeout(step, word.round))

    def __lshift__(self, word: Word) -> Chart:
        assert self.said, f"silence instead of {word}"
        assert self.said.pop(0) == word
        return self

    def ends(self) -> None:
        assert self.said == [], "something more was said"

    def tell(self, message: Message) -> Chart:
        return self.hear(self.machine.on_message(message, self.now_ms))

    def hear(self, actions: list[Action]) -> Chart:
        if any(isinstance(action, Publish) for action in actions):
            self.saved = self.machine.snapshot()
        for action in actions:
            word = self.to_word(action)
            if word is not None:
                self.said.append(word)
        return self

    def to_word(self, action: Action) -> Word | None:
        match action:
            case Publish(message=message):
                self.ballot.check(message)
                self.signed.append(message)
                if isinstance(message, Vote):
                    assert message.index == self.index
                    return Word(message.step, message.round, self.names[message.seal_id])
                return proposal(message.round, self.names[message.seal.id], valid=message.valid_round)
            case Judge(seal=seal):
                return judge(self.names[seal.id])
            case NeedValue(round=number):
                return need_value(number)
            case Decide(seal=seal, certificate=certificate):
                check_certificate(seal, certificate, self.ballot.witnesses, COMMUNE)
                by = tuple(index for index, _ in certificate.signatures)
                return decide(self.names[seal.id], by=by, in_round=certificate.round)
            case Equivocation(index=index):
                self.equivocations.append(action)
                return equivocation(index)
            case Forgot():
                return forgot()
            case SetTimeout(step=step, round=number, duration_ms=duration):
                self.waits.append((step, number, duration))
                return None

    # --- what the others sign ----------------------------------------------------------------------------

    def seal(self, name: str) -> Seal:
        fields: dict[str, Any] = {"height": HEIGHT, "time_ms": START_MS}
        seal = seal_of(COMMUNE, self.ballot.witnesses, **fields, heads=[EventId(seed_of(f"head {name}"))])
        self.names[seal.id] = name
        return seal

    def sign_vote(self, word: Word, index: int, *, domain: Domain = Domain.VOTE) -> Vote:
        seal_id = self.seal(word.seal).id if word.seal else NOTHING
        content = self.ballot.vote_content(word.round, word.kind, seal_id)
        signature = sign_vote(self.seeds[index], content)
        if domain is not Domain.VOTE:
            signature = sign(self.seeds[index], domain, content)
        return Vote(round=word.round, step=word.kind, seal_id=seal_id, index=index, signature=signature)

    def sign_proposal(self, word: Word) -> Proposal:
        seal = self.seal(word.seal)
        content = self.ballot.proposal_content(word.round, word.valid, seal.id)
        seed = self.seeds[self.ballot.get_proposer(word.round)]
        signature = sign(seed, Domain.PROPOSAL, content)
        return Proposal(round=word.round, valid_round=word.valid, seal=seal, signature=signature)
