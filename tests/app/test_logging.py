# SPDX-License-Identifier: AGPL-3.0-or-later
"""Logs: whatever shape a secret takes it is not in them, what is public stays, and they stay small."""

from __future__ import annotations

import base64
import errno
import io
import logging
import stat
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from mnemonic import Mnemonic

from app import logging as app_logging
from app.logging import HIDDEN, get_logger, redact, set_up, short
from app.words import LANGUAGES, Language, check_words

SEED = bytes.fromhex("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60")
PEER_ID = "12D3KooWGRUVh7TjSqXQyZ5yJ4sL8Zxv5p4q6rCwXkY2kT9uN3bD"


@pytest.fixture(autouse=True)
def leave_logging_as_found() -> Iterator[None]:
    root = logging.getLogger()
    handlers, level, last = root.handlers[:], root.level, logging.lastResort
    silenced = [logging.getLogger(name) for name in app_logging.SILENCED]
    before = [(logger, logger.level, logger.propagate) for logger in silenced]
    yield
    for handler in root.handlers[:]:
        if handler not in handlers:
            root.removeHandler(handler)
            handler.close()
    root.setLevel(level)
    logging.lastResort = last
    for logger, old_level, propagate in before:
        logger.setLevel(old_level)
        logger.propagate = propagate


def logged(message: str, *arguments: object, exc_info: bool = False) -> str:
    stream = io.StringIO()
    set_up(stream=stream)
    get_logger("test").warning(message, *arguments, exc_info=exc_info)
    return stream.getvalue()


@given(seed=st.binary(min_size=32, max_size=64))
def test_no_seed_is_left_in_any_usual_shape(seed: bytes) -> None:
    shapes = [
        seed.hex(),
        seed.hex().upper(),
        "0x" + seed.hex(),
        seed.hex(":"),
        seed.hex(" "),
        seed.hex("-", 2),
        repr(seed),
        repr(bytearray(seed)),
        base64.urlsafe_b64encode(seed).decode(),
        base64.b32encode(seed).decode(),
        base64.b32encode(seed).decode().lower().rstrip("="),
    ]
    for shape in shapes:
        for text in (shape, f"seed={shape}", f"opened with {shape}, then closed", f"({shape!r},)"):
            assert HIDDEN in redact(text), text
            assert shape not in redact(text), text


@given(seed=st.one_of(st.binary(min_size=32, max_size=32), st.binary(min_size=64, max_size=64)))
def test_a_key_in_base64_is_told_from_a_path_by_its_end(seed: bytes) -> None:
    text = base64.b64encode(seed).decode()
    assert text not in redact(f"opened with {text}, then closed")
    path = "/home/francois/.local/share/voisinage/log/voisinage.log"
    assert redact(path) == path


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("join", [" ", ", ", "\n", "' , '", " 3. ", "-"])
def test_no_backup_word_is_left(language: Language, join: str) -> None:
    words = check_words(Mnemonic(language).to_mnemonic(SEED))
    text = redact(f"The person wrote xylo: {join.join(words)} <- xylo")
    assert not [word for word in words if len(word) > 4 and word in text]
    assert text.startswith("The person wrote xylo: ")
    assert text.endswith(" <- xylo")
    assert not [word for word in words if len(word) > 4 and word in redact(repr(words))]


def test_words_without_accents_and_half_of_them_are_hidden_too() -> None:
    text = "evidence lineaire ENGIN envahir tiroir feuille"
    assert redact(text) == HIDDEN
    assert redact(text + " pleurer vidange") == HIDDEN


@pytest.mark.parametrize(
    "text",
    [
        "passphrase=correct",
        "passphrase: 'correct horse'",
        'password = "correct horse"',
        "'passphrase': 'correct horse'",
        '{"passphrase": "correct horse"}',
        "mot de passe : correct",
        "secret=correct",
        "words=['correct', 'horse']",
        "mots=(correct, horse)",
        "private_key=correct",
    ],
)
def test_what_is_named_a_secret_is_hidden(text: str) -> None:
    assert "correct" not in redact(text)
    assert "horse" not in redact(text)
    assert HIDDEN in redact(text)


