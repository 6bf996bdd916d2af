# SPDX-License-Identifier: AGPL-3.0-or-later
"""What a status counts: members who are online, and the computers this one speaks with."""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import replace

import pytest

from app.query_register import get_status
from app.reader import Reader
from ledger.state import NODES
from ledger.units import AccountId, NodeKey
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
