# SPDX-License-Identifier: AGPL-3.0-or-later
"""A commune of real processes with several witnesses, on wires that a test may cut.

Everybody's node is a program of its own and announces the end of its wire; everybody is told where the others
are. Nothing is faked: the charter asks for quick seals and short votes, as the demonstration's does.
"""

from __future__ import annotations

from collections.abc import Collection, Generator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from app.paths import Home
from ledger.seal import Certificate, decode_certificate
from ledger.store import Store
from tests.helpers.processes import Document, Person, Refused, Street, street, until
from tests.helpers.wires import HOST, Wires, wires

SETTINGS = {
    "seal.interval-ms": 200,
    "proposal.duration-min-ms": 1_000,
    "proposal.delay-ms": 0,
    "quota.events-day-newcomer": 40,
}
FOUNDER = "lea"
PEOPLE = {
    "lea": "Léa", "anna": "Anna", "ben": "Ben", "cleo": "Cléo",
    "francois": "François", "nora": "Nora", "paul": "Paul",
}  # fmt: skip
WITNESSES = ("lea", "anna", "ben", "cleo")
SEALED_S = 60
"""How long anything may take to become final on two busy cores; nothing waits for it when all is well."""
FIRST_GRAMS = 500


def event_of(document: Document) -> str:
    return str(document["event"])


@dataclass
class Quarter:
    """The homes of one test by name, the founder first."""

    homes: Street
    wires: Wires
    people: dict[str, Person] = field(default_factory=dict[str, Person])
    _ends: dict[str, tuple[int, int]] = field(default_factory=dict[str, tuple[int, int]])

    # --- nodes ---

    def launch(self, name: str, *, program: Sequence[str] = ("-m", "app")) -> None:
        """Start somebody's node without waiting for it."""
        person = self.people[name]
        listens, found = self._ends.get(name) or self.wires.lay(name)
        self._ends[name] = listens, found
        peers = [
            word
            for other in self.people.values()
            if other is not person
            for address in other.addresses
            for word in ("--peer", address)
        ]
        announced = ("--announce", f"/ip4/{HOST}/tcp/{found}")
        pid = person.launch(f"/ip4/{HOST}/tcp/{listens}", *announced, *peers, program=program)
        self.wires.know(name, pid)

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

    def seat(self, *names: str, voters: Sequence[str] = ()) -> int:
        """Change who seals and wait until it holds everywhere; the first height the new list certifies.

        Args:
            voters: who votes for it, the first of them proposing; nobody: the mayor decides.
        """
        chosen = [PEOPLE[name] for name in names]
        if voters:
            self.vote(chosen, voters)
        else:
            self.people[FOUNDER].do("witnesses", "set", *chosen)
        until(lambda: self.holds(names), f"{', '.join(chosen)} seal", SEALED_S)
        board = self.people[self.running()[0]].do("witnesses")
        return max(row["height"] for row in board["witnesses"])

    def vote(self, chosen: Sequence[str], voters: Sequence[str]) -> None:
        first = self.people[voters[0]]
        proposal = first.do("propose", "witnesses", *chosen, "--duration-ms", "4000")["proposal"]
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
        key = self.people[other].status()["node_key"]
        return any(row["node_key"] == key and row["online"] for row in self.people[one].do("peers")["peers"])

    # --- acts ---

    def pay(self, name: str, to: str = FOUNDER, *words: str) -> str:
        """One gram; the act, recorded when this returns."""
        return event_of(self.people[name].do("pay", PEOPLE[to], "1", "g", *words))

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
        """Wait until these acts are final for everybody whose node runs, or for those."""
        names = among or self.running()
        until(
            lambda: all(self.phase(name, event) == "sealed" for name in names for event in events),
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
