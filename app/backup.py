# SPDX-License-Identifier: AGPL-3.0-or-later
"""A backup file: what is on this computer alone, readable only with the 24 words.

    "voisinage backup 1" LF | SealedBox(account's key as Curve25519, zlib(JSON))
    JSON  {version, account, commune, commune_name, name, saved_ms, code, meters, config, days, steps}

The register is not in it: every neighbour has it. Never in it: this computer's account key, its node key,
what it signed as a witness, the words. `code` says where the commune is, as an invitation does, and invites
nobody. Law: a file is hostile until checked; its bounds hold before memory is given.

Source: docs/adr/0025-backup-file.md
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final, cast

from app.code import InvitationCode, decode_code, encode_code
from app.config import Config, ConfigError, make_config, save_config
from app.desk import Desk, derive_paper, now_ms
from app.errors import AppError
from app.meters.local_curve import LocalCurveError
from app.paths import write_private_file
from app.protection import open_with_paper, seal_for
from app.reader import Reader
from app.words import VaultError
from ledger.state import get_chain, get_commune
from ledger.units import ZERO_ID

HEAD: Final = b"voisinage backup 1\n"
FILE_BYTES_MAX: Final = 32 << 20
CONTENT_BYTES_MAX: Final = 256 << 20
ROWS_MAX: Final = 4_000_000
DEVICES_MAX: Final = 256
ADDRESSES: Final = 4
_PREFERENCES: Final = ("language", "theme", "text_size_percent", "notify", "hide_amounts")
"""Of a person, not of a computer."""
_VERSION: Final = 1
_ID_BYTES: Final = 32

Rows = tuple[tuple[bytes, int, int, int], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Backup:
    """What a file held, checked."""

    account: bytes
    name: str
    saved_ms: int
    code: InvitationCode
    devices: Mapping[str, bytes] = field(repr=False)
    """The keys this computer made for meters, by name."""
    config: Config
    days: Rows
    steps: Rows


def describe_way_back(reader: Reader) -> InvitationCode:
    """Where this commune is found: the seal this copy stands at, and neighbours' addresses, best first."""
    chain = get_chain(reader.picture.sealed)
    node = reader.picture.node
    online = set(node.peers_online) if node is not None else set[bytes]()
    known = sorted(reader.store.get_peers(), key=lambda peer: (peer[0] not in online, -peer[2]))
    addresses = [address.split(" ")[0] for _, address, _ in known if address]
    return InvitationCode(
        commune=reader.picture.commune,
        commune_name=get_commune(reader.picture.sealed).name,
        sponsor_name="",
        invitation=ZERO_ID,
        seed=ZERO_ID,
        height=chain.height,
        seal_id=chain.seal_id,
        expires_ms=0,
        addresses=tuple(addresses[:ADDRESSES]),
    )


def make_backup(desk: Desk, reader: Reader, config: Config) -> bytes:
    """The bytes of a backup file of this home."""
    inside = {
        "version": _VERSION,
        "account": desk.account.hex(),
        "name": reader.get_name(desk.account),
        "saved_ms": now_ms(),
        "code": encode_code(describe_way_back(reader)),
        "meters": {name: desk.vault.device_seed(name).hex() for name in desk.vault.device_names()},
        "config": {name: getattr(config, name) for name in _PREFERENCES},
        "days": [[meter.hex(), *numbers] for meter, *numbers in desk.curve.all_rows("days")],
        "steps": [[meter.hex(), *numbers] for meter, *numbers in desk.curve.all_rows("steps")],
    }
    text = json.dumps(inside, ensure_ascii=False, separators=(",", ":")).encode()
    return HEAD + seal_for(desk.account, zlib.compress(text, 6))


