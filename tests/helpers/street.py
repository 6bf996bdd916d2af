# SPDX-License-Identifier: AGPL-3.0-or-later
"""A commune of real processes with several witnesses, on wires that a test may cut.

Everybody's node is a program of its own and announces the end of its wire; neighbours introduce neighbours.
Nothing is faked: the charter asks for quick seals and short votes, as the demonstration's does.
"""

from __future__ import annotations

import signal
import sqlite3
from collections.abc import Callable, Collection, Generator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from app.paths import Home
from app.vault import load_node_seed
from ledger.encoding import as_list, decode
from ledger.seal import Certificate, decode_certificate
from ledger.signing import public_key
from ledger.store import Store
from ledger.units import NodeKey
from p2p.book import name_peer
from p2p.vote_file import Place
from tests.helpers.processes import Document, Person, Refused, Street, street, until
from tests.helpers.wires import HOST, Wires, wires

SETTINGS = {
    "seal.interval-ms": 200,
    "proposal.duration-min-ms": 1_000,
    "proposal.delay-ms": 0,
    "quota.events-day-newcomer": 100,
}
FOUNDER = "lea"
PEOPLE = {
    "lea": "Léa", "anna": "Anna", "ben": "Ben", "cleo": "Cléo",
    "francois": "François", "nora": "Nora", "paul": "Paul",
}  # fmt: skip
WITNESSES = ("lea", "anna", "ben", "cleo")
RESIDENTS = ("francois", "nora", "paul")
GIVEN_ALL = "nora"
"""Who is given everybody's address by hand; the others are introduced by neighbours."""
SEALED_S = 120
"""How long anything may take to become final on two busy cores; nothing waits for it when all is well."""
FIRST_GRAMS = 500


def event_of(document: Document) -> str:
    return str(document["event"])


@dataclass(frozen=True)
class Changed:
    """A change of who seals."""

    names: tuple[str, ...]
    height: int
    """One that the new list certified: of the last payment."""
    events: tuple[str, ...]
    """What was paid meanwhile."""


