# SPDX-License-Identifier: AGPL-3.0-or-later
"""What a document says in words, where a figure alone would leave a person alone."""

from __future__ import annotations

from typing import Any

import pytest

from app.cli import make_parser
from app.cli_format import Tongue, set_french_spaces
from app.cli_words import KINDS, describe
from ledger.rulebook import book

FR, EN = Tongue("fr"), Tongue("en")
STATUS: dict[str, Any] = {
    "commune_name": "Saint-Aubin",
    "members": 3,
    "me": None,
    "node_running": True,
    "peers": 3,
    "neighbours_online": 2,
    "addresses": [],
    "stopped_because": "",
    "total_sealed": 4,
    "pending": 0,
    "stalled_ms": 0,
    "synced": True,
}


@pytest.mark.parametrize(
    ("code", "french", "english"),
    [
        ("disk", "Disque plein : rien n'est perdu. Libérez de la place", "Disk full: nothing is lost. Free"),
        ("store-damaged", "est abîmé ici ; vos voisins ont tout", "is damaged here; your neighbours have"),
        ("clock", "L'heure de cet ordinateur retarde", "This computer's clock is late"),
        ("diverged", "Arrêté : la suite", "Stopped: what follows"),
        ("two-seals", "Arrêté : la suite", "Stopped: what follows"),
        ("vote-lost", "Arrêté : la suite", "Stopped: what follows"),
    ],
)
def test_a_copy_that_does_not_go_on_says_why_and_what_to_do(code: str, french: str, english: str):
    document = {**STATUS, "stopped_because": code}
    assert set_french_spaces(french) in describe(FR, "status", document)
    assert english in describe(EN, "status", document)
    assert set_french_spaces(french) not in describe(FR, "status", STATUS)


def test_what_has_no_words_of_its_own_is_still_a_sentence():
    assert describe(FR, "vote", {"phase": "sealed"}) == "C’est définitif."
    assert describe(FR, "vote", {}) == "C’est fait."
    assert describe(EN, "vote", {}) == "Done."
    assert describe(FR, "open", {"raised": True}) == "La fenêtre est déjà ouverte."


def test_a_demonstration_without_a_window_says_how_it_ended():
    node = {
        "name": "Claire",
        "height": 41,
        "state_digest": "ab",
        "totals": [{"asset": "kwh", "amount_wh": 24_000}],
    }
    said = describe(FR, "demo", {"nodes": [node, node, node], "home": ""})
    assert "3 registres identiques, à la page n° 41" in said
    assert "24\u00a0kWh" in said
    assert "C’est ." not in said
    assert "Rien n’en reste" in said
    kept = describe(EN, "demo", {"nodes": [node, node, node], "home": "/x"})
    assert "3 identical registers" in kept
    assert kept.endswith("It is all in /x.")


@pytest.mark.parametrize(
    ("code", "french", "english"),
    [("slow", "retarde de 1\u00a0heure", "1\u00a0hour slow"), ("fast", "avance de 1\u00a0heure", "fast")],
)
def test_a_wrong_clock_is_said(code: str, french: str, english: str) -> None:
    document = {**STATUS, "clock": code, "clock_off_ms": 3_600_000}
    assert french in describe(FR, "status", document)
    assert english in describe(EN, "status", document)


@pytest.mark.parametrize(
    ("minutes", "told"),
    [(119, "1\u00a0hour and 59\u00a0minutes"), (1_440, "1\u00a0day"), (2_880, "2\u00a0days")],
)
def test_a_clock_is_off_by_hours_or_days_not_by_a_thousand_minutes(minutes: int, told: str) -> None:
    document = {**STATUS, "clock": "fast", "clock_off_ms": minutes * 60_000}
    assert f"This computer's clock is {told} fast" in describe(EN, "status", document)


def test_days_before_the_meter_are_not_called_known():
    names = ("days_new", "produced_wh", "days_known", "days_missing", "readings")
    report = {**dict.fromkeys(names, 0), "days_before": 365}
    said = describe(FR, "meter.import", report)
    assert "0\u00a0déjà connu." in said
    assert "365\u00a0jours d’avant le début du compteur, non comptés." in said
    assert "365\u00a0days from before the meter's start" in describe(EN, "meter.import", report)
    assert "avant" not in describe(FR, "meter.import", {**report, "days_before": 0})


