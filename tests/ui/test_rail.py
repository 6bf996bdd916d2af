# SPDX-License-Identifier: AGPL-3.0-or-later
"""The rail is a list for keyboards and screen readers; it says what waits, and folds to icons."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QListView

from app.views import StatusView
from ui import tokens
from ui.places import PLACES, place_word
from ui.rail import Rail

STATUS = {
    "commune": b"c" * 32,
    "commune_name": "Saint-Aubin",
    "me": None,
    "node_key": b"",
    "addresses": (),
    "members": 12,
    "peers_online": 12,
    "neighbours_online": 11,
    "peers_known": 12,
    "pending": 0,
    "my_pending": 0,
    "height": 3,
    "last_seal_ms": 0,
    "total_sealed": 3,
    "state_digest": b"",
    "witnesses": 1,
    "seals_here": False,
    "synced": True,
    "stopped_because": "",
    "protection": "file",
    "backup_done": False,
    "supply": (),
}


@pytest.fixture
def rail(qtbot, french):
    made = Rail(PLACES, "Saint-Aubin")
    qtbot.addWidget(made)
    made.resize(made.width(), 700)
    made.show()
    return made


def test_the_places_are_a_list_of_named_items(rail):
    interface = QAccessible.queryAccessibleInterface(rail.main)
    assert interface.role() == QAccessible.Role.List
    names = [interface.child(row).text(QAccessible.Text.Name) for row in range(interface.childCount())]
    assert names == [place_word(place.name) for place in PLACES if not place.quiet]
    assert interface.child(0).role() == QAccessible.Role.ListItem


def test_every_place_has_a_word_in_both_languages(dressed):
    assert all(place_word(place.name) for place in PLACES)


def test_arrows_move_and_tell(rail, qtbot):
    rail.show_place("morning")
    rail.main.setFocus()
    with qtbot.waitSignal(rail.chosen) as signal:
        qtbot.keyClick(rail.main, Qt.Key.Key_Down)
    assert signal.args == [PLACES[1].name]


def test_typing_finds_a_place(rail, qtbot):
    rail.show_place("morning")
    rail.main.setFocus()
    with qtbot.waitSignal(rail.chosen) as signal:
        qtbot.keyClicks(rail.main, "v")
    assert signal.args == ["neighbours"]


def test_showing_a_place_tells_nothing(rail, qtbot):
    with qtbot.assertNotEmitted(rail.chosen):
        rail.show_place("council")
        rail.show_place("settings")
    assert not rail.main.currentIndex().isValid()
    assert rail.quiet.currentIndex().isValid()


def test_a_badge_is_spoken(rail):
    rail.main.places.set_badges({"council": 2})
    row = [place.name for place in rail.main.places.places].index("council")
    text = rail.main.places.data(rail.main.places.index(row), Qt.ItemDataRole.AccessibleTextRole)
    assert text == "Conseil, 2\u00a0choses vous attendent"


def test_folded_it_is_60_pixels_and_keeps_its_names(rail):
    rail.set_compact(True)
    assert rail.width() == tokens.RAIL_WIDTH_ICONS
    index = rail.main.places.index(0)
    assert rail.main.places.data(index, Qt.ItemDataRole.ToolTipRole) == "Matin"
    rail.set_compact(False)
    assert rail.width() == tokens.RAIL_WIDTH


def test_every_row_can_be_hit(rail):
    assert isinstance(rail.main, QListView)
    for row in range(rail.main.places.rowCount()):
        assert rail.main.visualRect(rail.main.places.index(row)).height() >= 38


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({}, "À jour. 11\u00a0voisins en ligne"),
        ({"neighbours_online": 1}, "À jour. 1\u00a0voisin en ligne"),
        ({"peers_online": 1, "neighbours_online": 0}, "À jour. 0\u00a0voisin en ligne"),
        ({"members": 1, "peers_online": 0, "neighbours_online": 0}, "À jour. Vous êtes le premier"),
        ({"peers_online": 0}, "Hors ligne. Tout marche, et partira au retour"),
        ({"peers_online": 0, "my_pending": 3}, "Hors ligne. 3\u00a0actes partiront au retour"),
        ({"synced": False}, "Mise à jour en cours. 11\u00a0voisins en ligne"),
        (
            {"stopped_because": "update-needed"},
            "Version trop ancienne. Vos unités sont en sûreté\u202f: mettez à jour",
        ),
        ({"stopped_because": "two-seals"}, "Arrêté. Deux versions des faits\u202f: prévenez le conseil"),
        ({"stopped_because": "old-epoch"}, "Arrêté. Deux versions des faits\u202f: prévenez le conseil"),
        ({"stopped_because": "disk"}, "Disque plein. Rien n’est perdu\u202f: libérez de la place"),
        (
            {"stopped_because": "store-damaged"},
            "Fichier abîmé. Rien n’est perdu\u202f: prenez vos 24\u00a0mots",
        ),
        ({"clock": "slow"}, "À jour. L’heure de cet ordinateur retarde"),
        ({"clock": "fast", "neighbours_online": 3}, "À jour. L’heure de cet ordinateur avance"),
        ({"stalled_ms": 60_000}, "Rien ne devient définitif. Des témoins manquent\u202f; rien n’est perdu"),
        (
            {"stalled_ms": 60_000, "witnesses": 4, "witnesses_online": 2},
            "Rien ne devient définitif. Témoins présents\u202f: 2 sur 4\u202f; rien n’est perdu",
        ),
        ({"silent_because": "date"}, "Vous attend. La date est-elle juste\u202f?"),
        ({"silent_because": "older-copy"}, "Témoin au repos. Voyez Conseil"),
        (
            {"silent_because": "date", "stopped_because": "clock"},
            "En attente. L’heure de cet ordinateur retarde",
        ),
        ({"stopped_because": "clock"}, "En attente. L’heure de cet ordinateur retarde"),
    ],
)
def test_the_networks_state_is_said_in_words(rail, change, said):
    rail.status.set_status(StatusView(**{**STATUS, **change}))
    assert rail.status.accessibleName() == said
