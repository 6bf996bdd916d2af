# SPDX-License-Identifier: AGPL-3.0-or-later
"""Where a bundle starts does what `python -m app` does, and loads modules when it is asked for no more."""

from __future__ import annotations

import subprocess
import sys

from app import frozen
from ledger.signing import Domain, public_key, sign
from tests.helpers.tree import ROOT

ENTRY = ROOT / "packaging" / "entry.py"


def start(*words: str) -> subprocess.CompletedProcess[str]:
    env = {"PYTHONPATH": str(ROOT), "PATH": "/usr/bin:/bin", "LANG": "C.UTF-8", "LD_LIBRARY_PATH": "/nowhere"}
    command = [sys.executable, str(ENTRY), *words]
    return subprocess.run(command, env=env, capture_output=True, text=True, check=False)


def test_it_runs_commands() -> None:
    done = start("completion", "fish")
    assert done.returncode == 0, done.stderr
    assert "complete -c voisinage" in done.stdout


def test_it_checks_signatures_beside_a_node() -> None:
    key, event = bytes(range(32)), bytes(32)
    record = public_key(key) + sign(key, Domain.EVENT, event) + event
    false = record[:40] + bytes([record[40] ^ 1]) + record[41:]
    command = [sys.executable, str(ENTRY), frozen.SIGNATURES, Domain.EVENT.prefix.hex()]
    asked = (2).to_bytes(4, "big") + record + false
    env = {"PYTHONPATH": str(ROOT)}
    done = subprocess.run(command, env=env, input=asked, capture_output=True, check=True)
    assert done.stdout == b"\x01\x00", done.stderr


def test_it_tries_modules() -> None:
    assert start("--import", "json", "ast").returncode == 0
    done = start("--import", "no_such_module")
    assert done.returncode == 1
    assert "no_such_module" in done.stderr.splitlines()[-1], "the last line says why, as the doctor shows it"
