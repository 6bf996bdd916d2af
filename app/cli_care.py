# SPDX-License-Identifier: AGPL-3.0-or-later
"""Commands that look after the program itself: `doctor`, `support-bundle`, `completion`.

None needs a home that works, nor a node. The law: as `cli`, nothing heavy is loaded to read them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from app.cli_format import Tongue
    from app.paths import Home

NAMES: Final = ("doctor",)

Document = dict[str, Any]


def add_care(table: Any) -> None:
    """The parsers of these commands, in a table of `cli`."""
    table.add(
        "doctor", "ce qui ne va pas sur cet ordinateur, et que faire", "what is wrong here, and what to do"
    )


def run_doctor(home: Home, tongue: Tongue) -> Document:
    """Look at everything and change nothing."""
    from app.doctor.examine import examine, look_around, to_document
    from app.doctor.words import name_findings

    return name_findings(tongue, to_document(home, examine(home, look_around())))
