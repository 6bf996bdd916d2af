# SPDX-License-Identifier: AGPL-3.0-or-later
"""An empty place: what will be here, why it is worth it, one button. Never an empty table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ui import tokens
from ui.widgets.buttons import button
from ui.widgets.card import Card
from ui.widgets.label import paragraph, row

if TYPE_CHECKING:
    from collections.abc import Callable


class Empty(Card):
    """A card with one sentence and at most one button."""

    def __init__(
        self,
        title: str,
        text: str,
        action: str = "",
        act: Callable[[], object] | None = None,
        *,
        icon: str = "",
        primary: bool = False,
        acts: bool = False,
    ) -> None:
        super().__init__(title, icon=icon)
        self.body.addWidget(paragraph(text, "body", "ink2"))
        if action:
            self.body.addSpacing(tokens.S1)
            made = button(action, act, kind="primary" if primary else "outline", acts=acts)
            self.body.addLayout(row(made, None))
        self.body.addStretch(1)
