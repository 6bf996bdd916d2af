# SPDX-License-Identifier: AGPL-3.0-or-later
"""Residents as the window sees them, for cards that are shown without a commune."""

from __future__ import annotations

from app.views import PersonView, Phase


def person(
    name: str, *, is_me: bool = False, account: bytes = b"", roles: tuple[str, ...] = ()
) -> PersonView:
    return PersonView(
        account=account or name.encode().ljust(32),
        name=name,
        fingerprint="k4mq-7xza",
        roles=roles,
        is_me=is_me,
        phase=Phase.SEALED,
        joined_ms=0,
        sponsor=b"",
    )
