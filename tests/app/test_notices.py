# SPDX-License-Identifier: AGPL-3.0-or-later
"""What is said when the window is not looked at: once, at its hour, never at night."""

from __future__ import annotations

from dataclasses import replace

from app.notices import GROUP_MS, KEPT_MAX, Facts, Incoming, Memory, OpenVote, decide
from app.views_notices import NoticeView

H, DAY_MS = 3_600_000, 86_400_000
OFFSETS = ((0, 120),)
"""Two hours east of UTC, as in a French summer."""
MIDNIGHT = 20_000 * DAY_MS - 2 * H
NOTHING = Facts(produced_wh=-1, buyers=0, waiting=0, incoming=(), votes=())
GIFT = Incoming(event=b"g" * 32, asset="kwh", amount=3_000, person="Marie")
BEGUN = Memory(begun=True)


def say(hour_ms: int, facts: Facts, memory: Memory = BEGUN, *, looked_at: bool = False):
    return decide(MIDNIGHT + hour_ms, OFFSETS, facts, memory, looked_at=looked_at)


def test_what_was_there_first_is_not_new() -> None:
    facts = replace(NOTHING, incoming=(GIFT,))
    said, memory = say(12 * H, facts, Memory())
    assert said == ()
    assert say(13 * H, facts, memory) == ((), memory)


def test_the_morning_is_told_once_between_seven_and_ten() -> None:
    facts = replace(NOTHING, produced_wh=168_400, buyers=3, waiting=2)
    assert say(7 * H - 1, facts)[0] == ()
    said, memory = say(7 * H, facts)
    assert said == (NoticeView(kind="morning", produced_wh=168_400, buyers=3, waiting=2),)
    assert say(8 * H, facts, memory)[0] == ()
    assert say(10 * H, facts)[0] == (), "who opens at noon sees it in the window"
    assert say(DAY_MS + 7 * H, facts, memory)[0] != ()
    assert say(7 * H, NOTHING)[0] == (), "nothing to say is not said"


def test_money_is_grouped_and_told_once() -> None:
    other = Incoming(event=b"h" * 32, asset="hour", amount=7_200, person="Karim")
    said, memory = say(12 * H, replace(NOTHING, incoming=(GIFT,)))
    assert [(one.kind, one.amounts, one.people) for one in said] == [
        ("received", (("kwh", 3_000),), ("Marie",)),
    ]  # fmt: skip
    both = replace(NOTHING, incoming=(other, GIFT))
    said, memory = say(12 * H + GROUP_MS - 1, both, memory)
    assert said == (), "a second one waits to be told with what still comes"
    third = replace(GIFT, event=b"i" * 32)
    said, memory = say(12 * H + GROUP_MS, replace(both, incoming=(third, other, GIFT)), memory)
    assert [(one.count, dict(one.amounts)) for one in said] == [(2, {"hour": 7_200, "kwh": 3_000})]
    assert say(20 * H, replace(both, incoming=(third, other, GIFT)), memory)[0] == ()


def test_the_night_is_quiet_and_its_money_is_told_in_the_morning() -> None:
    facts = replace(NOTHING, incoming=(GIFT,))
    for hour in (0, 3 * H, 7 * H - 1, 22 * H, 24 * H - 1):
        assert say(hour, facts) == ((), BEGUN)
    assert [one.kind for one in say(7 * H, facts)[0]] == ["received"]


def test_a_vote_is_told_on_its_last_day_once() -> None:
    vote = OpenVote(proposal=b"p" * 32, title="Le préau", closes_ms=MIDNIGHT + 36 * H)
    facts = replace(NOTHING, votes=(vote,))
    assert say(12 * H - 1, facts)[0] == ()
    said, memory = say(12 * H, facts)
    assert said == (NoticeView(kind="last-day", title="Le préau", object=b"p" * 32),)
    assert say(13 * H, facts, memory)[0] == ()
    assert say(37 * H, facts)[0] == (), "it is over"


def test_nothing_while_the_window_is_looked_at_nor_after_for_what_it_showed() -> None:
    facts = replace(NOTHING, produced_wh=1, incoming=(GIFT,))
    said, memory = say(8 * H, facts, looked_at=True)
    assert said == ()
    assert [one.kind for one in say(9 * H, facts, memory)[0]] == ["morning"]


def test_memory_is_bounded() -> None:
    many = tuple(replace(GIFT, event=number.to_bytes(32)) for number in range(KEPT_MAX + 50))
    _, memory = say(12 * H, replace(NOTHING, incoming=many))
    assert len(memory.told) == KEPT_MAX
