# SPDX-License-Identifier: AGPL-3.0-or-later
"""What opens a vault: a key held by the system's keyring, by a 0600 file, or by a passphrase.

It makes that key, finds it again and forgets it; what the key opens is `vault.py`'s business.

Law: a key is kept where its `Protection` says before anyone relies on it, under an id used only once, so
that no change of protection overwrites what the present one needs. Foreign code (a keyring) has a deadline.

Source: docs/adr/0009-keys-at-rest.md; https://doc.libsodium.org/password_hashing
"""

from __future__ import annotations

import queue
import threading
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, Literal, Protocol, cast

from nacl.exceptions import CryptoError
from nacl.public import SealedBox
from nacl.pwhash import argon2id
from nacl.secret import SecretBox
from nacl.signing import SigningKey, VerifyKey
from nacl.utils import random as random_bytes

from app.logging import get_logger
from app.paths import write_private_file
from app.words import VaultError

ProtectionName = Literal["keyring", "file", "passphrase"]

FILE_BYTES_MAX: Final = 1_048_576
KEYRING_SERVICE: Final = "voisinage"
KEYRING_ANSWER_S: Final = 20.0
"""A keyring may ask its person to unlock it, or hang for ever: after this, it did not answer."""
KEYRING_PRIORITY_MIN: Final = 1
"""keyring's own word for "recommended": below are its plain-text and do-nothing back ends."""

_log: Final = get_logger("vault")


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    """What one guess of a passphrase costs: argon2id passes over so many bytes."""

    operations: int
    memory_bytes: int


