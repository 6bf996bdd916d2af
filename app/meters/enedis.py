# SPDX-License-Identifier: AGPL-3.0-or-later
"""Reads the files that Enedis gives to a resident: four layouts, one result, no guess.

It is not an import: it neither knows the meter nor the commune. Its law: a value is taken exactly as
written or the whole file is refused, with the line; a step's length is read, never inferred from two lines.

    index     preamble + `Horodate;Type de releve;EAS F1;...;EAS T`, then blocks of calendars (ignored)
    curve     preamble + `Horodate;Valeur`, mean power; the preamble's `Pas en minutes` gives the step
    flat      `Identifiant PRM;...;Horodate;Valeur;Nature;Pas;...`, local times without offset
    consumer  the web page's table `Date;Valeur (en kWh)`: totals without index

Sources: design/bridges.md section B (layouts read in public repositories); PEP 495 for repeated local times.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import datetime
from functools import lru_cache
from typing import TYPE_CHECKING

from app.meters import Blame, DateTotal, Kind, MeterFile, MeterFileError, Series
from app.meters.series import Block, Row, build_series

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

FILE_BYTES_MAX = 32 * 1024 * 1024
LINES_MAX = 600_000
"""Ten years of ten-minute steps are 525 960 lines."""
LINE_CHARS_MAX = 4096
CELLS_MAX = 256
HEADER_LINES_MAX = 40
POWER_W_MAX = 100_000_000
INDEX_WH_MAX = 10**15
STEPS_MINUTES = frozenset({5, 10, 15, 20, 30, 60})

_PADDING = ' \t\u00a0"'
_STAMP = re.compile(r"(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d(?::\d\d)?)(?:\.0+)?(Z|[+-]\d\d:\d\d)?", re.ASCII)
_DATE = re.compile(r"(\d\d)/(\d\d)/(\d{4})", re.ASCII)
_NUMBER = re.compile(r"(-?)(\d{1,15})(?:[.,](\d{1,12}))?", re.ASCII)
_STEP = re.compile(r"PT(\d{1,2})(M|H)", re.ASCII)
_MICRO_PER_UNIT = {"w": 10**6, "kw": 10**9, "wh": 10**6, "kwh": 10**9}
_ACTIVE = frozenset({"pa", "ea", "puissance active", "energie active", "active"})


def read_enedis_file(path: Path, *, step_minutes: int = 0) -> MeterFile:
    """Reads and parses a file (see `parse_enedis`).

    Raises:
        MeterFileError: also `unreadable` when the system refuses it and `too-big` over 32 MiB.
    """
    # A pipe or a device would keep us waiting for ever.
    if path.exists() and not path.is_file():
        raise MeterFileError("unreadable", blame=Blame.CHOICE)
    try:
        with path.open("rb") as file:
            data = file.read(FILE_BYTES_MAX + 1)
    except OSError as error:
        raise MeterFileError("unreadable", blame=Blame.CHOICE) from error
    return parse_enedis(data, step_minutes=step_minutes)


def parse_enedis(data: bytes, *, step_minutes: int = 0) -> MeterFile:
    """The series of an Enedis file.

    Args:
        data: the file's bytes, from an untrusted source.
        step_minutes: what a person knows of a curve whose file does not tell its step; 0: refuse such a file.

    Raises:
        MeterFileError: with a code, a line and whose fault it is; nothing of the file is then used.
    """
    lines = _split_lines(data)
    for position, line in enumerate(lines[:HEADER_LINES_MAX]):
        names = _names(line)
        if names[0] == "identifiant prm" and "type de donnees" in names:
            return _parse_blocks(lines, position, step_minutes)
        if {"identifiant prm", "horodate", "valeur"} <= set(names):
            return _parse_flat(lines, position, names, step_minutes)
        if "date" in names and any(name.startswith("valeur (en") for name in names):
            return _parse_consumer(lines, position, names)
    raise MeterFileError("unknown-layout", blame=Blame.CHOICE)


# Text -----------------------------------------------------------------------------------------------------


def _split_lines(data: bytes) -> list[str]:
    if len(data) > FILE_BYTES_MAX:
        raise MeterFileError("too-big", blame=Blame.CHOICE)
    if data.startswith((b"PK\x03\x04", b"\x1f\x8b", b"%PDF")) or b"\0" in data:
        # A workbook or an archive: Enedis sends its CSV in a zip by mail.
        raise MeterFileError("not-csv", blame=Blame.CHOICE)
    if data.count(b"\n") > LINES_MAX:
        raise MeterFileError("too-many-lines", blame=Blame.CHOICE)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("cp1252", errors="replace")
    lines = [line.removesuffix("\r") for line in text.split("\n")]
    for number, line in enumerate(lines, 1):
        if len(line) > LINE_CHARS_MAX or line.count(";") > CELLS_MAX:
            raise MeterFileError("line-too-long", number)
    return lines


def _cells(line: str) -> list[str]:
    return [cell.strip(_PADDING) for cell in line.split(";")]


@lru_cache(maxsize=256)
def _name(text: str) -> str:
    """A heading without accents, capitals and double spaces: `Unité` and `Unite` are both in use."""
    bare = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return " ".join(bare.lower().split())


def _names(line: str) -> list[str]:
    return [_name(cell) for cell in _cells(line)]


def _parse_stamp(text: str, line: int) -> datetime:
    match = _STAMP.fullmatch(text)
    if match is None:
        raise MeterFileError("bad-time", line)
    date, clock, offset = match.groups()
    try:
        stamp = datetime.fromisoformat(f"{date}T{clock}{offset or ''}")
    except ValueError as error:
        raise MeterFileError("bad-time", line) from error
    if not 2000 <= stamp.year <= 2100 or stamp.second:
        raise MeterFileError("bad-time", line)
    return stamp


def _parse_micro(text: str, line: int) -> int | None:
    """Millionths of what is written; None for a hole."""
    if text == "":
        return None
    match = _NUMBER.fullmatch(text)
    if match is None:
        raise MeterFileError("bad-number", line)
    sign, whole, decimals = match.groups()
    decimals = (decimals or "").rstrip("0")
    if len(decimals) > 6:
        raise MeterFileError("bad-number", line)
    micro = int(whole) * 10**6 + int(decimals.ljust(6, "0"))
    if sign and micro:
        raise MeterFileError("negative", line)
    return micro


def _parse_step(text: str, line: int, fallback: int) -> int:
    match = _STEP.fullmatch(text.upper())
    if match is not None:
        minutes = int(match[1]) * (60 if match[2] == "H" else 1)
    elif text.isascii() and text.isdecimal() and len(text) <= 2:
        minutes = int(text)
    elif text == "" and fallback:
        minutes = fallback
    else:
        raise MeterFileError("step-unknown", line, Blame.CHOICE if text == "" else Blame.FILE)
    if minutes not in STEPS_MINUTES:
        raise MeterFileError("step-unknown", line)
    return minutes


def _parse_direction(text: str, line: int) -> str:
    name = _name(text)
    if name.startswith(("prod", "inj")):
        return "production"
    if name.startswith(("cons", "sout")):
        return "consumption"
    raise MeterFileError("unknown-direction", line)


def _parse_unit(text: str, line: int) -> str:
    unit = _name(text)
    if unit not in _MICRO_PER_UNIT:
        raise MeterFileError("unknown-unit", line)
    return unit


# Layouts `index` and `curve`: preamble and table ----------------------------------------------------------


def _parse_blocks(lines: Sequence[str], position: int, step_minutes: int) -> MeterFile:
    blocks: list[Block] = []
    layouts: set[str] = set()
    while position < len(lines):
        names = _names(lines[position])
        if names[0] == "identifiant prm":
            block, table = _parse_preamble(lines, position, step_minutes)
            position = _parse_table(lines, table, block)
            layouts.add(block.kind.value)
            blocks.append(block)
        elif names == [""]:
            position += 1
        elif names[0] == "periode":
            position = _skip_calendars(lines, position)
        else:
            raise MeterFileError("bad-line", position + 1)
    layout = "index" if layouts == {"index"} else "curve"
    return MeterFile(layout=layout, series=build_series(blocks), lines=len(lines))


def _skip_calendars(lines: Sequence[str], position: int) -> int:
    """The supplier's tariff calendars follow an index table; nothing in them is a measure."""
    while position < len(lines) and not _name(lines[position]).startswith("identifiant prm"):
        position += 1
    return position


