# SPDX-License-Identifier: AGPL-3.0-or-later
"""Execution: (state, ordered events, seal) → (state, results). The only caller of the rule book.

    for each event of a cut: admit (chain, key) → tip moves → anchor, shape, rule, postings → applied or void
    then every due task up to the seal's time

The law: same state, same bytes, same results. A void event changes nothing but its author's tip and quota.
Source: docs/protocol.md sections 3 (storable, forks), 4 (due tasks) and 5.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from ledger import limits
from ledger.encoding import encode_plain
from ledger.errors import Reason, Refused
from ledger.event import CHARTER, JOIN, Event
from ledger.hashing import hash_postings, merkle_root
from ledger.posting import settle
from ledger.recovery import LABEL as RECOVERY
from ledger.recovery import Statement, apply_recovery
from ledger.rulebook.book import BOOK, Book, Rules, get_rule
from ledger.rulebook.leaving import LEAVE
from ledger.rulebook.rule import Call, DueCall, has_shape
from ledger.state import (
    ACCOUNTS,
    ANCHORS,
    CHAIN,
    DEPARTURES,
    KEYS,
    ONLY,
    QUOTAS,
    TASKS,
    Chain,
    Draft,
    KeyRow,
    Posting,
    Quota,
    State,
    advance_rules,
    advance_witnesses,
    get_chain,
    get_next_due,
    get_parameter,
    get_rules_at,
)
from ledger.units import DAY_MS, AccountId, EventId
from ledger.values import value

APPLIED = "applied"
_PAPER_KINDS = frozenset({CHARTER, JOIN, "key.add", "key.revoke", "key.keep", LEAVE})
"""All that an account's first key, the 24 words, may sign."""
_ANCHOR_BYTES = limits.ANCHOR_PREFIX_BYTES + 4


