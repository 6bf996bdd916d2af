# SPDX-License-Identifier: AGPL-3.0-or-later
"""Every command of the contract, said to two real nodes: its document, its exit code, what it refuses."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import time
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from app.code import decode_code, encode_code
from scripts import make_meter_files
from tests.e2e.conftest import DAYS, Village
from tests.helpers.commune import get_today
from tests.helpers.processes import Person, Refused, agree, until

pytestmark = pytest.mark.slow

HEX_ID = 64
SIGNS = re.compile(r"\b([a-z2-7]{4}-[a-z2-7]{4}|12D3KooW\w+)\b")
"""Of accounts and computers: letters drawn at random, in which a word may stand."""
ENGINEERS = re.compile(r"hash|block|ledger|node key|\bnone\b|\{", re.IGNORECASE)
CHECKER = Path(__file__).parents[1] / "vectors" / "check_proof.py"


def stored(person: Person) -> int:
    picture = person.status()
    return picture["pending"] + picture["total_sealed"]


# --- documents ---


def test_status_says_what_the_contract_names(village: Village) -> None:
    until(lambda: village.lea.status()["synced"], "they have told each other that they agree", 45)
    picture = village.lea.status()
    assert picture["members"] == 3
    assert picture["peers"] == 1
    assert picture["witnesses"] == 1
    assert picture["pending"] == 0
    assert picture["node_running"] is True
    assert picture["addresses"] == village.lea.addresses
    assert len(picture["state_digest"]) == HEX_ID
    assert isinstance(picture["height"], int)
    assert picture["height"] > 0
    assert isinstance(picture["total_sealed"], int)


def test_people(village: Village) -> None:
    members = village.francois.do("members")["members"]
    assert [person["name"] for person in members] == ["François Martin", "Léa", "Nora"]
    assert [person["is_me"] for person in members] == [True, False, False]
    francois = members[0]
    assert len(francois["account"]) == HEX_ID
    assert francois["roles"] == ["technician"]
    for typed in (
        "François Martin",
        "francois martin",
        francois["fingerprint"],
        francois["account"][:8],
        "me",
    ):
        assert village.francois.do("balance", typed)["member"]["account"] == francois["account"]
    peers = village.lea.do("peers")["peers"]
    assert {peer["person"]["name"]: peer["online"] for peer in peers} == {
        "François Martin": True,
        "Nora": False,
    }


def test_a_roof_from_its_file_to_the_register(village: Village, tmp_path: Path) -> None:
    lea, francois, today = village.lea, village.francois, get_today()
    made = make_meter_files.main(
        ["--end", today.isoformat(), "--days", str(DAYS), "--index", "1250000", "--out", str(tmp_path)]
    )
    start = (today - timedelta(days=DAYS)).isoformat()
    added = francois.do(
        "meter",
        "add",
        "--side",
        "production",
        "--watts-peak",
        "30000",
        "--from",
        start,
        "--index",
        "1250000",
        "--wait",
    )
    meter = added["meter"]
    assert len(meter) == HEX_ID
    indices = next(str(path) for path in tmp_path.iterdir() if "index" in path.name)
    curve = next(
        str(path) for path in tmp_path.iterdir() if path.suffix == ".csv" and "index" not in path.name
    )
    assert francois.refused("meter", "import", indices) == "meter-waiting"
    village.settle()
    assert [item["kind"] for item in lea.do("inbox")["inbox"] if item["object"] == meter] == ["meter.certify"]
    assert lea.do("meter", "certify", meter[:10], "--wait")["phase"] == "sealed"
    village.settle()
    report = francois.do("meter", "import", indices, "--wait")
    assert report["days_new"] == DAYS
    assert report["produced_wh"] == made["energy_wh"]
    again = francois.do("meter", "import", indices)
    assert (again["days_new"], again["readings"], again["produced_wh"]) == (0, 0, 0)
    assert francois.do("meter", "import", curve, "--meter", meter[:8])["curve_steps"] > 600
    # Nothing is minted by the reading: its days are settled later, those long past to the savings.
    assert report["settles_ms"] > time.time() * 1_000
    assert francois.amounts()["kwh"] == 0
    listed = francois.do("meter", "list")["meters"]
    assert [(row["meter"], row["state"], row["minted_wh"], row["last_index_wh"]) for row in listed] == [
        (meter, "active", 0, made["index_to_wh"])
    ]
    day = francois.do("energy")
    assert (day["is_settled"], day["due_ms"] > day["day_ms"], day["buyers"]) == (False, True, [])


def test_a_trade(village: Village) -> None:
    lea, francois = village.lea, village.francois
    before = lea.amounts()["hour"]
    offer = francois.do(
        "offer",
        "add",
        "Taille de haie",
        "--price",
        "1h30",
        "h",
        "--template",
        "service",
        "--stock",
        "3",
        "--wait",
    )["offer"]
    village.settle()
    found = (
        lea.do("offer", "list", "--search", "haies")["offers"]
        or lea.do("offer", "list", "--search", "haie")["offers"]
    )
    assert [row["offer"] for row in found] == [offer]
    assert found[0]["price"] == [{"asset": "hour", "amount_s": 5_400}]
    order = lea.do("order", "place", offer[:8], "--quantity", "2", "--wait")["order"]
    village.settle()
    for person, action in ((francois, "accept"), (francois, "deliver"), (lea, "confirm")):
        assert (lea if person is francois else francois).refused("order", action, order) == "not-now"
        assert person.do("order", action, order, "--wait")["action"] == action
        village.settle()
    listed = lea.do("order", "list")["orders"]
    assert [(row["order"], row["state"], row["actions"]) for row in listed] == [(order, "confirmed", [])]
    assert listed[0]["total"] == [{"asset": "hour", "amount_s": 10_800}]
    assert lea.amounts()["hour"] == before - 10_800
    assert francois.refused("order", "cancel", order) == "not-now"
    assert lea.refused("offer", "withdraw", offer) == "not-yours"
    francois.do("offer", "withdraw", offer, "--wait")
    village.settle()
    assert lea.refused("order", "place", offer) == "withdrawn"


def test_gifts_and_the_fund(village: Village) -> None:
    village.lea.do("give", "commune", "3,5", "kg", "--wait")
    given = village.lea.do("give", "François Martin", "21", "min", "--memo", "pour le pain", "--wait")
    assert (given["asset"], given["amount_s"], given["phase"]) == ("hour", 1_260, "sealed")
    fund = village.lea.do("fund")
    assert fund["balances"] == [{"asset": "kg", "amount_g": 3_500}]
    assert sum(post["charter_percent"] for post in fund["posts"]) == 100
    entry = village.lea.do("history", "--limit", "1")["history"]
    assert [(row["kind"], row["phase"], row["event"]) for row in entry] == [
        ("gift", "sealed", given["event"])
    ]
    proof = village.lea.do("proof", given["event"][:10])
    assert proof["signatures"] == 1
    assert {line["amount_s"] for line in proof["postings"]} == {1_260, -1_260}


def test_a_proof_is_taken_away_and_checked_by_strangers(village: Village, tmp_path: Path) -> None:
    paid = village.lea.do("pay", "François Martin", "15 min", "h", "--memo", "la haie", "--wait")
    village.settle()
    file = tmp_path / "payment.proof"
    asked = ("proof", paid["event"], "--out", str(file), "--with-names", "--with-words")

    def is_certified() -> bool:
        try:
            return village.lea.do(*asked)["file"] == str(file)
        except Refused:
            return False

    until(is_certified, "the seal that certifies the payment is there", 20)
    view = village.francois.do("check-proof", str(file))
    assert (view["event"], view["is_applied"], view["compared"]) == (paid["event"], True, "same")
    assert [(line["name"], line["amount"]["amount_s"]) for line in view["lines"]] == [
        ("Léa", -900),
        ("François Martin", 900),
    ]
    assert view["words"] == ["la haie"]
    nobody = replace(village.lea, home=tmp_path / "nobody")
    assert nobody.do("check-proof", str(file))["compared"] == "none"
    assert nobody.refused("check-proof", str(file), "--commune", "0" * 16) == "receipt-other-commune"
    alone = [sys.executable, "-I", str(CHECKER), str(file), view["commune"]]
    done = subprocess.run(alone, cwd="/", capture_output=True, text=True, check=False)
    assert (done.returncode, "called Léa" in done.stdout) == (0, True), done.stdout
    file.write_text(file.read_text(encoding="ascii")[:500], encoding="ascii")
    assert nobody.refused("check-proof", str(file)) == "receipt-damaged"


def test_the_council(village: Village) -> None:
    lea, francois = village.lea, village.francois
    text = lea.do("propose", "text", "Un banc devant l'école", "--text", "En bois.", "--days", "2", "--wait")[
        "proposal"
    ]
    parity = lea.do("propose", "parity", "h", "120", "--duration-ms", "6000", "--wait")["proposal"]
    village.settle()
    asked = {item["object"] for item in francois.do("inbox")["inbox"] if item["kind"] == "vote"}
    assert {text, parity} <= asked
    for person in (lea, francois):
        person.do("vote", parity[:8], "for")
        person.do("vote", text[:8], "against" if person is lea else "pour")
        person.do(
            "allocate", "pensions=40", "energy=10", "roads=10", "startups=20", "canteen=10", "security=10"
        )
    until(lambda: agree(lea, francois), "all votes are final")
    row = next(row for row in francois.do("proposals")["proposals"] if row["proposal"] == text)
    assert (row["title"], row["state"], row["my_choice"]) == ("Un banc devant l'école", "open", "for")
    assert (row["tally"]["votes_for"], row["tally"]["votes_against"]) == (1, 1)
    posts = {post["post"]: post["result_millionths"] for post in francois.do("fund")["posts"]}
    assert posts == {
        "pensions": 400_000, "energy": 100_000, "roads": 100_000,
        "startups": 200_000, "canteen": 100_000, "security": 100_000,
    }  # fmt: skip

    def state() -> str:
        return next(row["state"] for row in lea.do("proposals")["proposals"] if row["proposal"] == parity)

    until(lambda: state() == "executed", "the parity has executed itself")
    assert lea.refused("vote", parity, "for") == "proposal-closed"
    village.settle()


def test_my_own_affairs(village: Village) -> None:
    lea = village.lea
    lea.do("rename", "Léa Fontaine", "--wait")
    until(
        lambda: "Léa Fontaine" in [person["name"] for person in village.francois.do("members")["members"]],
        "the name",
    )
    lea.do("rename", "Léa", "--wait")
    assert lea.do("consent", "production", "yes", "--wait")["agree"] is True
    assert lea.refused("backup", "--show") == "no-terminal"
    assert lea.do("backup") == {"protection": "file", "backup_done": False}
    village.settle()


def test_verify_beside_running_nodes(village: Village) -> None:
    for person in (village.lea, village.francois):
        report = person.do("verify")
        assert report["ok"] is True
        assert report["events"] == person.status()["total_sealed"]


# --- refusals ---


def test_bad_amounts_members_and_ids(village: Village) -> None:
    lea = village.lea
    before = stored(lea)
    pay = ("pay", "François Martin")
    assert lea.refused("pay", "Nobody At All", "1", "h") == "unknown-member"
    assert lea.refused(*pay, "-3,5", "kg") == "amount-negative"
    assert lea.refused(*pay, "0", "kg") == "amount-zero"
    assert lea.refused(*pay, "1" + "0" * 30, "kWh") == "amount-too-large"
    assert lea.refused(*pay, "9007199254740", "kWh") == "balance"
    assert lea.refused(*pay, "1000", "h") == "floor"
    assert lea.refused(*pay, "douze", "h") == "amount-malformed"
    assert lea.refused(*pay, "0,00001", "kWh") == "amount-too-precise"
    assert lea.refused(*pay, "1", "euro") == "unknown-asset"
    assert lea.refused(*pay, "1", "h", "--purpose", "casino") == "unknown-purpose"
    assert lea.refused("pay", "Léa", "1", "h") == "self"
    assert lea.refused(*pay, "1", "h", "--memo", "x" * 2_000) == "memo-too-long"
    assert lea.refused("order", "place", "zz") == "unknown-listing"
    assert lea.refused("order", "place", "abcdef0123") == "unknown-listing"
    assert lea.refused("order", "confirm", "abcdef0123") == "unknown-order"
    assert lea.refused("vote", "abcdef0123", "for") == "unknown-proposal"
    assert lea.refused("meter", "certify", "abcdef0123") == "unknown-meter"
    assert lea.refused("proof", "abcdef0123") == "unknown-event"
    assert lea.refused("allocate", "pensions=90", "casino=10") == "unknown-post"
    assert lea.refused("allocate", "pensions=90", "roads=5") == "shares-not-100"
    assert lea.refused("allocate", "pensions=93", "roads=7") == "shares-step"
    assert lea.refused("allocate", "pensions") == "shares-malformed"
    assert lea.refused("offer", "add", "  ", "--price", "1", "h") == "title-missing"
    assert lea.refused("offer", "add", "Pain", "--price", "1", "h", "--price", "2", "h") == "bad-price"
    assert lea.refused("propose", "text", "Un banc", "--days", "4000") == "bad-duration"
    assert lea.refused("rename", "\x07") == "bad-name"
    assert lea.refused("history", "--limit", "100000") == "bad-limit"
    assert village.francois.refused("invite") == "guaranteed"
    assert stored(lea) == before
    assert lea.status()["node_running"]


def test_bad_meter_files(village: Village, tmp_path: Path) -> None:
    francois = village.francois
    before = stored(francois)
    if not francois.do("meter", "list")["meters"]:
        assert francois.refused("meter", "import", str(tmp_path / "none.csv")) == "no-meter"
    assert francois.refused("meter", "add", "--side", "production", "--watts-peak", "-1") == "bad-power"
    assert (
        francois.refused(
            "meter", "add", "--side", "production", "--watts-peak", "30000", "--from", "2001-01-01"
        )
        == "before-commune"
    )
    file = tmp_path / "broken.csv"
    for content in (b"", b"not a meter file\n1;2;3\n", bytes(range(256)) * 64):
        file.write_bytes(content)
        with pytest.raises(Refused) as caught:
            francois.do("meter", "import", str(file))
        assert caught.value.code.startswith(("csv-", "no-meter"))
    assert stored(francois) == before


def test_invitations_that_are_no_good(village: Village) -> None:
    lea, code = village.lea, village.used_code
    assert village.nora.refused("join", code, "--me", "Nora") == "home-exists"
    newcomer = village.homes.person("newcomer")
    assert newcomer.refused("join", "VOISINAGE-ABCDEF", "--me", "Omar") == "bad-code"
    assert newcomer.refused("join", code, "--me", "") == "bad-name"
    old = encode_code(replace(decode_code(code), expires_ms=1))
    assert newcomer.refused("join", old, "--me", "Omar") == "expired-invitation"
    other = encode_code(replace(decode_code(code), invitation=decode_code(code).commune))
    assert newcomer.refused("join", other, "--me", "Omar", "--timeout", "2") == "bad-invitation"
    nobody = encode_code(replace(decode_code(code), addresses=("/ip4/127.0.0.1/tcp/9/p2p/" + _peer(lea),)))
    assert newcomer.refused("join", nobody, "--me", "Omar", "--timeout", "2") == "not-reachable"
    assert newcomer.refused("join", code, "--me", "Omar") == "spent-invitation"
    assert not newcomer.home.exists()  # nothing of these attempts is left
    assert lea.status()["members"] == 3


def _peer(person: Person) -> str:
    return person.addresses[0].rpartition("/")[2]


def test_two_people_of_one_name(village: Village) -> None:
    """Names are chosen; a fingerprint is not."""
    lea, francois = village.lea, village.francois
    francois.do("rename", "Léa", "--wait")
    village.settle()
    with pytest.raises(Refused) as caught:
        francois.do("pay", "Léa", "1", "h")
    assert caught.value.code == "ambiguous-member"
    candidates = caught.value.error["candidates"]
    assert [person["name"] for person in candidates] == ["Léa", "Léa"]
    mine = lea.do("balance")["member"]["fingerprint"]
    assert mine in {person["fingerprint"] for person in candidates}
    # Nor is it enough to write the name as it is: another's only looks the same.
    assert francois.refused("rename", "L\u0435a") == "mixed-name"  # a Cyrillic letter
    francois.do("rename", "LEA", "--wait")
    village.settle()
    assert francois.refused("pay", "Léa", "1", "h") == "ambiguous-member"
    hers = f"Léa ({mine})"
    francois.do("pay", hers, "1min", "h", "--wait")
    assert f" · {hers} · " in francois.do_in_words("history")
    # Taking somebody's fingerprint as a name takes nothing from them.
    francois.do("rename", mine, "--wait")
    village.settle()
    assert francois.do("balance", mine)["member"]["name"] == "Léa"
    francois.do("rename", "François Martin", "--wait")
    village.settle()


def test_usage_errors_end_with_2(village: Village) -> None:
    for words in (
        ("pay", "Léa"),
        ("dance",),
        ("vote", "abcdef", "maybe"),
        ("meter",),
        ("found", "--name", "X"),
    ):
        ended = village.lea.run(*words, "--json")
        assert ended.returncode == 2
        assert json.loads(ended.stdout)["error"]["code"] == "usage"
        assert "usage" in ended.stderr


def test_what_a_person_reads(village: Village) -> None:
    words = village.francois.run("status")
    assert words.returncode == 0
    assert "Saint-Aubin" in words.stdout
    assert "voisin en ligne" in words.stdout
    refusal = village.francois.run("pay", "Léa", "-1", "h")
    assert (refusal.returncode, refusal.stdout) == (1, "")
    assert "Un montant ne peut pas être négatif." in refusal.stderr
    readable = "members,balance,history,offer list,order list,meter list,proposals,fund,peers,inbox,backup"
    for command in readable.split(","):
        ended = village.francois.run(*command.split())
        assert ended.returncode == 0, (command, ended.stderr)
        assert ended.stdout.strip()
        assert not ENGINEERS.search(SIGNS.sub("", ended.stdout)), command


def test_one_program_a_home(village: Village) -> None:
    assert village.lea.refused("node") == "already-running"
    assert village.lea.refused("open") == "node-runs"
    assert village.lea.refused("found", "--name", "X", "--me", "Y") == "home-exists"
    assert village.homes.person("empty").refused("status") == "no-home"


def test_words_to_restore_with(village: Village) -> None:
    empty = village.homes.person("empty")
    assert empty.refused("restore", "--code", "VOISINAGE-A", typed="abaisser abandon") == "bad-code"
    assert empty.refused("restore", "--code", village.used_code, typed="abaisser abandon") == "bad-words"
    assert not empty.home.exists()


def test_stop_and_go(village: Village) -> None:
    """A clean stop, a kill that leaves its socket behind, and commands that do without a node."""
    nora = village.nora
    nora.start()
    address = nora.addresses
    assert nora.stop() == 0
    assert not (nora.home / "control.sock").exists()
    nora.start()
    assert nora.addresses == address
    until(lambda: nora.status()["peers"], "Nora has met somebody")
    with village.lea.frozen(), village.francois.frozen():
        assert nora.stop() == 0
    nora.start()
    nora.kill()
    assert (nora.home / "control.sock").exists()
    assert nora.do("rename", "Nora Petit")["phase"] == "pending"
    assert nora.status()["pending"] == 1
    assert nora.do("rename", "Nora", "--wait")["phase"] == "sealed"
    village.settle()
    assert nora.do("verify")["ok"] is True
