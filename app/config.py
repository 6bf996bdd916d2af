# SPDX-License-Identifier: AGPL-3.0-or-later
"""A person's preferences on this computer: home/config.json, typed and small.

No secret, nothing the commune knows, no remembered peer: those have their own places. Law: a file that
does not hold what is written below is refused whole, with the field's name; nothing is guessed.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Final, Literal, cast, get_args

from app.paths import write_private_file

LanguageChoice = Literal["system", "fr", "en"]
ThemeChoice = Literal["system", "light", "dark"]
CloseChoice = Literal["ask", "quit", "stay"]

FILE_BYTES_MAX: Final = 65_536
TEXT_SIZE_PERCENT_MIN: Final = 80
TEXT_SIZE_PERCENT_MAX: Final = 200
LISTEN_ADDRESSES_MAX: Final = 16
LISTEN_ADDRESS_LENGTH_MAX: Final = 256


class ConfigError(Exception):
    """The preferences are not usable; `field` is the first that is not, empty for the whole file."""

    code = "bad-config"

    def __init__(self, field: str, message: str) -> None:
        super().__init__(f"{field}: {message}" if field else message)
        self.field = field


@dataclass(frozen=True, slots=True, kw_only=True)
class Config:
    """Preferences; built only with valid values (else ConfigError)."""

    language: LanguageChoice = "system"
    theme: ThemeChoice = "system"
    text_size_percent: int = 100
    """80 … 200."""
    listen: tuple[str, ...] = ()
    """Multiaddrs to listen on, at most 16; none: the node's own choice."""
    may_seal: bool = True
    """Chosen as a witness, this computer says by itself that it is ready."""
    notify: bool = True
    """Whether the computer says what happened when the window is not looked at."""
    hide_amounts: bool = False
    """Whether it says it without figures."""
    on_close: CloseChoice = "ask"
    """What closing the window does: end, stay online for the neighbours, or ask."""

    def __post_init__(self) -> None:
        _check_choice("language", self.language, get_args(LanguageChoice))
        _check_choice("theme", self.theme, get_args(ThemeChoice))
        size = self.text_size_percent
        if type(size) is not int or not TEXT_SIZE_PERCENT_MIN <= size <= TEXT_SIZE_PERCENT_MAX:
            raise ConfigError("text_size_percent", f"{TEXT_SIZE_PERCENT_MIN} to {TEXT_SIZE_PERCENT_MAX}")
        _check_listen(self.listen)
        _check_choice("on_close", self.on_close, get_args(CloseChoice))
        for field in ("may_seal", "notify", "hide_amounts"):
            if type(getattr(self, field)) is not bool:
                raise ConfigError(field, "true or false")


def load_config(path: Path) -> Config:
    """The preferences in `path`; the default ones if there is no such file. Unknown fields are ignored.

    Raises:
        ConfigError: the file holds something else.
        OSError: the disk refuses.
    """
    try:
        with path.open("rb") as file:
            content = file.read(FILE_BYTES_MAX + 1)
    except FileNotFoundError:
        return Config()
    if len(content) > FILE_BYTES_MAX:
        raise ConfigError("", "the file is too large")
    try:
        loaded: object = json.loads(content)
    except (ValueError, RecursionError):
        raise ConfigError("", "the file is not JSON") from None
    if not isinstance(loaded, dict):
        raise ConfigError("", "the file is not a JSON object")
    return make_config(cast("dict[str, Any]", loaded))


def make_config(found: Mapping[str, Any]) -> Config:
    """Preferences from fields; unknown ones are ignored. Raises ConfigError."""
    known = {field: found[field] for field in Config.__slots__ if field in found}
    if isinstance(known.get("listen"), list):
        known["listen"] = tuple(known["listen"])
    return Config(**known)


def save_config(path: Path, config: Config) -> None:
    """Replace `path` by these preferences, whole or not at all, 0600."""
    text = json.dumps(asdict(config), indent=2, ensure_ascii=False) + "\n"
    write_private_file(path, text.encode("utf-8"))


def _check_choice(field: str, value: object, choices: tuple[str, ...]) -> None:
    if value not in choices:
        raise ConfigError(field, "one of " + ", ".join(choices))


def _check_listen(listen: object) -> None:
    if not isinstance(listen, tuple):
        raise ConfigError("listen", "a list of addresses")
    addresses = cast("tuple[object, ...]", listen)
    if len(addresses) > LISTEN_ADDRESSES_MAX:
        raise ConfigError("listen", f"at most {LISTEN_ADDRESSES_MAX} addresses")
    for address in addresses:
        # The host judges whether it can listen there; here only that it may be one, and can be shown.
        if (
            not isinstance(address, str)
            or not address.startswith("/")
            or len(address) > LISTEN_ADDRESS_LENGTH_MAX
            or not (address.isascii() and address.isprintable())
        ):
            raise ConfigError("listen", "each address is a multiaddr such as /ip4/0.0.0.0/tcp/4001")