@dataclass
class Quarter:
    """The homes of one test by name, the founder first."""

    homes: Street
    wires: Wires
    people: dict[str, Person] = field(default_factory=dict[str, Person])
    changes: list[Changed] = field(default_factory=list[Changed])
    _ends: dict[str, tuple[int, int]] = field(default_factory=dict[str, tuple[int, int]])

    # --- nodes ---

    def launch(self, name: str, *, program: Sequence[str] = ("-m", "app")) -> None:
        """Start somebody's node without waiting for it."""
        person = self.people[name]
        listens, found = self._lay(name)
        others = [other for other in self.people if other != name] if name == GIVEN_ALL else []
        peers = [word for other in others for word in ("--peer", self.address(other))]
        announced = ("--announce", f"/ip4/{HOST}/tcp/{found}")
        pid = person.launch(f"/ip4/{HOST}/tcp/{listens}", *announced, *peers, program=program)
        self.wires.know(name, pid)

    def _lay(self, name: str) -> tuple[int, int]:
        if name not in self._ends:
            self._ends[name] = self.wires.lay(name)
        return self._ends[name]

    def address(self, name: str) -> str:
        """Where others find somebody's node, whether it runs or not."""
        return f"/ip4/{HOST}/tcp/{self._lay(name)[1]}/p2p/{name_peer(self.node_key(name))}"

    def node_key(self, name: str) -> NodeKey:
        return NodeKey(public_key(load_node_seed(Home(self.people[name].home).keys)))

    def start(self, *names: str, program: Sequence[str] = ("-m", "app")) -> None:
        """Start nodes, all at once; each listens when this returns."""
        for name in names:
            self.launch(name, program=program)
        for name in names:
            self.people[name].wait_listening()

    def kill(self, *names: str) -> None:
        for name in names:
            self.people[name].kill()

    def running(self) -> list[str]:
        return [name for name, person in self.people.items() if person.node is not None]

    # --- who is there ---

    def found(self) -> None:
        words = [word for name, value in SETTINGS.items() for word in ("--set", f"{name}={value}")]
        self.people[FOUNDER] = self.homes.found(FOUNDER, PEOPLE[FOUNDER], *words)
        self.start(FOUNDER)

    def join(self, *names: str) -> None:
        """Newcomers, sponsored by the founder, their nodes started, each given something to pay with."""
        founder = self.people[FOUNDER]
        for name in names:
            self.people[name] = self.homes.join(founder, name, PEOPLE[name])
            founder.do("give", PEOPLE[name], str(FIRST_GRAMS), "g")
        self.start(*names)

    def seat(self, *names: str, voters: Sequence[str] = ()) -> None:
        """Change who seals while payments flow, until it holds everywhere; `changes` keeps how it went.

        Args:
            voters: who votes for it, the first of them proposing; nobody: the mayor decides.
        """
        chosen = [PEOPLE[name] for name in names]
        if voters:
            self.vote(chosen, voters)
        else:
            self.people[FOUNDER].do("witnesses", "set", *chosen)
        events = [self.pay(FOUNDER, WITNESSES[1])]

        def flow() -> bool:
            if self.phase(FOUNDER, events[-1]) == "sealed":
                events.append(self.pay(FOUNDER, WITNESSES[1]))
            return len(events) > 2 and self.holds(names)

        until(flow, f"{', '.join(chosen)} seal", SEALED_S)
        events.append(self.pay(FOUNDER, WITNESSES[1]))
        self.final(*events)
        height = self.height_of(FOUNDER, events[-1])
        self.changes.append(Changed(names=names, height=height, events=tuple(events)))

    def vote(self, chosen: Sequence[str], voters: Sequence[str]) -> None:
        first = self.people[voters[0]]
        until(lambda: set(chosen) <= set(first.names()), "who proposes knows them", SEALED_S)
        proposal = first.do("propose", "witnesses", *chosen, "--duration-ms", "6000")["proposal"]
        for name in voters:
            until(lambda name=name: self.has(name, proposal), "the proposal is known", SEALED_S)
            self.people[name].do("vote", proposal, "for")

    def holds(self, names: Collection[str]) -> bool:
        """Whether these seal, in the eyes of everybody whose node runs."""
        wanted = {PEOPLE[name] for name in names}
        return all(
            {row["seat"]["person"]["name"] for row in self.people[one].do("witnesses")["witnesses"]} == wanted
            for one in self.running()
        )

    def meet(self, *names: str) -> None:
        """Wait until every two of these are connected."""
        until(
            lambda: all(self.sees(one, other) for one in names for other in names if one != other),
            "they are connected",
            SEALED_S,
        )

    def sees(self, one: str, other: str) -> bool:
        key = self.node_key(other).hex()
        return any(row["node_key"] == key and row["online"] for row in self.people[one].do("peers")["peers"])

    # --- acts ---

    def pay(self, name: str, to: str = FOUNDER, *words: str) -> str:
        """One gram, once its name is known here; the act, recorded when this returns."""
        until(lambda: self.knows(name, to), f"{name} knows {to}", SEALED_S)
        return event_of(self.people[name].do("pay", PEOPLE[to], "1", "g", *words))

    def knows(self, name: str, other: str) -> bool:
        """Whether somebody's name has come here: it comes beside the acts, a little later."""
        return PEOPLE[other] in self.people[name].names()

    def phase(self, name: str, event: str) -> str:
        """What somebody's copy says of an act: `unknown` before it came."""
        try:
            return str(self.people[name].do("proof", event)["phase"])
        except Refused as error:
            if error.code != "unknown-event":
                raise
            return "unknown"

    def has(self, name: str, event: str) -> bool:
        return self.phase(name, event) != "unknown"

    def final(self, *events: str, among: Collection[str] = ()) -> None:
        """Wait until these acts are final for everybody whose node runs, or for those; none may be void."""
        names = among or self.running()

        def is_final(name: str, event: str) -> bool:
            phase = self.phase(name, event)
            assert phase != "void", (name, self.people[name].do("proof", event))
            return phase == "sealed"

        until(
            lambda: all(is_final(name, event) for name in names for event in events),
            f"final for {', '.join(names)}",
            SEALED_S,
        )

    def agree(self, *names: str) -> None:
        """Wait until these, or all whose node runs, hold the same with nothing pending."""

        def same() -> bool:
            seen = [self.people[name].status() for name in names or self.running()]
            return len({(one["height"], one["state_digest"]) for one in seen}) == 1 and not any(
                one["pending"] for one in seen
            )

        until(same, "all hold the same", SEALED_S)

    def digest(self, name: str) -> str:
        """What somebody's copy comes to."""
        status = self.people[name].status()
        return f"{status['height']} {status['state_digest']}"

    def stay(self, name: str, event: str) -> None:
        """An act that must not be final is not."""
        assert self.phase(name, event) == "pending"

    # --- what the disk says ---

    def height(self, name: str) -> int:
        return int(self.people[name].status()["height"])

    def height_of(self, name: str, event: str) -> int:
        return int(self.people[name].do("proof", event)["height"])

    def certificate(self, name: str, height: int) -> Certificate:
        return decode_certificate(self.seal(name, height)[1])

    def seal(self, name: str, height: int) -> tuple[bytes, bytes]:
        """(seal, certificate) as somebody's copy has them, read beside the running node."""
        store = Store(Home(self.people[name].home).database, read_only=True)
        try:
            found = store.get_seal(height)
        finally:
            store.close()
        assert found is not None
        return found

    def signed(self, name: str) -> dict[Place, bytes]:
        """What somebody's vote file says was signed there, read beside the running node."""
        db = sqlite3.connect(f"file:{Home(self.people[name].home).votes}?mode=ro", uri=True)
        try:
            rows = db.execute("SELECT epoch, height, round, step, value FROM signed").fetchall()
        finally:
            db.close()
        return {tuple(row[:4]): row[4] for row in rows}

    def sign_above(self, name: str, height: int) -> None:
        """Pay until somebody has voted above a height."""

        def signs() -> bool:
            self.final(self.pay(FOUNDER, WITNESSES[1]))
            return self.last_round(name)[0] > height

        until(signs, f"{name} votes above {height}", SEALED_S)

    def last_round(self, name: str) -> tuple[int, int]:
        """(height, round) of the last that somebody signed."""
        return max((place[1:3] for place in self.signed(name)), default=(0, 0))

    def index(self, name: str, other: str) -> int:
        """Somebody's place in the list of who seals."""
        rows = self.people[name].do("witnesses")["witnesses"]
        return sorted(row["seat"]["node"] for row in rows).index(self.node_key(other).hex())

    def signed_twice(self, name: str) -> list[list[Any]]:
        """What somebody keeps of witnesses that contradicted themselves: [node, height, …]."""
        store = Store(Home(self.people[name].home).database, read_only=True)
        try:
            row = store.get_meta("signed-twice")
        finally:
            store.close()
        return as_list(decode(row, size_max=1 << 24, items_max=4_096)) if row else []

    def broken(self, name: str) -> str:
        """Why somebody's vote file says it is not whole; empty when it is."""
        db = sqlite3.connect(f"file:{Home(self.people[name].home).votes}?mode=ro", uri=True)
        try:
            found = db.execute("SELECT value FROM meta WHERE name = 'broken'").fetchone()
        finally:
            db.close()
        return "" if found is None else found[0].decode()

    def freeze_mid_seal(self, name: str, payer: str) -> None:
        """Stop somebody's computer dead where it has voted on a height and not seen its end."""

        def caught() -> bool:
            node = self.people[name].node
            assert node is not None
            node.send_signal(signal.SIGSTOP)
            voted = max((place[1] for place in self.signed(name)), default=0)
            if voted > self.last_height(name):
                return True
            node.send_signal(signal.SIGCONT)
            return False

        self.pay(payer)
        until(lambda: caught() or not self.pay(payer), "it is in the midst of a seal")

    def last_height(self, name: str) -> int:
        """The height somebody's disk holds, whether the node answers or not."""
        store = Store(Home(self.people[name].home).database, read_only=True)
        try:
            return store.get_last_height()
        finally:
            store.close()


