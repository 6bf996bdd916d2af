# SPDX-License-Identifier: AGPL-3.0-or-later
"""News by pages and what was seen of them; a neighbour's sheet; who helped whom; on real homes."""

from __future__ import annotations

import os

os.environ["PYTHON_KEYRING_BACKEND"] = "keyring.backends.fail.Keyring"

from collections.abc import Generator
from pathlib import Path

import pytest

from app.cli_format import Tongue
from app.cli_words import describe
from app.dispatch import answer_command
from app.query_news import FIRST_PLACE, load_seen, save_seen
from app.views import AmountView
from ledger.read_model import LAST_PLACE
from tests.helpers.commune import Commune, commune, do, until


@pytest.fixture(scope="module")
def hamlet(tmp_path_factory: pytest.TempPathFactory) -> Generator[Commune]:
    """Claire, François and Karim; François helped, thanked, was thanked, and a vote was decided."""
    with commune(tmp_path_factory.mktemp("news")) as made:
        claire = made.found("claire", "Claire Martin")
        francois = made.join("francois", "François Dubois", claire)
        karim = made.join("karim", "Karim Benali", claire)
        me = francois.me().account
        do(francois.give(claire.me().account, "hour", 600, "Merci pour les œufs"))
        do(claire.pay(me, "hour", 1_800, memo="Leçon"))
        do(claire.give(me, "hour", 900, "Merci pour le mur"))
        do(claire.pay(karim.me().account, "hour", 60))
        do(karim.help.log(claire.me().account, 3_600, memo="Bois"))
        lesson = do(francois.help.log(claire.me().account, 5_400, memo="Solfège")).id
        until(lambda: any(one.service == lesson for one in claire.help.view().to_confirm), claire)
        do(claire.help.confirm(lesson))
        vote = do(claire.propose_text("Un banc", "Place de l’église.", duration_ms=1_500)).id
        until(
            lambda: any(one.proposal == vote and one.state != "open" for one in francois.proposals()),
            francois,
        )
        made.agree()
        yield made


def test_news_are_what_others_did_and_what_was_decided(hamlet: Commune) -> None:
    items = hamlet.francois.news.page().items
    entries = [item.entry for item in items if item.entry is not None]
    assert [entry.kind for entry in entries] == ["service.confirm", "gift", "transfer"]
    assert all(entry.counterpart and entry.counterpart.name == "Claire Martin" for entry in entries)
    assert [item.decision.title for item in items if item.decision is not None] == ["Un banc"]
    assert [item.place for item in items] == sorted((item.place for item in items), reverse=True)


def test_pages_follow_one_another_without_a_hole(hamlet: Commune) -> None:
    whole = hamlet.francois.news.page().items
    found, before = [], LAST_PLACE
    while before is not None:
        page = hamlet.francois.news.page(before, limit=1)
        found += page.items
        before = page.older
    assert tuple(found) == whole


def test_what_was_seen_is_kept_on_this_computer(hamlet: Commune, tmp_path: Path) -> None:
    door = hamlet.claire.news
    assert any(item.is_new for item in door.page().items)
    door.mark_seen(door.page())
    assert not any(item.is_new for item in door.page().items)
    path = tmp_path / "news.json"
    assert load_seen(path) == FIRST_PLACE
    save_seen(path, (7, 2))
    save_seen(path, (3, 1))
    assert load_seen(path) == (7, 2), "an older page does not unmark a newer one"
    for damaged in ('{"a": 1}', "[1]", "[true, 2]", "no"):
        path.write_text(damaged)
        assert load_seen(path) == FIRST_PLACE


def test_the_command_line_tells_the_same_news(hamlet: Commune) -> None:
    service = hamlet.karim._service
    asked = {"limit": 1, "seen": True}
    document = do(hamlet.karim._do(lambda _desk: answer_command(service, "news", asked)))["result"]
    assert document["items"][0]["place"].count(":") == 1
    older = document["older"]
    following = answer_command(service, "news", {"before": older})["result"]
    assert following["items"][0]["place"] < older or len(following["items"][0]["place"]) < len(older)
    assert answer_command(service, "news", {"before": "hier"})["error"]["code"] == "news-place"
    assert answer_command(service, "news", {"limit": 0})["error"]["code"] == "bad-limit"
    lines = describe(Tongue("fr"), "news", document).splitlines()
    assert any(older in line for line in lines)
    assert all(not line.startswith("*") for line in describe(Tongue("en"), "news", following).splitlines())


