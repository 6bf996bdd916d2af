# SPDX-License-Identifier: AGPL-3.0-or-later
"""What lies where in our Debian packages, and what their control files say.

    voisinage        /usr/lib/voisinage (program, Python, libraries, Qt), /usr/bin, /usr/share, units
    voisinage-node   the same less Qt, the desktop entry and the icon: a computer that stays on, a small box

Either replaces the other. The file format is deb_archive's. The law: installing starts nothing and opens no
port; a home is left alone when the package goes.
"""

from __future__ import annotations

import hashlib
import platform
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import share_tree
import system_libraries
from deb_archive import EXECUTABLE, Item, collect, make_deb, measure, unpack_data

LIBRARY: Final = "usr/lib/voisinage"
ARCHITECTURES: Final[Mapping[str, str]] = {"x86_64": "amd64", "aarch64": "arm64"}
"""What `uname -m` says → Debian's name; our libraries come for these."""
QT: Final = re.compile(
    r"_internal/(PySide6|shiboken6|ui)/|_internal/lib(Qt6|pyside6|shiboken6)[^/]*$|[^/]*-qt-[^/]*$"
)
"""What a package without a window leaves out, by its path in the folder."""

UNITS: Final[Mapping[str, str]] = {
    "voisinage-node.service": "usr/lib/systemd/system/voisinage-node.service",
    "voisinage-session.service": "usr/lib/systemd/user/voisinage-session.service",
}
SYSTEM_USER: Final = """\
# The user that the town hall's node runs as; it may write one folder and nothing else.
u voisinage - "Voisinage" /var/lib/voisinage /usr/sbin/nologin
"""
STATE_FOLDER: Final = """\
# There before the unit first runs: who sets the node up joins a commune into it.
d /var/lib/voisinage 0700 voisinage voisinage -
"""

AFTER_INSTALL: Final = """\
#!/bin/sh
set -e
if [ "$1" = configure ]; then
    # Where systemd is not, there is nothing to run the unit either.
    if command -v systemd-sysusers >/dev/null; then
        systemd-sysusers ${DPKG_ROOT:+--root="$DPKG_ROOT"} voisinage.conf
        systemd-tmpfiles ${DPKG_ROOT:+--root="$DPKG_ROOT"} --create voisinage.conf
    fi
    if [ -z "$DPKG_ROOT" ] && [ -d /run/systemd/system ]; then
        systemctl daemon-reload || true
        # A node that runs is started again on the new program; one that does not is left alone.
        systemctl try-restart voisinage-node.service || true
    fi
fi
"""
BEFORE_REMOVE: Final = """\
#!/bin/sh
set -e
if [ "$1" = remove ] && [ -z "$DPKG_ROOT" ] && [ -d /run/systemd/system ]; then
    systemctl disable --now voisinage-node.service || true
fi
"""
AFTER_REMOVE: Final = """\
#!/bin/sh
set -e
if [ -z "$DPKG_ROOT" ] && [ -d /run/systemd/system ]; then systemctl daemon-reload || true; fi
# /var/lib/voisinage holds keys and a register that no package may delete.
"""


class Unknown(Exception):
    """No package can be made for this machine."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Package:
    """One of the two packages."""

    name: str
    version: str
    architecture: str
    window: bool

    @property
    def file_name(self) -> str:
        return f"{self.name}_{self.version}_{self.architecture}.deb"


def choose_architecture(machine: str = "") -> str:
    """Debian's name of this machine's kind.  Unknown: it has none here."""
    said = machine or platform.machine()
    if said not in ARCHITECTURES:
        raise Unknown(
            f"no package is made on {said}: the libraries come for {', '.join(ARCHITECTURES)}. "
            "Install from the sources: make node"
        )
    return ARCHITECTURES[said]


def describe(version: str, *, window: bool, machine: str = "") -> Package:
    """The package with a window or without."""
    return Package(
        name="voisinage" if window else "voisinage-node",
        version=version,
        architecture=choose_architecture(machine),
        window=window,
    )


def list_depends(data: Mapping[str, Item], libc: str = "") -> list[str]:
    """What must be there: a C library as new as the building machine's, and what was left to the system."""
    files = [item.content for item in data.values() if isinstance(item.content, Path)]
    version = libc or platform.libc_ver()[1]
    return [f"libc6 (>= {version})", *system_libraries.choose_packages(system_libraries.list_needed(files))]


