# SPDX-License-Identifier: AGPL-3.0-or-later
"""Registre in words: how a search was understood, what is said when nothing was found, the sorts of act."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication

from app.facade_elision import fill
from app.facade_naming import name_apart
from ui.strings import asset_word
from ui.theme import look

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.views_register import RegisterPageView

translate = QCoreApplication.translate

_SORTS: Final[dict[str, Callable[[], str]]] = {
    "votes": lambda: translate("RegisterSorts", "Votes"),
    "gifts": lambda: translate("RegisterSorts", "Gifts"),
    "hours": lambda: translate("RegisterSorts", "Hours"),
    "produce": lambda: translate("RegisterSorts", "Vegetables"),
    "payments": lambda: translate("RegisterSorts", "Payments"),
    "offers": lambda: translate("RegisterSorts", "Offers"),
    "orders": lambda: translate("RegisterSorts", "Orders"),
    "energy": lambda: translate("RegisterSorts", "Production"),
    "shares": lambda: translate("RegisterSorts", "Shares"),
    "savings": lambda: translate("RegisterSorts", "Savings"),
    "people": lambda: translate("RegisterSorts", "Arrivals"),
    "roles": lambda: translate("RegisterSorts", "Roles"),
    "computers": lambda: translate("RegisterSorts", "Computers"),
}
"""In the order a list of them has; each is a word the search reads as its sort."""
SORT_NAMES: Final = tuple(_SORTS)


def sort_word(name: str) -> str:
    """The one everyday word of a sort of act: what choosing it types."""
    return _SORTS[name]()


def understood_words(page: RegisterPageView, typed: str, balance: tuple[str, bool]) -> str:
    """What these lines are: the card's heading.

    Args:
        typed: the search as it was typed.
        balance: (asset, whether it is the fund's) of an `account`.
    """
    words = look().words
    day = words.date(page.day_ms, year=True) if page.day_ms else ""
    names = words.listed([name_apart(person) for person in page.people])
    match page.understood:
        case "number":
            return translate("RegisterPage", "The act of this number")
        case "page":
            told = translate("RegisterPage", "Page {number} of the register")
            return told.format(number=words.integer(page.height))
        case "day":
            return translate("RegisterPage", "Acts of {day}").format(day=day)
        case "kind":
            parts = [words.listed([sort_word(name) for name in page.sorts]), names]
            parts += [words.quote(page.words) if page.words else "", day]
            return ", ".join(part for part in parts if part)
        case "person" if day:
            return fill(translate("RegisterPage", "Acts of {names}, {day}"), names=names, day=day)
        case "person":
            return fill(translate("RegisterPage", "Acts of {names}"), names=names)
        case "words" if day:
            said = translate("RegisterPage", "Acts of {day} that say {words}")
            return said.format(day=day, words=words.quote(page.words))
        case "words":
            said = translate("RegisterPage", "Acts that say {words}")
            return said.format(words=words.quote(" ".join(typed.split())))
        case "account":
            asset, of_fund = balance
            fund = translate("RegisterPage", "What made the fund's balance: {what}")
            mine = translate("RegisterPage", "What made my balance: {what}")
            return (fund if of_fund else mine).format(what=asset_word(asset).lower())
        case _:
            return translate("RegisterPage", "The latest acts")


def nothing_words(page: RegisterPageView, height: int) -> str:
    """Why there is no line; `height`: of the register's last page."""
    if page.understood == "day":
        return translate("RegisterPage", "Nothing was signed that day.")
    if page.understood == "page":
        if page.height <= height:
            return translate("RegisterPage", "No act is on this page.")
        return translate("RegisterPage", "The register has no such page yet.")
    if page.understood == "account":
        return translate("RegisterPage", "Nothing moved yet.")
    if page.understood == "kind" and (page.people or page.words or page.day_ms):
        return translate(
            "RegisterPage", "No act of that sort answers to this. Try the sort alone, or look at all acts."
        )
    if page.understood == "kind":
        return translate("RegisterPage", "Nobody has signed an act of that kind yet.")
    return translate(
        "RegisterPage",
        "Nothing found. Try a shorter word, a name, or a day as in 24 May. A number has at least four "
        "signs; a proof shows it whole.",
    )
