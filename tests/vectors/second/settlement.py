# SPDX-License-Identifier: CC0-1.0
"""Choices of a member and the settlement of a civil day. Source: docs/protocol.md section 6.16."""

from __future__ import annotations

from dataclasses import dataclass, field

from second.codec import blake
from second.membership import add_partner
from second.money import contribute
from second.shapes import array, either, empty, ident, name, number, one_of, row
from second.state import (
    Settled,
    above_floor,
    civil_month,
    day_number,
    next_day,
    refuse_if,
    start_of_day,
)

LATE_COUNTER = 64
DAYS_KEPT = 4
ISSUE, BURN, FUND = (b"issue", "current"), (b"burn", "current"), (b"fund", "unallocated")


# --- choices --------------------------------------------------------------------------------------------


def first_open(state, previous_time):
    """Start of the first civil day that may still be settled."""
    return start_of_day(state.commune.offsets, previous_time - state.parameter("settlement.grace-ms"))


def founded(state):
    founder = state.commune.founder
    return (state.account(founder) or state.get("departures", founder)).joined


def choose(call, which, value):
    state, account = call.state, call.author
    offsets = state.commune.offsets
    instant = next_day(offsets, start_of_day(offsets, call.now))
    versions = list(state.get("choices", (account, which), ()))
    open_day = first_open(state, call.previous_time)
    keeps_first = len(versions) == 1 and open_day <= founded(state)
    if versions and versions[-1][0] == instant and not keeps_first:
        versions.pop()
    versions.append((instant, value))
    in_force = [place for place, (start, _) in enumerate(versions) if start <= open_day]
    if in_force:
        versions = versions[in_force[-1] :]
    state.put("choices", (account, which), tuple(versions))


def choice(state, account, which, day, default):
    versions = state.get("choices", (account, which), ())
    found = [value for start, value in versions if start <= day]
    if found:
        return found[-1]
    if versions and day <= founded(state):
        return versions[0][1]
    return default


def directive(call):
    state, entries = call.state, call.event.body["entries"]
    pairs = [(kind, who) for kind, who, *_ in entries]
    refuse_if(len(set(pairs)) < len(pairs), "malformed")
    for kind, who, cap, start, until in entries:
        refuse_if((kind == "neighbours") != (who == b""), "malformed")
        refuse_if(kind != "gift" and (cap or start or until), "malformed")
    for kind, who, cap, start, until in entries:
        refuse_if(who == call.author, "self")
        if who:
            state.refuse_stranger(who)
        refuse_if(kind == "gift" and (not cap or start >= until), "bounds")
    choose(call, "directive", (tuple(map(tuple, entries)), call.event.body["rest"]))


def tariff(call):
    prices = call.event.body["prices"]
    assets = [asset for asset, _ in prices]
    refuse_if(len(set(assets)) < len(assets), "malformed")
    refuse_if(any(not call.state.has("assets", asset) for asset in assets), "no such object")
    choose(call, "tariff", tuple(map(tuple, prices)))


