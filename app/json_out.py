# SPDX-License-Identifier: AGPL-3.0-or-later
"""Views as JSON documents: ids in hexadecimal, quantities as integers with the unit in the key.

Nothing is formatted for people here (`cli_words`). The law: an integer is never a float, a key says its unit.
"""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from enum import Enum
from typing import Any, Final, cast

from app.views import AmountView, BalanceView, HistoryEntryView, PersonView

_SUFFIXES: Final = {"kwh": "wh", "kwh-th": "wh", "hour": "s", "kg": "g", "point": "centipoint"}


def get_suffix(asset: str) -> str:
    """How keys end for an asset: `wh`, `s`, `g`, `centipoint`; `units` for one of the commune's own."""
    return _SUFFIXES.get(asset, "units")


def to_json(value: Any) -> Any:
    """A view, or what views are made of, as JSON types."""
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, bytes):
        return value.hex()
    if isinstance(value, (tuple, list)):
        return [to_json(item) for item in cast("tuple[Any, ...]", value)]
    if isinstance(value, AmountView):
        return {"asset": value.asset, f"amount_{get_suffix(value.asset)}": value.amount}
    if isinstance(value, BalanceView):
        return _balance(value)
    if is_dataclass(value) and not isinstance(value, type):
        document = {field.name: to_json(getattr(value, field.name)) for field in fields(value)}
        if isinstance(value, HistoryEntryView):
            _name_balance_after(document, value)
        return document
    assert value is None or isinstance(value, (str, int)), "views hold nothing else"
    return value


def _balance(view: BalanceView) -> dict[str, Any]:
    suffix = get_suffix(view.asset)
    return {
        "pot": view.pot,
        "asset": view.asset,
        "purpose": view.purpose,
        f"settled_{suffix}": view.settled,
        f"expected_{suffix}": view.expected,
    }


def _name_balance_after(document: dict[str, Any], view: HistoryEntryView) -> None:
    after = document.pop("balance_after")
    if view.amounts:
        document[f"balance_after_{get_suffix(view.amounts[0].asset)}"] = after


def make_person(person: PersonView | None) -> dict[str, Any] | None:
    """Who, in few words: what a line about something else needs."""
    if person is None:
        return None
    return {
        "account": person.account.hex(),
        "name": person.name,
        "fingerprint": person.fingerprint,
        "is_alike": person.is_alike,
    }
