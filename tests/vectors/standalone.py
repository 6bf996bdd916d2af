# SPDX-License-Identifier: CC0-1.0
"""Check the golden vectors with the standard library and libsodium (PyNaCl), and nothing of Voisinage.

A second reading of docs/protocol.md, short enough to be read beside it: `python tests/vectors/standalone.py`.
Where it and the program differ, one of them is wrong, or the page is not clear enough. The implementation is
in `second/`, written from that page alone; here is what runs it over the files.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE))

from second.codec import Refused, blake, decode, encode, merkle, same, untag  # noqa: E402
from second.events import check_event  # noqa: E402
from second.history import run_history  # noqa: E402
from second.seals import check_seal, order  # noqa: E402


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


RUNS = {
    "encoding.json": run_encoding,
    "events.json": run_events,
    "ordering.json": run_ordering,
    "seals.json": run_seals,
    **{path.name: run_results for path in sorted(HERE.glob("results_*.json"))},
}


def run(name):
    """(case, whether it is as the file says) for every case of one file."""
    text = (HERE / name).read_text(encoding="ascii")
    return [(case, bool(good)) for case, good in RUNS[name](json.loads(text))]


def main():
    failed = 0
    for name in RUNS:
        results = run(name)
        wrong = [case for case, good in results if not good]
        failed += len(wrong)
        print(f"{name}: {len(results) - len(wrong)} of {len(results)}", *wrong, sep="\n  ")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
