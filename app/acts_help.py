# SPDX-License-Identifier: AGPL-3.0-or-later
"""Commands about pots, hours of help and pension points: what was typed is resolved, then done or told."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

from app import helping, pots
from app.amounts import AmountError, parse_amount
from app.commands import get_pending
from app.errors import AppError
from app.json_out import get_suffix, make_person, to_json
from app.query_help import get_help, get_my_pension, get_pots
from app.query_money import get_party
from app.resolve import Arguments, find_day, find_id, find_recipient, read_amount
from app.service import Service, open_reader
from app.views_help import ServiceView
from ledger.event import Event
from ledger.rulebook.hours import PENDING, SERVICES
from ledger.rulebook.savings import is_envelope
from ledger.units import HOUR, POT_CURRENT, POT_ENERGY, POT_ENVELOPE, POT_PENSION, POT_TIME, EventId

Document = dict[str, Any]
Command = Callable[[Service, Arguments], Document]

_POT_WORDS: Final = {
    "current": POT_CURRENT, "courant": POT_CURRENT, "everyday": POT_CURRENT, "quotidien": POT_CURRENT,
    "energy": POT_ENERGY, "énergie": POT_ENERGY, "energie": POT_ENERGY, POT_ENERGY: POT_ENERGY,
    "time": POT_TIME, "temps": POT_TIME, POT_TIME: POT_TIME,
    "pension": POT_PENSION, "retraite": POT_PENSION,
}  # fmt: skip
_DAY_MINUTES: Final = 24 * 60


def _done(event: Event, **more: Any) -> Document:
    return {**more, "event": event.id.hex(), "phase": "pending"}


# --- pots --------------------------------------------------------------------------------------------------


def _find_pot(typed: str) -> str:
    """A pot by the word a person has for it; any other word is the name of an envelope of theirs."""
    wanted = typed.strip().casefold()
    return _POT_WORDS.get(wanted) or POT_ENVELOPE + wanted.removeprefix(POT_ENVELOPE)


def _list_pots(service: Service, _arguments: Arguments) -> Document:
    return {"pots": to_json(get_pots(open_reader(service)))}


def _move(service: Service, arguments: Arguments) -> Document:
    reader = open_reader(service)
    asset, amount = read_amount(
        reader, arguments.text("amount"), arguments.text("unit", ""), arguments.language()
    )
    source, target = _find_pot(arguments.text("source")), _find_pot(arguments.text("target"))
    event = pots.move_between(service.desk, source, target, asset, amount)
    moved = {"from": source, "to": target, "asset": asset, f"amount_{get_suffix(asset)}": amount}
    return _done(event, **moved)


def _lock(service: Service, arguments: Arguments) -> Document:
    reader = open_reader(service)
    pot, until_ms = _find_pot(arguments.text("pot")), find_day(reader, arguments.text("until"), ahead=True)
    if is_envelope(pot) and pot not in {view.pot for view in get_pots(reader)}:
        raise AppError("envelope-empty", pot=pot.removeprefix(POT_ENVELOPE))  # a slip would lock nothing
    return _done(pots.lock_pot(service.desk, pot, until_ms), pot=pot, until_ms=until_ms)


# --- hours -------------------------------------------------------------------------------------------------


def _log(service: Service, arguments: Arguments) -> Document:
    reader = open_reader(service)
    typed = arguments.text("duration")
    try:
        seconds = parse_amount(typed, HOUR, arguments.language())
    except AmountError as error:
        code = "help-duration" if error.code == "amount-malformed" else error.code
        raise AppError(code, amount=typed) from error
    minute = arguments.integer("minute", -1)
    if not -1 <= minute < _DAY_MINUTES:
        raise AppError("bad-request", argument="minute")
    beneficiary = find_recipient(reader, arguments.text("member"), by_first_name=True)
    event = helping.log_service(
        service.desk,
        beneficiary,
        seconds,
        day_ms=find_day(reader, arguments.text("on", "")),
        minute=minute,
        memo=arguments.text("memo", ""),
    )
    party = make_person(get_party(reader, beneficiary))
    told = {"beneficiary": party, "from_ms": event.body["from"], "amount_s": seconds, "asset": HOUR}
    return _done(event, service=event.id.hex(), **told)


def _answer(act: Callable[..., Event]) -> Command:
    def answer(service: Service, arguments: Arguments) -> Document:
        known = (identifier for identifier, _ in open_reader(service).state.items(SERVICES))
        found = find_id(arguments.text("service"), known, "service")
        return _done(act(service.desk, found), service=found.hex())

    return answer


def _confirm(service: Service, arguments: Arguments) -> Document:
    """With who must still confirm: these hours are nobody's before that."""
    document = _answer(helping.confirm_service)(service, arguments)
    row = get_pending(service.desk).state.get(SERVICES, EventId(bytes.fromhex(document["service"])))
    assert row is not None, "it was just confirmed"
    waits_for = ""
    if row.state == PENDING:
        waits_for = "witness" if row.officer else "officer"
    provider = make_person(get_party(open_reader(service), row.provider))
    return {**document, "provider": provider, "amount_s": row.seconds, "asset": HOUR, "waits_for": waits_for}


def _list_services(service: Service, _arguments: Arguments) -> Document:
    view = get_help(open_reader(service))
    lists = {
        name: [_make_service(row) for row in getattr(view, name)]
        for name in ("to_confirm", "to_witness", "waiting", "recent")
    }
    sums = {
        name: getattr(view, name)
        for name in ("month_ms", "given_s", "given_commune_s", "received_s", "waiting_s")
    }
    return {**lists, **sums}


def _make_service(view: ServiceView) -> Document:
    document = to_json(view)
    document["provider"], document["beneficiary"] = make_person(view.provider), make_person(view.beneficiary)
    for name in ("confirmed_by", "speakers"):
        document[name] = [make_person(person) for person in getattr(view, name)]
    return document


def _pension(service: Service, _arguments: Arguments) -> Document:
    document = to_json(get_my_pension(open_reader(service)))
    for name in ("points", "by_residence", "by_contribution", "all_points"):
        document[f"{name}_centipoint"] = document.pop(name)
    return document


COMMANDS: Final[Mapping[str, Command]] = {
    "pot.list": _list_pots,
    "service.list": _list_services,
    "pension": _pension,
    "pot.move": _move,
    "pot.lock": _lock,
    "service.log": _log,
    "service.confirm": _confirm,
    "service.refuse": _answer(helping.refuse_service),
    "service.cancel": _answer(helping.cancel_service),
}
