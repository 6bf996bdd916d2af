# SPDX-License-Identifier: AGPL-3.0-or-later
"""One computer's copy of a commune: store, pending DAG and state, moved forward together.

        bytes ── prepare ──> events ── store_events ──> pending ──┐
                                                                  ├─ apply_seal ──> state, receipts
                        seal + certificate from a witness ────────┘

Synchronous; no clock, no network, no key: those who call it pass instants and signed things.
The law: memory never runs ahead of the disk. When a write fails, memory is read again from the disk.
"""

from __future__ import annotations

from collections.abc import Container, Sequence
from functools import partial

from ledger import limits
from ledger.admission import check_policy, check_storable
from ledger.base import Base, Snapshot, begin, expect_results_root, found, load_base, read_tip
from ledger.blob import name_blob
from ledger.blob_room import take_blob, want_blobs
from ledger.checkpoints import Checkpoints
from ledger.dag import Cut, Dag
from ledger.departed import note_departures
from ledger.epochs import Epochs, EpochStart
from ledger.errors import BadSeal, Diverged, LedgerError, NotAdmissible, NotConnected, Unacceptable
from ledger.event import Anchor, Event, check_signatures, decode_event, encode_event, verify_events
from ledger.execute import Execution, Result, compute_results_root, execute_seal
from ledger.intake import Batch, IngestReport, Intake, is_known
from ledger.ordering import compute_order_root, order_cut
from ledger.orphans import Orphans
from ledger.pending import PendingFold
from ledger.read_model import ReadModel
from ledger.recovery import Recovery, check_recovery, recover
from ledger.rulebook.book import BOOK, Book
from ledger.seal import (
    Certificate,
    Seal,
    check_certificate,
    compute_witnesses_digest,
    decode_certificate,
    decode_seal,
    encode_certificate,
    is_checkpoint,
    make_seal,
)
from ledger.snapshot import StateCutter
from ledger.state import State, get_chain, get_next_due, get_next_witnesses, get_rules_at, get_witnesses
from ledger.store import PENDING, Store
from ledger.units import EventId, Key


