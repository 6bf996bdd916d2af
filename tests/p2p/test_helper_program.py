# SPDX-License-Identifier: AGPL-3.0-or-later
"""The process beside a node: one byte a record, until its input ends."""

from __future__ import annotations

import subprocess
from pathlib import Path

from ledger.event import Event
from p2p.helper import make_command
from tests.helpers.hamlet import settled


def record_of(event: Event, signature: bytes) -> bytes:
    return event.author + signature + event.id


def records() -> bytes:
    hamlet = settled("anna")
    event = hamlet.transfer(hamlet.people["anna"], hamlet.founder.account)
    return record_of(event, event.signature) + record_of(event, bytes(64))


def test_it_answers_until_its_input_ends(tmp_path: Path):
    asked = (2).to_bytes(4, "big") + records()
    done = subprocess.run(
        make_command(),
        input=2 * asked + asked[:50],
        capture_output=True,
        cwd=tmp_path,
        timeout=60,
        check=True,
    )
    assert (done.stdout, done.stderr) == (b"\x01\x00\x01\x00", b"")
