# SPDX-License-Identifier: AGPL-3.0-or-later
"""Many signatures at once: each verdict is the one that `signing.verify` gives."""

from __future__ import annotations

import os
import subprocess
import sys

from ledger.signing import Domain, verify
from ledger.sodium import RECORD_BYTES, list_files, make_check
from tests.p2p.test_helper_program import records


def test_one_byte_says_whether_a_signature_holds():
    check = make_check(Domain.EVENT.prefix)
    assert check(records()) == b"\x01\x00"
    assert check(b"") == b""
    assert check(bytes(RECORD_BYTES)) == b"\x00"


def test_it_judges_odd_signatures_as_the_ledger_does():
    check = make_check(Domain.EVENT.prefix)
    good = records()[:RECORD_BYTES]
    odd = [
        bytes([*good[:at], good[at] ^ bit, *good[at + 1 :]]) for at in range(RECORD_BYTES) for bit in (1, 128)
    ]
    odd += [key.to_bytes(32, "little") + good[32:] for key in (0, 1, 2**255 - 19, 2**255 - 18, 2**256 - 1)]
    order = 2**252 + 27742317777372353535851937790883648493
    larger = int.from_bytes(good[64:96], "little") + order
    odd.append(good[:64] + larger.to_bytes(32, "little") + good[96:])
    expected = [verify(record[:32], Domain.EVENT, record[96:], record[32:96]) for record in [good, *odd]]
    assert check(b"".join([good, *odd])) == bytes(expected)
    assert expected.count(True) == 1


def test_the_binding_is_found_where_it_is_said_to_be():
    code = "import sys; sys.path += sys.argv[1:]; import nacl._sodium"
    command = [sys.executable, "-I", "-S", "-c", code, *map(os.path.dirname, list_files())]
    assert subprocess.run(command, timeout=60).returncode == 0
