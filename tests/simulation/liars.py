# SPDX-License-Identifier: AGPL-3.0-or-later
"""Residents and witnesses who mean harm, with the program's own node to know the village by.

A resident's manners: forks with tails told half here and half there, acts whose past is withheld, frames that
were heard before, whole or cut short, cuts that nobody certified, more than anybody may ask or say, an
invitation that was another's. A witness's: two votes in a place, proposals that no honest witness would make,
valid rounds that nobody voted in. They never stop, not even when the network is healed.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import trio

from ledger.consensus import Consensus
from ledger.errors import LedgerError, StoreError
from ledger.event import Event, encode_event, sign_event
from ledger.replica import Replica
from ledger.seal import PRECOMMIT, Certificate, Seal, encode_certificate, sign_vote, vote_content
from ledger.signing import Domain, sign
from ledger.state import get_witnesses
from ledger.units import EventId, Key, NodeKey
from ledger.votes import NOTHING, Message, Proposal, Vote
from p2p.errors import HostError
from p2p.machines.sealing import SealingMachine
from p2p.machines.sealing_commands import Command, SaveVotes
from p2p.node import Node
from p2p.wire import (
    JOIN_PROTOCOL,
    SYNC_PROTOCOL,
    ById,
    Events,
    FrontierMessage,
    Hello,
    History,
    Join,
    WantBlobs,
    encode_frame,
)
from p2p.wire_witness import WITNESS_PROTOCOL
from tests.helpers.builders import seed_of
from tests.helpers.lies import LIES, forge
from tests.simulation import acts
from tests.simulation.disk import PowerCut
from tests.simulation.resident import Resident

if TYPE_CHECKING:
    from tests.simulation.wire import SimHost, SimStream

HEARD_MAX = 24


class LyingMachine(SealingMachine):
    """Tells each of the others something else."""

    one: Liar

    def _publish(self, consensus: Consensus, published: Sequence[Message]) -> list[Command]:
        honest = super()._publish(consensus, published)
        rng = self.one.random
        commands: list[Command] = [command for command in honest if isinstance(command, SaveVotes)]
        for peer in self.peers:
            lies = [self._contradict(consensus, message) for message in published]
            told = rng.choice(([*published, *lies], lies, list(published), list(published), []))
            commands += self._send_ballots(peer, consensus.ballot, told)
        return commands

    def _contradict(self, consensus: Consensus, message: Message) -> Message:
        ballot, rng = consensus.ballot, self.one.random
        if isinstance(message, Vote):
            known = [NOTHING, rng.randbytes(32), *consensus._seals]
            seal_id = rng.choice([one for one in known if one != message.seal_id])
            content = ballot.vote_content(message.round, message.step, seal_id)
            return replace(message, seal_id=seal_id, signature=sign_vote(self._seed, content))
        seal, valid = message.seal, message.valid_round
        if message.round and rng.random() < 0.5:
            valid = rng.randrange(-1, message.round)
        else:
            seal = forge(self._replica, message.seal, time=message.seal.time_ms + rng.choice((1, 500)))
        content = ballot.proposal_content(message.round, valid, seal.id)
        signature = sign(self._seed, Domain.PROPOSAL, content)
        return Proposal(round=message.round, valid_round=valid, seal=seal, signature=signature)


class LyingReplica(Replica):
    """What a lying witness proposes from."""

    one: Liar

    def make_seal(self, now_ms: int) -> Seal | None:
        truth = super().make_seal(now_ms)
        if truth is None or not truth.heads or self.one.random.random() < 0.4:
            return truth
        with suppress(LedgerError):
            return LIES[self.one.random.choice(sorted(LIES))](self, truth)
        return truth


class Liar(Resident):
    """See the module."""

    make_node = Node

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self._heard: list[tuple[str, bytes]] = []
        manners: list[Callable[[SimHost, NodeKey], Awaitable[None]]] = [
            self._fork, self._withhold, self._replay, self._invent, self._flood, self._steal, self._spam,
        ]  # fmt: skip
        self._manners = self.random.sample(manners, self.random.choice((1, 2, 4)))

    def hear(self, stream: SimStream, data: bytes) -> None:
        """A frame of somebody's: to be said again elsewhere."""
        if self.random.random() < 0.2:
            self._heard.append((stream.protocol, data))
            del self._heard[:-HEARD_MAX]

    def _boot(self) -> None:
        super()._boot()
        assert self.node is not None
        machine: Any = self.node.witness.machine
        machine.__class__, machine.one = LyingMachine, self
        replica: Any = self.replica
        replica.__class__, replica.one = LyingReplica, self

    async def live(self) -> None:
        async with trio.open_nursery() as nursery:
            nursery.start_soon(super().live)
            while True:
                await trio.sleep(self.random.choice((0.3, 1.0, 3.0)) if self.world.is_wild else 3.0)
                nursery.start_soon(self._lie)

    async def _lie(self) -> None:
        host = self.world.net.hosts.get(self.node_key)
        if host is None or not self.is_up or not host.lines or not self.replica.is_founded:
            return
        victim = self.random.choice(sorted(host.lines))
        with suppress(HostError, trio.TooSlowError, StoreError, PowerCut), trio.move_on_after(5):
            await self.random.choice(self._manners)(host, victim)

    async def _say(self, host: SimHost, victim: NodeKey, *frames: bytes, to: str = SYNC_PROTOCOL) -> None:
        stream = await host.open_stream(victim, to)
        try:
            for frame in frames:
                await stream.send_all(frame)
            await trio.sleep(0.5)
        finally:
            await stream.aclose()

    def _sign(self, slot: tuple[int, EventId], amount: int, **changes: Any) -> Event:
        arguments: dict[str, Any] = {
            "commune": self.world.commune, "seq": slot[0], "prev": slot[1],
            "anchor": self.replica.get_anchor(), "time_ms": self.now_ms(), "kind": "transfer",
            "body": {
                "to": self.world.base.hamlet.founder.account, "asset": "hour", "amount": amount,
                "purpose": "", "memo": b"",
            },
            **changes,
        }  # fmt: skip
        return sign_event(self.own_seed, **arguments)

    def _make_chain(self, length: int, first: int) -> list[Event]:
        slot = self.replica.get_next_slot(Key(self.world.key_of(self.own_seed)))
        chain: list[Event] = []
        for number in range(length if slot is not None else 0):
            assert slot is not None
            chain.append(self._sign(slot, first + number))
            slot = (chain[-1].seq + 1, chain[-1].id)
        return chain

    # --- manners --------------------------------------------------------------------------------------------

    async def _fork(self, host: SimHost, victim: NodeKey) -> None:
        """Two chains from one place; each neighbour hears one of them, some hear both."""
        here = self._make_chain(self.random.randint(1, 4), 1)
        there = self._make_chain(self.random.randint(1, 4), 10_000)
        for peer in sorted(host.lines):
            told = self.random.choice((here, there, [*here, *there], [*reversed(there)]))
            with suppress(HostError):
                await self._say(host, peer, _events(told))

    async def _withhold(self, host: SimHost, victim: NodeKey) -> None:
        """The end of a chain without its beginning, and an act that needs what nobody has."""
        chain = self._make_chain(self.random.randint(2, 5), self.random.randint(1, 99))[1:]
        slot = self.replica.get_next_slot(Key(self.world.key_of(self.own_seed)))
        if slot is not None:
            chain.append(self._sign(slot, 7, deps=[EventId(self.random.randbytes(32))]))
        await self._say(host, victim, _events(chain))

    async def _replay(self, host: SimHost, victim: NodeKey) -> None:
        """What was heard, said to somebody else: whole, cut short, or with a byte turned."""
        if not self._heard:
            return
        protocol, data = self.random.choice(self._heard)
        cut = self.random.randrange(1, len(data) + 1)
        turned = bytearray(data)
        turned[cut - 1] ^= 1 << self.random.randrange(8)
        told = self.random.choice((data, data, data + data, data[:cut], bytes(turned)))
        await self._say(host, victim, told, to=protocol if protocol != WITNESS_PROTOCOL else SYNC_PROTOCOL)
        if protocol == WITNESS_PROTOCOL:
            await self._say(host, victim, told, to=protocol)

    async def _invent(self, host: SimHost, victim: NodeKey) -> None:
        """A next seal that nobody certified, an old one changed, or a cut without end."""
        tip = self.replica.tip
        if tip is None:
            return
        changes: dict[str, Any] = self.random.choice(
            (
                {"time": tip.time_ms + 1},
                {"total": tip.total + 1},
                {"heads": sorted(self.random.randbytes(32) for _ in range(200))},
            )
        )
        seal = forge(self.replica, tip, **changes)
        content = vote_content(
            self.world.commune, epoch=0, height=seal.height, round_number=0, step=PRECOMMIT, seal_id=seal.id
        )
        count = len(get_witnesses(self.replica.state))
        signatures = tuple((index, sign_vote(self.node_seed, content)) for index in range(count))
        proof = encode_certificate(Certificate(round=0, signatures=signatures))
        many = tuple(encode_event(event) for event in self._make_chain(20, 1))
        await self._say(host, victim, encode_frame(History(items=((many, seal.encoded, proof),))))

    async def _flood(self, host: SimHost, victim: NodeKey) -> None:
        """More questions than anybody may ask."""
        ids = tuple(self.random.randbytes(32) for _ in range(200))
        hello = Hello(
            commune=self.world.commune, height=self.replica.height, seal_id=self.replica.tip_id,
            digest=bytes(32), clock_ms=self.random.choice((0, self.now_ms(), 2**50)), boot_id=bytes(16),
            salt=bytes(16), addresses=(), asks=True,
        )  # fmt: skip
        frames = [encode_frame(hello), encode_frame(FrontierMessage(rows=(), asks=True))]
        frames += [encode_frame(ById(ids=ids)), encode_frame(WantBlobs(hashes=ids))]
        await self._say(host, victim, *(self.random.choice(frames) for _ in range(60)))

    async def _spam(self, host: SimHost, victim: NodeKey) -> None:
        """More acts than a day's quota."""
        chain = self._make_chain(25, 1)
        for event in chain:
            with suppress(LedgerError):
                assert self.node is not None
                self.node.submit(event)
        await self._say(host, victim, _events(chain))

    async def _steal(self, host: SimHost, victim: NodeKey) -> None:
        """Somebody else's invitation, used by computers of our own."""
        if not self.world.invitations:
            return
        name, key, invitation = self.random.choice(self.world.invitations)
        thief = f"thief{self.random.randrange(4)}"
        self.world.robbed.add(name)
        _, events = acts.prepare_join(self.world, thief, key, invitation)
        join = Join(commune=self.world.commune, events=tuple(map(encode_event, events)), blobs=())
        self.world.net.know(NodeKey(self.world.key_of(seed_of(f"{thief} node"))))
        async with self.world.net.open_host(seed_of(f"{thief} node"), ()) as other:
            with suppress(HostError):  # whoever is to be robbed may be off
                peer = await other.dial(self.world.net.know(victim))
                await self._say(other, peer, encode_frame(join), to=JOIN_PROTOCOL)


def _events(events: Sequence[Event]) -> bytes:
    return encode_frame(Events(events=tuple(map(encode_event, events))))
