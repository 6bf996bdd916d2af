# SPDX-License-Identifier: AGPL-3.0-or-later
"""Payments and gifts from a member's current pot, to a neighbour or to the communal fund.

A purpose binds an amount; in this version it may be stated on a payment and is shown, `don` being the gift.
Source: docs/protocol.md section 6.3.
"""

from __future__ import annotations

from typing import Final

from ledger.errors import Reason
from ledger.posting import move
from ledger.rulebook.contribution import add_contribution
from ledger.rulebook.membership import add_partner
from ledger.rulebook.rule import (
    Call,
    Rule,
    amount,
    check_that,
    get_member,
    is_name,
    is_optional_id,
    is_optional_name,
)
from ledger.state import ASSETS, Draft, get_commune
from ledger.units import FUND, POT_CURRENT, POT_UNALLOCATED, AccountId

GIFT: Final = "don"


def is_recipient(value: object) -> bool:
    """A member's account or the fund."""
    return type(value) is bytes and (len(value) == 32 or value == FUND)


def _apply_transfer(draft: Draft, call: Call) -> None:
    body = call.body
    target = AccountId(body["to"])
    asset, purpose = body["asset"], body["purpose"]
    check_that(target != call.account, Reason.SELF)
    regime = draft.get(ASSETS, asset)
    check_that(regime is not None, Reason.NO_SUCH)
    check_that(not purpose or purpose in get_commune(draft).purposes, Reason.PURPOSE)
    if target == FUND:
        move(
            draft,
            source=(call.account, POT_CURRENT),
            target=(FUND, POT_UNALLOCATED),
            asset=asset,
            amount=body["amount"],
        )
        add_contribution(draft, call.account, asset, body["amount"], call.now_ms)
        return
    get_member(draft, target)
    move(
        draft,
        source=(call.account, POT_CURRENT),
        target=(target, POT_CURRENT),
        asset=asset,
        amount=body["amount"],
    )
    if purpose == GIFT:
        # A gift shares something; it is no sale, so it makes no partner and lifts no guarantee.
        add_contribution(draft, call.account, asset, body["amount"], call.now_ms)
    elif regime == "mutual":
        add_partner(draft, target, call.account)


KINDS: Final = {
    "transfer": Rule(
        schema={
            "to": is_recipient,
            "asset": is_name,
            "amount": amount,
            "purpose": is_optional_name,
            "memo": is_optional_id,
        },
        apply=_apply_transfer,
        blobs=("memo",),
    )
}
