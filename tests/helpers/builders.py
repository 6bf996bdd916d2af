# SPDX-License-Identifier: AGPL-3.0-or-later
"""A small commune in memory: people with keys, events signed as wallets sign them, seals executed at once.

Nothing is faked: the events are real, the state is the one every node would hold. Only the time is chosen.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import blake2b
from typing import Any

from ledger import limits
from ledger.event import (
    Anchor,
    Event,
    check_signatures,
    join_proof_content,
    key_proof_content,
    node_proof_content,
    sign_event,
)
from ledger.execute import Execution, Result, execute_charter, execute_seal
from ledger.hashing import hash_blob
from ledger.posting import move, settle
from ledger.rulebook.book import BOOK, Book
from ledger.rulebook.meters import reading_proof_content
from ledger.rulebook.parity import PARITIES_SEED, get_version
from ledger.rulebook.ready import ready_proof_content
from ledger.rulebook.settlement import SETTLEMENTS
from ledger.signing import Domain, public_key, sign
from ledger.state import BALANCES, State, get_balance, get_chain
from ledger.units import (
    DAY_MS,
    ISSUE,
    POT_CURRENT,
    POT_ENERGY,
    ZERO_ID,
    AccountId,
    EventId,
    Key,
    NodeKey,
)

SINCE_MS = 1_767_222_000_000
"""2026-01-01 00:00 in France."""
FOUNDED_MS = 1_800_000_000_000
"""2027-01-15 09:00 in France: a whole year can be read."""
OFFSETS = [
    [0, 60],
    [1_774_746_000_000, 120],  # 2026-03-29 01:00 UTC
    [1_792_890_000_000, 60],  # 2026-10-25 01:00 UTC
    [1_806_195_600_000, 120],  # 2027-03-28 01:00 UTC
    [1_824_944_400_000, 60],  # 2027-10-31 01:00 UTC
]
_MONTHS = [200, 280, 380, 460, 500, 520, 510, 470, 400, 300, 220, 180]
CLEAR_SKY = {
    "tilts": [0, 30, 90],
    "azimuths": [0, 180],
    "minutes": [[minutes - cut for minutes in _MONTHS] for cut in (60, 30, 80, 0, 100, 40)],
}
POSTS = [["pensions", 40], ["energy", 10], ["roads", 10], ["startups", 20], ["canteen", 10], ["security", 10]]
PURPOSES = ["don", "entraide"]


def seed_of(name: str) -> bytes:
    return blake2b(name.encode(), digest_size=32).digest()


def blob_of(text: str) -> bytes:
    """The address of some words; nothing here reads them."""
    return hash_blob(bytes(32), bytes(16) + text.encode())


@dataclass
class Person:
    """A member's keys and where the chain of the device key stands."""

    name: str
    account: AccountId
    paper_seed: bytes
    seed: bytes
    seq: int
    prev: EventId
    paper_seq: int = 0
    paper_prev: EventId = ZERO_ID

    @property
    def key(self) -> Key:
        return Key(public_key(self.seed))

    @property
    def node(self) -> NodeKey:
        return NodeKey(public_key(seed_of(f"{self.name} node")))


def charter_body(founder: str, **changes: Any) -> dict[str, Any]:
    """A sound charter; `changes` replace whole fields, `parameters` are added to the seed values."""
    account = public_key(seed_of(f"{founder} paper"))
    node_seed = seed_of(f"{founder} node")
    body: dict[str, Any] = {
        "name": "Saint-Aubin",
        "place": [4_786, -124],
        "since": SINCE_MS,
        "assets": [["kwh", "metered"], ["hour", "mutual"], ["kg", "mutual"], ["point", "certified"]],
        "parities": [list(row) for row in PARITIES_SEED],
        "purposes": PURPOSES,
        "posts": POSTS,
        "parameters": {},
        "offsets": OFFSETS,
        "clear_sky": CLEAR_SKY,
        "display": blob_of(founder),
        "node": public_key(node_seed),
        "node_proof": sign(
            node_seed, Domain.NODE, node_proof_content(ZERO_ID, account, public_key(node_seed))
        ),
    }
    return {**body, **changes}


def sign_charter(founder: str = "mairie", time_ms: int = FOUNDED_MS, **changes: Any) -> Event:
    return sign_event(
        seed_of(f"{founder} paper"),
        commune=ZERO_ID,
        seq=0,
        prev=ZERO_ID,
        anchor=Anchor(height=0, prefix=bytes(8)),
        time_ms=time_ms,
        kind="charter",
        body=charter_body(founder, **changes),
    )