def _parse_preamble(lines: Sequence[str], position: int, step_minutes: int) -> tuple[Block, int]:
    """The block that starts at `position`, and the position of its table's heading."""
    names = _names(lines[position])
    place = _next_line(lines, position + 1)
    values = dict(zip(names, _cells(lines[place]), strict=False))
    number = place + 1
    if len(values) < 8 or len(_cells(lines[place])) < 8:
        raise MeterFileError("truncated", number)
    kind_name = _name(values.get("type de donnees", ""))
    kind = {"index": Kind.INDEX, "courbe de charge": Kind.CURVE}.get(kind_name)
    if kind is None or _name(values.get("grandeur physique", "")) not in _ACTIVE:
        raise MeterFileError("not-energy", number, Blame.CHOICE, text=kind_name[:40])
    unit = _parse_unit(values.get("unite", ""), number)
    if (kind is Kind.INDEX) != unit.endswith("wh"):
        raise MeterFileError("unknown-unit", number)
    step = 0
    if kind is Kind.CURVE:
        step = _parse_step(values.get("pas en minutes", ""), number, step_minutes)
    block = Block(
        point=values["identifiant prm"],
        direction=_parse_direction(values.get("grandeur metier", ""), number),
        kind=kind,
        unit=unit,
        step=step,
    )
    return block, _next_line(lines, place + 1)


