# SPDX-License-Identifier: AGPL-3.0-or-later
"""Answers to commands a person types, in a small commune: its fund, prices, one's name."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Generator
from importlib import import_module
from typing import Any

import pytest

from app.cli_errors import explain
from app.cli_format import Tongue
from app.dispatch import COMMANDS, MODULES, QUESTIONS, answer_command
from tests.helpers.commune import Commune, commune, do
from tests.helpers.tree import ROOT


@pytest.fixture(scope="module")
def village(tmp_path_factory: pytest.TempPathFactory) -> Generator[Commune]:
    with commune(tmp_path_factory.mktemp("dispatch")) as made:
        made.found("claire", "Claire Martin")
        yield made


def ask(village: Commune, command: str, /, **values: Any) -> Any:
    service: Any = village.claire._service
    values = {"language": "fr", **values}
    answer = do(village.claire._do(lambda _desk: answer_command(service, command, values)))
    return answer.get("result", answer.get("error"))


@pytest.mark.parametrize("typed", ["commune", "fonds"])
def test_the_fund_has_a_balance_as_it_can_be_paid(village: Commune, typed: str) -> None:
    answer = ask(village, "balance", member=typed)
    assert (answer["member"]["name"], answer["is_me"], answer["balances"]) == ("", False, [])
    assert ask(village, "balance")["is_me"]


def test_an_amount_of_nobody_s_language_is_not_guessed(village: Commune) -> None:
    values = {"member": "commune", "amount": "1,500", "unit": "h"}
    assert ask(village, "pay", **values, language="en")["code"] == "amount-ambiguous"
    assert ask(village, "pay", **values, language="fr").get("code") != "amount-ambiguous"
    for language in ("", "de", 3):
        refused = ask(village, "pay", **values, language=language)
        assert (refused["code"], refused["params"]) == ("bad-request", {"argument": "language"})


def test_energy_is_not_the_price_of_energy(village: Commune) -> None:
    answer = ask(village, "tariff.set", prices=["1", "kWh"])
    assert answer["code"] == "tariff-in-energy"
    assert ask(village, "tariff.show")["is_default_price"]
    said = explain(Tongue("fr"), answer["code"], {})
    assert "ne se dit pas en kWh" in said
    assert "tariff set 0,01 h" in said


@pytest.mark.parametrize("name", ["De\x07nise", "De\x1cnise", "\x1b[31mDenise", " \n "])
def test_a_name_with_control_characters_is_refused(village: Commune, name: str) -> None:
    assert ask(village, "rename", name=name)["code"] == "bad-name"


def test_a_new_name_is_said_back_as_it_was_kept(village: Commune) -> None:
    answer = ask(village, "rename", name="De\nnise")
    assert (answer["name"], answer["is_shared"]) == ("De nise", False)
    assert [person["name"] for person in ask(village, "members")["members"]] == ["De nise"]
    assert ask(village, "history")["history"][0]["kind"] == "display"


def test_a_name_somebody_has_is_allowed_and_said(village: Commune) -> None:
    village.join("ines", "Inès Robert", village.claire)
    answer = ask(village, "rename", name="inès  robert")
    assert answer["is_shared"]
    assert len(answer["fingerprint"]) == 9


def test_each_command_is_where_it_is_looked_for() -> None:
    found = {module: tuple(import_module(module).COMMANDS) for module in MODULES}
    assert {module: sorted(names) for module, names in found.items()} == {
        module: sorted(names) for module, names in MODULES.items()
    }
    assert set(COMMANDS) >= QUESTIONS


def test_a_question_loads_what_it_asks_and_no_more() -> None:
    """Half of the time of a command that no node answers is loading modules."""
    told = "import sys, app.dispatch, app.acts_status; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", told], cwd=ROOT, capture_output=True, text=True, check=True)
    loaded = set(done.stdout.split())
    assert "app.query_register" in loaded
    assert not loaded & {"app.commands", "app.energy", "app.receipts", "app.exporting", "app.trial"}


HEAVY = {
    "trio",
    "libp2p",
    "multiaddr",
    "PySide6",
    "nacl",
    "msgpack",
    "sqlite3",
    "google",
    "ledger",
    "p2p",
    "ui",
}
"""Packages that a command answered by a running node has no use for."""
READ_ONLY = (
    "status", "members", "peers", "inbox", "news", "balance", "history", "offer list", "order list",
    "proposals", "fund", "meter list", "pot list", "service list", "pension", "role list", "witnesses",
    "rules", "device list", "energy", "directive show", "tariff show", "search haie",
)  # fmt: skip


def test_questions_a_running_node_answers_load_nothing_heavy(village: Commune) -> None:
    told = (
        "import sys; from app.__main__ import main;"
        f"print([main([*command.split(), '--home', sys.argv[1]]) for command in {READ_ONLY}]);"
        "print(*sys.modules)"
    )
    home = str(village.root / "claire")
    done = subprocess.run(
        [sys.executable, "-c", told, home],
        cwd=ROOT, capture_output=True, text=True, check=True, encoding="utf-8",
    )  # fmt: skip
    *_, codes, loaded = done.stdout.strip().split("\n")
    assert codes == str([0] * len(READ_ONLY)), done.stderr
    assert {name for name in loaded.split() if name.partition(".")[0] in HEAVY} == set()
    assert not {"app.views", "app.dispatch", "app.desk", "app.reader"} & set(loaded.split())


def test_no_command_loads_a_network_or_a_window_to_answer_alone() -> None:
    told = f"import sys, app.dispatch, {', '.join(MODULES)}; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", told], cwd=ROOT, capture_output=True, text=True, check=True)
    assert not {name.partition(".")[0] for name in done.stdout.split()} & {"trio", "libp2p", "PySide6", "ui"}


def test_the_market_s_questions_load_no_other_subject() -> None:
    told = "import sys, app.dispatch, app.acts_market; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", told], cwd=ROOT, capture_output=True, text=True, check=True)
    asked = {name for name in done.stdout.split() if name.startswith(("app.query_", "app.views_", "p2p."))}
    assert asked <= {"app.query_market", "p2p.book", "p2p.vote_file"}
