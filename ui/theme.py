# SPDX-License-Identifier: AGPL-3.0-or-later
"""The look of the window: fonts, palette, one style sheet and icons, all made from `ui/tokens.py`.

Not a place for a colour or a size of its own.  Its law: a widget asks `look()` for a font, a colour or
an icon when it is built; a change of language, of light or of text size builds the pages again, so nothing
has to follow changes by itself.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

import shiboken6
from PySide6.QtCore import QByteArray, QEvent, QObject, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QFont,
    QFontDatabase,
    QGuiApplication,
    QIcon,
    QKeyEvent,
    QPainter,
    QPalette,
    QPixmap,
    QPixmapCache,
)
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QApplication, QWidget

from ui import tokens
from ui.format import Format

if TYPE_CHECKING:
    from collections.abc import Mapping

RESOURCES = Path(__file__).parent / "resources"
FAMILY = "Inter Voisinage"
_WEIGHTS = {
    400: QFont.Weight.Normal,
    500: QFont.Weight.Medium,
    600: QFont.Weight.DemiBold,
    700: QFont.Weight.Bold,
}


@dataclass(frozen=True)
class Look:
    """Everything a widget needs to draw itself: colours, text size and the reader's language."""

    dark: bool = False
    text_percent: int = 100
    words: Format = field(default_factory=Format)
    high_contrast: bool = False

    @property
    def colours(self) -> Mapping[str, str]:
        return tokens.DARK if self.dark else tokens.LIGHT

    def px(self, size: int) -> int:
        """A size of the table, grown with the reader's text size."""
        return _grow(size, self.text_percent)

    def hex(self, name: str) -> str:
        if name == "line" and self.high_contrast:
            name = "line_strong"
        return self.colours[name]

    def colour(self, name: str) -> QColor:
        return QColor(self.hex(name))

    def font(self, role: str, *, tabular: bool = False) -> QFont:
        """The font of a role of `tokens.TYPE`; `tabular` for figures that stand in a column."""
        return QFont(_make_font(role, self.text_percent, tabular))

    def ink(self, name: str) -> QPalette:
        """The palette of a text in a colour of the table."""
        return _make_ink(self.hex(name))

    def pixmap(self, name: str, colour: str = "ink2", size: int = 20) -> QPixmap:
        """An icon of `resources/icons` in a colour of the table, sharp at the screen's ratio."""
        application = QGuiApplication.instance()
        ratio = application.devicePixelRatio() if isinstance(application, QGuiApplication) else 1.0
        return _draw_icon(name, self.hex(colour), self.px(size), ratio)

    def icon(self, name: str, colour: str = "ink2", size: int = 20) -> QIcon:
        """As `pixmap`; paler on a button that cannot be pressed."""
        found = QIcon(self.pixmap(name, colour, size))
        found.addPixmap(self.pixmap(name, "ink3", size), QIcon.Mode.Disabled)
        return found


@lru_cache(maxsize=128)
def _make_font(role: str, text_percent: int, tabular: bool) -> QFont:
    size, weight = tokens.TYPE[role]
    font = QFont(FAMILY)
    font.setPixelSize(_grow(size, text_percent))
    font.setWeight(_WEIGHTS[weight])
    if tabular:
        font.setFeature(QFont.Tag("tnum"), 1)
    if role == "display":
        font.setLetterSpacing(QFont.SpacingType.PercentageSpacing, 98)
    return font


def _grow(size: int, percent: int) -> int:
    return (size * percent + 50) // 100


@lru_cache(maxsize=64)
def _make_ink(colour: str) -> QPalette:
    palette = QPalette()
    palette.setColor(QPalette.ColorRole.WindowText, QColor(colour))
    return palette


@lru_cache(maxsize=256)
def _icon_source(name: str) -> str:
    return (RESOURCES / "icons" / f"{name}.svg").read_text(encoding="utf-8")


