# SPDX-License-Identifier: AGPL-3.0-or-later
"""Views of the register: lines of acts, what surrounds one, and what « chercher partout » finds.

As in `views`, nothing here is formatted.
"""

from __future__ import annotations

from dataclasses import dataclass

from app.views import AmountView, PersonView, Phase


@dataclass(frozen=True, slots=True, kw_only=True)
class ActLineView:
    """One act of anybody's, or what happened by itself, in a line."""

    event: bytes
    kind: str
    """As `HistoryEntryView.kind`."""
    author: PersonView | None
    """None: it happened by itself, or nobody knows the signer any more."""
    other: PersonView | None
    """Whom it was for; the fund as a person without a name."""
    amounts: tuple[AmountView, ...]
    """What moved, without a sign; of a payment without effect, what was asked for."""
    words: str
    """Its own words, else those of what it is about; empty when there are none here."""
    at_ms: int
    """Seal time once sealed, else the author's own time."""
    phase: Phase
    reason: str
    height: int
    """Page of the register; −1: none yet."""
    parties: tuple[PersonView, ...] = ()
    """Of what happened by itself: whose it was, who asked for it first."""
    rule_ms: int = 0
    """How long the rules waited for somebody before it did; 0: it waited for nobody."""
    giver: PersonView | None = None
    """From whom it came, where that is not who signed: hours for the commune, which a neighbour confirmed."""
    by_itself: bool = False
    """Nobody had to sign it. Else an act without an author is of somebody nobody knows here any more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterPageView:
    """What a search of the register found, newest first, as far as it looked."""

    understood: str
    """How the words were read: `latest`, `number`, `page`, `day`, `kind`, `person`, `words` or `account`."""
    height: int
    """Of a `page`; else −1."""
    day_ms: int
    """Start of the day asked for, alone or with a person or words; 0: none."""
    people: tuple[PersonView, ...]
    """Whose acts these are, when a person was meant."""
    words: str
    """What is left to be found in the words of acts, as it was typed."""
    lines: tuple[ActLineView, ...]
    next: tuple[int, int] | None
    """Where to go on; None: everything was looked at."""
    reached_ms: int
    """The oldest instant looked at so far; 0: nothing was there."""
    sorts: tuple[str, ...] = ()
    """Of a `kind`: the sorts of act asked for, by the names of `searching_sorts.SORTS`."""
    offered: tuple[str, ...] = ()
    """The sorts the last word may begin."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SignerView:
    """Which of a person's computers signed."""

    number: int
    """1 for the first computer of that person, 0 for the sheet of 24 words."""
    is_mine: bool
    is_this: bool
    revoked_ms: int
    """When it was shut out; 0: it was not."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkView:
    """An act beside another, and why."""

    relation: str
    """Before: `about` (it answers that one), `own` (the same computer signed it just before), `seen` (it was
    known). After: `answered` (names this one), `next` (the same computer signed it just after)."""
    act: ActLineView


@dataclass(frozen=True, slots=True, kw_only=True)
class TrailView:
    """What came before an act and what it gave rise to, as far as this computer knows."""

    signer: SignerView | None
    before: tuple[LinkView, ...]
    after: tuple[LinkView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundView:
    """One thing that « chercher partout » found."""

    kind: str
    """`person`, `offer`, `need`, `proposal` or `act`."""
    object: bytes
    title: str
    person: PersonView | None
    at_ms: int
    act: str
    """Kind of an act; else empty."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportView:
    """A file that was written for its reader."""

    file: str
    lines: int
    """Acts in it."""
