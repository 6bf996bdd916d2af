# SPDX-License-Identifier: AGPL-3.0-or-later
"""The card of a recovery in each of its states, one under the other, for `shots.py`.

The people are those of the home that is looked at; the states are laid out here, since a village does not
lose its witnesses for a picture. `tests/ui/test_council_recovery.py` goes through them on real nodes.
"""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from app.facade import Voisinage
from app.facade_roles import RolesDoor
from app.views_recovery import RecoveryView, StatementView
from ui import tokens
from ui.clock import now_ms
from ui.pages.council_recovery import RecoveryCard
from ui.widgets.label import Label

WEEK_MS = 7 * 86_400_000
WITNESSES = 4
ACROSS_FROM = 700


def list_states(facade: Voisinage) -> list[tuple[str, RecoveryView]]:
    """(why the copy stopped, the view) of each state."""
    people = facade.members()
    before, after = people[1 : 1 + WITNESSES], people[3 : 3 + WITNESSES]
    proposed = StatementView(
        statement=b"s" * 32, witnesses=after, signers=(before[2], after[3]), missing=2, signed_by_me=False
    )
    short = RecoveryView(
        epoch=0, height=40, witnesses=before, silent=before[:2], online=2, is_alone=False, stalled_ms=60_000,
        quorum=3, active=6, needed=4, may_act=True, statements=(), followed=b"", promised=b"", free_ms=0,
        stopped_because="",
    )  # fmt: skip
    signed = replace(
        short,
        statements=(replace(proposed, signed_by_me=True),),
        promised=proposed.statement,
        free_ms=now_ms() + WEEK_MS,
    )
    begun = replace(short, epoch=1, witnesses=after, silent=(), online=4, stalled_ms=0)
    return [
        ("", short),
        ("", replace(short, statements=(proposed,))),
        ("", signed),
        ("", replace(begun, followed=proposed.statement)),
        ("two-seals", begun),
        ("two-recoveries", begun),
        ("recovered-below", begun),
        ("old-epoch", replace(begun, stopped_because="old-epoch")),
        ("old-epoch", replace(signed, stopped_because="old-epoch")),
    ]


class RecoveryStates(QScrollArea):
    """All the cards in a column."""

    def __init__(self, facade: Voisinage, width: int) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.holder = QWidget()
        self.holder.setObjectName("page")
        column = QVBoxLayout(self.holder)
        margin = tokens.PAGE_MARGIN if width >= ACROSS_FROM else tokens.PAGE_MARGIN_NARROW
        column.setContentsMargins(margin, margin, margin, margin)
        column.setSpacing(tokens.GAP)
        now = now_ms()
        for number, (stopped, view) in enumerate(list_states(facade), 1):
            sizes = [RolesDoor.size(len(one.witnesses)) for one in view.statements]
            column.addWidget(Label(f"{number}", "small", "ink3"))
            column.addWidget(RecoveryCard(view, stopped, sizes, now, across=width >= ACROSS_FROM))
        column.addStretch(1)
        self.holder.setMinimumHeight(1)
        self.setWidget(self.holder)
        self.resize(width, self.height())

    def needed(self) -> int:
        return self.holder.layout().totalHeightForWidth(self.width()) + 2
