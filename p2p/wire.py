# SPDX-License-Identifier: AGPL-3.0-or-later
"""Frames between two nodes: an unsigned varint length, then one canonical msgpack array [name, field …].

Sizes and shapes are refused before anything is allocated for them. Nothing here knows what a message means.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

from ledger import limits
from ledger.encoding import as_list, decode, encode_plain
from ledger.errors import Malformed
from ledger.light import Link, Start, link_fields, read_links, read_start, start_fields

SYNC_PROTOCOL: Final = "/voisinage/sync/1.0.0"
JOIN_PROTOCOL: Final = "/voisinage/join/1.0.0"
VERSION: Final = 1
_VARINT_BYTES_MAX: Final = 3
_DEPTH_MAX: Final = 6
ADDRESSES_MAX: Final = 4
_ADDRESS_BYTES_MAX: Final = 256
SALT_BYTES: Final = 16
BATCH_BYTES: Final = 256 * 1024
"""Content of one frame of history, events or words: hundreds of events, well under the frame's bound."""
NEIGHBOURS_MAX: Final = 64
"""Entries of one `neighbours`."""
LIGHT_LINKS_PER_FRAME: Final = 512


@dataclass(frozen=True, slots=True, kw_only=True)
class Hello:
    """Who I am in this commune and how far I am. A caught-up pair exchanges nothing else."""

    commune: bytes
    height: int
    """−1: I have no charter yet."""
    seal_id: bytes
    digest: bytes
    clock_ms: int
    boot_id: bytes
    salt: bytes
    addresses: tuple[str, ...]
    asks: bool
    """Whether the peer should answer with its own."""
    version: int = VERSION


