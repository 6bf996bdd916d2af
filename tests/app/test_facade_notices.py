# SPDX-License-Identifier: AGPL-3.0-or-later
"""Notices over a real home: facts are read, what was told is kept, a spoiled memory says nothing twice."""

from __future__ import annotations

import json
from collections.abc import Generator
from dataclasses import replace
from pathlib import Path

import pytest

from app import desk as desks
from app.config import Config
from app.desk import now_ms
from app.facade_notices import NoticesDoor, get_facts
from app.notices import Memory
from app.paths import Home
from app.service import Service


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Generator[Service]:
    """Léa founded; nothing runs on her home."""
    home = Home(tmp_path_factory.mktemp("notices") / "lea")
    place = {"latitude_centideg": 4575, "longitude_centideg": 485}
    made = Service(desks.found(home, name="Saint-Aubin", me="Léa Morvan", since_ms=now_ms(), **place))
    yield made
    made.close()


def door(service: Service, path: Path, config: Config | None = None) -> NoticesDoor:
    return NoticesDoor(lambda question: question(service.reader()), lambda: config or Config(), path)


def test_a_home_just_founded_has_nothing_to_say_but_what_waits(service: Service) -> None:
    facts = get_facts(service.reader())
    assert (facts.produced_wh, facts.buyers, facts.incoming, facts.votes) == (-1, 0, (), ())
    assert facts.waiting == 1, "the 24 words"


def test_the_first_look_is_kept_and_read_again(service: Service, tmp_path: Path) -> None:
    path = tmp_path / "told.json"
    assert door(service, path).due(looked_at=False) == ()
    assert path.stat().st_mode & 0o077 == 0
    kept = json.loads(path.read_bytes())
    assert kept == {"told": [], "last_received_ms": 0}
    again = door(service, path)
    assert again._memory == replace(Memory(), begun=True)


@pytest.mark.parametrize("content", [b"", b"[", b"[]", b'{"told": 3}', b"[" * 100_000])
def test_a_spoiled_memory_begins_again(service: Service, tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "told.json"
    path.write_bytes(content)
    made = door(service, path)
    assert made._memory == Memory()
    assert made.due(looked_at=False) == (), "what is there now is no news"


def test_who_wants_no_notices_gets_none(service: Service, tmp_path: Path) -> None:
    quiet = door(service, tmp_path / "told.json", Config(notify=False))
    assert [quiet.due(looked_at=False) for _ in range(3)] == [(), (), ()]
