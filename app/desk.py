# SPDX-License-Identifier: AGPL-3.0-or-later
"""The desk: one home opened for writing. Its lock, its keys, its copy of the commune, and how it signs.

One process holds it. With a node running, what is signed goes through the node and leaves at once; without,
it is stored and leaves when a node next runs. Not here: what a person may ask for (`commands`).
"""

from __future__ import annotations

import logging
import secrets
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final, Self

from app.charter_choices import COMMUNE_NAME_BYTES_MAX, check_parameters, check_since
from app.clear_sky_table import load_clear_sky
from app.clock import follow
from app.clock import now_ms as now_ms
from app.code import InvitationCode
from app.errors import AppError
from app.facade_naming import mixes_alphabets
from app.home_making import new_home, open_store, take_lock
from app.home_reading import check_there
from app.home_trouble import name_trouble, told_as_refusals
from app.lock import HomeLock
from app.meters.local_curve import LocalCurve
from app.new_charter import sign_new_charter
from app.offsets import make_offsets
from app.paths import Home
from app.returning import is_returning
from app.signing import check_may_sign, holds_events
from app.vault import Vault, VaultError
from app.words import BadWords, check_words, derive_paper_key, new_words
from ledger import limits
from ledger.blob import make_blob, name_blob
from ledger.encoding import as_list, decode, encode
from ledger.errors import LedgerError, StoreDamaged, StoreError, Unacceptable
from ledger.event import (
    Anchor,
    Event,
    decode_event,
    encode_event,
    join_proof_content,
    key_proof_content,
    node_proof_content,
    sign_event,
)
from ledger.replica import Replica
from ledger.signing import Domain, public_key, sign
from ledger.store import Store
from ledger.units import AccountId, EventId, Key
from p2p.book import pin
from p2p.vote_file import VoteFile

if TYPE_CHECKING:
    from p2p.wire import Tips

log = logging.getLogger(__name__)

NAME_BYTES_MAX: Final = 200
ACCOUNT: Final = "account"
_COMMUNE: Final = "expected-commune"
_JOINING: Final = "joining"
_RETURNING: Final = "returning"


