# SPDX-License-Identifier: AGPL-3.0-or-later
"""What a desktop and a terminal look for beside a program, laid out as under /usr/share.

    share/applications/voisinage.desktop             share/man/man1, share/man/fr/man1
    share/icons/hicolor/scalable/apps/voisinage.svg  share/bash-completion, share/zsh, share/fish
    share/doc/voisinage/                             the licences (licences.py)

The law: each is made from the one place it is kept; the program itself writes its completions.
"""

from __future__ import annotations

import gzip
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import Final

DOC: Final = "share/doc/voisinage"
DESKTOP: Final = "share/applications/voisinage.desktop"
ICON: Final = "share/icons/hicolor/scalable/apps/voisinage.svg"
MANUALS: Final[Mapping[str, str]] = {
    "docs/man/voisinage.1": "share/man/man1/voisinage.1.gz",
    "docs/man/fr/voisinage.1": "share/man/fr/man1/voisinage.1.gz",
}
COMPLETIONS: Final[Mapping[str, str]] = {
    "bash": "share/bash-completion/completions/voisinage",
    "zsh": "share/zsh/vendor-completions/_voisinage",
    "fish": "share/fish/vendor_completions.d/voisinage.fish",
}
FOR_A_WINDOW: Final = (DESKTOP, ICON)
"""Not in a package without one."""


def write_share(folder: Path, sources: Path, program: Path, instant: int) -> None:
    """Lay the tree out under a folder.

    Args:
        program: the bundle's own, asked for its completions.
        instant: seconds since 1970, written where a format wants a time.
    """
    made = {DESKTOP: sources / "packaging/voisinage.desktop", ICON: sources / "ui/resources/logo.svg"}
    for target, source in made.items():
        _place(folder / target, source.read_bytes())
    for source, target in MANUALS.items():
        # No name and a chosen time inside: the same page makes the same file.
        _place(folder / target, gzip.compress((sources / source).read_bytes(), 9, mtime=instant))
    for shell, target in COMPLETIONS.items():
        asked = [program, "completion", shell]
        env = {"LANG": "C.UTF-8", "HOME": str(folder)}
        _place(folder / target, subprocess.run(asked, env=env, check=True, capture_output=True).stdout)
    shutil.copyfile(sources / "LICENSE", folder / "LICENSE")


def _place(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
