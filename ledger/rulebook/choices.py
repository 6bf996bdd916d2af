# SPDX-License-Identifier: AGPL-3.0-or-later
"""What a member decides about its energy, and enough of its past to settle a day by what stood before it.

    directive   the ordered list a roof's production walks down, and what becomes of the rest
    tariff      what a kWh costs, in the assets the producer prefers
    local-sale  (a `consent`) this member's use may be published, and it buys from the neighbours

The law: a choice counts for the civil days that begin after it was sealed, so nobody picks a buyer knowing
the figures.  Days that began before the commune existed take a member's first choice, nothing replaces it.
Source: docs/protocol.md section 6.16; docs/adr/0015-settlement.md.
"""

from __future__ import annotations

from typing import Any, Final, cast

from ledger import calendar
from ledger.errors import Reason
from ledger.rulebook.parity import get_parity
from ledger.rulebook.rule import (
    Call,
    Rule,
    amount,
    check_that,
    get_member,
    integer,
    is_name,
    is_optional_id,
    list_of,
    one_of,
    tuple_of,
)
from ledger.state import (
    ACCOUNTS,
    ASSETS,
    DEPARTURES,
    Draft,
    Readable,
    Table,
    get_chain,
    get_commune,
    get_parameter,
)
from ledger.units import AccountId

DIRECTIVE: Final = "directive"
TARIFF: Final = "tariff"
LOCAL_SALE: Final = "local-sale"

GIFT: Final = "gift"
BUYER: Final = "buyer"
NEIGHBOURS: Final = "neighbours"
SAVINGS: Final = "savings"
CURRENT: Final = "current"
TO_FUND: Final = "fund"
RESTS: Final = (SAVINGS, CURRENT, TO_FUND)
ENTRIES_MAX: Final = 16
TARIFF_MAX: Final = 8
WH_OF_KWH: Final = 1_000

Entry = tuple[str, AccountId, int, int, int]
"""(gift / buyer / neighbours, whom, Wh a month, first instant, end): zeros where they mean nothing."""
Directive = tuple[tuple[Entry, ...], str]
Tariff = tuple[tuple[str, int], ...]
"""((asset, base units per kWh), …), the preferred first."""

CHOICES: Final = Table[tuple[AccountId, str], tuple[tuple[int, Any], ...]]("choices")
"""(member, what) → ((first instant it is in force, value), …) ascending."""

DIRECTIVE_DEFAULT: Final[Directive] = (((NEIGHBOURS, AccountId(b""), 0, 0, 0),), SAVINGS)
"""Who said nothing sells to whoever wants it and saves the rest."""


def get_founded_ms(state: Readable) -> int:
    account = get_commune(state).founder
    founder = state.get(ACCOUNTS, account) or state.get(DEPARTURES, account)
    assert founder is not None, "the founder is a member, or was"
    return founder.joined_ms


def first_open_day(state: Readable) -> int:
    """Start of the first civil day whose settlement had not come due when the last seal was made."""
    grace_ms = get_parameter(state, "settlement.grace-ms")
    return calendar.civil_day_start(get_commune(state).offsets, get_chain(state).seal_ms - grace_ms)


def put_choice(draft: Draft, call: Call, what: str, value: Any) -> None:
    """Keep a choice from the next civil day on, and those before it that an open day still needs."""
    starts_ms = calendar.next_day_start(get_commune(draft).offsets, call.now_ms)
    open_ms = first_open_day(draft)
    versions = list(draft.get(CHOICES, (call.account, what)) or ())
    is_first_needed = len(versions) == 1 and open_ms <= get_founded_ms(draft)
    if versions and versions[-1][0] == starts_ms and not is_first_needed:
        versions.pop()
    versions.append((starts_ms, value))
    while len(versions) > 1 and versions[1][0] <= open_ms:
        versions.pop(0)
    draft.put(CHOICES, (call.account, what), tuple(versions))


def get_choice(state: Readable, account: AccountId, what: str, day_ms: int) -> Any:
    """What a member had chosen before the day that starts at `day_ms`; None: nothing."""
    versions = state.get(CHOICES, (account, what)) or ()
    found = [value for starts_ms, value in versions if starts_ms <= day_ms]
    if found:
        return found[-1]
    return versions[0][1] if versions and day_ms <= get_founded_ms(state) else None


def get_last_choice(state: Readable, account: AccountId, what: str) -> Any:
    """What a member said last, in force or not yet; None: nothing."""
    versions = state.get(CHOICES, (account, what))
    return versions[-1][1] if versions else None


def get_directive(state: Readable, account: AccountId, day_ms: int) -> Directive:
    chosen = get_choice(state, account, DIRECTIVE, day_ms)
    return DIRECTIVE_DEFAULT if chosen is None else cast("Directive", chosen)


def get_tariff(state: Readable, account: AccountId, day_ms: int) -> Tariff:
    chosen = get_choice(state, account, TARIFF, day_ms)
    return cast("Tariff", chosen) if chosen else get_tariff_default(state)


def get_tariff_default(state: Readable) -> Tariff:
    """Parity in hours; in kWh where a commune counts no hours."""
    parity = get_parity(state, "hour")
    if parity is None:
        return (("kwh", WH_OF_KWH),)
    return (("hour", WH_OF_KWH * parity.denominator // parity.numerator),)


def buys(state: Readable, account: AccountId, day_ms: int) -> bool:
    """Whether a member had opted into the local sale before that day."""
    return bool(get_choice(state, account, LOCAL_SALE, day_ms))


def _apply_directive(draft: Draft, call: Call) -> None:
    entries = [tuple(entry) for entry in call.body["entries"]]
    named = [(kind, account) for kind, account, *_ in entries]
    check_that(len(set(named)) == len(named), Reason.MALFORMED)
    for kind, account, cap_wh, from_ms, until_ms in entries:
        if kind == NEIGHBOURS:
            check_that(not account, Reason.MALFORMED)
        else:
            check_that(account, Reason.MALFORMED)
            check_that(account != call.account, Reason.SELF)
            get_member(draft, AccountId(account))
        if kind == GIFT:
            check_that(cap_wh > 0 and from_ms < until_ms, Reason.BOUNDS)
        else:
            check_that(cap_wh == from_ms == until_ms == 0, Reason.MALFORMED)
    put_choice(draft, call, DIRECTIVE, (tuple(entries), call.body["rest"]))


def _apply_tariff(draft: Draft, call: Call) -> None:
    prices = [(asset, units) for asset, units in call.body["prices"]]
    check_that(len({asset for asset, _ in prices}) == len(prices), Reason.MALFORMED)
    check_that(all(draft.get(ASSETS, asset) is not None for asset, _ in prices), Reason.NO_SUCH)
    put_choice(draft, call, TARIFF, tuple(prices))


_ENTRY: Final = tuple_of(one_of(GIFT, BUYER, NEIGHBOURS), is_optional_id, integer(0), integer(0), integer(0))

KINDS: Final = {
    "directive": Rule(
        schema={"entries": list_of(_ENTRY, 0, ENTRIES_MAX), "rest": one_of(*RESTS)}, apply=_apply_directive
    ),
    "tariff": Rule(schema={"prices": list_of(tuple_of(is_name, amount), 0, TARIFF_MAX)}, apply=_apply_tariff),
}
TABLES: Final[tuple[Table[Any, Any], ...]] = (CHOICES,)
