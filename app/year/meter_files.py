# SPDX-License-Identifier: AGPL-3.0-or-later
"""Half hours of a meter in Enedis's layouts: daily indices, load curve, flat curve. Only for examples."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from pathlib import Path

from app.year.sun import HALF_HOUR, PARIS

HEADING = (
    "Identifiant PRM;Type de donnees;Date de debut;Date de fin;"
    "Grandeur physique;Grandeur metier;Etape metier;Unite"
)
INDEX_COLUMNS = [
    "Horodate",
    "Type de releve",
    *(f"EAS F{i}" for i in range(1, 11)),
    *(f"EAS D{i}" for i in range(1, 5)),
    "EAS T",
]
FLAT = (
    "Identifiant PRM;Date de début;Date de fin;Grandeur physique;Grandeur métier;Etape métier;Unité;"
    "Horodate;Valeur;Nature;Pas;Indice de vraisemblance;Etat complémentaire"
)


def stamp(at: datetime) -> str:
    return at.astimezone(PARIS).isoformat(timespec="seconds")


def preamble(prm: str, kind: str, first: date, end: date, side: str, unit: str) -> str:
    dates = f"{first:%d/%m/%Y};{end - timedelta(days=1):%d/%m/%Y}"
    return f"{prm};{kind};{dates};Energie active;{side};Comptage Brut;{unit}"


def index_file(
    prm: str, side: str, energies: list[tuple[datetime, int]], index: int
) -> tuple[list[str], int]:
    """Lines of the daily-index layout, and the last index."""
    start = energies[0][0] - HALF_HOUR
    days = (start.astimezone(PARIS).date(), energies[-1][0].astimezone(PARIS).date())
    lines = [HEADING, preamble(prm, "Index", *days, side, "Wh"), ";".join(INDEX_COLUMNS)]
    lines.append(index_line(start, index))
    for at, energy in energies:
        index += energy
        if at.astimezone(PARIS).time() == datetime.min.time():
            lines.append(index_line(at, index))
    calendar = "Periode;Identifiant calendrier fournisseur;Libelle calendrier fournisseur;"
    lines += [calendar, f"Du {stamp(start)} au;FC000000;Base;"]
    return lines, index


def index_line(at: datetime, index: int) -> str:
    return ";".join([stamp(at), "Arrêté quotidien", str(index), *[""] * 13, str(index)])


def curve_file(prm: str, side: str, energies: list[tuple[datetime, int]]) -> list[str]:
    """Lines of the load-curve layout: mean power in W, stamped at the end of the half hour."""
    days = ((energies[0][0] - HALF_HOUR).astimezone(PARIS).date(), energies[-1][0].astimezone(PARIS).date())
    lines = [
        HEADING + ";Pas en minutes",
        preamble(prm, "Courbe de charge", *days, side, "W") + ";30",
        "Horodate;Valeur",
    ]
    return lines + [f"{stamp(at)};{2 * energy}" for at, energy in energies]


def flat_file(prm: str, side: str, energies: list[tuple[datetime, int]]) -> list[str]:
    """The same in the flat layout: local times without offset."""
    first, end = (
        f"{at.astimezone(PARIS):%Y-%m-%d %H:%M:%S}" for at in (energies[0][0] - HALF_HOUR, energies[-1][0])
    )
    head = f"{prm};{first};{end};PA;{side[:4].upper()};BRUT;W"
    return [
        FLAT,
        *(
            f"{head};{at.astimezone(PARIS):%Y-%m-%d %H:%M:%S};{2 * energy};B;PT30M;0;0"
            for at, energy in energies
        ),
    ]


def write(path: Path, lines: list[str]) -> str:
    path.write_bytes(("\ufeff" + "\r\n".join(lines) + "\r\n").encode())
    return str(path)
