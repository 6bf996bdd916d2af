# SPDX-License-Identifier: AGPL-3.0-or-later
"""The facade's door to receipts: `Voisinage.receipts`. As in `facade`, it reads the last picture."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Protocol, TypeVar

from app.reader import Reader
from app.receipts import save_receipt, suggest_name
from app.tickets import Ticket, run_in_thread

T = TypeVar("T")


class Ask(Protocol):
    """How the facade asks a question."""

    def __call__(self, question: Callable[[Reader], T]) -> T: ...


class ReceiptsDoor:
    """Given the facade's own way to ask."""

    def __init__(self, ask: Ask) -> None:
        self._ask = ask

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
