# SPDX-License-Identifier: AGPL-3.0-or-later
"""Commands about roles and who seals: what was typed is resolved, then `appointing` does it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

from app import appointing
from app.cli_format import Tongue
from app.cli_roles import make_role_title, make_witnesses_title
from app.errors import AppError
from app.facade_naming import write_apart
from app.json_out import make_person, to_json
from app.query_roles import get_computers, get_roles, get_size, get_witness_board
from app.reader import Reader
from app.resolve import Ambiguous, Arguments, find_member
from app.service import Service, open_reader
from app.views_roles import SeatView
from app.vouching import confirm_alone, confirm_date
from ledger.event import Event

Document = dict[str, Any]
Command = Callable[[Service, Arguments], Document]


def _done(event: Event, **more: Any) -> Document:
    return {**more, "event": event.id.hex(), "phase": "pending"}


def _roles(service: Service, _arguments: Arguments) -> Document:
    return to_json(get_roles(open_reader(service)))


def _witnesses(service: Service, _arguments: Arguments) -> Document:
    view = get_witness_board(open_reader(service))
    document = to_json(view)
    for shown, row in zip(document["evidence"], view.evidence, strict=True):
        shown["member"] = make_person(row.member)
    return document


def _change_role(*, grant: bool) -> Command:
    def act(service: Service, arguments: Arguments) -> Document:
        person = find_member(open_reader(service), arguments.text("member"))
        role = arguments.text("role")
        event = appointing.change_role(service.desk, person.account, role, grant=grant)
        return _done(event, member=make_person(person), role=role)

    return act


def _propose_role(service: Service, arguments: Arguments) -> Document:
    person, role = find_member(open_reader(service), arguments.text("member")), arguments.text("role")
    grant = not arguments.flag("revoke")
    title = make_role_title(Tongue(arguments.language()), write_apart(person), role, grant=grant)
    wording = arguments.wording(title)
    event = appointing.propose_role(service.desk, person.account, role, grant=grant, **wording)
    return _done(event, proposal=event.id.hex())


def find_seat(reader: Reader, typed: str) -> SeatView:
    """The computer that « Anna » or « Anna:k4mq » means: the only one, or whose fingerprint begins so.

    Raises:
        AppError: as `find_member`; unknown-computer, many-computers (with their fingerprints).
    """
    name, _, computer = typed.partition(":")
    person = find_member(reader, name)
    owned = next((row.seats for row in get_computers(reader) if row.person.account == person.account), ())
    wanted = computer.strip().casefold()
    found = [seat for seat in owned if seat.fingerprint.startswith(wanted) or _is_hex(seat, wanted)]
    if len(found) == 1:
        return found[0]
    if not found:
        raise AppError("unknown-computer", typed=typed)
    raise Ambiguous("many-computers", typed, ({"computer": seat.fingerprint} for seat in found))


def _is_hex(seat: SeatView, wanted: str) -> bool:
    return bool(wanted) and seat.node.hex().startswith(wanted)


def _rows(reader: Reader, typed: Sequence[str]) -> list[tuple[bytes, bytes]]:
    seats = [find_seat(reader, one) for one in typed]
    return [(seat.person.account, seat.node) for seat in seats]


def _propose_witnesses(service: Service, arguments: Arguments) -> Document:
    reader = open_reader(service)
    rows = _rows(reader, arguments.texts("members"))
    names = list(dict.fromkeys(write_apart(reader.get_person(account)) for account, _ in rows))
    title = make_witnesses_title(Tongue(arguments.language()), names)
    event = appointing.propose_witnesses(service.desk, rows, **arguments.wording(title))
    return _done(event, proposal=event.id.hex(), size=to_json(get_size(len(rows))))


def _choose_witnesses(service: Service, arguments: Arguments) -> Document:
    rows = _rows(open_reader(service), arguments.texts("members"))
    event = appointing.choose_witnesses(service.desk, rows)
    return _done(event, size=to_json(get_size(len(rows))))


def _confirm_date(service: Service, _arguments: Arguments) -> Document:
    confirm_date(service)
    return {"confirmed": "date"}


def _confirm_alone(service: Service, _arguments: Arguments) -> Document:
    confirm_alone(service)
    return {"confirmed": "alone"}


def _ready(service: Service, _arguments: Arguments) -> Document:
    return _done(appointing.say_ready(service.desk))


COMMANDS: Final[Mapping[str, Command]] = {
    "role.list": _roles,
    "role.grant": _change_role(grant=True),
    "role.revoke": _change_role(grant=False),
    "propose.role": _propose_role,
    "propose.witnesses": _propose_witnesses,
    "witnesses": _witnesses,
    "witnesses.set": _choose_witnesses,
    "witness.ready": _ready,
    "witness.confirm-date": _confirm_date,
    "witness.confirm-alone": _confirm_alone,
}
