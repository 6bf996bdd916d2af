# SPDX-License-Identifier: AGPL-3.0-or-later
"""What a search of the register found so far, slice after slice, and the rows it makes."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

from ui.pages.register_days import Row, arrange, can_fold

if TYPE_CHECKING:
    from app.facade import Voisinage
    from app.views_register import ActLineView, RegisterPageView

SLICE: Final = 30
"""Acts asked for at once: a day of meters is many acts and one row."""
ROWS_FIRST: Final = 20
ROWS_MORE: Final = 30


@dataclass(frozen=True, slots=True)
class Asked:
    """What is looked for."""

    text: str = ""
    as_words: bool = False
    asset: str = ""
    of_fund: bool = False


@dataclass(slots=True)
class Findings:
    """Lives as long as its page; `look` begins, `look_further` goes on while `is_looking`."""

    facade: Voisinage
    asked: Asked = Asked()
    wanted: int = ROWS_FIRST
    """Rows the reader asked for."""
    page: RegisterPageView | None = None
    """The last slice."""
    rows: list[Row | ActLineView] = field(default_factory=list)
    slices: int = 0
    _lines: list[ActLineView] = field(default_factory=list)
    _told: object = None

    def look(self, asked: Asked) -> bool:
        """Look at the latest acts; whether anything is new since the last time."""
        page = self._ask(asked, None)
        told = (page, asked)
        if told == self._told:
            return False
        if asked != self.asked or not self._put_before(page):
            self._lines, self.page = list(page.lines), page
        self._told, self.asked, self.slices = told, asked, 0
        self._arrange()
        return True

    @property
    def is_looking(self) -> bool:
        """Whether older acts are still looked through for as many rows as were asked for."""
        return self.page is not None and self.page.next is not None and len(self.rows) < self.wanted

    @property
    def is_folded(self) -> bool:
        return self.page is not None and can_fold(self.page.understood)

    @property
    def has_more(self) -> bool:
        return self.page is not None and (self.page.next is not None or len(self.rows) > self.wanted)

    @property
    def shown(self) -> list[Row | ActLineView]:
        return self.rows[: self.wanted]

    def look_further(self) -> None:
        assert self.page is not None
        self.page = self._ask(self.asked, self.page.next)
        self._lines += self.page.lines
        self.slices += 1
        self._arrange()

    def begin(self) -> None:
        self.wanted = ROWS_FIRST

    def want_more(self) -> None:
        self.wanted = min(self.wanted, len(self.rows)) + ROWS_MORE

    def _ask(self, asked: Asked, after: tuple[int, int] | None) -> RegisterPageView:
        return self.facade.register.search(
            asked.text,
            limit=SLICE,
            after=after,
            as_words=asked.as_words,
            asset=asked.asset,
            of_fund=asked.of_fund,
        )

    def _put_before(self, page: RegisterPageView) -> bool:
        """What is new goes before the older acts that were looked at already, if the two meet."""
        if self.page is None or not page.lines or page.next is None:
            return False
        last = page.lines[-1].event
        found = next((place for place, act in enumerate(self._lines) if act.event == last), -1)
        if found < 0:
            return False
        self._lines = [*page.lines, *self._lines[found + 1 :]]
        self.page = replace(page, next=self.page.next, reached_ms=self.page.reached_ms)
        return True

    def _arrange(self) -> None:
        assert self.page is not None
        if self.is_folded:
            self.rows = [*arrange(self._lines, self.page.understood, whole=self.page.next is None)]
        else:
            self.rows = [*self._lines]
