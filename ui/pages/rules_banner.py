# SPDX-License-Identifier: AGPL-3.0-or-later
"""On the first page: that this program is too old for what the village voted, or soon will be.

Its law: what one owns is said to be safe before anything is asked.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ui.strings import translate
from ui.widgets.card import Banner

if TYPE_CHECKING:
    from collections.abc import Iterable

    from app.views import InboxItemView
    from ui.bridge import Bridge


def rules_banners(inbox: Iterable[InboxItemView], bridge: Bridge) -> list[Banner]:
    """None while this program has the rules in force and those voted."""
    words = {
        "rules.update": (
            translate("Rules", "This version of Voisinage is too old"),
            translate(
                "Rules",
                "The village voted rules that it does not have. Your units and your acts are safe; "
                "install the new version, and it goes on by itself.",
            ),
        ),
        "rules.soon": (
            translate("Rules", "Update Voisinage soon"),
            translate(
                "Rules",
                "The village voted new rules. Your units are safe; without the new version this computer "
                "will stop on the day they begin.",
            ),
        ),
    }
    return [
        Banner(
            "alert-triangle",
            *words[item.kind],
            translate("Rules", "Look"),
            lambda: bridge.go_to("council"),
            colour="warn",
            below=True,
        )
        for item in inbox
        if item.kind in words
    ]