def test_every_act_of_the_rule_book_has_words():
    assert {*book.BOOK.get(book.RULES_MAX).kinds, *book.DUE} <= set(KINDS)


@pytest.mark.parametrize(
    ("side", "french", "english"),
    [
        ("production", "toit (tout ce qu’il donne) · 6\u00a0kWc", "roof (all it gives) · 6\u00a0kWp"),
        (
            "injection",
            "injection (ce qui part au réseau) · 6\u00a0kWc",
            "injection (what leaves for the grid) · 6\u00a0kWp",
        ),
        ("consumption", "consommation · 6\u00a0kVA", "consumption · 6\u00a0kVA"),
    ],
)
def test_a_meter_says_what_it_counts(side: str, french: str, english: str):
    meter = {
        "meter": "ab" * 32, "owner": {"name": "Chloé"}, "side": side, "watts_peak": 6_000, "state": "active",
        "minted_wh": 0,
    }  # fmt: skip
    assert french in describe(FR, "meter.list", {"meters": [meter]})
    assert english in describe(EN, "meter.list", {"meters": [meter]})


def test_no_meter_says_what_to_type():
    assert "Aucun compteur" in describe(FR, "meter.list", {"meters": []})
    assert "voisinage meter add" in describe(EN, "meter.list", {"meters": []})


def test_the_commune_s_accounts_are_the_fund_s():
    line = {"pot": "unallocated", "asset": "kg", "purpose": "", "settled_g": 3_500, "expected_g": 3_500}
    document: dict[str, Any] = {"member": {"name": ""}, "is_me": False, "balances": [line]}
    assert describe(FR, "balance", document) == ("le fonds de la commune\u202f:\n  3,5\u00a0kg (à répartir)")
    assert "nothing yet" in describe(EN, "balance", {**document, "balances": []})


def test_a_rename_says_the_name_back_and_who_else_has_it():
    document = {"name": "De nise", "fingerprint": "k4mq-7xza", "is_shared": False, "phase": "sealed"}
    assert describe(FR, "rename", document) == ("Vos voisins liront «\u00a0De nise\u00a0»\u202f: définitif.")
    shared = {**document, "is_shared": True}
    assert "déjà ce nom. Votre signe vous distingue\u202f: k4mq-7xza." in describe(FR, "rename", shared)
    assert "somebody else has this name" in describe(EN, "rename", shared)


def test_what_waits_and_what_one_may_do_are_said_in_french():
    void = {"kind": "void", "object": "ab" * 32, "title": "floor", "person": {"name": "Léa"}}
    said = describe(FR, "inbox", {"inbox": [void]})
    assert said == "un acte sans effet · le compte serait passé sous sa limite · Léa · ababababab"
    order: dict[str, Any] = {
        "order": "cd" * 32, "state": "placed", "total": [], "actions": ["accept", "cancel"],
        "listing": {"title": "Œufs"}, "seller": {"name": "Léa", "is_me": True},
        "buyer": {"name": "Luc", "is_me": False},
    }  # fmt: skip
    said = describe(FR, "order.list", {"orders": [order]})
    assert said == "cdcdcdcdcd  Œufs · vendue à Luc · passée · à accepter (accept), s’annule (cancel)"


def test_who_could_be_taken_for_another_is_told_by_their_sign():
    """Wherever a name is paid, confirmed or believed; the fund, and who is alone of its name, by the name."""
    ann = {"name": "Ann Smith", "fingerprint": "k4mq-7xza", "is_alike": True, "is_me": False}
    alone = {**ann, "is_alike": False}
    me = {"name": "Léa", "fingerprint": "aaaa-bbbb", "is_alike": False, "is_me": True}
    order = {
        "order": "cd" * 32, "state": "placed", "total": [], "actions": [], "listing": {"title": "Œufs"},
        "seller": ann, "buyer": me,
    }  # fmt: skip
    entry = {
        "kind": "transfer", "counterpart": ann, "amounts": [], "memo": "", "title": "", "at_ms": 0,
        "phase": "sealed", "event": "",
    }  # fmt: skip
    item = {"kind": "order.confirm", "object": "ab" * 32, "title": "Œufs", "person": ann}
    proof = {"author": ann, "kind": "transfer", "phase": "sealed", "reason": "", "postings": []}
    peer = {"person": ann, "online": True, "address": "/ip4/10.0.0.1"}
    hours = {
        "service": "ef" * 32, "seconds": 3600, "from_ms": 0, "text": "", "provider": ann, "beneficiary": me,
        "state": "certified", "waits_for": "",
    }  # fmt: skip
    none = {"to_witness": [], "waiting": [], "recent": [], "given_s": 0, "received_s": 0}
    asked: dict[str, dict[str, Any]] = {
        "order.list": {"orders": [order]},
        "history": {"history": [entry]},
        "inbox": {"inbox": [item]},
        "proof": proof,
        "peers": {"peers": [peer]},
        "service.list": {**none, "to_confirm": [hours]},
        "role.list": {"roles": [{"role": "mayor", "holders": [{"person": ann, "origin": None}]}]},
        "pay": {"to": ann, "asset": "kg", "amount_g": 1000, "phase": "pending"},
    }
    for command, document in asked.items():
        for tongue in (FR, EN):
            assert "Ann Smith (k4mq-7xza)" in describe(tongue, command, document), command
    assert "k4mq-7xza" not in describe(FR, "order.list", {"orders": [{**order, "seller": alone}]})