@dataclass
class Village:
    """A commune and its only chain of seals.

    >>> village = Village.found()
    >>> anna = village.join("anna")
    >>> village.do(anna, "consent", topic="production", agree=False).outcome
    'applied'
    """

    commune: EventId
    state: State
    founder: Person
    now_ms: int
    people: dict[str, Person] = field(default_factory=dict[str, Person])
    executions: list[Execution] = field(default_factory=list[Execution])
    book: Book = BOOK
    """What this village's program can execute."""

    @classmethod
    def found(cls, founder: str = "mairie", **changes: Any) -> Village:
        """A commune of one, whose founder has a device key."""
        charter = sign_charter(founder, **changes)
        check_signatures(charter, charter.id)
        execution = execute_charter(charter)
        person = Person(
            founder, AccountId(charter.author), seed_of(f"{founder} paper"), seed_of(founder), -1, charter.id
        )
        person.paper_prev = charter.id
        village = cls(charter.id, execution.state, person, charter.time_ms, {founder: person}, [execution])
        village.seal(village.sign_key_add(person))
        return village

    # --- people

    def join(self, name: str, sponsor: Person | None = None, roles: Sequence[str] = ()) -> Person:
        """A newcomer with a device key: invitation, join and key.add, in one seal each."""
        invitation = self.sign_invitation(sponsor or self.founder, name, roles=roles)
        self.seal(invitation, expect="applied")
        person = self.newcomer(name, invitation.id)
        self.seal(self.sign_join(person, invitation.id), self.sign_key_add(person), expect="applied")
        self.people[name] = person
        return person

    def newcomer(self, name: str, invitation: EventId) -> Person:
        paper = seed_of(f"{name} paper")
        return Person(
            name, AccountId(public_key(paper)), paper, seed_of(name), -1, ZERO_ID, 0, EventId(invitation)
        )

    def sign_invitation(
        self, sponsor: Person, name: str, *, roles: Sequence[str] = (), days: int = 7
    ) -> Event:
        key = public_key(seed_of(f"{name} invitation"))
        body = {"key": key, "expires": self.now_ms + days * DAY_MS, "roles": list(roles)}
        return self.sign(sponsor, "invitation", body)

    def sign_join(self, person: Person, invitation: EventId) -> Event:
        node_seed = seed_of(f"{person.name} node")
        content = join_proof_content(self.commune, invitation, person.account, person.node)
        body = {
            "invitation": invitation,
            "proof": sign(seed_of(f"{person.name} invitation"), Domain.JOIN, content),
            "node": person.node,
            "node_proof": sign(
                node_seed, Domain.NODE, node_proof_content(self.commune, person.account, person.node)
            ),
            "display": blob_of(person.name),
        }
        event = sign_event(
            person.paper_seed,
            commune=self.commune,
            seq=0,
            prev=invitation,
            anchor=self.anchor(),
            time_ms=self.now_ms,
            kind="resident.join",
            body=body,
        )
        person.paper_seq, person.paper_prev = 0, event.id
        return event

    def sign_key_add(self, person: Person, key_seed: bytes = b"", account: bytes = b"") -> Event:
        """The paper key adds a device key; the first becomes the one `sign` uses."""
        seed = key_seed or person.seed
        seq = person.paper_seq + 1
        of = account or person.account
        content = key_proof_content(self.commune, of, public_key(person.paper_seed), seq)
        event = sign_event(
            person.paper_seed,
            commune=self.commune,
            seq=seq,
            prev=person.paper_prev,
            anchor=self.anchor(),
            time_ms=self.now_ms,
            kind="key.add",
            body={"account": of, "key": public_key(seed), "proof": sign(seed, Domain.KEY, content)},
        )
        person.paper_seq, person.paper_prev = seq, event.id
        if not key_seed:
            person.seq, person.prev = -1, event.id
        return event

    # --- events and seals

    def anchor(self) -> Anchor:
        chain = get_chain(self.state)
        return Anchor(height=chain.height, prefix=chain.seal_id[: limits.ANCHOR_PREFIX_BYTES])

    def sign(self, person: Person, kind: str, body: Mapping[str, Any], **changes: Any) -> Event:
        """The next event of a person's device key; `changes` replace arguments of `sign_event`."""
        arguments: dict[str, Any] = {
            "seq": person.seq + 1,
            "prev": person.prev,
            "anchor": self.anchor(),
            "time_ms": self.now_ms,
            **changes,
        }
        event = sign_event(person.seed, commune=self.commune, kind=kind, body=body, **arguments)
        if not changes.keys() & {"seq", "prev"}:
            person.seq, person.prev = event.seq, event.id
        return event

    def seal(self, *events: Event, after_ms: int = 1_000, expect: str = "") -> Execution:
        """Execute these events, in this order, as the next seal.

        Args:
            after_ms: time since the seal before.
            expect: unless empty, the outcome every event must have.
        """
        for event in events:
            check_signatures(event, self.commune)
        self.now_ms += after_ms
        height = get_chain(self.state).height + 1
        execution = execute_seal(
            self.state,
            events,
            commune=self.commune,
            height=height,
            seal_id=seed_of(f"seal {height}"),
            seal_ms=self.now_ms,
            epoch=0,
            book=self.book,
        )
        self.state = execution.state
        self.executions.append(execution)
        outcomes = [result.outcome for result in execution.results if not result.is_task]
        assert not expect or set(outcomes) <= {expect}, outcomes
        return execution

    def do(self, person: Person, kind: str, **body: Any) -> Result:
        """Sign one event, seal it alone, return what became of it."""
        return self.seal(self.sign(person, kind, body)).results[0]

    def wait(self, duration_ms: int) -> Execution:
        """Let time pass, then seal nothing but what is due."""
        return self.seal(after_ms=duration_ms)

    # --- frequent acts

    def pay(self, person: Person, to: bytes, asset: str, amount: int, purpose: str = "") -> Result:
        return self.do(person, "transfer", to=to, asset=asset, amount=amount, purpose=purpose, memo=b"")

    def add_meter(self, owner: Person, certifier: Person | None = None, **changes: Any) -> EventId:
        """A 30 kWc roof facing south at 30°, certified by the founder unless said otherwise."""
        body = meter_body(owner, **changes)
        event = self.sign(owner, "meter.register", body)
        self.seal(event, expect="applied")
        self.seal(
            self.sign(certifier or self.founder, "meter.certify", {"meter": event.id}), expect="applied"
        )
        return event.id

    def sign_reading(
        self, owner: Person, meter: EventId, span_ms: tuple[int, int], index_wh: tuple[int, int]
    ) -> Event:
        content = reading_proof_content(self.commune, meter, *span_ms, *index_wh)
        body = {
            "meter": meter,
            "from": span_ms[0],
            "to": span_ms[1],
            "index_from": index_wh[0],
            "index_to": index_wh[1],
            "proof": sign(seed_of(f"{owner.name} device"), Domain.READING, content),
        }
        return self.sign(owner, "meter.reading", body)

    def read_meter(
        self, owner: Person, meter: EventId, span_ms: tuple[int, int], index_wh: tuple[int, int]
    ) -> Result:
        return self.seal(self.sign_reading(owner, meter, span_ms, index_wh)).results[0]

    def mint(self, owner: Person, energy_wh: int) -> None:
        """Give a member kWh to spend, as a settlement does to who keeps its production in the current pot."""
        draft = self.state.draft()
        target = (owner.account, POT_CURRENT)
        move(draft, source=(ISSUE, POT_CURRENT), target=target, asset="kwh", amount=energy_wh)
        settle(draft)
        self.state = draft.freeze()

    def settle_next(self) -> Execution:
        """Let time pass until the first settlement that waits, and seal nothing but it."""
        due_ms = min(row.due_ms for _, row in self.state.items(SETTLEMENTS) if not row.is_done)
        return self.wait(max(1, due_ms - self.now_ms))

    def sign_ready(self, person: Person, *, proven_rules: int = 1, **changes: Any) -> Event:
        """The person's node says that it is ready to seal; `changes` replace fields of the body."""
        content = ready_proof_content(self.commune, person.account, person.node, proven_rules)
        proof = sign(seed_of(f"{person.name} node"), Domain.READY, content)
        body = {"node": person.node, "rules": proven_rules, "proof": proof, **changes}
        return self.sign(person, "witness.ready", body)

    def list_item(
        self, author: Person, *price: tuple[str, int], side: str = "offer", stock: int = -1
    ) -> EventId:
        event = self.sign(author, "listing.add", listing_body(*price, side=side, stock=stock))
        self.seal(event, expect="applied")
        return event.id

    def place(self, person: Person, listing: EventId, quantity: int = 1) -> EventId:
        body = {"listing": listing, "quantity": quantity, "parity": get_version(self.state)}
        event = self.sign(person, "order.place", body)
        self.seal(event, expect="applied")
        return event.id

    # --- what is true of every state

    def balance(self, person: Person, asset: str = "kwh", pot: str = POT_CURRENT) -> int:
        return get_balance(self.state, person.account, asset, pot)

    def savings(self, person: Person) -> int:
        return self.balance(person, pot=POT_ENERGY)

    def check_money(self) -> None:
        """Every asset sums to zero over all pots, and only mutual credit or the issue is below zero."""
        sums: dict[str, int] = {}
        for (account, pot, asset, purpose), amount in self.state.items(BALANCES):
            sums[asset] = sums.get(asset, 0) + amount
            assert amount != 0
            if asset not in ("hour", "kg") and account != ISSUE:
                assert amount > 0, (account, pot, asset, purpose)
        assert not any(sums.values()), sums


def meter_body(owner: Person, **changes: Any) -> dict[str, Any]:
    body: dict[str, Any] = {
        "side": "production",
        "watts_peak": 30_000,
        "tilt": 30,
        "azimuth": 180,
        "from": SINCE_MS,
        "index": 0,
        "device": public_key(seed_of(f"{owner.name} device")),
        "source": "file",
    }
    return {**body, **changes}


def listing_body(*price: tuple[str, int], side: str = "offer", stock: int = -1) -> dict[str, Any]:
    return {
        "side": side,
        "template": "good",
        "title": blob_of("title"),
        "text": b"",
        "price": [list(line) for line in price],
        "stock": stock,
    }
