# SPDX-License-Identifier: AGPL-3.0-or-later
"""Voisinage: the only door between the window and the program.

Commands return a `Ticket` at once and run in the node's thread; queries read the last picture in the caller's
thread and never wait for the network nor for the node. Callbacks come from the node's thread.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, TypeVar

from app import commands, energy
from app import desk as desks
from app.amounts import AmountError
from app.amounts import parse_amount as parse
from app.asking import Asking
from app.backup import load_backup
from app.clock import get_shift_ms
from app.code import InvitationCode, decode_code
from app.config import Config, ConfigError, load_config, save_config
from app.desk import Desk, now_ms
from app.entering import choose_way_back, make_again
from app.errors import AppError
from app.facade_account import AccountDoor
from app.facade_care import CareDoor
from app.facade_devices import Devices
from app.facade_energy import EnergyDoor
from app.facade_help import HelpDoor
from app.facade_leaving import LeavingDoor
from app.facade_news import NewsDoor
from app.facade_notices import NoticesDoor
from app.facade_people import PeopleDoor
from app.facade_receipts import ReceiptsDoor
from app.facade_recovery import RecoveryDoor
from app.facade_register import RegisterDoor
from app.facade_roles import RolesDoor
from app.facade_visit import Visit as Visit
from app.facade_visit import visit
from app.home_making import Before, look_before
from app.home_thread import HomeThread
from app.home_trouble import told_as_refusals
from app.meters.local_curve import LocalCurve
from app.paths import Home
from app.query_council import get_fund, get_proposals
from app.query_energy import get_energy_days, get_meters, get_morning
from app.query_inbox import get_inbox
from app.query_market import get_listings, get_orders
from app.query_money import get_balances, get_history, get_parities, preview_payment
from app.query_proof import get_event_proof
from app.query_register import get_invitations, get_peers, get_status
from app.service import Service
from app.tickets import Ticket, attempt, run_in, run_in_thread
from app.vault import VaultError, has_vault
from app.views import (
    AmountView,
    BalanceView,
    EnergyDayView,
    EventProofView,
    FundView,
    HistoryEntryView,
    InboxItemView,
    InvitationView,
    ListingView,
    MeterView,
    MorningView,
    OrderView,
    ParityView,
    PaymentPreviewView,
    PeerView,
    PersonView,
    ProposalView,
    StatusView,
)
from ledger.event import Event
from ledger.state import get_commune
from ledger.units import FUND

T = TypeVar("T")
FUND_ACCOUNT = FUND
"""Recipient of `pay` and `give` for the communal fund."""

__all__ = ["FUND_ACCOUNT", "AppError", "Ticket", "Voisinage", "describe_code", "has_home"]
__all__ += ["found", "join", "open_home", "restore", "visit"]


class Voisinage:
    """An opened home and its node. Made by `open_home`, `found` or `join`."""

    def __init__(self, service: Service, listen: Sequence[str] = (), *, is_online: bool = True) -> None:
        """Return once the node runs, or leave it to `go_online`. Raises AppError: cannot-listen."""
        desk = service.desk
        addresses = service.choose_listen(listen)
        self.home = desk.home
        self._service = service
        self._callbacks: list[Callable[[frozenset[str]], None]] = []
        self._asking = Asking(self.home, service.take_picture())
        self._ask = self._asking.ask
        self.look_ahead = self._asking.look_ahead
        """Have questions asked in another thread: within the moment it gives they are answered at once."""
        self.on_raise: Callable[[], None] = lambda: None
        """Called from the node's thread when a second start asks for the window."""
        self.on_stop: Callable[[], None] = lambda: None
        """Called from the node's thread when somebody asks the program to end."""
        self.on_trouble: Callable[[AppError], None] = lambda _error: None
        """Called from the node's thread when the node cannot start, or stopped."""
        self._thread = HomeThread(service, addresses, self)
        if is_online:
            self._thread.start()
        self._asking.watch_damage(self._thread.fail_disk)
        self._curve = LocalCurve(self.home.curve_database)
        self.roles = RolesDoor(self._ask, self._do, lambda: self.config, self.save_config, service)
        self.recovery = RecoveryDoor(self._ask, self._do, service)
        self.help = HelpDoor(self._ask, self._do)
        self.leaving = LeavingDoor(self._ask, self._do)
        self.receipts = ReceiptsDoor(self._ask, self.home)
        self.register = RegisterDoor(self._ask, self.home)
        self.people = PeopleDoor(self._ask)
        self.news = NewsDoor(self._ask, self._do, self.on_change, self.home.news_seen)
        self.energy = EnergyDoor(self._ask, self._do, self._curve)
        self.devices = Devices(self._ask, self._do)
        self.care = CareDoor(self.home)
        self.example_shift_ms = get_shift_ms()
        """How far the clock of the example commune is from this computer's; 0 for people's own homes."""
        self.notices = NoticesDoor(self._ask, lambda: self.config, self.home.told)
        self.account = AccountDoor(self._ask, self._do, lambda: self.config, service)

    # --- the node's thread --------------------------------------------------------------------------------

    def _take(self) -> None:
        self._asking.picture = self._service.take_picture()

    def go_online(self) -> None:
        """Have the node started behind, unless it is: what was asked before is stored, and leaves then."""
        self._thread.begin()

    def on_change(self, topics: frozenset[str]) -> None:
        """For the node's thread."""
        self._take()
        for callback in list(self._callbacks):
            callback(topics)

    def _do(self, function: Callable[[Desk], T]) -> Ticket[T]:
        ticket: Ticket[T] = Ticket()

        def act() -> T:
            with told_as_refusals(self.home):
                return function(self._service.desk)

        def work() -> None:
            done = attempt(act)

            def show() -> T:
                result = done()
                # A node tells of what changed; without one nobody else does.
                self._take() if self._thread.has_node else self.on_change(frozenset({"events"}))
                return result

            self._thread.run_after_leaving(lambda: run_in(ticket, show))

        self._thread.run_when_free(work)
        return ticket

    def subscribe(self, callback: Callable[[frozenset[str]], None]) -> Callable[[], None]:
        """Be told what changed, from the node's thread, at most 20 times a second; returns how to stop."""
        self._callbacks.append(callback)

        def stop() -> None:
            if callback in self._callbacks:
                self._callbacks.remove(callback)

        return stop

    def close(self) -> None:
        """Stop the node and close the home; idempotent."""
        self._thread.stop()
        self._asking.close()
        self._curve.close()

    # --- queries ------------------------------------------------------------------------------------------

    @property
    def is_member(self) -> bool:
        """False while a join waits for its seal or the history is not here yet."""
        return self._asking.picture.is_founded and self.status().me is not None

    @property
    def join_status(self) -> str:
        """What the last member asked answered to our join: `stored`, an error code, or empty."""
        return self._asking.picture.join_status

    def status(self) -> StatusView:
        """Without the digest, which costs as much as the state is large."""
        return self._ask(lambda reader: get_status(reader, with_digest=False))

    def me(self) -> PersonView:
        return self._ask(lambda reader: reader.get_person(reader.me))

    def morning(self) -> MorningView:
        return self._ask(lambda reader: get_morning(reader, self._curve))

    def balances(self, account: bytes = b"") -> tuple[BalanceView, ...]:
        return self._ask(lambda reader: get_balances(reader, account))

    def history(self, limit: int = 50, before: int = 0) -> tuple[HistoryEntryView, ...]:
        return self._ask(lambda reader: get_history(reader, limit, before))

    def members(self) -> tuple[PersonView, ...]:
        return self._ask(lambda reader: reader.get_members())

    def listings(self, side: str = "", search: str = "", limit: int = 0) -> tuple[ListingView, ...]:
        return self._ask(lambda reader: get_listings(reader, side, search, limit))

    def orders(self) -> tuple[OrderView, ...]:
        return self._ask(get_orders)

    def proposals(self) -> tuple[ProposalView, ...]:
        return self._ask(get_proposals)

    def fund(self) -> FundView:
        return self._ask(get_fund)

    def parities(self) -> tuple[ParityView, ...]:
        return self._ask(get_parities)

    def purposes(self) -> tuple[str, ...]:
        """What a payment may be bound to, as the charter lists it."""
        return self._ask(lambda reader: get_commune(reader.state).purposes)

    def inbox(self) -> tuple[InboxItemView, ...]:
        return self._ask(get_inbox)

    def meters(self) -> tuple[MeterView, ...]:
        return self._ask(get_meters)

    def peers(self) -> tuple[PeerView, ...]:
        return self._ask(get_peers)

    def invitations(self) -> tuple[InvitationView, ...]:
        return self._ask(get_invitations)

    def event_proof(self, event: bytes) -> EventProofView | None:
        return self._ask(lambda reader: get_event_proof(reader, event))

    def preview_payment(self, to: bytes, asset: str, amount: int, gift: bool = False) -> PaymentPreviewView:
        """Raises AppError: unknown-member, unknown-asset."""
        del gift
        return self._ask(lambda reader: preview_payment(reader, to, asset, amount))

    def equivalents(self, asset: str, amount: int) -> tuple[AmountView, ...]:
        return self._ask(lambda reader: reader.get_equivalents(asset, amount))

    def energy_days(self, from_ms: int, to_ms: int) -> tuple[EnergyDayView, ...]:
        return self._ask(lambda reader: get_energy_days(reader, self._curve, from_ms, to_ms))

    @staticmethod
    def parse_amount(text: str, asset: str, language: str) -> int:
        """Base units of an amount as a person writes it. Raises AppError: amount-malformed and others."""
        try:
            return parse(text, asset, language)
        except AmountError as error:
            raise AppError(error.code) from error

    @property
    def config(self) -> Config:
        try:
            return load_config(self.home.config)
        except ConfigError:
            return Config()

    def save_config(self, config: Config) -> None:
        """Raises AppError: what the folder refuses."""
        with told_as_refusals(self.home):
            save_config(self.home.config, config)

    # --- commands -----------------------------------------------------------------------------------------

    def pay(self, to: bytes, asset: str, amount: int, purpose: str = "", memo: str = "") -> Ticket[Event]:
        return self._do(lambda desk: commands.pay(desk, to, asset, amount, purpose=purpose, memo=memo))

    def give(self, to: bytes, asset: str, amount: int, memo: str = "") -> Ticket[Event]:
        return self._do(lambda desk: commands.give(desk, to, asset, amount, memo=memo))

    def add_meter(
        self, side: str, watts_peak: int, tilt: int, azimuth: int, from_ms: int, index_wh: int
    ) -> Ticket[Event]:
        return self._do(
            lambda desk: energy.add_meter(
                desk,
                side=side,
                watts_peak=watts_peak,
                tilt=tilt,
                azimuth=azimuth,
                from_ms=from_ms,
                index_wh=index_wh,
            )
        )

    def certify_meter(self, meter: bytes) -> Ticket[Event]:
        return self._do(lambda desk: energy.certify_meter(desk, meter))

    def import_meter_file(self, path: str | Path, meter: bytes = b"") -> Ticket[Any]:
        """An `ImportReportView`."""
        return self._do(lambda desk: energy.import_meter_file(desk, Path(path), meter))

    def add_listing(
        self, side: str, template: str, title: str, text: str, price: Sequence[AmountView], stock: int
    ) -> Ticket[Event]:
        lines = [(line.asset, line.amount) for line in price]
        return self._do(
            lambda desk: commands.add_listing(
                desk, side=side, template=template, title=title, text=text, price=lines, stock=stock
            )
        )

    def withdraw_listing(self, listing: bytes) -> Ticket[Event]:
        return self._do(lambda desk: commands.withdraw_listing(desk, listing))

    def place_order(self, listing: bytes, quantity: int) -> Ticket[Event]:
        return self._do(lambda desk: commands.place_order(desk, listing, quantity))

    def order_action(self, order: bytes, action: str) -> Ticket[Event]:
        return self._do(lambda desk: commands.order_action(desk, order, action))

    def propose_text(self, title: str, text: str, duration_ms: int = 0) -> Ticket[Event]:
        return self._do(
            lambda desk: commands.propose(
                desk, form="text", title=title, text=text, duration_ms=duration_ms or None
            )
        )

    def propose_parity(
        self, title: str, text: str, asset: str, numerator: int, denominator: int, duration_ms: int = 0
    ) -> Ticket[Event]:
        content = {"asset": asset, "numerator": numerator, "denominator": denominator}
        return self._do(
            lambda desk: commands.propose(
                desk, form="parity", title=title, text=text, duration_ms=duration_ms or None, content=content
            )
        )

    def vote(self, proposal: bytes, choice: str) -> Ticket[Event]:
        return self._do(lambda desk: commands.vote(desk, proposal, choice))

    def allocate(self, shares: Mapping[str, int]) -> Ticket[Event]:
        return self._do(lambda desk: commands.allocate(desk, shares))

    def invite(self, roles: Sequence[str] = ()) -> Ticket[InvitationView]:
        def work(desk: Desk) -> InvitationView:
            node = self._service.node_statistics
            addresses = node.addresses if node is not None else ()
            reader = self._service.reader()
            _, code, text = commands.invite(desk, roles=roles, addresses=addresses, name_of=reader.get_name)
            return InvitationView(
                code=text, expires_ms=code.expires_ms, addresses=code.addresses, used_by=None
            )

        return self._do(work)

    def set_consent(self, topic: str, agree: bool) -> Ticket[Event]:
        return self._do(lambda desk: commands.set_consent(desk, topic, agree))

    def rename(self, name: str) -> Ticket[Event]:
        return self._do(lambda desk: commands.rename(desk, name))

    def words(self) -> Ticket[tuple[str, ...]]:
        """The 24 words, until the backup was confirmed. Ends in AppError words-gone afterwards."""

        def work(desk: Desk) -> tuple[str, ...]:
            words = desk.vault.words()
            if words is None:
                raise AppError("words-gone")
            return words

        return self._do(work)

    def confirm_backup(self) -> Ticket[None]:
        def work(desk: Desk) -> None:
            desk.vault.confirm_backup()
            self.on_change(frozenset({"status", "members"}))  # nothing is signed: no node tells of it

        return self._do(work)

    def set_passphrase(self, new: str | None) -> Ticket[None]:
        """In a thread of its own: deriving a key from a passphrase takes most of a second."""

        def work() -> None:
            try:
                self._service.desk.vault.set_passphrase(new)
            except VaultError as error:
                raise AppError(error.code) from error

        return run_in_thread(work)


