# SPDX-License-Identifier: AGPL-3.0-or-later
"""Every library of the lock says its licence; Qt's notice says how to replace it."""

from __future__ import annotations

from email.message import Message
from importlib.metadata import distributions

import licences
import lock_parts
import pytest

from tests.helpers.tree import read


def metadata(**fields: str | list[str]) -> Message:
    made = Message()
    for name, value in fields.items():
        for one in [value] if isinstance(value, str) else value:
            made[name.replace("_", "-")] = one
    return made


@pytest.mark.parametrize(
    ("said", "licence"),
    [
        ({"License_Expression": "MIT", "License": "see LICENSE"}, "MIT"),
        ({"License": "BSD-3-Clause"}, "BSD-3-Clause"),
        ({"License": "©\n…", "Classifier": "License :: OSI Approved :: MIT License"}, "MIT License"),
        ({"Classifier": ["License :: OSI Approved", "Topic :: Internet"]}, ""),
    ],
)  # fmt: skip
def test_a_licence_is_read_where_it_is_said(said: dict[str, str | list[str]], licence: str) -> None:
    assert licences.read_licence(metadata(**said)) == licence


def test_every_library_of_the_lock_is_listed_with_a_licence() -> None:
    found = {lock_parts.normalize(one.name): one for one in distributions()}
    parts = licences.list_parts(found, lock_parts.pick_part(["window"]))
    assert {"libp2p", "pyside6-essentials", "pynacl"} <= {part.name for part in parts}
    assert next(part.licence for part in parts if part.name == "pyside6-essentials").startswith("LGPL-3.0")
    assert all(part.licence for part in parts)


def test_a_library_that_says_none_stops_the_build() -> None:
    silent = next(one for one in distributions() if lock_parts.normalize(one.name) == "varint")
    entry = lock_parts.Locked("varint", "1.0.2", (), frozenset())
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(licences, "read_licence", lambda _metadata: "")
        with pytest.raises(ValueError, match="varint"):
            licences.list_parts({"varint": silent}, [entry])


def test_qt_s_notice_says_how_to_replace_it_and_its_licences_are_here() -> None:
    notice = read("packaging/notices/QT.txt")
    assert "_internal/PySide6/Qt/lib/" in notice
    assert "--self-check" in notice
    assert read("packaging/notices/LGPL-3.0.txt").lstrip().startswith("GNU LESSER GENERAL PUBLIC LICENSE")
    assert "GNU GENERAL PUBLIC LICENSE" in read("packaging/notices/GPL-3.0.txt")
