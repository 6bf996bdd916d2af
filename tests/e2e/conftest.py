# SPDX-License-Identifier: AGPL-3.0-or-later
"""What end-to-end tests start from: an empty street, or the one village that most of them share.

A test that uses the village leaves it as it found it: both nodes running, and agreeing.
"""

from __future__ import annotations

from collections.abc import Generator
from datetime import timedelta
from pathlib import Path

import pytest

from tests.helpers.commune import get_today
from tests.helpers.processes import Street, agree, street, until
from tests.helpers.street import Quarter, Streets

LAST_LINES = 8
"""How much of each node's log is shown beside a failure."""
DAYS = 40
"""How far back the village's meter file goes; the commune is a month older."""


class Village:
    """Léa, who founded and seals; François, who has a roof; Nora, whose computer is off."""

    def __init__(self, homes: Street) -> None:
        since = (get_today() - timedelta(days=DAYS + 30)).isoformat()
        quick = ("--set", "proposal.duration-min-ms=1000", "--set", "proposal.delay-ms=0")
        self.homes = homes
        self.lea = homes.found("lea", "Léa", "--since", since, *quick)
        self.lea.start()
        self.francois = homes.join(self.lea, "francois", "François Martin", "technician")
        self.used_code: str = self.lea.do("invite")["code"]
        self.nora = homes.person("nora")
        # As somebody who retyped it would: lower case, with spaces around.
        self.nora.do("join", "-", "--me", "Nora", typed=f"  {self.used_code.lower()}\n")
        self.francois.start()
        self.settle()

    def settle(self) -> None:
        """Wait until nothing is pending and both nodes hold the same."""
        until(lambda: agree(self.lea, self.francois), "both hold the same")


def _quick_street(folder: Path) -> Generator[Street]:
    with pytest.MonkeyPatch.context() as patch, street(folder, is_quick=True) as made:
        patch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.fail.Keyring")
        yield made


@pytest.fixture(scope="session")
def village(tmp_path_factory: pytest.TempPathFactory) -> Generator[Village]:
    for homes in _quick_street(tmp_path_factory.mktemp("village")):
        yield Village(homes)


@pytest.fixture
def homes(tmp_path: Path) -> Generator[Street]:
    """A street whose nodes are programs, and whose commands run in this process when they can."""
    yield from _quick_street(tmp_path)


@pytest.fixture
def real_homes(tmp_path: Path) -> Generator[Street]:
    """A street where every command is a program of its own."""
    with street(tmp_path) as made:
        yield made


@pytest.fixture(scope="session")
def streets(tmp_path_factory: pytest.TempPathFactory) -> Generator[Streets]:
    made = Streets(lambda: tmp_path_factory.mktemp("four"))
    yield made
    made.close()


@pytest.fixture
def four(streets: Streets) -> Generator[Quarter]:
    """A street where four people seal; a test leaves it as it found it: every node running, and agreeing."""
    yield streets.take()
    streets.give_back()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item,
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """What nodes said last, beside the failure: a machine far away tells nothing else of them."""
    report = yield
    made = getattr(item, "funcargs", {}).values() if report.failed else ()
    streets = {homes for value in made if isinstance(homes := getattr(value, "homes", value), Street)}
    for log in sorted(path for homes in streets for path in homes.folder.glob("*/log/voisinage.log")):
        if last := log.read_text(errors="replace").splitlines()[-LAST_LINES:]:
            report.sections.append((f"log of {log.parts[-3]}", "\n".join(last)))
    return report
