# SPDX-License-Identifier: AGPL-3.0-or-later
"""Who is a member, by which keys and computers, and what of every chain is void; for results_members.json."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from ledger.event import Anchor, Event, join_proof_content, node_proof_content
from ledger.hashing import hash_draw
from ledger.limits import GUARANTEED_MAX
from ledger.rulebook.book import get_rule
from ledger.rulebook.devices import REVOCATIONS
from ledger.signing import Domain, public_key, sign
from ledger.units import DAY_MS, AccountId
from tests.helpers.builders import Person, blob_of, seed_of
from tests.helpers.hamlet import give
from tests.vectors.histories_money import NOWHERE, pay
from tests.vectors.story import Story

KEY = public_key(seed_of("guest"))


def invite(story: Story, person: Person, outcome: str = "applied", **changes: Any) -> Event:
    body = {"key": KEY, "expires": story.now_ms + 1_000 + DAY_MS, "roles": [], **changes}
    return story.put(person, "invitation", outcome, **body)


def device(story: Story, person: Person, name: str, outcome: str = "applied", account: bytes = b"") -> Person:
    """The same member at another computer."""
    added = story.add(story.sign_key_add(person, seed_of(name), account), outcome)
    return replace(person, name=name, seed=seed_of(name), seq=-1, prev=added.id)


def invitations() -> Story:
    story = Story.found(parameters={"invitation.month-quota": 6})
    mayor = story.founder
    invite(story, mayor, roles=["technician", "agent"])
    invite(story, mayor, "expired", expires=story.now_ms)
    invite(story, mayor, "expired", expires=story.now_ms + 31 * DAY_MS)
    invite(story, mayor, "not allowed", roles=["mayor"])
    invite(story, mayor, "not allowed", roles=["witness"])
    invite(story, mayor, "malformed", roles=["king"])
    story.flush()
    anna, ben, cleo, dora = story.people_named("anna", "ben", "cleo", "dora")
    invite(story, anna, "guaranteed")
    story.flush()
    for person in (ben, cleo, dora):
        pay(story, person, anna.account, 1)
    story.flush()
    invite(story, anna)
    invite(story, anna, "not allowed", roles=["agent"])
    story.flush()
    # Five members by now: the mayor appoints nobody, and six invitations are all of a month.
    invite(story, mayor, "not allowed", roles=["agent"])
    invite(story, mayor)
    invite(story, mayor, "quota")
    story.flush()
    # A guest's guest is of the same branch, and no partner of its sponsor.
    (emil,) = story.people_named("emil", sponsor=anna)
    pay(story, emil, anna.account, 5)
    pay(story, emil, ben.account, 5)
    story.flush()
    invite(story, mayor, expires=story.now_ms + 32 * DAY_MS)
    story.flush(after_ms=31 * DAY_MS)
    return story


def joins() -> Story:
    story = Story.found()
    mayor = story.founder
    with_roles = story.add(story.sign_invitation(mayor, "anna", roles=["technician", "agent", "technician"]))
    short = story.add(story.sign_invitation(mayor, "ben", days=1))
    unsound = invite(
        story, mayor, "expired", expires=story.now_ms, key=public_key(seed_of("cleo invitation"))
    )
    story.flush()
    anna, thief = story.newcomer("anna", with_roles.id), story.newcomer("thief", with_roles.id)
    story.people["anna"] = anna
    story.add(story.sign_join(anna, with_roles.id))
    story.add(story.sign_key_add(anna))
    nowhere = story.newcomer("cleo", unsound.id)
    story.add(story.sign_join(nowhere, unsound.id), "no such object")
    story.add(story.sign_key_add(nowhere), "unknown key")
    story.flush()
    story.put(mayor, "role.grant", account=anna.account, role="officer")
    story.flush()
    story.put(mayor, "role.revoke", account=anna.account, role="technician")
    story.flush()
    # The same word, the key of another: the invitation is spent. What the thief adds is void too, for ever.
    join = story.sign_join(thief, with_roles.id)
    story.add(rejoin(story, join, thief, "anna"), "already used")
    ben = story.newcomer("ben", short.id)
    story.add(story.sign_join(ben, short.id), "expired")
    story.flush(after_ms=DAY_MS)
    invitation = story.add(story.sign_invitation(mayor, "twin"))
    story.flush()
    twin = story.newcomer("twin", invitation.id)
    story.add(rejoin(story, story.sign_join(twin, invitation.id), twin, "twin", node="anna"), "known node")
    story.flush()
    # An invitation of a branch that was not sealed lets nobody in; its author's quota pays for the join.
    branch = replace(anna)
    story.put(anna, "consent", topic="gifts", agree=True)
    story.flush()
    give(story.main, dead := story.sign_invitation(branch, "lost"))
    story.add(story.sign_join(story.newcomer("lost", dead.id), dead.id), "no such object")
    story.flush()
    # A key that a member added first can no longer join.
    again = story.add(story.sign_invitation(mayor, "late"))
    story.flush()
    late = story.newcomer("late", again.id)
    added = story.add(story.sign_key_add(anna, late.paper_seed))
    join = story.resign(story.sign_join(late, again.id), late.paper_seed, deps=[added.id])
    story.add(join, "known key")
    story.flush()
    story.seal()
    return story


def rejoin(story: Story, join: Event, person: Person, invited: str, node: str = "") -> Event:
    """A join with the word given to `invited`, on the computer of `node`."""
    seed = seed_of(f"{node or person.name} node")
    key = public_key(seed)
    content = join_proof_content(story.commune, join.prev, person.account, key)
    body = {
        **join.body,
        "proof": sign(seed_of(f"{invited} invitation"), Domain.JOIN, content),
        "node": key,
        "node_proof": sign(seed, Domain.NODE, node_proof_content(story.commune, person.account, key)),
    }
    event = story.resign(join, person.paper_seed, body=body)
    person.paper_seq, person.paper_prev = 0, event.id
    return event


def sponsors() -> Story:
    """A sponsor answers for so many, and one who is a guest again for none."""
    story = Story.found(parameters={"invitation.month-quota": 100})
    waiting = story.add(story.sign_invitation(story.founder, "late"))
    names = [f"guest {number}" for number in range(GUARANTEED_MAX)]
    invited = [story.add(story.sign_invitation(story.founder, name)) for name in names]
    story.flush()
    for name, invitation in zip(names, invited, strict=True):
        story.add(story.sign_join(story.newcomer(name, invitation.id), invitation.id))
    story.flush()
    invite(story, story.founder, "limit")
    late = story.newcomer("late", waiting.id)
    story.add(story.sign_join(late, waiting.id), "limit")
    story.flush()
    return story


def keys() -> Story:
    story = Story.found()
    mayor = story.founder
    (anna,) = story.people_named("anna")
    tablet = device(story, anna, "tablet")
    device(story, anna, "phone", "not allowed", mayor.account)
    device(story, anna, "tablet", "known key")
    story.flush()
    phone = device(story, anna, "phone")
    story.flush()
    story.put(anna, "key.revoke", "no such object", key=NOWHERE)
    story.put(anna, "key.revoke", "not allowed", key=mayor.key)
    story.put(anna, "key.revoke", "not allowed", key=anna.account)
    story.put(anna, "key.revoke", "malformed", key=b"")
    story.put(tablet, "key.revoke", "applied:waits", key=anna.key)
    story.put(tablet, "key.revoke", "already done", key=anna.key)
    demand = story.put(phone, "key.revoke", "applied:waits", key=anna.key)
    story.put(phone, "key.revoke", "applied:waits", key=tablet.key)
    story.flush()
    story.put(anna, "key.keep", "no such object", revocation=NOWHERE)
    story.put(anna, "key.keep", "malformed", revocation=1)
    story.put(mayor, "key.keep", "not allowed", revocation=demand.id)
    story.flush()
    story.put(tablet, "key.keep", revocation=demand.id)
    story.flush()
    story.put(phone, "key.keep", "not allowed", revocation=waiting_of(story, tablet))
    story.flush()
    # In one seal a revocation comes first, whatever the draw: the phone's act is void, its demand gone.
    story.put(phone, "consent", "revoked", topic="gifts", agree=True)
    story.put(anna, "key.revoke", key=phone.key)
    story.put(anna, "key.revoke", "already done", key=phone.key)
    story.flush()
    # Nobody objects: the older computer is shut out when the week is over.
    story.flush(after_ms=7 * DAY_MS)
    story.put(anna, "consent", "revoked", topic="gifts", agree=True)
    story.on_paper(anna, "consent", "paper key", topic="gifts", agree=True)
    story.on_paper(anna, "key.revoke", key=tablet.key)
    story.flush()
    last = device(story, anna, "new one")
    for number in range(14):
        device(story, anna, f"device {number}")
    device(story, anna, "too many", "limit")
    story.flush()
    story.put(last, "consent", topic="gifts", agree=False)
    story.flush()
    # An outage of a day: what should have run in it waits one more day, so that people can object.
    story.put(last, "key.revoke", key=public_key(seed_of("device 1")))
    story.flush()
    story.put(device(story, anna, "fresh"), "key.revoke", "applied:waits", key=last.key)
    story.flush()
    story.flush(after_ms=9 * DAY_MS)
    story.flush(after_ms=DAY_MS)
    return story


def waiting_of(story: Story, person: Person) -> bytes:
    return next(event for event, row in story.state.items(REVOCATIONS) if row.by == person.key)


def nodes() -> Story:
    story = Story.found()
    mayor = story.founder
    (anna,) = story.people_named("anna")

    def add(name: str, outcome: str = "applied", owner: AccountId | None = None) -> bytes:
        seed = seed_of(name)
        key = public_key(seed)
        proof = sign(seed, Domain.NODE, node_proof_content(story.commune, owner or anna.account, key))
        story.put(anna, "node.add", outcome, node=key, node_proof=proof)
        return key

    second = add("second")
    add("second", "known node")
    add("third", "bad proof", mayor.account)
    story.put(anna, "node.add", "malformed", node=second)
    for number in range(14):
        add(f"node {number}")
    add("node 14", "limit")
    story.put(anna, "node.remove", "no such object", node=NOWHERE)
    story.put(anna, "node.remove", "not allowed", node=mayor.node)
    story.put(anna, "node.remove", "malformed", node=b"")
    story.put(anna, "node.remove", node=second)
    story.put(mayor, "node.remove", "wrong state", node=mayor.node)
    story.flush()
    add("second")
    story.put(anna, "display", display=blob_of("Anna B."))
    story.put(anna, "display", "malformed", display=b"Anna")
    story.put(anna, "consent", topic="production", agree=False)
    story.put(anna, "consent", topic="local-sale", agree=True)
    story.put(anna, "consent", topic="production", agree=True)
    story.put(anna, "consent", "malformed", topic="all", agree=True)
    story.flush()
    story.put(anna, "consent", topic="local-sale", agree=False)
    story.flush(after_ms=DAY_MS)
    return story


def roles() -> Story:
    story = Story.found()
    mayor = story.founder
    anna, ben = story.people_named("anna", "ben")

    def say(kind: str, person: Person, role: str, outcome: str = "applied", by: Person = mayor) -> None:
        story.put(by, f"role.{kind}", outcome, account=person.account, role=role)

    say("grant", anna, "technician")
    say("grant", anna, "agent")
    say("grant", anna, "agent", "already done")
    say("grant", anna, "mayor", "not allowed")
    say("grant", anna, "witness", "not allowed")
    say("grant", anna, "king", "malformed")
    say("revoke", anna, "agent")
    say("revoke", anna, "agent", "already done")
    say("revoke", mayor, "mayor", "not allowed")
    say("revoke", anna, "king", "malformed")
    say("revoke", anna, "witness", "already done")
    say("grant", ben, "agent", "not allowed", anna)
    say("revoke", anna, "technician", "not allowed", ben)
    for kind in ("grant", "revoke"):
        story.put(mayor, f"role.{kind}", "no such object", account=NOWHERE, role="officer")
    story.flush()
    story.people_named("cleo", "dora")
    say("grant", ben, "treasurer", "not allowed")
    say("revoke", anna, "technician", "not allowed")
    story.flush()
    return story


def chains() -> Story:
    """What is void before any rule is asked: chains, anchors, kinds, shapes, quotas of a day."""
    story = Story.found(parameters={"event.ttl-seal-days": 30})
    mayor = story.founder
    anna, ben = story.people_named("anna", "ben")
    agree = {"topic": "gifts", "agree": True}
    story.put(anna, "mint", "unknown", amount=1)
    story.put(anna, "consent", "malformed", topic="gifts")
    story.put(anna, "consent", "malformed", topic="gifts", agree=True, more=1)
    here = story.main.get_anchor()
    good = story.sign(anna, "consent", agree, anchor=here)
    story.add(good)
    for anchor in (
        Anchor(height=here.height, prefix=b"elsewher"),
        Anchor(height=here.height + 1, prefix=here.prefix),
        Anchor(height=here.height - 1, prefix=here.prefix),
        Anchor(height=2**40, prefix=here.prefix),
    ):
        story.add(story.sign(anna, "consent", agree, anchor=anchor), "other chain")
    story.flush()
    # One key brought by two members: the first of the order has it, and what follows the other is a fork.
    shared = seed_of("shared")
    adds = [story.sign_key_add(person, shared) for person in (anna, ben)]
    heads = [
        story.resign(story.sign(anna, "consent", agree, seq=0, prev=add.id), shared, seq=0, prev=add.id)
        for add in adds
    ]
    order = draw_first(story, anna, ben)
    story.add(adds[order], "applied")
    story.add(adds[1 - order], "known key")
    story.add(story.resign(heads[1 - order], shared, seq=0, prev=adds[1 - order].id), "fork")
    story.flush()
    for number in range(32):
        body = {"topic": "purchases", "agree": bool(number & 2)}
        story.add(story.sign((anna, ben)[number % 2], "consent", body, anchor=story.main.get_anchor()))
        story.flush(after_ms=DAY_MS)
    story.add(story.sign(ben, "consent", agree), "too old")
    story.add(story.sign(mayor, "consent", agree, anchor=story.main.get_anchor()))
    story.flush()
    for kind in sorted(KINDS_OF_ANY_SHAPE):
        anchor = story.main.get_anchor()
        story.add(story.sign(mayor, kind, {"more": 1}, anchor=anchor), "malformed")
    story.flush()
    return story


def draw_first(story: Story, *people: Person) -> int:
    """Whose events the draw takes first in the next seal."""
    ranks = [hash_draw(story.main.tip_id, person.account) for person in people]
    return ranks.index(min(ranks))


KINDS_OF_ANY_SHAPE = {
    "node.add", "key.revoke", "key.keep", "node.remove", "consent", "display", "invitation", "transfer",
    "meter.register", "meter.certify", "meter.reading", "meter.repair", "directive", "tariff",
    "listing.add", "listing.withdraw", "order.place", "order.accept", "order.deliver", "order.confirm",
    "order.cancel", "proposal", "ballot", "allocation", "role.grant", "role.revoke", "witnesses",
    "witness.ready", "pot.move", "pot.lock", "service.log", "service.confirm", "service.refuse",
    "service.cancel", "resident.leave",
}  # fmt: skip
"""All but the three whose shape is judged before an event is stored."""
assert all(get_rule(1, kind) for kind in KINDS_OF_ANY_SHAPE)

HISTORIES = {
    "invitations": invitations, "joins": joins, "sponsors": sponsors, "keys": keys,
    "nodes and consents": nodes, "roles": roles, "chains": chains,
}  # fmt: skip
