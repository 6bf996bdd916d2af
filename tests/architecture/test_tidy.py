# SPDX-License-Identifier: AGPL-3.0-or-later
"""Habits a linter does not know: sizes, headers, no floats, a test file a module, plain words on pages.

An exception stands here by name with its reason, or it is no exception.
"""

from __future__ import annotations

import ast
import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from pathlib import PurePosixPath

import pytest

from tests.helpers.tree import PACKAGES, ROOT, list_files, list_functions, list_modules, parse, read

LICENCE = "# SPDX-License-Identifier: AGPL-3.0-or-later"
MODULE_LINES_MAX = 500
PAGE_LINES_MAX = 300
FUNCTION_LINES_MAX = 70

TABLES_OF_SENTENCES = {
    ("ui/refusals.py", "_money_refusals"),
    ("ui/refusals.py", "_meter_refusals"),
    ("tests/vectors/events.py", "_malformed_events"),
}
"""Tables in all but form: a sentence is translated where it is written; a vector is a line of a list."""

SECONDS = {"ledger/store.py": "sqlite3 wants its patience in seconds"}
EXACT_FRACTIONS = {"ledger/rulebook/allocation.py": "its `/` divides fractions"}
NO_FLOAT_AT_ALL = ("ledger", "p2p/machines")
NO_FLOAT_FILES = ("p2p/wire.py", "p2p/budgets.py", "p2p/book.py", "p2p/sealer.py", "app/views.py")
"""The rest of p2p may count a time-out in seconds: trio and libp2p do."""

SPEAKS_TO_A_TERMINAL = {"app/cli.py", "app/__main__.py", "app/demo.py", "ui/translations/update.py"}

NOTHING_TO_TEST = {
    "ledger/errors.py": "names",
    "ledger/limits.py": "figures, compared with docs/protocol.md by test_documents",
    "ledger/units.py": "names",
    "p2p/errors.py": "names",
    "p2p/machines/commands.py": "values",
    "p2p/machines/sealing_commands.py": "values",
    "p2p/node_statistics.py": "a value",
}
WITHOUT_A_FILE_OF_ITS_OWN = {"p2p/machines/sync.py"}
"""Its tests are in tests/p2p/test_sync.py, beside those of the session that drives it."""


VECTORS_LICENCE = "# SPDX-License-Identifier: CC0-1.0"
"""The protocol's text and vectors are free for a second implementation."""


def find(pattern: str, text: str) -> list[str]:
    return [match[0] for match in re.finditer(pattern, text)]


def count_lines(path: str) -> int:
    return len(read(path).splitlines())


def test_modules_and_pages_fit_in_a_head():
    long = [path for path in list_modules(*PACKAGES) if count_lines(path) > MODULE_LINES_MAX]
    long += [path for path in list_modules("ui/pages") if count_lines(path) > PAGE_LINES_MAX]
    assert long == []


def test_functions_fit_on_a_screen():
    long = {
        (path, function.name)
        for path in list_modules(*PACKAGES, "scripts", "tests")
        for function in list_functions(path)
        if (function.end_lineno or 0) - function.lineno + 1 > FUNCTION_LINES_MAX
    }
    assert long <= TABLES_OF_SENTENCES


def test_every_module_says_its_licence_and_what_it_is():
    written = [path for path in list_modules() if read(path)]
    licences = {path: VECTORS_LICENCE if path.startswith("tests/vectors/") else LICENCE for path in written}
    allowed = {path: (licence, LICENCE) for path, licence in licences.items()}
    assert [path for path in written if read(path).split("\n", 1)[0] not in allowed[path]] == []
    assert [path for path in written if not ast.get_docstring(parse(path))] == []


def get_floats(path: str) -> Iterator[int]:
    for node in ast.walk(parse(path)):
        literal = isinstance(node, ast.Constant) and isinstance(node.value, (float, complex))
        named = isinstance(node, ast.Name) and node.id in ("float", "complex")
        divided = isinstance(node, ast.BinOp) and isinstance(node.op, ast.Div) and path not in EXACT_FRACTIONS
        if literal or named or divided:
            yield getattr(node, "lineno", 0)


def test_where_nodes_must_agree_there_is_no_float():
    paths = [*list_modules(*NO_FLOAT_AT_ALL), *NO_FLOAT_FILES]
    found = {path: list(get_floats(path)) for path in paths if path not in SECONDS}
    assert {path: lines for path, lines in found.items() if lines} == {}


def test_in_p2p_a_float_is_a_time_in_seconds():
    for path in list_modules("p2p"):
        for function in list_functions(path):
            arguments = [*function.args.args, *function.args.kwonlyargs]
            floats = [
                a.arg for a in arguments if a.annotation and ast.unparse(a.annotation).startswith("float")
            ]
            assert [name for name in floats if not name.endswith(("_s", "seconds"))] == [], (
                path,
                function.name,
            )


def test_nothing_is_left_for_later():
    for path in list_modules(*PACKAGES, "scripts", "bench"):
        assert find(r"\b(TODO|FIXME|XXX|HACK)\b", read(path)) == [], path


def test_no_layout_is_asked_for_its_items():
    """Qt deletes an item without telling Python, which destroys the next widget at its address twice."""
    asking = re.compile(r"\.itemAt(Position)?\(")
    assert [path for path in list_modules("ui") if asking.search(read(path))] == []


