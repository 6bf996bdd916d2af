# SPDX-License-Identifier: AGPL-3.0-or-later
"""Real processes that die by SIGKILL in the middle of writing, and what must be true of what they leave.

        prepare ──> a folder ──copy──> a life: fork, work, tell ── killed at its n-th statement, or after d ms
                                       another life, killed too
                                       the last life runs to its end ──> check

A life tells through a pipe what it was told is stored, as a person would read it on the screen. The statement
at which it dies is counted by SQLite's own trace, set here and nowhere in the program.
"""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import sqlite3
import threading
import time
import traceback
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

Tell = Callable[..., None]
"""Says (kind, values…) to whoever watches, once it is acknowledged."""
Work = Callable[[Path, Tell], None]
Note = tuple[Any, ...]


@dataclass(frozen=True, kw_only=True)
class Scene:
    """Something that is killed while it writes."""

    name: str
    prepare: Callable[[Path], None]
    """Make the folder that every life begins with a copy of."""
    work: Work
    """One life: begins or goes on, whatever the life before left."""
    check: Callable[[Path, Sequence[Note]], list[str]]
    """What is wrong with the folder after a death, given all that was told; empty when nothing is."""
    check_end: Callable[[Path, Sequence[Note]], list[str]]
    """What is wrong once a life ran to its end."""


@dataclass
class Life:
    """What a process told, and how it ended."""

    notes: list[Note] = field(default_factory=list[Note])
    failure: str = ""
    was_killed: bool = False
    statements: int = 0
    seconds: float = 0.0


def _die_at(statement: int, beginning: str, count: list[int]) -> None:
    """From now on this process ends, without a word, before its n-th SQL statement (0: never), or one that
    begins so (empty: none)."""
    connect: Any = sqlite3.connect

    def step(text: str) -> None:
        count[0] += 1
        if count[0] == statement or (beginning and text.startswith(beginning)):
            die()

    def traced(*arguments: Any, **named: Any) -> sqlite3.Connection:
        connection: sqlite3.Connection = connect(*arguments, **named)
        connection.set_trace_callback(step)
        return connection

    sqlite3.connect = traced


def die() -> None:
    """As the power would go."""
    os.kill(os.getpid(), signal.SIGKILL)


def _be_child(writer: int, folder: Path, work: Work, die_at: int, die_before: str) -> None:
    """Run a life in this forked process; never returns."""
    count, code = [0], 0

    def tell(*note: Any) -> None:
        os.write(writer, (json.dumps(note) + "\n").encode())

    try:
        _die_at(die_at, die_before, count)
        work(folder, tell)
        tell("statements", count[0])
    except BaseException:
        tell("failure", traceback.format_exc()[-1_500:])
        code = 1
    finally:
        os._exit(code)


def live(
    folder: Path, work: Work, *, die_at: int = 0, die_before: str = "", die_after_s: float = 0.0
) -> Life:
    """One process, killed at its n-th statement, before one that begins so, after a while, or never."""
    reader, writer = os.pipe()
    start = time.monotonic()
    pid = os.fork()
    if not pid:
        os.close(reader)
        _be_child(writer, folder, work, die_at, die_before)
    os.close(writer)
    timer = threading.Timer(die_after_s, os.kill, (pid, signal.SIGKILL)) if die_after_s else None
    if timer is not None:
        timer.start()
    with os.fdopen(reader) as lines:
        notes = [tuple(json.loads(line)) for line in lines if line.endswith("\n")]
    if timer is not None:
        # Before it is waited for: until then its number is nobody else's.
        timer.cancel()
        timer.join()
    _, status = os.waitpid(pid, 0)
    life = Life(was_killed=os.WIFSIGNALED(status), seconds=time.monotonic() - start)
    for note in notes:
        if note[0] == "failure":
            life.failure = note[1]
        elif note[0] == "statements":
            life.statements = note[1]
        else:
            life.notes.append(note)
    return life


class Stage:
    """Scenes prepared once, each played as often as one likes."""

    def __init__(self, folder: Path, scenes: Sequence[Scene]) -> None:
        self._folder = folder
        self.scenes = {scene.name: scene for scene in scenes}
        self._whole: dict[str, Life] = {}

    def _template(self, scene: Scene) -> Path:
        template = self._folder / scene.name
        if scene.name not in self._whole:
            made = live(template, lambda folder, _tell: scene.prepare(folder))
            assert not made.failure, made.failure
            # What a life does when nobody kills it: how many statements, how long.
            copy = self._copy(template, "whole")
            whole = live(copy, scene.work)
            assert not whole.failure, whole.failure
            assert not scene.check_end(copy, whole.notes), scene.check_end(copy, whole.notes)
            shutil.rmtree(copy)
            self._whole[scene.name] = whole
        return template

    def _copy(self, template: Path, name: str) -> Path:
        copy = self._folder / f"{template.name}-{name}"
        shutil.copytree(template, copy, ignore=shutil.ignore_patterns("control.*"))
        return copy

    def play(self, name: str, seed: int) -> tuple[int, list[str]]:
        """(kills that met a living process, what was wrong) of one seed: two deaths, then a whole life."""
        scene = self.scenes[name]
        template = self._template(scene)
        draw, whole = random.Random(f"{name} {seed}"), self._whole[name]
        folder = self._copy(template, str(seed))
        notes: list[Note] = []
        kills, wrong = 0, list[str]()
        for _ in range(2):
            if draw.random() < 0.75:
                life = live(folder, scene.work, die_at=draw.randint(1, whole.statements))
            else:
                life = live(folder, scene.work, die_after_s=draw.uniform(0.001, whole.seconds))
            kills += life.was_killed
            notes += life.notes
            wrong += [life.failure] if life.failure else scene.check(folder, notes)
        if not wrong:
            life = live(folder, scene.work)
            notes += life.notes
            wrong += [life.failure] if life.failure else scene.check(folder, notes)
            wrong += scene.check_end(folder, notes) if not wrong else []
        shutil.rmtree(folder)
        return kills, wrong
