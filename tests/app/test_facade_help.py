# SPDX-License-Identifier: AGPL-3.0-or-later
"""Hours, pots and pension through the doors a window uses, between three real nodes."""

from __future__ import annotations

from collections.abc import Callable, Generator
from pathlib import Path
from typing import Any

import pytest

from app.cli_errors import explain
from app.cli_format import Tongue
from app.errors import AppError
from app.facade import FUND_ACCOUNT, Voisinage
from app.views import Phase
from app.views_help import ServiceView
from tests.helpers.commune import Commune, at_noon, commune, do, until

H = 3_600
DAY_MS = 86_400_000


@pytest.fixture(scope="module")
def village(tmp_path_factory: pytest.TempPathFactory) -> Generator[Commune]:
    """Claire, the mayor, and two guests of hers; the tests of this file follow one another."""
    folder: Path = tmp_path_factory.mktemp("help")
    with at_noon(), commune(folder) as made:
        claire = made.found("claire", "Claire Martin")
        made.join("francois", "François Dubois", claire)
        made.join("ines", "Inès Robert", claire)
        yield made


def hours(person: Voisinage, pot: str = "current") -> int:
    return sum(line.expected for line in person.balances() if (line.asset, line.pot) == ("hour", pot))


def to_confirm(person: Voisinage, service: bytes) -> ServiceView | None:
    view = person.help.view()
    return next((one for one in (*view.to_confirm, *view.to_witness) if one.service == service), None)


def get_refusal(act: Callable[[], Any]) -> AppError:
    with pytest.raises(AppError) as caught:
        do(act())
    return caught.value


def refused(act: Callable[[], Any]) -> str:
    return get_refusal(act).code


def agree(village: Commune) -> None:
    until(lambda: all(not one.status().pending for one in village.residents.values()), village.claire)


def test_hours_go_from_who_was_helped_to_who_helped(village: Commune) -> None:
    claire, francois = village.claire, village.francois
    service = do(francois.help.log(claire.me().account, 2 * H, memo="  Leçon   de piano ")).id
    waiting = francois.help.view().waiting
    assert [(one.service, one.waits_for, one.actions) for one in waiting] == [
        (service, "beneficiary", ("cancel",)),
    ]  # fmt: skip
    # The words come beside the act, a little later.
    view = until(lambda: (found := to_confirm(claire, service)) and found.text and found, claire)
    assert (view.text, view.actions, view.problem) == ("Leçon de piano", ("confirm", "refuse"), "")
    assert [item.kind for item in claire.inbox() if item.object == service] == ["service.confirm"]
    assert (hours(claire), hours(francois)) == (0, 0)
    do(claire.help.confirm(service))
    until(lambda: hours(francois) == 2 * H, francois)
    assert hours(claire) == -2 * H
    agree(village)
    view = francois.help.view()
    assert (view.given_s, view.given_commune_s, view.received_s, view.waiting_s) == (2 * H, 0, 0, 0)
    assert [(one.state, one.phase) for one in view.recent] == [("certified", Phase.SEALED)]
    entry = next(one for one in francois.history() if one.kind == "service.confirm")
    assert entry.counterpart is not None
    assert (entry.counterpart.name, entry.title) == ("Claire Martin", "Leçon de piano")
    assert [(line.asset, line.amount) for line in entry.amounts] == [("hour", 2 * H)]


def test_help_without_an_hour_is_placed_where_it_overlaps_nothing(village: Commune) -> None:
    claire, francois = village.claire, village.francois
    more = do(francois.help.log(claire.me().account, H)).id
    rows = {one.service: one for one in (*francois.help.view().waiting, *francois.help.view().recent)}
    first = next(one for one in rows.values() if one.state == "certified")
    assert rows[more].to_ms <= first.from_ms
    yesterday = francois.status().last_seal_ms - DAY_MS
    assert refused(lambda: francois.help.log(claire.me().account, H, minute=23 * 60 + 59)) == "help-future"
    do(francois.help.log(claire.me().account, H, day_ms=yesterday, minute=600))
    again = refused(lambda: francois.help.log(claire.me().account, H, day_ms=yesterday, minute=630))
    assert again == "help-overlap"
    assert refused(lambda: francois.help.log(claire.me().account, 12 * H, day_ms=yesterday)) == "help-overlap"
    assert refused(lambda: francois.help.log(claire.me().account, 13 * H)) == "help-too-long"
    full = get_refusal(lambda: francois.help.log(claire.me().account, 12 * H, day_ms=yesterday, minute=660))
    assert (full.code, full.params["available"]) == ("help-day-full", 11 * H)
    assert yesterday - DAY_MS < int(full.params["day_ms"]) <= yesterday
    assert refused(lambda: francois.help.log(claire.me().account, 59)) == "help-too-short"
    assert refused(lambda: francois.help.log(francois.me().account, H)) == "own-help"
    assert refused(lambda: francois.help.log(b"\1" * 32, H)) == "unknown-member"
    assert refused(lambda: francois.help.log(claire.me().account, H, day_ms=yesterday - 100 * DAY_MS)) == (
        "help-too-old"
    )
    assert refused(lambda: francois.help.log(claire.me().account, H, memo="é" * 201)) == "memo-too-long"


