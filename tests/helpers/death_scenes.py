# SPDX-License-Identifier: AGPL-3.0-or-later
"""What is killed while it writes: an import, sealing, following, an upgrade, two nodes, a snapshot start.

A scene's life is the program's own code over real files; what it tells was returned as stored. Whatever life
was cut short, the file opens, verifies, holds all that was told, and no two votes of one place differ.
"""

from __future__ import annotations

import logging
import os
import shutil
from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

import trio

from app import desk as desks
from app.commands import give, invite, set_consent
from app.desk import Desk
from app.energy import add_meter, certify_meter, import_meter_file
from app.founding import seal_all
from app.listening import Reach
from app.node_thread import HomeNode, run_home
from app.paths import Home
from app.service import Service
from app.verify import verify_home, verify_store
from ledger.event import Event, verify_events
from ledger.replica import Replica
from ledger.rulebook.meter_rows import METERS
from ledger.seal import decode_seal
from ledger.state import ACCOUNTS
from ledger.store import DEAD, Store
from ledger.taking_over import BESIDE
from ledger.units import DAY_MS, FUND
from p2p.sealer import Sealer
from p2p.vote_file import VoteFile
from scripts.make_meter_files import main as make_meter_file
from tests.helpers.commune import day_ms, get_today
from tests.helpers.deaths import Note, Scene, Tell
from tests.ledger.test_migrations import write_old

LISTEN = ("/ip4/127.0.0.1/tcp/0",)
SEALS = 12
PAST = 200
"""Heights that a newcomer finds: three checkpoints, and a while until they are executed."""
DEADLINE_S = 120


def _found(folder: Path, *, days: int = 1) -> Desk:
    os.environ["PYTHON_KEYRING_BACKEND"] = "keyring.backends.fail.Keyring"
    logging.disable(logging.CRITICAL)
    desk = desks.found(
        Home(folder), name="Saint-Aubin", me="Claire", latitude_centideg=4575, longitude_centideg=485,
        since_ms=desks.now_ms() - days * DAY_MS, parameters={"seal.interval-ms": 200},
    )  # fmt: skip
    seal_all(desk)
    return desk


# --- what must be true ----------------------------------------------------------------------------------


def _check_told(replica: Replica, notes: Sequence[Note]) -> list[str]:
    """Nothing that was told is missing, and no place of a vote was signed twice otherwise."""
    wrong: list[str] = []
    votes: dict[Note, str] = {}
    for note in notes:
        if note[0] == "event":
            place = replica.store.get_place(bytes.fromhex(note[1]))
            if place is None or place[0] == DEAD:
                wrong.append(f"the event {note[1]} was told and is missing: {place}")
        elif note[0] == "seal" and replica.get_seal_id(note[1]).hex() != note[2]:
            wrong.append(f"the seal {note[1]} was told and is missing")
        elif note[0] == "vote" and votes.setdefault(note[1:5], note[5]) != note[5]:
            wrong.append(f"two votes at {note[1:5]}")
    return wrong


def check_home(root: Path, notes: Sequence[Note]) -> list[str]:
    """A home as a death left it: verified beside, then opened as by the next start."""
    report = verify_home(Home(root))
    if not report.ok:
        return list(report.problems)
    desk = Desk.open(Home(root))
    try:
        return _check_told(desk.replica, notes)
    finally:
        desk.close()


def _list_void(replica: Replica) -> list[str]:
    heights = range(replica.height + 1)
    results = [result for height in heights for result in replica.read_model.get_results(height)]
    return [f"{one.label} is void: {one.outcome}" for one in results if not one.is_applied]


def _tell_acts(desk: Desk, tell: Tell) -> None:
    submit = desk.submit

    def acknowledged(event: Event, blobs: Sequence[bytes]) -> None:
        submit(event, blobs)
        tell("event", event.id.hex())

    desk.submit = acknowledged


def _tell_votes(desk: Desk, tell: Tell) -> Callable[[], VoteFile]:
    open_votes = desk.open_votes

    def opened() -> VoteFile:
        votes: Any = open_votes()
        save = votes.save

        def saved(epoch: int, height: int, snapshot: bytes, signed: Sequence[tuple[int, str, bytes]]) -> None:
            save(epoch, height, snapshot, signed)
            for number, step, value in signed:
                tell("vote", epoch, height, number, step, value.hex())

        votes.save = saved
        return votes

    return opened


