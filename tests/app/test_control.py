# SPDX-License-Identifier: AGPL-3.0-or-later
"""The door for commands: who may speak, what is refused, what cannot hurt it."""

from __future__ import annotations

import json
import os
import socket
import stat
from collections.abc import AsyncGenerator, Generator
from contextlib import asynccontextmanager, contextmanager
from functools import partial
from pathlib import Path

import pytest
import trio

from app import control
from app.cli_errors import explain
from app.cli_format import Tongue
from app.control import CLIENTS_MAX, LINE_BYTES_MAX, Document, ask, make_error, serve
from app.errors import AppError
from app.paths import Home

NOBODY = 65_534


@pytest.fixture
def home(tmp_path: Path) -> Home:
    made = Home(tmp_path / "home")
    made.create()
    return made


async def echo(request: Document) -> Document:
    return {"result": request}


async def never(_request: Document) -> Document:
    await trio.sleep_forever()
    raise AssertionError("unreachable")


async def long(_request: Document) -> Document:
    return {"result": "x" * LINE_BYTES_MAX}


@contextmanager
def shut_to_us(folder: Path) -> Generator[None]:
    """Within, `folder` may not be entered: we are somebody else, or, without that right, it is closed."""
    is_root = os.geteuid() == 0
    folder.chmod(0o700 if is_root else 0)
    try:
        if is_root:
            os.seteuid(NOBODY)
        yield
    finally:
        if is_root:
            os.seteuid(0)
        folder.chmod(0o700)


@asynccontextmanager
async def door(home: Home, handle: control.Handler = echo, *, is_unix: bool = True) -> AsyncGenerator[None]:
    async with trio.open_nursery() as nursery:
        await nursery.start(partial(serve, home, handle, is_unix=is_unix))
        yield
        nursery.cancel_scope.cancel()


async def ask_soon(home: Home, request: Document, timeout_s: float = 5) -> Document | None:
    return await trio.to_thread.run_sync(partial(ask, home, request, timeout_s=timeout_s))


async def say(home: Home, data: bytes) -> Document:
    """Say raw bytes to the Unix socket; the first line that comes back."""
    stream = await trio.open_unix_socket(home.socket_to_dial())
    async with stream:
        await stream.send_all(data)
        answer = b""
        with trio.fail_after(60):
            while not answer.endswith(b"\n"):
                answer += await stream.receive_some(65_536)
        return json.loads(answer)


def test_nobody_at_home(home: Home) -> None:
    assert ask(home, {}, timeout_s=1) is None


@pytest.mark.parametrize("command", ["status", "pay"])
def test_the_home_of_somebody_else(home: Home, command: str) -> None:
    with shut_to_us(home.root), pytest.raises(AppError) as caught:
        ask(home, {"command": command}, timeout_s=1)
    assert (caught.value.code, caught.value.params) == ("home-closed", {"home": str(home.root)})
    said = explain(Tongue("fr"), caught.value.code, caught.value.params)
    assert "quelqu'un d'autre" in said.replace("’", "'")
    assert "Rien n'a été fait" in said.replace("’", "'")
    assert "peut-être fait" not in said


def test_a_socket_left_by_a_killed_node(home: Home) -> None:
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as left:
        left.bind(str(home.socket_to_bind()))
    assert ask(home, {}, timeout_s=1) is None


async def test_ask_and_answer(home: Home) -> None:
    async with door(home):
        request = {"command": "pay", "arguments": {"member": "Léa"}}
        assert await ask_soon(home, request) == {"result": request}
        mode = stat.S_IMODE(home.socket_to_dial().stat().st_mode)
        assert mode == 0o600
    assert not home.socket_to_dial().exists()


async def test_the_stale_socket_is_replaced(home: Home) -> None:
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as left:
        left.bind(str(home.socket_to_bind()))
    async with door(home):
        assert await ask_soon(home, {"a": 1}) == {"result": {"a": 1}}


