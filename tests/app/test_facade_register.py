# SPDX-License-Identifier: AGPL-3.0-or-later
"""The register through the window's door, between two real nodes: searched, followed, verified, exported."""

from __future__ import annotations

import csv
import json
import threading
import unicodedata
from collections.abc import Generator
from pathlib import Path

import pytest

from app import facade_register
from app.errors import AppError
from app.facade import FUND_ACCOUNT, Voisinage
from app.query_search import SLICE
from app.verify import verify_home
from app.views import AmountView, Phase
from app.views_register import ActLineView, RegisterPageView
from tests.helpers.commune import Commune, at_noon, commune, do, until

HEDGE = "La haie, côté rue"


@pytest.fixture(scope="module")
def village(tmp_path_factory: pytest.TempPathFactory) -> Generator[Commune]:
    with at_noon(), commune(tmp_path_factory.mktemp("register")) as made:
        claire = made.found("claire", "Claire Martin")
        francois = made.join("francois", "François Dubois", claire)
        do(claire.pay(francois.me().account, "hour", 3_600, memo=HEDGE))
        do(francois.give(FUND_ACCOUNT, "hour", 600))
        price = (AmountView(asset="hour", amount=60),)
        basket = do(claire.add_listing("offer", "produce", "Panier de légumes", "Poireaux", price, 5)).id
        do(claire.propose_text("Un composteur partagé", "Derrière l’école"))
        until(lambda: any(one.listing == basket for one in francois.listings()), francois)
        order = do(francois.place_order(basket, 1)).id
        until(lambda: any(one.order == order for one in claire.orders()), claire)
        do(claire.order_action(order, "accept"))
        until(lambda: francois.orders()[0].state == "accepted", francois)
        made.agree()
        yield made


def all_pages(facade: Voisinage, typed: str, limit: int = 3) -> tuple[RegisterPageView, list[ActLineView]]:
    first = page = facade.register.search(typed, limit=limit)
    lines = list(page.lines)
    while page.next is not None:
        page = facade.register.search(typed, limit=limit, after=page.next)
        lines += page.lines
    return first, lines


def kinds(lines: list[ActLineView]) -> list[str]:
    return [line.kind for line in lines]


def test_the_latest_acts_come_first_and_every_act_is_reached(village: Commune) -> None:
    first, lines = all_pages(village.francois, "")
    assert first.understood == "latest"
    assert kinds(lines)[0] == "order.accept"
    assert kinds(lines)[-1] == "charter"
    assert len({line.event for line in lines}) == len(lines) == village.francois.status().total_sealed
    assert [line.height for line in lines] == sorted((line.height for line in lines), reverse=True)


def test_a_person_is_found_by_a_part_of_the_name_without_accents(village: Commune) -> None:
    first, lines = all_pages(village.claire, "FRANCOIS")
    assert (first.understood, [one.name for one in first.people]) == ("person", ["François Dubois"])
    assert {"transfer", "gift", "order.place"} <= set(kinds(lines))
    assert "proposal" not in kinds(lines)
    paid = next(line for line in lines if line.words == HEDGE)
    assert (paid.author.name, paid.other.name) == ("Claire Martin", "François Dubois")  # type: ignore[union-attr]
    assert paid.amounts == (AmountView(asset="hour", amount=3_600),)
    assert paid.phase is Phase.SEALED


def test_words_are_found_in_what_acts_say(village: Commune) -> None:
    first, lines = all_pages(village.claire, "HAIE cote")
    assert (first.understood, first.words) == ("words", "HAIE cote")
    assert [line.words for line in lines] == [HEDGE]
    assert kinds(all_pages(village.claire, "panier")[1]) == ["order.accept", "order.place", "listing.add"]
    named = village.claire.register.search("claire", as_words=True)
    assert (named.understood, named.people) == ("words", ())
    assert len(named.lines) > 3


