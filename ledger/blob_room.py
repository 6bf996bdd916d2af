# SPDX-License-Identifier: AGPL-3.0-or-later
"""Which words a copy looks for, how many of a member's it keeps, and those of who left that it forgets.

    an act, a row of the state ── names a word ──> said (word, who says it) ── kept? ──> wanted ──> blobs

Who says a word is the account whose key signed (of a join: who joins); whom it counts for is the account of
the act, a sponsor's for a newcomer. Not here: what a blob is (`blob`).
The law: nothing enters that no stored event names; `Erasing` alone decides what is erased, however a copy
began.
Source: docs/protocol.md section 9.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
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


class Erasing:
    """What those who left erased, as one copy must hold to it under one state."""

    def __init__(self, store: Store, state: State) -> None:
        self._store, self._state = store, state

    def keeps(self, word: bytes, speaker: AccountId) -> bool:
        """Whether a word may be here for this account's saying it; it is erased when that holds of nobody.

        No for who left and erased, unless a proposal of the state names the word: that is the village's.
        """
        gone = self._state.get(DEPARTURES, speaker)
        return gone is None or not gone.erased or speaker == self._own or word in self._public

    @cached_property
    def _own(self) -> bytes | None:
        return self._store.get_meta(OWN_WORDS)

    @cached_property
    def _public(self) -> frozenset[bytes]:
        rows = (row for _, row in self._state.items(PROPOSALS))
        return frozenset(word for row in rows for word in (row.title, row.text))


def want_blobs(store: Store, event: Event, owner: AccountId, speaker: AccountId, state: State) -> None:
    """Look for the words that a stored event names. Args: owner: whom they count for; speaker: who says."""
    words = (event.body.get(name) for name in get_blob_fields(event.kind))
    want_words(store, state, ((word, owner, speaker) for word in words if type(word) is bytes))


def want_words(store: Store, state: State, named: Iterable[tuple[bytes, AccountId, AccountId]]) -> None:
    """Look for named words: (word, whom it counts for, who says it). What is no name of a blob is passed."""
    erasing = Erasing(store, state)
    for word, owner, speaker in named:
        if len(word) == 32 and any(word) and erasing.keeps(word, speaker):
            store.want_blob(BlobHash(word), owner, speaker)


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


def forget_words(store: Store, state: State, account: AccountId) -> None:
    """Delete what is held and looked for of the words that only those say who left and erased them.

    Inside the caller's transaction. Args: account: of who left; of anybody else nothing goes.
    """
    gone, erasing = state.get(DEPARTURES, account), Erasing(store, state)
    if gone is None or not gone.erased:
        return
    query = "SELECT hash, speaker FROM said WHERE hash IN (SELECT hash FROM said WHERE speaker = ?)"
    named = store.db.execute(query, (account,)).fetchall()
    kept = {word for word, speaker in named if erasing.keeps(word, speaker)}
    erased = [(word,) for word in {word for word, _ in named} - kept]
    store.db.execute("PRAGMA secure_delete = ON")
    for table in ("blobs", "wanted", "said"):
        store.db.executemany(f"DELETE FROM {table} WHERE hash = ?", erased)
