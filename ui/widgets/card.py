# SPDX-License-Identifier: AGPL-3.0-or-later
"""A card: surface, one line around, a title that is also its accessible name, and a body."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QLayout,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from ui import tokens
from ui.theme import look
from ui.widgets.buttons import button
from ui.widgets.label import Label, icon_label, label, row

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QResizeEvent


FIGURE_CHARS = 16
"""A figure of several units may be longer: then it may take two lines."""
WORDS_MIN, WORDS_BESIDE = 150, 72
"""What a banner's words need beside its button, and what its icon and margins take."""


class Card(QFrame):
    """`body` is the layout to fill; `link` adds a quiet button at the right of the title, which may act."""

    def __init__(
        self,
        title: str = "",
        *,
        icon: str = "",
        link: str = "",
        on_link: Callable[[], object] | None = None,
        acts: bool = False,
        tone: str = "",
        name: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self.setProperty("tone", tone)
        self.setAccessibleName(name or title)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        outer = QVBoxLayout(self)
        # A title's line is as high as a control: titles align whether or not a link stands beside them.
        top = tokens.S2 if title else tokens.CARD_PADDING_Y
        outer.setContentsMargins(tokens.CARD_PADDING_X, top, tokens.CARD_PADDING_X, tokens.CARD_PADDING_Y)
        outer.setSpacing(tokens.S1)
        self.title: Label | None = None
        self.link: QPushButton | None = None
        if title:
            head = QHBoxLayout()
            head.setContentsMargins(0, 0, 0, 0)
            head.setSpacing(tokens.S2)
            height = look().px(tokens.CONTROL_HEIGHT)
            self.title = Label(title, "h2", wrap=True)
            self.title.setMinimumHeight(height)
            self.title.setAlignment(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
            # Of two lines it keeps the room above and below that one has, and its icon beside the first.
            room = max(0, (height - self.title.fontMetrics().height()) // 2)
            self.title.setContentsMargins(0, room, 0, room)
            if icon:
                mark = icon_label(icon)
                mark.setFixedHeight(height)
                head.addWidget(mark, 0, Qt.AlignmentFlag.AlignTop)
            head.addWidget(self.title, 1)
            if link:
                named = f"{link}, {title}"
                self.link = button(link, on_link, kind="link", name=named, acts=acts, end=True)
                head.addWidget(self.link)
            outer.addLayout(head)
        self.body = QVBoxLayout()
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.setSpacing(tokens.S2)
        outer.addLayout(self.body, 1)


class Banner(QFrame):
    """One thing that waits or happened: icon, a sentence, one button; it stands above the cards."""

    def __init__(
        self,
        icon: str,
        strong: str,
        text: str,
        action: str = "",
        act: Callable[[], object] | None = None,
        *,
        tone: str = "",
        colour: str = "ink2",
        below: bool = False,
        acts: bool = False,
        more: tuple[str, Callable[[], object]] | None = None,
    ) -> None:
        """`below`: the button goes under the words, where a long one would leave them no room.

        `more`: the word and the act of a second, quieter one.
        """
        super().__init__()
        self.setObjectName("card")
        self.setProperty("tone", tone)
        self.setAccessibleName(f"{strong} {text}".strip())
        layout = QHBoxLayout(self)
        layout.setContentsMargins(tokens.S4, 6, tokens.S3, 6)
        layout.setSpacing(tokens.S3)
        layout.addWidget(icon_label(icon, colour))
        words = QVBoxLayout()
        words.setSpacing(0)
        if strong:
            words.addWidget(Label(strong, "strong", wrap=True))
        if text:
            words.addWidget(
                Label(text, "body" if not strong else "small", "ink" if not strong else "ink2", wrap=True)
            )
        self._beside: QBoxLayout | None = None
        self._asked: QWidget | None = None
        if not action:
            layout.addLayout(words, 1)
            return
        self._asked = button(action, act, kind="small", name=f"{action}: {strong or text}", acts=acts)
        if more is not None:
            word, do = more
            pair = row(button(word, do, kind="link", name=f"{word}: {strong or text}"), self._asked)
            self._asked = QWidget()
            pair.setContentsMargins(0, 0, 0, 0)
            self._asked.setLayout(pair)
        if below:
            layout.addLayout(words, 1)
            words.addSpacing(tokens.S1)
            words.addWidget(self._asked, 0, Qt.AlignmentFlag.AlignLeft)
            return
        self._beside = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._beside.setSpacing(tokens.S3)
        self._beside.addLayout(words, 1)
        self._beside.addWidget(self._asked)
        layout.addLayout(self._beside, 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A large text in a narrow window has its button under it."""
        super().resizeEvent(event)
        if self._beside is None or self._asked is None:
            return
        room = self.width() - self._asked.sizeHint().width() - WORDS_BESIDE
        down = room < look().px(WORDS_MIN)
        wanted = QBoxLayout.Direction.TopToBottom if down else QBoxLayout.Direction.LeftToRight
        if wanted != self._beside.direction():
            self._beside.setDirection(wanted)
            self._beside.setSpacing(tokens.S1 if down else tokens.S3)
            start = Qt.AlignmentFlag.AlignLeft if down else Qt.AlignmentFlag(0)
            self._beside.setAlignment(self._asked, start)
            self.updateGeometry()


def card_column(tall: QWidget, *below: QWidget) -> QWidget:
    """Cards under one another in one place of a grid; the first takes the height there is."""
    column = QWidget()
    layout = QVBoxLayout(column)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(tokens.GAP)
    layout.addWidget(tall, 1)
    for card in below:
        layout.addWidget(card)
    return column


def sunken(left: str, right: list[tuple[str, str]], *, name: str = "") -> QFrame:
    """A quiet strip at the foot of a card: a word at the left, (text, colour) figures at the right."""
    frame = QFrame()
    frame.setObjectName("sunken")
    frame.setAccessibleName(name or f"{left} {', '.join(text for text, _ in right)}")
    layout = QHBoxLayout(frame)
    layout.setContentsMargins(tokens.S3, tokens.S2, tokens.S3, tokens.S2)
    layout.setSpacing(tokens.S3)
    layout.addWidget(Label(left, "small", "ink2", wrap=True), 1)
    for text, colour in right:
        figure = label(text, "strong", colour, tabular=True)
        if len(text) > FIGURE_CHARS:
            figure.setWordWrap(True)
            figure.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            layout.addWidget(figure, 2)
            continue
        layout.addWidget(figure)
    return frame


def clear(layout: QLayout) -> None:
    """Take everything out of a layout, before it is filled again."""
    while (item := layout.takeAt(0)) is not None:
        if (widget := item.widget()) is not None:
            widget.hide()
            widget.setParent(None)
            widget.deleteLater()
        elif (inner := item.layout()) is not None:
            clear(inner)
            inner.deleteLater()
