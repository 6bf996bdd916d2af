# SPDX-License-Identifier: AGPL-3.0-or-later
"""The home of somebody who joins, or comes back with 24 words: made, taken up again, or taken away.

Nothing here touches the network (`headless` does), so that a code nobody could use is refused at once.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from app.backup import Backup, check_file, load_backup, put_back
from app.code import InvitationCode, decode_code
from app.desk import Desk, prepare_join, prepare_restore
from app.errors import AppError
from app.home_making import Before, look_before
from app.paths import Home
from app.service import Service
from app.vault import has_vault

REFUSED: Final = frozenset(
    {
        "spent-invitation", "expired-invitation", "other-commune", "bad-invitation", "void-join",
        "bad-signature", "malformed", "unknown-words", "left-words",
    }
)  # fmt: skip
"""Answers that asking again with the same code cannot change: the door is not open."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entering:
    """A home on its way into a commune."""

    home: Home
    service: Service
    is_new: bool
    """This attempt made it; else an earlier one did."""
    before: Before
    """What lay in the folder before: never taken away."""


def open_to_join(home: Home, text: str, me: str) -> Entering:
    """A home for an invitation: a new one, or the one of an attempt that was cut short.

    Raises:
        AppError: bad-code, bad-name, mixed-name, expired-invitation, home-exists, other-invitation (an
            attempt with another code waits here), store.
    """
    code = decode_code(text)
    before = look_before(home)
    if has_vault(home.keys):
        service = _take_up(home, code)
        if service.desk.invitation not in (None, code.invitation):
            service.close()
            raise AppError("other-invitation", home=str(home.root))
        return Entering(home=home, service=service, is_new=False, before=before)
    return Entering(home=home, service=Service(prepare_join(home, code, me)), is_new=True, before=before)


def open_to_restore(home: Home, words: Sequence[str], text: str, file: str = "") -> Entering:
    """A home made again from its 24 words; an invitation, used or not, or a backup file says where to ask.

    Raises:
        AppError: bad-code, bad-words, home-exists, store, no-way-back, what `load_backup` refuses.
    """
    backup = load_backup(Path(file), " ".join(words)) if file else None
    code = choose_way_back(text, backup)
    before = look_before(home)
    if has_vault(home.keys):
        return Entering(home=home, service=_take_up(home, code), is_new=False, before=before)
    desk = make_again(home, words, code, backup)
    return Entering(home=home, service=Service(desk), is_new=True, before=before)


def check_way_back(text: str, file: str) -> None:
    """What can be refused of a code and a file before the words are typed.

    Raises:
        AppError: code-missing, bad-code, backup-missing, backup-damaged.
    """
    if not text.strip() and not file:
        raise AppError("code-missing")
    if file:
        check_file(Path(file))
    if text or not file:
        decode_code(text)


def choose_way_back(text: str, backup: Backup | None) -> InvitationCode:
    """Where to ask: the code that was typed, else the file's own. Raises AppError: bad-code, no-way-back.

    A file that says where is enough: what is no code beside it was pasted by mistake.
    """
    if backup is not None and backup.code.addresses:
        with suppress(AppError):
            return decode_code(text)
        return backup.code
    if text or backup is None:
        return decode_code(text)
    raise AppError("no-way-back")


def make_again(
    home: Home,
    words: str | Sequence[str],
    code: InvitationCode,
    backup: Backup | None,
    passphrase: str | None = None,
) -> Desk:
    """`prepare_restore`, with what a backup file held; nothing is left if the file is not of this account."""
    before = look_before(home)
    spoken = words.split() if isinstance(words, str) else words
    desk = prepare_restore(home, spoken, code, passphrase=passphrase)
    if backup is not None:
        try:
            put_back(desk, backup)
        except BaseException:
            desk.close()
            before.put_back()
            raise
    return desk


def _take_up(home: Home, code: InvitationCode) -> Service:
    service = Service.open(home)
    if not service.desk.is_entering or service.desk.commune != code.commune:
        service.close()
        raise AppError("home-exists", home=str(home.root))
    return service


def take_away(entering: Entering) -> None:
    """Remove what an attempt that came to nothing had made, and the folder if it made it."""
    entering.before.put_back()
