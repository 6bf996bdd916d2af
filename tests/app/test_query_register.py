# SPDX-License-Identifier: AGPL-3.0-or-later
"""What a status counts: members who are online, and the computers this one speaks with."""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import replace

import pytest

from app.query_register import get_status
from app.reader import Reader
from ledger.state import BALANCES, NODES
from ledger.units import (
    BURN,
    FUND,
    ISSUE,
    POT_CURRENT,
    POT_DEBT,
    POT_TIME,
    POT_UNALLOCATED,
    AccountId,
    NodeKey,
)
from tests.helpers.commune import Commune, commune

ELSEWHERE, SECOND, THIRD = (NodeKey(bytes([number]) * 32) for number in (7, 8, 9))


@pytest.fixture(scope="module")
def village(tmp_path_factory: pytest.TempPathFactory) -> Generator[Commune]:
    with commune(tmp_path_factory.mktemp("village")) as made:
        helene = made.found("helene", "Hélène")
        made.join("anna", "Anna", helene)
        made.agree()
        yield made


def reader_of(village: Commune, *more: NodeKey) -> Reader:
    """Hélène's, speaking with more computers; SECOND is hers, THIRD is Anna's, the commune ignores others."""
    reader, anna = village.residents["helene"]._asking._get_reader(), village.residents["anna"].me()
    node, draft = reader.picture.node, reader.picture.pending.draft()
    assert node is not None
    draft.put(NODES, SECOND, reader.me)
    draft.put(NODES, THIRD, AccountId(anna.account))
    node = replace(node, peers_online=(*node.peers_online, *more))
    picture = replace(reader.picture, node=node, pending=draft.freeze())
    return Reader(picture, reader.store, reader.read_model, reader.now_ms)


@pytest.mark.parametrize("more", [(), (SECOND,), (THIRD,), (ELSEWHERE,), (SECOND, THIRD, ELSEWHERE)])
def test_neighbours_are_people_and_not_computers(village: Commune, more: tuple[NodeKey, ...]) -> None:
    view = get_status(reader_of(village, *more))
    assert (view.neighbours_online, view.peers_online) == (1, 1 + len(more))


def test_without_a_node_nobody_is_online(village: Commune) -> None:
    reader = reader_of(village)
    alone = Reader(replace(reader.picture, node=None), reader.store, reader.read_model, reader.now_ms)
    assert get_status(alone).neighbours_online == 0


def test_what_circulates_is_what_is_held_of_every_asset(village: Commune) -> None:
    reader = reader_of(village)
    sealed = reader.picture.sealed.draft()
    anna = village.residents["anna"].me().account
    for account, pot, asset, amount in (
        (AccountId(reader.me), POT_CURRENT, "hour", 3_600),
        (AccountId(anna), POT_CURRENT, "hour", -5_400),
        (AccountId(anna), POT_TIME, "hour", 1_800),
        (FUND, POT_DEBT, "hour", -900),
        (AccountId(anna), POT_CURRENT, "kwh", 4_000),
        (FUND, POT_UNALLOCATED, "kwh", 1_000),
        (ISSUE, POT_CURRENT, "kwh", -6_000),
        (BURN, POT_CURRENT, "kwh", 1_000),
    ):
        sealed.put(BALANCES, (account, pot, asset, ""), amount)
    picture = replace(reader.picture, sealed=sealed.freeze())
    status = get_status(Reader(picture, reader.store, reader.read_model, reader.now_ms))
    assert [(line.asset, line.amount) for line in status.circulating] == [("kwh", 5_000), ("hour", 5_400)]
    assert not get_status(reader, with_digest=False).circulating, "a window asks at each change"
