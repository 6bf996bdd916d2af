# SPDX-License-Identifier: AGPL-3.0-or-later
"""The backup's card says who keeps the account: nobody else, while one is alone."""

from __future__ import annotations

from types import SimpleNamespace

from PySide6.QtCore import QObject, Signal

from tests.helpers.windows import shows
from ui.pages.settings_backup import BackupCard


class News(QObject):
    changed = Signal()


def test_who_is_alone_is_not_told_that_neighbours_keep_the_account(qtbot, french):
    status, bridge = SimpleNamespace(members=1), News()
    card = BackupCard(SimpleNamespace(status=lambda: status), bridge, "Sauvegarde")
    qtbot.addWidget(card)
    card.show()
    assert shows(card, "Vous êtes seul ici")
    assert not shows(card, "Vos voisins gardent")
    status.members = 2
    bridge.changed.emit()
    assert shows(card, "Vos voisins gardent votre compte pour vous.")
    assert not shows(card, "Vous êtes seul ici")
