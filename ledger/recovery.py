# SPDX-License-Identifier: AGPL-3.0-or-later
"""Recovery: two thirds of the active members name who seals from now on, when too many witnesses are gone.

    statement = what is signed: commune, new epoch, the last height and seal of the old one, the new list
    recovery  = the statement and its signatures, one an account

Pure: judged against the state after the named height and nothing else, so that every node judges alike.
Not here: gathering signatures, the promise of who signed, what to do with a late seal of the old epoch
(`p2p.recovering`).
The law: a recovery counts only above the very seal it names. Source: docs/protocol.md section 4.9.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from ledger import limits
from ledger.encoding import as_list, decode, encode
from ledger.errors import Malformed, RecoveryRefused, Refused
from ledger.hashing import hash_recovery
from ledger.rulebook.witnesses import check_witnesses, lapse_change, seat_witnesses
from ledger.seal import list_witnesses, witness_rows
from ledger.signing import Domain, sign, verify
from ledger.state import (
    ACCOUNTS,
    CHAIN,
    KEYS,
    ONLY,
    QUOTAS,
    Draft,
    Readable,
    State,
    Witness,
    get_chain,
    replace_witnesses,
)
from ledger.units import DAY_MS, AccountId, EventId, Key

LABEL: Final = "recovery"
"""What a recovery's result is listed under."""
SIGNERS_MIN: Final = 3
"""Fewer than three people found a new commune instead."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """What is signed."""

    id: bytes
    content: bytes
    """Canonical bytes: what each signature is over."""
    commune: EventId
    epoch: int
    """The new one."""
    height: int
    """The last height of the old epoch."""
    seal_id: bytes
    witnesses: tuple[Witness, ...]
    """Ascending by node key: the list from height + 1 on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Recovery:
    """A statement and some signatures, ascending by key."""

    statement: Statement
    signatures: tuple[tuple[Key, bytes], ...]


# --- bytes -------------------------------------------------------------------------------------------------


def make_statement(
    commune: EventId, *, epoch: int, height: int, seal_id: bytes, witnesses: Iterable[Witness]
) -> Statement:
    """A statement from its fields; nobody has signed it yet."""
    rows = sorted(witnesses, key=lambda row: row.node)
    return decode_statement(encode([commune, epoch, height, seal_id, list_witnesses(rows)]))


def decode_statement(content: bytes) -> Statement:
    """A statement from a peer, checked for shape alone.

    Raises:
        Malformed: size, encoding, a field, a list that is empty, too long or not ascending.
    """
    value = decode(
        content, size_max=limits.RECOVERY_STATEMENT_BYTES_MAX, items_max=limits.WITNESSES_MAX, depth_max=3
    )
    commune, epoch, height, seal_id, rows = as_list(value, 5)
    if any(type(item) is not bytes or len(item) != 32 for item in (commune, seal_id)):
        raise Malformed("recovery: hashes")
    if type(epoch) is not int or epoch < 1 or type(height) is not int or height < 0:
        raise Malformed("recovery: numbers")
    witnesses = witness_rows(rows)
    if not witnesses:
        raise Malformed("recovery: nobody is named")
    return Statement(
        id=hash_recovery(content),
        content=content,
        commune=EventId(commune),
        epoch=epoch,
        height=height,
        seal_id=seal_id,
        witnesses=witnesses,
    )


def encode_recovery(recovery: Recovery) -> bytes:
    rows = [[key, signature] for key, signature in recovery.signatures]
    return encode([recovery.statement.content, rows])


def decode_recovery(data: bytes) -> Recovery:
    """A recovery from a peer, a file or our own disk, checked for shape alone.

    Raises:
        Malformed: size, encoding, a field, keys that are not ascending.
    """
    value: Any = decode(
        data,
        size_max=limits.RECOVERY_BYTES_MAX,
        items_max=limits.RECOVERY_SIGNATURES_MAX,
        depth_max=3,
    )
    content, rows = as_list(value, 2)
    if type(content) is not bytes:
        raise Malformed("recovery: statement")
    signatures: list[tuple[Key, bytes]] = []
    for row in as_list(rows):
        key, signature = as_list(row, 2)
        if type(key) is not bytes or len(key) != 32 or type(signature) is not bytes or len(signature) != 64:
            raise Malformed("recovery: signature")
        if signatures and key <= signatures[-1][0]:
            raise Malformed("recovery: keys not ascending")
        signatures.append((Key(key), signature))
    return Recovery(statement=decode_statement(content), signatures=tuple(signatures))


def sign_statement(seed: bytes, statement: Statement) -> bytes:
    """The signature of an account's key."""
    return sign(seed, Domain.RECOVERY, statement.content)