def test_only_the_command_line_prints():
    printing = {
        path
        for path in list_modules(*PACKAGES)
        for node in ast.walk(parse(path))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "print"
    }
    assert {path for path in printing if not path.startswith("app/cli")} <= SPEAKS_TO_A_TERMINAL


def test_every_module_has_a_subject():
    nameless = {"utils", "util", "helpers", "common", "misc", "tools"}
    modules = [path for path in list_modules() if PurePosixPath(path).stem in nameless]
    folders = [path for path in list_modules(*PACKAGES) if nameless & set(PurePosixPath(path).parts)]
    assert (modules, folders) == ([], [])


ADDRESSES = (
    r"files\.pythonhosted\.org|pypi\.org/simple|registry\.npmjs|registry\.yarnpkg|proxy\.golang\.org"
    r"|(?m:^\s*--?(?:extra-)?index-url|^\s*--find-links|^\s*-f\s+http)|https?://[^\s/@]+:[^\s/@]+@"
)


def test_no_file_carries_the_address_of_a_registry():
    carriers: list[str] = []
    for path in list_files():
        try:
            text = (ROOT / path).read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue
        if path != "tests/architecture/test_tidy.py" and find(ADDRESSES, text):
            carriers.append(path)
    assert carriers == []


BINARIES = {".png": "docs/", ".otf": "ui/resources/", ".qm": "ui/translations/"}
"""What is not text, and where it belongs."""
PICTURE_BYTES_MAX = 200_000


def test_nothing_is_kept_that_nobody_can_read():
    strays: list[str] = []
    for path in list_files():
        try:
            (ROOT / path).read_text(encoding="utf-8")
        except UnicodeDecodeError:
            where = BINARIES.get(PurePosixPath(path).suffix, "nowhere")
            size = (ROOT / path).stat().st_size
            if not path.startswith(where) or (where == "docs/" and size > PICTURE_BYTES_MAX):
                strays.append(path)
    assert strays == []


def test_no_merge_was_left_half_done():
    left = re.compile(r"^(<{7}|>{7}) ", re.MULTILINE)
    torn: list[str] = []
    for path in list_files():
        try:
            text = (ROOT / path).read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue
        if left.search(text):
            torn.append(path)
    assert torn == []


def test_tests_neither_skip_nor_wait_in_real_time():
    wrong: list[tuple[str, str]] = []
    for path in list_modules("tests"):
        if path.startswith("tests/helpers/"):
            continue  # where what another process does is waited for, with a deadline
        for node in ast.walk(parse(path)):
            if not isinstance(node, ast.Attribute):
                continue
            said = ast.unparse(node)
            if re.fullmatch(r"(time|asyncio)\.sleep|pytest\.(mark\.)?(skip|skipif|xfail|importorskip)", said):
                wrong.append((path, said))
            if said == "QTest.qWait" or said.endswith(".wait_for_timeout"):
                wrong.append((path, said))
    assert wrong == []


def has_only_names(path: str) -> bool:
    return path.endswith("__init__.py")


def get_test_path(module: str) -> str:
    folder, _, name = module.rpartition("/")
    return f"tests/{folder}/test_{name}"


def test_tests_mirror_the_tree():
    files = set(list_files())
    untested = {
        path
        for path in list_modules("ledger", "p2p")
        if not has_only_names(path) and path not in NOTHING_TO_TEST and get_test_path(path) not in files
    }
    assert untested <= WITHOUT_A_FILE_OF_ITS_OWN
    assert set(NOTHING_TO_TEST) <= files


JARGON = {
    "en": r"\b(hash(es|ed)?|blocks?|blockchain|nodes?|ledgers?|keys?|tokens?|wallets?|gas)\b",
    "fr": r"\b(hash|hach(age|é)s?|blocs?|blockchain|n(œ|oe)uds?|cl(é|ef)s?|jetons?|portefeuilles?)\b",
}
"""« registre » is a place of the window, where the curious find all of this explained."""
FOR_THE_CURIOUS = {"ui/pages/register.py"}
CONTEXTS_FOR_THE_CURIOUS = {"RegisterPage"}


def list_sentences(language: str) -> Iterator[tuple[str, str]]:
    """(context, text) of every sentence the window says in a language."""
    root = ET.parse(ROOT / f"ui/translations/voisinage_{language}.ts").getroot()
    for context in root.iter("context"):
        name = context.findtext("name") or ""
        for message in context.iter("message"):
            texts = [message.findtext("source") or ""] if language == "en" else []
            translation = message.find("translation")
            if translation is not None:
                texts.append("".join(translation.itertext()))
            yield from ((name, text) for text in texts)


@pytest.mark.parametrize("language", sorted(JARGON))
def test_pages_speak_plainly(language: str):
    wrong = [
        (context, text)
        for context, text in list_sentences(language)
        if context not in CONTEXTS_FOR_THE_CURIOUS and re.search(JARGON[language], text, re.IGNORECASE)
    ]
    assert wrong == []


def test_sentences_written_in_the_window_s_code_speak_plainly():
    wrong: list[tuple[str, str]] = []
    for path in list_modules("ui"):
        if path in FOR_THE_CURIOUS:
            continue
        for node in ast.walk(parse(path)):
            if not isinstance(node, ast.Call) or not ast.unparse(node.func).endswith(("tr", "translate")):
                continue
            texts = [a.value for a in node.args if isinstance(a, ast.Constant) and isinstance(a.value, str)]
            wrong += [(path, text) for text in texts if re.search(JARGON["en"], text, re.IGNORECASE)]
    assert wrong == []
