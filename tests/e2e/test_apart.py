# SPDX-License-Identifier: AGPL-3.0-or-later
"""Two homes act while they cannot reach each other, meet again, and hold the same."""

from __future__ import annotations

import pytest

from tests.e2e.conftest import Village
from tests.helpers.processes import agree, until

pytestmark = pytest.mark.slow


def test_they_act_apart_and_meet(village: Village) -> None:
    lea, francois = village.lea, village.francois
    lea.do("give", "François Martin", "2", "h", "--wait")
    village.settle()
    before = lea.amounts("François Martin")
    assert lea.stop() == 0

    # François's computer is on, alone: what he does is recorded and waits.
    francois.do("pay", "Léa", "45", "min", "--memo", "en ton absence")
    offer = francois.do("offer", "add", "Miel", "--price", "1,5", "kg", "--stock", "4")["offer"]
    assert francois.status()["pending"] == 2
    assert francois.refused("pay", "Léa", "1", "h", "--wait", "--timeout", "1") == "not-final-yet"
    assert francois.stop() == 0

    # Léa's is on, alone: what she does is final at once.
    lea.start()
    lea.do("give", "François Martin", "3,5", "kg", "--wait")
    proposal = lea.do("propose", "text", "Un four à pain", "--wait")["proposal"]
    assert lea.status()["pending"] == 0
    assert offer not in [row["offer"] for row in lea.do("offer", "list")["offers"]]

    francois.start()
    until(lambda: offer in [row["offer"] for row in lea.do("offer", "list")["offers"]], "they have met")
    until(lambda: agree(lea, francois), "they hold the same")
    assert proposal in [row["proposal"] for row in francois.do("proposals")["proposals"]]
    after = francois.amounts()
    assert after == lea.amounts("François Martin")
    assert after["hour"] == before["hour"] - 2_700 - 3_600
    assert after["kg"] == before["kg"] + 3_500
    francois.do("offer", "withdraw", offer, "--wait")
    village.settle()
