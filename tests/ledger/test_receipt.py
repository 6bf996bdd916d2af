# SPDX-License-Identifier: AGPL-3.0-or-later
"""Receipts of a real village's acts: what they show, in text and back, and that nothing else is believed."""

from __future__ import annotations

import base64
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import pytest

from ledger import limits
from ledger.blob import make_blob, name_blob
from ledger.encoding import encode
from ledger.errors import BadReceipt, BadSeal, BadSignature, LedgerError, Malformed, NotFinal
from ledger.event import Event
from ledger.hashing import fold_merkle_path, hash_message, merkle_path, merkle_root
from ledger.receipt import (
    BEGIN,
    CHECKSUM_BYTES,
    END,
    Act,
    Receipt,
    Shown,
    check_receipt,
    decode_receipt,
    encode_receipt,
    make_act,
    make_receipt,
    read_text_of,
    write_text,
)
from ledger.units import EventId
from tests.helpers.hamlet import Hamlet, settled


@dataclass
class Told:
    """A village after a payment with a memo, one that a floor refused, and a founder who gave a name."""

    hamlet: Hamlet
    payment: Event
    refused: Event
    named: Event
    memo: bytes
    name: bytes

    def act(self, event: Event) -> Act:
        replica = self.hamlet.main
        place = replica.store.get_place(event.id)
        assert place is not None
        return make_act(event, place[0], replica.read_model.get_results(place[0]))

    def receipt(self, *events: Event, words: Sequence[bytes] = (), start: int = 0) -> Receipt:
        return make_receipt(
            self.hamlet.commune,
            self.hamlet.main.store,
            self.hamlet.charter,
            [self.act(event) for event in events],
            words,
            start=start,
        )

    def key_add(self, name: str) -> Event:
        person = self.hamlet.people[name]
        (found,) = self.hamlet.main.store.get_sealed_ids(person.account, 1)  # type: ignore[arg-type]
        event = self.hamlet.main.get_event(found)
        assert event is not None
        return event


@pytest.fixture(scope="module")
def told() -> Told:
    hamlet = settled("anna", "ben")
    anna, ben = hamlet.people["anna"], hamlet.people["ben"]
    memo = make_blob(bytes(16), b"haie")
    payment = hamlet.transfer(anna, ben.account, 600)
    payment_body = {**payment.body, "memo": name_blob(hamlet.commune, memo)}
    anna.seq, anna.prev = payment.seq - 1, payment.prev
    payment = hamlet.sign(anna, "transfer", payment_body)
    refused = hamlet.transfer(ben, anna.account, 10**9)
    name = make_blob(bytes(16), b"Mairie")
    named = hamlet.sign(hamlet.founder, "display", {"display": name_blob(hamlet.commune, name)})
    hamlet.seal(payment, refused, named)
    hamlet.seal()
    return Told(hamlet, payment, refused, named, memo, name)


def through_text(receipt: Receipt) -> Shown:
    return check_receipt(read_text_of(write_text(receipt).encode()))


# --- what one shows ----------------------------------------------------------------------------------------


def test_a_payment_is_shown_with_its_movements_and_its_seal(told: Told):
    hamlet = told.hamlet
    anna, ben = hamlet.people["anna"], hamlet.people["ben"]
    shown = through_text(told.receipt(told.payment))
    (act,) = shown.acts
    assert (shown.commune, shown.start) == (hamlet.commune, (0, hamlet.commune))
    assert (act.event.id, act.outcome, act.is_applied) == (told.payment.id, "applied", True)
    assert [(row.account, row.asset, row.amount) for row in act.postings] == [
        (anna.account, "hour", -600),
        (ben.account, "hour", 600),
    ]
    assert act.seal_id == hamlet.main.get_seal_id(act.height)
    assert (act.certified_by, act.witnesses) == (1, 1)
    assert act.seal_ms == hamlet.now_ms - 1_000
    assert shown.charter is not None
    assert shown.charter.body["name"] == "Saint-Aubin"
    assert shown.read_words(told.payment.body["memo"]) == ""


def test_it_is_small(told: Told):
    receipt = told.receipt(told.payment)
    beyond_charter = len(encode_receipt(receipt)) - len(receipt.chain.start.charter)
    assert len(receipt.chain.links) == 1, "heights without a change are left out"
    assert beyond_charter < 1_400


def test_a_void_act_is_shown_with_its_reason(told: Told):
    (act,) = through_text(told.receipt(told.refused)).acts
    assert (act.is_applied, act.outcome, act.postings) == (False, "floor", ())


def test_the_charter_itself_is_shown(told: Told):
    (act,) = through_text(told.receipt(told.hamlet.charter)).acts
    assert (act.height, act.seal_id, act.outcome) == (0, told.hamlet.commune, "applied")


