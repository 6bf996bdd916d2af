# SPDX-License-Identifier: AGPL-3.0-or-later
"""The example commune while its past is written: its copy, its people's keys, a clock that is put forward.

An act is signed by its author's key as any wallet signs it, taken in as a neighbour's node takes it, and
sealed by the witnesses. Not here: who does what (`habits`, `story`). The law: every byte comes from the seed.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from hashlib import blake2b
from typing import Any, Final
from zoneinfo import ZoneInfo

from app.clear_sky_table import load_clear_sky
from app.new_charter import sign_new_charter
from app.offsets import make_offsets
from app.words import derive_paper_key, words_from
from app.year.witnesses import seal_once
from ledger import limits
from ledger.blob import make_blob, name_blob
from ledger.event import (
    Event,
    encode_event,
    join_proof_content,
    key_proof_content,
    node_proof_content,
    sign_event,
)
from ledger.replica import Replica
from ledger.rulebook.ready import ready_proof_content
from ledger.signing import Domain, public_key, sign
from ledger.state import ACCOUNTS, get_next_due
from ledger.store import Store
from ledger.units import DAY_MS, ZERO_ID, AccountId, EventId, Key, NodeKey

PARIS: Final = ZoneInfo("Europe/Paris")
LATITUDE, LONGITUDE = 4_575, 485
INVITATION_DAYS: Final = 14
RULES: Final = 1
SETTINGS: Final = {"invitation.month-quota": 64, "quota.events-day": 500}


@dataclass(slots=True, eq=False)
class Person:
    """Somebody of the commune: keys drawn from the seed, and where the chain of the device's key stands."""

    slug: str
    name: str
    words: tuple[str, ...] = field(repr=False)
    paper_seed: bytes = field(repr=False)
    device_seed: bytes = field(repr=False)
    node_seed: bytes = field(repr=False)
    seq: int = 0
    prev: EventId = ZERO_ID
    is_member: bool = False

    @property
    def account(self) -> AccountId:
        return AccountId(public_key(self.paper_seed))

    @property
    def node(self) -> NodeKey:
        return NodeKey(public_key(self.node_seed))


@dataclass(slots=True, eq=False)
class Device:
    """Another computer of somebody's, with a chain of its own."""

    seed: bytes = field(repr=False)
    seq: int = 0
    prev: EventId = ZERO_ID


def at(day: date, hour: int = 0, minute: int = 0, second: int = 0) -> int:
    """An instant of the commune's civil time."""
    return int(datetime.combine(day, time(hour, minute, second), PARIS).timestamp()) * 1_000


