# SPDX-License-Identifier: AGPL-3.0-or-later
"""A commune where two residents are named « Ann Smith », and a third writes it with a Cyrillic letter."""

from __future__ import annotations

import re

from app import facade as doors
from app.desk import Desk
from app.facade import Voisinage
from app.views import AmountView
from ledger.event import Event
from tests.helpers.commune import Commune, do, until

NAME, LOOKS_SO = "Ann Smith", "Аnn Smith"
SIGN = r"\([a-z2-7]{4}\u2011[a-z2-7]{4}\)"
BARE = re.compile(rf"(?<!«\s)(?<!“)[AА]nn Smith(?!\s{SIGN})")
"""A name that does not say whose; words in quotes are what somebody wrote."""


def name_so(desk: Desk, name: str) -> Event:
    """What another program may sign: no rule of the register looks at letters."""
    shown, blob = desk.make_words(name)
    return desk.act("display", {"display": shown}, blobs=[blob])


def play_namesakes(commune: Commune) -> None:
    """Each of them has something of Léa's, and waits for something from her."""
    lea = commune.found("lea", "Léa Morvan")
    ann = commune.join("ann", NAME, lea, "technician")
    other = commune.join("other", NAME, lea)
    third = commune.join("third", "Anna", lea)
    do(third._do(lambda desk: name_so(desk, LOOKS_SO)))
    commune.agree()
    for seller in (ann, other):
        _sell(seller, lea)
    for one, memo in ((ann, "Leçon de solfège"), (other, "Bois fendu"), (third, "Courses")):
        do(one.help.log(lea.me().account, 3_600, memo=memo))
        do(lea.pay(one.me().account, "hour", 1_800, "", "Merci"))
        do(one.give(lea.me().account, "kg", 500, "Pour toi"))
    do(other.help.log(doors.FUND_ACCOUNT, 7_200, memo="Fauchage de la route"))
    do(third.propose_text("Un banc", "Près du lavoir.", duration_ms=3_600_000))
    do(other.roles.propose_role(ann.me().account, "officer", grant=True, title="Une adjointe"))
    seats = [
        (one.person.account, seat.node)
        for one in lea.roles.computers()
        for seat in one.seats
        if not one.person.is_me
    ]
    do(ann.roles.propose_witnesses(seats[:1], title="Qui scelle"))
    until(lambda: len(lea.help.view().to_confirm) == 4 and len(lea.proposals()) == 3, lea)
    commune.agree()


def _sell(seller: Voisinage, buyer: Voisinage) -> None:
    price = (AmountView(asset="kg", amount=500),)
    listing = do(seller.add_listing("offer", "produce", "Œufs", "", price, 12)).id
    until(lambda: any(one.listing == listing for one in buyer.listings()), buyer)
    order = do(buyer.place_order(listing, 1)).id
    for action in ("accept", "deliver"):
        until(lambda action=action: _may(seller, order, action), seller)
        do(seller.order_action(order, action))
    until(lambda: _may(buyer, order, "confirm"), buyer)


def _may(one: Voisinage, order: bytes, action: str) -> bool:
    return any(view.order == order and action in view.actions for view in one.orders())
