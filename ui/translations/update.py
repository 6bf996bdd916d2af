# SPDX-License-Identifier: AGPL-3.0-or-later
"""`python -m ui.translations.update`: extract the sentences, set the spaces of French typography, compile.

Needs lupdate and lrelease of PySide6-Essentials. Contexts are sorted and carry no line numbers, so that two
people who add sentences to two pages do not touch the same lines.
"""

from __future__ import annotations

import json
import subprocess
import sys
import xml.etree.ElementTree as ElementTree
from pathlib import Path

import PySide6

from ui.format import french_spaces

HERE = Path(__file__).parent
TARGET = HERE
QT_TOOLS = Path(PySide6.__file__).parent


def extract() -> None:
    """lupdate: French takes every sentence, English only those with a plural."""
    sources = sorted(str(path) for path in HERE.parent.rglob("*.py") if path.parent != HERE)
    common = ["-no-obsolete", "-locations", "none", "-sort-messages", "-source-language", "en", "-silent"]
    for language, more in (("fr", []), ("en", ["-pluralonly"])):
        target = str(TARGET / f"voisinage_{language}.ts")
        command = [
            str(QT_TOOLS / "lupdate"),
            *common,
            *more,
            *sources,
            "-target-language",
            language,
            "-ts",
            target,
        ]
        subprocess.run(command, check=True)


def settle(language: str, words: dict[str, list[str]]) -> list[str]:
    """Fill what `words` knows, set the spaces, mark what is complete; returns what is missing."""
    path = TARGET / f"voisinage_{language}.ts"
    tree = ElementTree.parse(path)
    missing: list[str] = []
    for message in tree.iter("message"):
        source = message.findtext("source") or ""
        translation = message.find("translation")
        assert translation is not None
        forms = translation.findall("numerusform") or [translation]
        known = words.get(source)
        for index, form in enumerate(forms):
            if known:
                form.text = known[min(index, len(known) - 1)]
            if form.text and language == "fr":
                form.text = french_spaces(form.text)
        if all(form.text for form in forms):
            translation.attrib.pop("type", None)
        else:
            translation.set("type", "unfinished")
            missing.append(source)
    ElementTree.indent(tree, "    ")
    text = ElementTree.tostring(tree.getroot(), encoding="unicode")
    path.write_text(f'<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE TS>\n{text}\n', encoding="utf-8")
    return missing


def release(language: str) -> None:
    source, target = HERE / f"voisinage_{language}.ts", HERE / f"voisinage_{language}.qm"
    subprocess.run([str(QT_TOOLS / "lrelease"), "-silent", str(source), "-qm", str(target)], check=True)


def main(arguments: list[str]) -> int:
    """With `--words FILE`: a JSON object {sentence: [forms…]} a language, {"fr": {…}, "en": {…}}."""
    given: dict[str, dict[str, list[str]]] = {}
    if len(arguments) == 2 and arguments[0] == "--words":
        given = json.loads(Path(arguments[1]).read_text(encoding="utf-8"))
    extract()
    left = 0
    for language in ("fr", "en"):
        missing = settle(language, given.get(language, {}))
        release(language)
        left += len(missing)
        for source in missing:
            print(f"{language}: {source}")
    return 1 if left else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
