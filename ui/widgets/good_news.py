# SPDX-License-Identifier: AGPL-3.0-or-later
"""What was said to have succeeded goes before what comes after it is tried, or refused.

    a button that acts ──┐
    Problem, Field    ───┴──▶ forget_good_news(widget) ──▶ each `News` of its window

Not where anything is said (`notice_bar`). Its law: no green line stands over a
later refusal, whoever says it.
"""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QWidget


class News(QFrame):
    """A bar that may tell of a success."""

    def hide_good_news(self) -> None:
        """Take away what succeeded; an error stays."""
        raise NotImplementedError


def forget_good_news(widget: QWidget) -> None:
    """Something is tried again, or refused, at this place: no earlier success of its window stands by it."""
    for bar in widget.window().findChildren(News):
        bar.hide_good_news()
