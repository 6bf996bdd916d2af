# SPDX-License-Identifier: AGPL-3.0-or-later
"""Commands about keeping one's account: `backup`, whatever it is asked to do."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Final

from app.backup import save_backup
from app.config import load_config
from app.devices import read_words
from app.errors import AppError
from app.json_out import to_json
from app.resolve import Arguments
from app.returning import is_returning
from app.service import Service
from app.trial import expect, try_restore
from app.words_sheet import save_sheet

Document = dict[str, Any]
Command = Callable[[Service, Arguments], Document]


def _absolute(typed: str) -> Path:
    path = Path(typed)
    if not path.is_absolute():
        raise AppError("bad-request", argument="file")
    return path


def _backup(service: Service, arguments: Arguments) -> Document:
    desk, vault = service.desk, service.desk.vault
    document: Document = {"protection": vault.protection}
    if save := arguments.text("save", ""):
        config = load_config(desk.home.config)
        document["saved"] = save_backup(desk, service.reader(), config, _absolute(save))
    elif sheet := arguments.text("sheet", ""):
        save_sheet(desk, service.reader(), _absolute(sheet), arguments.language())
        document["sheet"] = sheet
    elif arguments.flag("trial"):
        typed = arguments.text("file", "")
        path = _absolute(typed) if typed else None
        document["trial"] = to_json(try_restore(expect(service.reader()), arguments.text("words"), path))
    elif arguments.flag("done"):
        _done(service, arguments.text("words"))
    elif arguments.flag("show"):
        words = vault.words()
        if words is None:
            raise AppError("words-erased")
        document["words"] = list(words)
    document["backup_done"] = vault.backup_done
    if is_returning(desk):
        document["is_returning"] = True
    return document


def _done(service: Service, words: str) -> None:
    """The person copied the words from their paper: they are erased here."""
    read_words(service.desk, words)
    service.desk.vault.confirm_backup()
    for topic in ("status", "members"):
        service.note(topic)  # nothing is signed: an open window would not know


COMMANDS: Final[Mapping[str, Command]] = {"backup": _backup}
