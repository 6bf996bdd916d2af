# SPDX-License-Identifier: AGPL-3.0-or-later
"""One member, several computers: each with its own chain; an older copy catches up, a thief is shut out."""

from __future__ import annotations

import shutil

from tests.e2e.test_restore import words_of
from tests.helpers.processes import Document, Person, Refused, Street, agree, until


def devices_of(person: Person) -> list[Document]:
    return person.do("device", "list")["devices"]


def second_computer(homes: Street, lea: Person, first: Person, code: str) -> Person:
    """The same member on a second computer, from the 24 words; both online."""
    second = homes.person("second")
    second.do("restore", "--code", code, typed=words_of(first))
    second.start()
    until(lambda: agree(lea, first, second), "the second computer holds the same")
    return second


def test_the_stolen_first_is_shut_out_from_the_second(homes: Street) -> None:
    lea = homes.found()
    lea.start()
    code = lea.do("invite")["code"]
    first = homes.person("first")
    first.do("join", "-", "--me", "Karim", typed=code)
    first.start()
    assert first.refused("device", "revoke", "1") == "device-last", "nothing would be left but the words"
    assert devices_of(first)[1]["may_revoke"] == ""
    second = second_computer(homes, lea, first, code)

    # Both are the same member's and both pay.
    first.do("pay", "Léa", "30 min", "h", "--wait")
    second.do("pay", "Léa", "15 min", "h", "--wait")
    until(lambda: agree(lea, first, second), "all three agree")
    assert lea.amounts("Karim")["hour"] == -2_700
    seen = devices_of(second)
    assert [(view["number"], view["is_words"], view["is_this"]) for view in seen] == [
        (0, True, False),
        (1, False, False),
        (2, False, True),
    ]
    assert all(view["added_ms"] and view["phase"] == "sealed" for view in seen)
    assert [bool(view["node"]) for view in seen] == [False, True, True]
    assert seen[1]["may_revoke"] == "delayed", "the words are on paper, not on this computer"
    words = words_of(first)

    # A payment of the thief, made while nobody hears him, comes after.
    assert first.stop() == 0
    late = first.do("pay", "Léa", "1 h", "h")["event"]
    assert second.refused("device", "revoke", "2") == "device-is-this", "a number is soon mistaken"
    answer = second.do("device", "revoke", "1", "--words", "--wait", typed=words)
    assert (answer["number"], answer["waits"], answer["phase"]) == (1, False, "sealed")
    first.start()
    until(lambda: agree(lea, first, second), "all three agree again")
    proof = first.do("proof", late)
    assert (proof["phase"], proof["reason"]) == ("void", "revoked")
    assert lea.amounts("Karim")["hour"] == -2_700
    assert devices_of(first)[1]["revoked_ms"] > 0
    assert first.refused("pay", "Léa", "1 h", "h") == "key-revoked"
    assert first.status()["stopped_because"] == "revoked"
    lost = [row for row in first.do("history")["history"] if row["phase"] == "void"]
    assert [(row["event"], row["reason"]) for row in lost] == [(late, "revoked")]

    # What it holds it keeps; it is sent nothing more.
    second.do("device", "cut", "1", "--wait")
    assert devices_of(second)[1]["node"] == ""
    second.do("pay", "Léa", "15 min", "h", "--wait")
    until(lambda: lea.status()["peers"] == 1, "the stolen computer is cut off")
    assert second.refused("device", "revoke", "1") == "device-revoked"
    assert second.refused("device", "cut", "1") == "device-cut-off"
    assert second.do("verify")["ok"]


def test_without_the_words_it_takes_the_delay_and_the_elder_objects(homes: Street) -> None:
    lea = homes.found("lea", "Léa", "--set", "key.revoke-delay-ms=600000")
    lea.start()
    code = lea.do("invite")["code"]
    first = homes.person("first")
    first.do("join", "-", "--me", "Karim", typed=code)
    first.start()
    second = second_computer(homes, lea, first, code)
    words = words_of(first)

    answer = second.do("device", "revoke", "1", "--wait")
    assert answer["waits"]
    until(lambda: agree(lea, first, second), "the demand is known")
    (waiting,) = devices_of(first)[1]["waiting"]
    assert waiting["due_ms"] > 0
    assert (waiting["asked_here"], waiting["can_keep"]) == (False, True)
    assert second.refused("device", "revoke", "1") == "device-waits"
    assert [item["kind"] for item in first.do("inbox")["inbox"] if item["kind"] == "device"] == ["device"]
    assert not [item for item in second.do("inbox")["inbox"] if item["kind"] == "device"]
    first.do("device", "keep", "1", "--wait")
    until(lambda: agree(lea, first, second), "the objection is known")
    assert devices_of(second)[1]["waiting"] == []
    assert second.refused("device", "keep", "1") == "device-not-waiting"

    # With the words, typed, nobody objects.
    assert second.refused("device", "revoke", "1", "--words", typed=words_of(lea)) == "other-words"
    assert second.refused("device", "revoke", "1", "--words", typed="abaisser") == "bad-words"
    assert second.refused("device", "revoke", "0") == "device-is-words"
    assert second.refused("device", "revoke", "9") == "unknown-device"
    assert lea.refused("device", "cut", "1") == "device-seals"
    assert second.refused("device", "cut", "2") == "device-is-here"
    answer = second.do("device", "revoke", "1", "--words", "--wait", typed=words)
    assert not answer["waits"]
    until(lambda: agree(lea, first, second), "all agree")
    assert first.refused("pay", "Léa", "1 h", "h") == "key-revoked"


def test_an_older_copy_of_a_home_signs_only_after_it_caught_up(homes: Street) -> None:
    """The home is copied aside, used, and the old copy put back: the next payment must be no fork."""
    lea, karim = homes.pair()
    assert karim.stop() == 0
    shutil.copytree(karim.home, homes.folder / "backup")

    karim.start()
    karim.do("pay", "Léa", "30 min", "h", "--wait")
    assert karim.stop() == 0
    shutil.rmtree(karim.home)
    shutil.move(homes.folder / "backup", karim.home)
    karim.start()
    paid = until(lambda: pays(karim), "the old copy may pay")
    until(lambda: agree(lea, karim), "both agree")
    assert karim.do("proof", paid)["phase"] == "sealed"
    assert lea.amounts("Karim")["hour"] == -1_800 - 900
    assert not [row for row in karim.do("history")["history"] if row["phase"] == "void"]


def pays(person: Person) -> str:
    """The payment as soon as the computer lets it be signed; no other refusal is expected."""
    try:
        return str(person.do("pay", "Léa", "15 min", "h")["event"])
    except Refused as error:
        if error.code != "behind-own-chain":
            raise
        return ""
