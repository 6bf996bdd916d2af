# SPDX-License-Identifier: AGPL-3.0-or-later
"""The cards of Aider: to confirm, work for the commune, waiting for others, the month, what is over."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout

from app.facade_naming import name_apart
from app.views import Phase
from ui import tokens
from ui.acts import party_avatar
from ui.errors import sentences
from ui.pages.help_form import helped_name
from ui.strings import translate
from ui.theme import look
from ui.widgets.avatar import Avatar
from ui.widgets.beside import Beside
from ui.widgets.buttons import button
from ui.widgets.card import Card
from ui.widgets.empty import Empty
from ui.widgets.label import Label, label, line, pair, paragraph, row
from ui.widgets.money import Figure, money
from ui.widgets.phase import PhaseMark

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence

    from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

    from app.views_help import HelpView, ServiceView

    Answer = Callable[[ServiceView, str], None]


def state_word(view: ServiceView) -> str:
    """What became of these hours, or whom they wait for."""
    if view.waits_for in ("officer", "both"):
        return _town_hall_word(view)
    if view.waits_for == "neighbour":
        return translate("Help", "waits for a neighbour who saw it")
    if view.waits_for:
        return translate("Help", "waits for {name}").format(name=helped_name(view))
    return {
        "certified": translate("Help", "confirmed"),
        "refused": translate("Help", "refused"),
        "cancelled": translate("Help", "taken back"),
        "lapsed": translate("Help", "never confirmed"),
    }.get(view.state, view.state)


def _town_hall_word(view: ServiceView) -> str:
    """Who of the town hall may confirm them, by name; nobody may while the only officer is who helped."""
    if not view.speakers:
        return translate("Help", "waits until the commune names another deputy mayor")
    if view.waits_for == "both":
        word = translate("Help", "waits for the town hall ({names}) and a neighbour")
    else:
        word = translate("Help", "waits for the town hall ({names})")
    return word.format(names=look().words.listed([name_apart(person) for person in view.speakers]))


def _details(view: ServiceView, now_ms: int, *more: str) -> str:
    """« Hier, « leçon de piano », … », begun with a capital."""
    words = look().words
    # The day alone: its hour is the program's guess unless a terminal was told it.
    parts = [words.day_ago(view.from_ms, now_ms)]
    if view.text:
        parts.append(words.quote(view.text))
    text = ", ".join([*parts, *(word for word in more if word)])
    return text[0].upper() + text[1:]


def _line(avatar: Avatar, strong: str, under: str, below: QWidget | None = None) -> QHBoxLayout:
    """`below`: what stands under the words."""
    made = row(gap=tokens.S3)
    made.addWidget(avatar)
    texts = QVBoxLayout()
    texts.setSpacing(2)
    texts.addWidget(Label(strong, "strong", wrap=True))
    texts.addWidget(Label(under, "small", "ink2", wrap=True))
    if below is not None:
        texts.addWidget(below)
    made.addLayout(texts, 1)
    return made


def confirm_card(
    views: Sequence[ServiceView], now_ms: int, answer: Answer, answering: Collection[bytes]
) -> Card:
    """What others say they did for me, or for the commune if I speak for it."""
    card = Card(translate("Help", "To confirm"), icon="circle-check")
    for index, view in enumerate(views):
        if index:
            card.body.addWidget(line())
        card.body.addLayout(_said_line(view, now_ms))
        if view.problem:
            card.body.addWidget(paragraph(sentences(view.problem)[0], "small", "danger"))
        card.body.addWidget(Beside(*_answers(view, answer, busy=view.service in answering)))
    card.body.addStretch(1)
    return card


def _said_line(view: ServiceView, now_ms: int, below: QWidget | None = None) -> QHBoxLayout:
    time = look().words.duration(view.seconds)
    if view.for_commune:
        strong = translate("Help", "{name} worked {time} for the commune")
    else:
        strong = translate("Help", "{name} helped you for {time}")
    seen_by = ""
    if view.confirmed_by:
        names = look().words.listed([name_apart(person) for person in view.confirmed_by])
        seen_by = translate("Help", "already confirmed by {names}").format(names=names)
    return _line(
        party_avatar(view.provider),
        strong.format(name=name_apart(view.provider), time=time),
        _details(view, now_ms, seen_by),
        below,
    )


def _answers(view: ServiceView, answer: Answer, *, busy: bool) -> list[QPushButton]:
    about = f"{look().words.duration(view.seconds)}, {name_apart(view.provider)}"
    made: list[QPushButton] = []
    if "confirm" in view.actions:
        word = translate("Help", "Confirm")
        confirm = button(
            word,
            lambda: answer(view, "confirm"),
            kind="small",
            icon="circle-check",
            name=f"{word}, {about}",
            acts=True,
        )
        confirm.setEnabled(not busy and not view.problem)
        made.append(confirm)
    if "refuse" in view.actions:
        word = translate("Help", "It is not so")
        refuse = button(word, lambda: answer(view, "refuse"), kind="link", name=f"{word}, {about}", acts=True)
        refuse.setEnabled(not busy)
        made.append(refuse)
    return made


def witness_card(
    views: Sequence[ServiceView], now_ms: int, answer: Answer, answering: Collection[bytes], *, beside: bool
) -> Card:
    """Work for the commune that a neighbour without a tie confirms beside the town hall.

    `beside`: there is room for the button at the end of each line.
    """
    card = Card(translate("Help", "For the commune: did you see it?"), icon="building-community")
    rule = translate(
        "Help", "Confirm only what you saw done. The town hall confirms too; then the commune owes the hours."
    )
    card.body.addWidget(paragraph(rule, "small", "ink2"))
    for view in views:
        card.body.addWidget(line())
        answers = _answers(view, answer, busy=view.service in answering)
        said = _said_line(view, now_ms, None if beside else Beside(*answers))
        card.body.addLayout(said)
        if beside:
            said.addLayout(row(*answers))
    card.body.addStretch(1)
    return card


def waiting_card(views: Sequence[ServiceView], now_ms: int, cancel: Callable[[ServiceView], None]) -> Card:
    """What I said, and who has still to answer."""
    card = Card(translate("Help", "Waiting for others"), icon="clock")
    for index, view in enumerate(views):
        if index:
            card.body.addWidget(line())
        time, name = look().words.duration(view.seconds), helped_name(view)
        strong = translate("Help", "{time} for {name}").format(time=time, name=name)
        card.body.addLayout(
            _line(party_avatar(view.beneficiary), strong, _details(view, now_ms, state_word(view)))
        )
        word = translate("Help", "Take back")
        back = button(word, lambda view=view: cancel(view), kind="link", name=f"{word}, {strong}", acts=True)
        until = ""
        if view.deadline_ms:
            when = look().words.until(view.deadline_ms, now_ms)
            until = translate("Help", "lapses {when}").format(when=when)
        foot = row(gap=tokens.S3)
        if view.phase is Phase.PENDING:
            foot.addWidget(PhaseMark(view.phase))
        foot.addWidget(Label(until, "small", "ink2", wrap=True), 1)
        foot.addWidget(back)
        card.body.addLayout(foot)
    card.body.addStretch(1)
    return card


def nothing_card() -> Card:
    """Nobody has anything to answer, me nor others."""
    return Empty(
        translate("Help", "Nothing waits"),
        translate(
            "Help",
            "What your neighbours say they did for you will be here: one click confirms it, and the hours go "
            "from your account to theirs. Alone, nobody can give itself hours.",
        ),
        icon="circle-check",
    )


def month_card(view: HelpView) -> Card:
    """Hours confirmed this month, both ways."""
    words = look().words
    month = words.month(view.month_ms)
    card = Card(translate("Help", "This month"), icon="heart-handshake", name=month)
    card.body.addWidget(Figure("hour", view.given_s, role="figure"))
    given = translate("Help", "given and confirmed in {month}").format(month=month)
    card.body.addWidget(paragraph(given, "small", "ink2"))
    lines = (
        (translate("Help", "of which for the commune"), view.given_commune_s),
        (translate("Help", "received"), view.received_s),
        (translate("Help", "declared, not confirmed yet"), view.waiting_s),
    )
    for word, seconds in lines:
        card.body.addWidget(line())
        card.body.addLayout(
            pair(Label(word, "body", "ink2", wrap=True), money("hour", seconds, role="medium"))
        )
    card.body.addStretch(1)
    return card


def recent_card(
    views: Sequence[ServiceView], now_ms: int, prove: Callable[[bytes], None], *, beside: bool
) -> Card:
    """What ended, either way, newest first; `beside`: the proof stands beside the figure, else under it."""
    card = Card(translate("Help", "The last hours"), icon="history")
    for index, view in enumerate(views):
        if index:
            card.body.addWidget(line())
        mine = view.provider.is_me
        other = view.beneficiary if mine else view.provider
        name = helped_name(view) if mine else name_apart(view.provider)
        template = translate("Help", "You for {name}") if mine else translate("Help", "{name} for you")
        shown = _line(
            party_avatar(other, size=32), template.format(name=name), _details(view, now_ms, state_word(view))
        )
        counted = view.state == "certified"
        amount = view.seconds if mine else -view.seconds
        text = look().words.change("hour", amount) if counted else look().words.duration(view.seconds)
        figure = label(text, "medium", "ink" if counted else "ink3", tabular=True)
        figure.set_struck(not counted)
        figure.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        end = QBoxLayout(QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom)
        end.setSpacing(tokens.S3 if beside else 0)
        end.addWidget(figure)
        word = translate("Help", "Proof")
        named = f"{word}, {template.format(name=name)}, {text}"
        door = button(word, lambda view=view: prove(view.service), kind="link", name=named)
        end.addWidget(door, 0, Qt.AlignmentFlag.AlignRight)
        shown.addLayout(end)
        card.body.addLayout(shown)
    card.body.addStretch(1)
    return card
