# SPDX-License-Identifier: AGPL-3.0-or-later
"""One seals, then four, then seven, then four again: payments flow meanwhile, and none waits for it."""

from __future__ import annotations

import pytest

from tests.helpers.street import RESIDENTS, WITNESSES, Quarter

pytestmark = pytest.mark.slow

VOTERS = ("anna", "lea")


def test_four_then_seven_then_four(four: Quarter) -> None:
    four.seat(*WITNESSES, *RESIDENTS, voters=VOTERS)
    four.seat(*WITNESSES, voters=VOTERS)
    four.agree()
    # The first of them, from one to four, was made when the street was.
    assert [len(change.names) for change in four.changes] == [4, 7, 4]
    heights = [change.height for change in four.changes]
    assert heights == sorted(heights)
    for change in four.changes:
        assert len(change.events) > 2, "payments flowed"
        sealed = [four.height_of("lea", event) for event in change.events]
        # Whoever proposed, no height was tried more than twice, so none waited for longer than a time-out.
        for height in range(min(sealed), max(sealed) + 1):
            assert four.certificate("lea", height).round <= 1
    for change in four.changes:
        quorum = len(change.names) - (len(change.names) - 1) // 3
        signatures = dict(four.certificate("nora", change.height).signatures)
        assert quorum <= len(signatures) <= len(change.names)
        assert max(signatures) < len(change.names)
