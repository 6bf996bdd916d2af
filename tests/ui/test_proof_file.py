# SPDX-License-Identifier: AGPL-3.0-or-later
"""A proof taken away from the window: what it is for, with names and without, and when there is none."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QCheckBox, QFileDialog, QLabel

from app.paths import Home
from app.receipts import read_receipt
from app.views import AmountView, EventProofView, Phase
from tests.helpers.commune import commune, do, until
from tests.helpers.people import person
from tests.helpers.windows import (
    find_cut,
    find_outside,
    find_sideways,
    go,
    has,
    named,
    opened,
    press,
    resize,
    shows,
    wait,
)
from ui.dialogs.proof import ProofSheet
from ui.dialogs.proof_file import can_be_taken_away

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def street(tmp_path_factory):
    with commune(tmp_path_factory.mktemp("proof-street")) as made:
        claire = made.found("claire", "Claire Martin")
        made.join("francois", "François Dubois", claire)
        made.agree()
        yield made


def paid(street):
    """A payment that a page of the register confirms."""
    francois = street.francois
    event = do(street.claire.pay(francois.me().account, "hour", 5_400, memo="la haie"))
    until(lambda: street.claire.event_proof(event.id).phase is Phase.SEALED, street.claire)
    height = street.claire.event_proof(event.id).height
    until(lambda: street.claire.status().height > height, street.claire)
    return event


def test_a_payment_s_proof_is_saved_where_one_chooses(qtbot, qapp, street, tmp_path, monkeypatch):
    event = paid(street)
    file = tmp_path / "haie.proof"
    suggested = []

    def choose(_parent, _title, name, _kinds):
        suggested.append(name)
        return str(file), ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", choose)
    with opened(qapp, street.claire) as opened_window:
        window = opened_window.shown
        resize(window, 1000)
        go(window, "Comptes")
        window.page.show_proof(event.id)
        wait(qtbot, lambda: shows(window, "Pour la montrer à quelqu’un d’autre"))
        assert shows(window, "Il montre les comptes, les montants et la date.")
        press(window, "Enregistrer la preuve…")
        wait(qtbot, lambda: shows(window.sheet, "La preuve est enregistrée."))
        assert suggested == [f"voisinage-{event.id.hex()[:10]}.proof"]
        home = Home(street.claire.home.root)
        view = read_receipt(file, home)
        assert (view.event, view.compared, view.words) == (event.id, "same", ())
        assert [line.name for line in view.lines] == ["", ""]
        named(window, "Montrer aussi nos noms et le mot joint", QCheckBox).setChecked(True)
        press(window, "Enregistrer la preuve…")
        wait(qtbot, lambda: read_receipt(file, home).words == ("la haie",))
        assert [line.name for line in read_receipt(file).lines] == ["Claire Martin", "François Dubois"]
        monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "no" / "x.proof"), ""))
        press(window, "Enregistrer la preuve…")
        wait(qtbot, lambda: shows(window, "Le fichier n’a pas pu être écrit à cet endroit."))
        for width in (400, 1000, 1440):
            resize(window, width)
            assert find_cut(window) == []
            assert find_outside(window) + find_sideways(window) == []


def test_a_payment_without_effect_says_to_whom_and_how_much(qtbot, french):
    proof = EventProofView(
        event=b"e" * 32, author=person("Ann Smith"), kind="transfer", seq=3, prev=b"d" * 32, deps=(),
        claimed_ms=0, phase=Phase.VOID, reason="floor", height=55, seal=b"s" * 32, seal_ms=0, signatures=1,
        size_bytes=300, postings=(), asked=(person("Luc Martin"), AmountView(asset="hour", amount=3_600)),
    )  # fmt: skip
    sheet = ProofSheet(None, proof)  # type: ignore[arg-type]
    qtbot.addWidget(sheet)
    shown = [label.text() for label in sheet.findChildren(QLabel)]
    assert shown[shown.index("À") + 1] == "Luc Martin"
    assert shown[shown.index("Demandé") + 1] == "1\u00a0h"


def test_what_waits_has_no_proof_to_take(qtbot, qapp, street):
    event = paid(street)
    proof = street.claire.event_proof(event.id)
    assert can_be_taken_away(proof)
    with opened(qapp, street.claire) as opened_window:
        window = opened_window.shown
        resize(window, 1000)
        go(window, "Comptes")
        window.page.show_proof(b"x" * 32)
        assert not has(window, "Enregistrer la preuve…")
