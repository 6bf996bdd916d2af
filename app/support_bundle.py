# SPDX-License-Identifier: AGPL-3.0-or-later
"""`support-bundle`: what somebody who helps needs to see of a home, in one file, sent nowhere.

    logs ── redact ──┐
    doctor, versions ├── hide (paths, addresses, names) ──> FILE.zip, 0600
    config, counts ──┘

Never in it: keys, words, invitations, names, messages, amounts, acts. The law: text leaves through `hide`
alone; what cannot be read is said to be so, and the rest is there.
"""

from __future__ import annotations

import io
import ipaddress
import json
import os
import re
import sqlite3
import stat
import zipfile
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final, cast

from app.config import ConfigError, load_config
from app.doctor import system
from app.doctor.databases import count_rows, get_schema, open_beside
from app.doctor.examine import examine, to_document
from app.doctor.files import iter_private
from app.doctor.finding import Surroundings
from app.doctor.node import look_for_program
from app.errors import AppError
from app.logging import FILES_KEPT, HIDDEN, redact
from app.paths import FILE_MODE, Home
from ledger.blob import read_text

LOG_BYTES_MAX: Final = 1_000_000
_TEXTS_MAX: Final = 2_000
_TEXT_BYTES_MAX: Final = 200
_TEXT_LENGTH_MIN: Final = 4
_IP4: Final = re.compile(r"(?<![\d.])\d{1,3}(?:\.\d{1,3}){3}(?![\d.])")
_IP6: Final = re.compile(r"(?<![\w:.])(?:[0-9a-fA-F]{0,4}:){2,7}[0-9a-fA-F]{0,4}(?![\w:])")
_NAMED_HOST: Final = re.compile(r"/(dns|dns4|dns6|dnsaddr)/[^/\s]+")
_RECORD: Final = re.compile(r"(?m)^(?=\d{4}-\d\d-\d\d )")
"""Digits of a line's date are no end of a key in the line above."""
_KEY_FILE: Final = re.compile(r"[0-9a-f]{32}\.key")

README: Final = """Voisinage — support bundle / dossier d'assistance, {day}

doctor.json    ce que `voisinage doctor` a trouvé            what `voisinage doctor` found
versions.json  programme, Python, système, bibliothèques     program, Python, system, libraries
config.json    les réglages, sans adresses                   preferences, without addresses
store.json     combien de lignes dans chaque table           how many rows in each table
files.json     tailles et droits des fichiers                sizes and rights of the files
log/           le journal du programme, secrets masqués      the program's log, secrets hidden

Ni clés, ni mots, ni invitations, ni noms, ni messages, ni montants. Rien n'a été envoyé.
No keys, no words, no invitations, no names, no messages, no amounts. Nothing was sent.
"""

Document = dict[str, Any]


def name_bundle(now_ms: int) -> str:
    """The file's name when none was typed."""
    return f"voisinage-support-{datetime.fromtimestamp(now_ms // 1000, UTC):%Y-%m-%d}.zip"


def write_bundle(home: Home, path: Path, place: Surroundings) -> Document:
    """Write the bundle where nothing stands yet; what is in it, by name and size.

    Raises:
        AppError: bundle-exists, bundle-unwritable.
    """
    content = make_bundle(home, place)
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    try:
        descriptor = os.open(path, flags, FILE_MODE)
    except FileExistsError as error:
        raise AppError("bundle-exists", path=str(path)) from error
    except OSError as error:
        raise AppError("bundle-unwritable", path=str(path), why=error.strerror or "") from error
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
    except OSError as error:
        path.unlink(missing_ok=True)
        raise AppError("bundle-unwritable", path=str(path), why=error.strerror or "") from error
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = [{"name": part.filename, "size_bytes": part.file_size} for part in archive.infolist()]
    return {"file": str(path), "size_bytes": len(content), "parts": parts}


