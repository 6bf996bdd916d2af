# SPDX-License-Identifier: AGPL-3.0-or-later
"""Whether the seal of a snapshot was decided, from the one seal a newcomer trusts: its invitation's pin.

        pin ── light chain ──> h        the snapshot is above, of the same epoch: each list certifies the next
        h ── seal ── seal ── … ── pin   it is not: the pin names the seal before it, down to the snapshot's

Source: docs/protocol.md section 7.6.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ledger import limits
from ledger.errors import BadSeal, Malformed
from ledger.event import Event
from ledger.light import LightChain, Seals, follow_all, iter_links, make_start, open_start
from ledger.seal import Seal, decode_seal
from ledger.units import EventId

Pin = tuple[int, bytes]
"""(height, seal id); the charter's id at height 0."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """What leads from the pin to a seal: a light chain up, or the seals above it up to the pin's."""

    chain: LightChain | None = None
    seals: tuple[bytes, ...] = ()


def check_decided(seal: Seal, way: Way, pin: Pin, commune: EventId) -> None:
    """Check that a seal belongs to the chain of the pin.

    Raises:
        Malformed, BadSignature, BadSeal: nothing shows that it does.
    """
    if seal.height > pin[0]:
        if way.chain is None or way.seals:
            raise Malformed("way: not a light chain")
        start = open_start(way.chain.start, commune)
        if (start.height, start.seal_id) != pin:
            raise BadSeal("way: it does not begin at the pin")
        if follow_all(start, way.chain.links, commune).seal_id != seal.id:
            raise BadSeal("way: it leads to another seal")
        return
    if way.chain is not None or len(way.seals) > limits.SNAPSHOT_SEALS_MAX:
        raise Malformed("way: not seals")
    below = seal
    for encoded in way.seals:
        above = decode_seal(encoded, commune)
        if above.height != below.height + 1 or above.previous != below.id:
            raise BadSeal("way: not a chain")
        below = above
    if (below.height, below.id) != pin:
        raise BadSeal("way: it does not end at the pin")


def make_way(seals: Seals, height: int, pin_height: int, charter: Event) -> Way | None:
    """The way from a pin to a height of this copy; None: the copy does not hold all of it.

    Args:
        charter: where a light chain from height 0 begins.
    """
    if height > pin_height:
        start = make_start(seals, pin_height, charter)
        if start is None:
            return None
        links, found = tuple(iter_links(seals, pin_height, (height,))), seals.get_seal(height)
        if not links or found is None or links[-1].seal != found[0]:
            return None  # it ends with the pin's epoch: no light chain crosses a recovery
        return Way(chain=LightChain(start=start, links=links))
    return _up(seals, range(height + 1, pin_height + 1))


def _up(seals: Seals, heights: Sequence[int]) -> Way | None:
    if len(heights) > limits.SNAPSHOT_SEALS_MAX:
        return None
    found = [seals.get_seal(height) for height in heights]
    shown = tuple(one[0] for one in found if one is not None)
    return Way(seals=shown) if len(shown) == len(found) else None
