# SPDX-License-Identifier: AGPL-3.0-or-later
"""Real programs in tests: homes in a temporary folder, `python -m app` as a person would start it.

Nothing is faked and nothing sleeps for luck: a condition is looked at until it holds or its deadline passes.
Whatever was started is ended by its own id, whether the test passed or not.
"""

from __future__ import annotations

import contextlib
import io
import json
import logging
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Generator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from app.__main__ import main

ROOT = Path(__file__).resolve().parents[2]
LOOPBACK = "/ip4/127.0.0.1/tcp/0"
DEADLINE_S = 90
"""When a condition is taken for one that never comes: many times what a loaded machine was seen to need."""
LOOK_EVERY_S = 0.05
LASTING_COMMANDS = ("node", "open", "demo")

Document = dict[str, Any]


def environment() -> dict[str, str]:
    """The test's own, with no keyring and no home but the one on the command line."""
    kept = {name: value for name, value in os.environ.items() if name != "VOISINAGE_HOME"}
    return {
        **kept,
        "PYTHONPATH": str(ROOT),
        "PYTHON_KEYRING_BACKEND": "keyring.backends.fail.Keyring",
        "PYTHONWARNINGS": "ignore",
        "PYTHONIOENCODING": "utf-8",
        "LC_ALL": "C.UTF-8",
    }


def until(condition: Callable[[], Any], what: str, timeout_s: float = DEADLINE_S) -> Any:
    """The first true value of `condition`; a failure that says what never came."""
    deadline = time.monotonic() + timeout_s
    while True:
        if found := condition():
            return found
        if time.monotonic() > deadline:
            raise AssertionError(f"never came in {timeout_s} s: {what}")
        time.sleep(LOOK_EVERY_S)


class Refused(Exception):
    """A command ended with a document that says why not."""

    def __init__(self, error: Document) -> None:
        super().__init__(str(error))
        self.code: str = error["code"]
        self.error = error


@dataclass
class Person:
    """Somebody's home, and the node that runs on it, if one does."""

    home: Path
    street: Street
    node: subprocess.Popen[str] | None = None
    addresses: list[str] = field(default_factory=list[str])

    # --- commands ---

    def run(self, *words: str, typed: str = "") -> subprocess.CompletedProcess[str]:
        """A command as it ends."""
        return subprocess.run(
            [sys.executable, "-m", "app", "--home", str(self.home), *words],
            env=environment(),
            cwd=ROOT,
            input=typed,
            capture_output=True,
            text=True,
            encoding="utf-8",
            timeout=300,
            check=False,
        )

    def do(self, *words: str, typed: str = "") -> Document:
        """The document of a command that succeeds; `Refused` with that of one that does not.

        On a quick street, what ends by itself runs in this process, by the program's own entry, without the
        seconds that Python and the network take to load.
        """
        if self.street.is_quick and words[0] not in LASTING_COMMANDS:
            code, text = self._do_here(["--home", str(self.home), "--json", *words], typed)
        else:
            ended = self.run(*words, "--json", typed=typed)
            assert ended.returncode in (0, 1), (words, ended.returncode, ended.stdout, ended.stderr)
            code, text = ended.returncode, ended.stdout
        document = json.loads(text)
        if code:
            raise Refused(document["error"])
        assert "error" not in document
        return document

    def do_in_words(self, *words: str) -> str:
        """What a person reads of a command that succeeds, in French."""
        code, text = self._do_here(["--home", str(self.home), *words], "")
        assert code == 0
        return text

    @staticmethod
    def _do_here(words: Sequence[str], typed: str) -> tuple[int, str]:
        output, handlers, stdin = io.StringIO(), list(logging.getLogger().handlers), sys.stdin
        sys.stdin = io.StringIO(typed)
        try:
            with contextlib.redirect_stdout(output):
                code = main(words)
        finally:
            sys.stdin = stdin
            root = logging.getLogger()
            for handler in [handler for handler in root.handlers if handler not in handlers]:
                root.removeHandler(handler)
                handler.close()
        return code, output.getvalue()

    def refused(self, *words: str, typed: str = "") -> str:
        """The code of a command that must be refused."""
        with pytest.raises(Refused) as caught:
            self.do(*words, typed=typed)
        assert caught.value.error["message"].strip()
        return caught.value.code

    def status(self) -> Document:
        return self.do("status")

    def names(self) -> list[str]:
        """Of the members; a sign stands for a name that has not come yet."""
        return [row["name"] for row in self.do("members")["members"]]

    def amounts(self, member: str = "me") -> dict[str, int]:
        """Settled current pots by asset."""
        lines = self.do("balance", member)["balances"]
        suffixes = ("wh", "s", "g", "centipoint")
        return {
            line["asset"]: next(
                line[f"settled_{suffix}"] for suffix in suffixes if f"settled_{suffix}" in line
            )
            for line in lines
            if line["pot"] == "current"
        }

    # --- the node ---

    def start(self, listen: str = LOOPBACK, *more: str) -> None:
        """Start `node` and return once it says where it listens."""
        self.launch(listen, *more)
        self.wait_listening()

    def launch(self, listen: str = LOOPBACK, *more: str, program: Sequence[str] = ("-m", "app")) -> int:
        """Start `node` without waiting for it; its process id.

        Args:
            more: further words after `node`.
            program: what Python runs in place of the program, given the same words.
        """
        words = ["--home", str(self.home), "node", "--listen", listen, *more, "--json"]
        self.node = self.street.spawn([sys.executable, *program, *words])
        return self.node.pid

    def wait_listening(self) -> None:
        assert self.node is not None
        assert self.node.stdout is not None
        line = self.node.stdout.readline()  # ends when the process does
        assert line, f"the node ended: {self.node.wait(DEADLINE_S)} {self.log()}"
        self.addresses = json.loads(line)["addresses"]

    def stop(self) -> int:
        """SIGTERM; its exit code."""
        assert self.node is not None
        self.node.send_signal(signal.SIGTERM)
        code = self.node.wait(DEADLINE_S)
        self.node = None
        return code

    def kill(self) -> None:
        """SIGKILL: nothing is said good-bye to."""
        assert self.node is not None
        self.node.kill()
        self.node.wait(DEADLINE_S)
        self.node = None

    @contextlib.contextmanager
    def frozen(self) -> Generator[None]:
        """The node neither answers nor lets go: its computer sleeps, its connections stay."""
        assert self.node is not None
        self.node.send_signal(signal.SIGSTOP)
        try:
            yield
        finally:
            self.node.send_signal(signal.SIGCONT)

    def log(self) -> str:
        path = self.home / "log" / "voisinage.log"
        return path.read_text() if path.exists() else ""