# --- a meter file is imported ---------------------------------------------------------------------------


def _prepare_import(folder: Path) -> None:
    desk = _found(folder / "home", days=60)
    end = get_today()
    words = ["--end", end.isoformat(), "--days", "12", "--curve-days", "2", "--out", str(folder / "meters")]
    made = make_meter_file(words)
    from_ms = day_ms(date.fromisoformat(str(made["from"])))
    meter = add_meter(
        desk, side="production", watts_peak=30_000, from_ms=from_ms, index_wh=int(made["index_from_wh"])
    )
    certify_meter(desk, meter.id)
    seal_all(desk)
    desk.close()


def _import(folder: Path, tell: Tell) -> None:
    desk = Desk.open(Home(folder / "home"))
    _tell_acts(desk, tell)
    for path in sorted((folder / "meters").glob("*.csv")):
        import_meter_file(desk, path)
    seal_all(desk)
    desk.close()


def _check_import_end(folder: Path, notes: Sequence[Note]) -> list[str]:
    desk = Desk.open(Home(folder / "home"))
    wrong = _list_void(desk.replica)
    (row,) = (row for _, row in desk.replica.state.items(METERS))
    _import_again = [import_meter_file(desk, path) for path in sorted((folder / "meters").glob("*.csv"))]
    wrong += [f"{one.readings} readings signed twice" for one in _import_again if one.readings]
    if row.last_to_ms <= row.from_ms:
        wrong.append("nothing was read")
    desk.close()
    return wrong


# --- one witness seals ----------------------------------------------------------------------------------


def _prepare_sealing(folder: Path) -> None:
    _found(folder).close()


def _seal(folder: Path, tell: Tell) -> None:
    desk = Desk.open(Home(folder))
    _tell_acts(desk, tell)
    votes = _tell_votes(desk, tell)()
    sealer = Sealer(desk.replica, desk.vault.node_seed, votes)
    for _ in range(6):
        give(desk, FUND, "hour", 60)
        while sealer.seal(desks.now_ms()) is not None:
            tell("seal", desk.replica.height, desk.replica.tip_id.hex())
    votes.close()
    desk.close()


def _check_sealing_end(folder: Path, _notes: Sequence[Note]) -> list[str]:
    desk = Desk.open(Home(folder))
    wrong = _list_void(desk.replica)
    if desk.replica.dag.events:
        wrong.append(f"{len(desk.replica.dag.events)} acts were never sealed")
    desk.close()
    return wrong


# --- a copy follows a history ---------------------------------------------------------------------------


def _prepare_following(folder: Path) -> None:
    desk = _found(folder / "source")
    votes = desk.open_votes()
    sealer = Sealer(desk.replica, desk.vault.node_seed, votes)
    for _ in range(SEALS):
        for _ in range(3):
            give(desk, FUND, "hour", 60)
        sealer.seal(desks.now_ms())
    votes.close()
    desk.close()


def _follow(folder: Path, tell: Tell) -> None:
    source = Store(folder / "source" / "commune.db", read_only=True)
    copy = Replica(Store(folder / "copy.db"))
    if not copy.is_founded:
        copy.adopt(next(source.iter_sealed(0)))
    for height in range(copy.height + 1, source.get_last_height() + 1):
        events, found = list(source.iter_sealed(height)), source.get_seal(height)
        assert found is not None
        assert all(verify_events(events, copy.commune))
        if height % 2:
            # As live: the events first, acknowledged, then the seal.
            copy.store_events(events, source=b"peer")
            for event in events:
                tell("event", event.id.hex())
            copy.apply_seal(*found)
        else:
            assert copy.follow_seal(decode_seal(found[0], copy.commune), found[1], events, source=b"") == ()
        tell("seal", height, copy.tip_id.hex())
    copy.store.close()
    source.close()


def _check_copy(folder: Path, notes: Sequence[Note]) -> list[str]:
    store = Store(folder / "copy.db")
    replica = Replica(store)
    if not replica.is_founded:
        wrong = ["told before it was founded"] if notes else []
    else:
        wrong = verify_store(store)[3] or _check_told(replica, notes)
    store.close()
    return wrong


