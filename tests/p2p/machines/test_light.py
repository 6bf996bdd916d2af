# SPDX-License-Identifier: AGPL-3.0-or-later
"""Light chains over a sync session: a real village whose list grew, long answers, and what liars answer."""

from __future__ import annotations

from dataclasses import replace

import pytest

from ledger.errors import LedgerError
from ledger.event import encode_event
from ledger.light import Start, make_start
from ledger.replica import Replica
from ledger.state import get_witnesses
from ledger.store import Store
from p2p.budgets import Offence
from p2p.machines import light
from p2p.machines.commands import Offend
from p2p.machines.light import answer_seals
from p2p.wire import Hello, Light, Seals, decode_message, encode_frame
from tests.helpers.builders import seed_of, sign_charter
from tests.helpers.exchange import Exchange
from tests.helpers.light_reader import LightReader
from tests.helpers.parliament_nodes import make_parliament
from tests.helpers.playbook import End, Open, Playbook, machine_of
from tests.p2p.machines.test_sealing import pay


@pytest.fixture(scope="module")
def copy() -> Replica:
    """The copy of one of four witnesses, a few heights after the list grew from one to four."""
    exchange = Exchange(make_parliament(), ("mairie", "anna", "ben", "cleo"))
    for _ in range(3):
        exchange.hand(pay(exchange, "anna"))
        exchange.settle()
    replica = exchange["ben"].replica
    assert len(get_witnesses(replica.state)) == 4
    return replica


def read(copy: Replica, **options: int | bytes) -> LightReader:
    reader = LightReader(copy.commune, **options)  # type: ignore[arg-type]
    while not reader.is_done:
        reader.on_answer(answer_seals(copy, reader.next_question()))
    return reader


def seal_id(copy: Replica, height: int) -> bytes:
    return copy.get_seal_id(height) if height else copy.commune


def test_from_the_charter_to_the_newest(copy: Replica):
    reader = read(copy)
    assert reader.point is not None
    assert (reader.point.height, reader.point.seal_id) == (copy.height, copy.tip_id)
    assert reader.point.witnesses == get_witnesses(copy.state)
    assert reader.start == Start(charter=copy.get_charter())
    assert (len(reader.links), reader.failed) == (2, "")


def test_from_each_height_to_each_later_one(copy: Replica):
    for start in range(copy.height + 1):
        for target in range(start + 1, copy.height + 1):
            reader = read(copy, height=start, seal_id=seal_id(copy, start), target=target)
            assert reader.point is not None
            assert (reader.point.height, reader.point.seal_id) == (target, seal_id(copy, target))


def test_a_copy_says_only_what_it_holds(copy: Replica):
    assert answer_seals(Replica(Store(None)), Seals(start=0, target=0)) == Light(start=None, links=())
    assert answer_seals(copy, Seals(start=copy.height + 1, target=0)).start is None
    assert answer_seals(copy, Seals(start=copy.height, target=0)).links == ()
    reader = read(copy, height=2, seal_id=seal_id(copy, 2), target=copy.height + 5)
    assert reader.point is not None
    assert reader.point.height == copy.height
    assert read(copy, height=copy.height + 1, seal_id=seed_of("ahead")).point is None


def test_what_does_not_fit_in_a_frame_is_asked_for_again(copy: Replica, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(light, "LIGHT_LINKS_PER_FRAME", 1)
    answer = answer_seals(copy, Seals(start=0, target=0))
    assert len(answer.links) == 1
    assert read(copy).point == read(copy, height=copy.height, seal_id=copy.tip_id).point
    monkeypatch.setattr(light, "ANSWER_BYTES", 1)
    assert len(read(copy).links) == 2


def test_frames_come_back(copy: Replica):
    for message in (
        Seals(start=0, target=7),
        answer_seals(copy, Seals(start=0, target=0)),
        answer_seals(copy, Seals(start=3, target=0)),
        Light(start=None, links=()),
    ):
        frame = encode_frame(message)
        head = 1 if len(frame) < 0x80 else 2
        assert decode_message(frame[head:]) == message


# --- liars -------------------------------------------------------------------------------------------------


def test_an_answer_must_follow_from_what_was_trusted(copy: Replica):
    answer = answer_seals(copy, Seals(start=0, target=0))
    other = make_start(copy.store, 3, None)
    assert other is not None
    elsewhere = Start(charter=encode_event(sign_charter("elsewhere")))
    wrong = [
        replace(answer, start=other),
        replace(answer, start=elsewhere),
        replace(answer, links=answer.links[1:]),
        replace(answer, links=answer.links[::-1]),
    ]
    for bad in wrong:
        reader = LightReader(copy.commune)
        with pytest.raises(LedgerError):
            reader.on_answer(bad)
        assert (reader.point, reader.links) == (None, [])
    for beyond in (LightReader(copy.commune, target=3), LightReader(copy.commune, seal_id=seed_of("x"))):
        with pytest.raises(LedgerError):
            beyond.on_answer(answer)


def test_a_session_answers_and_takes_no_chain_it_did_not_ask_for(copy: Replica):
    book = Playbook(machine_of(copy))
    _ = book >> Open() << Hello
    answer = answer_seals(copy, Seals(start=0, target=0))
    _ = book >> answer << Offend(offence=Offence.USELESS, detail="a light chain nobody asked for") << End
    _ = book >> Seals(start=0, target=0) << answer << End
