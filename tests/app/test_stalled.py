# SPDX-License-Identifier: AGPL-3.0-or-later
"""What the status says when acts wait and nothing seals them."""

from __future__ import annotations

from dataclasses import replace
from types import SimpleNamespace

from app.cli_format import Tongue
from app.cli_words import describe
from app.json_out import to_json
from app.query_register import get_status
from app.query_sealing import STALL_MS
from app.reader import Picture, Reader
from ledger.read_model import ReadModel
from ledger.state import get_witnesses
from ledger.store import Store
from tests.helpers.builders import Village


def status_of(village: Village, *, waited_ms: int, pending: int = 1, node=None):
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
        node=node,
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


def test_whose_computer_is_missed_is_named_at_a_terminal():
    status = status_of(village(), waited_ms=5 * 60_000)
    document = {**to_json(replace(status, addresses=())), "peers": 1, "node_running": True}
    luc = {"name": "Luc Moreau", "fingerprint": "k4mq-7xza", "is_alike": False}
    document |= {"join_status": "", "me": None, "witnesses_silent": [luc]}
    assert "5\u00a0minutes\u202f: Luc Moreau ne répond pas, et c’est là" in describe(
        Tongue("fr"), "status", document
    )
    assert "5\u00a0minutes: Luc Moreau does not answer" in describe(Tongue("en"), "status", document)
    both = {**document, "witnesses_silent": [luc, {**luc, "name": "Zoé"}]}
    assert "Luc Moreau, Zoé ne répondent pas" in describe(Tongue("fr"), "status", both)
    assert "Luc Moreau, Zoé do not answer" in describe(Tongue("en"), "status", both)


def test_a_running_computer_that_reaches_nobody_is_said_to_be_offline():
    status = status_of(village(), waited_ms=0)
    document = {**to_json(replace(status, addresses=())), "peers": 0, "node_running": True}
    document |= {"join_status": "", "me": None}
    for language, offline, online in (("fr", "Hors ligne", "En ligne"), ("en", "Offline", "Online")):
        said = describe(Tongue(language), "status", document)
        assert offline in said
        assert online not in said
        alone = describe(Tongue(language), "status", {**document, "members": 1})
        assert online in alone


def test_the_witnesses_who_do_not_answer_are_those_whose_computer_is_not_heard():
    made = village()
    node = SimpleNamespace(
        node_key=b"a" * 32, peers_online=(), witness=SimpleNamespace(index=None), is_witness=False,
        peers_known=0, addresses=(), neighbours_ahead_ms=0, is_synced=False, stopped_because="",
        clock_ahead_ms=0,
    )  # fmt: skip
    founder = get_witnesses(made.state)[0]
    silent = status_of(made, waited_ms=0, node=node).witnesses_silent
    assert [person.account for person in silent] == [founder.account]
    node.peers_online = (founder.node,)
    assert status_of(made, waited_ms=0, node=node).witnesses_silent == ()
    assert status_of(made, waited_ms=0).witnesses_silent == ()
