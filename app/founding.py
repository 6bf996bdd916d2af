# SPDX-License-Identifier: AGPL-3.0-or-later
"""`found` from the command line: a commune whose first events are sealed, ready for its first invitation."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from typing import Any

from app.day_words import read_day
from app.desk import Desk, found, now_ms
from app.errors import AppError
from app.home_making import look_before
from app.listening import choose_listen
from app.offsets import make_offsets
from app.paths import Home
from app.query_register import get_status
from app.resolve import Arguments
from app.service import Service
from ledger.calendar import civil_day_number, start_of_day_number
from ledger.errors import StoreError
from p2p.sealer import Sealer

DEGREES_MAX = 180


def read_degrees(text: str) -> int:
    """Hundredths of a degree of what a person wrote. Raises AppError: bad-place."""
    try:
        degrees = Decimal(text.strip().replace(",", "."))
    except InvalidOperation as error:
        raise AppError("bad-place") from error
    if not degrees.is_finite() or abs(degrees) > DEGREES_MAX:
        raise AppError("bad-place")
    return int((degrees * 100).to_integral_value())


def read_since(typed: str) -> int:
    """First instant of the day from which a new commune counts, in France. Raises AppError: bad-day."""
    offsets = make_offsets(now_ms())
    try:
        return start_of_day_number(offsets, read_day(typed, civil_day_number(offsets, now_ms())))
    except ValueError as error:
        raise AppError("bad-day", typed=typed) from error


def seal_all(desk: Desk) -> None:
    """Seal what this home alone may seal, until nothing is left. Raises AppError: store."""
    votes = desk.open_votes()
    sealer = Sealer(desk.replica, desk.vault.node_seed, votes)
    try:
        while sealer.can_seal_alone() and sealer.seal(now_ms()) is not None:
            continue
    except StoreError as error:
        raise AppError("store", detail=str(error)) from error
    finally:
        votes.close()


def found_home(home: Home, arguments: Arguments, parameters: dict[str, int]) -> dict[str, Any]:
    """Found a commune in an empty home; nothing is left of it when it is refused.

    Raises:
        AppError: as `desk.found`.
    """
    before = look_before(home)
    desk = found(
        home,
        name=arguments.text("name"),
        me=arguments.text("me"),
        latitude_centideg=read_degrees(arguments.text("latitude")),
        longitude_centideg=read_degrees(arguments.text("longitude")),
        since_ms=read_since(arguments.text("since", "today")),
        parameters=parameters,
    )
    service = Service(desk)
    try:
        choose_listen(home)
        seal_all(desk)
        view = get_status(service.reader())
    except BaseException:
        service.close()
        before.put_back()
        raise
    service.close()
    assert view.me is not None, "the founder is the first member"
    return {
        "commune": view.commune.hex(),
        "name": view.commune_name,
        "me": {"account": view.me.account.hex(), "name": view.me.name, "fingerprint": view.me.fingerprint},
        "height": view.height,
        "state_digest": view.state_digest.hex(),
        "protection": view.protection,
    }
