# SPDX-License-Identifier: AGPL-3.0-or-later
"""Several witnesses, real nodes over libp2p in one process: they agree, stop and go on as they should."""

from __future__ import annotations

from ledger.seal import decode_certificate
from tests.helpers.parliament_nodes import NAMES, parliament


async def test_four_witnesses_seal_together():
    async with parliament() as four:
        await four.meet(NAMES)
        event = four.pay("anna")
        await four.sealed(event, NAMES)
        height = four.height("anna")
        found = four.replicas["anna"].store.get_seal(height)
        assert found is not None
        assert len(decode_certificate(found[1]).signatures) >= 3
