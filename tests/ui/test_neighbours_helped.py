# SPDX-License-Identifier: AGPL-3.0-or-later
"""Who helped whom: the day, and no hour that nobody gave."""

from __future__ import annotations

from types import SimpleNamespace

from tests.helpers.people import person
from tests.helpers.windows import shows
from ui.pages.neighbours_helped import helped_card
from ui.pages.neighbours_sheet import NeighbourSheet

NOON_MS = 1_779_616_800_000


def test_help_is_told_by_its_day(qtbot, french, hamlet, monkeypatch):
    """« La haie · à 21 h 51 »: the day and two hours were said; that hour was the program's guess."""
    for module in ("neighbours_helped", "neighbours_sheet"):
        monkeypatch.setattr(f"ui.pages.{module}.now_ms", lambda: NOON_MS)
    from_ms = NOON_MS - 7_200_000
    helped = SimpleNamespace(
        provider=person("Zoé", is_me=True), beneficiary=person("Luc"), for_commune=False, seconds=7_200,
        text="La haie", from_ms=from_ms,
    )  # fmt: skip
    card = helped_card((helped,))
    view = hamlet.lea.people.one(hamlet.lea.me().account)
    sheet = NeighbourSheet(hamlet.lea, SimpleNamespace(), SimpleNamespace(**_fields(view), helped=(helped,)))
    for shown in (card, sheet):
        qtbot.addWidget(shown)
        assert shows(shown, "La haie · aujourd’hui")


def _fields(view) -> dict[str, object]:
    return {name: getattr(view, name) for name in view.__slots__ if name != "helped"}
