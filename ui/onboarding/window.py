# SPDX-License-Identifier: AGPL-3.0-or-later
"""The welcome window: three ways in, each a few short steps, then the commune opens.

Its law: nothing is created before the last button of a path, and every step can be left.
"""

from __future__ import annotations

import datetime as dt
import logging
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFileDialog, QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from app.facade_care import take_care
from app.facade_entering import turn_back
from ui import tokens
from ui.bridge import Relay
from ui.errors import NO_CODE, Notice, explain, without_account
from ui.onboarding.found import CommuneStep, RulesStep
from ui.onboarding.join import CodeStep, ConsentStep, NameStep
from ui.onboarding.restore import ReachStep, WordsStep
from ui.onboarding.steps import Step
from ui.onboarding.unlock import UnlockStep
from ui.onboarding.waiting import WaitingStep
from ui.theme import logo, look
from ui.widgets.buttons import button
from ui.widgets.card import clear
from ui.widgets.focus import FocusKeeper, TabWindow, be_zone
from ui.widgets.label import Label, paragraph, row
from ui.widgets.notice_bar import NoticeBar
from ui.widgets.segments import Segments

if TYPE_CHECKING:
    from pathlib import Path

    from app.facade import Voisinage
    from ui.onboarding.doors import Doors
    from ui.preferences import Preferences

log = logging.getLogger(__name__)

COLUMN = 560
_LOOK_EVERY_MS = 300


class Welcome(QWidget):
    """Three doors, joining the first and the default one; and a visit of an invented village."""

    wanted = Signal(str)

    def __init__(self, preferences: Preferences) -> None:
        super().__init__()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(tokens.S3)
        mark = Label()
        mark.setPixmap(logo(64))
        layout.addWidget(mark, 0, Qt.AlignmentFlag.AlignHCenter)
        for text, role, colour in (
            (self.tr("Welcome to Voisinage"), "h1", "ink"),
            (self.tr("What your village makes, gives and decides, kept by its residents."), "body", "ink2"),
        ):
            words = paragraph(text, role, colour)
            words.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            layout.addWidget(words)
        layout.addSpacing(tokens.S4)
        ways = (
            ("join", self.tr("Join my commune"), self.tr("A neighbour gave me a code"), "primary"),
            ("found", self.tr("Found a commune"), self.tr("I am the first one here"), "outline"),
            ("restore", self.tr("I already have an account"), self.tr("I have my 24 words"), "outline"),
        )
        for way, word, detail, kind in ways:
            made = button(word, lambda way=way: self.wanted.emit(way), kind=kind, name=f"{word}. {detail}")
            made.setMinimumHeight(look().px(tokens.CONTROL_HEIGHT_LARGE) + 4)
            under = paragraph(detail, "small", "ink2")
            under.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            # Nearer to its button than to the next one.
            door = QVBoxLayout()
            door.setSpacing(tokens.S1)
            door.addWidget(made)
            door.addWidget(under)
            layout.addLayout(door)
        tour = self.tr("Visit with example data")
        beside = self.tr("An invented village, opened beside; nothing stays on your computer's accounts")
        visit = button(tour, lambda: self.wanted.emit("visit"), kind="link", name=f"{tour}. {beside}")
        layout.addLayout(row(None, visit, None))
        language = Segments(
            (("fr", "Français"), ("en", "English")), preferences.language, self.tr("Language")
        )
        language.chosen.connect(lambda value: preferences.choose("language", value))
        layout.addSpacing(tokens.S3)
        layout.addLayout(row(None, language, None))


