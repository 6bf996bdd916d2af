# SPDX-License-Identifier: AGPL-3.0-or-later
"""One resident of a simulated village: the program's own node on a drawn disk, under a drawn clock.

boot ──> Node.run on the simulated network ──> power cut, stop or trouble ──> boot again, from the disk
  └── wallet: signs as `app.desk` does, after its own chain and only when `find_hold` lets it
"""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import trio

from ledger.errors import LedgerError, StoreError
from ledger.event import Event, sign_event
from ledger.replica import Replica
from ledger.rulebook.book import BOOK, Book
from ledger.state import get_witnesses
from ledger.units import EventId, Key, NodeKey
from p2p.book import pin as pin_home
from p2p.budgets import Offence
from p2p.joining import JoinClient
from p2p.node import Node
from p2p.wire_witness import Ballots, WitnessMessage
from p2p.witnessing import Witnessing
from tests.helpers.builders import Person, seed_of
from tests.simulation.disk import Disk, PowerCut, SimStore, SimVotes

if TYPE_CHECKING:
    from tests.simulation.world import World

ACTS_MAX = 24
NodeMaker = Callable[..., Node]


class WatchedNode(Node):
    """The program's node, which tells the laws whom it blames."""

    one: Resident

    def offend(self, peer: NodeKey, offence: Offence, detail: str) -> bool:
        is_banned = super().offend(peer, offence, detail)
        if self.one.is_honest:
            self.one.world.note_offence(self.one, peer, offence, detail)
            if is_banned:
                self.one.world.laws.on_ban(self.one, peer, f"{offence.name} {detail}")
        return is_banned

    def stop(self, code: str) -> None:
        super().stop(code)
        if self.one.is_honest:
            self.one.world.laws.on_stop(self.one, code)


class WatchedWitnessing(Witnessing):
    """The program's driver, whose ballots the laws read as they leave. In place of `p2p.node.Witnessing`."""

    on_ballots: Callable[[Ballots], None] = staticmethod(lambda _message: None)

    def _send(self, peer: NodeKey, message: WitnessMessage) -> None:
        if isinstance(message, Ballots):
            self.on_ballots(message)
        super()._send(peer, message)


