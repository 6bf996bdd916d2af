# SPDX-License-Identifier: AGPL-3.0-or-later
"""Many signatures at once: every verdict at its place, however they are shared out."""

from __future__ import annotations

from dataclasses import replace

import pytest

from p2p.verifying import verify
from tests.helpers.hamlet import settled


@pytest.mark.parametrize("count", [3, 1_203])
async def test_every_verdict_is_at_its_place(count: int) -> None:
    hamlet = settled("anna")
    payment = hamlet.transfer(hamlet.people["anna"], hamlet.founder.account)
    forged = replace(payment, signature=bytes(64))
    events = [forged if number % 600 == 1 else payment for number in range(count)]
    assert await verify(events, hamlet.commune) == [event is payment for event in events]