def test_a_sort_of_act_is_found_by_its_everyday_word(village: Commune) -> None:
    claire = village.claire
    first, lines = all_pages(claire, "vote")
    assert (first.understood, first.sorts, first.words) == ("kind", ("votes",), "")
    assert kinds(lines) == ["proposal"]
    assert kinds(all_pages(claire, "Dons")[1]) == ["gift"]
    assert set(kinds(all_pages(claire, "légumes")[1])) == {"listing.add", "order.place", "order.accept"}
    assert set(kinds(all_pages(claire, "heures")[1])) == {"transfer", "gift"}, "what moved hours"
    assert kinds(all_pages(claire, "paiements")[1]) == ["transfer"]
    assert all_pages(claire, "épargne")[1] == []


def test_a_sort_goes_with_a_name_a_day_and_words(village: Commune) -> None:
    claire = village.claire
    both, lines = all_pages(claire, "les dons de François")
    assert (both.understood, [one.name for one in both.people]) == ("kind", ["François Dubois"])
    assert kinds(lines) == ["gift"]
    assert all_pages(claire, "votes de François")[1] == []
    assert kinds(all_pages(claire, "propositions Composteur")[1]) == ["proposal"]
    assert all_pages(claire, "votes hier")[1] == []
    told, lines = all_pages(claire, "votes aujourd’hui")
    assert told.day_ms > 0
    assert kinds(lines) == ["proposal"]
    assert claire.register.search("vote", as_words=True).understood == "words"
    assert claire.register.search("lég").offered == ("produce",)
    assert claire.register.search("légumes").offered == ()


def test_what_was_pasted_is_found_and_kept_as_it_was(village: Commune) -> None:
    claire = village.claire
    for typed in ("HAIE, côté", unicodedata.normalize("NFD", "HAIE, côté"), "haie,  cote"):
        first, lines = all_pages(claire, typed)
        assert [line.words for line in lines] == [HEDGE]
        assert first.words == " ".join(unicodedata.normalize("NFC", typed).split())
    assert claire.register.search("côté aujourd’hui").words == "côté"
    assert [one.name for one in claire.register.search("FRANÇOIS").people] == ["François Dubois"]


def test_a_page_a_day_and_a_number(village: Commune) -> None:
    claire = village.claire
    paid = all_pages(claire, "haie")[1][0]
    page, lines = all_pages(claire, f"page {paid.height}")
    assert (page.understood, page.height) == ("page", paid.height)
    assert paid.event in {line.event for line in lines}
    assert {line.height for line in lines} == {paid.height}
    assert all_pages(claire, "page 9999")[1] == []
    number = claire.register.search(f"{paid.event.hex()[:4]} {paid.event.hex()[4:12]}")
    assert (number.understood, [line.event for line in number.lines]) == ("number", [paid.event])
    today, lines = all_pages(claire, "aujourd'hui")
    assert today.understood == "day"
    assert len(lines) == claire.status().total_sealed
    assert all_pages(claire, "hier")[1] == []
    both = all_pages(claire, "françois aujourd’hui")
    assert (both[0].understood, both[0].day_ms) == ("person", today.day_ms)


def test_where_a_balance_comes_from(village: Commune) -> None:
    mine = village.francois.register.search(asset="hour")
    assert mine.understood == "account"
    assert kinds(list(mine.lines)) == ["transfer", "transfer"] or "gift" in kinds(list(mine.lines))
    fund = village.claire.register.search(asset="hour", of_fund=True)
    assert [line.amounts[0].amount for line in fund.lines] == [600]
    assert fund.next is None
    assert village.claire.register.search(asset="kwh").lines == ()


def test_a_bounded_number_of_acts_is_looked_at(village: Commune) -> None:
    assert SLICE <= 300
    page = village.claire.register.search("nowhere to be found")
    assert page.lines == ()
    assert page.next is None
    assert page.reached_ms > 0


