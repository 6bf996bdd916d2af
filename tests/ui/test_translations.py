# SPDX-License-Identifier: AGPL-3.0-or-later
"""French is complete, English plurals too; nothing on a page speaks the program's words."""

from __future__ import annotations

import ast
import re
import string
import xml.etree.ElementTree as ElementTree

import pytest

from ui.errors import _ALIASES, explain, sentences
from ui.format import english_signs, french_spaces
from ui.refusals import refusals
from ui.theme import RESOURCES
from ui.translations import update

HERE = RESOURCES.parent / "translations"

JARGON = {
    "en": r"\b(hash|block|blockchain|key|keys|token|node|ledger|wallet|peer|seal|event id|digest)\b",
    "fr": r"\b(hash|hachage|bloc|clé|clés|jeton|nœud|noeud|wallet|pair|pairs|scellé|blockchain)\b",
}


def messages(language: str) -> list[tuple[str, str, list[str], bool]]:
    """(context, source, forms, finished)"""
    tree = ElementTree.parse(HERE / f"voisinage_{language}.ts")
    found = []
    for context in tree.iter("context"):
        for message in context.iter("message"):
            translation = message.find("translation")
            forms = [form.text or "" for form in translation.findall("numerusform")] or [
                translation.text or ""
            ]
            finished = translation.get("type") != "unfinished"
            found.append((context.findtext("name") or "", message.findtext("source"), forms, finished))
    return found


def test_no_sentence_hides_in_braces():
    """What stands between the braces of an f-string is not found by the tool that extracts sentences."""
    hidden = re.compile(r"""\{[^{}"']*\btr(anslate)?\(""")
    found = [
        f"{path}:{number}"
        for path in sorted(RESOURCES.parent.rglob("*.py"))
        for number, text in enumerate(path.read_text("utf-8").splitlines(), 1)
        if hidden.search(text) and re.search(r"""\bf["']""", text)
    ]
    assert found == []


@pytest.mark.parametrize("language", ["fr", "en"])
def test_nothing_is_unfinished(language):
    assert [
        source for _context, source, forms, done in messages(language) if not done or not all(forms)
    ] == []


def test_the_files_hold_what_the_sources_say(tmp_path, monkeypatch):
    before = {
        name: (HERE / name).read_text(encoding="utf-8") for name in ("voisinage_fr.ts", "voisinage_en.ts")
    }
    for name, text in before.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    monkeypatch.setattr(update, "TARGET", tmp_path)
    update.extract()
    for language in ("fr", "en"):
        assert update.settle(language, {}) == []
    for name, text in before.items():
        assert (tmp_path / name).read_text(encoding="utf-8") == text, "run python -m ui.translations.update"


@pytest.mark.parametrize("language", ["fr", "en"])
def test_translations_keep_their_fields(language):
    def fields(text: str) -> set[str]:
        return {name for _literal, name, _spec, _conversion in string.Formatter().parse(text) if name}

    for _context, source, forms, _done in messages(language):
        for form in forms:
            assert fields(form) == fields(source), source
        assert all(("%n" in form) == ("%n" in source) for form in forms) or "%n" in source, source


def test_french_typography_is_set():
    for _context, _source, forms, _done in messages("fr"):
        for form in forms:
            assert french_spaces(form) == form
            assert "'" not in form


def test_english_is_printed_too():
    """Where the source has a keyboard's apostrophe, or French quotation marks, the reader has not."""
    printed = {(context, source): forms for context, source, forms, _done in messages("en")}
    for context, source, _forms, _done in messages("fr"):
        if source != english_signs(source) and (context, source) not in printed:
            raise AssertionError(f"{context}: {source}; run python -m ui.translations.update")
        if "\u202f" in source or "\u00a0" in source or re.search(r" [:;!?](?!\w)", source):
            raise AssertionError(f"French spaces in English: {source}")
    for forms in printed.values():
        assert all(form == english_signs(form) for form in forms)


@pytest.mark.parametrize("language", ["fr", "en"])
def test_no_jargon(language):
    texts = [form for _context, _source, forms, _done in messages(language) for form in forms]
    if language == "en":
        texts += [source for _context, source, _forms, _done in messages("fr")]
    assert [text for text in texts if re.search(JARGON[language], text, re.IGNORECASE)] == []


def test_the_compiled_files_are_loaded(french):
    from PySide6.QtCore import QCoreApplication

    assert QCoreApplication.translate("Places", "Neighbours") == "Voisins"
    assert (
        QCoreApplication.translate("StatusPill", "%n neighbour(s) online", "", 1) == "1\u00a0voisin en ligne"
    )
    assert (
        QCoreApplication.translate("StatusPill", "%n neighbour(s) online", "", 2) == "2\u00a0voisins en ligne"
    )
    assert QCoreApplication.translate("QPlatformTheme", "Cancel") == "Annuler"


