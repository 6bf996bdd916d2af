# SPDX-License-Identifier: AGPL-3.0-or-later
"""The curves and daily totals of my own meters, in one SQLite file that never leaves this computer.

It is not the register: nothing here mints, and the file can be deleted and made again from the meter files.
Its law: the file is the owner's alone (0600); a better figure replaces a worse one, never the other way
round, and the same file recorded twice changes nothing.

    quality   measured > partial > gap;   of two measured days the index wins over the sum of a curve
"""

from __future__ import annotations

import sqlite3
import threading
from typing import TYPE_CHECKING, Literal

from app.meters import DayTotal, Kind, StepWh
from app.views import CurveView, DayQuality, EnergyDayView, Phase
from ledger import calendar
from ledger.errors import StoreError
from ledger.private_file import make_private_file

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from pathlib import Path

_SCHEMA = """
CREATE TABLE IF NOT EXISTS days (
    meter BLOB NOT NULL, day_ms INTEGER NOT NULL, rank INTEGER NOT NULL, energy_wh INTEGER NOT NULL,
    PRIMARY KEY (meter, day_ms)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS steps (
    meter BLOB NOT NULL, start_ms INTEGER NOT NULL, end_ms INTEGER NOT NULL, energy_wh INTEGER NOT NULL,
    PRIMARY KEY (meter, start_ms)) WITHOUT ROWID;
"""
_GAP, _PARTIAL, _SUMMED, _METERED = 0, 1, 2, 3
_QUALITY = {
    _GAP: DayQuality.GAP,
    _PARTIAL: DayQuality.PARTIAL,
    _SUMMED: DayQuality.MEASURED,
    _METERED: DayQuality.MEASURED,
}


