# SPDX-License-Identifier: AGPL-3.0-or-later
"""Home: how it is chosen, closed to others, written atomically, and reached by a socket."""

from __future__ import annotations

import os
import socket
import stat
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from app import paths
from app.paths import Home, HomeError, choose_home, write_private_file
from ledger.taking_over import BESIDE


def mode_of(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_the_option_wins_then_the_variable_then_the_users_folder(tmp_path: Path) -> None:
    environment = {"VOISINAGE_HOME": str(tmp_path / "from-variable")}
    assert choose_home(str(tmp_path / "from-option"), environment) == tmp_path / "from-option"
    assert choose_home(None, environment) == tmp_path / "from-variable"
    assert choose_home(None, {}).name == "voisinage"
    assert choose_home(None, {"VOISINAGE_HOME": ""}).is_absolute()


def test_a_relative_home_becomes_absolute(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", str(tmp_path))
    assert choose_home("here/../there", {}) == tmp_path / "there"
    assert choose_home("~/mine", {}) == tmp_path / "mine"


def test_the_layout() -> None:
    home = Home(Path("/home/francois/voisinage"))
    places = (home.database, home.curve_database, home.keys, home.config, home.log, home.lock)
    assert [str(place.relative_to(home.root)) for place in places] == [
        "commune.db",
        "curve.db",
        "keys",
        "config.json",
        "log/voisinage.log",
        "lock",
    ]


def test_a_home_is_made_closed_to_others(tmp_path: Path) -> None:
    home = Home(tmp_path / "deep" / "home")
    home.create()
    assert mode_of(home.root) == 0o700
    home.create()


def test_an_open_home_is_closed(tmp_path: Path) -> None:
    home = Home(tmp_path / "home")
    home.root.mkdir(mode=0o755)
    home.create()
    assert mode_of(home.root) == 0o700


def test_a_file_in_place_of_the_home_is_refused(tmp_path: Path) -> None:
    (tmp_path / "home").write_bytes(b"")
    with pytest.raises(HomeError) as caught:
        Home(tmp_path / "home").create()
    assert caught.value.code == "home-not-a-folder"


def test_the_home_of_another_user_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "home").mkdir()
    monkeypatch.setattr(os, "geteuid", lambda: (tmp_path / "home").stat().st_uid + 1)
    with pytest.raises(HomeError) as caught:
        Home(tmp_path / "home").create()
    assert caught.value.code == "home-not-private"


def test_a_private_file_is_0600_whatever_the_umask(tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        write_private_file(tmp_path / "file", b"one")
    finally:
        os.umask(before)
    assert mode_of(tmp_path / "file") == 0o600
    write_private_file(tmp_path / "file", b"two")
    assert (tmp_path / "file").read_bytes() == b"two"
    assert [path.name for path in tmp_path.iterdir()] == ["file"]


def test_a_write_that_fails_leaves_the_old_file_and_no_rubbish(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_private_file(tmp_path / "file", b"old")

    def full_disk(descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full_disk)
    with pytest.raises(OSError, match="No space left"):
        write_private_file(tmp_path / "file", b"new")
    assert (tmp_path / "file").read_bytes() == b"old"
    assert [path.name for path in tmp_path.iterdir()] == ["file"]


def test_a_process_killed_before_the_rename_leaves_the_old_file(tmp_path: Path) -> None:
    write_private_file(tmp_path / "file", b"old")
    program = textwrap.dedent("""
        import os, signal, sys
        from pathlib import Path
        from app import paths
        os.replace = lambda source, target: os.kill(os.getpid(), signal.SIGKILL)
        paths.write_private_file(Path(sys.argv[1]), b"new")
    """)
    done = subprocess.run(
        [sys.executable, "-c", program, str(tmp_path / "file")],
        check=False,
        cwd=Path(paths.__file__).parents[1],
    )
    assert done.returncode == -9
    assert (tmp_path / "file").read_bytes() == b"old"
    assert mode_of(tmp_path / "file.tmp") == 0o600
    write_private_file(tmp_path / "file", b"newer")
    assert (tmp_path / "file").read_bytes() == b"newer"
    assert [path.name for path in tmp_path.iterdir()] == ["file"]


def test_a_link_laid_where_the_temporary_file_goes_is_not_followed(tmp_path: Path) -> None:
    victim = tmp_path / "victim"
    victim.write_bytes(b"mine")
    (tmp_path / "file.tmp").symlink_to(victim)
    write_private_file(tmp_path / "file", b"secret")
    assert victim.read_bytes() == b"mine"
    assert not (tmp_path / "file").is_symlink()


def listen_and_dial(bound: Path, dialled: Path) -> None:
    with socket.socket(socket.AF_UNIX) as server, socket.socket(socket.AF_UNIX) as client:
        server.bind(str(bound))
        server.listen()
        client.connect(str(dialled))
    bound.unlink()


def test_a_short_home_has_its_socket_inside(tmp_path: Path) -> None:
    home = Home(tmp_path / "h")
    home.create()
    assert home.socket_to_bind() == home.root / "control.sock" == home.socket_to_dial()
    listen_and_dial(home.socket_to_bind(), home.socket_to_dial())


def deep_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Home:
    runtime = tmp_path / "run"
    runtime.mkdir(mode=0o700)
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(runtime))
    home = Home(tmp_path / ("é" * 60))
    home.create()
    return home


def test_the_limit_counts_bytes_and_the_final_zero(tmp_path: Path) -> None:
    root = Path("/") / ("x" * (paths.SOCKET_PATH_BYTES_MAX - len("//control.sock")))
    longest = root / "control.sock"
    assert len(os.fsencode(longest)) == paths.SOCKET_PATH_BYTES_MAX
    assert paths._fits_a_socket(longest)
    assert not paths._fits_a_socket(root.with_name(root.name + "x") / "control.sock")
    # The system agrees: the longest that fits binds, one byte more does not.
    base = tmp_path / "s"
    base.mkdir()
    for extra in (0, 1):
        name = "y" * (paths.SOCKET_PATH_BYTES_MAX - len(os.fsencode(base)) - 1 + extra)
        with socket.socket(socket.AF_UNIX) as server:
            if extra:
                with pytest.raises(OSError, match="too long"):
                    server.bind(str(base / name))
            else:
                server.bind(str(base / name))


def test_a_long_home_listens_elsewhere_and_points_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = deep_home(tmp_path, monkeypatch)
    bound = home.socket_to_bind()
    assert bound.parent == tmp_path / "run" / "voisinage"
    assert mode_of(bound.parent) == 0o700
    assert mode_of(home.root / "control.path") == 0o600
    assert home.socket_to_dial() == bound == home.socket_to_bind()
    listen_and_dial(bound, home.socket_to_dial())
    # A session without XDG_RUNTIME_DIR (cron, ssh) still finds the running node.
    monkeypatch.delenv("XDG_RUNTIME_DIR")
    assert home.socket_to_dial() == bound


def test_two_long_homes_have_two_sockets(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    one = deep_home(tmp_path, monkeypatch)
    other = Home(tmp_path / ("è" * 60))
    other.create()
    assert one.socket_to_bind() != other.socket_to_bind()


def test_without_a_runtime_folder_the_temporary_one_serves(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = deep_home(tmp_path, monkeypatch)
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path / ("r" * 100)))
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "t"))
    bound = home.socket_to_bind()
    assert bound.parent == tmp_path / "t" / f"voisinage-{os.geteuid()}"
    assert home.socket_to_dial() == bound