def test_words_are_shown_when_they_are_chosen(told: Told):
    shown = through_text(told.receipt(told.payment, words=[told.memo]))
    assert shown.read_words(told.payment.body["memo"]) == "haie"


def test_a_name_is_that_of_an_account_only_with_the_acts_that_say_so(told: Told):
    founder = told.hamlet.founder
    key_add = told.key_add("mairie")
    full = through_text(told.receipt(told.payment, told.named, key_add, words=[told.name]))
    assert full.get_names() == {founder.account: "Mairie"}
    assert through_text(told.receipt(told.payment, told.named, words=[told.name])).get_names() == {}
    assert through_text(told.receipt(told.payment, told.named, key_add)).get_names() == {}


def test_from_a_seal_it_rests_on_that_seal(told: Told):
    place = told.hamlet.main.store.get_place(told.payment.id)
    assert place is not None
    for start in (1, place[0] - 1, place[0]):
        shown = through_text(told.receipt(told.payment, start=start))
        assert shown.start == (start, told.hamlet.main.get_seal_id(start))
        assert shown.charter is None
        assert shown.acts[0].seal_id == told.hamlet.main.get_seal_id(place[0])


def test_what_no_seal_certifies_yet_has_no_receipt(told: Told):
    hamlet = told.hamlet.clone()
    event = hamlet.transfer(hamlet.people["anna"], hamlet.founder.account, 60)
    hamlet.seal(event)
    young = Told(hamlet, event, event, event, b"", b"")
    with pytest.raises(NotFinal):
        young.receipt(event)
    hamlet.seal()
    assert through_text(young.receipt(event)).acts[0].is_applied
    with pytest.raises(NotFinal):
        make_receipt(hamlet.commune, hamlet.main.store, None, [young.act(event)])


# --- what is not believed ----------------------------------------------------------------------------------


def refuse(receipt: Receipt, error: type[LedgerError] = BadReceipt) -> None:
    with pytest.raises(error):
        check_receipt(receipt)


def test_another_result_is_not_under_the_root(told: Told):
    receipt = told.receipt(told.payment)
    (act,) = receipt.acts
    first, second = act.postings
    for changed in (
        replace(act, outcome="applied:quarantined"),
        replace(act, postings=(replace(first, amount=-601), replace(second, amount=601))),
        replace(act, postings=(first, replace(second, account=told.hamlet.founder.account))),
        replace(act, postings=()),
        replace(act, path=act.path[:-1]),
        replace(act, path=tuple((not left, sibling) for left, sibling in act.path)),
        replace(act, height=act.height - 1),
        replace(act, event=told.act(told.refused).event),
    ):
        refuse(replace(receipt, acts=(changed,)))


def test_a_void_act_cannot_be_shown_as_applied(told: Told):
    receipt = told.receipt(told.refused)
    refuse(replace(receipt, acts=(replace(receipt.acts[0], outcome="applied"),)))


def test_the_author_s_signature_counts(told: Told):
    receipt = told.receipt(told.payment)
    forged = replace(told.payment, signature=bytes(64))
    refuse(replace(receipt, acts=(replace(told.act(told.payment), event=event_of(forged)),)), BadSignature)


def event_of(event: Event) -> bytes:
    return encode([event.payload, event.signature])


def test_the_seal_must_be_there_and_certified(told: Told):
    receipt = told.receipt(told.payment)
    refuse(replace(receipt, chain=replace(receipt.chain, links=())))
    (link,) = receipt.chain.links
    other = told.receipt(told.named, start=1).chain.links[0]
    mixed = replace(link, certificate=other.certificate[:-1] + b"\0")
    refuse(replace(receipt, chain=replace(receipt.chain, links=(mixed,))), BadSeal)


def test_another_commune(told: Told):
    receipt = told.receipt(told.payment)
    refuse(replace(receipt, commune=EventId(bytes(32))), BadSeal)
    pinned = told.receipt(told.payment, start=1)
    refuse(replace(pinned, commune=EventId(bytes(32))), LedgerError)


def test_the_charter_stands_at_the_start_alone(told: Told):
    charter = told.act(told.hamlet.charter)
    refuse(replace(told.receipt(told.payment), acts=(replace(charter, height=3),)))
    refuse(replace(told.receipt(told.payment), acts=(replace(told.act(told.payment), height=0),)))


def test_words_that_no_shown_act_names(told: Told):
    receipt = told.receipt(told.payment, words=[told.memo])
    for word in (make_blob(bytes(16), b"other"), told.name, make_blob(b"x" * 16, b"haie")):
        refuse(replace(receipt, words=(word,)))
    refuse(replace(receipt, words=(b"\xc0",)), Malformed)


