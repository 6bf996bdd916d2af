# SPDX-License-Identifier: AGPL-3.0-or-later
"""Events alone: sizes, signatures in bulk, equality. Every refusal is in tests/vectors/events.json."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ledger import limits
from ledger.encoding import as_list, decode, encode
from ledger.errors import BadSignature, Malformed
from ledger.event import (
    Anchor,
    Event,
    check_signatures,
    checks_of,
    decode_event,
    encode_event,
    join_parts,
    rebuild_event,
    sign_event,
    split_parts,
    verify_events,
)
from ledger.signing import Domain
from ledger.units import ZERO_ID, EventId
from tests.helpers.builders import seed_of
from tests.helpers.hamlet import Hamlet, settled


@pytest.fixture
def hamlet() -> Hamlet:
    return settled("anna", "ben")


def payment(hamlet: Hamlet) -> Event:
    return hamlet.transfer(hamlet.people["anna"], hamlet.people["ben"].account)


def test_a_plain_transfer_takes_at_most_300_bytes(hamlet: Hamlet):
    event = payment(hamlet)
    assert len(encode_event(event)) <= 300
    assert event.size - 1 <= len(encode_event(event)) <= event.size


def test_round_trip(hamlet: Hamlet):
    event = payment(hamlet)
    again = decode_event(encode_event(event), hamlet.commune)
    stored = rebuild_event(event.payload, event.signature, hamlet.commune)
    for other in (again, stored):
        assert other == event
        assert other.body == event.body
        assert hash(other) == hash(event)
    assert event != payment(hamlet)
    assert event != event.id


@given(st.binary(max_size=600), st.integers(0, 800), st.integers(0, 255), st.integers(-2, 2))
@settings(max_examples=300)
def test_the_two_parts_are_split_as_the_one_encoding_would(payload: bytes, at: int, byte: int, cut: int):
    whole = join_parts(payload, bytes(range(64)))
    assert whole == encode([payload, bytes(range(64))])
    assert split_parts(whole) == (payload, bytes(range(64)))
    changed = bytearray(whole)
    changed[at % len(whole)] = byte
    data = bytes(changed[: len(changed) - cut]) if cut > 0 else bytes(changed) + bytes(-cut)
    try:
        parts = split_parts(data)
    except Malformed:
        with pytest.raises(Malformed):
            _decode_pair(data)
    else:
        assert list(parts) == _decode_pair(data)


def _decode_pair(data: bytes) -> list[bytes]:
    payload, signature = as_list(decode(data, size_max=limits.LONG_EVENT_BYTES_MAX, depth_max=1), 2)
    if type(payload) is not bytes or type(signature) is not bytes or len(signature) != 64:
        raise Malformed("not a pair")
    return [payload, signature]


def test_parents_are_prev_then_deps(hamlet: Hamlet):
    one, two = payment(hamlet), hamlet.transfer(hamlet.people["ben"], hamlet.founder.account)
    event = hamlet.transfer(hamlet.people["anna"], hamlet.founder.account, deps=[two.id], prev=one.id, seq=9)
    assert event.parents == (one.id, two.id)
    assert hamlet.charter.parents == ()


def test_deps_are_sorted_when_signed(hamlet: Hamlet):
    deps = [EventId(seed_of(f"{number}")) for number in range(limits.EVENT_DEPS_MAX)]
    event = hamlet.transfer(hamlet.founder, bytes(32), deps=deps)
    assert event.deps == tuple(sorted(deps))


def test_an_id_depends_on_the_commune(hamlet: Hamlet):
    event = payment(hamlet)
    elsewhere = decode_event(encode_event(event), EventId(seed_of("elsewhere")))
    assert elsewhere.id != event.id
    assert verify_events([event, elsewhere], hamlet.commune) == [True, False]
    charter = hamlet.charter
    assert decode_event(encode_event(charter), EventId(seed_of("elsewhere"))).id == charter.id


def test_verdicts_are_one_an_event(hamlet: Hamlet):
    person = hamlet.founder
    invitation = hamlet.sign_invitation(person, "cleo")
    cleo = hamlet.newcomer("cleo", invitation.id)
    events = [invitation, hamlet.sign_join(cleo, invitation.id), hamlet.sign_key_add(cleo), hamlet.charter]
    assert [len(checks_of(event, hamlet.commune)) for event in events] == [1, 2, 2, 2]
    assert verify_events(events, hamlet.commune) == [True] * 4
    forged = [rebuild_event(e.payload, bytes(64), hamlet.commune) for e in events]
    mixed = [event for pair in zip(events, forged, strict=True) for event in pair]
    assert verify_events(mixed, hamlet.commune) == [True, False] * 4
    assert verify_events([], hamlet.commune) == []
    for event in events:
        check_signatures(event, hamlet.commune)
    for event in forged:
        with pytest.raises(BadSignature, match=f"{event.kind}: {Domain.EVENT.name}"):
            check_signatures(event, hamlet.commune)


def test_our_own_mistakes_are_refused_when_signing(hamlet: Hamlet):
    arguments = {
        "commune": hamlet.commune, "seq": 0, "prev": hamlet.commune,
        "anchor": Anchor(height=0, prefix=bytes(8)), "time_ms": 0,
    }  # fmt: skip
    for kind, body in (
        ("transfer", {"memo": "a\nb"}),
        ("transfer", {"memo": bytes(limits.EVENT_BYTES_MAX)}),
        ("proposal", {"memo": bytes(limits.LONG_EVENT_BYTES_MAX)}),
        ("transfer", {"amount": 2**53 + 1}),
        ("transfer", {"amount": 0.5}),
        ("transfer", {"amount": None}),
        ("Transfer", {}),
    ):
        with pytest.raises(Malformed):
            sign_event(hamlet.founder.seed, kind=kind, body=body, **arguments)  # type: ignore[arg-type]
    sign_event(hamlet.founder.seed, kind="proposal", body={"x": bytes(8_000)}, **arguments)  # type: ignore[arg-type]


def test_the_longest_events():
    """The bound is on the wire size the quota counts, for the short and the long kinds."""
    for kind, most in (("transfer", limits.EVENT_BYTES_MAX), ("proposal", limits.LONG_EVENT_BYTES_MAX)):

        def signed(size: int, of: str = kind) -> Event:
            return sign_event(
                seed_of("anybody"), commune=EventId(seed_of("commune")), seq=0, prev=EventId(seed_of("prev")),
                anchor=Anchor(height=0, prefix=bytes(8)), time_ms=0, kind=of, body={"x": bytes(size)},
            )  # fmt: skip

        empty = signed(1_000).size - 1_000
        assert signed(most - empty).size == most
        with pytest.raises(Malformed):
            signed(most - empty + 1)


def test_only_the_charter_has_no_past(hamlet: Hamlet):
    assert hamlet.charter.prev == ZERO_ID
    with pytest.raises(Malformed, match="past"):
        hamlet.transfer(hamlet.founder, bytes(32), seq=0, prev=ZERO_ID)
