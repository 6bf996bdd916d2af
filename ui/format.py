# SPDX-License-Identifier: AGPL-3.0-or-later
"""Integers and instants turned into the text a French or an English reader expects.

Not QLocale: it takes floats, writes a hyphen for a minus and parentheses for negative euros.
Its law: everything is computed on integers; a figure and its unit never part at a line's end (U+00A0),
groups of thousands are U+202F in French, a minus is U+2212, a duration is « 1 h 35 », never 1,58 h.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final
from zoneinfo import ZoneInfo

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.views import AmountView

NARROW: Final = "\u202f"
NBSP: Final = "\u00a0"
MINUS: Final = "\u2212"

MINUTE_MS: Final = 60_000
HOUR_MS: Final = 3_600_000
DAY_MS: Final = 86_400_000

# The commune's civil days are France's; the computer's own zone may be anything (a server in UTC, a trip).
COMMUNE_ZONE: Final = "Europe/Paris"

_DAYS = {
    "fr": ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"),
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
}
_MONTHS = {
    "fr": (
        "janvier", "février", "mars", "avril", "mai", "juin",
        "juillet", "août", "septembre", "octobre", "novembre", "décembre",
    ),
    "en": (
        "January", "February", "March", "April", "May", "June",
        "July", "August", "September", "October", "November", "December",
    ),
}  # fmt: skip
_MONTH_MARKS = {
    "fr": (
        "janv.", "févr.", "mars", "avr.", "mai", "juin", "juil.", "août", "sept.", "oct.", "nov.", "déc.",
    ),
    "en": ("Jan", "Feb", "Mar", "Apr", "May", "June", "July", "Aug", "Sept", "Oct", "Nov", "Dec"),
}  # fmt: skip

_UNITS = {
    "fr": {"kwh": "kWh", "kwh-th": "kWh chaleur", "hour": "h", "kg": "kg", "point": "pt"},
    "en": {"kwh": "kWh", "kwh-th": "kWh heat", "hour": "h", "kg": "kg", "point": "pt"},
}

# Base units of one shown unit, and how many decimals a person is shown.
_SCALES: Final = {"kwh": (1000, 1), "kwh-th": (1000, 1), "kg": (1000, 1), "point": (100, 0)}


def french_spaces(text: str) -> str:
    """Put the spaces of French typography where a plain keyboard leaves ordinary ones.

    U+202F before ; ! ? % and :, U+00A0 inside quotation marks and between a figure and its unit. A colon
    inside a time or an address (no space before it) is left alone.
    """
    text = re.sub(r" +([;:!?]|%(?!n))", NARROW + r"\1", text)
    text = text.replace("« ", f"«{NBSP}").replace(" »", f"{NBSP}»")
    text = re.sub(r"(?<=\d) (?=\d{3}\b)", NARROW, text)
    units = r"kWh|kWc|kVA|kg|g|h|min|s|pts?|mots|jours?|%|€"
    text = re.sub(rf"(?<=[\d}}]) (?=(?:{units})\b|€)", NBSP, text)
    text = text.replace("%n ", f"%n{NBSP}").replace("n° ", f"n°{NBSP}")
    return text.replace("'", "’")


def english_signs(text: str) -> str:
    """The apostrophes and quotation marks of print, where a sentence is written with a keyboard's."""
    return text.replace("'", "\u2019").replace("« ", "\u201c").replace(" »", "\u201d")