def test_an_order_says_which_side_one_is_on():
    order: dict[str, Any] = {
        "order": "cd" * 32,
        "state": "placed",
        "total": [],
        "actions": ["accept", "cancel"],
    }
    said = describe(FR, "order.list", {"orders": [{**order, "listing": {"title": "Œufs"}}]})
    assert said == "cdcdcdcdcd  Œufs · passée · à accepter (accept), s’annule (cancel)"
    two = {**order, "quantity": 2, "buyer": {"name": "Léa"}, "seller": {"name": "Ali", "is_me": True}}
    two["total"] = [{"asset": "hour", "amount_s": 1_200}, {"asset": "kg", "amount_g": 1_000}]
    said = describe(FR, "order.list", {"orders": [{**two, "listing": {"title": "Pain"}}]})
    assert plain("  Pain × 2 · vendue à Léa · 20 min et 1 kg · passée") in plain(said)
    bought = {**two, "buyer": {"name": "Ali", "is_me": True}, "seller": {"name": "Léa"}}
    said = describe(EN, "order.list", {"orders": [{**bought, "listing": {"title": "Bread"}}]})
    assert plain("Bread × 2 · bought from Léa · 20 min and 1 kg · placed") in plain(said)


def plain(text: str) -> str:
    return text.replace("\u00a0", " ").replace("\u202f", " ").replace("’", "'")


def test_a_node_that_nobody_can_reach_says_so():
    assert "personne ne peut le joindre" in plain(describe(FR, "node", {"addresses": []}))
    assert "nobody can reach it" in describe(EN, "node", {"addresses": []})
    assert describe(EN, "node", {"addresses": ["/ip4/1"]}) == "Voisinage is online:\n  /ip4/1"


def test_a_vote_of_mine_says_which_way():
    vote = {"at_ms": 0, "kind": "ballot", "phase": "sealed", "counterpart": None, "amounts": [], "memo": ""}
    document = {
        "history": [{**vote, "title": "Un banc", "choice": "against", "event": "ab" * 32, "reason": ""}]
    }
    assert "définitif · vote · contre · Un banc · ababababab" in describe(FR, "history", document)


def test_what_is_to_be_confirmed_says_how_much_leaves():
    hours = {"kind": "service.confirm", "object": "ab" * 32, "title": "haie", "person": {"name": "Léa"}}
    hours["amounts"] = [{"asset": "hour", "amount_s": 7_200}]
    said = describe(FR, "inbox", {"inbox": [hours]})
    assert plain(said) == "confirmer des heures · 2 h · haie · Léa · ababababab"


def test_an_offer_says_its_words_and_what_is_left():
    offer = {
        "offer": "ef" * 32, "side": "offer", "title": "Pain", "author": {"name": "Ali"}, "stock": 2,
        "text": "Le samedi,\nau fournil. " + "Une histoire. " * 100,
        "price": [{"asset": "hour", "amount_s": 600}, {"asset": "kg", "amount_g": 500}],
    }  # fmt: skip
    first, second, *rest = plain(describe(FR, "offer.list", {"offers": [offer]})).splitlines()
    assert first == "efefefefef  offre · Pain · 10 min et 0,5 kg · Ali · il en reste 2"
    assert second.startswith("    Le samedi, au fournil. Une histoire.")
    assert len(rest) < 8
    assert rest[-1].endswith("…")
    short = {**offer, "text": "", "stock": -1}
    said = plain(describe(EN, "offer.list", {"offers": [short]}))
    assert said == "efefefefef  offer · Pain · 10 min and 0.5 kg · Ali"


