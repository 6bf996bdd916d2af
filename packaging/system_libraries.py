# SPDX-License-Identifier: AGPL-3.0-or-later
"""Which libraries a bundle brings and which it leaves to the system it runs on.

PyInstaller copies every library of the building machine that anything needs. What a desktop has and changes
together (X11, GLib, fonts, D-Bus, the C++ library its graphics drivers want) is better the desktop's own;
what Python was built against (OpenSSL, SQLite, …) stays. The law: nothing is needed that is neither here nor
named.
"""

from __future__ import annotations

import re
import struct
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Final

KEPT: Final = re.compile(
    r"lib((python3|Qt6|icu|pyside6|shiboken6)[\w.]*|crypto|ssl|sqlite3|ffi|bz2|lzma|z|readline|tinfo|uuid)\.so[\w.]*"
)
"""What stays beside the program."""

SYSTEM: Final[Mapping[str, str]] = {
    "libgcc_s.so.1": "libgcc-s1",
    "libstdc++.so.6": "libstdc++6",
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libX11-xcb.so.1": "libx11-xcb1",
    "libX11.so.6": "libx11-6",
    "libbrotlidec.so.1": "libbrotli1",
    "libcups.so.2": "libcups2",
    "libdbus-1.so.3": "libdbus-1-3",
    "libdrm.so.2": "libdrm2",
    "libfontconfig.so.1": "libfontconfig1",
    "libfreetype.so.6": "libfreetype6",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libgthread-2.0.so.0": "libglib2.0-0",
    "libgssapi_krb5.so.2": "libgssapi-krb5-2",
    "libwayland-client.so.0": "libwayland-client0",
    "libwayland-cursor.so.0": "libwayland-cursor0",
    "libwayland-egl.so.1": "libwayland-egl1",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-glx.so.0": "libxcb-glx0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-render.so.0": "libxcb-render0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-shm.so.0": "libxcb-shm0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-util.so.1": "libxcb-util1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxcb.so.1": "libxcb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libzstd.so.1": "libzstd1",
}
"""Library → Debian package (a newer Debian's libglib2.0-0t64 answers for libglib2.0-0)."""
_C_LIBRARY: Final = re.compile(r"(ld-linux.*|lib(c|m|dl|pthread|rt|resolv|util))\.so\.\d+")
_ELF64_LITTLE: Final = b"\x7fELF\x02\x01"
_LOADED, _DYNAMIC = 1, 2
_NEEDED, _STRINGS = 1, 5


def leave_to_system(folder: Path) -> list[str]:
    """Take the system's own libraries out of a bundle's folder; their names."""
    taken = [path for path in sorted(folder.glob("lib*.so*")) if not KEPT.fullmatch(path.name)]
    for path in taken:
        path.unlink()
    return [path.name for path in taken]


def read_needed(content: bytes) -> list[str]:
    """The libraries an ELF file names; none when it is another kind of file."""
    if not content.startswith(_ELF64_LITTLE):
        return []
    (header_at,) = struct.unpack_from("<Q", content, 32)
    header_size, count = struct.unpack_from("<HH", content, 54)
    segments: list[tuple[int, int, int, int]] = []
    for number in range(count):
        kind, _flags, offset, address, _physical, size = struct.unpack_from(
            "<IIQQQQ", content, header_at + number * header_size
        )
        segments.append((kind, offset, address, size))
    entries = [
        struct.unpack_from("<QQ", content, at)
        for kind, offset, _address, size in segments
        if kind == _DYNAMIC
        for at in range(offset, offset + size, 16)
    ]
    table = next((value for tag, value in entries if tag == _STRINGS), 0)
    start = next(
        (
            offset + table - address
            for kind, offset, address, size in segments
            if kind == _LOADED and address <= table < address + size
        ),
        0,
    )
    return [_read_text(content, start + value) for tag, value in entries if tag == _NEEDED]


def _read_text(content: bytes, at: int) -> str:
    return content[at : content.index(b"\0", at)].decode()


def list_needed(paths: Iterable[Path]) -> set[str]:
    """The libraries that these files name and that are not among them, but for the C library's own."""
    here: set[str] = set()
    named: set[str] = set()
    for path in paths:
        here.add(path.name)
        named.update(_read_file(path))
    return {name for name in named - here if not _C_LIBRARY.fullmatch(name)}


def _read_file(path: Path) -> Iterator[str]:
    with path.open("rb") as file:
        if file.read(len(_ELF64_LITTLE)) == _ELF64_LITTLE:
            file.seek(0)
            yield from read_needed(file.read())


def choose_packages(needed: Iterable[str]) -> list[str]:
    """The Debian packages that hold these libraries.  ValueError: one is in no table of ours."""
    names = sorted(needed)
    if strange := [name for name in names if name not in SYSTEM]:
        raise ValueError(
            f"needed, but neither in the folder nor in system_libraries.SYSTEM: {', '.join(strange)}"
        )
    return sorted({SYSTEM[name] for name in names})
