# SPDX-License-Identifier: AGPL-3.0-or-later
"""The process beside a node: one byte a record, until its input ends."""

from __future__ import annotations

import subprocess
import sys

from ledger.event import Event
from p2p.helper_program import RECORD_BYTES, check
from tests.helpers.hamlet import settled
from tests.helpers.tree import ROOT


def record_of(event: Event, signature: bytes) -> bytes:
    return event.author + signature + event.id


def records() -> bytes:
    hamlet = settled("anna")
    event = hamlet.transfer(hamlet.people["anna"], hamlet.founder.account)
    return record_of(event, event.signature) + record_of(event, bytes(64))


def test_one_byte_says_whether_a_signature_holds():
    assert check(records()) == b"\x01\x00"
    assert check(b"") == b""
    assert check(bytes(RECORD_BYTES)) == b"\x00"


def test_it_answers_until_its_input_ends():
    asked = (2).to_bytes(4, "big") + records()
    done = subprocess.run(
        [sys.executable, "-m", "p2p.helper_program"],
        input=2 * asked + asked[:50],
        capture_output=True,
        cwd=ROOT,
        timeout=60,
        check=True,
    )
    assert (done.stdout, done.stderr) == (b"\x01\x00\x01\x00", b"")
