# SPDX-License-Identifier: AGPL-3.0-or-later
"""What people type: members by what cannot be taken from them first, amounts in units, ids by their start."""

from __future__ import annotations

from typing import Any

import pytest

from app.errors import AppError
from app.reader import Picture, Reader, make_fingerprint
from app.resolve import (
    Ambiguous,
    Arguments,
    find_asset,
    find_day,
    find_id,
    find_member,
    find_recipient,
    read_amount,
)
from ledger.blob import make_blob, name_blob
from ledger.calendar import civil_day_start
from ledger.read_model import ReadModel
from ledger.state import ACCOUNTS, get_commune
from ledger.store import Store
from ledger.units import FUND
from tests.helpers.builders import Person, Village


class Named:
    """A small commune whose people have the names a test gives them."""

    def __init__(self, **names: str) -> None:
        self.village = Village.found("lea")
        self.people: dict[str, Person] = {"lea": self.village.founder}
        for person in names:
            if person != "lea":
                self.people[person] = self.village.join(person)
        self.store = Store(None)
        for person, name in {"lea": "Léa", **names}.items():
            self._name(self.people[person], name)

    def _name(self, person: Person, name: str) -> None:
        commune = self.village.commune
        blob = make_blob(bytes(16), name.encode())
        self.store.add_blob(name_blob(commune, blob), person.account, blob)
        self.village.do(person, "display", display=name_blob(commune, blob))

    def reader(self) -> Reader:
        state = self.village.state
        picture = Picture(
            device=b"",
            version=1,
            commune=self.village.commune,
            me=self.people["lea"].account,
            sealed=state,
            pending=state,
            pending_events=(),
            pending_results={},
            is_founded=True,
            node=None,
        )
        return Reader(picture, self.store, ReadModel(self.store.db), self.village.now_ms)

    def find(self, typed: str) -> str:
        return self._name_of(find_member(self.reader(), typed).account)

    def pay(self, typed: str) -> str:
        """Whom a payment would go to."""
        return self._name_of(find_recipient(self.reader(), typed, by_first_name=True))

    def _name_of(self, account: bytes) -> str:
        return next(name for name, person in self.people.items() if person.account == account)


def refused(function: Any, *arguments: Any) -> AppError:
    with pytest.raises(AppError) as caught:
        function(*arguments)
    return caught.value


def test_a_member_by_any_of_their_names() -> None:
    named = Named(francois="François  Martin".replace("  ", " "))
    francois = named.people["francois"].account
    for typed in (
        "François Martin",
        "  françois   MARTIN ",
        "francois martin",
        make_fingerprint(francois),
        francois.hex(),
        francois.hex()[:6],
        francois.hex()[:20].upper(),
    ):
        assert named.find(typed) == "francois"
    assert named.find("me") == named.find("moi") == "lea"


def test_nobody_and_who_comes_near() -> None:
    named = Named(francois="François Martin", marie="Marie Martin")
    error = refused(named.find, "Martin")
    assert (error.code, error.params["alike"]) == ("unknown-member", "François Martin, Marie Martin")
    assert refused(named.find, "Zorro").params["alike"] == ""
    assert refused(named.find, "").code == "unknown-member"
    assert refused(named.find, named.people["marie"].account.hex()[:5]).code == "unknown-member"


def test_who_comes_near_with_one_name_is_told_by_their_sign() -> None:
    named = Named(ann="Ann Smith", other="Ann Smith", marie="Marie Smith")
    alike = str(refused(named.find, "Ann").params["alike"]).split(", ")
    assert sorted(alike) == sorted(
        f"Ann Smith ({make_fingerprint(named.people[who].account)})" for who in ("ann", "other")
    )


def test_a_day_is_the_commune_s() -> None:
    named = Named()
    reader = named.reader()
    start = civil_day_start(get_commune(named.village.state).offsets, named.village.now_ms)
    assert find_day(reader, "aujourd’hui") == find_day(reader, "today", ahead=True) == start
    assert start - find_day(reader, "hier") == find_day(reader, "demain") - start == 86_400_000
    assert find_day(reader, " ") == 0
    error = refused(find_day, reader, "chou")
    assert (error.code, error.params["typed"]) == ("bad-day", "chou")


def test_how_long_a_vote_lasts() -> None:
    assert Arguments({}).duration_ms() is None
    assert Arguments({"days": 2}).duration_ms() == 2 * 86_400_000
    assert Arguments({"days": 0}).duration_ms() == 0
    assert Arguments({"days": 7, "duration_ms": 0}).duration_ms() == 0


