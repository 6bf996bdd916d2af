# SPDX-License-Identifier: AGPL-3.0-or-later
"""A recovery holds on one seal, signed by two thirds of who acted lately, and on nothing else."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from ledger.encoding import decode, encode
from ledger.errors import LedgerError, Malformed, RecoveryRefused
from ledger.recovery import (
    Recovery,
    add_signatures,
    check_recovery,
    check_signatures,
    count_needed,
    decode_recovery,
    decode_statement,
    encode_recovery,
    is_complete,
    list_active,
    list_signed_accounts,
    make_statement,
    recover,
    sign_statement,
)
from ledger.rulebook.witnesses import CHANGE, SEATS
from ledger.signing import public_key
from ledger.state import ONLY, TASKS, Witness, get_chain, get_next_witnesses, get_witnesses
from ledger.units import DAY_MS, EventId, Key
from tests.helpers.builders import Person, seed_of
from tests.helpers.hamlet import Hamlet
from tests.helpers.restart import PEOPLE, list_of, lively, sign_by, state_of


@pytest.fixture
def hamlet() -> Hamlet:
    return lively()


def people(hamlet: Hamlet, *names: str) -> list[Person]:
    return [hamlet.people[name] for name in names]


def why(recovery: Recovery, hamlet: Hamlet) -> str:
    """Why it is refused; empty when it holds."""
    try:
        check_recovery(recovery, hamlet.main.state, hamlet.commune)
    except RecoveryRefused as error:
        return error.why
    return ""


def test_two_thirds_of_the_active_members_suffice(hamlet: Hamlet):
    assert len(list_active(hamlet.state)) == 5
    statement = state_of(hamlet.main, people(hamlet, *PEOPLE))
    assert why(sign_by(statement, people(hamlet, "anna", "ben", "cleo")), hamlet) == "too-few"
    assert why(sign_by(statement, people(hamlet, *PEOPLE)), hamlet) == ""


@pytest.mark.parametrize(
    ("active", "needed"), [(0, 3), (2, 3), (3, 3), (4, 3), (5, 4), (6, 4), (7, 5), (9, 6), (600, 400)]
)
def test_how_many_must_sign(active: int, needed: int):
    assert count_needed(active) == needed


def test_who_acted_long_ago_does_not_count(hamlet: Hamlet):
    ben = hamlet.people["ben"]
    hamlet.seal(hamlet.transfer(ben, hamlet.founder.account, 1), after_ms=90 * DAY_MS)
    assert len(list_active(hamlet.state)) == 5, "ninety days ago is not too long ago"
    hamlet.seal(hamlet.transfer(ben, hamlet.founder.account, 1), after_ms=DAY_MS)
    assert list_active(hamlet.state) == (ben.account,)
    statement = state_of(hamlet.main, people(hamlet, *PEOPLE))
    assert why(sign_by(statement, people(hamlet, *PEOPLE)), hamlet) == "inactive"
    assert why(sign_by(statement, [ben]), hamlet) == "too-few", "fewer than three: a new commune"


def test_who_only_joined_does_not_count(hamlet: Hamlet):
    eva = hamlet.join("eva")
    assert eva.account not in list_active(hamlet.state)
    statement = state_of(hamlet.main, [eva])
    assert why(sign_by(statement, [*people(hamlet, *PEOPLE), eva]), hamlet) == "inactive"
    assert why(sign_by(statement, people(hamlet, *PEOPLE)), hamlet) == ""


Change = Callable[[Hamlet], dict[str, object]]
MISPLACED: dict[str, Change] = {
    "wrong-commune": lambda h: {"commune": EventId(seed_of("elsewhere"))},
    "other-epoch": lambda h: {"epoch": 2},
    "lower-base": lambda h: {"height": h.main.height - 1, "seal_id": h.main.get_seal_id(h.main.height - 1)},
    "higher-base": lambda h: {"height": h.main.height + 1},
    "other-chain": lambda h: {"seal_id": seed_of("another seal")},
    "unknown-list": lambda h: {"witnesses": [Witness(h.founder.account, h.people["anna"].node)]},
}


@pytest.mark.parametrize("reason", MISPLACED)
def test_it_holds_at_one_place_alone(hamlet: Hamlet, reason: str):
    statement = state_of(hamlet.main, people(hamlet, "anna"), **MISPLACED[reason](hamlet))
    assert why(sign_by(statement, people(hamlet, *PEOPLE)), hamlet) == reason


def test_nobody_stands_twice_in_a_list(hamlet: Hamlet):
    anna = hamlet.people["anna"]
    rows = [Witness(anna.account, anna.node), Witness(anna.account, hamlet.people["ben"].node)]
    statement = state_of(hamlet.main, [], witnesses=rows)
    assert why(sign_by(statement, people(hamlet, *PEOPLE)), hamlet) == "unknown-list"


def second_key(hamlet: Hamlet, name: str) -> bytes:
    seed = seed_of(f"{name} second")
    hamlet.seal(hamlet.sign_key_add(hamlet.people[name], key_seed=seed), expect="applied")
    return seed


def with_another(hamlet: Hamlet, seed: bytes, *signed: str) -> Recovery:
    statement = state_of(hamlet.main, people(hamlet, "anna"))
    recovery = sign_by(statement, people(hamlet, *signed))
    return add_signatures(recovery, [(Key(public_key(seed)), sign_statement(seed, statement))])


def test_one_account_signs_once_with_whatever_key(hamlet: Hamlet):
    seed = second_key(hamlet, "anna")
    assert why(with_another(hamlet, seed, "anna", "ben", "cleo"), hamlet) == "twice"
    assert why(with_another(hamlet, seed, "ben", "cleo", "dora"), hamlet) == "", "any of its keys will do"


def test_the_paper_key_does_not_sign(hamlet: Hamlet):
    assert why(with_another(hamlet, seed_of("anna paper"), "ben", "cleo", "dora"), hamlet) == "paper-key"


def test_a_key_nobody_has_does_not_sign(hamlet: Hamlet):
    assert why(with_another(hamlet, seed_of("stranger"), "ben", "cleo", "dora"), hamlet) == "unknown-key"


def test_a_revoked_key_does_not_sign(hamlet: Hamlet):
    second_key(hamlet, "anna")
    anna = hamlet.people["anna"]
    assert hamlet.do(anna, "key.revoke", key=anna.key).is_applied
    statement = state_of(hamlet.main, people(hamlet, "ben"))
    assert why(sign_by(statement, people(hamlet, *PEOPLE)), hamlet) == "revoked"


def test_a_signature_over_anything_else_does_not_hold(hamlet: Hamlet):
    statement = state_of(hamlet.main, people(hamlet, "anna"))
    other = state_of(hamlet.main, people(hamlet, "ben"))
    signed = sign_by(statement, people(hamlet, *PEOPLE))
    assert why(Recovery(statement=other, signatures=signed.signatures), hamlet) == "bad-signature"


def test_every_changed_byte_is_refused(hamlet: Hamlet):
    data = encode_recovery(sign_by(state_of(hamlet.main, people(hamlet, "anna")), people(hamlet, *PEOPLE)))
    check_recovery(decode_recovery(data), hamlet.main.state, hamlet.commune)
    for place in range(len(data)):
        changed = bytearray(data)
        changed[place] ^= 1
        with pytest.raises(LedgerError):
            check_recovery(decode_recovery(bytes(changed)), hamlet.main.state, hamlet.commune)


def test_bytes_come_back_as_they_were(hamlet: Hamlet):
    recovery = sign_by(state_of(hamlet.main, people(hamlet, "anna", "ben")), people(hamlet, *PEOPLE))
    assert decode_recovery(encode_recovery(recovery)) == recovery
    assert decode_statement(recovery.statement.content) == recovery.statement
    keys = [key for key, _ in recovery.signatures]
    assert keys == sorted(keys)


ROW = [bytes(32), b"\x01" * 32]
SHAPES: dict[str, list[Any]] = {
    "no field": [],
    "short commune": [bytes(31), 1, 0, bytes(32), [ROW]],
    "epoch 0": [bytes(32), 0, 0, bytes(32), [ROW]],
    "a height below 0": [bytes(32), 1, -1, bytes(32), [ROW]],
    "short seal id": [bytes(32), 1, 0, bytes(8), [ROW]],
    "nobody": [bytes(32), 1, 0, bytes(32), []],
    "twice one computer": [bytes(32), 1, 0, bytes(32), [ROW, ROW]],
    "32 witnesses": [bytes(32), 1, 0, bytes(32), [[bytes(32), bytes([n]) * 32] for n in range(32)]],
}


@pytest.mark.parametrize("shape", SHAPES)
def test_shapes_of_statements_that_are_none(shape: str):
    with pytest.raises(Malformed):
        decode_statement(encode(SHAPES[shape]))


def test_shapes_of_recoveries_that_are_none(hamlet: Hamlet):
    content = state_of(hamlet.main, people(hamlet, "anna")).content
    row: list[bytes] = [bytes(32), bytes(64)]
    wrong: tuple[Any, ...] = (
        [content], [1, []], [content, [[bytes(31), bytes(64)]]], [content, [[bytes(32), bytes(63)]]],
        [content, [row, row]], [content, [[b"\x01" * 32, bytes(64)], row]], [b"", []],
    )  # fmt: skip
    for value in wrong:
        with pytest.raises(Malformed):
            decode_recovery(encode(value))
    with pytest.raises(Malformed):
        decode_recovery(encode([content, []]) + b"\x00")
    assert decode_recovery(encode([content, []])).signatures == ()
    assert decode(content, size_max=4096, items_max=31, depth_max=3)


def test_it_writes_the_new_epoch_and_its_list(hamlet: Hamlet):
    statement = state_of(hamlet.main, people(hamlet, "anna", "ben"))
    state = recover(hamlet.state, statement)
    assert get_chain(state) == replace(get_chain(hamlet.state), epoch=1)
    assert get_witnesses(state) == get_next_witnesses(state) == list_of(people(hamlet, "anna", "ben"))
    seat = state.get(SEATS, hamlet.people["anna"].node)
    assert seat is not None
    assert (seat.by, seat.height) == (statement.id, hamlet.main.height + 1)
    assert state.get(SEATS, hamlet.founder.node) is None


def test_a_decided_list_that_waits_lapses():
    hamlet = lively("anna", "ben")
    anna = hamlet.people["anna"]
    rows = [[anna.account, anna.node]]
    assert hamlet.do(hamlet.founder, "witnesses", witnesses=rows).is_applied
    waiting = hamlet.state.get(CHANGE, ONLY)
    assert waiting is not None
    assert waiting.state == "waits"
    assert [task.label for _, task in hamlet.state.items(TASKS)] == ["witnesses.change"]
    state = recover(hamlet.state, state_of(hamlet.main, people(hamlet, "ben")))
    change = state.get(CHANGE, ONLY)
    assert change is not None
    assert (change.state, change.due_ms) == ("lapsed", 0)
    assert state.items(TASKS) == []


def test_signatures_are_added_one_by_one(hamlet: Hamlet):
    statement = state_of(hamlet.main, people(hamlet, "anna"))
    recovery = Recovery(statement=statement, signatures=())
    for name in PEOPLE:
        assert not is_complete(recovery, hamlet.state)
        recovery = add_signatures(recovery, sign_by(statement, people(hamlet, name)).signatures)
    assert is_complete(recovery, hamlet.state)
    accounts = {hamlet.people[name].account for name in PEOPLE}
    assert set(check_signatures(recovery, hamlet.state)) == accounts
    assert set(list_signed_accounts(recovery.signatures, hamlet.state)) == accounts


def test_the_order_of_the_list_is_the_computers(hamlet: Hamlet):
    rows = list_of(people(hamlet, *PEOPLE))
    chain = get_chain(hamlet.state)
    place: dict[str, Any] = {"epoch": 1, "height": chain.height, "seal_id": chain.seal_id}
    one = make_statement(hamlet.commune, witnesses=rows, **place)
    assert make_statement(hamlet.commune, witnesses=rows[::-1], **place) == one
