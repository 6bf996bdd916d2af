# SPDX-License-Identifier: AGPL-3.0-or-later
"""« Essayer la restauration »: a home really made from the 24 words, in a folder that goes again.

    words (+ backup file) ──> a home made as on a new computer ──> compared with this register ──> gone

No network is reached and nothing is signed. Law: whatever happens, nothing of it stays on the disk; its keys
lie there under a passphrase nobody knows.
"""

from __future__ import annotations

import secrets
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from app.backup import Backup, describe_way_back, load_backup
from app.code import InvitationCode
from app.desk import derive_paper
from app.entering import make_again
from app.errors import AppError
from app.paths import Home
from app.query_money import get_balances
from app.reader import Reader
from app.views import BalanceView
from app.views_account import TrialView
from app.words import check_words
from ledger.rulebook.meter_rows import METERS
from ledger.signing import public_key
from ledger.state import KEYS, get_commune
from ledger.units import Key

OTHER_ACCOUNT = "other-account"
UNKNOWN_ACCOUNT = "unknown-account"
METERS_MISSING = "meters-missing"


@dataclass(frozen=True, slots=True, kw_only=True)
class Expected:
    """What this computer's register says the words should bring back."""

    account: bytes
    is_known: bool
    name: str
    commune_name: str
    balances: tuple[BalanceView, ...]
    meters: tuple[bytes, ...]
    """Keys that read my meters' files."""
    way_back: InvitationCode


def expect(reader: Reader) -> Expected:
    """Raises AppError: not-a-member-yet."""
    if not reader.picture.is_founded:
        raise AppError("not-a-member-yet")
    state = reader.state
    row = state.get(KEYS, Key(reader.me))
    return Expected(
        account=reader.me,
        is_known=row is not None and row.account == reader.me,
        name=reader.get_name(reader.me),
        commune_name=get_commune(state).name,
        balances=get_balances(reader, b""),
        meters=tuple(meter.device for _, meter in state.items(METERS) if meter.owner == reader.me),
        way_back=describe_way_back(reader),
    )


def try_restore(expected: Expected, words: str, path: Path | None = None) -> TrialView:
    """Restore for nothing, and say what would come back. Takes about a second.

    Raises:
        AppError: bad-words, backup-missing, backup-damaged, backup-other, and what the disk refuses.
    """
    account = public_key(derive_paper(words))
    backup = load_backup(path, words) if path is not None else None
    if account != expected.account:
        return _view(expected, OTHER_ACCOUNT, backup, ())
    with tempfile.TemporaryDirectory(prefix="voisinage-") as folder:
        held = _restore_into(Home(Path(folder).resolve() / "home"), words, expected, backup)
    if not expected.is_known:
        return _view(expected, UNKNOWN_ACCOUNT, backup, held)
    missing = backup is not None and not set(expected.meters) <= set(held)
    return _view(expected, METERS_MISSING if missing else "", backup, held)


def _restore_into(home: Home, words: str, expected: Expected, backup: Backup | None) -> tuple[bytes, ...]:
    """The keys of meters that the home made there holds."""
    code = backup.code if backup is not None else expected.way_back
    desk = make_again(home, check_words(words), code, backup, passphrase=secrets.token_hex())
    try:
        if desk.account != expected.account or desk.commune != expected.way_back.commune:
            raise AppError("backup-other")
        return tuple(public_key(desk.vault.device_seed(name)) for name in desk.vault.device_names())
    finally:
        desk.close()


def _view(expected: Expected, problem: str, backup: Backup | None, held: Sequence[bytes]) -> TrialView:
    other = problem == OTHER_ACCOUNT
    return TrialView(
        problem=problem,
        name="" if other else expected.name,
        commune_name=expected.commune_name,
        balances=() if other else expected.balances,
        has_file=backup is not None,
        saved_ms=backup.saved_ms if backup is not None else 0,
        meters=len(set(held) & set(expected.meters)),
        meters_all=len(expected.meters),
        days=len(backup.days) if backup is not None else 0,
        addresses=len(backup.code.addresses) if backup is not None else 0,
    )
