# SPDX-License-Identifier: AGPL-3.0-or-later
"""Over every page: since when nothing becomes final and who is missed, and what a folded rail cannot say.

    StatusView ──▶ StatePill (the rail) ──▶ StateLine.follow   hidden while there is nothing to say

Not where the state is decided.  Its law: what the rail's dot means is read somewhere at every width.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout

from app.facade_naming import name_apart
from ui import tokens
from ui.clock import now_ms
from ui.strings import translate
from ui.theme import look
from ui.widgets.label import Label, icon_label

if TYPE_CHECKING:
    from app.views import StatusView
    from ui.main_window import MainWindow


CLOCK_MS: Final = 20_000
"""How often what only time changes is looked at: a wait that became long, « il y a 3 min »."""


def standstill_words(status: StatusView, now_ms: int) -> str:
    """Since when nothing becomes final, whose computer is missed, that nothing is lost; else empty."""
    if not status.stalled_ms:
        return ""
    words = look().words
    names = [name_apart(person) for person in status.witnesses_silent]
    since = words.since(now_ms - status.stalled_ms, now_ms)
    if len(names) == 1:
        told = translate(
            "Standstill",
            "Nothing has become final {since}: the computer that makes acts final does not answer ({names}). "
            "Nothing is lost: everything becomes final when it is back.",
        )
    elif names:
        told = translate(
            "Standstill",
            "Nothing has become final {since}: computers that make acts final do not answer ({names}). "
            "Nothing is lost: everything becomes final when enough of them are back.",
        )
    else:
        told = translate("Standstill", "Nothing has become final {since}. Nothing is lost.")
    return told.format(since=since, names=words.listed(names))


def when_final(status: StatusView) -> str:
    """Of what was just signed: when it becomes final, without saying soon where somebody is missed."""
    if not status.witnesses_silent:
        return translate("Standstill", "It becomes final as soon as the commune's register has taken it in.")
    names = look().words.listed([name_apart(person) for person in status.witnesses_silent])
    told = translate(
        "Standstill", "It becomes final once a computer that makes acts final answers again: {names}."
    )
    return told.format(names=names)


class StateLine(QFrame):
    """One sentence of the window's, not a page's."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("sunken")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(tokens.S4, tokens.S2, tokens.S4, tokens.S2)
        layout.setSpacing(tokens.S3)
        layout.addWidget(icon_label("alert-triangle", "warn"), 0, Qt.AlignmentFlag.AlignTop)
        self.words = Label("", "small", "ink", wrap=True)
        layout.addWidget(self.words, 1)
        self.hide()

    def follow(self, status: StatusView, state: str, *, is_compact: bool) -> None:
        """`state`: what the rail says unless all is well; where it is compact, it is read here."""
        is_offline = status.peers_online == 0 and status.members > 1
        halted = "" if status.stopped_because or status.silent_because else standstill_words(status, now_ms())
        told = [f"{state}."] if is_compact and state and (is_offline or not halted) else []
        text = " ".join([*told, *([halted] if halted else [])])
        if text != self.words.text():
            self.words.setText(text)
            self.setAccessibleName(text)
        self.setVisible(bool(text))


class WindowClock(QTimer):
    """Tells a window that is seen that time goes on."""

    went_on = Signal()

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self.setInterval(CLOCK_MS)
        self.timeout.connect(self._tell)
        self.start()

    def _tell(self) -> None:
        if self._window.isVisible() and not self._window.bridge.is_closed:
            self.went_on.emit()
