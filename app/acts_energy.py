# SPDX-License-Identifier: AGPL-3.0-or-later
"""What the energy commands of the command line do: lists and prices as a person types them, and yesterday."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

from app import energy_choices
from app.amounts import AmountError, parse_amount
from app.errors import AppError
from app.json_out import to_json
from app.query_energy import get_meters
from app.query_settlement import get_choices, get_settled_day
from app.reader import Reader
from app.resolve import Arguments, find_day, find_member, read_amount
from app.service import Service, open_reader
from ledger.calendar import next_day_start
from ledger.rulebook.choices import BUYER, CURRENT, GIFT, NEIGHBOURS, SAVINGS, TO_FUND, Entry
from ledger.state import get_commune

Document = dict[str, Any]
Command = Callable[[Service, Arguments], Document]

_KINDS: Final = {
    "gift": GIFT, "don": GIFT, "buyer": BUYER, "acheteur": BUYER,
    "neighbours": NEIGHBOURS, "voisins": NEIGHBOURS, "rest": "rest", "reste": "rest",
}  # fmt: skip
_RESTS: Final = {
    "savings": SAVINGS, "épargne": SAVINGS, "epargne": SAVINGS,
    "current": CURRENT, "courant": CURRENT, "fund": TO_FUND, "commune": TO_FUND, "fonds": TO_FUND,
}  # fmt: skip


def _show_energy(service: Service, _arguments: Arguments) -> Document:
    return to_json(get_settled_day(open_reader(service)))


def _show_choices(service: Service, _arguments: Arguments) -> Document:
    return to_json(get_choices(open_reader(service)))


def parse_line(reader: Reader, typed: str, language: str) -> Entry | str:
    """One line of a directive as it is typed; what becomes of the rest as a text.

    Raises:
        AppError: directive-line, bad-day, bad-rest, the codes of `find_member` and of amounts.
    """
    word, *parts = [part.strip() for part in typed.split(":")]
    kind = _KINDS.get(word.casefold(), "")
    if kind == NEIGHBOURS and not parts:
        return energy_choices.make_line(NEIGHBOURS)
    if kind == BUYER and len(parts) == 1:
        return energy_choices.make_line(BUYER, find_member(reader, parts[0]).account)
    if kind == "rest" and len(parts) == 1:
        if parts[0].casefold() not in _RESTS:
            raise AppError("bad-rest")
        return _RESTS[parts[0].casefold()]
    if kind != GIFT or len(parts) not in (2, 4):
        raise AppError("directive-line", typed=typed)
    to = find_member(reader, parts[0]).account
    try:
        cap_wh = parse_amount(parts[1], "kwh", language)
    except AmountError as error:
        raise AppError(error.code, amount=parts[1]) from error
    if len(parts) == 2:
        return energy_choices.make_gift(to, cap_wh)
    offsets = get_commune(reader.state).offsets
    first_ms, last_ms = (find_day(reader, part, ahead=True) for part in parts[2:])
    return energy_choices.make_gift(to, cap_wh, first_ms, next_day_start(offsets, last_ms))


def _set_directive(service: Service, arguments: Arguments) -> Document:
    reader = open_reader(service)
    language = arguments.language()
    lines = [parse_line(reader, typed, language) for typed in arguments.texts("lines")]
    rests = [line for line in lines if isinstance(line, str)]
    if len(rests) > 1:
        raise AppError("directive-twice")
    entries = [line for line in lines if not isinstance(line, str)]
    event = energy_choices.set_directive(service.desk, entries, rests[0] if rests else SAVINGS)
    return {**_show_choices(service, arguments), "event": event.id.hex(), "phase": "pending"}


def _set_tariff(service: Service, arguments: Arguments) -> Document:
    reader, typed = open_reader(service), arguments.texts("prices")
    if len(typed) % 2:
        raise AppError("tariff-pairs")
    pairs = zip(typed[::2], typed[1::2], strict=True)
    prices = [read_amount(reader, amount, unit, arguments.language()) for amount, unit in pairs]
    event = energy_choices.set_tariff(service.desk, prices)
    return {**_show_choices(service, arguments), "event": event.id.hex(), "phase": "pending"}


def _meters(service: Service, _arguments: Arguments) -> Document:
    return {"meters": to_json(get_meters(open_reader(service)))}


COMMANDS: Final[Mapping[str, Command]] = {
    "meter.list": _meters,
    "energy": _show_energy,
    "directive.show": _show_choices,
    "tariff.show": _show_choices,
    "directive.set": _set_directive,
    "tariff.set": _set_tariff,
}
