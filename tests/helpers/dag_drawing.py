# SPDX-License-Identifier: AGPL-3.0-or-later
r"""A DAG from its drawing, as autobase's DESIGN.md draws them.

a0 -- a1 -- a2          time goes right; `--`, `\` and `/` link a parent on the left to its child
          /             the letter is the key, the number its seq, a prime makes a sibling
b0 -- b1                a link within a letter is prev, any other a dep
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from hashlib import blake2b
from itertools import permutations

from ledger.event import Anchor, Event
from ledger.hashing import hash_draw
from ledger.units import ZERO_ID, AccountId, EventId, Key

_REACH = 2
"""Columns between the end of a line and the event it belongs to, at most."""
_NODE = re.compile(r"([a-z])(\d+)('?)(!?)")


@dataclass(frozen=True)
class Node:
    """One event of a drawing, before it has an id."""

    name: str
    row: int
    first: int
    last: int
    revokes: bool


def id_of(name: str) -> EventId:
    return EventId(blake2b(f"event {name}".encode(), digest_size=32).digest())


def key_of(letter: str) -> Key:
    return Key(blake2b(f"key {letter}".encode(), digest_size=32).digest())


def account_of(letter: str) -> AccountId:
    return AccountId(blake2b(f"account {letter}".encode(), digest_size=32).digest())


def draw(drawing: str) -> dict[str, Event]:
    """The events of a drawing by name, in reading order. A `!` after a name makes it a `key.revoke`."""
    lines = drawing.splitlines()
    nodes = [
        Node(match[0].rstrip("!"), row, match.start(), match.end() - 1, bool(match[4]))
        for row, line in enumerate(lines)
        for match in _NODE.finditer(line)
    ]
    links = [
        _link(lines, nodes, row, column, char)
        for row, line in enumerate(lines)
        for column, char in enumerate(line)
        if char in "-\\/"
    ]
    parents: dict[str, list[str]] = {node.name: [] for node in nodes}
    for parent, child in links:
        if parent not in parents[child]:
            parents[child].append(parent)
    return {node.name: _event(node, parents[node.name]) for node in nodes}


def _link(lines: list[str], nodes: list[Node], row: int, column: int, char: str) -> tuple[str, str]:
    """(parent, child) of the line this character is part of."""
    step = {"-": 0, "\\": 1, "/": -1}[char]
    return (
        _end(lines, nodes, (row, column), (-step, -1), char),
        _end(lines, nodes, (row, column), (step, 1), char),
    )


def _end(lines: list[str], nodes: list[Node], at: tuple[int, int], step: tuple[int, int], char: str) -> str:
    row, column = at
    while True:
        row, column = row + step[0], column + step[1]
        near = [node for node in nodes if node.row == row and _distance(node, column) <= _REACH]
        if near:
            return min(near, key=lambda node: _distance(node, column)).name
        is_line = (
            0 <= row < len(lines) and 0 <= column < len(lines[row]) and lines[row][column] in (char, " ")
        )
        assert is_line, f"a line that leads nowhere at {at}"


def _distance(node: Node, column: int) -> int:
    return max(node.first - column, column - node.last, 0)


def _event(node: Node, parents: list[str]) -> Event:
    letter, seq = node.name[0], int(node.name[1:].rstrip("'"))
    own = [parent for parent in parents if parent[0] == letter]
    assert len(own) <= 1, f"{node.name} has one prev at most"
    others = sorted(id_of(parent) for parent in parents if parent[0] != letter)
    return Event(
        id=id_of(node.name),
        payload=node.name.encode(),
        signature=b"",
        author=key_of(letter),
        seq=seq,
        prev=id_of(own[0]) if own else ZERO_ID,
        deps=tuple(others),
        anchor=Anchor(height=0, prefix=bytes(8)),
        time_ms=0,
        kind="key.revoke" if node.revokes else "transfer",
        body={},
    )


def seal_drawing(letters: str) -> bytes:
    """The id of a previous seal whose draw takes these letters' accounts in this order."""
    for number in range(10_000):
        seal = number.to_bytes(32, "big")
        ranked = sorted(letters, key=lambda letter: hash_draw(seal, account_of(letter)))
        if "".join(ranked) == letters:
            return seal
    raise AssertionError(f"no seal draws {letters}")


def every_draw(letters: str) -> list[str]:
    return ["".join(order) for order in permutations(letters)]


def names_of(events: dict[str, Event], ids: tuple[EventId, ...]) -> str:
    by_id = {event.id: name for name, event in events.items()}
    return " ".join(by_id[event_id] for event_id in ids)
