# SPDX-License-Identifier: AGPL-3.0-or-later
"""Light chains and receipts for light.json and receipts.json: one drawn chain whose list changes thrice."""

from __future__ import annotations

import base64
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from typing import Any

from ledger.blob import make_blob, name_blob
from ledger.encoding import encode
from ledger.event import Event, encode_event
from ledger.execute import Result, encode_result
from ledger.hashing import hash_message
from ledger.light import (
    LightChain,
    Link,
    Start,
    encode_chain,
    follow_all,
    iter_links,
    make_start,
    open_start,
)
from ledger.receipt import BEGIN, CHECKSUM_BYTES, END, Act, Receipt, encode_receipt, make_act, make_receipt
from ledger.seal import compute_witnesses_digest
from ledger.state import Posting
from ledger.units import EventId
from tests.helpers.builders import Person, Village, seed_of, sign_charter
from tests.helpers.seal_chain import SealChain
from tests.vectors.seals import certify

Case = dict[str, Any]
LISTS = {3: "abcd", 8: "abcdefg", 14: "efgh"}
LENGTH = 18
PAID_AT, CERTIFIED_LATER = 10, 16


# --- light chains ------------------------------------------------------------------------------------------


@cache
def drawn() -> SealChain:
    return SealChain(LENGTH, LISTS)


def _valid() -> dict[str, LightChain]:
    chain = drawn()
    return {
        "from the charter to the end, all that can be left out left out": chain.light(LENGTH),
        "from the charter, nothing left out": chain.light(*range(1, LENGTH + 1)),
        "from the charter, nothing shown": chain.light(),
        "from a seal, over one change": chain.light(12, start=5),
        "from a seal, over two changes": chain.light(LENGTH, start=5),
        "from a seal to the next": chain.light(6, start=5),
        "from a seal to the next but one": chain.light(7, start=5),
        "from a seal to one that changes the list": chain.light(13, start=8),
        "from a seal that changes the list": chain.light(15, start=7),
        "more shown than must be": _of(*iter_links(chain, PIN, [7, 9, 11, 12])),
    }


PIN = 5
"""Most chains here begin at this seal."""


def _start() -> Start:
    start = make_start(drawn(), PIN, None)
    assert start is not None
    return start


def _of(*links: Link, begin: Start | None = None) -> LightChain:
    return LightChain(start=begin or _start(), links=links)


def _sealed(height: int, **changes: Any) -> Link:
    """A link to another seal than the decided one, signed by those who certify that height."""
    chain = drawn()
    seal = chain.make(height, changes.pop("previous", chain.seals[height - 2].id), **changes)
    return Link(seal=seal.encoded, certificate=chain.certify(seal))


def _unfollowed() -> dict[str, tuple[str, LightChain]]:
    """Starts, places and certificates."""
    chain, start = drawn(), _start()
    six, change = chain.link(6), chain.link(7, after=PIN)
    rows, seeds = chain.list_at(6)
    few = certify(chain.seals[5], chain.commune, seeds, range(2))
    there = certify(chain.seals[5], EventId(seed_of("elsewhere")), seeds, range(len(rows)))
    elsewhere = Start(charter=encode_event(sign_charter("elsewhere")))
    other_list = replace(start, witnesses=chain.list_at(8)[0])
    fifth = chain.seals[4].encoded
    return {
        "another commune's charter": ("bad-seal", _of(begin=elsewhere)),
        "a start with another list": ("unknown-list", _of(begin=other_list)),
        "a start without a list": ("unknown-list", _of(begin=replace(start, witnesses=()))),
        "backwards": ("bad-seal", _of(chain.link(4))),
        "the same height": ("bad-seal", _of(chain.link(5))),
        "broken previous": ("bad-seal", _of(_sealed(6, previous=seed_of("another five")))),
        "a gap without the seal before": ("malformed", _of(replace(change, before=b""))),
        "a gap with another seal before": ("bad-seal", _of(replace(change, before=fifth))),
        "a seal before where none is skipped": ("malformed", _of(replace(six, before=fifth))),
        "quorum missing": ("bad-seal", _of(replace(six, certificate=few))),
        "another seal's certificate": ("bad-seal", _of(replace(six, certificate=change.certificate))),
        "signed for another commune": ("bad-seal", _of(replace(six, certificate=there))),
        "another epoch": ("bad-seal", _of(_sealed(6, epoch=1))),
        "no later time": ("bad-seal", _of(_sealed(6, time_ms=chain.seals[4].time_ms))),
        "a smaller total": ("bad-seal", _of(_sealed(6, total=5))),
    }