def test_a_proof_names_its_act_and_why_it_is_void():
    proof: dict[str, Any] = {
        "author": {"name": "Léa"},
        "kind": "transfer",
        "phase": "void",
        "reason": "floor",
        "postings": [],
    }
    assert describe(FR, "proof", proof).splitlines() == [
        "paiement · Léa · sans effet",
        "le compte serait passé sous sa limite.",
    ]
    asked = {"to": {"name": "Luc"}, "asset": "hour", "amount_s": 3_600}
    assert describe(FR, "proof", {**proof, "asked": asked}).endswith("\n  demandé\u202f: 1\u00a0h pour Luc")
    fund = {**asked, "to": {"name": ""}}
    assert describe(EN, "proof", {**proof, "asked": fund}).endswith("  asked: 1\u00a0h to the commune's fund")


@pytest.mark.parametrize(("count", "french"), [(0, "abstention"), (1, "abstention"), (2, "abstentions")])
def test_abstentions_are_counted_in_french(count: int, french: str):
    tally = {"votes_for": 3, "votes_against": 0, "abstentions": count}
    row = {"proposal": "ab" * 32, "title": "Un banc", "state": "passed", "tally": tally, "closes_ms": 0}
    said = describe(FR, "proposals", {"proposals": [row]})
    assert f"3 pour, 0 contre, {count}\u00a0{french} ·" in said


ASKED: dict[str, Any] = {
    "proposal": "ab" * 32, "title": "Un banc", "state": "open", "closes_ms": 0, "author": {"name": "Élise"},
    "tally": {"votes_for": 3, "votes_against": 0, "abstentions": 0}, "text": "", "parity": None,
    "parity_now": None, "role": None, "witnesses": None, "rules": None,
}  # fmt: skip


def test_nobody_votes_on_a_title_alone():
    said = describe(EN, "proposals", {"proposals": [{**ASKED, "text": "By the wash-house.\n" + "oak " * 40}]})
    _, *under = said.splitlines()
    assert under[:2] == ["    Proposed by Élise.", "    By the wash-house."]
    assert "".join(under[2:]).count("oak") == 40
    assert max(map(len, under)) <= 96
    closed = describe(EN, "proposals", {"proposals": [{**ASKED, "state": "executed", "text": "Oak."}]})
    assert len(closed.splitlines()) == 1


def test_a_text_that_passed_is_not_said_to_be_in_force():
    passed = {**ASKED, "state": "executed"}
    for form, told in (("text", "passed"), ("parity", "passed, in force")):
        said = describe(EN, "proposals", {"proposals": [{**passed, "form": form}]})
        assert f" · {told} · 3 for" in said


@pytest.mark.parametrize(
    ("phase", "told"),
    [
        ("pending", "recorded. The vote opens"),
        ("sealed", "open to the vote. Until when"),
        ("void", "no effect"),
    ],
)
def test_a_proposal_made_is_not_said_to_be_decided(phase: str, told: str):
    for kind in ("text", "parity", "role", "witnesses", "rules"):
        said = describe(EN, f"propose.{kind}", {"proposal": "ab" * 32, "phase": phase})
        assert said.startswith(f"Proposal ababababab: {told}")
        assert "final" not in said


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"parity": ["hour", 500, 9], "parity_now": ["hour", 250, 9]},
         "1\u00a0h would be worth 200\u00a0kWh, instead of 100\u00a0kWh."),
        ({"parity": ["kg", 12, 1]}, "1\u00a0kg would be worth 12\u00a0kWh."),
        ({"role": {"person": {"name": "Luc"}, "role": "officer", "grant": True}},
         "Give Luc the role of deputy mayor."),
        ({"witnesses": {"seats": [{"person": {"name": "Luc"}}]}}, "Witness: Luc."),
        ({"rules": {"rules": 2}}, "Go on to rules no. 2."),
    ],
)  # fmt: skip
def test_what_a_proposal_would_do_is_told_whatever_its_title(change: dict[str, Any], told: str):
    said = describe(EN, "proposals", {"proposals": [{**ASKED, **change, "title": "Nothing much"}]})
    assert said.splitlines()[1] == f"    Proposed by Élise. {told}"


