# SPDX-License-Identifier: AGPL-3.0-or-later
"""What is shown of keeping one's account: consents, a backup file, a restoration that was tried."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from app.views import BalanceView


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsentView:
    topic: str
    """`production`, `gifts`, `purchases`, `local-sale`."""
    agrees: bool
    """What the register will say once everything pending is sealed."""
    settled: bool
    """Whether it says so already."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BackupView:
    """A backup file just written."""

    file: str
    size_bytes: int
    meters: int
    """Keys of meters in it."""
    days: int
    """Days of meters' curves in it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TrialView:
    """A restoration done for nothing, in a folder that is gone again."""

    problem: str
    """Empty: it would work. `other-account`: these words open another one; `unknown-account`: the register
    does not know it yet; `meters-missing`: all comes back but what imports my meters' files."""
    name: str
    commune_name: str
    balances: tuple[BalanceView, ...]
    """What the neighbours give back."""
    has_file: bool
    saved_ms: int
    """0 without a file."""
    meters: int
    """Meters of mine that could be read again …"""
    meters_all: int
    """… of so many."""
    days: int
    """Days of curves that come back."""
    addresses: int
    """Neighbours' computers the file knows; 0: a code of the commune is needed too."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TypedWordsView:
    """24 words while they are typed."""

    missing: int
    unknown: tuple[int, ...]
    """Positions, from 0, of words that stand in no list."""
    is_whole: bool
    """All are there and belong together: the checksum holds."""


@dataclass(frozen=True, slots=True)
class SheetLineView:
    """One line of a page to print, in points of an A4 page."""

    PAGE_HEIGHT: ClassVar[int] = 842
    x: int
    """From the left."""
    y: int
    """Of its foot, from below."""
    size: int
    is_bold: bool
    text: str
