# SPDX-License-Identifier: AGPL-3.0-or-later
"""Words of Qt's own windows that its translation lacks: ours has them, under Qt's own names.

Nothing calls these: `ui.translations.update` reads them here, and Qt asks for them.
"""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

translate = QCoreApplication.translate


def qt_words() -> tuple[str, ...]:
    """As Qt 6 writes them in the dialog of files."""
    return (
        translate("QFileDialog", "&Look in:"),
        translate("QFileDialog", "Files of &type:"),
        translate("QAbstractFileIconProvider", "Folder"),
        translate("QAbstractFileIconProvider", "File"),
        translate("QAbstractFileIconProvider", "%1 File"),
        translate("QAbstractFileIconProvider", "File Folder"),
        translate("QAbstractFileIconProvider", "Drive"),
        translate("QAbstractFileIconProvider", "Unknown"),
    )
