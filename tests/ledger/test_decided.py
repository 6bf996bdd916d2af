# SPDX-License-Identifier: AGPL-3.0-or-later
"""From an invitation's pin to the seal of a snapshot, upwards or downwards, over changes of the list."""

from __future__ import annotations

from dataclasses import replace

import pytest

from ledger.decided import Way, check_decided, make_way
from ledger.errors import BadSeal, LedgerError, Malformed
from ledger.light import LightChain
from tests.helpers.seal_chain import SealChain

CHAIN = SealChain(30, {3: "abcd", 20: "abcdefg"})
COMMUNE = CHAIN.commune


def pin_at(height: int) -> tuple[int, bytes]:
    return height, CHAIN.seals[height - 1].id if height else COMMUNE


def way(height: int, pin: int) -> Way:
    found = make_way(CHAIN, height, pin, CHAIN.charter)
    assert found is not None
    return found


@pytest.mark.parametrize("height", [1, 12, 21, 30])
@pytest.mark.parametrize("pin", [0, 1, 2, 3, 12, 19, 20, 29, 30])
def test_from_every_pin_to_every_checkpoint(height: int, pin: int):
    found = way(height, pin)
    assert (found.chain is None) == (height <= pin)
    check_decided(CHAIN.seals[height - 1], found, pin_at(pin), COMMUNE)


def refused(height: int, found: Way, pin: tuple[int, bytes], error: type[LedgerError] = BadSeal) -> None:
    with pytest.raises(error):
        check_decided(CHAIN.seals[height - 1], found, pin, COMMUNE)


def test_what_does_not_lead_there():
    up, down = way(21, 12), way(12, 21)
    refused(21, down, pin_at(12), Malformed)
    refused(12, up, pin_at(21), Malformed)
    refused(21, replace(up, seals=(b"x",)), pin_at(12), Malformed)
    refused(22, up, pin_at(12))
    refused(21, up, pin_at(11))
    refused(21, up, (12, bytes(32)))
    refused(12, down, (21, bytes(32)))
    refused(11, down, pin_at(21))
    refused(12, replace(down, seals=down.seals[:-1]), pin_at(21))
    refused(12, replace(down, seals=down.seals[1:]), pin_at(21))
    refused(12, replace(down, seals=down.seals * 60), pin_at(21), Malformed)
    assert up.chain is not None
    short = LightChain(start=up.chain.start, links=up.chain.links[:-1])
    refused(21, replace(up, chain=short), pin_at(12))
    refused(21, Way(), pin_at(12), Malformed)
    refused(12, Way(), pin_at(21))


def test_a_copy_that_holds_only_a_part_shows_no_way():
    class Part:
        get_witness_list = CHAIN.get_witness_list
        get_list_heights = CHAIN.get_list_heights

        @staticmethod
        def get_seal(height: int) -> tuple[bytes, bytes] | None:
            return None if height < 10 else CHAIN.get_seal(height)

    assert make_way(Part(), 20, 5, CHAIN.charter) is None
    assert make_way(Part(), 8, 12, CHAIN.charter) is None
    assert make_way(Part(), 20, 12, CHAIN.charter) is not None
