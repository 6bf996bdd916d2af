# SPDX-License-Identifier: AGPL-3.0-or-later
"""What must be true of every honest copy after every step, whatever the network, the disks and liars did.

A law that is broken ends the world at once; its words are the failure that `make sim` prints.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from ledger.errors import RulesUnknown
from ledger.execute import Result
from ledger.replica import Replica
from ledger.state import ACCOUNTS, BALANCES, QUOTAS, State, compute_state_digest, get_chain, get_parameter
from ledger.units import BURN, ISSUE, NodeKey
from ledger.votes import PROPOSE, decode_proposal, decode_vote
from p2p.wire_witness import Ballots

if TYPE_CHECKING:
    from tests.simulation.resident import Resident

Balances = dict[tuple[Any, ...], int]


class Laws:
    """What was seen so far, to compare with."""

    def __init__(self, fail: Callable[[str], None], start: Replica) -> None:
        """Begin with what everybody holds."""
        self._fail = fail
        self.seals: dict[int, bytes] = {}
        """Height → the seal's own bytes, whoever held it first."""
        self._states: dict[tuple[int, int], State] = {(start.epoch, start.height): start.state}
        self._orders: dict[int, tuple[bytes, ...]] = {}
        self._slots: dict[tuple[bytes, int], bytes] = {}
        self._balances: Balances = dict(start.state.items(BALANCES))
        self._booked = start.height
        self._signed: dict[tuple[Any, ...], tuple[Any, ...]] = {}
        self.honest: set[NodeKey] = set()
        for height in range(1, start.height + 1):
            found = start.store.get_seal(height)
            assert found is not None
            self.seals[height] = found[0]

    @property
    def height(self) -> int:
        return max(self.seals, default=0)

    # --- seals and state ------------------------------------------------------------------------------------

    def on_seal(self, one: Resident) -> None:
        """An honest copy moved on: compare what it holds now with everybody's."""
        replica = one.replica
        if not replica.is_founded:
            return
        for height in range(max(one.seen_height + 1, replica.first_height), replica.height + 1):
            found = replica.store.get_seal(height)
            if found is None:
                self._fail(f"{one.name} holds no seal of height {height}")
                return
            self._compare(one, height, found[0])
        if replica.height > one.seen_height:
            one.seen_height = replica.height
            self._compare_state(one, replica)
        elif replica.height < one.seen_height:
            self._fail(f"{one.name} went back from height {one.seen_height} to {replica.height}")

    def _compare(self, one: Resident, height: int, encoded: bytes) -> None:
        if self.seals.setdefault(height, encoded) != encoded:
            self._fail(f"two seals at height {height}: {one.name} holds another")
        order = tuple(event.id for event in one.replica.store.iter_sealed(height))
        if height not in self._orders:
            self._check_slots(one, height)
        if self._orders.setdefault(height, order) != order:
            self._fail(f"another order of the events of height {height} at {one.name}")

    def _check_slots(self, one: Resident, height: int) -> None:
        """Of a fork at most one branch is ever sealed."""
        for event in one.replica.store.iter_sealed(height):
            if self._slots.setdefault((event.author, event.seq), event.id) != event.id:
                self._fail(f"two events of one key and number are sealed, the second at height {height}")

    def _compare_state(self, one: Resident, replica: Replica) -> None:
        if not one.book.knows(get_chain(replica.state).rules):
            self._fail(f"{one.name} executed height {replica.height} under rules that it does not have")
        first = self._states.setdefault((replica.epoch, replica.height), replica.state)
        # Row by row, which is quicker than two digests; where they differ a digest says what a seal would.
        if first._maps != replica.state._maps and compute_state_digest(first) != compute_state_digest(
            replica.state
        ):
            self._fail(f"another state after height {replica.height} at {one.name}")
        if replica.height == self._booked + 1:
            self._booked += 1
            self._check_quotas(replica)
            self._book(replica.last_results, dict(replica.state.items(BALANCES)))

    def _check_quotas(self, replica: Replica) -> None:
        """Nobody fills the register alone."""
        state = replica.state
        for account, used in state.items(QUOTAS):
            row = state.get(ACCOUNTS, account)
            is_guest = row is not None and row.guaranteed
            most = get_parameter(state, "quota.events-day-newcomer" if is_guest else "quota.events-day")
            if used.events > most or used.bytes > get_parameter(state, "quota.bytes-day"):
                self._fail(f"an account is over its quota of the day at height {self._booked}")

    def _book(self, results: Sequence[Result], stated: Balances) -> None:
        """Our own bookkeeping of each posting; the state must come to the same."""
        ran = Counter(result.id for result in results if result.is_task)
        if ran and max(ran.values()) > 1:
            self._fail(f"a task ran twice at height {self._booked}")
        for result in results:
            sums: Counter[str] = Counter()
            for line in result.postings:
                sums[line.asset] += line.amount
                place = (line.account, line.pot, line.asset, line.purpose)
                self._balances[place] = self._balances.get(place, 0) + line.amount
            if any(sums.values()):
                self._fail(f"postings of {result.label} at height {self._booked} do not sum to zero")
        self._balances = {place: amount for place, amount in self._balances.items() if amount}
        if self._balances != stated:
            self._fail(f"the balances after height {self._booked} are not what was posted")
        held, issued, burnt = Counter[str](), Counter[str](), Counter[str]()
        for (account, _, asset, _), amount in stated.items():
            (issued if account == ISSUE else burnt if account == BURN else held)[asset] += amount
        for asset in {*held, *issued, *burnt}:
            if held[asset] != -issued[asset] - burnt[asset]:
                self._fail(f"the supply of {asset} is not what was issued less what was burnt")

    def check_prefix(self, one: Resident) -> None:
        """All that an honest copy holds of the past, from its disk."""
        store = one.replica.store
        for height, encoded in self.seals.items():
            found = store.get_seal(height)
            if found is not None and found[0] != encoded:
                self._fail(f"the seal of height {height} changed at {one.name}")
        for height, order in self._orders.items():
            if height <= one.replica.height:
                held = tuple(event.id for event in store.iter_sealed(height))
                if held != order:
                    self._fail(f"the sealed past changed at {one.name}: height {height}")

    def check_kept(self, one: Resident) -> None:
        """Nothing that was told to be stored is lost."""
        for event_id in one.acknowledged:
            if not one.replica.store.has_event(event_id):
                self._fail(f"{one.name} lost an act that was recorded: {event_id.hex()[:8]}")

    # --- votes ----------------------------------------------------------------------------------------------

    def on_ballots(self, sender: NodeKey, listed: Sequence[NodeKey], message: Ballots) -> None:
        """What an honest witness lets out of what it signed itself."""
        for data in message.votes:
            vote = decode_vote(data)
            if vote.index < len(listed) and listed[vote.index] == sender:
                self._note(sender, message, vote.round, vote.step, (vote.seal_id,))
        for data in message.proposals:
            proposal = decode_proposal(data, self.commune)
            if listed[(message.height + proposal.round) % len(listed)] == sender:
                said = (proposal.seal.id, proposal.valid_round)
                self._note(sender, message, proposal.round, PROPOSE, said)

    commune: Any = b""

    def _note(self, sender: NodeKey, message: Ballots, number: int, step: str, said: tuple[Any, ...]) -> None:
        place = (sender, message.epoch, message.height, number, step)
        if self._signed.setdefault(place, said) != said:
            self._fail(f"a witness signed two things at height {message.height}, round {number}, {step}")

    def check_whole(self, one: Resident) -> None:
        """Who kept its disk remembers all it signed."""
        assert one.votes is not None
        if not one.may_forget and one.votes.broken_because:
            self._fail(f"{one.name} forgot what it signed: {one.votes.broken_because}")

    def check_shown(self, one: Resident, evidence: Sequence[Any]) -> None:
        """Nobody honest is shown as having signed twice."""
        for row in evidence:
            if row.node in self.honest:
                self._fail(
                    f"{one.name} shows an honest witness as one that signed twice, height {row.height}"
                )

    # --- who is to blame ------------------------------------------------------------------------------------

    def on_ban(self, one: Resident, peer: NodeKey, detail: str) -> None:
        if peer in self.honest:
            self._fail(f"{one.name} bans an honest node: {detail}")

    def on_stop(self, one: Resident, code: str) -> None:
        is_able = code == RulesUnknown.code and not one.replica.needs_update
        if code in ("two-seals", "diverged") or is_able:
            self._fail(f"{one.name} stopped: {code}")


def count_spoken(before: Mapping[str, int], after: Mapping[str, int]) -> dict[str, int]:
    """How many messages of each name were sent meanwhile."""
    return {name: count - before.get(name, 0) for name, count in after.items() if count > before.get(name, 0)}
