# SPDX-License-Identifier: AGPL-3.0-or-later
"""Queries about this computer as a witness: whether it seals, what keeps it, what others signed twice."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from app.reader import Reader, make_fingerprint
from app.views import InboxItemView, PersonView
from app.views_roles import SignedTwiceView
from ledger.seal import SMALL_MAX, compute_quorum
from ledger.state import get_chain, get_parameter, get_witnesses
from ledger.units import NodeKey

if TYPE_CHECKING:
    from p2p.node_statistics import WitnessPicture

STALL_MS: Final = 20_000
"""A wait beyond this, and three seals' pace, is said: something keeps acts from becoming definitive."""
DATE = "date"
"""The silence that the owner ends by saying that the date is right."""


def get_picture(reader: Reader) -> WitnessPicture | None:
    """How sealing goes here; None while no node runs."""
    node = reader.picture.node
    return None if node is None else node.witness


def find_silence(reader: Reader) -> str:
    """Why this witness's computer seals nothing; empty when it does, or is no witness's."""
    picture = get_picture(reader)
    if picture is None or picture.index is None:
        return ""
    return picture.broken_because or (DATE if picture.waits_for_date else "")


def may_confirm_alone(reader: Reader) -> bool:
    """Whether the owner's word that no other copy exists would let it seal again."""
    picture, silence = get_picture(reader), find_silence(reader)
    return picture is not None and silence not in ("", DATE) and picture.size <= SMALL_MAX


def is_heard(reader: Reader, node: NodeKey) -> bool:
    """Whether a witness's computer is online: for another witness, whether they speak about sealing."""
    running = reader.picture.node
    if running is None:
        return False
    speaks_with = running.peers_online if running.witness.index is None else running.witness.online
    return node in (running.node_key, *speaks_with)


def find_stall(reader: Reader) -> int:
    """How long what is pending waits, if some seals should have been made meanwhile; else 0."""
    picture = reader.picture
    if not picture.is_founded or not picture.pending_events:
        return 0
    oldest_ms = min(event.time_ms for event in picture.pending_events)
    waited_ms = reader.now_ms - max(oldest_ms, get_chain(picture.sealed).seal_ms)
    usual_ms = STALL_MS + 3 * get_parameter(picture.sealed, "seal.interval-ms")
    return waited_ms if waited_ms > usual_ms else 0


def list_silent(reader: Reader) -> tuple[PersonView, ...]:
    """Witnesses whose computer does not answer, by name; none where enough answer, or nothing runs here."""
    rows = get_witnesses(reader.picture.sealed)
    silent = {row.account for row in rows if not is_heard(reader, row.node)}
    missing = compute_quorum(len(rows)) - sum(is_heard(reader, row.node) for row in rows)
    if reader.picture.node is None or missing <= 0:
        return ()
    people = (reader.get_person(account) for account in silent)
    return tuple(sorted(people, key=lambda person: (person.name.casefold(), person.fingerprint)))


def list_evidence(reader: Reader) -> tuple[SignedTwiceView, ...]:
    """What witnesses signed twice, oldest first."""
    picture = get_picture(reader)
    return tuple(
        SignedTwiceView(
            member=reader.get_owner_of_node(row.node),
            fingerprint=make_fingerprint(row.node),
            height=row.height,
            round=row.round,
            step=row.step,
        )
        for row in (() if picture is None else picture.evidence)
    )


def get_sealing_items(reader: Reader) -> list[InboxItemView]:
    """That this computer does not seal, where its owner ought to know."""
    silence = find_silence(reader)
    if not silence:
        return []
    kind = "witness.date" if silence == DATE else "witness.silent"
    return [InboxItemView(kind=kind, object=b"", title="", person=None, deadline_ms=0)]
