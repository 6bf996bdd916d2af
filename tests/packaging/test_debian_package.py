# SPDX-License-Identifier: AGPL-3.0-or-later
"""What a package installs, what it leaves out, what it says of itself and what its scripts do."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import debian_package
import pytest
import share_tree
from deb_archive import Item
from debian_package import AFTER_INSTALL, AFTER_REMOVE, BEFORE_REMOVE, Package, Unknown

from tests.helpers.tree import ROOT, read

QT_FILES = (
    "_internal/PySide6/QtGui.abi3.so",
    "_internal/PySide6/Qt/lib/libQt6Core.so.6",
    "_internal/libQt6Core.so.6",
    "_internal/libpyside6.abi3.so.6.11",
    "_internal/shiboken6/Shiboken.abi3.so",
    "_internal/ui/translations/voisinage_fr.qm",
    share_tree.DESKTOP,
    share_tree.ICON,
)
OTHER_FILES = (
    "voisinage",
    "LICENSE",
    "_internal/libpython3.11.so.1.0",
    "_internal/ledger/tables/clear_sky.json",
    "_internal/nacl/_sodium.abi3.so",
    "share/man/man1/voisinage.1.gz",
    "share/doc/voisinage/copyright",
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A bundle of empty files."""
    for name in (*QT_FILES, *OTHER_FILES):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(name)
    (tmp_path / "voisinage").chmod(0o755)
    return tmp_path


def package(*, window: bool) -> Package:
    return debian_package.describe("0.1.0", window=window, machine="aarch64")


def data(folder: Path, *, window: bool) -> dict[str, Item]:
    return debian_package.list_data(package(window=window), folder, ROOT)


def fields(text: str) -> dict[str, str]:
    return dict(line.split(": ", 1) for line in text.splitlines() if not line.startswith(" "))


# --- what lies where ---------------------------------------------------------------------------------------


def test_a_package_with_a_window_installs_everything(folder: Path) -> None:
    found = data(folder, window=True)
    for name in (*QT_FILES, *OTHER_FILES):
        if name != "LICENSE":
            assert (f"usr/{name}" if name.startswith("share/") else f"usr/lib/voisinage/{name}") in found
    assert found["usr/bin/voisinage"].link == "../lib/voisinage/voisinage"
    assert found["usr/lib/voisinage/voisinage"].mode == 0o755


def test_a_node_s_package_has_nothing_of_qt(folder: Path) -> None:
    found = data(folder, window=False)
    assert [name for name in found if re.search(r"(?i)qt|pyside|shiboken|/ui/|desktop|icons", name)] == []
    assert "usr/lib/voisinage/_internal/libpython3.11.so.1.0" in found
    assert "usr/share/doc/voisinage-node/copyright" in found
    assert "usr/share/doc/voisinage/copyright" not in found


def test_everything_stays_in_usr_and_the_units_start_what_is_installed(folder: Path) -> None:
    for window in (True, False):
        found = data(folder, window=window)
        assert [name for name in found if not name.startswith("usr/")] == []
        for path in debian_package.UNITS.values():
            content = found[path].content
            assert isinstance(content, bytes)
            started = re.findall(r"^ExecStart=(\S+)", content.decode(), re.MULTILINE)
            assert started == ["/usr/bin/voisinage"]


def test_the_user_the_unit_runs_as_and_its_folder_are_made(folder: Path) -> None:
    user = re.search(r"^User=(\w+)$", read("packaging/voisinage-node.service"), re.MULTILINE)
    assert user is not None
    assert re.search(rf'^u {user[1]} - ".*" /var/lib/voisinage ', debian_package.SYSTEM_USER, re.MULTILINE)
    assert f"d /var/lib/voisinage 0700 {user[1]} {user[1]} -" in debian_package.STATE_FOLDER
    assert {f"usr/lib/{kind}.d/voisinage.conf" for kind in ("sysusers", "tmpfiles")} <= set(
        data(folder, window=False)
    )


# --- what it says ------------------------------------------------------------------------------------------


def test_the_control_file(folder: Path) -> None:
    control = debian_package.list_control(package(window=True), data(folder, window=True))["control"].content
    assert isinstance(control, bytes)
    said = fields(control.decode())
    assert (said["Package"], said["Version"], said["Architecture"]) == ("voisinage", "0.1.0", "arm64")
    assert int(said["Installed-Size"]) >= 1
    assert said["Description"]
    assert len(control.splitlines()[-1]) < 80
    assert control.endswith(b"\n")


def test_it_asks_for_a_c_library_as_new_as_the_builder_s(folder: Path) -> None:
    assert debian_package.list_depends(data(folder, window=False), "2.36") == ["libc6 (>= 2.36)"]


def test_either_package_replaces_the_other() -> None:
    for window, other in ((True, "voisinage-node"), (False, "voisinage")):
        said = fields(debian_package.write_control(package(window=window), 1, ["libc6"]))
        assert (said["Conflicts"], said["Replaces"]) == (other, other)


def test_sums_are_of_the_files(folder: Path) -> None:
    found = data(folder, window=False)
    sums = debian_package.list_control(package(window=False), found)["md5sums"].content
    assert isinstance(sums, bytes)
    named = [line.split("  ", 1)[1] for line in sums.decode().splitlines()]
    assert named == sorted(name for name, item in found.items() if item.content is not None)


def test_a_machine_without_libraries_is_told_what_to_do() -> None:
    with pytest.raises(Unknown, match=r"armv7l.*make node"):
        debian_package.describe("0.1.0", window=False, machine="armv7l")


# --- its scripts -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("script", [AFTER_INSTALL, BEFORE_REMOVE, AFTER_REMOVE])
def test_scripts_are_shell_that_stops_at_a_failure(script: str) -> None:
    assert script.startswith("#!/bin/sh\nset -e\n")
    subprocess.run(["sh", "-n"], input=script, text=True, check=True)


def test_scripts_touch_only_the_system_they_install_into() -> None:
    """`dpkg --root` may run them outside of it: what they call is told where, or left alone."""
    for line in (AFTER_INSTALL + BEFORE_REMOVE + AFTER_REMOVE).splitlines():
        if re.match(r"\s*systemd-(sysusers|tmpfiles) ", line):
            assert '${DPKG_ROOT:+--root="$DPKG_ROOT"}' in line
        if "/run/systemd/system" in line:
            assert '[ -z "$DPKG_ROOT" ]' in line


def test_installing_starts_nothing_and_removing_keeps_the_homes() -> None:
    assert not re.search(r"systemctl (enable|start|restart)", AFTER_INSTALL)
    assert not re.search(r"\brm\b|userdel", AFTER_REMOVE + BEFORE_REMOVE)
    assert "purge" not in AFTER_REMOVE