def make_bundle(home: Home, place: Surroundings) -> bytes:
    """The bundle's bytes."""
    running = look_for_program(home)
    is_written = running.is_written
    said = _read_texts(home, is_written=is_written)
    documents = {
        "doctor.json": to_document(home, examine(home, place, running)),
        "versions.json": system.get_versions(),
        "config.json": _read_config(home),
        "store.json": _count_stores(home, is_written=is_written),
        "files.json": _list_files(home),
    }
    parts = {
        "README.txt": README.format(day=datetime.fromtimestamp(place.now_ms // 1000, UTC).date()),
        **{name: _to_json(_hide_texts(document, home, said)) for name, document in documents.items()},
    }
    for name, text in _read_logs(home):
        parts[f"log/{name}"] = hide(text, home, said)
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return buffer.getvalue()


# --- what is hidden ----------------------------------------------------------------------------------------


def hide(text: str, home: Home, said: Iterable[str]) -> str:
    """`text` without secrets, without what neighbours wrote, without where this computer and others are.

    Args:
        said: names and messages of the commune, longest first.
    """
    text = "".join(redact(record) for record in _RECORD.split(text))
    for words in said:
        if words in text:
            text = text.replace(words, HIDDEN)
    # The home first: it often lies in the person's own folder, whose name is often theirs.
    for place, name in ((str(home.root), "<home>"), (os.path.expanduser("~"), "~")):
        if len(place) > 1:
            text = text.replace(place, name)
    text = _NAMED_HOST.sub(rf"/\1/{HIDDEN}", text)
    return _IP6.sub(_hide_address, _IP4.sub(_hide_address, text))


def _hide_texts(value: Any, home: Home, said: Sequence[str]) -> Any:
    """A document with its texts hidden one by one: what hides in a log could break what JSON is made of."""
    if isinstance(value, str):
        return hide(value, home, said)
    if isinstance(value, dict):
        return {name: _hide_texts(one, home, said) for name, one in cast("dict[str, Any]", value).items()}
    if isinstance(value, (list, tuple)):
        return [_hide_texts(one, home, said) for one in cast("Sequence[Any]", value)]
    return value


def _hide_address(match: re.Match[str]) -> str:
    try:
        address = ipaddress.ip_address(match[0])
    except ValueError:
        return match[0]
    return match[0] if address.is_loopback or address.is_unspecified else HIDDEN


def _read_texts(home: Home, *, is_written: bool) -> list[str]:
    """Short words that people wrote, names above all: a log should hold none, and then it does not matter."""
    found: set[str] = set()
    query = "SELECT content FROM blobs WHERE LENGTH(content) <= ? LIMIT ?"
    with suppress(sqlite3.Error, OSError), open_beside(home.database, is_written=is_written) as db:
        for (content,) in db.execute(query, (_TEXT_BYTES_MAX, _TEXTS_MAX)):
            with suppress(Exception):
                found.add(read_text(content))
    return sorted((text for text in found if len(text) >= _TEXT_LENGTH_MIN), key=len, reverse=True)


# --- the parts ---------------------------------------------------------------------------------------------


def _to_json(document: Any) -> str:
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


def _read_config(home: Home) -> Document:
    try:
        return asdict(load_config(home.config))
    except ConfigError as error:
        return {"unreadable": error.field or "file"}
    except OSError as error:
        return {"unreadable": type(error).__name__}


def _count_stores(home: Home, *, is_written: bool) -> Document:
    found: Document = {}
    for path in (home.database, home.votes, home.curve_database):
        if not path.exists():
            continue
        try:
            with open_beside(path, is_written=is_written) as db:
                found[path.name] = {"schema": get_schema(db), "rows": count_rows(db)}
        except (sqlite3.Error, OSError) as error:
            found[path.name] = {"unreadable": type(error).__name__}
    return found


def _list_files(home: Home) -> list[Document]:
    rows: list[Document] = []
    with suppress(OSError):
        paths = {home.root, *home.root.iterdir(), *iter_private(home)}
        for path in sorted(paths):
            state = path.lstat()
            name = path.relative_to(home.root).as_posix()
            rows.append(
                {
                    "name": _KEY_FILE.sub("*.key", name),
                    "mode": stat.filemode(state.st_mode),
                    "size_bytes": state.st_size,
                    "changed": datetime.fromtimestamp(int(state.st_mtime), UTC).isoformat(),
                }
            )
    return rows


def _read_logs(home: Home) -> Iterable[tuple[str, str]]:
    for path in [home.log, *(home.log.with_name(f"{home.log.name}.{i + 1}") for i in range(FILES_KEPT))]:
        try:
            with path.open("rb") as file:
                file.seek(max(0, path.stat().st_size - LOG_BYTES_MAX))
                content = file.read()
        except OSError:
            continue
        # A line cut at its beginning could hold half a secret that nothing recognises.
        cut = content.partition(b"\n")[2] if len(content) == LOG_BYTES_MAX else content
        yield path.name, cut.decode("utf-8", "replace")
