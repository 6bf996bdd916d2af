# SPDX-License-Identifier: AGPL-3.0-or-later
"""Keeping one's account, as the window asks for it: `Voisinage.account`."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from app import commands
from app.backup import save_backup
from app.config import Config
from app.desk import Desk
from app.errors import AppError
from app.query_account import get_consents
from app.reader import Reader
from app.service import Service
from app.tickets import Ticket, run_in_thread
from app.trial import expect, try_restore
from app.vault import VaultError
from app.views_account import BackupView, ConsentView, SheetLineView, TrialView
from app.words_sheet import lay_out, save_sheet, write_page
from ledger.event import Event
from ledger.state import get_commune


class AccountDoor:
    """See the module; given the facade's own way to ask and to act."""

    def __init__(
        self,
        ask: Callable[[Callable[[Reader], Any]], Any],
        do: Callable[[Callable[[Desk], Any]], Ticket[Any]],
        load: Callable[[], Config],
        service: Service,
    ) -> None:
        self._ask = ask
        self._do = do
        self._load = load
        self._service = service

    def consents(self) -> tuple[ConsentView, ...]:
        """What neighbours may see of me, by topic."""
        return self._ask(get_consents)

    def set_consent(self, topic: str, agree: bool) -> Ticket[Event]:
        return self._do(lambda desk: commands.set_consent(desk, topic, agree))

    def save_backup(self, path: str | Path) -> Ticket[BackupView]:
        """Write what is on this computer alone into a file that the 24 words open."""

        def work(desk: Desk) -> BackupView:
            return BackupView(**save_backup(desk, self._service.reader(), self._load(), Path(path)))

        return self._do(work)

    def try_restore(self, words: str, path: str | Path = "") -> Ticket[TrialView]:
        """Really restore into a folder that goes again; no network, nothing signed."""
        expected = self._ask(expect)
        return run_in_thread(lambda: try_restore(expected, words, Path(path) if path else None))

    def save_sheet(self, path: str | Path, language: str) -> Ticket[None]:
        """Write the sheet of 24 words as a PDF to print. Ends in AppError words-gone once they left."""
        return self._do(lambda desk: save_sheet(desk, self._service.reader(), Path(path), language))

    def lay_out_sheet(self, words: Sequence[str], language: str) -> tuple[SheetLineView, ...]:
        """The same sheet, for a printer: nothing of it is kept."""

        def ask(reader: Reader) -> tuple[SheetLineView, ...]:
            name, commune = reader.get_name(self._service.desk.account), get_commune(reader.state).name
            return lay_out(words, name, commune, language, is_file=False)

        return self._ask(ask)

    def set_passphrase(self, new: str | None) -> Ticket[None]:
        """In a thread of its own: deriving a key from a passphrase takes most of a second.

        Ends in AppError words-first while the 24 words are nowhere but behind it: forgotten, it would take
        the account away for ever.
        """
        picture = self._ask(lambda reader: reader.picture)

        def work() -> None:
            if new and not (picture.backup_done or picture.is_returning):
                raise AppError("words-first")
            try:
                self._service.desk.vault.set_passphrase(new)
            except VaultError as error:
                raise AppError(error.code) from error
            self._do(lambda _desk: None).wait()  # who asks from now on is told of it

        return run_in_thread(work)

    def save_page(self, path: str | Path, page: bytes) -> Ticket[None]:
        """Write a page the window drew to print. Ends in AppError sheet-unwritable."""
        return run_in_thread(lambda: write_page(Path(path), page))
