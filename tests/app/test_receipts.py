# SPDX-License-Identifier: AGPL-3.0-or-later
"""Proofs to take away: what they show by default, what if asked, and what is said of a bad one."""

from __future__ import annotations

import errno
import os
from dataclasses import dataclass
from pathlib import Path

import pytest

from app import receipts
from app.cli_format import Tongue
from app.cli_receipts import say_checked, say_saved
from app.json_out import to_json
from app.paths import Home
from app.query_proof import get_event_proof
from app.reader import Picture, Reader, make_fingerprint
from app.receipts import read_receipt, save_receipt, suggest_name, write_receipt
from app.views import AmountView
from ledger.blob import make_blob, name_blob
from ledger.event import Event
from ledger.execute import Result
from ledger.receipt import BEGIN, check_receipt, read_text_of, write_text
from tests.helpers.hamlet import Hamlet, give, settled
from tests.helpers.refusals import refused_code
from tests.vectors.light import armour, good_receipts


@dataclass
class Told:
    hamlet: Hamlet
    payment: Event
    refused: Event
    waiting: Event

    @property
    def reader(self) -> Reader:
        replica = self.hamlet.main
        picture = Picture(
            version=1,
            commune=self.hamlet.commune,
            me=self.hamlet.founder.account,
            device=self.hamlet.founder.key,
            sealed=replica.state,
            pending=replica.state,
            pending_events=(),
            pending_results={},
            is_founded=True,
            node=None,
        )
        return Reader(picture, replica.store, replica.read_model, self.hamlet.now_ms)


@pytest.fixture(scope="module")
def told() -> Told:
    """Anna, called so since a while, paid the founder, who is called so by another of his computers."""
    hamlet = settled("anna", "ben")
    anna, founder = hamlet.people["anna"], hamlet.founder
    memo, name, mayor = (make_blob(bytes(16), text.encode()) for text in ("la haie", "Anna", "Le maire"))
    for person, blob in ((anna, name), (founder, mayor)):
        hamlet.seal(hamlet.sign(person, "display", {"display": name_blob(hamlet.commune, blob)}))
    body = {"to": founder.account, "asset": "hour", "amount": 5_400, "purpose": ""}
    payment = hamlet.sign(anna, "transfer", {**body, "memo": name_blob(hamlet.commune, memo)})
    refused = hamlet.sign(anna, "transfer", {**body, "amount": 10**9, "memo": b""})
    hamlet.seal(payment, refused)
    hamlet.seal()
    for blob in (memo, name, mayor):
        assert hamlet.main.add_blob(blob)
    waiting = hamlet.transfer(hamlet.people["ben"], anna.account, 60)
    give(hamlet.main, waiting)
    return Told(hamlet, payment, refused, waiting)


def save(told: Told, folder: Path, event: Event, *, with_all: bool = False) -> Path:
    path = folder / suggest_name(event.id)
    save_receipt(told.reader, event.id, path, with_names=with_all, with_words=with_all)
    return path


# --- what one shows ----------------------------------------------------------------------------------------


def test_accounts_are_shown_and_names_are_not(told: Told, tmp_path: Path):
    view = read_receipt(save(told, tmp_path, told.payment))
    anna, founder = told.hamlet.people["anna"].account, told.hamlet.founder.account
    assert [(line.account, line.amount) for line in view.lines] == [
        (anna, AmountView(asset="hour", amount=-5_400)),
        (founder, AmountView(asset="hour", amount=5_400)),
    ]
    assert [line.fingerprint for line in view.lines] == [make_fingerprint(anna), make_fingerprint(founder)]
    assert [line.name for line in view.lines] == ["", ""]
    assert (view.words, view.author, view.compared) == ((), "", "none")
    assert (view.commune_name, view.is_applied, view.reason) == ("Saint-Aubin", True, "")
    assert (view.signatures, view.witnesses, view.start_height) == (1, 1, 0)
    assert view.seal == told.hamlet.main.get_seal_id(view.height)


def test_names_and_words_are_shown_when_asked_and_are_proven(told: Told, tmp_path: Path):
    view = read_receipt(save(told, tmp_path, told.payment, with_all=True))
    assert [line.name for line in view.lines] == ["Anna", "Le maire"]
    assert (view.words, view.author) == (("la haie",), "Anna")


def test_an_act_without_effect_says_why(told: Told, tmp_path: Path):
    view = read_receipt(save(told, tmp_path, told.refused, with_all=True))
    assert (view.is_applied, view.reason, view.lines, view.author) == (False, "floor", (), "Anna")


def test_a_payment_without_effect_says_here_to_whom_and_how_much(told: Told):
    """Nothing moved, so no posting tells it; a payment that moved is told by its postings."""
    shown = get_event_proof(told.reader, told.refused.id)
    assert shown is not None
    assert shown.asked is not None
    to, asked = shown.asked
    assert (to.account, asked) == (told.hamlet.founder.account, AmountView(asset="hour", amount=10**9))
    paid = get_event_proof(told.reader, told.payment.id)
    assert paid is not None
    assert paid.asked is None