def _draw_icon(name: str, colour: str, size: int, ratio: float) -> QPixmap:
    """Drawn once: Qt keeps it, and lets the oldest go."""
    key, pixmap = f"voisinage/{name}/{colour}/{size}/{ratio}", QPixmap()
    if QPixmapCache.find(key, pixmap):
        return pixmap
    source = (
        _icon_source(name).replace("currentColor", colour).replace('stroke-width="2"', 'stroke-width="1.75"')
    )
    side = max(1, round(size * ratio))
    pixmap = QPixmap(QSize(side, side))
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    QSvgRenderer(QByteArray(source.encode())).render(painter)
    painter.end()
    pixmap.setDevicePixelRatio(ratio)
    QPixmapCache.insert(key, pixmap)
    return pixmap


def logo(size: int) -> QPixmap:
    """Our own mark: the village under its sun; the same in light and dark."""
    application = QGuiApplication.instance()
    ratio = application.devicePixelRatio() if isinstance(application, QGuiApplication) else 1.0
    pixmap = QPixmap(QSize(round(size * ratio), round(size * ratio)))
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    QSvgRenderer(str(RESOURCES / "logo.svg")).render(painter)
    painter.end()
    pixmap.setDevicePixelRatio(ratio)
    return pixmap


def look() -> Look:
    """The look the application was given last; the default one before that."""
    application = QApplication.instance()
    found = application.property("voisinage_look") if application else None
    return found if isinstance(found, Look) else Look()


def load_fonts() -> None:
    """Give Qt our own Inter, under our own family name: another Inter on the computer is never mixed in."""
    if FAMILY in QFontDatabase.families():
        return
    for path in sorted((RESOURCES / "fonts").glob("*.otf")):
        QFontDatabase.addApplicationFont(str(path))


def apply_look(application: QApplication, chosen: Look) -> None:
    """Dress the application; widgets built before keep their old colours until they are built again."""
    load_fonts()
    if application.property("voisinage_look") == chosen:
        return
    application.setProperty("voisinage_look", chosen)
    application.setStyle("Fusion")
    application.setFont(chosen.font("body"))
    application.setPalette(_palette(chosen))
    application.setStyleSheet(_style_sheet(chosen))
    if application.findChild(FocusWatcher) is None:
        FocusWatcher(application)


def _palette(chosen: Look) -> QPalette:
    palette = QPalette()
    roles = {
        QPalette.ColorRole.Window: "bg",
        QPalette.ColorRole.Base: "surface",
        QPalette.ColorRole.AlternateBase: "sunken",
        QPalette.ColorRole.Button: "surface",
        QPalette.ColorRole.WindowText: "ink",
        QPalette.ColorRole.Text: "ink",
        QPalette.ColorRole.ButtonText: "ink",
        QPalette.ColorRole.PlaceholderText: "ink3",
        QPalette.ColorRole.Highlight: "primary",
        QPalette.ColorRole.HighlightedText: "on_primary",
        QPalette.ColorRole.Link: "primary",
        QPalette.ColorRole.ToolTipBase: "surface",
        QPalette.ColorRole.ToolTipText: "ink",
        QPalette.ColorRole.Accent: "primary",
    }
    for role, name in roles.items():
        palette.setColor(role, chosen.colour(name))
    for role in (QPalette.ColorRole.WindowText, QPalette.ColorRole.Text, QPalette.ColorRole.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, role, chosen.colour("ink3"))
    return palette


