# SPDX-License-Identifier: AGPL-3.0-or-later
"""`verify`: execute the whole history again, in memory, and compare with what this computer believes.

Checks every signature, seal, certificate, root and digest from the charter on, then each row of the state and
each receipt on disk. Reads through its own connection, beside a running node.
"""

from __future__ import annotations

import time
from collections.abc import Callable

from app.errors import AppError
from app.home_reading import check_there, open_to_read
from app.home_trouble import told_as_refusals
from app.paths import Home
from app.views import VerifyReportView
from ledger.base import Base, Snapshot, load_base
from ledger.blob import name_blob
from ledger.checkpoints import Checkpoints
from ledger.epochs import Epochs
from ledger.errors import LedgerError, RulesUnknown
from ledger.event import Event, check_signatures, decode_event, encode_event, verify_events
from ledger.read_model import ReadModel
from ledger.replica import Replica
from ledger.rulebook.book import BOOK, Book
from ledger.seal import decode_seal
from ledger.state import State
from ledger.store import Store
from ledger.units import ZERO_ID
from p2p.keeping import follow_stored

_PROBLEMS_MAX = 20


def verify_home(
    home: Home, progress: Callable[[int, int], None] = lambda _done, _of: None
) -> VerifyReportView:
    """Verify the commune in a home.

    Args:
        progress: told (heights done, heights in all) after each height.

    Raises:
        AppError: no-home, in-use (an older file, which only its writer brings up to date), store-damaged,
            store-newer, store, update-needed (the history goes on under rules that this program lacks).
    """
    started = time.monotonic_ns()
    check_there(home, with_keys=False)
    with told_as_refusals(home):
        store = open_to_read(home)
        try:
            with store.reading():
                base = load_base(store)
                report = verify_store(store, progress)
        finally:
            store.close()
    ok, events, seals, problems = report
    elapsed_ms = (time.monotonic_ns() - started) // 1_000_000
    return VerifyReportView(
        ok=ok, events=events, seals=seals, problems=tuple(problems[:_PROBLEMS_MAX]), elapsed_ms=elapsed_ms,
        since=0 if base is None else base.height,
    )  # fmt: skip


def verify_store(
    store: Store, progress: Callable[[int, int], None] = lambda _done, _of: None, book: Book = BOOK
) -> tuple[bool, int, int, list[str]]:
    """(sound, events, seals, problems) of a commune's file.

    Raises:
        AppError: update-needed (this program's book lacks rules that the history has).
    """
    if not store.commune:
        return False, 0, 0, ["no-charter"]
    # One read transaction: a running node may seal meanwhile, and we compare with one instant.
    store.db.execute("BEGIN")
    problems = store.check_pages()
    last = store.get_last_height()
    replica, epochs = Replica(Store(None, spills=True), book), Epochs(store)
    events, base = 1, load_base(store)
    first = 1 if base is None else base.height
    try:
        charter = next(store.iter_sealed(0))
        check_signatures(decode_event(encode_event(charter), ZERO_ID), charter.id)
        if charter.id != store.commune:
            problems.append("another charter")
        if base is None:
            replica.adopt(charter)
        else:
            _begin(replica, store, charter, base)
        for height in range(first, last + 1):
            found = store.get_seal(height)
            if found is None:
                problems.append(f"seal {height} is missing")
                break
            batch = list(store.iter_sealed(height))
            if not all(verify_events(batch, store.commune)):
                problems.append(f"a signature at seal {height} is wrong")
                break
            seal = decode_seal(found[0], store.commune)
            start = epochs.get(height)
            if start is not None:
                replica.adopt_recovery(start.recovery)
            follow_stored(replica, seal, found[1], batch, store.get_event)
            events += len(batch)
            progress(height, last)
    except RulesUnknown as error:
        raise AppError(error.code) from error
    except (LedgerError, StopIteration) as error:
        problems.append(f"after seal {replica.reached}: {error}")
    if not problems:
        problems += _compare(replica.state, store.load_state())
        problems += _compare_receipts(replica.read_model, ReadModel(store.db, create=False), first, last)
        problems += _compare_lists(replica.store, store, first, last)
        problems += _check_blobs(store)
        for event, _mark in store.iter_unsealed():
            try:
                check_signatures(event, store.commune)
            except LedgerError as error:
                problems.append(f"a pending event: {error}")
    store.db.execute("COMMIT")
    return not problems, events, last, problems


def _begin(replica: Replica, store: Store, charter: Event, base: Base) -> None:
    """Begin with the snapshot a copy began with, while its past is not here."""
    kept = Checkpoints(store.db, create=False)
    replica.adopt_snapshot(
        Snapshot(
            charter=charter,
            seal=base.seal,
            certificate=base.certificate,
            hashes=kept.get_hashes(base.height),
            chunks=kept.get_chunks(base.height),
        )
    )


def _compare(computed: State, stored: State) -> list[str]:
    mine = {(name, key): row for name, key, row in computed.encoded_rows()}
    theirs = {(name, key): row for name, key, row in stored.encoded_rows()}
    if mine == theirs:
        return []
    names = sorted(
        {name for name, key in {*mine, *theirs} if mine.get((name, key)) != theirs.get((name, key))}
    )
    return [f"the balance sheet on disk differs in: {', '.join(names)}"]


def _compare_receipts(computed: ReadModel, stored: ReadModel, first: int, last: int) -> list[str]:
    for height in range(first if first > 1 else 0, last + 1):
        if computed.get_results(height) != stored.get_results(height):
            return [f"the receipts on disk differ at seal {height}"]
    if computed.count_concerns() != stored.count_concerns():
        return ["somebody's history on disk has other lines"]
    for account in computed.iter_concerned():
        if computed.get_places(account) != stored.get_places(account):
            return [f"the history of {account.hex()[:8]} on disk has other lines"]
    return []


def _compare_lists(computed: Store, stored: Store, first: int, last: int) -> list[str]:
    for height in range(first, last + 2):
        if computed.get_witness_list(height) != stored.get_witness_list(height):
            return [f"the list of witnesses on disk differs at seal {height}"]
    return []


def _check_blobs(store: Store) -> list[str]:
    wrong = sum(name_blob(store.commune, content) != name for name, content in store.iter_blobs())
    return [f"{wrong} texts are not what was written"] if wrong else []
