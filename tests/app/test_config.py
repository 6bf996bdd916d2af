# SPDX-License-Identifier: AGPL-3.0-or-later
"""Preferences: what is written is read back, and anything else is refused with the field's name."""

from __future__ import annotations

import json
import stat
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.config import Config, ConfigError, load_config, save_config

EVERYTHING = Config(
    language="fr",
    theme="dark",
    text_size_percent=150,
    listen=("/ip4/0.0.0.0/tcp/4001", "/ip6/::/tcp/4001"),
    may_seal=False,
)


def test_no_file_means_the_defaults(tmp_path: Path) -> None:
    assert load_config(tmp_path / "config.json") == Config()


def test_what_is_saved_is_loaded_and_private(tmp_path: Path) -> None:
    path = tmp_path / "config.json"
    save_config(path, EVERYTHING)
    assert load_config(path) == EVERYTHING
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    save_config(path, replace(EVERYTHING, theme="light"))
    assert load_config(path).theme == "light"


def test_a_missing_field_has_its_default_and_an_unknown_one_is_ignored(tmp_path: Path) -> None:
    path = tmp_path / "config.json"
    path.write_text('{"theme": "dark", "from-a-later-version": [1]}')
    assert load_config(path) == Config(theme="dark")


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("language", "de"),
        ("language", None),
        ("language", ["fr"]),
        ("theme", "pink"),
        ("text_size_percent", 79),
        ("text_size_percent", 201),
        ("text_size_percent", True),
        ("text_size_percent", 100.0),
        ("text_size_percent", "100"),
        ("may_seal", 1),
        ("may_seal", "yes"),
        ("listen", "/ip4/0.0.0.0/tcp/1"),
        ("listen", {"0": "/ip4/0.0.0.0/tcp/1"}),
        ("listen", ["0.0.0.0:4001"]),
        ("listen", [""]),
        ("listen", [3]),
        ("listen", ["/ip4/\n"]),
        ("listen", ["/ip4/0.0.0.0/tcp/" + "1" * 256]),
        ("listen", ["/ip4/0.0.0.0/tcp/1"] * 17),
    ],
)
def test_a_bad_field_is_named(field: str, value: object, tmp_path: Path) -> None:
    path = tmp_path / "config.json"
    path.write_text(json.dumps({field: value}))
    with pytest.raises(ConfigError) as caught:
        load_config(path)
    assert (caught.value.code, caught.value.field) == ("bad-config", field)


@pytest.mark.parametrize(
    "content", [b"", b"{", b"[]", b"null", b"\xff\xfe", b'{"theme": "dark"', b"[" * 60_000, b" " * 70_000]
)
def test_another_file_is_refused_whole(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "config.json"
    path.write_bytes(content)
    with pytest.raises(ConfigError) as caught:
        load_config(path)
    assert caught.value.field == ""


@given(
    config=st.builds(
        Config,
        language=st.sampled_from(["system", "fr", "en"]),
        theme=st.sampled_from(["system", "light", "dark"]),
        text_size_percent=st.integers(80, 200),
        listen=st.lists(st.from_regex(r"/ip4/[0-9.]{1,15}/tcp/[0-9]{1,5}", fullmatch=True), max_size=16).map(
            tuple
        ),
    )
)
def test_every_config_reads_back(config: Config, tmp_path_factory: pytest.TempPathFactory) -> None:
    path = tmp_path_factory.getbasetemp() / "any-config.json"
    save_config(path, config)
    assert load_config(path) == config
