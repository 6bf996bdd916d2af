# SPDX-License-Identifier: CC0-1.0
"""Members, keys, nodes, roles. Source: docs/protocol.md sections 6.2 and 6.12."""

from __future__ import annotations

from second.codec import is_signed
from second.shapes import array, blob, boolean, ident, instant, one_of, role, sig
from second.state import DAY, Account, Invitation, Key, refuse_if

PERIOD = 30 * DAY
SMALL = 5
GUESTS_MAX, KEYS_MAX, PARTNERS_MAX, WITNESSES_MAX = 64, 16, 32, 31


def is_mayor(state, account):
    return "mayor" in state.account(account).roles


def appoints(state, account):
    return is_mayor(state, account) and state.count("accounts") < SMALL


def are_distinct(state, one, other):
    return (
        state.is_member(one)
        and state.is_member(other)
        and state.account(one).branch != state.account(other).branch
    )


def add_partner(state, payee, payer):
    row = state.account(payee)
    if not are_distinct(state, payee, payer) or payer in row.partners or len(row.partners) >= PARTNERS_MAX:
        return
    row = row._replace(partners=(*row.partners, payer))
    if row.guaranteed and len(row.partners) >= state.parameter("guarantee.partners"):
        row = row._replace(guaranteed=False)
        drop_guest(state, row.sponsor, payee)
    state.put("accounts", payee, row)


def drop_guest(state, sponsor, guest):
    """The guarantee ends; of a sponsor who left it has ended."""
    if state.is_member(sponsor):
        left = tuple(one for one in state.account(sponsor).guarantees if one != guest)
        state.change("accounts", sponsor, guarantees=left)


def refuse_sponsor(state, sponsor):
    row = state.account(sponsor)
    refuse_if(row.guaranteed and state.is_member(row.sponsor), "guaranteed")
    refuse_if(len(row.guarantees) >= GUESTS_MAX, "limit")


