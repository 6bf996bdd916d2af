# SPDX-License-Identifier: AGPL-3.0-or-later
"""Words in frames: those that are held, in order, no frame too large."""

from __future__ import annotations

from ledger.blob import make_blob, name_blob
from p2p.machines.words import iter_blobs
from p2p.wire import BATCH_BYTES
from tests.helpers.hamlet import settled


def test_what_is_held_comes_in_frames():
    replica = settled("anna").main
    blobs = [make_blob(bytes([number]) * 16, bytes(60_000)) for number in range(9)]
    names = [name_blob(replica.commune, blob) for blob in blobs]
    for name, blob in zip(names, blobs, strict=True):
        replica.store.add_blob(name, replica.commune, blob)
    frames = list(iter_blobs(replica.store, [*names[:4], bytes(32), *names[4:]]))
    assert [blob for frame in frames for blob in frame.blobs] == blobs
    assert len(frames) == 2
    assert all(sum(map(len, frame.blobs[:-1])) <= BATCH_BYTES for frame in frames)
    assert not list(iter_blobs(replica.store, [bytes(32)]))