@pytest.mark.parametrize(
    "text",
    [
        f"dialled /ip4/192.168.1.12/tcp/4001/p2p/{PEER_ID} in 12 ms",
        "seal 1043 applied: 17 events, 2 void (floor), 3 tasks",
        f"event {short(SEED)} stored; missing {short(SEED[8:])}",
        "config.json is not JSON; the defaults are used",
        "/home/francois/.local/share/voisinage/log/voisinage.log opened",
        "Le relevé du compteur va du 2026-01-01 au 2026-11-22, 325 jours, 2 trous",
        "clock: 1763841986000 ms, 12 s ahead of 3 peers",
        "=" * 80,
        "-" * 80,
    ],
)
def test_what_is_public_stays_readable(text: str) -> None:
    assert redact(text) == text


def test_a_short_id_is_half_hidden_never_whole() -> None:
    assert short(SEED) == "9d61b19deffd5a60"


def test_arguments_and_tracebacks_are_redacted() -> None:
    assert SEED.hex() not in logged("opened %s", SEED.hex())
    assert repr(SEED) not in logged("opened %r", SEED)
    try:
        raise ValueError(f"cannot use {SEED.hex()}")
    except ValueError:
        text = logged("failed", exc_info=True)
    assert "Traceback" in text
    assert SEED.hex() not in text


def test_another_librarys_logger_is_redacted_too() -> None:
    stream = io.StringIO()
    set_up(stream=stream)
    logging.getLogger("some.library").error("key %s", SEED.hex())
    assert "some.library: key [hidden]" in stream.getvalue()


def test_the_level_is_ours_for_our_loggers_and_warning_for_others() -> None:
    stream = io.StringIO()
    set_up(stream=stream, level=logging.DEBUG)
    get_logger("test").debug("ours")
    logging.getLogger("some.library").info("theirs")
    assert "voisinage.test: ours" in stream.getvalue()
    assert "theirs" not in stream.getvalue()


def test_setting_up_again_replaces_the_first(tmp_path: Path) -> None:
    first, second = io.StringIO(), io.StringIO()
    set_up(stream=first)
    set_up(stream=second)
    get_logger("test").warning("once")
    assert first.getvalue() == ""
    assert second.getvalue().count("once") == 1


def test_a_huge_record_is_cut_and_its_cut_secret_with_it() -> None:
    text = logged("%s%s", "x " * (2 * app_logging.RECORD_LENGTH_MAX - 40), SEED.hex())
    assert len(text) <= app_logging.RECORD_LENGTH_MAX + 1
    assert SEED.hex()[:16] not in text


@pytest.mark.slow
def test_the_file_is_private_and_all_of_them_stay_under_five_megabytes(tmp_path: Path) -> None:
    file = tmp_path / "log" / "voisinage.log"
    set_up(file=file)
    line = "event stored " * 1000
    for _ in range(400):
        get_logger("test").warning(line)
    files = list(file.parent.iterdir())
    assert len(files) == 1 + app_logging.FILES_KEPT
    assert sum(path.stat().st_size for path in files) <= 5_000_000
    assert {stat.S_IMODE(path.stat().st_mode) for path in files} == {0o600}
    assert stat.S_IMODE(file.parent.stat().st_mode) == 0o700


def test_an_open_log_file_is_closed_to_others(tmp_path: Path) -> None:
    file = tmp_path / "log" / "voisinage.log"
    file.parent.mkdir()
    file.touch(mode=0o644)
    set_up(file=file)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


class FullDisk(io.StringIO):
    """A log on a disk without room."""

    def write(self, _text: str) -> int:
        raise OSError(errno.ENOSPC, "full")


def test_a_line_that_a_full_disk_refuses_is_no_trace_on_the_screen(
    capsys: pytest.CaptureFixture[str],
) -> None:
    set_up(stream=FullDisk())
    get_logger("test").error("lost")
    assert capsys.readouterr().err == ""


LIBP2P = """
import logging, sys
from pathlib import Path
from app.logging import get_logger, set_up
if sys.argv[1] == "before":
    set_up()
    import libp2p
else:
    import libp2p
    set_up()
for name in ("libp2p", "libp2p.host.basic_host", "multiaddr.transforms"):
    logging.getLogger(name).error("noise")
get_logger("test").warning("ours")
"""


@pytest.mark.slow
@pytest.mark.parametrize("order", ["before", "after"])
def test_libp2p_is_silent_whenever_it_is_imported(order: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("LIBP2P_DEBUG", raising=False)
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", LIBP2P, order],
        capture_output=True,
        text=True,
        check=True,
        cwd=Path(app_logging.__file__).parents[1],
    )
    assert "noise" not in done.stdout + done.stderr
    assert "voisinage.test: ours" in done.stderr
