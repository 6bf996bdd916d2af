# SPDX-License-Identifier: CC0-1.0
"""Executing a seal: events in their order, then due tasks. Source: docs/protocol.md section 5.3 and 5.4."""

from __future__ import annotations

from second import codec, founding
from second.book import KINDS, TASKS
from second.raising import begin_height
from second.recovery import execute_recovery
from second.shapes import fits
from second.state import DAY, Key, State, Task, Void, refuse_if, settle

PAPER = ("resident.join", "key.add", "key.revoke", "key.keep", "resident.leave")
PATIENT = ("order.accept", "order.silence", "key.revoke", "service.lapse")
TASKS_MAX = 1_024
HOUR = 3_600_000


class Call:
    """What a rule reads and writes: a state, `now`, the event or task, the postings so far."""

    def __init__(self, state, *, now, seal_time, height, commune, event=None, task_id=b"", task=None):
        self.state, self.now, self.seal_time, self.height, self.commune = (
            state,
            now,
            seal_time,
            height,
            commune,
        )
        self.event, self.task_id, self.task = event, task_id, task
        self.postings, self.note = [], ""
        self.previous_time = 0

    @property
    def author(self):
        return self.state.get("keys", self.event.author).account

    def move(self, source, target, asset, amount):
        """Planned: judged with all the others when the rule has ended."""
        self.postings += [(*source, asset, "", -amount), (*target, asset, "", amount)]

    def try_move(self, *moves):
        """These moves now, all or none; whether they could be."""
        postings = []
        for source, target, asset, amount in moves:
            postings += [(*source, asset, "", -amount), (*target, asset, "", amount)]
        trial = self.state.copy()
        try:
            settle(trial, postings)
        except Void:
            return False
        self.state.become(trial)
        self.postings += postings
        self.settled = True
        return True

    settled = False

    def add_task(self, due, label, subject, creator=None, counter=0):
        creator = creator or self.event.id
        task_id = codec.blake("vsng-task", creator + label.encode() + counter.to_bytes(8, "big"))
        self.state.put("tasks", (due, task_id), Task(label, subject, creator, False))
        return task_id

    def drop_tasks(self, subject, *labels):
        for key, task in list(self.state.tables.get("tasks", {}).items()):
            if task.object == subject and task.label in labels:
                self.state.drop("tasks", key)


def execute_charter(event):
    state = State()
    call = Call(state, now=0, seal_time=0, height=0, commune=event.id, event=event)
    founding.found(call)
    return state