def test_a_runtime_folder_of_somebody_else_is_not_used(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = deep_home(tmp_path, monkeypatch)
    monkeypatch.setattr(paths, "_runtime_folders", lambda: (tmp_path / "run" / "voisinage",))
    (tmp_path / "run" / "voisinage").write_bytes(b"")
    with pytest.raises(HomeError):
        home.socket_to_bind()


def test_a_link_in_place_of_the_runtime_folder_is_not_used(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = deep_home(tmp_path, monkeypatch)
    mine = tmp_path / "mine"
    mine.mkdir(mode=0o755)
    (tmp_path / "run" / "voisinage").symlink_to(mine)
    monkeypatch.setattr(paths, "_runtime_folders", lambda: (tmp_path / "run" / "voisinage",))
    with pytest.raises(HomeError):
        home.socket_to_bind()
    assert mode_of(mine) == 0o755


@pytest.mark.parametrize("content", [b"", b"\x00", b"/etc/passwd", b"\xff" * 5000, b"relative"])
def test_a_damaged_pointer_is_not_followed(
    content: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = deep_home(tmp_path, monkeypatch)
    (home.root / "control.path").write_bytes(content)
    assert home.socket_to_dial() == home.root / "control.sock"


def test_a_pointer_into_an_open_or_missing_folder_is_not_followed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = deep_home(tmp_path, monkeypatch)
    bound = home.socket_to_bind()
    bound.parent.chmod(0o777)
    assert home.socket_to_dial() == home.root / "control.sock"
    bound.parent.chmod(0o700)
    elsewhere = tmp_path / "elsewhere"
    bound.parent.rename(elsewhere)
    assert home.socket_to_dial() == home.root / "control.sock"
    bound.parent.symlink_to(elsewhere)
    assert home.socket_to_dial() == home.root / "control.sock"


def test_all_databases_of_a_home_are_listed_once() -> None:
    home = Home(Path("/home/francois/voisinage"))
    names = [path.name for path in home.databases]
    assert names == ["commune.db", BESIDE, "votes.db", "curve.db"]