def test_shapes(told: Told):
    receipt = told.receipt(told.payment, words=[told.memo])
    assert decode_receipt(encode_receipt(receipt)) == receipt
    act = receipt.acts[0]
    too_many = replace(receipt, acts=(act,) * (limits.RECEIPT_ACTS_MAX + 1))
    for bad in (
        too_many,
        replace(receipt, acts=()),
        replace(receipt, words=(told.memo,) * (limits.RECEIPT_WORDS_MAX + 1)),
        replace(receipt, commune=EventId(bytes(31))),
        replace(receipt, acts=(replace(act, outcome="x" * 65),)),
        replace(receipt, acts=(replace(act, path=((True, bytes(32)),) * 17),)),
        replace(receipt, acts=(replace(act, path=((True, bytes(31)),)),)),
        replace(receipt, acts=(replace(act, height=-1),)),
    ):
        with pytest.raises(Malformed):
            decode_receipt(encode_receipt(bad))
    with pytest.raises(Malformed):
        decode_receipt(encode([2, *fields_of(receipt)[1:]]))


def fields_of(receipt: Receipt) -> list[Any]:
    from ledger.encoding import decode

    return decode(encode_receipt(receipt), size_max=2**20, items_max=1024)


def test_a_body_of_any_shape_is_shown_void(told: Told):
    """A sealed event may name anything where words should be: void(malformed), and no crash."""
    hamlet = told.hamlet.clone()
    odd = hamlet.sign(hamlet.people["anna"], "transfer", {"memo": [[]], "to": {}})
    hamlet.seal(odd)
    hamlet.seal()
    (act,) = through_text(Told(hamlet, odd, odd, odd, b"", b"").receipt(odd)).acts
    assert act.outcome == "malformed"


# --- the text ----------------------------------------------------------------------------------------------


def test_the_text_is_lines_that_a_mail_carries(told: Told):
    text = write_text(told.receipt(told.payment))
    lines = text.splitlines()
    assert (lines[0], lines[-1]) == (BEGIN, END)
    assert {len(line) for line in lines[1:-2]} == {64}
    assert 0 < len(lines[-2]) <= 64
    assert text.isascii()
    receipt = read_text_of(text.encode())
    assert read_text_of(text.replace("\n", "\r\n").encode()) == receipt
    assert read_text_of(text.rstrip("\n").encode()) == receipt


@pytest.mark.parametrize(
    ("change", "why"),
    [
        (lambda text: "", "other"),
        (lambda text: "hello\n", "other"),
        (lambda text: "\n" + text, "other"),
        (lambda text: text[:500], "cut"),
        (lambda text: text.replace(END, ""), "cut"),
        (lambda text: text + "PS: hello\n", "cut"),
        (lambda text: text.replace("\n", "\n ", 3), "cut"),
        (lambda text: text[:100] + ("A" if text[100] != "A" else "B") + text[101:], "cut"),
        (lambda text: text[:100] + "é" + text[101:], "cut"),
        (lambda text: text[:200] + "\n" + text[200:], "cut"),
        (lambda text: f"{BEGIN}\n{END}\n", "cut"),
    ],
)
def test_what_is_no_whole_file(told: Told, change: Any, why: str):
    with pytest.raises(BadReceipt) as caught:
        read_text_of(change(write_text(told.receipt(told.payment))).encode())
    assert caught.value.why == why


def test_a_file_too_long_is_not_read():
    with pytest.raises(BadReceipt):
        read_text_of(b"-" * (4 * limits.LIGHT_CHAIN_BYTES_MAX))


def armour(content: bytes) -> bytes:
    text = base64.b64encode(content + hash_message(content)[:CHECKSUM_BYTES]).decode()
    lines = [text[at : at + 64] for at in range(0, len(text), 64)]
    return "\n".join([BEGIN, *lines, END, ""]).encode()


def test_every_byte_counts_whoever_mends_the_checksum(told: Told):
    content = encode_receipt(told.receipt(told.payment, words=[told.memo]))
    assert check_receipt(read_text_of(armour(content)))
    accepted: list[int] = []
    # The charter is most of it; each of its bytes is under one hash.
    charter = len(told.receipt(told.payment).chain.start.charter)
    for at in [*range(60), *range(60, 60 + charter, 41), *range(60 + charter, len(content))]:
        changed = bytes(content[:at]) + bytes([content[at] ^ (1 << at % 8)]) + content[at + 1 :]
        try:
            check_receipt(read_text_of(armour(changed)))
            accepted.append(at)
        except LedgerError:
            pass
    assert accepted == []


def test_a_path_leads_to_the_root_from_every_leaf():
    for size in range(1, 40):
        leaves = [bytes([number]) for number in range(size)]
        root = merkle_root(leaves)
        for index in range(size):
            path = merkle_path(leaves, index)
            assert fold_merkle_path(leaves[index], path) == root
            assert not path or fold_merkle_path(b"other", path) != root
