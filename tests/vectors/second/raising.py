# SPDX-License-Identifier: CC0-1.0
"""The version of the rules: a raise that waits for witnesses. Source: docs/protocol.md section 6.17."""

from __future__ import annotations

from typing import NamedTuple

from second.shapes import number
from second.state import DAY, refuse_if

CONTENT = {"rules": number(1)}
ATTEMPTS_MAX = 30


class Raise(NamedTuple):
    by: bytes
    rules: int
    state: str
    attempts: int
    decided: int
    due: int
    height: int


def decided_rules(state):
    following = state.get("next-rules", "")
    return state.chain.rules if following is None else following[0]


def list_after(state):
    """The list that certifies height h + 2, as it stands while h is executed."""
    return tuple(row for _, row in state.rows("next-witnesses") or state.rows("witnesses"))


def begin_height(state, height):
    following = state.get("next-rules", "")
    if following is not None and following[1] <= height:
        state.change("chain", "", rules=following[0])
        state.drop("next-rules", "")


def check_content(state, rules):
    refuse_if(rules <= decided_rules(state), "already done")
    refuse_if(rules != state.chain.rules + 1, "bounds")


def waiting(state):
    found = state.get("rules-change", "")
    return found if found is not None and found.state == "waits" else None


def arm(call, rules, by):
    state = call.state
    if rules <= decided_rules(state):
        return
    forget_task(state)
    state.put("rules-change", "", Raise(by, rules, "waits", 0, call.now, call.now, 0))
    call.add_task(call.now, "rules.raise", by, by)


def forget_task(state):
    for key, task in state.rows("tasks"):
        if task.label == "rules.raise":
            state.drop("tasks", key)


def stands(state, rules, instant):
    """Whether a quorum said within a day that they have these rules."""
    listed = list_after(state)
    said = [state.get("ready", node, (-1, 0)) for _, node in listed]
    ready = [1 for since, known in said if since >= 0 and since >= instant - DAY and known >= rules]
    return len(ready) >= len(listed) - (len(listed) - 1) // 3


def due(call):
    state, found = call.state, call.state.get("rules-change", "")
    if stands(state, found.rules, call.seal_time):
        call.note = "changed"
        state.put("next-rules", "", (found.rules, call.height + 2))
        state.put("rules-change", "", found._replace(state="changed", due=0, height=call.height + 2))
    elif found.attempts < ATTEMPTS_MAX:
        call.note = "waits"
        put_back(call, found, call.seal_time + DAY)
    else:
        call.note = "lapsed"
        state.put("rules-change", "", found._replace(state="lapsed", due=0))


def put_back(call, found, instant):
    attempts = found.attempts + 1
    call.state.put("rules-change", "", found._replace(attempts=attempts, due=instant))
    call.add_task(instant, "rules.raise", found.by, found.by, attempts)


def after_ready(call):
    found = waiting(call.state)
    if found is not None and found.due > call.now and stands(call.state, found.rules, call.now):
        forget_task(call.state)
        put_back(call, found, call.now)


KINDS = {}
TASKS = {"rules.raise": due}
