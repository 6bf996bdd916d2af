# SPDX-License-Identifier: AGPL-3.0-or-later
"""A commune with a past: a newcomer acts after one snapshot, and the past comes while it does."""

from __future__ import annotations

from app import desk as desks
from app.paths import Home
from app.verify import verify_store
from ledger.store import Store
from ledger.taking_over import BESIDE
from p2p.sealer import Sealer
from tests.helpers.processes import Person, Street, agree, until

HEIGHTS = 700
"""More than a newcomer's computer executes while it joins."""
SETTINGS = {"quota.events-day": 10_000, "quota.bytes-day": 2**24, "seal.interval-ms": 50}


def found_with_past(homes: Street) -> Person:
    """Léa's commune, sealed by her own computer until it has a past; her node is left to start."""
    words = [word for name, value in SETTINGS.items() for word in ("--set", f"{name}={value}")]
    lea = homes.found("lea", "Léa", *words)
    desk = desks.Desk.open(Home(lea.home))
    votes = desk.open_votes()
    try:
        sealer = Sealer(desk.replica, desk.vault.node_seed, votes)
        body = {"to": b"fund", "asset": "hour", "amount": 1, "purpose": "", "memo": b""}
        desk.store.db.execute("PRAGMA synchronous = OFF")
        while desk.replica.height < HEIGHTS:
            desk.act("transfer", body)
            assert sealer.seal(desks.now_ms()) is not None
    finally:
        votes.close()
        desk.close()
    return lea


def missing(person: Person) -> int:
    status = person.status()
    return int(status["history_total"] - status["history_here"])


def is_whole(person: Person) -> bool:
    return person.status()["history_total"] == 0


def test_a_newcomer_acts_at_once_and_the_past_follows(homes: Street) -> None:
    lea = found_with_past(homes)
    lea.start()
    code = lea.do("invite")["code"]
    karim = homes.person("karim")
    karim.do("join", "-", "--me", "Karim", typed=code)
    paid = karim.do("pay", "Léa", "1", "g")["event"]
    assert missing(karim) > 0, "it acts before its past is here"
    answer = karim.do("verify")
    assert answer["ok"]
    assert answer["since"] > 600
    assert "se chargent" in karim.do_in_words("status")

    karim.start()
    until(lambda: karim.do("proof", paid)["phase"] == "sealed", "the first payment is final")
    assert missing(karim) > 0
    karim.kill()
    before = missing(karim)
    assert (karim.home / BESIDE).exists()

    karim.start()
    until(lambda: missing(karim) < before, "the past goes on where it was")
    until(lambda: is_whole(karim), "all the past is here", 180)
    until(lambda: not (karim.home / BESIDE).exists(), "nothing is left beside")
    until(lambda: agree(lea, karim), "both agree")
    answer = karim.do("verify")
    assert (answer["ok"], answer["since"]) == (True, 0)
    assert answer["seals"] == lea.do("verify")["seals"] > HEIGHTS
    karim.stop()
    with Store(karim.home / "commune.db", read_only=True).db as db:
        assert db.execute("SELECT COUNT(*) FROM seals").fetchone()[0] > HEIGHTS
    store = Store(karim.home / "commune.db", read_only=True)
    assert verify_store(store)[0]
    store.close()


def test_back_on_a_new_computer_by_a_snapshot(homes: Street) -> None:
    """The 24 words and an old code: its pin lies far below the snapshot."""
    from tests.e2e.test_restore import words_of

    lea = homes.found("lea", "Léa", *[w for n, v in SETTINGS.items() for w in ("--set", f"{n}={v}")])
    lea.start()
    old_code = lea.do("invite")["code"]
    karim = homes.person("karim")
    karim.do("join", "-", "--me", "Karim", typed=old_code)
    words = words_of(karim)
    lea.stop()
    del karim
    desk = desks.Desk.open(Home(lea.home))
    votes = desk.open_votes()
    sealer = Sealer(desk.replica, desk.vault.node_seed, votes)
    body = {"to": b"fund", "asset": "hour", "amount": 1, "purpose": "", "memo": b""}
    desk.store.db.execute("PRAGMA synchronous = OFF")
    while desk.replica.height < 140:
        desk.act("transfer", body)
        assert sealer.seal(desks.now_ms()) is not None
    votes.close()
    desk.close()
    lea.start()
    again = homes.person("new")
    answer = again.do("restore", "--code", old_code, typed=words)
    assert answer["me"]["name"]
    again.do("pay", "Léa", "1", "g")
    again.start()
    until(lambda: agree(lea, again) and is_whole(again), "both agree, on everything")
    assert again.do("verify")["ok"]
