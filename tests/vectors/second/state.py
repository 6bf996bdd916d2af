# SPDX-License-Identifier: CC0-1.0
"""Tables, civil days, postings. Source: docs/protocol.md sections 5.1, 5.2, 5.5, 6.1."""

from __future__ import annotations

from collections import namedtuple

from second.codec import blake, encode, merkle

DAY = 86_400_000
MOST = 2**53
CHUNK = 256 * 1024

Chain = namedtuple("Chain", "height seal time day total epoch rules")
Commune = namedtuple("Commune", "name latitude longitude since offsets sky founder purposes")
Account = namedtuple("Account", "sponsor branch joined display roles keys guaranteed guarantees partners")
Departure = namedtuple("Departure", "event left to joined sponsor display keys given owed erased")
Key = namedtuple("Key", "account order seq tip revoked")
Task = namedtuple("Task", "label object creator rearmed")
Invitation = namedtuple("Invitation", "sponsor key expires roles spent")
Meter = namedtuple(
    "Meter",
    "owner side watts tilt azimuth device source start counts certifier last index minted quarantine"
    " repair_at repair_index repair_by",
)
Listing = namedtuple("Listing", "author side template title text price stock withdrawn listed")
Order = namedtuple(
    "Order", "listing author buyer seller quantity price parity state steps closer problem attempts"
)
Proposal = namedtuple(
    "Proposal",
    "author form title text content municipal majority quorum delay opened closes executes state"
    " ayes noes abstentions members",
)
Change = namedtuple("Change", "by witnesses state attempts decided due")
Service = namedtuple(
    "Service",
    "provider beneficiary seconds start memo category logged state confirmer officer closed",
)
Settled = namedtuple("Settled", "minted own fund saved kept late sales gifts")


class Void(Exception):
    """An event is void for this reason."""


def refuse_if(condition, reason):
    if condition:
        raise Void(reason)


class State:
    """Named tables of rows. A copy shares tables until either writes; rows are never changed in place."""

    def __init__(self, tables=None):
        self.tables = tables or {}
        self.own = set()

    def copy(self):
        self.own = set()
        return State(dict(self.tables))

    def become(self, other):
        """Take over what a copy has written."""
        self.tables, self.own = other.tables, other.own

    def table_to_write(self, table):
        if table not in self.own:
            self.tables[table] = dict(self.tables.get(table, {}))
            self.own.add(table)
        return self.tables[table]

    def get(self, table, key, default=None):
        return self.tables.get(table, {}).get(key, default)

    def has(self, table, key):
        return key in self.tables.get(table, {})

    def put(self, table, key, row):
        self.table_to_write(table)[key] = row

    def drop(self, table, key):
        if self.has(table, key):
            self.table_to_write(table).pop(key)

    def change(self, table, key, **fields):
        self.put(table, key, self.tables[table][key]._replace(**fields))

    def each(self, table):
        """(key, row) in no order."""
        return list(self.tables.get(table, {}).items())

    def rows(self, table):
        """(key, row) ascending by encoded key."""
        return sorted(self.tables.get(table, {}).items(), key=lambda item: encode(item[0]))

    def count(self, table):
        return len(self.tables.get(table, {}))

    # --- what many rules ask

    @property
    def chain(self):
        return self.get("chain", "")

    @property
    def commune(self):
        return self.get("commune", "")

    def parameter(self, name):
        return self.tables["parameters"][name]

    def account(self, account):
        return self.get("accounts", account)

    def is_member(self, account):
        return self.has("accounts", account)

    def refuse_stranger(self, account):
        """An account that must be a member's is not."""
        refuse_if(self.has("departures", account), "gone")
        refuse_if(not self.is_member(account), "no such object")

    def balance(self, account, pot, asset):
        return self.get("balances", (account, pot, asset, ""), 0)

    def is_mutual(self, asset):
        return self.get("assets", asset) == "mutual"

    def encoded(self):
        """{(table, encoded key): encoded row}."""
        return {
            (name, encode(key)): encode(row)
            for name, rows in self.tables.items()
            for key, row in rows.items()
        }

    def digest(self):
        return merkle([blake("vsng-state", chunk) for chunk in chunks_of(self.encoded())])


