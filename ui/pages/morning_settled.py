# SPDX-License-Identifier: AGPL-3.0-or-later
"""What became of yesterday's energy: where it went, who bought it, what is saved. Each opens its proof.

The lines of the buyers sum to what was sold, to the watt-hour; until then the cards say when it is.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.facade_naming import name_apart
from ui import tokens
from ui.dialogs.proof import show_proof
from ui.pages.line_frame import LARGE_TEXT_PERCENT
from ui.strings import equivalent_word, tr
from ui.theme import look
from ui.widgets.avatar import Avatar
from ui.widgets.buttons import button
from ui.widgets.card import Card, sunken
from ui.widgets.chart import Figures
from ui.widgets.chart_spark import Spark
from ui.widgets.chart_stacked import LegendBar, Part
from ui.widgets.chip import Chip
from ui.widgets.label import Label, label, paragraph, row
from ui.widgets.money import Figure, asset_colour

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.facade import Voisinage
    from app.views import AmountView
    from app.views_energy import SettledDayView, TradeView
    from ui.bridge import Bridge

translate = QCoreApplication.translate
FILLS = 100
"""The stretch of what takes all the height a card has left."""
SHOWN = 4
BESIDE_PX = 216
"""What two things have side by side in the narrowest card, one of three at 1120 px."""


def proof_opener(facade: Voisinage, bridge: Bridge, settled: SettledDayView) -> Callable[[], None] | None:
    """Opens what the register says of the settlement; None while there is none."""
    if not settled.proof:
        return None
    return lambda: show_proof(facade, bridge, settled.proof)


def when_settled(settled: SettledDayView) -> str:
    """When the day's figures will be here, or that its time has passed without any."""
    words = look().words
    if settled.is_unread:
        return translate(
            "Morning",
            "No figure of yesterday came in time to be shared out. "
            "What still comes will join the savings with the next sharing.",
        )
    if settled.is_due:
        return translate("Morning", "Yesterday is about to be shared out.")
    return translate("Morning", "Yesterday is shared out on {date}, at {time}.").format(
        date=words.date(settled.due_ms), time=words.time(settled.due_ms)
    )


def parts_of(settled: SettledDayView) -> tuple[Part, ...]:
    """Where the energy of the day went, the empty parts left out."""
    words = look().words
    found = (
        (translate("Morning", "Used at home"), settled.own_wh, "time"),
        (translate("Morning", "Sold to neighbours"), settled.sold_wh, "sun"),
        (translate("Morning", "Given"), settled.given_wh, "gift"),
        (translate("Morning", "For the commune"), settled.fund_wh, "vote"),
        (translate("Morning", "Saved"), settled.saved_wh, "primary"),
        (translate("Morning", "In my everyday account"), settled.kept_wh, "stone"),
    )
    parts = [part for part in found if part[1]]
    shown = words.rounded_parts("kwh", [wh for _name, wh, _colour in parts])
    return tuple(
        Part(name, wh, words.amount("kwh", said), colour)
        for (name, wh, colour), said in zip(parts, shown, strict=True)
    )


def where_it_went(settled: SettledDayView, on_proof: Callable[[], None] | None, *, columns: int) -> QWidget:
    """The bar « Où est-elle allée ? », or when it will be."""
    frame = QWidget()
    layout = QVBoxLayout(frame)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(tokens.S2)
    title = translate("Morning", "Where did it go?")
    head = QHBoxLayout()
    head.addWidget(Label(title, "small", "ink2", wrap=True), 1)
    if on_proof is not None and settled.minted_wh:
        proof = translate("Morning", "Proof")
        named = f"{proof}, {title}"
        head.addWidget(button(proof, on_proof, kind="link", name=named, end=True))
    layout.addLayout(head)
    parts = parts_of(settled)
    if not settled.is_settled:
        layout.addWidget(paragraph(when_settled(settled), "body", "ink2"))
    elif not parts:
        late = translate("Morning", "No figure of yesterday had arrived when the day was shared out.")
        layout.addWidget(paragraph(late, "body", "ink2"))
    else:
        spoken = ", ".join(f"{part.name} {part.text}" for part in parts)
        layout.addWidget(LegendBar(parts, title, spoken, columns=columns))
    return frame


