# SPDX-License-Identifier: AGPL-3.0-or-later
"""The program of the process that checks signatures beside a node: see `p2p.helper`, which starts it.

    words    what stands before an event's id when it is signed, in hex; then where modules are looked for
    stdin    how many (4 bytes), then for each: key, signature, event id
    stdout   one byte each: 1 if it holds

It imports nothing that it does not use: it is started while somebody waits, by an interpreter that leaves out
its own usual start. It knows nothing else, writes no file, opens no connection, and ends with its input.
"""

from __future__ import annotations

import sys

TYPE_CHECKING = False  # as in `ledger.sodium`
if TYPE_CHECKING:
    from collections.abc import Sequence


def main(words: Sequence[str]) -> None:
    prefix, *folders = words
    sys.path += folders
    from ledger.sodium import RECORD_BYTES, make_check

    check = make_check(bytes.fromhex(prefix))
    source, target = sys.stdin.buffer, sys.stdout.buffer
    while len(head := source.read(4)) == 4:
        size = RECORD_BYTES * int.from_bytes(head, "big")
        records = source.read(size)
        if len(records) < size:
            return
        target.write(check(records))
        target.flush()


if __name__ == "__main__":
    main(sys.argv[1:])