class OnboardingWindow(TabWindow):
    """`entered` gives the facade of the commune that was joined, founded or found again."""

    entered = Signal(object)
    opened = Signal(object)
    """A home is open and its commune not here yet: whoever closes the window closes it too."""

    def __init__(self, home: Path, doors: Doors, preferences: Preferences) -> None:
        super().__init__()
        self.setWindowTitle("Voisinage")
        self.setMinimumSize(400, 480)
        self.resize(900, 760)
        self._home, self._doors, self._preferences = home, doors, preferences
        self.relay = Relay(self)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        margins = QHBoxLayout()
        margins.setContentsMargins(tokens.S4, tokens.S3, tokens.S4, 0)
        self.notice_bar = NoticeBar()
        margins.addWidget(self.notice_bar)
        outer.addLayout(margins)
        self.relay.said.connect(self.notice_bar.show_notice)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        holder = QWidget()
        holder.setObjectName("page")
        be_zone(holder)
        FocusKeeper(self)
        self._middle = QHBoxLayout(holder)
        self._middle.addStretch(1)
        self._column = QWidget()
        self._column_layout = QVBoxLayout(self._column)
        self._column_layout.setContentsMargins(0, 0, 0, 0)
        self._middle.addWidget(self._column, 100)
        self._middle.addStretch(1)
        scroll.setWidget(holder)
        outer.addWidget(scroll, 1)
        self.step: QWidget | None = None
        self._path: list[Step] = []
        self._kept: list[Step] = []
        """The steps of a request that waits, as they were filled: another code may be asked."""
        self.choices: dict[str, bool] = {}
        """What neighbours may see of who enters; signed once the commune is open."""
        self.late: list[Exception] = []
        """What failed beside the way in, to be told where it leads."""
        self.show_welcome()

    def show_welcome(self) -> None:
        """The first screen; what was typed on another path is forgotten."""
        welcome = Welcome(self._preferences)
        welcome.wanted.connect(self.start)
        self._path = []
        self._show(welcome)

    def start(self, way: str) -> None:
        """Begin `join`, `found` or `restore`; `visit` opens the example commune beside."""
        if way == "visit":
            self._visit()
            return
        self.choices = {}
        if way == "join":
            code, name, consents = CodeStep(self._doors), NameStep(2, 3), ConsentStep(3, 3)
            self._path = [code, name, consents]
            consents.done.connect(lambda: self._join(code.code, name.name, consents))
        elif way == "found":
            commune, rules = CommuneStep(), RulesStep()
            self._path = [commune, rules]
            rules.done.connect(lambda: self._found(commune, rules))
        else:
            words, reach = WordsStep(), ReachStep()
            self._path = [words, reach]
            reach.done.connect(lambda: self._restore(words, reach))
        for number, step in enumerate(self._path):
            step.left.connect(lambda number=number: self._go(number - 1))
            if number + 1 < len(self._path):
                step.done.connect(lambda number=number: self._go(number + 1))
        self._go(0)

    def _visit(self) -> None:
        """The example commune has a process and windows of its own; this one waits, hidden."""
        self.notice_bar.hide()
        try:
            visit = self._doors.visit()
        except Exception as error:
            self._failed(error)
            return
        watch = QTimer(self)

        def look_again() -> None:
            if visit.is_over:
                watch.stop()
                watch.deleteLater()
                self.show()
                self.raise_()
                if (failure := visit.read_failure()) is not None:
                    self._failed(failure)

        watch.timeout.connect(look_again)
        self.destroyed.connect(visit.end)
        watch.start(_LOOK_EVERY_MS)
        self.hide()

    def _go(self, number: int) -> None:
        self.notice_bar.hide()
        if number < 0:
            self.show_welcome()
        else:
            self._show(self._path[number])

    def _show(self, widget: QWidget) -> None:
        before = self.step
        if before is not None:
            self._column_layout.removeWidget(before)
            before.hide()
            if before not in self._path and before not in self._kept:
                before.deleteLater()
        clear(self._column_layout)
        self._column_layout.addStretch(1)
        self._column_layout.addWidget(widget)
        self._column_layout.addStretch(2)
        self.step = widget
        widget.show()
        self._fit(self.width())
        if isinstance(widget, Step):
            widget.take_keyboard()
            return
        for child in widget.findChildren(QWidget):
            if child.focusPolicy() & Qt.FocusPolicy.TabFocus and child.isEnabled():
                child.setFocus(Qt.FocusReason.OtherFocusReason)
                break

    # the last button of each path ------------------------------------------------------------------------
    def _join(self, code: str, name: str, step: ConsentStep) -> None:
        self.notice_bar.hide()
        step.set_busy(True)
        choices = step.choices
        ticket = self._doors.join(self._home, code, name)
        self.choices = choices
        self.relay.run(ticket, self, self._wait, self._failed)

    def _found(self, commune: CommuneStep, rules: RulesStep) -> None:
        assert commune.coordinates is not None
        self.notice_bar.hide()
        rules.set_busy(True)
        latitude, longitude = commune.coordinates
        ticket = self._doors.found(
            self._home,
            commune.commune,
            commune.me,
            latitude_centideg=latitude,
            longitude_centideg=longitude,
            since_ms=rules.since_ms(dt.datetime.now(look().words.zone)),
        )
        self.relay.run(ticket, self, self._enter, self._failed)

    def _restore(self, words: WordsStep, reach: ReachStep) -> None:
        self.notice_bar.hide()
        reach.set_busy(True)
        ticket = self._doors.restore(self._home, " ".join(words.grid.words), reach.code, file=reach.file)
        self.relay.run(ticket, self, lambda facade: self._wait(facade, is_back=True), self._failed)

    def ask_passphrase(self) -> None:
        """The account of this home is locked."""
        unlock = UnlockStep(self._home, self._doors)
        unlock.opened.connect(self.entered)
        unlock.left.connect(self.close)
        self._path = []
        self._show(unlock)

    def _wait(self, facade: Voisinage, *, is_back: bool = False) -> None:
        """This window made the home."""
        self._kept, self._path = self._path, []
        self.wait_for(facade, is_back=is_back, may_turn_back=True)

    def wait_for(self, facade: Voisinage, *, is_back: bool = False, may_turn_back: bool = False) -> None:
        """The home is made; the commune has still to say yes, and the history to arrive."""
        self._keep_choices(facade)
        self.opened.emit(facade)
        waiting = WaitingStep(facade, is_back=is_back, may_turn_back=may_turn_back)
        waiting.done.connect(lambda: self._enter(facade))
        waiting.left.connect(self.close)
        waiting.again.connect(lambda: self._begin_again(facade))
        self._path = []
        self._show(waiting)

    def _begin_again(self, facade: Voisinage) -> None:
        """This request came to nothing: its home goes, and another code or other words are asked.

        What was typed is still in its fields, if it was typed in this window.
        """
        status = facade.join_status
        try:
            turn_back(facade)
        except Exception as error:
            self._failed(error)
            return
        self._preferences.let_go()
        path, self._kept = self._kept, []
        if not path:
            self.start("restore" if status in ("unknown-words", "left-words") else "join")
            return
        self._path = path
        for step in path:
            step.set_busy(False)
        self._go(self._find_step(status) or 0)

    def _find_step(self, code: str) -> int | None:
        """Where something can be written otherwise."""
        return next((n for n, step in enumerate(self._path) if code in step.concerns), None)

    def _keep_choices(self, facade: Voisinage) -> None:
        """The look and the language go into the home; it is open all the same when they cannot."""
        try:
            self._preferences.keep_in(facade)
        except Exception as error:
            log.exception("the choices of this window could not be kept")
            self.late.append(error)

    def _enter(self, facade: Voisinage) -> None:
        self._keep_choices(facade)
        self.entered.emit(facade)

    def _failed(self, error: Exception) -> None:
        """Said over the step it is about, which holds what was typed and can be pressed again."""
        if isinstance(self.step, Step):
            self.step.set_busy(False)
        number = self._find_step(str(getattr(error, "code", "")))
        if number is not None:
            self._go(number)
        notice = explain(error)
        if not self._doors.has_home(self._home):
            notice = without_account(notice, self._nothing_made())
        if notice.code == NO_CODE:
            notice = replace(notice, action=self.tr("Help file…"), act=self._save_help)
        self.relay.say(notice)

    def _nothing_made(self) -> str:
        """What a refusal means before there is a home here; who comes back has an account elsewhere."""
        if any(isinstance(step, WordsStep) for step in self._path):
            return self.tr("Nothing was created on this computer: your account is as it was.")
        return self.tr("Nothing was created on this computer.")

    def tell_failure(self, error: Exception) -> None:
        """What nobody expected, and what befell the program behind."""
        self._failed(error)

    def _save_help(self) -> None:
        """For whoever helps; the dialog is the computer's own."""
        care = take_care(self._home)
        title = self.tr("Where to save the help file")
        path, _kind = QFileDialog.getSaveFileName(self, title, care.suggest_name(), "Zip (*.zip)")
        if path:
            done = self.tr("The help file is written.")
            self.relay.run(
                care.save_help_file(path),
                self,
                lambda _none: self.relay.say(Notice("ok", done)),
                self._failed,
            )

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._fit(event.size().width())
        super().resizeEvent(event)

    def _fit(self, width: int) -> None:
        self._column.setMaximumWidth(look().px(COLUMN))
        side = tokens.PAGE_MARGIN if width >= tokens.MEDIUM else tokens.S4
        self._middle.setContentsMargins(side, side, side, side)
        for grid in self.findChildren(QWidget, "words-grid"):
            grid.set_columns(3 if width >= tokens.MEDIUM else 2)
