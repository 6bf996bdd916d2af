# SPDX-License-Identifier: AGPL-3.0-or-later
"""The sheet « Publier »: what was written is not dropped without a word."""

from __future__ import annotations

import pytest

from tests.helpers.windows import named, opened, press, settle, shows
from ui.dialogs.publish import PublishSheet

pytestmark = pytest.mark.slow


def test_a_filled_form_is_given_up_only_when_asked_twice(qapp, hamlet):
    with opened(qapp, next(iter(hamlet.residents.values()))) as window:
        side = window.shown.sheet
        side.open(PublishSheet(window.facade, window.bridge))
        settle()
        press(side, "Annuler")
        assert side.content is None, "nothing was written"

        side.open(PublishSheet(window.facade, window.bridge))
        settle()
        named(side, "En quelques mots").setText("Panier de carottes")
        press(side, "Annuler")
        assert shows(side, "Ce que vous avez écrit n’est pas publié.")
        press(side, "Ne rien garder")
        assert side.content is None
