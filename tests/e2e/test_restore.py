# SPDX-License-Identifier: AGPL-3.0-or-later
"""A computer is lost: 24 words and any invitation bring the account back on a new one."""

from __future__ import annotations

from app.vault import Vault
from tests.helpers.processes import Person, Street, agree, until


def words_of(person: Person) -> str:
    """What the person wrote down; the command line shows them on a terminal only."""
    words = Vault.open(person.home / "keys").words()
    assert words is not None
    return " ".join(words)


def test_back_on_a_new_computer(homes: Street) -> None:
    lea = homes.found()
    lea.start()
    old_code = lea.do("invite")["code"]
    karim = homes.person("karim")
    karim.do("join", "-", "--me", "Karim", typed=old_code)
    karim.start()
    lea.do("pay", "Karim", "2h", "h", "--wait")
    words = words_of(karim)
    karim.kill()

    # The invitation he once used is spent; it still says where the commune is.
    again = homes.person("new")
    answer = again.do("restore", "--code", old_code, typed=words)
    assert answer["me"]["name"] == "Karim"
    assert again.amounts()["hour"] == 7_200
    again.start()
    # The words were typed from his paper: nothing asks him to write them down again.
    until(lambda: again.do("backup")["backup_done"], "the words are forgotten here")
    again.do("pay", "Léa", "30 min", "h", "--wait")
    until(lambda: agree(lea, again), "both agree")
    assert lea.amounts("Karim")["hour"] == 5_400
    assert again.do("verify")["ok"]
    assert len(lea.do("members")["members"]) == 2

    # The old computer was not lost after all: both are the same member's, each with its own chain.
    karim.start()
    karim.do("pay", "Léa", "15 min", "h", "--wait")
    until(lambda: agree(lea, again, karim), "all three agree")
    assert lea.amounts("Karim")["hour"] == 4_500


def test_what_does_not_bring_anybody_back(homes: Street) -> None:
    lea = homes.found()
    lea.start()
    code = lea.do("invite")["code"]
    stranger = homes.person("stranger")
    other = homes.found("other", "Ailleurs")
    assert stranger.refused("restore", "--code", code, typed=words_of(other)) == "unknown-words"
    assert not stranger.home.exists()
    assert stranger.refused("restore", "--code", "VOISINAGE-ABC", typed=words_of(other)) == "bad-code"
    assert stranger.refused("restore", "--code", code, typed="abaisser") == "bad-words"
    assert other.refused("restore", "--code", code, typed=words_of(other)) == "home-exists"
    lea.kill()
    answer = stranger.refused("restore", "--code", code, "--timeout", "2", typed=words_of(other))
    assert answer == "not-reachable"
    assert not stranger.home.exists()