def test_what_has_no_proof(told: Told):
    reader = told.reader
    assert refused_code(lambda: write_receipt(reader, told.waiting.id)) == "receipt-not-final"
    assert refused_code(lambda: write_receipt(reader, bytes(32))) == "unknown-event"
    young = Told(told.hamlet.clone(), told.payment, told.refused, told.waiting)
    young.hamlet.seal()
    assert refused_code(lambda: write_receipt(young.reader, told.waiting.id)) == "receipt-not-final"
    young.hamlet.seal()
    assert write_receipt(young.reader, told.waiting.id).startswith(BEGIN)


def test_an_act_that_another_of_its_key_replaced(told: Told):
    hamlet = told.hamlet.clone()
    ben = hamlet.people["ben"]
    assert hamlet.main.get_event(told.waiting.id) is not None
    other = hamlet.sign(
        ben,
        "transfer",
        {**told.waiting.body, "amount": 61},
        seq=told.waiting.seq,
        prev=told.waiting.prev,
    )
    give(hamlet.main, other)
    hamlet.seal()
    hamlet.seal()
    sealed = {told.waiting.id, other.id} & set(hamlet.main.store.get_sealed_ids(ben.key, told.waiting.seq))
    (dead,) = {told.waiting.id, other.id} - sealed
    forked = Told(hamlet, told.payment, told.refused, told.waiting)
    assert refused_code(lambda: write_receipt(forked.reader, dead)) == "receipt-dead"


def test_what_happened_by_itself_has_none(told: Told):
    hamlet = told.hamlet.clone()
    done = Result(id=b"t" * 32, outcome="applied", postings=(), is_task=True, label="settlement")
    hamlet.main.read_model.add(hamlet.main.height + 1, hamlet.now_ms, (), [done])
    task = Told(hamlet, told.payment, told.refused, told.waiting)
    assert refused_code(lambda: write_receipt(task.reader, b"t" * 32)) == "receipt-task"


def test_after_a_recovery_it_starts_where_the_epoch_does(told: Told, monkeypatch: pytest.MonkeyPatch):
    """Which height that is, `ledger.light` finds; here the payment's own, then the one after it."""
    place = told.hamlet.main.store.get_place(told.payment.id)
    assert place is not None
    monkeypatch.setattr(receipts, "find_epoch_start", lambda _seals, _height: place[0])
    text = write_receipt(told.reader, told.payment.id, with_names=True, with_words=True)
    shown = check_receipt(read_text_of(text.encode()))
    assert shown.start == (place[0], told.hamlet.main.get_seal_id(place[0]))
    assert (len(shown.acts), shown.get_names()) == (1, {})
    assert shown.read_words(told.payment.body["memo"]) == "la haie"
    monkeypatch.setattr(receipts, "find_epoch_start", lambda _seals, _height: place[0] + 1)
    assert refused_code(lambda: write_receipt(told.reader, told.payment.id)) == "receipt-between"


# --- files -------------------------------------------------------------------------------------------------


def test_a_file_of_something_else_is_not_replaced(told: Told, tmp_path: Path):
    path = save(told, tmp_path, told.payment)
    assert save(told, tmp_path, told.payment) == path
    path.write_text("my letter", encoding="ascii")
    assert refused_code(lambda: save(told, tmp_path, told.payment)) == "receipt-exists"
    assert path.read_text(encoding="ascii") == "my letter"
    save_receipt(told.reader, told.payment.id, path, with_names=False, with_words=False, replace=True)
    assert read_receipt(path).is_applied
    nowhere = tmp_path / "none" / "x.proof"
    save_into = lambda: save_receipt(  # noqa: E731
        told.reader, told.payment.id, nowhere, with_names=False, with_words=False
    )
    assert refused_code(save_into) == "receipt-unwritable"
    assert refused_code(lambda: read_receipt(nowhere)) == "receipt-unreadable"


