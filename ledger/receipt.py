# SPDX-License-Identifier: AGPL-3.0-or-later
"""A receipt: one small text that shows anybody, with nothing else at hand, what the register did with an act.

    act ─ its result ─ path ─> results-root of the seal one height above ─ light chain ─> charter ─> commune

The acts beside the first one are there for names: who joined under which key, and called themselves what.
Words are the erasable ones that shown acts name; whoever writes a receipt chooses them.

Not here: which acts somebody may want shown (`app.receipts`), files.
The law: no byte of a receipt is without a hash or a signature over it, but which acts and words it shows.
Source: docs/protocol.md section 4.8.
"""

from __future__ import annotations

import base64
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from ledger import limits
from ledger.blob import check_blob, name_blob, read_text
from ledger.encoding import as_list, decode, encode
from ledger.errors import BadReceipt, Malformed, NotFinal
from ledger.event import CHARTER, JOIN, KEY_ADD, Event, check_signatures, decode_event, encode_event
from ledger.execute import APPLIED, Result, encode_result
from ledger.hashing import fold_merkle_path, hash_message, merkle_path
from ledger.light import (
    LightChain,
    Point,
    Seals,
    chain_fields,
    follow,
    iter_links,
    make_start,
    open_start,
    read_chain,
)
from ledger.rulebook.book import get_blob_fields
from ledger.seal import Seal, decode_certificate, decode_seal
from ledger.state import Posting
from ledger.units import AccountId, EventId

