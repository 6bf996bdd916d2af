# SPDX-License-Identifier: AGPL-3.0-or-later
"""What can be wrong with what came from outside, and the reasons for which a sealed event has no effect.

    LedgerError ── Unacceptable ── Malformed, BadSignature, BadSeal …   blames the sender of the bytes
                ├─ StoreError …                                         this computer's disk
                └─ Diverged, RulesUnknown                               nobody: stop here, and say so

Who catches `Unacceptable` lets the others pass. Our own bugs are assertions.
"""

from __future__ import annotations

from enum import StrEnum


class LedgerError(Exception):
    """Something that came from outside was refused; `code` is stable, for tests and for words on screen."""

    code = "ledger"


class Unacceptable(LedgerError):
    """What a peer, a file or a person gave cannot be taken: its giver is to blame, if anybody is."""


class Malformed(Unacceptable):
    """Bytes that no honest implementation writes."""

    code = "malformed"


class BadSignature(Unacceptable):
    """A signature or proof of possession that does not verify."""

    code = "bad-signature"


class NotConnected(Unacceptable):
    """A parent of this event is not held; `missing` names what to ask for."""

    code = "not-connected"

    def __init__(self, message: str, missing: tuple[bytes, ...] = ()) -> None:
        super().__init__(message)
        self.missing = missing


class NotAdmissible(Unacceptable):
    """Well-formed, but this commune cannot store it (unknown key, wrong commune, a third sibling)."""

    code = "not-admissible"


class BadSeal(Unacceptable):
    """A seal or certificate that does not continue our chain."""

    code = "bad-seal"


class UnknownList(BadSeal):
    """A seal of a light chain that another list of witnesses certified, or that names one not shown."""

    code = "unknown-list"


class BadReceipt(Unacceptable):
    """A receipt that does not show what it says; `why` is `other` or `cut` when it is no whole file."""

    code = "bad-receipt"

    def __init__(self, message: str, *, why: str = "") -> None:
        super().__init__(message)
        self.why = why


class NotFinal(Unacceptable):
    """No seal certifies this yet: it comes with the next one."""

    code = "not-final"


class Diverged(LedgerError):
    """A certified seal states results that our own execution does not give: stop and show, never guess."""

    code = "diverged"


class RulesUnknown(LedgerError):
    """A later program alone has the rules of the next height: nobody is to blame, nothing is judged."""

    code = "update-needed"


class RecoveryRefused(Unacceptable):
    """A recovery that does not hold here; `why` says which check failed, for words on screen."""

    code = "recovery-refused"

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


class StoreError(LedgerError):
    """The file on this computer cannot be used; nothing was changed."""

    code = "store"
    passes = True
    """Room on the disk, or another try, may mend it."""


class StoreDamaged(StoreError):
    """What the file holds is not what was written: no room and no second try mends it."""

    code = "store-damaged"
    passes = False


class StoreNewer(StoreError):
    """A later version of the program wrote this file."""

    code = "store-newer"
    passes = False


class StoreClosed(StoreError):
    """This computer does not let us open the file, or write where it lies."""

    code = "home-unwritable"


class StoreOlder(StoreError):
    """Only its writer brings this file up to date: an earlier version's, or left by a death amid a write."""

    code = "store-older"
    passes = False


class VoteLost(StoreError):
    """This witness signed something else at this place, or no longer knows what: it must not sign again."""

    code = "vote-lost"
    passes = False


class Reason(StrEnum):
    """Why a sealed event is void. The value is part of the results root: never change one."""

    MALFORMED = "malformed"
    UNKNOWN = "unknown"
    FORK = "fork"
    KNOWN_KEY = "known key"
    UNKNOWN_KEY = "unknown key"
    REVOKED = "revoked"
    PAPER_KEY = "paper key"
    OTHER_CHAIN = "other chain"
    TOO_OLD = "too old"
    OVERFLOW = "overflow"
    NOT_ALLOWED = "not allowed"
    NO_SUCH = "no such object"
    BALANCE = "balance"
    FLOOR = "floor"
    PURPOSE = "purpose"
    SELF = "self"
    EXPIRED = "expired"
    ALREADY_USED = "already used"
    KNOWN_NODE = "known node"
    QUOTA = "quota"
    GUARANTEED = "guaranteed"
    LIMIT = "limit"
    ALREADY_COUNTED = "already counted"
    OVERLAP = "overlap"
    METER_WAITS = "meter waits"
    BOUNDS = "bounds"
    TOO_EARLY = "too early"
    BAD_PROOF = "bad proof"
    ALREADY_DONE = "already done"
    WRONG_STATE = "wrong state"
    PARITY_CHANGED = "parity changed"
    STOCK = "stock"
    CLOSED = "closed"
    SHARES = "shares"
    LOCKED = "locked"
    GONE = "gone"
    SUCCESSOR = "successor"


class Refused(Exception):
    """Raised by a rule: the event is void for this reason. Not an error of the program nor of the sender."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(reason.value)
        self.reason = reason