# --- opening a home ---------------------------------------------------------------------------------------


def has_home(root: Path) -> bool:
    """Whether somebody founded or joined here; half a home is one, and opening it says what is gone."""
    home = Home(root)
    return has_vault(home.keys) or home.database.exists()


def open_home(
    root: Path, *, passphrase: str | None = None, listen: Sequence[str] = (), is_online: bool = True
) -> Voisinage:
    """Open a home and start its node; or leave that to `go_online`, which tells of cannot-listen then.

    Raises:
        AppError: no-home, in-use, locked, wrong-passphrase, cannot-listen, store. ConfigError: bad-config.
    """
    return Voisinage(Service.open(Home(root), passphrase=passphrase), listen, is_online=is_online)


def describe_code(text: str) -> InvitationCode:
    """What an invitation says before any network is reached. Raises AppError: bad-code."""
    return decode_code(text)


def _look(root: Path) -> Before:
    """What lies where a home is to be. Raises AppError: what the folder refuses."""
    with told_as_refusals(Home(root)):
        return look_before(Home(root))


def _open_new(desk: Desk, before: Before, listen: Sequence[str]) -> Voisinage:
    """Open a home just made; when its node cannot listen, nothing of it is left."""
    try:
        return Voisinage(Service(desk), listen)
    except AppError as error:
        if error.code == "cannot-listen":  # its thread has closed the home
            before.put_back()
        raise


