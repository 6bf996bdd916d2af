# SPDX-License-Identifier: AGPL-3.0-or-later
"""What the window and the command line are shown: frozen values, integers, instants, ids and enum states.

No formatted text lives here: words are the window's (`ui/strings.py`) or the command line's.
Amounts are in base units (Wh, s, g, 1/100 point) and signed from the reader's point of view.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from app.views_roles import RoleChangeView, WitnessesChangeView
    from app.views_rules import RulesChangeView


class Phase(Enum):
    """How firm an act is: stored here, sealed by the witnesses, or sealed without effect."""

    PENDING = "pending"  # « enregistré »
    SEALED = "sealed"  # « définitif »
    VOID = "void"  # « sans effet », with a reason


@dataclass(frozen=True, slots=True, kw_only=True)
class AmountView:
    asset: str
    """`kwh`, `hour`, `kg`, `point` or another asset of the commune."""
    amount: int
    """Base units: Wh, seconds, grams, hundredths of a point."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonView:
    account: bytes
    name: str
    """Display name; the fingerprint when the name was erased or has not arrived."""
    fingerprint: str
    """Short and readable, e.g. `k4mq-7xza`."""
    roles: tuple[str, ...]
    is_me: bool
    phase: Phase
    joined_ms: int
    sponsor: bytes
    """Empty for the founder."""
    left_ms: int = 0
    """When it left the commune; 0: it is a member."""
    is_alike: bool = False
    """Another resident's name looks the same: shown with its sign, by `app.facade_naming`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BalanceView:
    pot: str
    asset: str
    purpose: str
    settled: int
    """Sealed amount: what I can prove I own."""
    expected: int
    """Amount once everything pending is sealed: what I can count on spending is min(settled, expected)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StatusView:
    commune: bytes
    commune_name: str
    me: PersonView | None
    node_key: bytes
    addresses: tuple[str, ...]
    members: int
    peers_online: int
    """Computers this one speaks with, mine among them."""
    neighbours_online: int
    """Members at those computers, without me."""
    peers_known: int
    pending: int
    """Events stored and not sealed."""
    my_pending: int
    """Of these, mine."""
    height: int
    last_seal_ms: int
    total_sealed: int
    state_digest: bytes
    """Empty in a window, which asks for it apart (`Voisinage.state_digest`)."""
    witnesses: int
    seals_here: bool
    """This computer holds a witness's seat."""
    silent_because: str = ""
    """Why it seals nothing all the same: `date`, or as `WitnessesView.broken_because`; else empty."""
    stalled_ms: int = 0
    """How long acts wait without one becoming definitive, once that is longer than it should be; else 0."""
    witnesses_online: int = -1
    """Of a witness that cannot seal for want of others: how many there are, itself included; else −1."""
    witnesses_silent: tuple[PersonView, ...] = ()
    """Whose computer does not answer, where too few witnesses do for anything to become definitive."""
    synced: bool
    """A neighbour agreed with us on everything within the last minute, or we are alone by design."""
    stopped_because: str
    """Empty, or the code of what keeps this node from executing (e.g. `update-needed`)."""
    clock: str = ""
    """Empty, or `slow` or `fast` when this computer's clock is far from its neighbours'."""
    clock_off_ms: int = 0
    """By how much, then; 0 otherwise."""
    protection: str
    """How the account key is kept: `keyring`, `file`, `passphrase`."""
    backup_done: bool
    is_returning: bool = False
    """This home comes back from its 24 words and is not in yet: nothing is said of writing them down."""
    history_here: int = 0
    """Seals of the past that are here while it arrives in the background …"""
    history_total: int = 0
    """… of so many; 0: it is all here."""
    supply: tuple[AmountView, ...]
    """What exists of each metered or certified asset: created minus used (mutual credit sums to zero)."""
    circulating: tuple[AmountView, ...] = ()
    """What members and the fund hold of each asset, without those nobody holds; of a mutual credit, what
    stands above zero, the commune's duty hours among it: as much is owed below."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HistoryEntryView:
    event: bytes
    at_ms: int
    """Seal time once sealed, else the author's own time."""
    kind: str
    """`transfer`, `gift`, `mint`, `order`, `membership`, … (see `ui/strings.py`)."""
    phase: Phase
    reason: str
    """Reason code of a void event, else empty."""
    counterpart: PersonView | None
    amounts: tuple[AmountView, ...]
    purpose: str
    memo: str
    title: str
    balance_after: int | None
    """My settled balance in the first amount's asset after this entry; None when pending or void."""
    choice: str = ""
    """Of a vote: `for`, `against` or `abstain`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PaymentPreviewView:
    to: PersonView
    amount: AmountView
    mine_before: int
    mine_after: int
    theirs_before: int
    theirs_after: int
    equivalents: tuple[AmountView, ...]
    """The same value in the other assets, at today's parity."""
    problem: str
    """Empty, or the code of the refusal the ledger would give now (e.g. `balance`, `floor`)."""
    available: int
    """The most that can be paid in this asset now, free savings included."""
    from_savings: int
    """What is first taken out of free savings, because the everyday account has not enough; usually 0."""
    asks_backup: bool = False
    """More than a small amount, while the 24 words are not on paper yet: worth two minutes first."""
    limited_by: str = ""
    """Of a `floor`: `guests`, whose debt I answer for; `sponsor`, who can answer for no more."""


