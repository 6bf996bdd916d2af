# SPDX-License-Identifier: AGPL-3.0-or-later
"""Recovery at work: signatures are gathered, a whole recovery is followed, a living old epoch stops us.

    neighbour or file ── recovery ──> judged on our state ── enough signatures ──> followed: a new epoch
                                              └── too few: kept, passed on
    seal of the old epoch above what we promised or followed ──> kept as evidence; we stop, the owner decides

The law: nothing is followed that does not hold on our own state, and nobody signs by itself.
Source: docs/protocol.md section 4.9.
"""

from __future__ import annotations

import logging
from collections.abc import Collection, Sequence
from dataclasses import replace
from typing import Final, Protocol

from ledger import limits
from ledger.encoding import encode
from ledger.errors import BadSeal, RecoveryRefused, StoreError, Unacceptable
from ledger.recovery import (
    Recovery,
    Statement,
    add_signatures,
    check_place,
    check_recovery,
    check_signatures,
    decode_recovery,
    encode_recovery,
    is_complete,
    list_active,
    list_signed_accounts,
    sign_statement,
)
from ledger.replica import Replica
from ledger.seal import Seal, check_certificate, compute_quorum, decode_certificate
from ledger.signing import public_key
from ledger.state import KEYS, Witness, get_chain, get_witnesses
from ledger.units import AccountId, Key, NodeKey
from p2p.budgets import Offence
from p2p.open_recoveries import AGAIN_MS, Gathered, OpenRecoveries

log = logging.getLogger(__name__)

OLD_EPOCH: Final = "old-epoch"
"""We promised or followed a recovery, and the old epoch goes on above it."""
BELOW: Final = "recovered-below"
"""Others followed a recovery that names a seal below ours."""
TWO_RECOVERIES: Final = "two-recoveries"
EVIDENCE_SEAL: Final = "old-epoch-seal"
EVIDENCE_RECOVERY: Final = "other-recovery"
_BAD: Final = frozenset({"bad-signature", "unknown-key", "paper-key", "twice", "wrong-commune"})
"""What no honest node passes on."""


class Teller(Protocol):
    """A session that a recovery came from or goes to."""

    peer: NodeKey

    def tell_recovery(self, encoded: bytes) -> None: ...
    def show_seal(self, height: int) -> None: ...


class Binder(Protocol):
    """This computer as a witness."""

    def enter_epoch(self) -> None: ...
    def bind(self, is_bound: bool) -> None: ...
    @property
    def promise(self) -> bytes: ...
    def keep_promise(self, row: bytes) -> None: ...


class RecoveringNode(Protocol):
    """What recovering needs of the node."""

    replica: Replica
    stopped_because: str

    @property
    def witness(self) -> Binder: ...
    @property
    def node_key(self) -> NodeKey: ...
    def get_sessions(self) -> Sequence[Teller]: ...
    def now_ms(self) -> int: ...
    def get_online(self) -> Collection[NodeKey]: ...
    def get_peer_heights(self) -> dict[NodeKey, int]: ...
    def offend(self, peer: NodeKey, offence: Offence, detail: str) -> bool: ...
    def fail_disk(self, error: StoreError) -> None: ...
    def stop(self, code: str) -> None: ...
    def go_on_after(self, code: str) -> None: ...
    def note(self, topic: str) -> None: ...


