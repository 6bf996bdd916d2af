# SPDX-License-Identifier: AGPL-3.0-or-later
"""What each command of the command line does: a name and arguments in, a JSON document out.

    name ── MODULES ──> its module, loaded when it is first asked for ──> its function

The same code answers at the door of a running node and, when none runs, in the command's own process.
Not here: words (`cli_words`), reading the command line (`cli`), waiting for a seal (`answering`).
"""

from __future__ import annotations

import logging
from collections.abc import Mapping
from importlib import import_module
from typing import TYPE_CHECKING, Any, Final

from app.config import ConfigError
from app.control import make_error
from app.errors import AppError
from app.home_trouble import name_trouble
from app.paths import Home, HomeError
from app.resolve import Ambiguous, Arguments
from app.vault import VaultError
from ledger.errors import StoreError

if TYPE_CHECKING:
    from app.service import Service

log = logging.getLogger(__name__)

Document = dict[str, Any]

MODULES: Final[Mapping[str, tuple[str, ...]]] = {
    "app.acts_status": ("status", "members", "peers"),
    "app.acts_village": ("balance", "history"),
    "app.acts_market": ("offer.list", "order.list"),
    "app.acts_council": ("proposals", "fund"),
    "app.acts_proof": ("proof",),
    "app.acts_news": ("inbox", "news"),
    "app.acts_register": ("search", "export.history"),
    "app.acts": (
        "pay", "give", "meter.add", "meter.certify", "meter.import", "offer.add", "offer.withdraw",
        "order.place", "order.accept", "order.deliver", "order.confirm", "order.cancel", "propose.text",
        "propose.parity", "vote", "allocate", "invite", "rename", "consent",
    ),
    "app.acts_account": ("backup",),
    "app.acts_devices": ("device.list", "device.revoke", "device.keep", "device.cut"),
    "app.acts_energy": (
        "meter.list", "energy", "directive.show", "directive.set", "tariff.show", "tariff.set",
    ),
    "app.acts_help": (
        "pot.list", "pot.move", "pot.lock", "pension", "service.list", "service.log", "service.confirm",
        "service.refuse", "service.cancel",
    ),
    "app.acts_leaving": ("leave",),
    "app.acts_roles": (
        "role.list", "role.grant", "role.revoke", "propose.role", "propose.witnesses", "witnesses",
        "witnesses.set", "witness.ready", "witness.confirm-date", "witness.confirm-alone",
    ),
    "app.acts_rules": ("rules", "propose.rules"),
    "app.acts_recovery": (
        "recovery.status", "recovery.propose", "recovery.sign", "recovery.export", "recovery.import",
        "recovery.stay", "recovery.withdraw",
    ),
}  # fmt: skip
"""Where each command is done: a process that does one command loads no other family's modules."""
COMMANDS: Final[Mapping[str, str]] = {name: module for module, names in MODULES.items() for name in names}
"""Command → module."""
QUESTIONS: Final = frozenset(
    (
        *MODULES["app.acts_status"], *MODULES["app.acts_village"], *MODULES["app.acts_market"],
        *MODULES["app.acts_council"], *MODULES["app.acts_proof"], "meter.list",
        *MODULES["app.acts_news"], *MODULES["app.acts_register"], "backup", "device.list", "energy",
        "directive.show", "tariff.show", "pot.list", "pension", "service.list",
        "role.list", "witnesses", "rules", "recovery.status",
    )
)  # fmt: skip
"""Those that sign nothing: they are answered while this computer may not sign yet."""


def answer_command(service: Service, name: str, values: Mapping[str, Any]) -> Document:
    """{"result": …} or {"error": …}: as a running node answers."""
    try:
        return {"result": run_command(service, name, values)}
    except Exception as error:
        return make_error_answer(error, service.desk.home)


def make_error_answer(error: Exception, home: Home) -> Document:
    """The answer for an exception: its code and figures, or `internal` for a fault of ours."""
    if isinstance(error, StoreError):
        error = name_trouble(home, error)
    if isinstance(error, AppError):
        answer = make_error(error.code, **error.params)
        if isinstance(error, Ambiguous):
            answer["error"]["candidates"] = error.candidates
        return answer
    if isinstance(error, (VaultError, ConfigError, HomeError)):
        return make_error(error.code)
    log.exception("a command failed")
    return make_error("internal", detail=type(error).__name__)


def run_command(service: Service, name: str, values: Mapping[str, Any]) -> Document:
    """Run one command to its end.

    Raises:
        AppError: unknown-command, bad-request, or what the command refuses.
    """
    if name not in COMMANDS:
        raise AppError("unknown-command", command=name)
    command = import_module(COMMANDS[name]).COMMANDS[name]
    return command(service, Arguments(values))
