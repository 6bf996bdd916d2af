# SPDX-License-Identifier: AGPL-3.0-or-later
"""Refusals in words: what happened, what it means for your money, what to do.

Not where errors are decided: the facade gives a code and its figures, the register a reason. Its law: three
sentences and a code in small, never a trace of the program, never "an error occurred".
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication

from app.facade_naming import mixes_alphabets
from ui.refusals import refusals, tells_of_accounts
from ui.refusals_help import TOLD_IN_FULL, find_void_code, tell_room
from ui.theme import look

if TYPE_CHECKING:
    from collections.abc import Callable

translate = QCoreApplication.translate

NO_CODE: Final = "E-INTERNAL"
"""The code of what has none of its own."""


@dataclass(frozen=True)
class Notice:
    """What the bar under a page says."""

    tone: str
    """`ok`, `info` or `error`."""
    happened: str
    money: str = ""
    todo: str = ""
    code: str = ""
    action: str = ""
    """The button's word; empty: no button."""
    act: Callable[[], None] | None = None
    event: bytes = b""
    """The act it tells of as recorded: it is replaced once that is final, or had no effect."""
    final: str = ""
    """What is said then."""

    @property
    def text(self) -> str:
        return " ".join(part for part in (self.happened, self.money, self.todo) if part)


def explain(error: Exception) -> Notice:
    """The notice for an error of the facade; anything without a code is `internal`."""
    code = str(getattr(error, "code", "") or "internal")
    params = getattr(error, "params", None) or {}
    happened, money, todo = sentences(code, dict(params))
    return Notice("error", happened, money, todo, code=f"E-{code.upper()}")


def without_account(notice: Notice, truth: str) -> Notice:
    """A refusal to who has no account yet: `truth` where it would speak of theirs."""
    return replace(notice, money=truth) if tells_of_accounts(notice.money) else notice


def sentences(code: str, params: dict[str, str | int] | None = None) -> tuple[str, str, str]:
    """(what happened, what it means for your money, what to do) of a refusal or of a void act."""
    code = code.lower().replace(" ", "-").replace("_", "-")
    code = code.removeprefix("csv-") if code != "csv-malformed" else code
    if code == "no-home" and params and params.get("why"):
        code = f"no-home-{params['why']}"
    table = refusals()
    known = table.get(code) or table.get(_ALIASES.get(code, ""), table["internal"])
    happened, money, todo = known
    if params and code in {"balance", "floor"} and {"available", "asset"} <= params.keys():
        if int(params["available"]) > 0:
            most = look().words.exact(str(params["asset"]), int(params["available"]))
            todo = translate("Errors", "The most you can pay now is {amount}.").format(amount=most)
        todo = f"{todo} {limit_words(str(params.get('limited_by', '')))}".strip()
    if params and "bytes_max" in params:
        most = look().words.integer(int(params["bytes_max"]))
        todo = translate("Errors", "Write at most {count} letters; an accented one counts as two.")
        todo = todo.format(count=most)
    if params and code in TOLD_IN_FULL:
        todo = tell_room(code, params) or todo
    return happened, money, todo


def check_letters(name: str) -> str:
    """What is wrong with the letters of a name somebody chooses; empty when nothing is."""
    happened, _money, todo = sentences("mixed-name")
    return f"{happened} {todo}" if mixes_alphabets(name) else ""


def limit_words(limited_by: str) -> str:
    """Whose debt counts beside mine: a first mayor answers for everybody they let in."""
    if limited_by == "guests":
        return translate(
            "Errors", "What the people you invited owe counts with yours, until three others have paid them."
        )
    if limited_by == "sponsor":
        return translate(
            "Errors",
            "Who invited you answers for what you owe, and can answer for no more; that ends once "
            "three others have paid you.",
        )
    return ""


def reason(code: str) -> str:
    """Why an act has no effect, in one sentence, for a struck line."""
    return void_sentences(code)[0]


def void_sentences(code: str, kind: str = "") -> tuple[str, str, str]:
    """The sentences of a void act: a reason of the register, by the sort of act it struck."""
    return sentences(find_void_code(code, kind))


