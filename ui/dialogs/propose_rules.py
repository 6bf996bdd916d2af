# SPDX-License-Identifier: AGPL-3.0-or-later
"""Proposing that the village goes on to the next version of the rules, where this program has it.

Not where it is decided whether it may be: `Voisinage.roles` refuses. Its law: what it asks of everybody is
said before it is signed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.views_rules import RulesChangeView
from ui.dialogs.appoint import VoteFields
from ui.dialogs.problem import Problem
from ui.errors import Notice, explain
from ui.pages.council_changes import names_of_people, rules_words
from ui.strings import translate
from ui.theme import look
from ui.widgets.buttons import SignButton, button
from ui.widgets.label import paragraph
from ui.widgets.sheet import SheetBody

if TYPE_CHECKING:
    from collections.abc import Iterable

    from app.facade import Voisinage
    from app.views import ProposalView
    from app.views_rules import RulesView
    from ui.bridge import Bridge

_ON_THE_WAY = frozenset({"open", "passed"})


def find_next_rules(view: RulesView, proposals: Iterable[ProposalView]) -> int:
    """The version that may be proposed here; 0: none is known, or one is being voted or waited for."""
    decided = view.last is not None and view.last.state != "lapsed" and view.last.rules > view.in_force
    voted = any(one.rules is not None and one.state in _ON_THE_WAY for one in proposals)
    return 0 if decided or voted or view.known <= view.in_force else view.in_force + 1


def no_rules_words(view: RulesView) -> str:
    """Why nothing is proposed, in one quiet sentence."""
    integer = look().words.integer
    if view.last is not None and view.last.state == "waits":
        names = names_of_people(view.last.missing)
        text = translate("Rules", "Rules no. {rules} are voted; still to update Voisinage: {names}.")
        return text.format(rules=integer(view.last.rules), names=names)
    if view.known > view.in_force:
        return translate("Rules", "The village is going on to other rules already.")
    text = translate("Rules", "The village has the latest rules that this Voisinage knows, no. {rules}.")
    return text.format(rules=integer(view.in_force))


class RulesSheet(SheetBody):
    """One step, to the version after the one in force."""

    def __init__(self, facade: Voisinage, bridge: Bridge, rules: int) -> None:
        super().__init__("")
        self.title = self.tr("Go on to the new rules")
        self._facade, self._bridge, self._rules = facade, bridge, rules
        view, integer = facade.roles.rules(), look().words.integer
        now = self.tr("The village follows rules no. {now}; this Voisinage also knows no. {rules}.")
        self.body.addWidget(paragraph(now.format(now=integer(view.in_force), rules=integer(rules))))
        change = RulesChangeView(rules=rules, is_known=rules <= view.known)
        self.body.addWidget(paragraph(rules_words(change)))
        if view.last is not None and view.last.state == "lapsed":
            lapsed = self.tr("They were voted on {day}, but too few witnesses had updated in time.")
            day = look().words.date(view.last.decided_ms, year=True)
            self.body.addWidget(paragraph(lapsed.format(day=day), "body", "ink2"))
        asked = self.tr("Before you propose: ask the witnesses to install the new version, then everybody.")
        self.body.addWidget(paragraph(asked, "strong"))
        self.vote = VoteFields(facade.roles.vote_length())
        self.body.addWidget(self.vote)
        self.problem = Problem()
        self.body.addWidget(self.problem)
        self.sign = SignButton(self.tr("Sign"), self._sign)
        self.foot.addStretch(1)
        self.foot.addWidget(button(self.tr("Cancel"), self.finished.emit))
        self.foot.addWidget(self.sign)

    def _sign(self) -> None:
        if self.vote.show_error():
            return
        self.sign.setEnabled(False)
        title = self.tr("Go on to rules no. {rules}").format(rules=look().words.integer(self._rules))
        ticket = self._facade.roles.propose_rules(self._rules, title, self.vote.text, self.vote.duration_ms)
        self._bridge.run(ticket, self, self._opened, self._refused)

    def _opened(self, _event: object) -> None:
        self._bridge.say(Notice("ok", self.tr("The vote is open: your neighbours will see it.")))
        self.finished.emit()

    def _refused(self, error: Exception) -> None:
        self.sign.setEnabled(True)
        self.problem.say(explain(error))
