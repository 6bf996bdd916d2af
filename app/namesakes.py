# SPDX-License-Identifier: AGPL-3.0-or-later
"""Which members' names look the same: one count, kept while nobody's row changes.

    Reader.get_person ── Looks.is_alike ── what the count says
                           └── Namesakes.find: the last count, or a new one out of the names here

Its law: a count is a value; one that is out of date shows a sign too many or too few until the next moment,
and never stands in the way of an act. What a name looks like: `facade_naming`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from app.facade_naming import COMMUNE_LOOKS, get_look, mixes_alphabets
from ledger.state import ACCOUNTS, State

ReadNames = Callable[[Sequence[bytes]], Mapping[bytes, str]]
"""The names that these hashes name, of those that are here."""


@dataclass(frozen=True, slots=True)
class Looks:
    """How many members' names look how."""

    rows: object
    """The members it is about."""
    names: Mapping[bytes, str]
    """By their hashes."""
    counts: Mapping[str, int]
    is_whole: bool
    """Every name was here."""

    def is_alike(self, name: str, *, is_member: bool) -> bool:
        """Whether somebody else could be meant by a name: another member, or the commune.

        `is_member`: the one who bears it is counted; else it is of who left, or is not taken yet.
        """
        look = get_look(name)
        others = self.counts.get(look, 0) - is_member
        return others > 0 or look in COMMUNE_LOOKS or mixes_alphabets(name)


_NOTHING: Final = Looks(None, {}, {}, is_whole=False)


class Namesakes:
    """The last count; from any thread."""

    def __init__(self) -> None:
        self._last = _NOTHING

    def find(self, state: State, read_names: ReadNames) -> Looks:
        """The count of a state's members: a new one when a row of theirs changed, or a name was missing."""
        rows, last = state.get_rows(ACCOUNTS), self._last
        if last.rows is rows and last.is_whole:
            return last
        shown = [row.display for row in rows.values() if any(row.display)]
        names = {blob: last.names[blob] for blob in shown if blob in last.names}
        names.update(read_names([blob for blob in shown if blob not in names]))
        looks = Counter(get_look(names[blob]) for blob in shown if blob in names)
        self._last = Looks(rows, names, looks, is_whole=len(names) == len(set(shown)))
        return self._last
