# SPDX-License-Identifier: AGPL-3.0-or-later
"""A node's word: for how long it is believed, and of which rules."""

from __future__ import annotations

from ledger.rulebook.ready import READY, READY_MS, Ready, is_ready, knows_rules, said_ready
from ledger.state import State, set_next_rules
from ledger.units import NodeKey
from tests.helpers.builders import Village

NODE = NodeKey(bytes(32))


def with_word(state: State, rules: int) -> State:
    draft = state.draft()
    draft.put(READY, NODE, Ready(1_000, rules))
    return draft.freeze()


def test_a_word_holds_for_a_day_and_for_the_rules_it_names() -> None:
    state = with_word(Village.found().state, 2)
    assert not said_ready(Village.found().state, NODE, 1, 1_000)
    assert said_ready(state, NODE, 2, 1_000 + READY_MS)
    assert not said_ready(state, NODE, 2, 1_001 + READY_MS)
    assert not said_ready(state, NODE, 3, 1_000)


def test_what_counts_are_the_rules_that_were_decided() -> None:
    draft = with_word(Village.found().state, 1).draft()
    assert is_ready(draft, NODE, 1_000)
    set_next_rules(draft, 2, 9)
    assert not is_ready(draft, NODE, 1_000)


def test_the_first_rules_are_known_to_everybody_and_later_ones_to_who_said_so() -> None:
    state = Village.found().state
    assert knows_rules(state, NODE)
    draft = state.draft()
    set_next_rules(draft, 2, 9)
    assert not knows_rules(draft, NODE)
    assert not knows_rules(with_word(draft.freeze(), 1), NODE)
    assert knows_rules(with_word(draft.freeze(), 2), NODE)
