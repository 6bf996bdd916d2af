# SPDX-License-Identifier: AGPL-3.0-or-later
"""Every file of a home is its owner's alone, from before its first byte."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Generator
from pathlib import Path

import pytest

from app.meters.local_curve import LocalCurve
from ledger.errors import StoreClosed
from ledger.private_file import close_private_file, make_private_file
from ledger.store import Store
from p2p.vote_file import VoteFile


def mode_of(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


@pytest.fixture(autouse=True)
def open_to_all() -> Generator[None]:
    """What a careless computer gives to every new file: everybody may read and write it."""
    before = os.umask(0)
    yield
    os.umask(before)


OPENERS: dict[str, Callable[[Path], Store | VoteFile | LocalCurve]] = {
    "the commune": Store,
    "votes": lambda path: VoteFile(path, is_witness=False, random_id=bytes(16)),
    "curves": LocalCurve,
}


@pytest.mark.parametrize("name", OPENERS)
def test_whoever_makes_a_file_makes_it_private(name: str, tmp_path: Path) -> None:
    path = tmp_path / "file.db"
    OPENERS[name](path).close()
    assert mode_of(path) == 0o600
    path.chmod(0o666)
    opened = OPENERS[name](path)
    assert {mode_of(one) for one in tmp_path.iterdir()} == {0o600}
    opened.close()


def test_a_file_that_is_there_keeps_what_it_holds(tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_bytes(b"mine")
    assert mode_of(path) == 0o666
    make_private_file(path)
    assert (path.read_bytes(), mode_of(path)) == (b"mine", 0o600)
    assert not close_private_file(path)
    path.chmod(0o644)
    assert close_private_file(path)
    assert mode_of(path) == 0o600


def test_where_no_file_can_be_it_is_refused(tmp_path: Path) -> None:
    with pytest.raises(StoreClosed):
        make_private_file(tmp_path / "none" / "file")
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(StoreClosed):
        make_private_file(tmp_path / "file" / "file")
