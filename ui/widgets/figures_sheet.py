# SPDX-License-Identifier: AGPL-3.0-or-later
"""The figures of a page's charts as real tables (Ctrl+T, or « Voir les chiffres »)."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableWidget, QTableWidgetItem, QWidget

from ui.theme import look
from ui.widgets.chart import Chart
from ui.widgets.label import paragraph
from ui.widgets.sheet import SheetBody


class FiguresSheet(SheetBody):
    """One table a chart that has figures."""

    def __init__(self, page: QWidget) -> None:
        super().__init__(self.tr("The figures"))
        self.count = 0
        for chart in page.findChildren(Chart):
            if not chart.figures.rows or not chart.isVisibleTo(page):
                continue
            self.count += 1
            self.body.addWidget(paragraph(chart.accessibleName(), "h2"))
            if chart.accessibleDescription():
                self.body.addWidget(paragraph(chart.accessibleDescription(), "small", "ink2"))
            self.body.addWidget(_table(chart))
            if chart.figures.open_row is not None:
                told = self.tr("A double click, or Enter, on a line opens its proof.")
                self.body.addWidget(paragraph(told, "small", "ink2"))


def _table(chart: Chart) -> QTableWidget:
    rows = chart.figures.rows
    table = QTableWidget(len(rows), len(chart.figures.headers))
    table.setAccessibleName(chart.accessibleName())
    for column, text in enumerate(chart.figures.headers):
        header = QTableWidgetItem(text)
        side = Qt.AlignmentFlag.AlignLeft if column == 0 else Qt.AlignmentFlag.AlignRight
        header.setTextAlignment(side | Qt.AlignmentFlag.AlignVCenter)
        table.setHorizontalHeaderItem(column, header)
    table.verticalHeader().hide()
    table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    table.setTabKeyNavigation(False)  # Tab goes on to what follows, arrows go through the lines
    table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
    table.setFont(look().font("small", tabular=True))
    height = look().px(32)
    table.verticalHeader().setDefaultSectionSize(height)
    for row_number, row in enumerate(rows):
        for column, text in enumerate(row):
            item = QTableWidgetItem(text)
            side = Qt.AlignmentFlag.AlignLeft if column == 0 else Qt.AlignmentFlag.AlignRight
            item.setTextAlignment(side | Qt.AlignmentFlag.AlignVCenter)
            table.setItem(row_number, column, item)
    open_row = chart.figures.open_row
    if open_row is not None:
        table.activated.connect(lambda index: open_row(index.row()))
    table.setFixedHeight(min(len(rows), 12) * height + table.horizontalHeader().sizeHint().height() + 4)
    return table