class Replica:
    """See the module. Attributes are to be read only."""

    def __init__(self, store: Store, book: Book = BOOK) -> None:
        """Read the commune back from its file, or wait for `adopt`.

        Args:
            book: the versions of the rules this program can execute.

        Raises:
            StoreDamaged: the file does not hold what was written.
        """
        self.store = store
        self.book = book
        self.read_model = ReadModel(store.db)
        self.checkpoints = Checkpoints(store.db)
        self.version = 0
        """Changes whenever anything a query shows may have changed."""
        with store.reading():
            self._load()

    def _load(self, state: State | None = None) -> None:
        self.dag = Dag(self.store.get_event)
        self.orphans = Orphans()
        self.epochs = Epochs(self.store)
        self.begins: EpochStart | None = None
        """The recovery we stand on, while the first seal of its epoch is not here."""
        self.state: State = State()
        """After the last seal; and after the recovery that was followed since."""
        self.sealed_state: State = self.state
        self.tip: Seal | None = None
        self.last_results: tuple[Result, ...] = ()
        self.last_was_empty = False
        self.list_is_new = False
        """Another list of witnesses certifies the next height than certified the last one."""
        self._pending = PendingFold(self.book)
        self._cutter = StateCutter()
        self.base: Base | None = load_base(self.store)
        if not self.is_founded:
            return
        self.state = self.sealed_state = state or self.store.load_state()
        height = get_chain(self.state).height
        self.last_results = self.read_model.get_results(height)
        if height:
            self.tip = read_tip(self.store, get_chain(self.state), self.base)
            self.last_was_empty = self.tip is not None and not self.tip.heads and not self.last_results
            certified = () if self.epochs.get(height) else self.store.get_witness_list(height)
            self.list_is_new = certified not in ((), get_witnesses(self.state))
        for event, mark in self.store.iter_unsealed():
            self.dag.add(event, self.dag.account_of(event, self.state), is_live=mark == PENDING)
        self._stand_on(self.epochs.get(height + 1))
        self.version += 1

    def _stand_on(self, start: EpochStart | None) -> None:
        self.begins = start
        if start is not None:
            self.state, self.list_is_new = recover(self.sealed_state, start.recovery.statement), True

    def reload(self) -> None:
        """Believe again what the disk holds, after a write that failed or that came from elsewhere."""
        self.store.forget_unsaved()
        self._load()

    @property
    def is_founded(self) -> bool:
        """Whether the charter is here."""
        return bool(self.store.commune)

    @property
    def reached(self) -> int:
        """The height executed last; −1 before there is a charter."""
        return self.height if self.is_founded else -1

    @property
    def commune(self) -> EventId:
        return self.store.commune

    @property
    def height(self) -> int:
        return get_chain(self.state).height

    @property
    def epoch(self) -> int:
        return get_chain(self.state).epoch

    @property
    def tip_id(self) -> bytes:
        return get_chain(self.state).seal_id

    @property
    def needs_update(self) -> bool:
        """Whether a later program alone has the rules of the next height: nothing is judged here."""
        return self.is_founded and not self.book.knows(get_rules_at(self.state, self.height + 1))

    def check_rules(self) -> None:
        """Raises RulesUnknown: see `needs_update`."""
        self.book.get(get_rules_at(self.state, self.height + 1))

    @property
    def first_height(self) -> int:
        """The lowest height above 0 of which this copy holds seal and events."""
        return 1 if self.base is None else self.base.height

    # --- founding ---------------------------------------------------------------------------------------

    def adopt(self, charter: Event, blobs: Sequence[bytes] = ()) -> None:
        """Begin this copy with the charter: our own, or the one whose id an invitation names.

        Raises:
            BadSignature, Refused: it is not a sound charter. StoreError: nothing was written.
        """
        assert not self.is_founded, "this copy belongs to a commune already"
        check_signatures(charter, charter.id)
        found(self.store, self.read_model, charter, blobs)
        self._load()

    def adopt_snapshot(self, snapshot: Snapshot) -> None:
        """Begin with a checkpoint's state, its seal known to be decided. Raises LedgerError."""
        assert not self.is_founded, "this copy belongs to a commune already"
        state = begin(self.store, self.checkpoints, snapshot, self.book)
        self._load(state)
        self._cutter = StateCutter((state, snapshot.pieces))

    # --- events -----------------------------------------------------------------------------------------

    def is_known(self, event: Event) -> bool:
        """Whether this very event is stored: pending, sealed or dead."""
        return is_known(event, self.dag, self.state, self.store)

    def prepare(self, encoded: Sequence[bytes]) -> tuple[list[Event], int]:
        """(events worth verifying, how many were malformed): decoded, not yet verified, not yet known."""
        events: list[Event] = []
        fresh: set[EventId] = set()
        bad = 0
        commune = self.commune
        for data in encoded:
            try:
                event = decode_event(data, commune)
            except Unacceptable:
                bad += 1
                continue
            # An event is stored after its past: what follows one that is not stored is not either.
            if event.prev in fresh or not self.is_known(event):
                fresh.add(event.id)
                events.append(event)
        return events, bad

    def ingest(self, encoded: Sequence[bytes], *, source: bytes, forced: bool = False) -> IngestReport:
        """Decode, verify and store, in this thread. A busy node splits the three steps itself."""
        events, _ = self.prepare(encoded)
        verdicts = list(zip(events, verify_events(events, self.commune), strict=True))
        good = [event for event, is_good in verdicts if is_good]
        bad = tuple((event.id, "bad-signature") for event, is_good in verdicts if not is_good)
        report = self.store_events(good, source=source, forced=forced)
        return IngestReport(stored=report.stored, missing=report.missing, refused=report.refused + bad)

    def store_events(
        self, events: Sequence[Event], *, source: bytes, forced: bool = False, asked: bool = False
    ) -> IngestReport:
        """Store verified events whose past is held, with the orphans they connect; synced when this returns.

        Args:
            events: signatures verified by `verify_events`.
            source: node key of the sender, whose share of the orphans' room is used.
            forced: they belong to a sealed cut, so no policy applies.
            asked: they are the past of events held as orphans, asked for by id: forks and dead events are
                taken, within their account's bounds.

        Raises:
            StoreError: nothing of the batch was stored.
        """
        try:
            with self.store.transaction():
                batch = self._take(events, source, forced=forced, asked=asked)
                self.store.add_events(batch.rows)
        except BaseException:
            self.reload()
            raise
        if batch.stored:
            self.version += 1
        return batch.report(self.dag, self.orphans)

    def _take(self, events: Sequence[Event], source: bytes, *, forced: bool, asked: bool) -> Batch:
        """Into memory what may be stored; its rows are the caller's to write."""
        intake = Intake(
            self.dag, self.orphans, self.state, self.store, self.commune,
            partial(want_blobs, self.store, state=self.state), is_whole=self.base is None,
        )  # fmt: skip
        return intake.take(events, source, forced=forced, asked=asked)

    def append(self, event: Event, blobs: Sequence[bytes] = ()) -> None:
        """Store our own event and its words; synced when this returns.

        Raises:
            LedgerError: it would not be storable; StoreError: nothing was written.
        """
        check_signatures(event, self.commune)
        try:
            with self.store.transaction():
                whole = self.base is None
                if not check_storable(event, self.dag, self.state, self.commune, self.store, is_whole=whole):
                    raise NotAdmissible("our own chain went on elsewhere")
                check_policy(event, self.dag, self.state, is_live=True, asked=False)
                self.store.add_events([(event, PENDING)])
                owner = self.dag.account_of(event, self.state)
                for blob in blobs:
                    self.store.add_blob(name_blob(self.commune, blob), owner, blob)
                want_blobs(self.store, event, owner, self.dag.speaker_of(event, self.state), self.state)
        except BaseException:
            self.store.forget_unsaved()
            raise
        self.dag.add(event, owner)
        self.version += 1

    def get_event(self, event_id: EventId) -> Event | None:
        return self.dag.get(event_id) or self.store.get_event(event_id)

    def get_next_slot(self, key: Key) -> tuple[int, EventId] | None:
        """(seq, prev) for the next event of a key, after what is pending; None: the key is not introduced."""
        return self.dag.get_next_slot(key, self.state)

    def get_anchor(self) -> Anchor:
        return Anchor(height=self.height, prefix=self.tip_id[: limits.ANCHOR_PREFIX_BYTES])

    def add_blob(self, content: bytes) -> bool:
        """Take a blob a stored event names; False: none does, it is here already or its owner has too many.

        Raises:
            Malformed: not a blob.
        """
        is_taken = take_blob(self.store, content)
        self.version += is_taken
        return is_taken

    # --- seals ------------------------------------------------------------------------------------------

    def must_seal(self, now_ms: int) -> bool:
        """Whether a witness has a reason to propose: something coverable, a task due, results to certify."""
        if self.needs_update:
            return False
        if (not self.last_was_empty and self.height > 0) or self.list_is_new:
            return True
        if self.dag.events and self.dag.can_cut(self.state, now_ms):
            return True
        due = get_next_due(self.state)
        return due is not None and due <= now_ms

    def make_seal(self, now_ms: int) -> Seal | None:
        """What an honest witness proposes next; None when there is nothing to seal.

        Args:
            now_ms: the witness's clock; the seal's time is never before the previous one's.
        """
        chain = get_chain(self.state)
        seal_ms = max(now_ms, chain.seal_ms + 1)
        if not self.must_seal(seal_ms):
            return None
        cut = self.dag.choose_cut(self.state, seal_ms)
        ordered = self._order(cut)
        return make_seal(
            self.commune,
            epoch=chain.epoch,
            height=chain.height + 1,
            previous=chain.seal_id,
            time_ms=seal_ms,
            heads=cut.heads,
            order_root=compute_order_root(ordered),
            results_root=compute_results_root(self.last_results),
            total=chain.total + len(ordered),
            witnesses_digest=compute_witnesses_digest(get_next_witnesses(self.state)),
            state_digest=self._digest_at(chain.height + 1),
        )

    def _order(self, cut: Cut) -> tuple[EventId, ...]:
        accounts = cut.accounts or self.dag.accounts_of(cut.events.values(), self.state)
        return order_cut(cut.events, self.tip_id, lambda event: accounts[event.id])

    def check_seal(self, seal: Seal) -> tuple[Cut, tuple[EventId, ...]]:
        """Judge a seal against the chain and the DAG alone: pure, no clock.

        Raises:
            NotConnected: part of the cut is not held. BadSeal: it is not the next seal.
            Diverged: it states other results than ours. RulesUnknown: nothing can be said of it here.
        """
        self.check_rules()
        chain = get_chain(self.state)
        if (seal.height, seal.previous, seal.epoch) != (chain.height + 1, chain.seal_id, chain.epoch):
            raise BadSeal("not the next seal")
        if seal.time_ms <= chain.seal_ms:
            raise BadSeal("not later than the seal before")
        for head in seal.heads:
            if self.dag.get(head) is None and self.store.has_event(head):
                raise BadSeal("a head is sealed already")
        cut = self.dag.check_cut(seal.heads, self.state, seal.time_ms)
        ordered = self._order(cut)
        if compute_order_root(ordered) != seal.order_root or seal.total != chain.total + len(ordered):
            raise BadSeal("order or total")
        if seal.witnesses_digest != compute_witnesses_digest(get_next_witnesses(self.state)):
            raise BadSeal("list of witnesses")
        is_due = (get_next_due(self.state) or 2**53) <= seal.time_ms
        if not (cut.events or is_due or self.list_is_new) and self.last_was_empty:
            raise BadSeal("an empty seal without a reason")
        digest = self._digest_at(seal.height)
        results = expect_results_root(self.base, seal, self.last_results)
        if (results, digest) != (seal.results_root, seal.state_digest):
            raise Diverged("the witnesses certified other results than this computer computes")
        return cut, ordered

    def adopt_recovery(self, recovery: Recovery) -> None:
        """Follow a recovery of the height we stand at: from now on no seal of the old epoch does.

        Raises:
            RecoveryRefused: it does not hold on our state; StoreError: nothing changed.
        """
        check_recovery(recovery, self.state, self.commune)
        self._stand_on(self.epochs.add(recovery, get_witnesses(self.state)))
        self.version += 1

    def apply_seal(self, encoded: bytes, certificate: bytes) -> Execution:
        """Check and execute a certified seal whose cut is held; one synced transaction.

        Raises:
            Malformed, BadSeal, NotConnected, Diverged, RulesUnknown, StoreError: nothing changed.
        """
        seal = decode_seal(encoded, self.commune)
        proof = decode_certificate(certificate)
        check_certificate(seal, proof, get_witnesses(self.state), self.commune)
        cut, ordered = self.check_seal(seal)
        try:
            with self.store.transaction():
                execution = self._apply(seal, proof, cut, ordered, ())
        except BaseException:
            self.reload()
            raise
        self._go_on(seal, ordered, execution)
        return execution

    def follow_seal(
        self, seal: Seal, certificate: bytes, events: Sequence[Event], *, source: bytes
    ) -> tuple[EventId, ...]:
        """Store the cut of a certified seal and execute it, in one synced transaction.

        What of the cut may be stored is kept even if the seal cannot be followed.

        Args:
            events: of the cut, well signed.

        Returns:
            What of the cut's past is missing; nothing when the seal was executed.

        Raises:
            Malformed, BadSeal, Diverged: the seal had no effect. RulesUnknown, StoreError: nothing changed.
        """
        self.check_rules()
        proof = decode_certificate(certificate)
        check_certificate(seal, proof, get_witnesses(self.state), self.commune)
        failure: LedgerError | None = None
        ordered: tuple[EventId, ...] = ()
        execution = None
        try:
            with self.store.transaction():
                batch = self._take(events, source, forced=True, asked=False)
                try:
                    cut, ordered = self.check_seal(seal)
                except (BadSeal, NotConnected, Diverged) as error:
                    failure = error
                    self.store.add_events(batch.rows)
                else:
                    self.store.add_events(row for row in batch.rows if row[0].id not in cut.events)
                    fresh = {event.id for event in batch.stored}
                    execution = self._apply(seal, proof, cut, ordered, fresh)
        except BaseException:
            self.reload()
            raise
        if execution is not None:
            self._go_on(seal, ordered, execution)
            return ()
        if batch.stored:
            self.version += 1
        if isinstance(failure, NotConnected):
            missing = batch.report(self.dag, self.orphans).missing
            return tuple(dict.fromkeys([*missing, *map(EventId, failure.missing)]))
        assert failure is not None
        raise failure

    def _apply(
        self,
        seal: Seal,
        proof: Certificate,
        cut: Cut,
        ordered: tuple[EventId, ...],
        fresh: Container[EventId],
    ) -> Execution:
        """Execute a seal that was checked and write its effects, inside the caller's transaction."""
        events = [cut.events[event_id] for event_id in ordered]
        execution = execute_seal(
            self.sealed_state,
            events,
            commune=self.commune,
            height=seal.height,
            seal_id=seal.id,
            seal_ms=seal.time_ms,
            epoch=seal.epoch,
            payers=cut.accounts,
            recovery=self.begins.recovery.statement if self.begins else None,
            book=self.book,
        )
        self.store.add_seal(seal.height, seal.encoded, encode_certificate(proof))
        self.store.seal_events(seal.height, events, fresh)
        if self.begins is not None:
            self.store.add_witness_list(seal.height, get_witnesses(self.state))
        if get_witnesses(execution.state) != get_witnesses(self.state):
            self.store.add_witness_list(seal.height + 1, get_witnesses(execution.state))
        self.store.save_state(execution.state, execution.touched)
        note_departures(self.store, self.state, execution, seal)
        self.read_model.add(seal.height, seal.time_ms, events, execution.results)
        if is_checkpoint(seal.height) and self.begins is None:
            # The first of an epoch is certified by a list that the state below it does not have.
            begun, pieces = self.base.height if self.base else 0, self._cutter.cut(self.sealed_state)
            self.checkpoints.keep(seal.height, pieces.chunks, pieces.hashes, but=begun)
        self.store.bury_events(self.dag.advance(ordered, execution.state))
        return execution

    def _go_on(self, seal: Seal, ordered: tuple[EventId, ...], execution: Execution) -> None:
        """Stand on a seal whose effects are on disk."""
        self.list_is_new = get_witnesses(execution.state) != get_witnesses(self.state)
        self._cutter.move(self.sealed_state, execution.state, execution.touched)
        self.state = self.sealed_state = execution.state
        self.begins, self.tip, self.last_results = None, seal, execution.results
        self.last_was_empty = not ordered and not execution.ran_tasks
        self.version += 1

    # --- what a wallet shows as pending -----------------------------------------------------------------

    def get_pending(self, now_ms: int) -> Execution:
        """The fold continued over pending events: what a wallet shows as « enregistré »."""
        return self._pending.get(self.state, self.dag, order=self._order, commune=self.commune, now_ms=now_ms)

    def get_seal_id(self, height: int) -> bytes:
        """The id of the seal at a height we hold, empty where we hold none."""
        found = self.store.get_seal(height)
        return decode_seal(found[0], self.commune).id if found else b""

    def _digest_at(self, height: int) -> bytes:
        return self._cutter.cut(self.sealed_state).digest if is_checkpoint(height) else b""

    def get_charter(self) -> bytes:
        return encode_event(next(self.store.iter_sealed(0)))
