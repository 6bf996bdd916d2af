# SPDX-License-Identifier: AGPL-3.0-or-later
"""Following seals without their events: from a point one trusts to a later seal, over lists of witnesses.

    start ──────────── link ─────────────── link ─── …      a *light chain*
    charter, or        [before, seal, certificate, list]
    [seal, list]        │                          └ the next height's, when it is another one; else empty
                        └ the seal at height − 1, when heights are skipped; else empty

What a reader knows is a `Point`: a decided seal and the list that certifies the next height. `follow` takes
it one link on. Heights at which the list stays may be left out. The seal before a gap shows that the list did
stay: an honest witness signs a seal only after the true one, so `before` is true, and its digest names who
certifies the next. A certificate alone would not do: of four who became seven, three are a quorum of the old
list, and may have precommitted, in some round, what the seven did not decide.

A new epoch (recovery) is no link: whoever verifies one makes the `Point` to go on from. A chain ends with its
epoch.

Not here: executing, storing, asking a peer. The law: what `follow` gives is true if of each list on the way
fewer than a quorum lie.
Source: docs/protocol.md section 4.7.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final, Protocol

from ledger import limits
from ledger.encoding import as_list, decode, encode
from ledger.errors import BadSeal, Malformed, UnknownList
from ledger.event import CHARTER, Event, check_signatures, decode_event, encode_event
from ledger.seal import (
    Seal,
    check_certificate,
    compute_witnesses_digest,
    decode_certificate,
    decode_seal,
    list_witnesses,
    witness_rows,
)
from ledger.state import Witness
from ledger.units import AccountId, EventId, NodeKey

LINKS_MAX: Final = limits.LIGHT_LINKS_MAX
CHAIN_DEPTH: Final = 5
"""[start, links → link → list → row]."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """A seal known to be decided, and who certifies the next one."""

    epoch: int
    height: int
    seal_id: bytes
    """The charter's id at height 0."""
    time_ms: int
    total: int
    witnesses: tuple[Witness, ...]
    """The list of height + 1."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A later seal and what shows that it was decided."""

    seal: bytes
    certificate: bytes
    before: bytes = b""
    """The seal at height − 1 when the link skips heights, else empty."""
    witnesses: tuple[Witness, ...] = ()
    """The list of height + 1 if it is another one than certified this seal, else empty."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Start:
    """Where a light chain begins: the charter event, or a seal with the list its digest names."""

    charter: bytes = b""
    seal: bytes = b""
    witnesses: tuple[Witness, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class LightChain:
    """What travels: a start and its links, heights ascending."""

    start: Start
    links: tuple[Link, ...]


# --- where to begin ----------------------------------------------------------------------------------------


def get_founding_list(charter: Event) -> tuple[Witness, ...]:
    """The list of height 1: the founder's node alone."""
    return (Witness(AccountId(charter.author), NodeKey(charter.body["node"])),)


def start_at_charter(charter: Event) -> Point:
    """The point of a charter whose id the caller trusts; its signatures were verified."""
    return Point(
        epoch=0,
        height=0,
        seal_id=charter.id,
        time_ms=charter.time_ms,
        total=1,
        witnesses=get_founding_list(charter),
    )


def start_at_seal(seal: Seal, witnesses: Sequence[Witness]) -> Point:
    """The point of a seal whose id the caller trusts (an invitation's pin, a seal of its own copy).

    Raises:
        UnknownList: these are not the witnesses the seal names.
    """
    if not witnesses or compute_witnesses_digest(witnesses) != seal.witnesses_digest:
        raise UnknownList("start: the list of witnesses is not the one the seal names")
    return _point_at(seal, tuple(witnesses))


def open_start(start: Start, commune: EventId) -> Point:
    """The point a chain begins at. The caller compares its (height, seal id) with what it trusts.

    A charter needs no comparison: its id is the commune's.

    Raises:
        Malformed, BadSignature: the start itself. BadSeal: another commune's charter, another list.
    """
    if start.charter:
        charter = decode_event(start.charter, commune)
        if charter.kind != CHARTER or charter.id != commune:
            raise BadSeal("start: the charter of another commune")
        check_signatures(charter, commune)
        return start_at_charter(charter)
    return start_at_seal(decode_seal(start.seal, commune), start.witnesses)


