# SPDX-License-Identifier: AGPL-3.0-or-later
"""A package is the same bytes wherever and whenever it is made, and reads back as what went in."""

from __future__ import annotations

import io
import os
import tarfile
from pathlib import Path

import pytest
from deb_archive import (
    EXECUTABLE,
    PLAIN,
    Item,
    collect,
    make_deb,
    make_tar,
    measure,
    read_members,
    unpack_data,
)

INSTANT = 1_767_225_600
CONTROL = {"control": Item(b"Package: voisinage\n"), "postinst": Item(b"#!/bin/sh\n", mode=EXECUTABLE)}


def make_tree(folder: Path, mode: int = 0o644) -> Path:
    (folder / "lib" / "deep").mkdir(parents=True)
    for name in ("b", "a", "lib/deep/é"):
        (folder / name).write_bytes(name.encode() * 100)
        (folder / name).chmod(mode)
    (folder / "run").write_bytes(b"#!/bin/sh\n")
    (folder / "run").chmod(mode | 0o111)
    (folder / "link").symlink_to("lib/deep/é")
    return folder


def test_two_machines_make_the_same_bytes(tmp_path: Path) -> None:
    one, other = make_tree(tmp_path / "one"), make_tree(tmp_path / "other", mode=0o600)
    os.utime(other / "a", (1, 1))
    first, second = (make_deb(CONTROL, collect(folder, "usr"), INSTANT) for folder in (one, other))
    assert first == second
    assert make_deb(CONTROL, collect(one, "usr"), INSTANT + 1) != first


def test_it_is_the_format_of_the_manual_page() -> None:
    package = make_deb(CONTROL, {"usr/a": Item(b"x")}, INSTANT)
    assert package.startswith(b"!<arch>\ndebian-binary   1767225600  0     0     100644  4         `\n2.0\n")
    assert [name for name, _ in read_members(package)] == ["debian-binary", "control.tar.xz", "data.tar.xz"]


def test_entries_are_sorted_owned_by_root_and_come_after_their_folder() -> None:
    packed = make_tar({"usr/b": Item(b"2"), "usr/a/x": Item(b"1", mode=EXECUTABLE)}, INSTANT)
    with tarfile.open(fileobj=io.BytesIO(packed)) as tar:
        entries = tar.getmembers()
    assert [entry.name for entry in entries] == [".", "./usr", "./usr/a", "./usr/a/x", "./usr/b"]
    assert {(one.uid, one.gid, one.uname, one.gname, one.mtime) for one in entries} == {
        (0, 0, "root", "root", INSTANT)
    }
    assert [one.mode for one in entries[3:]] == [EXECUTABLE, PLAIN]


def test_what_goes_in_comes_out(tmp_path: Path) -> None:
    tree = make_tree(tmp_path / "tree")
    items = collect(tree, "usr/lib/voisinage")
    assert measure(items) == sum(
        path.stat().st_size for path in tree.rglob("*") if path.is_file() and not path.is_symlink()
    )
    unpack_data(make_deb(CONTROL, items, INSTANT), tmp_path / "out")
    laid = tmp_path / "out/usr/lib/voisinage"
    assert (laid / "lib/deep/é").read_bytes() == (tree / "lib/deep/é").read_bytes()
    assert (laid / "link").readlink() == Path("lib/deep/é")
    assert os.access(laid / "run", os.X_OK)
    assert not os.access(laid / "a", os.X_OK) or (laid / "a").stat().st_mode & 0o111 == 0


@pytest.mark.parametrize("damaged", [b"", b"PK\x03\x04", b"!<arch>\ngarbage"])
def test_something_else_is_not_read(damaged: bytes) -> None:
    with pytest.raises(ValueError):
        list(read_members(damaged))
