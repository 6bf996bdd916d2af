# SPDX-License-Identifier: AGPL-3.0-or-later
"""Where neighbours listen: invitation addresses and remembered peers, with back-off; the invitation's pin.

Addresses are claims of peers: a dial proves the node key in them, or fails.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from typing import Final

from ledger.encoding import as_list, decode, encode
from ledger.errors import BadSeal, StoreDamaged
from ledger.store import Store
from ledger.units import NodeKey

_FIRST_WAIT_MS: Final = 1_000
_LONGEST_WAIT_MS: Final = 60_000
_JITTER_MS: Final = 250
_REMEMBER_EVERY_MS: Final = 60_000
_NEWS_EVERY_MS: Final = 1_000
_ADDRESSES_MAX: Final = 512
_HEARD_MAX: Final = 1_024
"""Nodes of whom others told us."""
_HEARD_SOURCES_MAX: Final = 4
"""Neighbours whose word on one node is kept: a liar's does not push out the others'."""
_PIN: Final = "pin"
_BASE58: Final = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
_ED25519_ENVELOPE: Final = bytes.fromhex("002408011220")


class PeerBook:
    """Addresses to try, and when."""

    def __init__(self, store: Store, addresses: Sequence[str]) -> None:
        self._store = store
        self._extra = list(dict.fromkeys(addresses))
        self._wait_ms: dict[str, int] = {}
        self._next_ms: dict[str, int] = {}
        self._busy: set[str] = set()
        self._node_of: dict[str, NodeKey] = {}
        self._remembered: dict[NodeKey, tuple[int, str]] = {}
        self._heard: dict[NodeKey, dict[NodeKey, tuple[str, ...]]] = {}
        """Node → who told us → addresses. In memory alone: who is reached says it better."""

    def count_known(self) -> int:
        """How many; of a file that cannot be read any more, those met since the start."""
        try:
            return len(self._store.get_peers())
        except StoreDamaged:
            return len(self._remembered)

    def has_somewhere(self) -> bool:
        """Whether there is anywhere to look for a neighbour: where one was met, or where a person said."""
        return bool(self._extra) or self.count_known() > 0

    def _addresses(self) -> list[str]:
        """Every address to try, given ones first; what is known of others is forgotten with them."""
        remembered: list[str] = []
        for node, address, _seen in self._store.get_peers():
            for one in address.split():
                self._node_of.setdefault(one, NodeKey(node))
                remembered.append(one)
        addresses = list(dict.fromkeys([*self._extra, *remembered]))[:_ADDRESSES_MAX]
        for table in (self._wait_ms, self._next_ms, self._node_of):
            if len(table) > 2 * _ADDRESSES_MAX:
                for gone in table.keys() - set(addresses) - self._busy:
                    del table[gone]
        return addresses

    def is_given(self, address: str) -> bool:
        """Whether a person gave this address, in an invitation or a setting: no introduction needed."""
        return address in self._extra

    def due_addresses(
        self,
        now_ms: int,
        connected: Collection[NodeKey],
        own: NodeKey,
        wants: Callable[[NodeKey], bool] = lambda _node: True,
    ) -> list[str]:
        """Addresses to dial now: not under way, not of a connected peer, their back-off over.

        Only one address a node key at a time.

        Args:
            wants: whether to dial a node of whom we only heard.
        """
        due: list[str] = []
        taken = {self._node_of[address] for address in self._busy if address in self._node_of}
        known = self._addresses()
        for address in [*known, *self._heard_addresses(wants, set(known))]:
            node = self._node_of.get(address)
            wait_ms = self._next_ms.get(address, 0) - now_ms
            # Longer than any wait we ever set: the clock was set back meanwhile.
            if address in self._busy or 0 < wait_ms <= _LONGEST_WAIT_MS + _JITTER_MS:
                continue
            if node is not None and (node in connected or node in taken or node == own):
                continue
            if node is not None:
                taken.add(node)
            self._busy.add(address)
            due.append(address)
        return due

    def _heard_addresses(self, wants: Callable[[NodeKey], bool], known: Collection[str]) -> list[str]:
        found: dict[str, None] = {}
        for node, told in self._heard.items():
            if wants(node):
                found.update(dict.fromkeys(one for addresses in told.values() for one in addresses))
        return [address for address in found if address not in known]

    def hear(self, source: NodeKey, node: NodeKey, addresses: Sequence[str]) -> bool:
        """Keep where a neighbour says another's node listens; whether that was new."""
        usable = tuple(address for address in addresses if _names(address, node))
        told = self._heard.setdefault(node, {}) if usable else {}
        if not usable or told.get(source) == usable:
            return False
        told.pop(source, None)
        told[source] = usable
        while len(told) > _HEARD_SOURCES_MAX:
            del told[next(iter(told))]
        while len(self._heard) > _HEARD_MAX:
            del self._heard[next(iter(self._heard))]
        for address in usable:
            self._node_of.setdefault(address, node)
        return True

    def reached(self, address: str, node: NodeKey) -> None:
        """The dial succeeded: this is who listens there."""
        self._node_of[address] = node
        self._wait_ms.pop(address, None)

    def finished(self, address: str, now_ms: int) -> None:
        """The dial failed or its session ended; the wait doubles with each failure."""
        self._busy.discard(address)
        wait = self._wait_ms.get(address, _FIRST_WAIT_MS)
        # A cheap deterministic jitter: two nodes that lost each other do not knock in step for ever.
        self._next_ms[address] = now_ms + wait + now_ms % _JITTER_MS
        self._wait_ms[address] = min(2 * wait, _LONGEST_WAIT_MS)

    def learn(self, node: NodeKey, addresses: Sequence[str], now_ms: int) -> bool:
        """Remember where a member's node says it listens: news at once, the same again once a minute.

        Returns:
            Whether it is another place than before.
        """
        usable = [address for address in addresses if _names(address, node)]
        text = " ".join(usable)
        before_ms, before = self._remembered.get(node, (-_REMEMBER_EVERY_MS, ""))
        # A node that moved must be found again, but none may make us write without end.
        quiet_ms = _REMEMBER_EVERY_MS if text == before else _NEWS_EVERY_MS
        if not usable or 0 <= now_ms - before_ms < quiet_ms:
            return False
        self._remembered[node] = (now_ms, text)
        self._store.remember_peer(node, text, now_ms)
        for address in usable:
            self._node_of[address] = node
        return text != before

    # --- the invitation's pin ---------------------------------------------------------------------------

    def check_pin(self, height: int, seal_id: bytes) -> None:
        """Refuse a chain that lacks the seal our invitation named.

        Raises:
            BadSeal: another seal stands at that height.
        """
        pinned = get_pin(self._store)
        if pinned is not None and pinned[0] == height and pinned[1] != seal_id:
            raise BadSeal("not the chain our invitation named")


def _names(address: str, node: NodeKey) -> bool:
    """Whether an address is one of this node's own: else a member could keep another from being dialled."""
    _, _, peer = address.partition("/p2p/")
    return peer == name_peer(node) and not any(map(str.isspace, address))


def name_peer(node: NodeKey) -> str:
    """The libp2p peer id of a node key, as addresses write it: base58 of the key in its protobuf envelope."""
    number, digits = int.from_bytes(_ED25519_ENVELOPE + node, "big"), ""
    while number:
        number, digit = divmod(number, 58)
        digits = _BASE58[digit] + digits
    return _BASE58[0] + digits


def get_pin(store: Store) -> tuple[int, bytes] | None:
    """(height, seal id) our invitation named; None for a founder's home."""
    pinned = store.get_meta(_PIN)
    if pinned is None:
        return None
    height, seal_id = as_list(decode(pinned, size_max=64), 2)
    return height, seal_id


def pin(store: Store, height: int, seal_id: bytes) -> None:
    """Remember the seal an invitation names, before anything of the chain is here."""
    store.set_meta(_PIN, encode([height, seal_id]))
