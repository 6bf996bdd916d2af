# SPDX-License-Identifier: AGPL-3.0-or-later
"""The signed node of the DAG: what it carries, how it is named, how it is checked alone.

    payload = [1, author, seq, prev, deps, anchor, time, kind, body]
    id      = H_event(commune ‖ payload)          event = [payload, signature]

Not here: whether its past is held (`dag`), what it does (`execute`).
The law: an event's id depends on its payload and its commune alone.  Source: docs/protocol.md section 3.
"""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence
from typing import Any, Final, cast

from ledger import limits
from ledger.encoding import as_list, check_value, encode, is_identifier, unpack
from ledger.errors import BadSignature, Malformed
from ledger.hashing import hash_event
from ledger.signing import Domain, public_key, sign, verify, verify_many
from ledger.units import ZERO_ID, EventId, Key
from ledger.values import value

VERSION = 1
CHARTER = "charter"
JOIN = "resident.join"
KEY_ADD = "key.add"
INTRODUCING = frozenset({CHARTER, JOIN, KEY_ADD})
"""Kinds that introduce a key: their shape and proofs are fixed for every version of the rules."""

_SIGNED_BYTES: Final = 64 + 6
"""What the signature and the headers add to a payload."""


@value(kw_only=True)
class Anchor:
    """The seal after which the author's state stood."""

    height: int
    prefix: bytes
    """First 8 bytes of the seal's id."""


@value(kw_only=True, eq=False)
class Event:
    """A decoded event. Its signature may not have been verified yet: see `verify_events`."""

    id: EventId
    payload: bytes
    signature: bytes
    author: Key
    seq: int
    prev: EventId
    deps: tuple[EventId, ...]
    anchor: Anchor
    time_ms: int
    """The author's claim, for the screen only: no rule, order or check reads it."""
    kind: str
    body: Mapping[str, Any]

    @property
    def size(self) -> int:
        """Bytes on the wire."""
        return len(self.payload) + _SIGNED_BYTES

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Event) and other.id == self.id

    def __hash__(self) -> int:
        return hash(self.id)

    @property
    def parents(self) -> tuple[EventId, ...]:
        return (self.prev, *self.deps) if self.prev != ZERO_ID else self.deps


_SIGNATURE_HEAD: Final = b"\xc4\x40"
"""bin of 64 bytes."""


def join_parts(payload: bytes, signature: bytes) -> bytes:
    """An event as it travels, `[payload, signature]`, from its two parts."""
    size = len(payload)
    head = b"\x92\xc4" + size.to_bytes(1, "big") if size < 256 else b"\x92\xc5" + size.to_bytes(2, "big")
    return head + payload + _SIGNATURE_HEAD + signature


def split_parts(data: bytes) -> tuple[bytes, bytes]:
    """(payload, signature) of an event as it travels: the shape is fixed, so its headers are compared.

    Raises:
        Malformed: anything that `join_parts` would not have written.
    """
    if len(data) > limits.LONG_EVENT_BYTES_MAX:
        raise Malformed(f"more than {limits.LONG_EVENT_BYTES_MAX} bytes")
    head = data[:2]
    if head == b"\x92\xc4":
        start, shortest = 3, 0
    elif head == b"\x92\xc5":
        start, shortest = 4, 256
    else:
        raise Malformed("payload or signature")
    size = int.from_bytes(data[2:start], "big")
    end = start + size
    if size < shortest or len(data) != end + 66 or data[end : end + 2] != _SIGNATURE_HEAD:
        raise Malformed("payload or signature")
    return data[start:end], data[end + 2 :]


def encode_event(event: Event) -> bytes:
    return join_parts(event.payload, event.signature)


_INTEGER_MAX: Final = limits.INTEGER_MAX
_BODY_DEPTH_MAX: Final = limits.DEPTH_MAX - 1


def _is_id(value: object, length: int = 32) -> bool:
    return type(value) is bytes and len(value) == length


def _check_deps(deps: list[Any], prev: bytes) -> None:
    if len(deps) > limits.EVENT_DEPS_MAX or not all(_is_id(dep) for dep in deps):
        raise Malformed("deps")
    if any(earlier >= later for earlier, later in itertools.pairwise(deps)) or prev in deps:
        raise Malformed("deps not ascending")


def _event_of(payload: bytes, signature: bytes, commune: EventId) -> Event:
    size = len(payload) + _SIGNED_BYTES
    if size > limits.LONG_EVENT_BYTES_MAX + _SIGNED_BYTES:
        raise Malformed(f"more than {limits.LONG_EVENT_BYTES_MAX} bytes")
    # Every field but the body is judged here, to its last bit: only the body is walked.
    version, author, seq, prev, deps, anchor, time_ms, kind, body = as_list(unpack(payload), 9)
    if type(version) is not int or version != VERSION:
        raise Malformed("not an event of version 1")
    # Written out: this is asked of every event there is, and a call costs as much as what it asks.
    if (
        type(author) is not bytes
        or len(author) != 32
        or type(prev) is not bytes
        or len(prev) != 32
        or type(seq) is not int
        or not 0 <= seq <= _INTEGER_MAX
        or type(time_ms) is not int
        or not -_INTEGER_MAX <= time_ms <= _INTEGER_MAX
    ):
        raise Malformed("author, seq, prev or time")
    if type(deps) is not list or deps:
        _check_deps(as_list(deps), prev)
    height, prefix = as_list(anchor, 2)
    if type(height) is not int or not 0 <= height <= _INTEGER_MAX:
        raise Malformed("anchor")
    if type(prefix) is not bytes or len(prefix) != limits.ANCHOR_PREFIX_BYTES:
        raise Malformed("anchor")
    if not is_identifier(kind) or type(body) is not dict:
        raise Malformed("kind or body")
    check_value(body, _BODY_DEPTH_MAX)
    is_charter = kind == CHARTER
    if is_charter != (prev == ZERO_ID):
        raise Malformed("only the charter has no past")
    if size > limits.EVENT_BYTES_MAX and kind not in limits.LONG_KINDS:
        raise Malformed(f"more than {limits.EVENT_BYTES_MAX} bytes")
    return Event(
        id=EventId(hash_event(ZERO_ID if is_charter else commune, payload)),
        payload=payload,
        signature=signature,
        author=cast("Key", author),
        seq=seq,
        prev=cast("EventId", prev),
        deps=tuple(cast("list[EventId]", deps)) if deps else (),
        anchor=Anchor(height=height, prefix=prefix),
        time_ms=time_ms,
        kind=kind,
        body=cast("dict[str, Any]", body),
    )


