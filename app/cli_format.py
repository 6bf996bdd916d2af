# SPDX-License-Identifier: AGPL-3.0-or-later
"""Integers, instants and amounts of a JSON document as a person reads them in a terminal, French or English.

The window has its own (`ui/format.py`); this one knows documents, not views. Computed on integers only. In
French: a narrow space before ; : ! ? and between thousands, a comma, « 1 h 30 », a true minus.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from datetime import datetime

NARROW: Final = "\u202f"
NBSP: Final = "\u00a0"
MINUS: Final = "\u2212"
SHOWN_ID: Final = 10
WIDTH: Final = 96
"""Of the words of somebody, wrapped under their line."""
_SUFFIXES: Final = ("wh", "s", "g", "centipoint", "units")
# Base units of one shown unit, and the most decimals a person is shown.
_SCALES: Final = {"kwh": (1000, 3), "kwh-th": (1000, 3), "kg": (1000, 3), "point": (100, 2)}
_UNITS: Final = {
    "fr": {"kwh": "kWh", "kwh-th": "kWh de chaleur", "kg": "kg", "point": "points"},
    "en": {"kwh": "kWh", "kwh-th": "kWh of heat", "kg": "kg", "point": "points"},
}

_LASTING: Final = (
    (86_400_000, "jour", "day"), (3_600_000, "heure", "hour"), (60_000, "minute", "minute"),
    (1_000, "seconde", "second"),
)  # fmt: skip
"""Milliseconds of a unit of time, and its names."""


_MONTHS: Final = (
    "", "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
    "November", "December",
)  # fmt: skip
_NEAR_DAY_MIN: Final = 24 * 60 - 30
_DAYS_ALONE: Final = 3


def _civil(at_ms: int) -> datetime:
    from datetime import datetime
    from zoneinfo import ZoneInfo

    return datetime.fromtimestamp(at_ms // 1000, ZoneInfo("Europe/Paris"))


def choose_language(preference: str, environment: Mapping[str, str]) -> str:
    """`fr` or `en`: the person's preference, else the locale's when it says English, else French."""
    if preference in ("fr", "en"):
        return preference
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if environment.get(name):
            return "en" if environment[name].startswith("en") else "fr"
    return "fr"


def set_french_spaces(text: str) -> str:
    """The spaces and apostrophes of French typography where a plain keyboard leaves ordinary ones."""
    text = re.sub(r" ([;:!?%])", NARROW + r"\1", text)
    text = text.replace("« ", f"«{NBSP}").replace(" »", f"{NBSP}»")
    return text.replace("'", "’")


@dataclass(frozen=True, slots=True)
class Tongue:
    """How one reader is spoken to."""

    language: str = "fr"

    def say(self, french: str, english: str) -> str:
        """The sentence in the reader's language, French spaces set."""
        return set_french_spaces(french) if self.language == "fr" else english

    def count(self, number: int, french: tuple[str, str], english: tuple[str, str]) -> str:
        """« 1 voisin », « 2 voisins »; zero is singular in French."""
        singular, plural = french if self.language == "fr" else english
        is_one = number < 2 if self.language == "fr" else number == 1
        return f"{self.integer(number)}{NBSP}{singular if is_one else plural}"

    def answering(self, online: int, size: int) -> str:
        """« 1 témoin sur 4 répond », “2 of 4 witnesses answer”."""
        shown, all_of_them = self.integer(online), self.integer(size)
        if self.language == "fr":
            return f"{shown} témoin{'s' * (online > 1)} sur {all_of_them} répond{'ent' * (online > 1)}"
        return f"{shown} of {all_of_them} witness{'es' * (size != 1)} answer{'s' * (online == 1)}"

    def integer(self, value: int) -> str:
        group = NARROW if self.language == "fr" else ","
        return (MINUS if value < 0 else "") + f"{abs(value):,}".replace(",", group)

    def decimal(self, value: int, scale: int, decimals: int) -> str:
        """`value / scale`, exact to `decimals` figures, without useless zeros."""
        whole, rest = divmod(abs(value) * 10**decimals // scale, 10**decimals)
        fraction = f"{rest:0{decimals}d}".rstrip("0") if decimals else ""
        point = "," if self.language == "fr" else "."
        return (MINUS if value < 0 else "") + self.integer(whole) + (point + fraction if fraction else "")

    def amount(self, asset: str, value: int) -> str:
        """« 3,5 kg », « 1 h 30 », « 40 000 kWh »."""
        if asset == "hour":
            return self._duration(value)
        scale, decimals = _SCALES.get(asset, (1, 0))
        return self.decimal(value, scale, decimals) + NBSP + _UNITS[self.language].get(asset, asset)

    def _duration(self, seconds: int) -> str:
        sign = MINUS if seconds < 0 else ""
        hours, rest = divmod(abs(seconds), 3600)
        minutes, seconds = divmod(rest, 60)
        parts: list[str] = []
        if hours or not rest:
            parts.append(f"{self.integer(hours)}{NBSP}h")
        if minutes:
            parts.append(f"{minutes:02d}" if parts and not seconds else f"{minutes}{NBSP}min")
        if seconds:
            parts.append(f"{seconds}{NBSP}s")
        return sign + NBSP.join(parts)

    def span(self, low_ms: int, high_ms: int) -> str:
        """« 1 et 60 jours », « 10 minutes et 60 jours »: each in the largest unit that holds it exactly."""
        (low, low_unit), (high, high_unit) = self._lasting(low_ms), self._lasting(high_ms)
        first = low if low_unit[0] == high_unit[0] else low + NBSP + self._pick(low_unit, low_ms)
        return self.say(f"{first} et {high}", f"{first} and {high}") + NBSP + self._pick(high_unit, high_ms)

    def _lasting(self, span_ms: int) -> tuple[str, tuple[int, str, str]]:
        unit = next((unit for unit in _LASTING if span_ms % unit[0] == 0), _LASTING[-1])
        return self.decimal(span_ms, unit[0], 3), unit

    def _pick(self, unit: tuple[int, str, str], span_ms: int) -> str:
        return self.say(*unit[1:]) + ("s" if span_ms >= 2 * unit[0] else "")

    def instant(self, at_ms: int) -> str:
        """A day and a time in France's civil time; « – » for none."""
        parted = " " if self.language == "fr" else ", "
        return self.day(at_ms) + (_civil(at_ms).strftime(f"{parted}%H:%M") if at_ms else "")

    def day(self, at_ms: int) -> str:
        """« 26/11/2026 », “26 November 2026”; « – » for none."""
        if not at_ms:
            return "–"
        at = _civil(at_ms)
        return at.strftime("%d/%m/%Y") if self.language == "fr" else f"{at.day} {_MONTHS[at.month]} {at.year}"

    def cell(self, at_ms: int) -> str:
        """A day and a time as a spreadsheet of that language takes them for a date; « – » for none."""
        shape = "%d/%m/%Y %H:%M" if self.language == "fr" else "%Y-%m-%d %H:%M"
        return _civil(at_ms).strftime(shape) if at_ms else "–"

    def elapsed(self, minutes: int) -> str:
        """« 4 minutes », « 1 heure et 30 minutes », « 1 jour »: two units, days alone once they are some."""
        if minutes >= _NEAR_DAY_MIN:
            first, second = divmod((minutes + 30) // 60, 24)
            second = 0 if first >= _DAYS_ALONE else second
            units = (("jour", "jours"), ("day", "days")), (("heure", "heures"), ("hour", "hours"))
        else:
            first, second = divmod(minutes, 60)
            units = (("heure", "heures"), ("hour", "hours")), (("minute", "minutes"),) * 2
        parts = [self.count(n, *unit) for n, unit in zip((first, second), units, strict=True) if n]
        return self.say(" et ", " and ").join(parts) or self.count(0, *units[1])

    def listed(self, document: Mapping[str, Any], prefix: str = "amount") -> str:
        """The amount of a document that names its asset, e.g. {"asset": "kg", "amount_g": 3500}."""
        return self.amount(str(document["asset"]), get_quantity(document, prefix))


def get_quantity(document: Mapping[str, Any], prefix: str = "amount") -> int:
    """The quantity of a document, whatever its unit."""
    return next(int(document[key]) for suffix in _SUFFIXES if (key := f"{prefix}_{suffix}") in document)


def short_id(identifier: object) -> str:
    """As much of a number as a line shows; commands take it."""
    return str(identifier)[:SHOWN_ID]


def name_alone(person: Mapping[str, Any]) -> str:
    """A person's name, with its sign where another's looks the same."""
    name = str(person["name"])
    if not person.get("is_alike"):
        return name
    from app.facade_naming import join_sign  # seldom needed

    return join_sign(name, str(person["fingerprint"]))


def name_party(t: Tongue, person: Mapping[str, Any], kind: str = "") -> str:
    """A person's name, or the word for the commune's account.

    `kind`: of the act it stands in. Hours for the commune are given to the commune: nothing enters its fund.
    """
    if person["name"]:
        return name_alone(person)
    if kind.startswith("service."):
        return t.say("la commune", "the commune")
    return t.say("le fonds de la commune", "the commune's fund")
