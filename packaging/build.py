# SPDX-License-Identifier: AGPL-3.0-or-later
"""Makes the installers, by one command each, and runs each one's own check before it says where it lies.

    python packaging/build.py bundle     build/installer/voisinage/, a folder that runs where it is put
    python packaging/build.py deb        the same folder as voisinage_VERSION_ARCH.deb and, without Qt,
                                         voisinage-node_VERSION_ARCH.deb

    requirements.lock ─ lock_parts ─┐
    build.lock ─────────────────────┴─> build/installer/venv ─ PyInstaller ─> folder ─ share_tree, licences
                                                            └─> --self-check <─┴─> debian_package ─> .deb

Nothing is installed but in build/installer. Its law: the same sources and locks on the same system give the
same files.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
import tomllib
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final

import debian_package
import install_node
import licences
import lock_parts
import share_tree
import system_libraries
from install_node import Refusal

ROOT: Final = lock_parts.ROOT
WORK: Final = ROOT / "build" / "installer"
VENV: Final = WORK / "venv"
PYTHON: Final = VENV / "bin" / "python"
FOLDER: Final = WORK / "voisinage"
PACKAGES: Final = (*install_node.PACKAGES, "ui")
BUILD_LOCK: Final = ROOT / "packaging" / "build.lock"

UNWANTED: Final = (
    "grpc", "mypy_protobuf", "tkinter", "setuptools", "pip", "pkg_resources", "pytest", "curses",
    "pydoc_data", "lib2to3", "idlelib", "ensurepip", "PySide6.QtNetwork", "PySide6.QtQml", "PySide6.QtQuick",
    "PySide6.QtOpenGL", "PySide6.QtOpenGLWidgets",
    # of libp2p's, never loaded (p2p/compat_imports.py)
    "Crypto", "aioquic", "dns", "httpx", "miniupnpc", "prometheus_client", "requests", "service_identity",
    "trio_websocket", "zeroconf",
)  # fmt: skip
"""What libraries ask for where we never go; each left out was seen not to be missed by the check."""
SOUGHT: Final = (*PACKAGES, "multiaddr.codecs", "keyring.backends")
"""What is loaded by a name that no reader of imports sees."""
DATA: Final = ("ui", "ledger", "mnemonic", "tzdata")
QT_PLUGINS_UNWANTED: Final = (
    "platformthemes/libqgtk3.so", "egldeviceintegrations/*", "generic/*", "platforms/libqeglfs.so",
    "platforms/libqlinuxfb.so", "platforms/libqvnc.so", "platforms/libqvkkhrdisplay.so",
    "platforms/libqminimalegl.so",
)  # fmt: skip
"""For machines without a desktop, and GTK's look, which would bring thirty libraries of this system along."""


def tell(text: str) -> None:
    print(f"packaging: {text}", file=sys.stderr, flush=True)


def run(command: Sequence[str | Path], **environment: str) -> None:
    """Run a command that must succeed.  Raises Refusal: it did not."""
    done = subprocess.run([str(word) for word in command], cwd=ROOT, env={**os.environ, **environment})
    if done.returncode:
        raise Refusal(f"this failed, with exit code {done.returncode}: {' '.join(map(str, command))}")


# --- what the build rests on -------------------------------------------------------------------------------


def check_machine() -> None:
    """Raises Refusal: no installer can be made on this system."""
    if sys.platform != "linux":
        raise Refusal("installers are made on Linux; elsewhere install from the sources: make setup")
    if not (3, 11) <= sys.version_info[:2] < (3, 14):
        raise Refusal(f"Python 3.11, 3.12 or 3.13 is needed, this one is {sys.version.split()[0]}")
    debian_package.choose_architecture()


def read_version(root: Path = ROOT) -> str:
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    return str(project["version"])


def choose_instant(environment: dict[str, str], root: Path = ROOT) -> int:
    """The time every file made here bears: SOURCE_DATE_EPOCH, else that of the commit built.

    Raises:
        Refusal: neither is known.
    """
    if given := environment.get("SOURCE_DATE_EPOCH", ""):
        if not given.isdecimal():
            raise Refusal(f"SOURCE_DATE_EPOCH must be seconds since 1970, not {given!r}")
        return int(given)
    asked = ["git", "-C", str(root), "log", "-1", "--format=%ct"]
    try:
        said = subprocess.run(asked, capture_output=True, text=True, check=False).stdout.strip()
    except OSError:
        said = ""
    if not said.isdecimal():
        raise Refusal(
            "these sources have no history: give the time of the release, SOURCE_DATE_EPOCH=seconds"
        )
    return int(said)


