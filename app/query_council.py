# SPDX-License-Identifier: AGPL-3.0-or-later
"""Queries about the council: proposals with their tally, the fund and its allocation."""

from __future__ import annotations

from typing import Final, cast

from app.query_help import get_debt
from app.query_roles import get_role_change, get_witnesses_change
from app.query_rules import get_rules_change
from app.reader import Reader, shared
from app.views import AllocationPostView, AmountView, FundView, Phase, ProposalView, TallyView
from ledger.rulebook.allocation import ALLOCATIONS, MILLIONTHS, get_ballot_shares, get_weights
from ledger.rulebook.charter import POSTS
from ledger.rulebook.parity import get_parity
from ledger.rulebook.proposals import OPEN, PARITY, PROPOSALS, ROLE, RULES, WITNESSES, Proposal, get_choice
from ledger.state import ACCOUNTS, BALANCES, get_chain
from ledger.units import FUND, POT_UNALLOCATED, EventId

_STATES: Final = {"open": 0, "passed": 1, "executed": 2, "rejected": 2}
POST_ORDER: Final = ("pensions", "energy", "roads", "startups", "canteen", "security")


@shared
def get_proposals(reader: Reader) -> tuple[ProposalView, ...]:
    """Open ones first by closing time, then decided ones newest first."""
    views = [_proposal(reader, proposal, row) for proposal, row in reader.state.items(PROPOSALS)]
    return tuple(
        sorted(
            views,
            key=lambda view: (_STATES[view.state], view.closes_ms if view.state == OPEN else -view.closes_ms),
        )
    )


def _proposal(reader: Reader, proposal: EventId, row: Proposal) -> ProposalView:
    choice = get_choice(reader.state, proposal, reader.me)
    sealed_choice = get_choice(reader.picture.sealed, proposal, reader.me)
    phase = None if not choice else (Phase.SEALED if choice == sealed_choice else Phase.PENDING)
    parity = now = None
    if row.form == PARITY:
        content = dict(row.content)
        asset = cast("str", content["asset"])
        parity = (asset, cast("int", content["numerator"]), cast("int", content["denominator"]))
        current = get_parity(reader.state, asset)
        now = (asset, current.numerator, current.denominator) if current is not None else None
    return ProposalView(
        proposal=proposal,
        form=row.form,
        title=reader.get_text(row.title),
        text=reader.get_text(row.text),
        author=reader.get_person(row.author),
        municipal=row.municipal,
        opened_ms=row.opened_ms,
        closes_ms=row.closes_ms,
        state=row.state,
        executes_ms=row.executes_ms,
        tally=TallyView(
            votes_for=row.votes_for,
            votes_against=row.votes_against,
            abstentions=row.abstentions,
            members=row.members if row.state != OPEN else reader.state.size(ACCOUNTS),
            quorum_percent=row.quorum_percent,
            majority=row.majority,
        ),
        my_choice=choice,
        my_choice_phase=phase,
        parity=parity,
        parity_now=now,
        phase=reader.get_phase(proposal),
        role=get_role_change(reader, row) if row.form == ROLE else None,
        witnesses=get_witnesses_change(reader, row) if row.form == WITNESSES else None,
        rules=get_rules_change(reader, row) if row.form == RULES else None,
    )


@shared
def get_fund(reader: Reader) -> FundView:
    """What the fund holds, the village's allocation, mine and the mean."""
    state = reader.state
    seal_ms = get_chain(reader.picture.sealed).seal_ms
    allocation = reader.get_allocation()
    charter = dict(state.items(POSTS))
    ballot = get_ballot_shares(state, reader.me)
    mine = {post: int(share * 100) for post, share in ballot.items()} if ballot else charter
    balances = [
        AmountView(asset=asset, amount=amount)
        for (account, pot, asset, _purpose), amount in state.items(BALANCES)
        if account == FUND and pot == POT_UNALLOCATED and amount
    ]
    order = sorted(charter, key=lambda post: (POST_ORDER.index(post) if post in POST_ORDER else 99, post))
    weight = get_weights(state, seal_ms).get(reader.me)
    has_ballot = state.get(ALLOCATIONS, reader.me)
    is_sealed = reader.picture.sealed.get(ALLOCATIONS, reader.me) == has_ballot
    return FundView(
        balances=tuple(balances),
        debt=get_debt(reader),
        posts=tuple(
            AllocationPostView(
                post=post,
                charter_percent=charter[post],
                my_percent=mine.get(post, 0),
                result_millionths=allocation.millionths.get(post, 0),
                mean_millionths=allocation.mean_millionths.get(post, 0),
                released=(),
            )
            for post in order
        ),
        voters=allocation.voters,
        members=state.size(ACCOUNTS),
        my_ballot_phase=None if has_ballot is None else (Phase.SEALED if is_sealed else Phase.PENDING),
        my_weight_millionths=0 if weight is None else int(weight * MILLIONTHS),
    )
