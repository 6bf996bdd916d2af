# SPDX-License-Identifier: AGPL-3.0-or-later
"""The charter: the first state it makes, and every charter that makes none."""

from __future__ import annotations

from typing import Any

import pytest

from ledger.errors import Reason, Refused
from ledger.execute import execute_charter
from ledger.rulebook.book import get_rule
from ledger.rulebook.charter import PARAMETERS_DEFAULT, POSTS, get_parameter_bounds
from ledger.rulebook.parity import get_version
from ledger.rulebook.rule import has_shape
from ledger.state import (
    ACCOUNTS,
    ASSETS,
    COMMUNE,
    KEYS,
    NODES,
    ONLY,
    get_chain,
    get_commune,
    get_parameter,
    get_witnesses,
)
from ledger.units import DAY_MS
from tests.helpers import builders
from tests.helpers.builders import CLEAR_SKY, FOUNDED_MS, OFFSETS, SINCE_MS, Village, sign_charter


def test_the_first_state() -> None:
    charter = sign_charter(parameters={"order.accept-ms": DAY_MS})
    execution = execute_charter(charter)
    state = execution.state
    commune = get_commune(state)
    assert (commune.name, commune.since_ms, commune.founder) == ("Saint-Aubin", SINCE_MS, charter.author)
    assert commune.offsets == tuple((at, minutes) for at, minutes in OFFSETS)
    assert commune.clear_sky[0] == tuple(CLEAR_SKY["tilts"])
    assert dict(state.items(ASSETS)) == {
        "kwh": "metered", "hour": "mutual", "kg": "mutual", "point": "certified",
    }  # fmt: skip
    assert {name: get_parameter(state, name) for name in PARAMETERS_DEFAULT} == {
        **PARAMETERS_DEFAULT,
        "order.accept-ms": DAY_MS,
    }
    assert sum(percent for _, percent in state.items(POSTS)) == 100
    assert get_version(state) == 4
    chain = get_chain(state)
    assert (chain.height, chain.seal_id, chain.seal_ms, chain.total) == (0, charter.id, FOUNDED_MS, 1)
    founder = state.get(ACCOUNTS, commune.founder)
    assert founder is not None
    assert (founder.roles, founder.sponsor, founder.guaranteed) == (("mayor",), b"", False)
    assert [(witness.account, state.get(NODES, witness.node)) for witness in get_witnesses(state)] == [
        (commune.founder, commune.founder)
    ]
    assert [result.outcome for result in execution.results] == ["applied"]


@pytest.mark.parametrize(
    "changes",
    [
        {"name": ""},
        {"name": "x" * 81},
        {"place": [9_001, 0]},
        {"place": [0]},
        {"since": -1},
        {"assets": []},
        {"assets": [["kwh", "free"]]},
        {"assets": [["hour", "mutual"]]},
        {"assets": [["kwh", "mutual"]]},
        {"assets": [["kwh", "metered"], ["kwh", "metered"]]},
        {"assets": [["kwh", "metered"], ["egg", "mutual"]], "parities": []},
        {"parities": [["gold", 1, 1]]},
        {"parities": [["kwh", 2, 1]]},
        {"parities": [["hour", 250, 9], ["hour", 250, 9]]},
        {"parities": [["hour", 250, 0]]},
        {"posts": []},
        {"posts": [["roads", 99]]},
        {"posts": [["roads", 50], ["roads", 50]]},
        {"parameters": {"unheard-of": 1}},
        {"parameters": {"allocation.lambda-percent": 101}},
        {"parameters": {"seal.interval-ms": 9}},
        {"parameters": {"order.accept-ms": -1}},
        {"offsets": []},
        {"offsets": [[0, 60], [0, 120]]},
        {"offsets": [[0, 15 * 60 + 1]]},
        {"clear_sky": {**CLEAR_SKY, "tilts": [0, 30, 60]}},
        {"clear_sky": {**CLEAR_SKY, "azimuths": [0, 360]}},
        {"clear_sky": {**CLEAR_SKY, "azimuths": [180, 0]}},
        {"clear_sky": {**CLEAR_SKY, "minutes": CLEAR_SKY["minutes"][:-1]}},
        {"clear_sky": {**CLEAR_SKY, "minutes": [[1_441] * 12] * 6}},
        {"clear_sky": {"tilts": [0, 90]}},
        {"display": b""},
        {"more": 1},
    ],
)
def test_a_charter_that_makes_no_commune(changes: dict[str, Any]) -> None:
    with pytest.raises(Refused) as refused:
        execute_charter(sign_charter(**changes))
    assert refused.value.reason is Reason.MALFORMED


def test_another_kind_founds_nothing() -> None:
    village = Village.found()
    event = village.sign(village.founder, "consent", {"topic": "gifts", "agree": True})
    with pytest.raises(Refused):
        execute_charter(event)


def test_bounds_hold_their_defaults() -> None:
    for name, value in PARAMETERS_DEFAULT.items():
        low, high = get_parameter_bounds(name)
        assert low <= value <= high
        assert len(name) <= 32


def test_the_shipped_charter_body_has_the_schema() -> None:
    rule = get_rule(1, "charter")
    assert rule is not None
    assert has_shape(builders.charter_body("mairie"), rule.schema)
    assert Village.found().state.get(COMMUNE, ONLY) is not None
    assert Village.found().state.size(KEYS) == 2
