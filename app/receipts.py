# SPDX-License-Identifier: AGPL-3.0-or-later
"""Receipts for people: written from this computer's register, read from a file, compared with the register.

A receipt shows accounts, not names: who writes one may add the names of its parties (with the acts that prove
them) and the words of the act. Of what happens by itself there is none: it would show everybody's movements.
Not here: what a receipt is (`ledger.receipt`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from app.errors import AppError
from app.home_reading import open_to_read
from app.paths import Home, write_whole
from app.reader import Reader, find_person, make_fingerprint
from app.views import AmountView
from app.views_receipts import ReceiptLineView, ReceiptView
from ledger.errors import BadReceipt, NotFinal, StoreError, Unacceptable, UnknownList
from ledger.event import KEY_ADD, Event
from ledger.light import find_epoch_start
from ledger.limits import LIGHT_CHAIN_BYTES_MAX, RECEIPT_ACTS_MAX
from ledger.read_model import LAST_PLACE, ReadModel, Receipt
from ledger.receipt import (
    BEGIN,
    DISPLAY,
    Act,
    Shown,
    ShownAct,
    check_receipt,
    make_act,
    make_receipt,
    read_text_of,
    write_text,
)
from ledger.rulebook.book import get_blob_fields
from ledger.store import DEAD, Store
from ledger.units import AccountId, EventId, Key, is_member_account

SUFFIX: Final = ".proof"
COMMUNE_DIGITS_MIN: Final = 16
"""Of a commune's number, when it is typed to be compared."""
_FILE_BYTES_MAX: Final = 2 * LIGHT_CHAIN_BYTES_MAX + 1
_PAGE, _LOOKED_AT_MAX = 200, 10_000
"""Receipts of somebody that are looked through for the act that gave a name."""


def suggest_name(event_id: bytes) -> str:
    """A file name for a receipt."""
    return f"voisinage-{event_id.hex()[:10]}{SUFFIX}"


# --- writing -----------------------------------------------------------------------------------------------


def write_receipt(
    reader: Reader, event_id: bytes, *, with_names: bool = False, with_words: bool = False
) -> str:
    """The text of a receipt of one signed act, applied or without effect.

    Args:
        with_names: show what the parties call themselves, as far as their words are here.
        with_words: show the act's own words.

    Raises:
        AppError: unknown-event, receipt-not-final, receipt-dead, receipt-task, receipt-not-here,
            receipt-between.
    """
    event = reader.store.get_event(EventId(event_id))
    receipt = reader.read_model.get_receipt(event_id)
    if event is None:
        if receipt is not None:
            raise AppError("receipt-task")
        raise AppError("unknown-event", typed=event_id.hex())
    if receipt is None:
        place = reader.store.get_place(event_id)
        raise AppError("receipt-dead" if place is not None and place[0] == DEAD else "receipt-not-final")
    shown, blobs = [event], list[bytes]()
    if with_words:
        blobs += [event.body.get(name) for name in get_blob_fields(event.kind) if name != DISPLAY]
    if with_names:
        for account in _parties(reader, event, receipt):
            naming, display = _find_naming(reader, account)
            if len(shown) + len(naming) <= RECEIPT_ACTS_MAX:
                shown += [act for act in naming if act not in shown]
                blobs += [display] if naming else []
    # After a recovery nothing leads from the charter on: the epoch's first seal is where it begins then.
    start = find_epoch_start(reader.store, receipt.height + 1)
    if receipt.height < start:
        raise AppError("receipt-between")
    shown = [act for act in shown if act is event or _get_height(reader, act) >= start]
    words = {blob: content for blob in blobs if (content := _get_words(reader, blob)) is not None}
    try:
        acts = [_make_act(reader, event) for event in shown]
        charter = next(reader.store.iter_sealed(0), None)
        commune = reader.picture.commune
        named = [act.body.get(name) for act in shown for name in get_blob_fields(act.kind)]
        told = [content for blob, content in words.items() if blob in named]
        made = make_receipt(commune, reader.store, charter, acts, told, start=start)
    except NotFinal as error:
        raise AppError("receipt-not-final") from error
    return write_text(made)


