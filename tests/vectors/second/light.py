# SPDX-License-Identifier: CC0-1.0
"""Light chains and receipts: what holds without a copy of the register. Sections 4.7 and 4.8."""

from __future__ import annotations

import base64
from collections import namedtuple

from second.codec import blake, check, decode, encode
from second.events import check_event, is_bytes, is_count
from second.seals import check_seal, parse_seal

BYTES_MAX, LINKS_MAX, LIST_MAX = 1_048_576, 1_024, 31
BLOB_FIELDS = {
    "charter": ("display",), "resident.join": ("display",), "display": ("display",), "transfer": ("memo",),
    "service.log": ("memo",), "listing.add": ("title", "text"), "proposal": ("title", "text"),
}  # fmt: skip
Point = namedtuple("Point", "epoch height id time total list")


def digest_of(rows):
    return blake("vsng-witnesses", encode(rows))


def check_list(rows, empty=False):
    check(type(rows) is list and len(rows) <= LIST_MAX and (rows or empty), "list")
    for row in rows:
        check(type(row) is list and len(row) == 2 and all(map(is_bytes, row)), "list")
    nodes = [node for _, node in rows]
    check(sorted(set(nodes)) == nodes, "list: not ascending")


def begin(start, commune):
    """The point a chain starts from, and {height: (id, time)} of it."""
    check(type(start) is list and len(start) in (1, 2) and type(start[0]) is bytes, "start")
    if len(start) == 1:
        charter = check_event(start[0], bytes(32))
        check(charter.kind == "charter", "start")
        check(charter.id == commune, "another commune", "bad-seal")
        return Point(0, 0, charter.id, charter.time, 1, [[charter.author, charter.body["node"]]])
    seal = parse_seal(start[0], commune)
    check_list(start[1], empty=True)
    check(digest_of(start[1]) == seal.digest, "the list of the start", "unknown-list")
    return Point(seal.epoch, seal.height, seal.id, seal.time, seal.total, start[1])


def follow_link(point, link, commune):
    """(the next point, the seal, the seal before it or None)."""
    check(type(link) is list and len(link) == 4, "link")
    before, seal, certificate, rows = link
    check(all(type(one) is bytes for one in (before, seal, certificate)), "link")
    check_list(rows, empty=True)
    found = parse_seal(seal, commune)
    check(found.epoch == point.epoch and found.height > point.height, "epoch or height", "bad-seal")
    last, under = point, None
    if found.height == point.height + 1:
        check(before == b"", "a seal that nobody needs")
        check(found.previous == point.id, "previous", "bad-seal")
    else:
        under = last = parse_seal(before, commune)
        good = (under.id, under.height, under.epoch) == (found.previous, found.height - 1, point.epoch)
        good = good and under.time > point.time and under.total >= point.total
        check(good, "before", "bad-seal")
        check(under.digest == digest_of(point.list), "another list certifies this height", "unknown-list")
    check(found.time > last.time and found.total >= last.total, "time or total", "bad-seal")
    check_seal(seal, certificate, [[account.hex(), node.hex()] for account, node in point.list], commune)
    if found.digest == digest_of(point.list):
        check(rows == [], "a list that nobody needs")
        rows = point.list
    else:
        check(found.digest == digest_of(rows), "the list changed", "unknown-list")
    return Point(found.epoch, found.height, found.id, found.time, found.total, rows), found, under


def follow_chain(chain, commune):
    """(the last point, {height: (id, time)} of what is shown, {height: results-root} of the links)."""
    check(type(chain) is list and len(chain) == 2 and type(chain[1]) is list, "chain")
    check(len(chain[1]) <= LINKS_MAX, "chain")
    point = begin(chain[0], commune)
    shown, roots = {point.height: (point.id, point.time)}, {}
    for link in chain[1]:
        point, seal, under = follow_link(point, link, commune)
        if under is not None:
            shown[under.height] = (under.id, under.time)
        shown[point.height] = (point.id, point.time)
        roots[point.height] = seal.results
    return point, shown, roots


def read_chain(data, commune):
    return follow_chain(decode(data, BYTES_MAX, LINKS_MAX, 6), commune)[0]


# --- receipts -------------------------------------------------------------------------------------------


def unarmour(text):
    lines = text.replace("\r\n", "\n").removesuffix("\n").split("\n")
    whole = lines[0] == "-----BEGIN VOISINAGE PROOF-----" and lines[-1] == "-----END VOISINAGE PROOF-----"
    body = lines[1:-1]
    whole = whole and body and all(len(line) == 64 for line in body[:-1]) and 1 <= len(body[-1]) <= 64
    check(whole, "no whole file", "bad-receipt")
    try:
        data = base64.b64decode("".join(body).encode("ascii"), validate=True)
    except ValueError:
        check(False, "base64", "bad-receipt")
    check(base64.b64encode(data).decode() == "".join(body), "base64", "bad-receipt")
    content, mark = data[:-8], data[-8:]
    check(blake("vsng-message", content)[:8] == mark, "no whole file", "bad-receipt")
    return content


def check_postings(rows):
    check(type(rows) is list, "postings")
    for row in rows:
        check(type(row) is list and len(row) == 5 and type(row[4]) is int, "postings")
        check(type(row[0]) is bytes and 1 <= len(row[0]) <= 32, "postings")
        check(all(type(text) is str and len(text.encode()) <= 64 for text in row[1:4]), "postings")


def read_act(act, commune, shown, roots):
    check(type(act) is list and len(act) == 5, "act")
    height, data, outcome, postings, path = act
    check(is_count(height) and type(data) is bytes and type(path) is list and len(path) <= 16, "act")
    check(type(outcome) is str and len(outcome.encode()) <= 64, "act")
    check_postings(postings)
    for step in path:
        check(type(step) is list and len(step) == 2 and type(step[0]) is bool and is_bytes(step[1]), "path")
    event = check_event(data, commune)
    check((event.kind == "charter") == (height == 0), "charter", "bad-receipt")
    found = blake("vsng-leaf", encode([event.id, outcome, blake("vsng-postings", encode(postings))]))
    for left, other in path:
        found = blake("vsng-node", other + found if left else found + other)
    check(height + 1 in roots and roots[height + 1] == found and height in shown, "root", "bad-receipt")
    check(height or event.id == commune, "charter", "bad-receipt")
    return event, outcome, height, shown[height][1]


def read_receipt(text):
    """(event, outcome, height, time) of the first act of a receipt that holds."""
    fields = decode(unarmour(text), BYTES_MAX, 8_192, 8)
    check(type(fields) is list and len(fields) == 5 and fields[0] == 1 and type(fields[0]) is int, "receipt")
    _, commune, chain, acts, blobs = fields
    check(is_bytes(commune) and type(acts) is list and 1 <= len(acts) <= 8, "receipt")
    check(type(blobs) is list and len(blobs) <= 8 and all(type(blob) is bytes for blob in blobs), "receipt")
    _, shown, roots = follow_chain(chain, commune)
    found = [read_act(act, commune, shown, roots) for act in acts]
    named = {event.body.get(name) for event, *_ in found for name in BLOB_FIELDS.get(event.kind, ())}
    for blob in blobs:
        check(blake("vsng-blob", commune + blob) in named, "words nobody names", "bad-receipt")
    return found[0]
