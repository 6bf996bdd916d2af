# SPDX-License-Identifier: AGPL-3.0-or-later
"""Commands that sign something: what was typed is resolved, then `commands` and `energy` do it.

Each answer names the event, which is on disk by then. Nothing is stored when an `AppError` is raised.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping
from fractions import Fraction
from pathlib import Path
from typing import Any, Final

from app import commands, energy
from app.amounts import AmountError, parse_amount
from app.desk import check_name
from app.errors import AppError
from app.facade_naming import get_look
from app.fund_posts import find_post
from app.json_out import get_suffix, make_person, to_json
from app.listening import predict_addresses
from app.meter_start import read_start
from app.query_money import get_party
from app.reader import Reader
from app.resolve import Arguments, find_asset, find_day, find_id, find_recipient, read_amount
from app.service import Service, open_reader
from ledger.event import Event
from ledger.rulebook.charter import POSTS
from ledger.rulebook.market import LISTINGS
from ledger.rulebook.meter_rows import METERS
from ledger.rulebook.orders import ORDERS
from ledger.rulebook.proposals import PROPOSALS
from ledger.state import get_commune

Document = dict[str, Any]
Command = Callable[[Service, Arguments], Document]

TEMPLATES: Final = ("good", "service", "produce", "loan", "event", "work")
_CHOICES: Final = {
    "for": "for", "against": "against", "abstain": "abstain",
    "pour": "for", "contre": "against", "abstention": "abstain",
}  # fmt: skip
_PERCENT_DIGITS_MAX: Final = 3


def _done(event: Event, **more: Any) -> Document:
    return {**more, "event": event.id.hex(), "phase": "pending"}


def _find(reader: Reader, table: Any, typed: str, what: str) -> bytes:
    return find_id(typed, (identifier for identifier, _ in reader.state.items(table)), what)


# --- money -------------------------------------------------------------------------------------------------


def _pay(service: Service, arguments: Arguments) -> Document:
    return _transfer(service, arguments, is_gift=False)


def _give(service: Service, arguments: Arguments) -> Document:
    return _transfer(service, arguments, is_gift=True)


def _transfer(service: Service, arguments: Arguments, *, is_gift: bool) -> Document:
    reader = open_reader(service)
    asset, amount = read_amount(
        reader, arguments.text("amount"), arguments.text("unit", ""), arguments.language()
    )
    to = find_recipient(reader, arguments.text("member"), by_first_name=True)
    memo = arguments.text("memo", "")
    if is_gift:
        event = commands.give(service.desk, to, asset, amount, memo=memo)
    else:
        purpose = arguments.text("purpose", "")
        event = commands.pay(service.desk, to, asset, amount, purpose=purpose, memo=memo)
    party = get_party(reader, to)
    return _done(event, to=make_person(party), **{"asset": asset, f"amount_{get_suffix(asset)}": amount})


# --- meters ------------------------------------------------------------------------------------------------


def _absolute(text: str) -> Path:
    path = Path(text)
    if not path.is_absolute():
        raise AppError("bad-request", argument="file")
    return path


def _add_meter(service: Service, arguments: Arguments) -> Document:
    side, path = arguments.text("side"), arguments.text("file", "")
    reader = open_reader(service)
    from_ms, index_wh = find_day(reader, arguments.text("first_day", "")), arguments.integer("index_wh", 0)
    if path:
        commune = get_commune(reader.picture.sealed)
        file = _absolute(path)
        from_ms, index_wh = read_start(
            file, side, commune.offsets, from_ms=from_ms, since_ms=commune.since_ms
        )
    event = energy.add_meter(
        service.desk,
        side=side,
        watts_peak=arguments.integer("watts_peak"),
        tilt=arguments.integer("tilt", energy.TILT_DEFAULT),
        azimuth=arguments.integer("azimuth", energy.AZIMUTH_DEFAULT),
        from_ms=from_ms,
        index_wh=index_wh,
    )
    return _done(event, meter=event.id.hex())


def _certify_meter(service: Service, arguments: Arguments) -> Document:
    meter = _find(open_reader(service), METERS, arguments.text("meter"), "meter")
    return _done(energy.certify_meter(service.desk, meter), meter=meter.hex())


def _import_meter(service: Service, arguments: Arguments) -> Document:
    path, typed = _absolute(arguments.text("file")), arguments.text("meter", "")
    if not os.path.exists(path):  # before anything is asked about meters
        raise AppError("csv-unreadable")
    meter = _find(open_reader(service), METERS, typed, "meter") if typed else b""
    document = to_json(energy.import_meter_file(service.desk, path, meter))
    document["phase"] = "pending" if document["readings"] else "sealed"
    return document


# --- market ------------------------------------------------------------------------------------------------


def _price(reader: Reader, written: Iterable[str], language: str) -> list[tuple[str, int]]:
    """What an offer asks. Raises AppError: price-zero, and as `read_amount`."""
    price: list[tuple[str, int]] = []
    for line in written:
        amount, _, unit = line.rpartition(" ")
        try:
            price.append(read_amount(reader, amount, unit, language))
        except AppError as error:
            if error.code != "amount-zero":
                raise
            raise AppError("price-zero") from error
    return price


def _add_offer(service: Service, arguments: Arguments) -> Document:
    template = arguments.text("template", "good")
    if template not in TEMPLATES:
        raise AppError("bad-template", known=", ".join(TEMPLATES))
    event = commands.add_listing(
        service.desk,
        side=arguments.text("side", "offer"),
        template=template,
        title=arguments.text("title"),
        text=arguments.text("text", ""),
        price=_price(open_reader(service), arguments.texts("price"), arguments.language()),
        stock=arguments.integer("stock", -1),
    )
    return _done(event, offer=event.id.hex())


def _withdraw_offer(service: Service, arguments: Arguments) -> Document:
    listing = _find(open_reader(service), LISTINGS, arguments.text("offer"), "listing")
    return _done(commands.withdraw_listing(service.desk, listing), offer=listing.hex())


def _place_order(service: Service, arguments: Arguments) -> Document:
    listing = _find(open_reader(service), LISTINGS, arguments.text("offer"), "listing")
    event = commands.place_order(service.desk, listing, arguments.integer("quantity", 1))
    return _done(event, order=event.id.hex(), offer=listing.hex())


def _order_action(action: str) -> Command:
    def act(service: Service, arguments: Arguments) -> Document:
        order = _find(open_reader(service), ORDERS, arguments.text("order"), "order")
        return _done(commands.order_action(service.desk, order, action), order=order.hex(), action=action)

    return act


# --- council -----------------------------------------------------------------------------------------------


def _propose_text(service: Service, arguments: Arguments) -> Document:
    event = commands.propose(service.desk, form="text", **arguments.wording())
    return _done(event, proposal=event.id.hex())


def _propose_parity(service: Service, arguments: Arguments) -> Document:
    """« one h is worth 120 kWh »: an exact fraction of Wh for one base unit."""
    reader = open_reader(service)
    unit, worth = arguments.text("unit"), arguments.text("worth")
    asset, _ = find_asset(reader, unit)
    language = arguments.language()
    try:
        one = parse_amount("1", asset, language)
        value = Fraction(parse_amount(worth, "kwh", language), one)
    except AmountError as error:
        raise AppError(error.code, amount=worth) from error
    event = commands.propose(
        service.desk,
        form="parity",
        **arguments.wording(f"1 {unit} = {worth} kWh"),
        content={"asset": asset, "numerator": value.numerator, "denominator": value.denominator},
    )
    return _done(event, proposal=event.id.hex())


def _vote(service: Service, arguments: Arguments) -> Document:
    proposal = _find(open_reader(service), PROPOSALS, arguments.text("proposal"), "proposal")
    choice = _CHOICES.get(arguments.text("choice").casefold(), "")
    event = commands.vote(service.desk, proposal, choice)
    return _done(event, proposal=proposal.hex(), choice=choice)


def _allocate(service: Service, arguments: Arguments) -> Document:
    shares: dict[str, int] = {}
    posts = {post for post, _ in open_reader(service).state.items(POSTS)}
    for written in arguments.texts("shares"):
        post, sign, share = written.partition("=")
        share = share.removesuffix("%").strip()
        if not sign or not (share.isascii() and share.isdigit() and len(share) <= _PERCENT_DIGITS_MAX):
            raise AppError("shares-malformed", typed=written)
        meant = find_post(post, posts)
        if meant is None:
            raise AppError("unknown-post", post=post, known=", ".join(sorted(posts)))
        if meant in shares:
            raise AppError("shares-twice", post=post)
        shares[meant] = int(share)
    return _done(commands.allocate(service.desk, shares), shares=shares)


# --- people ------------------------------------------------------------------------------------------------


def _invite(service: Service, arguments: Arguments) -> Document:
    running = service.node_statistics
    addresses = running.addresses if running is not None else predict_addresses(service.desk)
    event, code, text = commands.invite(
        service.desk,
        roles=arguments.texts("roles"),
        addresses=addresses,
        name_of=open_reader(service).get_name,
    )
    return _done(event, code=text, expires_ms=code.expires_ms, addresses=list(code.addresses))


def _rename(service: Service, arguments: Arguments) -> Document:
    reader, name = open_reader(service), check_name(arguments.text("name"))
    others = [person for person in reader.get_members() if not person.is_me]
    alike = any(get_look(person.name) == get_look(name) for person in others)
    sign = reader.get_person(reader.me).fingerprint
    return _done(commands.rename(service.desk, name), name=name, fingerprint=sign, is_shared=alike)


def _consent(service: Service, arguments: Arguments) -> Document:
    topic, agree = arguments.text("topic"), arguments.flag("agree")
    return _done(commands.set_consent(service.desk, topic, agree), topic=topic, agree=agree)


COMMANDS: Final[Mapping[str, Command]] = {
    "pay": _pay,
    "give": _give,
    "meter.add": _add_meter,
    "meter.certify": _certify_meter,
    "meter.import": _import_meter,
    "offer.add": _add_offer,
    "offer.withdraw": _withdraw_offer,
    "order.place": _place_order,
    "order.accept": _order_action("accept"),
    "order.deliver": _order_action("deliver"),
    "order.confirm": _order_action("confirm"),
    "order.cancel": _order_action("cancel"),
    "propose.text": _propose_text,
    "propose.parity": _propose_parity,
    "vote": _vote,
    "allocate": _allocate,
    "invite": _invite,
    "rename": _rename,
    "consent": _consent,
}