def _next_line(lines: Sequence[str], position: int) -> int:
    while position < len(lines) and not lines[position].strip("; "):
        position += 1
    if position == len(lines):
        raise MeterFileError("truncated", len(lines))
    return position


def _parse_table(lines: Sequence[str], position: int, block: Block) -> int:
    """Reads the rows under the heading at `position`; returns the position after the last one."""
    names = _names(lines[position])
    if names[0] != "horodate":
        raise MeterFileError("bad-heading", position + 1)
    column = _value_column(names, block, position + 1)
    for place in range(position + 1, len(lines)):
        line = lines[place]
        if not line[:1].isdigit() and not line.startswith('"'):
            if not line.strip("; ") or line.isspace():
                continue
            if _name(line).startswith(("periode", "identifiant prm")):
                return place
            raise MeterFileError("bad-line", place + 1)
        cells = _cells(line)
        if len(cells) <= column:
            raise MeterFileError("truncated", place + 1)
        micro = _parse_micro(cells[column], place + 1)
        _add_row(block, cells[0], micro, place + 1)
    return len(lines)


def _value_column(names: Sequence[str], block: Block, line: int) -> int:
    if block.kind is Kind.CURVE:
        wanted: tuple[str, ...] = ("valeur",)
    elif block.direction == "production":
        wanted = ("eai t", "eas t")  # a two-way meter has both; what it injects is EAI
    else:
        wanted = ("eas t",)
    for name in wanted:
        if name in names:
            return names.index(name)
    raise MeterFileError("bad-heading", line)


def _add_row(block: Block, stamp: str, micro: int | None, line: int, step: int = 0) -> None:
    if micro is not None:
        micro = micro * _MICRO_PER_UNIT[block.unit] // 10**6
        limit = INDEX_WH_MAX if block.unit.endswith("wh") else POWER_W_MAX
        if micro > limit * 10**6:
            raise MeterFileError("too-large", line)
    block.rows.append(
        Row(
            line=line,
            wall=_parse_stamp(stamp, line),
            micro=micro,
            step=step or block.step,
            is_power=not block.unit.endswith("wh"),
        )
    )


# Layout `flat` --------------------------------------------------------------------------------------------


