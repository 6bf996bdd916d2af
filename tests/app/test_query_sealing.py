# SPDX-License-Identifier: AGPL-3.0-or-later
"""What this computer says of itself as a witness: a picture of the node over a real commune's register."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from app.dispatch import answer_command
from app.query_inbox import get_inbox
from app.query_register import get_status
from app.query_roles import get_witness_board
from app.reader import Reader
from app.service import Service
from ledger.units import NodeKey
from p2p.node_statistics import SignedTwice, WitnessPicture
from tests.helpers.commune import Commune, commune


@pytest.fixture(scope="module")
def village(tmp_path_factory: pytest.TempPathFactory) -> Any:
    with commune(tmp_path_factory.mktemp("village")) as made:
        helene = made.found("helene", "Hélène")
        made.join("anna", "Anna", helene)
        made.agree()
        yield made


def reader_of(village: Commune, name: str = "helene", **change: Any) -> Reader:
    """A reader of a resident's, the node telling of the witness what the test says."""
    reader = village.residents[name]._asking._get_reader()
    node = reader.picture.node
    assert node is not None
    node = replace(node, witness=replace(node.witness, **change))
    return Reader(replace(reader.picture, node=node), reader.store, reader.read_model, reader.now_ms)


def test_a_witness_that_seals_says_so_and_who_is_no_witness_too(village: Commune) -> None:
    mine, hers = (get_witness_board(reader_of(village, name)) for name in ("helene", "anna"))
    assert (mine.is_running, mine.seals_here, mine.broken_because, mine.waits_for_date) == (
        True, True, "", False,
    )  # fmt: skip
    assert (hers.is_running, hers.seals_here, hers.round) == (True, False, -1)
    assert [row.online for row in (*mine.witnesses, *hers.witnesses)] == [True, True]
    assert mine.open_height == village.helene.status().height + 1


@pytest.mark.parametrize("why", ["lost", "older-copy", "forgotten-vote", "behind"])
def test_a_witness_that_is_silent_says_why_and_who_may_end_it(village: Commune, why: str) -> None:
    small, large = (reader_of(village, broken_because=why, size=size) for size in (3, 4))
    assert get_status(small).silent_because == why
    assert get_witness_board(small).broken_because == why
    assert get_witness_board(small).may_confirm_alone
    assert not get_witness_board(large).may_confirm_alone
    assert "witness.silent" in [item.kind for item in get_inbox(large)]


def test_a_date_to_confirm_waits_for_its_owner(village: Commune) -> None:
    reader = reader_of(village, waits_for_date=True)
    board = get_witness_board(reader)
    assert (board.waits_for_date, board.broken_because, board.may_confirm_alone) == (True, "", False)
    assert get_status(reader).silent_because == "date"
    assert "witness.date" in [item.kind for item in get_inbox(reader)]


def test_who_is_no_witness_is_asked_nothing(village: Commune) -> None:
    reader = reader_of(village, "anna", broken_because="lost", waits_for_date=True)
    assert get_status(reader).silent_because == ""
    assert not [item for item in get_inbox(reader) if item.kind.startswith("witness")]


def test_a_witness_counts_those_it_speaks_with(village: Commune) -> None:
    mine = reader_of(village, online=())
    assert [row.online for row in get_witness_board(mine).witnesses] == [True], "this computer itself"
    elsewhere = reader_of(village, "anna", index=1, online=())
    assert [row.online for row in get_witness_board(elsewhere).witnesses] == [False]


def test_without_a_node_nothing_is_claimed(village: Commune) -> None:
    reader = village.helene._asking._get_reader()
    still = Reader(replace(reader.picture, node=None), reader.store, reader.read_model, reader.now_ms)
    board = get_witness_board(still)
    assert (board.is_running, board.seals_here, board.round, board.open_height) == (False, False, -1, 0)
    assert [row.online for row in board.witnesses] == [False]


def test_what_was_signed_twice_has_a_name(village: Commune) -> None:
    anna = village.anna.status().node_key
    rows = tuple(
        SignedTwice(node=NodeKey(node), height=12, round=1, step="prevote") for node in (anna, bytes(32))
    )
    known, unknown = get_witness_board(reader_of(village, evidence=rows)).evidence
    assert known.member is not None
    assert (known.member.name, known.height, known.round, known.step) == ("Anna", 12, 1, "prevote")
    assert unknown.member is None
    assert len(unknown.fingerprint) == 9


def test_the_command_answers_with_a_flat_document(village: Commune, monkeypatch: pytest.MonkeyPatch) -> None:
    service: Service = village.helene._service
    statistics = service.node_statistics
    assert statistics is not None
    picture: WitnessPicture = statistics.witness
    row = SignedTwice(node=statistics.node_key, height=12, round=0, step="precommit")
    told = replace(statistics, witness=replace(picture, broken_because="lost", evidence=(row,)))
    reader = service.reader()
    reader = Reader(replace(reader.picture, node=told), reader.store, reader.read_model, reader.now_ms)
    monkeypatch.setattr(service, "reader", lambda: reader)
    document = answer_command(service, "witnesses", {})["result"]
    assert (document["broken_because"], document["waits_for_date"], document["round"]) == ("lost", False, -1)
    assert document["witnesses"][0]["online"] is True
    assert [(shown["member"]["name"], shown["height"], shown["round"], shown["step"]) for shown in
            document["evidence"]] == [("Hélène", 12, 0, "precommit")]  # fmt: skip
