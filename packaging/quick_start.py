# SPDX-License-Identifier: AGPL-3.0-or-later
"""What a bundle runs before PyInstaller's own preparations: it keeps them from loading Qt for every command.

They tell QtCore where its plug-ins lie, and load it for that. PySide6's wheel does the same by itself, when a
window is opened and not before. Its law: this changes nothing but when.
"""

from _pyi_rth_utils import qt  # type: ignore[import-not-found]

qt.create_embedded_qt_conf = lambda *_: None
