# SPDX-License-Identifier: AGPL-3.0-or-later
"""Two homes act while they cannot reach each other, meet again, and hold the same."""

from __future__ import annotations

import pytest

from tests.helpers.processes import Street, agree, until

pytestmark = pytest.mark.slow


def test_they_act_apart_and_meet(homes: Street) -> None:
    lea = homes.found()
    lea.start()
    francois = homes.join(lea, "francois", "François")
    assert lea.stop() == 0

    # François's computer is on, alone: what he does is recorded and waits.
    francois.start()
    francois.do("pay", "Léa", "45", "min", "--memo", "en ton absence")
    offer = francois.do("offer", "add", "Miel", "--price", "1,5", "kg", "--stock", "4")["offer"]
    assert francois.status()["pending"] == 2
    assert francois.refused("pay", "Léa", "1", "h", "--wait", "--timeout", "1") == "not-final-yet"
    assert francois.stop() == 0

    # Léa's is on, alone: what she does is final at once.
    lea.start()
    lea.do("give", "François", "3,5", "kg", "--wait")
    lea.do("propose", "text", "Un four à pain", "--wait")
    assert lea.status()["pending"] == 0
    assert lea.do("offer", "list")["offers"] == []

    francois.start()
    until(lambda: agree(lea, francois) and lea.status()["members"] == 2, "they have met")
    assert [row["offer"] for row in lea.do("offer", "list")["offers"]] == [offer]
    assert [row["title"] for row in francois.do("proposals")["proposals"]] == ["Un four à pain"]
    for asker, other in ((lea, "François"), (francois, "Léa")):
        assert asker.amounts()["hour"] == -asker.amounts(other)["hour"]
        assert asker.amounts()["kg"] == -asker.amounts(other)["kg"]
    assert lea.amounts()["hour"] == 2_700 + 3_600
    assert francois.amounts()["kg"] == 3_500
