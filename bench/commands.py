# SPDX-License-Identifier: AGPL-3.0-or-later
"""How long commands take and how soon a payment is seen, between two real nodes on loopback.

    python bench/commands.py [--rounds 20]

Prints one JSON document: milliseconds, median and worst. `command_*` is a whole program, from its start to
its end; `recorded`, `seen…` and `final…` count from the moment the payer's command is asked.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from app.control import ask
from app.paths import Home
from tests.helpers.processes import Person, agree, street, until

LOOK_EVERY_S = 0.002


def measure(function: Callable[[], Any]) -> int:
    """Milliseconds."""
    start = time.monotonic()
    function()
    return round((time.monotonic() - start) * 1000)


def told(person: Person, command: str, **arguments: Any) -> Any:
    answer = ask(
        Home(person.home), {"command": command, "arguments": {"language": "fr", **arguments}}, timeout_s=10
    )
    assert answer is not None
    return answer["result"]


def newest(person: Person) -> tuple[str, str]:
    entry = told(person, "history", limit=1)["history"][0]
    return entry["event"], entry["phase"]


def pay_and_see(payer: Person, other: Person) -> tuple[int, int, int]:
    """Milliseconds until recorded, seen by the other as pending or more, final at the other."""
    start = time.monotonic()
    event = told(payer, "pay", member="François", amount="1", unit="min")["event"]
    recorded = time.monotonic()
    while newest(other)[0] != event:
        time.sleep(LOOK_EVERY_S)
    seen = time.monotonic()
    while newest(other) != (event, "sealed"):
        time.sleep(LOOK_EVERY_S)
    return tuple(round((at - start) * 1000) for at in (recorded, seen, time.monotonic()))


def sum_up(values: list[int]) -> dict[str, int]:
    return {"median_ms": sorted(values)[len(values) // 2], "worst_ms": max(values)}


def run(rounds: int, folder: Path) -> dict[str, Any]:
    with street(folder) as homes:
        lea = homes.found()
        started = measure(lea.start)
        joined = measure(lambda: homes.join(lea, "francois", "François"))
        francois = homes.person("francois")
        francois.start()
        until(lambda: agree(lea, francois), "both hold the same")
        figures: dict[str, Any] = {"node_start_ms": started, "invite_and_join_ms": joined}
        for command in (("status",), ("pay", "François", "1", "min"), ("history",)):
            taken = [measure(lambda words=command: lea.run(*words, "--json")) for _ in range(rounds)]
            figures[f"command_{command[0]}"] = sum_up(taken)
        until(lambda: agree(lea, francois), "both hold the same")
        laps = [pay_and_see(lea, francois) for _ in range(rounds)]
        for name, values in zip(
            ("recorded", "seen_by_the_other", "final_at_the_other"), zip(*laps, strict=True), strict=True
        ):
            figures[name] = sum_up(list(values))
        francois.stop()
        figures["command_offline_status"] = sum_up([measure(francois.status) for _ in range(5)])
        figures["node_stop_ms"] = measure(lea.stop)
    return figures


if __name__ == "__main__":
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--rounds", type=int, default=20)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as made:
        print(json.dumps(run(options.rounds, Path(made)), indent=2))