def _get_height(reader: Reader, event: Event) -> int:
    place = reader.store.get_place(event.id)
    return place[0] if place is not None else -1


def _make_act(reader: Reader, event: Event) -> Act:
    place = reader.store.get_place(event.id)
    results = reader.read_model.get_results(place[0]) if place is not None else ()
    if place is None or event.id not in {result.id for result in results}:
        raise AppError("receipt-not-here")
    return make_act(event, place[0], results)


def _get_words(reader: Reader, blob: object) -> bytes | None:
    return reader.store.get_blob(blob) if isinstance(blob, bytes) and len(blob) == 32 and any(blob) else None


def _parties(reader: Reader, event: Event, receipt: Receipt) -> list[AccountId]:
    accounts = [reader.get_account_of(event), *(line.account for line in receipt.postings)]
    return list(dict.fromkeys(account for account in accounts if is_member_account(account)))


def _find_naming(reader: Reader, account: AccountId) -> tuple[list[Event], bytes]:
    """(the sealed acts that show an account's name of today, the hash of that name); no acts: not here."""
    row = find_person(reader.picture.sealed, account)
    if row is None or _get_words(reader, row.display) is None:
        return [], b""
    store = reader.store
    for event_id in store.get_sealed_ids(account, 0):  # type: ignore[arg-type]
        entry = store.get_event(event_id)
        if entry is not None and entry.body.get(DISPLAY) == row.display:
            return [entry], row.display
    for named in _iter_displays(reader, row.keys):
        if named.body.get(DISPLAY) == row.display:
            added = _find_introduction(reader, named.author)
            return ([added, named], row.display) if added is not None else ([], b"")
    return [], b""


def _find_introduction(reader: Reader, key: Key) -> Event | None:
    """The `key.add` of a key: what its first event follows."""
    for event_id in reader.store.get_sealed_ids(key, 0):
        first = reader.store.get_event(event_id)
        added = reader.store.get_event(first.prev) if first is not None else None
        if added is not None and added.kind == KEY_ADD and added.body["key"] == key:
            return added
    return None