def buyers_card(settled: SettledDayView, facade: Voisinage, bridge: Bridge, *, narrow: bool = False) -> Card:
    """Who bought what I sold, and for what; without a sale, what I bought."""
    words = look().words
    on_proof = proof_opener(facade, bridge, settled)
    is_buyer = bool(settled.bought) and not settled.buyers
    title = translate("Morning", "Energy I bought") if is_buyer else translate("Morning", "Your buyers")
    link = translate("Morning", "Proof") if on_proof is not None else ""
    card = Card(title, icon="basket", link=link, on_link=on_proof)
    trades = settled.bought if is_buyer else settled.buyers
    if not settled.is_settled:
        card.body.addWidget(paragraph(when_settled(settled), "body", "ink2"))
    elif not trades:
        card.body.addWidget(
            paragraph(translate("Morning", "No neighbour bought energy of yours yesterday."), "body", "ink2")
        )
    else:
        energy = words.amount("kwh", settled.bought_wh if is_buyer else settled.sold_wh)
        people = sum(trade.people for trade in trades)
        said = (
            tr("{amount} from %n neighbour(s) yesterday.", "", people)
            if is_buyer
            else tr("%n neighbour(s) took {amount} yesterday.", "", people)
        )
        card.body.addWidget(paragraph(said.format(amount=energy), "small", "ink2"))
        # In a narrow window a large text takes the place of the mark.
        is_marked = not narrow or look().text_percent < LARGE_TEXT_PERCENT
        shown = words.rounded_parts("kwh", [trade.energy_wh for trade in trades])
        for trade, energy_wh in zip(trades[:SHOWN], shown, strict=False):
            card.body.addLayout(trade_line(trade, energy_wh, is_marked=is_marked))
        hidden = len(trades) - SHOWN
        if hidden > 0:
            rest = sum(shown[SHOWN:])
            more = tr("and {amount} to %n other(s)", "", hidden).format(amount=words.amount("kwh", rest))
            card.body.addWidget(paragraph(more, "small", "ink2"))
    card.body.addStretch(1)
    for trade in settled.gifts[:SHOWN]:
        name = name_apart(trade.person) if trade.person else ""
        given = translate("Morning", "Given to {name}").format(name=name)
        card.body.addWidget(sunken(given, [(words.amount("kwh", trade.energy_wh), "gift")]))
    if settled.received and not is_buyer:
        figures = [(words.of(amount), asset_colour(amount.asset)) for amount in settled.received]
        card.body.addWidget(sunken(translate("Morning", "In return"), figures))
    return card


def trade_line(trade: TradeView, energy_wh: int, *, is_marked: bool) -> QHBoxLayout:
    words = look().words
    name = name_apart(trade.person) if trade.person else tr("%n neighbour(s) not named", "", trade.people)
    texts = QVBoxLayout()
    texts.setSpacing(0)
    texts.addWidget(Label(name, "strong", wrap=True))
    price = words.listed([words.of(amount) for amount in trade.amounts])
    if price:
        against = translate("Morning", "for {price}").format(price=price)
        texts.addWidget(Label(against, "small", "ink2", wrap=True))
    made = row(gap=tokens.S3)
    if is_marked:
        made.addWidget(Avatar.of(trade.person) if trade.person else Avatar(icon="users"))
    made.addLayout(texts, 1)
    made.addWidget(label(words.amount("kwh", energy_wh), "strong", tabular=True))
    made.setContentsMargins(0, tokens.S1, 0, tokens.S1)
    return made


def _savings_chart(curve: tuple[tuple[int, int], ...]) -> Spark:
    words = look().words
    chart = Spark(height=120)
    rows = tuple((words.date(day_ms), words.amount("kwh", held_wh)) for day_ms, held_wh in curve)
    change = words.change("kwh", curve[-1][1] - curve[0][1])
    chart.set_values(
        tuple(held_wh for _day, held_wh in curve),
        (words.day_number(curve[0][0]), translate("Morning", "today")),
        translate("Morning", "Energy savings, day after day"),
        translate("Morning", "{change} since {day}.").format(
            change=change, day=words.day_number(curve[0][0])
        ),
        Figures((translate("Morning", "Day"), translate("Morning", "Savings")), rows),
    )
    return chart


def savings_card(
    settled: SettledDayView,
    worth_of: tuple[AmountView, ...],
    curve: tuple[tuple[int, int], ...],
    facade: Voisinage,
    bridge: Bridge,
) -> Card:
    """The energy savings account, what yesterday added, and what it is worth."""
    words = look().words
    on_proof = proof_opener(facade, bridge, settled)
    link = translate("Morning", "Proof") if on_proof is not None else ""
    card = Card(translate("Morning", "Energy savings"), icon="pig-money", link=link, on_link=on_proof)
    figure = Figure("kwh", settled.savings_wh, role="figure")
    added = settled.saved_wh + settled.late_wh
    if added:
        chip = Chip(words.change("kwh", added), "primary")
        if figure.sizeHint().width() + chip.sizeHint().width() <= BESIDE_PX:
            card.body.addLayout(row(figure, None, chip))
        else:
            card.body.addWidget(figure)
            card.body.addLayout(row(chip, None))
    else:
        card.body.addWidget(figure)
    worth = [equivalent_word(item.asset, words.of(item)) for item in worth_of if item.amount > 0]
    if settled.savings_wh and worth:
        either = words.listed(worth[:2], translate("Morning", "or"))
        text = translate("Morning", "worth {worth}").format(worth=either)
        card.body.addWidget(paragraph(text, "small", "ink2"))
    if len({held_wh for _day, held_wh in curve}) > 1:
        card.body.addWidget(_savings_chart(curve), FILLS)
    if settled.late_wh:
        late = translate("Morning", "{amount} of earlier days came too late to be sold: they are saved.")
        amount = words.amount("kwh", settled.late_wh)
        card.body.addWidget(paragraph(late.format(amount=amount), "small", "ink2"))
    if not settled.savings_wh:
        empty = translate("Morning", "What your roof gives and nobody uses will be kept here.")
        card.body.addWidget(paragraph(empty, "body", "ink2"))
    card.body.addStretch(1)
    return card
