# SPDX-License-Identifier: AGPL-3.0-or-later
"""The other cards of Matin: my accounts, what I received, the common fund, and what stands there before.

An empty card says what will be there, why it is worth it, and has one button.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from app.views import Phase
from ui import tokens
from ui.acts import party_avatar, party_name
from ui.strings import asset_rank, asset_word, equivalent_word, post_name, tr, translate
from ui.theme import look
from ui.widgets.avatar import Avatar
from ui.widgets.buttons import button
from ui.widgets.card import Card, sunken
from ui.widgets.chart_stacked import Part
from ui.widgets.empty import Empty
from ui.widgets.label import Label, label, line, paragraph, row
from ui.widgets.money import Figure, money
from ui.widgets.phase import Dot
from ui.widgets.ring import Ring, RingLegend

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.views import AmountView, BalanceView, HistoryEntryView, MorningView
    from app.views_help import PensionView
    from ui.bridge import Bridge

NEWS_SHOWN, NEWS_MIN, NEWS_MAX = 4, 3, 5


def no_meter_card(bridge: Bridge) -> Card:
    """Three ways on: a meter, a file, or no panels at all."""
    card = Card(translate("Morning", "Your production"), icon="solar-panel")
    told = translate(
        "Morning", "Here you will see each morning what your roof made the day before, and who had it."
    )
    card.body.addWidget(paragraph(told, "body", "ink2"))
    card.body.addWidget(line())
    add = button(
        translate("Morning", "Add my solar panels"),
        lambda: bridge.go_to("energy", "add"),
        icon="solar-panel",
        acts=True,
    )
    bring = button(
        translate("Morning", "Bring a meter file"), lambda: bridge.go_to("energy"), kind="small", acts=True
    )
    offer = button(
        translate("Morning", "Offer something"),
        lambda: bridge.go_to("exchange", "add"),
        kind="small",
        acts=True,
    )
    steps = (
        (translate("Morning", "Say what is on your roof; a neighbour comes to look at it once."), add),
        (translate("Morning", "Then bring the file Enedis keeps for you: each kWh becomes yours."), bring),
        (
            translate("Morning", "No panels? Your time, your vegetables and your tools count just as much."),
            offer,
        ),
    )
    for number, (text, made) in enumerate(steps):
        if number:
            card.body.addWidget(line())
        card.body.addWidget(paragraph(text, "body"))
        card.body.addLayout(row(made, None))
    card.body.addStretch(1)
    return card


def no_file_card(bridge: Bridge) -> Card:
    return Empty(
        translate("Morning", "Your production"),
        translate(
            "Morning",
            "Your meter is ready. Bring the file Enedis keeps for you, and each kWh measured becomes "
            "yours, once.",
        ),
        translate("Morning", "Bring a meter file"),
        lambda: bridge.go_to("energy"),
        icon="solar-panel",
        acts=True,
    )


def waiting_card(bridge: Bridge) -> Card:
    return Empty(
        translate("Morning", "Your production"),
        translate(
            "Morning",
            "Your meter is declared. As soon as a neighbour of the commune has come to look at it, the file "
            "of your meter turns into kWh here.",
        ),
        translate("Morning", "See my meter"),
        lambda: bridge.go_to("energy"),
        icon="solar-panel",
    )


def no_neighbours_card(bridge: Bridge) -> Card:
    return Empty(
        translate("Morning", "And your neighbours?"),
        translate(
            "Morning",
            "The production of the neighbours who show it will be here, from the first file brought.",
        ),
        translate("Morning", "Invite a neighbour"),
        lambda: bridge.go_to("neighbours", "invite"),
        acts=True,
        icon="users",
    )


def accounts_card(view: MorningView, bridge: Bridge) -> Card:
    card = Card(
        translate("Morning", "My accounts"),
        icon="wallet",
        link=translate("Morning", "Details"),
        on_link=lambda: bridge.go_to("accounts"),
    )
    words = look().words
    by_asset: dict[str, list[BalanceView]] = {}
    for balance in view.balances:
        by_asset.setdefault(balance.asset, []).append(balance)
    energy = [balance for balance in by_asset.pop("kwh", []) if balance.pot == "current"]
    settled = sum(balance.settled for balance in energy)
    card.body.addWidget(Figure("kwh", settled, role="figure"))
    which = translate("Morning", "in the everyday account, without savings")
    card.body.addWidget(paragraph(which, "small", "ink2"))
    waiting = sum(balance.expected for balance in energy) - settled
    if waiting:
        text = translate("Morning", "{change} recorded, not final yet").format(
            change=words.change("kwh", waiting)
        )
        card.body.addLayout(row(Dot(Phase.PENDING), Label(text, "small", "ink2", wrap=True)))
    worth = [equivalent_word(item.asset, words.of(item)) for item in view.equivalents if item.amount > 0]
    if settled > 0 and worth:
        either = words.listed(worth[:2], translate("Morning", "or"))
        card.body.addWidget(
            paragraph(translate("Morning", "worth {worth}").format(worth=either), "small", "ink2")
        )
    # Savings have their own card: each unit says here what is in the everyday account, as energy does.
    others = [
        (asset, sum(b.expected for b in found if b.pot == "current")) for asset, found in by_asset.items()
    ]
    if others:
        card.body.addSpacing(tokens.S1)
    for asset, amount in others:
        card.body.addWidget(line())
        name = label(asset_word(asset), "body", "ink2")
        card.body.addLayout(row(name, None, money(asset, amount)))
    card.body.addStretch(1)
    return card


def news_beside_accounts(view: MorningView, *, serves: bool = False) -> int:
    """How many lines are as high as the accounts beside them, a line a unit, and the hours under them."""
    units = {balance.asset for balance in view.balances} | {"kwh"}
    return max(NEWS_MIN, min(len(units) + 2 * serves, NEWS_MAX))


def news_card(view: MorningView, bridge: Bridge, shown: int = NEWS_SHOWN) -> Card:
    if not view.news:
        return Empty(
            translate("Morning", "What you received"),
            translate("Morning", "Payments, gifts and thanks from your neighbours will be here."),
            icon="gift",
        )
    card = Card(
        translate("Morning", "What you received"),
        icon="gift",
        link=translate("Morning", "All the news"),
        on_link=lambda: bridge.go_to("news", "news"),
    )
    for entry in view.news[:shown]:
        card.body.addLayout(_news_line(entry, view.now_ms))
    card.body.addStretch(1)
    return card


def _news_line(entry: HistoryEntryView, now_ms: int) -> QHBoxLayout:
    words = look().words
    who = entry.counterpart
    name = party_name(who, entry.kind) if who else translate("Morning", "The commune")
    avatar = party_avatar(who) if who else Avatar(icon="building-community")
    texts = QVBoxLayout()
    texts.setSpacing(0)
    texts.addWidget(Label(name, "strong", wrap=True))
    under = entry.title or (words.quote(entry.memo) if entry.memo else "")
    when = words.ago(entry.at_ms, now_ms)
    texts.addWidget(Label(f"{when}, {under}" if under else when, "small", "ink2", wrap=True))
    line_layout = row(avatar, gap=tokens.S3)
    line_layout.addLayout(texts, 1)
    amounts = QVBoxLayout()
    amounts.setSpacing(0)
    for amount in entry.amounts:
        amounts.addWidget(money(amount.asset, amount.amount, signed=True))
    line_layout.addLayout(amounts)
    line_layout.addWidget(Dot(entry.phase))
    line_layout.setContentsMargins(0, tokens.S1, 0, tokens.S1)
    return line_layout


def fund_figure(balances: Sequence[AmountView]) -> tuple[str, str]:
    """(number, unit) of what the fund holds: its energy, or where it has none, what it has."""
    held = {amount.asset: amount.amount for amount in balances if amount.amount}
    main = "kwh" if "kwh" in held or not held else min(held, key=asset_rank)
    return look().words.figure(main, held.get(main, 0))


def fund_card(
    view: MorningView, pension: PensionView, bridge: Bridge, *, with_ring: bool, stacked: bool
) -> Card:
    words = look().words
    fund = view.fund
    card = Card(
        translate("Morning", "Common fund"),
        icon="building-community",
        link=translate("Morning", "My shares"),
        on_link=lambda: bridge.go_to("fund"),
    )
    parts = tuple(
        Part(
            post_name(post.post),
            post.result_millionths,
            words.percent(post.result_millionths, 1_000_000),
            tokens.POST_COLOURS[index % len(tokens.POST_COLOURS)],
        )
        for index, post in enumerate(fund.posts)
    )
    number, unit = fund_figure(fund.balances)
    name = translate("Morning", "What the commune chose")
    spoken = ", ".join(f"{part.name} {part.text}" for part in parts)
    ring = Ring(parts, name, spoken, number=number, unit=unit, size=132, icon="pig-money")
    card.body.addStretch(1)
    card.body.addWidget(RingLegend(ring, parts, with_ring=with_ring, stacked=stacked))
    card.body.addStretch(1)
    said = tr("%n resident(s) said their shares", "", fund.voters)
    if not fund.voters:
        said = translate("Morning", "The charter's shares: nobody has said theirs yet")
    if pension.share:
        # One figure, of what the ring counts where there is some; the pension's own card says the others.
        share = next((part for part in pension.share if part.asset == "kwh"), pension.share[0])
        card.body.addWidget(
            sunken(translate("Morning", "Your share of the pensions"), [(words.of(share), "ink")])
        )
    else:
        card.body.addWidget(sunken(said, []))
    return card
