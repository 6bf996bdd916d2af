# SPDX-License-Identifier: AGPL-3.0-or-later
"""The card of a proposal: what it asks, the tally in words, my vote in one click, and what follows.

Nobody's ballot is shown: only the sums.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout

from app.facade_naming import name_apart
from app.views import Phase
from ui import tokens
from ui.pages.council_changes import change_words
from ui.strings import choice_word
from ui.theme import look
from ui.widgets.avatar import Avatar
from ui.widgets.beside import Beside
from ui.widgets.buttons import button
from ui.widgets.card import Card
from ui.widgets.chart_stacked import LegendBar, Part
from ui.widgets.chip import Chip
from ui.widgets.label import Label, label, row
from ui.widgets.long_text import Folded
from ui.widgets.phase import PhaseMark
from ui.worth import parity_words

if TYPE_CHECKING:
    from PySide6.QtWidgets import QPushButton

    from app.views import ProposalView, TallyView

CHOICES = ("for", "against", "abstain")
_COLOURS = {"for": "vote", "against": "gift", "abstain": "stone"}


def quorum_votes(tally: TallyView) -> int:
    """How many ballots the quorum asks for."""
    return -(-tally.members * tally.quorum_percent // 100)


class ProposalCard(Card):
    """`voted(choice)` asks for a ballot; the page sends it."""

    voted = Signal(str)
    proof_wanted = Signal()

    def __init__(self, proposal: ProposalView, now_ms: int, *, wide: bool) -> None:
        super().__init__(name=proposal.title)
        self.proposal = proposal
        self._now_ms = now_ms
        self.choices: dict[str, QPushButton] = {}
        self._add_head(wide)
        self.body.addWidget(Label(proposal.title, "h2", wrap=True))
        if proposal.parity is not None:
            self.body.addWidget(Label(self._parity(), "body", "ink", wrap=True))
        if told := change_words(proposal):
            self.body.addWidget(Label(told, "body", "ink", wrap=True))
        if proposal.text:
            self.body.addWidget(Folded(proposal.text, proposal.title))
        self.body.addSpacing(tokens.S2)
        self.body.addWidget(self._bar(wide))
        self.body.addWidget(Label(self._tally(), "small", "ink2", wrap=True))
        self.body.addStretch(1)
        if proposal.state == "open":
            self._add_vote(wide)
        else:
            self._add_outcome()

    def _add_head(self, wide: bool) -> None:
        """Who proposes, and of what sort it is: under the name where there is no room, or two of them."""
        proposal = self.proposal
        sorts = [Chip(self.tr("From the mayor"), "vote")] if proposal.municipal else []
        if proposal.form == "parity":
            sorts.append(Chip(self.tr("Exchange value"), "sun"))
        elif proposal.form == "role":
            sorts.append(Chip(self.tr("Role"), "time"))
        elif proposal.form == "witnesses":
            sorts.append(Chip(self.tr("Witnesses"), "time"))
        elif proposal.form == "rules":
            sorts.append(Chip(self.tr("Rules"), "time"))
        head = row(Avatar.of(proposal.author, size=32), gap=tokens.S2)
        head.addWidget(Label(name_apart(proposal.author), "small", "ink2", wrap=True), 1)
        beside = wide and len(sorts) < 2
        if beside:
            head.addLayout(row(*sorts))
        if proposal.phase is not Phase.SEALED:
            head.addWidget(PhaseMark(proposal.phase))
        self.body.addLayout(head)
        if sorts and not beside:
            self.body.addWidget(Beside(*sorts))

    def _parity(self) -> str:
        proposal = self.proposal
        assert proposal.parity is not None
        one, worth = parity_words(proposal.parity)
        if proposal.parity_now is None or proposal.state in {"executed", "rejected"}:
            return self.tr("{one} is worth {worth}.").format(one=one, worth=worth)
        _, now = parity_words(proposal.parity_now)
        return self.tr("{one} would be worth {worth}, instead of {now} today.").format(
            one=one, worth=worth, now=now
        )

    def _bar(self, wide: bool) -> LegendBar:
        tally = self.proposal.tally
        counts = {"for": tally.votes_for, "against": tally.votes_against, "abstain": tally.abstentions}
        integer = look().words.integer
        parts = tuple(
            Part(choice_word(choice), counts[choice], integer(counts[choice]), _COLOURS[choice])
            for choice in CHOICES
        )
        spoken = ", ".join(f"{part.name} {part.text}" for part in parts)
        name = self.tr("Votes on {title}").format(title=self.proposal.title)
        return LegendBar(parts, name, spoken, columns=3)

    def _tally(self) -> str:
        """Quorum and majority in words, and where they stand."""
        tally, words = self.proposal.tally, look().words
        cast = tally.votes_for + tally.votes_against + tally.abstentions
        needed = quorum_votes(tally)
        told = self.tr("%n resident(s) of {members} voted.", "", cast)
        if not cast:
            told = self.tr("Of {members} residents, nobody has voted yet.")
            told = told if tally.members > 1 else self.tr("Nobody has voted yet.")
        told = told.format(members=words.integer(tally.members))
        if cast < needed:
            if self.proposal.state != "open":
                quorum = self.tr("It took {needed} for the vote to count.")
            else:
                quorum = self.tr("It takes {needed} for the vote to count: {missing} more.")
            quorum = quorum.format(needed=words.integer(needed), missing=words.integer(needed - cast))
        elif tally.quorum_percent:
            quorum = self.tr("There are enough for the vote to count.")
        else:
            quorum = ""
        if tally.majority == "two-thirds":
            majority = self.tr("To pass, two thirds of those who choose must be for.")
        else:
            majority = self.tr("To pass, there must be more for than against.")
        return " ".join(part for part in (told, quorum, majority) if part)

    def _add_vote(self, wide: bool) -> None:
        proposal = self.proposal
        grid = QGridLayout()
        grid.setSpacing(tokens.S2)
        for index, choice in enumerate(CHOICES):
            word = choice_word(choice)
            made = button(
                word,
                lambda choice=choice: self._choose(choice),
                kind="segment",
                name=f"{word}: {proposal.title}",
                acts=True,
            )
            made.setChecked(choice == proposal.my_choice)
            self.choices[choice] = made
            if wide:
                grid.addWidget(made, 0, index)
            else:  # for and against side by side, abstaining below
                grid.addWidget(made, index // 2, index % 2, 1, 1 if index < 2 else 2)
        if wide:
            grid.setColumnStretch(len(CHOICES), 1)
        self.body.addLayout(grid)
        if proposal.my_choice and proposal.my_choice_phase is not None:
            # Under the choices: beside them it would leave the card where two of them share a line.
            mine = label(self.tr("Your vote:"), "small", "ink2")
            self.body.addLayout(row(mine, PhaseMark(proposal.my_choice_phase), None))
        closes = look().words.until(proposal.closes_ms, self._now_ms)
        if proposal.my_choice:
            text = self.tr("It closes {when}; you can change your vote until then.")
        else:
            text = self.tr("It closes {when}. One person, one vote.")
        self.body.addWidget(Label(text.format(when=closes), "small", "ink2", wrap=True))

    def _choose(self, choice: str) -> None:
        # The mark follows what the register says, not the click: it moves when the ballot is recorded.
        for name, made in self.choices.items():
            made.setChecked(name == self.proposal.my_choice)
        if choice != self.proposal.my_choice:
            self.voted.emit(choice)

    def _add_outcome(self) -> None:
        proposal, words = self.proposal, look().words
        texts = QVBoxLayout()
        texts.setSpacing(2)
        closed = words.ago(proposal.closes_ms, self._now_ms)
        if proposal.state == "rejected":
            head, under = self.tr("Not adopted"), self.tr("The vote closed: {when}.").format(when=closed)
        elif proposal.form == "text":  # it puts nothing in force: people do what it says
            head, under = self.tr("Adopted"), self.tr("The vote closed: {when}.").format(when=closed)
        elif proposal.state == "passed":
            head = self.tr("Adopted")
            when = words.until(proposal.executes_ms, self._now_ms)
            under = self.tr("It takes effect by itself: {when}.").format(when=when)
        else:
            head = self.tr("Adopted and in force")
            since = words.ago(proposal.executes_ms or proposal.closes_ms, self._now_ms)
            under = self.tr("Since: {when}.").format(when=since)
        texts.addWidget(Label(head, "strong", "ink2" if proposal.state == "rejected" else "ok", wrap=True))
        mine = ""
        if proposal.my_choice:
            mine = self.tr("You voted: {choice}.").format(choice=choice_word(proposal.my_choice).lower())
        texts.addWidget(Label(f"{under} {mine}".strip(), "small", "ink2", wrap=True))
        line = row()
        line.addLayout(texts, 1)
        proof = self.tr("Proof")
        line.addWidget(button(proof, self.proof_wanted.emit, kind="link", name=f"{proof}: {proposal.title}"))
        self.body.addLayout(line)
