# SPDX-License-Identifier: AGPL-3.0-or-later
"""A long history, made by the program's own functions: real joins, real payments, real seals.

    found, invite, join ──> n members' keys ──> signed payments in batches ──> one witness seals each batch

Who measures what grows asks for as many events as it wants; a batch is stored and sealed at once, so that the
time goes into signing and executing, not into waiting for the disk.
"""

from __future__ import annotations

import time
from dataclasses import dataclass
from pathlib import Path

from app import desk as desks
from app.commands import invite
from app.desk import Desk
from app.founding import seal_all
from app.paths import Home
from bench.council import QUICK, catch_up, hand_in
from ledger.event import Event, sign_event
from ledger.signing import public_key
from ledger.units import AccountId, EventId, Key
from p2p.sealer import Sealer
from p2p.vote_file import VoteFile

BATCH = 500


@dataclass
class Author:
    """Somebody's device key and where its chain stands."""

    account: AccountId
    seed: bytes
    seq: int
    prev: EventId


class History:
    """A commune of `people` members whose payments the founder's computer seals."""

    def __init__(self, folder: Path, people: int) -> None:
        self.home = Home(folder / "founder")
        self.desk = desks.found(
            self.home, name="Banc", me="Claire", latitude_centideg=4575, longitude_centideg=485,
            since_ms=desks.now_ms() - 86_400_000, parameters=QUICK,
        )  # fmt: skip
        seal_all(self.desk)
        guests = [self._admit(folder / f"member-{number}", f"Voisin {number}") for number in range(1, people)]
        self.authors = [self._author(self.desk), *guests]
        self._votes: VoteFile = self.desk.open_votes()
        self._sealer = Sealer(self.desk.replica, self.desk.vault.node_seed, self._votes)
        self.events = self.wire_bytes = 0
        self._turn = 0

    def _author(self, desk: Desk) -> Author:
        return Author(desk.account, desk.vault.account_seed, *self.get_slot(desk))

    def get_slot(self, desk: Desk | None = None) -> tuple[int, EventId]:
        """Where the chain of somebody's device goes on, the founder's unless said."""
        of = desk or self.desk
        slot = of.replica.get_next_slot(Key(public_key(of.vault.account_seed)))
        assert slot is not None
        return slot

    def _admit(self, folder: Path, name: str) -> Author:
        _, code, _ = invite(self.desk, name_of=lambda _account: "Claire")
        seal_all(self.desk)
        desk = desks.prepare_join(Home(folder), code, name)
        joining = desk.get_joining()
        assert joining is not None
        hand_in(self.desk, joining[0])
        catch_up(desk, self.desk.replica)
        author = self._author(desk)
        desk.close()
        return author

    def grow(self, events: int, *, batch: int = BATCH) -> float:
        """Sign, store and seal so many more payments, in turns; processor seconds but for signing."""
        left, spent_s = events, 0.0
        while left > 0:
            made = [self._pay() for _ in range(min(batch, left))]
            left -= len(made)
            start = time.process_time()
            report = self.desk.replica.store_events(made, source=b"")
            assert len(report.stored) == len(made), report.refused
            self._sealer.seal(desks.now_ms())
            spent_s += time.process_time() - start
            self.wire_bytes += sum(event.size for event in made)
            self.events += len(made)
        return spent_s

    def _pay(self) -> Event:
        author = self.authors[self._turn % len(self.authors)]
        payee = self.authors[(self._turn + 1 + self._turn // len(self.authors)) % len(self.authors)]
        if payee is author:
            payee = self.authors[(self._turn + 1) % len(self.authors)]
        self._turn += 1
        body = {"to": payee.account, "asset": "hour", "amount": 60, "purpose": "", "memo": b""}
        event = sign_event(
            author.seed, commune=self.desk.commune, seq=author.seq, prev=author.prev,
            anchor=self.desk.replica.get_anchor(), time_ms=desks.now_ms(), kind="transfer", body=body,
        )  # fmt: skip
        author.seq, author.prev = event.seq + 1, event.id
        return event

    def reopen(self) -> None:
        """Go on after `close`."""
        self.desk = Desk.open(self.home)
        self._votes = self.desk.open_votes()
        self._sealer = Sealer(self.desk.replica, self.desk.vault.node_seed, self._votes)

    def close(self) -> None:
        self._votes.close()
        self.desk.close()