def test_two_of_one_name() -> None:
    named = Named(marie="Marie", other="marie")
    error = refused(named.find, "Marie")
    assert isinstance(error, Ambiguous)
    assert error.code == "ambiguous-member"
    assert {candidate["fingerprint"] for candidate in error.candidates} == {
        make_fingerprint(named.people[name].account) for name in ("marie", "other")
    }


@pytest.mark.parametrize(
    "taken", ["Аnn Smith", "ann  smith", "Ánn Smith", "Ann Smıth", "Ａｎｎ Ѕmith", "Ann Srnith"]
)
def test_a_name_that_only_looks_the_same_asks_for_the_sign(taken: str) -> None:
    named = Named(ann="Ann Smith", other=taken, marie="Marie Smith")
    sign = make_fingerprint(named.people["ann"].account)
    for typed in ("Ann Smith", taken):
        error = refused(named.find, typed)
        assert isinstance(error, Ambiguous)
        assert {candidate["name"] for candidate in error.candidates} == {"Ann Smith", taken}
        assert f"Ann Smith ({sign})" in str(error.params["candidates"])
    assert named.find(sign) == named.find(f"Ann Smith ({sign})") == "ann"
    assert named.find(f"Ann Smith ({sign})".replace("-", "\u2011").upper()) == "ann"  # as a window shows it
    assert named.find(f"{taken} ({make_fingerprint(named.people['other'].account)})") == "other"
    assert named.find("Marie Smith") == "marie"


def test_a_first_name_pays_who_alone_bears_it() -> None:
    named = Named(ali="Ali Ben Salah", marie="Marie-Claire Petit", martin="Martin Dupré", other="Luc Martin")
    for typed in ("Ali", " aLI ", "Ali Ben", "Ali Ben Salah"):
        assert named.pay(typed) == "ali"
    assert named.pay("marie-claire") == "marie"
    assert refused(named.find, "Ali").code == "unknown-member", "where more than a payment is at stake"
    for typed in ("Al", "Ben", "Salah", "Marie", "Claire", "Petit", "Luca", "", "Ali (aaaa-aaaa)"):
        assert refused(named.pay, typed).code == "unknown-member", typed
    error = refused(named.pay, "Martin")
    assert error.code == "ambiguous-member", "it is somebody's first name and another's surname"
    assert "Martin Dupré (" in str(error.params["candidates"])
    assert "Luc Martin (" in str(error.params["candidates"])


@pytest.mark.parametrize(
    "taken",
    ["Ali Baba", "Аli Baba", "ALI", "Ali", "A l i", "Saint-Ali", "Jean Aİi", "Alı", "Ali_Baba", "AliBen"],
)
def test_nobody_takes_a_payment_meant_for_a_first_name(taken: str) -> None:
    named = Named(ali="Ali Ben", other=taken)
    error = refused(named.pay, "Ali")
    assert isinstance(error, Ambiguous)
    assert {candidate["name"] for candidate in error.candidates} == {"Ali Ben", taken}
    assert named.pay(make_fingerprint(named.people["ali"].account)) == "ali"


def test_a_first_name_in_other_letters_is_nobody_s() -> None:
    named = Named(other="Аli Baba", mixed="Zoé Sаlem")  # with a Cyrillic А and a Cyrillic а
    assert refused(named.pay, "Ali").code == "unknown-member"
    assert refused(named.pay, "Zoé").code == "unknown-member"


def test_a_first_name_is_nobody_s_while_a_name_is_missing_here() -> None:
    named = Named(ali="Ali Ben")
    assert named.pay("Ali") == "ali"
    named.people["other"] = named.village.join("other")
    assert refused(named.pay, "Ali").code == "unknown-member"
    assert named.pay("Ali Ben") == "ali"


def test_a_sign_beside_a_name_must_be_theirs() -> None:
    named = Named(ann="Ann Smith", marie="Marie (Anne-Lise)")
    marie = make_fingerprint(named.people["marie"].account)
    assert refused(named.find, f"Ann Smith ({marie})").code == "unknown-member"
    assert refused(named.find, "Ann Smith (aaaa-aaaa)").code == "unknown-member"
    assert named.find("Marie (Anne-Lise)") == "marie"
    # Nor does a name that holds a neighbour's sign take anything from them.
    ann = make_fingerprint(named.people["ann"].account)
    thief = Named(ann="Ann Smith", thief=f"Ann Smith ({ann})")
    assert thief.find(f"Ann Smith ({ann})") == "ann"
    assert refused(thief.find, "Ann Smith").code == "ambiguous-member"


