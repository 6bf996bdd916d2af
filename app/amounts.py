# SPDX-License-Identifier: AGPL-3.0-or-later
"""Reads an amount as a person writes it, « 25 », « 3,5 » or « 1 h 30 », into base units.

Not a formatter: how an amount is shown is the window's (`ui/format.py`) or the command line's.
Its law: integers from end to end, and what cannot be kept exactly is refused with a code, never rounded.

    text ── fold ──▶ duration (« 1h30 », « 1:30 », « 45 min ») when the asset is time
                └──▶ number (French or English writing, thousands or not), with the asset's own unit or none
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

AMOUNT_MAX: Final = 2**53
"""The largest quantity the register holds (docs/protocol.md); a copy, because this module knows no layer."""
TEXT_MAX: Final = 40
"""Characters; nobody writes a longer amount, and nothing longer is looked at."""


class AmountError(Exception):
    """This text is no amount that can be recorded; `code` says why, for the words on screen."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True, slots=True)
class _Unit:
    """A word a person may write after the number, and what one of it is worth in base units."""

    words: tuple[str, ...]
    base: int


# The first unit of an asset is the one meant when none is written.
_UNITS: Final[dict[str, tuple[_Unit, ...]]] = {
    "kwh": (_Unit(("kwh",), 1000), _Unit(("mwh",), 1_000_000), _Unit(("wh",), 1)),
    "kwh-th": (_Unit(("kwh", "kwhth"), 1000), _Unit(("mwh",), 1_000_000), _Unit(("wh",), 1)),
    "hour": (
        _Unit(("h", "heure", "heures", "hour", "hours"), 3600),
        _Unit(("min", "mn", "minute", "minutes"), 60),
        _Unit(("s", "sec"), 1),
        _Unit(("j", "jour", "jours", "d", "day", "days"), 86_400),
    ),
    "kg": (
        _Unit(("kg", "kilo", "kilos"), 1000),
        _Unit(("g", "gramme", "grammes", "gram", "grams"), 1),
        _Unit(("t", "tonne", "tonnes"), 1_000_000),
    ),
    "point": (_Unit(("pt", "pts", "point", "points"), 100),),
}
_UNKNOWN_ASSET: Final = (_Unit((), 1),)

_SPACES: Final = re.compile(r"[\s\u00a0\u2007\u2009\u202f]+")
_MINUSES: Final = ("-", "\u2212", "\u2013")

# « 1h », « 1h30 », « 1h30min », « 1:30 », « 1h30min15s », spaces already gone. A lone minute is a unit.
_DURATION: Final = re.compile(r"(\d+)(?:h|heures?|hours?|:)(?:(\d{1,2})(?:m|mn|min)?(?:(\d{1,2})s)?)?")
# What is one number with a sign of decimals and another with a sign of thousands; its unit may follow.
_AMBIGUOUS: Final = {
    "fr": re.compile(r"\+?\s*[1-9]\d{0,2}\.\d{3}\s*[a-z]*"),
    "en": re.compile(r"\+?\s*[1-9]\d{0,2},\d{3}\s*[a-z]*"),
}
_NUMBER_THEN_WORD: Final = re.compile(r"([0-9.,' \u2019]*[0-9])\s*([a-z]*)")


