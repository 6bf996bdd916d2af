# SPDX-License-Identifier: AGPL-3.0-or-later
"""Signatures under way while a block uses the first verdicts, as a message of history has them."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Sequence
from contextlib import asynccontextmanager

import trio

from ledger.event import Event
from ledger.units import EventId
from p2p.helper import Helper
from p2p.verifying import Verdicts


@asynccontextmanager
async def verify_ahead(
    events: Sequence[Event], commune: EventId, helper: Helper | None = None
) -> AsyncGenerator[Verdicts]:
    """Begun; what is not used by the end is left. Arguments as of `Verdicts`."""
    async with trio.open_nursery() as nursery:
        verdicts = Verdicts(events, commune, nursery, helper)
        try:
            yield verdicts
        finally:
            verdicts.abandon()