def test_a_line_of_the_past_has_its_number_and_why_it_had_no_effect():
    entry: dict[str, Any] = {
        "event": "ab" * 32, "at_ms": 0, "kind": "transfer", "phase": "void", "reason": "floor",
        "counterpart": {"name": "Luc"}, "amounts": [{"asset": "hour", "amount_s": -3600}],
        "memo": "", "title": "",
    }  # fmt: skip
    first, second = describe(FR, "history", {"history": [entry]}).splitlines()
    assert first.endswith(" · sans effet · paiement · Luc · −1\u00a0h · ababababab")
    assert second == "    Rien n’a bougé sur vos comptes\u202f: le compte serait passé sous sa limite."
    news = describe(EN, "news", {"items": [{"is_new": True, "entry": entry}], "older": ""})
    assert news.endswith("Your accounts have not changed: the account would have gone below its limit.")
    final = describe(EN, "history", {"history": [{**entry, "phase": "sealed", "reason": ""}]})
    assert len(final.splitlines()) == 1


@pytest.mark.parametrize("command", ["join", "restore"])
def test_who_enters_is_told_what_to_do_next(command: str):
    document = {"commune_name": "Saint-Aubin", "me": {"name": "Léa"}}
    assert "voisinage node pour rester en ligne" in describe(FR, command, document)
    assert describe(EN, command, document).endswith("Next: voisinage node to stay online.")


def test_who_founds_without_a_place_is_told_whose_sun_is_counted():
    document = {"name": "Saint-Aubin", "me": {"name": "Léa"}, "protection": "file"}
    parsed = make_parser(EN.say).parse_args(["found", "--name", "X", "--me", "Y"])
    place = {"latitude": parsed.latitude, "longitude": parsed.longitude}
    assert "Lyon" in describe(FR, "found", {**document, **place})
    assert "Lyon" not in describe(FR, "found", {**document, "latitude": "48,1", "longitude": "4.85"})


def test_who_comes_back_is_not_told_to_write_down_the_words_just_typed():
    document = {"commune_name": "Saint-Aubin", "me": {"name": "Léa"}, "protection": "file"}
    said = describe(FR, "restore", document)
    assert said.startswith("Vous revoilà")
    assert "Notez vos 24 mots" not in said
    assert "voisinage backup --done" in said
    assert "peut payer en votre nom" in said
    assert "Notez vos 24 mots" in describe(FR, "join", document)


@pytest.mark.parametrize(("phase", "told"), [(None, False), ("sealed", True)])
def test_shares_are_mine_only_once_i_said_them(phase: str | None, told: bool):
    post = {"post": "roads", "result_millionths": 100_000, "my_percent": 10}
    document = {"balances": [], "debt": [], "posts": [post], "my_ballot_phase": phase}
    said = describe(FR, "fund", document)
    assert ("(vous\u202f: 10\u202f%)" in said) is told
    assert ("voisinage allocate" in said) is not told


def test_the_fund_says_that_nothing_goes_out_of_it_and_who_owes():
    document = {"balances": [], "debt": [], "posts": [], "my_ballot_phase": None}
    said = describe(EN, "fund", document)
    assert "Nothing goes out of it yet" in said
    assert "the commune owes them" not in said
    owed = {**document, "debt": [{"asset": "hour", "amount_s": 14_400}]}
    assert "the commune owes them" in describe(EN, "fund", owed)


def test_an_order_its_buyer_cannot_pay_says_so() -> None:
    me, ann = {"name": "Léa", "is_me": True}, {"name": "Ann", "is_me": False}
    order = {
        "order": "ab" * 32, "listing": {"title": "Panier"}, "quantity": 25, "buyer": ann, "seller": me,
        "total": [{"asset": "hour", "amount_s": 45_000}], "state": "placed", "actions": ["accept"],
        "short_of": [{"asset": "hour", "amount_s": 18_000}],
    }  # fmt: skip
    (said,) = plain(describe(FR, "order.list", {"orders": [order]})).splitlines()
    assert "Ann peut payer 5 h au plus aujourd'hui" in said
    (said,) = plain(
        describe(FR, "order.list", {"orders": [{**order, "buyer": me, "seller": ann}]})
    ).splitlines()
    assert "vous pouvez payer 5 h au plus" in said
