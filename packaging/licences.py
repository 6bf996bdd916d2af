# SPDX-License-Identifier: AGPL-3.0-or-later
"""The licences that go with an installer: ours, Qt's with how to replace it, and everybody else's.

    COPYRIGHT.txt AGPL-3.0.txt QT.txt LGPL-3.0.txt GPL-3.0.txt THIRD-PARTY.txt licences/NAME/…

The law: the list is made from requirements.lock, and a library that says no licence stops the build.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import sysconfig
from collections.abc import Iterator, Sequence
from email.message import Message
from importlib.metadata import Distribution, distributions
from pathlib import Path
from typing import Final, NamedTuple

from lock_parts import Locked, normalize

_TEXTS: Final = ("licen", "copying", "notice", "authors", "copyright")
_HEAD: Final = """\
What is in this folder besides Voisinage, from its lock file (requirements.lock).
The texts of the licences are in licences/, one folder a name.

"""
_TAIL: Final = """\

Not from the lock:
Python {python}  PSF-2.0: the language, licences/python
PyInstaller  GPL-2.0-or-later with an exception for what it starts: the starter, `voisinage` itself
Inter  OFL-1.1: the typeface, licences/inter-font
Tabler Icons  MIT: the icons, licences/icons

Libraries of the system this was made on, as they stood there:
"""


class Part(NamedTuple):
    """One library as it is named in the list."""

    name: str
    version: str
    licence: str


def read_licence(metadata: Message) -> str:
    """What a library says of itself: an SPDX expression, else a name, else its classifiers."""
    if expression := metadata.get("License-Expression", ""):
        return str(expression)
    classifiers = [str(one) for one in metadata.get_all("Classifier", [])]
    named = [one.rpartition(" :: ")[2] for one in classifiers if one.startswith("License :: ")]
    said = str(metadata.get("License", "")).strip()
    if said and "\n" not in said and len(said) <= 80:
        return said
    return ", ".join(name for name in named if name != "OSI Approved")


def say_licence(library: Distribution) -> str:
    """Its licence as the list says it; empty when nothing tells."""
    metadata = library.metadata
    assert isinstance(metadata, Message)
    return read_licence(metadata) or ("its text is beside" if any(iter_texts(library)) else "")


def iter_texts(distribution: Distribution) -> Iterator[Path]:
    """The licence files a library brings."""
    for file in distribution.files or ():
        inside = any(part.endswith(".dist-info") for part in file.parts)
        if inside and any(word in file.name.lower() for word in _TEXTS):
            yield Path(str(distribution.locate_file(file)))


def list_parts(found: dict[str, Distribution], entries: Sequence[Locked]) -> list[Part]:
    """The libraries of the lock that this system uses.  ValueError: one says no licence."""
    here = [(entry, found[entry.name]) for entry in entries if entry.name in found]
    parts = [Part(entry.name, entry.version, say_licence(one)) for entry, one in here]
    if silent := [part.name for part in parts if not part.licence]:
        raise ValueError(f"no licence is said by {', '.join(silent)}")
    return parts


def write_licences(target: Path, sources: Path, venv: Path, entries: Sequence[Locked]) -> None:
    """Write them all under a folder."""
    site = Path(sysconfig.get_path("purelib", vars={"base": str(venv)}))
    found = {normalize(one.name): one for one in distributions(path=[str(site)])}
    target.mkdir(parents=True, exist_ok=True)
    for notice in sorted((sources / "packaging" / "notices").glob("*.txt")):
        shutil.copyfile(notice, target / notice.name)
    shutil.copyfile(target / "COPYRIGHT.txt", target / "copyright")
    shutil.copyfile(sources / "LICENSE", target / "AGPL-3.0.txt")
    parts = list_parts(found, entries)
    for part in parts:
        for text in iter_texts(found[part.name]):
            _copy(text, target / "licences" / part.name / text.name)
    _copy(Path(sysconfig.get_path("stdlib")) / "LICENSE.txt", target / "licences/python/LICENSE.txt")
    _copy(sources / "ui/resources/fonts/OFL.txt", target / "licences/inter-font/OFL.txt")
    _copy(sources / "ui/resources/icons/LICENSE", target / "licences/icons/LICENSE")
    lines = [f"{part.name} {part.version}  {part.licence}\n" for part in parts]
    tail = _TAIL.format(python=sys.version.split()[0])
    system = list_system_libraries(target.parents[2] / "_internal")
    text = "".join([_HEAD, *lines, tail, *(f"{line}\n" for line in system)])
    (target / "THIRD-PARTY.txt").write_text(text, encoding="utf-8")


def _copy(source: Path, target: Path) -> None:
    if source.is_file():
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(source, target)


def list_system_libraries(folder: Path) -> list[str]:
    """The system's own libraries in a bundle, each with the Debian package it came from where dpkg knows."""
    names = sorted(path.name for path in folder.glob("lib*.so*") if not path.is_symlink())
    owners: dict[str, str] = {}
    if names and shutil.which("dpkg"):
        asked = ["dpkg", "-S", *(f"*/{name}" for name in names)]
        said = subprocess.run(asked, capture_output=True, text=True, check=False).stdout
        for line in said.splitlines():
            owner, _, path = line.partition(": ")
            owners.setdefault(Path(path).name, owner.partition(":")[0])
    return [f"{name}  {owners[name]}" if name in owners else name for name in names]