class Desk:
    """See the module."""

    def __init__(self, home: Home, lock: HomeLock, vault: Vault, store: Store) -> None:
        follow(home, store.commune)
        self.home = home
        self.vault = vault
        self.store = store
        self.replica = Replica(store)
        self.curve = LocalCurve(home.curve_database)
        self.submit: Callable[[Event, Sequence[bytes]], None] = self.replica.append
        """The node's own `submit` while one runs."""
        self.find_hold: Callable[[], str] = lambda: ""
        """The node's own while one runs: why nothing may be signed now."""
        self._lock = lock
        self._account = AccountId(b"")

    # --- opening -------------------------------------------------------------------------------------------

    @classmethod
    def open(cls, home: Home, *, passphrase: str | None = None) -> Self:
        """Open a home that was founded or joined.

        Raises:
            AppError: no-home, in-use, locked, wrong-passphrase, damaged, store-damaged, store.
        """
        with told_as_refusals(home):
            check_there(home, with_keys=True)
        lock = take_lock(home)
        try:
            vault = Vault.open(home.keys, passphrase=passphrase)
            store = open_store(home)
            try:
                with told_as_refusals(home):
                    if not store.get_meta(ACCOUNT):
                        raise StoreDamaged("it does not say whose it is")
                    return cls(home, lock, vault, store)
            except BaseException:
                store.close()
                raise
        except VaultError as error:
            lock.release()
            raise AppError("corrupt" if error.code == "missing" else error.code) from error
        except BaseException:
            lock.release()
            raise

    def close(self) -> None:
        self.curve.close()
        self.store.close()
        self._lock.release()

    @property
    def account(self) -> AccountId:
        self._account = self._account or AccountId(self.store.get_meta(ACCOUNT) or b"")
        return self._account

    @property
    def commune(self) -> EventId:
        """The commune's id, known to a newcomer before its charter is."""
        return self.replica.commune or EventId(self.store.get_meta(_COMMUNE) or b"")

    @property
    def device_key(self) -> Key:
        return Key(public_key(self.vault.account_seed))

    def open_votes(self) -> VoteFile:
        """What this computer signed as a witness. A node opens it at each of its starts.

        Raises:
            AppError: store.
        """
        from p2p.sealer import is_listed

        return _open_votes(self.home, is_witness=is_listed(self.replica, self.vault.node_seed))

    # --- signing -------------------------------------------------------------------------------------------

    def make_words(self, text: str) -> tuple[bytes, bytes]:
        """(hash to put in an event, blob) of a person's words."""
        blob = make_blob(secrets.token_bytes(limits.BLOB_SALT_BYTES), text.encode())
        return name_blob(self.commune, blob), blob

    def act(
        self, kind: str, body: Mapping[str, Any], *, deps: Sequence[EventId] = (), blobs: Sequence[bytes] = ()
    ) -> Event:
        """Sign an event with this device's key and store it; it is on disk when this returns.

        Raises:
            AppError: not-a-member-yet, key-revoked, update-needed, behind-own-chain, store, not-stored.
        """
        return self._sign_and_submit(self.vault.account_seed, kind, body, deps, blobs)

    def act_on_paper(
        self, paper: bytes, kind: str, body: Mapping[str, Any], deps: Sequence[EventId] = ()
    ) -> Event:
        """`act` with the 24 words' key: what they alone may do, or do at once. Raises AppError as `act`."""
        return self._sign_and_submit(paper, kind, body, deps, ())

    def _sign_and_submit(
        self,
        seed: bytes,
        kind: str,
        body: Mapping[str, Any],
        deps: Sequence[EventId],
        blobs: Sequence[bytes],
    ) -> Event:
        replica = self.replica
        slot = replica.get_next_slot(Key(public_key(seed))) if replica.is_founded else None
        if slot is None:
            raise AppError("not-a-member-yet")
        check_may_sign(self, Key(public_key(seed)), now_ms())
        seq, prev = slot
        try:
            event = sign_event(
                seed,
                commune=replica.commune,
                seq=seq,
                prev=prev,
                deps=[dep for dep in dict.fromkeys(deps) if dep != prev][: limits.EVENT_DEPS_MAX],
                anchor=replica.get_anchor(),
                time_ms=now_ms(),
                kind=kind,
                body=body,
            )
            self.submit(event, list(blobs))
        except StoreError as error:
            raise name_trouble(self.home, error) from error
        except LedgerError as error:
            raise AppError("not-stored", detail=str(error)) from error
        return event

    # --- joining state ------------------------------------------------------------------------------------

    def get_joining(self) -> tuple[list[bytes], list[bytes], list[str]] | None:
        """(events, blobs, addresses) still to hand in, None once we are members."""
        kept = self.store.get_meta(_JOINING)
        if not kept:
            return None
        events, blobs, addresses = as_list(decode(kept, size_max=1 << 20, items_max=64), 3)
        return as_list(events), as_list(blobs), as_list(addresses)

    @property
    def invitation(self) -> bytes | None:
        """The invitation that a join still under way uses; None if there is none."""
        joining = self.get_joining()
        return None if joining is None else decode_event(joining[0][0], self.commune).body.get("invitation")

    def get_returning(self) -> list[str] | None:
        """Addresses to ask when this home came back from 24 words and has not been told its chain yet."""
        kept = self.store.get_meta(_RETURNING)
        return as_list(decode(kept, size_max=1 << 16, items_max=64)) if kept else None

    def prove_return(self, server: bytes) -> tuple[bytes, bytes]:
        """(paper key, its signature) towards a member's node."""
        from p2p.joining import return_content

        paper = self._paper()
        content = return_content(self.commune, public_key(self.vault.node_seed), server)
        return public_key(paper), sign(paper, Domain.RETURN, content)

    def _paper(self) -> bytes:
        paper = self.vault.paper_seed()
        if paper is None:
            raise AppError("words-gone")
        return paper

    def build_return(self, tips: Tips) -> list[bytes]:
        """The two events that make this computer ours; kept, so that a restart hands in the same ones."""
        paper = self._paper()
        account, commune, node = public_key(paper), self.commune, public_key(self.vault.node_seed)
        anchor = Anchor(height=tips.height, prefix=tips.seal_id[: limits.ANCHOR_PREFIX_BYTES])
        proof = key_proof_content(commune, account, account, tips.next_seq)
        added = sign_event(
            paper,
            commune=commune,
            seq=tips.next_seq,
            prev=EventId(tips.head),
            anchor=anchor,
            time_ms=now_ms(),
            kind="key.add",
            body={
                "account": account,
                "key": self.device_key,
                "proof": sign(self.vault.account_seed, Domain.KEY, proof),
            },
        )
        here = sign_event(
            self.vault.account_seed,
            commune=commune,
            seq=0,
            prev=added.id,
            anchor=anchor,
            time_ms=now_ms(),
            kind="node.add",
            body={
                "node": node,
                "node_proof": sign(
                    self.vault.node_seed, Domain.NODE, node_proof_content(commune, account, node)
                ),
            },
        )
        events = [encode_event(added), encode_event(here)]
        with self.store.transaction():
            self.store.set_meta(_JOINING, encode([events, [], self.get_returning() or []]))
            self.store.set_meta(_RETURNING, b"")
        return events

    @property
    def is_entering(self) -> bool:
        """Whether this home still has to become a member's, by a join or a return."""
        return self.get_joining() is not None or self.get_returning() is not None

    def forget_joining(self) -> None:
        """If we are a member: keep our own words, which nobody need send us, and hand in nothing more."""
        joining = self.get_joining()
        if joining is not None and not holds_events(self.replica, joining[0], sealed=True):
            return
        for blob in joining[1] if joining is not None else ():
            self.replica.add_blob(blob)
        returned = joining is not None and is_returning(self)
        self.store.set_meta(_JOINING, b"")
        if returned:
            self.vault.confirm_backup()  # a return: the words were typed from the person's own paper


