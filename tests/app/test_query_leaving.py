# SPDX-License-Identifier: AGPL-3.0-or-later
"""Who left the commune, by name where the name is not erased; and whether it is final that I did."""

from __future__ import annotations

from app.cli_format import Tongue
from app.cli_leaving import say_leave, say_members
from app.json_out import to_json
from app.query_leaving import get_departure, list_left
from app.reader import Picture, Reader
from app.views import Phase
from ledger.blob import make_blob, name_blob
from ledger.replica import Replica
from ledger.units import FUND
from tests.helpers.builders import Person
from tests.helpers.hamlet import Hamlet, give, settled
from tests.helpers.leaving import sign_leave


def read(hamlet: Hamlet, me: Person, copy: Replica | None = None) -> Reader:
    """A member's view of a copy."""
    replica = copy or hamlet.main
    pending = replica.get_pending(hamlet.now_ms)
    picture = Picture(
        version=1,
        commune=hamlet.commune,
        me=me.account,
        device=me.key,
        sealed=replica.state,
        pending=pending.state,
        pending_events=tuple(replica.dag.events.values()),
        pending_results={result.id: result for result in pending.results},
        is_founded=True,
        node=None,
    )
    return Reader(picture, replica.store, replica.read_model, hamlet.now_ms)


def name(hamlet: Hamlet, person: Person) -> None:
    """Give somebody a name that the main copy can read."""
    blob = make_blob(bytes(16), person.name.capitalize().encode())
    named = hamlet.sign(person, "display", {"display": name_blob(hamlet.commune, blob)})
    hamlet.seal(named, expect="applied")
    assert hamlet.main.add_blob(blob)


def test_who_left_is_listed_by_name_unless_it_was_erased():
    hamlet = settled("anna", "ben", "cleo")
    anna, ben, cleo = (hamlet.people[one] for one in ("anna", "ben", "cleo"))
    assert list_left(read(hamlet, cleo)) == ()
    assert list(say_members(Tongue("fr"), {"left": []})) == ["Personne n’a quitté la commune."]
    for person in (anna, ben):
        name(hamlet, person)
    hamlet.seal(sign_leave(hamlet, anna, FUND), expect="applied")
    hamlet.seal(sign_leave(hamlet, ben, FUND, erase=True), expect="applied")
    give(hamlet.main, sign_leave(hamlet, cleo, FUND))
    rows = list_left(read(hamlet, hamlet.founder))
    assert [(row.person.account, row.has_name, row.phase) for row in rows] == [
        (cleo.account, False, Phase.PENDING),  # its words have not arrived
        (ben.account, False, Phase.SEALED),
        (anna.account, True, Phase.SEALED),
    ]
    assert [row.person.name for row in rows] == [
        rows[0].person.fingerprint, rows[1].person.fingerprint, "Anna"
    ]  # fmt: skip
    assert all(row.person.left_ms for row in rows)
    said = list(say_members(Tongue("fr"), {"left": to_json(rows)}))
    assert said[0].endswith("(enregistré)")
    assert "sans nom · partie ou parti le" in said[1]
    assert "Anna · partie ou parti le 15/01/2027" in said[2]
    assert "left on 15 January 2027" in list(say_members(Tongue("en"), {"left": to_json(rows)}))[2]


def test_my_departure_is_final_once_its_seal_is_here():
    hamlet = settled("anna", "ben")
    anna = hamlet.people["anna"]
    leave, copy = sign_leave(hamlet, anna, FUND), hamlet.copy()
    assert get_departure(read(hamlet, anna, copy)).left_ms == 0
    give(copy, leave)
    before = get_departure(read(hamlet, anna, copy))
    assert (before.left_ms > 0, before.phase) == (True, Phase.PENDING)
    hamlet.seal(leave, expect="applied")
    assert get_departure(read(hamlet, anna)).phase is Phase.SEALED


def test_the_way_out_can_be_typed_as_it_is_written():
    """A name of two words is one word for the shell, and what there is none of is not listed."""
    plan = {
        "holdings": [], "owed": [{"asset": "hour", "amount_s": -5_400}], "sponsor": {"name": "Marie Lefèvre"},
        "offers": 0, "votes": 0, "has_shares": False, "roles": [], "meters": 0, "guests": 0, "points": 0,
        "obstacles": [], "needs_words": False,
    }  # fmt: skip
    said = "\n".join(say_leave(Tongue("fr"), {"left": False, "plan": plan, "to": "Marie Lefèvre"}))
    assert 'voisinage leave --to "Marie Lefèvre" --yes' in said
    assert "que vous devez" in said
    assert "vides" not in said
    assert "points" not in said
    said = "\n".join(say_leave(Tongue("en"), {"left": False, "plan": {**plan, "points": 20}, "to": "fund"}))
    assert "voisinage leave --to fund --yes" in said
    assert "0.2 pension points" in said or "0.20 pension points" in said
