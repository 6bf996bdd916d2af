# SPDX-License-Identifier: AGPL-3.0-or-later
"""Which words a copy looks for, and how many of a member's it keeps.

Not here: what a blob is (`blob`). The law: nothing enters that no stored event names.
"""

from __future__ import annotations

from ledger import limits
from ledger.blob import check_blob, name_blob
from ledger.event import Event
from ledger.rulebook.book import get_blob_fields
from ledger.store import Store
from ledger.units import AccountId, BlobHash


def want_blobs(store: Store, event: Event, owner: AccountId) -> None:
    """Look for the words that a stored event of `owner` names."""
    for name in get_blob_fields(event.kind):
        value = event.body.get(name)
        if type(value) is bytes and len(value) == 32 and any(value):
            store.want_blob(BlobHash(value), owner)


def take_blob(store: Store, content: bytes) -> bool:
    """Keep a blob a stored event names; False: none does, it is here already or its owner has too many.

    Raises:
        Malformed: not a blob. StoreError.
    """
    check_blob(content)
    name = name_blob(store.commune, content)
    owner = store.get_wanted_owner(name)
    if owner is None:
        return False
    if store.get_blob_bytes_of(owner) + len(content) > limits.BLOBS_PER_MEMBER_BYTES_MAX:
        return False
    store.add_blob(name, owner, content)
    return True