ROOT = RESOURCES.parents[1]
TERMINAL_ALONE = {
    "already-running", "ambiguous-id", "bad-limit", "bad-request", "bundle-exists", "bundle-unwritable",
    "demo-failed", "export-exists", "id-too-short", "internal", "join-waits", "memory", "no-answer",
    "no-screen", "no-terminal", "no-window", "node-runs", "not-final-yet", "not-stored", "other-invitation",
    "amount-no-unit", "amount-unit", "device-is-this", "price-zero", "receipt-differs",
    "receipt-exists", "receipt-false", "receipt-other", "receipt-other-commune", "receipt-short-number",
    "receipt-unknown-list", "receipt-unreadable", "recovery-file", "recovery-not-running",
    "self-check-failed", "unknown-command", "verify-failed", "void",
}  # fmt: skip
"""Codes of commands that no button of the window does, or of our own faults, which `internal` tells."""


def test_every_refusal_has_three_sentences(dressed):
    for code, told in refusals().items():
        assert len(told) == 3, code
        for sentence in told:
            assert sentence, code
            assert sentence.rstrip()[-1] in ".?!", (code, sentence)


def test_every_alias_leads_to_words():
    assert set(_ALIASES.values()) <= set(refusals())


def test_every_code_the_program_raises_has_words():
    raised = set()
    for path in (ROOT / "app").rglob("*.py"):
        raised |= set(re.findall(r"(?:AppError|VaultError|Ambiguous)\(\s*\"([a-z-]+)\"", path.read_text()))
    assert "backup-other" in raised
    unworded = {code for code in raised if sentences(code) == sentences("internal")}
    assert unworded - TERMINAL_ALONE == set()


def test_void_reasons_have_words():
    from ledger.errors import Reason

    unworded = [reason.value for reason in Reason if sentences(reason.value) == sentences("internal")]
    assert unworded == ["unknown"]


class Refusal(Exception):
    code = "balance"
    params = {"asset": "kwh", "available": 20_000}


def test_a_refused_payment_says_how_much_can_be_paid(french):
    notice = explain(Refusal())
    assert notice.tone == "error"
    assert notice.code == "E-BALANCE"
    assert "20\u00a0kWh" in notice.todo
    assert "Rien n’a été retiré" in notice.money


def test_an_unknown_failure_is_ours(french):
    assert "notre faute" in explain(RuntimeError("secret detail")).happened
    assert "secret" not in explain(RuntimeError("secret detail")).text


AMOUNTS = "amount|time|points|change|held|energy|debt|total|left|here|online|percent|monthly"
AGREES = re.compile(
    rf"\{{(?:{AMOUNTS})\}}(?: (?:de|sur|pour) \S+(?: \w+)?)?,? (?:sont|ont|vont|comptent|restent|attendent"
    rf"|(?!(?:plus|depuis)\b)\w+[éiu]e?s|pages|témoins|chargés)\b"
    rf"|\b(?:les|des|ces|vos|mes|aux) \{{(?:{AMOUNTS})\}}|\{{(?:{AMOUNTS})\}}[^{{]*\b(?:rendez|voilà)-?les\b"
    rf"|\{{(?:{AMOUNTS})\}} [^.]* les (?:voilà|rendre)",
)


def test_no_french_word_agrees_with_an_amount():
    """« 0,21 pt gagnés »: below two an amount is singular, and hours are not of the kind of kilos."""
    found = [
        form
        for _context, source, forms, _done in messages("fr")
        for form in forms
        if "%n" not in source and AGREES.search(form.replace("\u00a0", " ").replace("\u202f", " "))
    ]
    assert found == []


_BEFORE_NAMES = re.compile(r"\b(?:[Dd]e|[Qq]ue|[Jj]usque|[Ll]orsque) \{(\w+)\}")
_FIGURES = {
    "after", "amount", "amounts", "before", "day", "date", "each", "known", "last", "left", "month", "most",
    "now", "number", "theirs", "time", "weight", "when", "year",
}  # fmt: skip
"""Fields that begin with a figure, or with an article."""


def test_de_is_elided_wherever_a_name_follows():
    """« Fiche d’Ali »: a sentence with « de {name} » is filled by `fill`, never by `format`."""
    wanted = {
        source
        for _context, source, forms, _done in messages("fr")
        for form in forms
        if set(_BEFORE_NAMES.findall(form)) - _FIGURES
    }
    assert "Profile of {name}" in wanted
    unfilled = []
    for path in sorted(RESOURCES.parent.rglob("*.py")):
        tree = ast.parse(path.read_text("utf-8"))
        calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call)]
        filled = any(isinstance(call.func, ast.Name) and call.func.id == "fill" for call in calls)
        said = {node.value for node in ast.walk(tree) if isinstance(node, ast.Constant)} & wanted
        formatted = {
            node.value
            for call in calls
            if isinstance(call.func, ast.Attribute) and call.func.attr == "format"
            for node in ast.walk(call.func.value)
            if isinstance(node, ast.Constant)
        } & wanted
        unfilled += [(path.name, one) for one in formatted | (set() if filled else said)]
    assert unfilled == []