def test_a_name_takes_nothing_that_is_not_chosen() -> None:
    named = Named(francois="François")
    francois = named.people["francois"].account
    for stolen in (make_fingerprint(francois), francois.hex()):
        thief = Named(francois="François", thief=stolen)
        assert thief.people["francois"].account == francois
        assert thief.find(stolen) == "francois"
    # The beginning of a key that is also somebody's name could be either.
    both = Named(francois="François", thief=francois.hex()[:8])
    assert refused(both.find, francois.hex()[:8]).code == "ambiguous-member"


def test_the_fund_is_nobody() -> None:
    named = Named(joker="Commune")
    assert named.village.state.get(ACCOUNTS, named.people["joker"].account) is not None
    for typed in ("commune", "Fonds", "la commune", "fund"):
        assert find_recipient(named.reader(), typed) == FUND


@pytest.mark.parametrize(
    ("amount", "unit", "expected"),
    [
        ("25", "kWh", ("kwh", 25_000)),
        ("3,5", "kg", ("kg", 3_500)),
        ("1h30", "h", ("hour", 5_400)),
        ("1h30", "min", ("hour", 5_400)),
        ("21", "min", ("hour", 1_260)),
        ("300", "g", ("kg", 300)),
        ("2", "heures", ("hour", 7_200)),
        ("1,5", "MWh", ("kwh", 1_500_000)),
        ("0.5", "points", ("point", 50)),
        ("1h30", "", ("hour", 5_400)),
        ("1:30", "", ("hour", 5_400)),
        ("45 min", "", ("hour", 2_700)),
        ("2kg", "", ("kg", 2_000)),
        ("25 kWh", "", ("kwh", 25_000)),
    ],
)
def test_amounts(amount: str, unit: str, expected: tuple[str, int]) -> None:
    assert read_amount(Named().reader(), amount, unit, "fr") == expected


def test_amounts_refused() -> None:
    reader = Named().reader()
    assert refused(read_amount, reader, "1", "euro", "fr").code == "unknown-asset"
    assert "hour" in str(refused(find_asset, reader, "euro").params["known"])
    assert refused(read_amount, reader, "-1", "h", "fr").code == "amount-negative"
    assert refused(read_amount, reader, "25", "", "fr").code == "amount-no-unit"
    assert refused(read_amount, reader, "3 tomates", "", "fr").code == "unknown-asset"
    assert refused(read_amount, reader, "1e5", "h", "fr").code == "amount-malformed"
    assert refused(read_amount, reader, "1,500", "kwh", "en").code == "amount-ambiguous"
    assert refused(read_amount, reader, "1h30", "kg", "fr").code == "amount-unit"
    assert refused(read_amount, reader, "25 kg", "kwh", "fr").code == "amount-unit"


def test_ids_by_their_beginning() -> None:
    known = [bytes.fromhex("abcdef01" * 8), bytes.fromhex("abcdef02" * 8)]
    assert find_id("ABCDEF01", known, "order") == known[0]
    assert find_id(known[1].hex(), known, "order") == known[1]
    assert refused(find_id, "abcdef", known, "order").code == "ambiguous-id"
    for typed in ("abcde", " A", "0"):
        short = refused(find_id, typed, known, "order")
        assert (short.code, short.params["least"]) == ("id-too-short", 6)
    for typed in ("", "banc", "zzzzzz", "abcdef03", "../../etc", known[0].hex() + "00"):
        assert refused(find_id, typed, known, "order").code == "unknown-order"


def test_arguments_may_hold_anything() -> None:
    arguments = Arguments({"a": 1, "b": "text", "c": ["x"], "d": [1], "e": "\ud800", "f": True, "g": 2**70})
    assert arguments.integer("a") == 1
    assert arguments.text("b") == "text"
    assert arguments.texts("c") == ["x"]
    assert arguments.text("none", "default") == "default"
    assert arguments.flag("f")
    assert not arguments.flag("a")
    for call, name in (
        (arguments.text, "a"), (arguments.text, "none"), (arguments.text, "e"), (arguments.texts, "b"),
        (arguments.texts, "d"), (arguments.integer, "b"), (arguments.integer, "f"), (arguments.integer, "g"),
    ):  # fmt: skip
        assert refused(call, name).code == "bad-request"
