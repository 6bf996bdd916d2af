# SPDX-License-Identifier: AGPL-3.0-or-later
"""What is said when witnesses are missing: a picture of the node over a real commune's register."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from app.desk import now_ms
from app.errors import AppError
from app.query_recovery import SHORT_MS, get_recovery, get_recovery_items
from app.reader import Reader
from app.recovery_text import HEAD
from app.views_recovery import RecoveryView
from ledger.state import Witness, get_witnesses
from ledger.units import AccountId, NodeKey
from tests.helpers.commune import Commune, commune, do

GONE = Witness(account=AccountId(b"g" * 32), node=NodeKey(b"n" * 32))


@pytest.fixture(scope="module")
def village(tmp_path_factory: pytest.TempPathFactory) -> Any:
    with commune(tmp_path_factory.mktemp("village")) as made:
        helene = made.found("helene", "Hélène")
        made.join("anna", "Anna", helene)
        made.agree()
        yield made


def reader_of(
    village: Commune, name: str = "helene", *, stop: str = "", later_ms: int = 0, **change: Any
) -> Reader:
    """A reader of a resident's, the node and the list as the test says."""
    reader = village.residents[name]._asking._get_reader()
    node = reader.picture.node
    assert node is not None
    picture = replace(reader.picture, node=replace(node, stopped_because=stop, **change))
    return Reader(picture, reader.store, reader.read_model, now_ms() + later_ms)


def kinds(reader: Reader) -> list[str]:
    return [item.kind for item in get_recovery_items(reader)]


def test_who_is_there_and_who_is_not(village: Commune) -> None:
    view = get_recovery(reader_of(village, "anna"))
    assert (view.online, view.quorum, view.is_short, view.silent) == (1, 1, False, ())
    alone = get_recovery(reader_of(village, "anna", peers_online=()))
    assert (alone.online, alone.is_short, alone.is_alone) == (0, True, True)
    assert [person.name for person in alone.silent] == ["Hélène"]
    assert (alone.active, alone.needed, alone.may_act) == (1, 3, False)
    not_running = replace(reader_of(village).picture, node=None)
    reader = village.helene._asking._get_reader()
    view = get_recovery(Reader(not_running, reader.store, reader.read_model, reader.now_ms))
    assert (view.online, view.is_short, view.silent, view.is_alone) == (-1, False, (), True)


def test_what_waits_for_me_is_told_after_ten_minutes_and_not_to_who_is_offline(village: Commune) -> None:
    node = village.anna.status().node_key
    assert len(get_witnesses(village.anna._asking.picture.sealed)) == 1
    # Anna's computer sees somebody, and it is not the witness.
    others = (NodeKey(b"o" * 32),)
    assert node not in others
    village.helene.close()
    try:
        do(village.anna.set_consent("gifts", True))
        assert kinds(reader_of(village, "anna", peers_online=others, later_ms=SHORT_MS - 60_000)) == []
        late = reader_of(village, "anna", peers_online=others, later_ms=SHORT_MS + 60_000)
        assert kinds(late) == ["recovery.short"]
        assert kinds(reader_of(village, "anna", peers_online=(), later_ms=SHORT_MS + 60_000)) == []
    finally:
        village.reopen("helene")
        village.agree()


@pytest.mark.parametrize("code", ["old-epoch", "recovered-below", "two-recoveries"])
def test_two_versions_of_the_facts_wait_for_everybody(village: Commune, code: str) -> None:
    assert kinds(reader_of(village, stop=code)) == ["recovery.stopped"]
    assert get_recovery(reader_of(village, stop=code)).stopped_because == code
    assert kinds(reader_of(village, stop="disk")) == []


def test_what_is_given_by_hand_is_refused_in_codes(village: Commune) -> None:
    door = village.anna.recovery
    for ticket, code in (
        (door.take("bonjour"), "recovery-file"),
        (door.take(HEAD + "AAAA"), "recovery-file"),
        (door.take_file(village.root / "nothing"), "recovery-file"),
        (door.give(bytes(32)), "unknown-recovery"),
        (door.export(bytes(32), village.root / "x"), "unknown-recovery"),
        (door.sign(bytes(32)), "unknown-recovery"),
        (door.stay(), "recovery-nothing-to-stay-with"),
        (door.withdraw(), "recovery-nothing-promised"),
        (door.propose([(GONE.account, GONE.node)]), "recovery-alive"),
    ):
        with pytest.raises(AppError) as told:
            do(ticket)
        assert told.value.code == code
    view: RecoveryView = door.state()
    assert (view.is_free, view.waits_for_first_seal) == (True, False)
