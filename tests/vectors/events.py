# SPDX-License-Identifier: AGPL-3.0-or-later
"""Events for events.json: sound ones of a small commune, and what somebody might do to them."""

from __future__ import annotations

from typing import Any

from ledger.encoding import encode
from ledger.event import Anchor, Event, encode_event, sign_event
from ledger.hashing import hash_event
from ledger.signing import Domain, sign
from ledger.units import ZERO_ID
from tests.helpers.builders import charter_body, seed_of
from tests.helpers.hamlet import Hamlet


class Made:
    """Events of a small commune, and what somebody might do to them."""

    def __init__(self) -> None:
        self.hamlet = Hamlet.found()
        self.charter = self.hamlet.charter
        self.founder = self.hamlet.founder
        self.commune = self.hamlet.commune
        self.plain = self.hamlet.transfer(self.founder, seed_of("somebody"))
        invitation = self.hamlet.sign_invitation(self.founder, "anna")
        self.anna = self.hamlet.newcomer("anna", invitation.id)
        self.join = self.hamlet.sign_join(self.anna, invitation.id)
        self.added = self.hamlet.sign_key_add(self.anna)
        deps = {"deps": [self.added.id, self.join.id]}
        self.with_deps = self.hamlet.transfer(self.founder, seed_of("somebody"), **deps)
        body = {"form": "text", "title": bytes(32), "text": b"", "duration": 0, "content": {"x": "x" * 4_000}}
        self.long = self.hamlet.sign(self.founder, "proposal", body)

    def fields(self, **changes: Any) -> list[Any]:
        """The payload of the plain transfer, some fields replaced."""
        event = self.plain
        fields: dict[str, Any] = {
            "version": 1,
            "author": event.author,
            "seq": event.seq,
            "prev": event.prev,
            "deps": [],
            "anchor": [event.anchor.height, event.anchor.prefix],
            "time": event.time_ms,
            "kind": event.kind,
            "body": dict(event.body),
        }
        return list({**fields, **changes}.values())

    def signed(self, fields: list[Any], seed: bytes = b"") -> bytes:
        """Signed as it should be, whatever it says."""
        payload = encode(fields)
        commune = ZERO_ID if fields[7] == "charter" else self.commune
        return encode([payload, sign(seed or self.founder.seed, Domain.EVENT, hash_event(commune, payload))])

    def changed(self, **changes: Any) -> bytes:
        return self.signed(self.fields(**changes))

    def rebuilt(self, event: Event, seed: bytes, **body: Any) -> bytes:
        """Another body for an event of that shape, well signed."""
        fields = [
            1, event.author, event.seq, event.prev, list(event.deps),
            [event.anchor.height, event.anchor.prefix], event.time_ms, event.kind, {**event.body, **body},
        ]  # fmt: skip
        return self.signed(fields, seed)


def _valid_events(made: Made) -> dict[str, Event]:
    return {
        "charter": made.charter,
        "transfer": made.plain,
        "two deps": made.with_deps,
        "resident.join": made.join,
        "key.add": made.added,
        "proposal above 4 KiB": made.long,
    }


