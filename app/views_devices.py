# SPDX-License-Identifier: AGPL-3.0-or-later
"""What the window shows of a member's own computers. Values only, in base units and instants."""

from __future__ import annotations

from dataclasses import dataclass

from app.views import Phase

AT_ONCE = "at-once"
DELAYED = "delayed"


@dataclass(frozen=True, slots=True, kw_only=True)
class RevocationView:
    """A demand against a computer that waits for its day."""

    event: bytes
    due_ms: int
    """0: not sealed yet, so no day is set."""
    asked_here: bool
    can_keep: bool
    """This computer may cancel it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DeviceView:
    """One of my keys, oldest first; the first is the sheet of 24 words."""

    key: bytes
    number: int
    """1 for the first computer, 0 for the words."""
    added_ms: int
    """0: not sealed yet."""
    phase: Phase
    is_words: bool
    is_this: bool
    revoked_ms: int
    node: bytes
    """Its place on the network while it is still one of mine; empty: none, or cut off."""
    seals: bool
    """This computer makes the commune's acts final."""
    may_revoke: str
    """`at-once`, `delayed`, or empty: never, or not again."""
    may_cut: bool
    waiting: tuple[RevocationView, ...]