async def test_a_home_far_down(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A path too long for a socket is replaced by a short one of ours."""
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path / "run"))
    (tmp_path / "run").mkdir(mode=0o700)
    deep = Home(tmp_path / ("d" * 60) / ("e" * 60))
    deep.create()
    async with door(deep):
        assert await ask_soon(deep, {"a": 1}) == {"result": {"a": 1}}


async def test_many_lines_on_one_connection(home: Home) -> None:
    async with door(home):
        stream = await trio.open_unix_socket(home.socket_to_dial())
        async with stream:
            await stream.send_all(b'{"a":1}\n{"b":2}\n')
            received = b""
            with trio.fail_after(60):
                while received.count(b"\n") < 2:
                    received += await stream.receive_some(65_536)
    answers = [json.loads(line) for line in received.splitlines()]
    assert answers == [{"result": {"a": 1}}, {"result": {"b": 2}}]


@pytest.mark.parametrize(
    "line", [b"not json\n", b"[1,2]\n", b"\n", b"\xff\xfe\n", b'{"a":' * 5_000 + b"\n", b"null\n"]
)
async def test_malformed_lines(home: Home, line: bytes) -> None:
    async with door(home):
        assert await say(home, line) == make_error("bad-request")
        assert await ask_soon(home, {"still": "there"}) == {"result": {"still": "there"}}


async def test_a_line_without_end(home: Home) -> None:
    async with door(home):
        stream = await trio.open_unix_socket(home.socket_to_dial())
        async with stream:
            with trio.fail_after(60):
                answer = b""
                async with trio.open_nursery() as nursery:
                    nursery.start_soon(_send_until_closed, stream, b"x" * (3 * LINE_BYTES_MAX))
                    while not answer.endswith(b"\n"):
                        answer += await stream.receive_some(65_536)
                    nursery.cancel_scope.cancel()
        assert json.loads(answer) == make_error("bad-request")
        assert await ask_soon(home, {"still": "there"}) == {"result": {"still": "there"}}


async def _send_until_closed(stream: trio.SocketStream, data: bytes) -> None:
    try:
        await stream.send_all(data)
    except trio.BrokenResourceError:
        return


async def test_half_a_surrogate_pair(home: Home) -> None:
    async with door(home):
        assert await ask_soon(home, {"memo": "\ud800"}) == {"result": {"memo": "?"}}


async def test_an_answer_too_long(home: Home) -> None:
    async with door(home, long):
        assert await ask_soon(home, {}) == make_error("answer-too-large")


async def test_too_many_clients(home: Home) -> None:
    async with door(home):
        streams = [await trio.open_unix_socket(home.socket_to_dial()) for _ in range(CLIENTS_MAX)]
        await trio.testing.wait_all_tasks_blocked()
        assert await ask_soon(home, {}) == make_error("busy")
        for stream in streams:
            await stream.aclose()
        await trio.testing.wait_all_tasks_blocked()
        assert await ask_soon(home, {}) == {"result": {}}


async def test_no_answer_in_time(home: Home) -> None:
    async with door(home, never):
        with pytest.raises(AppError) as caught:
            await ask_soon(home, {}, timeout_s=0.2)
    assert caught.value.code == "no-answer"


async def test_a_silent_client_is_let_go(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(control, "IDLE_S", 0.05)
    async with door(home):
        stream = await trio.open_unix_socket(home.socket_to_dial())
        async with stream:
            await stream.send_all(b'{"half": ')
            with trio.fail_after(60):
                assert await stream.receive_some(10) == b""


async def test_loopback_with_a_secret(home: Home) -> None:
    """Where there are no such sockets: a port, and a secret that only who may read the home knows."""
    async with door(home, is_unix=False):
        mode = stat.S_IMODE(home.control_port.stat().st_mode)
        assert mode == 0o600
        found = await trio.to_thread.run_sync(partial(control._dial, home, is_unix=False))
        assert found is not None
        connection, token = found
        with connection:
            answers = await trio.to_thread.run_sync(_ask_thrice, connection, token)
    assert answers == [make_error("bad-request"), make_error("bad-request"), {"result": {"a": 1}}]
    assert not home.control_port.exists()


def _ask_thrice(connection: socket.socket, token: str) -> list[Document]:
    lines = [{"a": 1}, {"a": 1, "token": "0" * len(token)}, {"a": 1, "token": token}]
    answers: list[Document] = []
    with connection.makefile("rwb") as file:
        for line in lines:
            file.write(json.dumps(line).encode() + os.linesep.encode())
            file.flush()
            answers.append(json.loads(file.readline()))
    return answers
