# SPDX-License-Identifier: CC0-1.0
"""Check the golden vectors with the standard library and libsodium (PyNaCl), and nothing of Voisinage.

A second reading of docs/protocol.md, short enough to be read beside it: `python tests/vectors/standalone.py`.
Where it and the program differ, one of them is wrong, or the page is not clear enough. The implementation is
in `second/`, written from that page alone; here is what runs it over the files.
"""

from __future__ import annotations

import json
import sys
from collections import namedtuple
from fractions import Fraction
from hashlib import blake2b
from pathlib import Path

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE))

from second.arithmetic import convert, pensions_of, result_of, split, weights_of  # noqa: E402
from second.codec import Refused, blake, decode, encode, merkle, same, untag  # noqa: E402
from second.events import check_event  # noqa: E402
from second.execute import execute_charter  # noqa: E402
from second.history import run_history  # noqa: E402
from second.light import digest_of, read_chain, read_receipt  # noqa: E402
from second.meters import judge_reading, shares_of, sky_minutes  # noqa: E402
from second.recovery import active, check_recovery, parse_recovery  # noqa: E402
from second.seals import check_seal, order  # noqa: E402
from second.settlement import turn  # noqa: E402
from second.state import Void, chunks_of, civil_month, day_number, next_day, start_of_day  # noqa: E402

# --- the files ------------------------------------------------------------------------------------------


def outcome_of(function, *arguments):
    """(what it gives, "") or (None, error code)."""
    try:
        return function(*arguments), ""
    except Refused as refused:
        return None, refused.code


def run_encoding(vectors):
    for case in vectors["valid"]:
        value, error = outcome_of(decode, bytes.fromhex(case["hex"]))
        good = not error and same(value, untag(case["value"]))
        yield case["name"], good and encode(value).hex() == case["hex"]
    for case in vectors["invalid"]:
        yield case["name"], outcome_of(decode, bytes.fromhex(case["hex"]))[1] == "malformed"


def run_events(vectors):
    commune = bytes.fromhex(vectors["commune"])
    for case in vectors["valid"]:
        event, error = outcome_of(check_event, bytes.fromhex(case["hex"]), commune)
        yield case["name"], not error and (event.id.hex(), event.kind) == (case["id"], case["kind"])
    for case in vectors["invalid"]:
        yield case["name"], outcome_of(check_event, bytes.fromhex(case["hex"]), commune)[1] == case["error"]


def run_ordering(vectors):
    for case in vectors["cases"]:
        ordered = order(case["events"], bytes.fromhex(case["previous_seal"]))
        root = merkle([bytes.fromhex(event_id) for event_id in ordered]).hex()
        yield case["name"], ordered == case["order"] and root == case["order_root"]
    for case in vectors["roots"]:
        leaves = [bytes.fromhex(leaf) for leaf in case["leaves"]]
        yield f"root of {len(leaves)}", merkle(leaves).hex() == case["root"]


def run_seals(vectors):
    commune = bytes.fromhex(vectors["commune"])
    for case in vectors["cases"]:
        seal, certificate = bytes.fromhex(case["seal"]), bytes.fromhex(case["certificate"])
        seal_id, error = outcome_of(check_seal, seal, certificate, case["witnesses"], commune)
        yield case["name"], error == case.get("error", "") and (error or seal_id.hex() == case["id"])
    for case in vectors["witnesses_digests"]:
        rows = encode([[bytes.fromhex(account), bytes.fromhex(node)] for account, node in case["witnesses"]])
        yield f"digest of {len(case['witnesses'])}", blake("vsng-witnesses", rows).hex() == case["digest"]


def run_results(vectors):
    for history in vectors["histories"]:
        for height, differences in run_history(vectors["charters"][history["charter"]], history):
            yield "; ".join([f"{history['name']}, height {height}", *differences]), not differences


def run_allocation(vectors):
    fractions = lambda rows: {name: Fraction(*pair) for name, pair in rows.items()}  # noqa: E731
    for case in vectors["weights"]:
        found = weights_of(case["contributions"], case["lambda_percent"])
        yield case["name"], found == [Fraction(*pair) for pair in case["weights"]]
    for case in vectors["results"]:
        ballots = [(Fraction(*weight), fractions(shares)) for weight, shares in case["ballots"]]
        found = result_of(ballots, case["posts"])
        good = found == fractions(case["shares"]) and split(1_000_000, found) == case["millionths"]
        yield case["name"], good
    for case in vectors["splits"]:
        yield case["name"], split(case["amount"], fractions(case["shares"])) == case["parts"]
    for case in vectors["pensions"]:
        yield case["name"], pensions_of(case) == (case["pool"], case["pensions"])
    parities = vectors["conversions"]["parities"]
    for case in vectors["conversions"]["cases"]:
        found = convert(parities, case["asset"], case["amount"], case["target"])
        yield f"{case['amount']} {case['asset']}", found == (case["whole"], Fraction(*case["left"]))


def run_settlement(vectors):
    for case in vectors["days"]:
        offsets, instant = case["offsets"], case["instant"]
        start = start_of_day(offsets, instant)
        found = [
            day_number(offsets, instant),
            start,
            next_day(offsets, start),
            civil_month(offsets, instant) % 12 + 1,
        ]
        yield case["name"], found == [case[name] for name in ("number", "start", "next", "month")]
    sky = [vectors["sky"]["clear_sky"][name] for name in ("tilts", "azimuths", "minutes")]
    for tilt, azimuth, month, minutes in vectors["sky"]["cases"]:
        yield f"sky at {tilt}, {azimuth}, {month}", sky_minutes(sky, tilt, azimuth, month - 1) == minutes
    for case in vectors["readings"]["cases"]:
        found = judge_reading(case, vectors["readings"]["offsets"], sky)
        yield case["name"], found == case["judged"]
    for energy, days, parts in vectors["shares"]:
        yield f"{energy} Wh in {days} days", shares_of(energy, days) == parts
    for case in vectors["turns"]:
        ranked = sorted(map(bytes.fromhex, case["meters"]), key=lambda meter: turn(case["day"], meter))
        yield f"turns of {case['day']}", [meter.hex() for meter in ranked] == case["order"]