def _check_following_end(folder: Path, _notes: Sequence[Note]) -> list[str]:
    source = Store(folder / "source" / "commune.db", read_only=True)
    copy = Store(folder / "copy.db")
    is_same = source.get_last_height() == copy.get_last_height() >= SEALS
    rows = [sorted(store.db.execute("SELECT name, key, row FROM state")) for store in (source, copy)]
    source.close()
    copy.close()
    return [] if is_same and rows[0] == rows[1] else ["the copy is not what it followed"]


# --- an older file is brought up to date ----------------------------------------------------------------


def _prepare_upgrade(folder: Path) -> None:
    folder.mkdir()
    write_old(folder / "commune.db", 1)


def _upgrade(folder: Path, tell: Tell) -> None:
    replica = Replica(Store(folder / "commune.db"))
    tell("seal", replica.height, replica.tip_id.hex())
    replica.store.close()


def _check_upgrade(folder: Path, notes: Sequence[Note]) -> list[str]:
    """In a copy: looking would finish the upgrade that the next life has to go on with."""
    beside = folder.with_name(folder.name + "-beside")
    shutil.copytree(folder, beside)
    report = verify_home(Home(beside))
    store = Store(beside / "commune.db")
    wrong = [*report.problems, *_check_told(Replica(store), notes)]
    store.close()
    shutil.rmtree(beside)
    return wrong if report.seals == 11 else [*wrong, "seals are missing"]


# --- two nodes, of which one joins ----------------------------------------------------------------------


def _prepare_nodes(folder: Path) -> None:
    claire = _found(folder / "claire")
    _, code, _ = invite(claire, name_of=lambda _account: "Claire")
    seal_all(claire)
    for _ in range(20):
        give(claire, FUND, "hour", 60)
    seal_all(claire)
    desks.prepare_join(Home(folder / "francois"), code, "François").close()
    claire.close()


async def _tell_heights(who: str, replica: Replica, tell: Tell) -> None:
    told = 0
    while True:
        height = replica.height if replica.is_founded else 0
        for following in range(told + 1, height + 1):
            tell(f"{who} seal", following, replica.get_seal_id(following).hex())
        told = max(told, height)
        await trio.sleep(0.005)


async def _run_nodes(claire: Desk, francois: Desk, tell: Tell) -> None:
    async with trio.open_nursery() as nursery:
        first: HomeNode = await nursery.start(partial(run_home, Service(claire), Reach(listen=LISTEN)))
        assert first.node is not None
        peers = tuple(first.node.get_addresses())
        await nursery.start(partial(run_home, Service(francois), Reach(listen=LISTEN, peers=peers)))
        for who, desk in (("claire", claire), ("francois", francois)):
            nursery.start_soon(_tell_heights, who, desk.replica, tell)
        for _ in range(3):
            await first.wait_free()
            tell("claire event", give(claire, FUND, "hour", 60).id.hex())
            await trio.sleep(0.05)
        with trio.fail_after(DEADLINE_S):
            while not _is_one_village(claire.replica, francois):
                await trio.sleep(0.01)
        nursery.cancel_scope.cancel()


def _is_one_village(claire: Replica, francois: Desk) -> bool:
    theirs = francois.replica
    if not theirs.is_founded or theirs.state.get(ACCOUNTS, francois.account) is None:
        return False
    return theirs.tip_id == claire.tip_id and not claire.dag.events and not theirs.dag.events


def _join(folder: Path, tell: Tell) -> None:
    logging.disable(logging.CRITICAL)
    claire, francois = (Desk.open(Home(folder / name)) for name in ("claire", "francois"))
    claire.open_votes = _tell_votes(claire, lambda kind, *rest: tell(f"claire {kind}", *rest))
    trio.run(_run_nodes, claire, francois, tell)
    claire.close()
    francois.close()


def _of(who: str, notes: Sequence[Note]) -> list[Note]:
    return [(note[0].removeprefix(f"{who} "), *note[1:]) for note in notes if note[0].startswith(who)]


def _check_nodes(folder: Path, notes: Sequence[Note]) -> list[str]:
    wrong = check_home(folder / "claire", _of("claire", notes))
    home = Home(folder / "francois")
    store = Store(home.database)
    is_founded = bool(store.commune) and store.get_meta("commune") is not None and store.count_events() > 0
    store.close()
    if is_founded:
        return wrong + check_home(home.root, _of("francois", notes))
    Desk.open(home).close()
    return wrong + (["told before it was founded"] if _of("francois", notes) else [])


