# SPDX-License-Identifier: AGPL-3.0-or-later
"""Whether this computer remembers all it signed as a witness, sans IO. Amnesia is equivocation.

    witness(start no. 7, signed) ───────>        each tells which of its starts this is,
    <─── remembers(start no. 9, signed)          and hears of a later one: an old copy was put back

A start is signed by the node it is of, so that a liar cannot silence others by claiming to remember.
The law: nothing is signed before enough witnesses know of no later start. Source: docs/protocol.md section 4.
"""

from __future__ import annotations

import logging

from ledger.encoding import encode
from ledger.replica import Replica
from ledger.seal import SMALL_MAX, compute_fault_tolerance, decode_certificate
from ledger.signing import Domain, public_key, sign, verify
from ledger.state import get_chain, get_witnesses
from ledger.units import EventId, NodeKey
from p2p.budgets import Offence
from p2p.machines.sealing_commands import (
    Command,
    MarkBroken,
    MarkWhole,
    OffendWitness,
    RememberBoot,
    SendTo,
)
from p2p.wire_witness import WITNESS_VERSION, Boot, Remembers, WitnessHello

log = logging.getLogger(__name__)


def boot_content(commune: EventId, node: NodeKey, counter: int, boot_id: bytes) -> bytes:
    """What a node key signs of each start, under `Domain.BOOT`: nobody else can claim a later one."""
    return encode([commune, node, counter, boot_id])


