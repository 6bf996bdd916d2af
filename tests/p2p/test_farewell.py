# SPDX-License-Identifier: AGPL-3.0-or-later
"""Real nodes: who left while its computer was away is told of it when it comes back, and of nothing after."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from typing import Any

import pytest

from ledger import limits
from ledger.event import Event
from ledger.state import ACCOUNTS, DEPARTURES
from ledger.units import FUND
from p2p import farewell
from p2p.host import Stream, open_host
from p2p.wire import (
    SYNC_PROTOCOL,
    Bye,
    Done,
    FrameReader,
    FrontierMessage,
    Hello,
    History,
    Message,
    encode_frame,
)
from tests.helpers.builders import seed_of
from tests.helpers.checkpoint import begun
from tests.helpers.hamlet import Hamlet, give, settled
from tests.helpers.leaving import sign_leave
from tests.helpers.network import LOOPBACK, until
from tests.helpers.playbook import hello_of
from tests.p2p.test_node import DEADLINE_S, hear, node_of, running


class Left:
    """Anna signed that she leaves; her computer went away before that was sealed, and the village goes on."""

    def __init__(self, hamlet: Hamlet) -> None:
        self.hamlet, anna = hamlet, hamlet.people["anna"]
        hamlet.main.store.db.execute("DELETE FROM wanted")
        leave = sign_leave(hamlet, anna, FUND)
        self.copy = hamlet.copy()
        give(self.copy, leave)
        hamlet.seal(self.pay(), expect="applied")
        hamlet.seal(leave, expect="applied")
        self.height = hamlet.main.height
        self.after = self.pay()
        hamlet.seal(self.after, expect="applied")

    def pay(self) -> Event:
        return self.hamlet.transfer(self.hamlet.people["ben"], self.hamlet.founder.account, 1)


@pytest.fixture
def left() -> Left:
    return Left(settled("anna", "ben"))


async def test_a_leaver_that_was_away_sees_its_departure_sealed_and_nothing_after(left: Left):
    hamlet, anna = left.hamlet, left.hamlet.people["anna"]
    founder = node_of(hamlet, "mairie", hamlet.main)
    async with running(founder) as addresses:
        back = node_of(hamlet, "anna", left.copy, addresses=addresses)
        async with running(back):
            await until(lambda: left.copy.state.get(DEPARTURES, anna.account) is not None, DEADLINE_S)
            assert left.copy.state.get(ACCOUNTS, anna.account) is None
            late = left.pay()
            founder.submit(late)
            await until(lambda: founder.replica.height > left.height + 1, DEADLINE_S)
            assert not founder.get_peer_heights()
    assert left.copy.height == left.height
    assert left.copy.get_event(left.after.id) is left.copy.get_event(late.id) is None


async def test_a_copy_far_behind_is_told_all_of_it(left: Left):
    hamlet, anna = left.hamlet, left.hamlet.people["anna"]
    fresh = hamlet.fresh()
    founder = node_of(hamlet, "mairie", hamlet.main)
    async with running(founder) as addresses:
        back = node_of(hamlet, "anna", fresh, addresses=addresses)
        async with running(back):
            await until(lambda: fresh.height == left.height, DEADLINE_S)
    assert fresh.state.get(DEPARTURES, anna.account) is not None


async def test_a_neighbour_that_began_above_the_departure_tells_it_too(monkeypatch: pytest.MonkeyPatch):
    """Once the past is all there: whose the computers were stands in the history alone."""
    monkeypatch.setattr(limits, "CHECKPOINT_INTERVAL", 4)
    hamlet = Hamlet.found()
    anna, _ben = hamlet.join("anna"), hamlet.join("ben")
    left = Left(hamlet)
    while hamlet.main.height % 4:
        hamlet.seal(left.pay(), expect="applied")
    copy = begun(hamlet, hamlet.main.height)
    founder = node_of(hamlet, "mairie", hamlet.main)
    async with running(founder) as there, running(node_of(hamlet, "ben", copy, addresses=there)):
        await until(lambda: copy.base is None, DEADLINE_S)
    neighbour = node_of(hamlet, "ben", copy)
    async with running(neighbour) as near, running(node_of(hamlet, "anna", left.copy, addresses=near)):
        await until(lambda: left.copy.state.get(DEPARTURES, anna.account) is not None, DEADLINE_S)
    assert left.copy.height == left.height


@asynccontextmanager
async def asking(address: str, name: str) -> AsyncGenerator[Stream]:
    """A stream of somebody's computer to the node at an address."""
    async with open_host(seed_of(f"{name} node"), [LOOPBACK]) as host:
        yield await host.open_stream(await host.dial(address), SYNC_PROTOCOL)


async def talk(address: str, name: str, hello: Hello) -> list[Message]:
    """All that is answered to a hello and an empty frontier."""
    heard: list[Message] = []
    async with asking(address, name) as stream:
        reader = FrameReader()
        await stream.send_all(encode_frame(hello) + encode_frame(FrontierMessage(rows=(), asks=True)))
        while (message := await hear(stream, reader)) is not None:
            heard.append(message)
    return heard


async def test_it_is_told_once_a_minute_and_others_never(left: Left):
    hamlet = left.hamlet
    founder = node_of(hamlet, "mairie", hamlet.main)
    hello = hello_of(left.copy)
    async with running(founder) as addresses:
        heard = await talk(addresses[0], "anna", hello)
        assert [type(message) for message in heard] == [Hello, History, Done, Bye]
        assert isinstance(heard[0], Hello)
        assert (heard[0].height, heard[0].asks, heard[0].addresses) == (left.height, False, ())
        assert isinstance(heard[1], History)
        assert len(heard[1].items) == 2
        assert await talk(addresses[0], "anna", hello) == [Bye(code="not-a-member")]
        assert await talk(addresses[0], "nobody", hello) == [Bye(code="not-a-member")]


@pytest.mark.parametrize("wrong", ["commune", "seal", "ahead", "empty"])
async def test_who_is_elsewhere_gets_nothing(left: Left, wrong: str):
    founder = node_of(left.hamlet, "mairie", left.hamlet.main)
    changes: dict[str, dict[str, Any]] = {
        "commune": {"commune": bytes(32)},
        "seal": {"seal_id": bytes(32)},
        "ahead": {"height": left.height},
        "empty": {"height": -1, "seal_id": b""},
    }
    hello = hello_of(left.copy, **changes[wrong])
    async with running(founder) as addresses:
        assert await talk(addresses[0], "anna", hello) == [Bye(code="not-a-member")]


async def test_much_comes_in_several_streams(left: Left, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(farewell, "TELL_BYTES", 1)
    founder = node_of(left.hamlet, "mairie", left.hamlet.main)
    async with running(founder) as addresses:
        heard = await talk(addresses[0], "anna", hello_of(left.copy))
    assert [type(message) for message in heard] == [Hello, History, Bye]