def _open_votes(home: Home, *, is_witness: bool) -> VoteFile:
    try:
        return VoteFile(home.votes, is_witness=is_witness, random_id=secrets.token_bytes(16))
    except StoreError as error:
        raise AppError("store", detail=str(error)) from error


def check_name(name: str, code: str = "bad-name", bytes_max: int = NAME_BYTES_MAX) -> str:
    """A display name: one clean line of 1 to 200 bytes; a line's end or a tab in it becomes a space.

    Raises:
        AppError: with `code`; mixed-name: a word of two alphabets, as who passes for a neighbour writes it.
    """
    shown = " ".join(name.split())
    is_clean = shown.isprintable() and not any(ch < " " and ch not in "\t\n\r" for ch in name)
    if not shown or len(shown.encode()) > bytes_max or not is_clean:
        raise AppError(code)
    if mixes_alphabets(shown):
        raise AppError("mixed-name", name=shown)
    return shown


def found(
    home: Home,
    *,
    name: str,
    me: str,
    latitude_centideg: int,
    longitude_centideg: int,
    since_ms: int,
    parameters: Mapping[str, int] | None = None,
    passphrase: str | None = None,
) -> Desk:
    """Found a commune in an empty home: keys, charter, this device's key; nothing at all when refused.

    Raises:
        AppError: home-exists, bad-name, mixed-name, bad-commune-name, bad-place, since-too-old, since-future,
            unknown-parameter, bad-parameter, store.
    """
    name, me = check_name(name, "bad-commune-name", COMMUNE_NAME_BYTES_MAX), check_name(me)
    check_since(since_ms, now_ms())
    check_parameters(parameters or {})
    words = new_words()
    paper = derive_paper_key(words)
    try:
        clear_sky = load_clear_sky(latitude_centideg)
        offsets = make_offsets(since_ms)
    except ValueError as error:
        raise AppError("bad-place") from error
    with new_home(home, words, passphrase) as new:
        desk = Desk(home, new.lock, new.vault, new.store)
        new.undo.callback(desk.close)
        charter = sign_new_charter(
            paper,
            new.vault.node_seed,
            name=name,
            place=(latitude_centideg, longitude_centideg),
            since_ms=since_ms,
            parameters=parameters or {},
            offsets=offsets,
            clear_sky=clear_sky,
            now_ms=now_ms(),
        )
        # Made before anything is signed that it must remember; a missing one is a lost one from now on.
        _open_votes(home, is_witness=False).close()
        _adopt_charter(desk, charter)
        add_device(desk, paper)
        shown, blob = desk.make_words(me)
        desk.act("display", {"display": shown}, blobs=[blob])
    return desk


