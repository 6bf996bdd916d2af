# SPDX-License-Identifier: AGPL-3.0-or-later
"""A simulated disk keeps what was synced and nothing else."""

from __future__ import annotations

import pytest

from ledger.errors import StoreError
from tests.simulation.disk import Disk, PowerCut, SimStore


def reopen(disk: Disk) -> SimStore:
    disk.cut()
    disk.restore()
    return SimStore(disk)


def test_what_was_committed_and_synced_is_there_after_a_power_cut():
    disk = Disk({})
    SimStore(disk).set_meta("a", b"1")
    assert reopen(disk).get_meta("a") == b"1"


def test_what_was_committed_without_a_sync_is_gone():
    disk = Disk({})
    store = SimStore(disk)
    store.set_meta("a", b"1")
    store.db.execute("PRAGMA synchronous = NORMAL")
    store.set_meta("a", b"2")
    store.set_meta("b", b"3")
    again = reopen(disk)
    assert (again.get_meta("a"), again.get_meta("b")) == (b"1", None)


@pytest.mark.parametrize(("strike", "kept"), [(-1, None), (1, b"1")])
def test_a_power_cut_strikes_before_a_commit_or_after_it(strike: int, kept: bytes | None):
    disk = Disk({})
    store = SimStore(disk)
    disk.strikes = lambda: strike
    with pytest.raises(PowerCut):
        store.set_meta("a", b"1")
    with pytest.raises(PowerCut):
        store.get_meta("a")
    disk.strikes = lambda: 0
    assert reopen(disk).get_meta("a") == kept


def test_a_full_disk_refuses_and_keeps_what_it_had():
    disk = Disk({})
    store = SimStore(disk)
    store.set_meta("a", b"1")
    disk.is_full = True
    with pytest.raises(StoreError) as refused:
        store.set_meta("a", b"2")
    assert refused.value.passes
    assert store.get_meta("a") == b"1"
    disk.is_full = False
    store.check_room()
