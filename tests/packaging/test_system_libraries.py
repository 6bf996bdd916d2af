# SPDX-License-Identifier: AGPL-3.0-or-later
"""What a bundle leaves to the system is named, and what it needs is never left unnamed."""

from __future__ import annotations

import sys
from pathlib import Path

import nacl
import pytest
import system_libraries
from system_libraries import choose_packages, leave_to_system, list_needed, read_needed

from app.doctor.system import QT_LIBRARIES, X11_LIBRARIES

COMPILED = next((Path(nacl.__file__).parent).glob("_sodium*.so"))


def test_the_libraries_of_a_real_file_are_read() -> None:
    assert "libc.so.6" in read_needed(COMPILED.read_bytes())
    assert "libc.so.6" in read_needed(Path(sys.executable).resolve().read_bytes())


@pytest.mark.parametrize("content", [b"", b"#!/bin/sh\n", b"\x7fELF\x01\x01" + bytes(60)])
def test_another_file_names_none(content: bytes) -> None:
    assert read_needed(content) == []


def test_what_is_beside_is_not_needed_from_elsewhere(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("libX11.so.6")
    assert list_needed([COMPILED, tmp_path / "notes.txt"]) == set(), "the C library is everywhere"


def test_the_system_s_are_taken_out_and_python_s_and_qt_s_stay(tmp_path: Path) -> None:
    stay = (
        "libpython3.11.so.1.0", "libssl.so.3", "libcrypto.so.3", "libsqlite3.so.0", "libz.so.1",
        "libQt6Core.so.6", "libicui18n.so.73", "libpyside6.abi3.so.6.11", "libshiboken6.abi3.so.6.11",
    )  # fmt: skip
    go = ("libX11.so.6", "libglib-2.0.so.0", "libstdc++.so.6", "libzstd.so.1", "libxcb-cursor.so.0")
    for name in (*stay, *go):
        (tmp_path / name).write_text("")
    assert leave_to_system(tmp_path) == sorted(go)
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(stay)


def test_a_library_that_nobody_named_stops_the_build() -> None:
    assert choose_packages({"libgthread-2.0.so.0", "libglib-2.0.so.0", "libEGL.so.1"}) == [
        "libegl1",
        "libglib2.0-0",
    ]
    with pytest.raises(ValueError, match=r"libnew\.so\.9"):
        choose_packages({"libEGL.so.1", "libnew.so.9"})


def test_the_doctor_names_the_same_packages() -> None:
    for library, package in {**QT_LIBRARIES, **X11_LIBRARIES}.items():
        assert system_libraries.SYSTEM[library] == package
