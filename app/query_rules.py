# SPDX-License-Identifier: AGPL-3.0-or-later
"""The version of the rules: in force, known to this program, waited for. Pure over a reader."""

from __future__ import annotations

from typing import Final

from app.reader import Reader
from app.views import InboxItemView
from app.views_rules import RaiseView, RulesChangeView, RulesView, VoteLengthView
from ledger.rulebook.proposals import PROPOSALS, Proposal
from ledger.rulebook.raising import ATTEMPTS_MAX, RAISE, Raise, get_waiting_raise, list_unready
from ledger.rulebook.waiting import WAITS
from ledger.seal import compute_quorum
from ledger.state import (
    ONLY,
    State,
    get_chain,
    get_decided_rules,
    get_next_witnesses,
    get_parameter,
    get_rules_at,
)
from ledger.units import DAY_MS

_USUAL_DAYS: Final = 7


def needs_update(reader: Reader) -> bool:
    """Whether the next height is executed under rules that this program lacks."""
    picture = reader.picture
    if not picture.is_founded:
        return False
    return get_rules_at(picture.sealed, get_chain(picture.sealed).height + 1) > picture.rules_known


def find_vote_length(state: State) -> VoteLengthView:
    """Seven days, or the nearest that the commune allows; and what it allows."""
    shortest = get_parameter(state, "proposal.duration-min-ms")
    longest = get_parameter(state, "proposal.duration-max-ms")
    usual = min(max(_USUAL_DAYS * DAY_MS, shortest), longest)
    return VoteLengthView(usual_ms=usual, shortest_ms=shortest, longest_ms=longest)


def get_vote_length(reader: Reader) -> VoteLengthView:
    return find_vote_length(reader.state)


def get_rules(reader: Reader) -> RulesView:
    row = reader.picture.sealed.get(RAISE, ONLY)
    return RulesView(
        in_force=get_chain(reader.picture.sealed).rules,
        known=reader.picture.rules_known,
        needs_update=needs_update(reader),
        last=None if row is None else _raise(reader, row),
    )


def _raise(reader: Reader, row: Raise) -> RaiseView:
    state, proposal = reader.picture.sealed, reader.state.get(PROPOSALS, row.by)
    waits = row.state == WAITS
    missing = list_unready(state, row, reader.now_ms) if waits else ()
    size = len(get_next_witnesses(state))
    people = {witness.account: reader.get_person(witness.account) for witness in missing}
    return RaiseView(
        rules=row.rules,
        state=row.state,
        title="" if proposal is None else reader.get_text(proposal.title),
        decided_ms=row.decided_ms,
        missing=tuple(sorted(people.values(), key=lambda person: person.name.casefold())),
        needed=max(0, compute_quorum(size) - size + len(missing)) if waits else 0,
        days_left=max(0, ATTEMPTS_MAX - row.attempts) if waits else 0,
    )


def get_rules_change(reader: Reader, row: Proposal) -> RulesChangeView:
    rules: int = dict(row.content)["rules"]
    return RulesChangeView(rules=rules, is_known=rules <= reader.picture.rules_known)


def get_rules_items(reader: Reader) -> list[InboxItemView]:
    """That this program is to be updated: it has stopped, or it will on the day that was voted."""
    if not reader.picture.is_founded:
        return []
    state, kind = reader.picture.sealed, ""
    waiting = get_waiting_raise(state)
    coming = max(get_decided_rules(state), waiting.rules if waiting is not None else 0)
    if needs_update(reader):
        kind = "rules.update"
    elif coming > reader.picture.rules_known:
        kind = "rules.soon"
    return [InboxItemView(kind=kind, object=b"", title="", person=None, deadline_ms=0)] if kind else []
