# SPDX-License-Identifier: AGPL-3.0-or-later
"""« Chercher partout » (Ctrl+K): one field, under it people, offers, proposals, acts, places, commands.

Keys alone are enough: letters narrow the list, arrows move in it, Enter opens. Accents and case do not count.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from app.facade_elision import fill
from app.facade_folding import fold, says
from ui import tokens
from ui.acting import why_no_acts
from ui.acts import act_word, party_name
from ui.places import PLACES, place_word
from ui.theme import look
from ui.widgets.field import be_search
from ui.widgets.label import paragraph
from ui.widgets.sheet import SheetBody

if TYPE_CHECKING:
    from app.facade import Voisinage
    from app.views_register import FoundView
    from ui.bridge import Bridge

TYPING_MS = 120
ROWS_SHOWN = 8
_UNDER = Qt.ItemDataRole.UserRole + 1
_ICON = Qt.ItemDataRole.UserRole + 2
_HEIGHT = 54


@dataclass(frozen=True)
class Hit:
    """One line, and where it leads."""

    title: str
    under: str
    icon: str
    place: str
    what: object = None


class _HitDelegate(QStyledItemDelegate):
    """Icon, title, and what it is under it."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(100, look().px(_HEIGHT))

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        current = look()
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = option.rect.adjusted(1, 1, -1, -1)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(current.colour("primary_soft"))
            painter.drawRoundedRect(box, tokens.RADIUS_CONTROL, tokens.RADIUS_CONTROL)
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(current.colour("primary"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), tokens.RADIUS_CONTROL, tokens.RADIUS_CONTROL)
        side = current.px(20)
        icon = current.pixmap(str(index.data(_ICON)), "ink2", 20)
        painter.drawPixmap(QRect(box.left() + 10, box.center().y() - side // 2, side, side), icon)
        left = box.left() + side + 22
        half = box.height() // 2
        for text, role, ink, top, up in (
            (str(index.data()), "medium", "ink", box.top(), Qt.AlignmentFlag.AlignBottom),
            (str(index.data(_UNDER)), "small", "ink2", box.top() + half, Qt.AlignmentFlag.AlignTop),
        ):
            painter.setFont(current.font(role))
            painter.setPen(current.colour(ink))
            room = QRect(left, top, box.right() - left - 8, half)
            shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, room.width())
            painter.drawText(room, Qt.AlignmentFlag.AlignLeft | up, shown)
        painter.restore()


class _FindField(QLineEdit):
    """Arrows move in the list while the letters go on here."""

    def __init__(self, listed: QListWidget) -> None:
        super().__init__()
        self._listed = listed

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 5, Qt.Key.Key_PageUp: -5}.get(
            Qt.Key(event.key())
        )
        if step is None:
            super().keyPressEvent(event)
            return
        row = max(0, min(self._listed.count() - 1, self._listed.currentRow() + step))
        self._listed.setCurrentRow(row)


def begins(title: str, words: list[str]) -> bool:
    """Whether each of these is the beginning of a word of the title."""
    said = fold(title).replace("'", " ").split()
    return all(any(one.startswith(word) for one in said) for word in words)


