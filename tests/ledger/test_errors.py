# SPDX-License-Identifier: AGPL-3.0-or-later
"""Who is to blame for what goes wrong is told by the class; each error has a code of its own."""

from __future__ import annotations

from ledger.errors import Diverged, LedgerError, RulesUnknown, StoreError, Unacceptable


def below(kind: type[LedgerError]) -> set[type[LedgerError]]:
    return {kind}.union(*(below(child) for child in kind.__subclasses__()))


def test_what_is_not_the_giver_s_fault_passes_who_catches_unacceptable():
    others = below(LedgerError) - below(Unacceptable) - {LedgerError}
    assert others == below(StoreError) | {Diverged, RulesUnknown}


def test_each_error_that_is_raised_has_its_own_code():
    named = [kind for kind in below(LedgerError) if kind is not Unacceptable]
    assert len({kind.code for kind in named}) == len(named)
