# SPDX-License-Identifier: AGPL-3.0-or-later
"""Erasable words in frames well under the bound."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ledger import limits
from ledger.store import Store
from p2p.wire import BATCH_BYTES, Blobs


def iter_blobs(store: Store, names: Iterable[bytes]) -> Iterator[Blobs]:
    """Frames of those that are held, in the order asked for."""
    content: list[bytes] = []
    size = 0
    for name in names:
        blob = store.get_blob(name)
        if blob is None:
            continue
        content.append(blob)
        size += len(blob)
        if size > BATCH_BYTES or len(content) >= limits.BY_ID_MAX:
            yield Blobs(blobs=tuple(content))
            content, size = [], 0
    if content:
        yield Blobs(blobs=tuple(content))