def _malformed_events(made: Made) -> dict[str, bytes]:
    identity = seed_of("x")
    founder = made.founder
    join, added, paper = made.join, made.added, made.anna.paper_seed
    ids = sorted(seed_of(f"dep {number}") for number in range(9))
    charter = made.rebuilt(made.charter, founder.paper_seed)
    assert charter == encode_event(made.charter)
    short = made.plain.payload[:-1]
    return {
        "not an array": encode({"payload": made.plain.payload}),
        "one entry": encode([made.plain.payload]),
        "three entries": encode([made.plain.payload, made.plain.signature, 0]),
        "payload as a text": encode(["payload", made.plain.signature]),
        "signature of 63 bytes": encode([made.plain.payload, made.plain.signature[:63]]),
        "payload cut short": encode([short, made.plain.signature]),
        "payload with a trailing byte": encode([made.plain.payload + b"\x00", made.plain.signature]),
        "nested in an array": encode([encode_event(made.plain)]),
        "eight fields": made.signed(made.fields()[:8]),
        "ten fields": made.signed([*made.fields(), 0]),
        "version 2": made.changed(version=2),
        "version True": made.changed(version=True),
        "author of 31 bytes": made.changed(author=bytes(31)),
        "author as a text": made.changed(author="a" * 32),
        "seq -1": made.changed(seq=-1),
        "seq True": made.changed(seq=True),
        "seq as a text": made.changed(seq="1"),
        "prev of 33 bytes": made.changed(prev=bytes(33)),
        "prev of zeros, not a charter": made.changed(prev=ZERO_ID),
        "deps not an array": made.changed(deps={}),
        "dep of 31 bytes": made.changed(deps=[bytes(31)]),
        "nine deps": made.changed(deps=ids),
        "deps descending": made.changed(deps=[ids[1], ids[0]]),
        "dep twice": made.changed(deps=[ids[0], ids[0]]),
        "prev among deps": made.changed(deps=[made.plain.prev]),
        "anchor of one entry": made.changed(anchor=[0]),
        "anchor height -1": made.changed(anchor=[-1, bytes(8)]),
        "anchor height True": made.changed(anchor=[True, bytes(8)]),
        "anchor prefix of 7 bytes": made.changed(anchor=[0, bytes(7)]),
        "anchor prefix as a text": made.changed(anchor=[0, "12345678"]),
        "time as a text": made.changed(time="now"),
        "time True": made.changed(time=True),
        "kind in capitals": made.changed(kind="Transfer"),
        "kind of 33 characters": made.changed(kind="a" * 33),
        "kind empty": made.changed(kind=""),
        "kind as bytes": made.changed(kind=b"transfer"),
        "kind ending in a line feed": encode(
            [encode(made.fields(kind="transfer?")).replace(b"transfer?", b"transfer\n"), bytes(64)]
        ),
        "body an array": made.changed(body=[]),
        "transfer above 4 KiB": made.changed(body={"memo": bytes(4_096)}),
        "charter with a past": made.changed(kind="charter"),
        "charter of seq 1": made.signed(
            [1, made.charter.author, 1, *_rest(made.charter)], founder.paper_seed
        ),
        "charter with another anchor": made.signed(
            [1, made.charter.author, 0, ZERO_ID, [], [0, b"12345678"], *_rest(made.charter)[3:]],
            founder.paper_seed,
        ),
        "charter without a node": made.signed(
            [
                1, made.charter.author, 0, *_rest(made.charter)[:-1],
                {name: field for name, field in made.charter.body.items() if name != "node"},
            ],
            founder.paper_seed,
        ),
        "join whose prev is not its invitation": made.rebuilt(join, paper, invitation=identity),
        "join with a field too many": made.rebuilt(join, paper, extra=0),
        "join with a short proof": made.rebuilt(join, paper, proof=bytes(63)),
        "join with a text for a node": made.rebuilt(join, paper, node="n" * 32),
        "join of seq 1": made.signed([1, join.author, 1, *_rest(join)], paper),
        "key.add without a proof": made.signed(
            [1, added.author, added.seq, *_rest(added)[:-1], {"account": added.author, "key": bytes(32)}],
            paper,
        ),
        "key.add of a short key": made.rebuilt(added, paper, key=bytes(31)),
    }  # fmt: skip


def _rest(event: Event) -> list[Any]:
    """Fields of a payload from prev on."""
    anchor = [event.anchor.height, event.anchor.prefix]
    return [event.prev, list(event.deps), anchor, event.time_ms, event.kind, dict(event.body)]


def _badly_signed_events(made: Made) -> dict[str, bytes]:
    plain = made.plain
    other = Hamlet.found("maire")
    flipped = bytes([plain.signature[0] ^ 1]) + plain.signature[1:]
    group_order = 2**252 + 27742317777372353535851937790883648493
    s_value = int.from_bytes(plain.signature[32:], "little") + group_order
    identity = b"\x01" + bytes(31)
    weak = encode(made.fields(author=identity))
    return {
        "signature of zeros": encode([plain.payload, bytes(64)]),
        "one bit of the signature": encode([plain.payload, flipped]),
        "one bit of the payload": encode([encode(made.fields(time=plain.time_ms ^ 1)), plain.signature]),
        "S not reduced": encode([plain.payload, plain.signature[:32] + s_value.to_bytes(32, "little")]),
        "author of small order": encode([weak, identity + bytes(32)]),
        "signed by another": made.signed(made.fields(), other.founder.seed),
        "of another commune": encode_event(_elsewhere(made, other)),
        "signed without a domain": encode(
            [plain.payload, sign(made.founder.seed, Domain.VOTE, plain.id)]
        ),
        "key.add whose new key did not sign": made.rebuilt(
            made.added, made.anna.paper_seed, proof=made.added.signature
        ),
        "key.add for another account than signed": made.rebuilt(
            made.added, made.anna.paper_seed, account=made.founder.account
        ),
        "join whose node did not sign": made.rebuilt(
            made.join, made.anna.paper_seed, node_proof=made.join.body["proof"]
        ),
        "charter whose node did not sign": made.rebuilt(
            made.charter, made.founder.paper_seed, node=charter_body("maire")["node"]
        ),
    }  # fmt: skip


def _elsewhere(made: Made, other: Hamlet) -> Event:
    return sign_event(
        made.founder.seed, commune=other.commune, seq=0, prev=made.plain.prev,
        anchor=Anchor(height=0, prefix=bytes(8)), time_ms=0, kind="transfer", body={},
    )  # fmt: skip


def make_events() -> dict[str, Any]:
    made = Made()
    valid: list[dict[str, Any]] = [
        {"name": name, "hex": encode_event(event).hex(), "id": event.id.hex(), "kind": event.kind}
        for name, event in _valid_events(made).items()
    ]
    refused: list[dict[str, Any]] = []
    for error, cases in (
        ("malformed", _malformed_events(made)),
        ("bad-signature", _badly_signed_events(made)),
    ):
        refused += [{"name": name, "hex": data.hex(), "error": error} for name, data in cases.items()]
    return {"commune": made.commune.hex(), "valid": valid, "invalid": refused}