def _point_at(seal: Seal, witnesses: tuple[Witness, ...]) -> Point:
    return Point(
        epoch=seal.epoch,
        height=seal.height,
        seal_id=seal.id,
        time_ms=seal.time_ms,
        total=seal.total,
        witnesses=witnesses,
    )


# --- following ---------------------------------------------------------------------------------------------


def follow(point: Point, link: Link, commune: EventId) -> Point:
    """Go on to one later seal.

    Raises:
        Malformed: a seal, its certificate or what is before it is none.
        UnknownList: the list changed and the new one is not beside the seal, or another list certified this.
        BadSeal: it does not come after the point, or no quorum signed it.
    """
    seal = decode_seal(link.seal, commune)
    if seal.epoch != point.epoch:
        raise BadSeal("another epoch")
    if seal.height <= point.height:
        raise BadSeal("not later than the seal before")
    before = _check_before(point, seal, link.before, commune)
    if seal.time_ms <= before.time_ms or seal.total < before.total:
        raise BadSeal("time or total goes back")
    check_certificate(seal, decode_certificate(link.certificate), point.witnesses, commune)
    if seal.witnesses_digest == compute_witnesses_digest(point.witnesses):
        if link.witnesses:
            raise Malformed("a list beside a seal that changes none")
        return _point_at(seal, point.witnesses)
    return start_at_seal(seal, link.witnesses)


def _check_before(point: Point, seal: Seal, encoded: bytes, commune: EventId) -> Point:
    """The point just before a seal: the given one, or after skipped heights what the seal before shows."""
    if seal.height == point.height + 1:
        if encoded:
            raise Malformed("a seal before that nobody needs")
        if seal.previous != point.seal_id:
            raise BadSeal("it follows another seal")
        return point
    before = decode_seal(encoded, commune)
    if before.id != seal.previous or before.height != seal.height - 1:
        raise BadSeal("it follows another seal than the one shown")
    if before.epoch != seal.epoch:
        raise BadSeal("another epoch")
    if before.time_ms <= point.time_ms or before.total < point.total:
        raise BadSeal("time or total goes back")
    if before.witnesses_digest != compute_witnesses_digest(point.witnesses):
        raise UnknownList("the list of witnesses changed in between")
    return _point_at(before, point.witnesses)


def walk(point: Point, links: Iterable[Link], commune: EventId) -> Iterator[Point]:
    """Each point on the way, as `follow` gives it."""
    for link in links:
        point = follow(point, link, commune)
        yield point


def follow_all(point: Point, links: Iterable[Link], commune: EventId) -> Point:
    """The point at the end of these links. Raises as `follow` does."""
    for reached in walk(point, links, commune):
        point = reached
    return point


# --- bytes -------------------------------------------------------------------------------------------------


def start_fields(start: Start) -> list[Any]:
    """[charter event] or [seal, list]."""
    return [start.charter] if start.charter else [start.seal, list_witnesses(start.witnesses)]


def link_fields(link: Link) -> list[Any]:
    return [link.before, link.seal, link.certificate, list_witnesses(link.witnesses)]


def chain_fields(chain: LightChain) -> list[Any]:
    return [start_fields(chain.start), [link_fields(link) for link in chain.links]]


def encode_link(link: Link) -> bytes:
    return encode(link_fields(link))


def encode_chain(chain: LightChain) -> bytes:
    return encode(chain_fields(chain))


def decode_chain(data: bytes) -> LightChain:
    """A light chain from a peer or a file, checked for shape alone.

    Raises:
        Malformed: size, encoding or a field.
    """
    value = decode(data, size_max=limits.LIGHT_CHAIN_BYTES_MAX, items_max=LINKS_MAX, depth_max=CHAIN_DEPTH)
    return read_chain(value)


def read_chain(value: Any) -> LightChain:
    """A light chain out of a decoded value. Raises Malformed."""
    start, links = as_list(value, 2)
    return LightChain(start=read_start(start), links=read_links(links))


def read_start(value: Any) -> Start:
    """Raises Malformed."""
    fields = as_list(value)
    if len(fields) == 1:
        return Start(charter=_bin(fields[0], limits.LONG_EVENT_BYTES_MAX + 70))
    seal, rows = as_list(fields, 2)
    return Start(seal=_bin(seal, limits.SEAL_FRAME_BYTES_MAX), witnesses=_list_of(rows))


def read_links(value: Any) -> tuple[Link, ...]:
    """Raises Malformed."""
    links = as_list(value)
    if len(links) > LINKS_MAX:
        raise Malformed("links")
    return tuple(_link(link) for link in links)


