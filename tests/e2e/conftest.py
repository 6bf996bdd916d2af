# SPDX-License-Identifier: AGPL-3.0-or-later
"""What every end-to-end test starts from."""

from __future__ import annotations

from collections.abc import Generator
from pathlib import Path

import pytest

from tests.helpers.processes import Street, street


@pytest.fixture
def homes(tmp_path: Path) -> Generator[Street]:
    with street(tmp_path) as made:
        yield made
