# SPDX-License-Identifier: AGPL-3.0-or-later
"""The four layouts, both change days of 2026, and what a file can get wrong: code, line, whose fault."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.meters import Blame, Kind, MeterFileError, Series, enedis
from app.meters.enedis import parse_enedis, read_enedis_file

PARIS = ZoneInfo("Europe/Paris")
HEAD = (
    "Identifiant PRM;Type de donnees;Date de debut;Date de fin;"
    "Grandeur physique;Grandeur metier;Etape metier;Unite"
)
PERIOD = "00000000000042;{};01/03/2026;31/03/2026;Energie active;"
FLAT_HEAD = (
    "Identifiant PRM;Date de début;Date de fin;Grandeur physique;Grandeur métier;Etape métier;Unité;"
    "Horodate;Valeur;Nature;Pas;Indice de vraisemblance;Etat complémentaire"
)
INDEX_HEAD = (
    "Horodate;Type de releve;"
    + ";".join(f"EAS F{i}" for i in range(1, 11))
    + ";EAS D1;EAS D2;EAS D3;EAS D4;EAS T"
)


def ms(text: str) -> int:
    return round(datetime.fromisoformat(text).timestamp()) * 1000


def index_text(*rows: tuple[str, str], side: str = "Production") -> str:
    lines = [
        HEAD,
        f"{PERIOD.format('Index')}{side};Comptage Brut;Wh",
        "",
        INDEX_HEAD,
    ]
    lines += [f"{stamp};Arrêté quotidien;{value};;;;;;;;;;;;;;{value}" for stamp, value in rows]
    lines += ["", "Periode;Identifiant calendrier fournisseur;Libelle calendrier fournisseur;"]
    lines += ["Du 2026-03-01T00:00:00+01:00 au;FC000000;Base;HC;Heures Creuses;EAS F1;"]
    return "\n".join(lines) + "\n"


def curve_text(*rows: str, step: str = ";30", side: str = "Production", unit: str = "W") -> str:
    heading = HEAD + (";Pas en minutes" if step else "")
    values = f"{PERIOD.format('Courbe de charge')}{side};Comptage Brut;{unit}{step}"
    return "\n".join([heading, values, "Horodate;Valeur", *rows])


def flat_row(stamp: str, value: str, step: str = "PT30M", side: str = "PROD", kind: str = "PA;W") -> str:
    physical, unit = kind.split(";")
    years = "2026-01-01 00:00:00;2027-01-01 00:00:00"
    return f"00000000000042;{years};{physical};{side};BRUT;{unit};{stamp};{value};B;{step};0;0"


def flat_text(*rows: str) -> str:
    return "\n".join([FLAT_HEAD, *rows])


def only(text: str, **options: int) -> Series:
    file = parse_enedis(text.encode("utf-8-sig"), **options)
    assert len(file.series) == 1
    return file.series[0]


def walls(day: str) -> list[str]:
    """Local stamps at the end of each half hour of a civil day."""
    start = datetime.fromisoformat(day).replace(tzinfo=PARIS)
    end = (start + timedelta(days=1)).astimezone(UTC)
    at, stamps = start.astimezone(UTC), []
    while at < end:
        at += timedelta(minutes=30)
        stamps.append(f"{at.astimezone(PARIS):%Y-%m-%d %H:%M:%S}")
    return stamps


# What is read ---------------------------------------------------------------------------------------------


def test_daily_index_with_bom_blank_lines_and_calendars() -> None:
    series = only(
        index_text(("2026-03-29T00:00:00+01:00", "1009905"), ("2026-03-30T00:00:00+02:00", "1074040"))
    )
    assert (series.kind, series.direction, series.point) == (Kind.INDEX, "production", "00000000000042")
    assert [(p.at_ms, p.index_wh) for p in series.points] == [
        (ms("2026-03-28T23:00+00:00"), 1_009_905),
        (ms("2026-03-29T22:00+00:00"), 1_074_040),
    ]
    assert "00000000000042" not in repr(series)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_encodings_and_line_ends(encoding: str, newline: str) -> None:
    text = index_text(("2026-03-29T00:00:00+01:00", "1"), ("2026-03-30T00:00:00+02:00", "2"))
    file = parse_enedis(text.replace("\n", newline).encode(encoding))
    assert [p.index_wh for p in file.series[0].points] == [1, 2]
    flat = flat_text(flat_row("2026-06-01 12:30:00", "100"))
    assert len(parse_enedis(flat.replace("\n", newline).encode(encoding)).series[0].steps) == 1


def test_a_two_way_meter_gives_what_it_injects() -> None:
    text = (
        index_text(("2026-03-29T00:00:00+01:00", "5"))
        .replace(";EAS T", ";EAS T;EAI T")
        .replace(";5\n", ";5;777\n")
    )
    assert [p.index_wh for p in only(text).points] == [777]
    text = text.replace(";Production;", ";Consommation;")
    assert [p.index_wh for p in only(text).points] == [5]


def test_a_stamp_is_the_end_of_its_step() -> None:
    series = only(curve_text("2026-06-01T12:30:00+02:00;271", "2026-06-01T13:00:00+02:00;0,5"))
    first, second = series.steps
    assert (first.start_ms, first.end_ms) == (ms("2026-06-01T12:00+02:00"), ms("2026-06-01T12:30+02:00"))
    # 271 W for half an hour is 135.5 Wh: kept whole in millionths of a watt x minutes.
    assert first.microwatt_minutes == 271 * 30 * 10**6
    assert second.microwatt_minutes == 15 * 10**6


def test_an_empty_value_is_a_hole_not_a_zero() -> None:
    series = only(
        curve_text("2026-06-01T12:30:00+02:00;", "2026-06-01T13:00:00+02:00;7", "2026-06-01T13:30:00+02:00;")
    )
    assert len(series.steps) == 1
    assert series.holes == 2
    assert (series.first_ms, series.last_ms) == (ms("2026-06-01T12:00+02:00"), ms("2026-06-01T13:30+02:00"))


@pytest.mark.parametrize(
    ("day", "count", "hours"), [("2026-03-29", 46, 23), ("2026-10-25", 50, 25), ("2026-06-01", 48, 24)]
)
@pytest.mark.parametrize("order", [1, -1])
def test_local_times_of_the_change_days(day: str, count: int, hours: int, order: int) -> None:
    stamps = walls(day)
    assert len(stamps) == count
    rows = [flat_row(stamp, str(1000 + place)) for place, stamp in enumerate(stamps)][::order]
    series = only(flat_text(*rows))
    assert [step.microwatt_minutes for step in series.steps] == [
        (1000 + i) * 30 * 10**6 for i in range(count)
    ]
    assert all(a.end_ms == b.start_ms for a, b in zip(series.steps, series.steps[1:], strict=False))
    assert series.steps[-1].end_ms - series.steps[0].start_ms == hours * 3_600_000


def test_50_half_hours_of_1000_w_are_25_000_wh() -> None:
    series = only(flat_text(*(flat_row(stamp, "1000") for stamp in walls("2026-10-25"))))
    assert sum(step.microwatt_minutes for step in series.steps) == 25_000 * 60 * 10**6


def test_a_file_pasted_twice_is_the_same_file() -> None:
    rows = [flat_row(stamp, str(place)) for place, stamp in enumerate(walls("2026-10-25"))]
    assert only(flat_text(*rows, *rows)).steps == tuple(only(flat_text(*rows)).steps)


def test_two_o_clock_in_march_is_three() -> None:
    stamps = walls("2026-03-29")
    assert stamps[3] == "2026-03-29 03:00:00"
    rows = [flat_row(stamp, "1") for stamp in stamps]
    again = [
        flat_row("2026-03-29 02:00:00" if place == 3 else stamp, "1") for place, stamp in enumerate(stamps)
    ]
    ends = [step.end_ms for step in only(flat_text(*rows)).steps]
    assert [step.end_ms for step in only(flat_text(*again)).steps] == ends


def test_the_step_may_change_inside_a_file() -> None:
    rows = [
        flat_row("2026-06-01 12:10:00", "600", "PT10M"),
        flat_row("2026-06-01 12:20:00", "600", "PT10M"),
        flat_row("2026-06-01 12:50:00", "600", "PT30M"),
        flat_row("2026-06-01 13:50:00", "600", "PT1H"),
    ]
    steps = only(flat_text(*rows)).steps
    assert [step.end_ms - step.start_ms for step in steps] == [600_000, 600_000, 1_800_000, 3_600_000]
    assert sum(step.microwatt_minutes for step in steps) == 600 * 110 * 10**6


def test_energy_per_step_and_kilo_units() -> None:
    rows = [
        flat_row("2026-06-01 12:30:00", "135,5", kind="EA;Wh"),
        flat_row("2026-06-01 13:00:00", "0.1355", kind="EA;kWh"),
    ]
    for row in rows:
        assert only(flat_text(row)).steps[0].microwatt_minutes == 1355 * 6 * 10**6
    assert (
        only(curve_text("2026-06-01T12:30:00+02:00;0,271", unit="kW")).steps[0].microwatt_minutes
        == 8130 * 10**6
    )


def test_directions_and_other_measures_are_told_apart() -> None:
    rows = [
        flat_row("2026-06-01 12:30:00", "1"),
        flat_row("2026-06-01 12:30:00", "2", side="CONS"),
        flat_row("2026-06-01 12:30:00", "3", kind="PRI;VAR"),
    ]
    file = parse_enedis(flat_text(*rows).encode())
    assert {series.direction: series.steps[0].microwatt_minutes for series in file.series} == {
        "production": 30 * 10**6,
        "consumption": 60 * 10**6,
    }


def test_estimated_values_are_counted() -> None:
    text = flat_text(
        flat_row("2026-06-01 12:30:00", "1").replace(";B;", ";E;"), flat_row("2026-06-01 13:00:00", "1")
    )
    assert only(text).estimated == 1


def test_several_blocks_of_one_point_are_joined() -> None:
    first = index_text(("2026-03-29T00:00:00+01:00", "10"))
    second = index_text(("2026-03-30T00:00:00+02:00", "20"))
    assert [p.index_wh for p in only(first + second).points] == [10, 20]


def test_the_consumer_page_gives_totals_only() -> None:
    text = (
        ";Point Référence Mesure (PRM) : ;00000000000042\n;Type : ;Production Quotidienne\n\n"
        ";Date;Valeur (en kWh)\n;02/01/2026;6,329\n;01/01/2026;7\n;03/01/2026;NA\n"
    )
    series = only(text)
    assert (series.kind, series.direction, series.holes) == (Kind.DAYS, "production", 1)
    assert [(total.day, total.energy_wh) for total in series.dates] == [(1, 7000), (2, 6329), (3, None)]


@given(st.permutations([f"2026-06-01T12:{minute:02d}:00+02:00;{minute}" for minute in range(0, 60, 10)]))
def test_the_order_of_lines_does_not_matter(rows: list[str]) -> None:
    steps = only(curve_text(*rows, step=";10")).steps
    assert [step.microwatt_minutes for step in steps] == [minute * 10**7 for minute in range(0, 60, 10)]


# What is refused ------------------------------------------------------------------------------------------

STAMP = "2026-06-01T12:30:00+02:00"


@pytest.mark.parametrize(
    ("text", "code", "line", "blame"),
    [
        ("", "unknown-layout", 0, Blame.CHOICE),
        ("hello\nworld", "unknown-layout", 0, Blame.CHOICE),
        ("Horodate;Valeur\n2026-06-01T12:30:00+02:00;1", "unknown-layout", 0, Blame.CHOICE),
        (HEAD, "truncated", 1, Blame.FILE),
        (HEAD + "\n0;Index;01/03/2026", "truncated", 2, Blame.FILE),
        (curve_text().rsplit("\n", 1)[0], "truncated", 2, Blame.FILE),
        (curve_text().replace("Courbe de charge", "Puissance maximale"), "not-energy", 2, Blame.CHOICE),
        (curve_text().replace("Energie active", "Energie réactive"), "not-energy", 2, Blame.CHOICE),
        (curve_text(side="Autre"), "unknown-direction", 2, Blame.FILE),
        (curve_text(unit="VA"), "unknown-unit", 2, Blame.FILE),
        (curve_text(unit="Wh"), "unknown-unit", 2, Blame.FILE),
        (curve_text(step=""), "step-unknown", 2, Blame.CHOICE),
        (curve_text(step=";7"), "step-unknown", 2, Blame.FILE),
        (curve_text(step=";½"), "step-unknown", 2, Blame.FILE),
        (curve_text().replace("Horodate;Valeur", "Date;Valeur"), "bad-heading", 3, Blame.FILE),
        (curve_text().replace("Horodate;Valeur", "Horodate;Autre"), "bad-heading", 3, Blame.FILE),
        (curve_text("garbage;1"), "bad-line", 4, Blame.FILE),
        (HEAD + "\ngarbage;1;2;3;4;5;6;7", "not-energy", 2, Blame.CHOICE),
        ("\n".join([HEAD, "", ";;"]), "truncated", 3, Blame.FILE),
        (curve_text(STAMP), "truncated", 4, Blame.FILE),
        (curve_text(f"{STAMP};abc"), "bad-number", 4, Blame.FILE),
        (curve_text(f"{STAMP};1e3"), "bad-number", 4, Blame.FILE),
        (curve_text(f"{STAMP};٣"), "bad-number", 4, Blame.FILE),
        (curve_text(f"{STAMP};0.1234567"), "bad-number", 4, Blame.FILE),
        (curve_text(f"{STAMP};-5"), "negative", 4, Blame.FILE),
        (curve_text(f"{STAMP};100000001"), "too-large", 4, Blame.FILE),
        (curve_text(f"{STAMP};{'9' * 16}"), "bad-number", 4, Blame.FILE),
        (curve_text("2026-06-31T12:30:00+02:00;1"), "bad-time", 4, Blame.FILE),
        (curve_text("2026-06-01T12:30:01+02:00;1"), "bad-time", 4, Blame.FILE),
        (curve_text("1999-06-01T12:30:00+02:00;1"), "bad-time", 4, Blame.FILE),
        (curve_text("20260601T123000;1"), "bad-time", 4, Blame.FILE),
        (curve_text(f"{STAMP};1", f"{STAMP};2"), "contradiction", 5, Blame.FILE),
        (curve_text(f"{STAMP};1", "2026-06-01T12:40:00+02:00;1"), "overlap", 5, Blame.FILE),
        (curve_text(), "empty", 0, Blame.CHOICE),
        (curve_text(f"{STAMP};"), "empty", 0, Blame.CHOICE),
        (index_text(("2026-03-29T00:00:00+01:00", "9" * 15 + "9")), "bad-number", 5, Blame.FILE),
        (index_text(("2026-03-29T00:00:00+01:00", "1" + "0" * 14 + "1")), "bad-number", 5, Blame.FILE),
        (index_text().replace("EAS T", "Total"), "bad-heading", 4, Blame.FILE),
        (index_text() + "after;all", "empty", 0, Blame.CHOICE),
        (flat_text(flat_row("2026-03-29 02:30:00", "1")), "no-such-time", 2, Blame.FILE),
        (flat_text(*[flat_row("2026-10-25 02:30:00", v) for v in "123"]), "contradiction", 4, Blame.FILE),
        (flat_text(*[flat_row("2026-10-25 02:30:00", v) for v in "1213"]), "contradiction", 4, Blame.FILE),
        (flat_text(flat_row(STAMP, "1", "P1D")), "step-unknown", 2, Blame.FILE),
        (flat_text(flat_row(STAMP, "1", "")), "step-unknown", 2, Blame.CHOICE),
        (flat_text(flat_row(STAMP, "1", kind="PRI;VAR")), "not-energy", 1, Blame.CHOICE),
        (flat_text(flat_row(STAMP, "1")[:60]), "truncated", 2, Blame.FILE),
        (flat_text().replace("Pas", "Autre"), "step-unknown", 1, Blame.CHOICE),
        (flat_text().replace("Unité", "Autre"), "bad-heading", 1, Blame.FILE),
        (flat_text(), "empty", 0, Blame.CHOICE),
        ("Date;Valeur (en kWh)\n", "empty", 0, Blame.CHOICE),
        ("Date;Valeur (en euros)\n01/01/2026;1", "unknown-unit", 1, Blame.FILE),
        ("Date;Valeur (en kWh)\n31/02/2026;1", "bad-time", 2, Blame.FILE),
        ("Date;Valeur (en kWh)\n2026-01-01;1", "bad-time", 2, Blame.FILE),
        ("Date;Valeur (en kWh)\n01/01/1900;1", "bad-time", 2, Blame.FILE),
        ("Date;Valeur (en kWh)\n01/01/2026", "truncated", 2, Blame.FILE),
        ("Date;Valeur (en kWh)\n01/01/2026;1\n01/01/2026;2", "contradiction", 3, Blame.FILE),
        ("x" * 5000, "line-too-long", 1, Blame.FILE),
        (";" * 300, "line-too-long", 1, Blame.FILE),
    ],
)
def test_refused_with_code_line_and_blame(text: str, code: str, line: int, blame: Blame) -> None:
    with pytest.raises(MeterFileError) as caught:
        parse_enedis(text.encode())
    assert (caught.value.code, caught.value.line, caught.value.blame) == (code, line, blame)
    assert caught.value.params["line"] == line


@pytest.mark.parametrize("start", [b"PK\x03\x04", b"\x1f\x8b", b"%PDF", b"\xff\xfeI\0d\0"])
def test_not_a_text(start: bytes) -> None:
    with pytest.raises(MeterFileError, match="not-csv"):
        parse_enedis(start + b"...")


def test_index_over_the_limit() -> None:
    with pytest.raises(MeterFileError, match="too-large at line 5"):
        parse_enedis(
            index_text(("2026-03-29T00:00:00+01:00", "2000000000000")).replace(";Wh", ";kWh").encode()
        )


def test_limits_of_size_and_lines() -> None:
    with pytest.raises(MeterFileError, match="too-big"):
        parse_enedis(b" " * (enedis.FILE_BYTES_MAX + 1))
    with pytest.raises(MeterFileError, match="too-many-lines"):
        parse_enedis(b"\n" * (enedis.LINES_MAX + 1))


def test_a_person_may_tell_the_step() -> None:
    text = curve_text("2020-08-20T23:40:00+02:00;270", "2020-08-20T23:50:00+02:00;264", step="")
    steps = only(text, step_minutes=10).steps
    assert sum(step.microwatt_minutes for step in steps) == 5340 * 10**6


def test_a_file_that_cannot_be_read(tmp_path: Path) -> None:
    for path in (tmp_path / "absent.csv", tmp_path):
        with pytest.raises(MeterFileError, match="unreadable"):
            read_enedis_file(path)
    (tmp_path / "f.csv").write_text(index_text(("2026-03-29T00:00:00+01:00", "5")), encoding="utf-8")
    assert read_enedis_file(tmp_path / "f.csv").layout == "index"


SOUND = flat_text(*(flat_row(stamp, "1000") for stamp in walls("2026-10-25")[:8])).encode()


@given(st.binary(max_size=300))
def test_no_bytes_raise_anything_else(data: bytes) -> None:
    with pytest.raises(MeterFileError):
        parse_enedis(data)


@pytest.mark.slow
@given(st.integers(0, len(SOUND) - 1), st.binary(max_size=3))
def test_no_damage_raises_anything_else(place: int, patch: bytes) -> None:
    try:
        parse_enedis(SOUND[:place] + patch + SOUND[place + 1 :])
        parse_enedis(SOUND[:place])
    except MeterFileError as error:
        assert error.code  # noqa: PT017