def make_venv() -> None:
    """An environment of the build's own, from the locks; kept while they are the same."""
    wanted = lock_parts.to_requirements(lock_parts.pick_part(["window"]))
    stamp = VENV / "made-from"
    made_from = f"{wanted}{BUILD_LOCK.read_text()}{sys.version}{QT_PLUGINS_UNWANTED}"
    mark = hashlib.sha256(made_from.encode()).hexdigest()
    if stamp.exists() and stamp.read_text() == mark:
        return
    tell("environment from requirements.lock and packaging/build.lock")
    shutil.rmtree(VENV, ignore_errors=True)
    run([sys.executable, "-m", "venv", VENV])
    lock = WORK / "window.lock"
    lock.write_text(wanted, encoding="utf-8")
    pip = [PYTHON, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-deps"]
    run([*pip, "--require-hashes", "-r", BUILD_LOCK])
    # What comes as plain source is laid out by the setuptools just put there, not by one pip would look for.
    run([*pip, "--require-hashes", "--no-build-isolation", "-r", lock])
    for pattern in QT_PLUGINS_UNWANTED:
        for path in VENV.glob(f"lib/python*/site-packages/PySide6/Qt/plugins/{pattern}"):
            path.unlink()
    stamp.write_text(mark, encoding="utf-8")


def install_ourselves() -> None:
    """Our packages as they are now, through a copy: setuptools would keep modules deleted since."""
    source = WORK / "source"
    shutil.rmtree(source, ignore_errors=True)
    install_node.copy_sources(ROOT, source, PACKAGES)
    pip = [PYTHON, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-deps"]
    run([*pip, "--force-reinstall", "--no-build-isolation", source])


# --- the folder --------------------------------------------------------------------------------------------


def freeze(instant: int) -> None:
    """The program, its Python and its libraries in build/installer/voisinage."""
    options = ["--onedir", "--noconfirm", "--clean", "--log-level", "WARN", "--name", "voisinage"]
    options += ["--distpath", str(WORK), "--workpath", str(WORK / "freezing"), "--specpath", str(WORK)]
    options += [word for name in SOUGHT for word in ("--collect-submodules", name)]
    options += [word for name in DATA for word in ("--collect-data", name)]
    options += [word for name in UNWANTED for word in ("--exclude-module", name)]
    options += ["--hidden-import", "coincurve._cffi_backend", "--recursive-copy-metadata", "voisinage"]
    options += ["--runtime-hook", str(ROOT / "packaging" / "quick_start.py")]
    tell("freezing: some minutes")
    run(
        [PYTHON, "-m", "PyInstaller", *options, ROOT / "packaging" / "entry.py"],
        PYTHONHASHSEED="0",
        SOURCE_DATE_EPOCH=str(instant),
    )


def make_bundle(instant: int) -> None:
    """The folder, complete: program, share/, licences."""
    WORK.mkdir(parents=True, exist_ok=True)
    make_venv()
    install_ourselves()
    shutil.rmtree(FOLDER, ignore_errors=True)
    freeze(instant)
    for trace in (FOLDER / "_internal").glob("*.dist-info/direct_url.json"):
        trace.unlink()  # where this was built: nobody's business, and another folder would make another file
    left = system_libraries.leave_to_system(FOLDER / "_internal")
    tell(f"left to the system: {', '.join(left)}")
    share_tree.write_share(FOLDER, ROOT, FOLDER / "voisinage", instant)
    licences.write_licences(FOLDER / share_tree.DOC, ROOT, VENV, lock_parts.pick_part(["window"]))


def check(program: Path, *, window: bool) -> None:
    """Run the program's own check in an empty home, with nothing of this environment but the bare system.

    Raises:
        Refusal: what was made does not work.
    """
    with tempfile.TemporaryDirectory(prefix="voisinage-check-") as home:
        bare = {"HOME": home, "PATH": "/usr/bin:/bin", "LANG": "C.UTF-8"}
        asked = [program, "--self-check", "--json"]
        done = subprocess.run(asked, cwd=home, env=bare, text=True, stdout=subprocess.PIPE, check=False)
    if not done.stdout:
        raise Refusal(f"the check said nothing, exit code {done.returncode}: {program} --self-check")
    document = json.loads(done.stdout)
    if "error" in document:
        raise Refusal(f"what was made does not work: {document['error']['message']}")
    steps = {step.pop("step"): step for step in document["steps"]}
    for name, facts in steps.items():
        facts.pop("versions", None)
        tell(f"checked {name}: {', '.join(f'{fact} {value}' for fact, value in facts.items())}")
    if window != ("window" in steps):
        raise Refusal("the check did not look at the window" if window else "Qt is still inside")


def say_size(path: Path) -> str:
    size = (
        path.stat().st_size
        if path.is_file()
        else sum(one.lstat().st_size for one in path.rglob("*") if not one.is_dir())
    )
    return f"{path.relative_to(ROOT)}: {size / 1_000_000:.1f} MB"


# --- commands ----------------------------------------------------------------------------------------------


def build_bundle() -> list[Path]:
    make_bundle(choose_instant(dict(os.environ)))
    check(FOLDER / "voisinage", window=True)
    return [FOLDER]


def build_debs() -> list[Path]:
    """Both packages, each unpacked and checked."""
    instant = choose_instant(dict(os.environ))
    packages = [debian_package.describe(read_version(), window=window) for window in (True, False)]
    build_bundle()
    made: list[Path] = []
    for package in packages:
        tell(f"packing {package.file_name}: some minutes")
        path = WORK / package.file_name
        debian_package.write_package(path, package, FOLDER, ROOT, instant)
        with tempfile.TemporaryDirectory(prefix="voisinage-deb-", dir=WORK) as where:
            debian_package.unpack(path, Path(where))
            check(Path(where) / "usr/lib/voisinage/voisinage", window=package.window)
        made.append(path)
    return made


COMMANDS: Final[dict[str, Callable[[], list[Path]]]] = {"bundle": build_bundle, "deb": build_debs}


def main(words: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(description="Make the installers of Voisinage.")
    parser.add_argument("what", choices=sorted(COMMANDS))
    what: str = parser.parse_args(words).what
    begun = time.monotonic()
    try:
        check_machine()
        made = COMMANDS[what]()
    except (Refusal, debian_package.Unknown, ValueError) as error:
        print(f"packaging: {error}", file=sys.stderr)
        return 1
    for path in made:
        tell(say_size(path))
    tell(f"{time.monotonic() - begun:.0f} s")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
