# SPDX-License-Identifier: AGPL-3.0-or-later
"""Histories drawn at random, executed by both programs: `python -m tests.vectors.drawn SEED COUNT`.

Nobody says here what should come of an act. Whatever comes, it must be the same twice, to the byte.
"""

from __future__ import annotations

import json
import random
import sys
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any

from ledger import calendar
from ledger.event import Anchor, Event, node_proof_content
from ledger.rulebook.devices import REVOCATIONS
from ledger.rulebook.hours import SERVICES
from ledger.rulebook.market import LISTINGS
from ledger.rulebook.meter_rows import METERS
from ledger.rulebook.meters import reading_proof_content
from ledger.rulebook.orders import ORDERS
from ledger.rulebook.parity import get_version
from ledger.rulebook.proposals import PROPOSALS
from ledger.signing import Domain, public_key, sign
from ledger.state import get_next_due
from ledger.units import DAY_MS, HOUR_MS, EventId
from tests.helpers.builders import (
    OFFSETS,
    POSTS,
    SINCE_MS,
    Person,
    blob_of,
    listing_body,
    meter_body,
    seed_of,
)
from tests.helpers.hamlet import give
from tests.vectors.standalone import check_vectors
from tests.vectors.story import Story, text_of_histories

ROLES = ("mayor", "officer", "technician", "agent", "mediator", "witness", "treasurer")
POTS = ("current", "energy-savings", "time-savings", "pension", "env.a", "env.b")
ASSETS = ("kwh", "hour", "kg", "point")
FAMILIES = {
    "money": ("transfer", "transfer", "pot.move", "pot.lock", "service.log", "service.log", "service.confirm",
              "service.confirm", "service.refuse", "service.cancel", "allocation"),
    "market": ("listing.add", "order.place", "order.place", "order.accept", "order.deliver", "order.confirm",
               "order.cancel", "listing.withdraw", "transfer"),
    "council": ("proposal", "ballot", "ballot", "ballot", "witnesses", "witness.ready", "role.grant",
                "role.revoke", "node.remove", "node.add"),
    "energy": ("directive", "tariff", "meter.repair", "meter.register", "meter.certify", "consent",
               "transfer"),
    "members": ("invitation", "key.add", "key.revoke", "key.keep", "node.add", "node.remove", "transfer",
                "display", "role.grant", "resident.leave"),
}  # fmt: skip
"""What a seed is mostly about."""