def test_what_is_refused_or_taken_back_moves_nothing(village: Commune) -> None:
    claire, francois = village.claire, village.francois
    first, second = (one.service for one in francois.help.view().waiting)
    assert refused(lambda: claire.help.cancel(first)) == "not-yours"
    assert refused(lambda: francois.help.confirm(first)) == "not-yours-to-confirm"
    assert refused(lambda: francois.help.confirm(b"\1" * 32)) == "unknown-service"
    do(francois.help.cancel(first))
    until(lambda: to_confirm(claire, second), claire)
    do(claire.help.refuse(second))
    until(lambda: not francois.help.view().waiting, francois)
    assert {one.state for one in francois.help.view().recent} == {"certified", "cancelled", "refused"}
    assert refused(lambda: claire.help.refuse(second)) == "service-over"
    agree(village)
    entry = next(one for one in francois.history() if one.kind == "service.refuse")
    assert (entry.counterpart and entry.counterpart.name, entry.phase) == ("Claire Martin", Phase.SEALED)
    assert hours(francois) == 2 * H


def test_work_for_the_commune_waits_for_two_and_is_owed_by_the_fund(village: Commune) -> None:
    claire, francois, ines = village.claire, village.francois, village.ines
    service = do(ines.help.log(FUND_ACCOUNT, 3 * H, memo="Fauchage")).id
    view = until(lambda: to_confirm(claire, service), claire)
    assert (view.waits_for, view.actions) == ("both", ("confirm", "refuse"))
    assert [who.name for who in view.speakers] == ["Claire Martin"]
    seen = until(lambda: to_confirm(francois, service), francois)
    assert (seen.actions, francois.help.view().to_confirm) == (("confirm",), ())
    assert all(item.object != service for item in francois.inbox()), "everybody would be asked"
    do(francois.help.confirm(service))
    assert refused(lambda: francois.help.confirm(service)) == "already-confirmed"
    until(lambda: (found := to_confirm(claire, service)) and found.waits_for == "officer", claire)
    do(claire.help.confirm(service))
    until(lambda: hours(ines) == 3 * H, ines)
    until(lambda: ines.fund().debt, ines)
    assert [(line.asset, line.amount) for line in ines.fund().debt] == [("hour", 3 * H)]
    assert ines.help.view().given_commune_s == 3 * H
    # Nobody certifies its own: the mayor's hours wait until somebody else speaks for the commune.
    own = do(claire.help.log(FUND_ACCOUNT, H)).id
    [mine] = [one for one in claire.help.view().waiting if one.service == own]
    assert (mine.waits_for, mine.speakers, mine.actions) == ("both", (), ("cancel",))
    do(claire.help.cancel(own))


def test_a_payment_takes_what_is_missing_out_of_free_savings(village: Commune) -> None:
    claire, ines = village.claire, village.ines
    agree(village)
    do(ines.help.move("current", "time-savings", "hour", 3 * H))
    assert (hours(ines), hours(ines, "time-savings")) == (0, 3 * H)
    most = ines.preview_payment(claire.me().account, "hour", 60).available
    small = ines.preview_payment(claire.me().account, "hour", most - 3 * H)
    assert (small.from_savings, small.problem) == (0, "")
    preview = ines.preview_payment(claire.me().account, "hour", most - H)
    assert (preview.from_savings, preview.problem) == (2 * H, "")
    assert preview.mine_after == preview.mine_before + 2 * H - (most - H)
    assert ines.preview_payment(claire.me().account, "hour", most + 1).problem == "floor"
    do(ines.pay(claire.me().account, "hour", most - H))
    assert (hours(ines), hours(ines, "time-savings")) == (preview.mine_after, H)
    until(lambda: not ines.status().my_pending, ines)
    kinds = [(one.kind, one.phase) for one in ines.history(2)]
    assert kinds == [("transfer", Phase.SEALED), ("pot.take", Phase.SEALED)]