class Street:
    """The homes of one test."""

    def __init__(self, folder: Path, *, is_quick: bool = False) -> None:
        """Homes under a folder; quick: commands run in this process, and only nodes are programs apart."""
        self.folder = folder
        self.is_quick = is_quick
        self._started: list[subprocess.Popen[str]] = []

    def person(self, name: str) -> Person:
        return Person(home=self.folder / name, street=self)

    def spawn(self, command: Sequence[str]) -> subprocess.Popen[str]:
        process = subprocess.Popen(
            command,
            env=environment(),
            cwd=ROOT,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            encoding="utf-8",
        )
        self._started.append(process)
        return process

    def end(self) -> None:
        """Kill, each by its id, what is still running."""
        for process in self._started:
            if process.poll() is None:
                process.kill()
            process.wait(DEADLINE_S)
            if process.stdout is not None:
                process.stdout.close()

    # --- frequent beginnings ---

    def found(self, name: str = "lea", me: str = "Léa", *words: str) -> Person:
        person = self.person(name)
        person.do("found", "--name", "Saint-Aubin", "--me", me, *words)
        return person

    def join(self, sponsor: Person, name: str, me: str, *roles: str) -> Person:
        """A newcomer whose sponsor's node runs; the newcomer's own is left to start."""
        chosen = [word for role in roles for word in ("--role", role)]
        code = sponsor.do("invite", *chosen)["code"]
        person = self.person(name)
        person.do("join", "-", "--me", me, typed=code)
        return person

    def pair(self, name: str = "karim", me: str = "Karim") -> tuple[Person, Person]:
        """Léa, who founded and seals, and who joined her; both programs run, and agree."""
        lea = self.found()
        lea.start()
        neighbour = self.join(lea, name, me)
        neighbour.start()
        until(lambda: agree(lea, neighbour), "both agree")
        return lea, neighbour


@contextmanager
def street(folder: Path, *, is_quick: bool = False) -> Generator[Street]:
    """Homes under `folder`; every process ends with the block."""
    made = Street(folder, is_quick=is_quick)
    try:
        yield made
    finally:
        made.end()


def agree(*people: Person) -> bool:
    """Whether they all hold the same sealed state, with nothing pending, and know the same names."""
    pictures = [person.status() for person in people]
    seen = {(picture["height"], picture["state_digest"], picture["total_sealed"]) for picture in pictures}
    if len(seen) != 1 or any(picture["pending"] for picture in pictures):
        return False
    return len({tuple(sorted(person.names())) for person in people}) == 1
