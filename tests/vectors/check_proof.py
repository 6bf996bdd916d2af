# SPDX-License-Identifier: CC0-1.0
"""Check a Voisinage receipt (.proof) with the standard library and libsodium (PyNaCl), nothing of Voisinage.

    python3 check_proof.py FILE            what it shows, or why it shows nothing (exit code 1)
    python3 check_proof.py FILE COMMUNE    and that it is of the commune with this number (16 digits or more)
    python3 check_proof.py --vectors light.json receipts.json

Written from docs/protocol.md (sections 2, 3.1, 4, 4.7, 4.8, 5.4, 9), to read beside it or give away alone.
It cannot know which commune you mean: compare the number it prints with one you trust.
"""

from __future__ import annotations

import base64
import json
import struct
import sys
from datetime import UTC, datetime
from hashlib import blake2b

from nacl.bindings import crypto_sign_open
from nacl.exceptions import BadSignatureError

BEGIN, END = b"-----BEGIN VOISINAGE PROOF-----", b"-----END VOISINAGE PROOF-----"
BYTES_MAX, LINKS_MAX = 1 << 20, 1_024
LONG = ("charter", "proposal")
WORDS = {  # kind: the fields of its body that name erasable words
    "charter": ("display",), "resident.join": ("display",), "display": ("display",), "transfer": ("memo",),
    "service.log": ("memo",), "listing.add": ("title", "text"), "proposal": ("title", "text"),
}  # fmt: skip
UNITS = {
    "kwh": ("kWh", 1000),
    "kwh-th": ("kWh of heat", 1000),
    "hour": ("h", 3600),
    "kg": ("kg", 1000),
    "point": ("points", 100),
}


class Refused(Exception):
    def __init__(self, code, detail=""):
        super().__init__(f"{code}: {detail}")
        self.code = code


def check(condition, detail="", code="malformed"):
    if not condition:
        raise Refused(code, detail)


# --- section 2: canonical msgpack, hashes, signatures -------------------------------------------------------


class Reader:
    """One value in its one encoding; every header must be the shortest there is."""

    def __init__(self, data, entries_max, depth_max):
        self.data, self.at, self.entries_max, self.depth_max = data, 0, entries_max, depth_max

    def take(self, count):
        check(self.at + count <= len(self.data), "cut short")
        self.at += count
        return self.data[self.at - count : self.at]

    def number(self, form, low, high):
        """An integer in this form must lie outside low … high, which shorter forms hold."""
        (value,) = struct.unpack(form, self.take(struct.calcsize(form)))
        check(not low <= value <= high and -(2**53) <= value <= 2**53, "integer")
        return value

    def length(self, width, shorter_max):
        value = int.from_bytes(self.take(width), "big")
        check(value > shorter_max, "not the shortest length")
        return value

    def value(self, depth=0):
        head = self.take(1)[0]
        if head <= 0x7F or head >= 0xE0:
            return head if head <= 0x7F else head - 256
        if head <= 0x9F:
            return (self.map if head <= 0x8F else self.array)(head & 15, depth)
        if head <= 0xBF:
            return self.text(head & 31)
        known = {
            0xC2: lambda: False, 0xC3: lambda: True,
            0xC4: lambda: self.take(self.length(1, -1)), 0xC5: lambda: self.take(self.length(2, 0xFF)),
            0xC6: lambda: self.take(self.length(4, 0xFFFF)),
            0xCC: lambda: self.number(">B", 0, 0x7F), 0xCD: lambda: self.number(">H", 0, 0xFF),
            0xCE: lambda: self.number(">I", 0, 0xFFFF), 0xCF: lambda: self.number(">Q", 0, 0xFFFFFFFF),
            0xD0: lambda: self.number(">b", -32, 0x7F), 0xD1: lambda: self.number(">h", -128, 0x7FFF),
            0xD2: lambda: self.number(">i", -32_768, 0x7FFFFFFF),
            0xD3: lambda: self.number(">q", -(2**31), 2**63),
            0xD9: lambda: self.text(self.length(1, 31)), 0xDA: lambda: self.text(self.length(2, 0xFF)),
            0xDB: lambda: self.text(self.length(4, 0xFFFF)),
            0xDC: lambda: self.array(self.length(2, 15), depth),
            0xDD: lambda: self.array(self.length(4, 0xFFFF), depth),
            0xDE: lambda: self.map(self.length(2, 15), depth),
            0xDF: lambda: self.map(self.length(4, 0xFFFF), depth),
        }  # fmt: skip
        check(head in known, "a type that is not used")
        return known[head]()

    def text(self, length):
        try:
            text = self.take(length).decode("utf-8", "strict")
        except UnicodeDecodeError:
            raise Refused("malformed", "not UTF-8") from None
        for sign in map(ord, text):
            check(
                not (
                    sign <= 0x1F
                    or 0x7F <= sign <= 0x9F
                    or 0x2028 <= sign <= 0x202E
                    or 0x2066 <= sign <= 0x2069
                )
            )
        return text

    def array(self, count, depth):
        check(depth < self.depth_max and count <= self.entries_max, "too deep or too long")
        return [self.value(depth + 1) for _ in range(count)]

    def map(self, count, depth):
        check(depth < self.depth_max and count <= self.entries_max, "too deep or too long")
        found, previous = {}, None
        for _ in range(count):
            name = self.value(depth + 1)
            check(type(name) is str and (previous is None or name.encode() > previous), "names")
            found[name], previous = self.value(depth + 1), name.encode()
        return found


