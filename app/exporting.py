# SPDX-License-Identifier: AGPL-3.0-or-later
"""Files for their reader: my history as a table, and the whole register as it was signed.

    history    CSV for a spreadsheet: « ; » and a comma in French, “,” and a point in English
    register   one JSON object a line: every sealed act as signed, and what became of it; no names, no words

A file is written beside its place and put there when it is whole. Names and words are other people's: a cell
that a spreadsheet would run is made a text.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Final, Protocol, TypeVar

from app.cli_format import Tongue, name_party
from app.errors import AppError
from app.home_reading import check_there, open_to_read
from app.home_trouble import told_as_refusals
from app.json_out import get_suffix, make_person
from app.paths import Home, write_whole
from app.query_money import get_history, get_sealed_history
from app.reader import Reader
from app.views import HistoryEntryView, Phase
from app.views_register import ExportView
from ledger.errors import Reason
from ledger.event import Event
from ledger.execute import Result
from ledger.read_model import LAST_PLACE, ReadModel
from ledger.store import Store

T = TypeVar("T")
_PAGE: Final = 200
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")
_SCALES: Final = {
    "kwh": (1_000, 3, "kWh"), "kwh-th": (1_000, 3, "kWh th"), "hour": (3_600, 4, "h"), "kg": (1_000, 3, "kg"),
    "point": (100, 2, "point"),
}  # fmt: skip


class Ask(Protocol):
    """How the facade asks a question."""

    def __call__(self, question: Callable[[Reader], T]) -> T: ...


# --- my history --------------------------------------------------------------------------------------------


def export_history(ask: Ask, path: Path, language: str, *, replace: bool = False) -> ExportView:
    """Write my history, newest first. Raises AppError: export-exists, export-unwritable."""
    entries = list(_read_history(ask))
    text = make_table(entries, language)
    # The mark tells a spreadsheet that these are the letters of UTF-8.
    _write(path, iter(["\ufeff" + text]), replace=replace)
    return ExportView(file=str(path), lines=len(entries))


def _read_history(ask: Ask) -> Iterator[HistoryEntryView]:
    """What waits, then page after page, so that a window's own questions pass between."""
    first = ask(lambda reader: get_history(reader, _PAGE))
    yield from (entry for entry in first if entry.phase is Phase.PENDING or _is_lost(entry))
    place: tuple[int, int] | None = LAST_PLACE
    while place is not None:
        page, place = ask(lambda reader, at=place: get_sealed_history(reader, _PAGE, at))
        yield from page


def _is_lost(entry: HistoryEntryView) -> bool:
    """Shut out for ever by another act of the same key: no page of the register says so."""
    return entry.phase is Phase.VOID and entry.reason == Reason.FORK.value


def make_table(entries: list[HistoryEntryView], language: str) -> str:
    """The history as CSV, a line an amount."""
    from app.cli_words import KINDS

    tongue = Tongue(language)
    table = io.StringIO()
    rows = csv.writer(table, delimiter=tongue.say(";", ","), lineterminator="\r\n")
    rows.writerow(
        tongue.say(french, english)
        for french, english in (
            ("Date", "Date"), ("Acte", "Act"), ("Avec", "With"), ("Quantité", "Quantity"), ("Unité", "Unit"),
            ("Unités de base", "Base units"), ("But", "Purpose"), ("Mots", "Words"), ("État", "State"),
            ("Motif", "Reason"), ("Numéro de l'acte", "Number of the act"),
        )
    )  # fmt: skip
    phases = {
        Phase.PENDING: ("enregistré", "recorded"),
        Phase.SEALED: ("définitif", "final"),
        Phase.VOID: ("sans effet", "no effect"),
    }
    for entry in entries:
        name = name_party(tongue, person, entry.kind) if (person := make_person(entry.counterpart)) else ""
        for asset, amount in [(line.asset, line.amount) for line in entry.amounts] or [("", 0)]:
            rows.writerow(
                (
                    tongue.cell(entry.at_ms), tongue.say(*KINDS.get(entry.kind, (entry.kind, entry.kind))),
                    _as_text(name), _quantity(asset, amount, tongue) if asset else "",
                    _SCALES.get(asset, (1, 0, asset))[2], f"{amount} {get_suffix(asset)}" if asset else "",
                    _as_text(entry.purpose), _as_text(entry.memo or entry.title),
                    tongue.say(*phases[entry.phase]), entry.reason, entry.event.hex(),
                )
            )  # fmt: skip
    return table.getvalue()


