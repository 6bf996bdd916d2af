# SPDX-License-Identifier: CC0-1.0
"""Proposals, ballots, the list of witnesses. Source: docs/protocol.md sections 6.7 and 6.12."""

from __future__ import annotations

from second import raising
from second.codec import encode, is_signed
from second.membership import WITNESSES_MAX, appoints, check_role, is_mayor, set_role
from second.raising import list_after
from second.shapes import (
    array,
    blob,
    boolean,
    fits,
    ident,
    is_a_map,
    maybe_blob,
    name,
    number,
    one_of,
    role,
    row,
    sig,
)
from second.state import DAY, Change, Proposal, refuse_if

LIST = array(row(ident, ident), 1, WITNESSES_MAX)
FORMS = {
    "text": ("text", {}),
    "parity": ("parity", {"asset": name, "numerator": number(1, 2**40), "denominator": number(1, 2**40)}),
    "role": ("role", {"account": ident, "role": role, "grant": boolean}),
    "witnesses": ("witness", {"witnesses": LIST}),
    "rules": ("witness", raising.CONTENT),
}
CHANGE_ATTEMPTS_MAX = 7


def check_content(call, form, content):
    state = call.state
    refuse_if(not fits(content, FORMS[form][1]), "malformed")
    if form == "parity":
        refuse_if(not state.has("assets", content["asset"]), "no such object")
        refuse_if(content["asset"] == "kwh", "not allowed")
    if form == "role":
        check_role(state, content["account"], content["role"], content["grant"])
    if form == "witnesses":
        check_list(state, content["witnesses"])
    if form == "rules":
        raising.check_content(state, content["rules"])


def proposal(call):
    state, body, author = call.state, call.event.body, call.author
    form, content = body["form"], body["content"]
    check_content(call, form, content)
    value = state.parameter
    low, high = value("proposal.duration-min-ms"), value("proposal.duration-max-ms")
    refuse_if(not low <= body["duration"] <= high, "bounds")
    mine = [row for _, row in state.each("proposals") if row.author == author and row.state == "open"]
    refuse_if(len(mine) >= value("proposal.open-max"), "limit")
    stem = FORMS[form][0]
    kept = {key: by_node(found) if key == "witnesses" else found for key, found in content.items()}
    majority = "two-thirds" if value(f"proposal.{stem}-two-thirds") else "simple"
    closes = call.now + body["duration"]
    state.put("proposals", call.event.id, Proposal(
        author, form, body["title"], body["text"], tuple(sorted(kept.items())),
        is_mayor(state, author), majority,
        value(f"proposal.{stem}-quorum-percent"), value("proposal.delay-ms"),
        call.now, closes, 0, "open", 0, 0, 0, 0,
    ))  # fmt: skip
    call.add_task(closes, "proposal.close", call.event.id)


def ballot(call):
    state, body = call.state, call.event.body
    row = state.get("proposals", body["proposal"])
    refuse_if(row is None, "no such object")
    refuse_if(row.state != "open", "closed")
    state.put("ballots", (body["proposal"], call.author), body["choice"])
    choices = [choice for (which, _), choice in state.each("ballots") if which == body["proposal"]]
    ayes, noes, abstentions = (choices.count(choice) for choice in ("for", "against", "abstain"))
    state.put("proposals", body["proposal"], row._replace(ayes=ayes, noes=noes, abstentions=abstentions))


def proposal_close(call):
    state, found = call.state, call.task.object
    row = state.get("proposals", found)
    ayes, noes, abstentions = row.ayes, row.noes, row.abstentions
    members = state.count("accounts")
    passed = (ayes + noes + abstentions) * 100 >= row.quorum * members
    if row.majority == "simple":
        passed = passed and ayes > noes
    else:
        passed = passed and ayes > 0 and 3 * ayes >= 2 * (ayes + noes)
    executes = call.now + row.delay if passed else 0
    call.note = "passed" if passed else "rejected"
    state.put("proposals", found, row._replace(
        state=call.note, members=members, executes=executes
    ))  # fmt: skip
    if passed:
        call.add_task(executes, "proposal.execute", found, found)


def proposal_execute(call):
    state, found = call.state, call.task.object
    row = state.get("proposals", found)
    content = dict(row.content)
    state.put("proposals", found, row._replace(state="executed"))
    if row.form == "parity":
        version = state.get("parities", content["asset"], (0, 0, 0))[2] + 1
        state.put("parities", content["asset"], (content["numerator"], content["denominator"], version))
    if row.form == "role":
        account, wanted, grant = content["account"], content["role"], content["grant"]
        if state.is_member(account) and (wanted in state.account(account).roles) != grant:
            set_role(state, account, wanted, grant, found, call.now)
    if row.form == "witnesses":
        arm(call, content["witnesses"], found)
    if row.form == "rules":
        raising.arm(call, content["rules"], found)