def decode(data, size_max=16_384, entries_max=64, depth_max=8):
    check(len(data) <= size_max, "too long")
    reader = Reader(data, entries_max, depth_max)
    value = reader.value()
    check(reader.at == len(data), "trailing bytes")
    return value


def encode(value):
    """The canonical bytes of arrays, bytes, texts and integers."""
    if type(value) is int and value < 0:
        for limit, head, form in (
            (32, b"", ">b"),
            (1 << 7, b"\xd0", ">b"),
            (1 << 15, b"\xd1", ">h"),
            (1 << 31, b"\xd2", ">i"),
        ):
            if -value <= limit:
                return head + struct.pack(form, value)
        return b"\xd3" + struct.pack(">q", value)
    if type(value) is int:
        for limit, head, form in (
            (0x80, b"", ">B"),
            (1 << 8, b"\xcc", ">B"),
            (1 << 16, b"\xcd", ">H"),
            (1 << 32, b"\xce", ">I"),
        ):
            if value < limit:
                return head + struct.pack(form, value)
        return b"\xcf" + struct.pack(">Q", value)
    if type(value) is bytes:
        return (
            b"\xc4" + bytes([len(value)]) if len(value) < 256 else b"\xc5" + struct.pack(">H", len(value))
        ) + value
    if type(value) is str:
        raw = value.encode()
        return (bytes([0xA0 | len(raw)]) if len(raw) < 32 else b"\xd9" + bytes([len(raw)])) + raw
    head = bytes([0x90 | len(value)]) if len(value) < 16 else b"\xdc" + struct.pack(">H", len(value))
    return head + b"".join(map(encode, value))


def blake(person, data):
    return blake2b(data, digest_size=32, person=person.encode()).digest()


def is_signed(key, domain, content, signature):
    try:
        crypto_sign_open(signature + domain.encode() + b"\x00" + content, key)
    except BadSignatureError:
        return False
    return True


def is_bytes(value, length=32):
    return type(value) is bytes and len(value) == length


def is_count(value):
    return type(value) is int and value >= 0


def fields(value, count, detail):
    check(type(value) is list and len(value) == count, detail)
    return value


# --- section 3.1: events ------------------------------------------------------------------------------------


