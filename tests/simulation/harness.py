# SPDX-License-Identifier: AGPL-3.0-or-later
"""What makes a simulated world a function of its seed, and quick: for the time of a `with` block.

Signatures and a few other pure functions are computed once an argument, worker threads run at once, trio
wakes its tasks in an order drawn from the seed. Nothing of the program is replaced but what watches it.
"""

from __future__ import annotations

import functools
import logging
import os
import random
from collections import Counter
from collections.abc import Callable, Generator
from contextlib import contextmanager
from typing import Any
from unittest.mock import patch

import trio

import ledger.encoding
import ledger.event
import ledger.signing
import ledger.state
import ledger.store
import p2p.book
import p2p.node
import p2p.session
import p2p.witnessing
from ledger import limits
from tests.simulation.quick import quick_scheduler
from tests.simulation.resident import WatchedWitnessing

_REMEMBERED_MAX = 100_000
_scheduler: Any = trio._core._run


class Remembered:
    """A pure function that computes each answer once; exceptions are remembered too."""

    def __init__(self, work: Callable[..., Any]) -> None:
        self._work, self._known = work, dict[Any, tuple[Any, Exception | None]]()

    def __call__(self, *arguments: Any) -> Any:
        try:
            answer, error = self._known[arguments]
        except KeyError:
            answer, error = self._compute(arguments)
        if error is not None:
            raise error.with_traceback(None)
        return answer

    def _compute(self, arguments: tuple[Any, ...]) -> tuple[Any, Exception | None]:
        if len(self._known) > _REMEMBERED_MAX:
            self._known.clear()
        try:
            found = (self._work(*arguments), None)
        except Exception as error:
            found = (None, error)
        self._known[arguments] = found
        return found

    def learn(self, arguments: tuple[Any, ...], answer: Any) -> None:
        self._known[arguments] = (answer, None)


_OPEN = Remembered(ledger.signing._open)
_SIGN = Remembered(ledger.signing._sign)
_SCAN = Remembered(
    lambda data, depth, items, scan=ledger.encoding.scan: scan(data, depth_max=depth, items_max=items)
)
_EVENT = Remembered(ledger.event._event_of)
_KEY = Remembered(ledger.state.encode_key)
_NAMES = Remembered(p2p.book.name_peer)
_KEYS = Remembered(ledger.signing._seed_keypair)
_ROW = Remembered(ledger.state.decode_row)


def _sign(content: bytes, secret: bytes) -> bytes:
    """Whoever signs knows that it verifies: the one answer nobody needs to compute again."""
    signed = _SIGN(content, secret)
    _OPEN.learn((signed, secret[32:]), content)
    return signed


def _scan(data: bytes, *, depth_max: int = limits.DEPTH_MAX, items_max: int = limits.EVENT_ITEMS_MAX) -> None:
    _SCAN(data, depth_max, items_max)


async def _run_here(work: Callable[..., Any], *arguments: Any, **_: Any) -> Any:
    """In place of a worker thread: the virtual clock would run away meanwhile."""
    await trio.lowlevel.checkpoint()
    return work(*arguments)


def _counting(encode: Callable[..., bytes], counts: Counter[str]) -> Callable[..., bytes]:
    @functools.wraps(encode)
    def encode_and_count(message: Any) -> bytes:
        counts[type(message).__name__] += 1
        return encode(message)

    return encode_and_count


@contextmanager
def simulated(seed: int) -> Generator[Counter[str]]:
    """Gives the count of what was said, by the name of the message."""
    said = Counter[str]()
    _scheduler._r.seed(seed)
    logging.disable(logging.CRITICAL)
    with (
        patch.object(_scheduler, "_ALLOW_DETERMINISTIC_SCHEDULING", True),
        patch.object(os, "urandom", random.Random(f"chance {seed}").randbytes),
        patch.object(trio.to_thread, "run_sync", _run_here),
        quick_scheduler(),
        patch.object(ledger.signing, "_open", _OPEN),
        patch.object(ledger.signing, "_sign", _sign),
        patch.object(ledger.store, "decode_row", _ROW),
        patch.object(ledger.signing, "_seed_keypair", _KEYS),
        patch.object(p2p.node, "Witnessing", WatchedWitnessing),
        patch.object(ledger.encoding, "scan", _scan),
        patch.object(ledger.event, "_event_of", _EVENT),
        patch.object(ledger.state, "encode_key", _KEY),
        patch.object(p2p.book, "name_peer", _NAMES),
        patch.object(p2p.session, "encode_frame", _counting(p2p.session.encode_frame, said)),
        patch.object(
            p2p.witnessing, "encode_witness_message", _counting(p2p.witnessing.encode_witness_message, said)
        ),
    ):
        try:
            yield said
        finally:
            logging.disable(logging.NOTSET)
