# SPDX-License-Identifier: AGPL-3.0-or-later
"""What the status says when acts wait and nothing seals them."""

from __future__ import annotations

from dataclasses import replace

from app.cli_format import Tongue
from app.cli_words import describe
from app.json_out import to_json
from app.query_register import get_status
from app.query_sealing import STALL_MS
from app.reader import Picture, Reader
from ledger.read_model import ReadModel
from ledger.store import Store
from tests.helpers.builders import Village


def status_of(village: Village, *, waited_ms: int, pending: int = 1):
    """As Anna's computer says it so long after the last seal, with an act that was signed right after it."""
    anna = village.people["anna"]
    events = [
        village.sign(anna, "consent", {"topic": "gifts", "agree": True}, time_ms=village.now_ms)
        for _ in range(pending)
    ]
    picture = Picture(
        version=1,
        commune=village.commune,
        me=anna.account,
        device=anna.key,
        sealed=village.state,
        pending=village.state,
        pending_events=tuple(events),
        pending_results={},
        is_founded=True,
        node=None,
    )
    store = Store(None)
    return get_status(Reader(picture, store, ReadModel(store.db), village.now_ms + waited_ms))


def village() -> Village:
    made = Village.found()
    made.join("anna")
    return made


def test_a_wait_within_the_usual_is_not_said():
    assert status_of(village(), waited_ms=STALL_MS).stalled_ms == 0
    assert status_of(village(), waited_ms=10 * STALL_MS, pending=0).stalled_ms == 0


def test_a_long_wait_is_said_with_what_it_means():
    status = status_of(village(), waited_ms=5 * 60_000)
    assert status.stalled_ms == 5 * 60_000
    document = {**to_json(replace(status, addresses=())), "peers": 0, "node_running": False}
    document |= {"join_status": "", "me": None}
    french = describe(Tongue("fr"), "status", document)
    assert "Rien ne devient définitif depuis 5\u00a0minutes" in french
    assert "Rien n’est perdu" in french
    english = describe(Tongue("en"), "status", {**document, "witnesses": 4, "witnesses_online": 2})
    assert "2 of 4 witnesses answer" in english
