# SPDX-License-Identifier: AGPL-3.0-or-later
"""Values made for every event: frozen for whoever checks types, plain slots for the interpreter.

`dataclass(frozen=True)` writes each field through `object.__setattr__`: three times what the other costs, for
a dozen values an event. Nothing else in a program that was type-checked tells the two apart.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar, dataclass_transform

T = TypeVar("T")


@dataclass_transform(frozen_default=True)
def value(*, kw_only: bool = False, eq: bool = True) -> Callable[[type[T]], type[T]]:
    """A dataclass with slots whose fields are written once, when it is made.

    Args:
        eq: equal and hashed by its fields; else as the class says.
    """
    return dataclass(slots=True, kw_only=kw_only, eq=eq, unsafe_hash=eq)