class Recovering:
    """See the module."""

    def __init__(self, node: RecoveringNode) -> None:
        self._node = node
        self._replica = node.replica
        self.open = OpenRecoveries(node.replica.store)
        self._later: list[bytes] = []
        """Of heights we have not reached."""
        self._kept = node.witness.promise
        """What the vote file kept of a promise, until this copy holds enough to look at it."""
        if self.open.promise is not None and node.replica.is_founded:
            node.witness.bind(True)
        self._restore_promise()

    def _restore_promise(self) -> None:
        """The commune's file was put back to before its owner signed: the promise holds all the same."""
        if not self._replica.is_founded:
            return
        kept, self._kept = self._kept, b""
        if self.open.promise is None and kept:
            if self.open.restore_promise(kept, self._replica.epoch):
                log.warning("a promise of this home was taken back from its vote file")
                self._node.witness.bind(True)
            else:
                self._node.witness.keep_promise(b"")
        self._forget_begun()

    # --- what comes -----------------------------------------------------------------------------------------

    def take(self, encoded: bytes, source: Teller | None) -> None:
        """A recovery of a neighbour, whole or not; whatever it is, this never raises."""
        if not self._replica.is_founded or self._node.stopped_because:
            return
        try:
            self._take(decode_recovery(encoded), encoded, source)
        except StoreError as error:
            self._node.fail_disk(error)
        except RecoveryRefused as error:
            log.info("recovery refused: %s", error)
            if source is not None and error.why in _BAD:
                self._node.offend(source.peer, Offence.BAD_SIGNATURE, f"recovery: {error}")
        except Unacceptable as error:
            if source is not None:
                self._node.offend(source.peer, Offence.MALFORMED, f"recovery: {error}")

    def take_file(self, encoded: bytes) -> Statement:
        """The same from a file that a person opens: told what is wrong with it.

        Raises:
            Malformed, RecoveryRefused: what `ledger.recovery` says. StoreError.
        """
        recovery = decode_recovery(encoded)
        check_place(recovery.statement, self._replica.state, self._replica.commune)
        check_signatures(recovery, self._replica.state)
        self._take(recovery, encoded, None)
        return recovery.statement

    def _take(self, recovery: Recovery, encoded: bytes, source: Teller | None) -> None:
        statement, chain = recovery.statement, get_chain(self._replica.state)
        if statement.commune != self._replica.commune:
            raise RecoveryRefused("wrong-commune")
        if statement.epoch == chain.epoch:
            self._compare(recovery)
        elif statement.epoch != chain.epoch + 1:
            return
        elif statement.height < chain.height:
            self._answer_below(recovery, encoded, source)
        elif statement.height > chain.height:
            if encoded not in self._later:
                self._later = [*self._later, encoded][-limits.RECOVERIES_OPEN_MAX :]
        else:
            self._gather(recovery, source)

    def _gather(self, recovery: Recovery, source: Teller | None) -> None:
        state, commune = self._replica.state, self._replica.commune
        statement = recovery.statement
        check_place(statement, state, commune)
        held = self.open.get(statement.id)
        known = frozenset(() if held is None else held.recovery.signatures)
        fresh = [signed for signed in recovery.signatures if signed not in known]
        accounts = check_signatures(replace(recovery, signatures=tuple(fresh)), state)
        if _is_whole(recovery, self._replica):
            self._follow(recovery, source)
            return
        seen = {} if held is None else dict(held.seen_ms)
        merged = Recovery(statement=statement, signatures=()) if held is None else held.recovery
        for signed, account in zip(fresh, accounts, strict=True):
            if account not in seen and not self._signed_lately(account, statement):
                seen[account] = self._node.now_ms()
                merged = add_signatures(merged, [signed])
        if held is not None and merged == held.recovery:
            return
        if not merged.signatures or (held is None and not self._make_room(len(merged.signatures))):
            return
        self.open.put(Gathered(recovery=merged, seen_ms=seen))
        if is_complete(merged, state):
            self._follow(merged, source)
            return
        self._tell(merged, source)
        self._node.note("seal")

    def _signed_lately(self, account: AccountId, statement: Statement) -> bool:
        other = self.open.find_other(account, statement)
        if other is None:
            return False
        return self._node.now_ms() - other.seen_ms[account] < AGAIN_MS

    def _make_room(self, signatures: int) -> bool:
        """Whether one more statement with so many signatures finds a place: that of the least signed."""
        rows = self.open.list()
        if len(rows) < limits.RECOVERIES_OPEN_MAX:
            return True
        promise = self.open.promise
        least = rows[-1]
        if promise is not None and least.statement.id == promise.statement_id:
            least = rows[-2]
        if len(least.recovery.signatures) >= signatures:
            return False
        self.open.remove(least.statement.id)
        return True

    def _follow(self, recovery: Recovery, source: Teller | None) -> None:
        self._replica.adopt_recovery(recovery)
        log.warning("followed a recovery: epoch %d above %d", self._replica.epoch, self._replica.height)
        self._forget_begun()
        self._node.witness.bind(False)
        self._node.witness.enter_epoch()
        self._tell(recovery, source)
        self._node.note("seal")

    def _forget_begun(self) -> None:
        """What is open or promised for an epoch that has begun, or for a height that was passed, ends.

        Also at a start: the computer may have died between following a recovery and this.
        """
        replica, promise = self._replica, self.open.promise
        for gathered in self.open.list():
            statement = gathered.statement
            if statement.epoch <= replica.epoch or statement.height < replica.height:
                self.open.remove(statement.id)
        if promise is not None and promise.epoch <= replica.epoch:
            self._node.witness.keep_promise(b"")
            self.open.end_promise()
            # Only when it ends: whoever is told, bound or not, begins its votes anew.
            self._node.witness.bind(False)

    def _compare(self, recovery: Recovery) -> None:
        """Another recovery of the epoch we are in: before its first seal both are shown, and we stop."""
        begins = self._replica.begins
        if begins is None or begins.recovery.statement.id == recovery.statement.id:
            return
        check_recovery(recovery, self._replica.sealed_state, self._replica.commune)
        self._replica.store.set_meta(EVIDENCE_RECOVERY, encode_recovery(recovery))
        self._node.stop(TWO_RECOVERIES)

    def _answer_below(self, recovery: Recovery, encoded: bytes, source: Teller | None) -> None:
        """It names a seal below ours: show the one above it. If two thirds signed it all the same, stop."""
        replica, statement = self._replica, recovery.statement
        base = replica.get_seal_id(statement.height) or replica.commune
        if base != statement.seal_id:
            return
        if source is not None:
            source.show_seal(statement.height + 1)
        check_signatures(recovery, replica.state)
        if is_complete(recovery, replica.state):
            replica.store.set_meta(EVIDENCE_RECOVERY, encoded)
            self._node.stop(BELOW)

    # --- seals ----------------------------------------------------------------------------------------------

    def on_height(self) -> None:
        """A height was applied: what names another is open no more, what waited for it is judged now."""
        try:
            self._restore_promise()
        except StoreError as error:
            self._node.fail_disk(error)
        later, self._later = self._later, []
        for encoded in later:
            self.take(encoded, None)

    def meet(self, seal: Seal, proof: bytes) -> bool:
        """Whether a seal is of another epoch than what we can follow, and all was done about it.

        Raises:
            LedgerError: nobody certified it. StoreError.
        """
        replica = self._replica
        if seal.epoch > replica.epoch:
            return True  # its recovery is not here yet
        if seal.epoch == replica.epoch:
            promise = self.open.promise
            is_barred = (
                promise is not None
                and promise.epoch == replica.epoch + 1
                and promise.height + 1 == seal.height
            )
            if not is_barred:
                return False
            self._stop_at(seal, proof, replica.tip_id, get_witnesses(replica.state))
            return True
        found = replica.epochs.find(seal.epoch + 1)
        if found is None:
            return replica.base is not None  # what that epoch was is not here yet
        if seal.height < found[0]:
            return False
        first, start = found
        if seal.height == first:
            self._stop_at(seal, proof, start.recovery.statement.seal_id, start.replaced)
        return True

    def _stop_at(self, seal: Seal, proof: bytes, previous: bytes, witnesses: Sequence[Witness]) -> None:
        if seal.previous != previous:
            raise BadSeal("of another chain")
        check_certificate(seal, decode_certificate(proof), witnesses, self._replica.commune)
        self._replica.store.set_meta(EVIDENCE_SEAL, encode([seal.encoded, proof]))
        if self.open.stays_in <= seal.epoch:
            self._node.stop(OLD_EPOCH)

    # --- what goes ------------------------------------------------------------------------------------------

    def _tell(self, recovery: Recovery, source: Teller | None) -> None:
        """Tell every neighbour but the one it came from."""
        encoded = encode_recovery(recovery)
        for session in self._node.get_sessions():
            if source is None or session.peer != source.peer:
                session.tell_recovery(encoded)

    def greet(self, session: Teller, height: int) -> None:
        """Tell a neighbour at our height of the recovery we stand on, or of those being signed."""
        if not self._replica.is_founded or height != self._replica.height:
            return
        begins = self._replica.begins
        recoveries = [row.recovery for row in self.open.list()] if begins is None else [begins.recovery]
        for recovery in recoveries:
            session.tell_recovery(encode_recovery(recovery))

    # --- what the owner says --------------------------------------------------------------------------------

    def count_online(self) -> int:
        """How many witnesses of the list in force are online, this computer included."""
        online = {self._node.node_key, *self._node.get_online()}
        return sum(witness.node in online for witness in get_witnesses(self._replica.state))

    def find_obstacle(self, statement: Statement, seed: bytes) -> str:
        """Why this account may not sign a statement now; empty when it may.

        Returns:
            stopped, alive (a quorum of witnesses is online), neighbour-higher, the `why` of a statement that
            does not hold here, inactive, paper-key, revoked, unknown-key, signed-already, signed-another.
        """
        node, state = self._node, self._replica.state
        if node.stopped_because:
            return "stopped"
        if self.count_online() >= compute_quorum(len(get_witnesses(state))):
            return "alive"
        if any(height > self._replica.height for height in node.get_peer_heights().values()):
            return "neighbour-higher"
        row = state.get(KEYS, Key(public_key(seed)))
        if row is None or not row.account:
            return "unknown-key"
        if row.account == public_key(seed):
            return "paper-key"
        try:
            check_place(statement, state, self._replica.commune)
        except RecoveryRefused as error:
            return error.why
        if row.revoked_ms:
            return "revoked"
        if row.account not in list_active(state):
            return "inactive"
        held = self.open.get(statement.id)
        if held is not None and row.account in held.seen_ms:
            return "signed-already"
        promise = self.open.promise
        has_promised = (
            promise is not None
            and promise.epoch == statement.epoch
            and promise.statement_id != statement.id
            and not promise.may_end(node.now_ms())
        )
        return "signed-another" if has_promised or self._signed_lately(row.account, statement) else ""

    def sign(self, statement: Statement, seed: bytes) -> None:
        """Promise, then sign, then tell.

        Raises:
            RecoveryRefused: `find_obstacle`. StoreError: nothing was signed.
        """
        obstacle = self.find_obstacle(statement, seed)
        if obstacle:
            raise RecoveryRefused(obstacle)
        witness = self._node.witness
        promise = self.open.make_promise(statement, self._node.now_ms())
        witness.bind(True)
        try:
            witness.keep_promise(promise.encoded)
        except StoreError:
            self.open.end_promise()
            witness.bind(False)
            raise
        signature = (Key(public_key(seed)), sign_statement(seed, statement))
        self._gather(Recovery(statement=statement, signatures=(signature,)), None)

    def withdraw(self) -> None:
        """Follow the old epoch again, a week after having signed.

        Raises:
            RecoveryRefused: nothing-promised, too-early. StoreError.
        """
        promise = self.open.promise
        if promise is None:
            raise RecoveryRefused("nothing-promised")
        if not promise.may_end(self._node.now_ms()):
            raise RecoveryRefused("too-early")
        self._node.witness.keep_promise(b"")
        self.open.end_promise()
        self._node.witness.bind(False)
        self._node.go_on_after(OLD_EPOCH)

    def stay(self) -> None:
        """Go on with the recovery whatever lives on of the epoch before it.

        Raises:
            RecoveryRefused: nothing-to-stay-with. StoreError.
        """
        if not self._replica.epoch:
            raise RecoveryRefused("nothing-to-stay-with")
        self.open.stay(self._replica.epoch)
        self._node.go_on_after(OLD_EPOCH)


def _is_whole(recovery: Recovery, replica: Replica) -> bool:
    """Whether what came holds by itself, whatever we would gather: a recovery is nobody's policy."""
    if not is_complete(recovery, replica.state):
        return False
    accounts = list_signed_accounts(recovery.signatures, replica.state)
    return len(set(accounts)) == len(accounts)
