# SPDX-License-Identifier: AGPL-3.0-or-later
"""A commune of real homes in this process: each resident's node in its own thread, on loopback.

Nothing is faked; only the charter asks for quick seals and short votes, as the demonstration's does.
"""

from __future__ import annotations

import importlib.util
import sys
import threading
import time
from collections.abc import Callable, Generator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import partial
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from app import clock, commands, node_thread
from app import desk as desks
from app import facade as doors
from app.facade import Ticket, Voisinage
from app.paths import Home
from app.query_register import get_digest
from app.service import Service
from app.views import AmountView
from app.views_energy import DestinationView

NETWORK = node_thread
"""Loaded with this module: no test waits for it."""
LISTEN = ("/ip4/127.0.0.1/tcp/0",)
PATIENCE_S = 90
PARAMETERS = {"seal.interval-ms": 50, "proposal.duration-min-ms": 1_000, "proposal.delay-ms": 1_000}
SETTLED_IN_MS = 30_000
"""From the founding to the settlement of yesterday: what is read by then is shared out."""
PARIS = ZoneInfo("Europe/Paris")
NOON = datetime(2026, 6, 16, 12, tzinfo=PARIS)
SINCE_DAYS = 70
"""How old a commune is when it is founded."""
NEIGHBOURS = (DestinationView(kind="neighbours", person=None, cap_wh=0, from_ms=0, until_ms=0, given_wh=0),)
METER_FILES = Path(__file__).parents[2] / "scripts" / "make_meter_files.py"

LOOPBACK = SimpleNamespace(
    has_home=doors.has_home,
    describe_code=doors.describe_code,
    **{
        name: partial(getattr(doors, name), listen=LISTEN)
        for name in ("open_home", "found", "join", "restore")
    },
)
"""The facade's doors for onboarding; what they open listens here only, not on the network."""


def day_ms(day: date) -> int:
    """The start of a civil day of the mainland."""
    return int(datetime(day.year, day.month, day.day, tzinfo=PARIS).timestamp()) * 1000


