# SPDX-License-Identifier: AGPL-3.0-or-later
"""Named loggers to stderr or to home/log, through a formatter that lets no secret out.

Code says what it does to `get_logger("vault")`; only the composition root calls `set_up`. Nothing here
is shown to a person: the window has its own words.

Law: whatever reaches a handler, text, arguments or traceback, passes `redact` last. What looks like a
secret is hidden whole: a full id is 64 hexadecimal digits as a seed is, so ids are logged by `short`.
"""

from __future__ import annotations

import logging
import logging.handlers
import os
import re
import sys
from contextlib import suppress
from io import TextIOWrapper
from pathlib import Path
from typing import IO, Final, cast

from app.paths import FILE_MODE, make_private_folder
from app.words import is_listed, split_words
from ledger.private_file import close_private_file

ROOT_NAME: Final = "voisinage"
FILE_BYTES_MAX: Final = 1_000_000
FILES_KEPT: Final = 4
"""Older files beside the current one: five of 1 MB at most."""
RECORD_LENGTH_MAX: Final = 16_384
WORDS_IN_A_ROW_MAX: Final = 5
"""More listed words than this in a row are hidden; prose seldom has six, a backup has 24."""
SHORT_ID_BYTES: Final = 8
SILENCED: Final = ("libp2p", "multiaddr", "aioquic", "zeroconf", "keyring", "async_service")
"""They log at length, for their own developers, and some print keys; our host.py says what matters."""
HIDDEN: Final = "[hidden]"
FORMAT: Final = "%(asctime)s %(levelname)-7s %(name)s: %(message)s"

_SECRET_SHAPES: Final = (
    # 32 bytes or more in hexadecimal, joined or by pairs
    re.compile(r"(?i)(?:[0-9a-f]{2}[\s:,-]?){31,}[0-9a-f]{2}"),
    # bytes as Python shows them, from about 15 up, to the last such quote of the line
    re.compile(r"""\bb\\*(['"])[^\n]{15,}\1"""),
    # base64 with its own alphabet, slashes included, told from a path by its end
    re.compile(r"(?<![A-Za-z0-9+/])[A-Za-z0-9+/]{42,}={1,2}"),
    # base64 or base32 of 32 bytes or more (invitation codes); libp2p's peer ids are public
    re.compile(r"(?<![A-Za-z0-9+/_=-])(?!12D3KooW)(?=[+_=-]*[A-Za-z0-9])[A-Za-z0-9+_=-]{43,}"),
)
_NAMED_SECRET: Final = re.compile(
    r"""(?ix) \b((?:pass(?:phrase|word) | mot\ de\ passe | seed | secret | private | words? | mots)\w*
        ["']? \s* [=:] \s*) (?: "[^"\n]*" | '[^'\n]*' | [(\[{][^\n]* | [^\s,;]+ )"""
)
_WORD: Final = re.compile(r"[^\W\d_]+")


def get_logger(name: str) -> logging.Logger:
    """The logger `voisinage.<name>`."""
    return logging.getLogger(f"{ROOT_NAME}.{name}")


def short(identifier: bytes) -> str:
    """The first 16 hexadecimal digits of an id: enough to find it, never a whole seed."""
    return identifier[:SHORT_ID_BYTES].hex()


def set_up(*, level: int = logging.INFO, file: Path | None = None, stream: IO[str] | None = None) -> None:
    """Send every logger of the process to `file` (rotated, 0600), or else to `stream` (stderr).

    May be called again: the last call holds.

    Raises:
        OSError: the file cannot be written.
    """
    if file is None:
        handler: logging.Handler = logging.StreamHandler(stream or sys.stderr)
    else:
        make_private_folder(file.parent)
        handler = _PrivateRotatingHandler(
            file, maxBytes=FILE_BYTES_MAX, backupCount=FILES_KEPT, encoding="utf-8", delay=False
        )
    handler.setFormatter(SafeFormatter(FORMAT))
    handler.setLevel(level)
    root = logging.getLogger()
    for old in [old for old in root.handlers if isinstance(old.formatter, SafeFormatter)]:
        root.removeHandler(old)
        with suppress(OSError):  # a full disk takes its last lines no more
            old.close()
    root.addHandler(handler)
    root.setLevel(logging.WARNING)
    logging.raiseExceptions = False  # a line that a full disk refuses is lost, not shown as a trace
    logging.getLogger(ROOT_NAME).setLevel(level)
    for name in SILENCED:
        logging.getLogger(name).setLevel(logging.CRITICAL + 1)
        logging.getLogger(name).propagate = False
    # libp2p, when imported, raises its own level again and drops its handlers; what is left would
    # reach stderr by Python's handler of last resort, unredacted.
    logging.lastResort = cast("logging.StreamHandler[IO[str]]", logging.NullHandler())


class SafeFormatter(logging.Formatter):
    """Formats as usual, traceback included, then hides what looks like a secret."""

    def format(self, record: logging.LogRecord) -> str:
        # Cut once before (a bound on work) and once after: a secret cut in two by the first cut, and
        # so not recognised, lies beyond the second.
        return redact(super().format(record)[: 4 * RECORD_LENGTH_MAX])[:RECORD_LENGTH_MAX]


def redact(text: str) -> str:
    """`text` with seeds, keys, invitation codes, runs of backup words and named secrets hidden."""
    text = _hide_backup_words(text)  # first: another rule could break a run of words
    for shape in _SECRET_SHAPES:
        text = shape.sub(HIDDEN, text)
    return _NAMED_SECRET.sub(r"\1" + HIDDEN, text)


def _hide_backup_words(text: str) -> str:
    """Hide each run of more than 5 words of the lists, whatever separates them (numbers, quotes, lines)."""
    spans = [match.span() for match in _WORD.finditer(text)]
    if len(spans) <= WORDS_IN_A_ROW_MAX:
        return text
    runs: list[tuple[int, int]] = []
    begin = 0
    while begin < len(spans):
        end = begin
        while end < len(spans) and _is_backup_word(text[slice(*spans[end])]):
            end += 1
        if end - begin > WORDS_IN_A_ROW_MAX:
            runs.append((spans[begin][0], spans[end - 1][1]))
        begin = max(end, begin) + 1
    for first, last in reversed(runs):
        text = text[:first] + HIDDEN + text[last:]
    return text


def _is_backup_word(word: str) -> bool:
    if word.isascii():
        return is_listed(word.lower())
    folded = split_words(word)
    return len(folded) == 1 and is_listed(folded[0])


class _PrivateRotatingHandler(logging.handlers.RotatingFileHandler):
    """A rotating file that no other user reads, from its first byte."""

    def _open(self) -> TextIOWrapper:
        file = open(self.baseFilename, "a", encoding=self.encoding, opener=_open_private)  # noqa: SIM115
        close_private_file(Path(self.baseFilename))
        return file


def _open_private(path: str, flags: int) -> int:
    return os.open(path, flags, FILE_MODE)
