# SPDX-License-Identifier: AGPL-3.0-or-later
"""The rail at the left: the places as a real list (List / ListItem for screen readers, arrows, type-ahead).

Under 900 px of window it shows icons only; the words stay as names and tooltips.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QAbstractListModel,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from ui import tokens
from ui.places import Place, place_word
from ui.theme import logo, look
from ui.widgets.label import Label

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.views import StatusView

Index = QModelIndex | QPersistentModelIndex
ICON_ROLE = Qt.ItemDataRole.UserRole + 1
BADGE_ROLE = Qt.ItemDataRole.UserRole + 2


class PlacesModel(QAbstractListModel):
    """The places and how many things wait for me in each."""

    def __init__(self, places: Sequence[Place]) -> None:
        super().__init__()
        self.places = tuple(places)
        self._words = [place_word(place.name) for place in self.places]
        self._badges: dict[str, int] = {}

    def set_badges(self, badges: dict[str, int]) -> None:
        if badges != self._badges:
            self._badges = dict(badges)
            self.dataChanged.emit(self.index(0), self.index(len(self.places) - 1))

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.places)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        place = self.places[index.row()]
        word = self._words[index.row()]
        badge = self._badges.get(place.name, 0)
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return word
        if role == Qt.ItemDataRole.AccessibleTextRole:
            waits = self.tr("%n thing(s) wait for you", "", badge)
            return f"{word}, {waits}" if badge else word
        if role == ICON_ROLE:
            return place.icon
        if role == BADGE_ROLE:
            return badge
        return None


class RailDelegate(QStyledItemDelegate):
    """Icon, word, badge; the current place on a soft ground."""

    def __init__(self, parent: QListView) -> None:
        super().__init__(parent)
        self.compact = False
        self.keyboard_ring = False

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(40, look().px(tokens.CONTROL_HEIGHT) + 4)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        current = look()
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
        focused = bool(option.state & QStyle.StateFlag.State_HasFocus) and self.keyboard_ring
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = option.rect.adjusted(1, 2, -1, -2)
        if chosen or hovered:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(current.colour("primary_soft" if chosen else "sunken"))
            painter.drawRoundedRect(box, tokens.RADIUS_CONTROL, tokens.RADIUS_CONTROL)
        if focused:
            painter.setPen(QPen(current.colour("primary"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), tokens.RADIUS_CONTROL, tokens.RADIUS_CONTROL)
        ink = "primary" if chosen else "ink2"
        icon = current.pixmap(str(index.data(ICON_ROLE)), ink, 20)
        side = current.px(20)
        left = box.left() + (box.width() - side) // 2 if self.compact else box.left() + 12
        painter.drawPixmap(QRect(left, box.center().y() - side // 2, side, side), icon)
        badge = int(index.data(BADGE_ROLE) or 0)
        if not self.compact:
            painter.setFont(current.font("strong" if chosen else "body"))
            painter.setPen(current.colour("primary" if chosen else "ink"))
            words = QRect(left + side + 10, box.top(), box.right() - left - side - 10, box.height())
            painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, str(index.data()))
        if badge:
            self._paint_badge(painter, box, badge, chosen)
        painter.restore()

    def _paint_badge(self, painter: QPainter, box: QRect, badge: int, chosen: bool) -> None:
        current = look()
        painter.setPen(Qt.PenStyle.NoPen)
        if self.compact:
            painter.setBrush(current.colour("primary"))
            painter.drawEllipse(box.right() - 12, box.top() + 6, 8, 8)
            return
        painter.setFont(current.font("tiny_strong"))
        text = str(badge)
        width = max(26, painter.fontMetrics().horizontalAdvance(text) + 16)
        height = painter.fontMetrics().height() + 4
        pill = QRect(box.right() - width - 9, box.center().y() - height // 2, width, height)
        painter.setBrush(current.colour("surface" if chosen else "primary_soft"))
        painter.drawRoundedRect(pill, height / 2, height / 2)
        painter.setPen(current.colour("primary"))
        painter.drawText(pill, Qt.AlignmentFlag.AlignCenter, text)


class RailList(QListView):
    """One list of places; `chosen` tells which was activated."""

    chosen = Signal(str)

    def __init__(self, places: Sequence[Place], name: str) -> None:
        super().__init__()
        self.places = PlacesModel(places)
        self.setModel(self.places)
        self._painter = RailDelegate(self)
        self.setItemDelegate(self._painter)
        self.setAccessibleName(name)
        self.setMouseTracking(True)
        self.setUniformItemSizes(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        row_height = look().px(tokens.CONTROL_HEIGHT) + 4
        self.setFixedHeight(row_height * len(self.places.places) + 2)
        self._entering = False
        self.selectionModel().currentChanged.connect(self._on_current)
        self.activated.connect(self._tell)
        self.clicked.connect(self._tell)

    def _on_current(self, index: QModelIndex, _before: QModelIndex) -> None:
        if not self._entering:
            self._tell(index)

    def _tell(self, index: QModelIndex) -> None:
        if index.isValid():
            self.chosen.emit(self.places.places[index.row()].name)

    def show_place(self, name: str) -> None:
        """Mark a place without telling of it; a name of the other list marks nothing here."""
        self.selectionModel().blockSignals(True)
        rows = [row for row, place in enumerate(self.places.places) if place.name == name]
        if rows:
            self.setCurrentIndex(self.places.index(rows[0]))
        else:
            self.selectionModel().clear()
        self.selectionModel().blockSignals(False)
        self.viewport().update()

    def set_compact(self, compact: bool) -> None:
        self._painter.compact = compact
        self.viewport().update()

    def focusInEvent(self, event: object) -> None:
        self._painter.keyboard_ring = event.reason() in (
            Qt.FocusReason.TabFocusReason,
            Qt.FocusReason.BacktabFocusReason,
            Qt.FocusReason.ShortcutFocusReason,
        )
        # Qt makes the first place current when Tab comes in and none is: passing by must not open it.
        self._entering = True
        if not self.currentIndex().isValid():  # the place in view is of the other list
            none = QItemSelectionModel.SelectionFlag.NoUpdate
            self.selectionModel().setCurrentIndex(self.places.index(0), none)
        super().focusInEvent(event)
        self._entering = False


class StatusPill(QFrame):
    """The state of the network in two short lines; compact, a dot with a name."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("sunken")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(tokens.S3, tokens.S2, tokens.S3, tokens.S2)
        layout.setSpacing(tokens.S3)
        self._dot = _NetDot()
        self.first = Label("", "label", wrap=True)
        self.second = Label("", "small", "ink2", wrap=True)
        self.state = ""
        """What is said where it is not that all is well."""
        self._words = QWidget()
        words = QVBoxLayout(self._words)
        words.setContentsMargins(0, 0, 0, 0)
        words.setSpacing(0)
        words.addWidget(self.first)
        words.addWidget(self.second)
        layout.addWidget(self._dot)
        layout.addWidget(self._words, 1)

    def set_status(self, status: StatusView) -> None:
        """Normal states are quiet: alone and offline are said in words, not in red."""
        waiting = self.tr("%n act(s) will leave when you are back", "", status.my_pending)
        online = self.tr("%n neighbour(s) online", "", status.neighbours_online)
        if status.stopped_because:
            first, second, colour = self._say_stopped(status.stopped_because)
        elif status.silent_because:
            first, second, colour = self._say_silent(status.silent_because)
        elif status.peers_online == 0 and status.members > 1:
            first, colour = self.tr("Offline"), "warn"
            second = waiting if status.my_pending else self.tr("Everything works, and is sent later")
        elif status.stalled_ms:
            first, second, colour = self._say_stalled(status)
        elif status.history_total and status.synced:
            first, second, colour = self._say_history(status)
        elif status.synced:
            first, colour = self.tr("Up to date"), "ok"
            second = online if status.members > 1 else self.tr("You are the first one here")
        else:
            first, second, colour = self.tr("Catching up"), online, "warn"
        if status.clock and not status.stopped_because:
            second, colour = self._say_clock(status.clock), "warn"
        self.first.setText(first)
        self.second.setText(second)
        self._dot.set_colour(colour)
        self.state = "" if colour == "ok" else f"{first}. {second}"
        self.setAccessibleName(f"{first}. {second}")
        self.setToolTip(f"{first}. {second}")

    def _say_stalled(self, status: StatusView) -> tuple[str, str, str]:
        """Acts wait for witnesses: nothing to do, and nothing is lost."""
        if status.witnesses_online < 0:
            return self.tr("Nothing becomes final"), self.tr("Witnesses are missing; nothing is lost"), "warn"
        told = self.tr("{online} witnesses of {size} are here; nothing is lost")
        second = told.format(online=status.witnesses_online, size=status.witnesses)
        return self.tr("Nothing becomes final"), second, "warn"

    def _say_history(self, status: StatusView) -> tuple[str, str, str]:
        """Everything works; what was before one came arrives meanwhile."""
        percent = min(99, 100 * status.history_here // status.history_total)
        told = self.tr("The history before you arrives: {percent}").format(
            percent=look().words.percent(percent)
        )
        return self.tr("Up to date"), told, "ok"

    def _say_clock(self, code: str) -> str:
        late, fast = self.tr("This computer's clock is late"), self.tr("This computer's clock is fast")
        return late if code == "slow" else fast

    def _say_silent(self, why: str) -> tuple[str, str, str]:
        """As `_say_stopped`, of a witness that makes nothing final."""
        if why == "date":
            return self.tr("Waiting for you"), self.tr("Is the date right?"), "warn"
        return self.tr("Witness at rest"), self.tr("Look at Council"), "warn"

    def _say_stopped(self, code: str) -> tuple[str, str, str]:
        """(what happened, what it means or what to do, colour) of a copy that does not go on."""
        match code:
            case "left":
                return self.tr("You have left"), self.tr("Everything can still be read here"), "warn"
            case "disk":
                return self.tr("Disk full"), self.tr("Nothing is lost: free some room"), "danger"
            case "store-damaged":
                return self.tr("File damaged"), self.tr("Nothing is lost: take your 24 words"), "danger"
            case "history":
                return self.tr("Stopped"), self.tr("The history does not match: tell the council"), "danger"
            case "update-needed":
                return self.tr("Version too old"), self.tr("Your units are safe: update"), "danger"
            case "clock":
                return self.tr("Waiting"), self.tr("This computer's clock is late"), "warn"
            case "revoked" | "cut-off":
                return self.tr("Stopped"), self.tr("You shut this computer out"), "danger"
            case "two-seals" | "diverged" | "old-epoch" | "recovered-below" | "two-recoveries":
                return self.tr("Stopped"), self.tr("Two versions of the facts: tell the council"), "danger"
            case _:
                return self.tr("Stopped"), self.tr("An update is needed"), "danger"

    @property
    def is_compact(self) -> bool:
        return self._words.isHidden()

    def set_compact(self, compact: bool) -> None:
        self._words.setVisible(not compact)


class _NetDot(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self._colour = "ok"
        self.setFixedSize(14, 14)

    def set_colour(self, colour: str) -> None:
        self._colour = colour
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        halo = look().colour(self._colour)
        halo.setAlpha(60)
        painter.setBrush(halo)
        painter.drawEllipse(0, 0, 14, 14)
        painter.setBrush(look().colour(self._colour))
        painter.drawEllipse(3, 3, 8, 8)
        painter.end()


class Rail(QFrame):
    """Logo and commune, the places, the network's state, the quiet places."""

    chosen = Signal(str)

    def __init__(self, places: Sequence[Place], commune_name: str) -> None:
        super().__init__()
        self.setObjectName("rail")
        layout = QVBoxLayout(self)
        layout.setSpacing(tokens.S2)
        self._layout = layout
        head = QHBoxLayout()
        head.setSpacing(tokens.S3)
        mark = Label()
        mark.setPixmap(logo(36))
        mark.setFixedSize(36, 36)
        self._names = QWidget()
        names = QVBoxLayout(self._names)
        names.setContentsMargins(0, 0, 0, 0)
        names.setSpacing(0)
        names.addWidget(Label("Voisinage", "h2"))
        self.commune = Label(commune_name, "small", "ink2", wrap=True)
        names.addWidget(self.commune)
        head.addWidget(mark)
        head.addWidget(self._names, 1)
        layout.addLayout(head)
        layout.addSpacing(tokens.S2)
        self.main = RailList([place for place in places if not place.quiet], self.tr("Places"))
        self.quiet = RailList([place for place in places if place.quiet], self.tr("More places"))
        self.status = StatusPill()
        layout.addWidget(self.main)
        layout.addStretch(1)
        layout.addWidget(self.status)
        layout.addWidget(self.quiet)
        self.main.chosen.connect(self.chosen)
        self.quiet.chosen.connect(self.chosen)
        self.set_compact(False)

    def show_place(self, name: str) -> None:
        self.main.show_place(name)
        self.quiet.show_place(name)

    def set_compact(self, compact: bool) -> None:
        """218 px with words, or 60 px of icons."""
        width = tokens.RAIL_WIDTH_ICONS if compact else look().px(tokens.RAIL_WIDTH)
        self.setFixedWidth(width)
        side = tokens.S2 if compact else 14
        self._layout.setContentsMargins(side, 18, side, tokens.S4)
        self._names.setVisible(not compact)
        for part in (self.main, self.quiet, self.status):
            part.set_compact(compact)