def invitation(call):
    state, author, body = call.state, call.author, call.event.body
    refuse_sponsor(state, author)
    month = (author, call.now // PERIOD)
    made = state.get("invited", month, 0)
    refuse_if(made >= state.parameter("invitation.month-quota"), "quota")
    latest = call.now + state.parameter("invitation.days-max") * DAY
    refuse_if(not call.now < body["expires"] <= latest, "expired")
    wrong = {"mayor", "witness"} & set(body["roles"])
    refuse_if(body["roles"] and (wrong or not appoints(state, author)), "not allowed")
    row = Invitation(author, body["key"], body["expires"], tuple(body["roles"]), b"")
    state.put("invitations", call.event.id, row)
    state.put("invited", month, made + 1)


def join(call):
    state, event, body = call.state, call.event, call.event.body
    row = state.get("invitations", body["invitation"])
    refuse_if(row is None, "no such object")
    refuse_if(row.spent, "already used")
    refuse_if(call.now >= row.expires, "expired")
    refuse_if(state.has("nodes", body["node"]), "known node")
    state.refuse_stranger(row.sponsor)
    refuse_sponsor(state, row.sponsor)
    account, sponsor = event.author, state.account(row.sponsor)
    roles = row.roles if state.count("accounts") < SMALL else ()
    branch = account if row.sponsor == state.commune.founder else sponsor.branch
    state.put("invitations", body["invitation"], row._replace(spent=account))
    state.put("accounts", account, Account(
        row.sponsor, branch, call.now, body["display"], roles, (account,), True, (), ()
    ))  # fmt: skip
    state.change("accounts", row.sponsor, guarantees=(*sponsor.guarantees, account))
    for held in roles:
        state.put("roles", (account, held), (body["invitation"], call.now))
    state.put("nodes", body["node"], account)


# --- keys and nodes -------------------------------------------------------------------------------------


def key_add(call):
    state, body, author = call.state, call.event.body, call.author
    refuse_if(body["account"] != author, "not allowed")
    refuse_if(state.has("keys", body["key"]), "known key")
    row = state.account(author)
    refuse_if(sum(not state.get("keys", key).revoked for key in row.keys) >= KEYS_MAX, "limit")
    state.put("keys", body["key"], Key(author, state.count("keys"), -1, call.event.id, 0))
    state.put("accounts", author, row._replace(keys=(*row.keys, body["key"])))


def node_add(call):
    state, body, author = call.state, call.event.body, call.author
    content = call.commune + author + body["node"]
    refuse_if(not is_signed(body["node"], "voisinage/node/1", content, body["node_proof"]), "bad proof")
    refuse_if(state.has("nodes", body["node"]), "known node")
    refuse_if(sum(owner == author for _, owner in state.rows("nodes")) >= 16, "limit")
    state.put("nodes", body["node"], author)


def node_remove(call):
    state, node = call.state, call.event.body["node"]
    owner = state.get("nodes", node)
    refuse_if(owner is None, "no such object")
    refuse_if(owner != call.author, "not allowed")
    listed = [row for table in ("witnesses", "next-witnesses") for _, row in state.rows(table)]
    refuse_if(node in [row[1] for row in listed], "wrong state")
    state.drop("nodes", node)


def revoke_now(state, key, instant):
    row = state.get("keys", key)
    state.put("keys", key, row._replace(revoked=instant))
    for event, (_, target, by) in state.rows("revocations"):
        if key in (target, by):
            drop_demand(state, event)


def drop_demand(state, event):
    state.drop("revocations", event)
    for key, task in state.rows("tasks"):
        if task.label == "key.revoke" and task.creator == event:
            state.drop("tasks", key)


def key_revoke(call):
    state, key, mine = call.state, call.event.body["key"], call.event.author
    row = state.get("keys", key)
    refuse_if(row is None, "no such object")
    refuse_if(row.account != call.author or key == call.author, "not allowed")
    waits = any(target == key and by == mine for _, (_, target, by) in state.rows("revocations"))
    refuse_if(row.revoked or waits, "already done")
    if row.order >= state.get("keys", mine).order:
        revoke_now(state, key, call.now)
        return
    state.put("revocations", call.event.id, (call.author, key, mine))
    call.add_task(call.now + state.parameter("key.revoke-delay-ms"), "key.revoke", call.event.id)
    call.note = "waits"


def key_revoke_due(call):
    _, key, _ = call.state.get("revocations", call.task.object)
    revoke_now(call.state, key, call.now)


def key_keep(call):
    state, event = call.state, call.event.body["revocation"]
    row = state.get("revocations", event)
    refuse_if(row is None, "no such object")
    account, _, by = row
    younger = state.get("keys", call.event.author).order > state.get("keys", by).order
    refuse_if(account != call.author or younger, "not allowed")
    drop_demand(state, event)


def consent(call):
    from second.settlement import choose

    body = call.event.body
    call.state.put("consents", (call.author, body["topic"]), body["agree"])
    if body["topic"] == "local-sale":
        choose(call, "local-sale", body["agree"])


def display(call):
    call.state.change("accounts", call.author, display=call.event.body["display"])


# --- roles ----------------------------------------------------------------------------------------------


def check_role(state, account, wanted, grant):
    """What holds for the mayor's word and for a proposal alike."""
    refuse_if(grant and wanted == "witness", "not allowed")
    state.refuse_stranger(account)
    refuse_if((wanted in state.account(account).roles) == grant, "already done")


def set_role(state, account, wanted, grant, by, instant):
    roles = state.account(account).roles
    roles = (*roles, wanted) if grant else tuple(held for held in roles if held != wanted)
    state.change("accounts", account, roles=roles)
    if grant:
        state.put("roles", (account, wanted), (by, instant))
    else:
        state.drop("roles", (account, wanted))


def role_grant(call, grant=True):
    body = call.event.body
    refuse_if(not appoints(call.state, call.author) or body["role"] == "mayor", "not allowed")
    check_role(call.state, body["account"], body["role"], grant)
    set_role(call.state, body["account"], body["role"], grant, call.event.id, call.now)


def role_revoke(call):
    role_grant(call, grant=False)


TOPIC = one_of("production", "gifts", "purchases", "local-sale")
KINDS = {
    "invitation": ({"key": ident, "expires": instant, "roles": array(role, 0, 4)}, invitation),
    "resident.join": (
        {"invitation": ident, "proof": sig, "node": ident, "node_proof": sig, "display": blob}, join,
    ),
    "key.add": ({"account": ident, "key": ident, "proof": sig}, key_add),
    "node.add": ({"node": ident, "node_proof": sig}, node_add),
    "node.remove": ({"node": ident}, node_remove),
    "key.revoke": ({"key": ident}, key_revoke),
    "key.keep": ({"revocation": ident}, key_keep),
    "consent": ({"topic": TOPIC, "agree": boolean}, consent),
    "display": ({"display": blob}, display),
    "role.grant": ({"account": ident, "role": role}, role_grant),
    "role.revoke": ({"account": ident, "role": role}, role_revoke),
}  # fmt: skip
TASKS = {"key.revoke": key_revoke_due}
