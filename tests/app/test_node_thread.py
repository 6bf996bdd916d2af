# SPDX-License-Identifier: AGPL-3.0-or-later
"""In which order who listens to a home at work is told, and what is brought up to date before or after."""

from __future__ import annotations

from typing import Any, cast

import pytest
import trio
import trio.testing

from app.node_thread import HomeNode
from app.service import Service


class Told(HomeNode):
    """Notes when what the node says of itself was brought up to date."""

    def __init__(self) -> None:
        super().__init__(cast("Service", None))
        self.order: list[Any] = []
        self.listen(self.order.append)

    def refresh(self) -> None:
        self.order.append("refreshed")


@pytest.mark.parametrize(
    ("topics", "order"),
    [
        ({"events"}, [frozenset({"events"}), "refreshed"]),
        ({"peers"}, ["refreshed", frozenset({"peers"})]),
        ({"events", "seal"}, ["refreshed", frozenset({"events", "seal"})]),
    ],
)
async def test_an_act_is_shown_before_the_node_is_asked_how_it_is(topics: set[str], order: list[Any]):
    home = Told()
    async with trio.open_nursery() as nursery:
        nursery.start_soon(home.tell)
        for topic in sorted(topics):
            home.note(topic)
        await trio.testing.wait_all_tasks_blocked()
        nursery.cancel_scope.cancel()
    assert home.order == order
