# SPDX-License-Identifier: AGPL-3.0-or-later
"""Recoveries for recovery.json: one small commune, what holds above its last seal and what does not."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ledger.encoding import encode
from ledger.errors import LedgerError, RecoveryRefused
from ledger.execute import encode_result, execute_seal
from ledger.recovery import (
    Recovery,
    add_signatures,
    check_recovery,
    count_needed,
    decode_recovery,
    encode_recovery,
    list_active,
    sign_statement,
)
from ledger.signing import public_key
from ledger.state import ACCOUNTS, KEYS, NODES, QUOTAS, Witness, get_chain
from ledger.units import DAY_MS, EventId, Key
from tests.helpers.builders import Person, seed_of
from tests.helpers.hamlet import Hamlet
from tests.helpers.restart import PEOPLE, lively, sign_by, state_of

Case = dict[str, Any]


def _make_village() -> Hamlet:
    """Members who acted, one who revoked a key, one who acted long ago, one guest who never did."""
    hamlet = lively(*PEOPLE, "gone", "revoked")
    gone, revoked = hamlet.people["gone"], hamlet.people["revoked"]
    hamlet.seal(hamlet.sign_key_add(revoked, key_seed=seed_of("revoked second")), expect="applied")
    everybody = [hamlet.people[name] for name in ("mairie", *PEOPLE, "revoked")]
    hamlet.seal(*(hamlet.transfer(one, gone.account, 1) for one in everybody), after_ms=91 * DAY_MS)
    hamlet.seal(hamlet.sign(revoked, "key.revoke", {"key": revoked.key}), expect="applied")
    hamlet.seal(hamlet.sign_key_add(hamlet.people["anna"], key_seed=seed_of("anna second")))
    hamlet.join("guest")
    hamlet.seal()
    return hamlet


def _signed(hamlet: Hamlet, seed: bytes, *names: str) -> Recovery:
    statement = state_of(hamlet.main, [hamlet.people["anna"]])
    recovery = sign_by(statement, [hamlet.people[name] for name in names])
    return add_signatures(recovery, [(Key(public_key(seed)), sign_statement(seed, statement))])


def _list_cases(hamlet: Hamlet) -> dict[str, bytes]:
    people = [hamlet.people[name] for name in PEOPLE]
    mayor = hamlet.founder
    height = hamlet.main.height

    def named(*who: Person, by: list[Person] = people, **changes: Any) -> bytes:
        return encode_recovery(sign_by(state_of(hamlet.main, who, **changes), by))

    whole = named(*people)
    few = people[:3]
    twice = [Witness(mayor.account, mayor.node), Witness(mayor.account, people[0].node)]
    cases: dict[str, bytes] = {
        "two thirds of the active": whole,
        "more than two thirds": named(*people, by=[*people, mayor]),
        "the same witness again": named(mayor),
        "a second key of a member": encode_recovery(_signed(hamlet, seed_of("anna second"), *PEOPLE[1:])),
        "one signature too few": named(*people, by=few),
        "nobody signed": named(*people, by=[]),
        "another commune": named(*people, commune=EventId(seed_of("elsewhere"))),
        "the epoch we are in": named(*people, epoch=get_chain(hamlet.state).epoch + 2),
        "a lower height": named(*people, height=height - 1, seal_id=hamlet.main.get_seal_id(height - 1)),
        "a higher height": named(*people, height=height + 1),
        "another seal": named(*people, seal_id=seed_of("another seal")),
        "a computer of somebody else": named(witnesses=[Witness(mayor.account, people[0].node)]),
        "one member twice in the list": named(witnesses=twice),
        "an unknown key": encode_recovery(_signed(hamlet, seed_of("stranger"), *PEOPLE)),
        "the paper key": encode_recovery(_signed(hamlet, seed_of("mairie paper"), *PEOPLE)),
        "a revoked key": named(*people, by=[*people, hamlet.people["revoked"]]),
        "somebody who acted too long ago": named(*people, by=[*people, hamlet.people["gone"]]),
        "somebody who only joined": named(*people, by=[*people, hamlet.people["guest"]]),
        "one member twice": encode_recovery(_signed(hamlet, seed_of("anna second"), *PEOPLE)),
        "a changed signature": whole[:-1] + bytes([whole[-1] ^ 1]),
        "a trailing byte": whole + b"\x00",
        "an empty list": encode([encode([hamlet.commune, 1, height, hamlet.main.tip_id, []]), []]),
        "no signatures at all": encode([state_of(hamlet.main, people).content]),
    }
    return cases


def _judge(hamlet: Hamlet, data: bytes) -> Case:
    try:
        recovery = decode_recovery(data)
        check_recovery(recovery, hamlet.main.state, hamlet.commune)
    except RecoveryRefused as error:
        return {"error": error.why}
    except LedgerError as error:
        return {"error": error.code}
    statement = recovery.statement
    execution = execute_seal(
        hamlet.main.state,
        [],
        commune=hamlet.commune,
        height=statement.height + 1,
        seal_id=seed_of("first seal"),
        seal_ms=get_chain(hamlet.state).seal_ms + 1,
        epoch=statement.epoch,
        recovery=statement,
    )
    return {"id": statement.id.hex(), "result": encode_result(execution.results[0]).hex()}


def make_recovery() -> Case:
    hamlet = _make_village()
    state, chain = hamlet.main.state, get_chain(hamlet.main.state)
    tables: dict[str, Callable[[], list[Any]]] = {
        "keys": lambda: [[key.hex(), row.account.hex(), row.revoked_ms] for key, row in state.items(KEYS)],
        "accounts": lambda: [account.hex() for account, _ in state.items(ACCOUNTS)],
        "nodes": lambda: [[node.hex(), account.hex()] for node, account in state.items(NODES)],
        "quotas": lambda: [[account.hex(), quota.utc_day] for account, quota in state.items(QUOTAS)],
    }
    return {
        "commune": hamlet.commune.hex(),
        "state": {
            "epoch": chain.epoch,
            "height": chain.height,
            "seal_id": chain.seal_id.hex(),
            "seal_ms": chain.seal_ms,
            **{name: rows() for name, rows in tables.items()},
        },
        "active": [account.hex() for account in list_active(state)],
        "needed": count_needed(len(list_active(state))),
        "cases": [
            {"name": name, "recovery": data.hex(), **_judge(hamlet, data)}
            for name, data in _list_cases(hamlet).items()
        ],
    }
