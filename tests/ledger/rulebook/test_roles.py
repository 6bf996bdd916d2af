# SPDX-License-Identifier: AGPL-3.0-or-later
"""Roles: who gives them, who may not, and that the state says since when and by what somebody holds one."""

from __future__ import annotations

from typing import Any

import pytest

from ledger.errors import Reason
from ledger.rulebook.proposals import EXECUTED, PROPOSALS
from ledger.rulebook.roles import APPOINT_BELOW, GRANTS, Grant, may_appoint
from ledger.state import ACCOUNTS
from ledger.units import DAY_MS, AccountId, EventId
from tests.helpers.builders import FOUNDED_MS, Person, Village, blob_of


@pytest.fixture
def village() -> Village:
    """The mayor and three others: the mayor still appoints."""
    village = Village.found()
    for name in ("anna", "ben", "cleo"):
        village.join(name)
    return village


def roles_of(village: Village, person: Person) -> tuple[str, ...]:
    row = village.state.get(ACCOUNTS, person.account)
    assert row is not None
    return row.roles


def decide(village: Village, person: Person, role: str, *, grant: bool) -> EventId:
    """A proposal that everybody votes for and that has executed itself."""
    content = {"account": person.account, "role": role, "grant": grant}
    proposal = open_one(village, content)
    village.seal(
        *(
            village.sign(voter, "ballot", {"proposal": proposal, "choice": "for"})
            for voter in village.people.values()
        ),
        expect="applied",
    )
    village.wait(8 * DAY_MS)
    row = village.state.get(PROPOSALS, proposal)
    assert row is not None
    assert row.state == EXECUTED
    return proposal


def open_one(village: Village, content: dict[str, Any]) -> EventId:
    event = village.sign(village.people["anna"], "proposal", body_of(content))
    village.seal(event, expect="applied")
    return event.id


def body_of(content: dict[str, Any]) -> dict[str, Any]:
    return {"form": "role", "title": blob_of("t"), "text": b"", "duration": 7 * DAY_MS, "content": content}


# --- the mayor's word


def test_the_mayor_appoints_and_takes_back(village: Village) -> None:
    anna = village.people["anna"]
    event = village.sign(village.founder, "role.grant", {"account": anna.account, "role": "technician"})
    village.seal(event, expect="applied")
    assert roles_of(village, anna) == ("technician",)
    assert village.state.get(GRANTS, (anna.account, "technician")) == Grant(event.id, village.now_ms)
    body = {"account": anna.account, "role": "technician"}
    assert village.do(village.founder, "role.revoke", **body).outcome == "applied"
    assert roles_of(village, anna) == ()
    assert village.state.get(GRANTS, (anna.account, "technician")) is None


def test_the_founder_is_mayor_since_the_charter() -> None:
    village = Village.found()
    assert village.state.items(GRANTS) == [
        ((village.founder.account, "mayor"), Grant(village.commune, FOUNDED_MS))
    ]


def test_roles_of_an_invitation_are_held_since_the_join(village: Village) -> None:
    village = Village.found()
    invitation = village.sign_invitation(village.founder, "dora", roles=["agent", "officer"])
    village.seal(invitation, expect="applied")
    dora = village.newcomer("dora", invitation.id)
    village.seal(village.sign_join(dora, invitation.id), after_ms=DAY_MS, expect="applied")
    assert roles_of(village, dora) == ("agent", "officer")
    for role in ("agent", "officer"):
        assert village.state.get(GRANTS, (dora.account, role)) == Grant(invitation.id, village.now_ms)


def test_nobody_is_made_a_witness_by_an_invitation() -> None:
    village = Village.found()
    invitation = village.sign_invitation(village.founder, "dora", roles=["witness"])
    assert village.seal(invitation).results[0].outcome == Reason.NOT_ALLOWED


@pytest.mark.parametrize(
    ("kind", "changes", "reason"),
    [
        ("role.grant", {"role": "king"}, Reason.MALFORMED),
        ("role.grant", {"account": b"1"}, Reason.MALFORMED),
        ("role.grant", {"more": 1}, Reason.MALFORMED),
        ("role.grant", {"role": "mayor"}, Reason.NOT_ALLOWED),
        ("role.grant", {"role": "witness"}, Reason.NOT_ALLOWED),
        ("role.grant", {"account": bytes(32)}, Reason.NO_SUCH),
        ("role.grant", {"role": "agent"}, Reason.ALREADY_DONE),
        ("role.revoke", {"role": "king"}, Reason.MALFORMED),
        ("role.revoke", {"role": "mayor"}, Reason.NOT_ALLOWED),
        ("role.revoke", {"account": bytes(32)}, Reason.NO_SUCH),
        ("role.revoke", {"role": "officer"}, Reason.ALREADY_DONE),
    ],
)
def test_what_the_mayor_cannot_say(
    village: Village, kind: str, changes: dict[str, Any], reason: Reason
) -> None:
    anna = village.people["anna"]
    assert village.do(village.founder, "role.grant", account=anna.account, role="agent").outcome == "applied"
    body = {"account": anna.account, "role": "technician", **changes}
    assert village.do(village.founder, kind, **body).outcome == reason
    assert roles_of(village, anna) == ("agent",)