def tariff_of(state, account, day):
    prices = choice(state, account, "tariff", day, ())
    if prices:
        return prices
    parity = state.get("parities", "hour")
    if parity is None:
        return (("kwh", 1_000),)
    return (("hour", 1_000 * parity[1] // parity[0]),)


# --- recording ------------------------------------------------------------------------------------------


def mints(state, meter, day):
    found = state.get("meters", meter)
    if found.side != "production":
        return found.side == "injection" and day >= found.counts
    return not has_injection(state, found.owner, day)


def has_injection(state, owner, day):
    rows = [state.get("meters", meter) for meter in state.get("owned-meters", owner, ())]
    return any(row.side == "injection" and row.certifier and row.counts <= day for row in rows)


def record(call, meter, days, shares):
    state = call.state
    offsets = state.commune.offsets
    opened = first_open(state, call.previous_time)

    def is_late(day):
        row = state.get("settlements", day)
        return row[2] if row else day < opened

    def arrange(day, counter):
        if state.has("settlements", day):
            return
        due = next_day(offsets, day) + state.parameter("settlement.grace-ms")
        task = call.add_task(due, "settlement", day.to_bytes(8, "big"), counter=counter)
        state.put("settlements", day, (due, task, False))

    late = 0
    for place, (day, share) in enumerate(zip(days, shares)):
        if not is_late(day):
            state.put("waiting-days", (day, meter), share)
            arrange(day, place)
        elif mints(state, meter, day):
            late += share
    if late:
        state.put("late-energy", meter, state.get("late-energy", meter, 0) + late)
        day = opened
        while is_late(day):
            day = next_day(offsets, day)
        arrange(day, LATE_COUNTER)


def drop_old_days(state, oldest):
    offsets = state.commune.offsets
    for (day, account), _ in state.rows("settled-days"):
        if day_number(offsets, day) <= oldest:
            state.drop("settled-days", (day, account))
    for day, (_, _, done) in state.rows("settlements"):
        if done and day_number(offsets, day) <= oldest:
            state.drop("settlements", day)


# --- the task -------------------------------------------------------------------------------------------


@dataclass
class Line:
    """What one member's row of the day will say."""

    minted: int = 0
    own: int = 0
    fund: int = 0
    saved: int = 0
    kept: int = 0
    late: int = 0
    sales: list = field(default_factory=list)
    gifts: list = field(default_factory=list)


def turn(day, meter):
    return blake("vsng-turn", day.to_bytes(8, "big") + meter)


class Settlement:
    def __init__(self, call, day):
        self.call, self.state, self.day = call, call.state, day
        self.month = civil_month(self.state.commune.offsets, day)
        self.lines = {}
        self.uses = {}
        self.left = {}
        self.given = {}

    def line(self, account):
        return self.lines.setdefault(account, Line())

    def run(self):
        self.credit_late()
        self.read_day()
        for meter in sorted(self.left, key=lambda one: turn(self.day, one)):
            if self.left[meter] and mints(self.state, meter, self.day):
                self.share_out(meter, self.left[meter])
        self.close()

    def credit_late(self):
        state = self.state
        for meter, energy in state.rows("late-energy"):
            owner = state.get("meters", meter).owner
            if self.call.try_move((ISSUE, (owner, "energy-savings"), "kwh", energy)):
                self.line(owner).late += energy
                state.change("meters", meter, minted=state.get("meters", meter).minted + energy)
            state.drop("late-energy", meter)

    def read_day(self):
        state, day = self.state, self.day
        waiting = {meter: energy for (start, meter), energy in state.rows("waiting-days") if start == day}
        for meter in waiting:
            state.drop("waiting-days", (day, meter))
        owners = set()
        for meter, energy in waiting.items():
            row = state.get("meters", meter)
            if row.side != "consumption":
                owners.add(row.owner)
                self.left[meter] = energy
            elif choice(state, row.owner, "local-sale", day, False):
                self.uses[row.owner] = self.uses.get(row.owner, 0) + energy
        for owner in sorted(owners):
            self.count_own_use(owner, waiting)

    def count_own_use(self, owner, waiting):
        state, day = self.state, self.day
        if not has_injection(state, owner, day):
            return
        mine = [(meter, state.get("meters", meter)) for meter in state.get("owned-meters", owner)]
        mine = [
            (meter, row) for meter, row in mine
            if row.side != "consumption" and row.certifier and row.counts <= day
        ]  # fmt: skip
        if any(meter not in waiting for meter, _ in mine):
            return
        own = sum(waiting[meter] * (1 if row.side == "production" else -1) for meter, row in mine)
        for meter, found in mine:
            part = min(own, waiting[meter]) if found.side == "production" else 0
            if part > 0:
                own -= part
                self.use_own(owner, meter, found, part)

    def use_own(self, owner, meter, found, part):
        current = (owner, "current")
        if self.call.try_move((ISSUE, current, "kwh", part), (current, BURN, "kwh", part)):
            self.line(owner).own += part
            self.line(owner).minted += part
            self.state.change("meters", meter, minted=found.minted + part)

    # --- one meter's energy

    def share_out(self, meter, energy):
        state = self.state
        owner = state.get("meters", meter).owner
        if not self.call.try_move((ISSUE, (owner, "current"), "kwh", energy)):
            return
        state.change("meters", meter, minted=state.get("meters", meter).minted + energy)
        self.line(owner).minted += energy
        entries, rest = choice(
            state, owner, "directive", self.day, ((("neighbours", b"", 0, 0, 0),), "savings")
        )
        left = energy
        for kind, who, cap, start, until in entries:
            if kind == "gift":
                left -= self.give(owner, who, left, cap) if start <= self.day < until else 0
            elif kind == "buyer":
                left -= self.sell(owner, who, left)
            else:
                left -= self.sell_around(owner, left)
        self.place_rest(owner, left, rest)

    def give(self, owner, to, left, cap):
        state = self.state
        month, given = state.get("gifts-given", (owner, to), (self.month, 0))
        given = given if month == self.month else 0
        amount = max(0, min(left, cap - given))
        moves = [((owner, "current"), (to, "current"), "kwh")]
        if to in self.uses:
            amount = min(amount, self.uses[to])
            moves.append(((to, "current"), BURN, "kwh"))
        if (
            not state.is_member(to)
            or not amount
            or not self.call.try_move(*((*move, amount) for move in moves))
        ):
            return 0
        if to in self.uses:
            self.uses[to] -= amount
        state.put("gifts-given", (owner, to), (self.month, given + amount))
        self.contribute(owner, amount)
        self.line(owner).gifts.append((to, amount))
        return amount

    def contribute(self, owner, energy):
        self.given[owner] = self.given.get(owner, 0) + energy

    def can_pay(self, account, asset):
        state = self.state
        if not state.is_mutual(asset):
            return state.balance(account, "current", asset)
        row = state.account(account)
        most = above_floor(state, account, asset)
        if row.guaranteed and state.is_member(row.sponsor):
            # Beyond its own balance each unit is a debt that the sponsor answers for.
            own = max(0, state.balance(account, "current", asset))
            most = min(most, own + max(0, above_floor(state, row.sponsor, asset)))
        return max(0, most)

    def sell(self, owner, buyer, asked):
        asked = min(asked, self.uses.get(buyer, 0))
        sold = 0
        for asset, price in tariff_of(self.state, owner, self.day):
            energy = min(asked - sold, self.can_pay(buyer, asset) * 1_000 // price)
            if energy <= 0:
                continue
            paid, received = -(-energy * price // 1_000), energy * price // 1_000
            moves = []
            if received:
                moves.append(((buyer, "current"), (owner, "current"), asset, received))
            if paid > received:
                moves.append(((buyer, "current"), FUND, asset, paid - received))
            moves.append(((owner, "current"), (buyer, "current"), "kwh", energy))
            moves.append(((buyer, "current"), BURN, "kwh", energy))
            if not self.call.try_move(*moves):
                continue
            sold += energy
            self.uses[buyer] -= energy
            self.line(owner).sales.append((buyer, energy, asset, paid, received))
            if self.state.is_mutual(asset) and received:
                add_partner(self.state, owner, buyer)
        self.contribute(owner, sold)
        return sold

    def sell_around(self, owner, left):
        around = [(one, use) for one, use in sorted(self.uses.items()) if one != owner and use]
        total = sum(use for _, use in around)
        parts = [(one, use if left >= total else left * use // total) for one, use in around]
        sold = sum(self.sell(owner, one, part) for one, part in parts)
        dust = left - sum(part for _, part in parts) if left < total else 0
        if dust and self.call.try_move(((owner, "current"), FUND, "kwh", dust)):
            self.line(owner).fund += dust
            self.contribute(owner, dust)
            sold += dust
        return sold

    def place_rest(self, owner, left, rest):
        if not left:
            return
        if rest == "savings" and self.call.try_move(
            ((owner, "current"), (owner, "energy-savings"), "kwh", left)
        ):
            self.line(owner).saved += left
        elif rest == "fund" and self.call.try_move(((owner, "current"), FUND, "kwh", left)):
            self.line(owner).fund += left
            self.contribute(owner, left)
        else:
            self.line(owner).kept += left

    # --- the end

    def close(self):
        state, day, now = self.state, self.day, self.call.now
        for owner, energy in self.given.items():
            if energy:
                contribute(state, owner, "kwh", energy, now)
        for account, line in self.lines.items():
            state.put("settled-days", (day, account), Settled(
                line.minted, line.own, line.fund, line.saved, line.kept, line.late,
                tuple(line.sales), tuple(line.gifts),
            ))  # fmt: skip
        due, task, _ = state.get("settlements", day)
        state.put("settlements", day, (due, task, True))
        drop_old_days(state, day_number(state.commune.offsets, day) - DAYS_KEPT)
        for pair, (month, _) in state.rows("gifts-given"):
            if month < self.month:
                state.drop("gifts-given", pair)


def settlement_due(call):
    call.settled = True
    Settlement(call, int.from_bytes(call.task.object, "big")).run()


ENTRY = row(one_of("gift", "buyer", "neighbours"), either(ident, empty), number(0), number(0), number(0))
KINDS = {
    "directive": (
        {"entries": array(ENTRY, 0, 16), "rest": one_of("savings", "current", "fund")}, directive,
    ),
    "tariff": ({"prices": array(row(name, number(1)), 0, 8)}, tariff),
}  # fmt: skip
TASKS = {"settlement": settlement_due}
