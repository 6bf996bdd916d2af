# SPDX-License-Identifier: AGPL-3.0-or-later
"""Where a copy that began with a snapshot stands on: nothing below is here until its history has come.

    seals 1 … h − 1, their events, receipts     arriving beside (`p2p.backfill`), then taken over
    state after h − 1                           from the snapshot, certified by seal h
    seals h, h + 1, …                           executed here like everybody's

The law: what has seq ≤ its key's tip counts as stored without being held; an unknown dep is asked for by id.
"""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from ledger.blob import name_blob
from ledger.blob_room import want_blobs, want_words
from ledger.encoding import as_list, decode, encode
from ledger.errors import BadSeal, Malformed, StoreDamaged
from ledger.event import CHARTER, Event, check_signatures
from ledger.execute import Result, compute_results_root, execute_charter
from ledger.hashing import merkle_root
from ledger.rulebook.book import Book
from ledger.rulebook.membership import INVITATIONS
from ledger.seal import (
    Seal,
    check_certificate,
    decode_certificate,
    decode_seal,
)
from ledger.snapshot import StateChunks, check_chunk, check_hashes, iter_rows, iter_words, rebuild_state
from ledger.state import KEYS, Chain, State, get_commune, get_witnesses
from ledger.store import Store
from ledger.units import AccountId, EventId

if TYPE_CHECKING:
    from collections.abc import Generator, Sequence

    from ledger.checkpoints import Checkpoints
    from ledger.read_model import ReadModel

_BASE: Final = "base"


@dataclass(frozen=True, slots=True, kw_only=True)
class Base:
    """The checkpoint a copy began with, while the history below it is not here."""

    height: int
    """Of its seal: the first one held. The snapshot is the state after the height before."""
    seal: bytes
    """Encoded."""
    certificate: bytes

    def decode(self, commune: EventId) -> Seal:
        return decode_seal(self.seal, commune)


@dataclass(frozen=True, slots=True, kw_only=True)
class Snapshot:
    """A whole snapshot: what a copy begins with."""

    charter: Event
    seal: bytes
    """Of the checkpoint, known to be decided (its light chain was followed)."""
    certificate: bytes
    hashes: tuple[bytes, ...]
    chunks: Sequence[bytes]

    @property
    def pieces(self) -> StateChunks:
        """What the state is digested as; once it was begun with."""
        return StateChunks(tuple(self.chunks), self.hashes, merkle_root(self.hashes))


def load_base(store: Store) -> Base | None:
    """The base of this copy; None if it holds everything from the charter on."""
    kept = store.get_meta(_BASE)
    if not kept:
        return None
    height, seal, certificate = as_list(decode(kept, size_max=1 << 15), 3)
    return Base(height=height, seal=seal, certificate=certificate)


def read_tip(store: Store, chain: Chain, base: Base | None) -> Seal | None:
    """The seal a state stands on; None if that is the one below a snapshot.

    Raises:
        StoreDamaged: the file holds another one, or none.
    """
    found = store.get_seal(chain.height)
    if found is None and base is not None and chain.height == base.height - 1:
        return None
    if found is None:
        raise StoreDamaged("the seal the state stands on is missing")
    tip = decode_seal(found[0], store.commune)
    if tip.id != chain.seal_id:
        raise StoreDamaged("the last seal is not the one the state stands on")
    return tip


def forget_base(store: Store) -> None:
    """All that was below is here now; inside the caller's transaction."""
    store.set_meta(_BASE, b"")


@contextmanager
def _first_write(store: Store) -> Generator[None]:
    """One transaction in a file that holds nothing of a commune yet."""
    try:
        with store.transaction():
            yield
    except BaseException:
        store.forget_unsaved()
        raise


def found(
    store: Store,
    read_model: ReadModel,
    charter: Event,
    blobs: Sequence[bytes],
) -> None:
    """Write the charter and what it does into an empty copy.

    Raises:
        Refused: it is not sound. StoreError: nothing was written.
    """
    execution = execute_charter(charter)
    with _first_write(store):
        store.set_meta("commune", charter.id)
        store.add_events([(charter, 0)])
        store.add_witness_list(1, get_witnesses(execution.state))
        store.save_state(execution.state, execution.touched)
        read_model.add(0, charter.time_ms, [charter], execution.results)
        founder = AccountId(charter.author)
        want_blobs(store, charter, founder, founder, execution.state)
        for blob in blobs:
            store.add_blob(name_blob(charter.id, blob), charter.author, blob)


def begin(store: Store, checkpoints: Checkpoints, snapshot: Snapshot, book: Book) -> State:
    """Write a snapshot into an empty copy; the state it holds.

    Raises:
        Malformed, BadSeal, BadSignature, Refused: it is not sound. StoreError: nothing was written.
        RulesUnknown: only a later program goes on from there.
    """
    with _first_write(store):
        return _begin(store, checkpoints, snapshot, book)


def _begin(store: Store, checkpoints: Checkpoints, snapshot: Snapshot, book: Book) -> State:
    charter = snapshot.charter
    if charter.kind != CHARTER:
        raise Malformed("snapshot: not a charter")
    check_signatures(charter, charter.id)
    seal = decode_seal(snapshot.seal, charter.id)
    check_hashes(seal, snapshot.hashes)
    if len(snapshot.chunks) != len(snapshot.hashes):
        raise Malformed("snapshot: chunks are missing")
    for index, chunk in enumerate(snapshot.chunks):
        check_chunk(snapshot.hashes, index, chunk)
    rows = list(iter_rows(snapshot.chunks))
    state = rebuild_state(rows, seal, book)
    witnesses = get_witnesses(state)
    check_certificate(seal, decode_certificate(snapshot.certificate), witnesses, charter.id)
    if get_commune(state) != get_commune(execute_charter(charter).state):
        raise BadSeal("snapshot: the state of another commune")
    store.set_meta("commune", charter.id)
    store.set_meta(_BASE, encode([seal.height, seal.encoded, snapshot.certificate]))
    store.add_events([(charter, 0)])
    store.add_witness_list(seal.height, witnesses)
    store.add_rows(rows)
    want_words(store, state, ((word, speaker, speaker) for word, speaker in iter_words(state)))
    checkpoints.keep(seal.height, snapshot.chunks, snapshot.hashes, but=seal.height)
    checkpoints.forget_arriving()
    return state


def counts_as_stored(event: Event, state: State) -> bool:
    """Whether an event lies below its key's tip: sealed before this copy began, or dead since."""
    row = state.get(KEYS, event.author)
    return row is not None and event.seq <= row.tip_seq


def get_invitation_key(state: State, invitation: EventId) -> bytes | None:
    """The key of an invitation the state knows, whether its event is held or not."""
    row = state.get(INVITATIONS, invitation)
    return None if row is None else row.key


def expect_results_root(base: Base | None, seal: Seal, results: Sequence[Result]) -> bytes:
    """What the next seal must say of the height before: ours; of the height below a snapshot, what it says.

    Raises:
        BadSeal: another seal than the one that certified the snapshot.
    """
    if base is None or seal.height != base.height:
        return compute_results_root(results)
    if seal.encoded != base.seal:
        raise BadSeal("not the seal that certified the snapshot")
    return seal.results_root