class FindSheet(SheetBody):
    """Asks the facade a moment after each letter; places and commands are the window's own."""

    def __init__(self, facade: Voisinage, bridge: Bridge) -> None:
        super().__init__("")
        self.title = self.tr("Search everywhere")
        self._facade, self._bridge = facade, bridge
        self.hits: list[Hit] = []
        self.list = QListWidget()
        self.list.setItemDelegate(_HitDelegate(self.list))
        self.list.setAccessibleName(self.tr("What was found"))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.field = _FindField(self.list)
        be_search(self.field)
        self.field.setPlaceholderText(self.tr("A person, an offer, a page…"))
        self.field.setAccessibleName(self.tr("Search everywhere"))
        self.body.addWidget(self.field)
        self.body.addWidget(self.list)
        how = self.tr("Arrows to move, Enter to open, Esc to close.")
        self.body.addWidget(paragraph(how, "small", "ink2"))
        self._typing = QTimer(self)
        self._typing.setSingleShot(True)
        self._typing.setInterval(TYPING_MS)
        self._typing.timeout.connect(self._search)
        self.field.textChanged.connect(lambda _text: self._typing.start())
        self.field.returnPressed.connect(self._open_current)
        self.list.itemActivated.connect(self._open_item)
        self.list.itemClicked.connect(self._open_item)
        self._search()

    # what there is ---------------------------------------------------------------------------------------
    def _commands(self) -> list[Hit]:
        acts = (
            (self.tr("Pay a neighbour"), "send", "accounts", "pay"),
            (self.tr("Receive: my code and its picture"), "qrcode", "accounts", "receive"),
            (self.tr("Offer or ask for something"), "plus", "exchange", "add"),
            (self.tr("Say the hours I helped"), "heart-handshake", "help", None),
            (self.tr("Invite a neighbour"), "user-plus", "neighbours", "invite"),
            (self.tr("Propose to the council"), "ballpen", "council", "add"),
            (self.tr("Give to the common fund"), "gift", "fund", "give"),
        )
        known = (
            *(() if why_no_acts(self._facade.status()) else acts),
            (self.tr("Check a proof I received"), "shield-check", "register", "check"),
            (self.tr("Check everything on this computer"), "shield-check", "register", "verify"),
            (self.tr("Export my history or the register"), "file-import", "register", "export"),
            (self.tr("Theme: light or dark"), "sunrise", "settings", "window"),
            (self.tr("Language: French or English"), "language", "settings", "window"),
            (self.tr("Size of the text"), "text-size", "settings", "window"),
        )
        under = self.tr("Do")
        return [Hit(title, under, icon, place, what) for title, icon, place, what in known]

    def _places(self) -> list[Hit]:
        return [Hit(place_word(place.name), self.tr("Page"), place.icon, place.name) for place in PLACES]

    def _search(self) -> None:
        self._typing.stop()
        typed = self.field.text().strip()
        words = fold(typed).split()
        own = [*self._commands(), *self._places()]
        hits = [hit for hit in own if says(hit.title, typed)]
        if typed:
            hits += map(self._hit, self._facade.register.find(typed))
            # What one began to write comes before what only holds it; Python keeps the rest in order.
            hits.sort(key=lambda hit: not begins(hit.title, words))
            more = self.tr("Search {words} in the register").format(words=look().words.quote(typed))
            hits.append(Hit(more, self.tr("Register"), "book", "register", typed))
        if hits == self.hits and self.list.count():
            return
        self.hits = hits
        self.list.clear()
        for hit in hits:
            item = QListWidgetItem(hit.title)
            item.setData(_UNDER, hit.under)
            item.setData(_ICON, hit.icon)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{hit.title}, {hit.under}")
            self.list.addItem(item)
        self.list.setCurrentRow(0)
        rows = max(1, min(ROWS_SHOWN, len(hits)))
        self.list.setFixedHeight(rows * look().px(_HEIGHT) + 4)

    def _hit(self, found: FoundView) -> Hit:
        name = party_name(found.person, found.act) if found.person is not None else ""
        match found.kind:
            case "person":
                return Hit(found.title, self.tr("Neighbour"), "user", "neighbours", found.object)
            case "offer" | "need":
                offer, need = self.tr("Offer by {name}"), self.tr("Wanted by {name}")
                under = fill(offer if found.kind == "offer" else need, name=name)
                return Hit(found.title, under, "basket", "exchange", ("search", found.kind, found.title))
            case "proposal":
                under = fill(self.tr("Proposal by {name}"), name=name)
                return Hit(found.title, under, "checkbox", "council", found.object)
            case _:
                day = look().words.date(found.at_ms, year=True)
                parts = [act_word(found.act), name, day]
                under = ", ".join(part for part in parts if part)
                return Hit(found.title or act_word(found.act), under, "history", "register", found.object)

    # opening ---------------------------------------------------------------------------------------------
    def _open_current(self) -> None:
        if self._typing.isActive():
            self._search()  # Enter came before the letters were looked for
        if self.list.currentItem() is not None:
            self._open_item(self.list.currentItem())

    def _open_item(self, item: QListWidgetItem) -> None:
        hit = self.hits[self.list.row(item)]
        bridge = self._bridge
        # After this key has been dealt with: the sheet that hears it is about to go.
        QTimer.singleShot(0, bridge, lambda: bridge.go_to(hit.place, hit.what))