def check_event(data, commune):
    """{id, author, kind, body, time, …} of a well-formed event with good signatures."""
    payload, signature = fields(decode(data, depth_max=1), 2, "event")
    check(type(payload) is bytes and is_bytes(signature, 64), "event")
    version, author, seq, prev, deps, anchor, time, kind, body = fields(decode(payload), 9, "payload")
    check(type(version) is int and version == 1 and is_bytes(author) and is_bytes(prev), "payload")
    check(is_count(seq) and type(time) is int and type(body) is dict, "payload")
    check(type(deps) is list and len(deps) <= 8 and all(map(is_bytes, deps)), "deps")
    check(sorted(set(deps)) == deps and prev not in deps, "deps")
    fields(anchor, 2, "anchor")
    check(is_count(anchor[0]) and is_bytes(anchor[1], 8), "anchor")
    allowed = set("abcdefghijklmnopqrstuvwxyz0123456789.-")
    check(
        type(kind) is str and 0 < len(kind) <= 32 and "a" <= kind[0] <= "z" and set(kind) <= allowed, "kind"
    )
    check(
        (kind == "charter") == (prev == bytes(32)) and (kind in LONG or len(payload) + 70 <= 4_096),
        "past or size",
    )
    under = bytes(32) if kind == "charter" else commune
    event_id = blake("vsng-event", under + payload)
    proofs = []
    if kind == "charter":
        check(is_bytes(body.get("node")) and is_bytes(body.get("node_proof"), 64), "charter")
        check(seq == 0 and anchor == [0, bytes(8)] and not deps, "charter")
    if kind == "resident.join":
        check(set(body) == {"invitation", "proof", "node", "node_proof", "display"}, "join")
        check(all(is_bytes(body[name]) for name in ("invitation", "node", "display")), "join")
        check(is_bytes(body["proof"], 64) and is_bytes(body["node_proof"], 64), "join")
        check(seq == 0 and prev == body["invitation"], "join")
    if kind in ("charter", "resident.join"):
        proofs.append((body["node"], "voisinage/node/1", under + author + body["node"], body["node_proof"]))
    if kind == "key.add":
        check(set(body) == {"account", "key", "proof"}, "key.add")
        check(is_bytes(body["account"]) and is_bytes(body["key"]) and is_bytes(body["proof"], 64), "key.add")
        content = encode([commune, body["account"], author, seq])
        proofs.append((body["key"], "voisinage/key/1", content, body["proof"]))
    proofs.append((author, "voisinage/event/1", event_id, signature))
    check(all(is_signed(*proof) for proof in proofs), "an event's signature", "bad-signature")
    return {"id": event_id, "author": author, "kind": kind, "body": body, "time": time}


# --- section 4: seals, certificates, light chains -----------------------------------------------------------


def read_seal(data, commune):
    check(type(data) is bytes, "seal")
    values = fields(decode(data, entries_max=256, depth_max=2), 11, "seal")
    version, epoch, height, previous, time, heads, order_root, results_root, total, digest, state = values
    check(all(map(is_count, (version, epoch, height, time, total))) and version == 1, "seal: numbers")
    check(all(map(is_bytes, (previous, order_root, results_root, digest))), "seal: hashes")
    check(type(heads) is list and all(map(is_bytes, heads)) and sorted(set(heads)) == heads, "seal: heads")
    check(type(state) is bytes and len(state) in (0, 32), "seal: state digest")
    return {
        "id": blake("vsng-seal", commune + data), "epoch": epoch, "height": height, "previous": previous,
        "time": time, "results": results_root, "total": total, "digest": digest,
    }  # fmt: skip