def test_a_locked_pot_pays_nothing(village: Commune) -> None:
    claire, ines = village.claire, village.ines
    now = ines.status().last_seal_ms
    do(ines.help.lock("time-savings", now + 10 * DAY_MS))
    pots = {pot.pot: pot for pot in ines.help.pots()}
    assert list(pots) == ["current", "energy-savings", "time-savings", "pension"]
    assert pots["time-savings"].locked_until_ms == now + 10 * DAY_MS
    assert (pots["pension"].is_locked, pots["energy-savings"].is_locked) == (True, False)
    assert (pots["time-savings"].assets, pots["pension"].assets) == (("hour",), ())
    assert refused(lambda: ines.help.move("time-savings", "current", "hour", 60)) == "pot-locked"
    most = ines.preview_payment(claire.me().account, "hour", 60).available
    preview = ines.preview_payment(claire.me().account, "hour", most + 60)
    assert (preview.problem, preview.from_savings) == ("floor", 0)
    assert refused(lambda: ines.pay(claire.me().account, "hour", most + 60)) == "floor"
    assert refused(lambda: ines.help.lock("time-savings", now + 9 * DAY_MS)) == "lock-shorter"
    assert refused(lambda: ines.help.lock("time-savings", now - 1)) == "lock-past"
    assert refused(lambda: ines.help.lock("current", now + DAY_MS)) == "pot-no-lock"
    assert refused(lambda: ines.help.lock("time-savings", now + 4_000 * DAY_MS)) == "lock-too-long"


def test_what_keeps_a_payment_small_is_told_whose_debt_it_is(village: Commune) -> None:
    """Inès owes all she may: what her host, the mayor, may still pay is less, and a terminal says why too."""
    claire, francois = village.claire, village.francois
    agree(village)
    most = claire.preview_payment(francois.me().account, "hour", 60).available
    with pytest.raises(AppError) as caught:
        do(claire.pay(francois.me().account, "hour", most + 60))
    assert (caught.value.code, caught.value.params["limited_by"]) == ("floor", "guests")
    told = explain(Tongue("en"), "floor", caught.value.params)
    assert told.endswith("counts with yours, until three others have paid them.")


def test_moves_that_make_no_sense_are_refused_with_words(village: Commune) -> None:
    move = village.francois.help.move
    assert refused(lambda: move("current", "energy-savings", "hour", 60)) == "pot-refuses"
    assert refused(lambda: move("current", "current", "hour", 60)) == "same-pot"
    assert refused(lambda: move("current", "mine", "hour", 60)) == "unknown-pot"
    assert refused(lambda: move("current", "time-savings", "gold", 60)) == "unknown-asset"
    assert refused(lambda: move("current", "time-savings", "hour", 0)) == "amount-zero"
    assert refused(lambda: move("current", "time-savings", "hour", 99 * H)) == "pot-short"


def test_points_are_traced_to_what_they_come_from(village: Commune) -> None:
    agree(village)
    view = village.ines.help.pension()
    # Three hours for the commune are 300 kWh at the parity of the charter: 3 points.
    assert (view.given_wh, view.by_contribution, view.by_residence, view.points) == (300_000, 300, 0, 300)
    assert view.all_points == 300
    assert (view.post_millionths, view.pool, view.share) == (400_000, (), ())
    do(village.francois.give(FUND_ACCOUNT, "hour", H))
    until(lambda: village.ines.help.pension().pool, village.ines)
    agree(village)
    view = village.ines.help.pension()
    assert [line.amount for line in view.pool] == [1_440]
    assert [line.amount for line in view.share] == [1_440 * 300 // view.all_points]
    assert (view.all_points, view.months) == (400, 240)
    assert [line.amount for line in view.monthly] == [1_080 // 240]
