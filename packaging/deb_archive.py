# SPDX-License-Identifier: AGPL-3.0-or-later
"""Writes and reads the file format of a Debian package, with the standard library alone.

    !<arch>  debian-binary "2.0"  control.tar.xz  data.tar.xz        (deb(5), ar(5))

It knows nothing of Voisinage. The law: what is written is a function of the content, the modes and one
instant; no owner, order or clock of the building machine gets in.
"""

from __future__ import annotations

import io
import lzma
import tarfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Final

_MAGIC: Final = b"!<arch>\n"
_HEADER: Final = "{name:<16}{instant:<12}{owner:<6}{group:<6}{mode:<8}{size:<10}`\n"
_HEADER_BYTES: Final = 60
_PRESET: Final = 3
"""Of xz: quick rather than smallest."""
EXECUTABLE: Final = 0o755
PLAIN: Final = 0o644


@dataclass(frozen=True, slots=True)
class Item:
    """One entry of the data: a file's bytes, or where it lies, or where a link points; nothing: a folder."""

    content: bytes | Path | None = None
    link: str = ""
    mode: int = PLAIN


def collect(folder: Path, prefix: str) -> dict[str, Item]:
    """Every file and link below a folder, named from a prefix; of its mode, whether it can be run is kept."""
    found: dict[str, Item] = {}
    for path in sorted(folder.rglob("*")):
        name = f"{prefix}/{path.relative_to(folder).as_posix()}"
        if path.is_symlink():
            found[name] = Item(link=str(path.readlink()))
        elif path.is_file():
            found[name] = Item(path, mode=EXECUTABLE if path.stat().st_mode & 0o111 else PLAIN)
    return found


def with_folders(items: Mapping[str, Item]) -> list[tuple[str, Item]]:
    """The same with the folders they lie in, each before what is in it, sorted."""
    folders = {str(parent) for name in items for parent in PurePosixPath(name).parents if str(parent) != "."}
    every = {**{name: Item(mode=EXECUTABLE) for name in folders}, **items}
    return sorted(every.items())


def measure(items: Mapping[str, Item]) -> int:
    """Bytes of all the files."""
    return sum(_size(item) for item in items.values())


def _size(item: Item) -> int:
    match item.content:
        case Path() as path:
            return path.stat().st_size
        case bytes() as content:
            return len(content)
        case None:
            return 0


def make_tar(items: Mapping[str, Item], instant: int) -> bytes:
    """A tar of these, compressed."""
    packed = io.BytesIO()
    with (
        lzma.open(packed, "wb", preset=_PRESET) as squeezed,
        tarfile.open(fileobj=squeezed, mode="w", format=tarfile.GNU_FORMAT) as tar,
    ):
        tar.addfile(_describe("./", Item(mode=EXECUTABLE), instant))
        for name, item in with_folders(items):
            described = _describe(f"./{name}", item, instant)
            if isinstance(item.content, Path):
                with item.content.open("rb") as content:
                    tar.addfile(described, content)
            else:
                tar.addfile(described, io.BytesIO(item.content or b""))
    return packed.getvalue()


def _describe(name: str, item: Item, instant: int) -> tarfile.TarInfo:
    described = tarfile.TarInfo(name)
    described.mtime, described.mode = instant, item.mode
    described.uid = described.gid = 0
    described.uname = described.gname = "root"
    if item.link:
        described.type, described.linkname, described.mode = tarfile.SYMTYPE, item.link, 0o777
    elif item.content is None:
        described.type = tarfile.DIRTYPE
    else:
        described.size = _size(item)
    return described


def make_deb(control: Mapping[str, Item], data: Mapping[str, Item], instant: int) -> bytes:
    """The package: its control files and its data."""
    members = (
        ("debian-binary", b"2.0\n"),
        ("control.tar.xz", make_tar(control, instant)),
        ("data.tar.xz", make_tar(data, instant)),
    )
    made = [_MAGIC]
    for name, content in members:
        header = _HEADER.format(
            name=name, instant=instant, owner=0, group=0, mode="100644", size=len(content)
        )
        made += [header.encode("ascii"), content, b"\n" * (len(content) % 2)]
    return b"".join(made)


def read_members(package: bytes) -> Iterator[tuple[str, bytes]]:
    """The members of a package.  ValueError: it is not one."""
    if not package.startswith(_MAGIC):
        raise ValueError("not an ar archive")
    at = len(_MAGIC)
    while at < len(package):
        header = package[at : at + _HEADER_BYTES]
        if len(header) < _HEADER_BYTES or header[-2:] != b"`\n":
            raise ValueError(f"no ar header at byte {at}")
        size = int(header[48:58])
        at += _HEADER_BYTES
        yield header[:16].decode("ascii").rstrip(), package[at : at + size]
        at += size + size % 2


def unpack_data(package: bytes, folder: Path) -> None:
    """Lay a package's data out under a folder, as an installation would under /."""
    data = dict(read_members(package))["data.tar.xz"]
    with tarfile.open(fileobj=io.BytesIO(data), mode="r:xz") as tar:
        tar.extractall(folder, filter="tar")
