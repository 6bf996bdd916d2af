# SPDX-License-Identifier: AGPL-3.0-or-later
"""Where a meter starts to count, read from the operator's file; and what to do when the two disagree.

Reads one file and signs nothing (`energy` does). The law: an index is the meter's own figure, never a guess.
"""

from __future__ import annotations

from pathlib import Path
from typing import Protocol

from app.errors import AppError
from app.meters import Kind, MeterFileError
from app.meters.enedis import read_enedis_file
from app.meters.import_plan import choose_series, find_index, find_start
from ledger.calendar import Offsets, civil_date, civil_day_number, civil_day_start


class Registered(Protocol):
    """What this needs of a meter's row."""

    @property
    def side(self) -> str: ...
    @property
    def watts_peak(self) -> int: ...
    @property
    def tilt(self) -> int: ...
    @property
    def azimuth(self) -> int: ...
    @property
    def from_ms(self) -> int: ...
    @property
    def last_to_ms(self) -> int: ...


def read_start(
    path: Path, side: str, offsets: Offsets, *, from_ms: int = 0, since_ms: int = 0
) -> tuple[int, int]:
    """(first day that counts, the meter's index at its start) for a meter of this side.

    Args:
        from_ms: any instant of the day wanted; 0: the first midnight of the file from `since_ms` on.

    Raises:
        AppError: the codes of `MeterFileError`, csv-no-index-that-day.
    """
    try:
        series = choose_series(read_enedis_file(path), side)
        if series.kind is not Kind.INDEX:
            raise MeterFileError("no-index")
    except MeterFileError as error:
        raise AppError(f"csv-{error.code}", **error.params) from error
    except OSError as error:
        raise AppError("csv-unreadable", text=str(error)) from error
    if not from_ms:
        found = find_start(series, offsets, since_ms)
        if found is None:
            raise AppError("csv-no-index-that-day")
        return found
    start_ms = civil_day_start(offsets, from_ms)
    index_wh = find_index(series, offsets, start_ms)
    if index_wh is None:
        raise AppError("csv-no-index-that-day")
    return start_ms, index_wh


def refuse_file(error: MeterFileError, path: Path, meter: Registered, offsets: Offsets) -> AppError:
    """The refusal of a meter's file; of another index, with what to type when the meter just began."""
    if error.code != "index-differs":
        return AppError(f"csv-{error.code}", **error.params)
    params = {**error.params, "day_ms": meter.last_to_ms}
    if meter.last_to_ms != meter.from_ms:
        return AppError("csv-index-elsewhere", **params)
    command = (
        f"voisinage meter add --side {meter.side} --watts-peak {meter.watts_peak} --tilt {meter.tilt}"
        f' --azimuth {meter.azimuth} --from {_iso_day(offsets, meter.from_ms)} --file "{path}"'
    )
    return AppError("csv-index-differs", **params, command=command)


def _iso_day(offsets: Offsets, at_ms: int) -> str:
    year, month, day = civil_date(civil_day_number(offsets, at_ms))
    return f"{year:04d}-{month:02d}-{day:02d}"
