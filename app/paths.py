# SPDX-License-Identifier: AGPL-3.0-or-later
"""Where a home is, what lies in it, and the one way its private files are written.

```
home/            0700   --home, else VOISINAGE_HOME, else the user's data folder
  commune.db            events, seals, read model
  votes.db              what this computer signed as a witness: never in a backup
  history.db            the past, while it arrives beside a copy that began without it
  curve.db              half-hour curves of my meters: never leave this computer
  keys/          0700   the vault
  config.json    0600   preferences
  told.json      0600   what this computer's notices have said
  news.json      0600   up to where its news were seen
  log/           0700
  lock           0600   one process writes a home
  control.sock   0600   the running node listens here …
  control.path   0600   … or at the path written here, when ours is too long for a socket
  control.port   0600   … or, where there are no such sockets, on this loopback port, with this secret
```

It opens no database and no socket. Law: nothing of a home is readable by another user of the computer.
"""

from __future__ import annotations

import os
import stat
import sys
import tempfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path
from typing import Final

import platformdirs

APPLICATION: Final = "voisinage"
HOME_VARIABLE: Final = "VOISINAGE_HOME"
SOCKET_PATH_BYTES_MAX: Final = (108 if sys.platform == "linux" else 104) - 1
"""`sun_path` of unix(7), 108 bytes on Linux and 104 on macOS and the BSDs, less the final zero byte."""
POINTER_BYTES_MAX: Final = 4096
DIRECTORY_MODE: Final = 0o700
FILE_MODE: Final = 0o600
"""As in `ledger.private_file`, which a command that a node answers does without."""


class HomeError(Exception):
    """The home cannot be used: `code` is "home-not-private" or "home-not-a-folder"."""

    def __init__(self, code: str, path: Path) -> None:
        super().__init__(f"{code}: {path}")
        self.code = code
        self.path = path


def choose_home(option: str | None, environment: Mapping[str, str]) -> Path:
    """The absolute path of the home: the option, else VOISINAGE_HOME, else the user's data folder."""
    chosen = option or environment.get(HOME_VARIABLE)
    if chosen:
        return Path(os.path.abspath(Path(chosen).expanduser()))
    return platformdirs.user_data_path(APPLICATION, appauthor=False)


@dataclass(frozen=True, slots=True)
class Home:
    """One person's folder; `root` is absolute and need not exist yet."""

    root: Path

    @property
    def database(self) -> Path:
        return self.root / "commune.db"

    @property
    def votes(self) -> Path:
        return self.root / "votes.db"

    @property
    def curve_database(self) -> Path:
        return self.root / "curve.db"

    @property
    def history_database(self) -> Path:
        return self.root / "history.db"

    @property
    def databases(self) -> tuple[Path, ...]:
        """Every database a home may hold, the register first: whoever goes through all of them asks here."""
        return (self.database, self.history_database, self.votes, self.curve_database)

    @property
    def keys(self) -> Path:
        return self.root / "keys"

    @property
    def config(self) -> Path:
        return self.root / "config.json"

    @property
    def told(self) -> Path:
        return self.root / "told.json"

    @property
    def news_seen(self) -> Path:
        return self.root / "news.json"

    @property
    def log(self) -> Path:
        return self.root / "log" / "voisinage.log"

    @property
    def lock(self) -> Path:
        return self.root / "lock"

    @property
    def control_port(self) -> Path:
        return self.root / "control.port"

    def create(self) -> None:
        """Make the home (and the folders above it) if need be, and close it to other users.

        Raises:
            HomeError: a file stands there, or the folder is another user's.
        """
        make_private_folder(self.root)

    def socket_to_bind(self) -> Path:
        """Where the node of this home listens; called by the process that holds the lock.

        A stale socket of a killed node is for the caller to unlink: it alone knows nobody answers.

        Raises:
            HomeError: no private folder with a short enough path could be found.
        """
        if _fits_a_socket(self._socket):
            self._socket_pointer.unlink(missing_ok=True)
            return self._socket
        refused: HomeError | None = None
        for folder in _runtime_folders():
            path = folder / self._short_name()
            if not _fits_a_socket(path) or folder.is_symlink():
                continue  # in a shared temporary folder, another user may have laid a link
            try:
                make_private_folder(folder)
            except HomeError as error:
                refused = error
                continue
            except OSError:
                continue
            write_private_file(self._socket_pointer, os.fsencode(path))
            return path
        raise refused or HomeError("home-not-private", self.root)

    def socket_to_dial(self) -> Path:
        """Where a node of this home, if one runs, listens.

        The pointer is followed only into a folder that is ours and closed: another user could have
        put a socket where a runtime folder was cleaned away.
        """
        try:
            with self._socket_pointer.open("rb") as file:
                content = file.read(POINTER_BYTES_MAX)
        except OSError:
            return self._socket
        path = Path(os.fsdecode(content))
        if b"\x00" in content or path.name != self._short_name() or not _is_private_folder(path.parent):
            return self._socket
        return path

    @property
    def _socket(self) -> Path:
        return self.root / "control.sock"

    @property
    def _socket_pointer(self) -> Path:
        return self.root / "control.path"

    def _short_name(self) -> str:
        """The same for every process that opens this home, and another for every other home."""
        return blake2b(os.fsencode(self.root.resolve()), digest_size=8).hexdigest() + ".sock"


