# SPDX-License-Identifier: AGPL-3.0-or-later
"""The book itself: every kind, label and table of this version, and nothing twice."""

from __future__ import annotations

from dataclasses import fields

import pytest

from ledger.encoding import is_identifier
from ledger.errors import RulesUnknown
from ledger.rulebook import book
from ledger.rulebook.book import BOOK, DUE, REARMED, RULES_MAX, TABLES, get_blob_fields, get_rule
from tests.helpers.later_rules import LATER_BOOK

KINDS = (
    "charter", "invitation", "resident.join", "key.add", "node.add", "key.revoke", "key.keep", "node.remove",
    "consent", "display", "transfer",
    "meter.register", "meter.certify", "meter.reading", "meter.repair",
    "directive", "tariff",
    "listing.add", "listing.withdraw",
    "order.place", "order.accept", "order.deliver", "order.confirm", "order.cancel",
    "proposal", "ballot", "allocation",
    "role.grant", "role.revoke", "witnesses", "witness.ready",
    "pot.move", "pot.lock",
    "service.log", "service.confirm", "service.refuse", "service.cancel",
    "resident.leave",
)  # fmt: skip


def test_every_kind_of_this_version_and_no_other() -> None:
    assert RULES_MAX == 1
    assert sorted(BOOK.get(1).kinds) == sorted(KINDS)
    for kind in KINDS:
        rule = get_rule(1, kind)
        assert rule is not None
        assert is_identifier(kind)
        assert set(rule.blobs) <= set(rule.schema)
    assert get_rule(1, "mint") is None


def test_a_version_that_this_program_lacks_is_no_version_without_rules() -> None:
    assert BOOK.knows(1)
    assert not BOOK.knows(2)
    with pytest.raises(RulesUnknown):
        BOOK.get(2)
    assert LATER_BOOK.newest == 2
    assert LATER_BOOK.get(2).kinds.keys() - BOOK.get(1).kinds.keys() == {"greeting"}


def test_labels() -> None:
    assert set(DUE) == {
        "key.revoke", "order.accept", "order.silence", "settlement",
        "proposal.close", "proposal.execute", "rules.raise", "service.lapse", "witnesses.change",
    }  # fmt: skip
    assert frozenset({"key.revoke", "order.accept", "order.silence", "service.lapse"}) == REARMED
    assert set(DUE) >= REARMED
    assert all(is_identifier(label) for label in DUE)


def test_tables_have_one_name_each_and_rows_of_plain_fields() -> None:
    families = [table for family in book._FAMILIES for table in family.TABLES]
    assert len(TABLES) == len(families) + len(book.CORE_TABLES)
    for name, table in TABLES.items():
        assert name == table.name
        assert table.row is None or fields(table.row)


def test_which_fields_are_erasable() -> None:
    with_words = {kind: get_blob_fields(kind) for kind in KINDS if get_blob_fields(kind)}
    assert with_words == {
        "charter": ("display",),
        "resident.join": ("display",),
        "display": ("display",),
        "transfer": ("memo",),
        "listing.add": ("title", "text"),
        "proposal": ("title", "text"),
        "service.log": ("memo",),
    }
    assert get_blob_fields("mint") == ()