def _unlisted() -> dict[str, tuple[str, LightChain]]:
    """Changes of the list, shown wrongly or not at all."""
    chain = drawn()
    six, twelve = chain.link(6), chain.link(12, after=9)
    change, after_change = chain.link(7, after=PIN), chain.link(9, after=7)
    rows, seeds = chain.list_at(6)
    mixed = chain.make(6, chain.seals[4].id, epoch=1)
    on_mixed = chain.make(7, mixed.id)
    epoch_before = Link(seal=on_mixed.encoded, certificate=chain.certify(on_mixed), before=mixed.encoded)
    undecided = chain.make(10, chain.seals[8].id, heads=[EventId(seed_of("undecided"))])
    by_three = Link(
        seal=undecided.encoded,
        certificate=certify(undecided, chain.commune, seeds, range(3)),
        before=chain.seals[8].encoded,
        witnesses=chain.list_at(8)[0],
    )
    by_the_old = certify(chain.seals[8], chain.commune, seeds, range(len(rows)))
    return {
        "a change without the new list": ("unknown-list", _of(replace(change, witnesses=()))),
        "a change with another list": ("unknown-list", _of(replace(change, witnesses=chain.list_at(14)[0]))),
        "a list beside a seal that changes none": ("malformed", _of(replace(six, witnesses=rows))),
        "the change left out": ("unknown-list", _of(after_change)),
        "the change left out, later": ("unknown-list", _of(six, twelve)),
        "three of the old four sign what the seven did not decide": ("unknown-list", _of(by_three)),
        "the old list signs after the change": (
            "bad-seal",
            _of(change, replace(after_change, certificate=by_the_old)),
        ),
        "another epoch before": ("bad-seal", _of(epoch_before)),
        "links swapped": ("unknown-list", _of(after_change, change)),
    }


def make_light() -> dict[str, Any]:
    chain = drawn()
    cases: list[Case] = []
    for name, light in _valid().items():
        point = follow_all(open_start(light.start, chain.commune), light.links, chain.commune)
        cases.append(
            {
                "name": name,
                "chain": encode_chain(light).hex(),
                "height": point.height,
                "id": point.seal_id.hex(),
                "list": compute_witnesses_digest(point.witnesses).hex(),
            }
        )
    for name, (error, light) in {**_unfollowed(), **_unlisted()}.items():
        cases.append({"name": name, "chain": encode_chain(light).hex(), "error": error})
    start = encode_chain(chain.light(start=5))
    for name, value in {
        "a trailing byte": start + b"\0",
        "cut short": start[:-1],
        "a start of three": encode([[b"x", [], []], []]),
        "a link of three": encode([[chain.seals[4].encoded, _rows(chain.list_at(6)[0])], [[b"", b"", b""]]]),
        "a list descending": encode([[chain.seals[4].encoded, _rows(chain.list_at(6)[0])[::-1]], []]),
    }.items():
        cases.append({"name": name, "chain": value.hex(), "error": "malformed"})
    return {"commune": chain.commune.hex(), "cases": cases}


def _rows(witnesses: Sequence[Any]) -> list[list[bytes]]:
    return [[row.account, row.node] for row in witnesses]


# --- receipts ----------------------------------------------------------------------------------------------


class Register:
    """A chain under which some acts stand, with what became of them."""

    def __init__(self) -> None:
        village = Village.found()
        village.join("anna")
        village.join("ben")
        self.commune = village.commune
        anna, ben = village.people["anna"], village.people["ben"]
        self.memo = make_blob(bytes(16), b"la haie")
        self.name = make_blob(bytes(16), b"Anna")
        amount = 5_400
        self.payment = self._pay(village, anna, ben, amount, name_blob(self.commune, self.memo))
        self.refused = self._pay(village, ben, anna, 10**9, b"")
        self.named = village.sign(anna, "display", {"display": name_blob(self.commune, self.name)})
        self.key_add = village.sign_key_add(anna, seed_of("anna"))
        moved = tuple(
            Posting(account=account, pot="current", asset="hour", purpose="", amount=sign * amount)
            for account, sign in ((anna.account, -1), (ben.account, 1))
        )
        self.results = {
            0: [Result(id=village.commune, outcome="applied", postings=())],
            4: [_applied(self.key_add)],
            6: [_applied(self.named)],
            PAID_AT: [
                *(Result(id=seed_of(f"other {n}"), outcome="applied", postings=()) for n in range(4)),
                Result(id=self.payment.id, outcome="applied", postings=moved),
                Result(id=self.refused.id, outcome="floor", postings=()),
            ],
        }
        leaves = {height: [encode_result(row) for row in rows] for height, rows in self.results.items()}
        self.chain = SealChain(LENGTH, LISTS, results=leaves)
        assert self.chain.commune == self.commune

    def _pay(self, village: Village, who: Person, to: Person, amount: int, memo: bytes) -> Event:
        body = {"to": to.account, "asset": "hour", "amount": amount, "purpose": "", "memo": memo}
        return village.sign(who, "transfer", body)

    def act(self, event: Event) -> Act:
        height = next(h for h, rows in self.results.items() if event.id in {row.id for row in rows})
        return make_act(event, height, self.results[height])

    def receipt(self, *events: Event, words: Sequence[bytes] = (), start: int = 0) -> Receipt:
        acts = [self.act(event) for event in events]
        return make_receipt(self.commune, self.chain, self.chain.charter, acts, words, start=start)


