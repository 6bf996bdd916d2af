# SPDX-License-Identifier: AGPL-3.0-or-later
"""Fonds commun: what it holds, what the village wants done with it, and my own say, changed at any time.

A say being made is kept while the page is refreshed: only « Valider » or « Revenir » ends it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from app.views import Phase
from ui import tokens
from ui.acts import FUND
from ui.dialogs.pay import PaySheet
from ui.errors import Notice
from ui.pages.fund_shares import SharesEditor, post_colour, write_percents
from ui.pages.room import RoomPage
from ui.strings import asset_rank, asset_word, post_name
from ui.theme import look
from ui.widgets.buttons import button
from ui.widgets.card import Card
from ui.widgets.chart_stacked import Part
from ui.widgets.empty import Empty
from ui.widgets.label import Label, label, line, paragraph, row
from ui.widgets.money import Figure, money
from ui.widgets.page import NARROW, WIDE, CardGrid
from ui.widgets.phase import PhaseMark
from ui.widgets.ring import Ring, RingLegend
from ui.worth import worth, worth_words

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QHBoxLayout, QWidget

    from app.facade import Voisinage
    from ui.bridge import Bridge

MILLION, LARGE_OVER = 1_000_000, 100


class FundPage(RoomPage):
    """What it holds and the village's choice above, my shares below."""

    topics: ClassVar[frozenset[str]] = frozenset({"fund", "members"})

    def __init__(self, facade: Voisinage, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(facade, bridge, parent)
        self._draft: dict[str, int] | None = None
        self._sending = False
        self.editor: SharesEditor | None = None
        self.give_button = button(self.tr("Give to the fund"), self.give, icon="gift", acts=True)
        self.buttons.addWidget(self.give_button)
        self.cards = CardGrid()
        self.content.addWidget(self.cards)

    @property
    def draft(self) -> dict[str, int] | None:
        return self._draft

    def take_draft(self, draft: object) -> None:
        if isinstance(draft, dict):
            self._draft = draft

    def foresee(self) -> Callable[[], object]:
        facade = self.facade
        return lambda: (facade.fund(), facade.parities())

    def refresh(self) -> None:
        fund = self.facade.fund()
        parities = self.facade.parities()
        context = self.tr("What the village puts aside, and what each of us wants done with it.")
        self.set_header(self.tr("Common fund"), context)
        if self.shows_already(fund, parities):
            return
        self._fund, self._parities = fund, parities
        with self.refilling():
            self.cards.clear()
            medium = 1 if self.two_columns else 2
            self.cards.put(self._held_card, 5, medium)
            self.cards.put(self._village_card, 7, medium)
            self.cards.put(self._mine_card)
            self.cards.arrange(self.width_class)

    def give(self) -> None:
        self.bridge.show_sheet(PaySheet(self.facade, self.bridge, to=FUND))

    def show_what(self, what: object) -> None:
        """`give`; anything else is the page itself."""
        if what == "give":
            self.give()

    # what it holds ---------------------------------------------------------------------------------------
    def _held_card(self) -> Card:
        fund = self._fund
        held = {amount.asset: amount.amount for amount in fund.balances if amount.amount}
        if not held and not fund.debt:
            return Empty(
                self.tr("What it holds"),
                self.tr(
                    "Energy left to the commune, hours and goods given to it will gather here. Nothing goes "
                    "out of it yet: the village says what it would do with it."
                ),
                self.tr("Give to the fund"),
                self.give,
                icon="building-community",
                acts=True,
            )
        main = "kwh" if "kwh" in held or not held else next(iter(held))
        card = Card(
            self.tr("What it holds"),
            icon="building-community",
            link=self.tr("Proof"),
            on_link=lambda: self.bridge.go_to("register", ("fund", main)),
        )
        card.body.addWidget(Figure(main, held.get(main, 0), role="figure"))
        same = worth_words(worth(self._parities, main, held.get(main, 0)), self.tr("or"))
        if same:
            card.body.addWidget(paragraph(self.tr("worth {worth}").format(worth=same), "small", "ink2"))
        beside = 0
        for asset, amount in sorted(held.items(), key=lambda one: asset_rank(one[0])):
            if asset != main:
                card.body.addWidget(line())
                pair = _pair(Label(asset_word(asset), "body", "ink2", wrap=True), money(asset, amount))
                proof = button(
                    self.tr("Proof"),
                    lambda asset=asset: self.bridge.go_to("register", ("fund", asset)),
                    kind="link",
                    name=self.tr("Proof: {what}").format(what=asset_word(asset)),
                    end=True,
                )
                pair.addWidget(proof)
                beside = (proof.sizeHint().width() + pair.spacing()) * (self.width_class != NARROW)
                card.body.addLayout(pair)
        for amount in fund.debt:
            card.body.addWidget(line())
            word = Label(self.tr("Owed for certified work"), "body", "ink2", wrap=True)
            owed = _pair(word, money(amount.asset, amount.amount))
            owed.addSpacing(beside)  # figures stand under one another
            card.body.addLayout(owed)
            each = look().words.amount(amount.asset, amount.amount // max(fund.members, 1))
            told = self.tr(
                "Work for the village, {each} a resident: these hours are already in the accounts of those "
                "who did it."
            )
            card.body.addWidget(paragraph(told.format(each=each), "small", "ink2"))
        card.body.addStretch(1)
        shared = [post for post in fund.posts if any(amount.amount for amount in post.released)]
        if shared:
            card.body.addWidget(Label(self.tr("Already released"), "label", "ink2"))
        else:
            kept = self.tr("Nothing goes out of the fund yet: the village says what it would do with it.")
            card.body.addWidget(paragraph(kept, "small", "ink2"))
        for post in shared:
            given = look().words.listed([look().words.of(amount) for amount in post.released])
            name = Label(post_name(post.post), "small", wrap=True)
            card.body.addLayout(_pair(name, label(given, "small", "ink2", tabular=True)))
        return card

    # what the village wants ------------------------------------------------------------------------------
    def _village_card(self) -> Card:
        fund = self._fund
        card = Card(self.tr("What the village wants"), icon="users")
        shown = write_percents([post.result_millionths for post in fund.posts])
        parts = tuple(
            Part(post_name(post.post), post.result_millionths, shown[index], post_colour(index))
            for index, post in enumerate(fund.posts)
        )
        name = self.tr("What the village wants done with the fund")
        spoken = ", ".join(f"{part.name} {part.text}" for part in parts)
        ring = Ring(
            parts,
            name,
            spoken,
            number=look().words.integer(fund.voters),
            unit=self.tr("voice") if fund.voters == 1 else self.tr("voices"),
            size=112 if self.width_class == NARROW else 148,
        )
        card.body.addStretch(1)
        with_ring = self.width_class == WIDE or self.window().width() >= 360
        stacked = self.width_class == NARROW and look().text_percent > LARGE_OVER
        card.body.addWidget(RingLegend(ring, parts, with_ring=with_ring, stacked=stacked))
        card.body.addStretch(1)
        if fund.voters:
            text = self.tr("%n resident(s) of {members} said their shares", "", fund.voters).format(
                members=look().words.integer(fund.members)
            )
        else:
            text = self.tr("Nobody has said their shares yet: the charter's stand")
        card.body.addWidget(paragraph(text, "strong"))
        rule = self.tr(
            "For each post, what counts is what each person asks, not how loudly: asking for 100% or 0% "
            "weighs no more than asking for what you truly want."
        )
        card.body.addWidget(paragraph(rule, "small", "ink2"))
        return card

    # my say ----------------------------------------------------------------------------------------------
    def _mine_card(self) -> Card:
        fund = self._fund
        card = Card(self.tr("My shares"), icon="checkbox")
        if not fund.posts:
            card.body.addWidget(paragraph(self.tr("The charter names no post yet."), "body", "ink2"))
            return card
        self._registered = {post.post: post.my_percent for post in fund.posts}
        if self._draft is not None and self._draft.keys() != self._registered.keys():
            self._draft = None
        start = self._draft if self._draft is not None else self._registered
        state = row()
        text = self.tr("You have not said yours: these are the charter's. Move them as you wish.")
        if fund.my_ballot_phase is not None:
            lasting = self.tr("They count until you change them, whenever you like.")
            waiting = self.tr("“The village” does not count these yet: it will once they are final.")
            text = lasting if fund.my_ballot_phase is Phase.SEALED else waiting
        state.addWidget(Label(text, "body", "ink2", wrap=True), 1)
        if fund.my_ballot_phase is not None:
            state.addWidget(PhaseMark(fund.my_ballot_phase))
        card.body.addLayout(state)
        card.body.addSpacing(tokens.S2)
        self.editor = SharesEditor(fund.posts, dict(start), wide=self.across)
        self.editor.changed.connect(self._on_move)
        card.body.addWidget(self.editor)
        card.body.addWidget(line())
        self.back = button(self.tr("Undo"), self._put_back)
        self.validate = button(self.tr("Confirm"), self._validate, kind="primary", acts=True)
        card.body.addWidget(Label(self._weight(), "small", "ink2", wrap=True))
        self.sum = Label("", "strong", wrap=True)  # why « Valider » cannot be pressed yet, beside it
        foot = row(gap=tokens.S3)
        foot.addWidget(self.sum, 1)
        foot.addWidget(self.back)
        foot.addWidget(self.validate)
        card.body.addLayout(foot)
        self._show_buttons()
        return card

    def _weight(self) -> str:
        """Why my say weighs what it weighs, in one sentence."""
        fund = self._fund
        if not fund.my_weight_millionths:
            return self.tr(
                "Every say weighs at least 1, and up to 1.5 for what one gave the village this year."
            )
        weight = look().words.decimal(fund.my_weight_millionths, MILLION, 2, trim=True)
        return self.tr(
            "Your say weighs {weight}: 1 for everyone, and up to a half more for the hours, energy and goods "
            "given to the village in the last twelve months; never for what one owns."
        ).format(weight=weight)

    def _on_move(self) -> None:
        assert self.editor is not None
        mine = self.editor.shares.percents
        self._draft = None if mine == self._registered else mine
        self._show_buttons()

    def _show_buttons(self) -> None:
        changed = self._draft is not None or self._fund.my_ballot_phase is None
        complete = self.editor is not None and self.editor.shares.complete
        self.validate.setEnabled(changed and complete and not self._sending)
        if self.editor is not None:
            self.sum.setText("" if complete else self.editor.sum_said[0])  # the editor says it at its top
            self.sum.set_colour(self.editor.sum_said[1])
        self.back.setVisible(self._draft is not None)

    def _put_back(self) -> None:
        assert self.editor is not None
        self._draft = None
        self.editor.put_all(self._registered)
        self._show_buttons()

    def _validate(self) -> None:
        if self.editor is None or not self.editor.shares.complete:
            return
        self._sending = True
        self._show_buttons()
        sent = self.editor.shares.percents
        ticket = self.facade.allocate(sent)
        self.bridge.run(ticket, self, lambda event: self._validated(event.id, sent), self._refused)

    def _validated(self, event: bytes, sent: dict[str, int]) -> None:
        self._sending = False
        if self._draft == sent:  # else they were moved again meanwhile
            self._draft = None
        then = self.tr("They count in what the village wants once they are final.")
        final = self.tr("Your shares are final, and count in what the village wants.")
        self.bridge.say(Notice("ok", self.tr("Your shares are recorded."), then, event=event, final=final))
        self._shown = None
        self.refresh()

    def _refused(self, error: Exception) -> None:
        self._sending = False
        self._show_buttons()
        self.bridge.say_error(error)


def _pair(name: Label, figure: Label) -> QHBoxLayout:
    """A word that takes the room there is, and its figure at the right."""
    made = row()
    made.addWidget(name, 1)
    made.addWidget(figure)
    return made