def _adopt_charter(desk: Desk, charter: Event) -> None:
    try:
        with desk.store.transaction():
            desk.store.set_meta(ACCOUNT, charter.author)
            desk.replica.adopt(charter)
    except Unacceptable as error:
        raise AppError("not-stored", detail=str(error)) from error


def prepare_join(home: Home, code: InvitationCode, me: str, *, passphrase: str | None = None) -> Desk:
    """Make a home for a newcomer: keys, and the two events that a member's node will be handed.

    Raises:
        AppError: home-exists, bad-name, mixed-name, expired-invitation, store.
    """
    me = check_name(me)
    if code.expires_ms <= now_ms():
        raise AppError("expired-invitation")
    words = new_words()
    paper = derive_paper_key(words)
    with new_home(home, words, passphrase) as new:
        account, node = public_key(paper), public_key(new.vault.node_seed)
        device = public_key(new.vault.account_seed)
        commune = code.commune
        blob = make_blob(secrets.token_bytes(limits.BLOB_SALT_BYTES), me.encode())
        anchor = Anchor(height=code.height, prefix=code.seal_id[: limits.ANCHOR_PREFIX_BYTES])
        proof = sign(code.seed, Domain.JOIN, join_proof_content(commune, code.invitation, account, node))
        join = sign_event(
            paper,
            commune=commune,
            seq=0,
            prev=code.invitation,
            anchor=anchor,
            time_ms=now_ms(),
            kind="resident.join",
            body={
                "invitation": code.invitation,
                "proof": proof,
                "node": node,
                "node_proof": sign(
                    new.vault.node_seed, Domain.NODE, node_proof_content(commune, account, node)
                ),
                "display": name_blob(commune, blob),
            },
        )
        key_proof = sign(new.vault.account_seed, Domain.KEY, key_proof_content(commune, account, account, 1))
        added = sign_event(
            paper,
            commune=commune,
            seq=1,
            prev=join.id,
            anchor=anchor,
            time_ms=now_ms(),
            kind="key.add",
            body={"account": account, "key": device, "proof": key_proof},
        )
        with new.store.transaction():
            new.store.set_meta(ACCOUNT, account)
            new.store.set_meta(_COMMUNE, commune)
            handed = [[encode_event(join), encode_event(added)], [blob], list(code.addresses)]
            new.store.set_meta(_JOINING, encode(handed))
            pin(new.store, code.height, code.seal_id)
        return Desk(home, new.lock, new.vault, new.store)


def derive_paper(words: str | Sequence[str]) -> bytes:
    """The paper key of words as a person wrote them. Raises AppError: bad-words."""
    try:
        return derive_paper_key(check_words(words))
    except BadWords as error:
        raise AppError("bad-words", position=error.position, why=error.reason) from error


def prepare_restore(
    home: Home, words: Sequence[str], code: InvitationCode, *, passphrase: str | None = None
) -> Desk:
    """Make a home again from its 24 words; an invitation code, used or not, says where the commune is.

    Raises:
        AppError: home-exists, bad-words, store.
    """
    paper = derive_paper(words)
    with new_home(home, words, passphrase) as new:
        with new.store.transaction():
            new.store.set_meta(ACCOUNT, public_key(paper))
            new.store.set_meta(_COMMUNE, code.commune)
            new.store.set_meta(_RETURNING, encode(list(code.addresses)))
            pin(new.store, code.height, code.seal_id)
        return Desk(home, new.lock, new.vault, new.store)


def add_device(desk: Desk, paper: bytes) -> Event:
    """Introduce this computer's key with the paper key.

    Raises:
        AppError: as `Desk.act`.
    """
    slot = desk.replica.get_next_slot(Key(public_key(paper)))
    assert slot is not None, "the paper key was introduced by the charter or the join"
    account = public_key(paper)
    content = key_proof_content(desk.replica.commune, account, account, slot[0])
    body = {
        "account": account,
        "key": desk.device_key,
        "proof": sign(desk.vault.account_seed, Domain.KEY, content),
    }
    return desk.act_on_paper(paper, "key.add", body)
