# SPDX-License-Identifier: AGPL-3.0-or-later
"""What the register says of me to my neighbours: the consents in force."""

from __future__ import annotations

from app.reader import Reader
from app.views_account import ConsentView
from ledger.rulebook.membership import CONSENT_TOPICS, has_consented
from ledger.units import AccountId


def get_consents(reader: Reader) -> tuple[ConsentView, ...]:
    """Every topic, in the rule book's order."""
    me, sealed = AccountId(reader.me), reader.picture.sealed
    return tuple(
        ConsentView(
            topic=topic,
            agrees=(agrees := has_consented(reader.state, me, topic)),
            settled=has_consented(sealed, me, topic) == agrees,
        )
        for topic in CONSENT_TOPICS
    )
