# SPDX-License-Identifier: AGPL-3.0-or-later
"""The keys of one home at rest.

This computer's account key, its meters' keys, the 24 words until they are on paper; apart, the node key.

```
keys/vault.json   {"vault": {version, protection, id, salt, operations, memory, wrapped, sealed}, "sum"}
                     sealed  = SecretBox(data key,     {account, devices, words, backup_done})
                     wrapped = SecretBox(wrapping key, data key)
keys/<id>.key     the wrapping key, when neither the system's keyring nor a passphrase gives it
keys/node.json    {"seed", "public"}, in clear: a node runs while the account is locked
```

`sum` only tells damage from a wrong passphrase; what protects is the SecretBox (XSalsa20-Poly1305). A
change of protection draws a new data key and a new id, then: new wrapping key, vault, removal of the old
wrapping key. Killed anywhere, the home opens. It signs nothing and shows nothing.

Law: every secret of a home goes through this file; no error, log line or `repr` of it holds one.

Source: docs/adr/0009-keys-at-rest.md; protocol.md section 8;
https://doc.libsodium.org/secret-key_cryptography/secretbox, https://doc.libsodium.org/password_hashing
"""

from __future__ import annotations

import json
import re
import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from hashlib import blake2b
from pathlib import Path
from typing import Any, Final, NoReturn, Self, cast

from nacl.exceptions import CryptoError
from nacl.pwhash import argon2id
from nacl.secret import SecretBox
from nacl.utils import random as random_bytes

from app.logging import get_logger
from app.paths import make_private_folder, write_private_file
from app.protection import (
    COST_MAX,
    KEYRING_ANSWER_S,
    MODERATE,
    Cost,
    Protection,
    ProtectionName,
    damaged,
    find_wrapping_key,
    forget_wrapping_key,
    hex_field,
    int_field,
    key_file,
    new_protection,
    read_bytes,
    refused,
    remove_other_key_files,
)
from app.words import BadWords, VaultError, check_words, complete_word, derive_paper_key, new_words
from ledger.private_file import close_private_file
from ledger.signing import SEED_BYTES, Seed, public_key

__all__ = [
    "MODERATE",
    "BadWords",
    "Cost",
    "KeysHealth",
    "Vault",
    "VaultError",
    "check_words",
    "complete_word",
    "derive_paper_key",
    "has_vault",
    "load_node_seed",
    "look_at_keys",
    "new_words",
]

VERSION: Final = 1
VAULT_FILE: Final = "vault.json"
NODE_FILE: Final = "node.json"
DEVICES_MAX: Final = 256
_ID: Final = re.compile(r"[0-9a-f]{32}")
_DEVICE_NAME: Final = re.compile(r"[a-z0-9][a-z0-9._-]{0,63}")
_log: Final = get_logger("vault")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Contents:
    """What is sealed."""

    account: bytes = field(repr=False)
    devices: Mapping[str, bytes] = field(repr=False)
    words: tuple[str, ...] | None = field(repr=False)
    backup_done: bool


