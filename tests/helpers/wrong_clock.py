# SPDX-License-Identifier: AGPL-3.0-or-later
"""The program on a computer whose clock is wrong: `python -m tests.helpers.wrong_clock MS WORD…`.

Only the civil clock is; what measures time-outs is not, as on a real computer.
"""

from __future__ import annotations

import sys
import time

from app.__main__ import main

_right_ns = time.time_ns


def run(words: list[str]) -> int:
    """The program's own entry, its clock ahead by so many milliseconds (or behind, if negative)."""
    off_ns = int(words[0]) * 1_000_000
    time.time_ns = lambda: _right_ns() + off_ns
    return main(words[1:])


if __name__ == "__main__":
    sys.exit(run(sys.argv[1:]))
