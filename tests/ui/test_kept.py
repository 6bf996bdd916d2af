# SPDX-License-Identifier: AGPL-3.0-or-later
"""What is typed, chosen or moved outlives what comes from the register, and the act of a moment ago."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from types import SimpleNamespace

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLineEdit

from app.tickets import Ticket
from app.views_energy import DestinationView, EnergyChoicesView
from tests.helpers.commune import do, until
from tests.helpers.windows import choose, go, named, opened, press, resize, settle, shows, sweep, wait
from ui.pages.energy_destinations import DestinationsCard
from ui.pages.help_form import HelpForm
from ui.theme import look

pytestmark = pytest.mark.slow

NAME = "Mon nom, tel que les voisins le lisent"


@pytest.fixture
def window(qapp, hamlet):
    with opened(qapp, hamlet.lea) as made:
        yield made.shown


def test_a_name_being_typed_outlives_the_return_of_ones_own_rename(window, hamlet, qtbot):
    go(window, "Réglages")
    page, before = window.page, hamlet.lea.me().name
    field = named(page, NAME, QLineEdit)
    field.selectAll()
    QTest.keyClicks(field, "Lea Morvan")
    press(page, "Changer mon nom")
    field.selectAll()
    QTest.keyClicks(field, "Lea M")
    field.setCursorPosition(2)
    wait(qtbot, lambda: shows(window, "Vos voisins liront Lea Morvan."))
    until(lambda: hamlet.lea.me().name == "Lea Morvan", hamlet.lea)
    fillings = page.fillings
    page.refresh()
    assert page.fillings > fillings
    sweep(20)
    kept = named(page, NAME, QLineEdit)
    assert (kept.text(), kept.cursorPosition()) == ("Lea M", 2)
    assert named(page, "Changer mon nom", QAbstractButton).isEnabled()
    resize(window, 500)
    sweep(20)
    assert named(page, NAME, QLineEdit).text() == "Lea M", "at another width too"
    do(hamlet.lea.rename(before))


def test_a_name_nobody_is_typing_follows_the_register(window, hamlet, qtbot):
    go(window, "Réglages")
    before = hamlet.lea.me().name
    do(hamlet.lea.rename("Léa du Moulin"))
    wait(qtbot, lambda: named(window.page, NAME, QLineEdit).text() == "Léa du Moulin")
    assert not named(window.page, "Changer mon nom", QAbstractButton).isEnabled()
    do(hamlet.lea.rename(before))


def test_hours_being_written_outlive_those_just_sent(window, hamlet, qtbot):
    form = HelpForm(hamlet.lea, window.bridge)
    form.set_people((), SimpleNamespace(waiting=(), recent=(), day_seconds_max=0))
    form.whom.setCurrentIndex(1)
    form.duration.setText("20 min")
    form._send()
    form.memo.setText("La haie")
    wait(qtbot, lambda: form.send.isEnabled())
    assert form.memo.text() == "La haie"
    assert form.duration.text() == "20 min"
    form.memo.clear()
    form.duration.setText("25 min")
    form._send()
    wait(qtbot, lambda: not form.duration.text())
    form.deleteLater()


def test_the_day_one_chose_is_the_same_day_after_midnight(window, hamlet, monkeypatch):
    form = HelpForm(hamlet.lea, window.bridge)
    view = SimpleNamespace(waiting=(), recent=(), day_seconds_max=0)
    at = [1_795_698_300_000]
    monkeypatch.setattr("ui.pages.help_form.now_ms", lambda: at[0])
    form.set_people((), view)
    form.day.setCurrentIndex(1)
    at[0] += 24 * 3_600_000
    form.set_people((), view)
    assert form.day.currentIndex() == 2
    form.deleteLater()


@pytest.mark.parametrize(
    ("now", "before"),
    [
        ("2027-03-29T00:30+02:00", ("28/03", "27/03")),  # yesterday had 23 hours
        ("2027-10-31T23:30+01:00", ("30/10", "29/10")),  # today has 25
        ("2027-11-06T23:30+01:00", ("05/11", "04/11")),
    ],
)
def test_yesterday_is_the_day_before_though_the_hour_changed(window, hamlet, monkeypatch, now, before):
    logged, now_ms = [], int(datetime.fromisoformat(now).timestamp()) * 1000
    monkeypatch.setattr("ui.pages.help_form.now_ms", lambda: now_ms)
    monkeypatch.setattr(hamlet.lea.help, "log", lambda *_, day_ms, **_more: logged.append(day_ms) or Ticket())
    form = HelpForm(hamlet.lea, window.bridge)
    form.set_people((), SimpleNamespace(waiting=(), recent=(), day_seconds_max=0))
    form.whom.setCurrentIndex(1)
    form.duration.setText("20 min")
    for row in (1, 2):
        form.day.setCurrentIndex(row)
        form.send.setEnabled(True)
        form._send()
    words = look().words
    assert tuple(words.local(day_ms).strftime("%d/%m") for day_ms in logged) == before
    dates = [form.day.itemText(row) for row in range(2, form.day.count())]
    assert dates[0] == words.date(logged[1])
    assert len(set(dates)) == len(dates)
    form.deleteLater()


def test_the_evening_of_the_computer_waits_for_who_writes(qapp, hamlet):
    with opened(qapp, hamlet.lea, choose(scheme="system")) as made:
        go(made.shown, "Comptes")
        press(made.shown.page, "Payer")
        shown = made.shown
        memo = named(shown.sheet, "Un mot", QLineEdit)
        QTest.keyClicks(memo, "Merci")
        for _ in range(2):
            made._follow_system()
        settle()
        assert made.shown is shown
        assert memo.text() == "Merci"
        press(shown.sheet, "Annuler")
        settle()
        assert made.shown is not shown, "and follows once that is over"


@pytest.mark.parametrize("changed", [("language", "en"), ("scheme", "dark"), ("text", "115")])
def test_what_is_written_outlives_another_language_or_dress(qapp, hamlet, changed):
    """The window is built anew: a name, hours and shares that were not sent are still there."""
    with opened(qapp, hamlet.lea) as made:
        go(made.shown, "Aider")
        form = made.shown.page.form
        form.duration.setText("1 h 30")
        form.whom.setCurrentIndex(1)
        form.day.setCurrentIndex(2)
        form.memo.setText("La haie")
        go(made.shown, "Fonds commun")
        posts = list(made.shown.page.editor.shares.percents)
        moved = {post: 100 if post == posts[2] else 0 for post in posts}
        made.shown.page.editor.put_all(moved)
        made.shown.page._on_move()
        go(made.shown, "Réglages")
        named(made.shown.page, NAME, QLineEdit).setText("Léa M")
        for _ in range(2):  # the second time, places that nobody opened meanwhile
            shown = made.shown
            made.preferences.choose(*changed)
            settle()
            changed = (changed[0], {"language": "fr", "scheme": "light", "text": "100"}[changed[0]])
            assert made.shown is not shown
        page = made.shown.page
        assert named(page, NAME, QLineEdit).text() == "Léa M"
        assert named(page, "Changer mon nom", QAbstractButton).isEnabled()
        go(made.shown, "Aider")
        form = made.shown.page.form
        assert (form.duration.text(), form.memo.text()) == ("1 h 30", "La haie")
        assert (form.whom.currentIndex(), form.day.currentIndex()) == (1, 2)
        go(made.shown, "Fonds commun")
        assert made.shown.page.editor.shares.percents == moved


def line(kind, **more):
    known = {"person": None, "cap_wh": 0, "from_ms": 0, "until_ms": 2**53, "given_wh": 0}
    return DestinationView(kind=kind, **{**known, **more})


def test_an_order_that_was_moved_outlives_a_filling(window):
    gift, rest = line("buyer", person=window.facade.me()), line("neighbours")
    choices = EnergyChoicesView(
        destinations=(gift, rest), rest="savings", is_default=False, directive_from_ms=0, prices=(),
        is_default_price=True, prices_from_ms=0, shares_use=True, shares_from_ms=0, shows_purchases=True,
    )  # fmt: skip
    card = DestinationsCard(choices, window.facade, window.bridge)
    assert not card.moved
    card._reorder([1, 0])
    assert [one.kind for one in card.moved] == ["neighbours", "buyer"]
    newer = replace(choices, destinations=(replace(gift, given_wh=5), rest))
    again = DestinationsCard(newer, window.facade, window.bridge, card.moved)
    assert [(one.kind, one.given_wh) for one in again.lines] == [("neighbours", 0), ("buyer", 5)]
    assert not again.signing.isHidden()
    signed = replace(choices, destinations=(rest, gift))
    assert not DestinationsCard(signed, window.facade, window.bridge, again.moved).moved
    other = replace(choices, destinations=(rest,))
    assert DestinationsCard(other, window.facade, window.bridge, card.moved).lines == [rest]


def test_shares_moved_while_the_last_are_signed_stay(window, hamlet, qtbot):
    go(window, "Fonds commun")
    page = window.page
    posts = list(page.editor.shares.percents)
    page.editor.put_all({post: 100 if post == posts[0] else 0 for post in posts})
    page._on_move()
    page._validate()
    page.editor.put_all({post: 100 if post == posts[1] else 0 for post in posts})
    page._on_move()
    wait(qtbot, lambda: not page._sending)
    settle()
    assert page.editor.shares.percents[posts[1]] == 100
    assert named(page, "Valider", QAbstractButton).isEnabled()