@value(kw_only=True)
class Result:
    """What became of one event or due task of a seal."""

    id: bytes
    """Event id or task id."""
    outcome: str
    """`applied`, `applied:<note>` or the reason for which it is void."""
    postings: tuple[Posting, ...]
    is_task: bool = False
    label: str = ""

    @property
    def is_applied(self) -> bool:
        return self.outcome.startswith(APPLIED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Execution:
    """What a seal did."""

    state: State
    results: tuple[Result, ...]
    touched: tuple[tuple[str, object], ...]
    """(table, key) of every row that may differ from the state before."""
    ran_tasks: bool


def encode_postings(postings: Sequence[Posting]) -> bytes:
    return encode_plain(
        [(line.account, line.pot, line.asset, line.purpose, line.amount) for line in postings]
    )


def encode_result(result: Result) -> bytes:
    """The leaf of the results root."""
    return encode_plain((result.id, result.outcome, hash_postings(encode_postings(result.postings))))


def compute_results_root(results: Sequence[Result]) -> bytes:
    return merkle_root([encode_result(result) for result in results])


# --- one event ---------------------------------------------------------------------------------------------


def _admit(draft: Draft, event: Event) -> KeyRow:
    """The row of the key whose chain this event continues; its tip has moved when this returns.

    Raises:
        Refused: known key, unknown key, fork: the tip stays.
    """
    row = draft.get(KEYS, event.author)
    if event.kind == JOIN:
        if row is not None:
            raise Refused(Reason.KNOWN_KEY)
        row = KeyRow(AccountId(event.author), draft.size(KEYS), 0, event.id, 0)
        draft.put(KEYS, event.author, row)
        return row
    if row is None:
        raise Refused(Reason.UNKNOWN_KEY)
    if event.prev != row.tip_id or event.seq != row.tip_seq + 1:
        raise Refused(Reason.FORK)
    row = KeyRow(row.account, row.order, event.seq, event.id, row.revoked_ms)
    draft.put(KEYS, event.author, row)
    if not row.account:
        raise Refused(Reason.UNKNOWN_KEY)
    return row


def _check_anchor(draft: Draft, event: Event, chain: Chain) -> None:
    height, prefix = event.anchor.height, event.anchor.prefix
    if height > chain.height:
        raise Refused(Reason.OTHER_CHAIN)
    chunk = draft.get(ANCHORS, height // limits.ANCHOR_CHUNK)
    if chunk is None:
        raise Refused(Reason.TOO_OLD)
    start = height % limits.ANCHOR_CHUNK * _ANCHOR_BYTES
    middle = start + limits.ANCHOR_PREFIX_BYTES
    if chunk[start:middle] != prefix:
        raise Refused(Reason.OTHER_CHAIN)
    seal_day = int.from_bytes(chunk[middle : start + _ANCHOR_BYTES], "big")
    if chain.seal_day - seal_day > get_parameter(draft, "event.ttl-seal-days"):
        raise Refused(Reason.TOO_OLD)


def _count(draft: Draft, account: AccountId | None, event: Event, now_ms: int) -> None:
    """Count an event, applied or void, against the day's quota of a member, or of one who left.

    Whoever left signs nothing that counts, and must not fill the register with it either.
    """
    if account is None:
        return
    if draft.get(ACCOUNTS, account) is None and draft.get(DEPARTURES, account) is None:
        return
    day, size = now_ms // DAY_MS, event.size
    quota = draft.get(QUOTAS, account)
    if quota is None or quota.utc_day != day:
        draft.put(QUOTAS, account, Quota(day, 1, size))
    else:
        draft.put(QUOTAS, account, Quota(day, quota.events + 1, quota.bytes + size))


def _run_rule(draft: Draft, event: Event, row: KeyRow, call: Call, rules: Rules) -> tuple[Posting, ...]:
    if row.revoked_ms:
        raise Refused(Reason.REVOKED)
    if event.author == row.account and event.kind not in _PAPER_KINDS:
        raise Refused(Reason.PAPER_KEY)
    _check_anchor(draft, event, get_chain(draft))
    rule = rules.kinds.get(event.kind)
    if rule is None or event.kind == CHARTER:
        raise Refused(Reason.UNKNOWN)
    if not has_shape(event.body, rule.schema):
        raise Refused(Reason.MALFORMED)
    rule.apply(draft, call)
    return settle(draft)


def execute_event(
    draft: Draft,
    event: Event,
    rules: Rules,
    *,
    commune: EventId,
    height: int,
    now_ms: int,
    payer: AccountId | None = None,
) -> Result:
    """Execute one event at its place. The draft holds its effects, or nothing but its tip and quota.

    Args:
        draft: the state after everything before this event.
        event: its signatures were verified when it was stored.
        rules: those in force at this height.
        now_ms: the seal's time.
        payer: whose quota of the day it uses, applied or void; None: its key's account, as executed.
    """
    entered = draft.mark()
    try:
        row = _admit(draft, event)
    except Refused as refused:
        if refused.reason is not Reason.UNKNOWN_KEY:
            draft.restore(entered)
        _count(draft, payer, event, now_ms)
        return Result(id=event.id, outcome=refused.reason.value, postings=(), label=event.kind)
    admitted, account = draft.mark(), row.account
    call = Call(event=event, account=account, commune=commune, height=height, now_ms=now_ms)
    try:
        postings = _run_rule(draft, event, row, call, rules)
        outcome = f"{APPLIED}:{draft.note}" if draft.note else APPLIED
    except Refused as refused:
        draft.restore(admitted)
        postings, outcome = (), refused.reason.value
        if event.kind == JOIN:
            # A join sealed void closes its key: the same key never enters by another invitation.
            draft.put(KEYS, event.author, replace(row, account=AccountId(b"")))
    draft.note = ""
    _count(draft, payer or account, event, now_ms)
    return Result(id=event.id, outcome=outcome, postings=postings, label=event.kind)


# --- due tasks ---------------------------------------------------------------------------------------------


def _run_task(
    draft: Draft, due_ms: int, task_id: bytes, rules: Rules, *, commune: EventId, height: int, seal_ms: int
) -> Result:
    task = draft.get(TASKS, (due_ms, task_id))
    assert task is not None, "the task was just found"
    draft.remove(TASKS, (due_ms, task_id))
    if task.label in rules.rearmed and not task.rearmed and seal_ms - due_ms > limits.OUTAGE_MS:
        later = (seal_ms + limits.REARM_MS, task_id)
        draft.put(TASKS, later, replace(task, rearmed=True))
        return Result(id=task_id, outcome="applied:re-armed", postings=(), is_task=True, label=task.label)
    mark = draft.mark()
    call = DueCall(due_ms=due_ms, task_id=task_id, task=task, commune=commune, height=height, seal_ms=seal_ms)
    try:
        rules.due[task.label](draft, call)
        postings = settle(draft)
        outcome = f"{APPLIED}:{draft.note}" if draft.note else APPLIED
    except Refused as refused:
        draft.restore(mark)
        postings, outcome = (), refused.reason.value
    draft.note = ""
    return Result(id=task_id, outcome=outcome, postings=postings, is_task=True, label=task.label)


def _run_due(
    draft: Draft,
    results: list[Result],
    rules: Rules,
    *,
    commune: EventId,
    height: int,
    seal_ms: int,
    room: int,
) -> int:
    """Run tasks in (due, id) order up to the seal's time, at most `room`; return how many ran.

    A task made in this pass and due in it joins it.
    """
    ran = 0
    while ran < room:
        first = min(draft.keys(TASKS), default=None)
        if first is None or first[0] > seal_ms:
            break
        results.append(_run_task(draft, *first, rules, commune=commune, height=height, seal_ms=seal_ms))
        ran += 1
    return ran


# --- one seal ----------------------------------------------------------------------------------------------


def execute_charter(charter: Event) -> Execution:
    """The first state, at height 0, whose seal id is the charter's own id.

    Raises:
        Refused: the charter itself is not sound; there is no commune then.
    """
    draft = State().draft()
    rule = get_rule(1, CHARTER)
    assert rule is not None
    if charter.kind != CHARTER or not has_shape(charter.body, rule.schema):
        raise Refused(Reason.MALFORMED)
    call = Call(
        event=charter, account=AccountId(charter.author), commune=charter.id, height=0, now_ms=charter.time_ms
    )
    rule.apply(draft, call)
    draft.put(CHAIN, ONLY, Chain(0, charter.id, charter.time_ms, 0, 1, 0, 1))
    _append_anchor(draft, 0, charter.id, 0)
    result = Result(id=charter.id, outcome=APPLIED, postings=(), label=CHARTER)
    return Execution(state=draft.freeze(), results=(result,), touched=draft.touched, ran_tasks=False)


def _append_anchor(draft: Draft, height: int, seal_id: bytes, seal_day: int) -> None:
    index = height // limits.ANCHOR_CHUNK
    entry = seal_id[: limits.ANCHOR_PREFIX_BYTES] + seal_day.to_bytes(4, "big")
    draft.put(ANCHORS, index, (draft.get(ANCHORS, index) or b"") + entry)
    oldest = min(draft.keys(ANCHORS))
    if oldest < index - 1:
        last_day = int.from_bytes((draft.get(ANCHORS, oldest) or b"")[-4:], "big")
        ttl = get_parameter(draft, "event.ttl-seal-days")
        if seal_day - last_day > ttl:
            draft.remove(ANCHORS, oldest)


def execute_seal(
    state: State,
    events: Sequence[Event],
    *,
    commune: EventId,
    height: int,
    seal_id: bytes,
    seal_ms: int,
    epoch: int,
    payers: Mapping[EventId, AccountId] | None = None,
    recovery: Statement | None = None,
    book: Book = BOOK,
) -> Execution:
    """Execute a cut in its order, then the tasks due by the seal's time.

    Args:
        state: after height − 1.
        events: the cut in its total order (`ordering.order_cut`).
        seal_ms: the seal's time; `now` for the events.
        payers: whose quota each event uses (`Dag.account_of` under `state`), as the cut was judged.
        recovery: what this first height of a new epoch begins with, checked against `state`.
        book: the versions of the rules this program can execute.

    Raises:
        RulesUnknown: this height's is not among them.
    """
    draft = state.draft()
    # What this height decides of the list holds from two heights on; what was decided before it holds now.
    advance_witnesses(draft)
    advance_rules(draft, height)
    rules = book.get(get_chain(draft).rules)
    before = get_chain(state)
    results: list[Result] = []
    ran = 0
    if recovery is not None:
        apply_recovery(draft, recovery, now_ms=seal_ms)
        results.append(Result(id=recovery.id, outcome=APPLIED, postings=(), is_task=True, label=RECOVERY))
    if (get_next_due(draft) or seal_ms) <= before.seal_ms:
        # Left over from the previous seal's 1,024: they were due before this cut.
        ran = _run_due(
            draft,
            results,
            rules,
            commune=commune,
            height=height,
            seal_ms=before.seal_ms,
            room=limits.TASKS_PER_SEAL_MAX,
        )
    of = payers or {}
    results.extend(
        execute_event(
            draft, event, rules, commune=commune, height=height, now_ms=seal_ms, payer=of.get(event.id)
        )
        for event in events
    )
    room = limits.TASKS_PER_SEAL_MAX - ran
    ran += _run_due(draft, results, rules, commune=commune, height=height, seal_ms=seal_ms, room=room)
    seal_day = before.seal_day + (seal_ms // DAY_MS != before.seal_ms // DAY_MS)
    total = before.total + len(events)
    in_force = get_chain(draft).rules
    draft.put(CHAIN, ONLY, Chain(height, seal_id, seal_ms, seal_day, total, epoch, in_force))
    _append_anchor(draft, height, seal_id, seal_day)
    return Execution(
        state=draft.freeze(),
        results=tuple(results),
        touched=draft.touched,
        ran_tasks=bool(ran) or recovery is not None,
    )


def execute_pending(
    state: State, events: Sequence[Event], *, commune: EventId, now_ms: int, book: Book = BOOK
) -> Execution:
    """The same fold continued over pending events: what a wallet shows as « enregistré ». No task runs.

    Where this program lacks the rules of the next height, by the newest that it has: nothing of it is final.
    """
    draft = state.draft()
    height = get_chain(state).height + 1
    in_force = get_rules_at(state, height)
    if book.knows(in_force):
        advance_rules(draft, height)
    rules = book.get(min(in_force, book.newest))
    results = tuple(
        execute_event(draft, event, rules, commune=commune, height=height, now_ms=now_ms) for event in events
    )
    return Execution(state=draft.freeze(), results=results, touched=draft.touched, ran_tasks=False)
