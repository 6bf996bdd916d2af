# SPDX-License-Identifier: AGPL-3.0-or-later
"""What py-libp2p 0.8.1 spends between a message and the wire: turns of the loop, system calls, round trips.

        payload ── stream's lock ── frame's lock ── socket's lock ──> one send; a free lock is taken at once
        socket ──> what is there, a little ahead ──> lengths, frames, bytes of varints, without a turn each

A turn costs some 30 µs and lets other tasks go first; a frame took six of them each way. Patched in by
`compat.install`; the wire is as it was.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import trio
from libp2p.io.exceptions import IOException
from libp2p.io.trio import TrioTCPStream
from libp2p.protocol_muxer import multiselect_client
from libp2p.protocol_muxer.exceptions import MultiselectClientError, MultiselectCommunicatorError
from libp2p.protocol_muxer.multiselect_communicator import MultiselectCommunicator
from libp2p.utils import encode_delim

if TYPE_CHECKING:
    from collections.abc import Sequence

    from libp2p.abc import IMultiselectCommunicator
    from libp2p.custom_types import TProtocol

READ_AHEAD: Final = 512
"""Bytes taken from the system beyond what was asked for: an act fits, but few frames of a flood."""

EAGER_TURNS: Final = 4
"""Frames of one connection taken in without a turn of the loop between them, at most."""


class EagerLock:
    """A lock that is taken without a turn of the loop while nobody holds it; handed on in order."""

    def __init__(self) -> None:
        self._is_held = False
        self._waiting = trio.lowlevel.ParkingLot()

    async def __aenter__(self) -> None:
        if self._is_held:
            await self._waiting.park()
        self._is_held = True

    async def __aexit__(self, *_error: object) -> None:
        if self._waiting:
            self._waiting.unpark()  # it is held all the while: nobody comes between
        else:
            self._is_held = False


class PatientLock(EagerLock):
    """An eager lock of a task that may have a crowd of small things at hand: now and then others go first."""

    def __init__(self) -> None:
        super().__init__()
        self._taken = 0

    async def __aenter__(self) -> None:
        self._taken += 1
        if self._taken % EAGER_TURNS == 0:
            await trio.lowlevel.checkpoint()
        await super().__aenter__()


class TCPStream(TrioTCPStream):
    """Reads what is there, and gives it out piece by piece."""

    def __init__(self, stream: trio.SocketStream) -> None:
        super().__init__(stream)
        self.read_lock = EagerLock()  # pyright: ignore[reportAttributeAccessIssue]
        self.write_lock = EagerLock()  # pyright: ignore[reportAttributeAccessIssue]
        self._ahead = memoryview(b"")

    async def read(self, n: int | None = None) -> bytes:
        # Symptom: two system calls and four turns a Noise message, and as many for each byte of a varint.
        if n == 0:
            return b""
        if not self._ahead:
            self._ahead = memoryview(await super().read(max(n or 0, READ_AHEAD)))
        size = len(self._ahead) if n is None else n
        taken, self._ahead = bytes(self._ahead[:size]), self._ahead[size:]
        return taken


class MultiselectClient(multiselect_client.MultiselectClient):
    """Says what it wants with its greeting: the answer to both is one round trip away instead of two."""

    async def select_one_of(
        self,
        protocols: Sequence[TProtocol],
        communicator: IMultiselectCommunicator,
        negotiate_timeout: int = multiselect_client.DEFAULT_NEGOTIATE_TIMEOUT,
    ) -> TProtocol:
        if len(protocols) != 1 or not isinstance(communicator, MultiselectCommunicator):
            return await super().select_one_of(protocols, communicator, negotiate_timeout)
        wanted = protocols[0]
        greeting = multiselect_client.MULTISELECT_PROTOCOL_ID
        with trio.move_on_after(negotiate_timeout):
            try:
                both = encode_delim(greeting.encode()) + encode_delim(wanted.encode())
                await communicator.read_writer.write(both)
                answers = [await communicator.read(), await communicator.read()]
            except (MultiselectCommunicatorError, IOException, OSError) as error:
                raise MultiselectClientError(f"no answer about {wanted}: {error}") from error
            if answers != [greeting, wanted]:
                raise MultiselectClientError(f"{wanted} was answered by {answers}")
            return wanted
        raise MultiselectClientError(f"no answer about {wanted} within {negotiate_timeout} s")
