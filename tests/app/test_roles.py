# SPDX-License-Identifier: AGPL-3.0-or-later
"""Roles and who seals, through the doors a person uses: the facade of running homes, and the commands."""

from __future__ import annotations

from collections.abc import Generator
from pathlib import Path
from typing import Any

import pytest

from app.dispatch import answer_command
from app.facade import AppError, Voisinage
from app.facade_roles import RolesDoor
from app.readiness import SAY_AGAIN_MS, is_awaited, say_if_awaited
from app.service import Service
from app.views import Phase
from tests.helpers.commune import Commune, commune, do, until


@pytest.fixture(scope="module")
def village(tmp_path_factory: pytest.TempPathFactory) -> Generator[Commune]:
    """The mayor and a neighbour, in running homes."""
    root: Path = tmp_path_factory.mktemp("village")
    with commune(root) as made:
        helene = made.found("helene", "Hélène")
        made.join("anna", "Anna", helene)
        made.agree()
        yield made


def holders(person: Voisinage, role: str) -> list[str]:
    row = next(row for row in person.roles.roles().roles if row.role == role)
    return [holder.person.name for holder in row.holders]


def account_of(person: Voisinage) -> bytes:
    return person.me().account


def refused(ticket: Any) -> str:
    with pytest.raises(AppError) as found:
        do(ticket)
    return found.value.code


def test_who_holds_which_role_and_since_when(village: Commune) -> None:
    board = village.anna.roles.roles()
    assert [row.role for row in board.roles] == [
        "mayor", "officer", "technician", "agent", "mediator", "treasurer",
    ]  # fmt: skip
    mayor = board.roles[0].holders[0]
    assert mayor.person.name == "Hélène"
    assert mayor.origin is not None
    assert (mayor.origin.kind, mayor.phase) == ("charter", Phase.SEALED)
    assert (board.members, board.may_appoint) == (2, False)
    assert village.helene.roles.roles().may_appoint


def test_the_mayor_appoints(village: Commune) -> None:
    helene, anna = village.helene, village.anna
    do(helene.roles.change_role(account_of(anna), "technician", True))
    assert holders(helene, "technician") == ["Anna"]
    until(lambda: holders(anna, "technician") == ["Anna"], anna)
    origin = anna.roles.roles().roles[2].holders[0].origin
    assert origin is not None
    assert origin.person is not None
    assert (origin.kind, origin.person.name) == ("mayor", "Hélène")
    assert refused(helene.roles.change_role(account_of(anna), "technician", True)) == "role-held"
    do(helene.roles.change_role(account_of(anna), "technician", False))
    assert holders(helene, "technician") == []


def test_what_the_doors_refuse(village: Commune) -> None:
    helene, anna = village.helene, village.anna
    me = account_of(helene)
    assert refused(anna.roles.change_role(me, "agent", True)) == "mayor-decides"
    assert refused(helene.roles.change_role(account_of(anna), "mayor", True)) == "mayor-by-vote"
    assert refused(helene.roles.change_role(me, "king", True)) == "unknown-role"
    assert refused(helene.roles.change_role(me, "witness", True)) == "witness-is-chosen"
    assert refused(helene.roles.change_role(bytes(32), "agent", True)) == "unknown-member"
    assert refused(helene.roles.change_role(me, "agent", False)) == "role-not-held"
    assert refused(anna.roles.choose_witnesses([])) == "mayor-decides"
    assert refused(helene.roles.choose_witnesses([])) == "no-witness"
    rows = [(bytes([1, n]) + bytes(30), bytes([1, n]) + bytes(30)) for n in range(32)]
    assert refused(helene.roles.choose_witnesses(rows)) == "too-many-witnesses"
    mine = helene.roles.computers()[1].seats[0]
    assert mine.person.is_me
    assert refused(helene.roles.choose_witnesses([(me, mine.node)] * 2)) == "witness-twice"
    assert refused(helene.roles.choose_witnesses([(me, bytes(32))])) == "unknown-computer"
    assert refused(helene.roles.choose_witnesses([(me, mine.node)])) == "list-unchanged"


@pytest.mark.parametrize(
    ("count", "quorum", "faults", "is_advised"),
    [
        (1, 1, 0, True),
        (2, 2, 0, False),
        (3, 3, 0, False),
        (4, 3, 1, True),
        (5, 4, 1, False),
        (7, 5, 2, True),
        (10, 7, 3, True),
        (31, 21, 10, True),
    ],
)
def test_what_a_list_bears(count: int, quorum: int, faults: int, is_advised: bool) -> None:
    size = RolesDoor.size(count)
    assert (size.quorum, size.faults, size.is_advised) == (quorum, faults, is_advised)