MODERATE: Final = Cost(operations=argon2id.OPSLIMIT_MODERATE, memory_bytes=argon2id.MEMLIMIT_MODERATE)
"""libsodium's middle setting: 256 MiB, well under a second on a computer of today."""
COST_MAX: Final = Cost(operations=16, memory_bytes=1 << 30)
"""A damaged or hostile file cannot ask for more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Protection:
    """What the wrapping key is found by; written in clear in the file."""

    name: ProtectionName
    id: str
    salt: bytes = b""
    cost: Cost = Cost(operations=0, memory_bytes=0)


class _Keyring(Protocol):
    def get_password(self, service: str, username: str) -> str | None: ...
    def set_password(self, service: str, username: str, password: str) -> None: ...
    def delete_password(self, service: str, username: str) -> None: ...


def new_protection(
    folder: Path, passphrase: str | None, *, use_keyring: bool, cost: Cost, answer_s: float
) -> tuple[Protection, bytes]:
    """A protection never used before and its key, kept where it says before this returns.

    Raises:
        VaultError: "memory".
        OSError: the disk refuses the key file.
    """
    identifier = random_bytes(16).hex()
    if passphrase:
        salt = random_bytes(argon2id.SALTBYTES)
        protection = Protection(name="passphrase", id=identifier, salt=salt, cost=cost)
        return protection, _stretch(passphrase, protection)
    key = random_bytes(SecretBox.KEY_SIZE)
    if use_keyring:
        try:
            _keep_in_keyring(identifier, key, answer_s)
        except VaultError as error:
            _log.warning("the keys will be protected by a file: %s", error)
        else:
            return Protection(name="keyring", id=identifier), key
    protection = Protection(name="file", id=identifier)
    write_private_file(key_file(folder, protection), key.hex().encode("ascii") + b"\n")
    return protection, key


def find_wrapping_key(folder: Path, protection: Protection, passphrase: str | None, answer_s: float) -> bytes:
    """The key that `protection` keeps.

    Raises:
        VaultError: "locked", "keyring", "corrupt" (no such file), "memory".
    """
    if protection.name == "passphrase":
        if not passphrase:
            raise VaultError("locked", "the keys of this home need their passphrase")
        return _stretch(passphrase, protection)
    if protection.name == "keyring":
        text = _ask_keyring(lambda ring: ring.get_password(KEYRING_SERVICE, protection.id), answer_s)
        if text is None:
            raise VaultError("keyring", "the system's keyring does not hold this home's key")
        try:
            return hex_field({"key": text}, "key", SecretBox.KEY_SIZE)
        except VaultError:
            raise refused("keyring") from None
    try:
        content = read_bytes(key_file(folder, protection))
    except VaultError:
        raise VaultError("corrupt", "the key file of this home is missing") from None
    return hex_field({"key": content.decode("ascii", "replace").strip()}, "key", SecretBox.KEY_SIZE)


def forget_wrapping_key(protection: Protection, answer_s: float) -> None:
    """Ask the keyring to drop a key that opens nothing any more; failing to is worth a line, no error."""
    if protection.name != "keyring":
        return
    try:
        _ask_keyring(lambda ring: ring.delete_password(KEYRING_SERVICE, protection.id), answer_s)
    except VaultError as error:
        _log.warning("an old key that opens nothing any more stays in the keyring: %s", error)


def remove_other_key_files(folder: Path, present: Protection) -> None:
    """Remove the key files that open nothing any more, those of a process killed earlier included."""
    for path in [*folder.glob("*.key"), *folder.glob("*.key.tmp")]:
        if path != key_file(folder, present):
            try:
                path.unlink()
            except OSError:
                _log.warning("an old key file that opens nothing any more could not be removed")


def _stretch(passphrase: str, protection: Protection) -> bytes:
    # NFC: the same passphrase typed on another system (RFC 8265, OpaqueString).
    typed = unicodedata.normalize("NFC", passphrase).encode("utf-8", "surrogatepass")
    try:
        return argon2id.kdf(
            SecretBox.KEY_SIZE,
            typed,
            protection.salt,
            opslimit=protection.cost.operations,
            memlimit=protection.cost.memory_bytes,
        )
    except (CryptoError, MemoryError):
        raise VaultError("memory", "not enough memory to use a passphrase") from None


def _keep_in_keyring(identifier: str, key: bytes, answer_s: float) -> None:
    """Written, then read back: some back ends accept and forget."""

    def keep(ring: _Keyring) -> str | None:
        ring.set_password(KEYRING_SERVICE, identifier, key.hex())
        return ring.get_password(KEYRING_SERVICE, identifier)

    if _ask_keyring(keep, answer_s) != key.hex():
        raise VaultError("keyring", "the system's keyring does not keep what it is given")


def _ask_keyring(question: Callable[[_Keyring], str | None], answer_s: float) -> str | None:
    """Ask in a thread of its own, which is abandoned if the keyring hangs.

    Raises:
        VaultError: "keyring", with the class of what the back end raised and never its words.
    """
    answers: queue.SimpleQueue[tuple[str | None, str]] = queue.SimpleQueue()

    def ask() -> None:
        try:
            import keyring  # here: a tenth of a second that most commands need not spend

            ring = keyring.get_keyring()
            if ring.priority < KEYRING_PRIORITY_MIN:
                answers.put((None, "there is none"))
            else:
                answers.put((question(cast("_Keyring", ring)), ""))
        except BaseException as error:  # a back end is foreign code: whatever it raises is its answer
            answers.put((None, type(error).__name__))

    threading.Thread(target=ask, name="keyring", daemon=True).start()
    try:
        answer, refusal = answers.get(timeout=answer_s)
    except queue.Empty:
        raise VaultError("keyring", "the system's keyring did not answer in time") from None
    if refusal:
        raise VaultError("keyring", f"the system's keyring cannot be used ({refusal})")
    return answer


def refused(name: ProtectionName) -> VaultError:
    """The file is whole and its key does not open it."""
    if name == "passphrase":
        return VaultError("wrong-passphrase", "this is not the passphrase of this home")
    if name == "keyring":
        return VaultError("keyring", "the system's keyring holds another key")
    return VaultError("corrupt", "the key file is not the one of these keys")


def key_file(folder: Path, protection: Protection) -> Path:
    """Where a key protected by a file alone lies."""
    return folder / f"{protection.id}.key"


def read_bytes(path: Path) -> bytes:
    """A file of the vault, at most 1 MiB; VaultError "missing" or "corrupt"."""
    try:
        with path.open("rb") as file:
            content = file.read(FILE_BYTES_MAX + 1)
    except FileNotFoundError:
        raise VaultError("missing", f"{path.name} is not there") from None
    if len(content) > FILE_BYTES_MAX:
        raise damaged(path.name)
    return content


def hex_field(document: Mapping[str, Any], name: str, length: int | None) -> bytes:
    """Bytes written in hexadecimal, `length` of them if it is given; else VaultError "corrupt"."""
    value = document.get(name)
    try:
        decoded = bytes.fromhex(value) if isinstance(value, str) else None
    except ValueError:
        decoded = None
    if decoded is None or (length is not None and len(decoded) != length):
        raise damaged(name)
    return decoded


def int_field(document: Mapping[str, Any], name: str, lowest: int, highest: int) -> int:
    """An integer between bounds, both allowed; else VaultError "corrupt"."""
    value = document.get(name)
    if type(value) is not int or not lowest <= value <= highest:
        raise damaged(name)
    return value


def damaged(what: str) -> VaultError:
    """Something in a file is not as we write it; says where, never what stands there."""
    return VaultError("corrupt", f"the keys of this home are damaged ({what})")


# ── For the words alone ───────────────────────────────────────────────────────────────────────────


def seal_for(account: bytes, content: bytes) -> bytes:
    """`content` for whoever holds the 24 words of this account, who need not be here."""
    return SealedBox(VerifyKey(account).to_curve25519_public_key()).encrypt(content)


def open_with_paper(paper: bytes, sealed: bytes) -> bytes | None:
    """What `seal_for` sealed, with the paper key; None if it was sealed for another, or changed since."""
    try:
        return SealedBox(SigningKey(paper).to_curve25519_private_key()).decrypt(sealed)
    except (CryptoError, ValueError, TypeError):
        return None
