# SPDX-License-Identifier: AGPL-3.0-or-later
"""What may go wrong between two computers, in words a program can act upon.

Law: nothing that a library raises about the network leaves p2p; it becomes one of these.
"""

from __future__ import annotations


class HostError(Exception):
    """What went wrong with the network, for a machine: `code` is one of the words below.

    "listen-failed", "dial-failed" (nobody there, or not an address), "refused" (somebody else there, or
    they would not), "timeout", "closed" (no connection, or it ended), "too-many", "crashed".
    """

    def __init__(self, code: str, detail: str = "") -> None:
        super().__init__(f"{code}: {detail}" if detail else code)
        self.code = code


class StreamClosed(HostError):
    """The stream was reset, or the connection under it ended: what was read may be incomplete."""

    def __init__(self, detail: str = "") -> None:
        super().__init__("closed", detail)