def rounded(value: int, divisor: int) -> int:
    """`value / divisor` to the nearest integer, halves away from zero; integers only."""
    sign = -1 if value < 0 else 1
    return sign * ((2 * abs(value) + divisor) // (2 * divisor))


@dataclass(frozen=True, slots=True)
class Format:
    """How one reader is written to: a language and the commune's civil time."""

    language: str = "fr"
    zone: dt.tzinfo = field(default_factory=lambda: ZoneInfo(COMMUNE_ZONE))

    @property
    def french(self) -> bool:
        return self.language == "fr"

    # numbers ---------------------------------------------------------------------------------------------
    def integer(self, value: int) -> str:
        """`4812` → « 4 812 »."""
        group = NARROW if self.french else ","
        digits = f"{abs(value):,}".replace(",", group)
        return (MINUS if value < 0 else "") + digits

    def decimal(self, value: int, scale: int, decimals: int, *, trim: bool = False) -> str:
        """`value / scale` with `decimals` figures after the comma; `trim` drops a zero fraction."""
        tenths = rounded(value * 10**decimals, scale)
        whole, rest = divmod(abs(tenths), 10**decimals)
        text = self.integer(whole)
        if decimals and not (trim and rest == 0):
            text += ("," if self.french else ".") + f"{rest:0{decimals}d}"
        return (MINUS if tenths < 0 else "") + text

    def percent(self, numerator: int, denominator: int = 100, decimals: int = 0) -> str:
        """« 12 % » in French, "12%" in English."""
        text = self.decimal(numerator * 100, denominator, decimals)
        return text + (f"{NARROW}%" if self.french else "%")

    def signed(self, text: str) -> str:
        """A plus before what is not negative, for changes."""
        return text if text.startswith(MINUS) else "+" + text

    # amounts ---------------------------------------------------------------------------------------------
    def unit(self, asset: str) -> str:
        return _UNITS[self.language].get(asset, asset)

    def duration(self, seconds: int) -> str:
        """« 1 h 35 », « 15 min », « 40 s »; a whole number of hours is « 12 h »."""
        sign = MINUS if seconds < 0 else ""
        seconds = abs(seconds)
        if 0 < seconds < 60:
            return f"{sign}{seconds}{NBSP}s"
        minutes = rounded(seconds, 60)
        hours, minutes = divmod(minutes, 60)
        if hours == 0:
            return f"{sign}{minutes}{NBSP}min"
        hour_text = f"{sign}{self.integer(hours)}{NBSP}h"
        return hour_text + (f"{NBSP}{minutes:02d}" if minutes else "")

    def figure(self, asset: str, amount: int) -> tuple[str, str]:
        """The number and its unit apart, for a figure written large; a duration keeps its own writing."""
        if asset == "hour":
            return self.duration(amount), ""
        if amount == 0:
            return "0", "pts" if asset == "point" and self._is_plural(0) else self.unit(asset)
        scale, decimals = _SCALES.get(asset, (1, 0))
        if asset == "point" and amount % 100:
            decimals = 2
        if asset == "kg" and 0 < abs(amount) < 1000 and amount % 100:
            return self.integer(amount), "g"
        if asset in {"kwh", "kwh-th"} and abs(amount) >= 1_000_000:
            decimals = 0
        elif asset in {"kwh", "kwh-th"} and 0 < abs(amount) < 100:
            return self.integer(amount), "Wh"
        unit = self.unit(asset)
        if asset == "point" and self._is_plural(amount):
            unit = "pts"
        return self.decimal(amount, scale, decimals, trim=asset == "kg"), unit

    def _is_plural(self, hundredths: int) -> bool:
        """French counts from two on, English whatever is not one."""
        return abs(hundredths) >= 200 if self.french else abs(hundredths) != 100

    def amount(self, asset: str, amount: int) -> str:
        """« 30,7 kWh », « 1 h 35 », « 3,1 kg », « 15 pts »: one line that does not break."""
        number, unit = self.figure(asset, amount)
        return f"{number}{NBSP}{unit}" if unit else number

    def rounded_parts(self, asset: str, parts: Sequence[int]) -> tuple[int, ...]:
        """The parts of a whole, rounded as they are shown so that what is shown adds up (largest remainder).

        A part too small for a tenth keeps its own figures: it is written in a smaller unit.
        """
        if asset not in {"kwh", "kwh-th"}:
            return tuple(parts)
        step = 1000 if sum(parts) >= 1_000_000 else 100
        shares = [part // step for part in parts]
        missing = rounded(sum(parts), step) - sum(shares)
        largest = sorted(range(len(parts)), key=lambda index: (-(parts[index] % step), index))
        for index in largest[:missing]:
            shares[index] += 1
        return tuple(share * step or part for share, part in zip(shares, parts, strict=True))

    def exact(self, asset: str, amount: int) -> str:
        """The amount with every figure that counts: what is signed is never rounded."""
        if asset == "hour":
            hours, rest = divmod(abs(amount), 3600)
            minutes, seconds = divmod(rest, 60)
            parts = [f"{self.integer(hours)}{NBSP}h"] if hours else []
            if minutes or (not hours and not seconds):
                parts.append(f"{minutes:02d}{NBSP}min" if hours else f"{minutes}{NBSP}min")
            if seconds:
                parts.append(f"{seconds}{NBSP}s")
            text = NBSP.join(parts)
            if hours and minutes and not seconds:
                text = text.removesuffix(f"{NBSP}min")
            return (MINUS if amount < 0 else "") + text
        scale, _ = _SCALES.get(asset, (1, 0))
        text = self._all_figures(amount, scale)
        unit = "pts" if asset == "point" and self._is_plural(amount) else self.unit(asset)
        return f"{text}{NBSP}{unit}"

    def _all_figures(self, amount: int, scale: int) -> str:
        whole, rest = divmod(abs(amount), scale)
        fraction = f"{rest:0{len(str(scale)) - 1}d}".rstrip("0") if scale > 1 else ""
        text = self.integer(whole)
        if fraction:
            text += ("," if self.french else ".") + fraction
        return (MINUS if amount < 0 else "") + text

    def of(self, view: AmountView) -> str:
        return self.amount(view.asset, view.amount)

    def change(self, asset: str, amount: int) -> str:
        """« +30,7 kWh », « −25,0 kWh »."""
        return self.signed(self.amount(asset, amount))

    def listed(self, parts: list[str], word: str = "") -> str:
        """« a, b et c »; `word` replaces « et » (for example « ou »)."""
        word = word or ("et" if self.french else "and")
        if len(parts) < 2:
            return "".join(parts)
        return ", ".join(parts[:-1]) + f" {word} {parts[-1]}"

    def quote(self, text: str) -> str:
        return f"«{NBSP}{text}{NBSP}»" if self.french else f"\u201c{text}\u201d"

    # time ------------------------------------------------------------------------------------------------
    def local(self, instant_ms: int) -> dt.datetime:
        return dt.datetime.fromtimestamp(instant_ms // 1000, self.zone)

    def time(self, instant_ms: int) -> str:
        """« 7 h 42 » in French, "7:42" in English (24 hours, as in the commune)."""
        moment = self.local(instant_ms)
        if self.french:
            return f"{moment.hour}{NBSP}h{NBSP}{moment.minute:02d}"
        return f"{moment.hour}:{moment.minute:02d}"

    def hour_mark(self, hour: int) -> str:
        """An axis' « 6 h » or "6:00"."""
        return f"{hour}{NBSP}h" if self.french else f"{hour}:00"

    def month(self, instant_ms: int) -> str:
        return _MONTHS[self.language][self.local(instant_ms).month - 1]

    def month_mark(self, instant_ms: int) -> str:
        """An axis' « janv. » or "Jan"."""
        return _MONTH_MARKS[self.language][self.local(instant_ms).month - 1]

    def day_number(self, instant_ms: int) -> str:
        """« 1er mai », « 24 mai », "24 May"."""
        moment = self.local(instant_ms)
        number = "1er" if self.french and moment.day == 1 else str(moment.day)
        return f"{number}{NBSP}{_MONTHS[self.language][moment.month - 1]}"

    def date(self, instant_ms: int, *, year: bool = False) -> str:
        """« dimanche 24 mai », with the year when asked: « dimanche 24 mai 2026 »."""
        moment = self.local(instant_ms)
        text = f"{_DAYS[self.language][moment.weekday()]} {self.day_number(instant_ms)}"
        return f"{text} {moment.year}" if year else text

    def short_date(self, instant_ms: int, now_ms: int = 0) -> str:
        """« 24 mai », with the year when it is not this one."""
        text = self.day_number(instant_ms)
        year = self.local(instant_ms).year
        if now_ms and self.local(now_ms).year == year:
            return text
        return f"{text} {year}"

    def days_between(self, from_ms: int, to_ms: int) -> int:
        """Civil days from one instant to the other: 1 from yesterday 23 h 50 to today 0 h 10."""
        return (self.local(to_ms).date() - self.local(from_ms).date()).days

    def ago(self, instant_ms: int, now_ms: int) -> str:
        """« à l’instant », « il y a 3 min », « à 8 h 12 », « hier », « samedi 23 mai », « 3 avril 2025 »."""
        elapsed_ms = now_ms - instant_ms
        if 0 <= elapsed_ms < MINUTE_MS:
            return "à l’instant" if self.french else "just now"
        if 0 <= elapsed_ms < HOUR_MS:
            minutes = elapsed_ms // MINUTE_MS
            return f"il y a {minutes}{NBSP}min" if self.french else f"{minutes}{NBSP}min ago"
        if self.days_between(instant_ms, now_ms) == 0:
            return f"à {self.time(instant_ms)}" if self.french else f"at {self.time(instant_ms)}"
        return self.day_ago(instant_ms, now_ms)

    def since(self, instant_ms: int, now_ms: int) -> str:
        """« depuis 8 h 12 », « depuis hier », « depuis samedi 23 mai », "since 8:12"."""
        today = self.days_between(instant_ms, now_ms) == 0
        moment = self.time(instant_ms) if today else self.day_ago(instant_ms, now_ms)
        return f"depuis {moment}" if self.french else f"since {moment}"

    def day_ago(self, instant_ms: int, now_ms: int) -> str:
        """« aujourd’hui », « hier », « samedi 23 mai », « 3 avril 2025 »."""
        days = self.days_between(instant_ms, now_ms)
        if days == 0:
            return "aujourd’hui" if self.french else "today"
        if days == 1:
            return "hier" if self.french else "yesterday"
        if 1 < days < 7:
            return self.date(instant_ms)
        return self.short_date(instant_ms, now_ms)

    def until(self, instant_ms: int, now_ms: int) -> str:
        """« dans 3 jours », « demain », « aujourd'hui à 18 h 00 », « dans 12 min »; past: « échu »."""
        left_ms = instant_ms - now_ms
        if left_ms <= 0:
            return "maintenant" if self.french else "now"
        if left_ms < HOUR_MS:
            minutes = max(1, left_ms // MINUTE_MS)
            return f"dans {minutes}{NBSP}min" if self.french else f"in {minutes}{NBSP}min"
        days = self.days_between(now_ms, instant_ms)
        if days == 0:
            return (
                f"aujourd’hui à {self.time(instant_ms)}"
                if self.french
                else f"today at {self.time(instant_ms)}"
            )
        if days == 1:
            return "demain" if self.french else "tomorrow"
        return f"dans {days}{NBSP}jours" if self.french else f"in {days}{NBSP}days"


_PARTING: Final = re.compile(
    r"(?P<thin> (?=[:;!?%]+(?:\s|$))|(?<=\d) (?=\d{3}(?!\d)))"
    r"|(?<=«) | (?=»)|(?<=\d) (?=(?:h|min|s|kWh|kVA|kg|g|t|km|m|cm|cl|l|€|pts?|ans?|mois|jours?)(?!\w))"
)


def keep_together(text: str) -> str:
    """What people wrote with plain spaces, so that « 24 h » or « garde : » do not part at a line's end."""
    return _PARTING.sub(lambda found: NARROW if found["thin"] else NBSP, text)


_UNBROKEN: Final = re.compile(r"[^ \t\n\u2009\u200b]{31,}")
_PIECE: Final = re.compile(r".{12}[\u0300-\u036f\u200d\ufe0e\ufe0f]*+(?<!\u200d)(?=.)")


def break_long(text: str) -> str:
    """Places where a line may end within what has none: a web address, or « zzz… » from a bad joker.

    Without them a page grows as wide as the longest word a neighbour wrote, its buttons out of sight.
    """
    return _UNBROKEN.sub(lambda found: _PIECE.sub(lambda piece: f"{piece[0]}\u200b", found[0]), text)
