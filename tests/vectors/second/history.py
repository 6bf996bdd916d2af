# SPDX-License-Identifier: CC0-1.0
"""A whole history: the charter, then seal after seal, checked and executed. Sections 3.5, 4.1 to 4.4, 5."""

from __future__ import annotations

from second.codec import blake, check, decode, encode, merkle
from second.events import check_event
from second.execute import Execution, execute_charter, results_root
from second.recovery import check_recovery, parse_recovery
from second.seals import check_seal, order
from second.state import DAY

EVENTS_MAX, BYTES_MAX = 4_096, 1_048_576
CHECKPOINT = 64
BOOKKEEPING = ("anchors", "chain", "keys", "quotas")


class Copy:
    """What a node knows that follows seals and nothing else."""

    def __init__(self, charter):
        self.charter = check_event(charter, bytes(32))
        self.commune = self.charter.id
        self.state = execute_charter(self.charter)
        self.sealed = {self.charter.id: self.charter.author}
        self.dead = {}
        self.results = [[self.charter.id, "applied", []]]
        self.was_empty = False
        self.list_changed = False

    def witnesses(self):
        return [row for _, row in self.state.rows("witnesses")]

    def next_witnesses(self):
        rows = self.state.rows("next-witnesses") or self.state.rows("witnesses")
        return [row for _, row in rows]

    # --- the cut

    def account_of(self, event, cut):
        """Section 3.5: the account of its key, or of what introduces the key in this event's own past."""
        row = self.state.get("keys", event.author)
        if row is not None:
            return row.account
        past = event
        while past.kind != "resident.join" and not (
            past.kind == "key.add" and past.body["key"] == event.author
        ):
            past = cut.get(past.prev) or self.dead[past.prev]
        if past.kind == "key.add":
            return self.account_of(past, cut)
        invitation = self.state.get("invitations", past.prev)
        if invitation is not None:
            return invitation.sponsor
        # Pending, dead, or sealed void: its author answers for whom it let in.
        if past.prev in cut or past.prev in self.dead:
            return self.account_of(cut.get(past.prev) or self.dead[past.prev], cut)
        return self.state.get("keys", self.sealed[past.prev]).account

    def check_cut(self, heads, cut, seal_time):
        check(all(head in cut for head in heads), "a head that is not in the cut", "bad-seal")
        reached, waiting = set(), list(heads)
        below = set()
        while waiting:
            event = cut[waiting.pop()]
            if event.id in reached:
                continue
            reached.add(event.id)
            for parent in (event.prev, *event.deps):
                known = parent in cut or parent in self.sealed or parent in self.dead
                check(known or parent in event.deps, "a parent nobody has", "bad-seal")
                if parent in cut:
                    below.add(parent)
                    waiting.append(parent)
        check(reached == set(cut), "events no head reaches", "bad-seal")
        check(not below & set(heads), "a head below another", "bad-seal")
        places = {(event.author, event.seq) for event in cut.values()}
        check(len(places) == len(cut), "a fork", "bad-seal")
        check(
            len(cut) <= EVENTS_MAX and sum(e.size for e in cut.values()) <= BYTES_MAX, "too much", "bad-seal"
        )
        self.check_quotas(cut, seal_time)

    def check_quotas(self, cut, seal_time):
        day, value = seal_time // DAY, self.state.parameter
        used = {}
        for event in cut.values():
            account = self.account_of(event, cut)
            if account not in used:
                known, events, size = self.state.get("quotas", account, (day, 0, 0))
                used[account] = (events, size) if known == day else (0, 0)
            events, size = used[account]
            used[account] = (events + 1, size + event.size)
        for account, (events, size) in used.items():
            row = self.state.account(account)
            name = "quota.events-day-newcomer" if row and row.guaranteed else "quota.events-day"
            check(events <= value(name) and size <= value("quota.bytes-day"), "quota", "bad-seal")

    # --- a seal

    def follow(self, events, seal, certificate, recovery=None):
        """Check the seal against the state, execute it; its Execution.

        `recovery`: the bytes of one that begins a new epoch with this seal.
        """
        cut = {event.id: event for event in (check_event(data, self.commune) for data in events)}
        chain, present, following = self.state.chain, self.witnesses(), self.next_witnesses()
        if recovery is not None:
            recovery = parse_recovery(recovery)
            check_recovery(recovery, self.state, self.commune)
            chain = chain._replace(epoch=recovery.epoch)
            present = following = list(map(tuple, recovery.list))
        witnesses = [[account.hex(), node.hex()] for account, node in present]
        seal_id = check_seal(seal, certificate, witnesses, self.commune)
        _, epoch, height, previous, time, heads, order_root, results, total, digest, state = decode(
            seal, entries_max=256, depth_max=2
        )
        check((epoch, height, previous) == (chain.epoch, chain.height + 1, chain.seal), "chain", "bad-seal")
        check(time > chain.time, "time", "bad-seal")
        self.check_cut(heads, cut, time)
        is_due = any(due <= time for due, _ in self.state.tables.get("tasks", {}))
        is_reason = cut or not self.was_empty or is_due or self.list_changed or recovery is not None
        check(is_reason, "an empty seal without a reason", "bad-seal")
        payers = {e.id: self.account_of(e, cut) for e in cut.values()}
        ranked = [
            {"id": e.id, "author": e.author.hex(), "account": payers[e.id].hex(),
             "seq": e.seq, "prev": e.prev, "deps": e.deps, "kind": e.kind}
            for e in cut.values()
        ]  # fmt: skip
        ordered = order(ranked, chain.seal)
        check(order_root == merkle(ordered), "order root", "bad-seal")
        check(results == results_root(self.results), "results root", "bad-seal")
        check(total == chain.total + len(cut), "total", "bad-seal")
        check(digest == blake("vsng-witnesses", encode(following)), "witnesses digest", "bad-seal")
        expected = self.state.digest() if height % CHECKPOINT == 0 else b""
        check(state == expected, "state digest", "bad-seal")
        execution = Execution(self.state, self.commune, seal_id, time, total, payers)
        self.state = execution.run([cut[event_id] for event_id in ordered], recovery)
        self.sealed |= {event.id: event.author for event in cut.values()}
        self.results = execution.results
        self.was_empty = not execution.results
        self.list_changed = self.witnesses() != present
        return execution, ordered


