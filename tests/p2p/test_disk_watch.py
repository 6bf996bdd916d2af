# SPDX-License-Identifier: AGPL-3.0-or-later
"""When a disk is tried again. Time jumps; nothing sleeps."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from typing import Any

import pytest
import trio

from ledger.errors import StoreError
from ledger.store import Store
from p2p.disk_watch import DiskWatch


class Disk(Store):
    """In memory; notes when it is tried, and has room from some time on."""

    def __init__(self) -> None:
        super().__init__(None)
        self.tried: list[int] = []
        self.room_at_s = 0.0

    def check_room(self) -> None:
        self.tried.append(round(trio.current_time() - self.started_s))
        if trio.current_time() - self.started_s < self.room_at_s:
            raise StoreError("full")
        super().check_room()

    started_s = 0.0


@asynccontextmanager
async def watched(disk: Disk) -> AsyncGenerator[tuple[DiskWatch, list[int]]]:
    went_on: list[int] = []
    disk.started_s = trio.current_time()
    watch = DiskWatch(disk, lambda: went_on.append(disk.tried[-1]))
    async with trio.open_nursery() as nursery:
        nursery.start_soon(watch.run)
        yield watch, went_on
        nursery.cancel_scope.cancel()


@pytest.fixture
def disk() -> Disk:
    return Disk()


async def test_a_healthy_disk_is_left_alone(disk: Disk, autojump_clock: Any):
    async with watched(disk) as (_, went_on):
        await trio.sleep(1_000)
    assert (disk.tried, went_on) == ([], [])


async def test_a_full_disk_is_tried_less_and_less_often_until_it_has_room(disk: Disk, autojump_clock: Any):
    disk.room_at_s = 200
    async with watched(disk) as (watch, went_on):
        watch.report()
        watch.report()
        await trio.sleep(1_000)
    assert disk.tried == [1, 3, 7, 15, 31, 63, 123, 183, 243]
    assert went_on == [243]


async def test_a_disk_that_fills_at_once_again_is_trusted_slowly(disk: Disk, autojump_clock: Any):
    async with watched(disk) as (watch, went_on):
        for _ in range(3):
            watch.report()
            await trio.sleep(10)
        assert went_on == [1, 12, 24]
        await trio.sleep(500)
        watch.report()
        await trio.sleep(10)
        assert went_on[-1] - went_on[-2] >= 500
        assert disk.tried[-1] == 531, "after a long calm, as at first"


async def test_room_for_a_seal_is_asked_for_and_given_back():
    store = Store(None)
    pages = store.db.execute("PRAGMA page_count").fetchone()[0]
    store.db.execute(f"PRAGMA max_page_count = {pages + 10}")
    with pytest.raises(StoreError):
        store.check_room()
    assert store.get_meta("room") is None
    store.db.execute("PRAGMA max_page_count = 1000000")
    store.check_room()
    assert store.get_meta("room") is None
    assert store.db.execute("PRAGMA freelist_count").fetchone()[0] * 4_096 >= 1 << 20
