# SPDX-License-Identifier: CC0-1.0
"""The checker that anybody may be given: it agrees with vectors and program, and refuses any change."""

from __future__ import annotations

import random
import subprocess
import sys
from pathlib import Path

import pytest

from ledger.errors import LedgerError
from ledger.receipt import check_receipt, encode_receipt, read_text_of, write_text
from tests.vectors import check_proof
from tests.vectors.light import armour, good_receipts, register

HERE = Path(__file__).parent
CHECKER = HERE / "check_proof.py"
WITH_NAME = "a payment with the name of who paid"


def run(*arguments: object) -> subprocess.CompletedProcess[str]:
    """From another folder, with no path to this program."""
    command = [sys.executable, "-I", str(CHECKER), *map(str, arguments)]
    return subprocess.run(command, cwd="/", capture_output=True, text=True, check=False)


def test_it_agrees_with_the_vectors():
    done = run("--vectors", HERE / "light.json", HERE / "receipts.json")
    assert done.returncode == 0, done.stdout


def test_it_imports_nothing_of_ours():
    lines = CHECKER.read_text(encoding="utf-8").splitlines()
    imported = {line.split()[1].partition(".")[0] for line in lines if line.startswith(("import ", "from "))}
    assert imported - set(sys.stdlib_module_names) == {"nacl"}


def test_it_tells_a_payment_in_words(tmp_path: Path):
    file = tmp_path / "payment.proof"
    file.write_text(write_text(good_receipts()[WITH_NAME]), encoding="ascii")
    commune = register().commune.hex()
    done = run(file, commune[:20])
    assert done.returncode == 0, done.stdout
    for told in ("Saint-Aubin", "-1 + 1800/3600 h", "called Anna", "2027-01-15", "by 5 of 7 witnesses"):
        assert told in done.stdout
    for wrong in (commune[:8], "0" * 20):
        refused = run(file, wrong)
        assert (refused.returncode, "another commune" in refused.stdout) == (1, True)


def test_it_tells_what_has_no_effect(tmp_path: Path):
    file = tmp_path / "void.proof"
    file.write_text(write_text(good_receipts()["a payment without effect"]), encoding="ascii")
    assert "WITHOUT EFFECT: floor" in run(file).stdout


def accepts(data: bytes) -> bool:
    try:
        check_proof.check_receipt(check_proof.read_file(data))
    except check_proof.Refused:
        return False
    return True


def program_accepts(data: bytes) -> bool:
    try:
        check_receipt(read_text_of(data))
    except LedgerError:
        return False
    return True


@pytest.mark.parametrize("name", list(good_receipts()))
def test_both_accept_a_good_one(name: str):
    data = write_text(good_receipts()[name]).encode()
    assert accepts(data)
    assert program_accepts(data)


def test_each_letter_of_the_file_counts():
    data = write_text(good_receipts()["from a seal"]).encode()
    rng = random.Random(4)
    for at in range(len(data)):
        for changed in (data[at] ^ (1 << at % 8), rng.choice([n for n in range(256) if n != data[at]])):
            altered = data[:at] + bytes([changed]) + data[at + 1 :]
            assert not accepts(altered), (at, changed)
            assert not program_accepts(altered), (at, changed)


def test_each_byte_counts_even_with_the_checksum_mended():
    content = encode_receipt(good_receipts()[WITH_NAME])
    charter = len(encode_receipt(good_receipts()["the charter"]))
    for at in [*range(100), *range(100, charter, 29), *range(charter, len(content))]:
        altered = content[:at] + bytes([content[at] ^ (1 << at % 8)]) + content[at + 1 :]
        assert not accepts(armour(altered).encode()), at


def change(content: bytes, rng: random.Random, first: int) -> bytes:
    """Bytes changed, cut out, doubled and moved, from `first` on most of the time."""
    altered = bytearray(content)
    for _ in range(rng.randint(1, 3)):
        at = rng.randrange(first if rng.random() < 0.8 else 0, len(altered))
        piece = bytes(altered[at : at + rng.randint(1, 40)])
        match rng.randrange(4):
            case 0:
                altered[at] = rng.randrange(256)
            case 1:
                del altered[at : at + len(piece)]
            case 2:
                altered[at:at] = piece
            case _:
                to = rng.randrange(first, len(altered))
                altered[to : to + len(piece)] = piece
    return bytes(altered)


def test_many_seeded_changes_are_refused_by_both_alike():
    """Whoever mends the checksum gains nothing. What comes first is the charter, under one hash."""
    content = encode_receipt(good_receipts()["a payment with its memo"])
    charter = len(good_receipts()["the charter"].chain.start.charter)
    rng = random.Random(2027)
    for _ in range(600):
        altered = change(content, rng, charter)
        if altered == content:
            continue
        data = armour(altered).encode()
        assert not accepts(data), altered.hex()
        assert not program_accepts(data)