def test_a_full_disk_leaves_the_proof_that_was_there(
    told: Told, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    path = save(told, tmp_path, told.payment)

    def full(_descriptor: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    assert refused_code(lambda: save(told, tmp_path, told.payment)) == "receipt-unwritable"
    monkeypatch.undo()
    assert read_receipt(path).is_applied
    assert [one.name for one in tmp_path.iterdir()] == [path.name]


@pytest.mark.parametrize(
    ("spoil", "code"),
    [
        (lambda text: "hello", "receipt-other"),
        (lambda text: text[:300], "receipt-damaged"),
        (lambda text: text[:300] + ("A" if text[300] != "A" else "B") + text[301:], "receipt-damaged"),
    ],
)
def test_a_file_that_is_not_whole(told: Told, tmp_path: Path, spoil: object, code: str):
    path = save(told, tmp_path, told.payment)
    path.write_text(spoil(path.read_text(encoding="ascii")), encoding="ascii")  # type: ignore[operator]
    assert refused_code(lambda: read_receipt(path)) == code


def test_a_false_one_and_an_unknown_list(tmp_path: Path):
    from tests.vectors.light import make_receipts

    codes = {case["name"]: case for case in make_receipts()["cases"]}
    for name, code in {
        "another amount": "receipt-false",
        "a forged signature of the author": "receipt-false",
        "a certificate short of a quorum": "receipt-false",
        "no act": "receipt-false",
        "another commune": "receipt-false",
        "a list that the start does not name": "receipt-unknown-list",
        "with words around it": "receipt-other",
    }.items():
        path = tmp_path / "false.proof"
        path.write_text(codes[name]["file"], encoding="ascii")
        assert refused_code(lambda path=path: read_receipt(path)) == code, name
    assert armour(b"").startswith(BEGIN)


# --- compared with one's own register ----------------------------------------------------------------------


def home_of(told: Told, root: Path) -> Home:
    home = Home(root)
    home.database.parent.mkdir(parents=True, exist_ok=True)
    told.hamlet.copy(home.database).store.close()
    return home


def test_it_is_compared_with_the_register_of_this_computer(told: Told, tmp_path: Path):
    home = home_of(told, tmp_path / "home")
    path = save(told, tmp_path, told.payment)
    assert read_receipt(path, home).compared == "same"
    assert read_receipt(path, Home(tmp_path / "nobody")).compared == "none"
    later = Told(told.hamlet.clone(), told.payment, told.refused, told.waiting)
    later.hamlet.seal()
    later.hamlet.seal()
    newer = save(later, tmp_path, told.waiting)
    assert read_receipt(newer, home).compared == "ahead"


def test_another_commune_is_another_whatever_its_name(told: Told, tmp_path: Path):
    longer = Told(told.hamlet.clone(), told.payment, told.refused, told.waiting)
    while longer.hamlet.main.height < 12:
        payment = longer.hamlet.transfer(longer.hamlet.people["anna"], longer.hamlet.founder.account, 1)
        longer.hamlet.seal(payment)
    home = home_of(longer, tmp_path / "home")
    other = tmp_path / "other.proof"
    receipt = good_receipts()["a payment"]
    other.write_text(write_text(receipt), encoding="ascii")
    same = receipt.commune == told.hamlet.commune
    assert same, "one charter founds both: the chains differ"
    assert refused_code(lambda: read_receipt(other, home)) == "receipt-differs"
    elsewhere = Hamlet.found("elsewhere")
    theirs = Told(elsewhere, told.payment, told.refused, told.waiting)
    home = home_of(theirs, tmp_path / "theirs")
    path = save(told, tmp_path, told.payment)
    assert refused_code(lambda: read_receipt(path, home)) == "receipt-other-commune"
    number = told.hamlet.commune.hex()
    assert read_receipt(path, home, number).compared == "none"
    assert read_receipt(path, None, f"{number[:4]} {number[4:20].upper()}").is_applied
    assert refused_code(lambda: read_receipt(path, None, number[:10])) == "receipt-short-number"
    assert refused_code(lambda: read_receipt(path, None, "0" * 16)) == "receipt-other-commune"


# --- in words ----------------------------------------------------------------------------------------------


def said(view: object, language: str) -> str:
    return "\n".join(say_checked(Tongue(language), to_json(view)))


def test_a_proof_in_words(told: Told, tmp_path: Path):
    anna = told.hamlet.people["anna"].account
    view = read_receipt(save(told, tmp_path, told.payment, with_all=True), home_of(told, tmp_path / "home"))
    french = said(view, "fr").replace("\xa0", " ").replace("\u202f", " ").replace("’", "'")
    for words in (
        "Cette preuve est bonne",
        "Commune : Saint-Aubin, numéro ",
        "C'est la vôtre",
        f"paiement, signé par Anna ({make_fingerprint(anna)})",
        "−1 h 30 · Anna, compte ",
        "1 h 30 · Le maire, compte ",
        "« la haie »",
        "confirmé par 1 sur 1 témoin.",
    ):
        assert words in french, french
    english = said(read_receipt(save(told, tmp_path, told.refused)), "en")
    assert "WITHOUT EFFECT, nothing moved: " in english
    assert "compare this number" in english
    pinned = tmp_path / "pinned.proof"
    pinned.write_text(write_text(good_receipts()["from a seal"]), encoding="ascii")
    assert "from page 9, number" in said(read_receipt(pinned), "en")
    assert "/x.proof" in "".join(say_saved(Tongue("fr"), {"file": "/x.proof"}))
    assert read_text_of(pinned.read_bytes()) == good_receipts()["from a seal"]
