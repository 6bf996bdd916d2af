# SPDX-License-Identifier: AGPL-3.0-or-later
"""Where a bundle starts: what `python -m app` is to the sources.

Its law: nothing is decided here but what only a bundle needs.
"""

from __future__ import annotations

import multiprocessing
import os
import sys

from app.frozen import check_signatures_only, give_back_libraries, import_only


def start() -> int:
    """Run the command typed; its exit code."""
    multiprocessing.freeze_support()  # where the demonstration's nodes begin: they never come back from it
    give_back_libraries(os.environ)
    if check_signatures_only(sys.argv[1:]) or import_only(sys.argv[1:]):
        return 0
    from app.__main__ import main

    return main()


if __name__ == "__main__":
    sys.exit(start())