def _applied(event: Event) -> Result:
    return Result(id=event.id, outcome="applied", postings=())


@cache
def register() -> Register:
    return Register()


def armour(content: bytes) -> str:
    """Any content as a receipt's text, its checksum mended."""
    text = base64.b64encode(content + hash_message(content)[:CHECKSUM_BYTES]).decode()
    return "\n".join([BEGIN, *(text[at : at + 64] for at in range(0, len(text), 64)), END, ""])


def good_receipts() -> dict[str, Receipt]:
    made = register()
    acts = (made.payment, made.named, made.key_add)
    return {
        "a payment": made.receipt(made.payment),
        "a payment with its memo": made.receipt(made.payment, words=[made.memo]),
        "a payment with the name of who paid": made.receipt(*acts, words=[made.name]),
        "a payment without effect": made.receipt(made.refused),
        "the charter": made.receipt(made.chain.charter),
        "from a seal": made.receipt(made.payment, start=9),
        "from the seal the payment stands in": made.receipt(made.payment, start=PAID_AT),
    }


def _bad_receipts() -> dict[str, tuple[str, Receipt]]:
    made = register()
    receipt = made.receipt(made.payment, start=9)
    (act,), (link,) = receipt.acts, receipt.chain.links
    first, second = act.postings
    more = (replace(first, amount=-5_401), replace(second, amount=5_401))
    void = made.act(made.refused)
    swapped = tuple((not left, sibling) for left, sibling in act.path)

    def of(**changes: Any) -> Receipt:
        return replace(receipt, acts=(replace(act, **changes),))

    def linked(*links: Link) -> Receipt:
        return replace(receipt, chain=replace(receipt.chain, links=links))

    forged = encode([made.payment.payload, bytes(64)])
    return {
        "another amount": ("bad-receipt", of(postings=more)),
        "another payee": ("bad-receipt", of(postings=(first, replace(second, account=first.account)))),
        "no movement": ("bad-receipt", of(postings=())),
        "another outcome": ("bad-receipt", of(outcome="balance")),
        "void told as applied": ("bad-receipt", replace(receipt, acts=(replace(void, outcome="applied"),))),
        "another event": ("bad-receipt", of(event=void.event)),
        "a forged signature of the author": ("bad-signature", of(event=forged)),
        "a path cut short": ("bad-receipt", of(path=act.path[:-1])),
        "a path with its sides swapped": ("bad-receipt", of(path=swapped)),
        "another height": ("bad-receipt", of(height=PAID_AT - 1)),
        "height 0": ("bad-receipt", of(height=0)),
        "no seal that certifies it": ("bad-receipt", linked()),
        "a certificate short of a quorum": (
            "bad-seal",
            linked(replace(link, certificate=_some(made.chain, 4))),
        ),
        "another commune": ("bad-seal", replace(made.receipt(made.payment), commune=EventId(seed_of("x")))),
        "a list that the start does not name": (
            "unknown-list",
            replace(
                receipt,
                chain=replace(
                    receipt.chain, start=replace(receipt.chain.start, witnesses=made.chain.list_at(4)[0])
                ),
            ),
        ),
        "words that nothing names": (
            "bad-receipt",
            replace(receipt, words=(make_blob(bytes(16), b"other"),)),
        ),
        "no act": ("malformed", replace(receipt, acts=())),
        "a path of 17": ("malformed", of(path=((True, bytes(32)),) * 17)),
        "an outcome of 65 letters": ("malformed", of(outcome="x" * 65)),
    }


def _some(chain: SealChain, count: int) -> bytes:
    _, seeds = chain.list_at(PAID_AT + 1)
    return certify(chain.seals[PAID_AT], chain.commune, seeds, range(count))


def make_receipts() -> dict[str, Any]:
    cases: list[Case] = []
    made = register()
    for name, receipt in good_receipts().items():
        act = receipt.acts[0]
        event = next(
            e for e in (made.payment, made.refused, made.chain.charter) if encode_event(e) == act.event
        )
        time_ms = made.chain.seals[act.height - 1].time_ms if act.height else event.time_ms
        case = {"name": name, "file": armour(encode_receipt(receipt)), "id": event.id.hex()}
        cases.append({**case, "outcome": act.outcome, "height": act.height, "time": time_ms})
    for name, (error, receipt) in _bad_receipts().items():
        cases.append({"name": name, "file": armour(encode_receipt(receipt)), "error": error})
    text = armour(encode_receipt(made.receipt(made.payment, start=9)))
    for name, bad in {
        "a letter changed on its way": text[:99] + ("B" if text[99] != "B" else "C") + text[100:],
        "cut": text[: len(text) // 2],
        "without its last line": text.replace(END + "\n", ""),
        "with words around it": "Hello,\n" + text,
        "a line broken": text[:80] + "\n" + text[80:],
        "nothing": "",
    }.items():
        cases.append({"name": name, "file": bad, "error": "bad-receipt"})
    return {"cases": cases}
