# SPDX-License-Identifier: AGPL-3.0-or-later
"""What residents of a simulated village do: drawn acts of every sort, by what their own copy shows them."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from ledger.blob import make_blob, name_blob
from ledger.event import Event, join_proof_content, key_proof_content, node_proof_content, sign_event
from ledger.rulebook.hours import SERVICES
from ledger.rulebook.leaving import LEAVE, find_obstacles
from ledger.rulebook.market import LISTINGS
from ledger.rulebook.orders import ORDERS
from ledger.rulebook.parity import get_version
from ledger.rulebook.proposals import PROPOSALS
from ledger.rulebook.ready import ready_proof_content
from ledger.rulebook.roles import APPOINT_BELOW
from ledger.signing import Domain, public_key, sign
from ledger.state import ACCOUNTS, Table, get_witnesses
from ledger.units import DAY_MS, FUND, AccountId, EventId, Key
from p2p.joining import JoinClient
from tests.helpers.builders import Person, seed_of

if TYPE_CHECKING:
    from tests.simulation.resident import Resident
    from tests.simulation.world import World

NOTHING_NAMED = bytes(32)


def do_something(world: World, one: Resident) -> Event | None:
    """One drawn act; in one world of three somebody who seals nothing leaves now and then instead."""
    act = world.random.choice(world.plan.load)
    if world.lets_leave and act in (consent, invite) and may_leave(world, one):
        return leave(world, one)
    return act(world, one)


def may_leave(world: World, one: Resident) -> bool:
    """Whether the rules would let it go, as its own copy shows them; and some are left to see it."""
    state = one.replica.state
    if state.get(ACCOUNTS, one.person.account) is None or state.size(ACCOUNTS) < 2:
        return False
    return next(find_obstacles(state, one.person.account, one.now_ms()), None) is None


def leave(world: World, one: Resident) -> Event | None:
    """For good, by the 24 words; its words are erased, so that nobody looks for those it never gave."""
    del world
    others = [account for account in one.replica.state.keys(ACCOUNTS) if account != one.person.account]
    to = min(others) if len(one.acknowledged) % 2 else FUND
    return one.act(LEAVE, {"to": to, "erase": True}, seed=one.person.paper_seed)


def _words(world: World, one: Resident) -> tuple[bytes, list[bytes]]:
    """(name, [blob]) of some words."""
    blob = make_blob(one.random.randbytes(16), f"mots {one.random.random()}".encode())
    return name_blob(world.commune, blob), [blob]


def pick_other(world: World, one: Resident) -> AccountId:
    accounts = sorted(one.replica.state.keys(ACCOUNTS))
    return world.random.choice([account for account in accounts if account != one.person.account] or accounts)


def _pick(world: World, one: Resident, table: Table[Any, Any]) -> tuple[Any, Any] | None:
    rows = one.replica.state.items(table)
    return world.random.choice(rows) if rows else None


def pay(world: World, one: Resident) -> Event | None:
    name, blobs = _words(world, one) if world.random.random() < 0.3 else (b"", [])
    body = {
        "to": pick_other(world, one),
        "asset": "hour",
        "amount": world.random.choice((60, 600, 20_000)),
        "purpose": "",
        "memo": name,
    }
    return one.act("transfer", body, blobs=blobs)


def list_item(world: World, one: Resident) -> Event | None:
    name, blobs = _words(world, one)
    body = {
        "side": "offer",
        "template": "good",
        "title": name,
        "text": b"",
        "price": [["hour", 600]],
        "stock": world.random.choice((-1, 1, 3)),
    }
    return one.act("listing.add", body, blobs=blobs)


def trade(world: World, one: Resident) -> Event | None:
    """The next step of an order, or a new one."""
    state = one.replica.state
    found = _pick(world, one, ORDERS)
    if found is not None and world.random.random() < 0.6:
        order, _ = found
        step = world.random.choice(("accept", "deliver", "confirm", "cancel"))
        parity = {"parity": get_version(state)} if step == "accept" else {}
        return one.act(f"order.{step}", {"order": order, **parity})
    listed = _pick(world, one, LISTINGS)
    if listed is None:
        return list_item(world, one)
    return one.act("order.place", {"listing": listed[0], "quantity": 1, "parity": get_version(state)})


def help_out(world: World, one: Resident) -> Event | None:
    """Hours of help, logged or confirmed."""
    found = _pick(world, one, SERVICES)
    if found is not None and world.random.random() < 0.6:
        kind = world.random.choice(("service.confirm", "service.confirm", "service.refuse"))
        return one.act(kind, {"service": found[0]})
    body = {
        "beneficiary": pick_other(world, one),
        "seconds": 1_800,
        "from": world.start_ms - DAY_MS,
        "memo": b"",
        "category": "",
    }
    return one.act("service.log", body)


def vote(world: World, one: Resident) -> Event | None:
    """A vote, or a question: of words, or one that changes a parity when it passes."""
    found = _pick(world, one, PROPOSALS)
    if found is not None and world.random.random() < 0.8:
        choice = world.random.choice(("for", "for", "against", "abstain"))
        return one.act("ballot", {"proposal": found[0], "choice": choice})
    name, blobs = _words(world, one)
    is_parity = world.random.random() < 0.6
    content: dict[str, Any] = (
        {"asset": "kg", "numerator": world.random.randint(1, 9), "denominator": 1} if is_parity else {}
    )
    body = {
        "form": "parity" if is_parity else "text",
        "title": name,
        "text": b"",
        "duration": world.random.choice((1_000, 3_000, 10_000)),
        "content": content,
    }
    return one.act("proposal", body, blobs=blobs)


def consent(world: World, one: Resident) -> Event | None:
    return one.act("consent", {"topic": "local-sale", "agree": world.random.random() < 0.5})


def allocate(world: World, one: Resident) -> Event | None:
    share = world.random.randint(0, 100)
    return one.act("allocation", {"shares": {"roads": share, "energy": 100 - share}})


def add_key(world: World, one: Resident) -> Event | None:
    """A second device; from its introduction on the wallet signs with it."""
    paper = one.person.paper_seed
    if one.replica is None or not one.replica.is_founded:
        return None
    slot = one.replica.get_next_slot(Key(public_key(paper)))
    if slot is None:
        return None
    seed = seed_of(f"{world.seed} {one.name} {slot[0]}")
    account = one.person.account
    content = key_proof_content(world.commune, account, public_key(paper), slot[0])
    body = {"account": account, "key": public_key(seed), "proof": sign(seed, Domain.KEY, content)}
    event = one.act("key.add", body, seed=paper)
    if event is not None and world.random.random() < 0.7:
        one.own_seed = seed
    return event


def invite(world: World, one: Resident) -> Event | None:
    """An invitation, and soon whoever uses it."""
    row = one.replica.state.get(ACCOUNTS, one.person.account)
    if len(world.newcomers) >= world.plan.newcomers_max or row is None or row.guaranteed:
        return pay(world, one)
    name = f"guest{len(world.newcomers)}"
    key = seed_of(f"{world.seed} {name} invitation")
    body = {"key": public_key(key), "expires": world.start_ms + 7 * DAY_MS, "roles": []}
    event = one.act("invitation", body)
    if event is not None:
        world.newcomers.append(name)
        world.welcome(name, key, event, one)
    return event


def prepare_join(world: World, name: str, key: bytes, invitation: EventId) -> tuple[Person, list[Event]]:
    """What a newcomer hands in: [resident.join, key.add]."""
    paper, seed = seed_of(f"{world.seed} {name} paper"), seed_of(f"{world.seed} {name}")
    account, node_seed = AccountId(public_key(paper)), seed_of(f"{name} node")
    node = public_key(node_seed)
    content = join_proof_content(world.commune, invitation, account, node)
    body = {
        "invitation": invitation,
        "proof": sign(key, Domain.JOIN, content),
        "node": node,
        "node_proof": sign(node_seed, Domain.NODE, node_proof_content(world.commune, account, node)),
        "display": NOTHING_NAMED,
    }
    common: dict[str, Any] = {
        "commune": world.commune, "anchor": world.base.hamlet.anchor(), "time_ms": world.start_ms,
    }  # fmt: skip
    join = sign_event(paper, seq=0, prev=invitation, kind="resident.join", body=body, **common)
    proof = sign(seed, Domain.KEY, key_proof_content(world.commune, account, public_key(paper), 1))
    added = {"account": account, "key": public_key(seed), "proof": proof}
    add = sign_event(paper, seq=1, prev=join.id, kind="key.add", body=added, **common)
    return Person(name, account, paper, seed, -1, add.id, 1, add.id), [join, add]


def make_joining(world: World, events: list[Event], addresses: list[str]) -> JoinClient:
    encoded = [world.encode(event) for event in events]
    return JoinClient(world.commune, encoded, (), addresses)


def say_ready(world: World, one: Resident) -> Event | None:
    """This node could seal."""
    rules = one.book.newest
    content = ready_proof_content(world.commune, one.person.account, one.node_key, rules)
    proof = sign(one.node_seed, Domain.READY, content)
    return one.act("witness.ready", {"node": one.node_key, "rules": rules, "proof": proof})


def change_list(world: World, one: Resident) -> Event | None:
    """A seat is given or taken: by the mayor of a small village, else by a proposal that others vote on."""
    if world.plan.keeps_list:
        return say_ready(world, one)
    state = one.replica.state
    listed = {(row.account, row.node) for row in get_witnesses(state)}
    known = {(other.person.account, other.node_key) for other in world.get_members() if other.is_honest}
    outside = sorted(known - listed)
    if outside and (len(listed) <= 3 or world.random.random() < 0.6):
        listed.add(world.random.choice(outside))
    elif len(listed) > 4:
        listed.discard(world.random.choice(sorted(listed)))
    seats = sorted(([account, node] for account, node in listed), key=lambda seat: seat[1])
    if state.size(ACCOUNTS) < APPOINT_BELOW:
        return one.act("witnesses", {"witnesses": seats})
    name, blobs = _words(world, one)
    content = {"witnesses": seats}
    body = {"form": "witnesses", "title": name, "text": b"", "duration": 3_000, "content": content}
    return one.act("proposal", body, blobs=blobs)


Act = Callable[["World", "Resident"], "Event | None"]
QUIET: tuple[Act, ...] = (pay, pay, pay, consent)
TRADE: tuple[Act, ...] = (pay, list_item, trade, trade, trade, help_out, help_out)
COUNCIL: tuple[Act, ...] = (pay, vote, vote, vote, allocate, consent)
PEOPLE: tuple[Act, ...] = (pay, invite, add_key, pay, consent)
SEATS: tuple[Act, ...] = (pay, say_ready, say_ready, change_list, change_list, vote)
EVERYTHING: tuple[Act, ...] = (pay, pay, trade, help_out, vote, allocate, invite, add_key, list_item)
LOADS: tuple[tuple[Act, ...], ...] = (QUIET, TRADE, COUNCIL, PEOPLE, SEATS, EVERYTHING)
NAMES_OF_LOADS = ("quiet", "trade", "council", "people", "seats", "everything")