def check_certificate(data, seal, witnesses, commune):
    """How many witnesses of this list signed the seal: a quorum at least."""
    check(type(data) is bytes, "certificate")
    round_number, votes = fields(decode(data, 8_192, 31, 3), 2, "certificate")
    check(is_count(round_number) and type(votes) is list, "certificate")
    for vote in votes:
        fields(vote, 2, "vote")
        check(is_count(vote[0]) and vote[0] < 31 and is_bytes(vote[1], 64), "vote")
    indices = [index for index, _ in votes]
    check(sorted(set(indices)) == indices, "votes not ascending")
    check(len(votes) >= len(witnesses) - (len(witnesses) - 1) // 3, "no quorum", "bad-seal")
    content = encode([commune, seal["epoch"], seal["height"], round_number, "precommit", seal["id"]])
    for index, signature in votes:
        good = index < len(witnesses) and is_signed(
            witnesses[index][1], "voisinage/vote/1", content, signature
        )
        check(good, "a witness's signature", "bad-seal")
    return len(votes)


def check_list(rows):
    check(type(rows) is list and len(rows) <= 31, "list")
    for row in rows:
        check(all(map(is_bytes, fields(row, 2, "list"))), "list")
    nodes = [node for _, node in rows]
    check(sorted(set(nodes)) == nodes, "list not ascending")
    return rows


def digest_of(witnesses):
    return blake("vsng-witnesses", encode(witnesses))


def point_of(seal, witnesses):
    return {**{name: seal[name] for name in ("epoch", "height", "id", "time", "total")}, "list": witnesses}


def named_list(seal, witnesses, detail):
    check(witnesses and digest_of(witnesses) == seal["digest"], detail, "unknown-list")
    return point_of(seal, witnesses)


def open_start(start, commune):
    """(point, the charter or None)."""
    check(type(start) is list and len(start) in (1, 2), "start")
    check(type(start[0]) is bytes and 0 < len(start[0]) <= 16_454, "start")
    if len(start) == 2:
        return named_list(read_seal(start[0], commune), check_list(start[1]), "the list at the start"), None
    charter = check_event(start[0], commune)
    check(charter["kind"] == "charter" and charter["id"] == commune, "another commune's charter", "bad-seal")
    first = {"epoch": 0, "height": 0, "id": commune, "time": charter["time"], "total": 1}
    return {**first, "list": [[charter["author"], charter["body"]["node"]]]}, charter


def follow(point, link, commune):
    """(next point, the seal, the seal before it if shown, signatures)."""
    before_bytes, data, certificate, rows = fields(link, 4, "link")
    check(type(before_bytes) is bytes, "before")
    seal, rows = read_seal(data, commune), check_list(rows)
    check(seal["epoch"] == point["epoch"], "another epoch", "bad-seal")
    check(seal["height"] > point["height"], "not later", "bad-seal")
    before, shown = point, None
    if seal["height"] == point["height"] + 1:
        check(not before_bytes, "a seal before that nobody needs")
    else:
        before = shown = read_seal(before_bytes, commune)
        check(
            before["height"] == seal["height"] - 1 and before["epoch"] == point["epoch"], "before", "bad-seal"
        )
        check(before["time"] > point["time"] and before["total"] >= point["total"], "goes back", "bad-seal")
    check(seal["previous"] == before["id"], "it follows another seal", "bad-seal")
    if shown:
        check(shown["digest"] == digest_of(point["list"]), "the list changed in between", "unknown-list")
    check(seal["time"] > before["time"] and seal["total"] >= before["total"], "goes back", "bad-seal")
    signatures = check_certificate(certificate, seal, point["list"], commune)
    if seal["digest"] == digest_of(point["list"]):
        check(not rows, "a list that changes nothing")
        return point_of(seal, point["list"]), seal, shown, signatures
    return named_list(seal, rows, "the new list"), seal, shown, signatures


def walk(chain, commune):
    """(last point, charter or None, seals by height, the links' {height: (seal, signatures, witnesses)})."""
    start, links = fields(chain, 2, "chain")
    point, charter = open_start(start, commune)
    check(type(links) is list and len(links) <= LINKS_MAX, "links")
    seals, certified = {point["height"]: point}, {}
    for link in links:
        witnesses = len(point["list"])
        point, seal, before, signatures = follow(point, link, commune)
        certified[seal["height"]] = (seal, signatures, witnesses)
        seals.update({shown["height"]: shown for shown in (before, seal) if shown})
    return point, charter, seals, certified


# --- section 4.8: receipts ----------------------------------------------------------------------------------


def read_file(data):
    lines = data.replace(b"\r\n", b"\n").removesuffix(b"\n").split(b"\n")
    whole = len(data) <= 2 * BYTES_MAX and lines[0] == BEGIN and lines[-1] == END
    check(whole and all(len(line) == 64 for line in lines[1:-2]), "no whole file", "bad-receipt")
    text = b"".join(lines[1:-1])
    try:
        raw = base64.b64decode(text, validate=True)
    except ValueError:
        raise Refused("bad-receipt", "no whole file") from None
    check(base64.b64encode(raw) == text, "no whole file", "bad-receipt")
    check(blake("vsng-message", raw[:-8])[:8] == raw[-8:], "damaged on its way", "bad-receipt")
    return raw[:-8]


def check_receipt(content):
    """{commune, charter, acts, words} of a receipt that holds."""
    version, commune, chain, acts, words = fields(decode(content, BYTES_MAX, LINKS_MAX, 6), 5, "receipt")
    check(type(version) is int and version == 1 and is_bytes(commune), "receipt")
    check(type(acts) is list and 1 <= len(acts) <= 8 and type(words) is list and len(words) <= 8, "receipt")
    acts = [check_act_shape(act) for act in acts]
    check(all(type(word) is bytes for word in words), "words")
    _, charter, seals, certified = walk(chain, commune)
    shown = [check_act(act, seals, certified, commune) for act in acts]
    named = {
        act["body"].get(name)
        for act in shown
        for name in WORDS.get(act["kind"], ())
        if is_bytes(act["body"].get(name))
    }
    texts = {}
    for word in words:
        salt, said = fields(decode(word, 65_600, 64, 1), 2, "words")
        check(is_bytes(salt, 16) and type(said) is bytes and len(said) <= 65_536, "words")
        name = blake("vsng-blob", commune + word)
        check(name in named, "words that no shown act names", "bad-receipt")
        texts[name] = said.decode("utf-8", "replace")
    return {"commune": commune, "charter": charter, "start": seals[min(seals)], "acts": shown, "words": texts}


def check_act_shape(act):
    height, event, outcome, postings, path = fields(act, 5, "act")
    check(
        is_count(height) and type(event) is bytes and 0 < len(event) <= 16_454 and type(outcome) is str, "act"
    )
    check(
        len(outcome.encode()) <= 64 and type(postings) is list and type(path) is list and len(path) <= 16,
        "act",
    )
    for posting in postings:
        account, *names, amount = fields(posting, 5, "posting")
        check(type(account) is bytes and 1 <= len(account) <= 32 and type(amount) is int, "posting")
        check(all(type(name) is str and len(name.encode()) <= 64 for name in names), "posting")
    for step in path:
        left, sibling = fields(step, 2, "path")
        check(type(left) is bool and is_bytes(sibling), "path")
    return act


def check_act(act, seals, certified, commune):
    height, data, outcome, postings, path = act
    event = check_event(data, commune)
    check((event["kind"] == "charter") == (height == 0), "the charter stands at the start", "bad-receipt")
    check(height + 1 in certified and height in seals, "the seal that certifies it is missing", "bad-receipt")
    seal, signatures, witnesses = certified[height + 1]
    h = blake("vsng-leaf", encode([event["id"], outcome, blake("vsng-postings", encode(postings))]))
    for left, sibling in path:
        h = blake("vsng-node", sibling + h if left else h + sibling)
    check(h == seal["results"], "not among the results the seal certifies", "bad-receipt")
    place = {"height": height, "seal": seals[height]["id"], "at": seals[height]["time"]}
    result = {"outcome": outcome, "postings": postings, "signatures": signatures, "witnesses": witnesses}
    return {**event, **place, **result}


# --- in words -----------------------------------------------------------------------------------------------


def names_in(shown):
    applied = sorted(
        (act for act in shown["acts"] if act["outcome"].startswith("applied")), key=lambda act: act["height"]
    )
    owners = {act["body"]["key"]: act["body"]["account"] for act in applied if act["kind"] == "key.add"}
    names = {}
    for act in applied:
        if act["kind"] in ("charter", "resident.join", "display"):
            account = owners.get(act["author"]) if act["kind"] == "display" else act["author"]
            display = act["body"].get("display")
            text = shown["words"].get(display, "") if type(display) is bytes else ""
            if account and text:
                names[account] = text
    return names


def grouped(number):
    text = number.hex()
    return " ".join(text[at : at + 4] for at in range(0, len(text), 4))


def clean(text):
    return "".join(sign for sign in text if sign.isprintable())


def moment(ms):
    return datetime.fromtimestamp(ms // 1000, UTC).strftime("%Y-%m-%d %H:%M:%S UTC")


def tell(shown):
    """What a receipt that holds shows, in words."""
    act, names = shown["acts"][0], names_in(shown)
    if shown["charter"]:
        yield f"Commune: {clean(str(shown['charter']['body'].get('name', '')))}"
    yield f"Number of the commune, to compare: {grouped(shown['commune'])}"
    if not shown["charter"]:
        start = f"page {shown['start']['height']}, number {shown['start']['id'].hex()}"
        yield f"It rests on {start}, which you must know by other means."
    applied = act["outcome"].startswith("applied")
    yield f"Act: {act['kind']}, number {act['id'].hex()}"
    yield f"Outcome: {act['outcome']}" if applied else f"WITHOUT EFFECT: {act['outcome']}. Nothing moved."
    for account, pot, asset, _, amount in act["postings"]:
        unit, size = UNITS.get(asset, (asset, 1))
        whole, part = divmod(abs(amount), size)
        figure = f"{whole}" if not part else f"{whole} + {part}/{size}"
        who = (
            f"account {account.hex()}"
            if len(account) == 32
            else f"the commune ({account.decode('ascii', 'replace')})"
        )
        called = f", called {clean(names[account])}" if account in names else ""
        yield f"  {'+' if amount > 0 else '-'}{figure} {unit}   {who}{called}, pot {pot}"
    for name in WORDS.get(act["kind"], ()):
        value = act["body"].get(name)
        if type(value) is bytes and value in shown["words"]:
            yield f"  {name}: {clean(shown['words'][value])}"
    yield f"In the register since {moment(act['at'])}, page {act['height']}, number {act['seal'].hex()}"
    yield f"Certified by {act['signatures']} of {act['witnesses']} witnesses of the commune's own list."


def run_vectors(path):
    with open(path, encoding="ascii") as file:
        vectors, wrong = json.load(file), []
    for case in vectors["cases"]:
        try:
            if "file" in case:
                shown = check_receipt(read_file(case["file"].encode()))
                act = shown["acts"][0]
                got = {
                    "id": act["id"].hex(),
                    "outcome": act["outcome"],
                    "height": act["height"],
                    "time": act["at"],
                }
            else:
                commune = bytes.fromhex(case.get("commune", vectors.get("commune", "")))
                chain = decode(bytes.fromhex(case["chain"]), BYTES_MAX, LINKS_MAX, 5)
                point = walk(chain, commune)[0]
                got = {
                    "height": point["height"],
                    "id": point["id"].hex(),
                    "list": digest_of(point["list"]).hex(),
                }
        except Refused as refused:
            got = {"error": refused.code}
        if {name: case.get(name) for name in got} != got or ("error" in case) != ("error" in got):
            wrong.append(f"{case['name']}: {got}")
    print(f"{path}: {len(vectors['cases']) - len(wrong)} of {len(vectors['cases'])}", *wrong, sep="\n  ")
    return not wrong


def main(arguments):
    if arguments[:1] == ["--vectors"]:
        return 0 if all(list(map(run_vectors, arguments[1:]))) else 1
    if not 1 <= len(arguments) <= 2:
        print(__doc__)
        return 2
    with open(arguments[0], "rb") as file:
        data = file.read(2 * BYTES_MAX + 1)
    try:
        shown = check_receipt(read_file(data))
    except Refused as refused:
        print(f"This proves nothing: {refused}")
        return 1
    expected = arguments[1].replace(" ", "").lower() if len(arguments) == 2 else ""
    if expected and not (len(expected) >= 16 and shown["commune"].hex().startswith(expected)):
        print(f"This is of another commune, or the number is too short: {grouped(shown['commune'])}")
        return 1
    print("\n".join(tell(shown)))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
