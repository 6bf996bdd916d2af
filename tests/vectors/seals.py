# SPDX-License-Identifier: AGPL-3.0-or-later
"""Seals and certificates for seals.json, by 1 to 31 witnesses, and every way to fall short of a quorum."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ledger.encoding import encode
from ledger.hashing import hash_seal, merkle_root
from ledger.seal import (
    PRECOMMIT,
    PREVOTE,
    Certificate,
    Seal,
    compute_witnesses_digest,
    decode_certificate,
    encode_certificate,
    make_seal,
    sign_vote,
    vote_content,
)
from ledger.signing import public_key
from ledger.state import Witness
from ledger.units import AccountId, EventId, NodeKey
from tests.helpers.builders import seed_of, sign_charter

Case = dict[str, Any]


def witnesses_of(count: int) -> tuple[tuple[Witness, ...], list[bytes]]:
    """(the list ascending by node key, seeds in that order)."""
    seeds = sorted((seed_of(f"witness {number}") for number in range(count)), key=public_key)
    rows = [Witness(AccountId(seed_of(f"account {n}")), NodeKey(public_key(s))) for n, s in enumerate(seeds)]
    return tuple(rows), seeds


def seal_of(commune: EventId, witnesses: Sequence[Witness], **changes: Any) -> Seal:
    fields: dict[str, Any] = {
        "epoch": 0,
        "height": 7,
        "previous": seed_of("seal 6"),
        "time_ms": 1_800_000_007_000,
        "heads": sorted(EventId(seed_of(f"head {number}")) for number in range(3)),
        "order_root": merkle_root([b"order"]),
        "results_root": merkle_root([b"results"]),
        "total": 42,
        "witnesses_digest": compute_witnesses_digest(witnesses),
        "state_digest": b"",
    }
    return make_seal(commune, **{**fields, **changes})


def certify(
    seal: Seal, commune: EventId, seeds: Sequence[bytes], indices: Sequence[int], **vote: Any
) -> bytes:
    content = vote_content(
        commune,
        **{
            "epoch": seal.epoch, "height": seal.height, "round_number": 0,
            "step": PRECOMMIT, "seal_id": seal.id,
            **vote,
        },
    )  # fmt: skip
    signatures = tuple((index, sign_vote(seeds[index], content)) for index in indices)
    return encode_certificate(Certificate(round=vote.get("round_number", 0), signatures=signatures))


def _seal_cases(commune: EventId) -> list[Case]:
    cases: list[Case] = []

    def add(name: str, count: int, seal: bytes, certificate: bytes, error: str = "") -> None:
        witnesses, _ = witnesses_of(count)
        rows = [[row.account.hex(), row.node.hex()] for row in witnesses]
        case: Case = {"name": name, "witnesses": rows, "seal": seal.hex(), "certificate": certificate.hex()}
        cases.append({**case, "error": error} if error else {**case, "id": _seal_id(commune, seal)})

    for count, quorum in ((1, 1), (4, 3), (7, 5), (10, 7), (31, 21)):
        witnesses, seeds = witnesses_of(count)
        seal = seal_of(commune, witnesses)
        add(f"{quorum} of {count}", count, seal.encoded, certify(seal, commune, seeds, range(quorum)))
        add(f"all of {count}", count, seal.encoded, certify(seal, commune, seeds, range(count)))
        few = certify(seal, commune, seeds, range(quorum - 1))
        add(f"{quorum - 1} of {count}", count, seal.encoded, few, "bad-seal")
    witnesses, seeds = witnesses_of(4)
    seal = seal_of(commune, witnesses)
    good = certify(seal, commune, seeds, range(3))
    later = certify(seal, commune, seeds, (1, 2, 3), round_number=5)
    add("a later round", 4, seal.encoded, later)
    checkpoint = seal_of(commune, witnesses, height=64, state_digest=bytes(32), heads=[])
    add("a checkpoint without events", 4, checkpoint.encoded, certify(checkpoint, commune, seeds, range(3)))
    for name, vote in {
        "prevotes": {"step": PREVOTE},
        "votes for nothing": {"seal_id": b""},
        "votes of another height": {"height": 8},
        "votes of another epoch": {"epoch": 1},
    }.items():
        add(name, 4, seal.encoded, certify(seal, commune, seeds, range(3), **vote), "bad-seal")
    elsewhere = certify(seal, EventId(seed_of("elsewhere")), seeds, range(3))
    add("votes in another commune", 4, seal.encoded, elsewhere, "bad-seal")
    other_round = encode([1, _entries(good)])
    add("a round nobody voted in", 4, seal.encoded, other_round, "bad-seal")
    add(
        "a witness that is none",
        4,
        seal.encoded,
        encode([0, [*_entries(good)[:2], [9, bytes(64)]]]),
        "bad-seal",
    )
    forged = encode([0, [*_entries(good)[:2], [3, bytes(64)]]])
    add("one forged vote among three", 4, seal.encoded, forged, "bad-seal")
    for name, entries in {
        "a vote twice": [_entries(good)[0], *_entries(good)],
        "indices descending": _entries(good)[::-1],
        "index 31": [*_entries(good), [31, bytes(64)]],
        "index True": [[True, bytes(64)]],
        "a signature of 63 bytes": [[0, bytes(63)]],
        "an entry of three": [[0, bytes(64), 0]],
    }.items():
        add(f"certificate: {name}", 4, seal.encoded, encode([0, entries]), "malformed")
    add("certificate: round -1", 4, seal.encoded, encode([-1, _entries(good)]), "malformed")
    add("certificate: not an array", 4, seal.encoded, encode({}), "malformed")
    for name, data in _malformed_seals(seal).items():
        add(f"seal: {name}", 4, data, good, "malformed")
    return cases


def _entries(certificate: bytes) -> list[Any]:
    return [[index, signature] for index, signature in decode_certificate(certificate).signatures]


def _malformed_seals(seal: Seal) -> dict[str, bytes]:
    fields: dict[str, Any] = {
        "version": 1, "epoch": seal.epoch, "height": seal.height, "previous": seal.previous,
        "time": seal.time_ms, "heads": list(seal.heads), "order_root": seal.order_root,
        "results_root": seal.results_root, "total": seal.total, "witnesses": seal.witnesses_digest,
        "state": b"",
    }  # fmt: skip
    assert encode(list(fields.values())) == seal.encoded
    heads = list(seal.heads)
    changes: dict[str, dict[str, Any]] = {
        "version 2": {"version": 2},
        "version True": {"version": True},
        "epoch -1": {"epoch": -1},
        "height as a text": {"height": "7"},
        "previous of 31 bytes": {"previous": bytes(31)},
        "time -1": {"time": -1},
        "heads descending": {"heads": heads[::-1]},
        "a head twice": {"heads": [heads[0], *heads]},
        "a head of 31 bytes": {"heads": [bytes(31)]},
        "heads not an array": {"heads": b""},
        "257 heads": {"heads": sorted(seed_of(f"{n}") for n in range(257))},
        "order root empty": {"order_root": b""},
        "results root as a text": {"results_root": "r" * 32},
        "total True": {"total": True},
        "witnesses digest of 16 bytes": {"witnesses": bytes(16)},
        "state digest of 31 bytes": {"state": bytes(31)},
        "state digest nil is not an option: False": {"state": False},
    }
    made = {name: encode(list({**fields, **change}.values())) for name, change in changes.items()}
    made["ten fields"] = encode(list(fields.values())[:10])
    made["a trailing byte"] = seal.encoded + b"\x00"
    made["cut short"] = seal.encoded[:-1]
    return made


def _seal_id(commune: EventId, seal: bytes) -> str:
    return hash_seal(commune, seal).hex()


def make_seals() -> dict[str, Any]:
    commune = sign_charter().id
    digests = []
    for count in (1, 4, 7):
        witnesses, _ = witnesses_of(count)
        rows = [[row.account.hex(), row.node.hex()] for row in witnesses]
        digests.append({"witnesses": rows, "digest": compute_witnesses_digest(witnesses).hex()})
    return {"commune": commune.hex(), "cases": _seal_cases(commune), "witnesses_digests": digests}
