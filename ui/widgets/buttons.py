# SPDX-License-Identifier: AGPL-3.0-or-later
"""Buttons: one primary a page, the others outlined; links are buttons too, so that Tab reaches them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QMetaMethod, QSize, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractSpinBox, QComboBox, QLineEdit, QPushButton, QSizePolicy, QWidget

from ui import tokens
from ui.theme import look
from ui.widgets.acting import ActButton
from ui.widgets.folding import FoldActButton, FoldButton, Folding
from ui.widgets.good_news import forget_good_news
from ui.widgets.push_button import PushButton

if TYPE_CHECKING:
    from collections.abc import Callable

_ROLES = {"link": "label", "small": "small", "segment": "medium", "choice": "strong"}
# Qt leaves 4 px between icon and word; the sketch has 8.
ICON_GAP = "\u2009"
_INKS = {"primary": "on_primary", "link": "primary"}
WHOLE, FOLDS_FROM, LINK_FOLDS_FROM = 100, 18, 26
"""Longer words take two lines where a large text leaves them no room; at the usual size all of them fit.

A shorter link stands beside a title, which gives way first."""
_KINDS: dict[tuple[bool, bool], type[QPushButton]] = {
    (False, False): PushButton,
    (True, False): ActButton,
    (False, True): FoldButton,
    (True, True): FoldActButton,
}
"""(acts, folds) → what is made."""


def button(
    text: str,
    clicked: Callable[[], object] | None = None,
    *,
    kind: str = "outline",
    icon: str = "",
    name: str = "",
    acts: bool = False,
    end: bool = False,
) -> QPushButton:
    """Make a button; `kind` is `primary`, `outline`, `small`, `link`, `quiet`, `choice` or `segment`.

    `name` is what a screen reader says when the word is not enough (« Voter » → « Voter sur le préau »).
    `end`: a link that ends its line, where the texts above and below it do.
    `acts`: it leads to something signed, and stands disabled where nothing can be (`ui/widgets/acting.py`).
    """
    if kind == "outline" and not text:
        kind = "icon"
    folds = look().text_percent > WHOLE and len(text) >= (LINK_FOLDS_FROM if kind == "link" else FOLDS_FROM)
    made = _KINDS[acts, folds](ICON_GAP + text if icon and text else text)
    made.setProperty("kind", kind)
    if end:
        made.setProperty("end", True)
    made.setFont(look().font(_ROLES.get(kind, "strong" if kind in {"primary", "outline"} else "body")))
    made.setCursor(Qt.CursorShape.PointingHandCursor)
    made.setAccessibleName(name or text)
    made.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    if isinstance(made, Folding):
        made.be_folding()
    else:
        made.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
    if icon:
        made.setIcon(look().icon(icon, _INKS.get(kind, "ink"), 18))
        side = look().px(18)
        made.setIconSize(QSize(side, side))
        if not text:
            made.setToolTip(name)
    if kind in {"segment", "choice"}:
        made.setCheckable(True)
    if acts:
        made.clicked.connect(lambda: forget_good_news(made))
    if clicked is not None:
        made.clicked.connect(lambda _checked=False: clicked())
    return made


class SignButton(ActButton):
    """The button that signs: a click or Space, never a stray Enter."""

    def __init__(self, text: str, clicked: Callable[[], object]) -> None:
        super().__init__(ICON_GAP + text)
        self.setProperty("kind", "primary")
        self.setFont(look().font("strong"))
        self.setIcon(look().icon("ballpen", "on_primary", 18))
        self.setIconSize(QSize(look().px(18), look().px(18)))
        self.setAccessibleName(text)
        self.setAutoDefault(False)
        self.setMinimumHeight(look().px(tokens.CONTROL_HEIGHT_LARGE))
        self.clicked.connect(lambda: forget_good_news(self))
        self.clicked.connect(lambda _checked=False: clicked())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.type() == QEvent.Type.KeyPress and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.ignore()
            return
        super().keyPressEvent(event)


def _takes_no_enter(widget: QWidget) -> bool:
    if isinstance(widget, QAbstractSpinBox):
        return True
    if (
        not isinstance(widget, QLineEdit)
        or isinstance(widget.parent(), QComboBox)
        or widget.property("search")
    ):
        return False
    return not widget.isSignalConnected(QMetaMethod.fromSignal(widget.returnPressed))


def find_meant(around: QWidget, window: QWidget) -> QPushButton | None:
    """The button that Enter means: the one in focus; from a field, the primary one. Signing is never meant.

    A list, a choice, several lines and a search have an Enter of their own.
    """
    focused = window.focusWidget()
    if isinstance(focused, QPushButton):
        return None if isinstance(focused, SignButton) else focused
    if focused is not None and not (around.isAncestorOf(focused) and _takes_no_enter(focused)):
        return None
    primary = [
        made
        for made in around.findChildren(QPushButton)
        if made.property("kind") == "primary" and made.isVisible() and made.isEnabled()
    ]
    if len(primary) != 1 or isinstance(primary[0], SignButton):
        return None
    return primary[0]