def parse_amount(text: str, asset: str, language: str) -> int:
    """Base units (Wh, seconds, grams, hundredths of a point) of what a person wrote.

    A comma or a point may be the decimal sign; spaces of any width, apostrophes, and a sign that comes back
    every three figures, part the thousands. The sign with which the reader's language parts thousands, alone
    and before three figures, is read neither way: « 1,500 » in English, « 1.500 » in French is refused, since
    either reading may be a thousand times what was meant.

    Args:
        text: at most 40 characters; the asset's own unit may follow the number (« 300 g », « 45 min »).
        asset: `kwh`, `kwh-th`, `hour`, `kg`, `point`; any other counts in whole base units.
        language: of the person, `fr` or `en`: nobody's is supposed, since « 1,500 » hangs on it.

    Raises:
        AmountError: `amount-malformed`, `amount-negative`, `amount-zero`, `amount-too-large`,
            `amount-too-precise` (finer than one base unit) or `amount-ambiguous`.
    """
    if len(text) > TEXT_MAX:
        raise AmountError("amount-malformed")
    clean = _SPACES.sub(" ", text).strip().lower()
    if _AMBIGUOUS["en" if language == "en" else "fr"].fullmatch(clean):
        raise AmountError("amount-ambiguous")
    if clean.startswith(_MINUSES):
        _read(clean[1:].strip(), asset)
        raise AmountError("amount-negative")
    amount = _read(clean.removeprefix("+").strip(), asset)
    if amount == 0:
        raise AmountError("amount-zero")
    if amount > AMOUNT_MAX:
        raise AmountError("amount-too-large")
    return amount


def is_amount_of_another(text: str, asset: str, language: str) -> bool:
    """Whether a text that is no amount of an asset is one of another: « 1h30 » of kg."""
    for other in _UNITS:
        if other != asset:
            try:
                parse_amount(text, other, language)
            except AmountError:
                continue
            return True
    return False


def _read(clean: str, asset: str) -> int:
    """The amount without a sign; zero is a number here."""
    if not clean.replace("\u2019", "'").isascii():  # other scripts' digits would pass for ours
        raise AmountError("amount-malformed")
    if asset == "hour" and (match := _DURATION.fullmatch(clean.replace(" ", ""))):
        return _compute_duration(match)
    match = _NUMBER_THEN_WORD.fullmatch(clean)
    if match is None:
        raise AmountError("amount-malformed")
    return _compute_product(_plain_decimal(match[1]), _get_base(asset, match[2]))


def _compute_duration(match: re.Match[str]) -> int:
    hours, minutes, seconds = (int(part or 0) for part in match.groups())
    if minutes > 59 or seconds > 59:
        raise AmountError("amount-malformed")
    return hours * 3600 + minutes * 60 + seconds


def _get_base(asset: str, word: str) -> int:
    units = _UNITS.get(asset, _UNKNOWN_ASSET)
    if not word:
        return units[0].base
    for unit in units:
        if word in unit.words:
            return unit.base
    raise AmountError("amount-malformed")


def _plain_decimal(number: str) -> str:
    """`1 234,5`, `1.234,5`, `1,234.5` and `1234.5` all become `1234.5`."""
    joined = _join_thousands(number, " '\u2019")
    signs = [sign for sign in joined if sign in ".,"]
    if len(signs) < 2:
        return joined.replace(",", ".")
    if len(set(signs)) == 1:  # « 1.234.567 »: a sign that comes back parts thousands
        return _join_thousands(joined, signs[0])
    if signs.count(signs[-1]) > 1:
        raise AmountError("amount-malformed")
    whole, fraction = joined.rsplit(signs[-1], 1)
    return f"{_join_thousands(whole, '.,')}.{fraction}"


def _join_thousands(number: str, separators: str) -> str:
    """Take the separators out, if they part groups of three as a person would write them."""
    parts = re.split(f"[{re.escape(separators)}]", number)
    if len(parts) == 1:
        return number
    last = re.split("[.,]", parts[-1], maxsplit=1)[0]
    groups = [*parts[1:-1], last]
    if not 1 <= len(parts[0]) <= 3 or not parts[0].isdigit():
        raise AmountError("amount-malformed")
    if any(len(group) != 3 or not group.isdigit() for group in groups):
        raise AmountError("amount-malformed")
    return "".join(parts)


def _compute_product(decimal: str, base: int) -> int:
    """`decimal` times `base`, exactly."""
    match = re.fullmatch(r"(\d*)(?:\.(\d+))?", decimal)
    if match is None:
        raise AmountError("amount-malformed")
    fraction = (match[2] or "").rstrip("0")
    amount, rest = divmod(int((match[1] or "") + fraction or "0") * base, 10 ** len(fraction))
    if rest:
        raise AmountError("amount-too-precise")
    return amount
