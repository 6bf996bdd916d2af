# SPDX-License-Identifier: AGPL-3.0-or-later
"""Views as documents: hexadecimal ids, integers whose key says the unit."""

from __future__ import annotations

import json

from app.json_out import make_person, to_json
from app.views import AmountView, BalanceView, HistoryEntryView, PersonView, Phase, VerifyReportView

LEA = PersonView(
    account=b"\xab" * 32,
    name="Léa",
    fingerprint="abcd-efgh",
    roles=("mayor",),
    is_me=True,
    phase=Phase.SEALED,
    joined_ms=5,
    sponsor=b"",
)


def test_amounts_name_their_unit() -> None:
    assets = {"kwh": "wh", "kwh-th": "wh", "hour": "s", "kg": "g", "point": "centipoint", "beads": "units"}
    for asset, suffix in assets.items():
        assert to_json(AmountView(asset=asset, amount=7)) == {"asset": asset, f"amount_{suffix}": 7}


def test_balances() -> None:
    view = BalanceView(pot="current", asset="hour", purpose="", settled=3_600, expected=-1)
    assert to_json(view) == {
        "pot": "current", "asset": "hour", "purpose": "", "settled_s": 3_600, "expected_s": -1,
    }  # fmt: skip


def test_history() -> None:
    entry = HistoryEntryView(
        event=b"\x01" * 32,
        at_ms=9,
        kind="transfer",
        phase=Phase.VOID,
        reason="fork",
        counterpart=LEA,
        amounts=(AmountView(asset="kg", amount=-5),),
        purpose="",
        memo="",
        title="",
        balance_after=12,
    )
    document = to_json(entry)
    assert document["event"] == "01" * 32
    assert document["phase"] == "void"
    assert document["counterpart"]["account"] == "ab" * 32
    assert document["amounts"] == [{"asset": "kg", "amount_g": -5}]
    assert document["balance_after_g"] == 12
    assert "balance_after" not in document
    json.dumps(document)


def test_people_and_reports() -> None:
    assert make_person(LEA) == {
        "account": "ab" * 32,
        "name": "Léa",
        "fingerprint": "abcd-efgh",
        "is_alike": False,
    }
    assert make_person(None) is None
    report = VerifyReportView(ok=True, events=3, seals=2, problems=("a",), elapsed_ms=4)
    shown = {"ok": True, "events": 3, "seals": 2, "problems": ["a"], "elapsed_ms": 4, "since": 0}
    assert to_json(report) == shown
    assert to_json((None, True, b"\x0f", ["x"])) == [None, True, "0f", ["x"]]