def chunks_of(encoded):
    """Encoded rows in their order, joined in runs as long as a chunk holds."""
    chunks, size = [[]], 0
    for (name, key), row in sorted(encoded.items(), key=lambda item: (item[0][0].encode(), item[0][1])):
        entry = encode([name, key, row])
        if chunks[-1] and size + len(entry) > CHUNK:
            chunks.append([])
            size = 0
        chunks[-1].append(entry)
        size += len(entry)
    return [b"".join(entries) for entries in chunks if entries]


# --- civil days -----------------------------------------------------------------------------------------


def minutes_at(offsets, instant):
    found = offsets[0][1]
    for start, minutes in offsets:
        if start <= instant:
            found = minutes
    return found


def day_number(offsets, instant):
    return (instant + minutes_at(offsets, instant) * 60_000) // DAY


def day_start(offsets, number):
    """The first instant of a civil day: midnight under an offset, or where the clock leaps over it."""
    found = [number * DAY - minutes * 60_000 for _, minutes in offsets] + [start for start, _ in offsets]
    return min(instant for instant in found if day_number(offsets, instant) == number)


def start_of_day(offsets, instant):
    return day_start(offsets, day_number(offsets, instant))


def next_day(offsets, start):
    return day_start(offsets, day_number(offsets, start) + 1)


def is_day_start(offsets, instant):
    return start_of_day(offsets, instant) == instant


def civil_month(offsets, instant):
    """year × 12 + month − 1."""
    days = day_number(offsets, instant) + 719_468
    era, day_of_era = divmod(days, 146_097)
    year = (day_of_era - day_of_era // 1_460 + day_of_era // 36_524 - day_of_era // 146_096) // 365
    day_of_year = day_of_era - (365 * year + year // 4 - year // 100)
    shifted = (5 * day_of_year + 2) // 153
    month = shifted + 2 if shifted < 10 else shifted - 10
    return (year + era * 400 + (1 if month <= 1 else 0)) * 12 + month


# --- postings -------------------------------------------------------------------------------------------


def floor_of(state, account, asset):
    value, row = state.parameter, state.account(account)
    if row.guaranteed and not state.is_member(row.sponsor):
        return 0
    partners = len(state.account(account).partners)
    return -min(
        value(f"{asset}.floor") + partners * value(f"{asset}.floor-step"), value(f"{asset}.floor-max")
    )


def above_floor(state, account, asset):
    """How far a member's current pot, with the debts it guarantees, stands above its floor."""
    debts = [min(0, state.balance(guest, "current", asset)) for guest in state.account(account).guarantees]
    return state.balance(account, "current", asset) + sum(debts) - floor_of(state, account, asset)


def settle(state, postings):
    """Add these to the balances and judge every pot that sank."""
    before = {}
    for account, pot, asset, purpose, amount in postings:
        key = (account, pot, asset, purpose)
        balance = state.get("balances", key, 0)
        before.setdefault(key, balance)
        refuse_if(not -MOST <= balance + amount <= MOST, "overflow")
        state.put("balances", key, balance + amount)
    for key in before:
        if state.get("balances", key) < before[key]:
            judge(state, key)
    for key in before:
        if state.get("balances", key) == 0:
            state.drop("balances", key)


def judge(state, key):
    account, pot, asset, _ = key
    balance = state.get("balances", key)
    if account == b"issue" or (account == b"fund" and pot == "debt" and asset == "hour"):
        return
    if pot == "current" and state.is_mutual(asset) and state.is_member(account):
        refuse_if(above_floor(state, account, asset) < 0, "floor")
        row = state.account(account)
        answered = row.guaranteed and state.is_member(row.sponsor)
        refuse_if(answered and balance < 0 and above_floor(state, row.sponsor, asset) < 0, "floor")
        return
    refuse_if(balance < 0, "balance")
