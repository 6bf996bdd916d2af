# SPDX-License-Identifier: AGPL-3.0-or-later
"""Which words a copy looks for, how many of a member's it keeps, and those of who left that it forgets.

Not here: what a blob is (`blob`). The law: nothing enters that no stored event names.
Source: docs/protocol.md section 9.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from ledger import limits
from ledger.blob import check_blob, name_blob
from ledger.event import Event
from ledger.rulebook.book import get_blob_fields
from ledger.rulebook.proposals import PROPOSALS
from ledger.state import DEPARTURES, State
from ledger.store import Store
from ledger.units import AccountId, BlobHash

OWN_WORDS: Final = "keeps-words-of"
"""Meta: the account of who owns this computer. Its words stay here when it leaves, until it erases all."""
_PUBLIC: Final = frozenset({"proposal"})
"""Kinds whose words are the village's once they are said: what was voted on stays readable."""


def want_blobs(store: Store, event: Event, owner: AccountId, state: State) -> None:
    """Look for the words that a stored event of `owner` names; not for those of who left and erased them."""
    for name in get_blob_fields(event.kind):
        value = event.body.get(name)
        if type(value) is bytes and len(value) == 32 and any(value):
            gone = state.get(DEPARTURES, owner)
            if gone is not None and gone.erased and event.kind not in _PUBLIC:
                return
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


def forget_departed(store: Store, state: State, touched: Iterable[tuple[str, object]]) -> None:
    """Delete the words of whoever left by the seal just executed, inside its transaction."""
    for table, account in touched:
        if table == DEPARTURES.name and isinstance(account, bytes):
            forget_words(store, state, AccountId(account))


def forget_words(store: Store, state: State, account: AccountId) -> None:
    """Delete what is held and looked for of the words of a member who left and wanted it so."""
    gone = state.get(DEPARTURES, account)
    if gone is None or not gone.erased or store.get_meta(OWN_WORDS) == account:
        return
    proposals = [row for _, row in state.items(PROPOSALS) if row.author == account]
    public = {name for row in proposals for name in (row.title, row.text)}
    store.db.execute("PRAGMA secure_delete = ON")
    for table in ("blobs", "wanted"):
        found = store.db.execute(f"SELECT hash FROM {table} WHERE owner = ?", (account,)).fetchall()
        # A newcomer's first name came under its sponsor's account: it was nobody's yet.
        gone_words = [row for row in [*found, (gone.display,)] if row[0] not in public]
        store.db.executemany(f"DELETE FROM {table} WHERE hash = ?", gone_words)
