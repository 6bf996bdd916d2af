# SPDX-License-Identifier: AGPL-3.0-or-later
"""Membership: invitations, joins, keys, consents, and the guarantee that keeps a sponsor honest."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from ledger.errors import Reason
from ledger.limits import GUARANTEED_MAX, PARTNERS_KEPT_MAX
from ledger.rulebook.book import get_blob_fields
from ledger.rulebook.membership import INVITATIONS, add_partner, are_distinct, has_consented
from ledger.signing import public_key
from ledger.state import ACCOUNTS, KEYS, NODES, Account
from ledger.units import DAY_MS, AccountId, EventId, Key
from tests.helpers.builders import Person, Village, blob_of, seed_of


@pytest.fixture
def village() -> Village:
    village = Village.found()
    village.join("anna")
    return village


def row_of(village: Village, person: Person) -> Account:
    row = village.state.get(ACCOUNTS, person.account)
    assert row is not None
    return row


def freed(village: Village, person: Person) -> None:
    """End a guarantee the honest way: three distinct partners pay the member in hours."""
    for name in ("x", "y", "z"):
        payer = village.people.get(name) or village.join(name)
        assert village.pay(payer, person.account, "hour", 1).outcome == "applied"
    assert not row_of(village, person).guaranteed


def invite(village: Village, sponsor: Person, **changes: Any) -> str:
    body = {
        "key": public_key(seed_of("guest")),
        "expires": village.now_ms + 1_000 + DAY_MS,
        "roles": [],
        **changes,
    }
    return village.do(sponsor, "invitation", **body).outcome


# --- invitations


def test_an_invitation_is_kept_with_its_terms(village: Village) -> None:
    event = village.sign_invitation(village.founder, "ben", roles=("officer",))
    village.seal(event, expect="applied")
    row = village.state.get(INVITATIONS, event.id)
    assert row is not None
    assert (row.sponsor, row.roles, row.spent_by) == (village.founder.account, ("officer",), b"")


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"key": b"x"}, Reason.MALFORMED),
        ({"expires": -1}, Reason.MALFORMED),
        ({"expires": 1}, Reason.EXPIRED),
        ({"expires": 2**52}, Reason.EXPIRED),
        ({"roles": ["king"]}, Reason.MALFORMED),
        ({"roles": ["officer"] * 5}, Reason.MALFORMED),
        ({"roles": ["mayor"]}, Reason.NOT_ALLOWED),
    ],
)
def test_invitations_that_are_void(village: Village, changes: dict[str, Any], reason: Reason) -> None:
    assert invite(village, village.founder, **changes) == reason
    assert village.state.size(INVITATIONS) == 1


def test_a_guaranteed_member_invites_nobody(village: Village) -> None:
    anna = village.people["anna"]
    assert invite(village, anna) == Reason.GUARANTEED
    freed(village, anna)
    assert invite(village, anna) == "applied"


def test_only_the_mayor_of_a_small_commune_appoints(village: Village) -> None:
    anna = village.people["anna"]
    freed(village, anna)
    assert invite(village, anna, roles=["officer"]) == Reason.NOT_ALLOWED
    assert len(village.people) == 5
    assert invite(village, village.founder, roles=["officer"]) == Reason.NOT_ALLOWED


def test_invitations_of_a_month_are_counted() -> None:
    village = Village.found(parameters={"invitation.month-quota": 2})
    assert [invite(village, village.founder) for _ in range(3)] == ["applied", "applied", Reason.QUOTA]
    village.wait(31 * DAY_MS)
    assert invite(village, village.founder) == "applied"


def test_one_sponsor_answers_for_a_bounded_number() -> None:
    village = Village.found(parameters={"invitation.month-quota": 1_000})
    waiting = village.sign_invitation(village.founder, "late")
    village.seal(waiting, expect="applied")
    for number in range(GUARANTEED_MAX):
        village.join(f"guest {number}")
    assert invite(village, village.founder) == Reason.LIMIT
    late = village.newcomer("late", waiting.id)
    assert village.seal(village.sign_join(late, waiting.id)).results[0].outcome == Reason.LIMIT


# --- joins


def test_a_join_makes_a_guaranteed_member(village: Village) -> None:
    anna = village.people["anna"]
    row = row_of(village, anna)
    assert (row.sponsor, row.branch, row.guaranteed) == (village.founder.account, anna.account, True)
    assert row.keys == (anna.account, anna.key)
    assert row.display == blob_of("anna")
    assert row_of(village, village.founder).guarantees == (anna.account,)
    assert village.state.get(NODES, anna.node) == anna.account
    assert village.state.get(KEYS, anna.key) is not None


def test_a_guest_s_guest_is_of_the_same_branch(village: Village) -> None:
    anna, ben = village.people["anna"], village.join("ben")
    freed(village, anna)
    dora = village.join("dora", anna)
    assert row_of(village, dora).branch == anna.account
    assert not are_distinct(village.state, anna.account, dora.account)
    assert not are_distinct(village.state, anna.account, anna.account)
    assert not are_distinct(village.state, anna.account, AccountId(bytes(32)))
    assert are_distinct(village.state, ben.account, dora.account)
    # The founder's own invitations excepted: his guests are distinct from him and from each other.
    assert are_distinct(village.state, ben.account, anna.account)
    assert are_distinct(village.state, village.founder.account, dora.account)


def test_an_invitation_is_spent_once(village: Village) -> None:
    invitation = village.sign_invitation(village.founder, "ben")
    village.seal(invitation, expect="applied")
    ben = village.newcomer("ben", invitation.id)
    thief = village.newcomer("thief", invitation.id)
    first = village.sign_join(ben, invitation.id)
    second = village.sign_join(thief, invitation.id)
    outcomes = [result.outcome for result in village.seal(first, second).results]
    assert outcomes == ["applied", Reason.ALREADY_USED]
    # A join sealed void closes its key for good.
    row = village.state.get(KEYS, Key(public_key(thief.paper_seed)))
    assert row is not None
    assert row.account == b""
    late = village.sign_key_add(thief)
    assert village.seal(late).results[0].outcome == Reason.UNKNOWN_KEY
    again = village.sign_invitation(village.founder, "thief")
    village.seal(again, expect="applied")
    assert village.seal(village.sign_join(thief, again.id)).results[0].outcome == Reason.KNOWN_KEY
    assert village.state.get(ACCOUNTS, thief.account) is None


def test_joins_that_are_void(village: Village) -> None:
    expiring = village.sign_invitation(village.founder, "ben", days=1)
    village.seal(expiring, expect="applied")
    village.wait(DAY_MS)
    ben = village.newcomer("ben", expiring.id)
    assert village.seal(village.sign_join(ben, expiring.id)).results[0].outcome == Reason.EXPIRED

    cleo = village.newcomer("cleo", EventId(bytes(31) + b"\x01"))
    nowhere = village.sign_join(cleo, EventId(bytes(31) + b"\x01"))
    assert village.seal(nowhere).results[0].outcome == Reason.NO_SUCH

    # A computer serves one account, ever.
    invitation = village.sign_invitation(village.founder, "anna")
    village.seal(invitation, expect="applied")
    twin = replace(village.newcomer("anna", invitation.id), paper_seed=seed_of("twin"))
    twin.account = AccountId(public_key(seed_of("twin")))
    assert village.seal(village.sign_join(twin, invitation.id)).results[0].outcome == Reason.KNOWN_NODE


def test_roles_of_an_invitation_end_with_the_small_commune(village: Village) -> None:
    invitation = village.sign_invitation(village.founder, "late", roles=("technician",))
    village.seal(invitation, expect="applied")
    for name in ("b", "c", "d"):
        village.join(name)
    late = village.newcomer("late", invitation.id)
    village.seal(village.sign_join(late, invitation.id), expect="applied")
    assert row_of(village, late).roles == ()
    early = Village.found()
    assert row_of(early, early.join("t", roles=("technician",))).roles == ("technician",)


# --- keys


def test_a_second_device(village: Village) -> None:
    anna = village.people["anna"]
    tablet = seed_of("tablet")
    village.seal(village.sign_key_add(anna, tablet), expect="applied")
    assert row_of(village, anna).keys == (anna.account, anna.key, public_key(tablet))
    known = village.seal(village.sign_key_add(anna, tablet)).results[0]
    assert known.outcome == Reason.KNOWN_KEY
    other = village.seal(village.sign_key_add(anna, seed_of("phone"), village.founder.account)).results[0]
    assert other.outcome == Reason.NOT_ALLOWED


def test_keys_of_one_account_are_bounded(village: Village) -> None:
    anna = village.people["anna"]
    outcomes = [
        village.seal(village.sign_key_add(anna, seed_of(f"device {number}"))).results[0].outcome
        for number in range(15)
    ]
    assert outcomes == ["applied"] * 14 + [Reason.LIMIT]


# --- consents and names


def test_consents(village: Village) -> None:
    anna = village.people["anna"]
    assert has_consented(village.state, anna.account, "production")
    assert not has_consented(village.state, anna.account, "gifts")
    assert village.do(anna, "consent", topic="production", agree=False).outcome == "applied"
    assert village.do(anna, "consent", topic="gifts", agree=True).outcome == "applied"
    assert not has_consented(village.state, anna.account, "production")
    assert has_consented(village.state, anna.account, "gifts")
    assert village.do(anna, "consent", topic="everything", agree=True).outcome == Reason.MALFORMED
    assert village.do(anna, "consent", topic="gifts", agree=1).outcome == Reason.MALFORMED


def test_a_new_name(village: Village) -> None:
    anna = village.people["anna"]
    assert village.do(anna, "display", display=blob_of("Anna B.")).outcome == "applied"
    assert row_of(village, anna).display == blob_of("Anna B.")
    assert village.do(anna, "display", display=b"Anna").outcome == Reason.MALFORMED
    assert get_blob_fields("display") == get_blob_fields("resident.join") == ("display",)


# --- the guarantee


def test_three_distinct_partners_end_the_guarantee(village: Village) -> None:
    anna = village.people["anna"]
    for name in ("x", "y", "z"):
        assert row_of(village, anna).guaranteed
        payer = village.join(name)
        for _ in range(2):
            village.pay(payer, anna.account, "hour", 1)
    row = row_of(village, anna)
    assert (row.guaranteed, len(row.partners)) == (False, 3)
    assert anna.account not in row_of(village, village.founder).guarantees


def test_one_sponsor_s_guests_do_not_free_each_other(village: Village) -> None:
    anna = village.people["anna"]
    freed(village, anna)
    guests = [village.join(name, anna) for name in ("g1", "g2", "g3", "g4")]
    for guest in guests[1:]:
        village.pay(guest, guests[0].account, "hour", 1)
    row = row_of(village, guests[0])
    assert (row.guaranteed, row.partners) == (True, ())


def test_partners_kept_are_bounded(village: Village) -> None:
    draft = village.state.draft()
    anna = row_of(village, village.people["anna"])
    full = tuple(AccountId(bytes([number]) * 32) for number in range(PARTNERS_KEPT_MAX))
    draft.put(ACCOUNTS, village.people["anna"].account, replace(anna, guaranteed=False, partners=full))
    add_partner(draft, village.people["anna"].account, village.founder.account)
    row = draft.get(ACCOUNTS, village.people["anna"].account)
    assert row is not None
    assert row.partners == full