def make_private_folder(folder: Path) -> None:
    """Make `folder`, or close to others one that is already ours.

    Raises:
        HomeError: a file stands there, or it is another user's.
        OSError: the disk refuses.
    """
    folder.parent.mkdir(parents=True, exist_ok=True)
    try:
        folder.mkdir(mode=DIRECTORY_MODE)
    except FileExistsError:
        if not folder.is_dir():
            raise HomeError("home-not-a-folder", folder) from None
    if os.name == "posix":
        if folder.stat().st_uid != os.geteuid():
            raise HomeError("home-not-private", folder)
        if stat.S_IMODE(folder.stat().st_mode) != DIRECTORY_MODE:
            folder.chmod(DIRECTORY_MODE)


def write_private_file(path: Path, data: bytes) -> None:
    """Replace `path` by `data`, whole or not at all, readable by its owner only (0600).

    The new content is synced before it takes the name, and the folder after: a power cut leaves the
    old file or the new one. One writer at a time (the home's lock), so the temporary name is fixed
    and a crash leaves at most one of them, replaced at the next write.
    """
    temporary = path.with_name(path.name + ".tmp")
    temporary.unlink(missing_ok=True)
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
    descriptor = os.open(temporary, flags, FILE_MODE)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        os.replace(temporary, path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    sync_folder(path.parent)


def write_whole(path: Path, pieces: Iterable[str]) -> None:
    """Beside its place, and put there once it is all on the disk: a full disk leaves what was there.

    Raises:
        OSError: nothing was written.
    """
    part = path.with_name(f".{path.name}.part")
    try:
        with part.open("w", encoding="utf-8", newline="") as file:
            for piece in pieces:
                file.write(piece)
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)


def sync_folder(folder: Path) -> None:
    """Make the names in `folder` survive a power cut; Windows has no such call and needs none."""
    if os.name != "posix":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _fits_a_socket(path: Path) -> bool:
    return len(os.fsencode(path)) <= SOCKET_PATH_BYTES_MAX


def _runtime_folders() -> tuple[Path, ...]:
    """Short folders for sockets, best first: the session's own, then one of ours in the temporary folder."""
    user = os.geteuid() if os.name == "posix" else 0
    return (
        platformdirs.user_runtime_path(APPLICATION, appauthor=False),
        Path(tempfile.gettempdir()) / f"{APPLICATION}-{user}",
        Path("/tmp") / f"{APPLICATION}-{user}",
    )


def _is_private_folder(folder: Path) -> bool:
    try:
        found = folder.lstat()
    except OSError:
        return False
    if not stat.S_ISDIR(found.st_mode):
        return False
    return os.name != "posix" or (found.st_uid == os.geteuid() and not found.st_mode & 0o077)