def save_backup(desk: Desk, reader: Reader, config: Config, path: Path) -> dict[str, Any]:
    """Write a backup file, whole or not at all, readable by its owner alone; what is in it, counted.

    Raises:
        AppError: backup-unwritable, not-a-member-yet.
    """
    if not reader.picture.is_founded:
        raise AppError("not-a-member-yet")
    content = make_backup(desk, reader, config)
    try:
        write_private_file(path, content)
    except OSError as error:
        raise AppError("backup-unwritable", path=str(path), why=error.strerror or "") from error
    return {
        "file": str(path),
        "size_bytes": len(content),
        "meters": len(desk.vault.device_names()),
        "days": desk.curve.count_days(),
    }


def load_backup(path: Path, words: str) -> Backup:
    """Read a file with the 24 words.

    Raises:
        AppError: bad-words, backup-missing, backup-damaged, backup-other (other words opened it).
    """
    return read_backup(_read_file(path), words)


def check_file(path: Path) -> None:
    """Refuse a file that no words would open, before anybody types theirs.

    Raises:
        AppError: backup-missing, backup-damaged.
    """
    _check_head(_read_file(path))


def _read_file(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(FILE_BYTES_MAX + 1)
    except OSError as error:
        raise AppError("backup-missing", path=str(path), why=error.strerror or "") from error


def _check_head(content: bytes) -> None:
    if len(content) > FILE_BYTES_MAX or not content.startswith(HEAD):
        raise AppError("backup-damaged")


def read_backup(content: bytes, words: str) -> Backup:
    """As `load_backup`, of bytes. Raises AppError: bad-words, backup-damaged, backup-other."""
    paper = derive_paper(words)
    _check_head(content)
    compressed = open_with_paper(paper, content[len(HEAD) :])
    if compressed is None:
        raise AppError("backup-other")
    try:
        unpacker = zlib.decompressobj()
        text = unpacker.decompress(compressed, CONTENT_BYTES_MAX)
        if unpacker.unconsumed_tail or not unpacker.eof:
            raise AppError("backup-damaged")
        return _read_inside(json.loads(text))
    except (zlib.error, ValueError, TypeError, KeyError, RecursionError, OverflowError, ConfigError) as error:
        raise AppError("backup-damaged") from error


def _read_inside(inside: Any) -> Backup:
    if type(inside) is not dict:
        raise ValueError("no object")
    found = cast("dict[str, Any]", inside)
    if found["version"] != _VERSION or type(found["saved_ms"]) is not int or type(found["name"]) is not str:
        raise ValueError("another version")
    devices = {str(name): _id(seed) for name, seed in dict(found["meters"]).items()}
    if len(devices) > DEVICES_MAX:
        raise ValueError("too many meters")
    return Backup(
        account=_id(found["account"]),
        name=found["name"],
        saved_ms=found["saved_ms"],
        code=decode_code(found["code"]),
        devices=devices,
        config=make_config(dict(found["config"])),
        days=_rows(found["days"]),
        steps=_rows(found["steps"]),
    )


def _id(text: str) -> bytes:
    value = bytes.fromhex(text)
    if len(value) != _ID_BYTES:
        raise ValueError("32 bytes")
    return value


def _rows(lines: Any) -> Rows:
    if type(lines) is not list or len(cast("list[Any]", lines)) > ROWS_MAX:
        raise ValueError("rows")
    rows: list[tuple[bytes, int, int, int]] = []
    for meter, first, second, third in cast("list[tuple[Any, Any, Any, Any]]", lines):
        if not all(type(number) is int and abs(number) < 1 << 53 for number in (first, second, third)):
            raise ValueError("numbers")
        rows.append((_id(meter), first, second, third))
    return tuple(rows)


def put_back(desk: Desk, backup: Backup) -> None:
    """Put what a file held into a home just made from the same words: meters' keys, curves, preferences.

    Raises:
        AppError: backup-other (of another account), backup-damaged (curves that cannot be kept).
    """
    if backup.account != desk.account or backup.code.commune != desk.commune:
        raise AppError("backup-other")
    try:
        desk.vault.adopt_devices(backup.devices)
        desk.curve.put_back(backup.days, backup.steps)
        save_config(desk.home.config, backup.config)
    except (VaultError, LocalCurveError, ValueError) as error:
        raise AppError("backup-damaged") from error
