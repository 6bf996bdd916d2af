# SPDX-License-Identifier: AGPL-3.0-or-later
"""A resident leaves by the command line; the neighbours' computers see it, and what is left is read only."""

from __future__ import annotations

from tests.e2e.test_restore import words_of
from tests.helpers.processes import Person, Street, agree, until


def test_karim_leaves_and_lea_sees_it(homes: Street) -> None:
    lea, karim = homes.pair()
    lea.do("pay", "Karim", "2h", "h", "--wait")
    offer = karim.do("offer", "add", "Pommes", "--price", "0,5", "kg", "--wait")["offer"]
    until(lambda: agree(lea, karim), "both agree")

    # What still keeps him is told before; nothing is signed without --yes.
    order = lea.do("order", "place", offer, "--wait")["order"]
    until(lambda: karim.do("leave", "--to", "Léa")["plan"]["obstacles"], "the order is known")
    before = karim.do("leave", "--to", "Léa")
    assert (before["left"], before["to"]) == (False, "Léa")
    assert [row["what"] for row in before["plan"]["obstacles"]] == ["order"]
    assert karim.refused("leave", "--to", "fonds", "--yes") == "leave-order"
    said = karim.do_in_words("leave", "--to", "fonds")
    assert "le fonds commun" in said
    assert "commande en cours avec Léa" in said
    lea.do("order", "cancel", order, "--wait")
    until(lambda: not karim.do("leave")["plan"]["obstacles"], "nothing keeps him")
    assert karim.refused("leave", "--yes") == "leave-to-whom"
    assert karim.refused("leave", "--to", "Karim", "--yes") == "leave-to-self"
    assert lea.refused("leave", "--to", "Karim", "--yes") == "leave-witness"

    # His words are on paper: they are asked.
    words = words_of(karim)
    assert karim.do("backup", "--done", typed=words)["backup_done"]
    assert karim.refused("leave", "--to", "Léa", "--yes") == "leave-needs-words"
    assert karim.refused("leave", "--to", "Léa", "--yes", "--words", typed=words_of(lea)) == "other-words"
    answer = karim.do("leave", "--to", "Léa", "--erase", "--yes", "--words", "--wait", typed=words)
    assert (answer["left"], answer["phase"]) == (True, "sealed")

    # Léa has his hours back, his offer is gone, his name too; she sees who is there.
    until(lambda: lea.do("proof", answer["event"])["phase"] == "sealed", "Léa knows")
    assert lea.amounts()["hour"] == 0
    assert [person["name"] for person in lea.do("members")["members"]] == ["Léa"]
    (gone,) = lea.do("members", "--left")["left"]
    assert (gone["has_name"], gone["phase"]) == (False, "sealed")
    assert "sans nom · partie ou parti le" in lea.do_in_words("members", "--left")
    assert [row for row in lea.do("offer", "list")["offers"] if row["offer"] == offer] == []
    assert lea.refused("pay", "Karim", "1h", "h") == "unknown-member"
    people = [row["counterpart"] for row in lea.do("history")["history"] if row["counterpart"]]
    assert "Karim" not in {person["name"] for person in people}
    assert lea.do("verify")["ok"]

    # His own computer keeps its copy, reads everything and signs nothing.
    status = karim.status()
    assert status["stopped_because"] == "left"
    assert karim.refused("pay", "Léa", "1h", "h") == "left"
    assert karim.refused("offer", "add", "Poires", "--price", "1", "kg") == "left"
    assert karim.refused("device", "keep", "1") in ("unknown-device", "left")
    commands = (
        "history", "balance", "members", "inbox", "news", "fund", "meter list", "order list", "offer list",
        "device list", "pot list", "pension", "service list", "proposals",
    )  # fmt: skip
    for command in commands:
        karim.do(*command.split())
    plan = karim.do("leave")["plan"]
    assert plan["phase"] == "sealed"
    assert plan["to"]["name"] == "Léa"
    assert karim.do("verify")["ok"]
    assert "consultent" in karim.do_in_words("leave")

    check_words_open_nothing(homes, lea, words)

    # He comes back as anybody new, in another folder.
    again = homes.join(lea, "again", "Karim B.")
    again.start()
    until(lambda: agree(lea, again), "both agree")
    lea.do("pay", "Karim B.", "1h", "h", "--wait")


def check_words_open_nothing(homes: Street, neighbour: Person, words: str) -> None:
    """Who comes back with the words of an account that left is told so, and nothing is made."""
    stranger = homes.person("stranger")
    code = neighbour.do("invite")["code"]
    assert stranger.refused("restore", "--code", code, typed=words) == "left-words"
    assert not stranger.home.exists()
