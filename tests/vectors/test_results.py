# SPDX-License-Identifier: AGPL-3.0-or-later
"""results_*.json hold for this program too, forget no outcome of any kind, and no change goes unnoticed."""

from __future__ import annotations

import inspect
import json
import re
from pathlib import Path
from typing import Any

import pytest

from ledger import limits
from ledger.errors import LedgerError, Reason
from ledger.event import decode_event, encode_event
from ledger.execute import compute_results_root
from ledger.recovery import decode_recovery
from ledger.replica import Replica
from ledger.rulebook import book
from ledger.rulebook.parity import get_version
from ledger.state import compute_state_digest, get_chain
from ledger.store import Store
from ledger.units import DAY_MS, HOUR_MS, ZERO_ID, EventId
from tests.helpers.builders import listing_body
from tests.helpers.tree import read
from tests.vectors import make, standalone
from tests.vectors.drawn import compare, differences
from tests.vectors.story import Story
from tests.vectors.test_vectors import HERE, copy_alone, run_alone

OF_ANY_KIND = {
    "unknown key", "fork", "revoked", "paper key", "other chain", "too old", "unknown", "malformed",
}  # fmt: skip
SHAPED_BEFORE = {"charter", "resident.join", "key.add"}
RESULTS = list(make.HISTORIES)


def load(name: str) -> dict[str, Any]:
    return json.loads((HERE / name).read_text(encoding="ascii"))


def follow(vectors: dict[str, Any], history: dict[str, Any]) -> list[str]:
    """What this program, as a node that only follows, finds otherwise than the file says."""
    charter = decode_event(bytes.fromhex(vectors["charters"][history["charter"]]), EventId(ZERO_ID))
    replica = Replica(Store(None))
    replica.adopt(charter)
    for number, case in enumerate(history["heights"], 1):
        events = [bytes.fromhex(event) for event in case["events"]]
        dead = [bytes.fromhex(event) for event in case.get("dead", [])]
        replica.ingest([*reversed(dead), *events], source=b"vectors", forced=True)
        try:
            if "recovery" in case:
                replica.adopt_recovery(decode_recovery(bytes.fromhex(case["recovery"])))
            execution = replica.apply_seal(bytes.fromhex(case["seal"]), bytes.fromhex(case["certificate"]))
        except LedgerError as error:
            return [f"height {number}: {error}"]
        found = {
            "events": [encode_event(event) for event in replica.store.iter_sealed(number)] == events,
            "results": [list(row) for row in map(shown, execution.results)] == case["results"],
            "results_root": compute_results_root(execution.results).hex() == case["results_root"],
            "total": get_chain(execution.state).total == case["total"],
            "state_digest": compute_state_digest(execution.state).hex() == case["state_digest"],
        }
        if not all(found.values()):
            return [f"height {number}: {name}" for name, good in found.items() if not good]
    return []


def shown(result: Any) -> tuple[Any, ...]:
    lines = [
        [line.account.hex(), line.pot, line.asset, line.purpose, line.amount] for line in result.postings
    ]
    return result.id.hex(), result.outcome, lines


@pytest.mark.parametrize("name", RESULTS)
def test_a_node_that_follows_finds_the_same(name: str):
    vectors = load(name)
    for history in vectors["histories"]:
        assert follow(vectors, history) == [], history["name"]


@pytest.mark.parametrize("seed", range(3))
def test_a_drawn_history_comes_out_the_same_twice(seed: int):
    assert differences(seed, heights=12) == []


@pytest.mark.slow
def test_tasks_beyond_the_measure_of_a_seal_come_out_the_same_twice():
    """Too long for a file: 1,024 run, the rest before the next cut, orders put back once after an outage."""
    quotas = {"quota.events-day": 5_000, "quota.events-day-newcomer": 5_000, "quota.bytes-day": 2**30}
    story = Story.found(parameters={**quotas, "proposal.open-max": 1_000})
    (anna,) = story.people_named("anna")
    listing = story.put(anna, "listing.add", **listing_body(("hour", 1)))
    story.flush()
    order = {"listing": listing.id, "quantity": 1, "parity": get_version(story.state)}
    proposal = {"form": "text", "title": bytes(32), "text": b"", "duration": 3 * DAY_MS, "content": {}}
    for number in range(limits.TASKS_PER_SEAL_MAX):
        story.put(anna if number % 2 else story.founder, "proposal", **proposal)
    for _ in range(3):
        story.put(story.founder, "order.place", **order)
    story.flush()
    for wait_ms in (3 * DAY_MS + 2 * HOUR_MS, 1_000, DAY_MS, 1_000):
        story.put(story.founder, "consent", topic="gifts", agree=True)
        story.flush(after_ms=wait_ms)
    outcomes = [[result[1] for result in height["results"]] for height in story.heights[-4:]]
    assert [len(row) for row in outcomes] == [1_025, 4, 4, 1]
    assert sum(row.count("applied:re-armed") for row in outcomes[:2]) == 3
    assert compare(story, "many tasks") == []


# --- nothing is forgotten


