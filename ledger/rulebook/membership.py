# SPDX-License-Identifier: AGPL-3.0-or-later
"""Who belongs: invitations, joins, the keys of an account, its display name and what it agrees to show.

A sponsor guarantees its guest's debt until the guest was paid by three distinct partners; otherwise one
person with ten invented guests prints hours.  Source: docs/protocol.md sections 6.2 and 8.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any, Final

from ledger import limits
from ledger.errors import Reason, Refused
from ledger.event import node_proof_content
from ledger.posting import is_unanswered
from ledger.rulebook.choices import LOCAL_SALE, put_choice
from ledger.rulebook.devices import count_keys
from ledger.rulebook.roles import (
    APPOINT_BELOW,
    MAYOR,
    ROLES,
    WITNESS,
    may_appoint,
    record_grants,
)
from ledger.rulebook.rule import (
    Call,
    Rule,
    check_that,
    get_member,
    integer,
    is_flag,
    is_id,
    is_signature,
    list_of,
    one_of,
)
from ledger.signing import Domain, verify
from ledger.state import (
    ACCOUNTS,
    KEYS,
    NODES,
    Account,
    Draft,
    KeyRow,
    Readable,
    Table,
    get_commune,
    get_parameter,
)
from ledger.units import DAY_MS, AccountId, EventId, Key, NodeKey

CONSENT_TOPICS: Final = ("production", "gifts", "purchases", LOCAL_SALE)
"""What neighbours see: `purchases` my name beside what I buy; `local-sale` my use is in the register."""
_KEYS_MAX: Final = 16
"""Keys in use; those revoked do not count, or their thief could bar the way to a new one."""
_NODES_MAX: Final = 16


@dataclass(frozen=True, slots=True)
class Invitation:
    sponsor: AccountId
    key: bytes
    expires_ms: int
    roles: tuple[str, ...]
    spent_by: AccountId


INVITATIONS: Final = Table[EventId, Invitation]("invitations", Invitation)
INVITED: Final = Table[tuple[AccountId, int], int]("invited")
"""(sponsor, UTC month number) → invitations made."""
CONSENTS: Final = Table[tuple[AccountId, str], bool]("consents")

_CONSENT_DEFAULTS: Final = {"production": True}
_MONTH_MS: Final = 30 * DAY_MS


def has_consented(state: Readable, account: AccountId, topic: str) -> bool:
    """Whether a member agrees to show this to neighbours; daily production is, by default."""
    given = state.get(CONSENTS, (account, topic))
    return _CONSENT_DEFAULTS.get(topic, False) if given is None else given


def are_distinct(state: Readable, account: AccountId, partner: AccountId) -> bool:
    """Whether two members count as distinct partners: no one but the founder brought both."""
    mine, theirs = state.get(ACCOUNTS, account), state.get(ACCOUNTS, partner)
    return account != partner and mine is not None and theirs is not None and mine.branch != theirs.branch


def add_partner(draft: Draft, account: AccountId, partner: AccountId) -> None:
    """Remember that `partner` paid `account`; at the third distinct one the sponsor's guarantee ends."""
    member = get_member(draft, account)
    if partner in member.partners or not are_distinct(draft, account, partner):
        return
    if len(member.partners) >= limits.PARTNERS_KEPT_MAX:
        return
    member = replace(member, partners=(*member.partners, partner))
    if member.guaranteed and len(member.partners) >= get_parameter(draft, "guarantee.partners"):
        member = replace(member, guaranteed=False)
        end_guarantee(draft, account, member.sponsor)
    draft.put(ACCOUNTS, account, member)


def end_guarantee(draft: Draft, account: AccountId, sponsor: AccountId) -> None:
    """The sponsor answers for this guest no longer; one who left answers for nobody anyway."""
    row = draft.get(ACCOUNTS, sponsor)
    if row is not None:
        left = tuple(guest for guest in row.guarantees if guest != account)
        draft.put(ACCOUNTS, sponsor, replace(row, guarantees=left))


def _may_sponsor(draft: Draft, member: Account) -> bool:
    """A guest invites nobody, unless its own sponsor left: without credit, its guests have none either."""
    return not member.guaranteed or is_unanswered(draft, member)


