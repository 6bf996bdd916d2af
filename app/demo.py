# SPDX-License-Identifier: AGPL-3.0-or-later
"""The demonstration commune: five real nodes, four of them witnesses, one morning played by public commands.

Nothing is faked: each act is the command a resident would type, sent to the process that runs on that
resident's home. The meter files alone are made up (`scripts/make_meter_files.py`, its assumptions are there).
"""

from __future__ import annotations

import json
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Generator, Sequence
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any, Final, cast
from zoneinfo import ZoneInfo

from app.demo_resident import COMMAND_S, REPOSITORY, Resident
from app.errors import AppError
from app.paths import Home

_AGREE_S: Final = 120
_SETTLED_IN_S: Final = 100
"""From the founding to the settlement of yesterday: the readings of all are in by then."""
_POLL_S: Final = 0.1
STEPS: Final = 12

_ENDING: Final = (signal.SIGTERM, signal.SIGINT)
_SETTINGS: Final = {
    # A demonstration cannot wait a day for a vote: these are its charter's own parameters.
    "seal.interval-ms": 200,
    "proposal.duration-min-ms": 1_000,
    "proposal.delay-ms": 1_000,
}


class Demo:
    """The commune « Saint-Aubin » under a folder."""

    def __init__(self, root: Path, tell: Callable[[int, str, str], None]) -> None:
        self.claire = Resident("Claire Martin", root / "claire")
        self.francois = Resident("François Dubois", root / "francois")
        self.marie = Resident("Marie Lefèvre", root / "marie")
        self.karim = Resident("Karim Benali", root / "karim")
        self.denise = Resident("Denise Roux", root / "denise")
        self._root = root
        self._curves: list[tuple[Resident, str, str]] = []
        """(whose, meter, file) of the hours, which stay on each computer and can wait."""
        self._tell = tell
        # The commune's civil day, which is France's: yesterday is settled in its own time.
        self._now = datetime.now(ZoneInfo("Europe/Paris"))
        self._today = self._now.date()

    @property
    def residents(self) -> tuple[Resident, ...]:
        return (self.claire, self.francois, self.marie, self.karim, self.denise)

    def stop(self) -> None:
        """End every node, all at once."""
        for resident in self.residents:
            resident.ask_to_stop()
        for resident in self.residents:
            resident.stop()

    def play(self) -> None:
        """Found, join, import, trade, give, vote; `wait_agreement` says when all is definitive."""
        for resident in self.residents:
            resident.prepare()
        self._found()
        self._join(((2, self.francois), (3, self.marie)))
        self._choices()
        self._meters()
        self._join(((7, self.karim),))
        self._choose_witnesses()
        self._join(((9, self.denise),))
        self._know_accounts()
        for resident, meter, path in self._curves:
            resident.run("meter", "import", path, "--meter", meter)
        self._help()
        self._trade()
        self._council()
        # What yesterday's roofs gave is shared out by itself, a little after the last file came.
        self._wait(lambda: self.francois.run("energy")["is_settled"])
        self._gifts()

    def _found(self) -> None:
        self._tell(1, "Claire fonde la commune de Saint-Aubin", "Claire founds the commune of Saint-Aubin")
        since = (self._today - timedelta(days=370)).isoformat()
        midnight = self._now.replace(hour=0, minute=0, second=0, microsecond=0)
        # Yesterday is settled soon after the imports, whatever the hour.
        grace_ms = int((self._now - midnight).total_seconds() * 1_000) + _SETTLED_IN_S * 1_000
        chosen = {**_SETTINGS, "settlement.grace-ms": grace_ms}
        settings = [part for name, value in chosen.items() for part in ("--set", f"{name}={value}")]
        self.claire.run(
            "found", "--name", "Saint-Aubin", "--me", self.claire.name, "--since", since, *settings
        )
        self.claire.start()

    def _join(self, guests: Sequence[tuple[int, Resident]]) -> None:
        for step, resident in guests:
            self._tell(step, f"{resident.name} rejoint la commune", f"{resident.name} joins the commune")
            code = self.claire.run("invite")["code"]
            resident.run("join", "-", "--me", resident.name, stdin=code)
            resident.start()

    def _choose_witnesses(self) -> None:
        """While they are four the mayor chooses who seals; each computer says by itself that it is ready."""
        four = self.residents[:4]
        self._tell(8, "Quatre ordinateurs scellent ensemble", "Four computers seal together")
        for resident in four:
            self._wait(lambda who=resident: len(who.run("members")["members"]) == len(four))
        self.claire.run("witnesses", "set", *(resident.name for resident in four), "--wait")
        for resident in four:
            self._wait(lambda who=resident: len(who.run("witnesses")["witnesses"]) == len(four))

    def _know_accounts(self) -> None:
        for resident in self.residents:
            self._wait(lambda: len(self.claire.run("members")["members"]) == len(self.residents))
            members = self.claire.run("members")["members"]
            resident.account = next(m["account"] for m in members if m["name"] == resident.name)

    def _make_files(self, resident: Resident, *options: str) -> dict[str, Any]:
        folder = self._root / "meters"
        command = [
            sys.executable,
            str(REPOSITORY / "scripts" / "make_meter_files.py"),
            *("--end", self._today.isoformat(), "--out", str(folder), *options),
        ]
        done = subprocess.run(command, capture_output=True, text=True, timeout=COMMAND_S, check=False)
        if done.returncode != 0:
            raise AppError(
                "demo-failed", command=f"meter files of {resident.name}", detail=done.stderr[-400:]
            )
        return cast("dict[str, Any]", json.loads(done.stdout))

    def _choices(self) -> None:
        """Where each roof's energy goes; it counts for yesterday because the commune is new (ADR 15)."""
        for resident in (self.marie, self.claire):
            for topic in ("local-sale", "purchases"):
                resident.run("consent", topic, "yes")
        gift = f"don:{self.marie.name}:4:{self._today - timedelta(days=9)}:{self._today + timedelta(days=99)}"
        self.francois.run(
            *("directive", "set", gift, f"acheteur:{self.marie.name}", "voisins", "reste:courant")
        )
        self.marie.run("directive", "set", "voisins", "reste:courant")
        self.claire.run("directive", "set", "reste:commune")

    def _relate(self, resident: Resident, side: str, watts: int, *options: str) -> None:
        """Declare a meter, have it looked at, import its files."""
        made = self._make_files(resident, *options)
        meter = resident.run(
            *("meter", "add", "--side", side, "--watts-peak", str(watts)),
            *("--from", _day_of(made["from"]), "--index", str(made["index_from_wh"])),
        )["meter"]
        self._wait(lambda: any(m["meter"] == meter for m in self._meters_of(self.claire)))
        self.claire.run("meter", "certify", meter)
        self._wait(
            lambda: any(m["meter"] == meter and m["state"] == "active" for m in self._meters_of(resident))
        )
        resident.run("meter", "import", made["index_file"], "--meter", meter)
        self._curves.append((resident, meter, made["curve_file"]))

    def _meters(self) -> None:
        roofs = (
            (self.francois, 30_000, ("--kwp", "30", "--name", "francois", "--seed", "1")),
            (self.marie, 6_000, ("--kwp", "6", "--name", "marie", "--seed", "2")),
            (self.claire, 9_000, ("--kwp", "9", "--name", "ecole", "--seed", "3")),
        )
        for step, (resident, watts_peak, options) in enumerate(roofs, 4):
            self._tell(step, f"{resident.name} relie son toit", f"{resident.name} connects a roof")
            self._relate(resident, "production", watts_peak, *options)
        for resident, year_kwh in ((self.marie, "4200"), (self.claire, "3100")):
            name = ("--consumption", year_kwh, "--name", resident.home.name, "--seed", year_kwh)
            self._relate(resident, "consumption", 9_000, *name)

    @staticmethod
    def _meters_of(resident: Resident) -> list[dict[str, Any]]:
        return cast("list[dict[str, Any]]", resident.run("meter", "list")["meters"])

    def _help(self) -> None:
        self._tell(10, "Karim et Denise donnent de leur temps", "Karim and Denise give some of their time")
        lesson = self.karim.run(
            *("service", "log", self.denise.name, "2h", "--memo", "Prise et lampe de la cuisine réparées")
        )["service"]
        self._wait(lambda: self._is_logged(self.denise, lesson))
        self.denise.run("service", "confirm", lesson, "--wait")
        self.denise.run("service", "log", self.francois.name, "1h30", "--memo", "Confitures pour la fête")
        self.karim.run("service", "log", "commune", "3h", "--memo", "Salle des fêtes repeinte")

    @staticmethod
    def _is_logged(resident: Resident, service: str) -> bool:
        return any(one["service"] == service for one in resident.run("service", "list")["to_confirm"])

    def _trade(self) -> None:
        self._tell(
            10,
            "Marie vend deux paniers de légumes à François",
            "Marie sells two baskets of vegetables to François",
        )
        offer = self.marie.run(
            *("offer", "add", "Panier de légumes de saison, 3,5 kg", "--template", "produce"),
            *("--price", "21 min", "h", "--stock", "12"),
            *("--text", "Poireaux, carottes, courges et salades du jardin, cueillis le matin."),
        )["offer"]
        self.claire.run(
            *("offer", "add", "Cours de guitare pour débutants", "--template", "service"),
            *("--price", "1h", "h", "--text", "Chez moi ou chez vous, le mercredi après-midi."),
        )
        self.francois.run(
            *("offer", "add", "Tailler la haie côté rue", "--side", "need", "--template", "service"),
            *("--price", "2h", "h", "--stock", "1"),
            *("--text", "Une trentaine de mètres, le taille-haie est fourni."),
        )
        self._wait(lambda: any(o["offer"] == offer for o in self.francois.run("offer", "list")["offers"]))
        order = self.francois.run("order", "place", offer, "--quantity", "2", "--wait")["order"]
        for resident, action in (
            (self.marie, "accept"),
            (self.marie, "deliver"),
            (self.francois, "confirm"),
        ):
            self._wait(lambda who=resident, what=action: self._may(who, order, what))
            resident.run("order", action, order, "--wait")
        self.francois.run("order", "place", offer, "--quantity", "1")

    @staticmethod
    def _may(resident: Resident, order: str, action: str) -> bool:
        orders = resident.run("order", "list")["orders"]
        return any(o["order"] == order and action in o["actions"] for o in orders)

    def _gifts(self) -> None:
        self._tell(
            11,
            "François offre des kWh à Marie, qui lui dit merci",
            "François gives some kWh to Marie, who says thank you",
        )
        kept_wh = self.francois.run("energy")["kept_wh"]
        # On a computer too slow for the settlement all went to the savings: then time is given.
        gift = (f"{kept_wh // 4} Wh", "kwh") if kept_wh >= 4 else ("20 min", "h")
        memo = ("--memo", "Pour passer l’hiver au chaud")
        self.francois.run("give", self.marie.account, *gift, *memo, "--wait")
        self.marie.run(
            *("pay", self.francois.account, "0,5", "kg", "--wait"),
            *("--memo", "Merci ! Il fait bon ici ce matin. Un pot de confiture vous attend."),
        )
        self.francois.run("pay", self.claire.account, "45 min", "h", "--memo", "Leçon de solfège", "--wait")
        self.francois.run("give", "commune", *gift, "--wait")
        self.marie.run("give", "commune", "1,5", "kg", "--wait")

    def _council(self) -> None:
        self._tell(
            11,
            "Le conseil vote, chacun répartit le fonds commun",
            "The council votes, everyone shares out the fund",
        )
        proposal = self.claire.run(
            *("propose", "text", "Éteindre l’éclairage public de minuit à 5 h", "--duration-ms", "8000"),
            *("--text", "Économie attendue : 6 200 kWh par an. La place reste éclairée.", "--wait"),
        )["proposal"]
        for resident in self.residents:
            self._wait(
                lambda who=resident: any(p["proposal"] == proposal for p in who.run("proposals")["proposals"])
            )
            resident.run("vote", proposal, "for")
        self.claire.run(
            *("propose", "text", "Un composteur partagé derrière l’école", "--days", "7"),
            *("--text", "Coût : 1 200 kWh sur le poste cantine. Les élèves s’en occupent.", "--wait"),
        )
        splits = (
            (self.claire, (40, 10, 10, 20, 10, 10)),
            (self.francois, (30, 30, 5, 20, 10, 5)),
            (self.marie, (35, 15, 10, 15, 20, 5)),
            (self.karim, (25, 10, 10, 20, 5, 30)),
            (self.denise, (50, 5, 10, 10, 20, 5)),
        )
        posts = ("pensions", "energy", "roads", "startups", "canteen", "security")
        for resident, shares in splits:
            named = [f"{post}={share}" for post, share in zip(posts, shares, strict=True)]
            resident.run("allocate", *named, "--wait")
        self._wait(lambda: self._state_of(proposal) == "executed")

    def _state_of(self, proposal: str) -> str:
        proposals = self.francois.run("proposals")["proposals"]
        return next((p["state"] for p in proposals if p["proposal"] == proposal), "")

    def wait_agreement(self) -> list[dict[str, Any]]:
        """Wait until all say the same, nothing pending; what each says."""
        self._tell(STEPS, "Les cinq registres sont comparés", "The five registers are compared")
        found: list[dict[str, Any]] = []

        def agree() -> bool:
            found[:] = [self._summary(resident) for resident in self.residents]
            first = found[0]
            same = all(one["state_digest"] == first["state_digest"] for one in found)
            return same and not any(one.pop("pending") for one in found)

        self._wait(agree)
        return found

    @staticmethod
    def _summary(resident: Resident) -> dict[str, Any]:
        status = resident.run("status")
        return {
            "name": resident.name,
            "height": status["height"],
            "state_digest": status["state_digest"],
            "totals": status["supply"],
            "pending": status["pending"],
        }

    @staticmethod
    def _wait(condition: Callable[[], bool]) -> None:
        end = time.monotonic() + _AGREE_S
        while not condition():
            if time.monotonic() > end:
                raise AppError("demo-failed", command="wait", detail="the nodes did not agree in time")
            time.sleep(_POLL_S)


