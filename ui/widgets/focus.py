# SPDX-License-Identifier: AGPL-3.0-or-later
"""Where the keyboard goes when what it stands on is disabled, hidden or made anew.

    zone        a page, a sheet, a step: a part of the window the keyboard does not leave by itself
    disabled    ──▶ the next stop of Tab in its zone, else the one before, else the zone itself;
                    back to it when it is enabled again, unless the person went elsewhere meanwhile
    filled anew ──▶ what has the same name, else what stands at the same place (`Spot`)
    closed, and in no zone (a message) ──▶ where the keyboard was before it came there

Its law: no act of the program takes the keyboard out of its zone.
"""

from __future__ import annotations

from itertools import pairwise

import shiboken6
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QAbstractItemView, QApplication, QScrollArea, QWidget

from ui.theme import FocusWatcher

_ZONE = "zone"
_ROOM_PX = 8
"""Between what the keyboard stands on and the edge of what scrolls."""


def be_zone(widget: QWidget) -> None:
    """Let the keyboard stay in this part."""
    widget.setProperty(_ZONE, True)


def find_zone(widget: QWidget) -> QWidget | None:
    """The innermost zone that holds this widget."""
    part: QWidget | None = widget
    while part is not None and not part.property(_ZONE):
        part = part.parentWidget()
    return part


def takes_tab(widget: QWidget) -> bool:
    """Whether Tab stops here, once it is enabled and shown."""
    tab = Qt.FocusPolicy.TabFocus
    return widget.focusPolicy() & tab == tab and widget.focusProxy() is None


def is_usable(widget: QWidget) -> bool:
    return takes_tab(widget) and widget.isEnabled() and widget.isVisible()


def list_chain(part: QWidget, *, of: QWidget | None = None) -> list[QWidget]:
    """The stops of Tab below `part` in their order, and `of` whatever its state."""
    found: list[QWidget] = []
    at = part.nextInFocusChain()
    while at is not part:
        if at is of or (part.isAncestorOf(at) and is_usable(at)):
            found.append(at)
        at = at.nextInFocusChain()
    return found


def list_stops(part: QWidget) -> list[QWidget]:
    """Where Tab stops in a part, itself included, whatever its state, by age."""
    stops, window = [one for one in (part, *part.findChildren(QWidget)) if takes_tab(one)], part.window()
    return [one for one in stops if one.window() is window]


def tab_through(*parts: QWidget) -> None:
    """Let Tab go through these parts one after the other: it goes by age, and a filled part is new again."""
    for before, after in pairwise(stop for part in parts for stop in list_stops(part)):
        QWidget.setTabOrder(before, after)


def _reason(*, ring: bool) -> Qt.FocusReason:
    """Who sees the ring of the keyboard keeps it."""
    return Qt.FocusReason.TabFocusReason if ring else Qt.FocusReason.OtherFocusReason


def give_focus(widget: QWidget, *, ring: bool) -> None:
    """Put the keyboard there, with its ring even where it was already."""
    widget.setFocus(_reason(ring=ring))
    if ring and widget.hasFocus():
        FocusWatcher.mark(widget, True)


def show_whole(widget: QWidget) -> None:
    """Scroll whatever holds this until all of it is seen, or of a long list the line one stands on.

    Qt does so for Tab within one area only, and of a field it brings the cursor.
    """
    part = widget.parentWidget()
    while part is not None:
        if isinstance(part, QScrollArea) and part.widget() is not None and part.widget().isAncestorOf(widget):
            rect = widget.rect()
            if isinstance(widget, QAbstractItemView) and rect.height() > part.viewport().height():
                rect = widget.visualRect(widget.currentIndex()).translated(widget.viewport().pos())
            middle = widget.mapTo(part.widget(), rect.center())
            # What is too high for the area shows its top.
            part.ensureVisible(
                middle.x(), middle.y(), rect.width() // 2 + _ROOM_PX, rect.height() // 2 + _ROOM_PX
            )
        part = part.parentWidget()