class DayQuality(Enum):
    MEASURED = "measured"
    GAP = "gap"
    PARTIAL = "partial"


@dataclass(frozen=True, slots=True, kw_only=True)
class EnergyDayView:
    day_ms: int
    """Start of the commune's civil day."""
    quality: DayQuality
    produced_wh: int
    """0 when the day is a gap: read `quality` first."""
    phase: Phase | None
    """Phase of the reading that carries this day; None when the day is known on this computer only."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CurveView:
    """The half hours (or other steps) of one day, from this computer only."""

    day_ms: int
    day_end_ms: int
    steps: tuple[tuple[int, int, int], ...]
    """(start_ms, end_ms, produced_wh), ascending; a hole between two steps is a gap."""
    used: tuple[tuple[int, int, int], ...] = ()
    """(start_ms, end_ms, Wh the house took first), of the same steps; empty: no file said what went out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NeighbourProductionView:
    person: PersonView
    produced_wh: int
    days: int
    """How many days the figure covers (a reading over a month gives its mean, rounded down)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MeterView:
    meter: bytes
    owner: PersonView
    side: str
    """`production`, `injection` or `consumption`."""
    watts_peak: int
    tilt_deg: int
    azimuth_deg: int
    state: str
    """`waiting` (to be certified), `active`, `quarantined`."""
    from_ms: int
    last_to_ms: int
    last_index_wh: int
    minted_wh: int
    phase: Phase


@dataclass(frozen=True, slots=True, kw_only=True)
class InboxItemView:
    """One thing that waits for me."""

    kind: str
    """`vote`, `order.accept`, `order.deliver`, `order.confirm`, `meter.certify`, `service.confirm`, `device`
    (one of mine is about to be shut out), `witness.date` `witness.silent` (this computer does not seal before
    I said something), `backup`, `void`."""
    object: bytes
    title: str
    person: PersonView | None
    deadline_ms: int
    """0: none."""
    amounts: tuple[AmountView, ...] = ()
    """What is paid once it is done: an order's price, the hours; of `void`, what was asked for."""
    act: str = ""
    """Of `void`: the kind of act, as `HistoryEntryView.kind`."""
    because: HistoryEntryView | None = None
    """Of `void`: what another computer of mine had signed, came first and left too little."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MorningView:
    me: PersonView
    commune_name: str
    now_ms: int
    yesterday: EnergyDayView | None
    """None: no production meter of mine."""
    curve: CurveView | None
    week: tuple[EnergyDayView, ...]
    """The seven days before yesterday, ascending."""
    month: tuple[EnergyDayView, ...]
    """The 30 days up to yesterday, ascending, for the sparkline."""
    month_to_date_wh: int
    neighbours: tuple[NeighbourProductionView, ...]
    """Yesterday, who consents, descending; includes me when I produced."""
    pooled_wh: int
    pooled_count: int
    """Those who did not consent, when they are at least five; else 0 and 0."""
    balances: tuple[BalanceView, ...]
    equivalents: tuple[AmountView, ...]
    """My energy balance in the other assets."""
    inbox: tuple[InboxItemView, ...]
    news: tuple[HistoryEntryView, ...]
    """What I received of late, newest first, at most five."""
    fund: FundView
    has_meter: bool
    meter_waits_certification: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ListingView:
    listing: bytes
    side: str
    """`offer` or `need`."""
    template: str
    """`good`, `service`, `produce`, `loan`, `event`, `work`."""
    author: PersonView
    title: str
    text: str
    price: tuple[AmountView, ...]
    stock: int
    """What is left; -1: no limit."""
    withdrawn: bool
    at_ms: int
    phase: Phase
    mine: bool
    payable: tuple[AmountView, ...] = ()
    """Of each unit of the price, the most its buyer could pay now: me for an offer, the author for a need."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderStepView:
    name: str
    """`placed`, `accepted`, `delivered`, `confirmed` (paid) or `cancelled`."""
    at_ms: int
    """0: not reached."""
    phase: Phase | None
    event: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderView:
    order: bytes
    listing: ListingView
    buyer: PersonView
    seller: PersonView
    quantity: int
    total: tuple[AmountView, ...]
    state: str
    """`placed`, `accepted`, `delivered`, `confirmed`, `cancelled`."""
    steps: tuple[OrderStepView, ...]
    actions: tuple[str, ...]
    """What I may do now: of `accept`, `deliver`, `confirm`, `cancel`."""
    waiting_for: PersonView | None
    deadline_ms: int
    deadline_effect: str
    """What happens by itself at the deadline: `cancelled`, `paid` or empty."""
    phase: Phase
    short_of: tuple[AmountView, ...] = ()
    """Each unit of the price of which the buyer has too little now, with the most that can be paid of it;
    empty: there is enough, or it is over."""
    pays_itself: bool = True
    """Whether what is paid by itself at the deadline could be, with what is there now."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TallyView:
    votes_for: int
    votes_against: int
    abstentions: int
    members: int
    quorum_percent: int
    majority: str
    """`simple` or `two-thirds`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposalView:
    proposal: bytes
    form: str
    """`text`, `parity`, `role`, `witnesses` or `rules`."""
    title: str
    text: str
    author: PersonView
    municipal: bool
    opened_ms: int
    closes_ms: int
    state: str
    """`open`, `passed` (waits its delay), `executed`, `rejected`."""
    executes_ms: int
    tally: TallyView
    my_choice: str
    """`for`, `against`, `abstain` or empty."""
    my_choice_phase: Phase | None
    parity: tuple[str, int, int] | None
    """For a parity: (asset, numerator, denominator): one base unit's worth in Wh."""
    parity_now: tuple[str, int, int] | None
    phase: Phase
    role: RoleChangeView | None = None
    """For a role."""
    witnesses: WitnessesChangeView | None = None
    """For a list of witnesses."""
    rules: RulesChangeView | None = None
    """For the version of the rules."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AllocationPostView:
    post: str
    """`pensions`, `energy`, `roads`, `startups`, `canteen`, `security` or a local one."""
    charter_percent: int
    my_percent: int
    result_millionths: int
    mean_millionths: int
    released: tuple[AmountView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FundView:
    balances: tuple[AmountView, ...]
    """What the commune's fund holds, not yet allocated."""
    debt: tuple[AmountView, ...]
    """Hours of work for the commune that were certified and nothing backs yet, as positive amounts."""
    posts: tuple[AllocationPostView, ...]
    voters: int
    members: int
    my_ballot_phase: Phase | None
    """None: I have not voted; my_percent then repeats the charter's."""
    my_weight_millionths: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ParityView:
    asset: str
    numerator: int
    denominator: int
    """One base unit of `asset` is worth numerator/denominator Wh."""
    version: int


