# SPDX-License-Identifier: AGPL-3.0-or-later
"""What this computer signed as a witness: never two values in one place, and it knows when it was lost."""

from __future__ import annotations

import sqlite3
import stat
from pathlib import Path

import pytest

from ledger.errors import StoreError
from p2p.vote_file import HEIGHTS_KEPT, VoteFile
from tests.helpers.hamlet import open_votes


def save(votes: VoteFile, value: bytes, *, height: int = 1, number: int = 0, step: str = "precommit") -> None:
    votes.save(0, height, b"snapshot", [(number, step, value)])


def test_nobody_votes_twice():
    votes = open_votes()
    save(votes, b"one")
    save(votes, b"one")
    for other in (b"two", b""):
        with pytest.raises(StoreError, match="something else"):
            save(votes, other)
    assert votes.get_signed((0, 1, 0, "precommit")) == b"one"
    save(votes, b"two", step="prevote")
    save(votes, b"two", number=1)
    assert votes.get_signed((0, 1, 0, "prevote")) == b"two"


def test_a_refused_vote_leaves_nothing_of_its_batch():
    votes = open_votes()
    save(votes, b"one")
    with pytest.raises(StoreError):
        votes.save(0, 1, b"later", [(1, "prevote", b"new"), (0, "precommit", b"two")])
    assert votes.get_signed((0, 1, 1, "prevote")) is None
    assert votes.load(0, 1) == b"snapshot"


def test_a_vote_for_nothing_is_a_vote():
    votes = open_votes()
    assert votes.get_signed((0, 1, 0, "precommit")) is None
    save(votes, b"")
    assert votes.get_signed((0, 1, 0, "precommit")) == b""


def test_votes_of_heights_long_closed_go():
    votes = open_votes()
    last = HEIGHTS_KEPT + 2
    for height in range(1, last + 1):
        save(votes, b"seal", height=height)
    kept = [height for height in range(1, last + 1) if votes.get_signed((0, height, 0, "precommit"))]
    assert kept == list(range(2, last + 1))
    assert votes.get_last_height() == last


def test_the_open_height_is_taken_up_again_and_no_other(tmp_path: Path):
    path = tmp_path / "votes.db"
    votes = open_votes(path)
    votes.save(0, 7, b"where it stood", [(0, "prevote", b"x")])
    votes.close()
    again = open_votes(path, is_witness=True)
    assert again.load(0, 7) == b"where it stood"
    assert again.load(0, 8) is None
    assert again.load(1, 7) is None
    assert again.boot_counter == 2
    assert not again.broken_because
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    again.close()


def test_a_witness_without_its_file_lost_it_and_a_newcomer_did_not(tmp_path: Path):
    lost = open_votes(tmp_path / "lost.db", is_witness=True)
    assert lost.broken_because == "lost"
    lost.mark_broken("older-copy")
    assert lost.broken_because == "lost", "the first reason stands"
    lost.close()
    again = open_votes(tmp_path / "lost.db", is_witness=True)
    assert again.broken_because == "lost", "a restart mends nothing"
    again.mark_whole()
    assert again.broken_because == ""
    again.close()
    fresh = open_votes(tmp_path / "fresh.db")
    assert not fresh.broken_because
    fresh.close()


def test_the_next_start_is_later_than_all_that_neighbours_remember(tmp_path: Path):
    votes = open_votes(tmp_path / "votes.db")
    votes.mark_broken("older-copy", 41)
    votes.mark_broken("older-copy", 7)
    votes.close()
    again = open_votes(tmp_path / "votes.db", is_witness=True)
    assert again.boot_counter == 42
    again.close()


def test_the_last_place_and_how_it_is_forgotten():
    votes = open_votes()
    assert votes.get_last_place() == (0, 0)
    save(votes, b"seal", height=9)
    votes.save(1, 7, b"snapshot", [(0, "prevote", b"x")])
    assert votes.get_last_place() == (1, 7), "an epoch counts before a height"
    votes.forget()
    assert votes.get_last_place() == (0, 0)
    assert votes.load(1, 7) is None


def test_a_disk_that_refuses_is_told(tmp_path: Path):
    votes = open_votes(tmp_path / "votes.db")
    votes._db.execute("PRAGMA query_only = 1")
    for action in (
        lambda: votes.mark_broken("lost"),
        votes.mark_whole,
        votes.forget,
        lambda: save(votes, b"x"),
    ):
        with pytest.raises(StoreError):
            action()
    votes.close()


def test_a_file_of_another_program_or_a_newer_one_is_refused(tmp_path: Path):
    newer = tmp_path / "newer.db"
    db = sqlite3.connect(newer)
    db.execute("PRAGMA user_version = 99")
    db.close()
    with pytest.raises(StoreError, match="newer"):
        open_votes(newer)
    other = tmp_path / "other.db"
    other.write_bytes(b"not a database at all, but long enough to be read as one" * 40)
    with pytest.raises(StoreError):
        open_votes(other)


def test_a_promise_is_kept_beside_the_votes(tmp_path: Path):
    path = tmp_path / "votes.db"
    votes = open_votes(path, is_witness=True)
    assert votes.promise == b""
    votes.keep_promise(b"promised")
    votes.close()
    again = open_votes(path, is_witness=True)
    assert again.promise == b"promised"
    again.keep_promise(b"")
    assert again.promise == b""
    again.close()
