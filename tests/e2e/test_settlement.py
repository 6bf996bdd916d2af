# SPDX-License-Identifier: AGPL-3.0-or-later
"""Two real programs settle yesterday: a roof, a household, a directive, and one same result on both."""

from __future__ import annotations

from collections.abc import Generator
from datetime import timedelta
from pathlib import Path

import pytest

from app.clock import now_ms
from scripts import make_meter_files
from tests.helpers.commune import at_noon, day_ms, get_today
from tests.helpers.processes import Person, Street, agree, until

pytestmark = pytest.mark.slow

SETTLED_IN_MS = 600_000
"""From the founding to the settlement; what is read by then is shared out. Clocks are put on, none waits."""
DAYS = 5


def meter_of(owner: Person, certifier: Person, side: str, watts: int, files: dict[str, str | int]) -> str:
    meter = owner.do(
        *("meter", "add", "--side", side, "--watts-peak", str(watts), "--wait"),
        *("--from", str(files["from"]), "--index", str(files["index_from_wh"])),
    )["meter"]
    until(
        lambda: any(one["meter"] == meter for one in certifier.do("meter", "list")["meters"]), "it is known"
    )
    certifier.do("meter", "certify", meter, "--wait")
    until(lambda: agree(owner, certifier), "both know of the certificate")
    return meter


@pytest.fixture
def noon() -> Generator[int]:
    """It is noon for this process; how many milliseconds ahead of the computer's clock that is."""
    with at_noon() as ahead_ms:
        yield ahead_ms


def start(person: Person, ahead_ms: int) -> None:
    person.launch(program=("-m", "tests.helpers.wrong_clock", str(ahead_ms)))
    person.wait_listening()


def test_yesterday_is_shared_out_once_for_all(homes: Street, noon: int, tmp_path: Path) -> None:
    today = get_today()
    grace_ms = now_ms() - day_ms(today) + SETTLED_IN_MS
    since = (today - timedelta(days=DAYS + 10)).isoformat()
    lea = homes.found("lea", "Léa", "--since", since, "--set", f"settlement.grace-ms={grace_ms}")
    start(lea, noon)
    francois = homes.join(lea, "francois", "François Martin")
    start(francois, noon)
    until(lambda: agree(lea, francois), "both know of the newcomer")
    lea.do("consent", "local-sale", "yes")
    lea.do("consent", "purchases", "yes")
    chosen = francois.do("directive", "set", "acheteur:Léa", "reste:courant")
    assert [line["kind"] for line in chosen["destinations"]] == ["buyer"]
    francois.do("tariff", "set", "0,01", "h")
    options = ["--end", today.isoformat(), "--days", str(DAYS), "--out", str(tmp_path)]
    roof = make_meter_files.main([*options, "--name", "roof"])
    house = make_meter_files.main([*options, "--name", "house", "--consumption", "4000"])
    meter = meter_of(francois, lea, "production", 30_000, roof)
    francois.do("meter", "import", str(roof["index_file"]), "--meter", meter, "--wait")
    meter = meter_of(lea, lea, "consumption", 9_000, house)
    report = lea.do("meter", "import", str(house["index_file"]), "--meter", meter, "--wait")
    # Of the household's days only the one that can still count is published.
    assert report["days_new"] == 1
    assert not lea.do("energy")["is_settled"]
    until(lambda: agree(lea, francois), "both have what is to be shared out")

    for person in (lea, francois):
        assert person.stop() == 0
    for person in (lea, francois):
        start(person, noon + SETTLED_IN_MS)
    until(lambda: francois.do("energy")["is_settled"] and agree(lea, francois), "yesterday is settled")
    day = francois.do("energy")
    assert day["minted_wh"] == day["sold_wh"] + day["kept_wh"] > 0
    (buyer,) = day["buyers"]
    assert (buyer["person"]["name"], buyer["energy_wh"]) == ("Léa", day["sold_wh"])
    assert day["late_wh"] == day["savings_wh"] == roof["energy_wh"] - day["minted_wh"]
    assert francois.amounts()["kwh"] == day["kept_wh"]
    (paid,) = lea.do("energy")["bought"][0]["amounts"]
    assert (paid["asset"], paid["amount_s"]) == ("hour", -(-day["sold_wh"] * 36 // 1_000))
    proof = francois.do("proof", day["proof"])
    assert (proof["kind"], proof["phase"]) == ("settlement", "sealed")
    supply = {line["asset"]: line for line in lea.status()["supply"]}
    assert supply["kwh"]["amount_wh"] == roof["energy_wh"] - day["sold_wh"]