# Codes the layers below may use for what is one thing to a person.
_ALIASES = {
    "dial-failed": "not-reachable",
    "timeout": "not-reachable",
    "refused": "not-reachable",
    "not-connected": "not-reachable",
    "too-many": "not-reachable",
    "no-address": "not-reachable",
    "invitation-expired": "expired-invitation",
    "invitation-spent": "spent-invitation",
    "already-used": "spent-invitation",
    "unknown-invitation": "bad-code",
    "bad-proof": "bad-code",
    "insufficient": "balance",
    "amount": "bad-amount",
    "overflow": "too-large",
    "limit": "too-large",
    "self": "same-account",
    "not-member": "unknown-member",
    "ambiguous-member": "unknown-member",
    "meter-waiting": "meter-waits",
    "not-certified": "meter-waits",
    "already-counted": "overlap",
    "bounds": "quarantine",
    "closed": "over",
    "unknown-pot": "pot-refuses",
    "same-pot": "pot-refuses",
    "too-many-pots": "too-large",
    "shares": "shares-not-100",
    "parity": "parity-changed",
    "not-allowed": "not-authorised",
    "not-admissible": "not-authorised",
    "known-key": "duplicate",
    "known-node": "duplicate",
    "already-done": "duplicate",
    "wrong-state": "order-state",
    "no-such-object": "no-such",
    "unknown-key": "unknown-member",
    "revoked": "key-revoked",
    "diverged": "stopped",
    "store": "disk",
    "unwritable": "disk",
    "store-damaged": "corrupt",
    "curve-damaged": "corrupt",
    "store-newer": "stopped",
    "index-elsewhere": "index-differs",
    "home-not-private": "home",
    "home-closed": "home",
    "not-the-example": "home",
    "home-not-a-folder": "home",
    "home-in-use": "busy",
    "truncated": "csv-malformed",
    "step-unknown": "csv-malformed",
    "bad-heading": "csv-malformed",
    "bad-time": "csv-malformed",
    "unknown-unit": "csv-malformed",
    "empty": "csv-malformed",
    "bad-number": "csv-malformed",
    "bad-line": "csv-malformed",
    "unreadable": "csv-malformed",
    "unknown-layout": "csv-malformed",
    "too-many-lines": "csv-malformed",
    "too-big": "csv-malformed",
    "not-csv": "csv-malformed",
    "no-such-time": "csv-malformed",
    "no-index": "csv-malformed",
    "negative": "csv-malformed",
    "unreadable-file": "csv-malformed",
    "already-certified": "duplicate",
    "over-bounds": "quarantine",
    "not-now": "order-state",
    "not-yours": "not-authorised",
    "not-stored": "internal",
    "in-use": "busy",
    "cannot-listen": "listen-failed",
    "bad-address": "listen-failed",
    "unknown-order": "no-such",
    "no-meter": "unknown-meter",
    "damaged": "corrupt",
    "bad-angle": "bad-field",
    "bad-power": "bad-field",
    "bad-index": "bad-field",
    "bad-side": "bad-field",
    "bad-choice": "bad-field",
    "unknown-role": "bad-field",
    "witness-is-chosen": "bad-witnesses",
    "no-witness": "bad-witnesses",
    "too-many-witnesses": "bad-witnesses",
    "witness-twice": "bad-witnesses",
    "unknown-computer": "bad-witnesses",
    "many-computers": "bad-witnesses",
    "bad-parity": "bad-field",
    "bad-price": "bad-field",
    "tariff-in-energy": "bad-field",
    "bad-quantity": "bad-field",
    "bad-stock": "bad-field",
    "bad-duration": "bad-field",
    "bad-place": "bad-field",
    "bad-parameter": "bad-field",
    "unknown-parameter": "bad-field",
    "since-too-old": "bad-field",
    "since-future": "bad-field",
    "title-missing": "bad-field",
    "unknown-post": "bad-field",
    "unknown-purpose": "bad-field",
    "unknown-topic": "bad-field",
    "bad-name": "name",
    "words-gone": "paper-key",
    "words-erased": "paper-key",
    "amount-zero": "bad-amount",
    "amount-malformed": "bad-amount",
    "amount-negative": "negative-amount",
    "amount-ambiguous": "bad-amount",
    "amount-too-precise": "bad-amount",
    "amount-too-large": "too-large",
    "left-words": "left",
    "void-join": "join-refused",
    "bad-signature": "join-refused",
    "memo-too-long": "text-too-long",
    "title-too-long": "text-too-long",
    "bad-template": "bad-field",
    "bad-rest": "bad-field",
    "bad-day": "bad-field",
    "news-place": "bad-field",
    "envelope-empty": "bad-field",
    "help-duration": "bad-amount",
    "code-missing": "bad-code",
    "directive-line": "bad-field",
    "directive-too-long": "bad-field",
    "directive-twice": "bad-field",
    "gift-dates": "bad-field",
    "gift-without-cap": "bad-field",
    "tariff-pairs": "bad-field",
    "tariff-too-long": "bad-field",
    "tariff-twice": "bad-field",
    "shares-malformed": "shares-not-100",
    "shares-twice": "shares-not-100",
    "unknown-event": "no-such",
    "unknown-recovery": "no-such",
    "device-cut-off": "duplicate",
    "no-index-that-day": "csv-malformed",
    "exists": "duplicate",
    "missing": "corrupt",
    "clock": "future",
    "line-too-long": "csv-malformed",
    "contradiction": "csv-malformed",
    "not-energy": "wrong-direction",
    "unknown-direction": "wrong-direction",
}
