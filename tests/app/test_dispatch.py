# SPDX-License-Identifier: AGPL-3.0-or-later
"""Answers to commands a person types, in a commune of one: its fund, one's name."""

from __future__ import annotations

from collections.abc import Generator
from typing import Any

import pytest

from app.cli_errors import explain
from app.cli_format import Tongue
from app.dispatch import answer_command
from tests.helpers.commune import Commune, commune


@pytest.fixture(scope="module")
def village(tmp_path_factory: pytest.TempPathFactory) -> Generator[Commune]:
    with commune(tmp_path_factory.mktemp("dispatch")) as made:
        made.found("claire", "Claire Martin")
        yield made


def ask(village: Commune, name: str, **values: Any) -> Any:
    service: Any = village.claire._service
    answer = answer_command(service, name, values)
    return answer.get("result", answer.get("error"))


@pytest.mark.parametrize("typed", ["commune", "fonds"])
def test_the_fund_has_a_balance_as_it_can_be_paid(village: Commune, typed: str) -> None:
    answer = ask(village, "balance", member=typed)
    assert (answer["member"]["name"], answer["is_me"], answer["balances"]) == ("", False, [])
    assert ask(village, "balance")["is_me"]


def test_energy_is_not_the_price_of_energy(village: Commune) -> None:
    answer = ask(village, "tariff.set", prices=["1", "kWh"])
    assert answer["code"] == "tariff-in-energy"
    assert ask(village, "tariff.show")["is_default_price"]
    said = explain(Tongue("fr"), answer["code"], {})
    assert "ne se dit pas en kWh" in said
    assert "tariff set 0,01 h" in said