class LocalCurveError(Exception):
    """The file cannot be used; it may be deleted, the meter files imported again.

    Attributes:
        code: `corrupt` or `unwritable`.
    """

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class LocalCurve:
    """The store; usable from any thread, one call at a time."""

    def __init__(self, path: Path) -> None:
        """Opens `path`, makes it (0600) when absent.

        Raises:
            LocalCurveError: not a database, or the system refuses it.
        """
        try:
            make_private_file(path)
        except StoreError as error:
            raise LocalCurveError("unwritable") from error
        self._lock = threading.Lock()
        self._database = sqlite3.connect(path, check_same_thread=False, isolation_level=None)
        try:
            self._database.executescript(_SCHEMA)
        except sqlite3.DatabaseError as error:
            self._database.close()
            raise LocalCurveError("corrupt") from error

    def close(self) -> None:
        with self._lock:
            self._database.close()

    def record_days(self, meter: bytes, days: Iterable[DayTotal], kind: Kind) -> int:
        """Keeps daily totals; returns how many days became known or better known.

        Args:
            meter: the meter's id.
            days: as `import_plan.sum_days` gives them.
            kind: of the series they come from.
        """
        rows = [(meter, day.day_ms, _rank(day.quality, kind), day.energy_wh) for day in days]
        return self._write(
            "INSERT INTO days VALUES (?, ?, ?, ?) ON CONFLICT (meter, day_ms) DO UPDATE"
            " SET rank = excluded.rank, energy_wh = excluded.energy_wh"
            " WHERE excluded.rank > days.rank"
            " OR (excluded.rank = days.rank AND excluded.energy_wh > days.energy_wh)",
            rows,
        )

    def record_steps(self, meter: bytes, steps: Sequence[StepWh]) -> int:
        """Keeps steps; returns how many were new. One already known stays as it is."""
        rows = [(meter, step.start_ms, step.end_ms, step.energy_wh) for step in steps]
        return self._write("INSERT INTO steps VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING", rows)

    def forget(self, meter: bytes) -> None:
        """Erases all that this computer knows of a meter."""
        self._write("DELETE FROM steps WHERE meter = ?", [(meter,)])
        self._write("DELETE FROM days WHERE meter = ?", [(meter,)])

    def days(self, meter: bytes, from_ms: int, to_ms: int) -> dict[int, tuple[int, DayQuality]]:
        """(Wh, quality) by the start of the day, of the known days that start in [from_ms, to_ms)."""
        rows = self._read(
            "SELECT day_ms, energy_wh, rank FROM days"
            " WHERE meter = ? AND day_ms >= ? AND day_ms < ? ORDER BY day_ms",
            (meter, from_ms, to_ms),
        )
        return {day_ms: (energy_wh, _QUALITY[rank]) for day_ms, energy_wh, rank in rows}

    def energy_days(
        self,
        meters: Sequence[bytes],
        from_ms: int,
        to_ms: int,
        offsets: calendar.Offsets,
        phase_of: Callable[[int], Phase | None],
    ) -> tuple[EnergyDayView, ...]:
        """Every civil day that starts in [from_ms, to_ms), ascending, summed over `meters`.

        A day counts as measured only if every meter measured it, as a gap if none knows anything of it.

        Args:
            phase_of: by a day's start, the phase of the reading that carries it; None when only we know it.
        """
        known = [self.days(meter, from_ms, to_ms) for meter in meters]
        views: list[EnergyDayView] = []
        day_ms = calendar.civil_day_start(offsets, from_ms)
        if day_ms < from_ms:
            day_ms = calendar.next_day_start(offsets, from_ms)
        while day_ms < to_ms:
            figures = [one.get(day_ms, (0, DayQuality.GAP)) for one in known]
            qualities = {quality for _, quality in figures}
            if qualities == {DayQuality.MEASURED}:
                quality = DayQuality.MEASURED
            elif qualities <= {DayQuality.GAP}:
                quality = DayQuality.GAP
            else:
                quality = DayQuality.PARTIAL
            views.append(
                EnergyDayView(
                    day_ms=day_ms,
                    quality=quality,
                    produced_wh=sum(energy for energy, _ in figures),
                    phase=phase_of(day_ms),
                )
            )
            day_ms = calendar.next_day_start(offsets, day_ms)
        return tuple(views)

    def curve(self, meter: bytes, day_ms: int, offsets: calendar.Offsets) -> CurveView | None:
        """The steps of one civil day; None when not one is known."""
        end_ms = calendar.next_day_start(offsets, day_ms)
        rows = self._read(
            "SELECT start_ms, end_ms, energy_wh FROM steps"
            " WHERE meter = ? AND start_ms >= ? AND end_ms <= ? ORDER BY start_ms",
            (meter, day_ms, end_ms),
        )
        if not rows:
            return None
        return CurveView(day_ms=day_ms, day_end_ms=end_ms, steps=tuple(rows))

    # --- taken away and put back ---------------------------------------------------------------------------

    def count_days(self) -> int:
        """How many days are known, of all meters."""
        return self._read("SELECT COUNT(*), 0, 0 FROM days", ())[0][0]

    def all_rows(self, table: Literal["days", "steps"]) -> list[tuple[bytes, int, int, int]]:
        """Every row, as `put_back` takes them."""
        with self._lock:
            try:
                return self._database.execute(f"SELECT * FROM {table}").fetchall()
            except sqlite3.Error as error:
                raise LocalCurveError(_code_of(error)) from error

    def put_back(
        self, days: Iterable[tuple[bytes, int, int, int]], steps: Iterable[tuple[bytes, int, int, int]]
    ) -> None:
        """Keep rows of `all_rows` again; what is known here stays.

        Raises:
            ValueError: a row that this file cannot hold.
        """
        kept_days, kept_steps = list(days), list(steps)
        if any(rank not in _QUALITY for _, _, rank, _ in kept_days):
            raise ValueError("rank")
        self._write("INSERT INTO days VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING", kept_days)
        self._write("INSERT INTO steps VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING", kept_steps)

    def _write(self, statement: str, rows: Sequence[tuple[bytes | int, ...]]) -> int:
        with self._lock:
            before = self._database.total_changes
            try:
                self._database.execute("BEGIN IMMEDIATE")
                self._database.executemany(statement, rows)
                self._database.execute("COMMIT")
            except sqlite3.Error as error:
                if self._database.in_transaction:
                    self._database.execute("ROLLBACK")
                raise LocalCurveError(_code_of(error)) from error
            return self._database.total_changes - before

    def _read(self, statement: str, values: tuple[bytes | int, ...]) -> list[tuple[int, int, int]]:
        with self._lock:
            try:
                return self._database.execute(statement, values).fetchall()
            except sqlite3.Error as error:
                raise LocalCurveError(_code_of(error)) from error


def _rank(quality: DayQuality, kind: Kind) -> int:
    if quality is DayQuality.MEASURED:
        return _METERED if kind is Kind.INDEX else _SUMMED
    return _PARTIAL if quality is DayQuality.PARTIAL else _GAP


def _code_of(error: sqlite3.Error) -> str:
    return "unwritable" if isinstance(error, sqlite3.OperationalError) else "corrupt"
