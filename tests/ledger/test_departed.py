# SPDX-License-Identifier: AGPL-3.0-or-later
"""Which computers were whose is kept when somebody leaves, and up to where they may read."""

from __future__ import annotations

from ledger import limits
from ledger.departed import find_last_height
from ledger.event import node_proof_content
from ledger.replica import Replica
from ledger.signing import Domain, sign
from ledger.state import DEPARTURES
from ledger.units import DAY_MS, FUND
from tests.helpers.builders import seed_of
from tests.helpers.hamlet import Hamlet, follow, settled
from tests.helpers.leaving import sign_leave


def left() -> tuple[Hamlet, int]:
    """Anna left at this height; the village went on."""
    hamlet = settled("anna", "ben")
    hamlet.seal(sign_leave(hamlet, hamlet.people["anna"], FUND, erase=True), expect="applied")
    height = hamlet.main.height
    hamlet.seal(hamlet.transfer(hamlet.people["ben"], hamlet.founder.account), expect="applied")
    return hamlet, height


def test_the_node_of_who_left_may_read_up_to_its_departure_for_some_days():
    hamlet, height = left()
    anna = hamlet.people["anna"]
    gone = hamlet.state.get(DEPARTURES, anna.account)
    assert gone is not None
    last_ms = gone.left_ms + limits.FAREWELL_DAYS * DAY_MS
    copy = hamlet.fresh()
    follow(copy, hamlet.main)
    for replica in (hamlet.main, copy):
        found = [
            find_last_height(replica.store, replica.state, anna.node, at_ms)
            for at_ms in (last_ms - 1, last_ms)
        ]
        assert found == [height, None]


def test_nobody_else_s_may():
    hamlet, _ = left()
    for person in (hamlet.people["ben"], hamlet.newcomer("cleo", hamlet.commune)):
        assert find_last_height(hamlet.main.store, hamlet.state, person.node, hamlet.now_ms) is None


def test_a_computer_that_is_a_member_s_again_is_a_member_s():
    """Its node came back with another account."""
    hamlet, _ = left()
    anna, ben = hamlet.people["anna"], hamlet.people["ben"]
    proof = sign(
        seed_of("anna node"), Domain.NODE, node_proof_content(hamlet.commune, ben.account, anna.node)
    )
    hamlet.seal(hamlet.sign(ben, "node.add", {"node": anna.node, "node_proof": proof}), expect="applied")
    assert find_last_height(hamlet.main.store, hamlet.state, anna.node, hamlet.now_ms) is None


def rows_of(replica: Replica) -> list[bytes]:
    """The nodes that are kept."""
    return [
        bytes.fromhex(name.removeprefix("left-node:")) for name, _ in replica.store.list_meta("left-node:")
    ]


def test_after_those_days_the_computers_are_forgotten():
    hamlet, _ = left()
    anna, ben = hamlet.people["anna"], hamlet.people["ben"]
    gone = hamlet.state.get(DEPARTURES, anna.account)
    assert gone is not None
    last_ms = gone.left_ms + limits.FAREWELL_DAYS * DAY_MS
    hamlet.seal(hamlet.transfer(ben, hamlet.founder.account), after_ms=last_ms - 1 - hamlet.now_ms)
    assert rows_of(hamlet.main) == [anna.node]
    hamlet.seal(hamlet.transfer(ben, hamlet.founder.account), after_ms=1)
    assert rows_of(hamlet.main) == []
    copy = hamlet.fresh()
    follow(copy, hamlet.main)
    assert rows_of(copy) == [], "whenever it follows"