def test_the_mayor_can_neither_make_nor_unmake_a_mayor(village: Village) -> None:
    body = {"account": village.founder.account, "role": "mayor"}
    assert village.do(village.founder, "role.revoke", **body).outcome == Reason.NOT_ALLOWED
    assert roles_of(village, village.founder) == ("mayor",)


@pytest.mark.parametrize("kind", ["role.grant", "role.revoke"])
def test_nobody_else_appoints(village: Village, kind: str) -> None:
    anna, ben = village.people["anna"], village.people["ben"]
    for person in (anna, ben):
        outcome = village.do(anna, kind, account=person.account, role="agent").outcome
        assert outcome == Reason.NOT_ALLOWED


@pytest.mark.parametrize("kind", ["role.grant", "role.revoke"])
def test_from_five_members_on_only_a_decision_does(village: Village, kind: str) -> None:
    anna = village.people["anna"]
    assert may_appoint(village.state, village.founder.account)
    village.join("dora")
    assert village.state.size(ACCOUNTS) == APPOINT_BELOW
    assert not may_appoint(village.state, village.founder.account)
    outcome = village.do(village.founder, kind, account=anna.account, role="agent").outcome
    assert outcome == Reason.NOT_ALLOWED


# --- a decision


def test_a_decision_gives_a_role_and_takes_it_back(village: Village) -> None:
    village.join("dora")
    ben = village.people["ben"]
    given = decide(village, ben, "mediator", grant=True)
    assert roles_of(village, ben) == ("mediator",)
    row = village.state.get(PROPOSALS, given)
    assert row is not None
    assert village.state.get(GRANTS, (ben.account, "mediator")) == Grant(given, row.executes_ms)
    decide(village, ben, "mediator", grant=False)
    assert roles_of(village, ben) == ()
    assert village.state.get(GRANTS, (ben.account, "mediator")) is None


def test_a_decision_may_leave_the_commune_without_a_mayor_and_give_it_another(village: Village) -> None:
    anna, mayor = village.people["anna"], village.founder
    decide(village, mayor, "mayor", grant=False)
    assert not any("mayor" in row.roles for _, row in village.state.items(ACCOUNTS))
    assert not may_appoint(village.state, mayor.account)
    decide(village, anna, "mayor", grant=True)
    assert may_appoint(village.state, anna.account)
    assert village.do(anna, "role.grant", account=mayor.account, role="agent").outcome == "applied"


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"role": "king"}, Reason.MALFORMED),
        ({"grant": 1}, Reason.MALFORMED),
        ({"account": b""}, Reason.MALFORMED),
        ({"more": True}, Reason.MALFORMED),
        ({"role": "witness"}, Reason.NOT_ALLOWED),
        ({"account": bytes(32)}, Reason.NO_SUCH),
        ({"grant": False}, Reason.ALREADY_DONE),
    ],
)
def test_a_proposal_that_cannot_be(village: Village, changes: dict[str, Any], reason: Reason) -> None:
    content = {"account": village.people["anna"].account, "role": "agent", "grant": True, **changes}
    assert village.do(village.people["ben"], "proposal", **body_of(content)).outcome == reason


def test_what_happened_meanwhile_is_not_done_twice(village: Village) -> None:
    """The mayor appointed before the decision came: the older grant stands."""
    anna = village.people["anna"]
    proposal = open_one(village, {"account": anna.account, "role": "agent", "grant": True})
    village.seal(
        village.sign(anna, "ballot", {"proposal": proposal, "choice": "for"}),
        village.sign(village.founder, "role.grant", {"account": anna.account, "role": "agent"}),
        expect="applied",
    )
    before = village.state.get(GRANTS, (AccountId(anna.account), "agent"))
    execution = village.wait(8 * DAY_MS)
    assert [result.outcome for result in execution.results] == ["applied:passed", "applied"]
    assert roles_of(village, anna) == ("agent",)
    assert village.state.get(GRANTS, (anna.account, "agent")) == before