VERSION: Final = 1
BEGIN: Final = "-----BEGIN VOISINAGE PROOF-----"
END: Final = "-----END VOISINAGE PROOF-----"
LINE_CHARACTERS: Final = 64
CHECKSUM_BYTES: Final = 8
DISPLAY: Final = "display"
_DEPTH: Final = 6
_TEXT_BYTES_MAX: Final = 2 * limits.LIGHT_CHAIN_BYTES_MAX
_WORD_BYTES_MAX: Final = 64
Path = tuple[tuple[bool, bytes], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """A sealed event and its result, as a receipt carries them."""

    height: int
    event: bytes
    outcome: str
    postings: tuple[Posting, ...]
    path: Path
    """From the result's leaf up to the results-root of height + 1: (the sibling stands left, its hash)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt:
    """What a receipt says; nothing of it is believed before `check_receipt`."""

    commune: EventId
    chain: LightChain
    acts: tuple[Act, ...]
    words: tuple[bytes, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownAct:
    """What a receipt proves of one act."""

    event: Event
    outcome: str
    postings: tuple[Posting, ...]
    height: int
    seal_id: bytes
    """Of the seal it stands in; the charter's own id at height 0."""
    seal_ms: int
    certified_by: int
    """Signatures under the seal that certifies the result."""
    witnesses: int
    """How many they could be."""

    @property
    def is_applied(self) -> bool:
        return self.outcome.startswith(APPLIED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """What a receipt proves. At a start that is no charter, only under the seal it starts from."""

    commune: EventId
    start: tuple[int, bytes]
    """(height, seal id) on which all rests; (0, commune) needs no further trust than the commune's id."""
    charter: Event | None
    acts: tuple[ShownAct, ...]
    words: Mapping[bytes, bytes]
    """Hash → blob."""

    def read_words(self, blob: object) -> str:
        """Shown words as text; empty when they are not shown."""
        content = self.words.get(blob) if isinstance(blob, bytes) else None
        return read_text(content) if content is not None else ""

    def get_owner(self, key: bytes) -> AccountId | None:
        """Whose key it is, as far as an act that says so is shown."""
        for event in self._iter_applied():
            if event.kind == KEY_ADD and event.body["key"] == key:
                return AccountId(event.body["account"])
            if event.kind in (CHARTER, JOIN) and event.author == key:
                return AccountId(key)
        return None

    def get_names(self) -> dict[AccountId, str]:
        """What each account whose entry is shown called itself, as of the last shown act that says so."""
        names: dict[AccountId, str] = {}
        for event in self._iter_applied():
            account = self.get_owner(event.author) if event.kind in (CHARTER, JOIN, DISPLAY) else None
            name = self.read_words(event.body.get(DISPLAY))
            if account is not None and name:
                names[account] = name
        return names

    def _iter_applied(self) -> Iterator[Event]:
        """Applied acts by height."""
        for act in sorted(self.acts, key=lambda act: act.height):
            if act.is_applied:
                yield act.event


# --- making ------------------------------------------------------------------------------------------------


def make_act(event: Event, height: int, results: Sequence[Result]) -> Act:
    """An act with the path of its result among all those of its height, in the order in which they ran."""
    index = next(number for number, result in enumerate(results) if result.id == event.id)
    return Act(
        height=height,
        event=encode_event(event),
        outcome=results[index].outcome,
        postings=results[index].postings,
        path=merkle_path([encode_result(result) for result in results], index),
    )


def make_receipt(
    commune: EventId,
    seals: Seals,
    charter: Event | None,
    acts: Sequence[Act],
    words: Sequence[bytes] = (),
    *,
    start: int = 0,
) -> Receipt:
    """A receipt from a copy's seals.

    Args:
        charter: needed where the chain starts at height 0.
        start: the height of the seal it starts from; who reads it must trust that one.

    Raises:
        NotFinal: a seal that certifies one of the acts is not here yet, or the start is not.
    """
    wanted = [act.height + 1 for act in acts]
    begin = make_start(seals, start, charter)
    if begin is None or any(seals.get_seal(height) is None for height in wanted):
        raise NotFinal("no seal certifies it yet")
    links = tuple(iter_links(seals, start, wanted))
    return Receipt(
        commune=commune, chain=LightChain(start=begin, links=links), acts=tuple(acts), words=tuple(words)
    )


# --- bytes and text ----------------------------------------------------------------------------------------


def _act_fields(act: Act) -> list[Any]:
    postings = [[row.account, row.pot, row.asset, row.purpose, row.amount] for row in act.postings]
    path = [[is_left, sibling] for is_left, sibling in act.path]
    return [act.height, act.event, act.outcome, postings, path]


def encode_receipt(receipt: Receipt) -> bytes:
    """[1, commune, chain, acts, words]."""
    acts = [_act_fields(act) for act in receipt.acts]
    return encode([VERSION, receipt.commune, chain_fields(receipt.chain), acts, list(receipt.words)])


def decode_receipt(data: bytes) -> Receipt:
    """A receipt from a file, checked for shape alone.

    Raises:
        Malformed: size, encoding, a field.
    """
    value = decode(
        data, size_max=limits.LIGHT_CHAIN_BYTES_MAX, items_max=limits.LIGHT_LINKS_MAX, depth_max=_DEPTH
    )
    version, commune, chain, acts, words = as_list(value, 5)
    if type(version) is not int or version != VERSION:
        raise Malformed("not a receipt of version 1")
    acts, words = as_list(acts), as_list(words)
    if not 1 <= len(acts) <= limits.RECEIPT_ACTS_MAX or len(words) > limits.RECEIPT_WORDS_MAX:
        raise Malformed("receipt: acts or words")
    return Receipt(
        commune=EventId(_bin(commune, 32, 32)),
        chain=read_chain(chain),
        acts=tuple(map(_read_act, acts)),
        words=tuple(_bin(word, 1, limits.BLOB_BYTES_MAX + 64) for word in words),
    )


def _read_act(value: Any) -> Act:
    height, event, outcome, postings, path = as_list(value, 5)
    if type(height) is not int or height < 0:
        raise Malformed("receipt: height")
    steps = [as_list(step, 2) for step in as_list(path)]
    if len(steps) > limits.RECEIPT_PATH_MAX or any(type(step[0]) is not bool for step in steps):
        raise Malformed("receipt: path")
    return Act(
        height=height,
        event=_bin(event, 1, limits.LONG_EVENT_BYTES_MAX + 70),
        outcome=_text(outcome),
        postings=tuple(map(_read_posting, as_list(postings))),
        path=tuple((is_left, _bin(sibling, 32, 32)) for is_left, sibling in steps),
    )


def _read_posting(value: Any) -> Posting:
    account, pot, asset, purpose, amount = as_list(value, 5)
    if type(amount) is not int:
        raise Malformed("receipt: amount")
    return Posting(
        account=AccountId(_bin(account, 1, 32)),
        pot=_text(pot),
        asset=_text(asset),
        purpose=_text(purpose),
        amount=amount,
    )


def _bin(value: Any, least: int, most: int) -> bytes:
    if type(value) is not bytes or not least <= len(value) <= most:
        raise Malformed("receipt: bytes")
    return value


def _text(value: Any) -> str:
    if type(value) is not str or len(value.encode()) > _WORD_BYTES_MAX:
        raise Malformed("receipt: text")
    return value


def write_text(receipt: Receipt) -> str:
    """The file: base64 of content ‖ checksum in lines of 64, between a first and a last line."""
    content = encode_receipt(receipt)
    text = base64.b64encode(content + hash_message(content)[:CHECKSUM_BYTES]).decode("ascii")
    lines = [text[at : at + LINE_CHARACTERS] for at in range(0, len(text), LINE_CHARACTERS)]
    return "\n".join([BEGIN, *lines, END]) + "\n"


def read_text_of(data: bytes) -> Receipt:
    """The receipt in a file's bytes. Lines may end as a mail program ends them; nothing else may differ.

    Raises:
        BadReceipt: no such file, cut, or changed by accident. Malformed: its content.
    """
    if len(data) > _TEXT_BYTES_MAX:
        raise BadReceipt("too long", why="other")
    lines = data.replace(b"\r\n", b"\n").removesuffix(b"\n").split(b"\n")
    if lines[0] != BEGIN.encode():
        raise BadReceipt("not a receipt", why="other")
    if lines[-1] != END.encode() or any(len(line) != LINE_CHARACTERS for line in lines[1:-2]):
        raise BadReceipt("cut short", why="cut")
    text = b"".join(lines[1:-1])
    try:
        raw = base64.b64decode(text, validate=True)
    except ValueError as error:
        raise BadReceipt("not base64", why="cut") from error
    content, checksum = raw[:-CHECKSUM_BYTES], raw[-CHECKSUM_BYTES:]
    # One text for one content: a last character has bits that a lenient reader does not look at.
    if base64.b64encode(raw) != text or hash_message(content)[:CHECKSUM_BYTES] != checksum:
        raise BadReceipt("checksum", why="cut")
    return decode_receipt(content)


# --- checking ----------------------------------------------------------------------------------------------


def check_receipt(receipt: Receipt) -> Shown:
    """What a receipt proves about the commune it names.

    Raises:
        LedgerError: something in it does not follow: `bad-seal`, `unknown-list`, `bad-signature`,
            `malformed`, or `bad-receipt` for an act that no shown seal certifies.
    """
    commune, chain = receipt.commune, receipt.chain
    begin = open_start(chain.start, commune)
    charter = decode_event(chain.start.charter, commune) if chain.start.charter else None
    walked = _Walk(begin, chain, commune)
    acts = tuple(_check_act(act, walked, commune) for act in receipt.acts)
    return Shown(
        commune=commune,
        start=(begin.height, begin.seal_id),
        charter=charter,
        acts=acts,
        words=_check_words(receipt.words, acts, commune),
    )


class _Walk:
    """What the chain shows: the decided seals by height, and who certified the linked ones."""

    def __init__(self, point: Point, chain: LightChain, commune: EventId) -> None:
        self.places: dict[int, tuple[bytes, int]] = {point.height: (point.seal_id, point.time_ms)}
        self.certified: dict[int, tuple[Seal, int, int]] = {}
        for link in chain.links:
            size = len(point.witnesses)
            point = follow(point, link, commune)
            if link.before:
                before = decode_seal(link.before, commune)
                self.places[before.height] = (before.id, before.time_ms)
            seal = decode_seal(link.seal, commune)
            self.places[seal.height] = (seal.id, seal.time_ms)
            signatures = len(decode_certificate(link.certificate).signatures)
            self.certified[seal.height] = (seal, signatures, size)


def _check_act(act: Act, walk: _Walk, commune: EventId) -> ShownAct:
    event = decode_event(act.event, commune)
    check_signatures(event, commune)
    if (event.kind == CHARTER) != (act.height == 0):
        raise BadReceipt("a charter stands at the start, and nothing else does")
    certifying, place = walk.certified.get(act.height + 1), walk.places.get(act.height)
    if certifying is None or place is None:
        raise BadReceipt("the seal that certifies it is not shown")
    seal, signatures, witnesses = certifying
    leaf = encode_result(Result(id=event.id, outcome=act.outcome, postings=act.postings))
    if fold_merkle_path(leaf, act.path) != seal.results_root:
        raise BadReceipt("it is not among the results that the seal certifies")
    return ShownAct(
        event=event,
        outcome=act.outcome,
        postings=act.postings,
        height=act.height,
        seal_id=place[0],
        seal_ms=place[1],
        certified_by=signatures,
        witnesses=witnesses,
    )


def _check_words(words: Sequence[bytes], acts: Sequence[ShownAct], commune: EventId) -> dict[bytes, bytes]:
    values = [act.event.body.get(name) for act in acts for name in get_blob_fields(act.event.kind)]
    named = {value for value in values if isinstance(value, bytes)}
    found: dict[bytes, bytes] = {}
    for blob in words:
        check_blob(blob)
        name = name_blob(commune, blob)
        if name not in named:
            raise BadReceipt("words that no shown act names")
        found[name] = blob
    return found
