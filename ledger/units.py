# SPDX-License-Identifier: AGPL-3.0-or-later
"""Names for the bytes and integers of the protocol; base units only: Wh, s, g, hundredths of a point, ms."""

from __future__ import annotations

from typing import Final, NewType

Key = NewType("Key", bytes)
"""An account key: 32 bytes, Ed25519 public."""
AccountId = NewType("AccountId", bytes)
"""A member: the account's first key (the paper key). The commune's own accounts are short ASCII names."""
NodeKey = NewType("NodeKey", bytes)
"""A computer on the network: 32 bytes, Ed25519 public; never signs money."""
EventId = NewType("EventId", bytes)
SealId = NewType("SealId", bytes)
BlobHash = NewType("BlobHash", bytes)

ZERO_ID: Final = EventId(bytes(32))

ISSUE: Final = AccountId(b"issue")
"""What was ever created, as a negative balance."""
BURN: Final = AccountId(b"burn")
"""What was ever consumed."""
FUND: Final = AccountId(b"fund")
"""The communal fund: pots `unallocated` and `debt` and, later, one pot a post."""

POT_CURRENT: Final = "current"
POT_ENERGY: Final = "energy-savings"
POT_TIME: Final = "time-savings"
POT_PENSION: Final = "pension"
POT_ENVELOPE: Final = "env."
"""How the name of a member's own envelope for a project begins."""
POT_UNALLOCATED: Final = "unallocated"
POT_DEBT: Final = "debt"
"""Of the fund: the hours of work certified for the commune, as a negative balance everyone sees."""

HOUR: Final = "hour"
"""The asset of time: seconds of help."""

SECOND_MS: Final = 1_000
MINUTE_MS: Final = 60 * SECOND_MS
HOUR_MS: Final = 60 * MINUTE_MS
DAY_MS: Final = 24 * HOUR_MS


MEMBER_BYTES: Final = 32
"""Length of a member's account; the commune's own accounts have shorter names."""


def is_member_account(account: bytes) -> bool:
    """Whether these bytes name a person, not one of the commune's own accounts."""
    return len(account) == MEMBER_BYTES
