# SPDX-License-Identifier: AGPL-3.0-or-later
"""Where my energy goes: an ordered list, its end, then what moves its lines."""

from __future__ import annotations

from types import SimpleNamespace

from PySide6.QtWidgets import QLabel

from app.views_energy import DestinationView, EnergyChoicesView
from tests.helpers.people import person
from tests.helpers.windows import named, plain_spaces, seen, settle
from ui.dialogs.destinations import destination_words
from ui.pages.energy_destinations import DestinationsCard
from ui.widgets.push_button import PushButton


def line(kind, **more):
    known = {"person": person("Marie"), "cap_wh": 0, "from_ms": 0, "until_ms": 2**53, "given_wh": 0}
    return DestinationView(kind=kind, **{**known, **more})


def test_the_rest_ends_the_list_above_what_moves_its_lines(qtbot, dressed, language):
    choices = EnergyChoicesView(
        destinations=(line("buyer"), line("neighbours")), rest="savings", is_default=False,
        directive_from_ms=0, prices=(), is_default_price=True, prices_from_ms=0, shares_use=True,
        shares_from_ms=0, shows_purchases=True,
    )  # fmt: skip
    card = DestinationsCard(choices, SimpleNamespace(), SimpleNamespace())
    qtbot.addWidget(card)
    card.resize(600, 600)
    card.show()
    settle()
    rest = next(one for one in seen(card, QLabel) if one.text() in {
        "Le reste à mon épargne énergie", "The rest to my energy savings",
    })  # fmt: skip
    up = named(card, {"fr": "Monter la ligne", "en": "Move the line up"}[language], PushButton)
    assert card.list.geometry().bottom() < rest.geometry().top() < up.geometry().top()


def test_a_whole_number_a_month_has_no_decimal(dressed, language):
    told = {
        "fr": "offert à Marie, 150 kWh par mois au plus",
        "en": "given to Marie, at most 150 kWh a month",
    }
    assert plain_spaces(destination_words(line("gift", cap_wh=150_000))) == told[language]