def found(
    root: Path,
    name: str,
    me: str,
    *,
    latitude_centideg: int = 4575,
    longitude_centideg: int = 485,
    since_ms: int = 0,
    listen: Sequence[str] = (),
    passphrase: str | None = None,
) -> Ticket[Voisinage]:
    """Found a commune and open it. Ends in AppError as `desk.found`."""

    def work() -> Voisinage:
        before = _look(root)
        desk = desks.found(
            Home(root),
            name=name,
            me=me,
            latitude_centideg=latitude_centideg,
            longitude_centideg=longitude_centideg,
            since_ms=since_ms or now_ms(),
            passphrase=passphrase,
        )
        return _open_new(desk, before, listen)

    return run_in_thread(work)


def restore(
    root: Path,
    words: str | Sequence[str],
    code: str,
    *,
    file: str = "",
    listen: Sequence[str] = (),
    passphrase: str | None = None,
) -> Ticket[Voisinage]:
    """Make a home again from 24 words; `code` is any invitation, even used, or `file` a backup file."""

    def work() -> Voisinage:
        before = _look(root)
        spoken = words if isinstance(words, str) else " ".join(words)
        backup = load_backup(Path(file), spoken) if file else None
        desk = make_again(Home(root), spoken, choose_way_back(code, backup), backup, passphrase)
        return _open_new(desk, before, listen)

    return run_in_thread(work)


def join(
    root: Path, code: str, me: str, *, listen: Sequence[str] = (), passphrase: str | None = None
) -> Ticket[Voisinage]:
    """Make a home from an invitation and open it; the join goes on behind (`is_member`)."""

    def work() -> Voisinage:
        before = _look(root)
        desk = desks.prepare_join(Home(root), decode_code(code), me, passphrase=passphrase)
        return _open_new(desk, before, listen)

    return run_in_thread(work)
