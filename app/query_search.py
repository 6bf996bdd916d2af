# SPDX-License-Identifier: AGPL-3.0-or-later
"""The register searched, and everything searched at once (« chercher partout »).

    a number, a page, a day, a person   by their index: a page costs what it shows
    a word, an account of the commune   no index: `SLICE` acts are looked at, and the caller goes on

The law: one question looks at a bounded number of acts, however long the history.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Final

from app.query_acts import get_act_line, get_pending_line, get_receipt_line
from app.query_council import get_proposals
from app.query_market import fold, get_listings
from app.query_money import get_history, get_keys_of, get_my_keys
from app.reader import Reader
from app.searching import NUMBER_DIGITS_MIN, Search, read_search
from app.views import PersonView
from app.views_register import ActLineView, FoundView, RegisterPageView
from ledger.read_model import LAST_PLACE, Receipt
from ledger.state import get_commune
from ledger.units import FUND

SLICE: Final = 150
"""Acts one question looks at where no index helps: some 40 ms."""
LINES_MAX: Final = 100
_PEOPLE_MAX: Final = 5
_WAITING_MAX: Final = 200
_FOUND_MAX: Final = 6
_MINE_MAX: Final = 40

Place = tuple[int, int]


def search_register(
    reader: Reader,
    typed: str = "",
    *,
    limit: int = 30,
    after: Place | None = None,
    as_words: bool = False,
    asset: str = "",
    of_fund: bool = False,
) -> RegisterPageView:
    """Acts of everybody, newest first.

    Args:
        after: the `next` of the page before.
        as_words: the words are looked for in what acts say, even if they name somebody.
        asset: only acts that moved it for me, or for the fund with `of_fund`.
    """
    limit = max(1, min(limit, LINES_MAX))
    offsets = get_commune(reader.state).offsets
    search = read_search(typed, reader.now_ms, offsets)
    people = () if as_words or not search.words else find_people(reader, search.words)
    if asset:
        return _search_account(reader, asset, of_fund=of_fund, limit=limit, after=after)
    if search.number and not as_words and after is None:
        lines = _lines_of(reader, reader.read_model.get_ids(search.number, limit))
        if lines:
            return _page("number", lines, words=search.number)
    if search.page >= 0 and not as_words:
        before, lowest = (search.page + 1, 0), search.page
        return _by_receipts(reader, "page", search, (), limit, after or before, lowest, False)
    span = search.day
    before = after or (reader.read_model.find_place(span[1]) if span is not None else LAST_PLACE)
    lowest = reader.read_model.find_place(span[0])[0] if span is not None else 0
    understood = "latest" if span is None else "day"
    if people:
        understood = "person"
    elif search.words:
        understood = "words"
    return _by_receipts(reader, understood, search, people, limit, before, lowest, after is None)


def find_people(reader: Reader, words: Iterable[str]) -> tuple[PersonView, ...]:
    """The members whose names hold all of these folded words; nobody when they are too many to be meant."""
    found = _find_named(reader, tuple(words))
    return tuple(found) if len(found) <= _PEOPLE_MAX else ()


def _find_named(reader: Reader, words: Sequence[str]) -> list[PersonView]:
    """The members whose names, or the letters that tell namesakes apart, hold all of these folded words."""
    named = ((person, fold(f"{person.name} {person.fingerprint}")) for person in reader.get_members())
    return [person for person, name in named if all(word in name for word in words)]


def _page(
    understood: str,
    lines: Iterable[ActLineView],
    *,
    search: Search | None = None,
    people: tuple[PersonView, ...] = (),
    words: str = "",
    next_place: Place | None = None,
    reached_ms: int = 0,
) -> RegisterPageView:
    span = search.day if search is not None else None
    return RegisterPageView(
        understood=understood,
        height=search.page if search is not None and understood == "page" else -1,
        day_ms=span[0] if span is not None else 0,
        people=people,
        words=words or (" ".join(search.words) if search is not None and not people else ""),
        lines=tuple(lines),
        next=next_place,
        reached_ms=reached_ms,
    )


def _lines_of(reader: Reader, ids: Iterable[bytes]) -> list[ActLineView]:
    lines = [line for name in ids if (line := get_act_line(reader, name)) is not None]
    return sorted(lines, key=lambda line: (-line.at_ms, line.event))


def _by_receipts(
    reader: Reader,
    understood: str,
    search: Search,
    people: tuple[PersonView, ...],
    limit: int,
    before: Place,
    lowest: int,
    is_first: bool,
) -> RegisterPageView:
    keys = get_keys_of(reader, [person.account for person in people])
    words = search.words if understood == "words" else ()
    asked = SLICE if words else limit
    receipts = (
        reader.read_model.get_receipts_of(keys, asked, before, lowest)
        if people
        else reader.read_model.get_receipts(asked, before, lowest)
    )
    lines = _get_waiting(reader, search, people, words) if is_first else []
    found, last = _take(reader, receipts, limit, lambda line: _says(line, words))
    has_more = last is not None and (last is not receipts[-1] or len(receipts) == asked)
    return _page(
        understood,
        [*lines, *found],
        search=search,
        people=people,
        next_place=(last.height, last.position) if has_more and last is not None else None,
        reached_ms=last.seal_ms if last is not None else 0,
    )


def _take(
    reader: Reader, receipts: list[Receipt], limit: int, is_wanted: Callable[[ActLineView], bool]
) -> tuple[list[ActLineView], Receipt | None]:
    """(the first lines that are wanted, the last receipt looked at)."""
    found: list[ActLineView] = []
    last: Receipt | None = None
    for receipt in receipts:
        last = receipt
        line = get_receipt_line(reader, receipt)
        if is_wanted(line):
            found.append(line)
            if len(found) == limit:
                break
    return found, last


def _get_waiting(
    reader: Reader, search: Search, people: tuple[PersonView, ...], words: tuple[str, ...]
) -> list[ActLineView]:
    """What no page holds yet and answers the search."""
    accounts = {person.account for person in people}
    found: list[ActLineView] = []
    for event in reversed(reader.picture.pending_events[-_WAITING_MAX:]):
        if search.day is not None and not search.day[0] <= event.time_ms < search.day[1]:
            continue
        line = get_pending_line(reader, event)
        parties = {person.account for person in (line.author, line.other) if person is not None}
        if (not accounts or accounts & parties) and _says(line, words):
            found.append(line)
    return found


def _says(line: ActLineView, words: Iterable[str]) -> bool:
    wanted = tuple(words)
    if not wanted:
        return True
    names = " ".join(person.name for person in (line.author, line.other) if person is not None)
    text = fold(f"{line.words} {names}")
    return all(word in text for word in wanted)


def _search_account(
    reader: Reader, asset: str, *, of_fund: bool, limit: int, after: Place | None
) -> RegisterPageView:
    """Where a balance comes from: what moved an asset of mine, or of the fund."""
    account = FUND if of_fund else reader.me
    before = after or LAST_PLACE
    if of_fund:
        receipts = reader.read_model.get_receipts(SLICE, before)
    else:
        receipts = reader.read_model.get_receipts_of(get_my_keys(reader), SLICE, before)
    kept: list[Receipt] = []
    last: Receipt | None = None
    for receipt in receipts:
        last = receipt
        if any(line.account == account and line.asset == asset for line in receipt.postings):
            kept.append(receipt)
            if len(kept) == limit:
                break
    has_more = last is not None and (last is not receipts[-1] or len(receipts) == SLICE)
    return _page(
        "account",
        [get_receipt_line(reader, receipt) for receipt in kept],
        words=asset,
        next_place=(last.height, last.position) if has_more and last is not None else None,
        reached_ms=last.seal_ms if last is not None else 0,
    )


# --- everything at once ------------------------------------------------------------------------------------


def find_anywhere(reader: Reader, typed: str) -> tuple[FoundView, ...]:
    """People, offers and needs, proposals and acts that answer to these words; a few of each."""
    search = read_search(typed, reader.now_ms, get_commune(reader.state).offsets)
    words = fold(typed[:200]).split()
    if not words:
        return ()
    named = _find_named(reader, words)[:_FOUND_MAX]
    found = [_found("person", one.account, one.name, one) for one in named]
    listed = get_listings(reader, search=typed[:200], limit=_FOUND_MAX)
    found += [_found(view.side, view.listing, view.title, view.author, view.at_ms) for view in listed]
    proposals = [view for view in get_proposals(reader) if all(word in fold(view.title) for word in words)]
    found += [
        _found("proposal", view.proposal, view.title, view.author, view.opened_ms)
        for view in proposals[:_FOUND_MAX]
    ]
    return (*found, *_find_acts(reader, search, words))


def _found(
    kind: str, name: bytes, title: str, person: PersonView | None, at_ms: int = 0, act: str = ""
) -> FoundView:
    return FoundView(kind=kind, object=name, title=title, person=person, at_ms=at_ms, act=act)


def _find_acts(reader: Reader, search: Search, words: list[str]) -> list[FoundView]:
    """By the number; else among my latest by what they say."""
    if len(search.number) >= NUMBER_DIGITS_MIN:
        lines = _lines_of(reader, reader.read_model.get_ids(search.number, _FOUND_MAX))
        if lines:
            return [
                _found("act", line.event, line.words, line.other or line.author, line.at_ms, line.kind)
                for line in lines
            ]
    found: list[FoundView] = []
    for entry in get_history(reader, _MINE_MAX):
        said = entry.memo or entry.title
        if said and all(word in fold(said) for word in words):
            found.append(_found("act", entry.event, said, entry.counterpart, entry.at_ms, entry.kind))
    return found[:_FOUND_MAX]
