# SPDX-License-Identifier: AGPL-3.0-or-later
"""The first thing that had to work: two real programs, one commune, a payment, a crash, the same books."""

from __future__ import annotations

import pytest

from tests.helpers.processes import Street, agree, until

pytestmark = pytest.mark.slow


def test_two_wallets_one_commune(real_homes: Street) -> None:
    homes = real_homes
    lea, francois = homes.pair("francois", "François Martin")

    paid = lea.do("pay", "François Martin", "1h30", "h", "--memo", "merci pour la haie", "--wait")
    assert paid["phase"] == "sealed"
    until(lambda: agree(lea, francois), "both sealed the payment")
    assert lea.amounts()["hour"] == -5_400
    assert francois.amounts() == lea.amounts("François Martin")
    assert francois.amounts()["hour"] == 5_400
    received = francois.do("history")["history"][0]
    assert received["memo"] == "merci pour la haie"
    assert received["counterpart"]["name"] == "Léa"
    assert received["amounts"] == [{"asset": "hour", "amount_s": 5_400}]

    # The one who was paid dies; life goes on; they agree again.
    francois.kill()
    lea.do("pay", "François Martin", "2", "kg", "--wait")
    francois.start()
    until(lambda: agree(lea, francois), "the one who was killed has caught up")
    assert francois.amounts()["kg"] == 2_000

    # The one who seals dies, with an act just recorded; it is there when they meet again.
    francois.do("pay", "Léa", "0,5", "kg")
    lea.kill()
    lea.start()
    until(lambda: agree(lea, francois) and lea.amounts()["kg"] == -1_500, "the sealer has caught up")
    assert francois.amounts()["kg"] == 1_500

    assert francois.stop() == 0
    assert lea.stop() == 0
    for person in (lea, francois):
        report = person.do("verify")
        assert report["ok"]
        assert report["problems"] == []
    assert lea.amounts("François Martin") == francois.amounts()