def test_an_act_is_followed_both_ways(village: Commune) -> None:
    claire, francois = village.claire, village.francois
    order = francois.orders()[0].order
    trail = claire.register.trail(order)
    assert [link.act.kind for link in trail.before if link.relation == "about"] == ["listing.add"]
    assert [link.act.kind for link in trail.after if link.relation == "answered"] == ["order.accept"]
    assert trail.signer is not None
    assert (trail.signer.number, trail.signer.is_mine, trail.signer.is_this) == (1, False, False)
    assert francois.register.trail(order).signer.is_this  # type: ignore[union-attr]
    listing = claire.listings()[0].listing
    after = {(link.relation, link.act.kind) for link in claire.register.trail(listing).after}
    assert after >= {("answered", "order.place"), ("next", "proposal")}
    assert claire.register.trail(b"x" * 32).before == ()
    assert claire.register.line(b"x" * 32) is None


def test_everything_is_found_from_one_field(village: Commune) -> None:
    found = village.francois.register.find("composteur")
    assert [(one.kind, one.title) for one in found] == [("proposal", "Un composteur partagé")]
    assert village.francois.register.find("LEGUMES")[0].kind == "offer"
    assert village.francois.register.find("martin")[0].kind == "person"
    assert [one.title for one in village.francois.register.find("haie") if one.kind == "act"] == [HEDGE]
    number = all_pages(village.francois, "haie")[1][0].event
    assert village.francois.register.find(number.hex()[:10])[-1].object == number
    assert village.francois.register.find("  ") == ()


def test_verification_tells_how_far_it_is_and_can_be_stopped(
    village: Commune, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = village.claire.register.verify()
    report = do(run.ticket)
    assert report.ok
    assert run.progress == (report.seals, report.seals)
    go_on = threading.Event()
    monkeypatch.setattr(facade_register, "verify_home", lambda *words: go_on.wait(20) and verify_home(*words))
    stopped = village.claire.register.verify()
    stopped.stop()
    go_on.set()
    with pytest.raises(AppError) as caught:
        do(stopped.ticket)
    assert caught.value.code == "verify-stopped"


def test_history_and_register_are_exported(village: Commune, tmp_path: Path) -> None:
    claire = village.claire
    view = do(claire.register.export_history(tmp_path / "mine.csv", "fr"))
    rows = list(csv.reader((tmp_path / "mine.csv").read_text("utf-8-sig").splitlines(), delimiter=";"))
    assert view.lines == len(claire.history(500))
    hedge = next(row for row in rows if HEDGE in row)
    assert (hedge[2], hedge[3], hedge[4], hedge[5]) == ("François Dubois", "-1,0000", "h", "-3600 s")
    view = do(claire.register.export_register(tmp_path / "all.jsonl"))
    lines = [json.loads(line) for line in (tmp_path / "all.jsonl").read_text().splitlines()]
    assert view.lines == len(lines) - 1 >= claire.status().total_sealed
    assert lines[0]["commune"] == claire.status().commune.hex()
    assert {line["id"] for line in lines[1:]} >= {entry.event.hex() for entry in claire.history(500)}
    with pytest.raises(AppError) as caught:
        do(claire.register.export_register(tmp_path / "no" / "all.jsonl"))
    assert caught.value.code == "export-unwritable"


def test_a_received_proof_is_checked_against_this_register(village: Commune, tmp_path: Path) -> None:
    claire, francois = village.claire, village.francois
    event = all_pages(claire, "haie")[1][0].event
    do(claire.pay(francois.me().account, "hour", 60))
    until(lambda: not claire.status().pending, claire)
    until(lambda: francois.status().height == claire.status().height, francois)
    do(claire.receipts.save(event, tmp_path / "haie.proof", with_names=True))
    view = do(francois.receipts.check(tmp_path / "haie.proof"))
    assert (view.event, view.compared, view.author) == (event, "same", "Claire Martin")
    (tmp_path / "other.proof").write_text("hello")
    with pytest.raises(AppError) as caught:
        do(francois.receipts.check(tmp_path / "other.proof"))
    assert caught.value.code == "receipt-other"