def _link(value: Any) -> Link:
    before, seal, certificate, rows = as_list(value, 4)
    return Link(
        before=_bin(before, limits.SEAL_FRAME_BYTES_MAX, least=0),
        seal=_bin(seal, limits.SEAL_FRAME_BYTES_MAX),
        certificate=_bin(certificate, limits.CERTIFICATE_BYTES_MAX),
        witnesses=_list_of(rows),
    )


def _list_of(value: Any) -> tuple[Witness, ...]:
    if len(as_list(value)) > limits.WITNESSES_MAX:
        raise Malformed("witnesses")
    return witness_rows(value)


def _bin(value: Any, longest: int, *, least: int = 1) -> bytes:
    if type(value) is not bytes or not least <= len(value) <= longest:
        raise Malformed("bytes of a light chain")
    return value


# --- making one --------------------------------------------------------------------------------------------


class Seals(Protocol):
    """Where the seals of a copy are: a `Store`."""

    def get_seal(self, height: int) -> tuple[bytes, bytes] | None: ...
    def get_witness_list(self, height: int) -> tuple[Witness, ...]: ...
    def get_list_heights(self, after: int, up_to: int) -> list[int]: ...


def make_start(seals: Seals, height: int, charter: Event | None) -> Start | None:
    """The start of a chain from a height of this copy; None: the copy does not hold it.

    Args:
        charter: needed at height 0 alone.
    """
    if height == 0:
        return Start(charter=encode_event(charter)) if charter is not None else None
    found = seals.get_seal(height)
    if found is None:
        return None
    named = _read_names(found[0])[1]
    for first in (height + 1, height):  # before a recovery the seal names those it replaced
        rows = seals.get_witness_list(first)
        if compute_witnesses_digest(rows) == named:
            return Start(seal=found[0], witnesses=rows)
    return None


def _read_names(seal: bytes) -> tuple[int, bytes]:
    """(epoch, digest of the list of the next height) of a stored seal."""
    fields = as_list(
        decode(seal, size_max=limits.SEAL_FRAME_BYTES_MAX, items_max=limits.SEAL_HEADS_MAX, depth_max=2), 11
    )
    return fields[1], fields[9]


def find_epoch_start(seals: Seals, height: int) -> int:
    """The first height of the epoch of a held height: where a chain to it can begin; 0: at the charter."""
    found = seals.get_seal(height)
    epoch = _read_names(found[0])[0] if found is not None else 0
    low, high = 0, height  # epochs only grow: the first of this one is above `low`, not above `high`
    while epoch and high - low > 1:
        middle = (low + high) // 2
        shown = seals.get_seal(middle)
        is_same = shown is not None and _read_names(shown[0])[0] == epoch
        low, high = (low, middle) if is_same else (middle, high)
    return high if epoch else 0


def choose_heights(seals: Seals, start: int, wanted: Sequence[int]) -> list[int]:
    """The heights above `start` that the shortest chain through all those wanted must show.

    They are: each height whose seal names another list than certified it, and those wanted.
    """
    last = max(wanted, default=start)
    # A list is kept under the first height it certifies: the seal before names it.
    changes = [height - 1 for height in seals.get_list_heights(start + 1, last + 1)]
    return sorted({*changes, *(height for height in wanted if height > start)})


def iter_links(seals: Seals, start: int, wanted: Sequence[int]) -> Iterator[Link]:
    """The links of the shortest chain from `start` through every height wanted, as far as they are held.

    It ends with the epoch: from there on a reader needs another start.
    """
    first = seals.get_seal(start)
    epoch = _read_names(first[0])[0] if first is not None else 0
    at = start
    for height in choose_heights(seals, start, wanted):
        found, before = seals.get_seal(height), b""
        if found is not None and height > at + 1:
            shown = seals.get_seal(height - 1)
            found, before = (found, shown[0]) if shown is not None else (None, b"")
        if found is None:
            return
        its_epoch, named = _read_names(found[0])
        is_changed = named != compute_witnesses_digest(seals.get_witness_list(height))
        following = seals.get_witness_list(height + 1) if is_changed else ()
        if its_epoch != epoch or (is_changed and compute_witnesses_digest(following) != named):
            return
        yield Link(before=before, seal=found[0], certificate=found[1], witnesses=following)
        at = height
