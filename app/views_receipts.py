# SPDX-License-Identifier: AGPL-3.0-or-later
"""Views of receipts; as in `views`, nothing here is formatted."""

from __future__ import annotations

from dataclasses import dataclass

from app.views import AmountView


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceiptLineView:
    """One movement that a receipt proves."""

    account: bytes
    fingerprint: str
    """Empty for the commune's own accounts."""
    name: str
    """As the receipt proves it; empty when it does not."""
    pot: str
    amount: AmountView


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceiptView:
    """What a receipt proves, to whoever trusts that `commune` is the one meant."""

    commune: bytes
    commune_name: str
    """Empty when it does not start at the charter."""
    start_height: int
    """0: the charter. Otherwise all rests on the page of this number."""
    start_seal: bytes
    event: bytes
    kind: str
    author: str
    """Name of who signed, if proven; else empty."""
    author_fingerprint: str
    """Of who signed, if proven; else empty."""
    is_applied: bool
    reason: str
    """Why it is without effect; empty when it is not."""
    lines: tuple[ReceiptLineView, ...]
    words: tuple[str, ...]
    signed_ms: int
    """As its author says."""
    sealed_ms: int
    height: int
    seal: bytes
    signatures: int
    witnesses: int
    compared: str
    """With the register of this computer: `same`, `ahead` (it is not there yet), or `none`."""