def run_charters(vectors):
    for case in vectors["sound"]:
        event = check_event(bytes.fromhex(case["hex"]), bytes(32))
        state = execute_charter(event)
        yield case["name"], (event.id.hex(), state.digest().hex()) == (case["id"], case["state_digest"])
    for case in vectors["unsound"]:
        event = check_event(bytes.fromhex(case["hex"]), bytes(32))
        try:
            execute_charter(event)
        except Void:
            yield case["name"], True
        else:
            yield case["name"], False


def run_digests(vectors):
    states = {}
    for case in vectors["cases"]:
        rows = {(table, bytes.fromhex(key)): bytes.fromhex(row) for table, key, row in case.get("rows", [])}
        rows |= states.get(case.get("base"), {})
        for number in range(case.get("balances", 0)):
            account = blake2b(str(number).encode(), digest_size=32).digest()
            rows["balances", encode([account, "current", "kwh", ""])] = encode(number + 1)
        states[case["name"]] = rows
        chunks = chunks_of(rows)
        hashed = [blake("vsng-state", chunk) for chunk in chunks]
        sizes = [[len(chunk), one.hex()] for chunk, one in zip(chunks, hashed)]
        yield case["name"], sizes == case["chunks"] and merkle(hashed).hex() == case["digest"]


def run_light(vectors):
    commune = bytes.fromhex(vectors["commune"])
    for case in vectors["cases"]:
        point, error = outcome_of(read_chain, bytes.fromhex(case["chain"]), commune)
        if error or "error" in case:
            yield f"{case['name']}: {error}", error == case.get("error")
            continue
        found = (point.height, point.id.hex(), digest_of(point.list).hex())
        yield case["name"], found == (case["height"], case["id"], case["list"])


def run_receipts(vectors):
    for case in vectors["cases"]:
        found, error = outcome_of(read_receipt, case["file"])
        if error or "error" in case:
            yield f"{case['name']}: {error}", error == case.get("error")
            continue
        event, *rest = found
        yield (
            case["name"],
            [event.id.hex(), *rest] == [case[name] for name in ("id", "outcome", "height", "time")],
        )


class Told:
    """What of a state recovery.json tells."""

    Chain = namedtuple("Chain", "epoch height seal time")  # noqa: PYI024
    Key = namedtuple("Key", "account revoked")  # noqa: PYI024

    def __init__(self, told):
        self.chain = self.Chain(
            told["epoch"], told["height"], bytes.fromhex(told["seal_id"]), told["seal_ms"]
        )
        keys = {bytes.fromhex(key): self.Key(bytes.fromhex(who), at) for key, who, at in told["keys"]}
        nodes = {bytes.fromhex(node): bytes.fromhex(account) for node, account in told["nodes"]}
        quotas = {bytes.fromhex(account): (day, 0, 0) for account, day in told["quotas"]}
        self.tables = {"keys": keys, "nodes": nodes, "quotas": quotas}
        self.accounts = {bytes.fromhex(account) for account in told["accounts"]}

    def is_member(self, account):
        return account in self.accounts

    def get(self, table, key):
        return self.tables[table].get(key)

    def rows(self, table):
        return list(self.tables[table].items())


def read_recovery(data, state, commune):
    recovery = parse_recovery(data)
    check_recovery(recovery, state, commune)
    return recovery


def run_recovery(vectors):
    commune, state = bytes.fromhex(vectors["commune"]), Told(vectors["state"])
    members = sorted(active(state))
    yield "active", [account.hex() for account in members] == vectors["active"]
    yield "needed", max(3, -(-2 * len(members) // 3)) == vectors["needed"]
    for case in vectors["cases"]:
        found, error = outcome_of(read_recovery, bytes.fromhex(case["recovery"]), state, commune)
        if error or "error" in case:
            # Which check failed is told for whoever looks; all but the shape are one refusal.
            wanted = "malformed" if case.get("error") == "malformed" else "bad-recovery"
            yield f"{case['name']}: {error}", "error" in case and error == wanted
            continue
        result = encode([found.id, "applied", blake("vsng-postings", encode([]))])
        yield case["name"], [found.id.hex(), result.hex()] == [case["id"], case["result"]]


RUNS = {
    "allocation.json": run_allocation,
    "charters.json": run_charters,
    "digests.json": run_digests,
    "encoding.json": run_encoding,
    "events.json": run_events,
    "light.json": run_light,
    "ordering.json": run_ordering,
    "receipts.json": run_receipts,
    "recovery.json": run_recovery,
    "seals.json": run_seals,
    "settlement.json": run_settlement,
    **{path.name: run_results for path in sorted(HERE.glob("results_*.json"))},
}


def check_vectors(name, vectors):
    """(case, whether it is as the file says) for every case of one file; a crash is a case that is not."""
    try:
        for case, good in RUNS[name](vectors):
            yield case, bool(good)
    except Exception as error:
        yield f"{type(error).__name__}: {error}", False


def run(name):
    return list(check_vectors(name, json.loads((HERE / name).read_text(encoding="ascii"))))


def main():
    failed = 0
    for name in RUNS:
        if not (HERE / name).exists():
            continue
        results = run(name)
        wrong = [case for case, good in results if not good]
        failed += len(wrong)
        print(f"{name}: {len(results) - len(wrong)} of {len(results)}", *wrong, sep="\n  ")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