class Streets:
    """One street for all tests that leave it as they found it; a new one after a test that did not."""

    def __init__(self, folders: Callable[[], Path]) -> None:
        self._folders = folders
        self._stack = ExitStack()
        self._made: Quarter | None = None

    def take(self) -> Quarter:
        if self._made is None:
            self._made = self._stack.enter_context(quarter(self._folders(), *RESIDENTS))
        return self._made

    def give_back(self) -> None:
        """Look whether everybody is still there and agrees; else the next test gets another street."""
        made = self._made
        if made is None:
            return
        try:
            made.wires.heal()
            assert made.running() == list(made.people)
            made.meet(*made.people)
            made.agree()
        except BaseException:
            self.close()
            raise

    def close(self) -> None:
        self._made = None
        self._stack.close()
        self._stack = ExitStack()


@contextmanager
def quarter(folder: Path, *residents: str) -> Generator[Quarter]:
    """Four witnesses and these residents, all connected and agreeing; every process ends with the block."""
    with pytest.MonkeyPatch.context() as patch, street(folder, is_quick=True) as homes, wires() as laid:
        patch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.fail.Keyring")
        made = Quarter(homes, laid)
        made.found()
        made.join(*WITNESSES[1:])
        made.meet(*WITNESSES)
        made.seat(*WITNESSES)
        made.join(*residents)
        made.meet(*WITNESSES, *residents)
        made.agree()
        yield made