def _parse_flat(lines: Sequence[str], position: int, names: Sequence[str], step_minutes: int) -> MeterFile:
    at = {name: column for column, name in reversed(list(enumerate(names)))}
    required = ("identifiant prm", "grandeur physique", "grandeur metier", "unite", "horodate", "valeur")
    if any(name not in at for name in required):
        raise MeterFileError("bad-heading", position + 1)
    if "pas" not in at and not step_minutes:
        raise MeterFileError("step-unknown", position + 1, Blame.CHOICE)
    width = max(at[name] for name in (*required, "pas") if name in at) + 1
    blocks: dict[tuple[str, str, str], Block] = {}
    other = 0
    for place in range(position + 1, len(lines)):
        line = lines[place]
        if not line.strip("; "):
            continue
        number = place + 1
        cells = _cells(line)
        if len(cells) < width:
            raise MeterFileError("truncated", number)
        if _name(cells[at["grandeur physique"]]) not in _ACTIVE:
            other += 1  # reactive power, voltage: measures, but not energy
            continue
        key = (cells[at["identifiant prm"]], cells[at["grandeur metier"]], cells[at["unite"]])
        block = blocks.get(key)
        if block is None:
            direction, unit = _parse_direction(key[1], number), _parse_unit(key[2], number)
            block = Block(point=key[0], direction=direction, kind=Kind.CURVE, unit=unit, step=0)
            blocks[key] = block
        step = _parse_step(cells[at["pas"]] if "pas" in at else "", number, step_minutes)
        if "nature" in at and len(cells) > at["nature"] and cells[at["nature"]] == "E":
            block.estimated += 1
        _add_row(block, cells[at["horodate"]], _parse_micro(cells[at["valeur"]], number), number, step)
    if not blocks and other:
        raise MeterFileError("not-energy", position + 1, Blame.CHOICE, text="")
    return MeterFile(layout="flat", series=build_series(blocks.values()), lines=len(lines))


# Layout `consumer` ----------------------------------------------------------------------------------------


def _parse_consumer(lines: Sequence[str], position: int, names: Sequence[str]) -> MeterFile:
    date_at = names.index("date")
    value_at = next(i for i, name in enumerate(names) if name.startswith("valeur (en"))
    unit = _parse_unit(names[value_at].removeprefix("valeur (en").rstrip(") "), position + 1)
    heading = _name(" ".join(lines[:position]))
    production, consumption = "production" in heading, "consommation" in heading
    direction = "" if production == consumption else "production" if production else "consumption"
    known: dict[tuple[int, int, int], DateTotal] = {}
    for place in range(position + 1, len(lines)):
        if not lines[place].strip("; "):
            continue
        cells = _cells(lines[place])
        if len(cells) <= max(date_at, value_at):
            raise MeterFileError("truncated", place + 1)
        year, month, day = _parse_date(cells[date_at], place + 1)
        text = cells[value_at]
        micro = _parse_micro("" if text.upper() == "NA" else text, place + 1)
        energy = None if micro is None else micro * _MICRO_PER_UNIT[unit] // 10**12
        total = DateTotal(year=year, month=month, day=day, energy_wh=energy, line=place + 1)
        before = known.setdefault((year, month, day), total)
        if before.energy_wh != energy:
            raise MeterFileError("contradiction", place + 1, other=before.line)
    if not known:
        raise MeterFileError("empty", blame=Blame.CHOICE)
    dates = tuple(known[date] for date in sorted(known))
    holes = sum(total.energy_wh is None for total in dates)
    series = Series(point="", direction=direction, kind=Kind.DAYS, dates=dates, holes=holes)
    return MeterFile(layout="consumer", series=(series,), lines=len(lines))


def _parse_date(text: str, line: int) -> tuple[int, int, int]:
    match = _DATE.fullmatch(text)
    if match is None:
        raise MeterFileError("bad-time", line)
    day, month, year = (int(part) for part in match.groups())
    try:
        datetime(year, month, day)
    except ValueError as error:
        raise MeterFileError("bad-time", line) from error
    if not 2000 <= year <= 2100:
        raise MeterFileError("bad-time", line)
    return year, month, day