class Resident:
    """See the module."""

    make_node: NodeMaker = WatchedNode

    def __init__(self, world: World, person: Person, images: dict[str, bytes], *, is_honest: bool) -> None:
        self.world, self.person, self.name = world, person, person.name
        self.is_honest = is_honest
        self.random = random.Random(f"{world.seed} {self.name}")
        self.disk = Disk(images)
        self.disk.strikes = self._draw_strike
        self.skew_ms = 0
        self.drift_ppm = 0
        self.node_seed = seed_of(f"{person.name} node")
        self.book: Book = BOOK
        """The rules that this home's program has."""
        self.addresses: Sequence[str] = ()
        self.joining: JoinClient | None = None
        self.own_seed = person.seed
        self.node: Node | None = None
        self.replica: Replica = None  # type: ignore[assignment]
        self.votes: SimVotes | None = None
        self.scope: trio.CancelScope | None = None
        self.seen_height = 0
        self.acknowledged: dict[EventId, Event] = {}
        self.boots = 0
        self.pin: tuple[int, bytes] | None = None
        """What an empty home knows of the chain: as an invitation or a paper names it."""
        self.began_high = False
        """It began with a checkpoint's state, the past behind."""
        self.has_lost_votes = False
        self.may_forget = False
        """Its disk was changed: until others have mended it, it signs nothing as a witness."""
        self._off_s = 0.0

    @property
    def node_key(self) -> NodeKey:
        return self.person.node

    @property
    def is_up(self) -> bool:
        return self.node is not None and not self.disk.is_off

    def now_ms(self) -> int:
        passed = self.world.clock._virtual_base * 1_000
        if self.drift_ppm:
            passed += passed * self.drift_ppm / 1_000_000
        return self.world.start_ms + int(passed) + self.skew_ms

    # --- power ----------------------------------------------------------------------------------------------

    def _draw_strike(self) -> int:
        chance = self.world.plan.strike_chance
        if not chance or not self.world.is_wild or self.random.random() >= chance:
            return 0
        self.fail_power()
        return self.random.choice((-1, 1))

    def fail_power(self) -> None:
        """Off the network at once; the node is torn down as soon as it can be."""
        self._off_s = self.random.choice((0.05, 1.0, 5.0, 15.0))
        host = self.world.net.hosts.get(self.node_key)
        if host is not None:
            host.unplug(is_silent=self.random.random() < 0.5)
        if self.scope is not None:
            self.scope.cancel()

    def crash(self) -> None:
        """The power fails between two steps."""
        if self.is_up:
            self.disk.cut()
            self.fail_power()

    async def live(self) -> None:
        while True:
            await self.world.while_off(self)
            try:
                self._boot()
            except (StoreError, PowerCut) as error:
                if not (self.disk.is_off or self.disk.is_full):
                    self.world.fail(f"{self.name} cannot open its home: {error!r}")
                self.node = None
                self.disk.cut()
                self.disk.restore()
                await trio.sleep(1)
                continue
            await self._run()
            self.node = None
            self.disk.cut()
            await trio.sleep(self._off_s or 0.5)
            await self.world.while_off(self)
            self.disk.restore()

    async def _run(self) -> None:
        node = self.node
        assert node is not None
        with trio.CancelScope() as self.scope:
            try:
                await node.run((), network=self.world.net.open_host)
            except* PowerCut:
                self.disk.cut()
            except* Exception as errors:
                if not self.disk.is_off:
                    self.world.on_error(self, errors)
        self.scope = None

    def _boot(self) -> None:
        world = self.world
        store = SimStore(self.disk)
        self.replica = Replica(store, self.book)
        is_founded = self.replica.is_founded
        listed = {row.node for row in get_witnesses(self.replica.state)} if is_founded else set[bytes]()
        boot_id = self.random.randbytes(16)
        self.votes = SimVotes(self.disk, is_witness=self.node_key in listed, random_id=boot_id)
        if self.has_lost_votes:  # as the program finds out by the file that is not there
            self.votes.mark_broken("lost")
            self.has_lost_votes = False
        if not is_founded and self.pin:
            pin_home(store, *self.pin)
        node = type(self).make_node(
            self.replica,
            commune=world.commune,
            node_seed=self.node_seed,
            now_ms=self.now_ms,
            random_bytes=self.random.randbytes,
            votes=self.votes,
            on_change=self._on_change,
            joining=self.joining if self.joining and not self.is_member() else None,
            addresses=self.addresses,
            own_keys=[Key(self.person.key)],
        )
        if isinstance(node, WatchedNode):
            node.one = self
        witness = node.witness
        if self.is_honest and isinstance(witness, WatchedWitnessing):
            witness.on_ballots = self._on_ballots
        self.node = node
        self.boots += 1
        if self.is_honest:
            world.laws.on_seal(self)
            world.laws.check_kept(self)

    def _on_ballots(self, message: Ballots) -> None:
        if message.height == self.replica.height + 1:
            listed = [row.node for row in get_witnesses(self.replica.state)]
            self.world.laws.on_ballots(self.node_key, listed, message)

    def _on_change(self, topic: str) -> None:
        self.began_high = self.began_high or self.replica.base is not None
        if topic == "seal" and self.is_honest and not self.disk.is_off:
            self.world.laws.on_seal(self)

    # --- wallet ---------------------------------------------------------------------------------------------

    def is_member(self) -> bool:
        return self.replica.is_founded and self.world.is_member(self.replica, self.node_key)

    def may_act(self) -> bool:
        """Whether there is room in the day's quota of somebody new: more waits for tomorrow."""
        return len(self.acknowledged) < ACTS_MAX

    def act(
        self, kind: str, body: Mapping[str, Any], *, seed: bytes = b"", blobs: Sequence[bytes] = ()
    ) -> Event | None:
        """Sign an act and have it stored; None when it may not be signed now, or the disk refused."""
        node, replica = self.node, self.replica
        if node is None or not self.is_up or not replica.is_founded or node.find_hold():
            return None
        if replica.needs_update:
            return None
        key_seed = seed or self.own_seed
        slot = replica.get_next_slot(Key(self.world.key_of(key_seed)))
        if slot is None:
            return None
        event = sign_event(
            key_seed,
            commune=replica.commune,
            seq=slot[0],
            prev=slot[1],
            anchor=replica.get_anchor(),
            time_ms=self.now_ms(),
            kind=kind,
            body=body,
        )
        try:
            node.submit(event, list(blobs))
        except PowerCut:
            return None
        except StoreError:
            return None
        except LedgerError as error:
            self.world.fail(f"{self.name} cannot store its own act: {error!r}")
            return None
        self.acknowledged[event.id] = event
        return event