def _check_nodes_end(folder: Path, _notes: Sequence[Note]) -> list[str]:
    claire, francois = (Desk.open(Home(folder / name)) for name in ("claire", "francois"))
    is_one = _is_one_village(claire.replica, francois)
    wrong = _list_void(claire.replica)
    claire.close()
    francois.close()
    return wrong if is_one else [*wrong, "they are not one village"]


# --- a newcomer begins with a snapshot, and its past comes behind ----------------------------------------


def _prepare_snapshot(folder: Path) -> None:
    claire = _found(folder / "claire")
    claire.store.db.execute("PRAGMA synchronous = OFF")
    votes = claire.open_votes()
    sealer = Sealer(claire.replica, claire.vault.node_seed, votes)
    for _ in range(PAST):
        give(claire, FUND, "hour", 60)
        sealer.seal(desks.now_ms())
    _, code, _ = invite(claire, name_of=lambda _account: "Claire")
    votes.close()
    seal_all(claire)
    desks.prepare_join(Home(folder / "francois"), code, "François").close()
    claire.close()


async def _tell_start(desk: Desk, home: HomeNode, tell: Tell) -> None:
    """Where the newcomer is; and an act of its own at each of these places."""
    for place in ("snapshot", "past", "whole"):
        while not _is_at(place, desk):
            await trio.sleep(0.002)
        tell(f"francois {place}")
        await home.wait_free()
        tell("francois event", set_consent(desk, "gifts", place != "past").id.hex())


def _is_at(place: str, desk: Desk) -> bool:
    replica = desk.replica
    if not replica.is_founded or replica.state.get(ACCOUNTS, desk.account) is None:
        return False
    here = Service(desk).take_picture().history[0]
    return {"snapshot": True, "past": replica.base is None or here > 0, "whole": replica.base is None}[place]


async def _run_start(claire: Desk, francois: Desk, tell: Tell) -> None:
    async with trio.open_nursery() as nursery:
        first: HomeNode = await nursery.start(partial(run_home, Service(claire), Reach(listen=LISTEN)))
        assert first.node is not None
        peers = tuple(first.node.get_addresses())
        second: HomeNode = await nursery.start(
            partial(run_home, Service(francois), Reach(listen=LISTEN, peers=peers))
        )
        nursery.start_soon(_tell_heights, "claire", claire.replica, tell)
        with trio.fail_after(DEADLINE_S):
            await _tell_start(francois, second, tell)
            while not _is_one_village(claire.replica, francois):
                await trio.sleep(0.01)
        nursery.cancel_scope.cancel()


def _start(folder: Path, tell: Tell) -> None:
    logging.disable(logging.CRITICAL)
    claire, francois = (Desk.open(Home(folder / name)) for name in ("claire", "francois"))
    claire.open_votes = _tell_votes(claire, lambda kind, *rest: tell(f"claire {kind}", *rest))
    trio.run(_run_start, claire, francois, tell)
    claire.close()
    francois.close()


def _check_start_end(folder: Path, notes: Sequence[Note]) -> list[str]:
    wrong = _check_nodes_end(folder, notes)
    report = verify_home(Home(folder / "francois"))
    if report.since or not report.ok or report.seals <= PAST:
        wrong.append(f"the past is not all here: {report}")
    if Home(folder / "francois").database.with_name(BESIDE).exists():
        wrong.append("the history beside was left")
    return wrong


SCENES = (
    Scene(
        name="import",
        prepare=_prepare_import,
        work=_import,
        check=lambda folder, notes: check_home(folder / "home", notes),
        check_end=_check_import_end,
    ),
    Scene(
        name="sealing",
        prepare=_prepare_sealing,
        work=_seal,
        check=check_home,
        check_end=_check_sealing_end,
    ),
    Scene(
        name="following",
        prepare=_prepare_following,
        work=_follow,
        check=_check_copy,
        check_end=_check_following_end,
    ),
    Scene(
        name="upgrade",
        prepare=_prepare_upgrade,
        work=_upgrade,
        check=_check_upgrade,
        check_end=_check_upgrade,
    ),
    Scene(
        name="nodes",
        prepare=_prepare_nodes,
        work=_join,
        check=_check_nodes,
        check_end=_check_nodes_end,
    ),
    Scene(
        name="snapshot",
        prepare=_prepare_snapshot,
        work=_start,
        check=_check_nodes,
        check_end=_check_start_end,
    ),
)
