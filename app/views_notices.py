# SPDX-License-Identifier: AGPL-3.0-or-later
"""What the computer says when the window is not looked at, without words."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeView:
    kind: str
    """`morning`, `received` or `last-day`."""
    produced_wh: int = -1
    """Of `morning`: yesterday; −1: nothing known."""
    buyers: int = 0
    waiting: int = 0
    amounts: tuple[tuple[str, int], ...] = ()
    """Of `received`: (asset, base units) together."""
    people: tuple[str, ...] = ()
    count: int = 0
    title: str = ""
    """Of `last-day`: the proposal's."""
    object: bytes = b""
