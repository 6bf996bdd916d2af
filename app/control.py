# SPDX-License-Identifier: AGPL-3.0-or-later
"""The door through which commands reach the process that runs a home: one JSON document a line, each way.

    client ── {"command", "arguments", …} ──> server ── Handler ──> {"result": …} or {"error": …}

A Unix socket, 0600 in a folder of ours; on Windows a loopback port and a secret in a private file. Whoever
may open the home may speak here, nobody else. Not here: what a command means (`dispatch`).
The law: importing this module loads neither trio, nor the network, nor a database; `serve` alone needs trio.
"""

from __future__ import annotations

import hmac
import json
import os
import secrets
import socket
from collections.abc import Awaitable, Callable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, cast

from app.errors import AppError
from app.paths import FILE_MODE, Home, write_private_file

if TYPE_CHECKING:
    import trio

LINE_BYTES_MAX: Final = 1024 * 1024
CLIENTS_MAX: Final = 16
IDLE_S: Final = 30
"""How long a client may take to send a line, or to read its answer."""
CONNECT_S: Final = 2
HAS_UNIX_SOCKETS: Final = os.name == "posix"
_CHUNK: Final = 64 * 1024
_TOKEN_BYTES: Final = 32

Document = dict[str, Any]
Handler = Callable[[Document], Awaitable[Document]]
"""Answers one request; it raises nothing but cancellation."""


def _encode(document: Mapping[str, Any]) -> bytes:
    # Half a surrogate pair, as a broken argument may hold, is no text: it must not break the door.
    return json.dumps(document, ensure_ascii=False, separators=(",", ":")).encode(errors="replace") + b"\n"


def _decode(line: bytes) -> Document | None:
    try:
        document: object = json.loads(line)
    except (ValueError, RecursionError):
        return None
    return cast("Document", document) if isinstance(document, dict) else None


def make_error(code: str, **params: str | int) -> Document:
    """The answer that says why not."""
    return {"error": {"code": code, "params": params}}


# --- client ------------------------------------------------------------------------------------------------


def ask(home: Home, request: Mapping[str, Any], *, timeout_s: float) -> Document | None:
    """Ask the process that runs `home`; None when none listens.

    Raises:
        AppError: no-answer (it listens and does not answer in time), home-closed (the folder is somebody
            else's), or what it refused.
    """
    found = _dial(home)
    if found is None:
        return None
    connection, token = found
    try:
        with connection:
            connection.settimeout(timeout_s)
            connection.sendall(_encode({**request, "token": token} if token else request))
            answer = _decode(_read_line(connection))
    except TimeoutError as error:
        raise AppError("no-answer") from error
    except OSError as error:
        raise AppError("no-answer", detail=str(error)) from error
    if answer is None:
        raise AppError("no-answer")
    return answer


def _dial(home: Home, *, is_unix: bool = HAS_UNIX_SOCKETS) -> tuple[socket.socket, str] | None:
    """(connection, secret to show), or None when nobody listens."""
    try:
        if is_unix:
            connection = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
            place: Any = os.fspath(home.socket_to_dial())
            token = ""
        else:
            written = _decode(home.control_port.read_bytes()[:4096]) or {}
            place, token = ("127.0.0.1", int(written["port"])), str(written["token"])
            connection = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    except (OSError, KeyError, ValueError):
        return None
    connection.settimeout(CONNECT_S)
    try:
        connection.connect(place)
    except (FileNotFoundError, ConnectionRefusedError, NotADirectoryError):
        connection.close()
        return None
    except PermissionError as error:  # nothing was said to anybody: this is no silence of a program
        connection.close()
        raise AppError("home-closed", home=str(home.root)) from error
    except OSError as error:
        connection.close()
        raise AppError("no-answer", detail=str(error)) from error
    return connection, token


def _read_line(connection: socket.socket) -> bytes:
    line = bytearray()
    while not line.endswith(b"\n"):
        data = connection.recv(_CHUNK)
        line += data
        if not data or len(line) > LINE_BYTES_MAX + 1:
            return b""
    return bytes(line)