def _day_of(value: object) -> str:
    """A day as the command line takes it, from what the script printed."""
    if isinstance(value, int):
        return date.fromtimestamp(value / 1000).isoformat()
    return str(value)[:10]


def _progress(say: Callable[[str, str], str]) -> Callable[[int, str, str], None]:
    def tell(step: int, french: str, english: str) -> None:
        bar = "█" * step + "░" * (STEPS - step)
        print(f"  {bar}  {say(french, english)}", file=sys.stderr, flush=True)

    return tell


@contextmanager
def _interrupted_by_signals() -> Generator[None]:
    """SIGTERM ends the demonstration as Ctrl-C does, so that its nodes are ended too."""

    def interrupt(_number: int, _frame: object) -> None:
        raise KeyboardInterrupt

    before = {number: signal.signal(number, interrupt) for number in _ENDING}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


@contextmanager
def _deaf_to_signals() -> Generator[None]:
    """An impatient second Ctrl-C must not leave half of the nodes behind."""
    before = {number: signal.signal(number, signal.SIG_IGN) for number in _ENDING}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def run_demo(
    *,
    headless: bool,
    root: Path | None,
    open_window: Callable[[Home], None],
    say: Callable[[str, str], str],
) -> dict[str, Any]:
    """Play the demonstration; then open François's window, or return what the nodes say.

    Args:
        root: where the homes are made; None: a temporary folder, removed at the end.
        open_window: runs the window on a home until the person closes it.

    Raises:
        AppError: demo-failed, home-exists. HomeError: the folder cannot be used.
        KeyboardInterrupt: somebody stopped it; its nodes are stopped too.
    """
    folder = Path(tempfile.mkdtemp(prefix="voisinage-demo-")) if root is None else root
    if root is not None and root.exists() and any(root.iterdir()):
        raise AppError("home-exists", home=str(root))
    Home(folder).create()
    demo = Demo(folder, _progress(say))
    try:
        with _interrupted_by_signals():
            demo.play()
            nodes = demo.wait_agreement()
            if headless:
                return {"nodes": nodes, "home": "" if root is None else str(root)}
            demo.francois.stop()
            open_window(Home(demo.francois.home))
            return {}
    finally:
        with _deaf_to_signals():
            demo.stop()
            if root is None:
                shutil.rmtree(folder, ignore_errors=True)
