# SPDX-License-Identifier: AGPL-3.0-or-later
"""A short year: one seed is one history, whatever the process; another copy that replays it agrees."""

from __future__ import annotations

import os
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from app.year.cast import HOMES, RESIDENTS, ROOFS, USES, WITNESSES
from app.year.commune import Commune, at
from app.year.play import play
from app.year.roofs import FIRST
from app.year.village import Village
from app.year.witnesses import seal_once
from ledger.event import encode_event
from ledger.replica import Replica
from ledger.seal import decode_certificate
from ledger.state import ACCOUNTS, compute_state_digest, get_witnesses
from ledger.store import Store

DAYS, SEED = 10, 7
ROOT = Path(__file__).parents[3]


@pytest.fixture(scope="module")
def played() -> Village:
    return play(SEED, days_played=DAYS)[2]


def digest(commune: Commune) -> str:
    return compute_state_digest(commune.replica.state).hex()


def test_the_same_seed_gives_the_same_history_in_another_process(played: Village) -> None:
    script = (
        "from app.year.play import play; from ledger.state import compute_state_digest as d;"
        f"print(d(play({SEED}, days_played={DAYS})[0].replica.state).hex())"
    )
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONHASHSEED": "4711"}
    done = subprocess.run(
        [sys.executable, "-c", script], env=environment, cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == digest(played.commune)


def test_another_seed_gives_another(played: Village) -> None:
    assert digest(play(SEED + 1, days_played=2)[0]) != digest(play(SEED, days_played=2)[0])


def test_a_copy_that_replays_every_act_and_certificate_agrees(played: Village) -> None:
    source, copy = played.commune.store, Replica(Store(None))
    copy.adopt(next(source.iter_sealed(0)))
    for events, seal, certificate in source.iter_history(0):
        report = copy.ingest([encode_event(event) for event in events], source=b"", forced=True)
        assert not report.refused
        copy.apply_seal(seal, certificate)
    assert compute_state_digest(copy.state).hex() == digest(played.commune)


def test_four_seal_and_nothing_waits(played: Village) -> None:
    replica = played.commune.replica
    assert {row.account for row in get_witnesses(replica.state)} == {
        played.person(slug).account for slug in WITNESSES
    }
    assert not replica.dag.events
    last = played.commune.store.get_seal(replica.height)
    assert last is not None
    assert len(decode_certificate(last[1]).signatures) >= 3


def test_each_day_is_settled_and_hardly_an_act_is_void(played: Village) -> None:
    rows = played.commune.store.db.execute(
        "SELECT l.word, o.word, COUNT(*) FROM receipts r JOIN words o ON o.number = r.outcome"
        " JOIN words l ON l.number = r.label GROUP BY 1, 2"
    )
    outcomes = Counter({(label.decode(), outcome.decode()): count for label, outcome, count in rows})
    assert outcomes["settlement", "applied"] >= DAYS - 3
    assert outcomes["meter.reading", "applied"] > 20
    assert not [kind for kind, outcome in outcomes if not outcome.startswith("applied")]


def test_who_is_to_be_there_is_there(played: Village) -> None:
    due = [resident for resident in RESIDENTS if resident.day < DAYS]
    assert played.commune.replica.state.size(ACCOUNTS) == len(due)
    assert len(RESIDENTS) == 60
    assert len(ROOFS) == 14
    names = {resident.slug for resident in RESIDENTS}
    assert {roof.owner for roof in ROOFS} | {use.owner for use in USES} | set(HOMES) <= names


def test_three_of_four_seal_while_one_is_away(played: Village) -> None:
    commune = played.commune
    away = played.person("denise")
    seeds = {node: seed for node, seed in commune.sealing.items() if node != away.node}
    commune.act(played.person("karim"), "consent", {"topic": "gifts", "agree": True})
    now_ms = max(commune.now_ms, at(FIRST, 12)) + 60_000
    heights: list[int] = []
    while seal_once(commune.replica, seeds, now_ms) is not None:
        now_ms += 1_000
        heights.append(commune.replica.height)
    assert heights
    for height in heights:
        found = commune.store.get_seal(height)
        assert found is not None
        assert len(decode_certificate(found[1]).signatures) == 3
