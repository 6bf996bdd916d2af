# SPDX-License-Identifier: AGPL-3.0-or-later
"""The window's way into a commune: refused, it leaves nothing behind, and can be tried again."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.code import encode_code
from app.errors import AppError
from app.facade import found, join
from tests.app.test_entering import CODE
from tests.helpers.commune import do

NOWHERE = ("/ip4/203.0.113.1/tcp/4101",)
"""An address of no computer (RFC 5737): nobody can listen there."""


@pytest.fixture(autouse=True)
def _no_keyring(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.fail.Keyring")


def test_a_home_whose_node_cannot_listen_is_not_left(tmp_path: Path) -> None:
    root = tmp_path / "home"
    for attempt in (
        lambda: found(root, "Saint-Aubin", "Léa", listen=NOWHERE),
        lambda: join(root, encode_code(CODE), "Nora", listen=NOWHERE),
    ):
        with pytest.raises(AppError) as caught:
            do(attempt())
        assert caught.value.code == "cannot-listen"
        assert not root.exists()
    do(found(root, "Saint-Aubin", "Léa", listen=("/ip4/127.0.0.1/tcp/0",))).close()