class TabWindow(QWidget):
    """A window in which whatever Tab comes to is seen, wherever its page was scrolled to."""

    def focusNextPrevChild(self, forward: bool) -> bool:
        moved = super().focusNextPrevChild(forward)
        at = self.focusWidget()
        if moved and at is not None:
            show_whole(at)
        return moved


class Spot:
    """Where the keyboard is in a part, to be found again when the part was filled anew."""

    def __init__(self, part: QWidget, at: QWidget) -> None:
        self._part, self._at = part, at
        self._name = at.accessibleName()
        self._ring = bool(at.property("ring"))
        chain = list_chain(part, of=at)
        self._place = chain.index(at) if at in chain else 0

    @classmethod
    def of(cls, part: QWidget) -> Spot | None:
        """None: the keyboard is elsewhere."""
        at = part.window().focusWidget()
        return cls(part, at) if at is not None and part.isAncestorOf(at) else None

    @property
    def is_there(self) -> bool:
        """Whether what it stood on is still where one can type."""
        return shiboken6.isValid(self._at) and is_usable(self._at)

    def restore(self, part: QWidget | None = None) -> None:
        """Put the keyboard back there, or at the same place of the `part` that stands there now."""
        part = part or self._part
        if not shiboken6.isValid(part):
            return
        if self.is_there and part is self._part:
            give_focus(self._at, ring=self._ring)
            return
        chain = list_chain(part)
        named = [one for one in chain if self._name and one.accessibleName() == self._name]
        found = named[0] if named else chain[min(self._place, len(chain) - 1)] if chain else part
        give_focus(found, ring=self._ring)


class FocusKeeper(QObject):
    """The rule for one window: follows the focus, and brings it back into its zone."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._ring = False
        self._waiting: QWidget | None = None
        self._stand_in: QWidget | None = None
        self._last: QWidget | None = None
        """The last one in a zone."""
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        application.focusChanged.connect(self._follow)

    def _follow(self, before: QWidget | None, now: QWidget | None) -> None:
        ring, self._ring = self._ring, now is not None and bool(now.property("ring"))
        if now is not None and now.window() is self._window and find_zone(now) is not None:
            last, self._last = self._last, now
        else:
            last = self._last
        if before is None or not shiboken6.isValid(before) or before.window() is not self._window:
            return
        if before.isEnabled() and before.isVisible():
            if before is self._stand_in:
                self._forget()  # the person went on
            return
        zone = find_zone(before)
        if zone is None:
            if last is not None and last is not now and shiboken6.isValid(last) and is_usable(last):
                last.setFocus(_reason(ring=ring))
            return
        # A part that is filled anew is not painted meanwhile, and puts the keyboard back itself.
        if zone is before or not (zone.isVisible() and zone.isEnabled() and zone.updatesEnabled()):
            return
        if before is not self._stand_in:
            self._forget()
        found = self._find_next(zone, before)
        if found is not now:
            found.setFocus(_reason(ring=ring))
        if before.isVisible() and self._waiting is None:
            self._waiting = before
            before.installEventFilter(self)
        self._stand_in = found

    @staticmethod
    def _find_next(zone: QWidget, at: QWidget) -> QWidget:
        chain = list_chain(zone, of=at)
        place = chain.index(at) if at in chain else 0
        others = [one for one in (*chain[place + 1 :], *reversed(chain[:place])) if one is not at]
        return others[0] if others else zone

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.EnabledChange and watched is self._waiting:
            waiting, stand_in = self._waiting, self._stand_in
            if waiting.isEnabled():
                self._forget()
                if waiting.isVisible() and self._window.focusWidget() is stand_in:
                    waiting.setFocus(_reason(ring=self._ring))
        return False

    def _forget(self) -> None:
        if self._waiting is not None and shiboken6.isValid(self._waiting):
            self._waiting.removeEventFilter(self)
        self._waiting = self._stand_in = None