def _iter_displays(reader: Reader, keys: Sequence[bytes]) -> Iterator[Event]:
    """Applied new names that these keys signed, newest first, as far back as one looks."""
    before = LAST_PLACE
    for _ in range(_LOOKED_AT_MAX // _PAGE):
        page = reader.read_model.get_receipts_of(keys, _PAGE, before)
        for receipt in page:
            event = reader.store.get_event(EventId(receipt.id)) if receipt.label == DISPLAY else None
            if event is not None and receipt.result.is_applied and event.author in keys:
                yield event
        if len(page) < _PAGE:
            return
        before = (page[-1].height, page[-1].position)


def save_receipt(
    reader: Reader, event_id: bytes, path: Path, *, with_names: bool, with_words: bool, replace: bool = False
) -> None:
    """Write a receipt to a file; another receipt there is replaced, any other file only if asked.

    Raises:
        AppError: as `write_receipt`; receipt-exists, receipt-unwritable.
    """
    text = write_receipt(reader, event_id, with_names=with_names, with_words=with_words)
    try:
        if path.exists() and not replace and not _is_receipt(path):
            raise AppError("receipt-exists", file=str(path))
        write_whole(path, [text])
    except OSError as error:
        raise AppError("receipt-unwritable", file=str(path)) from error


def _is_receipt(path: Path) -> bool:
    with path.open("rb") as file:
        return file.read(len(BEGIN)) == BEGIN.encode()


# --- reading -----------------------------------------------------------------------------------------------


def read_receipt(path: Path, home: Home | None = None, commune: str = "") -> ReceiptView:
    """What a receipt in a file proves.

    Args:
        home: whose register it is compared with; None or an empty home: with nobody's.
        commune: the number it must be of, or its beginning; then the home's commune does not matter.

    Raises:
        AppError: receipt-unreadable, receipt-other, receipt-damaged, receipt-false, receipt-unknown-list,
            receipt-other-commune, receipt-differs, receipt-short-number.
    """
    try:
        with path.open("rb") as file:
            data = file.read(_FILE_BYTES_MAX)
    except OSError as error:
        raise AppError("receipt-unreadable", file=str(path)) from error
    shown = _check(data)
    wanted = "".join(commune.split()).casefold()
    if wanted and len(wanted) < COMMUNE_DIGITS_MIN:
        raise AppError("receipt-short-number", least=COMMUNE_DIGITS_MIN)
    if wanted and not shown.commune.hex().startswith(wanted):
        raise AppError("receipt-other-commune", commune=shown.commune.hex(), yours=wanted)
    return _view(shown, _compare(shown, home, is_told=bool(wanted)))


def _check(data: bytes) -> Shown:
    try:
        return check_receipt(read_text_of(data))
    except BadReceipt as error:
        if error.why:
            raise AppError("receipt-other" if error.why == "other" else "receipt-damaged") from error
        raise AppError("receipt-false", detail=error.code) from error
    except UnknownList as error:
        raise AppError("receipt-unknown-list") from error
    except Unacceptable as error:
        raise AppError("receipt-false", detail=error.code) from error


def _compare(shown: Shown, home: Home | None, *, is_told: bool) -> str:
    """`same`, `ahead` or `none`. Raises AppError: receipt-other-commune, receipt-differs."""
    if home is None or not home.database.exists():
        return "none"
    try:
        store = open_to_read(home)
    except (AppError, StoreError):
        return "none"
    try:
        with store.reading():
            if store.commune != shown.commune:
                if is_told or not store.commune:
                    return "none"
                raise AppError(
                    "receipt-other-commune", commune=shown.commune.hex(), yours=store.commune.hex()
                )
            return _compare_act(shown.acts[0], store)
    except StoreError:
        return "none"
    finally:
        store.close()


def _compare_act(act: ShownAct, store: Store) -> str:
    if act.height > store.get_last_height():
        return "ahead"
    ours = ReadModel(store.db, create=False).get_receipt(act.event.id)
    if ours is None or (ours.height, ours.outcome, ours.postings) != (act.height, act.outcome, act.postings):
        raise AppError("receipt-differs", height=act.height)
    return "same"


def _view(shown: Shown, compared: str) -> ReceiptView:
    act, names = shown.acts[0], shown.get_names()
    event = act.event
    name = shown.charter.body.get("name", "") if shown.charter is not None else ""
    words = [
        shown.read_words(event.body.get(field)) for field in get_blob_fields(event.kind) if field != DISPLAY
    ]
    lines = tuple(
        ReceiptLineView(
            account=line.account,
            fingerprint=make_fingerprint(line.account) if is_member_account(line.account) else "",
            name=names.get(line.account, ""),
            pot=line.pot,
            amount=AmountView(asset=line.asset, amount=line.amount),
        )
        for line in act.postings
    )
    owner = shown.get_owner(event.author)
    return ReceiptView(
        commune=shown.commune,
        commune_name=str(name),
        start_height=shown.start[0],
        start_seal=shown.start[1],
        event=event.id,
        kind=event.kind,
        author=names.get(owner, "") if owner is not None else "",
        author_fingerprint=make_fingerprint(owner) if owner is not None else "",
        is_applied=act.is_applied,
        reason="" if act.is_applied else act.outcome,
        lines=lines,
        words=tuple(text for text in words if text),
        signed_ms=event.time_ms,
        sealed_ms=act.seal_ms,
        height=act.height,
        seal=act.seal_id,
        signatures=act.certified_by,
        witnesses=act.witnesses,
        compared=compared,
    )