def write_control(package: Package, installed_bytes: int, depends: Sequence[str]) -> str:
    """The control file."""
    other = "voisinage-node" if package.window else "voisinage"
    fields = {
        "Package": package.name,
        "Version": package.version,
        "Architecture": package.architecture,
        "Maintainer": "The authors of Voisinage <authors@voisinage.invalid>",
        "Installed-Size": str(-(-installed_bytes // 1024)),
        "Depends": ", ".join(depends),
        "Conflicts": other,
        "Replaces": other,
        "Section": "misc" if package.window else "net",
        "Priority": "optional",
        "Description": "village economy and council with no server",
    }
    about = (
        "A desktop wallet with which the residents of a village run their economy",
        "and their council on their own computers: solar kilowatt-hours, hours of",
        "help, kilos of vegetables, orders, votes and a common fund.",
    )
    if not package.window:
        about += (
            ".",
            "This package has no window and no Qt: it is for a computer that stays",
            "on, a town hall's or a small box at home.",
        )
    lines = [f"{name}: {value}" for name, value in fields.items()]
    return "\n".join([*lines, *(f" {line}" for line in about)]) + "\n"


def install_unit(text: str) -> str:
    """A unit of the sources as a package installs it: it starts the package's program."""
    return re.sub(r"^ExecStart=\S+/voisinage ", "ExecStart=/usr/bin/voisinage ", text, flags=re.MULTILINE)


def list_data(package: Package, folder: Path, sources: Path) -> dict[str, Item]:
    """Everything the package installs, by its path from the root."""
    found: dict[str, Item] = {}
    for name, item in collect(folder, "").items():
        path = name.removeprefix("/")
        if not package.window and (QT.match(path) or path in share_tree.FOR_A_WINDOW):
            continue
        if path.startswith("share/"):
            found[f"usr/{_rename_doc(path, package)}"] = item
        elif path != "LICENSE":
            found[f"{LIBRARY}/{path}"] = item
    found["usr/bin/voisinage"] = Item(link="../lib/voisinage/voisinage")
    for source, target in UNITS.items():
        text = (sources / "packaging" / source).read_text(encoding="utf-8")
        found[target] = Item(install_unit(text).encode())
    found["usr/lib/sysusers.d/voisinage.conf"] = Item(SYSTEM_USER.encode())
    found["usr/lib/tmpfiles.d/voisinage.conf"] = Item(STATE_FOLDER.encode())
    return found


def _rename_doc(path: str, package: Package) -> str:
    """Debian looks for a package's licences under the package's own name."""
    return path.replace(f"{share_tree.DOC}/", f"share/doc/{package.name}/", 1)


def list_control(package: Package, data: Mapping[str, Item]) -> dict[str, Item]:
    """The control files; `md5sums` is what `dpkg --verify` reads, not a proof of anything."""
    sums = "".join(
        f"{_hash(item)}  {name}\n" for name, item in sorted(data.items()) if item.content is not None
    )
    control = write_control(package, measure(data), list_depends(data))
    return {
        "control": Item(control.encode()),
        "md5sums": Item(sums.encode()),
        "postinst": Item(AFTER_INSTALL.encode(), mode=EXECUTABLE),
        "prerm": Item(BEFORE_REMOVE.encode(), mode=EXECUTABLE),
        "postrm": Item(AFTER_REMOVE.encode(), mode=EXECUTABLE),
    }


def _hash(item: Item) -> str:
    content = item.content
    assert content is not None
    read = content.read_bytes() if isinstance(content, Path) else content
    return hashlib.md5(read, usedforsecurity=False).hexdigest()


def write_package(path: Path, package: Package, folder: Path, sources: Path, instant: int) -> None:
    """The .deb of a folder that `build.py bundle` made."""
    data = list_data(package, folder, sources)
    path.write_bytes(make_deb(list_control(package, data), data, instant))


def unpack(path: Path, folder: Path) -> None:
    """Lay a .deb's files out under a folder."""
    unpack_data(path.read_bytes(), folder)
