# SPDX-License-Identifier: AGPL-3.0-or-later
"""What comes from other threads reaches the window's own, in order, and never a widget that is gone."""

from __future__ import annotations

import threading

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from app import facade as doors
from app.errors import AppError
from app.facade import Ticket
from ui import bridge as bridges
from ui.bridge import ARRIVING, TOPICS, Bridge, Relay


@pytest.fixture
def commune(tmp_path, monkeypatch):
    """A commune of one, with its node running on loopback."""
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.fail.Keyring")
    opened = doors.found(
        tmp_path / "home", "Saint-Aubin", "François Aubert", listen=("/ip4/127.0.0.1/tcp/0",)
    ).wait(90)
    yield opened
    opened.close()


def finish_elsewhere(ticket: Ticket, value: object, error: AppError | None = None) -> None:
    thread = threading.Thread(target=ticket.finish, args=(value, error))
    thread.start()
    thread.join()


def test_an_answer_comes_on_the_windows_thread(qtbot, french):
    relay, owner, ticket = Relay(), QObject(), Ticket()
    answers: list[tuple[object, int]] = []
    relay.run(ticket, owner, lambda value: answers.append((value, threading.get_ident())))
    finish_elsewhere(ticket, 25)
    assert answers == []
    qtbot.waitUntil(lambda: bool(answers))
    assert answers == [(25, threading.get_ident())]


def test_an_error_without_a_listener_is_said_in_three_sentences(qtbot, french):
    relay, owner, ticket = Relay(), QObject(), Ticket()
    relay.run(ticket, owner)
    with qtbot.waitSignal(relay.said) as said:
        finish_elsewhere(ticket, None, AppError("balance", asset="kwh", amount=25_000, available=20_000))
    assert said.args[0].tone == "error"
    assert "20\u00a0kWh" in said.args[0].todo


def test_nothing_reaches_a_widget_that_is_gone(qtbot, french):
    relay, ticket, heard = Relay(), Ticket(), []
    owner = QWidget()
    relay.run(ticket, owner, heard.append, heard.append)
    owner.deleteLater()
    with qtbot.waitSignal(owner.destroyed):
        pass
    finish_elsewhere(ticket, 25)
    other, seen = Ticket(), []
    relay.run(other, relay, seen.append)
    finish_elsewhere(other, 1)
    qtbot.waitUntil(lambda: seen == [1])
    assert heard == []


@pytest.mark.slow
def test_what_changes_is_told_at_most_four_times_a_second(qtbot, french, commune):
    bridge = Bridge(commune)
    told: list[frozenset[str]] = []
    bridge.changed.connect(told.append)
    for number in range(5):
        commune.rename(f"François {number}").wait(90)
    qtbot.waitUntil(lambda: bool(told))
    assert len(told) <= 4
    assert "members" in told[0]
    assert told[0] & TOPICS
    assert commune.me().name == "François 4"
    bridge.close()


@pytest.mark.slow
def test_a_closed_bridge_is_silent(qtbot, french, commune):
    bridge = Bridge(commune)
    bridge.close()
    with qtbot.assertNotEmitted(bridge.changed, wait=300):
        commune.rename("François").wait(90)


class CatchingUp:
    """As the facade tells of a copy that is behind its neighbours."""

    def __init__(self):
        self.peers_online, self.synced = 1, False
        self.tell = None

    def status(self):
        return self

    def subscribe(self, listener):
        self.tell = listener
        return lambda: None


def test_while_much_arrives_only_how_far_it_is_is_told_and_the_rest_once(qtbot, french, monkeypatch):
    monkeypatch.setattr(bridges, "BEHIND_MS", 1)
    facade = CatchingUp()
    bridge = Bridge(facade)
    told: list[frozenset[str]] = []
    bridge.changed.connect(told.append)
    facade.tell(frozenset({"history"}))
    qtbot.waitUntil(lambda: bool(told))
    facade.tell(frozenset({"balances"}))
    facade.tell(frozenset({"fund"}))
    qtbot.waitUntil(lambda: len(told) >= 4)
    assert told[0] == {"history"}
    assert set(told[1:]) == {ARRIVING}
    facade.synced = True
    qtbot.waitUntil(lambda: told[-1] != ARRIVING)
    assert told[-1] == {"balances", "fund"}
    bridge.close()
