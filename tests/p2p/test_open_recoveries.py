# SPDX-License-Identifier: AGPL-3.0-or-later
"""Signatures gathered, a promise, the owner's word: as they were after a restart, nothing else."""

from __future__ import annotations

from ledger import limits
from ledger.recovery import add_signatures
from ledger.units import DAY_MS
from p2p.open_recoveries import Gathered, OpenRecoveries
from tests.helpers.hamlet import copy_of
from tests.helpers.restart import lively, sign_by, state_of


def test_a_restart_finds_all_of_it():
    hamlet = lively()
    anna, ben, cleo = (hamlet.people[name] for name in ("anna", "ben", "cleo"))
    rows = OpenRecoveries(hamlet.main.store)
    assert (rows.list(), rows.promise, rows.stays_in) == ((), None, 0)
    one, two = state_of(hamlet.main, [anna]), state_of(hamlet.main, [ben])
    less = Gathered(recovery=sign_by(one, [anna]), seen_ms={anna.account: 5})
    more = Gathered(recovery=sign_by(two, [ben, cleo]), seen_ms={ben.account: 6, cleo.account: 7})
    rows.put(less)
    rows.put(more)
    rows.make_promise(one, 5)
    rows.stay(3)
    for known in (rows, OpenRecoveries(copy_of(hamlet.main).store)):
        assert known.list() == (more, less), "most signed first"
        assert known.get(one.id) == less
        assert known.stays_in == 3
        promise = known.promise
        assert promise is not None
        assert (promise.statement_id, promise.epoch, promise.height) == (one.id, 1, one.height)
        assert not promise.may_end(4 + limits.RECOVERY_AGAIN_DAYS * DAY_MS)
        assert promise.may_end(5 + limits.RECOVERY_AGAIN_DAYS * DAY_MS)
    grown = add_signatures(less.recovery, sign_by(one, [cleo]).signatures)
    rows.put(Gathered(recovery=grown, seen_ms={anna.account: 5, cleo.account: 9}))
    rows.remove(two.id)
    rows.end_promise()
    again = OpenRecoveries(copy_of(hamlet.main).store)
    assert [row.recovery for row in again.list()] == [grown]
    assert again.promise is None
    assert again.get(two.id) is None


def test_who_signed_another_statement_of_the_epoch():
    hamlet = lively()
    anna = hamlet.people["anna"]
    one, two = state_of(hamlet.main, [anna]), state_of(hamlet.main, [hamlet.founder])
    rows = OpenRecoveries(hamlet.main.store)
    rows.put(Gathered(recovery=sign_by(one, [anna]), seen_ms={anna.account: 5}))
    assert rows.find_other(anna.account, two) == rows.get(one.id)
    assert rows.find_other(anna.account, one) is None
    assert rows.find_other(hamlet.founder.account, two) is None
    assert rows.find_other(anna.account, state_of(hamlet.main, [anna], epoch=2)) is None