class FocusWatcher(QObject):
    """Marks a widget that got the focus from the keyboard: the style sheet draws a ring then only.

    Whoever has the focus is watched, and says why it lost it: the reason is the next one's too. (A filter of
    the whole application would bring each of the thousands of events of a page into Python.)
    """

    _KEYBOARD: ClassVar = (
        Qt.FocusReason.TabFocusReason,
        Qt.FocusReason.BacktabFocusReason,
        Qt.FocusReason.ShortcutFocusReason,
    )

    def __init__(self, application: QApplication) -> None:
        super().__init__(application)
        self._watched: QWidget | None = None
        self._keyboard = False
        application.focusChanged.connect(self._follow)
        application.focusWindowChanged.connect(lambda: self._follow(None, application.focusWidget()))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QFocusEvent) and event.lostFocus():
            self._keyboard = event.reason() in self._KEYBOARD
        elif (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
            and watched is QApplication.activeWindow()
        ):
            # Nobody has the focus: the window itself hears the key that gives it to the first.
            self._keyboard = event.key() in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab)
        return False

    def _follow(self, before: QWidget | None, now: QWidget | None) -> None:
        if before is not None and shiboken6.isValid(before):
            self.mark(before, False)
        if now is not None:
            self.mark(now, self._keyboard)
        self._keyboard = False
        watched = now if now is not None else QApplication.activeWindow()
        if watched is not self._watched:
            if self._watched is not None and shiboken6.isValid(self._watched):
                self._watched.removeEventFilter(self)
            if watched is not None:
                watched.installEventFilter(self)
            self._watched = watched

    @staticmethod
    def mark(widget: QWidget, keyboard: bool) -> None:
        """Show or take away the ring."""
        if bool(widget.property("ring")) != keyboard:
            widget.setProperty("ring", keyboard)
            widget.style().unpolish(widget)
            widget.style().polish(widget)
            widget.update()