@dataclass(frozen=True, slots=True, kw_only=True)
class Neighbours:
    """Where other members' nodes listen, as they told the sender."""

    entries: tuple[tuple[bytes, tuple[str, ...]], ...]
    """(node key, addresses)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FrontierMessage:
    """Rows of `ledger.frontier.encode_frontier`."""

    rows: Sequence[Any]
    asks: bool
    """Whether the peer should say its own in return: never in an answer, or it would never end."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CharterMessage:
    event: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class History:
    """Sealed heights in their order: (events the peer lacks, seal, certificate)."""

    items: tuple[tuple[tuple[bytes, ...], bytes, bytes], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RecoveryMessage:
    """A recovery: whole before the first seal of its epoch, or one that members are signing."""

    recovery: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Events:
    """Pending events, parents first."""

    events: tuple[bytes, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """Everything your frontier lacked has been sent; what follows is live."""

    height: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ById:
    """Send me these events."""

    ids: tuple[bytes, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class WantBlobs:
    hashes: tuple[bytes, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Blobs:
    blobs: tuple[bytes, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Seals:
    """Show me seals and certificates alone, from a seal I trust."""

    start: int
    """Its height; 0: the charter."""
    target: int
    """The height to show; 0: your newest."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Light:
    """A light chain, or the beginning of one: what `Seals` asked for."""

    start: Start | None
    """None: not held here."""
    links: tuple[Link, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Join:
    """A newcomer's first events and the words they name."""

    commune: bytes
    events: tuple[bytes, ...]
    blobs: tuple[bytes, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Return:
    """A member back on a new computer: one of its keys signs for this node towards that one."""

    commune: bytes
    key: bytes
    signature: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Tips:
    """Where that key's chain stands, and the seal to anchor to."""

    next_seq: int
    head: bytes
    height: int
    seal_id: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Joined:
    """The answer: `member`, `stored` (wait for the seal) or an error code."""

    status: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Bye:
    """Why I close: `not-a-member`, `other-commune`, `busy`, `malformed`, and so on."""

    code: str


Message = (
    Hello
    | FrontierMessage
    | CharterMessage
    | Neighbours
    | History
    | RecoveryMessage
    | Events
    | Done
    | ById
    | WantBlobs
    | Blobs
    | Seals
    | Light
    | Join
    | Return
    | Tips
    | Joined
    | Bye
)


def _fields(message: Message) -> list[Any]:
    match message:
        case Hello():
            return [
                "hello", message.version, message.commune, message.height + 1, message.seal_id,
                message.digest, message.clock_ms, message.boot_id, message.salt,
                list(message.addresses), message.asks,
            ]  # fmt: skip
        case FrontierMessage():
            return ["frontier", list(message.rows), message.asks]
        case CharterMessage():
            return ["charter", message.event]
        case History():
            return ["history", [[list(events), seal, proof] for events, seal, proof in message.items]]
        case RecoveryMessage():
            return ["recovery", message.recovery]
        case Events():
            return ["events", list(message.events)]
        case Done():
            return ["done", message.height]
        case ById():
            return ["by-id", list(message.ids)]
        case Neighbours():
            return ["neighbours", [[node, list(addresses)] for node, addresses in message.entries]]
        case WantBlobs():
            return ["want-blobs", list(message.hashes)]
        case Blobs():
            return ["blobs", list(message.blobs)]
        case Seals():
            return ["seals", message.start, message.target]
        case Light():
            start = start_fields(message.start) if message.start is not None else []
            return ["light", start, [link_fields(link) for link in message.links]]
        case Join():
            return ["join", message.commune, list(message.events), list(message.blobs)]
        case Return():
            return ["return", message.commune, message.key, message.signature]
        case Tips():
            return ["tips", message.next_seq, message.head, message.height, message.seal_id]
        case Joined():
            return ["joined", message.status]
        case Bye():
            return ["bye", message.code]


def encode_frame(message: Message) -> bytes:
    """A whole frame. Raises Malformed when it would be longer than a peer accepts."""
    # No message holds a map.
    return encode_content(encode_plain(_fields(message)))


def encode_content(content: bytes) -> bytes:
    """A whole frame around its content. Raises Malformed when it would be longer than a peer accepts."""
    if len(content) > limits.FRAME_BYTES_MAX:
        raise Malformed("frame too long")
    length, head = len(content), bytearray()
    while length > 0x7F:
        head.append(0x80 | (length & 0x7F))
        length >>= 7
    head.append(length)
    return bytes(head) + content


def pack_events(encoded: Iterable[bytes]) -> Iterator[Events]:
    """Events in as few frames as their bounds allow, lazily."""
    batch: list[bytes] = []
    size = 0
    for data in encoded:
        batch.append(data)
        size += len(data)
        if size > BATCH_BYTES or len(batch) >= limits.SEAL_EVENTS_MAX:
            yield Events(events=tuple(batch))
            batch, size = [], 0
    if batch:
        yield Events(events=tuple(batch))


def _bytes(value: Any, length: int = -1, longest: int = limits.FRAME_BYTES_MAX) -> bytes:
    if type(value) is not bytes or length not in (-1, len(value)) or len(value) > longest:
        raise Malformed("bytes")
    return value


def _integer(value: Any) -> int:
    if type(value) is not int or value < 0:
        raise Malformed("integer")
    return value


def _text(value: Any, longest: int) -> str:
    if type(value) is not str or len(value.encode()) > longest:
        raise Malformed("text")
    return value


def _many(
    value: Any, most: int, length: int = -1, longest: int = limits.FRAME_BYTES_MAX
) -> tuple[bytes, ...]:
    items = as_list(value)
    if len(items) > most:
        raise Malformed("too many")
    return tuple(_bytes(item, length, longest) for item in items)


def _hello(rest: list[Any]) -> Hello:
    if len(rest) != 10 or type(rest[9]) is not bool:
        raise Malformed("hello")
    return Hello(
        version=_integer(rest[0]),
        commune=_bytes(rest[1], 32),
        height=_integer(rest[2]) - 1,
        seal_id=_bytes(rest[3], longest=32),
        digest=_bytes(rest[4], 32),
        clock_ms=_integer(rest[5]),
        boot_id=_bytes(rest[6], 16),
        salt=_bytes(rest[7], SALT_BYTES),
        addresses=_addresses(rest[8]),
        asks=rest[9],
    )


def _history(value: Any) -> History:
    items: list[tuple[tuple[bytes, ...], bytes, bytes]] = []
    for item in as_list(value):
        events, seal, proof = as_list(item, 3)
        events = _many(events, limits.SEAL_EVENTS_MAX, longest=limits.LONG_EVENT_BYTES_MAX)
        items.append((events, _bytes(seal), _bytes(proof)))
    return History(items=tuple(items))


def _addresses(value: Any) -> tuple[str, ...]:
    addresses = as_list(value)
    if len(addresses) > ADDRESSES_MAX:
        raise Malformed("addresses")
    return tuple(_text(address, _ADDRESS_BYTES_MAX) for address in addresses)


def _neighbours(value: Any) -> Neighbours:
    rows = as_list(value)
    if len(rows) > NEIGHBOURS_MAX:
        raise Malformed("neighbours")
    entries = [as_list(row, 2) for row in rows]
    return Neighbours(entries=tuple((_bytes(node, 32), _addresses(told)) for node, told in entries))


def _light(rest: list[Any]) -> Light:
    start, links = as_list(rest, 2)
    if len(as_list(links)) > LIGHT_LINKS_PER_FRAME:
        raise Malformed("light")
    return Light(start=read_start(start) if as_list(start) else None, links=read_links(links))


def decode_message(content: bytes) -> Message:
    """The message in a frame's content.

    Raises:
        Malformed: not canonical, an unknown name, a field of another shape.
    """
    value = as_list(
        decode(
            content, size_max=limits.FRAME_BYTES_MAX, depth_max=_DEPTH_MAX, items_max=limits.FRAME_ITEMS_MAX
        )
    )
    if not value:
        raise Malformed("empty message")
    name, rest = value[0], value[1:]
    if name == "hello":
        return _hello(rest)
    if name == "join":
        if len(rest) != 3:
            raise Malformed("join")
        return Join(commune=_bytes(rest[0], 32), events=_many(rest[1], 4), blobs=_many(rest[2], 4))
    if name == "return":
        if len(rest) != 3:
            raise Malformed("return")
        return Return(commune=_bytes(rest[0], 32), key=_bytes(rest[1], 32), signature=_bytes(rest[2], 64))
    if name == "tips":
        if len(rest) != 4:
            raise Malformed("tips")
        return Tips(
            next_seq=_integer(rest[0]),
            head=_bytes(rest[1], 32),
            height=_integer(rest[2]),
            seal_id=_bytes(rest[3], 32),
        )
    if name == "frontier":
        if len(rest) != 2 or type(rest[1]) is not bool:
            raise Malformed("frontier")
        return FrontierMessage(rows=as_list(rest[0]), asks=rest[1])
    if name == "seals":
        start, target = as_list(rest, 2)
        return Seals(start=_integer(start), target=_integer(target))
    if name == "light":
        return _light(rest)
    if len(rest) != 1:
        raise Malformed("message")
    field = rest[0]
    match name:
        case "charter":
            return CharterMessage(event=_bytes(field))
        case "history":
            return _history(field)
        case "recovery":
            return RecoveryMessage(recovery=_bytes(field, longest=limits.RECOVERY_BYTES_MAX))
        case "events":
            return Events(events=_many(field, limits.SEAL_EVENTS_MAX, longest=limits.LONG_EVENT_BYTES_MAX))
        case "done":
            return Done(height=_integer(field))
        case "by-id":
            return ById(ids=_many(field, limits.BY_ID_MAX, 32))
        case "want-blobs":
            return WantBlobs(hashes=_many(field, limits.BY_ID_MAX, 32))
        case "neighbours":
            return _neighbours(field)
        case "blobs":
            return Blobs(blobs=_many(field, limits.BY_ID_MAX, longest=limits.BLOB_BYTES_MAX + 64))
        case "joined":
            return Joined(status=_text(field, 64))
        case "bye":
            return Bye(code=_text(field, 64))
        case _:
            raise Malformed("unknown message")


class FrameReader:
    """Frames out of a byte stream, sans IO. Holds at most one frame and a read beyond it."""

    def __init__(self, size_max: int = limits.FRAME_BYTES_MAX) -> None:
        self._buffer = bytearray()
        self._size_max = size_max

    def feed(self, data: bytes) -> None:
        self._buffer += data

    def next_content(self) -> bytes | None:
        """The content of the next whole frame, None until more bytes come.

        Raises:
            Malformed: a length of nothing or beyond the bound, said before its bytes are awaited.
        """
        length = shift = used = 0
        for byte in self._buffer[:_VARINT_BYTES_MAX]:
            used += 1
            length |= (byte & 0x7F) << shift
            shift += 7
            if byte < 0x80:
                break
        else:
            if used == _VARINT_BYTES_MAX:
                raise Malformed("frame length")
            return None
        # The shortest form only, as everywhere: one length, one encoding.
        if length > self._size_max or self._buffer[used - 1] == 0:
            raise Malformed("frame length")
        if len(self._buffer) < used + length:
            return None
        content = bytes(self._buffer[used : used + length])
        del self._buffer[: used + length]
        return content
