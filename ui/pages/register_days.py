# SPDX-License-Identifier: AGPL-3.0-or-later
"""The register as a reader wants it: by day, what people did first, and what meters say in one line.

    Dimanche 24 mai
      Marc Delorme → François Dubois, cadeau…                 one line an act
      14 relevés de compteurs, de la Ferme…      [Ouvrir]     one line for all of a sort

Payments and orders are never folded; nothing is when words of acts, a number or a balance were asked for.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.views import AmountView, Phase
from ui import tokens
from ui.acts import MONEY, TRADE, act_icon, act_word, family, party_name
from ui.pages.line_frame import LineFrame
from ui.pages.register_lines import DOOR_WIDTH, ActLine
from ui.strings import tr
from ui.theme import look
from ui.widgets.avatar import Avatar
from ui.widgets.buttons import button
from ui.widgets.card import clear
from ui.widgets.label import Label, label, line, paragraph
from ui.widgets.rows import HEADING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from app.views_register import ActLineView

FOLDED_FROM: Final = 3
OPENED_MAX: Final = 100
NAMES_SHOWN: Final = 2
UNITS_SHOWN: Final = 2
BY_DAY: Final = frozenset({"latest", "day", "page"})
"""What a search may have understood: then a day is folded; of a person, a month; else nothing."""
BY_MONTH: Final = frozenset({"person"})


@dataclass(frozen=True, slots=True)
class Period:
    """A day, or the month of one person."""

    start: tuple[int, int, int]
    """Year, month, day; day 0: the whole month."""
    at_ms: int
    """Some instant of it."""

    @property
    def is_day(self) -> bool:
        return self.start[2] > 0


@dataclass(frozen=True, slots=True)
class Fold:
    """Acts of one sort in one period, newest first."""

    period: Period
    kind: str
    acts: tuple[ActLineView, ...]

    @property
    def key(self) -> tuple[tuple[int, int, int], str]:
        return self.period.start, self.kind


Row = Period | Fold | tuple[Period, "ActLineView"]


def can_fold(understood: str) -> bool:
    return understood in BY_DAY | BY_MONTH


def arrange(acts: Iterable[ActLineView], understood: str, *, whole: bool) -> list[Row]:
    """The rows of a folded register.

    Args:
        whole: there is nothing older. Else the oldest period may go on and is left out, so that no count
            grows under the reader's eyes, unless there is no other.
    """
    periods: dict[Period, list[ActLineView]] = {}
    last: Period | None = None
    for act in acts:
        found = _period_of(act.at_ms, month=understood in BY_MONTH)
        if last is None or found.start != last.start:
            last = next((one for one in periods if one.start == found.start), found)
        periods.setdefault(last, []).append(act)
    if not whole and len(periods) > 1:
        periods.popitem()
    rows: list[Row] = []
    for period, lines in periods.items():
        rows.append(period)
        rows += _rows_of(period, lines)
    return rows


def line_now(found: Fold | tuple[Period, ActLineView] | ActLineView, now_ms: int) -> int:
    """What a line takes for now: 0 under the heading of a day, where its hour says when and never changes."""
    period = found.period if isinstance(found, Fold) else found[0] if isinstance(found, tuple) else None
    return 0 if period is not None and period.is_day else now_ms


def _rows_of(period: Period, acts: Sequence[ActLineView]) -> list[Row]:
    kinds: dict[str, list[ActLineView]] = {}
    for act in acts:
        kinds.setdefault(act.kind, []).append(act)
    folded = [
        kind
        for kind, lines in kinds.items()
        if len(lines) >= FOLDED_FROM and family(kind) not in (MONEY, TRADE)
    ]
    alone: list[Row] = [(period, act) for act in acts if act.kind not in folded]
    return [*alone, *(Fold(period, kind, tuple(kinds[kind])) for kind in folded)]


def _period_of(at_ms: int, *, month: bool) -> Period:
    day = look().words.local(at_ms)
    return Period((day.year, day.month, 0 if month else day.day), at_ms)


# --- words ------------------------------------------------------------------------------------------------


def period_words(period: Period, now_ms: int) -> str:
    """« Aujourd’hui », « Samedi 23 mai », « Mai 2026 »."""
    words = look().words
    if not period.is_day:
        text = f"{words.month(period.at_ms)} {period.start[0]}"
    elif period.at_ms < now_ms and words.days_between(period.at_ms, now_ms) < 2:
        text = f"{words.day_ago(period.at_ms, now_ms)}, {words.date(period.at_ms)}"
    else:
        text = words.date(period.at_ms, year=words.local(now_ms).year != period.start[0])
    return text[0].upper() + text[1:]


def fold_words(kind: str, acts: Sequence[ActLineView]) -> str:
    """« 14 relevés de compteurs »; a sort without words of its own is counted behind its name."""
    count = len(acts)
    match kind:
        case "meter.reading":
            return tr("%n reading(s) of meters", "", count)
        case "mint":
            return tr("%n production(s)", "", count)
        case "ballot":
            return tr("%n vote(s)", "", count)
        case "allocation":
            return tr("%n choice(s) of shares of the fund", "", count)
        case "service.log":
            return tr("%n hour(s) of help said", "several people said that they helped", count)
        case "service.confirm":
            return tr("%n confirmation(s) of help", "", count)
        case "resident.join" | "membership":  # people: one may have tried twice
            people = {act.author.account for act in acts if act.author is not None}
            return tr("%n arrival(s)", "", len(people) or count)
        case "invitation":
            return tr("%n invitation(s)", "", count)
        case _:
            return tr("{act}, %n time(s)", "", count).format(act=act_word(kind))


def names_of(acts: Sequence[ActLineView]) -> str:
    """« Josette Masson, Gilles Faure et 12 autres »; empty: they happened by themselves."""
    names = list(dict.fromkeys(party_name(act.author) for act in acts if act.author is not None))
    others = len(names) - NAMES_SHOWN
    if others > 1:
        names = [*names[:NAMES_SHOWN], tr("%n other(s)", "other people", others)]
    return look().words.listed(names)


def sum_of(acts: Sequence[ActLineView]) -> tuple[AmountView, ...]:
    """What moved in all, of what took effect; nothing rather than a list of many units."""
    found: dict[str, int] = {}
    for act in acts:
        for amount in act.amounts if act.phase is not Phase.VOID else ():
            found[amount.asset] = found.get(amount.asset, 0) + amount.amount
    if len(found) > UNITS_SHOWN:
        return ()
    return tuple(AmountView(asset=asset, amount=amount) for asset, amount in sorted(found.items()))


def phase_of(acts: Sequence[ActLineView]) -> Phase:
    """The least firm of them; without effect only if all are."""
    phases = {act.phase for act in acts}
    if phases == {Phase.VOID}:
        return Phase.VOID
    return Phase.PENDING if Phase.PENDING in phases else Phase.SEALED


# --- widgets ----------------------------------------------------------------------------------------------


class PeriodLine(QWidget):
    """The heading of a day."""

    def __init__(self, period: Period, now_ms: int, *, first: bool) -> None:
        super().__init__()
        self.setProperty(HEADING, True)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0 if first else tokens.S4, 0, tokens.S1)
        outer.addWidget(Label(period_words(period, now_ms), "label", "ink2", wrap=True))


class FoldLine(LineFrame):
    """A sort of acts in one line; its button shows them below, and they are made only then."""

    def __init__(
        self,
        fold: Fold,
        now_ms: int,
        prove: Callable[[bytes], None],
        turned: Callable[[Fold, bool], None],
        *,
        across: bool,
        is_open: bool,
    ) -> None:
        """Args: now_ms: as `ActLine`'s."""
        super().__init__(lambda: Avatar(icon=act_icon(fold.kind), family=family(fold.kind)), across=across)
        self._fold, self._now_ms, self._prove, self._turned = fold, now_ms, prove, turned
        self.is_open = False
        said = fold_words(fold.kind, fold.acts)
        self._name = f"{said}, {period_words(fold.period, fold.period.at_ms)}"
        self.door = button("", self.turn, kind="link", end=True)
        self.door.setMinimumWidth(look().px(DOOR_WIDTH))
        texts = QVBoxLayout()
        texts.setSpacing(2)
        texts.addWidget(Label(said, "strong", wrap=True))
        if under := self._under():
            texts.addWidget(Label(under, "small", "ink2", wrap=True))
        self._head.addLayout(texts, 1)
        figures = QVBoxLayout()
        figures.setSpacing(0)
        for amount in sum_of(fold.acts):
            figures.addWidget(label(look().words.of(amount), "strong", tabular=True))
        self._head.addLayout(figures)
        self._add_end(phase_of(fold.acts), self.door)
        self._below = QVBoxLayout()
        self._below.setContentsMargins(self._indent if across else 0, 0, 0, 0)
        self._below.setSpacing(0)
        self._outer.addLayout(self._below)
        self._name_door()
        if is_open:
            self._open()

    def _under(self) -> str:
        parts = [names_of(self._fold.acts)]
        void = sum(1 for act in self._fold.acts if act.phase is Phase.VOID)
        if 0 < void < len(self._fold.acts):
            parts.append(self.tr("%n of them without effect", "", void))
        return " · ".join(part for part in parts if part)

    def turn(self) -> None:
        """Open, or close again; the keyboard stays on the button."""
        if self.is_open:
            self.is_open = False
            clear(self._below)
            self._name_door()
        else:
            self._open()
        self._turned(self._fold, self.is_open)

    def _open(self) -> None:
        self.is_open = True
        for act in self._fold.acts[:OPENED_MAX]:
            self._below.addWidget(line())
            self._below.addWidget(ActLine(act, self._now_ms, self._prove, across=self._across))
        if (left := len(self._fold.acts) - OPENED_MAX) > 0:
            more = self.tr("%n more: search for a name and this day.", "", left)
            self._below.addWidget(paragraph(more, "small", "ink2"))
        self._name_door()

    def _name_door(self) -> None:
        word = self.tr("Close") if self.is_open else self.tr("Open")
        self.door.setText(word)
        self.door.setAccessibleName(f"{word}, {self._name}")