def get_today() -> date:
    """The mainland's civil day, by the program's clock."""
    return datetime.fromtimestamp(clock.now_ms() // 1000, PARIS).date()


def until(condition: Callable[[], Any], *facades: Voisinage) -> Any:
    """Wait, changes of these facades told, until something is true; its value. For tests without a window."""
    changed = threading.Event()
    stops = [facade.subscribe(lambda _topics: changed.set()) for facade in facades]
    end = time.monotonic() + PATIENCE_S
    try:
        while not (found := condition()):
            assert time.monotonic() < end, "it did not happen in time"
            changed.wait(0.1)
            changed.clear()
        return found
    finally:
        for stop in stops:
            stop()


def do(ticket: Ticket[Any]) -> Any:
    """What a command comes to."""
    return ticket.wait(PATIENCE_S)


def knows_names(one: Voisinage) -> bool:
    """Whether every member's name is here: words come beside the acts that name them, a little later."""
    return all(person.name != person.fingerprint for person in one.members())


def load_meter_script() -> ModuleType:
    spec = importlib.util.spec_from_file_location("make_meter_files", METER_FILES)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module  # where its dataclasses look for it
    spec.loader.exec_module(module)
    return module


def digest_of(one: Voisinage) -> bytes:
    """Of all that is definitive there."""
    return one._ask(get_digest)


@dataclass
class Commune:
    """`root` holds a folder a resident; `residents` are open, and closed with the commune."""

    root: Path
    residents: dict[str, Voisinage] = field(default_factory=dict)
    today: date = field(default_factory=get_today)
    """The day on which it begins."""

    def __getattr__(self, name: str) -> Voisinage:
        try:
            return self.__dict__["residents"][name]
        except KeyError:
            raise AttributeError(name) from None

    def found(self, name: str, me: str, commune: str = "Saint-Aubin") -> Voisinage:
        """Found with quick seals; yesterday is settled `SETTLED_IN_MS` later."""
        since_midnight_ms = clock.now_ms() - day_ms(self.today)
        parameters = {**PARAMETERS, "settlement.grace-ms": since_midnight_ms + SETTLED_IN_MS}
        desk = desks.found(
            Home(self.root / name),
            name=commune,
            me=me,
            latitude_centideg=4575,
            longitude_centideg=485,
            since_ms=day_ms(self.today - timedelta(days=SINCE_DAYS)),
            parameters=parameters,
        )
        self.residents[name] = made = Voisinage(Service(desk), LISTEN)
        until(lambda: made.is_member and not made.status().pending, made)
        return made

    def join(self, name: str, me: str, sponsor: Voisinage, *roles: str) -> Voisinage:
        """Join with an invitation of `sponsor`; a member when this returns; both read everybody's name."""
        code = do(sponsor.invite(roles)).code
        self.residents[name] = made = do(doors.join(self.root / name, code, me, listen=LISTEN))
        until(lambda: made.is_member and made.status().synced, made)
        until(lambda: knows_names(made) and knows_names(sponsor), made, sponsor)
        return made

    def reopen(self, name: str) -> Voisinage:
        """Open a resident's home again after it was closed."""
        self.residents[name] = made = doors.open_home(self.root / name, listen=LISTEN)
        return made

    def agree(self) -> None:
        """Wait until nothing is pending, every register says the same, and everybody reads every name."""

        def same() -> bool:
            seen = [(one.status(), digest_of(one)) for one in self.residents.values()]
            is_same = len({(status.height, digest) for status, digest in seen}) == 1
            is_calm = is_same and not any(status.pending for status, _ in seen)
            return is_calm and all(map(knows_names, self.residents.values()))

        until(same, *self.residents.values())

    def close(self) -> None:
        for one in self.residents.values():
            one.close()
        self.residents = {}

    # --- what fills the pages

    def make_meter_files(self, name: str, kwp: int, *, days: int = 60, use_kwh: int = 0) -> dict[str, Any]:
        """Enedis files of a small roof, up to today; of a household that uses so much a year instead."""
        out = self.root / "meters"
        options = ["--end", self.today.isoformat(), "--days", str(days), "--curve-days", "3", "--name", name]
        options += ["--kwp", str(kwp), "--consumption", str(use_kwh)]
        return load_meter_script().main([*options, "--seed", str(kwp), "--out", str(out)])

    def add_roof(
        self,
        owner: Voisinage,
        certifier: Voisinage,
        files: dict[str, Any],
        kwp: int,
        side: str = "production",
    ) -> bytes:
        """A certified meter, its files not yet brought."""
        start = day_ms(date.fromisoformat(files["from"]))
        meter = do(owner.add_meter(side, kwp * 1000, 30, 180, start, files["index_from_wh"])).id
        until(lambda: any(one.meter == meter for one in certifier.meters()), certifier)
        do(certifier.certify_meter(meter))
        until(lambda: any(one.meter == meter and one.state == "active" for one in owner.meters()), owner)
        return meter


@contextmanager
def at_noon() -> Generator[int]:
    """The program's clock begins at noon of one and the same Tuesday, at whatever hour a test runs.

    Around every home that the block opens, in this process; the value is how many milliseconds ahead of the
    computer's the clock is, for programs apart (`helpers/wrong_clock.py`).
    """
    read = clock._computer_ms
    ahead_ms = int(NOON.timestamp()) * 1_000 - read()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(clock, "_computer_ms", lambda: read() + ahead_ms)
        yield ahead_ms


@contextmanager
def commune(root: Path) -> Generator[Commune]:
    """Every home is closed with the block."""
    made = Commune(root)
    try:
        yield made
    finally:
        made.close()


def play_village(village: Commune) -> None:
    """Two residents and something on every page: roofs, offers, orders, votes, shares, gifts."""
    claire = village.found("claire", "Claire Martin")
    francois = village.join("francois", "François Dubois-Delavergne", claire, "technician")
    do(claire.energy.share_use(True))
    do(claire.energy.show_purchases(True))
    do(francois.energy.set_directive(NEIGHBOURS, "current"))
    for name, owner, certifier, kwp in (
        ("francois", francois, claire, 30),
        ("claire", claire, francois, 6),
    ):
        files = village.make_meter_files(name, kwp)
        roof = village.add_roof(owner, certifier, files, kwp)
        for kind in ("index_file", "curve_file"):
            do(owner.import_meter_file(files[kind], roof))
    files = village.make_meter_files("claire-maison", 3, use_kwh=3_000)
    house = village.add_roof(claire, francois, files, 9, "consumption")
    do(claire.import_meter_file(files["index_file"], house))
    yesterday_ms = day_ms(village.today - timedelta(days=1))
    day = until(lambda: (found := francois.energy.settled_day(yesterday_ms)).is_settled and found, francois)
    village.agree()
    _trade(claire, francois, day.kept_wh)
    _help(claire, francois, day.kept_wh)
    _speak(claire, francois, village.today)
    _vote_too_late(village)
    village.agree()


def _trade(claire: Voisinage, francois: Voisinage, kept_wh: int) -> None:
    price = (AmountView(asset="hour", amount=1_260),)
    basket = do(
        claire.add_listing(
            "offer",
            "produce",
            "Panier de légumes de saison cueillis le matin, 3,5 kg",
            "Poireaux, carottes, courges.",
            price,
            12,
        )
    ).id
    hours = (AmountView(asset="hour", amount=5_400), AmountView(asset="kg", amount=500))
    do(francois.add_listing("offer", "service", "Réparer un vélo", "Chez vous ou chez moi.", hours, -1))
    do(francois.add_listing("need", "work", "Tailler la haie côté rue", "Trente mètres.", hours[:1], 1))
    until(lambda: any(one.listing == basket for one in francois.listings()), francois)
    whole_way = ("accept", "deliver", "confirm")
    for reached in range(4):
        order = do(francois.place_order(basket, 2 if reached == 3 else 1)).id
        for action in whole_way[:reached]:
            actor = francois if action == "confirm" else claire
            until(lambda order=order, action=action, actor=actor: _may(actor, order, action), actor)
            do(actor.order_action(order, action))
    do(francois.give(claire.me().account, "kwh", kept_wh // 3, "Pour passer l’hiver au chaud"))
    do(claire.give(francois.me().account, "kg", 1_500, "Merci ! Un pot de confiture vous attend."))
    do(francois.pay(claire.me().account, "hour", 2_700, "enseignement", "Leçon de solfège"))
    do(francois.give(doors.FUND_ACCOUNT, "kwh", kept_wh // 3))


def _help(claire: Voisinage, francois: Voisinage, kept_wh: int) -> None:
    """Hours in each state, and something set aside."""
    lesson = do(francois.help.log(claire.me().account, 5_400, memo="Leçon de solfège")).id
    until(lambda: any(one.service == lesson for one in claire.help.view().to_confirm), claire)
    do(claire.help.confirm(lesson))
    do(francois.help.log(claire.me().account, 2_700, memo="Courses à la coopérative"))
    do(claire.help.log(francois.me().account, 7_200, memo="Couper le bois pour l’hiver"))
    do(claire.help.log(doors.FUND_ACCOUNT, 10_800, memo="Fauchage du bord de la route des Crêts"))
    do(francois.help.move("current", "energy-savings", "kwh", kept_wh // 6))
    do(francois.help.lock("time-savings", francois.status().last_seal_ms + 90 * 86_400_000))
    until(lambda: francois.help.view().to_confirm and francois.help.view().to_witness, francois)


def _may(person: Voisinage, order: bytes, action: str) -> bool:
    return any(one.order == order and action in one.actions for one in person.orders())


def _speak(claire: Voisinage, francois: Voisinage, today: date) -> None:
    lights = do(
        claire.propose_text(
            "Éteindre l’éclairage public de minuit à 5 h", "La place reste éclairée.", duration_ms=1_500
        )
    ).id
    do(claire.vote(lights, "for"))  # at once: it closes soon, however slow the computer
    do(claire.propose_text("Un composteur partagé derrière l’école", "Les élèves s’en occupent."))
    do(claire.propose_parity("Un kilo vaut un peu plus", "Les graines ont augmenté.", "kg", 11, 1))
    shares = {"pensions": 30, "energy": 30, "roads": 5, "startups": 20, "canteen": 10, "security": 5}
    do(francois.allocate(shares))
    do(claire.invite())
    do(francois.add_meter("injection", 3_000, 15, 90, day_ms(today), 0))


def _vote_too_late(village: Commune) -> None:
    """François votes while he is cut off; the vote closes meanwhile: his ballot has no effect."""
    francois, claire = village.francois, village.claire
    found = until(lambda: [one for one in francois.proposals() if "public" in one.title], francois)
    lights = found[0].proposal
    until(lambda: digest_of(claire) == digest_of(francois), claire, francois)
    francois.close()
    service = Service.open(Home(village.root / "francois"))
    commands.vote(service.desk, lights, "against")
    service.close()
    until(lambda: any(one.proposal == lights and one.state != "open" for one in claire.proposals()), claire)
    village.reopen("francois")