class Vault:
    """The opened keys of a home. One process at a time writes them: the home's lock is the caller's."""

    __slots__ = (
        "_contents",
        "_data_key",
        "_folder",
        "_keyring_answer_s",
        "_node_seed",
        "_protection",
        "_wrapping_key",
        "_writing",
    )

    def __init__(
        self,
        folder: Path,
        *,
        contents: _Contents,
        node_seed: bytes,
        protection: Protection,
        wrapping_key: bytes,
        data_key: bytes,
        keyring_answer_s: float,
    ) -> None:
        self._folder = folder
        self._contents = contents
        self._node_seed = Seed(node_seed)
        self._protection = protection
        self._wrapping_key = wrapping_key
        self._data_key = data_key
        self._keyring_answer_s = keyring_answer_s
        self._writing = threading.Lock()

    @classmethod
    def create(
        cls,
        folder: Path,
        *,
        words: Sequence[str],
        passphrase: str | None = None,
        use_keyring: bool = True,
        cost: Cost = MODERATE,
        keyring_answer_s: float = KEYRING_ANSWER_S,
        account_seed: bytes = b"",
    ) -> Self:
        """Keep `words` and fresh account and node keys in `folder`; an empty passphrase is none.

        Without a passphrase the system's keyring protects them if it answers, else a 0600 key file:
        `protection` tells which, and the caller tells the person. A node key already there is kept.

        Args:
            account_seed: this computer's account key, drawn elsewhere; only the example commune's are.

        Raises:
            VaultError: "exists", "bad-words", "memory" (not enough for the passphrase), "corrupt" (the
                node key that was there).
            OSError: the disk refuses; nothing to open was left.
        """
        contents = _Contents(
            account=Seed(account_seed or random_bytes(SEED_BYTES)),
            devices={},
            words=check_words(words),
            backup_done=False,
        )
        make_private_folder(folder)
        if has_vault(folder):
            raise VaultError("exists", "this home already holds keys")
        node_seed = _load_or_make_node_seed(folder)
        protection, wrapping_key = new_protection(
            folder, passphrase, use_keyring=use_keyring, cost=cost, answer_s=keyring_answer_s
        )
        data_key = random_bytes(SecretBox.KEY_SIZE)
        _write_vault(folder, contents, protection, wrapping_key, data_key)
        return cls(
            folder,
            contents=contents,
            node_seed=node_seed,
            protection=protection,
            wrapping_key=wrapping_key,
            data_key=data_key,
            keyring_answer_s=keyring_answer_s,
        )

    @classmethod
    def open(
        cls, folder: Path, *, passphrase: str | None = None, keyring_answer_s: float = KEYRING_ANSWER_S
    ) -> Self:
        """Open the keys in `folder`; what other users could read there is closed to them, and said.

        Raises:
            VaultError: "missing", "locked" (it needs a passphrase), "wrong-passphrase", "keyring" (it does
                not answer, or has not the key), "corrupt", "memory".
        """
        read = _read_vault(folder)
        protection, node_seed = read[0], load_node_seed(folder)
        wrapping_key = find_wrapping_key(folder, protection, passphrase, keyring_answer_s)
        data_key, contents = _unseal(read, wrapping_key)
        for path in (folder / VAULT_FILE, folder / NODE_FILE, key_file(folder, protection)):
            if path.exists() and close_private_file(path):
                _log.warning("%s could be read by other users of this computer; now closed", path.name)
        return cls(
            folder,
            contents=contents,
            node_seed=node_seed,
            protection=protection,
            wrapping_key=wrapping_key,
            data_key=data_key,
            keyring_answer_s=keyring_answer_s,
        )

    @property
    def protection(self) -> ProtectionName:
        """Of `file`, the person is warned plainly: whoever reads their files has the keys."""
        return self._protection.name

    @property
    def account_seed(self) -> bytes:
        """This computer's account key."""
        return self._contents.account

    @property
    def node_seed(self) -> bytes:
        """This computer's network and vote key."""
        return self._node_seed

    @property
    def backup_done(self) -> bool:
        """The person confirmed that the words are on paper; they are no longer here."""
        return self._contents.backup_done

    def words(self) -> tuple[str, ...] | None:
        """The 24 words, until the backup was confirmed."""
        return self._contents.words

    def paper_seed(self) -> bytes | None:
        """The paper key, until the backup was confirmed. 2 ms: it is derived anew each time."""
        words = self._contents.words
        return None if words is None else derive_paper_key(words)

    def confirm_backup(self) -> None:
        """The words are on paper: erase them from this computer."""
        with self._writing:
            self._save(replace(self._contents, words=None, backup_done=True))

    def set_passphrase(self, new: str | None, *, use_keyring: bool = True, cost: Cost = MODERATE) -> None:
        """Protect the keys by a passphrase, or (None, or empty) by the keyring or a key file again.

        Raises:
            VaultError: "memory". The keys stay as they were protected.
            OSError: the disk refuses; the keys open as before or as asked.
        """
        with self._writing:
            old = self._protection
            protection, wrapping_key = new_protection(
                self._folder, new, use_keyring=use_keyring, cost=cost, answer_s=self._keyring_answer_s
            )
            data_key = random_bytes(SecretBox.KEY_SIZE)
            # If this fails, both wrapping keys stay: the disk may hold the old vault or the new one.
            _write_vault(self._folder, self._contents, protection, wrapping_key, data_key)
            self._protection, self._wrapping_key, self._data_key = protection, wrapping_key, data_key
            forget_wrapping_key(old, self._keyring_answer_s)
            remove_other_key_files(self._folder, protection)

    def new_device_key(self, name: str, seed: bytes = b"") -> bytes:
        """Make and keep the key of a device (a meter); its public key.

        Args:
            seed: the key, drawn elsewhere; only the example commune's are.

        Raises:
            VaultError: "exists", "bad-name" (not `[a-z0-9][a-z0-9._-]*` of at most 64), "too-many".
            OSError: the disk refuses; there is no such key.
        """
        if not _DEVICE_NAME.fullmatch(name):
            raise VaultError("bad-name", "a device is named by at most 64 of a-z, 0-9, dot, dash, underscore")
        with self._writing:
            devices = self._contents.devices
            if name in devices:
                raise VaultError("exists", f"{name} already has a key")
            if len(devices) >= DEVICES_MAX:
                raise VaultError("too-many", f"at most {DEVICES_MAX} devices")
            seed = seed or random_bytes(SEED_BYTES)
            self._save(replace(self._contents, devices={**devices, name: seed}))
        return public_key(seed)

    def adopt_devices(self, devices: Mapping[str, bytes]) -> None:
        """Keep keys of devices made on another computer of this person; those of the same name here stay.

        Raises:
            VaultError: "bad-name", "too-many".
            OSError: the disk refuses; none was kept.
        """
        if not all(
            _DEVICE_NAME.fullmatch(name) and len(seed) == SEED_BYTES for name, seed in devices.items()
        ):
            raise VaultError("bad-name", "a device has a name and a key of 32 bytes")
        with self._writing:
            together = {**devices, **self._contents.devices}
            if len(together) > DEVICES_MAX:
                raise VaultError("too-many", f"at most {DEVICES_MAX} devices")
            self._save(replace(self._contents, devices=together))

    def device_seed(self, name: str) -> bytes:
        """The key of a device.

        Raises:
            VaultError: "missing".
        """
        seed = self._contents.devices.get(name)
        if seed is None:
            raise VaultError("missing", "no such device")
        return seed

    def device_names(self) -> tuple[str, ...]:
        """The devices that have a key here, ascending."""
        return tuple(sorted(self._contents.devices))

    def _save(self, contents: _Contents) -> None:
        _write_vault(self._folder, contents, self._protection, self._wrapping_key, self._data_key)
        self._contents = contents

    def __repr__(self) -> str:
        return f"<Vault protection={self.protection} backup_done={self.backup_done}>"

    def __reduce__(self) -> NoReturn:
        raise TypeError("keys are neither copied nor sent")


