# SPDX-License-Identifier: AGPL-3.0-or-later
"""My split of the common fund while I am making it: percents of posts, in steps, that must sum to 100.

No Qt here, so that the rule can be tested alone. Its law: a split is sent only when it is complete; nothing
is moved behind the person's back, except when they ask for the rest to be spread.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

STEP: Final = 5
WHOLE: Final = 100


class Shares:
    """Percents by post, in the charter's order, each a multiple of five from 0 to 100."""

    def __init__(self, percents: Mapping[str, int]) -> None:
        self._percents = {post: _stepped(percent) for post, percent in percents.items()}

    def __getitem__(self, post: str) -> int:
        return self._percents[post]

    @property
    def percents(self) -> dict[str, int]:
        return dict(self._percents)

    @property
    def left(self) -> int:
        """What is still to be placed; below zero when too much was."""
        return WHOLE - sum(self._percents.values())

    @property
    def complete(self) -> bool:
        return bool(self._percents) and self.left == 0

    def put(self, post: str, percent: int) -> int:
        """Give a post the nearest step to `percent`; returns it."""
        if post not in self._percents:
            raise KeyError(post)
        self._percents[post] = _stepped(percent)
        return self._percents[post]

    def spread(self) -> None:
        """Bring the sum to 100, one step at a time, each where it changes the split least.

        A missing step goes to the post that has most for its share of the whole (d'Hondt's quotient), a step
        too many leaves the post that has least for it; ties go to the first post of the charter.
        """
        if not self._percents:
            return
        wanted = dict(self._percents)
        if not any(wanted.values()):
            wanted = dict.fromkeys(wanted, STEP)
        while self.left > 0:
            post = max(wanted, key=lambda name: wanted[name] / (self._percents[name] + STEP))
            self._percents[post] += STEP
        while self.left < 0:
            held = [name for name in wanted if self._percents[name] > 0]
            post = min(held, key=lambda name: wanted[name] / self._percents[name])
            self._percents[post] -= STEP


def _stepped(percent: int) -> int:
    return min(WHOLE, max(0, (percent + STEP // 2) // STEP * STEP))
