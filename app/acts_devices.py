# SPDX-License-Identifier: AGPL-3.0-or-later
"""Commands about my own computers: what was typed is resolved, then `devices` does it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

from app import devices
from app.errors import AppError
from app.json_out import to_json
from app.query_devices import get_devices
from app.resolve import Arguments, find_id
from app.service import Service
from app.views_devices import DeviceView

Document = dict[str, Any]
Command = Callable[[Service, Arguments], Document]


def _find(service: Service, arguments: Arguments) -> DeviceView:
    """The device that « 2 », or the beginning of its id, means."""
    reader = service.reader()
    if not reader.picture.is_founded:
        raise AppError("not-a-member-yet")
    views, typed = get_devices(reader), arguments.text("device").strip()
    if typed.isascii() and typed.isdigit() and len(typed) <= 2:
        found = next((view for view in views if view.number == int(typed)), None)
        if found is None:
            raise AppError("unknown-device", typed=typed)
        return found
    key = find_id(typed, (view.key for view in views), "device")
    return next(view for view in views if view.key == key)


def _list(service: Service, _arguments: Arguments) -> Document:
    reader = service.reader()
    if not reader.picture.is_founded:
        raise AppError("not-a-member-yet")
    return {"devices": [{"device": view["key"], **view} for view in to_json(get_devices(reader))]}


def _revoke(service: Service, arguments: Arguments) -> Document:
    view = _find(service, arguments)
    if view.is_this and view.may_revoke and not arguments.flag("yes"):
        raise AppError("device-is-this", number=view.number)
    event = devices.revoke(service.desk, view.key, arguments.text("words", ""))
    after = next(found for found in get_devices(service.reader()) if found.key == view.key)
    return {
        "device": view.key.hex(),
        "number": view.number,
        "waits": not after.revoked_ms,
        "event": event.id.hex(),
        "phase": "pending",
    }


def _keep(service: Service, arguments: Arguments) -> Document:
    view = _find(service, arguments)
    events = devices.keep(service.desk, view.key)
    return {
        "device": view.key.hex(),
        "number": view.number,
        "event": events[-1].id.hex(),
        "phase": "pending",
    }


def _cut(service: Service, arguments: Arguments) -> Document:
    view = _find(service, arguments)
    if not view.node:
        raise AppError("device-cut-off")
    event = devices.cut(service.desk, view.node)
    return {"device": view.key.hex(), "number": view.number, "event": event.id.hex(), "phase": "pending"}


COMMANDS: Final[Mapping[str, Command]] = {
    "device.list": _list,
    "device.revoke": _revoke,
    "device.keep": _keep,
    "device.cut": _cut,
}
