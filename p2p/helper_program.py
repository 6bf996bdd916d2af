# SPDX-License-Identifier: AGPL-3.0-or-later
"""The program of the process that checks signatures beside a node: see `p2p.helper`, which starts it.

    stdin    how many (4 bytes), then for each: key, signature, event id
    stdout   one byte each: 1 if it holds

It knows nothing else, writes no file, opens no connection, and ends with its input.
"""

from __future__ import annotations

import signal
import sys

from ledger.signing import Domain, verify

KEY_BYTES = 32
SIGNATURE_BYTES = 64
RECORD_BYTES = KEY_BYTES + SIGNATURE_BYTES + 32
_TEXT_AT = KEY_BYTES + SIGNATURE_BYTES


def check(records: bytes) -> bytes:
    """One byte a record: whether its signature of an event holds."""
    return bytes(
        verify(
            records[at : at + KEY_BYTES],
            Domain.EVENT,
            records[at + _TEXT_AT : at + RECORD_BYTES],
            records[at + KEY_BYTES : at + _TEXT_AT],
        )
        for at in range(0, len(records), RECORD_BYTES)
    )


def main() -> None:
    # A Ctrl+C in the terminal is the node's to answer: its end is the end of our input.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    source, target = sys.stdin.buffer, sys.stdout.buffer
    while len(head := source.read(4)) == 4:
        size = RECORD_BYTES * int.from_bytes(head, "big")
        records = source.read(size)
        if len(records) < size:
            return
        target.write(check(records))
        target.flush()


if __name__ == "__main__":
    main()
