# SPDX-License-Identifier: AGPL-3.0-or-later
"""What an owner does when too many witnesses are gone: name others, sign, carry it by hand, stay, withdraw.

The law: nothing here happens without its owner's word, and only while the node runs, which knows who answers.
"""

from __future__ import annotations

from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from app.appointing import Rows, check_rows
from app.errors import AppError
from app.paths import write_whole
from app.recovery_text import TEXT_CHARS_MAX, read_text, write_text
from app.service import Service
from ledger import limits
from ledger.errors import Malformed, RecoveryRefused, StoreError
from ledger.recovery import Statement, count_needed, encode_recovery, list_active, make_statement
from ledger.seal import compute_quorum
from ledger.state import Witness, get_chain, get_witnesses
from ledger.units import AccountId, NodeKey

if TYPE_CHECKING:
    from p2p.recovering import Recovering


def _get(service: Service) -> Recovering:
    if service.recovering is None:
        raise AppError("recovery-not-running")
    if not service.desk.replica.is_founded:
        raise AppError("not-a-member-yet")
    return service.recovering


def _refuse(service: Service, why: str) -> AppError:
    state = service.desk.replica.state
    witnesses, active = get_witnesses(state), len(list_active(state))
    online = service.recovering.count_online() if service.recovering is not None else 0
    return AppError(
        f"recovery-{why}",
        online=online,
        witnesses=len(witnesses),
        quorum=compute_quorum(len(witnesses)),
        active=active,
        needed=count_needed(active),
        days=limits.RECOVERY_AGAIN_DAYS,
    )


@contextmanager
def _told(service: Service) -> Generator[None]:
    """What the node refuses, as its owner is told."""
    try:
        yield
    except RecoveryRefused as error:
        raise _refuse(service, error.why) from error
    except StoreError as error:
        raise AppError("store", detail=str(error)) from error


def propose(service: Service, rows: Rows) -> Statement:
    """Name who seals from now on, and sign it first.

    Raises:
        AppError: recovery-not-running, no-witness, too-many-witnesses, witness-twice, and as `sign`.
    """
    recovering, replica = _get(service), service.desk.replica
    check_rows(rows)
    chain = get_chain(replica.state)
    statement = make_statement(
        replica.commune,
        epoch=chain.epoch + 1,
        height=chain.height,
        seal_id=chain.seal_id,
        witnesses=[Witness(AccountId(account), NodeKey(node)) for account, node in rows],
    )
    _sign(service, recovering, statement)
    return statement


def sign(service: Service, statement_id: bytes) -> Statement:
    """Sign what somebody proposed.

    Raises:
        AppError: recovery-not-running, unknown-recovery, recovery-… (`Recovering.find_obstacle`), store.
    """
    recovering = _get(service)
    gathered = recovering.open.get(statement_id)
    if gathered is None:
        raise AppError("unknown-recovery")
    _sign(service, recovering, gathered.statement)
    return gathered.statement


def _sign(service: Service, recovering: Recovering, statement: Statement) -> None:
    with _told(service):
        recovering.sign(statement, service.desk.vault.account_seed)


def check_withdraw(service: Service) -> None:
    """Before the warning: whether there is anything to take back. Raises AppError: as `withdraw`."""
    if _get(service).open.promise is None:
        raise AppError("recovery-nothing-promised")


def check_stay(service: Service) -> None:
    """Before the warning: whether there is a recovery to stay with. Raises AppError: as `stay`."""
    _get(service)
    if not service.desk.replica.epoch:
        raise AppError("recovery-nothing-to-stay-with")


def withdraw(service: Service) -> None:
    """Take back, a week after signing. Raises AppError: recovery-nothing-promised, recovery-too-early."""
    with _told(service):
        _get(service).withdraw()


def stay(service: Service) -> None:
    """Stay with the recovery, whatever lives on of before. Raises AppError: recovery-nothing-to-stay-with."""
    with _told(service):
        _get(service).stay()


def give(service: Service, statement_id: bytes) -> str:
    """What was gathered, as text that can be carried to another computer.

    Raises:
        AppError: recovery-not-running, unknown-recovery.
    """
    recovering, begins = _get(service), service.desk.replica.begins
    gathered = recovering.open.get(statement_id)
    if gathered is not None:
        return write_text(encode_recovery(gathered.recovery))
    if begins is not None and begins.recovery.statement.id == statement_id:
        return write_text(begins.encoded)
    raise AppError("unknown-recovery")


def export(service: Service, statement_id: bytes, path: Path) -> None:
    """Write that text into a file. Raises AppError: as `give`, and recovery-unwritable."""
    text = give(service, statement_id)
    try:
        write_whole(path, [text])
    except OSError as error:
        raise AppError("recovery-unwritable", file=str(path)) from error


def take(service: Service, text: str) -> Statement:
    """Take signatures that somebody carried here; nothing is signed by it.

    Raises:
        AppError: recovery-not-running, recovery-file, recovery-… (why it does not hold here), store.
    """
    recovering = _get(service)
    try:
        with _told(service):
            return recovering.take_file(read_text(text))
    except Malformed as error:
        raise AppError("recovery-file", file="") from error


def take_file(service: Service, path: Path) -> Statement:
    """The same from a file. Raises AppError: as `take`."""
    _get(service)
    try:
        if path.stat().st_size > TEXT_CHARS_MAX:
            raise AppError("recovery-file", file=str(path))
        text = path.read_text(encoding="ascii")
    except (OSError, UnicodeDecodeError) as error:
        raise AppError("recovery-file", file=str(path)) from error
    try:
        return take(service, text)
    except AppError as error:
        if error.code != "recovery-file":
            raise
        raise AppError("recovery-file", file=str(path)) from error