@dataclass(frozen=True, slots=True, kw_only=True)
class KeysHealth:
    """How keys at rest are, without them."""

    protection: ProtectionName
    backup_done: bool | None
    """None: only their passphrase, which nobody was asked for, would tell."""


def look_at_keys(folder: Path, *, keyring_answer_s: float = KEYRING_ANSWER_S) -> KeysHealth:
    """Open the keys in `folder` as far as no passphrase is needed, and forget them; nothing is changed.

    Raises:
        VaultError: "missing", "keyring", "corrupt".
        OSError: the disk refuses.
    """
    read = _read_vault(folder)
    protection = read[0]
    if protection.name == "passphrase":
        return KeysHealth(protection=protection.name, backup_done=None)
    contents = _unseal(read, find_wrapping_key(folder, protection, None, keyring_answer_s))[1]
    return KeysHealth(protection=protection.name, backup_done=contents.backup_done)


def has_vault(folder: Path) -> bool:
    """Whether `folder` holds an account's keys."""
    return (folder / VAULT_FILE).exists()


def load_node_seed(folder: Path) -> bytes:
    """The node key of a home, readable while its account is locked.

    Raises:
        VaultError: "missing", "corrupt".
    """
    document = _read_json(folder / NODE_FILE)
    seed = hex_field(document, "seed", SEED_BYTES)
    # One flipped bit would be another node: its own public key is the check.
    if public_key(seed) != hex_field(document, "public", SEED_BYTES):
        raise VaultError("corrupt", f"{NODE_FILE} is damaged")
    return seed


def _load_or_make_node_seed(folder: Path) -> bytes:
    try:
        return load_node_seed(folder)
    except VaultError as error:
        if error.code != "missing":
            raise
    seed = random_bytes(SEED_BYTES)
    keep_node_seed(folder, seed)
    return seed


def keep_node_seed(folder: Path, seed: bytes) -> None:
    """Write the node key of a home that has none yet."""
    document = {"seed": seed.hex(), "public": public_key(seed).hex()}
    write_private_file(folder / NODE_FILE, _to_json(document))


# ── Files: hostile until checked ──────────────────────────────────────────────────────────────────


