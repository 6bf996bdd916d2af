# SPDX-License-Identifier: AGPL-3.0-or-later
"""The vault: opened by what protects it and nothing else, never lost by a crash, silent about its keys.

A system keyring is a service of the computer: `Ring` stands for one, through keyring's own interface.
"""

from __future__ import annotations

import copy
import io
import json
import logging
import os
import pickle
import stat
import subprocess
import sys
import textwrap
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import keyring.core
import pytest
from keyring.backend import KeyringBackend
from keyring.backends import fail, null
from keyring.errors import KeyringLocked, PasswordSetError

from app import vault as vault_module
from app.logging import SafeFormatter
from app.vault import (
    MODERATE,
    Cost,
    Vault,
    VaultError,
    derive_paper_key,
    has_vault,
    load_node_seed,
)
from ledger.signing import public_key
from tests.helpers.refusals import refused_code
from tests.helpers.word_sheets import FRENCH

WORDS = tuple(FRENCH.split())
CHEAP = Cost(operations=1, memory_bytes=8192)
"""libsodium's least: these tests judge what is done with argon2id, not argon2id."""


class Ring(KeyringBackend):
    """A keyring in memory, which may be told to misbehave. Its argument keeps discovery from making one."""

    priority = 5

    def __init__(self, misbehave: Callable[[], None]) -> None:
        super().__init__()
        self.kept: dict[tuple[str, str], str] = {}
        self.misbehave = misbehave

    def get_password(self, service: str, username: str) -> str | None:
        self.misbehave()
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.misbehave()
        self.kept[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        self.misbehave()
        del self.kept[service, username]


@pytest.fixture(autouse=True)
def no_keyring(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keyring.core, "_keyring_backend", fail.Keyring())


@pytest.fixture
def ring(monkeypatch: pytest.MonkeyPatch) -> Ring:
    working = Ring(lambda: None)
    monkeypatch.setattr(keyring.core, "_keyring_backend", working)
    return working


@pytest.fixture
def keys(tmp_path: Path) -> Path:
    return tmp_path / "home" / "keys"


def make(folder: Path, passphrase: str | None = None, **options: object) -> Vault:
    return Vault.create(folder, words=WORDS, passphrase=passphrase, cost=CHEAP, **options)  # pyright: ignore


def secrets_of(vault: Vault) -> tuple[object, ...]:
    devices = [(name, vault.device_seed(name)) for name in vault.device_names()]
    return (vault.account_seed, vault.node_seed, vault.words(), vault.backup_done, devices)


def try_to_open(folder: Path, passphrase: str | None) -> tuple[Vault | None, str]:
    try:
        return Vault.open(folder, passphrase=passphrase), ""
    except VaultError as error:
        return None, error.code


# ── Making and opening ────────────────────────────────────────────────────────────────────────────


def test_what_is_made_opens_with_the_same_keys(keys: Path) -> None:
    made = make(keys)
    assert made.protection == "file"
    assert made.words() == WORDS
    assert made.paper_seed() == derive_paper_key(WORDS)
    assert not made.backup_done
    opened = Vault.open(keys)
    assert secrets_of(opened) == secrets_of(made)
    seeds = {made.account_seed, made.node_seed, made.paper_seed()}
    assert len(seeds) == 3
    assert all(len(seed or b"") == 32 for seed in seeds)


def test_two_homes_have_other_keys_but_one_paper_key(tmp_path: Path) -> None:
    one, other = make(tmp_path / "one"), make(tmp_path / "other")
    assert one.account_seed != other.account_seed
    assert one.node_seed != other.node_seed
    assert one.paper_seed() == other.paper_seed()


def test_keys_are_never_overwritten(keys: Path) -> None:
    made = make(keys)
    assert refused_code(lambda: make(keys)) == "exists"
    assert secrets_of(Vault.open(keys)) == secrets_of(made)


def test_a_home_without_keys_says_so(keys: Path) -> None:
    assert not has_vault(keys)
    assert refused_code(lambda: Vault.open(keys)) == "missing"
    assert refused_code(lambda: load_node_seed(keys)) == "missing"
    make(keys)
    assert has_vault(keys)


def test_bad_words_make_nothing(keys: Path) -> None:
    assert refused_code(lambda: Vault.create(keys, words=WORDS[:23])) == "bad-words"
    assert not keys.exists()


def test_a_node_key_already_there_is_kept(keys: Path) -> None:
    made = make(keys)
    (keys / "vault.json").unlink()
    again = make(keys)
    assert again.node_seed == made.node_seed
    assert again.account_seed != made.account_seed


def test_files_are_0600_and_the_folder_0700_whatever_the_umask(keys: Path) -> None:
    before = os.umask(0)
    try:
        made = make(keys)
        made.new_device_key("meter-1")
        made.set_passphrase("x", cost=CHEAP)
        made.set_passphrase(None)
    finally:
        os.umask(before)
    assert stat.S_IMODE(keys.stat().st_mode) == 0o700
    assert {stat.S_IMODE(path.stat().st_mode) for path in keys.iterdir()} == {0o600}
    assert len(list(keys.iterdir())) == 3


def test_files_others_could_read_are_closed_at_opening(keys: Path) -> None:
    make(keys)
    for path in keys.iterdir():
        path.chmod(0o644)
    Vault.open(keys)
    assert {stat.S_IMODE(path.stat().st_mode) for path in keys.iterdir()} == {0o600}


# ── Passphrase ────────────────────────────────────────────────────────────────────────────────────


def test_a_passphrase_is_needed_and_the_right_one(keys: Path) -> None:
    made = make(keys, "châtaigne")
    assert made.protection == "passphrase"
    assert not list(keys.glob("*.key"))
    assert refused_code(lambda: Vault.open(keys)) == "locked"
    assert refused_code(lambda: Vault.open(keys, passphrase="")) == "locked"
    for wrong in ("chataigne", "châtaigne ", "x", "\ud800", "\x00"):
        assert refused_code(lambda wrong=wrong: Vault.open(keys, passphrase=wrong)) == "wrong-passphrase"
    assert secrets_of(Vault.open(keys, passphrase="châtaigne")) == secrets_of(made)
    decomposed = "cha\u0302taigne"
    assert secrets_of(Vault.open(keys, passphrase=decomposed)) == secrets_of(made)


def test_the_node_key_is_read_while_the_account_is_locked(keys: Path) -> None:
    made = make(keys, "châtaigne")
    assert load_node_seed(keys) == made.node_seed


def test_an_empty_passphrase_is_none(keys: Path) -> None:
    assert make(keys, "").protection == "file"


def test_a_passphrase_is_set_changed_and_removed(keys: Path) -> None:
    made = make(keys)
    made.new_device_key("meter-1")
    before = secrets_of(made)
    made.set_passphrase("one", cost=CHEAP)
    assert not list(keys.glob("*.key"))
    assert refused_code(lambda: Vault.open(keys)) == "locked"
    opened = Vault.open(keys, passphrase="one")
    opened.set_passphrase("two", cost=CHEAP)
    assert refused_code(lambda: Vault.open(keys, passphrase="one")) == "wrong-passphrase"
    opened.set_passphrase(None)
    assert opened.protection == "file"
    assert secrets_of(Vault.open(keys)) == secrets_of(opened) == before


def test_an_old_copy_of_the_key_file_opens_nothing_after_a_change(keys: Path) -> None:
    made = make(keys)
    (old,) = [path.read_bytes() for path in keys.glob("*.key")]
    made.set_passphrase("one", cost=CHEAP)
    made.set_passphrase(None)
    (present,) = keys.glob("*.key")
    present.write_bytes(old)
    assert refused_code(lambda: Vault.open(keys)) == "corrupt"


def test_writing_while_protected_by_a_passphrase_needs_it_only_once(keys: Path) -> None:
    made = make(keys, "one")
    made.new_device_key("meter-1")
    made.confirm_backup()
    assert secrets_of(Vault.open(keys, passphrase="one")) == secrets_of(made)


@pytest.mark.slow
def test_the_real_cost_is_written_in_the_file_and_opens(keys: Path) -> None:
    made = Vault.create(keys, words=WORDS, passphrase="one")
    written = json.loads((keys / "vault.json").read_bytes())["vault"]
    assert (written["operations"], written["memory"]) == (MODERATE.operations, MODERATE.memory_bytes)
    assert MODERATE.memory_bytes == 256 << 20
    assert secrets_of(Vault.open(keys, passphrase="one")) == secrets_of(made)


# ── The words ─────────────────────────────────────────────────────────────────────────────────────


def every_plain_byte(folder: Path) -> bytes:
    """All that someone with the folder and its key file reads."""
    protection, wrapped, sealed = vault_module._read_vault(folder)
    wrapping_key = vault_module.find_wrapping_key(folder, protection, None, 1)
    data_key = vault_module.SecretBox(wrapping_key).decrypt(wrapped)
    inside = vault_module.SecretBox(data_key).decrypt(sealed)
    return inside + b"".join(path.read_bytes() for path in folder.iterdir())


def test_words_are_erased_once_they_are_on_paper(keys: Path) -> None:
    made = make(keys)
    account = made.account_seed
    assert json.dumps(WORDS)[1:-1].replace(", ", ",").encode() in every_plain_byte(keys)
    made.confirm_backup()
    for vault in (made, Vault.open(keys)):
        assert vault.words() is None
        assert vault.paper_seed() is None
        assert vault.backup_done
        assert vault.account_seed == account
    left = every_plain_byte(keys)
    for word in WORDS:
        assert json.dumps(word).encode() not in left
    assert derive_paper_key(WORDS).hex().encode() not in left
    made.confirm_backup()
    assert Vault.open(keys).backup_done


def test_nothing_secret_is_in_clear_but_the_node_key(keys: Path) -> None:
    made = make(keys)
    made.new_device_key("meter-1")
    text = b"".join(path.read_bytes() for path in keys.iterdir()).lower()
    for seed in (made.account_seed, made.device_seed("meter-1"), derive_paper_key(WORDS)):
        assert seed.hex().encode() not in text
        assert seed not in text
    assert b"meter-1" not in text
    assert (keys / "node.json").read_bytes().count(made.node_seed.hex().encode()) == 1


# ── Devices ───────────────────────────────────────────────────────────────────────────────────────


def test_a_device_has_a_key_of_its_own(keys: Path) -> None:
    made = make(keys)
    public = made.new_device_key("linky-roof")
    assert public == public_key(made.device_seed("linky-roof"))
    made.new_device_key("a" * 64)
    opened = Vault.open(keys)
    assert opened.device_names() == ("a" * 64, "linky-roof")
    assert public_key(opened.device_seed("linky-roof")) == public
    assert refused_code(lambda: opened.new_device_key("linky-roof")) == "exists"
    assert refused_code(lambda: opened.device_seed("other")) == "missing"
    assert opened.device_seed("linky-roof") == made.device_seed("linky-roof")


@pytest.mark.parametrize("name", ["", "A", "é", "../x", "a" * 65, "a b", "-a", "a\n"])
def test_a_device_name_is_plain(name: str, keys: Path) -> None:
    made = make(keys)
    assert refused_code(lambda: made.new_device_key(name)) == "bad-name"


def test_devices_are_bounded(keys: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(vault_module, "DEVICES_MAX", 2)
    made = make(keys)
    made.new_device_key("one")
    made.new_device_key("two")
    assert refused_code(lambda: made.new_device_key("three")) == "too-many"


def test_devices_made_from_several_threads_are_all_kept(keys: Path) -> None:
    made = make(keys)
    names = [f"meter-{number}" for number in range(16)]
    threads = [threading.Thread(target=made.new_device_key, args=(name,)) for name in names]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert Vault.open(keys).device_names() == tuple(sorted(names))


def test_a_full_disk_changes_nothing(keys: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = make(keys)
    before = secrets_of(made)

    def full_disk(descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as disk:
        disk.setattr(os, "fsync", full_disk)
        for action in (
            made.confirm_backup,
            lambda: made.new_device_key("meter-1"),
            lambda: made.set_passphrase("one", cost=CHEAP),
            lambda: made.set_passphrase(None),
        ):
            with pytest.raises(OSError, match="No space"):
                action()
    assert made.protection == "file"
    assert secrets_of(made) == secrets_of(Vault.open(keys)) == before


# ── Damage ────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("name", ["vault.json", "node.json", "*.key"])
def test_a_truncated_file_is_damage_never_another_key(name: str, keys: Path) -> None:
    make(keys)
    (path,) = keys.glob(name)
    whole = path.read_bytes()
    meaning = whole.rstrip(b"\n")
    for length in [*range(0, len(meaning), 7), len(meaning) - 1]:
        path.write_bytes(whole[:length])
        assert refused_code(lambda: Vault.open(keys)) == "corrupt"
    path.write_bytes(whole)
    Vault.open(keys)


@pytest.mark.parametrize("name", ["vault.json", "node.json", "*.key"])
def test_a_flipped_bit_is_damage_or_changes_nothing(name: str, keys: Path) -> None:
    made = make(keys)
    (path,) = keys.glob(name)
    whole = path.read_bytes()
    for place in range(0, len(whole), 5):
        for bit in (0, 5):
            damaged = bytearray(whole)
            damaged[place] ^= 1 << bit
            path.write_bytes(bytes(damaged))
            # A letter's case in hexadecimal, or the last newline, may change without harm.
            opened, code = try_to_open(keys, None)
            assert code == "corrupt" if opened is None else secrets_of(opened) == secrets_of(made)


def test_damage_is_not_taken_for_a_wrong_passphrase(keys: Path) -> None:
    make(keys, "one")
    path = keys / "vault.json"
    document = json.loads(path.read_bytes())
    wrapped = bytearray.fromhex(document["vault"]["wrapped"])
    wrapped[30] ^= 1
    document["vault"]["wrapped"] = wrapped.hex()
    path.write_text(json.dumps(document))
    assert refused_code(lambda: Vault.open(keys, passphrase="one")) == "corrupt"


def rewrite(folder: Path, **fields: object) -> None:
    """Change fields of the vault as someone would who also writes a right sum."""
    document = json.loads((folder / "vault.json").read_bytes())
    document["vault"] |= fields
    document["sum"] = vault_module._sum(document["vault"])
    (folder / "vault.json").write_text(json.dumps(document))


@pytest.mark.parametrize(
    "fields",
    [
        {"version": 2},
        {"version": True},
        {"protection": "none"},
        {"protection": ["file"]},
        {"id": "../../../../../etc/passwd"},
        {"id": 7},
        {"operations": 0},
        {"operations": 1 << 40},
        {"operations": True},
        {"memory": 1 << 40},
        {"memory": 1024},
        {"memory": 8192.0},
        {"salt": ""},
        {"salt": "00" * 17},
        {"wrapped": ""},
        {"wrapped": "zz"},
        {"sealed": "00"},
        {"sealed": None},
        {"sealed": "00" * 200},
    ],
)
def test_a_hostile_field_is_refused_before_it_costs(fields: dict[str, object], keys: Path) -> None:
    make(keys, "one")
    rewrite(keys, **fields)
    assert refused_code(lambda: Vault.open(keys, passphrase="one")) == "corrupt"


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"[]",
        b"{}",
        b"null",
        b'{"vault": 1}',
        b"\xff",
        b"[" * 100_000,
        b" " * 2_000_000,
        b'{"sum": "", "vault": {"a": ' + b"[" * 900 + b"]" * 900 + b"}}",
    ],
)
def test_another_file_is_damage(content: bytes, keys: Path) -> None:
    make(keys)
    (keys / "vault.json").write_bytes(content)
    assert refused_code(lambda: Vault.open(keys)) == "corrupt"


@pytest.mark.parametrize(
    "inside",
    [
        b"{",
        b"{}",
        b'{"account": "00", "devices": {}, "words": [], "backup_done": true}',
        b'{"account": "' + b"00" * 32 + b'", "devices": {"a": 1}, "words": [], "backup_done": true}',
        b'{"account": "' + b"00" * 32 + b'", "devices": {}, "words": [1], "backup_done": true}',
        b'{"account": "' + b"00" * 32 + b'", "devices": {}, "words": [], "backup_done": 1}',
    ],
)
def test_odd_contents_are_damage(inside: bytes) -> None:
    assert refused_code(lambda: vault_module._read_contents(inside)) == "corrupt"


def test_a_key_file_that_is_gone_is_damage(keys: Path) -> None:
    make(keys)
    (path,) = keys.glob("*.key")
    path.unlink()
    assert refused_code(lambda: Vault.open(keys)) == "corrupt"


# ── Killed anywhere ───────────────────────────────────────────────────────────────────────────────

KILLED = """
import os, signal, sys
from pathlib import Path
from app.vault import Cost, Vault
folder, old, new, killed_at = Path(sys.argv[1]), sys.argv[2] or None, sys.argv[3], int(sys.argv[4])
vault = Vault.open(folder, passphrase=old)
steps = 0
def counted(call):
    def step(*arguments, **options):
        global steps
        steps += 1
        if steps == killed_at:
            os.kill(os.getpid(), signal.SIGKILL)
        return call(*arguments, **options)
    return step
for name in ("open", "replace", "unlink", "fsync"):
    setattr(os, name, counted(getattr(os, name)))
if new == "backup":
    vault.confirm_backup()
else:
    vault.set_passphrase(new or None, use_keyring=False, cost=Cost(operations=1, memory_bytes=8192))
print(steps)
"""


@pytest.mark.slow
@pytest.mark.parametrize(
    ("old", "new"), [("", "one"), ("one", ""), ("", ""), ("one", "two"), ("", "backup"), ("one", "backup")]
)
def test_killed_at_any_step_the_home_opens_as_before_or_as_asked(old: str, new: str, tmp_path: Path) -> None:
    outcomes: list[str] = []
    for killed_at in range(1, 40):
        keys = tmp_path / str(killed_at)
        made = make(keys, old or None)
        done = subprocess.run(
            [sys.executable, "-c", KILLED, str(keys), old, new, str(killed_at)],
            check=False,
            capture_output=True,
            cwd=Path(vault_module.__file__).parents[1],
        )
        assert done.returncode in (0, -9), done.stderr
        after = old if new == "backup" else new
        tries = [try_to_open(keys, passphrase or None) for passphrase in (old, after)]
        assert {code for _, code in tries} <= {"", "locked", "wrong-passphrase"}
        (opened, *_) = [vault for vault, _ in tries if vault is not None]
        assert (opened.account_seed, opened.node_seed) == (made.account_seed, made.node_seed)
        assert opened.words() == (None if opened.backup_done else WORDS)
        outcomes.append(f"{opened.protection} {opened.backup_done}")
        # And the next change works and leaves nothing behind.
        opened.set_passphrase("last", use_keyring=False, cost=CHEAP)
        assert sorted(path.name for path in keys.iterdir()) == ["node.json", "vault.json"]
        if done.returncode == 0:
            break
    else:
        pytest.fail("the change never came to its end")
    assert len(outcomes) > 5


# ── The system's keyring ──────────────────────────────────────────────────────────────────────────


def test_a_keyring_that_answers_protects_the_keys(keys: Path, ring: Ring) -> None:
    made = make(keys)
    assert made.protection == "keyring"
    assert not list(keys.glob("*.key"))
    assert len(ring.kept) == 1
    assert secrets_of(Vault.open(keys)) == secrets_of(made)
    made.set_passphrase("one", cost=CHEAP)
    assert not ring.kept
    made.set_passphrase(None)
    assert made.protection == "keyring"
    assert len(ring.kept) == 1
    assert secrets_of(Vault.open(keys)) == secrets_of(made)


def test_a_person_may_refuse_the_keyring(keys: Path, ring: Ring) -> None:
    assert make(keys, use_keyring=False).protection == "file"
    assert not ring.kept


@pytest.mark.parametrize("error", [KeyringLocked, PasswordSetError, RuntimeError, SystemExit, MemoryError])
def test_a_keyring_that_raises_gives_way_to_a_file(
    error: type[BaseException], keys: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse() -> None:
        raise error("with the key in it")

    monkeypatch.setattr(keyring.core, "_keyring_backend", Ring(refuse))
    made = make(keys)
    assert made.protection == "file"
    assert secrets_of(Vault.open(keys)) == secrets_of(made)


@pytest.mark.parametrize("backend", [fail.Keyring, null.Keyring])
def test_a_keyring_that_keeps_nothing_gives_way_to_a_file(
    backend: Callable[[], KeyringBackend], keys: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keyring.core, "_keyring_backend", backend())
    assert make(keys).protection == "file"


def test_a_keyring_that_accepts_and_forgets_gives_way_to_a_file(keys: Path, ring: Ring) -> None:
    ring.misbehave = ring.kept.clear
    assert make(keys).protection == "file"


@pytest.fixture
def hanging(monkeypatch: pytest.MonkeyPatch) -> Iterator[Ring]:
    released = threading.Event()
    hanging = Ring(lambda: None)

    def hang() -> None:
        released.wait()

    hanging.misbehave = hang
    monkeypatch.setattr(keyring.core, "_keyring_backend", hanging)
    yield hanging
    released.set()


def test_a_keyring_that_hangs_gives_way_to_a_file(keys: Path, hanging: Ring) -> None:
    made = make(keys, keyring_answer_s=0.05)
    assert made.protection == "file"
    assert secrets_of(Vault.open(keys)) == secrets_of(made)


def test_a_keyring_that_hangs_at_opening_is_an_error_in_time(keys: Path, hanging: Ring) -> None:
    hang, hanging.misbehave = hanging.misbehave, lambda: None
    made = make(keys)
    hanging.misbehave = hang
    assert made.protection == "keyring"
    assert refused_code(lambda: Vault.open(keys, keyring_answer_s=0.05)) == "keyring"
    assert load_node_seed(keys) == made.node_seed
    hanging.misbehave = lambda: None
    assert secrets_of(Vault.open(keys)) == secrets_of(made)


def test_a_keyring_that_has_lost_the_key_is_an_error_of_its_own(keys: Path, ring: Ring) -> None:
    make(keys)
    ((entry, key),) = ring.kept.items()
    for other in ("00" * 32, "not hexadecimal", "00"):
        ring.kept[entry] = other
        assert refused_code(lambda: Vault.open(keys)) == "keyring"
    ring.kept.clear()
    assert refused_code(lambda: Vault.open(keys)) == "keyring"
    ring.kept[entry] = key
    Vault.open(keys)


def test_a_keyring_that_fails_to_forget_does_not_fail_the_change(keys: Path, ring: Ring) -> None:
    made = make(keys)

    def refuse() -> None:
        raise KeyringLocked

    ring.misbehave = refuse
    made.set_passphrase("one", cost=CHEAP)
    assert Vault.open(keys, passphrase="one").account_seed == made.account_seed


# ── Silence ───────────────────────────────────────────────────────────────────────────────────────


def test_nothing_secret_in_repr_errors_or_logs(
    keys: Path, ring: Ring, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    caplog.set_level(logging.DEBUG, logger="voisinage")  # whatever ran before may have asked for silence
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(SafeFormatter())
    logging.getLogger().addHandler(handler)
    shown: list[str] = []
    try:
        made = make(keys, "the passphrase itself")
        made.new_device_key("meter-1")
        shown += [repr(made), str(made), f"{made!r}", repr(made._contents), repr([made])]
        for wrong in ("not the right phrase", None):
            with pytest.raises(VaultError) as caught:
                Vault.open(keys, passphrase=wrong)
            shown += [repr(caught.value), str(caught.value)]

        def refuse() -> None:
            raise RuntimeError(f"cannot keep {made.account_seed.hex()} {' '.join(WORDS)}")

        ring.misbehave = refuse
        made.set_passphrase(None)
        made.set_passphrase("the passphrase itself", cost=CHEAP)
        rewrite(keys, sealed=made.account_seed.hex())
        with pytest.raises(VaultError) as caught:
            Vault.open(keys, passphrase="the passphrase itself")
        shown += [repr(caught.value), str(caught.value)]
    finally:
        logging.getLogger().removeHandler(handler)
    text = "\n".join([*shown, caplog.text, stream.getvalue()])
    assert "protected by a file" in text
    for seed in (made.account_seed, made.node_seed, made.device_seed("meter-1"), derive_paper_key(WORDS)):
        assert seed.hex() not in text
        assert repr(seed)[2:-1] not in text
    assert not [word for word in WORDS if f"'{word}'" in text or f" {word} " in text]
    assert "the passphrase itself" not in text
    assert "not the right phrase" not in text


def test_keys_are_neither_copied_nor_pickled(keys: Path) -> None:
    made = make(keys)
    for action in (lambda: pickle.dumps(made), lambda: copy.copy(made), lambda: copy.deepcopy(made)):
        with pytest.raises(TypeError):
            action()


def test_importing_the_vault_does_not_load_the_keyring() -> None:
    program = textwrap.dedent("""
        import sys, app.vault
        assert "keyring" not in sys.modules
    """)
    subprocess.run([sys.executable, "-c", program], check=True, cwd=Path(vault_module.__file__).parents[1])
