# SPDX-License-Identifier: AGPL-3.0-or-later
"""The owner's word about a witness's computer: taken where it is waited for, refused in words elsewhere."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from app.dispatch import answer_command
from app.facade import AppError, Voisinage
from app.paths import Home
from app.service import Service
from app.vouching import confirm_alone, confirm_date
from tests.helpers.commune import Commune, commune, do, until


@pytest.fixture(scope="module")
def village(tmp_path_factory: pytest.TempPathFactory) -> Any:
    with commune(tmp_path_factory.mktemp("village")) as made:
        helene = made.found("helene", "Hélène")
        made.join("anna", "Anna", helene)
        made.agree()
        yield made


def in_its_thread(person: Voisinage, function: Callable[[], None]) -> None:
    done = threading.Event()
    person._thread.run_soon(lambda: (function(), done.set()))
    assert done.wait(90)


def refused(act: Callable[[], Any]) -> AppError:
    with pytest.raises(AppError) as found:
        act()
    return found.value


def test_a_word_nobody_waits_for_is_refused(village: Commune) -> None:
    assert refused(lambda: do(village.anna.roles.confirm_date())).code == "not-a-witness"
    assert refused(lambda: do(village.anna.roles.confirm_alone())).code == "not-a-witness"
    assert refused(lambda: do(village.helene.roles.confirm_date())).code == "date-not-asked"
    assert refused(lambda: do(village.helene.roles.confirm_alone())).code == "witness-not-silent"


def test_without_a_running_node_it_says_so(tmp_path: Path) -> None:
    with commune(tmp_path) as made:
        made.found("lea", "Léa")
    service = Service.open(Home(tmp_path / "lea"))
    try:
        for name in ("witness.confirm-date", "witness.confirm-alone"):
            assert answer_command(service, name, {})["error"]["code"] == "witness-not-running"
    finally:
        service.close()


def test_a_computer_that_forgot_seals_again_once_its_owner_says_it_is_alone(village: Commune) -> None:
    helene = village.helene
    # What the disk says after its vote file was lost.
    witness = helene._service.witness
    assert witness is not None
    in_its_thread(helene, lambda: witness._do(witness.machine.memory.mark_broken("lost")))
    until(lambda: helene.status().silent_because == "lost", helene)
    do(helene.help.lock("time-savings", helene.status().last_seal_ms + 86_400_000))
    assert helene.status().my_pending == 1
    board = helene.roles.witnesses()
    assert (board.broken_because, board.may_confirm_alone) == ("lost", True)
    do(helene.roles.confirm_alone())
    until(lambda: not helene.status().silent_because and not helene.status().my_pending, helene)
    assert "witness.silent" not in [item.kind for item in helene.inbox()]


def test_a_date_is_confirmed_once_it_is_asked(village: Commune) -> None:
    """The machine waits by itself only a day after a seal; here the test says that it does."""
    helene = village.helene
    witness = helene._service.witness
    assert witness is not None

    def work() -> None:
        witness.machine.waits_for_date = True
        assert refused(lambda: confirm_alone(helene._service)).code == "witness-not-silent"
        confirm_date(helene._service)
        assert not witness.machine.waits_for_date

    in_its_thread(helene, work)
    assert refused(lambda: do(helene.roles.confirm_date())).code == "date-not-asked"


def test_with_four_the_others_decide(village: Commune, monkeypatch: pytest.MonkeyPatch) -> None:
    from dataclasses import replace

    witness = village.helene._service.witness
    assert witness is not None
    picture = replace(witness.get_picture(), size=4, broken_because="older-copy")
    monkeypatch.setattr(witness, "get_picture", lambda: picture)
    error = refused(lambda: confirm_alone(village.helene._service))
    assert (error.code, error.params) == ("others-must-advance", {"most": 3})
