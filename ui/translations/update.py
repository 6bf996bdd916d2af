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

from ui.format import english_signs, french_spaces

HERE = Path(__file__).parent
TARGET = HERE
QT_TOOLS = Path(PySide6.__file__).parent


def extract() -> None:
    """lupdate: French takes every sentence, English those with a plural; `settle` adds what print writes
    otherwise than a keyboard."""
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


def add_printed(english: ElementTree.Element, french: ElementTree.Element) -> None:
    """Each sentence whose apostrophes or quotation marks are a keyboard's, in its context, in order."""
    contexts = {context.findtext("name") or "": context for context in english.findall("context")}
    for context in french.findall("context"):
        name = context.findtext("name") or ""
        there = contexts.get(name)
        known = {} if there is None else {_key(one): one for one in there.findall("message")}
        for message in context.findall("message"):
            source = message.findtext("source") or ""
            if _key(message) in known or english_signs(source) == source:
                continue
            known[_key(message)] = made = ElementTree.Element("message")
            ElementTree.SubElement(made, "source").text = source
            if (comment := message.findtext("comment")) is not None:
                ElementTree.SubElement(made, "comment").text = comment
            ElementTree.SubElement(made, "translation").text = source
        if known:
            contexts[name] = filled = ElementTree.Element("context")
            ElementTree.SubElement(filled, "name").text = name
            filled.extend(known[key] for key in sorted(known))
    for context in english.findall("context"):
        english.remove(context)
    english.extend(contexts[name] for name in sorted(contexts))


def _key(message: ElementTree.Element) -> tuple[str, str]:
    return message.findtext("source") or "", message.findtext("comment") or ""


def settle(language: str, words: dict[str, list[str]]) -> list[str]:
    """Fill what `words` knows, set the spaces, mark what is complete; returns what is missing."""
    path = TARGET / f"voisinage_{language}.ts"
    tree = ElementTree.parse(path)
    if language == "en":
        add_printed(tree.getroot(), ElementTree.parse(TARGET / "voisinage_fr.ts").getroot())
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
            if form.text:
                form.text = french_spaces(form.text) if language == "fr" else english_signs(form.text)
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
