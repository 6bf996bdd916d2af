# SPDX-License-Identifier: AGPL-3.0-or-later
"""What is thrown in a turn of the window that nobody expected: noted, and told where it is seen.

    a page that is filled      tells it itself (`widgets/page`)
    a command that is refused  has its sentences (`errors`)
    all the rest               Qt hands it to `sys.excepthook`: a sheet's button, an answer, a paint

Its law: what goes on failing, as a paint may, is noted a few times only.
"""

from __future__ import annotations

import logging
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Generator
    from types import TracebackType

log = logging.getLogger(__name__)

NOTED_MAX: Final = 5
"""Times the same line is noted."""

Place = tuple[str, int]


@contextmanager
def telling(tell: Callable[[Exception], None]) -> Generator[None]:
    """While it lasts, `tell` is called with what nothing caught; what is no fault (Ctrl-C) goes its way."""
    before = sys.excepthook
    noted: dict[Place, int] = {}

    def hear(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if not isinstance(error, Exception):
            before(kind, error, trace)
            return
        place = _find_place(trace)
        noted[place] = noted.get(place, 0) + 1
        if noted[place] <= NOTED_MAX:
            log.error("the window failed", exc_info=(kind, error, trace))
        try:
            tell(error)
        except Exception:
            log.exception("and this could not be told")

    sys.excepthook = hear
    try:
        yield
    finally:
        sys.excepthook = before


def _find_place(trace: TracebackType | None) -> Place:
    """The line that threw it."""
    place: Place = ("", 0)
    while trace is not None:
        place = (trace.tb_frame.f_code.co_filename, trace.tb_lineno)
        trace = trace.tb_next
    return place