@dataclass(frozen=True, slots=True, kw_only=True)
class InvitationView:
    code: str
    """Empty once made: nothing that opens the door is kept."""
    expires_ms: int
    addresses: tuple[str, ...]
    used_by: PersonView | None
    roles: tuple[str, ...] = ()
    """What who enters with it becomes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportReportView:
    meter: bytes
    days_new: int
    days_known: int
    days_before: int
    """From before the meter's first counted day: not counted."""
    days_missing: int
    produced_wh: int
    """Sum of the new readings: what the settlement of each day mints."""
    settles_ms: int
    """When the next settlement is."""
    readings: int
    curve_steps: int
    first_day_ms: int
    last_day_ms: int


@dataclass(frozen=True, slots=True, kw_only=True)
class VerifyReportView:
    ok: bool
    events: int
    seals: int
    problems: tuple[str, ...]
    elapsed_ms: int
    since: int = 0
    """The seal before which nothing could be checked, since that history still arrives; 0: all was."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PeerView:
    node_key: bytes
    person: PersonView | None
    online: bool
    address: str
    seen_ms: int
    height: int


@dataclass(frozen=True, slots=True, kw_only=True)
class EventProofView:
    """What the register says of one event."""

    event: bytes
    author: PersonView | None
    kind: str
    seq: int
    prev: bytes
    deps: tuple[bytes, ...]
    claimed_ms: int
    phase: Phase
    reason: str
    height: int
    seal: bytes
    seal_ms: int
    signatures: int
    size_bytes: int
    postings: tuple[tuple[PersonView | None, str, AmountView], ...]
    """(member or None for the commune's own accounts, account or pot name, amount)."""
    asked: tuple[PersonView, AmountView] | None = None
    """Of a payment that had no effect: to whom, and how much."""
    because: HistoryEntryView | None = None
    """Of one of mine: what another computer of mine had signed, came first and left too little."""
