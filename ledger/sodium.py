# SPDX-License-Identifier: AGPL-3.0-or-later
"""Many signatures by libsodium alone, for a process that is started while somebody waits.

`ledger.signing` in every other place: it loads PyNaCl's functions, which takes five times as long as this.
The law: a verdict is libsodium's, by the same function (`crypto_sign_open`) as there.
"""

from __future__ import annotations

TYPE_CHECKING = False  # true for what checks types; the module `typing` alone would double the start
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

KEY_BYTES = 32
SIGNATURE_BYTES = 64
CONTENT_BYTES = 32
RECORD_BYTES = KEY_BYTES + SIGNATURE_BYTES + CONTENT_BYTES
_CONTENT_AT = KEY_BYTES + SIGNATURE_BYTES


def list_files() -> tuple[str, str]:
    """Files in the folders where an interpreter that looks nowhere by itself finds libsodium's binding."""
    import _cffi_backend
    import nacl

    return str(nacl.__path__[0]), str(_cffi_backend.__file__)


def make_check(prefix: bytes) -> Callable[[bytes], bytes]:
    """What gives a byte a record: 1 if its signature of `prefix` and content by its key holds.

    Args:
        prefix: of the domain (`signing.Domain`), for all records there will be.
    """
    import nacl._sodium as binding

    sodium: Any = binding
    ffi, lib = sodium.ffi, sodium.lib
    if lib.sodium_init() < 0:
        raise RuntimeError("libsodium does not start")
    size = SIGNATURE_BYTES + len(prefix) + CONTENT_BYTES
    room, length = ffi.new("unsigned char[]", size), ffi.new("unsigned long long *")
    opens = lib.crypto_sign_open

    def check(records: bytes) -> bytes:
        held = bytearray()
        for at in range(0, len(records), RECORD_BYTES):
            content_at = at + _CONTENT_AT
            key = records[at : at + KEY_BYTES]
            signed = records[at + KEY_BYTES : content_at] + prefix + records[content_at : at + RECORD_BYTES]
            held.append(opens(room, length, signed, size, key) == 0)
        return bytes(held)

    return check