def _quantity(asset: str, amount: int, tongue: Tongue) -> str:
    """A plain decimal a spreadsheet adds up; the base units beside it are exact."""
    scale, digits, _ = _SCALES.get(asset, (1, 0, asset))
    whole, rest = divmod(abs(amount) * 10**digits // scale, 10**digits)
    point = tongue.say(",", ".")
    return ("-" if amount < 0 else "") + (f"{whole}{point}{rest:0{digits}d}" if digits else str(whole))


def _as_text(words: str) -> str:
    """Somebody's words in one cell, never a formula."""
    joined = " ".join(words.split())
    return f"'{joined}" if joined.startswith(_FORMULA) else joined


# --- the register ------------------------------------------------------------------------------------------


def export_register(home: Home, path: Path, *, replace: bool = False) -> ExportView:
    """Write every sealed act of the commune, oldest first, beside a running node.

    Raises:
        AppError: no-home, export-exists, export-unwritable, store-damaged, store-newer, store.
    """
    check_there(home, with_keys=False)
    counted = [0]
    with told_as_refusals(home):
        store = open_to_read(home)
        try:
            with store.reading():
                _write(path, _iter_lines(store, counted), replace=replace)
        finally:
            store.close()
    return ExportView(file=str(path), lines=counted[0])


def _iter_lines(store: Store, counted: list[int]) -> Iterator[str]:
    store.db.execute("BEGIN")  # one instant, while a node seals
    try:
        read_model = ReadModel(store.db, create=False)
        head = {"commune": store.commune.hex(), "pages": store.get_last_height()}
        yield json.dumps(head) + "\n"
        for height in range(store.get_last_height() + 1):
            results = {result.id: result for result in read_model.get_results(height)}
            for event in store.iter_sealed(height):
                counted[0] += 1
                yield json.dumps(_act(height, event, results.pop(event.id, None))) + "\n"
            for result in results.values():
                counted[0] += 1
                yield json.dumps({"page": height, **_outcome(result)}) + "\n"
    finally:
        store.db.execute("COMMIT")


def _act(height: int, event: Event, result: Result | None) -> dict[str, Any]:
    return {
        "page": height,
        **(_outcome(result) if result is not None else {"id": event.id.hex()}),
        "signer": event.author.hex(),
        "seq": event.seq,
        "prev": event.prev.hex(),
        "deps": [dep.hex() for dep in event.deps],
        "time_ms": event.time_ms,
        "kind": event.kind,
        "payload": event.payload.hex(),
        "signature": event.signature.hex(),
    }


def _outcome(result: Result) -> dict[str, Any]:
    return {
        "id": result.id.hex(),
        "what": result.label,
        "outcome": result.outcome,
        "moved": [
            {
                "account": line.account.hex(), "pot": line.pot, "asset": line.asset, "purpose": line.purpose,
                f"amount_{get_suffix(line.asset)}": line.amount,
            }
            for line in result.postings
        ],
    }  # fmt: skip


def _write(path: Path, pieces: Iterator[str], *, replace: bool) -> None:
    """All of it or nothing; another file there is kept unless asked.

    Raises:
        AppError: export-exists, export-unwritable.
    """
    try:
        if path.exists() and not replace:
            raise AppError("export-exists", file=str(path))
        write_whole(path, pieces)
    except OSError as error:
        raise AppError("export-unwritable", file=str(path)) from error