def test_a_sheet_counts_what_two_people_exchanged(hamlet: Commune) -> None:
    claire = hamlet.claire.me().account
    sheet = hamlet.francois.people.one(claire)
    assert {one.asset: one.amount for one in sheet.given} == {"hour": 600}
    assert {one.asset: one.amount for one in sheet.received} == {"hour": 1_800 + 900 + 5_400}
    assert [entry.memo for entry in sheet.thanks_given] == ["Merci pour les œufs"]
    assert [entry.memo for entry in sheet.thanks_received] == ["Merci pour le mur"]
    assert [one.text for one in sheet.helped] == ["Solfège"]
    assert sheet.exchanges == 4
    assert sheet.is_whole
    assert sheet.sponsor is None
    stranger = hamlet.francois.people.one(hamlet.karim.me().account)
    assert (stranger.exchanges, stranger.given, stranger.received, stranger.since_ms) == (0, (), (), 0)
    assert stranger.sponsor is not None


def test_who_helped_whom_is_not_told_of_two_others(hamlet: Commune) -> None:
    assert [one.text for one in hamlet.francois.people.helped()] == ["Solfège"]
    assert hamlet.karim.people.helped() == ()


def test_the_list_says_what_each_offers(hamlet: Commune) -> None:
    price = (AmountView(asset="hour", amount=3_600),)
    do(hamlet.karim.add_listing("offer", "service", "Réparer un vélo", "", price, -1))
    until(lambda: any(one.trades for one in hamlet.francois.people.all()), hamlet.francois)
    found = {one.person.name: one for one in hamlet.francois.people.all()}
    assert found["Karim Benali"].trades == ("Réparer un vélo",)
    assert found["Claire Martin"].produced_wh == -1


def test_each_is_told_what_the_other_made_of_an_order(hamlet: Commune) -> None:
    """« L'autre personne est prévenue », says who cancels: those steps move nothing and were told nowhere."""
    claire, karim = hamlet.claire, hamlet.karim
    price = (AmountView(asset="kg", amount=500),)
    bread = do(karim.add_listing("offer", "produce", "Pain complet", "", price, -1)).id
    until(lambda: any(one.listing == bread for one in claire.listings()), claire)
    order = do(claire.place_order(bread, 2)).id
    # Cancelling is possible from the start: it waits for what the delivery makes possible.
    for door, action, open_when in (
        (karim, "accept", "accept"),
        (karim, "deliver", "deliver"),
        (claire, "cancel", "confirm"),
    ):
        until(lambda d=door, a=open_when: any(o.order == order and a in o.actions for o in d.orders()), door)
        do(door.order_action(order, action))
    hamlet.agree()
    told = {
        name: [
            (item.entry.kind, item.entry.counterpart and item.entry.counterpart.name, item.entry.title)
            for item in door.news.page().items
            if item.entry is not None and item.entry.kind.startswith("order.")
        ]
        for name, door in (("claire", claire), ("karim", karim), ("francois", hamlet.francois))
    }
    assert told["claire"] == [
        ("order.deliver", "Karim Benali", "Pain complet × 2"),
        ("order.accept", "Karim Benali", "Pain complet × 2"),
    ]
    assert told["karim"] == [("order.cancel", "Claire Martin", "Pain complet × 2")]
    assert told["francois"] == []
    places = [item.place for item in claire.news.page().items]
    assert places == sorted(places, reverse=True)
    one_by_one, page = [], claire.news.page(limit=1)
    while page.older is not None:
        one_by_one += [item.place for item in page.items]
        page = claire.news.page(before=page.older, limit=1)
    assert [*one_by_one, *(item.place for item in page.items)] == places


def test_an_act_without_effect_waits_until_it_is_read(hamlet: Commune) -> None:
    """It stayed in « À faire », and in the badge, whatever one did."""
    karim, far = hamlet.karim, 10**9
    body = {"to": hamlet.claire.me().account, "asset": "hour", "amount": far, "purpose": "", "memo": b""}
    event = do(karim._do(lambda desk: desk.act("transfer", body))).id
    until(lambda: any(item.object == event for item in karim.inbox()), karim)
    (item,) = [item for item in karim.inbox() if item.kind == "void"]
    assert (item.act, item.amounts) == ("transfer", (AmountView(asset="hour", amount=far),))
    told: set[str] = set()
    stop = karim.subscribe(told.update)
    do(karim.news.put_away(event))
    stop()
    assert "history" in told, "the badge follows"
    assert not [item for item in karim.inbox() if item.kind == "void"]
    assert any(entry.event == event for entry in karim.history()), "it is still told where it happened"