_SHEET = """
QToolTip {{ background: {surface}; color: {ink}; border: 1px solid {line_strong}; padding: 4px 8px; }}
QLabel {{ background: transparent; }}
QScrollArea, QScrollArea > QWidget > QWidget#page {{ background: {bg}; border: none; }}
QFrame#card {{ background: {surface}; border: 1px solid {line}; border-radius: {r_card}px; }}
QFrame#card[tone="gift"] {{ background: {gift_soft}; border-color: {gift_soft}; }}
QFrame#card[tone="primary"] {{ background: {primary_soft}; border-color: {primary_soft}; }}
QFrame#card[tone="sun"] {{ background: {sun_soft}; border-color: {sun_soft}; }}
QFrame#card[tone="sunken"] {{ background: {sunken}; border-color: {sunken}; }}
QFrame#sunken {{ background: {sunken}; border: none; border-radius: {r_control}px; }}
QFrame#line {{ background: {line}; border: none; max-height: 1px; min-height: 1px; }}
QFrame#rail {{ background: {rail}; border: none; border-right: 1px solid {line}; }}
QFrame#sheet {{ background: {surface}; border: none; border-left: 1px solid {line}; }}
QFrame#notice {{ background: {surface}; border: 1px solid {line_strong}; border-radius: {r_card}px; }}
QFrame#notice[tone="ok"] {{ background: {primary_soft}; border-color: {primary}; }}
QFrame#notice[tone="error"] {{ background: {gift_soft}; border-color: {danger}; }}
QListView {{ background: transparent; border: none; outline: none; }}
QListWidget#ordered::item {{ background: {surface}; color: {ink}; border: 1px solid {line};
  border-radius: 10px; padding: 8px 10px; }}
QListWidget#ordered::item:selected {{ border-color: {primary}; }}
QListWidget#ordered[ring="true"]::item:selected {{ border: 2px solid {primary}; padding: 7px 9px;
  background: {primary_soft}; }}

QPushButton {{ background: {surface}; color: {ink}; border: 1px solid {line_strong};
  border-radius: {r_control}px; padding: 0 {pad}px; min-height: {control}px; outline: none; }}
QPushButton:hover {{ background: {sunken}; }}
QPushButton:pressed {{ background: {line}; }}
QPushButton:disabled {{ color: {ink3}; border-color: {line}; background: {sunken}; }}
QPushButton[kind="primary"] {{ background: {primary}; color: {on_primary}; border-color: {primary}; }}
QPushButton[kind="primary"]:hover {{ background: {primary_hover}; border-color: {primary_hover}; }}
QPushButton[kind="primary"]:disabled {{ background: {sunken}; color: {ink3}; border-color: {line}; }}
QPushButton[kind="icon"] {{ padding: 0 9px; }}
QPushButton[kind="link"] {{ background: transparent; color: {primary}; border: 1px solid transparent;
  padding: 0 6px; }}
QPushButton[kind="link"][flush="true"] {{ padding-left: 0; text-align: left; }}
QPushButton[kind="link"][end="true"] {{ padding-right: 0; text-align: right; }}
QPushButton[kind="link"]:hover {{ text-decoration: underline; }}
QPushButton[kind="quiet"] {{ background: transparent; border: 1px solid transparent; padding: 0 8px; }}
QPushButton[kind="quiet"]:hover {{ background: {sunken}; }}
QPushButton[kind="choice"] {{ text-align: left; padding: 8px 16px; }}
QPushButton[kind="choice"]:checked {{ background: {primary_soft}; border-color: {primary}; }}
QPushButton[kind="segment"]:checked {{ background: {primary_soft}; color: {primary};
  border-color: {primary}; }}
QPushButton[ring="true"] {{ border: 2px solid {primary}; padding: 0 {pad_thick}px;
  min-height: {control_thick}px; }}
QPushButton[kind="icon"][ring="true"] {{ padding: 0 8px; }}
QPushButton[kind="link"][ring="true"] {{ padding: 0 5px; }}
QPushButton[kind="quiet"][ring="true"] {{ padding: 0 7px; }}
QPushButton[kind="link"][flush="true"][ring="true"] {{ padding-left: 0; }}
QPushButton[kind="link"][end="true"][ring="true"] {{ padding-right: 0; }}
QPushButton[kind="choice"][ring="true"] {{ padding: 8px 15px; }}
QPushButton[kind="segment"][ring="true"]:checked, QPushButton[kind="choice"][ring="true"]:checked {{
  border-color: {ink}; }}

QLineEdit, QComboBox, QDateEdit, QPlainTextEdit {{ background: {surface}; color: {ink};
  border: 1px solid {line_strong}; border-radius: {r_control}px; padding: 0 10px; min-height: {control}px;
  selection-background-color: {primary}; selection-color: {on_primary}; }}
QPlainTextEdit {{ padding: 6px 8px; }}
QDateEdit {{ min-height: {control_spin}px; }}
QLineEdit[search="true"] {{ padding: 0 4px 0 0; }}
QLineEdit:focus, QComboBox:focus, QDateEdit:focus, QPlainTextEdit:focus {{
  border: 2px solid {primary}; padding: 0 9px; min-height: {control_thick}px; }}
QLineEdit[wrong="true"], QPlainTextEdit[wrong="true"], QComboBox[wrong="true"] {{
  border: 2px solid {danger}; padding: 0 9px; min-height: {control_thick}px; }}
QLineEdit[wrong="true"]:focus, QPlainTextEdit[wrong="true"]:focus, QComboBox[wrong="true"]:focus {{
  border: 3px solid {danger}; padding: 0 8px; min-height: {control_wrong}px; background: {gift_soft}; }}
QPlainTextEdit:focus, QPlainTextEdit[wrong="true"] {{ padding: 5px 7px; }}
QPlainTextEdit[wrong="true"]:focus {{ padding: 4px 6px; }}
QDateEdit:focus {{ min-height: {control_spin_thick}px; }}
QLineEdit[search="true"]:focus {{ padding: 0 3px 0 0; }}
QLineEdit:disabled, QComboBox:disabled {{ background: {sunken}; color: {ink3}; border-color: {line}; }}
QComboBox::drop-down, QDateEdit::drop-down {{ border: none; width: 28px; }}
QComboBox::down-arrow, QDateEdit::down-arrow {{ image: url({chevron}); width: 16px; height: 16px; }}
QComboBox QAbstractItemView {{ background: {surface}; color: {ink}; border: 1px solid {line_strong};
  selection-background-color: {primary_soft}; selection-color: {ink}; outline: none; }}
QComboBox QAbstractItemView::item {{ min-height: {control}px; padding: 0 8px; }}
QComboBox QAbstractItemView::item:selected {{ background: {primary_soft}; color: {ink}; }}

QCheckBox, QRadioButton {{ spacing: 10px; min-height: {control}px; border: 2px solid transparent;
  border-radius: 8px; outline: none; padding: 0 6px 0 2px; }}
QCheckBox[ring="true"], QRadioButton[ring="true"] {{ border-color: {primary}; }}
QCheckBox::indicator {{ width: 20px; height: 20px; border: 1px solid {line_strong}; border-radius: 6px;
  background: {surface}; }}
QCheckBox::indicator:checked {{ background: {primary}; border-color: {primary}; image: url({tick}); }}
QRadioButton::indicator {{ width: 20px; height: 20px; border: 1px solid {line_strong}; border-radius: 11px;
  background: {surface}; }}
QRadioButton::indicator:checked {{ border: 6px solid {primary}; width: 10px; height: 10px; }}

QTableWidget {{ background: {surface}; border: 1px solid {line}; border-radius: 0; gridline-color: {line};
  selection-background-color: {primary_soft}; selection-color: {ink}; }}
QTableWidget[ring="true"] {{ border: 2px solid {primary}; }}
QTableWidget::item {{ padding: 0 8px; }}
QHeaderView::section {{ background: {sunken}; color: {ink2}; border: none; padding: 6px 10px; }}
QTableCornerButton::section {{ background: {sunken}; border: none; }}

QProgressBar {{ background: {sunken}; border: none; border-radius: 4px; min-height: 8px; max-height: 8px; }}
QProgressBar::chunk {{ background: {primary}; border-radius: 4px; }}

QSlider::groove:horizontal {{ height: 6px; border-radius: 3px; background: {sunken}; }}
QSlider::sub-page:horizontal {{ height: 6px; border-radius: 3px; background: {primary}; }}
QSlider::handle:horizontal {{ width: 20px; height: 20px; margin: -8px 0; border-radius: 11px;
  background: {surface}; border: 1px solid {line_strong}; }}
QSlider[ring="true"]::handle:horizontal {{ width: 16px; height: 16px; border: 3px solid {primary}; }}

QScrollBar:vertical {{ background: transparent; width: {bar}px; margin: 2px; }}
QScrollBar:horizontal {{ background: transparent; height: {bar}px; margin: 2px; }}
QScrollBar::handle {{ background: {line_strong}; border-radius: 4px; min-height: 32px; min-width: 32px; }}
QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
"""


def _style_sheet(chosen: Look) -> str:
    icons = RESOURCES / "icons"
    values: dict[str, object] = {name: chosen.hex(name) for name in chosen.colours}
    values |= {
        "r_card": tokens.RADIUS_CARD,
        "r_control": tokens.RADIUS_CONTROL,
        "control": chosen.px(tokens.CONTROL_HEIGHT) - 2,
        "control_thick": chosen.px(tokens.CONTROL_HEIGHT) - 4,
        "control_wrong": chosen.px(tokens.CONTROL_HEIGHT) - 6,
        # A spin box keeps 3 px of its own around its text.
        "control_spin": chosen.px(tokens.CONTROL_HEIGHT) - 5,
        "control_spin_thick": chosen.px(tokens.CONTROL_HEIGHT) - 7,
        "pad": tokens.S4,
        "bar": tokens.SCROLL_BAR,
        "pad_thick": tokens.S4 - 1,
        "chevron": (
            icons / ("chevron-down-dark.svg" if chosen.dark else "chevron-down-light.svg")
        ).as_posix(),
        "tick": (icons / ("check-dark.svg" if chosen.dark else "check-light.svg")).as_posix(),
    }
    return _SHEET.format_map(values)
