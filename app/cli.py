# SPDX-License-Identifier: AGPL-3.0-or-later
"""The command line: which commands there are, what they take, and how it is read.

A table and its reader; running is `__main__`'s, what a person reads is `cli_words`'.
The law: nothing heavier than argparse is loaded to read a command that a running node will answer.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from app import (
    cli_account,
    cli_care,
    cli_devices,
    cli_energy,
    cli_help,
    cli_leaving,
    cli_network,
    cli_receipts,
    cli_recovery,
    cli_register,
    cli_roles,
    cli_rules,
)
from app.cli_choices import BALLOTS, CONSENTS, LISTING_SIDES, METER_SIDES, TEMPLATES, add_choice
from app.cli_usage import Parser, Say, WrongUsage, check_day, read_path

DESK_COMMANDS: Final = frozenset(
    {
        "status", "members", "balance", "history", "pay", "give",
        "meter.add", "meter.certify", "meter.import", "meter.list",
        "offer.add", "offer.list", "offer.withdraw",
        "order.place", "order.accept", "order.deliver", "order.confirm", "order.cancel", "order.list",
        "propose.text", "propose.parity", "vote", "proposals", "allocate", "fund",
        "peers", "inbox", "news", "proof", "rename", "consent", "invite", *cli_account.COMMANDS,
        *cli_devices.COMMANDS, *cli_energy.COMMANDS, *cli_help.COMMANDS, *cli_leaving.COMMANDS,
        *cli_recovery.DESK_COMMANDS, *cli_register.DESK_COMMANDS, *cli_roles.DESK_COMMANDS,
        *cli_rules.DESK_COMMANDS,
    }
)  # fmt: skip
"""Commands that a running node answers; the others have a process of their own."""

WAIT_DEFAULT_S: Final = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Invocation:
    """One command as it was typed."""

    command: str
    home: str | None
    is_json: bool
    wait: bool = False
    timeout_s: int = WAIT_DEFAULT_S
    arguments: dict[str, Any] = field(default_factory=dict[str, Any])


def parse(argv: Sequence[str], say: Say) -> Invocation:
    """Read a command line; no subcommand opens the window.

    Raises:
        SystemExit: 2 for a wrong usage, 0 after --help.
    """
    try:
        found = vars(_make_parser(argv, say).parse_args(argv))
    except WrongUsage as error:
        if "--json" in argv:
            print(json.dumps({"error": {"code": "usage", "message": str(error)}}, ensure_ascii=False))
        print(f"{error.usage}voisinage: {error}\n{error.help_line}", file=sys.stderr)
        raise SystemExit(2) from error
    name = found.pop("command") or "open"
    action = found.pop("action", "")
    command = f"{name}.{action}" if action else name
    home, is_json = found.pop("home", None), found.pop("json", False)
    wait, timeout_s = found.pop("wait", False), found.pop("timeout", WAIT_DEFAULT_S)
    return Invocation(
        command=command, home=home, is_json=is_json, wait=wait, timeout_s=timeout_s, arguments=_settle(found)
    )


def _settle(found: dict[str, Any]) -> dict[str, Any]:
    """What was not given is left out: the command has its own defaults."""
    arguments = {name: value for name, value in found.items() if value is not None}
    if "price" in arguments:
        arguments["price"] = [f"{amount} {unit}" for amount, unit in arguments["price"]]
    return arguments


# --- kinds of argument -------------------------------------------------------------------------------------


def _seconds(text: str) -> int:
    value = int(text)
    if not 1 <= value <= 600:
        raise ValueError(text)
    return value


def _yes_or_no(text: str) -> bool:
    if text.casefold() not in ("yes", "oui", "no", "non"):
        raise ValueError(text)
    return text.casefold() in ("yes", "oui")


def _setting(text: str) -> tuple[str, int]:
    name, sign, value = text.partition("=")
    if not sign:
        raise ValueError(text)
    return name, int(value)


# --- the table ---------------------------------------------------------------------------------------------


class _Table:
    """Adds commands with the options that all of them take."""

    def __init__(self, say: Say) -> None:
        self.say = say
        self._common = Parser(say=say, add_help=False)
        self._common.add_argument(
            "--home",
            metavar="DIR",
            default=argparse.SUPPRESS,
            help=say("dossier de votre compte", "folder of your account"),
        )
        self._common.add_argument(
            "--json",
            action="store_true",
            default=argparse.SUPPRESS,
            help=say("un document JSON pour les programmes", "one JSON document, for programs"),
        )
        self.top = Parser(
            say=say,
            prog="voisinage",
            parents=[self._common],
            description=say(
                "La monnaie et le conseil d'un village, sans serveur.",
                "A village's money and council, with no server.",
            ),
        )
        self.top.set_defaults(command=None)
        self.commands = self.top.add_subparsers(dest="command", metavar="…")

    def add(self, name: str, french: str, english: str) -> argparse.ArgumentParser:
        return self.commands.add_parser(
            name,
            say=self.say,
            parents=[self._common],
            help=self.say(french, english),
            description=self.say(french, english),
        )

    def group(
        self, name: str, french: str, english: str, *, required: bool = True
    ) -> Callable[..., argparse.ArgumentParser]:
        """A command with actions; the result adds one. Not `required`: it means something alone, too."""
        actions = self.add(name, french, english).add_subparsers(
            dest="action", required=required, metavar="…"
        )

        def add(action: str, french: str, english: str) -> argparse.ArgumentParser:
            text = self.say(french, english)
            return actions.add_parser(
                action, say=self.say, parents=[self._common], help=text, description=text
            )

        return add

    def act(self, parser: argparse.ArgumentParser) -> argparse.ArgumentParser:
        """Options of what signs something."""
        say = self.say
        parser.add_argument(
            "--wait", action="store_true", help=say("attendre « définitif »", "wait until final")
        )
        parser.add_argument(
            "--timeout",
            type=_seconds,
            metavar="S",
            default=WAIT_DEFAULT_S,
            help=say("secondes d'attente, 600 au plus", "seconds to wait, at most 600"),
        )
        return parser


def _add_found(table: _Table) -> None:
    say = table.say
    found = table.add("found", "fonder une commune", "found a commune")
    found.add_argument("--name", required=True, help=say("nom de la commune", "the commune's name"))
    found.add_argument("--me", required=True, help=say("votre nom", "your name"))
    found.add_argument(
        "--since",
        type=check_day,
        metavar="DATE",
        help=say("premier jour qui compte, aujourd'hui sinon", "first day that counts, or today"),
    )
    found.add_argument("--latitude", default="45.75", help=say("en degrés, 45,75 sinon", "degrees, or 45.75"))
    found.add_argument("--longitude", default="4.85", help=say("en degrés, 4,85 sinon", "degrees, or 4.85"))
    found.add_argument(
        "--set",
        dest="settings",
        action="append",
        type=_setting,
        metavar="NAME=VALUE",
        help=say(
            "paramètre de la charte, pour les essais (entiers ; voir docs/protocol.md)",
            "a charter parameter, for trials (integers; see docs/protocol.md)",
        ),
    )


def _add_entries(table: _Table) -> None:
    say = table.say
    join = table.add("join", "rejoindre une commune", "join a commune")
    join.add_argument(
        "code", help=say("l'invitation, ou - pour la lire sur l'entrée", "the invitation, or - to read it")
    )
    join.add_argument("--me", required=True, help=say("votre nom", "your name"))
    join.add_argument(
        "--timeout",
        type=_seconds,
        default=30,
        metavar="S",
        help=say("secondes d'attente, 30 sinon", "seconds to wait, or 30"),
    )
    node = table.add("node", "rester en ligne sans fenêtre", "stay online without a window")
    node.add_argument(
        "--listen",
        action="append",
        metavar="MULTIADDR",
        help=say("où écouter, par exemple /ip4/0.0.0.0/tcp/4101", "e.g. /ip4/0.0.0.0/tcp/4101"),
    )
    cli_network.add_reach(node, say)
    opened = table.add(
        "open", "ouvrir la fenêtre (sans autre mot, c'est ce qui se fait)", "open the window (the default)"
    )
    opened.add_argument(
        "--take-over",
        action="store_true",
        default=None,
        help=say("arrêter le programme sans fenêtre qui tourne ici", "stop the one without a window"),
    )
    restore = table.add("restore", "retrouver son compte avec ses 24 mots", "come back with one's 24 words")
    cli_account.add_file(restore, say)
    restore.add_argument(
        "--code",
        help=say(
            "une invitation de la commune, même ancienne : elle dit où la joindre",
            "any invitation of the commune, even used: it says where to reach it",
        ),
    )
    restore.add_argument(
        "--timeout",
        type=_seconds,
        default=30,
        metavar="S",
        help=say("secondes d'attente, 30 sinon", "seconds to wait, or 30"),
    )
    demo = table.add(
        "demo", "un village de démonstration sur cet ordinateur", "a demonstration village on this computer"
    )
    demo.add_argument(
        "--headless", action="store_true", default=None, help=say("sans fenêtre", "without a window")
    )


def _add_people(table: _Table) -> None:
    say, act = table.say, table.act
    invite = act(table.add("invite", "inviter un voisin", "invite a neighbour"))
    cli_roles.add_invited(invite, say)
    cli_leaving.add_members(table)
    rename = act(table.add("rename", "changer votre nom", "change your name"))
    rename.add_argument("name")
    consent = act(table.add("consent", "ce que les voisins peuvent voir", "what neighbours may see"))
    add_choice(consent, say, CONSENTS, "topic")
    consent.add_argument("agree", type=_yes_or_no, metavar=say("oui|non", "yes|no"))


def _add_money(table: _Table) -> None:
    say, act = table.say, table.act
    balance = table.add("balance", "vos comptes, ou ceux d'un voisin", "your accounts, or a neighbour's")
    balance.add_argument("member", nargs="?")
    history = table.add("history", "ce qui s'est passé", "what happened")
    history.add_argument("--limit", type=int, metavar="N")
    for name, french, english in (
        ("pay", "payer quelqu'un", "pay somebody"),
        ("give", "donner à quelqu'un, ou à la commune", "give to somebody, or to the commune"),
    ):
        transfer = act(table.add(name, french, english))
        transfer.add_argument(
            "member",
            help=say(
                "nom, prénom que personne d'autre ne porte, ou signe ; « commune » pour le fonds",
                "name, first name that nobody else bears, or sign; “commune” for the fund",
            ),
        )
        transfer.add_argument("amount", help="25 · 3,5 · 1h30")
        transfer.add_argument("unit", nargs="?", help="kWh · h · kg · point")
        if name == "pay":
            transfer.add_argument(
                "--purpose", help=say("ce à quoi l'argent est destiné", "what the money is for")
            )
        transfer.add_argument("--memo", help=say("un mot pour lui", "a word for them"))


def _add_meters(table: _Table) -> None:
    say, act = table.say, table.act
    add = table.group("meter", "compteurs", "meters")
    register = act(add("add", "déclarer un compteur", "register a meter"))
    add_choice(register, say, METER_SIDES, "--side", required=True)
    register.add_argument(
        "--watts-peak", required=True, type=int, metavar="W",
        help=say(
            "puissance de crête du toit ; d'une consommation, celle de l'abonnement (6 kVA : 6000)",
            "peak power of the roof; of a consumption, the power subscribed (6 kVA: 6000)",
        ),
    )  # fmt: skip
    register.add_argument(
        "--from",
        dest="first_day",
        type=check_day,
        metavar="DATE",
        help=say("premier jour compté, aujourd'hui sinon", "first day counted, or today"),
    )
    start = register.add_mutually_exclusive_group()
    start.add_argument(
        "--index",
        dest="index_wh",
        type=int,
        metavar="WH",
        help=say("ce que le compteur affichait ce matin-là, 0 sinon", "what it showed that morning, or 0"),
    )
    start.add_argument(
        "--file",
        type=read_path,
        help=say(
            "lire cet index dans un fichier du distributeur", "read that index from the operator's file"
        ),
    )
    register.add_argument("--tilt", type=int, metavar="DEG")
    register.add_argument("--azimuth", type=int, metavar="DEG")
    certify = act(add("certify", "attester le compteur d'un voisin", "vouch for a neighbour's meter"))
    certify.add_argument("meter", metavar="ID")
    imported = act(add("import", "lire un fichier du distributeur", "read a file of the grid operator"))
    imported.add_argument("file", type=read_path)
    imported.add_argument("--meter", metavar="ID")
    add("list", "les compteurs", "the meters")


def _add_market(table: _Table) -> None:
    say, act = table.say, table.act
    add = table.group("offer", "offres et besoins", "offers and needs")
    offer = act(add("add", "publier une offre ou un besoin", "publish an offer or a need"))
    offer.add_argument("title")
    offer.add_argument(
        "--price",
        nargs=2,
        action="append",
        required=True,
        metavar=("AMOUNT", "UNIT"),
        help=say("pour une pièce ; plusieurs fois si besoin", "for one piece; may be repeated"),
    )
    add_choice(offer, say, LISTING_SIDES, "--side")
    add_choice(offer, say, TEMPLATES, "--template")
    offer.add_argument("--text")
    offer.add_argument("--stock", type=int, metavar="N")
    withdraw = act(add("withdraw", "retirer une annonce", "withdraw one"))
    withdraw.add_argument("offer", metavar="ID")
    listed = add("list", "les annonces", "list them")
    add_choice(listed, say, LISTING_SIDES, "--side")
    listed.add_argument("--search")
    listed.add_argument("--limit", type=int, metavar="N")
    add = table.group("order", "commandes", "orders")
    place = act(add("place", "commander", "order"))
    place.add_argument("offer", metavar="ID")
    place.add_argument("--quantity", type=int, metavar="N")
    for action, french, english in (
        ("accept", "accepter une commande", "accept an order"),
        ("deliver", "dire que c'est livré", "say it was delivered"),
        ("confirm", "confirmer, ce qui paie", "confirm, which pays"),
        ("cancel", "annuler", "cancel"),
    ):
        act(add(action, french, english)).add_argument("order", metavar="ID")
    add("list", "vos commandes", "your orders").add_argument("--limit", type=int, metavar="N")


def _add_council(table: _Table) -> None:
    say, act = table.say, table.act
    add = table.group("propose", "proposer au conseil", "propose to the council")
    text = act(add("text", "une proposition", "a proposal"))
    text.add_argument("title")
    parity = act(
        add("parity", "changer la valeur d'échange d'une unité", "change the exchange value of a unit")
    )
    parity.add_argument("unit", help="h · kg · point")
    parity.add_argument("worth", help=say("ce que vaut une unité, en kWh", "what one is worth, in kWh"))
    parity.add_argument("--title")
    roles = cli_roles.add_proposals(table, add)
    for proposal in (text, parity, *roles, cli_rules.add_proposal(table, add)):
        proposal.add_argument("--text")
        proposal.add_argument(
            "--days", type=int, metavar="N", help=say("durée du vote", "how long the vote lasts")
        )
        proposal.add_argument("--duration-ms", type=int, help=argparse.SUPPRESS)
    vote = act(table.add("vote", "voter", "vote"))
    vote.add_argument("proposal", metavar="ID")
    add_choice(vote, say, BALLOTS, "choice")
    table.add("proposals", "les propositions", "the proposals").add_argument("--limit", type=int, metavar="N")
    allocate = act(table.add("allocate", "répartir le fonds de la commune", "share out the commune's fund"))
    parts = say("100 en tout ; voisinage fund nomme les postes", "100 in all; voisinage fund names the posts")
    allocate.add_argument("shares", nargs="+", metavar="POST=PERCENT", help=parts)
    table.add("fund", "le fonds de la commune", "the commune's fund")


def _add_news(table: _Table) -> None:
    news = table.add("news", "ce qui s'est passé pour vous", "what happened to you")
    news.add_argument("--limit", type=int, metavar="N")
    page = table.say("la page d'avant, comme « older » la dit", "the page before, as “older” says it")
    news.add_argument("--before", metavar="PLACE", help=page)
    news.add_argument("--seen", action="store_true", help=table.say("tout marquer comme lu", "mark as read"))


def _add_register(table: _Table) -> None:
    table.add("status", "où en est votre ordinateur", "how this computer is")
    table.add("peers", "les ordinateurs des voisins", "neighbours' computers")
    table.add("inbox", "ce qui vous attend", "what waits for you")
    cli_receipts.add_proof(table)
    table.add("verify", "tout recalculer depuis le début", "compute everything again from the start")


_GROUPS: Final[tuple[tuple[tuple[str, ...], Callable[[_Table], None]], ...]] = (
    (("found",), _add_found),
    (("join", "node", "open", "restore", "demo"), _add_entries),
    (("invite", "members", "rename", "consent"), _add_people),
    (cli_account.NAMES, cli_account.add_backup),
    (("balance", "history", "pay", "give"), _add_money),
    (cli_help.NAMES, cli_help.add_help),
    (("meter",), _add_meters),
    (("device",), cli_devices.add_devices),
    (cli_energy.NAMES, cli_energy.add_energy),
    (("offer", "order"), _add_market),
    (("propose", "vote", "proposals", "allocate", "fund"), _add_council),
    (("role", "witnesses", "witness"), cli_roles.add_roles),
    (("rules",), cli_rules.add_rules),
    (cli_recovery.NAMES, cli_recovery.add_recovery),
    (("news",), _add_news),
    (("status", "peers", "inbox", "proof", "check-proof", "verify"), _add_register),
    (cli_register.NAMES, cli_register.add_register),
    (cli_leaving.NAMES, cli_leaving.add_leave),
    (cli_care.NAMES, cli_care.add_care),
)


def make_parser(say: Say) -> argparse.ArgumentParser:
    """The reader of every command."""
    return _make_parser((), say)


def _make_parser(argv: Sequence[str], say: Say) -> argparse.ArgumentParser:
    """The reader of the groups `argv` could mean: building all takes longer than a node takes to answer."""
    table = _Table(say)
    meant = [add for names, add in _GROUPS if any(word in names for word in argv)]
    for add in meant or [add for _, add in _GROUPS]:
        add(table)
    return table.top