# --- server ------------------------------------------------------------------------------------------------


async def serve(
    home: Home,
    handle: Handler,
    *,
    is_unix: bool = HAS_UNIX_SOCKETS,
    task_status: trio.TaskStatus[None] | None = None,
) -> None:
    """Answer clients until cancelled. For the process that holds the home's lock, and no other.

    Raises:
        HomeError, OSError: no private place to listen.
    """
    import trio

    listening, token = await _listen(home, is_unix)
    place = listening.getsockname() if is_unix else home.control_port
    busy = 0

    async def converse(stream: trio.SocketStream) -> None:
        nonlocal busy
        busy += 1
        try:
            await _converse(stream, handle if busy <= CLIENTS_MAX else _refuse, token)
        finally:
            busy -= 1

    try:
        if task_status is not None:
            task_status.started()
        await trio.serve_listeners(converse, [trio.SocketListener(listening)])
    finally:
        listening.close()
        _forget(place)


def _forget(place: str | Path) -> None:
    Path(place).unlink(missing_ok=True)


class _LineTooLong(Exception):
    """A client wrote more than a line may hold."""


async def _refuse(_request: Document) -> Document:
    return make_error("busy")


async def _listen(home: Home, is_unix: bool) -> tuple[trio.socket.SocketType, str]:
    import trio

    if is_unix:
        path = home.socket_to_bind()
        path.unlink(missing_ok=True)  # we hold the lock: whoever listened there is dead
        listening = await _bind(trio.socket.AF_UNIX, os.fspath(path))
        path.chmod(FILE_MODE)  # before anybody can connect: that starts with listen()
        listening.listen(CLIENTS_MAX)
        return listening, ""
    token = secrets.token_hex(_TOKEN_BYTES)
    listening = await _bind(trio.socket.AF_INET, ("127.0.0.1", 0))
    listening.listen(CLIENTS_MAX)
    port = listening.getsockname()[1]
    write_private_file(home.control_port, _encode({"port": port, "token": token}))
    return listening, token


async def _bind(family: int, address: str | tuple[str, int]) -> trio.socket.SocketType:
    """A bound socket; closed again when a home that is left at once cancels us here."""
    import trio

    made = trio.socket.socket(family, trio.socket.SOCK_STREAM)
    try:
        await made.bind(address)
    except BaseException:
        made.close()
        raise
    return made


async def _converse(stream: trio.SocketStream, handle: Handler, token: str) -> None:
    """One client: each line is answered before the next is read."""
    import trio

    waiting = bytearray()
    try:
        while True:
            with trio.fail_after(IDLE_S):
                line = await _receive_line(stream, waiting)
            if not line:
                return
            answer = await _answer(line, handle, token)
            with trio.fail_after(IDLE_S):
                await stream.send_all(answer)
    except _LineTooLong:
        with trio.move_on_after(IDLE_S), suppress(trio.BrokenResourceError):
            await stream.send_all(_encode(make_error("bad-request")))
    except (trio.BrokenResourceError, trio.ClosedResourceError, trio.TooSlowError):
        return
    finally:
        with trio.move_on_after(1, shield=True):
            await stream.aclose()


async def _receive_line(stream: trio.SocketStream, waiting: bytearray) -> bytes:
    """The next line without its end; nothing at the client's close.

    Raises:
        _LineTooLong: what follows cannot be told from it any more.
    """
    while (end := waiting.find(b"\n")) < 0:
        if len(waiting) > LINE_BYTES_MAX:
            raise _LineTooLong
        data = await stream.receive_some(_CHUNK)
        if not data:
            return b""
        waiting += data
    line = bytes(waiting[:end])
    del waiting[: end + 1]
    return line or b"empty"


async def _answer(line: bytes, handle: Handler, token: str) -> bytes:
    request = _decode(line)
    if request is None or not hmac.compare_digest(str(request.pop("token", "")), token):
        return _encode(make_error("bad-request"))
    answer = _encode(await handle(request))
    return answer if len(answer) <= LINE_BYTES_MAX else _encode(make_error("answer-too-large"))
