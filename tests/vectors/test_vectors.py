# SPDX-License-Identifier: AGPL-3.0-or-later
"""The golden vectors hold for this program, for the second reading, and are what `make` would write today."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from ledger.encoding import decode, encode
from ledger.errors import LedgerError
from ledger.event import Anchor, Event, check_signatures, decode_event, encode_event
from ledger.hashing import merkle_root
from ledger.ordering import compute_order_root, order_cut
from ledger.seal import check_certificate, compute_witnesses_digest, decode_certificate, decode_seal
from ledger.state import Witness
from ledger.units import AccountId, EventId, Key, NodeKey
from tests.vectors import make, standalone

HERE = Path(__file__).parent


def load(name: str) -> dict[str, Any]:
    return json.loads((HERE / name).read_text(encoding="ascii"))


def cases(name: str, part: str) -> list[Any]:
    return [pytest.param(case, id=case["name"]) for case in load(name)[part]]


def raw(text: str) -> bytes:
    return bytes.fromhex(text)


@pytest.mark.parametrize("name", make.NAMES)
def test_the_files_are_what_make_writes(name: str):
    assert (HERE / name).read_text(encoding="ascii") == make.text_of(name)


@pytest.mark.parametrize("name", list(standalone.RUNS))
def test_the_second_reading_agrees(name: str):
    assert [case for case, good in standalone.run(name) if not good] == []


NO_IMPORT_OF_OURS = """
import runpy, sys
class Wall:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in ("ledger", "p2p", "app", "ui", "tests", "scripts", "bench"):
            raise ImportError(name)
sys.meta_path.insert(0, Wall())
runpy.run_path(sys.argv[1], run_name="__main__")
"""


def run_alone(folder: Path) -> subprocess.CompletedProcess[str]:
    """From another folder, with no path to this program and a wall before every module of it."""
    command = [sys.executable, "-I", "-B", "-c", NO_IMPORT_OF_OURS, str(folder / "standalone.py")]
    return subprocess.run(command, cwd="/", capture_output=True, text=True, check=False)


def test_the_second_reading_runs_alone(tmp_path: Path):
    """From a copy that holds nothing but itself and the files."""
    copy = copy_alone(tmp_path)
    done = run_alone(copy)
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.count(" of ") == len(standalone.RUNS) == len(make.NAMES)


def copy_alone(folder: Path, pattern: str = "*.json") -> Path:
    for path in (*HERE.glob(pattern), HERE / "standalone.py", *(HERE / "second").glob("*.py")):
        target = folder / path.relative_to(HERE)
        target.parent.mkdir(exist_ok=True)
        shutil.copyfile(path, target)
    return folder


def test_the_second_reading_imports_nothing_of_ours():
    paths = [HERE / "standalone.py", *(HERE / "second").glob("*.py")]
    lines = [line for path in paths for line in path.read_text(encoding="utf-8").splitlines()]
    named = [line.split() for line in lines if line.lstrip().startswith(("import ", "from "))]
    imported = {words[1].partition(".")[0] for words in named}
    assert imported - set(sys.stdlib_module_names) == {"nacl", "second"}


@pytest.mark.parametrize("case", cases("encoding.json", "valid"))
def test_a_valid_encoding(case: dict[str, Any]):
    value = decode(raw(case["hex"]), size_max=16_384)
    assert standalone.same(value, standalone.untag(case["value"]))
    assert encode(value) == raw(case["hex"])


@pytest.mark.parametrize("case", cases("encoding.json", "invalid"))
def test_a_hostile_encoding(case: dict[str, Any]):
    with pytest.raises(LedgerError) as caught:
        decode(raw(case["hex"]), size_max=16_384)
    assert caught.value.code == "malformed"


COMMUNE = EventId(raw(load("events.json")["commune"]))


@pytest.mark.parametrize("case", cases("events.json", "valid"))
def test_a_valid_event(case: dict[str, Any]):
    event = decode_event(raw(case["hex"]), COMMUNE)
    check_signatures(event, COMMUNE)
    assert (event.id.hex(), event.kind) == (case["id"], case["kind"])
    assert encode_event(event) == raw(case["hex"])


@pytest.mark.parametrize("case", cases("events.json", "invalid"))
def test_an_event_refused(case: dict[str, Any]):
    with pytest.raises(LedgerError) as caught:
        check_signatures(decode_event(raw(case["hex"]), COMMUNE), COMMUNE)
    assert caught.value.code == case["error"]


@pytest.mark.parametrize("case", cases("ordering.json", "cases"))
def test_an_order(case: dict[str, Any]):
    accounts = {raw(event["author"]): AccountId(raw(event["account"])) for event in case["events"]}
    events = {event.id: event for event in map(_drawn, case["events"])}
    ordered = order_cut(events, raw(case["previous_seal"]), lambda event: accounts[event.author])
    assert [event_id.hex() for event_id in ordered] == case["order"]
    assert compute_order_root(ordered).hex() == case["order_root"]


def _drawn(case: dict[str, Any]) -> Event:
    return Event(
        id=EventId(raw(case["id"])),
        payload=b"",
        signature=b"",
        author=Key(raw(case["author"])),
        seq=case["seq"],
        prev=EventId(raw(case["prev"])),
        deps=tuple(EventId(raw(dep)) for dep in case["deps"]),
        anchor=Anchor(height=0, prefix=bytes(8)),
        time_ms=0,
        kind=case["kind"],
        body={},
    )


def test_the_roots():
    for case in load("ordering.json")["roots"]:
        assert merkle_root([raw(leaf) for leaf in case["leaves"]]).hex() == case["root"]


def _witnesses(rows: list[list[str]]) -> list[Witness]:
    return [Witness(AccountId(raw(account)), NodeKey(raw(node))) for account, node in rows]


@pytest.mark.parametrize("case", cases("seals.json", "cases"))
def test_a_seal(case: dict[str, Any]):
    def judge() -> str:
        seal = decode_seal(raw(case["seal"]), COMMUNE)
        certificate = decode_certificate(raw(case["certificate"]))
        check_certificate(seal, certificate, _witnesses(case["witnesses"]), COMMUNE)
        return seal.id.hex()

    if "error" not in case:
        assert judge() == case["id"]
        return
    with pytest.raises(LedgerError) as caught:
        judge()
    assert caught.value.code == case["error"]


def test_the_digests_of_witnesses():
    for case in load("seals.json")["witnesses_digests"]:
        assert compute_witnesses_digest(_witnesses(case["witnesses"])).hex() == case["digest"]
