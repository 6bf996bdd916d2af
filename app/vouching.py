# SPDX-License-Identifier: AGPL-3.0-or-later
"""What the owner of a witness's computer vouches for: its date, and that no other copy of it exists.

The law: a word is taken only where this computer waits for it; nothing is signed and nothing is sent.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.errors import AppError
from app.service import Service
from ledger.errors import StoreError
from ledger.seal import SMALL_MAX

if TYPE_CHECKING:
    from p2p.witnessing import Witnessing


def _get_witness(service: Service) -> Witnessing:
    if service.witness is None:
        raise AppError("witness-not-running")
    if service.witness.get_picture().index is None:
        raise AppError("not-a-witness")
    return service.witness


def confirm_date(service: Service) -> None:
    """The date of this computer is right: it may date a seal.

    Raises:
        AppError: witness-not-running, not-a-witness, date-not-asked.
    """
    witness = _get_witness(service)
    if not witness.get_picture().waits_for_date:
        raise AppError("date-not-asked")
    witness.confirm_date()


def confirm_alone(service: Service) -> None:
    """Nobody, and no copy, remembers what this computer signed: it may seal again.

    Raises:
        AppError: witness-not-running, not-a-witness, witness-not-silent, others-must-advance, store.
    """
    witness = _get_witness(service)
    picture = witness.get_picture()
    if not picture.broken_because:
        raise AppError("witness-not-silent")
    if picture.size > SMALL_MAX:
        raise AppError("others-must-advance", most=SMALL_MAX)
    try:
        witness.confirm_alone()
    except StoreError as error:
        raise AppError("store", detail=str(error)) from error