# --- the list of witnesses ------------------------------------------------------------------------------


def by_node(rows):
    return tuple(sorted(map(tuple, rows), key=lambda pair: pair[1]))


def check_list(state, rows):
    for position in (0, 1):
        refuse_if(len({pair[position] for pair in rows}) < len(rows), "malformed")
    refuse_if(any(state.get("nodes", node) != account for account, node in rows), "no such object")


def arm(call, rows, by):
    state = call.state
    for key, task in state.rows("tasks"):
        if task.label == "witnesses.change":
            state.drop("tasks", key)
    state.put("witness-change", "", Change(by, rows, "waits", 0, call.now, call.now))
    call.add_task(call.now, "witnesses.change", by, by)


def witnesses(call):
    state, rows = call.state, call.event.body["witnesses"]
    refuse_if(not appoints(state, call.author), "not allowed")
    check_list(state, rows)
    change = state.get("witness-change", "")
    waits = change is not None and change.state == "waits"
    refuse_if(by_node(rows) == list_after(state) and not waits, "already done")
    arm(call, by_node(rows), call.event.id)


def missing_nodes(state, change, instant):
    there = {node for _, node in list_after(state)}
    rules = raising.decided_rules(state)
    found = []
    for _, node in change.witnesses:
        since, said = state.get("ready", node, (-1, 0))
        if node in there:
            good = rules == 1 or said >= rules
        else:
            good = since >= 0 and since >= instant - DAY and said >= rules
        if not good:
            found.append(node)
    return found


def change_due(call):
    state, now = call.state, call.seal_time
    change = state.get("witness-change", "")
    if any(state.get("nodes", node) != account for account, node in change.witnesses):
        call.note = "lapsed"
    elif not missing_nodes(state, change, now):
        call.note = "changed"
    elif change.attempts < CHANGE_ATTEMPTS_MAX:
        call.note = "waits"
        put_back(call, change, now + DAY)
        return
    else:
        call.note = "lapsed"
    state.put("witness-change", "", change._replace(state=call.note, due=0))
    if call.note == "changed":
        install(call, change, now)


def install(call, change, now):
    state = call.state
    if change.witnesses != list_after(state):
        state.tables["next-witnesses"] = dict(enumerate(change.witnesses))
    since = {}
    for _, node in change.witnesses:
        since[node] = state.get("witness-since", node, (change.by, now, call.height + 2))
    state.tables["witness-since"] = since


def put_back(call, change, due):
    attempts = change.attempts + 1
    call.state.put("witness-change", "", change._replace(attempts=attempts, due=due))
    call.add_task(due, "witnesses.change", change.by, change.by, attempts)


def witness_ready(call):
    state, body = call.state, call.event.body
    refuse_if(state.get("nodes", body["node"]) != call.author, "not allowed")
    content = encode([call.commune, call.author, body["node"], body["rules"]])
    refuse_if(not is_signed(body["node"], "voisinage/ready/1", content, body["proof"]), "bad proof")
    refuse_if(body["rules"] < state.chain.rules, "bounds")
    change = state.get("witness-change", "")
    waits = change is not None and change.state == "waits" and change.due > call.now
    missing = waits and missing_nodes(state, change, call.now)
    state.put("ready", body["node"], (call.now, body["rules"]))
    raising.after_ready(call)
    if waits and missing and not missing_nodes(state, change, call.now):
        for key, task in state.rows("tasks"):
            if task.label == "witnesses.change":
                state.drop("tasks", key)
        put_back(call, change, call.now)


PROPOSAL = {
    "form": one_of(*FORMS), "title": blob, "text": maybe_blob, "duration": number(0), "content": is_a_map,
}  # fmt: skip
KINDS = {
    "proposal": (PROPOSAL, proposal),
    "ballot": ({"proposal": ident, "choice": one_of("for", "against", "abstain")}, ballot),
    "witnesses": ({"witnesses": LIST}, witnesses),
    "witness.ready": ({"node": ident, "rules": number(1), "proof": sig}, witness_ready),
}
TASKS = {
    "proposal.close": proposal_close, "proposal.execute": proposal_execute, "witnesses.change": change_due,
}  # fmt: skip
