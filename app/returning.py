# SPDX-License-Identifier: AGPL-3.0-or-later
"""A home made again from its 24 words, until what makes its computer the person's is final.

Meanwhile its keys still hold the words, which sign the return, and the person has them on paper: nothing is
said of writing them down.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ledger.event import decode_event

if TYPE_CHECKING:
    from app.desk import Desk


def is_returning(desk: Desk) -> bool:
    if desk.vault.backup_done:
        return False
    if desk.get_returning() is not None:
        return True
    joining = desk.get_joining()
    return joining is not None and decode_event(joining[0][0], desk.commune).kind == "key.add"
