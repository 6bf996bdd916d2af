# SPDX-License-Identifier: AGPL-3.0-or-later
"""Four people seal: computers die in the midst of it, come back, and no act is lost nor said twice."""

from __future__ import annotations

from collections.abc import Generator

import pytest

from tests.helpers.street import Quarter, quarter

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def four(tmp_path_factory: pytest.TempPathFactory) -> Generator[Quarter]:
    with quarter(tmp_path_factory.mktemp("four"), "francois", "nora") as made:
        yield made


def test_four_seal_together(four: Quarter) -> None:
    event = four.pay("francois", "nora")
    four.final(event)
    height = four.height_of("nora", event)
    assert len(four.certificate("nora", height).signatures) >= 3