def test_a_vote_gives_a_role(village: Commune) -> None:
    helene, anna = village.helene, village.anna
    do(helene.roles.propose_role(account_of(anna), "mediator", True, "Anna médiatrice", duration_ms=3_000))
    row = until(lambda: anna.proposals(), anna)[0]
    assert row.form == "role"
    assert row.role is not None
    assert (row.role.person.name, row.role.role, row.role.grant) == ("Anna", "mediator", True)
    do(anna.vote(row.proposal, "for"))
    until(lambda: holders(helene, "mediator") == ["Anna"], helene)
    origin = next(r for r in helene.roles.roles().roles if r.role == "mediator").holders[0].origin
    assert origin is not None
    assert (origin.kind, origin.title) == ("decision", "Anna médiatrice")


def test_a_chosen_computer_says_it_is_ready_and_seals(village: Commune) -> None:
    """From Hélène's computer to Anna's; nobody at Anna's did anything."""
    helene, anna = village.helene, village.anna
    seat = next(row.seats[0] for row in helene.roles.computers() if row.person.name == "Anna")
    assert seat.is_online
    do(helene.roles.choose_witnesses([(account_of(anna), seat.node)]))
    board = until(lambda: (b := anna.roles.witnesses()).change and b.change.state == "changed" and b, anna)
    assert board.change.origin.kind == "mayor"
    until(lambda: anna.roles.witnesses().witnesses[0].seat.is_here, anna)
    witness = anna.roles.witnesses().witnesses[0]
    assert (witness.seat.person.name, witness.origin.kind) == ("Anna", "mayor")
    assert witness.height > 1
    assert anna.status().seals_here
    until(lambda: not helene.status().seals_here, helene)
    do(helene.pay(account_of(anna), "hour", 60))
    until(lambda: not helene.status().my_pending, helene)


def test_who_switched_it_off_says_nothing(village: Commune) -> None:
    helene, anna = village.helene, village.anna
    helene.roles.set_may_seal(False)
    assert not helene.roles.may_seal
    computers = {row.person.name: row.seats[0] for row in helene.roles.computers()}
    both = [(seat.person.account, seat.node) for seat in computers.values()]
    title = "Hélène scelle aussi"
    event = do(anna.roles.propose_witnesses(both, title, duration_ms=3_000)).id
    row = until(lambda: next((p for p in helene.proposals() if p.proposal == event), None), helene)
    assert row.witnesses is not None
    assert [seat.person.name for seat in row.witnesses.joining] == ["Hélène"]
    assert (row.witnesses.leaving, row.witnesses.size.is_advised) == ((), False)
    for person in (helene, anna):
        do(person.vote(row.proposal, "for"))
    change = until(
        lambda: (c := helene.roles.witnesses().change) and c.state == "waits" and c.due_ms and c, helene
    )
    assert [c.seat.person.name for c in change.candidates if not c.is_ready] == ["Hélène"]
    assert (change.origin.event, change.days_left) == (event, 6)
    until(lambda: helene.roles.witnesses().change.origin.title == title, helene)


def test_readiness_is_said_again_before_it_is_too_old(village: Commune) -> None:
    """The change of the test before still waits for Hélène."""
    service: Service = village.helene._service
    desk = service.desk
    change = village.helene.roles.witnesses().change
    assert change is not None
    assert is_awaited(desk, change.due_ms)
    assert not say_if_awaited(desk, change.due_ms), "she switched it off"
    assert not is_awaited(village.anna._service.desk, change.due_ms), "she seals already"
    assert SAY_AGAIN_MS < 24 * 3_600_000


def test_commands_answer_with_documents(village: Commune) -> None:
    service: Service = village.helene._service

    def ask(name: str, **values: Any) -> Any:
        answer = answer_command(service, name, {"language": "fr", **values})
        return answer.get("result", answer.get("error"))

    assert ask("role.list")["roles"][0]["holders"][0]["person"]["name"] == "Hélène"
    assert ask("witnesses")["size"]["count"] == 1
    assert ask("role.grant", member="Anna", role="king")["code"] == "unknown-role"
    assert ask("witnesses.set", members=["Anna:zzzz"])["code"] == "unknown-computer"
    assert ask("witnesses.set", members=["Anna", "anna"])["code"] == "witness-twice"
    assert ask("propose.role", member="Anna", role="agent", revoke=True)["code"] == "role-not-held"
    for length in ({"days": 0}, {"days": -1}, {"duration_ms": 0}, {"days": 4_000}):
        assert ask("propose.text", title="Un banc", **length)["code"] == "bad-duration"
        assert ask("propose.parity", unit="h", worth="120", **length)["code"] == "bad-duration"
        assert ask("propose.role", member="Anna", role="agent", **length)["code"] == "bad-duration"
