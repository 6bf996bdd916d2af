# SPDX-License-Identifier: AGPL-3.0-or-later
"""What a refusal says in a terminal: what happened, what it means for your money, what to do.

The sentences are in `cli_errors_fr` and `cli_errors_en`, the window's own in `ui/refusals.py`. The law: plain
words; a code without words is told as a fault of ours, and a test finds it.
"""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from types import ModuleType
from typing import Final

from app.cli_choices import ROLES, TEMPLATES
from app.cli_errors_amounts import say_limit
from app.cli_format import Tongue
from app.cli_system_words import say_listening, say_why
from app.cli_usage import ARGUMENTS, FRENCH_NAMES
from app.fund_posts import name_post

_MENTION = "detail"
FAMILIES: Final = (
    "cli_errors_account",
    "cli_errors_amounts",
    "cli_errors_names",
    "cli_errors_care",
    "cli_errors_devices",
    "cli_errors_energy",
    "cli_errors_files",
    "cli_errors_help",
    "cli_errors_home",
    "cli_errors_leaving",
    "cli_errors_network",
    "cli_errors_receipts",
    "cli_errors_recovery",
    "cli_errors_register",
    "cli_errors_roles",
    "cli_errors_rules",
)
"""Modules with the refusals of one subject, in both languages."""
_UNITS: Final = {
    "hour": ("h", "h"), "kg": ("kg", "kg"), "kwh": ("kWh", "kWh"), "point": ("points", "points"),
    "kwh-th": ("kWh-th", "kWh-th"),
}  # fmt: skip
_ENERGIES = ("file_wh", "known_wh")
_TYPED: Final = frozenset(
    {"typed", "amount", "asset", "unit", "purpose", "post", "share", "name", "role", "pot"}
)
"""Figures that hold what somebody typed, which may be nothing."""


class Blank(dict[str, str | int]):
    """Figures of a sentence; one that the refusal did not give shows as nothing."""

    def __missing__(self, key: str) -> str:
        return ""


def read_table(text: str) -> dict[str, list[str]]:
    """{code: its lines} of the format that `cli_errors_fr` describes."""
    table: dict[str, list[str]] = {}
    code = ""
    for line in text.strip("\n").split("\n"):
        if line.startswith("    "):
            table[code][-1] += f" {line.strip()}"
        elif line.startswith("  "):
            table[code].append(line.strip())
        else:
            code = line
            table[code] = []
    return table


def read_reasons(text: str) -> dict[str, str]:
    """{reason: sentence}, one a line; a line that goes on is indented."""
    joined = text.strip("\n").replace("\n  ", " ")
    return dict(line.split(": ", 1) for line in joined.split("\n"))


def _load(language: str) -> ModuleType:
    if language == "fr":
        from app import cli_errors_fr as words
    else:
        from app import cli_errors_en as words
    return words


def read_refusals(language: str) -> dict[str, list[str]]:
    """Every refusal in a language: the common table, then each family's."""
    table = read_table(_load(language).REFUSALS)
    for family in FAMILIES:
        words = import_module(f"app.{family}")
        table |= read_table(words.FRENCH if language == "fr" else words.ENGLISH)
    return table


def explain_reason(tongue: Tongue, reason: str) -> str:
    """Why an act had no effect; a reason without words shows as it is."""
    text = read_reasons(_load(tongue.language).REASONS).get(reason, reason)
    return tongue.say(text, text)


def _name_known(tongue: Tongue, word: str) -> str:
    """One of the words that may be typed, as the reader types it: a unit, a post, a role, a kind of offer."""
    if word in _UNITS:
        return tongue.say(*_UNITS[word])
    choice = ROLES.get(word) or TEMPLATES.get(word)
    return tongue.say(*choice[:2]) if choice else name_post(tongue, word).lower()


def explain(tongue: Tongue, code: str, params: Mapping[str, str | int]) -> str:
    """The sentences of a refusal, its figures filled in."""
    words = _load(tongue.language)
    table = read_refusals(tongue.language)
    figures = Blank(params)
    why = "nothing" if params.get("available") in (0, "0") else params.get("why")
    sentences = (
        table.get(f"{code}-{why}") or table.get(code) or (table["csv"] if code.startswith("csv-") else None)
    )
    reasons = read_reasons(words.REASONS)
    if sentences is None and (reason := code.replace("-", " ")) in reasons:
        sentences, params = table["refused"], {"reason": reason}
    if sentences is None:
        sentences, figures[_MENTION] = table["internal"], code
    figures.setdefault(_MENTION, code.removeprefix("csv-"))
    if "limited_by" in params:
        figures["limit"] = say_limit(tongue, str(params["limited_by"]))
    if code == "cannot-listen":
        figures["detail"] = say_listening(tongue, str(params.get("detail", "")))
    if "available" in params and "asset" in params:
        figures["available"] = tongue.amount(str(params["asset"]), int(params["available"]))
    figures.update({name: tongue.amount("kwh", int(params[name])) for name in _ENERGIES if name in params})
    if "day_ms" in params:
        figures["day"] = tongue.day(int(params["day_ms"]))
    if "shortest_ms" in params:
        figures["span"] = tongue.span(int(params["shortest_ms"]), int(params["longest_ms"]))
    if "reason" in params:
        reason = str(params["reason"])
        figures["reason"] = reasons.get(reason, f"{reason}.")
    if "known" in params:
        figures["known"] = ", ".join(_name_known(tongue, word) for word in str(params["known"]).split(", "))
    if "why" in params:
        figures["why"] = say_why(tongue, str(params["why"]))
    if "argument" in params:
        argument = str(params["argument"])
        known = ARGUMENTS.get(argument, (FRENCH_NAMES.get(argument, argument), argument))
        figures["argument"] = tongue.say(*known)
    for name in _TYPED & figures.keys():
        if not str(figures[name]).strip():
            figures[name] = tongue.say("(rien)", "(nothing)")
    if alike := figures.get("alike"):
        figures["alike"] = tongue.say(f"Peut-être : {alike}.", f"Perhaps: {alike}.")
    filled = [words.COMMON.get(sentence, sentence).format_map(figures).strip() for sentence in sentences]
    return " ".join(tongue.say(sentence, sentence) for sentence in filled if sentence)