class WitnessMemory:
    """This start, what others remember of ours, what we remember of theirs."""

    def __init__(
        self,
        replica: Replica,
        *,
        node_seed: bytes,
        boot_counter: int,
        boot_id: bytes,
        broken_because: str,
        signed_up_to: tuple[int, int] = (0, 0),
    ) -> None:
        """Build it, knowing of nobody else yet.

        Args:
            broken_because: why the vote file is not whole; empty when it is.
            signed_up_to: the highest (epoch, height) at which it knows of something signed.
        """
        self.node_key = NodeKey(public_key(node_seed))
        self.broken_because = broken_because
        self.signed_up_to = signed_up_to
        self.is_bound = False
        """The owner signed a recovery: nothing more is signed in this epoch."""
        self._replica = replica
        self._seed = node_seed
        self._counter, self._boot_id = boot_counter, boot_id
        self._recalled: dict[NodeKey, Boot] = {}
        self._acknowledged: set[NodeKey] = set()
        self._later: set[tuple[int, bytes]] = set()
        """Starts of ours that others remember and this disk does not."""
        self._claims: dict[NodeKey, tuple[int, bytes]] = {}
        """Witness → the height it last told as open, and the seal before it if it named one."""
        self._silent_up_to: int | None = None
        self._broken_at = 0
        """The height that was open here when we heard of it."""

    def get_index(self) -> int | None:
        """Our place in the list of the open height, None when we are no witness of it."""
        if not self._replica.is_founded:
            return None
        keys = [witness.node for witness in get_witnesses(self._replica.state)]
        return keys.index(self.node_key) if self.node_key in keys else None

    def _others_needed(self) -> int:
        """How many other witnesses a quorum needs besides us: n − 1 − f."""
        size = len(get_witnesses(self._replica.state))
        return size - 1 - compute_fault_tolerance(size)

    def may_sign(self) -> bool:
        """Whether enough other witnesses know of no later start of ours, and our votes are whole."""
        if self.get_index() is None or self.broken_because or self.is_bound or self.is_behind():
            return False
        if self._replica.needs_update:
            return False
        listed = {witness.node for witness in get_witnesses(self._replica.state)}
        return len(self._acknowledged & listed) >= self._others_needed()

    def is_behind(self) -> bool:
        """Whether we signed at a later height: the copy of the commune was put back, our votes were not.

        Every height below that one was certified; to sign there again would only make us a liar.
        """
        if not self._replica.is_founded:
            return False
        chain = get_chain(self._replica.state)
        return (chain.epoch, chain.height + 1) < self.signed_up_to

    def make_hello(self) -> WitnessHello:
        """What a stream begins with."""
        chain = get_chain(self._replica.state)
        content = boot_content(self._replica.commune, self.node_key, self._counter, self._boot_id)
        boot = Boot(
            counter=self._counter,
            boot_id=self._boot_id,
            signature=sign(self._seed, Domain.BOOT, content),
        )
        return WitnessHello(
            commune=self._replica.commune,
            epoch=chain.epoch,
            open_height=chain.height + 1,
            previous=chain.seal_id,
            boot=boot,
        )

    def enter_epoch(self) -> list[Command]:
        """A recovery was followed: what was signed, told and forgotten in the old epoch counts no more."""
        self._acknowledged.clear()
        self._later.clear()
        self._recalled.clear()
        self._claims.clear()
        self._silent_up_to, self.is_bound = None, False
        return self._mend() if self.broken_because and self.get_index() is not None else []

    def recall(self, peer: NodeKey, boot: Boot) -> None:
        """What the driver's disk remembers of another witness."""
        self._recalled[peer] = boot

    def on_hello(self, peer: NodeKey, hello: WitnessHello) -> list[Command]:
        """Another witness says how far it is and which start this is of it."""
        if hello.version != WITNESS_VERSION or hello.commune != self._replica.commune:
            return [OffendWitness(peer=peer, offence=Offence.USELESS, detail="another version or commune")]
        boot = hello.boot
        content = boot_content(self._replica.commune, peer, boot.counter, boot.boot_id)
        if not verify(peer, Domain.BOOT, content, boot.signature):
            return [OffendWitness(peer=peer, offence=Offence.BAD_SIGNATURE, detail="boot")]
        if hello.epoch != self._replica.epoch:
            # One of us knows of no recovery yet: starts are compared within an epoch. A new stream follows.
            return []
        self._claims[peer] = (hello.open_height, hello.previous)
        recalled = self._recalled.get(peer)
        commands: list[Command] = [SendTo(peer=peer, message=Remembers(boot=recalled))]
        if recalled is None or boot.counter > recalled.counter:
            self._recalled[peer] = boot
            commands.append(RememberBoot(peer=peer, boot=boot))
        return [*commands, *self.check_whole()]

    def on_place(self, peer: NodeKey, open_height: int) -> None:
        """Another witness says how far it is, again."""
        self._claims[peer] = (open_height, b"")

    def on_remembers(self, peer: NodeKey, message: Remembers) -> list[Command]:
        """What another witness remembers of our starts."""
        boot = message.boot
        if boot is not None:
            content = boot_content(self._replica.commune, self.node_key, boot.counter, boot.boot_id)
            if not verify(self.node_key, Domain.BOOT, content, boot.signature):
                return [OffendWitness(peer=peer, offence=Offence.BAD_SIGNATURE, detail="remembered boot")]
        self._acknowledged.add(peer)
        if boot is None or boot.counter < self._counter:
            return []
        start = (boot.counter, boot.boot_id)
        if start == (self._counter, self._boot_id) or start in self._later:
            return []
        # Said once: when a seal above it was made without us, that start no longer silences this one.
        self._later.add(start)
        return self.mark_broken("older-copy", boot.counter)

    def mark_broken(self, why: str, counter: int = 0) -> list[Command]:
        """Sign nothing from now on.

        Args:
            counter: of a later start that somebody remembers; the next one is to be later still.
        """
        if self.broken_because and not counter:
            return []
        if not self.broken_because:
            log.error("this computer may have forgotten what it signed (%s): it signs nothing", why)
            self.broken_because = why
        self._silent_up_to, self._broken_at = None, get_chain(self._replica.state).height + 1
        return [MarkBroken(why=self.broken_because, counter=counter), *self.check_whole()]

    def check_whole(self) -> list[Command]:
        """With 4 or more: silent until a seal above every height that was open is made without us."""
        size = len(get_witnesses(self._replica.state)) if self._replica.is_founded else 0
        if not self.broken_because or size <= SMALL_MAX:
            return []
        height = get_chain(self._replica.state).height
        if self._silent_up_to is None:
            # Proven: the seal before the open height is one we hold and checked ourselves. A liar may name a
            # lower height than the one it is at: the honest among n - 1 - f are enough.
            listed = {witness.node for witness in get_witnesses(self._replica.state)}
            proven = [
                claimed
                for peer, (claimed, previous) in self._claims.items()
                if peer in listed and self._is_proven(claimed, previous)
            ]
            if len(proven) < self._others_needed():
                return []
            self._silent_up_to = max(self._broken_at, *proven)
        index = self.get_index()
        if height <= self._silent_up_to or index is None or self._replica.list_is_new:
            return []
        found = self._replica.store.get_seal(height)
        if found is None or index in dict(decode_certificate(found[1]).signatures):
            return []
        return self._mend()

    def _is_proven(self, open_height: int, previous: bytes) -> bool:
        height = get_chain(self._replica.state).height
        if not 1 <= open_height <= height + 1:
            return False
        if not previous:
            return True
        if open_height == 1:
            return previous == self._replica.commune
        return self._replica.get_seal_id(open_height - 1) == previous

    def mend_small(self) -> list[Command]:
        """With up to 3 witnesses: somebody who knew us holds what we hold, or no one is left."""
        is_small = self._replica.is_founded and len(get_witnesses(self._replica.state)) <= SMALL_MAX
        return self._mend() if is_small and self.broken_because else []

    def _mend(self) -> list[Command]:
        log.warning("this computer signs again")
        self.broken_because, self._silent_up_to = "", None
        return [MarkWhole()]
