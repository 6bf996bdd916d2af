# SPDX-License-Identifier: AGPL-3.0-or-later
"""What a person can do, said in the person's terms: checked against the pending state, signed, stored.

Each function refuses with an `AppError` before anything is written, and returns the signed event. The ledger
judges again at the sealed position: a refusal here is a courtesy, never the rule.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Final

from app.belonging import check_member
from app.code import ADDRESSES_MAX, InvitationCode, encode_code
from app.desk import Desk, check_name, now_ms
from app.errors import AppError
from app.owing import name_limit
from app.pots import cover, get_means
from app.query_rules import find_vote_length
from ledger import limits
from ledger.errors import Reason
from ledger.event import Event
from ledger.execute import Execution
from ledger.posting import get_available, is_unanswered
from ledger.rulebook.charter import POSTS
from ledger.rulebook.market import LISTINGS, Listing
from ledger.rulebook.membership import CONSENT_TOPICS
from ledger.rulebook.orders import ORDERS, get_actions
from ledger.rulebook.parity import get_parity, get_version
from ledger.rulebook.pots import GIFT
from ledger.rulebook.proposals import PROPOSALS
from ledger.signing import public_key
from ledger.state import (
    ACCOUNTS,
    ASSETS,
    DEPARTURES,
    State,
    get_balance,
    get_chain,
    get_commune,
    get_parameter,
)
from ledger.units import DAY_MS, FUND, AccountId, EventId

TITLE_BYTES_MAX: Final = 200
TEXT_BYTES_MAX: Final = 8_000
_INVITATION_DAYS: Final = 14


def get_pending(desk: Desk) -> Execution:
    """The state as this computer expects it, pending events included."""
    return desk.replica.get_pending(now_ms())


def _outcome(desk: Desk, event: Event) -> str:
    """What the ledger would say of an event now; `applied` or a reason."""
    found = next((result for result in get_pending(desk).results if result.id == event.id), None)
    return "applied" if found is None or found.is_applied else found.outcome


def _member_state(desk: Desk) -> State:
    state = get_pending(desk).state
    check_member(state, desk.account)
    return state


def _check_text(text: str, longest: int, code: str) -> str:
    cleaned = "\n".join(" ".join(line.split()) for line in text.strip().split("\n"))
    if len(cleaned.encode()) > longest:
        raise AppError(code, bytes_max=longest)
    return cleaned


def _words(desk: Desk, text: str, longest: int, code: str) -> tuple[bytes, list[bytes]]:
    """(hash or empty, blobs) for an optional text."""
    cleaned = _check_text(text, longest, code)
    if not cleaned:
        return b"", []
    name, blob = desk.make_words(cleaned)
    return name, [blob]


def _pending_deps(desk: Desk, ids: Iterable[bytes]) -> list[EventId]:
    """Those of these events that are not sealed yet: what a new event must name to come after them."""
    events = desk.replica.dag.events
    return [EventId(event_id) for event_id in ids if event_id in events]


def _credit_deps(desk: Desk, asset: str, amount: int) -> list[EventId]:
    """Pending credits to name when the sealed balance alone would not do."""
    if get_available(desk.replica.state, desk.account, asset) >= amount:
        return []
    found = [
        result.id
        for result in get_pending(desk).results
        if any(p.account == desk.account and p.asset == asset and p.amount > 0 for p in result.postings)
    ]
    return _pending_deps(desk, found)[-limits.EVENT_DEPS_MAX + 1 :]


# --- money ------------------------------------------------------------------------------------------------


def find_payment_problem(desk: Desk, to: bytes, asset: str, amount: int) -> tuple[str, int]:
    """(code of the refusal the ledger would give now or empty, the most that can be paid)."""
    state = _member_state(desk)
    if state.get(ASSETS, asset) is None:
        return "unknown-asset", 0
    if to != FUND and state.get(ACCOUNTS, AccountId(to)) is None:
        return "unknown-member" if state.get(DEPARTURES, AccountId(to)) is None else "gone", 0
    available = get_means(state, desk.account, asset, now_ms()).spendable
    if to == desk.account:
        return "self", available
    if amount <= 0:
        return "amount-zero", available
    if amount > limits.INTEGER_MAX:
        return "amount-too-large", available
    if amount > available:
        return ("floor" if state.get(ASSETS, asset) == "mutual" else "balance"), available
    return "", available


def pay(desk: Desk, to: bytes, asset: str, amount: int, *, purpose: str = "", memo: str = "") -> Event:
    """Pay a member, or the fund (`FUND`), from my current pot, what is missing first taken from free savings.

    Raises:
        AppError: balance, floor, unknown-member, unknown-asset, self, amount-zero, amount-too-large,
            unknown-purpose, memo-too-long.
    """
    problem, available = find_payment_problem(desk, to, asset, amount)
    if problem:
        state = _member_state(desk)
        mine, limited_by = get_balance(state, desk.account, asset), name_limit(state, desk.account, asset)
        raise AppError(
            problem, asset=asset, amount=amount, available=available, balance=mine, limited_by=limited_by
        )
    if purpose and purpose not in get_commune(desk.replica.state).purposes:
        raise AppError("unknown-purpose", purpose=purpose)
    name, blobs = _words(desk, memo, TITLE_BYTES_MAX * 2, "memo-too-long")
    cover(desk, asset, amount)
    body = {"to": to, "asset": asset, "amount": amount, "purpose": purpose, "memo": name}
    return desk.act("transfer", body, deps=_credit_deps(desk, asset, amount), blobs=blobs)


def give(desk: Desk, to: bytes, asset: str, amount: int, *, memo: str = "") -> Event:
    """A gift: a payment whose purpose is `don`. Raises as `pay`."""
    return pay(desk, to, asset, amount, purpose=GIFT, memo=memo)


# --- market -----------------------------------------------------------------------------------------------


def add_listing(
    desk: Desk,
    *,
    side: str,
    template: str,
    title: str,
    text: str,
    price: Sequence[tuple[str, int]],
    stock: int,
) -> Event:
    """Publish an offer or a need.

    Args:
        price: (asset, base units) for one piece; every line is paid.
        stock: how many; −1 for no limit.

    Raises:
        AppError: title-missing, title-too-long, text-too-long, bad-price, bad-stock, refused.
    """
    state = _member_state(desk)
    if not title.strip():
        raise AppError("title-missing")
    assets = [asset for asset, _ in price]
    if not price or len(set(assets)) != len(assets) or any(units <= 0 for _, units in price):
        raise AppError("bad-price")
    for asset in assets:
        if state.get(ASSETS, asset) is None:
            raise AppError("unknown-asset", asset=asset)
    if stock == 0 or stock < -1 or stock > 1_000_000:
        raise AppError("bad-stock")
    title_name, title_blobs = _words(desk, title, TITLE_BYTES_MAX, "title-too-long")
    text_name, text_blobs = _words(desk, text, TEXT_BYTES_MAX, "text-too-long")
    body = {
        "side": side,
        "template": template,
        "title": title_name,
        "text": text_name,
        "price": [list(line) for line in sorted(price)],
        "stock": stock,
    }
    return desk.act("listing.add", body, blobs=[*title_blobs, *text_blobs])


def withdraw_listing(desk: Desk, listing: bytes) -> Event:
    """Withdraw my offer or need. Raises AppError: unknown-listing, not-yours."""
    row = _listing(desk, listing)
    if row.author != desk.account:
        raise AppError("not-yours")
    return desk.act("listing.withdraw", {"listing": listing}, deps=_pending_deps(desk, [listing]))


def _listing(desk: Desk, listing: bytes) -> Listing:
    row = _member_state(desk).get(LISTINGS, EventId(listing))
    if row is None:
        raise AppError("unknown-listing")
    return row


def place_order(desk: Desk, listing: bytes, quantity: int) -> Event:
    """Order an offer, or propose to serve a need.

    Raises:
        AppError: unknown-listing, own-listing, withdrawn, stock, bad-quantity.
    """
    row = _listing(desk, listing)
    if row.author == desk.account:
        raise AppError("own-listing")
    if row.withdrawn:
        raise AppError("withdrawn")
    if quantity < 1:
        raise AppError("bad-quantity")
    if row.stock >= 0 and quantity > row.stock:
        raise AppError("stock", left=row.stock)
    body = {"listing": listing, "quantity": quantity, "parity": get_version(_member_state(desk))}
    return desk.act("order.place", body, deps=_pending_deps(desk, [listing]))


def order_action(desk: Desk, order: bytes, action: str) -> Event:
    """accept, deliver, confirm or cancel an order.

    Raises:
        AppError: unknown-order, not-now (it is not mine to do, or not in this state), balance, floor.
    """
    state = _member_state(desk)
    row = state.get(ORDERS, EventId(order))
    if row is None:
        raise AppError("unknown-order")
    if action not in get_actions(row, desk.account):
        raise AppError("not-now", action=action, state=row.state)
    body: dict[str, object] = {"order": order}
    if action == "accept":
        body["parity"] = row.parity
        if row.parity != get_version(state):
            raise AppError("parity-changed")
    if action == "confirm":
        for asset, amount in row.price:
            problem, available = find_payment_problem(desk, row.seller, asset, amount)
            if problem:
                limited_by = name_limit(state, desk.account, asset)
                raise AppError(
                    problem, asset=asset, amount=amount, available=available, limited_by=limited_by
                )
        for asset, amount in row.price:
            cover(desk, asset, amount)
    last = [step[2] for step in row.steps[-1:]]
    return desk.act(f"order.{action}", body, deps=_pending_deps(desk, [order, *last]))


# --- council ----------------------------------------------------------------------------------------------


def propose(
    desk: Desk,
    *,
    form: str,
    title: str,
    text: str,
    duration_ms: int | None = None,
    content: Mapping[str, object] | None = None,
) -> Event:
    """Open a proposal.

    Args:
        duration_ms: None: seven days, or the nearest the commune allows.
        content: for a parity {asset, numerator, denominator}: one base unit is worth that many Wh.

    Raises:
        AppError: title-missing, title-too-long, text-too-long, bad-duration, bad-parity.
    """
    state = _member_state(desk)
    allowed = find_vote_length(state)
    duration = allowed.usual_ms if duration_ms is None else duration_ms
    if not allowed.shortest_ms <= duration <= allowed.longest_ms:
        raise AppError("bad-duration", shortest_ms=allowed.shortest_ms, longest_ms=allowed.longest_ms)
    if not title.strip():
        raise AppError("title-missing")
    content = content or {}
    if form == "parity" and (content["asset"] == "kwh" or get_parity(state, str(content["asset"])) is None):
        raise AppError("bad-parity")
    title_name, title_blobs = _words(desk, title, TITLE_BYTES_MAX, "title-too-long")
    text_name, text_blobs = _words(desk, text, TEXT_BYTES_MAX, "text-too-long")
    body = {
        "form": form,
        "title": title_name,
        "text": text_name,
        "duration": duration,
        "content": dict(content),
    }
    return desk.act("proposal", body, blobs=[*title_blobs, *text_blobs])


def vote(desk: Desk, proposal: bytes, choice: str) -> Event:
    """Cast or change my ballot. Raises AppError: unknown-proposal, proposal-closed, bad-choice."""
    row = _member_state(desk).get(PROPOSALS, EventId(proposal))
    if row is None:
        raise AppError("unknown-proposal")
    if row.state != "open":
        raise AppError("proposal-closed")
    if choice not in ("for", "against", "abstain"):
        raise AppError("bad-choice")
    return desk.act("ballot", {"proposal": proposal, "choice": choice}, deps=_pending_deps(desk, [proposal]))


def allocate(desk: Desk, shares: Mapping[str, int]) -> Event:
    """Split the fund as I wish: whole multiples of 5 % over its posts, 100 in all.

    Raises:
        AppError: shares-not-100, shares-step, unknown-post.
    """
    state = _member_state(desk)
    for post in shares:
        if state.get(POSTS, post) is None:
            raise AppError("unknown-post", post=post)
    if any(share % 5 or not 0 <= share <= 100 for share in shares.values()):
        raise AppError("shares-step")
    if sum(shares.values()) != 100:
        raise AppError("shares-not-100", total=sum(shares.values()))
    return desk.act("allocation", {"shares": {post: share for post, share in shares.items() if share}})


# --- people -----------------------------------------------------------------------------------------------


def invite(
    desk: Desk, *, roles: Sequence[str] = (), addresses: Sequence[str] = (), name_of: Callable[[bytes], str]
) -> tuple[Event, InvitationCode, str]:
    """Invite a neighbour: (event, what the code says, the code's text).

    Raises:
        AppError: guaranteed (a newcomer cannot invite yet), quota, not-allowed (roles).
    """
    state = _member_state(desk)
    member = check_member(state, desk.account)
    if member.guaranteed and not is_unanswered(state, member):
        raise AppError("guaranteed")
    if roles and ("mayor" not in member.roles or "mayor" in roles):
        raise AppError("not-allowed")
    seed = secrets.token_bytes(32)
    chain = get_chain(desk.replica.state)
    days = min(_INVITATION_DAYS, get_parameter(state, "invitation.days-max") - 1)
    expires = max(now_ms(), chain.seal_ms) + days * DAY_MS
    event = desk.act("invitation", {"key": public_key(seed), "expires": expires, "roles": list(roles)})
    outcome = _outcome(desk, event)
    if outcome != "applied":
        raise AppError(outcome.replace(" ", "-"))
    code = InvitationCode(
        commune=desk.commune,
        commune_name=get_commune(state).name,
        sponsor_name=name_of(desk.account),
        invitation=event.id,
        seed=seed,
        height=chain.height,
        seal_id=chain.seal_id,
        expires_ms=expires,
        addresses=tuple(addresses)[:ADDRESSES_MAX],
    )
    return event, code, encode_code(code)


def set_consent(desk: Desk, topic: str, agree: bool) -> Event:
    """Say whether neighbours may see something of mine. Raises AppError: unknown-topic."""
    _member_state(desk)
    if topic not in CONSENT_TOPICS:
        raise AppError("unknown-topic")
    return desk.act("consent", {"topic": topic, "agree": agree})


def rename(desk: Desk, name: str) -> Event:
    """Change my display name. Raises AppError: bad-name, mixed-name."""
    _member_state(desk)
    shown, blob = desk.make_words(check_name(name))
    return desk.act("display", {"display": shown}, blobs=[blob])


VOID_CODES: Final = frozenset(reason.value.replace(" ", "-") for reason in Reason)
"""Codes a void reason takes when it becomes an error."""
