# SPDX-License-Identifier: AGPL-3.0-or-later
"""A hamlet whose only witness is gone, and the people who name others."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from ledger.recovery import Recovery, Statement, add_signatures, make_statement, sign_statement
from ledger.replica import Replica
from ledger.seal import Certificate, Seal, encode_certificate, sign_vote, vote_content
from ledger.state import Witness, get_chain, get_witnesses
from tests.helpers.builders import Person, seed_of
from tests.helpers.hamlet import Hamlet, settled

PEOPLE = ("anna", "ben", "cleo", "dora")


def lively(*names: str) -> Hamlet:
    """A village in which the founder and each of these paid somebody, all of it certified."""
    hamlet = settled(*(names or PEOPLE))
    everybody = list(hamlet.people.values())
    for payer, payee in zip(everybody, [*everybody[1:], everybody[0]], strict=True):
        hamlet.seal(hamlet.transfer(payer, payee.account, 60), expect="applied")
    hamlet.seal()
    return hamlet


def list_of(people: Iterable[Person]) -> tuple[Witness, ...]:
    return tuple(sorted((Witness(p.account, p.node) for p in people), key=lambda row: row.node))


def state_of(replica: Replica, people: Iterable[Person], **changes: Any) -> Statement:
    """A statement that names these people's computers above where a copy stands; `changes` replace fields."""
    chain = get_chain(replica.state)
    fields: dict[str, Any] = {
        "epoch": chain.epoch + 1,
        "height": chain.height,
        "seal_id": chain.seal_id,
        "witnesses": list_of(people),
        **changes,
    }
    return make_statement(fields.pop("commune", replica.commune), **fields)


def sign_by(statement: Statement, people: Iterable[Person]) -> Recovery:
    """The statement with the signatures of these people's computers."""
    signed = [(person.key, sign_statement(person.seed, statement)) for person in people]
    return add_signatures(Recovery(statement=statement, signatures=()), signed)


def certify(replica: Replica, seal: Seal, people: Sequence[Person]) -> bytes:
    """A certificate by these of the list that certifies the next height of a copy."""
    return certify_by(replica, seal, people, get_witnesses(replica.state))


def certify_by(replica: Replica, seal: Seal, people: Sequence[Person], witnesses: Sequence[Witness]) -> bytes:
    content = vote_content(
        replica.commune,
        epoch=seal.epoch, height=seal.height, round_number=0, step="precommit", seal_id=seal.id,
    )  # fmt: skip
    nodes = [row.node for row in witnesses]
    signatures = sorted(
        (nodes.index(person.node), sign_vote(seed_of(f"{person.name} node"), content)) for person in people
    )
    return encode_certificate(Certificate(round=0, signatures=tuple(signatures)))


def seal_with(replica: Replica, people: Sequence[Person], now_ms: int) -> Seal:
    """Make, certify and apply the next seal of a copy."""
    seal = replica.make_seal(now_ms)
    assert seal is not None
    replica.apply_seal(seal.encoded, certify(replica, seal, people))
    return seal