def add_signatures(recovery: Recovery, signatures: Iterable[tuple[Key, bytes]]) -> Recovery:
    """The same statement with these signatures too."""
    merged = {**dict(signatures), **dict(recovery.signatures)}
    return replace(recovery, signatures=tuple(sorted(merged.items())))


# --- who may, and how many ---------------------------------------------------------------------------------


def list_active(state: Readable) -> tuple[AccountId, ...]:
    """Who acted in the 90 days before the state's seal, ascending: by each member's row of `quotas`."""
    first = get_chain(state).seal_ms // DAY_MS - limits.RECOVERY_ACTIVE_DAYS
    return tuple(
        account
        for account, quota in state.items(QUOTAS)
        if quota.utc_day >= first and state.get(ACCOUNTS, account) is not None
    )


def count_needed(active: int) -> int:
    """How many of the active accounts must sign: two thirds, and never fewer than three."""
    return max(SIGNERS_MIN, -(-2 * active // 3))


# --- judging -----------------------------------------------------------------------------------------------


def check_place(statement: Statement, state: Readable, commune: EventId) -> None:
    """Check that a statement is about the state we stand at and names computers that it knows.

    Raises:
        RecoveryRefused: wrong-commune, other-epoch, lower-base, higher-base, other-chain, unknown-list.
    """
    chain = get_chain(state)
    if statement.commune != commune:
        raise RecoveryRefused("wrong-commune")
    if statement.epoch != chain.epoch + 1:
        raise RecoveryRefused("other-epoch")
    if statement.height != chain.height:
        raise RecoveryRefused("lower-base" if statement.height < chain.height else "higher-base")
    if statement.seal_id != chain.seal_id:
        raise RecoveryRefused("other-chain")
    try:
        check_witnesses(state, [(row.account, row.node) for row in statement.witnesses])
    except Refused as refused:
        raise RecoveryRefused("unknown-list") from refused


def check_signatures(recovery: Recovery, state: Readable) -> tuple[AccountId, ...]:
    """The accounts whose signatures hold, in the order of the keys.

    Raises:
        RecoveryRefused: unknown-key, paper-key, revoked, inactive, twice, bad-signature: one of them makes
            the whole unfit, since an honest program never adds it.
    """
    active, signers = frozenset(list_active(state)), list[AccountId]()
    for key, signature in recovery.signatures:
        row = state.get(KEYS, key)
        if row is None or not row.account:
            raise RecoveryRefused("unknown-key")
        if key == row.account:
            raise RecoveryRefused("paper-key")
        if row.revoked_ms:
            raise RecoveryRefused("revoked")
        if row.account not in active:
            raise RecoveryRefused("inactive")
        if row.account in signers:
            raise RecoveryRefused("twice")
        if not verify(key, Domain.RECOVERY, recovery.statement.content, signature):
            raise RecoveryRefused("bad-signature")
        signers.append(row.account)
    return tuple(signers)


def is_complete(recovery: Recovery, state: Readable) -> bool:
    """Whether enough accounts signed; call after `check_signatures`."""
    return len(recovery.signatures) >= count_needed(len(list_active(state)))


def check_recovery(recovery: Recovery, state: Readable, commune: EventId) -> None:
    """Check a whole recovery against the state after the height it names.

    Raises:
        RecoveryRefused: as `check_place` and `check_signatures`; too-few.
    """
    check_place(recovery.statement, state, commune)
    check_signatures(recovery, state)
    if not is_complete(recovery, state):
        raise RecoveryRefused("too-few")


# --- executing ---------------------------------------------------------------------------------------------


def apply_recovery(draft: Draft, statement: Statement, *, now_ms: int) -> None:
    """Write a checked recovery: the new epoch and its list. A decided list that waits lapses.

    Args:
        now_ms: the time of the first seal; of the last one while there is none.
    """
    draft.put(CHAIN, ONLY, replace(get_chain(draft), epoch=statement.epoch))
    replace_witnesses(draft, statement.witnesses)
    lapse_change(draft)
    seat_witnesses(
        draft, statement.witnesses, by=EventId(statement.id), since_ms=now_ms, height=statement.height + 1
    )


def recover(state: State, statement: Statement) -> State:
    """The state on which the first seal of the new epoch is judged."""
    draft = state.draft()
    apply_recovery(draft, statement, now_ms=get_chain(state).seal_ms)
    return draft.freeze()


def list_signed_accounts(signatures: Sequence[tuple[Key, bytes]], state: Readable) -> tuple[AccountId, ...]:
    """Whose keys these are, as far as the state knows them."""
    rows = [state.get(KEYS, key) for key, _ in signatures]
    return tuple(row.account for row in rows if row is not None and row.account)
