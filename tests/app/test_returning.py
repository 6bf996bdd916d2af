# SPDX-License-Identifier: AGPL-3.0-or-later
"""Who comes back with 24 words is not asked to write them down, from the first moment on."""

from __future__ import annotations

from pathlib import Path

import pytest

from app import facade as doors
from app.acts_account import COMMANDS
from app.cli_account import say_backup
from app.cli_format import Tongue
from app.desk import now_ms, prepare_restore
from app.doctor.finding import Surroundings
from app.doctor.keys import check_keys
from app.paths import Home
from app.resolve import Arguments
from app.returning import is_returning
from app.service import Service
from app.words import new_words
from p2p.wire import Tips
from tests.app.test_entering import CODE
from tests.helpers.commune import LISTEN, commune, do, until


@pytest.fixture(autouse=True)
def _no_keyring(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.fail.Keyring")


def test_until_it_is_in_a_home_says_nothing_of_a_backup(tmp_path: Path) -> None:
    home = Home(tmp_path / "home")
    desk = prepare_restore(home, new_words(), CODE)
    assert is_returning(desk)
    desk.build_return(Tips(next_seq=1, head=b"h" * 32, height=3, seal_id=bytes(32)))
    assert is_returning(desk)
    service = Service(desk)
    assert service.take_picture().is_returning
    told = COMMANDS["backup"](service, Arguments({}))
    assert told["is_returning"]
    for language, word in (("fr", "revient"), ("en", "comes back")):
        (said,) = say_backup(Tongue(language), told)
        assert word in said
    status = {"protection": "file", "backup_done": False, "is_returning": True}
    place = Surroundings(now_ms=now_ms(), get_free_bytes=lambda _path: 1 << 40)
    assert "backup-missing" in {
        one.code for one in check_keys(home, place, {**status, "is_returning": False})
    }
    assert {one.code for one in check_keys(home, place, status)} == {"keys-file"}
    desk.vault.confirm_backup()
    assert not is_returning(desk)
    service.close()


def test_nobody_who_returns_is_asked_for_what_was_just_typed(tmp_path: Path) -> None:
    with commune(tmp_path) as street:
        claire = street.found("claire", "Claire Martin")
        karim = street.join("karim", "Karim", claire)
        assert not karim.status().is_returning
        assert [item.kind for item in karim.inbox()] == ["backup"]
        words, code = do(karim.words()), do(claire.invite()).code
        street.residents["second"] = second = do(
            doors.restore(tmp_path / "second", words, code, listen=LISTEN)
        )
        seen: list[tuple[bool, bool]] = []

        def is_in() -> bool:
            if not second.is_member:
                return False
            status, asked = second.status(), any(item.kind == "backup" for item in second.inbox())
            seen.append((asked, status.backup_done or status.is_returning))
            return status.backup_done

        until(is_in, second)
        assert set(seen) == {(False, True)}
        assert not second.status().is_returning
