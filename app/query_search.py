# SPDX-License-Identifier: AGPL-3.0-or-later
"""The register searched, and everything searched at once (« chercher partout »).

    a number, a page, a day, a person   by their index: a page costs what it shows
    a word, an account of the commune   no index: `SLICE` acts are looked at, and the caller goes on
    a sort of act (« votes », « dons »)  as a word, `SORT_SLICE` of them: their receipts are enough

The law: one question looks at a bounded number of acts, however long the history.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from app.facade_folding import fold
from app.facade_naming import name_apart
from app.query_acts import get_act_line, get_pending_line, get_receipt_line
from app.query_council import get_proposals
from app.query_market import get_listings
from app.query_money import get_history, get_keys_of, get_my_keys
from app.reader import Reader
from app.searching import NUMBER_DIGITS_MIN, Search, read_search
from app.searching_sorts import Sort, find_sorts, offer_sorts
from app.views import PersonView
from app.views_register import ActLineView, FoundView, RegisterPageView
from ledger.read_model import LAST_PLACE, Receipt
from ledger.rulebook.market import LISTINGS
from ledger.rulebook.orders import ORDERS
from ledger.state import get_commune
from ledger.units import FUND, EventId

SLICE: Final = 150
"""Acts one question looks at where no index helps: some 40 ms."""
SORT_SLICE: Final = 400
SORT_MADE: Final = 80
LINES_MAX: Final = 100
_PEOPLE_MAX: Final = 5
_WAITING_MAX: Final = 200
_FOUND_MAX: Final = 6
_MINE_MAX: Final = 40

Place = tuple[int, int]


@dataclass(frozen=True, slots=True)
class _Asked:
    """A search as it was understood."""

    understood: str
    search: Search
    people: tuple[PersonView, ...] = ()
    words: tuple[str, ...] = ()
    """Folded, to be found in what acts say."""
    said: str = ""
    """The same as they were typed."""
    sorts: tuple[Sort, ...] = ()


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
    if asset:
        return _search_account(reader, asset, of_fund=of_fund, limit=limit, after=after)
    if search.number and not as_words and after is None:
        lines = _lines_of(reader, reader.read_model.get_ids(search.number, limit))
        if lines:
            return _page(_Asked("number", search, said=search.number), lines)
    if search.page >= 0 and not as_words:
        before, lowest = (search.page + 1, 0), search.page
        return _by_receipts(reader, _Asked("page", search), limit, after or before, lowest, False)
    span = search.day
    before = after or (reader.read_model.find_place(span[1]) if span is not None else LAST_PLACE)
    lowest = reader.read_model.find_place(span[0])[0] if span is not None else 0
    asked = _understand(reader, search, as_words=as_words)
    return _by_receipts(reader, asked, limit, before, lowest, after is None)


def _understand(reader: Reader, search: Search, *, as_words: bool) -> _Asked:
    """A sort of act, somebody, words, or several of these at once: « les dons de Claire »."""
    if not search.words:
        return _Asked("latest" if search.day is None else "day", search)
    sorts, places = ((), tuple(range(len(search.words)))) if as_words else find_sorts(search.words)
    words = tuple(search.words[place] for place in places)
    said = " ".join(search.said[place] for place in places)
    people = () if as_words or not words else find_people(reader, words)
    understood = "kind" if sorts else "person" if people else "words"
    if people:
        words, said = (), ""
    return _Asked(understood, search, people, words, said, sorts)


def find_people(reader: Reader, words: Iterable[str]) -> tuple[PersonView, ...]:
    """The members whose names hold all of these folded words; nobody when they are too many to be meant."""
    found = _find_named(reader, tuple(words))
    return tuple(found) if len(found) <= _PEOPLE_MAX else ()


def _find_named(reader: Reader, words: Sequence[str]) -> list[PersonView]:
    """The members whose names, or the letters that tell namesakes apart, hold all of these folded words."""
    named = ((person, fold(f"{person.name} ({person.fingerprint})")) for person in reader.get_members())
    return [person for person, name in named if all(word in name for word in words)]


def _page(
    asked: _Asked, lines: Iterable[ActLineView], *, next_place: Place | None = None, reached_ms: int = 0
) -> RegisterPageView:
    span, understood = asked.search.day, asked.understood
    by_words = understood in ("words", "person", "kind")
    return RegisterPageView(
        understood=understood,
        height=asked.search.page if understood == "page" else -1,
        day_ms=span[0] if span is not None and understood not in ("page", "number") else 0,
        people=asked.people,
        words=asked.said,
        lines=tuple(lines),
        next=next_place,
        reached_ms=reached_ms,
        sorts=tuple(sort.name for sort in asked.sorts),
        offered=tuple(sort.name for sort in offer_sorts(asked.search.words)) if by_words else (),
    )


def _lines_of(reader: Reader, ids: Iterable[bytes]) -> list[ActLineView]:
    lines = [line for name in ids if (line := get_act_line(reader, name)) is not None]
    return sorted(lines, key=lambda line: (-line.at_ms, line.event))


def _by_receipts(
    reader: Reader,
    asked: _Asked,
    limit: int,
    before: Place,
    lowest: int,
    is_first: bool,
) -> RegisterPageView:
    keys = get_keys_of(reader, [person.account for person in asked.people])
    count = SORT_SLICE if asked.sorts else SLICE if asked.words else limit
    receipts = (
        reader.read_model.get_receipts_of(keys, count, before, lowest)
        if asked.people
        else reader.read_model.get_receipts(count, before, lowest)
    )
    lines = _get_waiting(reader, asked) if is_first else []
    found, last = _take(reader, receipts, limit, asked)
    has_more = last is not None and (last is not receipts[-1] or len(receipts) == count)
    return _page(
        asked,
        [*lines, *found],
        next_place=(last.height, last.position) if has_more and last is not None else None,
        reached_ms=last.seal_ms if last is not None else 0,
    )


def _take(
    reader: Reader, receipts: list[Receipt], limit: int, asked: _Asked
) -> tuple[list[ActLineView], Receipt | None]:
    """(the first lines that are wanted, the last receipt looked at).

    Of a sort, most receipts are passed over; of those that are not, no more than `SORT_MADE` are made a line.
    """
    found: list[ActLineView] = []
    last: Receipt | None = None
    made = 0
    for receipt in receipts:
        if asked.sorts and not any(
            sort.may_hold(receipt.label, {line.asset for line in receipt.postings}) for sort in asked.sorts
        ):
            last = receipt
            continue
        if asked.sorts and made == SORT_MADE:
            break
        last, made = receipt, made + 1
        line = get_receipt_line(reader, receipt)
        if _is_wanted(reader, line, asked):
            found.append(line)
            if len(found) == limit:
                break
    return found, last


def _is_wanted(reader: Reader, line: ActLineView, asked: _Asked) -> bool:
    is_of = not asked.sorts or any(_is_of(reader, line, sort) for sort in asked.sorts)
    return is_of and _says(line, asked.words)


def _is_of(reader: Reader, line: ActLineView, sort: Sort) -> bool:
    if any(amount.asset in sort.assets for amount in line.amounts):
        return True
    if not line.kind.startswith(sort.kinds):
        return False
    return not sort.template or _find_template(reader, line.event) == sort.template


def _find_template(reader: Reader, act: bytes) -> str:
    """Of the listing an act is about; empty when that is not known any more."""
    event = reader.store.get_event(EventId(act))
    listing = reader.state.get(LISTINGS, EventId(act))
    if listing is None and event is not None:
        named = event.body.get("order", act)
        order = reader.state.get(ORDERS, EventId(named if type(named) is bytes else b""))
        named = order.listing if order is not None else event.body.get("listing", b"")
        listing = reader.state.get(LISTINGS, EventId(named if type(named) is bytes else b""))
    return listing.template if listing is not None else ""


def _get_waiting(reader: Reader, asked: _Asked) -> list[ActLineView]:
    """What no page holds yet and answers the search."""
    search = asked.search
    accounts = {person.account for person in asked.people}
    found: list[ActLineView] = []
    for event in reversed(reader.picture.pending_events[-_WAITING_MAX:]):
        if search.day is not None and not search.day[0] <= event.time_ms < search.day[1]:
            continue
        line = get_pending_line(reader, event)
        parties = {person.account for person in (line.author, line.other) if person is not None}
        if (not accounts or accounts & parties) and _is_wanted(reader, line, asked):
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
        _Asked("account", Search(), said=asset),
        [get_receipt_line(reader, receipt) for receipt in kept],
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
    found = [_found("person", one.account, name_apart(one), one) for one in named]
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
