# SPDX-License-Identifier: AGPL-3.0-or-later
"""One home of the demonstration, driven by public commands in processes of their own.

Not here: what is played (`demo`).
"""

from __future__ import annotations

import json
import os
import subprocess
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final, cast

from app.config import Config, save_config
from app.control import ask
from app.errors import AppError
from app.frozen import make_command, make_environment
from app.listening import draw_port
from app.paths import Home

BESIDE: Final = "VOISINAGE_DEMO_BESIDE"
"""Set where a window opened the demonstration, and holds the other end of its input."""
LISTEN: Final = "/ip4/127.0.0.1/tcp/0"
COMMAND_S: Final = 60
_STOP_S: Final = 10


@dataclass(slots=True)
class Resident:
    """One home of the demonstration and the process that runs on it."""

    name: str
    home: Path
    account: str = ""
    process: subprocess.Popen[str] | None = field(default=None, repr=False)

    def prepare(self) -> None:
        """Make the folder, and keep whatever runs on it to this computer: nobody else is invited."""
        home = Home(self.home)
        home.create()
        save_config(home.config, Config(listen=(f"/ip4/127.0.0.1/tcp/{draw_port()}",)))

    def run(self, *arguments: str, stdin: str | None = None) -> dict[str, Any]:
        """One public command; its JSON answer.

        Raises:
            AppError: demo-failed, with the command and its own error.
        """
        command = make_command(arguments[0], "--home", str(self.home), "--json", *arguments[1:])
        done = subprocess.run(
            command,
            input=stdin,
            capture_output=True,
            text=True,
            timeout=COMMAND_S,
            check=False,
            env=get_environment(),
        )
        try:
            answer = cast("dict[str, Any]", json.loads(done.stdout))
        except json.JSONDecodeError as error:
            raise AppError("demo-failed", command=" ".join(arguments), detail=done.stderr[-400:]) from error
        if done.returncode != 0:
            detail = json.dumps(answer.get("error", answer), ensure_ascii=False)
            raise AppError("demo-failed", command=" ".join(arguments), detail=detail)
        return answer

    def tell(self, command: str, **arguments: Any) -> dict[str, Any]:
        """One public command at the door of the running node, as the command line sends it.

        Raises:
            AppError: demo-failed, with the command and its own error.
        """
        values = {"language": "fr", **arguments}
        answer = ask(Home(self.home), {"command": command, "arguments": values}, timeout_s=COMMAND_S)
        if answer is None or "result" not in answer:
            detail = json.dumps((answer or {}).get("error", "it does not answer"), ensure_ascii=False)
            raise AppError("demo-failed", command=f"{command} of {self.name}", detail=detail)
        return answer["result"]

    def start(self) -> None:
        """Run this home's node and wait until it listens."""
        command = make_command("node", "--home", str(self.home), "--json", "--listen", LISTEN)
        log = (self.home / "node.log").open("w")
        with log:
            self.process = subprocess.Popen(
                command, stdout=subprocess.PIPE, stderr=log, text=True, env=get_environment()
            )
        assert self.process.stdout is not None
        if not self.process.stdout.readline():
            raise AppError("demo-failed", command=f"node of {self.name}", detail="it did not start")

    def ask_to_stop(self) -> None:
        if self.process is not None:
            self.process.terminate()

    def stop(self) -> None:
        """Stop the node cleanly, by force if it does not."""
        self.ask_to_stop()
        process, self.process = self.process, None
        if process is None:
            return
        try:
            process.wait(_STOP_S)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        if process.stdout is not None:
            process.stdout.close()


def get_environment() -> dict[str, str]:
    """Of a process of the demonstration."""
    environment = dict(os.environ)
    # The demonstration leaves no trace: nothing of it goes into the person's own keyring.
    environment["PYTHON_KEYRING_BACKEND"] = "keyring.backends.fail.Keyring"
    environment.pop("VOISINAGE_HOME", None)
    return make_environment(environment)
