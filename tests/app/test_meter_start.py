# SPDX-License-Identifier: AGPL-3.0-or-later
"""A meter declared without its index: the refusal says what differs and what to type, and that works."""

from __future__ import annotations

import shlex
from collections.abc import Generator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from app.cli import parse
from app.cli_errors import explain
from app.cli_format import Tongue, set_french_spaces
from app.desk import found
from app.dispatch import answer_command
from app.founding import seal_all
from app.paths import Home
from app.service import Service
from scripts import make_meter_files
from tests.helpers.commune import day_ms, get_today

TODAY = get_today()
FIRST = TODAY - timedelta(days=40)
DECLARE = ("meter", "add", "--side", "production", "--watts-peak", "30000", "--from", FIRST.isoformat())


class Home40:
    """A founder's home, and the file of a roof that counted before the commune did."""

    def __init__(self, folder: Path, parameters: dict[str, int] | None = None) -> None:
        self.service = Service(
            found(
                Home(folder / "home"), name="Saint-Aubin", me="Claire", latitude_centideg=4575,
                longitude_centideg=485, since_ms=day_ms(TODAY - timedelta(days=70)),
                parameters=parameters or {},
            )
        )  # fmt: skip
        seal_all(self.service.desk)
        out = folder / "meter files"
        made = make_meter_files.main(
            ["--end", TODAY.isoformat(), "--days", "60", "--index", "1250000", "--out", str(out)]
        )
        self.index_file = made["index_file"]

    def ask(self, *words: str) -> dict[str, Any]:
        invocation = parse(words, Tongue("en").say)
        answer = answer_command(self.service, invocation.command, invocation.arguments)
        seal_all(self.service.desk)
        return answer

    def do(self, *words: str) -> dict[str, Any]:
        return self.ask(*words)["result"]

    def refused(self, *words: str) -> dict[str, Any]:
        return self.ask(*words)["error"]


@pytest.fixture
def home(tmp_path: Path) -> Generator[Home40]:
    made = Home40(tmp_path)
    yield made
    made.service.close()


def test_the_refusal_gives_the_command_that_mends_it(home: Home40) -> None:
    home.do("meter", "certify", home.do(*DECLARE)["meter"])
    error = home.refused("meter", "import", home.index_file)
    assert error["code"] == "csv-index-differs"
    said = explain(Tongue("fr"), error["code"], error["params"])
    assert "index-differs" not in said
    assert f"Le {FIRST:%d/%m/%Y}, ce fichier dit " in said
    assert set_french_spaces("le compteur a été déclaré à 0 kWh").rpartition(" ")[0] in said
    command = shlex.split(str(error["params"]["command"]))
    assert command[0] == "voisinage"
    meter = home.do(*command[1:])["meter"]
    home.do("meter", "certify", meter)
    report = home.do("meter", "import", home.index_file, "--meter", meter)
    assert report["days_new"] == 40
    assert report["produced_wh"] > 0


def test_another_meter_s_file_is_told_from_a_meter_without_its_index(home: Home40, tmp_path: Path) -> None:
    home.do("meter", "certify", home.do(*DECLARE, "--file", home.index_file)["meter"])
    assert home.do("meter", "import", home.index_file)["days_new"] == 40
    other = make_meter_files.main(
        ["--end", TODAY.isoformat(), "--days", "60", "--index", "77", "--out", str(tmp_path / "other")]
    )
    error = home.refused("meter", "import", other["index_file"])
    assert error["code"] == "csv-index-elsewhere"
    assert "--meter" in explain(Tongue("en"), error["code"], error["params"])


def test_a_meter_that_nobody_may_vouch_for_says_what_it_takes(tmp_path: Path) -> None:
    """Above the size where the founder may, and the only technician is the owner."""
    alone = Home40(tmp_path, {"meter.founder-certifies-below": 0})
    try:
        meter = alone.do(*DECLARE)["meter"]
        assert alone.refused("meter", "certify", meter)["code"] == "certify-nobody"
        alone.do("role", "grant", "Claire", "technician")
        error = alone.refused("meter", "certify", meter)
        assert error["code"] == "certify-nobody"
        assert "propose role" in explain(Tongue("fr"), error["code"], error["params"])
    finally:
        alone.service.close()


def test_without_a_day_the_file_s_first_one_counts(home: Home40) -> None:
    meter = home.do(*DECLARE[:-2], "--file", home.index_file)["meter"]
    home.do("meter", "certify", meter)
    assert home.do("meter", "import", home.index_file)["days_new"] == 60


def test_what_a_file_cannot_say(home: Home40, tmp_path: Path) -> None:
    before = (TODAY - timedelta(days=65)).isoformat()
    assert home.refused(*DECLARE[:-1], before, "--file", home.index_file)["code"] == "csv-no-index-that-day"
    assert home.refused(*DECLARE, "--file", str(tmp_path / "none.csv"))["code"] == "csv-unreadable"
    odd = tmp_path / "odd.csv"
    odd.write_text("hello\n")
    assert home.refused(*DECLARE, "--file", str(odd))["code"].startswith("csv-")
    consumption = (*DECLARE[:3], "consumption", *DECLARE[4:])
    assert home.refused(*consumption, "--file", home.index_file)["code"] == "csv-wrong-direction"


def test_a_path_is_whole(home: Home40) -> None:
    values = {"side": "production", "watts_peak": 3_000, "file": "index.csv"}
    assert answer_command(home.service, "meter.add", values)["error"]["code"] == "bad-request"