def decode_event(data: bytes, commune: EventId) -> Event:
    """An event from the wire, checked for everything but its signature.

    Args:
        data: `[payload, signature]`, canonical, ≤ 16 KiB.
        commune: the charter's id; an event of another commune decodes, but its signature will not verify.

    Raises:
        Malformed: size, encoding, envelope, or the fixed shape of a kind that introduces a key.
    """
    event = _event_of(*split_parts(data), commune)
    if event.kind in INTRODUCING:
        _check_introduction_shape(event)
    return event


def rebuild_event(payload: bytes, signature: bytes, commune: EventId) -> Event:
    """An event from our own store, where it was checked before it was written."""
    return _event_of(payload, signature, commune)


def _check_introduction_shape(event: Event) -> None:
    body = event.body
    if event.kind == KEY_ADD:
        shaped = set(body) == {"account", "key", "proof"} and _is_id(body["account"]) and _is_id(body["key"])
        shaped = shaped and _is_id(body["proof"], 64)
    elif event.kind == JOIN:
        names = {"invitation", "proof", "node", "node_proof", "display"}
        shaped = set(body) == names and all(_is_id(body[name]) for name in ("invitation", "node", "display"))
        shaped = shaped and _is_id(body["proof"], 64) and _is_id(body["node_proof"], 64)
        shaped = shaped and event.seq == 0 and event.prev == body["invitation"]
    else:
        shaped = _is_id(body.get("node")) and _is_id(body.get("node_proof"), 64) and event.seq == 0
        shaped = shaped and event.anchor == Anchor(height=0, prefix=bytes(8)) and not event.deps
    if not shaped:
        raise Malformed(f"shape of {event.kind}")


def key_proof_content(commune: EventId, account: bytes, author: bytes, seq: int) -> bytes:
    """What a new key signs to be added to an account by that very event."""
    return encode([commune, account, author, seq])


def join_proof_content(commune: EventId, invitation: bytes, account: bytes, node: bytes) -> bytes:
    """What the invitation's one-time key signs."""
    return commune + invitation + account + node


def node_proof_content(commune: EventId, account: bytes, node: bytes) -> bytes:
    """What a node key signs to stand for an account (32 zero bytes for the commune in the charter)."""
    return commune + account + node


Check = tuple[bytes, Domain, bytes, bytes]
"""(public key, domain, content, signature) as `signing.verify_many` takes it."""


def checks_of(event: Event, commune: EventId) -> list[Check]:
    """Every signature of an event that can be checked without its past."""
    checks: list[Check] = [(event.author, Domain.EVENT, event.id, event.signature)]
    body = event.body
    if event.kind == KEY_ADD:
        content = key_proof_content(commune, body["account"], event.author, event.seq)
        checks.append((body["key"], Domain.KEY, content, body["proof"]))
    elif event.kind in (JOIN, CHARTER):
        content = node_proof_content(
            ZERO_ID if event.kind == CHARTER else commune, event.author, body["node"]
        )
        checks.append((body["node"], Domain.NODE, content, body["node_proof"]))
    return checks


def verify_events(events: Sequence[Event], commune: EventId) -> list[bool]:
    """Whether each event's own signatures hold. Releases the GIL: run it in a thread."""
    checks: list[Check] = []
    owners: list[int] = []
    for index, event in enumerate(events):
        for check in checks_of(event, commune):
            checks.append(check)
            owners.append(index)
    good = [True] * len(events)
    for owner, passed in zip(owners, verify_many(checks), strict=True):
        good[owner] = good[owner] and passed
    return good


def check_signatures(event: Event, commune: EventId) -> None:
    """Raise BadSignature unless every signature of one event holds."""
    for public, domain, content, signature in checks_of(event, commune):
        if not verify(public, domain, content, signature):
            raise BadSignature(f"{event.kind}: {domain.name}")


def sign_event(
    seed: bytes,
    *,
    commune: EventId,
    seq: int,
    prev: EventId,
    deps: Sequence[EventId] = (),
    anchor: Anchor,
    time_ms: int,
    kind: str,
    body: Mapping[str, Any],
) -> Event:
    """A new event of the key whose 32-byte seed is given.

    Raises:
        Malformed: our own event would be refused by others (too long a text, a control character …).
    """
    author = public_key(seed)
    payload = encode(
        [VERSION, author, seq, prev, sorted(deps), [anchor.height, anchor.prefix], time_ms, kind, dict(body)]
    )
    event_id = hash_event(ZERO_ID if kind == CHARTER else commune, payload)
    signature = sign(seed, Domain.EVENT, event_id)
    return decode_event(join_parts(payload, signature), commune)
