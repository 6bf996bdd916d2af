# SPDX-License-Identifier: AGPL-3.0-or-later
"""A new commune's charter is one that every copy adopts: its founder, its witness, its assets and posts."""

from __future__ import annotations

from app.clear_sky_table import load_clear_sky
from app.new_charter import ASSETS, POSTS, sign_new_charter
from app.offsets import make_offsets
from ledger.replica import Replica
from ledger.rulebook.charter import POSTS as POSTS_TABLE
from ledger.signing import public_key
from ledger.state import ASSETS as ASSETS_TABLE
from ledger.state import get_commune, get_parameter, get_witnesses
from ledger.store import Store
from tests.helpers.builders import FOUNDED_MS, seed_of


def test_it_is_adopted_and_says_what_was_asked() -> None:
    paper, node = seed_of("founder paper"), seed_of("founder node")
    charter = sign_new_charter(
        paper,
        node,
        name="Saint-Aubin",
        place=(4_575, 485),
        since_ms=FOUNDED_MS,
        parameters={"seal.interval-ms": 500},
        offsets=make_offsets(FOUNDED_MS),
        clear_sky=load_clear_sky(4_575),
        now_ms=FOUNDED_MS,
    )
    replica = Replica(Store(None))
    replica.adopt(charter)
    state = replica.state
    assert get_commune(state).name == "Saint-Aubin"
    assert [(row.account, row.node) for row in get_witnesses(state)] == [
        (public_key(paper), public_key(node))
    ]
    assert get_parameter(state, "seal.interval-ms") == 500
    assert {asset for asset, _ in ASSETS} <= set(state.keys(ASSETS_TABLE))
    assert sum(share for _, share in POSTS) == 100
    assert {post for post, _ in POSTS} == set(state.keys(POSTS_TABLE))
