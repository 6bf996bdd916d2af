# SPDX-License-Identifier: AGPL-3.0-or-later
"""A program that is too old, or soon will be, is said on the first page, what one owns first of all."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from PySide6.QtWidgets import QLabel, QPushButton

from app.views import InboxItemView
from ui.pages.rules_banner import rules_banners


def item(kind: str) -> InboxItemView:
    return InboxItemView(kind=kind, object=b"", title="", person=None, deadline_ms=0)


@pytest.mark.parametrize(
    ("kind", "said"),
    [("rules.update", "Cette version de Voisinage est trop ancienne"), ("rules.soon", "Mettez bientôt")],
)
def test_an_old_program_is_said_with_what_is_safe(qtbot, french, kind, said):
    went: list[str] = []
    (banner,) = rules_banners([item("vote"), item(kind)], SimpleNamespace(go_to=went.append))  # type: ignore[arg-type]
    qtbot.addWidget(banner)
    shown = " ".join(label.text() for label in banner.findChildren(QLabel))
    assert said in shown
    assert "sont en sûreté" in shown
    banner.findChildren(QPushButton)[0].click()
    assert went == ["council"]


def test_nothing_is_said_while_the_program_has_the_rules():
    assert rules_banners([item("vote")], SimpleNamespace()) == []  # type: ignore[arg-type]
