# SPDX-License-Identifier: AGPL-3.0-or-later
"""What a person typed, turned into what the commune holds: a member, an amount, an offer, an order.

It reads one picture and writes nothing. The law: what could mean two things is refused with the list of them,
and nobody can take a payment meant for another by choosing a name.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final, TypedDict, cast

from app.amounts import AmountError, is_amount_of_another, parse_amount
from app.day_words import read_day
from app.errors import AppError
from app.facade_folding import fold
from app.facade_naming import (
    get_look,
    has_first_name,
    holds_look,
    join_sign,
    write_apart,
)
from app.reader import Reader
from app.views import PersonView
from ledger.calendar import civil_day_number, start_of_day_number
from ledger.state import ASSETS, get_commune
from ledger.units import DAY_MS, FUND

HEX_DIGITS_MIN: Final = 6
"""Shortest beginning of an id that is looked for."""
_WORD: Final = re.compile(r"[^\W\d_]+")
_HEX: Final = re.compile(r"[0-9a-f]+")
_FUND_WORDS: Final = frozenset({"fonds", "commune", "fund", "le fonds", "la commune"})
_SIGN: Final = re.compile(r"\(([a-z2-7]{4}-[a-z2-7]{4})\)$")
_MYSELF: Final = frozenset({"me", "moi"})
LIST_MAX: Final = 500
LIST_DEFAULT: Final = 100
_TEXT_MAX: Final = 10_000
_DAYS_MAX: Final = 1_000_000
_CANDIDATES_MAX: Final = 10

# What a person may write as the unit: (asset, the unit that `parse_amount` is told).
_UNITS: Final[dict[str, tuple[str, str]]] = {
    "kwh": ("kwh", ""), "wh": ("kwh", "wh"), "mwh": ("kwh", "mwh"), "kwh-th": ("kwh-th", ""),
    "h": ("hour", ""), "heure": ("hour", ""), "heures": ("hour", ""),
    "hour": ("hour", ""), "hours": ("hour", ""),
    "min": ("hour", "min"), "minute": ("hour", "min"), "minutes": ("hour", "min"),
    "kg": ("kg", ""), "g": ("kg", "g"), "t": ("kg", "t"),
    "point": ("point", ""), "points": ("point", ""), "pt": ("point", ""), "pts": ("point", ""),
}  # fmt: skip


class Ambiguous(AppError):
    """Two or more things answer to what was typed."""

    def __init__(self, code: str, typed: str, candidates: Iterable[Mapping[str, str]]) -> None:
        self.candidates = [dict(candidate) for candidate in candidates][:_CANDIDATES_MAX]
        shown = ", ".join(_say_candidate(candidate) for candidate in self.candidates)
        super().__init__(code, typed=typed, candidates=shown)


def _say_candidate(candidate: Mapping[str, str]) -> str:
    if "fingerprint" in candidate:
        return join_sign(candidate["name"], candidate["fingerprint"])
    return " ".join(candidate.values())


def is_text(value: object) -> bool:
    """Whether this is text of a bearable length that can be written down."""
    if not isinstance(value, str) or len(value) > _TEXT_MAX:
        return False
    try:
        value.encode()
    except UnicodeEncodeError:  # half a surrogate pair
        return False
    return True


class Wording(TypedDict):
    """What every proposal takes beside what it would change."""

    title: str
    text: str
    duration_ms: int | None


class Arguments:
    """The arguments of one request, which may hold anything."""

    def __init__(self, values: Mapping[str, Any]) -> None:
        self._values = values

    def text(self, name: str, default: str | None = None) -> str:
        """Raises AppError: bad-request (missing and without default, or no text)."""
        value = self._values.get(name, default)
        if not is_text(value):
            raise AppError("bad-request", argument=name)
        return cast("str", value)

    def integer(self, name: str, default: int | None = None) -> int:
        """Raises AppError: bad-request."""
        value = self._values.get(name, default)
        if type(value) is not int or abs(value) > 2**63:
            raise AppError("bad-request", argument=name)
        return value

    def limit(self, default: int = LIST_DEFAULT, most: int = LIST_MAX) -> int:
        """How many lines of a list. Raises AppError: bad-limit."""
        limit = self._values.get("limit", default)
        if type(limit) is not int:
            raise AppError("bad-request", argument="limit")
        if not 1 <= limit <= most:
            raise AppError("bad-limit", most=most)
        return limit

    def duration_ms(self) -> int | None:
        """How long a vote is to last: `duration_ms`, else `days`, else None.

        Raises:
            AppError: bad-request.
        """
        if "duration_ms" in self._values:
            return self.integer("duration_ms")
        days = self._values.get("days")
        if days is None:
            return None
        if type(days) is not int:
            raise AppError("bad-request", argument="days")
        return max(-1, min(days, _DAYS_MAX)) * DAY_MS  # beyond, whatever is asked is as much too long

    def wording(self, title: str = "") -> Wording:
        """The words of a proposal and how long it is voted; its title must be typed where none is given here.

        Raises:
            AppError: bad-request.
        """
        typed = self.text("title", "" if title else None)
        return {"title": typed or title, "text": self.text("text", ""), "duration_ms": self.duration_ms()}

    def language(self) -> str:
        """Of who asks: a title or a file they did not write is still theirs, as is how they write a number.

        Raises:
            AppError: bad-request (none was said: an amount would be read as somebody else writes it).
        """
        language = self.text("language")
        if language not in ("fr", "en"):
            raise AppError("bad-request", argument="language")
        return language

    def flag(self, name: str) -> bool:
        return self._values.get(name) is True

    def texts(self, name: str) -> list[str]:
        """Raises AppError: bad-request."""
        value = self._values.get(name, [])
        if not isinstance(value, list) or len(cast("list[object]", value)) > 100:
            raise AppError("bad-request", argument=name)
        items = cast("list[object]", value)
        if not all(is_text(item) for item in items):
            raise AppError("bad-request", argument=name)
        return cast("list[str]", items)


# --- people ------------------------------------------------------------------------------------------------


def find_member(reader: Reader, typed: str, *, by_first_name: bool = False) -> PersonView:
    """The member that a name, a fingerprint or the beginning of a key means.

    A whole key or a fingerprint is taken at its word before any name is looked at, since names are chosen;
    a name is refused when another's looks the same, however the two are written.

    Args:
        by_first_name: a first name will do, where no other member's name holds a word that looks like it; and
            a whole name will not, where another's begins with it.

    Raises:
        AppError: unknown-member (with names that look alike), ambiguous-member, not-a-member-yet.
    """
    wanted = " ".join(typed.split()).casefold()
    members = reader.get_members()
    if not members:
        raise AppError("not-a-member-yet")
    if wanted in _MYSELF:
        return reader.get_person(reader.me)
    sign = _SIGN.search(fold(wanted))
    signs = (wanted, sign[1]) if sign is not None else (wanted,)
    exact = [person for person in members if person.account.hex() == wanted or person.fingerprint in signs]
    if sign is not None:  # « Ann Smith (k4mq-7xza) », as it is shown: both must be theirs
        said = get_look(fold(wanted)[: sign.start()])
        exact = [person for person in exact if get_look(person.name) == said]
    if not exact:
        is_hex = len(wanted) >= HEX_DIGITS_MIN and _HEX.fullmatch(wanted) is not None
        look = get_look(wanted)
        named = [person for person in members if get_look(person.name) == look]
        if by_first_name and sign is None:
            named = _find_by_first_name(members, named, wanted)
        if sign is not None:
            named = [person for person in named if person.name.casefold() == wanted]
        started = [person for person in members if is_hex and person.account.hex().startswith(wanted)]
        exact = list({person.account: person for person in (*named, *started)}.values())
    if len(exact) == 1:
        return exact[0]
    if not exact:
        words = fold(wanted).split()
        alike = [person for person in members if words and any(word in fold(person.name) for word in words)]
        names = ", ".join(write_apart(person) for person in alike[:_CANDIDATES_MAX])
        raise AppError("unknown-member", typed=typed, alike=names)
    raise Ambiguous(
        "ambiguous-member",
        typed,
        ({"name": person.name, "fingerprint": person.fingerprint} for person in exact),
    )


def _find_by_first_name(
    members: Sequence[PersonView], named: list[PersonView], wanted: str
) -> list[PersonView]:
    """Who could be meant by a first name, or by these people's whole one: one person if nobody else could.

    A first name that is another's whole one is both theirs: else who takes « Léa » as a name would be paid
    what is meant for « Léa Martin ». It is nobody's while a name is missing here, which may hold it too.
    """
    if named:
        others = [person for person in members if holds_look(person.name, wanted, first=True)]
        return list({person.account: person for person in (*named, *others)}.values())
    could_be = [person for person in members if holds_look(person.name, wanted)]
    is_whole = all(person.name != person.fingerprint for person in members)
    if not is_whole or not any(has_first_name(person.name, wanted) for person in could_be):
        return []
    if len(could_be) > 1 or not could_be[0].is_alike:
        return could_be
    look = get_look(could_be[0].name)  # « Ali Ben » beside « AliBen », or a word of two alphabets
    alike = [person for person in members if get_look(person.name) == look]
    return alike if len(alike) > 1 else []


def find_recipient(reader: Reader, typed: str, *, by_first_name: bool = False) -> bytes:
    """A member's account, or the communal fund for « commune » or « fonds ».

    Raises:
        AppError: as `find_member`.
    """
    if " ".join(typed.split()).casefold() in _FUND_WORDS:
        return FUND
    return find_member(reader, typed, by_first_name=by_first_name).account


# --- days --------------------------------------------------------------------------------------------------


def find_day(reader: Reader, typed: str, *, ahead: bool = False) -> int:
    """Start of a civil day of the commune, as an instant; 0 for an empty text.

    Args:
        ahead: as `read_day`.

    Raises:
        AppError: bad-day.
    """
    if not typed.strip():
        return 0
    offsets = get_commune(reader.picture.sealed).offsets
    try:
        number = read_day(typed, civil_day_number(offsets, reader.now_ms), ahead=ahead)
    except ValueError as error:
        raise AppError("bad-day", typed=typed) from error
    return start_of_day_number(offsets, number)


# --- amounts -----------------------------------------------------------------------------------------------


def find_asset(reader: Reader, unit: str) -> tuple[str, str]:
    """(asset, what to write after a bare number) for a unit as people write it.

    Raises:
        AppError: unknown-asset, with the commune's own.
    """
    wanted = unit.strip().casefold()
    asset, written = _UNITS.get(wanted, (wanted, ""))
    if reader.state.get(ASSETS, asset) is None:
        known = ", ".join(sorted(name for name, _ in reader.state.items(ASSETS)))
        raise AppError("unknown-asset", asset=unit, known=known)
    return asset, written


def read_amount(reader: Reader, amount: str, unit: str, language: str) -> tuple[str, int]:
    """(asset, base units). Without a unit, the amount's own counts: « 1h30 », « 2kg ».

    Raises:
        AppError: unknown-asset, amount-no-unit, amount-malformed, amount-negative, amount-zero,
            amount-too-large, amount-too-precise, amount-ambiguous, amount-unit.
    """
    unit = unit or _find_unit(amount)
    asset, written = find_asset(reader, unit)
    has_unit = any(letter.isalpha() or letter == ":" for letter in amount)
    try:
        typed = amount if has_unit or not written else f"{amount} {written}"
        return asset, parse_amount(typed, asset, language)
    except AmountError as error:
        is_of_another = error.code == "amount-malformed" and is_amount_of_another(amount, asset, language)
        raise AppError("amount-unit" if is_of_another else error.code, amount=amount, unit=unit) from error


def _find_unit(amount: str) -> str:
    """The unit written in an amount, « h » for « 1:30 ».

    Raises:
        AppError: amount-no-unit.
    """
    if match := _WORD.search(amount):
        return match[0]
    if ":" in amount:
        return "h"
    raise AppError("amount-no-unit", amount=amount)


# --- ids ---------------------------------------------------------------------------------------------------


def find_id(typed: str, known: Iterable[bytes], what: str) -> bytes:
    """The id that `typed`, its hexadecimal digits or their beginning, means among `known`.

    Raises:
        AppError: unknown-`what`, id-too-short, ambiguous-id.
    """
    wanted = typed.strip().casefold()
    if _HEX.fullmatch(wanted) is None:
        raise AppError(f"unknown-{what}", typed=typed)
    if len(wanted) < HEX_DIGITS_MIN:
        raise AppError("id-too-short", typed=typed, least=HEX_DIGITS_MIN)
    found = [identifier for identifier in known if identifier.hex().startswith(wanted)]
    if not found:
        raise AppError(f"unknown-{what}", typed=typed)
    if len(found) > 1:
        raise Ambiguous("ambiguous-id", typed, ({"id": identifier.hex()} for identifier in found))
    return found[0]