class Execution:
    """One seal over one state; `results` are [id, outcome, postings]."""

    def __init__(self, state, commune, seal_id, seal_time, total, payers):
        self.state, self.commune = state.copy(), commune
        self.before = state.chain
        self.height = self.before.height + 1
        self.seal_id, self.seal_time, self.total, self.payers = seal_id, seal_time, total, payers
        self.results = []
        self.tasks_left = TASKS_MAX
        self.labels = []

    def run(self, events, recovery=None):
        following = self.state.rows("next-witnesses")
        if following:
            self.state.tables["witnesses"] = dict(following)
            self.state.tables["next-witnesses"] = {}
        begin_height(self.state, self.height)
        if recovery is not None:
            self.results.append(execute_recovery(self.state, recovery, self.seal_time))
            self.labels.append("recovery")
        self.run_tasks(self.before.time)
        for event in events:
            outcome, postings = self.run_event(event)
            self.count(event)
            self.results.append([event.id, outcome, postings])
            self.labels.append(event.kind)
        self.run_tasks(self.seal_time)
        self.close()
        return self.state

    # --- events

    def run_event(self, event):
        state = self.state
        row = state.get("keys", event.author)
        if event.kind == "resident.join":
            if row is not None:
                return "known key", []
            state.put("keys", event.author, Key(event.author, state.count("keys"), 0, event.id, 0))
        else:
            if row is None:
                return "unknown key", []
            if event.prev != row.tip or event.seq != row.seq + 1:
                return "fork", []
            state.put("keys", event.author, row._replace(seq=event.seq, tip=event.id))
            if not row.account:
                return "unknown key", []
        try:
            outcome, postings = self.apply(event)
        except Void as void:
            outcome, postings = str(void), []
            if event.kind == "resident.join":
                state.change("keys", event.author, account=b"")
        return outcome, postings

    def apply(self, event):
        row = self.state.get("keys", event.author)
        refuse_if(row.revoked, "revoked")
        refuse_if(event.author == row.account and event.kind not in PAPER, "paper key")
        self.check_anchor(event)
        refuse_if(event.kind not in KINDS or event.kind == "charter", "unknown")
        schema, rule = KINDS[event.kind]
        refuse_if(not fits(event.body, schema), "malformed")
        call = Call(
            self.state.copy(), now=self.seal_time, seal_time=self.seal_time, height=self.height,
            commune=self.commune, event=event,
        )  # fmt: skip
        return self.conclude(call, rule)

    def conclude(self, call, rule):
        call.previous_time = self.before.time
        rule(call)
        if not call.settled:
            settle(call.state, call.postings)
        self.state.become(call.state)
        return "applied" + (f":{call.note}" if call.note else ""), call.postings

    def check_anchor(self, event):
        height, prefix = event.anchor
        refuse_if(height >= self.height, "other chain")
        row = self.state.get("anchors", height // 256)
        refuse_if(row is None, "too old")
        entry = row[height % 256 * 12 :][:12]
        refuse_if(entry[:8] != prefix, "other chain")
        age = self.before.day - int.from_bytes(entry[8:], "big")
        refuse_if(age > self.state.parameter("event.ttl-seal-days"), "too old")

    def count(self, event):
        account = self.payers[event.id]
        day = self.seal_time // DAY
        known, events, size = self.state.get("quotas", account, (day, 0, 0))
        if known != day:
            events, size = 0, 0
        self.state.put("quotas", account, (day, events + 1, size + event.size))

    # --- tasks

    def run_tasks(self, until):
        while self.tasks_left and self.state.count("tasks"):
            (due, task_id), task = min(self.state.tables["tasks"].items())
            if due > until:
                return
            self.tasks_left -= 1
            self.state.drop("tasks", (due, task_id))
            self.labels.append(task.label)
            if task.label in PATIENT and not task.rearmed and until > due + HOUR:
                self.state.put("tasks", (until + DAY, task_id), task._replace(rearmed=True))
                self.results.append([task_id, "applied:re-armed", []])
                continue
            call = Call(
                self.state.copy(), now=due, seal_time=until, height=self.height, commune=self.commune,
                task_id=task_id, task=task,
            )  # fmt: skip
            try:
                outcome, postings = self.conclude(call, TASKS[task.label])
            except Void as void:
                outcome, postings = str(void), []
            self.results.append([task_id, outcome, postings])

    # --- the end

    def close(self):
        state, before, height = self.state, self.before, self.height
        day = before.day + (1 if self.seal_time // DAY != before.time // DAY else 0)
        chain = state.chain._replace(
            height=height, seal=self.seal_id, time=self.seal_time, day=day, total=self.total
        )
        state.put("chain", "", chain)
        chunk = height // 256
        entry = self.seal_id[:8] + day.to_bytes(4, "big")
        state.put("anchors", chunk, state.get("anchors", chunk, b"") + entry)
        lowest = min(state.tables["anchors"])
        last = int.from_bytes(state.get("anchors", lowest)[-4:], "big")
        if lowest < chunk - 1 and day - last > state.parameter("event.ttl-seal-days"):
            state.drop("anchors", lowest)


def results_root(results):
    return codec.merkle(
        [
            codec.encode([found, outcome, codec.blake("vsng-postings", codec.encode(postings))])
            for found, outcome, postings in results
        ]
    )