def _apply_invitation(draft: Draft, call: Call) -> None:
    sponsor = get_member(draft, call.account)
    body = call.body
    check_that(_may_sponsor(draft, sponsor), Reason.GUARANTEED)
    check_that(len(sponsor.guarantees) < limits.GUARANTEED_MAX, Reason.LIMIT)
    month = (call.account, call.now_ms // _MONTH_MS)
    made = draft.get(INVITED, month) or 0
    check_that(made < get_parameter(draft, "invitation.month-quota"), Reason.QUOTA)
    longest = call.now_ms + get_parameter(draft, "invitation.days-max") * DAY_MS
    check_that(call.now_ms < body["expires"] <= longest, Reason.EXPIRED)
    if body["roles"]:
        given_otherwise = {MAYOR, WITNESS} & set(body["roles"])
        check_that(may_appoint(draft, call.account) and not given_otherwise, Reason.NOT_ALLOWED)
    draft.put(INVITED, month, made + 1)
    draft.put(
        INVITATIONS,
        call.event.id,
        Invitation(call.account, body["key"], body["expires"], tuple(body["roles"]), AccountId(b"")),
    )


def _apply_join(draft: Draft, call: Call) -> None:
    body = call.body
    invitation = draft.get(INVITATIONS, EventId(body["invitation"]))
    if invitation is None:
        raise Refused(Reason.NO_SUCH)
    node = NodeKey(body["node"])
    check_that(not invitation.spent_by, Reason.ALREADY_USED)
    check_that(call.now_ms < invitation.expires_ms, Reason.EXPIRED)
    check_that(draft.get(NODES, node) is None, Reason.KNOWN_NODE)
    sponsor = get_member(draft, invitation.sponsor)
    check_that(_may_sponsor(draft, sponsor), Reason.GUARANTEED)
    check_that(len(sponsor.guarantees) < limits.GUARANTEED_MAX, Reason.LIMIT)
    founder = get_commune(draft).founder
    roles = invitation.roles if draft.size(ACCOUNTS) < APPOINT_BELOW else ()
    draft.put(INVITATIONS, EventId(body["invitation"]), replace(invitation, spent_by=call.account))
    draft.put(NODES, node, call.account)
    draft.put(
        ACCOUNTS,
        call.account,
        Account(
            sponsor=invitation.sponsor,
            branch=call.account if invitation.sponsor == founder else sponsor.branch,
            joined_ms=call.now_ms,
            display=body["display"],
            roles=roles,
            keys=(call.event.author,),
            guaranteed=True,
            guarantees=(),
            partners=(),
        ),
    )
    draft.put(ACCOUNTS, invitation.sponsor, replace(sponsor, guarantees=(*sponsor.guarantees, call.account)))
    record_grants(draft, call.account, roles, EventId(body["invitation"]), call.now_ms)


def _apply_key_add(draft: Draft, call: Call) -> None:
    body = call.body
    member = get_member(draft, call.account)
    key = Key(body["key"])
    check_that(body["account"] == call.account, Reason.NOT_ALLOWED)
    check_that(draft.get(KEYS, key) is None, Reason.KNOWN_KEY)
    check_that(count_keys(draft, member.keys) < _KEYS_MAX, Reason.LIMIT)
    draft.put(KEYS, key, KeyRow(call.account, draft.size(KEYS), -1, call.event.id, 0))
    draft.put(ACCOUNTS, call.account, replace(member, keys=(*member.keys, key)))


def _apply_node_add(draft: Draft, call: Call) -> None:
    node = NodeKey(call.body["node"])
    content = node_proof_content(call.commune, call.account, node)
    check_that(verify(node, Domain.NODE, content, call.body["node_proof"]), Reason.BAD_PROOF)
    check_that(draft.get(NODES, node) is None, Reason.KNOWN_NODE)
    owned = sum(1 for _, owner in draft.items(NODES) if owner == call.account)
    check_that(owned < _NODES_MAX, Reason.LIMIT)
    draft.put(NODES, node, call.account)


def _apply_consent(draft: Draft, call: Call) -> None:
    topic, agree = call.body["topic"], call.body["agree"]
    draft.put(CONSENTS, (call.account, topic), agree)
    if topic == LOCAL_SALE:
        put_choice(draft, call, LOCAL_SALE, agree)


def _apply_display(draft: Draft, call: Call) -> None:
    member = get_member(draft, call.account)
    draft.put(ACCOUNTS, call.account, replace(member, display=call.body["display"]))


KINDS: Final = {
    "invitation": Rule(
        schema={"key": is_id, "expires": integer(0), "roles": list_of(one_of(*ROLES), 0, 4)},
        apply=_apply_invitation,
    ),
    "resident.join": Rule(
        schema={
            "invitation": is_id,
            "proof": is_signature,
            "node": is_id,
            "node_proof": is_signature,
            "display": is_id,
        },
        apply=_apply_join,
        blobs=("display",),
    ),
    "key.add": Rule(schema={"account": is_id, "key": is_id, "proof": is_signature}, apply=_apply_key_add),
    "node.add": Rule(schema={"node": is_id, "node_proof": is_signature}, apply=_apply_node_add),
    "consent": Rule(schema={"topic": one_of(*CONSENT_TOPICS), "agree": is_flag}, apply=_apply_consent),
    "display": Rule(schema={"display": is_id}, apply=_apply_display, blobs=("display",)),
}
TABLES: Final[tuple[Table[Any, Any], ...]] = (INVITATIONS, INVITED, CONSENTS)
