# SPDX-License-Identifier: AGPL-3.0-or-later
"""The documents say what the code does: what one names exists in the other, figures included."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path, PurePosixPath

import pytest

from ledger import limits
from ledger.blob import make_blob
from ledger.encoding import encode
from ledger.errors import Reason
from ledger.event import Anchor, sign_event
from ledger.hashing import PERSONS, merkle_root
from ledger.rulebook.book import DUE, RULES_MAX, TABLES, get_rule
from ledger.rulebook.charter import PARAMETERS_DEFAULT, get_parameter_bounds
from ledger.signing import Domain, public_key
from ledger.units import EventId
from tests.helpers.tree import PACKAGES, ROOT, list_definitions, list_files, read

PROTOCOL = "docs/protocol.md"
ARCHITECTURE = "docs/architecture.md"
DOCUMENTS = [path for path in list_files() if path.endswith(".md") and not path.startswith("docs/user/")]
KINDS = re.compile(r"`([a-z]+(?:\.[a-z]+)?)`")


def get_rows(document: str) -> dict[str, list[str]]:
    """Table rows whose first cell is one `name`: name → the other cells."""
    rows: dict[str, list[str]] = {}
    for line in read(document).splitlines():
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if line.startswith("| `") and (match := re.fullmatch(r"`([^`]+)`", cells[0])):
            rows[match[1]] = cells[1:]
    return rows


def count(text: str) -> int:
    """A figure as the documents write it: 4 KiB, 2^53, 1,024, 72 000, 1 h."""
    units = {"KiB": 1024, "MiB": 1024**2, "h": 3_600_000}
    number, _, unit = text.partition(" ") if text.split(" ")[-1] in units else (text, "", "")
    base, _, exponent = re.sub(r"[\s,]", "", number).partition("^")
    return int(base) ** int(exponent or 1) * units.get(unit, 1)


def list_kinds() -> set[str]:
    """Every kind of the rule book, read from the families' tables."""
    written = "".join(read(path) for path in list_files() if path.startswith("ledger/rulebook/"))
    return {
        kind for kind in re.findall(r'"([a-z]+(?:\.[a-z]+)?)": Rule\(', written) if get_rule(RULES_MAX, kind)
    }


def test_every_kind_of_event_is_specified():
    kinds = list_kinds()
    assert {"charter", "transfer", "order.place", "ballot"} <= kinds
    assert kinds - set(KINDS.findall(read(PROTOCOL))) == set()


def test_every_parameter_is_specified_with_its_seed_and_bounds():
    rows = get_rows(PROTOCOL)
    assert set(PARAMETERS_DEFAULT) - set(rows) == set()
    for name, seed in PARAMETERS_DEFAULT.items():
        low, high = get_parameter_bounds(name)
        told, bounds = rows[name][:2]
        assert count(told) == seed, name
        if bounds:
            assert [count(bound.strip()) for bound in bounds.split("..")] == [low, high], name
        else:
            assert (low, high) == (0, 2**40), name


def test_every_limit_is_specified_with_its_value():
    rows = get_rows(PROTOCOL)
    for name, value in vars(limits).items():
        if not name.isupper():
            continue
        assert name in rows, name
        if isinstance(value, int):
            assert count(rows[name][0]) == value, name
        else:
            assert set(rows[name][0].split(", ")) == value, name


def test_every_table_task_reason_hash_and_domain_is_specified():
    text = read(PROTOCOL)
    names = {*TABLES, *DUE, *(reason.value for reason in Reason), *(domain.value for domain in Domain)}
    names |= {person.decode() for person in PERSONS.values()}
    assert {name for name in names if f"`{name}`" not in text} == set()


def blake2b_of(person: str, *parts: bytes) -> bytes:
    """As section 2 says it, with nothing of ours."""
    return hashlib.blake2b(b"".join(parts), digest_size=32, person=person.encode()).digest()


def merkle(leaves: list[bytes]) -> bytes:
    """RFC 6962 section 2.1, by its recursion."""
    if len(leaves) < 2:
        return blake2b_of("vsng-leaf", *leaves)
    split = 1 << (len(leaves) - 1).bit_length() - 1
    return blake2b_of("vsng-node", merkle(leaves[:split]), merkle(leaves[split:]))