def compare(copy, events, case):
    """What differs between this execution and what the vector says, as texts."""
    before = copy.state.encoded()
    dead = [check_event(bytes.fromhex(data), copy.commune) for data in case.get("dead", [])]
    copy.dead |= {event.id: event for event in dead}
    raw = bytes.fromhex
    recovery = raw(case["recovery"]) if "recovery" in case else None
    execution, ordered = copy.follow(events, raw(case["seal"]), raw(case["certificate"]), recovery)
    found = []
    if ordered != [check_event(data, copy.commune).id for data in events]:
        found.append("order")
    results = [
        [one.hex(), outcome, [[account.hex(), *rest] for account, *rest in postings]]
        for one, outcome, postings in execution.results
    ]
    for mine, theirs, label in zip(results, case["results"], execution.labels):
        if mine != theirs:
            found.append(f"{label}: {mine} is not {theirs}")
    if len(results) != len(case["results"]):
        found.append(f"{len(results)} results, not {len(case['results'])}")
    if results_root(execution.results).hex() != case["results_root"]:
        found.append("results root")
    if copy.state.chain.total != case["total"]:
        found.append("total")
    found += compare_rows(before, copy.state.encoded(), case["changed"])
    if copy.state.digest().hex() != case["state_digest"]:
        found.append("state digest")
    return found


def compare_rows(before, after, theirs):
    mine = {
        (table, key): after.get((table, key), b"")
        for table, key in before.keys() | after.keys()
        if before.get((table, key)) != after.get((table, key)) and table not in BOOKKEEPING
    }
    wanted = {(table, bytes.fromhex(key)): bytes.fromhex(row) for table, key, row in theirs}
    found = []
    for place in sorted(mine.keys() | wanted.keys()):
        if mine.get(place) != wanted.get(place):
            rows = [
                decode(rows[place], 2**20, 2**16, 8) if rows.get(place) else None for rows in (mine, wanted)
            ]
            if all(isinstance(row, list) for row in rows) and len(rows[0]) == len(rows[1]):
                fields = [(at, *pair) for at, pair in enumerate(zip(*rows)) if pair[0] != pair[1]]
                found.append(f"{place[0]} {decode(place[1])}: (field, mine, theirs) {fields}")
            else:
                found.append(f"{place[0]} {decode(place[1])}: {rows[0]} is not {rows[1]}")
    return found


def run_history(charter, history):
    """(height, what differs) until the first height that does."""
    copy = Copy(bytes.fromhex(charter))
    for case in history["heights"]:
        height = copy.state.chain.height + 1
        found = compare(copy, list(map(bytes.fromhex, case["events"])), case)
        yield height, found
        if found:
            return
