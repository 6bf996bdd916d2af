# SPDX-License-Identifier: AGPL-3.0-or-later
"""The demonstration: Saint-Aubin on the morning of Sunday 24 May 2026; six real nodes, four witnesses.

    the year (app.year), played once and kept ──> six homes ──> six processes ──> the last morning's acts
                                                                       └──> François's window, or JSON

Each act of the morning is the command a resident would type, sent to the process that runs on that resident's
home. All clocks say 7 h 42 when it begins and go on; the homes themselves say so, and the window shows it.
"""

from __future__ import annotations

import shutil
import signal
import sys
import tempfile
import time
from collections.abc import Callable, Generator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

from app.demo_resident import Resident
from app.demo_street import Street
from app.errors import AppError
from app.paths import Home
from app.year.cast import HOMES
from app.year.homes import find_kept, get_year, lay_out, load_summary
from app.year.roofs import FRANCOIS

_AGREE_S: Final = 90
_POLL_S: Final = 0.25
_YEAR_PERCENT: Final = 80
"""Of the bar, while the year is played; only the first time."""
_ENDING: Final = (signal.SIGTERM, signal.SIGINT)

Tell = Callable[[int, str, str], None]
"""(percent, French, English)."""


class Demo:
    """The homes of six people of Saint-Aubin under a folder, and the processes that run on them."""

    def __init__(self, root: Path, tell: Tell, kept: Path | None = None) -> None:
        """Args: kept: where years are kept; None: in the user's cache."""
        self._root, self._tell, self._kept = root, tell, kept
        self.residents: dict[str, Resident] = {}
        self._street = Street()
        self._morning = 0

    @property
    def francois(self) -> Resident:
        return self.residents[FRANCOIS]

    def prepare(self) -> None:
        """The year, played now if no other start has, and homes made from it."""
        is_first = load_summary(find_kept(self._kept)) is None
        self._morning = _YEAR_PERCENT if is_first else 0

        def count(day: int, days: int) -> None:
            self._tell(
                _YEAR_PERCENT * day // days,
                f"Une année de Saint-Aubin se joue, une seule fois : jour {day} sur {days}",
                f"A year of Saint-Aubin is played, once only: day {day} of {days}",
            )

        folder, summary = get_year(self._kept, tell=count)
        self._step(
            5, "Les registres de six habitants sont posés", "The registers of six residents are laid out"
        )
        homes = lay_out(folder, self._root, summary["homes"])
        for slug, home in homes.items():
            person = summary["people"][slug]
            self.residents[slug] = Resident(person["name"], home.root, person["account"])

    def say_progress_to(self, tell: Tell) -> None:
        self._tell = tell

    def _step(self, percent: int, french: str, english: str) -> None:
        self._tell(self._morning + (100 - self._morning) * percent // 100, french, english)

    def take_up(self) -> None:
        """The homes of a demonstration that was laid out under this root before."""
        summary = load_summary(find_kept(self._kept)) or {"people": {}}
        for slug in HOMES:
            person = summary["people"].get(slug, {"name": slug, "account": ""})
            self.residents[slug] = Resident(person["name"], self._root / slug, person["account"])

    def start(self, *without: str) -> None:
        """Run the nodes, all at once; wait until each listens."""
        self._step(15, "Leurs ordinateurs s’allument", "Their computers start")
        self._street.start([resident for slug, resident in self.residents.items() if slug not in without])

    def stop(self) -> None:
        """End every node, all at once."""
        self._street.stop()

    # --- the last morning ---------------------------------------------------------------------------------

    def play_morning(self) -> None:
        """What neighbours do between 7 h 42 and François's coffee."""
        self._step(50, "Il est 7 h 42, le village se réveille", "It is 7.42, the village wakes up")
        marc, marie, karim, helene = (self.residents[slug] for slug in ("marc", "marie", "karim", "helene"))
        self._wait(lambda: all(_count_online(one) >= 2 for one in (marc, marie, karim, helene)))
        francois = self.francois.account
        thanks = "Merci, il fait bon ici ce matin. Un pot de confiture vous attend."
        marc.tell("give", member=francois, amount="0,5", unit="kg", memo=thanks)
        karim.tell("service.log", member=francois, duration="1h", memo="Prise de la remise réparée")
        for order in marie.tell("order.list")["orders"]:
            if order["buyer"]["account"] == francois and "deliver" in order["actions"]:
                marie.tell("order.deliver", order=order["order"])
        for proposal in helene.tell("proposals")["proposals"]:
            if proposal["state"] == "open" and not proposal["my_choice"]:
                helene.tell("vote", proposal=proposal["proposal"], choice="for")

    def wait_agreement(self) -> list[dict[str, Any]]:
        """Wait until all who run say the same, nothing pending; what each says."""
        self._step(85, "Les registres sont comparés", "The registers are compared")
        found: list[dict[str, Any]] = []

        def agree() -> bool:
            found[:] = [_sum_up(one) for one in self.residents.values() if self._street.is_running(one)]
            same = all(one["state_digest"] == found[0]["state_digest"] for one in found)
            return same and not any(one.pop("pending") for one in found)

        self._wait(agree)
        return found

    @staticmethod
    def _wait(condition: Callable[[], bool]) -> None:
        end = time.monotonic() + _AGREE_S
        while not condition():
            if time.monotonic() > end:
                raise AppError("demo-failed", command="wait", detail="the nodes did not agree in time")
            time.sleep(_POLL_S)


def _count_online(resident: Resident) -> int:
    return sum(peer["online"] for peer in resident.tell("peers")["peers"])


def _sum_up(resident: Resident) -> dict[str, Any]:
    status = resident.tell("status")
    return {
        "name": resident.name,
        "height": status["height"],
        "state_digest": status["state_digest"],
        "totals": status["circulating"],
        "pending": status["pending"],
    }


def print_progress(say: Callable[[str, str], str]) -> Tell:
    """A bar on the terminal, a line each time its text or its tenth changes."""
    shown: list[object] = [None]

    def tell(percent: int, french: str, english: str) -> None:
        tenths, text = percent // 10, say(french, english)
        now = (tenths, text.partition(":")[0])
        if shown[0] != now:
            shown[0] = now
            print(f"  {'█' * tenths}{'░' * (10 - tenths)}  {text}", file=sys.stderr, flush=True)

    return tell


def _interrupt(_number: int, _frame: object) -> None:
    """SIGTERM ends the demonstration as Ctrl-C does, so that its nodes are ended too."""
    raise KeyboardInterrupt


@contextmanager
def _answering_signals(answer: Callable[[int, Any], None] | signal.Handlers) -> Generator[None]:
    before = {number: signal.signal(number, answer) for number in _ENDING}
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
    while_shown: Callable[[Callable[[Tell], None]], None],
    say: Callable[[str, str], str],
) -> dict[str, Any]:
    """Play the demonstration; then open François's window, or return what the nodes say.

    Args:
        root: where the homes are made; None: a temporary folder, removed at the end.
        open_window: runs the window on a home until the person closes it.
        while_shown: does some work while a window shows how far it is.

    Raises:
        AppError: demo-failed, home-exists. HomeError: the folder cannot be used.
        KeyboardInterrupt: somebody stopped it; its nodes are stopped too.
    """
    folder = Path(tempfile.mkdtemp(prefix="voisinage-demo-")) if root is None else root
    if root is not None and root.exists() and any(root.iterdir()):
        raise AppError("home-exists", home=str(root))
    Home(folder).create()
    printed = print_progress(say)
    demo = Demo(folder, printed)

    def begin(tell: Tell) -> None:
        demo.say_progress_to(tell)
        demo.prepare()
        demo.start(*(() if headless else (FRANCOIS,)))
        demo.play_morning()

    try:
        with _answering_signals(_interrupt):
            if headless:
                begin(printed)
                return {"nodes": demo.wait_agreement(), "home": "" if root is None else str(root)}
            while_shown(begin)
            open_window(Home(demo.francois.home))
            return {}
    finally:
        # An impatient second Ctrl-C must not leave half of the nodes behind.
        with _answering_signals(signal.SIG_IGN):
            demo.stop()
            if root is None:
                shutil.rmtree(folder, ignore_errors=True)
