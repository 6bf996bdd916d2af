# SPDX-License-Identifier: AGPL-3.0-or-later
"""Founding: the commune and me, then the units and the fund's posts, shown ready to be accepted."""

from __future__ import annotations

import datetime as dt
from typing import ClassVar

from PySide6.QtWidgets import QComboBox, QLineEdit

from ui import tokens
from ui.errors import check_letters
from ui.format import NBSP
from ui.onboarding.departments import DEPARTMENTS
from ui.onboarding.join import NAME_MAX
from ui.onboarding.steps import Step, step_count
from ui.strings import post_name
from ui.theme import look
from ui.widgets.card import Card
from ui.widgets.chart_stacked import Part
from ui.widgets.field import Field
from ui.widgets.label import Label, line, pair, paragraph
from ui.widgets.names_view import NamesView
from ui.widgets.ring import Ring, RingLegend
from ui.widgets.segments import Segments

COMMUNE_MAX = 60

# The charter's seed values, as the village of the story has them; the commune changes them by a vote.
POSTS_SEED = (
    ("pensions", 40),
    ("energy", 10),
    ("roads", 10),
    ("startups", 20),
    ("canteen", 10),
    ("security", 10),
)


class CommuneStep(Step):
    """Its name, where it is, and who I am."""

    concerns: ClassVar[frozenset[str]] = frozenset(
        {"bad-commune-name", "bad-name", "bad-place", "mixed-name"}
    )

    def __init__(self) -> None:
        super().__init__(
            self.tr("Found a commune"),
            self.tr("You are the first one: the neighbours you invite will keep its register with you."),
            self.tr("Go on"),
            counted=step_count(1, 2),
        )
        self.commune_edit = QLineEdit()
        self.commune_edit.setPlaceholderText("Saint-Aubin")
        self.place = QComboBox()
        self.place.setView(NamesView())
        self.place.addItem(self.tr("Choose"), None)
        for number, name, latitude, longitude in DEPARTMENTS:
            self.place.addItem(f"{number}{NBSP} {name}", (latitude, longitude))
        self.name_edit = QLineEdit()
        self.name_edit.setPlaceholderText("François Aubert")
        self.commune_field = Field(self.tr("Name of the commune"), self.commune_edit, most=COMMUNE_MAX)
        self.place_field = Field(
            self.tr("Department"), self.place, self.tr("It tells how much sun a roof can have, nothing else.")
        )
        self.name_field = Field(self.tr("Your first name and family name"), self.name_edit, most=NAME_MAX)
        for field in (self.commune_field, self.place_field, self.name_field):
            self.body.addWidget(field)

    @property
    def commune(self) -> str:
        return " ".join(self.commune_edit.text().split())

    @property
    def me(self) -> str:
        return " ".join(self.name_edit.text().split())

    @property
    def coordinates(self) -> tuple[int, int] | None:
        """Latitude and longitude in hundredths of a degree."""
        return self.place.currentData()

    def check(self) -> None:
        wrong = (
            (self.commune_field, check_letters(self.commune) if self.commune else self.tr("Write its name.")),
            (self.place_field, "" if self.coordinates is not None else self.tr("Choose where it is.")),
            (
                self.name_field,
                check_letters(self.me) if self.me else self.tr("Write the name your neighbours know you by."),
            ),
        )
        for field, text in wrong:
            field.set_error(text)
        if not any(field.error for field, _text in wrong):
            self.done.emit()


class RulesStep(Step):
    """What an hour is worth and what the savings go to: ready, explained, changed later by a vote."""

    def __init__(self) -> None:
        super().__init__(
            self.tr("The first rules are ready"),
            self.tr("They are those of a village that works. The commune changes them by a vote."),
            self.tr("Found the commune"),
            counted=step_count(2, 2),
            waiting=self.tr("The commune is being founded…"),
        )
        words = look().words
        worth = Card(self.tr("What things are worth"), icon="scale")
        hour, energy = words.exact("hour", 360), words.exact("kwh", 10_000)
        pairs = (
            (self.tr("One hour of help"), words.exact("kwh", 100_000)),
            (self.tr("One kilogram of vegetables"), f"{hour}, {energy}"),
        )
        for index, (name, text) in enumerate(pairs):
            if index:
                worth.body.addWidget(line())
            worth.body.addLayout(pair(Label(name, "body", "ink2", wrap=True), Label(text, "strong")))
        fund = Card(self.tr("What the commune's savings go to"), icon="building-community")
        parts = tuple(
            Part(post_name(post), percent, words.percent(percent), tokens.POST_COLOURS[index])
            for index, (post, percent) in enumerate(POSTS_SEED)
        )
        spoken = ", ".join(f"{part.name} {part.text}" for part in parts)
        ring = Ring(parts, self.tr("First shares of the common fund"), spoken, size=120)
        fund.body.addWidget(RingLegend(ring, parts))
        young = self.tr("Young businesses: a start for who sets up in the commune.")
        fund.body.addWidget(paragraph(young, "small", "ink2"))
        self.body.addWidget(worth)
        self.body.addWidget(fund)
        self.since = Segments(
            (
                ("today", self.tr("Today")),
                ("year", self.tr("1 January")),
                ("before", self.tr("A year ago")),
            ),
            "year",
            self.tr("Meters count from"),
        )
        self.body.addWidget(paragraph(self.tr("Meters count from"), "label", "ink2"))
        self.body.addWidget(self.since)
        counted = self.tr("What a roof made before that day makes no kWh in the commune.")
        self.body.addWidget(paragraph(counted, "small", "ink2"))

    def since_ms(self, today: dt.datetime) -> int:
        """The start of the civil day from which meters count."""
        start = today.replace(hour=0, minute=0, second=0, microsecond=0)
        if self.since.value == "year":
            start = start.replace(month=1, day=1)
        elif self.since.value == "before":
            start = (start - dt.timedelta(days=365)).replace(hour=0)
        return int(start.timestamp()) * 1000