def test_the_vectors_of_the_protocol_are_what_the_text_and_the_program_give():
    section = read(PROTOCOL).partition("## 12. Vectors")[2]
    told = [bytes.fromhex(value) for value in re.findall(r"\| `([0-9a-f]{16,})` \|", section)]
    value, nothing, root, task, draw, blob, name, public, payload, event_id, signature = told
    seed, commune = bytes(range(32)), EventId(bytes([2] * 32))
    event = sign_event(
        seed,
        commune=commune,
        seq=0,
        prev=EventId(bytes([3] * 32)),
        anchor=Anchor(height=7, prefix=bytes([4] * 8)),
        time_ms=1_700_000_000_000,
        kind="consent",
        body={"topic": "gifts", "agree": True},
    )
    assert value == encode({"b": 1, "a": [True, b"\0", -1]})
    assert (nothing, root) == (merkle([]), merkle([b"a", b"b", b"c"]))
    assert (nothing, root) == (merkle_root([]), merkle_root([b"a", b"b", b"c"]))
    assert task == blake2b_of("vsng-task", bytes(32), b"order.accept", bytes(8))
    assert draw == blake2b_of("vsng-draw", bytes(32), bytes([1] * 32))
    assert blob == make_blob(bytes(16), "Françoise".encode())
    assert name == blake2b_of("vsng-blob", bytes(32), blob)
    assert public == public_key(seed)
    assert (payload, event_id, signature) == (event.payload, event.id, event.signature)
    assert event_id == blake2b_of("vsng-event", commune, payload)


LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")
SUPPLIED_LATER = {"docs/screenshots/matin-fr-light-1440.png"}


@pytest.mark.parametrize("document", DOCUMENTS)
def test_links_lead_somewhere(document: str):
    folder = (ROOT / document).parent
    for target in LINK.findall(re.sub(r"```.*?```", "", read(document), flags=re.DOTALL)):
        path, _, anchor = target.partition("#")
        if re.match(r"[a-z]+:", target) or path in SUPPLIED_LATER:
            continue
        place = (folder / path).resolve() if path else ROOT / document
        assert place.exists(), target
        if anchor and place.suffix == ".md":
            assert anchor in list_anchors(place), target


def list_anchors(place: Path) -> set[str]:
    """Anchors of a document's headings, as GitHub makes them."""
    headings = re.findall(r"^#+ (.+)$", place.read_text(encoding="utf-8"), flags=re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


MODULE = re.compile(r"`((?:ledger|p2p|app|ui|tests|scripts|docs)/[\w./*-]*)`")
FUNCTION = re.compile(r"`((?:ledger|p2p|app|ui)/[\w/]+\.py)`\]\([^)]+\) `([\w.]+)`")


@pytest.mark.parametrize("document", [path for path in DOCUMENTS if path != "CHANGELOG.md"])
def test_files_named_in_documents_exist(document: str):
    missing = [
        path for path in MODULE.findall(read(document)) if "*" not in path and not (ROOT / path).exists()
    ]
    assert missing == []


def test_functions_named_in_the_architecture_exist():
    named = FUNCTION.findall(read(ARCHITECTURE))
    assert len(named) >= 9
    assert [(path, name) for path, name in named if name not in list_definitions(path)] == []


def test_each_folder_has_a_short_readme_that_names_its_files():
    for folder in (*PACKAGES, "tests"):
        text = read(f"{folder}/README.md")
        if folder == "ui":
            continue  # how to write a page stands there too
        assert len(text.splitlines()) <= 30, folder
        if folder != "tests":
            modules = {
                PurePosixPath(path).name
                for path in list_files()
                if re.fullmatch(rf"{folder}/\w+\.py", path) and not path.endswith("__init__.py")
            }
            assert {name for name in modules if f"`{name}`" not in text} == set(), folder


def test_decisions_are_short_and_numbered_once():
    decisions = [path for path in list_files() if path.startswith("docs/adr/") and path.endswith(".md")]
    numbers = [PurePosixPath(path).name[:4] for path in decisions]
    assert len(set(numbers)) == len(numbers)
    for path in decisions:
        assert re.match(r"docs/adr/\d{4}-[a-z0-9-]+\.md", path), path
        assert len(read(path).splitlines()) <= 60, path
        for part in ("## Context", "## Options", "## Choice", "## Consequences"):
            assert part in read(path), (path, part)


def test_documents_do_not_point_outside_the_repository():
    for path in DOCUMENTS:
        assert "../shared" not in read(path), path
        assert "shared/design" not in read(path), path