class Commune:
    """See the module."""

    def __init__(self, seed: int) -> None:
        self.seed = seed
        self.store = Store(None)
        self.replica = Replica(self.store)
        self.people: dict[str, Person] = {}
        self.now_ms = 0
        self.sealing: dict[NodeKey, bytes] = {}
        """Node key → what it signs with, of the witnesses whose computer runs."""
        self._blobs = 0
        self._waiting: list[Event] = []

    # --- keys ---------------------------------------------------------------------------------------------

    def draw(self, what: str, size: int = 32) -> bytes:
        """Bytes that only the seed and a name decide."""
        return blake2b(f"saint-aubin {self.seed} {what}".encode(), digest_size=size).digest()

    def add_person(self, slug: str, name: str) -> Person:
        words = words_from(self.draw(f"{slug} words"))
        person = Person(
            slug, name, words, derive_paper_key(words), self.draw(f"{slug} device"), self.draw(f"{slug} node")
        )
        self.people[slug] = person
        return person

    # --- acts ---------------------------------------------------------------------------------------------

    def say(self, text: str) -> tuple[bytes, list[bytes]]:
        """(name, blobs) of somebody's words; nothing of an empty text."""
        if not text:
            return b"", []
        self._blobs += 1
        blob = make_blob(self.draw(f"salt {self._blobs}", limits.BLOB_SALT_BYTES), text.encode())
        return name_blob(self.replica.commune, blob), [blob]

    def act(
        self, author: Person | Device, kind: str, body: Mapping[str, Any], *, blobs: Sequence[bytes] = ()
    ) -> EventId:
        """Sign an act and hand it in; it waits for the next seal."""
        seed = author.device_seed if isinstance(author, Person) else author.seed
        event = sign_event(
            seed,
            commune=self.replica.commune,
            seq=author.seq,
            prev=author.prev,
            anchor=self.replica.get_anchor(),
            time_ms=self.now_ms,
            kind=kind,
            body=body,
        )
        author.seq, author.prev = author.seq + 1, event.id
        self._take(event, blobs)
        return event.id

    def _take(self, event: Event, blobs: Sequence[bytes] = ()) -> None:
        report = self.replica.ingest([encode_event(event)], source=b"")
        assert report.stored, (event.kind, report)
        for blob in blobs:
            self.replica.add_blob(blob)

    def act_on_paper(self, person: Person, kind: str, body: Mapping[str, Any]) -> Event:
        """An act of the 24 words' key."""
        slot = self.replica.get_next_slot(Key(person.account))
        assert slot is not None
        event = sign_event(
            person.paper_seed,
            commune=self.replica.commune,
            seq=slot[0],
            prev=slot[1],
            anchor=self.replica.get_anchor(),
            time_ms=self.now_ms,
            kind=kind,
            body=body,
        )
        self._take(event)
        return event

    # --- seals --------------------------------------------------------------------------------------------

    def advance(self, to_ms: int) -> None:
        """Put the clock forward; deadlines on the way are sealed at their instant, with what waits then."""
        while (due_ms := get_next_due(self.replica.state)) is not None and due_ms <= to_ms:
            self.seal(due_ms)
        self.now_ms = max(self.now_ms, to_ms)

    def seal(self, at_ms: int = 0) -> None:
        """Put the clock forward and seal until there is nothing left to seal."""
        self.now_ms = max(self.now_ms, at_ms)
        while seal_once(self.replica, self.sealing, self.now_ms) is not None:
            self.now_ms += 1_000

    # --- people -------------------------------------------------------------------------------------------

    def found(self, founder: Person, day: date) -> None:
        """The charter, the founder's device and name."""
        self.now_ms = at(day, 9)
        since_ms = at(day)
        charter = sign_new_charter(
            founder.paper_seed,
            founder.node_seed,
            name="Saint-Aubin",
            place=(LATITUDE, LONGITUDE),
            since_ms=since_ms,
            parameters=SETTINGS,
            offsets=make_offsets(since_ms),
            clear_sky=load_clear_sky(LATITUDE),
            now_ms=self.now_ms,
        )
        self.replica.adopt(charter)
        self.sealing[founder.node] = founder.node_seed
        proof = key_proof_content(self.replica.commune, founder.account, founder.account, 1)
        added = self.act_on_paper(founder, "key.add", self._key_body(founder, founder.device_seed, proof))
        founder.prev, founder.is_member = added.id, True
        self.now_ms += 30_000
        name, blobs = self.say(founder.name)
        self.act(founder, "display", {"display": name}, blobs=blobs)
        self.seal()

    @staticmethod
    def _key_body(person: Person, device_seed: bytes, proof: bytes) -> dict[str, Any]:
        return {
            "account": person.account,
            "key": public_key(device_seed),
            "proof": sign(device_seed, Domain.KEY, proof),
        }

    def add_device(self, person: Person) -> Device:
        """A second computer, by the paper key."""
        device = Device(self.draw(f"{person.slug} second device"))
        slot = self.replica.get_next_slot(Key(person.account))
        assert slot is not None
        proof = key_proof_content(self.replica.commune, person.account, person.account, slot[0])
        added = self.act_on_paper(person, "key.add", self._key_body(person, device.seed, proof))
        device.prev = added.id
        return device

    def may_invite(self, person: Person) -> bool:
        row = self.replica.state.get(ACCOUNTS, person.account)
        return row is not None and not row.guaranteed

    def join(self, sponsor: Person, guest: Person, roles: Sequence[str] = ()) -> None:
        """An invitation, and the newcomer's two acts."""
        code = self.draw(f"{guest.slug} invitation")
        body = {
            "key": public_key(code),
            "expires": self.now_ms + INVITATION_DAYS * DAY_MS,
            "roles": list(roles),
        }
        invitation = self.act(sponsor, "invitation", body)
        self.seal()
        self.now_ms += 600_000
        commune, anchor = self.replica.commune, self.replica.get_anchor()
        name, blobs = self.say(guest.name)
        joined = sign_event(
            guest.paper_seed,
            commune=commune,
            seq=0,
            prev=invitation,
            anchor=anchor,
            time_ms=self.now_ms,
            kind="resident.join",
            body={
                "invitation": invitation,
                "proof": sign(
                    code, Domain.JOIN, join_proof_content(commune, invitation, guest.account, guest.node)
                ),
                "node": guest.node,
                "node_proof": sign(
                    guest.node_seed, Domain.NODE, node_proof_content(commune, guest.account, guest.node)
                ),
                "display": name,
            },
        )
        self._take(joined, blobs)
        proof = key_proof_content(commune, guest.account, guest.account, 1)
        added = self.act_on_paper(guest, "key.add", self._key_body(guest, guest.device_seed, proof))
        guest.prev, guest.is_member = added.id, True
        self.seal()

    def say_ready(self, person: Person) -> EventId:
        """This person's computer could seal."""
        content = ready_proof_content(self.replica.commune, person.account, person.node, RULES)
        proof = sign(person.node_seed, Domain.READY, content)
        return self.act(person, "witness.ready", {"node": person.node, "rules": RULES, "proof": proof})

    def list_seats(self, people: Sequence[Person]) -> list[list[bytes]]:
        """A list of witnesses as an act carries it."""
        return sorted(([person.account, person.node] for person in people), key=lambda seat: seat[1])
