# SPDX-License-Identifier: AGPL-3.0-or-later
"""The sign is on both of two residents who look the same, and goes when one leaves or takes another name."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from app.namesakes import Namesakes
from app.reader import Picture, Reader
from ledger.blob import make_blob, name_blob
from ledger.read_model import ReadModel
from ledger.state import State
from ledger.store import Store
from ledger.units import FUND, AccountId
from tests.helpers.builders import Person, Village
from tests.helpers.leaving import leave


class Hamlet:
    """A commune whose readers share one count, as a window's do."""

    def __init__(self, **names: str) -> None:
        self.village = Village.found("lea")
        self.people: dict[str, Person] = {"lea": self.village.founder}
        self.store = Store(None)
        self.namesakes = Namesakes()
        for who in names:
            self.people[who] = self.village.join(who)
        for who, name in {"lea": "Léa", **names}.items():
            self.rename(who, name)

    def rename(self, who: str, name: str, *, is_here: bool = True) -> None:
        blob = make_blob(who.encode().ljust(16), name.encode())
        shown = name_blob(self.village.commune, blob)
        if is_here:
            self.store.add_blob(shown, self.people[who].account, blob)
        self.village.do(self.people[who], "display", display=shown)

    def bring(self, who: str, name: str) -> None:
        """Words that were on the way."""
        blob = make_blob(who.encode().ljust(16), name.encode())
        self.store.add_blob(name_blob(self.village.commune, blob), self.people[who].account, blob)

    def reader(self) -> Reader:
        state = self.village.state
        picture = Picture(
            device=b"", version=1, commune=self.village.commune, me=self.village.founder.account,
            sealed=state, pending=state, pending_events=(), pending_results={}, is_founded=True, node=None,
        )  # fmt: skip
        return Reader(picture, self.store, ReadModel(self.store.db), self.village.now_ms, self.namesakes)

    def alike(self) -> set[str]:
        reader = self.reader()
        return {who for who, one in self.people.items() if reader.get_person(one.account).is_alike}


def test_two_who_look_the_same_bear_their_signs() -> None:
    hamlet = Hamlet(ann="Ann Smith", other="ann  smith", marie="Marie")
    assert hamlet.alike() == {"ann", "other"}
    assert {one.is_alike for one in hamlet.reader().get_members() if one.name.startswith("M")} == {False}
    hamlet.rename("other", "Ann Smythe")
    assert hamlet.alike() == set()
    hamlet.rename("marie", "Ánn Srnith")
    assert hamlet.alike() == {"ann", "marie"}


def test_a_word_of_two_alphabets_bears_its_sign_alone_too() -> None:
    assert Hamlet(ann="Bоb", marie="Marie").alike() == {"ann"}  # its о is Cyrillic


def test_nobody_passes_for_the_commune() -> None:
    assert Hamlet(ann="La Commune", marie="Vous").alike() == {"ann", "marie"}


def test_who_left_bears_a_sign_beside_who_stays_and_takes_none_from_it() -> None:
    hamlet = Hamlet(ann="Ann Smith", other="Ann Smith", marie="Marie")
    leave(hamlet.village, hamlet.people["other"], FUND)
    assert hamlet.alike() == {"other"}
    hamlet.rename("ann", "Anna")
    assert hamlet.alike() == set()


def test_a_name_on_the_way_is_counted_when_it_comes() -> None:
    hamlet = Hamlet(ann="Ann Smith", other="Bob")
    hamlet.rename("other", "Ann Smith", is_here=False)
    assert hamlet.alike() == set()
    assert hamlet.reader().get_person(hamlet.people["other"].account).name != "Ann Smith"
    hamlet.bring("other", "Ann Smith")
    assert hamlet.alike() == {"ann", "other"}


def test_members_are_counted_again_when_their_rows_change_only() -> None:
    hamlet = Hamlet(ann="Ann", other="Bob")
    asked: list[int] = []

    def read(blobs: Sequence[bytes]) -> Mapping[bytes, str]:
        asked.append(len(blobs))
        return {blob: hamlet.reader().get_text(blob) for blob in blobs}

    def find(state: State) -> object:
        return hamlet.namesakes.find(state, read)

    first = find(hamlet.village.state)
    assert find(hamlet.village.state) is first
    hamlet.village.do(
        hamlet.people["ann"], "transfer", to=hamlet.people["other"].account, asset="hour", amount=60
    )
    found = find(hamlet.village.state)
    hamlet.rename("other", "Anna")
    assert find(hamlet.village.state) is not found
    assert asked[0] == 3
    assert sum(asked[1:]) <= 1  # the new name only


def test_an_account_nobody_knows_is_nobody_s_namesake() -> None:
    assert not Hamlet(ann="Ann").reader().get_person(AccountId(b"x" * 32)).is_alike