def declared() -> dict[str, set[str]]:
    """{kind or task: outcomes} of docs/protocol.md 6.11, without those in brackets."""
    text = read("docs/protocol.md").split("### 6.11")[1].split("### 6.12")[0]
    kinds, tasks = text.split("| task | object |")
    found: dict[str, set[str]] = {}
    for kind, void, notes in re.findall(r"^\| `([a-z.]+)` \| (.*?) ?\| (.*?) ?\|$", kinds, re.MULTILINE):
        void = re.sub(r"\(`[^`]+`\)", "", void)
        found[kind] = {"applied", *re.findall(r"`([^`]+)`", void), *re.findall(r"`([^`]+)`", notes)}
    for label, outcomes in re.findall(r"^\| `([a-z.]+)` \| .* \| .* \| (.*) \|$", tasks, re.MULTILINE):
        found[f"task {label}"] = set(re.findall(r"`([^`]+)`", outcomes))
    return found


def covered() -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for name in RESULTS:
        for story in make.stories_of(name).values():
            for kind, outcome in story.covered:
                found.setdefault(kind, set()).add(outcome)
    return found


def test_the_page_names_every_kind_and_task():
    rules = set(book._VERSION_1) - {"charter"}
    tasks = {f"task {label}" for label in book.DUE}
    assert set(declared()) == rules | tasks


def test_every_outcome_of_every_kind_has_a_vector_and_no_other_exists():
    found, wanted = covered(), declared()
    assert found.pop("mint") == {"unknown"}
    assert found.pop("task recovery") == {"applied"}
    for kind in wanted:
        outcomes = found[kind]
        if not kind.startswith("task ") and kind not in SHAPED_BEFORE:
            assert "malformed" in outcomes, kind
        assert outcomes - OF_ANY_KIND == wanted[kind] - OF_ANY_KIND, kind
        assert wanted[kind] <= outcomes, kind
    assert set().union(*found.values()) >= OF_ANY_KIND - {"unknown"}


def test_every_reason_in_the_rule_book_is_one_the_page_gives_its_kinds():
    """In the source: what a module of the rule book can refuse for, and what the page says of its kinds."""
    text = read("docs/protocol.md").split("### 6.11")[1].split("### 6.12")[0]
    rows = re.findall(r"^\| `([a-z.]+)` \| (.*?) \|", text, re.MULTILINE)
    page: dict[str, set[str]] = {}
    for kind, void in rows:
        page.setdefault(kind, set()).update(re.findall(r"`([^`]+)`", void))
    for module in book._FAMILIES:
        kinds = getattr(module, "KINDS", {})
        names = set(re.findall(r"Reason\.([A-Z_]+)", inspect.getsource(module)))
        used = {Reason[name].value for name in names} - {"malformed"}
        if kinds:
            assert used <= set().union(*(page.get(kind, set()) for kind in kinds)), module.__name__


# --- a changed value is noticed


CHANGES: dict[str, tuple[str, Any]] = {
    "an event": ("events", lambda case: [flip(case["events"][0]), *case["events"][1:]]),
    "the seal": ("seal", lambda case: flip(case["seal"])),
    "the certificate": ("certificate", lambda case: flip(case["certificate"])),
    "an outcome": ("results", lambda case: [[case["results"][0][0], "floor", []], *case["results"][1:]]),
    "a missing result": ("results", lambda case: case["results"][1:]),
    "the results root": ("results_root", lambda case: flip(case["results_root"])),
    "the state digest": ("state_digest", lambda case: flip(case["state_digest"])),
}


def flip(text: str) -> str:
    """One bit of the last byte."""
    return text[:-1] + format(int(text[-1], 16) ^ 1, "x")


@pytest.mark.parametrize("what", list(CHANGES))
def test_one_changed_value_and_both_programs_disagree_with_the_file(what: str):
    vectors = load("results_money.json")
    history = vectors["histories"][0]
    field, change = CHANGES[what]
    case = history["heights"][3]
    case[field] = change(case)
    assert follow(vectors, history) != []
    assert not all(good for _, good in standalone.check_vectors("results_money.json", vectors))


PLACES: dict[str, tuple[str | int, ...]] = {
    "allocation.json": ("weights", 4, "weights", 1, 0),
    "charters.json": ("sound", 0, "state_digest"),
    "digests.json": ("cases", 2, "digest"),
    "encoding.json": ("valid", 3, "hex"),
    "events.json": ("valid", 0, "id"),
    "light.json": ("cases", 0, "id"),
    "ordering.json": ("cases", 0, "order_root"),
    "receipts.json": ("cases", 0, "id"),
    "recovery.json": ("cases", 0, "id"),
    "seals.json": ("cases", 0, "id"),
    "settlement.json": ("days", 0, "number"),
    **dict.fromkeys(RESULTS, ("histories", -1, "heights", -1, "state_digest")),
}


@pytest.mark.parametrize("name", list(make.NAMES))
def test_a_changed_file_is_refused_by_the_second_reading_alone(name: str, tmp_path: Path):
    copy = copy_alone(tmp_path, name)
    vectors = load(name)
    place: Any = vectors
    *way, last = PLACES[name]
    for step in way:
        place = place[step]
    place[last] = flip(place[last]) if isinstance(place[last], str) else place[last] + 1
    (copy / name).write_text(json.dumps(vectors), encoding="ascii")
    done = run_alone(copy)
    assert done.returncode == 1, done.stdout + done.stderr
