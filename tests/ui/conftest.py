# SPDX-License-Identifier: AGPL-3.0-or-later
"""The window is tested without a screen, in both languages and schemes; on real homes where it has one."""

from __future__ import annotations

import os

# Before Qt and the vault are imported: no screen, and nothing in the person's own keyring.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ["PYTHON_KEYRING_BACKEND"] = "keyring.backends.fail.Keyring"

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from pytestqt.qtbot import QtBot

from tests.helpers.commune import commune, play_village
from tests.helpers.starts import Starts
from ui.format import Format
from ui.run import Words
from ui.theme import Look, apply_look

PATIENCE_MS = 60_000
"""When what is waited for is taken for what never comes; pytest-qt's own 5 s are those of an idle machine."""


class PatientBot(QtBot):
    def waitSignal(self, signal, *, timeout=PATIENCE_MS, **options):
        return super().waitSignal(signal, timeout=timeout, **options)

    def waitUntil(self, callback, *, timeout=PATIENCE_MS):
        return super().waitUntil(callback, timeout=timeout)


@pytest.fixture
def qtbot(qapp, request):
    return PatientBot(request)


def pytest_configure(config):
    """The offscreen platform says these of every window; they are not about our code."""
    for what in (r"propagateSizeHints\(\)", r"raise\(\)", "grabbing the keyboard"):
        config.addinivalue_line("qt_log_ignore", f"This plugin does not support {what}")


@pytest.fixture(autouse=True)
def no_page_fails(request, caplog):
    """A page that fails is replaced in the window: a test must not take that for a page."""
    yield
    if request.node.get_closest_marker("breaks_a_page") is None:
        failed = [record for record in caplog.get_records("call") if record.name == "ui.widgets.page"]
        assert failed == [], "".join(str(record.exc_info) for record in failed)


@pytest.fixture(params=["fr", "en"])
def language(request):
    return request.param


@pytest.fixture(params=[False, True], ids=["light", "dark"])
def dressed(request, qapp, language):
    """The application dressed for one reader; the look is the fixture's value."""
    look = Look(dark=request.param, words=Format(language))
    apply_look(qapp, look)
    words = Words(qapp)
    words.speak(language)
    yield look
    words.silence()
    # What qtbot closed is only marked for deletion; a dressed application would polish it again for ever.
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def french(qapp):
    """The usual reader, for tests that look at words."""
    look = Look(words=Format("fr"))
    apply_look(qapp, look)
    words = Words(qapp)
    words.speak("fr")
    yield look
    words.silence()
    # What qtbot closed is only marked for deletion; a dressed application would polish it again for ever.
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture(scope="session")
def village(tmp_path_factory):
    """Two residents with something on every page; for tests that only look."""
    with commune(tmp_path_factory.mktemp("village")) as made:
        play_village(made)
        yield made


@pytest.fixture(scope="session")
def hamlet(tmp_path_factory):
    """A commune just founded: nobody else, nothing yet."""
    with commune(tmp_path_factory.mktemp("hamlet")) as made:
        made.found("lea", "Léa Morvan", "Le Hameau")
        yield made


@pytest.fixture
def starts(qapp, tmp_path):
    """See `Starts`; everything is closed afterwards."""
    made = Starts(qapp, tmp_path)
    yield made
    made.leave_all()