@dataclass
class Game:
    """One seed: a charter, members, and acts until `heights` are sealed."""

    seed: int
    draw: random.Random = field(init=False)
    story: Story = field(init=False)
    actors: list[Person] = field(default_factory=list[Person])
    batch: list[Event] = field(default_factory=list[Event])
    devices: dict[bytes, bytes] = field(default_factory=dict[bytes, bytes])
    count: int = 0

    def __post_init__(self) -> None:
        self.draw = random.Random(self.seed)
        choice = self.draw.choice
        parameters = {
            "invitation.month-quota": 100,
            "guarantee.partners": choice((1, 2, 3)),
            "hour.floor": choice((100, 5_000, 18_000)), "hour.floor-step": choice((0, 300, 3_600)),
            "kg.floor": choice((0, 900, 50_000)), "kg.floor-max": choice((100, 60_000)),
            "settlement.grace-ms": choice((0, HOUR_MS, 6 * HOUR_MS, 3 * DAY_MS)),
            "key.revoke-delay-ms": choice((0, DAY_MS)), "service.confirm-ms": choice((HOUR_MS, 9 * DAY_MS)),
            "service.day-seconds": choice((3_600, 30_000)), "service.mutual-percent": choice((0, 30, 100)),
            "meter.founder-certifies-below": choice((4, 100, 100)),
            "order.silence-ms": choice((HOUR_MS, DAY_MS)),
            "order.accept-ms": choice((1_000, DAY_MS)), "proposal.duration-min-ms": 1,
            "proposal.delay-ms": choice((0, 1, DAY_MS)), "proposal.open-max": choice((2, 50)),
            "proposal.parity-two-thirds": choice((0, 1)), "proposal.witness-quorum-percent": choice((0, 25)),
            "quota.events-day-newcomer": 1_000, "meter.day-percent": choice((20, 10_000, 10_000)),
        }  # fmt: skip
        parities = [["hour", choice((250, 1)), choice((9, 7))], ["kg", 1, choice((1, 3))]]
        changes: dict[str, Any] = {"parities": parities[: choice((0, 1, 2, 2))]}
        if self.draw.random() < 0.3:
            changes["offsets"] = [[0, 0], [1_800_055_800_000, 60], [1_800_140_400_000, -120]]
        self.story = Story.found(parameters=parameters, **changes)
        names = [f"m{number}" for number in range(choice((2, 3, 5)))]
        self.actors = [self.story.founder, *self.story.people_named(*names)]
        self.focus = choice(sorted(FAMILIES))
        if self.focus == "energy":
            self.build_roofs()

    def build_roofs(self) -> None:
        """A street in which most is metered and nearly everybody buys from neighbours."""
        story = self.story
        for person in self.actors:
            self.batch.append(story.sign(person, "consent", {"topic": "local-sale", "agree": True}))
            self.who = person
            for side in ("consumption", "production", "injection"):
                if self.draw.random() < 0.7:
                    self.batch.append(story.sign(person, "meter.register", self.body_meter_register(side)))
        batch, self.batch = self.batch, []
        give_and_seal(story, batch, 1_000)
        self.body_meter_certify()

    # --- drawing

    def any_of(self, table: Any, fallback: Any = bytes(31) + b"\x01") -> Any:
        keys = list(self.story.state.keys(table))
        return self.draw.choice(sorted(keys)) if keys and self.draw.random() < 0.97 else fallback

    def member(self) -> bytes:
        people = list(self.story.people.values())
        return self.draw.choice(people).account

    def amount(self, most: int) -> int:
        return self.draw.choice((1, 7, self.draw.randint(1, most), most))

    def act(self) -> None:
        kinds: dict[str, Callable[[], dict[str, Any] | None]] = {
            name[5:].replace("_", "."): getattr(self, name) for name in dir(self) if name.startswith("body_")
        }
        kind = self.draw.choice(FAMILIES[self.focus] if self.draw.random() < 0.8 else sorted(kinds))
        self.who = self.draw.choice(self.actors)
        body = kinds[kind]()
        if body is not None:
            if self.draw.random() < 0.02 and kind != "key.add":
                body.popitem()
            anchor = (
                self.story.anchor() if self.draw.random() < 0.98 else Anchor(height=0, prefix=b"elsewher")
            )
            self.batch.append(self.story.sign(self.who, kind, body, anchor=anchor))

    def body_transfer(self) -> dict[str, Any]:
        to = self.draw.choice((b"fund", self.member(), self.member()))
        purpose = self.draw.choice(("", "", "don", "bribe"))
        asset = self.draw.choice((*ASSETS, "hour", "hour"))
        return {"to": to, "asset": asset, "amount": self.amount(9_000), "purpose": purpose, "memo": b""}

    def body_invitation(self) -> dict[str, Any] | None:
        name = f"new{self.count}"
        self.count += 1
        days = self.draw.choice((0, 1, 20, 40))
        roles = self.draw.choice(([], [], [self.draw.choice(ROLES)]))
        event = self.story.sign_invitation(self.who, name, days=days, roles=roles)
        self.batch.append(event)
        newcomer = self.story.newcomer(name, event.id)
        if self.draw.random() < 0.7:
            self.batch.append(self.story.sign_join(newcomer, event.id))
            self.batch.append(self.story.sign_key_add(newcomer))
            self.story.people[name] = newcomer
            self.actors.append(newcomer)
        return None

    def body_key_add(self) -> dict[str, Any] | None:
        seed = seed_of(f"device {self.draw.randint(0, 30)}")
        person = self.draw.choice(list(self.story.people.values()))
        added = self.story.sign_key_add(person, seed)
        self.batch.append(added)
        self.actors.append(replace(person, name="", seed=seed, seq=-1, prev=added.id))
        return None

    def body_key_revoke(self) -> dict[str, Any] | None:
        if self.draw.random() < 0.7:
            return None
        return {"key": self.draw.choice(self.actors).key}

    def body_key_keep(self) -> dict[str, Any]:
        return {"revocation": self.any_of(REVOCATIONS)}

    def body_resident_leave(self) -> dict[str, Any] | None:
        """By the 24 words of somebody; now and then of who wants to seal or is the mayor."""
        person = self.draw.choice(list(self.story.people.values()))
        to = self.draw.choice((b"fund", self.member(), self.member()))
        body = {"to": to, "erase": self.draw.random() < 0.5}
        event = self.story.sign(
            person, "resident.leave", body, seq=person.paper_seq + 1, prev=person.paper_prev
        )
        event = self.story.resign(event, person.paper_seed)
        person.paper_seq, person.paper_prev = event.seq, event.id
        self.batch.append(event)
        return None

    def body_node_add(self) -> dict[str, Any]:
        seed = seed_of(f"node {self.draw.randint(0, 9)}")
        key = public_key(seed)
        proof = sign(seed, Domain.NODE, node_proof_content(self.story.commune, self.who.account, key))
        return {"node": key, "node_proof": proof}

    def body_node_remove(self) -> dict[str, Any]:
        return {"node": public_key(seed_of(f"node {self.draw.randint(0, 9)}"))}

    def body_consent(self) -> dict[str, Any]:
        topic = self.draw.choice(("gifts", "local-sale", "local-sale", "local-sale"))
        return {"topic": topic, "agree": self.draw.random() < 0.8}

    def body_display(self) -> dict[str, Any]:
        return {"display": blob_of(str(self.count))}

    def body_role_grant(self) -> dict[str, Any]:
        return {"account": self.member(), "role": self.draw.choice(ROLES)}

    body_role_revoke = body_role_grant

    def body_allocation(self) -> dict[str, Any]:
        first, second = self.draw.sample([name for name, _ in POSTS], 2)
        part = self.draw.choice((0, 5, 50, 73, 100))
        return {"shares": {first: part, second: 100 - part}}

    def body_pot_move(self) -> dict[str, Any]:
        source, target = self.draw.choices(POTS, weights=(6, 2, 2, 1, 2, 1), k=2)
        return {"from": source, "to": target, "asset": self.draw.choice(ASSETS), "amount": self.amount(3_000)}

    def body_pot_lock(self) -> dict[str, Any]:
        return {
            "pot": self.draw.choice(POTS),
            "until": self.story.now_ms + self.draw.choice((0, 2_000, DAY_MS, 9 * DAY_MS)),
        }

    # --- market and help

    def body_listing_add(self) -> dict[str, Any]:
        count = self.draw.choice((0, 1, 1, 2))
        price = [(asset, self.amount(5_000)) for asset in self.draw.sample(ASSETS, count)]
        side, stock = self.draw.choice(("offer", "need")), self.draw.choice((-1, 1, 4))
        return listing_body(*price, side=side, stock=stock)

    def body_listing_withdraw(self) -> dict[str, Any] | None:
        return {"listing": self.any_of(LISTINGS)} if self.draw.random() < 0.3 else None

    def body_order_place(self) -> dict[str, Any]:
        quantity, parity = self.draw.choice((1, 1, 2, 5)), get_version(self.story.state)
        return {"listing": self.any_of(LISTINGS), "quantity": quantity, "parity": parity}

    def of_order(self) -> dict[str, Any]:
        order = self.any_of(ORDERS)
        row = self.story.state.get(ORDERS, order)
        if row is not None and self.draw.random() < 0.8:
            wanted = self.draw.choice((row.buyer, row.seller))
            mine = [one for one in self.actors if one.account == wanted]
            self.who = mine[0] if mine else self.who
        return {"order": order}

    def body_order_accept(self) -> dict[str, Any]:
        return {**self.of_order(), "parity": get_version(self.story.state)}

    body_order_deliver = body_order_confirm = of_order

    def body_order_cancel(self) -> dict[str, Any] | None:
        return self.of_order() if self.draw.random() < 0.3 else None

    def body_service_log(self) -> dict[str, Any]:
        start = self.story.now_ms - self.draw.choice((HOUR_MS, 5 * HOUR_MS, 2 * DAY_MS, 100 * DAY_MS))
        beneficiary = self.draw.choice((b"fund", b"fund", self.member()))
        seconds = self.draw.choice((60, 1_800, 20_000))
        return {"beneficiary": beneficiary, "seconds": seconds, "from": start, "memo": b"", "category": ""}

    def of_service(self) -> dict[str, Any]:
        return {"service": self.any_of(SERVICES)}

    body_service_confirm = of_service

    def body_service_refuse(self) -> dict[str, Any] | None:
        return self.of_service() if self.draw.random() < 0.3 else None

    body_service_cancel = body_service_refuse

    # --- council

    def body_proposal(self) -> dict[str, Any]:
        form = self.draw.choice(("text", "parity", "role", "witnesses"))
        nodes = [[person.account, person.node] for person in self.story.people.values()]
        content: dict[str, Any] = {
            "text": {},
            "parity": {"asset": self.draw.choice(ASSETS), "numerator": self.draw.randint(1, 9),
                       "denominator": 2},
            "role": {
                "account": self.member(), "role": self.draw.choice(ROLES), "grant": self.draw.random() < 0.7,
            },
            "witnesses": {"witnesses": self.draw.sample(nodes, self.draw.randint(1, min(5, len(nodes))))},
        }[form]  # fmt: skip
        duration = self.draw.choice((1, HOUR_MS, DAY_MS, DAY_MS))
        return {"form": form, "title": blob_of("t"), "text": b"", "duration": duration, "content": content}

    def body_ballot(self) -> dict[str, Any]:
        return {
            "proposal": self.any_of(PROPOSALS),
            "choice": self.draw.choice(("for", "for", "against", "abstain")),
        }

    def body_witnesses(self) -> dict[str, Any]:
        nodes = [[person.account, person.node] for person in self.story.people.values()]
        return {"witnesses": self.draw.sample(nodes, self.draw.randint(1, min(4, len(nodes))))}

    def body_witness_ready(self) -> dict[str, Any] | None:
        for person in self.actors:
            if person.name and self.draw.random() < 0.6:
                self.batch.append(self.story.sign_ready(person))
        return None

    # --- energy

    def body_meter_register(self, side: str = "") -> dict[str, Any]:
        self.count += 1
        seed = seed_of(f"meter {self.count}")
        today = calendar.civil_day_start(self.offsets, self.story.now_ms)
        start = today if side else self.draw.choice((today, today - 5 * DAY_MS, SINCE_MS))
        side = side or self.draw.choice(("production", "production", "injection", "consumption"))
        body = meter_body(self.who, side=side, device=public_key(seed), **{"from": start})
        self.devices[body["device"]] = seed
        return body

    @property
    def offsets(self) -> Any:
        found = self.story.charter.body["offsets"]
        return tuple((start, minutes) for start, minutes in found or OFFSETS)

    def body_meter_certify(self) -> dict[str, Any] | None:
        for meter in self.story.state.keys(METERS):
            self.batch.append(
                self.story.sign(self.draw.choice(self.actors[:3]), "meter.certify", {"meter": meter})
            )
        return None

    def body_meter_reading(self) -> dict[str, Any] | None:
        for meter, row in self.story.state.items(METERS):
            owners = [one for one in self.actors if one.account == row.owner]
            if owners and self.draw.random() < 0.8:
                self.read(owners[0], meter, row)
        return None

    def read(self, owner: Person, meter: EventId, row: Any) -> None:
        start = row.last_to_ms
        if self.draw.random() < 0.02:
            start = calendar.next_day_start(self.offsets, start)
        end = start
        if calendar.next_day_start(self.offsets, end) > story_end(self.story) and self.draw.random() < 0.9:
            return
        for _ in range(self.draw.choice((1, 1, 1, 1, 1, 2, 6))):
            end = calendar.next_day_start(self.offsets, end)
        gain = self.draw.choice((0, 1, 500, self.draw.randint(0, 90_000)))
        index = (row.last_index_wh, row.last_index_wh + gain)
        content = reading_proof_content(self.story.commune, meter, start, end, *index)
        proof = sign(self.devices[row.device], Domain.READING, content)
        body = {
            "meter": meter, "from": start, "to": end, "index_from": index[0], "index_to": index[1],
            "proof": proof,
        }  # fmt: skip
        self.batch.append(self.story.sign(owner, "meter.reading", body))

    def body_meter_repair(self) -> dict[str, Any] | None:
        for meter, row in self.story.state.items(METERS):
            if row.quarantine:
                body = {"meter": meter, "at": row.last_to_ms, "index": row.last_index_wh}
                for person in self.actors[:4]:
                    self.batch.append(self.story.sign(person, "meter.repair", body))
        return None

    def body_directive(self) -> dict[str, Any]:
        entries: list[list[Any]] = []
        for _ in range(self.draw.randint(0, 3)):
            kind = self.draw.choice(("gift", "buyer", "neighbours"))
            gift = [self.draw.choice((5, 700, 10**6)), 0, 2**50]
            who = b"" if kind == "neighbours" else self.member()
            entries.append([kind, who, *(gift if kind == "gift" else (0, 0, 0))])
        return {"entries": entries, "rest": self.draw.choice(("savings", "current", "fund"))}

    def body_tariff(self) -> dict[str, Any]:
        assets = self.draw.sample(ASSETS, self.draw.choice((0, 1, 2)))
        return {"prices": [[asset, self.draw.choice((1, 33, 999, 1_000, 40_000))] for asset in assets]}

    # --- the run

    def run(self, heights: int) -> Story:
        for _ in range(heights):
            for _ in range(self.draw.randint(1, 12)):
                self.act()
            if self.focus == "energy":
                self.body_meter_reading()
            self.seal()
        return self.story

    def seal(self) -> None:
        story = self.story
        steps = (1, 1_000, 1_000, 60_000, HOUR_MS, 6 * HOUR_MS, DAY_MS, 4 * DAY_MS)
        step = self.draw.choice(
            (6 * HOUR_MS, DAY_MS, DAY_MS, DAY_MS, 2 * DAY_MS) if self.focus == "energy" else steps
        )
        due = get_next_due(story.state)
        if due is not None and due > story.now_ms and self.draw.random() < 0.3:
            step = due - story.now_ms + self.draw.choice((-1, 0, 1)) or 1
        batch, self.batch = self.batch, []
        give_and_seal(story, batch, step)


def story_end(story: Story) -> int:
    """A reading that ends later is too early, most likely."""
    return story.now_ms + 6 * HOUR_MS


def give_and_seal(story: Story, batch: list[Event], step: int) -> None:
    """Seal what can be sealed of it: a dead branch cannot, nor what follows it."""
    give(story.main, *batch)
    if story.main.must_seal(story.now_ms + max(1, step)):
        story.seal(after_ms=max(1, step))
    else:
        story.now_ms += step


def differences(seed: int, heights: int) -> list[str]:
    """Where the second implementation does not agree with this one on a drawn history."""
    return compare(Game(seed).run(heights), f"seed {seed}")


def compare(story: Story, name: str) -> list[str]:
    vectors = json.loads(text_of_histories([story.tell(name)]))
    return [case for case, good in check_vectors("results_money.json", vectors) if not good]


def main() -> None:
    first, count = int(sys.argv[1]), int(sys.argv[2])
    for seed in range(first, first + count):
        found = differences(seed, 40)
        print(seed, "same" if not found else "\n".join(found)[:3_000], flush=True)


if __name__ == "__main__":
    main()
