# SPDX-License-Identifier: AGPL-3.0-or-later
"""My split of the common fund, post by post, five by five; the village's result and the plain mean beside it.

The sum is in view at all times, and the split can be sent only when it is 100 (`ui/shares.py`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from ui import tokens
from ui.shares import STEP, WHOLE, Shares
from ui.strings import post_name
from ui.theme import look
from ui.widgets.acting import ActSlider
from ui.widgets.buttons import button
from ui.widgets.chart_stacked import Part, StackedBar, Swatch
from ui.widgets.label import Label, label, line, row

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QPushButton

    from app.views import AllocationPostView

MILLION = 1_000_000
VALUE_WIDTH = 56
RESULT_WIDTH = 112


def post_colour(index: int) -> str:
    return tokens.POST_COLOURS[index % len(tokens.POST_COLOURS)]


def write_percents(millionths: Sequence[int]) -> tuple[str, ...]:
    """« 38 % », all with a decimal when one of them is not whole: the figures of a column compare."""
    is_whole = all((value + 500) // 1000 % 10 == 0 for value in millionths)
    return tuple(look().words.percent(value, MILLION, 0 if is_whole else 1) for value in millionths)


class PostLine(QWidget):
    """One post: its name, a slider with − and +, my percent; below or beside, the village's."""

    moved = Signal(int)

    def __init__(
        self, post: AllocationPostView, index: int, value: int, said: tuple[str, str], *, wide: bool
    ) -> None:
        """Show a post; `said` is the village's share of it, then the plain mean."""
        super().__init__()
        self.name = post_name(post.post)
        self.slider = ActSlider(Qt.Orientation.Horizontal)
        self.slider.setRange(0, WHOLE // STEP)
        self.slider.setPageStep(2)
        self.slider.setAccessibleName(self.name)
        self.slider.setMinimumHeight(look().px(tokens.CONTROL_HEIGHT))
        self.slider.setMinimumWidth(80)
        self.slider.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.less = self._step_button("−", self.tr("Less for {post}"), -1)
        self.more = self._step_button("+", self.tr("More for {post}"), 1)
        self.value = label("", "strong", tabular=True)
        self.value.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.value.setMinimumWidth(look().px(VALUE_WIDTH))
        head = row(Swatch(post_colour(index)))
        head.addWidget(Label(self.name, "medium", wrap=True), 1)
        head.addWidget(self.value)
        control = row(self.less, gap=tokens.S2)
        control.addWidget(self.slider, 1)
        control.addWidget(self.more)
        result, mean = said
        if wide:
            grid = QGridLayout(self)
            grid.setContentsMargins(0, tokens.S1, 0, tokens.S1)
            grid.setHorizontalSpacing(tokens.S4)
            grid.setColumnStretch(0, 4)
            grid.setColumnStretch(1, 5)
            grid.addLayout(head, 0, 0)
            grid.addLayout(control, 0, 1)
            for column, text in ((2, result), (3, mean)):
                shown = label(text, "body", "ink" if column == 2 else "ink2", tabular=True)
                shown.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
                shown.setFixedWidth(look().px(RESULT_WIDTH))
                grid.addWidget(shown, 0, column)
        else:
            column_layout = QVBoxLayout(self)
            column_layout.setContentsMargins(0, tokens.S1, 0, tokens.S1)
            column_layout.setSpacing(0)
            column_layout.addLayout(head)
            column_layout.addLayout(control)
            text = self.tr("the village: {result}, plain mean: {mean}").format(result=result, mean=mean)
            column_layout.addWidget(Label(text, "small", "ink2", wrap=True))
        self.show_value(value)
        self.slider.valueChanged.connect(lambda steps: self.moved.emit(steps * STEP))

    def _step_button(self, sign: str, name: str, step: int) -> QPushButton:
        made = button(
            sign,
            lambda: self.slider.setValue(self.slider.value() + step),
            kind="icon",
            name=name.format(post=self.name),
            acts=True,
        )
        made.setFixedWidth(look().px(tokens.CONTROL_HEIGHT))
        return made

    def show_value(self, value: int) -> None:
        self.value.setText(look().words.percent(value))
        self.less.setEnabled(value > 0)
        self.more.setEnabled(value < WHOLE)
        if self.slider.value() != value // STEP:
            self.slider.blockSignals(True)
            self.slider.setValue(value // STEP)
            self.slider.blockSignals(False)
        self.slider.setAccessibleDescription(look().words.percent(value))


class SharesEditor(QWidget):
    """`shares` is what the sliders say; `changed` comes with each step."""

    changed = Signal()

    def __init__(self, posts: Sequence[AllocationPostView], percents: dict[str, int], *, wide: bool) -> None:
        super().__init__()
        self.shares = Shares(percents)
        self._posts = tuple(posts)
        self.lines: dict[str, PostLine] = {}
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(tokens.S1)
        self._add_sum(layout)
        if wide:
            layout.addLayout(self._captions())
        results = write_percents([post.result_millionths for post in posts])
        means = write_percents([post.mean_millionths for post in posts])
        for index, post in enumerate(posts):
            if index:
                layout.addWidget(line())
            said = (results[index], means[index])
            made = PostLine(post, index, percents[post.post], said, wide=wide)
            made.moved.connect(lambda value, name=post.post: self._move(name, value))
            self.lines[post.post] = made
            layout.addWidget(made)
        self._show()

    def _add_sum(self, layout: QVBoxLayout) -> None:
        """Above the posts, where it is in view while the first ones move; the page repeats it below."""
        self.bar = StackedBar(self.tr("My shares"))
        layout.addWidget(self.bar)
        self._said = Label("", "strong", wrap=True)
        self.spread = button(self.tr("Spread it evenly"), self._spread, kind="small", acts=True)
        said = row(gap=tokens.S3)
        said.addWidget(self._said, 1)
        said.addWidget(self.spread)
        said.addStrut(look().px(tokens.CONTROL_HEIGHT) + 4)
        layout.addLayout(said)

    def _captions(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(tokens.S4)
        grid.setColumnStretch(0, 4)
        grid.setColumnStretch(1, 5)
        mine = label(self.tr("my share"), "small", "ink2")
        grid.addWidget(mine, 0, 0, Qt.AlignmentFlag.AlignRight)
        for column, text in ((2, self.tr("the village")), (3, self.tr("plain mean"))):
            shown = label(text, "small", "ink2")
            shown.setAlignment(Qt.AlignmentFlag.AlignRight)
            shown.setFixedWidth(look().px(RESULT_WIDTH))
            grid.addWidget(shown, 0, column)
        return grid

    @property
    def sum_said(self) -> tuple[str, str]:
        """What is still to place or too much, or that all is placed; and its colour."""
        return self._said.text(), self._sum_colour

    def put_all(self, percents: dict[str, int]) -> None:
        """Replace the whole split (the register's, or the charter's)."""
        for post, value in percents.items():
            self.shares.put(post, value)
        self._show()

    def _move(self, post: str, value: int) -> None:
        self.shares.put(post, value)
        self._show()
        self.changed.emit()

    def _spread(self) -> None:
        self.shares.spread()
        self._show()
        self.changed.emit()

    def _show(self) -> None:
        percent_of = look().words.percent
        parts = tuple(
            Part(
                post_name(post.post),
                self.shares[post.post],
                percent_of(self.shares[post.post]),
                post_colour(i),
            )
            for i, post in enumerate(self._posts)
        )
        left = self.shares.left
        if left > 0:
            rest = Part(self.tr("still to place"), left, percent_of(left), "sunken")
            parts = (*parts, rest)
            said = self.tr("{percent} still to place.").format(percent=percent_of(left))
        elif left < 0:
            said = self.tr("{percent} too much: take some away.").format(percent=percent_of(-left))
        else:
            said = self.tr("{percent}: everything is placed.").format(percent=percent_of(WHOLE))
        spoken = ", ".join(f"{part.name} {part.text}" for part in parts)
        self.bar.set_parts(parts, self.tr("My shares"), spoken)
        self._said.setText(said)
        self._sum_colour = "ok" if left == 0 else "danger" if left < 0 else "sun_ink"
        self._said.set_colour(self._sum_colour)
        self.spread.setVisible(left != 0)
        for post, made in self.lines.items():
            made.show_value(self.shares[post])
