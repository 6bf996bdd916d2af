# SPDX-License-Identifier: AGPL-3.0-or-later
"""What `doctor` says of each finding: the sentences of `sentences`, their figures filled in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

from app.cli_errors import Blank, read_table
from app.cli_format import Tongue
from app.cli_sealing import say_silence
from app.cli_system_words import say_why
from app.cli_words_status import say_stalled, say_stopped
from app.doctor.sentences import ENGLISH, FRENCH

Document = Mapping[str, Any]
_ADVICE: Final = "    → "

_COUNTED: Final[Mapping[str, tuple[str, tuple[str, str], tuple[str, str]]]] = {
    "acts": ("events", ("acte", "actes"), ("act", "acts")),
    "pages": ("seals", ("page du registre", "pages du registre"), ("page", "pages")),
    "errors": ("count", ("erreur", "erreurs"), ("error", "errors")),
    "mine": ("count", ("de vos actes est", "de vos actes sont"), ("of your acts is", "of your acts are")),
    "people": ("neighbours", ("voisin", "voisins"), ("neighbour", "neighbours")),
    "machines": ("computers", ("ordinateur", "ordinateurs"), ("computer", "computers")),
    "known_machines": ("known", ("connu", "connus"), ("known", "known")),
}
"""A number with its noun, as the sentences name it: (figure, words)."""


def name_findings(t: Tongue, document: Document) -> dict[str, Any]:
    """The document with what each finding says (`says`) and what to do (`todo`) in the reader's language."""
    table = read_table(FRENCH if t.language == "fr" else ENGLISH)
    rows = [
        row | dict(zip(("says", "todo"), _say(t, table, row), strict=True)) for row in document["findings"]
    ]
    return {**document, "findings": rows}


def _say(t: Tongue, table: Mapping[str, list[str]], row: Document) -> tuple[str, str]:
    figures = Blank({name: str(value) for name, value in row["figures"].items()})
    for name in ("free_mib", "size_mib"):
        if name in row["figures"]:
            figures[name] = t.integer(int(row["figures"][name]))
    for name, (figure, french, english) in _COUNTED.items():
        if figure in row["figures"]:
            figures[name] = t.count(int(row["figures"][figure]), french, english)
    if "detail" in row["figures"]:
        figures["detail"] = say_why(t, str(row["figures"]["detail"]))
    if "minutes" in row["figures"]:
        figures["late"] = t.elapsed(int(row["figures"]["minutes"]))
    if "now_ms" in row["figures"]:
        figures["now"] = t.instant(int(row["figures"]["now_ms"]))
    if row["code"] == "silent":
        figures["silence"], figures["silence_todo"] = say_silence(t, str(row["figures"]["why"]))
    elif row["code"] == "stalled":
        figures["stalled"] = say_stalled(t, row["figures"])
    elif row["code"] == "stopped":
        figures["stopped"] = say_stopped(t, str(row["figures"]["why"]))
    lines = [t.say(line, line).format_map(figures).strip() for line in table[row["code"]]]
    return lines[0], lines[1] if len(lines) > 1 else ""


def say_examination(t: Tongue, document: Document) -> Iterator[str]:
    """The document of `name_findings` as lines."""
    rows = document["findings"]
    count = sum(row["level"] == "trouble" for row in rows)
    if count:
        yield t.count(count, ("chose à faire", "choses à faire"), ("thing to do", "things to do")) + t.say(
            " :", ":"
        )
    else:
        yield t.say("Rien à faire : Voisinage va bien ici.", "Nothing to do: Voisinage is well here.")
    headings = {
        "trouble": "",
        "note": t.say("À savoir :", "Good to know:"),
        "good": t.say("Ce qui va bien :", "What is well:"),
    }
    for level, heading in headings.items():
        found = [row for row in rows if row["level"] == level]
        if found and heading:
            yield ""
            yield heading
        for row in found:
            yield f"  {'!' if level == 'trouble' else '·' if level == 'note' else '✓'} {row['says']}"
            if row["todo"]:
                yield _ADVICE + row["todo"]
    if count:
        yield ""
        yield t.say(
            "Pour demander de l'aide sans rien montrer de vos comptes : voisinage support-bundle.",
            "To ask for help without showing anything of your accounts: voisinage support-bundle.",
        )
