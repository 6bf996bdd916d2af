# SPDX-License-Identifier: AGPL-3.0-or-later
"""The facade's door to receipts: `Voisinage.receipts`. As in `facade`, it reads the last picture."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Protocol, TypeVar

from app.paths import Home
from app.reader import Reader
from app.receipts import read_receipt, save_receipt, suggest_name
from app.tickets import Ticket, run_in_thread
from app.views_receipts import ReceiptView

T = TypeVar("T")


class Ask(Protocol):
    """How the facade asks a question."""

    def __call__(self, question: Callable[[Reader], T]) -> T: ...


class ReceiptsDoor:
    """Given the facade's own way to ask, and whose register a received proof is compared with."""

    def __init__(self, ask: Ask, home: Home) -> None:
        self._ask, self._home = ask, home

    @staticmethod
    def suggest_name(event: bytes) -> str:
        return suggest_name(event)

    def save(self, event: bytes, path: str | Path, *, with_names: bool) -> Ticket[None]:
        """Write the receipt of an act to a file the person chose, with its names and words if asked.

        Ends in AppError receipt-not-final and others; nothing was written then.
        """

        def write(reader: Reader) -> None:
            save_receipt(
                reader, event, Path(path), with_names=with_names, with_words=with_names, replace=True
            )

        return run_in_thread(lambda: self._ask(write))

    def check(self, path: str | Path) -> Ticket[ReceiptView]:
        """What a proof in a file shows, in a thread of its own: a long chain takes some seconds.

        Ends in AppError: receipt-unreadable, receipt-other, receipt-damaged, receipt-false,
        receipt-unknown-list, receipt-other-commune, receipt-differs.
        """
        return run_in_thread(lambda: read_receipt(Path(path), self._home))
