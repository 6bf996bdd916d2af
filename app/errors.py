# SPDX-License-Identifier: AGPL-3.0-or-later
"""The one error that crosses the facade: a stable code and what its words need. Never a traceback.

The window has three sentences for each code (`ui/errors.py`), the command line one (`app/words_cli.py`).
"""

from __future__ import annotations


class AppError(Exception):
    """Something a person asked for was refused; nothing was stored."""

    def __init__(self, code: str, **params: str | int) -> None:
        super().__init__(code)
        self.code = code
        self.params = params

    def __str__(self) -> str:
        details = ", ".join(f"{name}={value}" for name, value in self.params.items())
        return f"{self.code} ({details})" if details else self.code
