# SPDX-License-Identifier: AGPL-3.0-or-later
"""The register folded: by day and by what was done, without a node."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from zoneinfo import ZoneInfo

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from app.views import AmountView, Phase
from app.views_register import ActLineView
from tests.helpers.people import person
from tests.helpers.windows import find_cut, find_unnamed, plain_spaces, seen, settle, shows
from ui.pages.register_days import Fold, FoldLine, Period, arrange, fold_words, names_of, sum_of
from ui.pages.register_lines import ActLine

pytestmark = pytest.mark.usefixtures("french")
NOW = int(dt.datetime(2026, 5, 24, 7, 42, tzinfo=ZoneInfo("Europe/Paris")).timestamp() * 1000)
HOUR = 3_600_000
NAMES = ("Marc Delorme", "Josette Masson", "Gilles Faure", "Marie Lefèvre", "Karim Benali")


def act(number, kind, hours_ago, who=0, amounts=(), phase=Phase.SEALED):
    return ActLineView(
        event=bytes([number]) * 32, kind=kind, author=person(NAMES[who % len(NAMES)]), other=None,
        amounts=amounts, words="", at_ms=NOW - hours_ago * HOUR, phase=phase, reason="", height=1,
    )  # fmt: skip


def day(first, hours_ago, readings=4):
    made = [act(first, "gift", hours_ago, amounts=(AmountView(asset="hour", amount=900),))]
    return [*(act(first + 1 + n, "meter.reading", hours_ago, n) for n in range(readings)), *made]


def test_a_day_shows_what_people_did_before_what_meters_said():
    rows = arrange([*day(0, 1), *day(20, 25)], "latest", whole=True)
    assert [type(row) for row in rows] == [Period, tuple, Fold, Period, tuple, Fold]
    assert [plain_spaces(fold_words(row.kind, row.acts)) for row in rows if isinstance(row, Fold)] == [
        "4 relevés de compteurs"
    ] * 2


def test_arrivals_count_people_not_acts():
    """Who tried twice, or whose first try had no effect, came once."""
    acts = [act(n, "membership", 1, n % 3, phase=Phase.VOID if n < 3 else Phase.SEALED) for n in range(6)]
    (_, fold) = arrange(acts, "latest", whole=True)
    assert isinstance(fold, Fold)
    assert plain_spaces(fold_words(fold.kind, fold.acts)) == "3 arrivées dans la commune"


@pytest.mark.parametrize(
    ("kind", "days", "said"),
    [
        ("order.lapse", 3, "Commande annulée toute seule, après 3 jours sans réponse"),
        ("order.silence", 7, "Commande payée toute seule, 7 jours après la livraison"),
        ("order.unpaid", 7, "l’acheteur n’a pas assez"),
        ("service.lapse", 30, "après 30 jours sans réponse"),
        ("task.later", 3, "Plus de temps pour répondre, le registre du village s’était arrêté"),
    ],
)
def test_what_nobody_signed_names_whose_it_was_and_by_which_rule(qtbot, kind, days, said):
    parties = (person("Karim Benali"), person("Claire Martin"))
    rule_ms = days * 24 * HOUR
    view = replace(
        act(1, kind, 1), author=None, by_itself=True, parties=parties, rule_ms=rule_ms, words="Des œufs"
    )
    shown = ActLine(view, NOW, lambda _event: None, across=True)
    qtbot.addWidget(shown)
    assert shows(shown, "Karim Benali → Claire Martin")
    assert shows(shown, said)
    assert shows(shown, "« Des œufs »")


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        ("mint", "D’après les compteurs et le choix de chacun"),
        ("proposal.close", "Le temps pour voter était passé"),
        ("proposal.execute", "Le village l’avait voté"),
        ("witnesses.change", "Décidé avant, valable à partir de là"),
        ("key.revoke", "Demandé avant par son propriétaire"),
        ("order.lapse", "cette commande est trop ancienne pour dire de qui elle était"),
        ("service.lapse", "ces heures sont trop anciennes pour dire de qui elles étaient"),
        ("something.new", "L’heure prévue était venue, personne n’avait à signer"),
    ],
)
def test_what_is_nobody_s_says_why_it_happened(qtbot, kind, said):
    view = replace(act(1, kind, 1), author=None, by_itself=True)
    shown = ActLine(view, NOW, lambda _event: None, across=True)
    qtbot.addWidget(shown)
    assert shows(shown, said)
    assert not shows(shown, "d’office")


def test_an_act_whose_signer_is_not_known_any_more_did_not_happen_by_itself(qtbot):
    shown = ActLine(replace(act(1, "order.place", 1), author=None), NOW, lambda _event: None, across=True)
    qtbot.addWidget(shown)
    assert shows(shown, "On ne sait plus ici qui l’a signé")


def test_a_day_that_may_go_on_waits_for_its_end_and_the_only_one_does_not():
    acts = [*day(0, 1), *day(20, 25)]
    assert len(arrange(acts, "latest", whole=False)) == 3
    assert len(arrange(day(0, 1), "latest", whole=False)) == 3


def test_payments_two_of_a_sort_and_words_searched_for_stay_single():
    paid = [act(n, "transfer", 1) for n in range(5)]
    assert not any(isinstance(row, Fold) for row in arrange(paid, "latest", whole=True))
    assert not any(isinstance(row, Fold) for row in arrange(day(0, 1, 2), "latest", whole=True))


def test_a_person_is_folded_by_month():
    acts = [act(n, "meter.reading", 24 * n) for n in range(40)]
    rows = arrange(acts, "person", whole=True)
    assert [type(row) for row in rows] == [Period, Fold, Period, Fold]
    assert not rows[0].is_day


def test_a_fold_says_who_how_much_and_what_had_no_effect(qtbot):
    amounts = (AmountView(asset="hour", amount=1_800),)
    acts = [act(n, "service.confirm", 1, n, amounts) for n in range(4)]
    acts.append(act(9, "service.confirm", 1, 4, amounts, Phase.VOID))
    assert plain_spaces(names_of(acts)) == "Marc Delorme, Josette Masson et 3 autres"
    assert sum_of(acts) == (AmountView(asset="hour", amount=7_200),)
    (_, fold) = arrange(acts, "latest", whole=True)
    line = FoldLine(fold, 0, print, lambda *_: None, across=True, is_open=False)
    qtbot.addWidget(line)
    assert shows(line, "5 aides confirmées")
    assert shows(line, "dont 1 sans effet")


def test_space_opens_and_closes_a_fold_and_the_keyboard_stays(qtbot):
    turned = []
    (_, _, fold) = arrange(day(0, 1), "latest", whole=True)
    line = FoldLine(fold, 0, print, lambda fold, is_open: turned.append(is_open), across=True, is_open=False)
    qtbot.addWidget(line)
    line.resize(700, 400)
    line.show()
    line.activateWindow()
    line.door.setFocus()
    assert plain_spaces(line.door.accessibleName()) == "Ouvrir, 4 relevés de compteurs, Dimanche 24 mai"
    QTest.keyClick(line.door, Qt.Key.Key_Space)
    settle()
    assert len(seen(line, ActLine)) == 4
    assert line.focusWidget() is line.door
    assert find_cut(line) + find_unnamed(line) == []
    QTest.keyClick(line.door, Qt.Key.Key_Space)
    settle()
    assert (seen(line, ActLine), turned) == ([], [True, False])
