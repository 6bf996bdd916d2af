# SPDX-License-Identifier: AGPL-3.0-or-later
"""A chain of certified seals over lists that change, with nothing else of a commune."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from ledger.event import Event
from ledger.hashing import merkle_root
from ledger.light import LightChain, Link, get_founding_list, iter_links, make_start
from ledger.seal import Seal, compute_quorum, compute_witnesses_digest
from ledger.signing import public_key
from ledger.state import Witness
from ledger.units import AccountId, EventId, NodeKey
from tests.helpers.builders import FOUNDED_MS, seed_of, sign_charter
from tests.vectors.seals import certify, seal_of

NODE_SEED = seed_of("mairie node")


def list_of(*names: object) -> tuple[tuple[Witness, ...], list[bytes]]:
    """(a list of these witnesses ascending by node key, seeds in that order)."""
    seeds = sorted((public_key(seed_of(f"witness {name}")), str(name)) for name in names)
    rows = [Witness(AccountId(seed_of(f"account {name}")), NodeKey(node)) for node, name in seeds]
    return tuple(rows), [seed_of(f"witness {name}") for _, name in seeds]


class SealChain:
    """`lists` names who certifies from a height on; before the first, the founder's node alone."""

    def __init__(
        self,
        length: int,
        lists: Mapping[int, Sequence[object]],
        *,
        charter: Event | None = None,
        results: Mapping[int, Sequence[bytes]] | None = None,
        recovery: int = 0,
    ) -> None:
        """Args: recovery: the height from which on, and only there, a list of `lists` came by a recovery."""
        self._recovery = recovery
        self.charter = charter or sign_charter()
        self.commune = EventId(self.charter.id)
        self._names = dict(lists)
        self.seals: list[Seal] = []
        self.certificates: list[bytes] = []
        previous: bytes = self.commune
        for height in range(1, length + 1):
            seal = self.make(
                height, previous, results_root=merkle_root((results or {}).get(height - 1, [b"results"]))
            )
            self.seals.append(seal)
            self.certificates.append(self.certify(seal))
            previous = seal.id

    def make(self, height: int, previous: bytes, **changes: Any) -> Seal:
        fields: dict[str, Any] = {
            "height": height,
            "previous": previous,
            "time_ms": FOUNDED_MS + 1_000 * height,
            "heads": [EventId(seed_of(f"head {height}"))],
            "total": 1 + height,
            "epoch": int(0 < self._recovery <= height),
            "witnesses_digest": compute_witnesses_digest(
                self.list_at(height + (height + 1 != self._recovery))[0]
            ),
        }
        return seal_of(self.commune, (), **{**fields, **changes})

    def list_at(self, height: int) -> tuple[tuple[Witness, ...], list[bytes]]:
        began = max((first for first in self._names if first <= height), default=0)
        if not began:
            return get_founding_list(self.charter), [NODE_SEED]
        return list_of(*self._names[began])

    def certify(self, seal: Seal, **vote: Any) -> bytes:
        rows, seeds = self.list_at(seal.height)
        return certify(seal, self.commune, seeds, range(compute_quorum(len(rows))), **vote)

    # --- what a store answers ---------------------------------------------------------------------------

    def get_seal(self, height: int) -> tuple[bytes, bytes] | None:
        if not 1 <= height <= len(self.seals):
            return None
        return self.seals[height - 1].encoded, self.certificates[height - 1]

    def get_witness_list(self, height: int) -> tuple[Witness, ...]:
        return self.list_at(height)[0]

    def get_list_heights(self, after: int, up_to: int) -> list[int]:
        return [height for height in sorted({1, *self._names}) if after < height <= up_to]

    # --- light chains -----------------------------------------------------------------------------------

    def link(self, height: int, *, after: int | None = None) -> Link:
        """The link to a height from `after`, the height before it unless given."""
        after = height - 1 if after is None else after
        return list(iter_links(self, after, [height]))[-1]

    def light(self, *wanted: int, start: int = 0) -> LightChain:
        begin = make_start(self, start, self.charter)
        assert begin is not None
        return LightChain(start=begin, links=tuple(iter_links(self, start, wanted)))
