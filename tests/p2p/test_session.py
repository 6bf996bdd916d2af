# SPDX-License-Identifier: AGPL-3.0-or-later
"""A session over a stream played by hand: deadlines, bounds and goodbyes. Time jumps; nothing sleeps."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Sequence
from contextlib import asynccontextmanager
from typing import Any

import pytest
import trio

from ledger.errors import Malformed
from ledger.event import Event, encode_event
from ledger.replica import IngestReport
from ledger.units import EventId, NodeKey
from p2p.budgets import Offence
from p2p.following import Item
from p2p.keeping import keep_pending
from p2p.machines.commands import Learn
from p2p.session import OUTBOX_MAX, SILENCE_S, WRITE_S, Session
from p2p.wire import (
    Blobs,
    Bye,
    ById,
    CharterMessage,
    Done,
    Events,
    Hello,
    History,
    Join,
    WantBlobs,
    encode_frame,
)
from tests.helpers.builders import seed_of
from tests.helpers.hamlet import Hamlet, settled
from tests.helpers.playbook import START_MS, hello_of, machine_of
from tests.helpers.streams import FakeStream, stream_pair

PEER = NodeKey(seed_of("peer"))


class FakeForeseen:
    """What a keeper began of a message."""

    def __init__(self, items: Sequence[Item]) -> None:
        self.items, self.is_abandoned = items, False

    def abandon(self) -> None:
        self.is_abandoned = True


class FakeKeeper:
    """Notes what a session asks for; stores events as a node does."""

    def __init__(self, hamlet: Hamlet) -> None:
        self.replica = hamlet.main
        self.offences: list[Offence] = []
        self.learnt: list[Learn] = []
        self.kept: list[Any] = []
        self.requests = 1_000_000
        self.bans = False
        self.charged = 0
        self.foreseen: list[FakeForeseen] = []
        self.may_keep = trio.Event()
        self.may_keep.set()

    async def keep_events(self, session: Session, encoded: Sequence[bytes]) -> tuple[IngestReport, int]:
        await trio.lowlevel.checkpoint()
        events, bad = self.replica.prepare(encoded)
        self.kept += events
        return keep_pending(self.replica, session.machine, events, session.peer), bad

    def foresee(self, items: Sequence[Item], nursery: trio.Nursery) -> FakeForeseen:
        self.foreseen.append(FakeForeseen(items))
        return self.foreseen[-1]

    async def keep_history(
        self, session: Session, items: Sequence[Item], foreseen: FakeForeseen
    ) -> tuple[EventId, ...]:
        assert foreseen.items == items
        await trio.lowlevel.checkpoint()
        await self.may_keep.wait()
        self.kept += items
        return (EventId(seed_of("missing")),)

    def keep_charter(self, event: bytes) -> None:
        self.kept.append(event)

    def keep_blobs(self, blobs: Sequence[bytes]) -> int:
        self.kept += blobs
        return 0

    def learn(self, session: Session, news: Learn) -> None:
        self.learnt.append(news)

    def offend(self, peer: NodeKey, offence: Offence, detail: str) -> bool:
        assert peer == PEER
        self.offences.append(offence)
        return self.bans

    def take_request(self, peer: NodeKey) -> bool:
        self.requests -= 1
        return self.requests >= 0

    async def charge(self, peer: NodeKey, size: int) -> None:
        self.charged += size


class Setting:
    """A session at work, and what is around it."""

    def __init__(self, hamlet: Hamlet, *, lockstep: bool) -> None:
        self.hamlet = hamlet
        self.keeper = FakeKeeper(hamlet)
        stream, self.peer = stream_pair(PEER, lockstep=lockstep)
        self.stream: FakeStream = stream
        self.started_s = trio.current_time()
        machine = machine_of(hamlet.main, now_ms=self.now_ms())
        self.session = Session(self.keeper, machine, stream, self.now_ms)  # type: ignore[arg-type]
        self.ended_s = -1.0

    def now_ms(self) -> int:
        return START_MS + int(trio.current_time() * 1_000)

    async def run(self, *, is_dialer: bool) -> None:
        await self.session.run(is_dialer=is_dialer)
        self.ended_s = trio.current_time() - self.started_s

    @property
    def why(self) -> str:
        return self.session.closed_because


@pytest.fixture
def hamlet() -> Hamlet:
    hamlet = settled("anna", "ben")
    hamlet.main.store.db.execute("DELETE FROM wanted")
    return hamlet


@asynccontextmanager
async def running(
    hamlet: Hamlet, *, is_dialer: bool = False, lockstep: bool = False
) -> AsyncGenerator[Setting]:
    """A session that must end by itself within the block, or is closed after it."""
    setting = Setting(hamlet, lockstep=lockstep)
    async with trio.open_nursery() as nursery:

        async def run() -> None:
            await setting.run(is_dialer=is_dialer)

        nursery.start_soon(run)
        yield setting
        setting.session.close("test over")
    assert setting.stream.closed, "whatever happened, nothing is left open"


async def ended(setting: Setting) -> None:
    while setting.ended_s < 0:
        await trio.sleep(1)


async def test_the_dialer_speaks_first_and_both_agree(hamlet: Hamlet, autojump_clock: Any):
    async with running(hamlet, is_dialer=True) as setting:
        hello = await setting.peer.hear()
        assert isinstance(hello, Hello)
        assert hello.asks
        await setting.peer.say(hello_of(hamlet.main))
        while not setting.keeper.learnt:
            await trio.sleep(0.01)
        assert setting.session.height == hamlet.main.height
        assert setting.session.agrees_at_ms > 0
        await setting.peer.end.send_eof()
    assert setting.why in ("ended", "test over")


async def test_the_listener_waits(hamlet: Hamlet, autojump_clock: Any):
    async with running(hamlet) as setting:
        await setting.peer.say(hello_of(hamlet.main, asks=True))
        assert isinstance(await setting.peer.hear(), Hello)


async def test_when_the_peer_closes_the_session_ends(hamlet: Hamlet, autojump_clock: Any):
    async with running(hamlet) as setting:
        await setting.peer.end.aclose()
        await ended(setting)
    assert setting.why in ("ended", "stream: closed: BrokenResourceError()")


async def test_a_silent_peer_is_left(hamlet: Hamlet, autojump_clock: Any):
    async with running(hamlet) as setting:
        await ended(setting)
    assert setting.why == "silent"
    assert SILENCE_S <= setting.ended_s <= SILENCE_S + 2


async def test_half_a_frame_is_silence(hamlet: Hamlet, autojump_clock: Any):
    async with running(hamlet) as setting:
        await setting.peer.say_bytes(encode_frame(hello_of(hamlet.main))[:-1])
        await ended(setting)
    assert setting.why == "silent"


async def test_a_peer_that_reads_nothing_is_left(hamlet: Hamlet, autojump_clock: Any):
    async with running(hamlet, lockstep=True) as setting:
        await setting.peer.say(hello_of(hamlet.main, asks=True))
        await ended(setting)
    assert setting.why == "silent"
    assert setting.ended_s <= WRITE_S + 10


async def test_a_peer_too_slow_for_what_is_new_is_left(hamlet: Hamlet, autojump_clock: Any):
    async with running(hamlet, lockstep=True) as setting:
        await setting.peer.say(hello_of(hamlet.main))
        await trio.testing.wait_all_tasks_blocked()
        anna = hamlet.people["anna"]
        event = hamlet.transfer(anna, hamlet.founder.account)
        for _ in range(OUTBOX_MAX + 2):
            setting.session.machine._told.clear()
            setting.session.push_events([event])
        await ended(setting)
    assert setting.why == "slow"


@pytest.mark.parametrize(
    "data",
    [
        b"\x00",
        b"\xff\xff\xff\xff",
        b"\x01\xc0",
        b"\x02\x91\x01",
        encode_frame(Join(commune=bytes(32), events=(), blobs=())),
    ],
    ids=["length of nothing", "length without end", "nil", "no name", "another stream's message"],
)
async def test_malformed_bytes_end_the_session(hamlet: Hamlet, data: bytes, autojump_clock: Any):
    async with running(hamlet) as setting:
        await setting.peer.say_bytes(data)
        await ended(setting)
    assert setting.why == "malformed"
    assert setting.keeper.offences == [Offence.MALFORMED]


async def test_a_goodbye_ends_it_at_once(hamlet: Hamlet, autojump_clock: Any):
    async with running(hamlet) as setting:
        await setting.peer.say(Bye(code="busy"))
        await ended(setting)
    assert setting.why == "busy"
    assert setting.ended_s < 2


async def test_our_goodbye_is_heard_before_we_close(hamlet: Hamlet, autojump_clock: Any):
    async with running(hamlet) as setting:
        await setting.peer.say(hello_of(hamlet.main, commune=bytes(32)))
        assert await setting.peer.hear_all() == [Bye(code="other-commune")]
        await ended(setting)
    assert setting.why == "other-commune"


async def test_two_seals_at_one_height_are_shown_before_we_close(hamlet: Hamlet, autojump_clock: Any):
    async with running(hamlet) as setting:
        await setting.peer.say(*2 * [hello_of(hamlet.main, seal_id=bytes(32))])
        *acts, shown, bye = await setting.peer.hear_all()
        assert all(isinstance(frame, Events) for frame in acts), "so that nothing is lost with our seals"
        assert isinstance(shown, History)
        assert bye == Bye(code="other-chain")
    assert setting.keeper.offences == [Offence.USELESS]


async def test_who_is_banned_is_closed(hamlet: Hamlet, autojump_clock: Any):
    async with running(hamlet) as setting:
        setting.keeper.bans = True
        await setting.peer.say(hello_of(hamlet.main, seal_id=bytes(32)))
        await ended(setting)
    assert setting.why == "banned"


async def test_events_are_kept_and_what_they_lack_is_asked(hamlet: Hamlet, autojump_clock: Any):
    anna = hamlet.people["anna"]
    one, two = hamlet.transfer(anna, hamlet.founder.account), hamlet.transfer(anna, hamlet.founder.account)
    async with running(hamlet) as setting:
        await setting.peer.say(Events(events=(encode_event(two), b"nonsense")))
        assert await setting.peer.hear() == ById(ids=(one.id,))
        await setting.peer.say(Events(events=(encode_event(one),)))
        while len(hamlet.main.dag.events) < 2:
            await trio.sleep(0.01)
        assert setting.keeper.offences == [Offence.BAD_SIGNATURE]
        assert setting.keeper.charged > 300


async def test_history_charter_and_words_reach_the_keeper(hamlet: Hamlet, autojump_clock: Any):
    async with running(hamlet) as setting:
        await setting.peer.say(
            CharterMessage(event=b"known already"),
            History(items=(((), b"seal", b"proof"),)),
            Blobs(blobs=(b"words",)),
        )
        assert await setting.peer.hear() == ById(ids=(seed_of("missing"),))
        while len(setting.keeper.kept) < 2:
            await trio.sleep(0.01)
    assert setting.keeper.kept == [((), b"seal", b"proof"), b"words"]


async def test_a_newcomer_adopts_the_charter(autojump_clock: Any):
    from ledger.replica import Replica
    from ledger.store import Store

    hamlet = settled("anna")
    hamlet.main = Replica(Store(None))
    async with running(hamlet) as setting:
        await setting.peer.say(CharterMessage(event=b"charter"))
        while not setting.keeper.kept:
            await trio.sleep(0.01)
    assert setting.keeper.kept == [b"charter"]


async def test_too_many_requests_are_not_served(hamlet: Hamlet, autojump_clock: Any):
    """A request of 9 KiB may be answered by MiBs: so many a second, and no more."""
    async with running(hamlet) as setting:
        setting.keeper.requests = 2
        wanted = ById(ids=(hamlet.commune,))
        await setting.peer.say(wanted, wanted, wanted, WantBlobs(hashes=()), Done(height=1))
        for _ in range(2):
            assert isinstance(await setting.peer.hear(), Events)
        while len(setting.keeper.offences) < 2:
            await trio.sleep(0.01)
    assert setting.keeper.offences == [Offence.GREEDY] * 2


async def test_what_is_new_is_pushed_in_order(hamlet: Hamlet, autojump_clock: Any):
    anna = hamlet.people["anna"]
    events: list[Event] = [hamlet.transfer(anna, hamlet.founder.account, 1) for _ in range(3)]
    async with running(hamlet) as setting:
        await setting.peer.say(hello_of(hamlet.main))
        while not setting.keeper.learnt:
            await trio.sleep(0.01)
        for event in events:
            hamlet.main.append(event)
            setting.session.push_events([event])
        hamlet.seal()
        setting.session.push_seal(hamlet.main.height)
        for event in events:
            assert await setting.peer.hear() == Events(events=(encode_event(event),))
        assert isinstance(await setting.peer.hear(), History)


async def test_it_says_hello_by_itself(hamlet: Hamlet, autojump_clock: Any):
    async with running(hamlet) as setting:
        await setting.peer.say(hello_of(hamlet.main))
        assert isinstance(await setting.peer.hear(), Hello)
        assert 29 <= trio.current_time() - setting.started_s <= 33


async def test_the_first_reason_given_stands(hamlet: Hamlet, autojump_clock: Any):
    async with running(hamlet) as setting:
        setting.session.close("first")
        setting.session.close("second")
        await ended(setting)
    assert setting.why == "first"


def test_a_frame_too_long_is_our_own_bug():
    with pytest.raises(Malformed):
        encode_frame(Blobs(blobs=(bytes(2**20),)))


async def test_history_is_begun_while_the_one_before_is_followed(hamlet: Hamlet, autojump_clock: Any):
    async with running(hamlet) as setting:
        keeper = setting.keeper
        keeper.may_keep = trio.Event()
        for number in range(3):
            await setting.peer.say(History(items=(((), bytes([number]), b"proof"),)))
        await setting.peer.say(Bye(code="done"))
        await trio.sleep(5)
        assert [begun.items[0][1] for begun in keeper.foreseen] == [b"\x00", b"\x01"], "one more, no further"
        assert not keeper.kept
        keeper.may_keep.set()
        await ended(setting)
        assert [item[1] for item in keeper.kept] == [b"\x00", b"\x01", b"\x02"]
        assert setting.why == "done"


async def test_what_came_before_the_end_is_followed_first(hamlet: Hamlet, autojump_clock: Any):
    async with running(hamlet) as setting:
        setting.keeper.may_keep = trio.Event()
        await setting.peer.say(History(items=(((), b"seal", b"proof"),)))
        await setting.peer.end.send_eof()
        await trio.sleep(5)
        assert setting.ended_s < 0
        setting.keeper.may_keep.set()
        await ended(setting)
        assert len(setting.keeper.kept) == 1
        assert setting.why == "ended"


async def test_what_was_begun_is_left_when_a_session_ends(hamlet: Hamlet, autojump_clock: Any):
    async with running(hamlet) as setting:
        setting.keeper.may_keep = trio.Event()
        for _ in range(2):
            await setting.peer.say(History(items=(((), b"seal", b"proof"),)))
        await trio.sleep(5)
        setting.session.close("enough")
        await ended(setting)
        assert [begun.is_abandoned for begun in setting.keeper.foreseen] == [False, True], (
            "the first is followed"
        )
