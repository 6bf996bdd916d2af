# SPDX-License-Identifier: AGPL-3.0-or-later
"""Light chains for another member's node, sans IO: it asks and checks, this answers from its copy.

    reader                       server
    seals(from, to) ───────────>   from: the height of a seal one trusts, 0: the charter; to: 0 the newest
    <─────── light(start, links)   as many links as fit; asked again from the last until `to` is reached

An honest server may end early, at its own newest seal. Not here: what a chain is (`ledger.light`).
"""

from __future__ import annotations

from typing import Final

from ledger.light import Link, encode_link, iter_links, make_start
from ledger.replica import Replica
from p2p.wire import LIGHT_LINKS_PER_FRAME, Light, Seals

ANSWER_BYTES: Final = 256 * 1024
"""Links of one answer."""


def answer_seals(replica: Replica, question: Seals) -> Light:
    """The start asked for and the links after it, as far as this copy has them."""
    if not replica.is_founded:
        return Light(start=None, links=())
    seals = replica.store
    charter = next(seals.iter_sealed(0), None) if question.start == 0 else None
    start = make_start(seals, question.start, charter)
    target = min(question.target or replica.height, replica.height)
    if start is None:
        return Light(start=None, links=())
    links: list[Link] = []
    size = 0
    for link in iter_links(seals, question.start, [target]):
        size += len(encode_link(link))
        if links and (size > ANSWER_BYTES or len(links) >= LIGHT_LINKS_PER_FRAME):
            break
        links.append(link)
    return Light(start=start, links=tuple(links))
