# SPDX-License-Identifier: AGPL-3.0-or-later
"""Neighbours introduce neighbours: where the members' nodes we know listen, told to those we speak with.

    A ── hello(my addresses) ──> B ── neighbours([A …]) ──> C ── dials A, whose node key Noise proves

Two guests who only know their sponsor would otherwise meet through that one computer alone, and four
witnesses would depend on one of them. Not here: dialling, back-off (`book`).
The law: an address heard is a claim about a member's node, never about who that is, and is never passed on.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Final

from ledger.replica import Replica
from ledger.state import NODES, get_listed_witnesses
from ledger.units import NodeKey
from p2p.book import PeerBook
from p2p.wire import ADDRESSES_MAX, NEIGHBOURS_MAX

Entry = tuple[bytes, tuple[str, ...]]

WANTED: Final = 8
"""Neighbours to keep; beyond these only fellow witnesses are sought from hearsay."""


class Introductions:
    """What is told to whom, and what is made of what is heard."""

    def __init__(self, replica: Replica, book: PeerBook, own: NodeKey) -> None:
        self._replica, self._book, self._own = replica, book, own

    def list_for(self, peer: NodeKey) -> tuple[Entry, ...]:
        """Members' nodes that told us themselves where they listen: witnesses, then the latest heard."""
        if not self._replica.is_founded:
            return ()
        witnesses = self._list_witnesses()
        rows = [
            (node not in witnesses, -seen_ms, node, tuple(text.split())[:ADDRESSES_MAX])
            for node, text, seen_ms in self._replica.store.get_peers()
            if node != peer and self._is_member(NodeKey(node))
        ]
        return tuple((node, addresses) for _, _, node, addresses in sorted(rows)[:NEIGHBOURS_MAX])

    def hear(self, source: NodeKey, entries: Sequence[Entry]) -> bool:
        """Keep what a neighbour says of others; whether anything was new."""
        news = False
        for node, addresses in entries:
            key = NodeKey(node)
            if key not in (self._own, source) and self._is_member(key):
                news = self._book.hear(source, key, addresses) or news
        return news

    def wants(self, node: NodeKey, online: Collection[NodeKey]) -> bool:
        """Whether to dial a node of whom we only heard."""
        if len(online) < WANTED:
            return True
        witnesses = self._list_witnesses()
        return self._own in witnesses and node in witnesses

    def _is_member(self, node: NodeKey) -> bool:
        return self._replica.is_founded and self._replica.state.get(NODES, node) is not None

    def _list_witnesses(self) -> frozenset[bytes]:
        if not self._replica.is_founded:
            return frozenset()
        return frozenset(row.node for row in get_listed_witnesses(self._replica.state))