def _write_vault(
    folder: Path, contents: _Contents, protection: Protection, wrapping_key: bytes, data_key: bytes
) -> None:
    inside = {
        "account": contents.account.hex(),
        "devices": {name: seed.hex() for name, seed in contents.devices.items()},
        "words": list(contents.words or ()),
        "backup_done": contents.backup_done,
    }
    vault = {
        "version": VERSION,
        "protection": protection.name,
        "id": protection.id,
        "salt": protection.salt.hex(),
        "operations": protection.cost.operations,
        "memory": protection.cost.memory_bytes,
        "wrapped": bytes(SecretBox(wrapping_key).encrypt(data_key)).hex(),
        "sealed": bytes(SecretBox(data_key).encrypt(_to_json(inside))).hex(),
    }
    write_private_file(folder / VAULT_FILE, _to_json({"vault": vault, "sum": _sum(vault)}))


def _read_vault(folder: Path) -> tuple[Protection, bytes, bytes]:
    """(protection, wrapped, sealed) of a whole file of ours."""
    document = _read_json(folder / VAULT_FILE)
    vault = document.get("vault")
    if not isinstance(vault, dict):
        raise damaged("vault")
    vault = cast("dict[str, Any]", vault)
    try:
        whole = document.get("sum") == _sum(vault)
    except RecursionError:
        whole = False
    if not whole:
        raise damaged("sum")
    if int_field(vault, "version", 1, 1 << 30) != VERSION:
        raise VaultError("corrupt", "these keys were written by another version of Voisinage")
    name, identifier = vault.get("protection"), vault.get("id")
    if name not in ("keyring", "file", "passphrase"):
        raise damaged("protection")
    if not isinstance(identifier, str) or not _ID.fullmatch(identifier):
        raise damaged("id")
    protection = Protection(name=name, id=identifier)
    if name == "passphrase":
        cost = Cost(
            operations=int_field(vault, "operations", argon2id.OPSLIMIT_MIN, COST_MAX.operations),
            memory_bytes=int_field(vault, "memory", argon2id.MEMLIMIT_MIN, COST_MAX.memory_bytes),
        )
        protection = replace(protection, salt=hex_field(vault, "salt", argon2id.SALTBYTES), cost=cost)
    overhead = SecretBox.NONCE_SIZE + SecretBox.MACBYTES
    wrapped = hex_field(vault, "wrapped", overhead + SecretBox.KEY_SIZE)
    sealed = hex_field(vault, "sealed", None)
    if len(sealed) < overhead:
        raise damaged("sealed")
    return protection, wrapped, sealed


def _unseal(read: tuple[Protection, bytes, bytes], wrapping_key: bytes) -> tuple[bytes, _Contents]:
    """(data key, what it opens) of a vault's file."""
    protection, wrapped, sealed = read
    try:
        data_key = SecretBox(wrapping_key).decrypt(wrapped)
    except CryptoError:
        raise refused(protection.name) from None
    try:
        return data_key, _read_contents(SecretBox(data_key).decrypt(sealed))
    except CryptoError:
        raise VaultError("corrupt", "the keys do not open with their own key") from None


def _read_contents(content: bytes) -> _Contents:
    """What we sealed ourselves; a later version may have sealed it otherwise."""
    inside = _from_json(content, "sealed")
    devices, words, done = inside.get("devices"), inside.get("words"), inside.get("backup_done")
    if not isinstance(devices, dict) or not isinstance(words, list) or not isinstance(done, bool):
        raise damaged("sealed")
    seeds = cast("dict[str, Any]", devices)
    written = cast("list[Any]", words)
    if not all(isinstance(word, str) for word in written):
        raise damaged("sealed")
    return _Contents(
        account=Seed(hex_field(inside, "account", SEED_BYTES)),
        devices={name: hex_field(seeds, name, SEED_BYTES) for name in seeds},
        words=check_words(cast("list[str]", written)) if written else None,
        backup_done=done,
    )


def _sum(vault: Mapping[str, object]) -> str:
    return blake2b(_to_json(vault), digest_size=16, person=b"vsng-vault").hexdigest()


def _to_json(document: Mapping[str, object]) -> bytes:
    return json.dumps(document, sort_keys=True, separators=(",", ":")).encode("ascii")


def _read_json(path: Path) -> dict[str, Any]:
    return _from_json(read_bytes(path), path.name)


def _from_json(content: bytes, name: str) -> dict[str, Any]:
    try:
        document: object = json.loads(content)
    except (ValueError, RecursionError):
        raise damaged(name) from None
    if not isinstance(document, dict):
        raise damaged(name)
    return cast("dict[str, Any]", document)
