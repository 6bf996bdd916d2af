# SPDX-License-Identifier: AGPL-3.0-or-later
"""What happens once in the year of the example commune: its founding, a winter gift, a computer that breaks.

day 0  four people, four seats, no vote needed yet       Nov – Mar  François heats Marc's house
Jan    Denise's computer breaks; the village gives her seat to Hélène's, and 3 of 4 sealed meanwhile
May    François pays twice with what he has once, from two computers: the second payment is void
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from typing import Any, Final

from app.year.cast import LOST, REPLACES, RESIDENTS, ROOFS, USES, WITNESSES
from app.year.commune import Device, Person, at
from app.year.council import Council
from app.year.habits import certify as certify_work
from app.year.habits import confirm, log
from app.year.market import Market
from app.year.roofs import FIRST, FRANCOIS, certify, declare
from app.year.village import HOUR_S, Village
from ledger.rulebook.choices import GIFT
from ledger.signing import public_key
from ledger.state import get_balance, get_next_witnesses
from ledger.units import FUND, POT_CURRENT, POT_ENERGY, POT_TIME, Key

TARIFF: Final = (("hour", 36), ("kg", 100))
"""Of one kWh: 36 s of somebody's time, or 100 g of vegetables."""
WINTER = date(2025, 11, 1), date(2026, 4, 1)
WINTER_CAP_WH: Final = 100_000
SPRING = date(2026, 5, 20), date(2026, 7, 1)
SPRING_CAP_WH: Final = 150_000
_THOUSAND: Final = 1_000


class Story:
    """See the module."""

    def __init__(self, village: Village, council: Council, market: Market) -> None:
        self._village, self._council, self._market = village, council, market
        self._second: Device | None = None
        self._dated: dict[date, Callable[[], None]] = {
            date(2025, 6, 12): self._second_officer,
            date(2025, 7, 20): self._holiday_envelope,
            date(2025, 9, 20): self._treasurer,
            date(2025, 10, 18): self._second_computer,
            date(2025, 10, 31): lambda: self.direct(winter=True),
            date(2025, 11, 24): self._points_parity,
            date(2025, 12, 21): self._christmas,
            date(2026, 1, 12): self._computer_breaks,
            date(2026, 1, 14): self._ask_another_witness,
            date(2026, 1, 20): self._new_computer,
            date(2026, 2, 9): self._kg_parity,
            date(2026, 3, 8): self._language_trip,
            date(2026, 3, 31): lambda: self.direct(winter=False),
            date(2026, 4, 1): self._end_of_winter,
            date(2026, 4, 27): self._payment_without_money,
            date(2026, 5, 3): lambda: self._helps("jeanne", 2.0, "Vitre du grenier changée"),
            date(2026, 5, 10): lambda: self._helps("", 3.0, "Panneaux de la salle des fêtes nettoyés"),
            date(2026, 5, 17): lambda: self._helps("marc", 1.0, "Chauffe-eau : devis lus ensemble"),
            date(2026, 5, 19): self._pays_twice,
            date(2026, 5, 20): self._heater_breaks,
            date(2026, 5, 22): lambda: self._order("marie", "Panier", FRANCOIS, accepted=True),
            date(2026, 5, 23): lambda: self._order(FRANCOIS, "Broyeur", "paul", accepted=False),
        }

    # --- the first days -----------------------------------------------------------------------------------

    def begin(self) -> None:
        """Four people found the commune, and their computers seal."""
        village, commune = self._village, self._village.commune
        founder, *guests = RESIDENTS[:4]
        commune.found(village.person(founder.slug), FIRST)
        for guest in guests:
            village.wait(600, 1_200)
            commune.join(village.person(founder.slug), village.person(guest.slug), guest.roles)
        four = [village.person(slug) for slug in WITNESSES]
        for person in four:
            commune.say_ready(person)
        village.act(four[0], "witnesses", {"witnesses": commune.list_seats(four)})
        commune.sealing |= {person.node: person.node_seed for person in four}
        commune.seal()
        for person in four:
            village.later(2, lambda person=person: self._first_choices(person))

    def welcome(self) -> None:
        """Who joins today."""
        village = self._village
        for resident in RESIDENTS[4:]:
            if resident.day == village.number:
                sponsor = village.person(resident.sponsor)
                if not village.commune.may_invite(sponsor):
                    sponsor = village.person("claire")
                village.wait(900, 3_600)
                village.commune.join(sponsor, village.person(resident.slug))
                person = village.person(resident.slug)
                village.later(1, lambda person=person: self._first_choices(person))

    def _first_choices(self, person: Person) -> None:
        self._council.share(person)
        if person.slug != "theo":
            village = self._village
            village.act(person, "consent", {"topic": "purchases", "agree": True})

    def live(self) -> None:
        """What this day alone brings."""
        self._declare_meters()
        if self._village.day.day == 1 and self._village.number > 90:
            self._share_hours()
        what = self._dated.get(self._village.day)
        if what is not None:
            what()

    # --- energy -------------------------------------------------------------------------------------------

    def _declare_meters(self) -> None:
        """Whose meter begins today: declared by its owner, looked at by Karim; what becomes of it."""
        village = self._village
        for number, meter in enumerate(village.meters):
            if meter.first != village.day:
                continue
            owner = village.person(meter.owner)
            declare(village.commune, meter, number)
            village.commune.seal()
            technician = village.person("karim" if meter.owner != "karim" else "claire")
            certify(village.commune, meter, technician)
        for roof in ROOFS:
            if roof.day == village.number:
                owner = village.person(roof.owner)
                if not roof.is_shown:
                    village.act(owner, "consent", {"topic": "production", "agree": False})
                village.act(owner, "tariff", {"prices": [list(line) for line in TARIFF]})
                if roof.owner == FRANCOIS:
                    village.act(owner, "consent", {"topic": "gifts", "agree": True})
                    self.direct(winter=False)
                else:
                    self._direct_to(owner, [], roof.buyers, roof.rest)
        for use in USES:
            if use.day == village.number:
                village.act(village.person(use.owner), "consent", {"topic": "local-sale", "agree": True})

    def _direct_to(self, owner: Person, gifts: list[list[Any]], buyers: Sequence[str], rest: str) -> None:
        village = self._village
        known = [village.person(slug) for slug in buyers if village.lives_here(slug)]
        entries = gifts + [["buyer", person.account, 0, 0, 0] for person in known]
        village.act(owner, "directive", {"entries": entries, "rest": rest})

    def direct(self, *, winter: bool, spring: bool = False) -> None:
        """Where François's energy goes: to Marc in winter, to his four buyers, to his savings."""
        village = self._village
        gifts: list[list[Any]] = []
        if winter or spring:
            (first, end), cap = (SPRING, SPRING_CAP_WH) if spring else (WINTER, WINTER_CAP_WH)
            gifts.append([GIFT, village.person("marc").account, cap, at(first), at(end)])
        buyers = next(roof.buyers for roof in ROOFS if roof.owner == FRANCOIS)
        self._direct_to(village.person(FRANCOIS), gifts, buyers, "savings")

    def _move(self, person: Person, asset: str, pot: str, to: str, most: int, part: int = 1) -> int:
        """Something of a pot into another."""
        village = self._village
        held = get_balance(village.commune.replica.state, person.account, asset, pot)
        amount = min(most, held // part)
        if amount > 0:
            village.act(person, "pot.move", {"from": pot, "to": to, "asset": asset, "amount": amount})
        return max(0, amount)

    def _end_of_winter(self) -> None:
        village = self._village
        self._give_savings(2_081_703)
        memo = "Merci pour l’hiver : cinq mois au chaud. Les petits n’ont pas toussé."
        village.force_pay(village.person("marc"), village.person(FRANCOIS), "kg", 1_500, memo, purpose="don")

    def _give_savings(self, most: int) -> None:
        """What François keeps beyond his needs goes to the school's solar lessons."""
        village = self._village
        francois = village.person(FRANCOIS)
        amount = self._move(francois, "kwh", POT_ENERGY, POT_CURRENT, most)
        if amount:
            village.commune.seal()
            memo = "Pour l’atelier solaire de l’école"
            village.force_pay(francois, None, "kwh", amount, memo, purpose="enseignement")

    def _heater_breaks(self) -> None:
        """Marc's water heater is old: François gives him his share again until the new one is there."""
        self.direct(winter=False, spring=True)

    def _helps(self, slug: str, hours: float, memo: str) -> None:
        """What François does for a neighbour, or for the commune."""
        village, seconds = self._village, int(hours * HOUR_S)
        francois = village.person(FRANCOIS)
        if not slug:
            service = log(village, francois, FUND, seconds, 9, memo, "commune")
            certify_work(village, francois, service)
            return
        neighbour = village.person(slug)
        service = log(village, francois, neighbour.account, seconds, 14, memo, "bricolage")
        if service is not None:
            village.later(1, partial(confirm, village, neighbour, service))

    def _share_hours(self) -> None:
        """Each month François puts hours aside, and gives some for the canteen."""
        village = self._village
        francois = village.person(FRANCOIS)
        held = self._move(francois, "hour", POT_CURRENT, POT_TIME, 8 * HOUR_S, 3)
        if held:
            village.pay(francois, None, "hour", held, "Pour la cantine", purpose="don")

    # --- savings and money --------------------------------------------------------------------------------

    def _holiday_envelope(self) -> None:
        village = self._village
        francois = village.person(FRANCOIS)
        self._move(francois, "kwh", POT_ENERGY, "env.langue", 400 * _THOUSAND, 4)
        self._move(village.person("karim"), "hour", POT_CURRENT, POT_TIME, 10 * HOUR_S, 4)

    def _language_trip(self) -> None:
        village = self._village
        francois = village.person(FRANCOIS)
        self._move(francois, "kwh", POT_ENERGY, "env.langue", 1_900 * _THOUSAND, 3)
        village.act(francois, "pot.lock", {"pot": "env.langue", "until": at(date(2026, 7, 1))})

    def _christmas(self) -> None:
        village = self._village
        francois, tilleuls = village.person(FRANCOIS), village.person("tilleuls")
        amount = self._move(francois, "kwh", POT_ENERGY, POT_CURRENT, 2_500 * _THOUSAND, 2)
        if amount:
            memo = "Solidarité d’hiver : pour qui a froid"
            village.force_pay(francois, None, "kwh", amount, memo, purpose="entraide")
        amount = self._move(tilleuls, "kwh", POT_ENERGY, POT_CURRENT, 4_000 * _THOUSAND, 4)
        if amount:
            village.force_pay(tilleuls, None, "kwh", amount, "Pour la commune, bonnes fêtes", purpose="don")

    def _payment_without_money(self) -> None:
        """Théo sends what he has not: void, and nothing moved."""
        village = self._village
        village.force_pay(
            village.person("theo"), village.person("walid"), "kwh", 80 * _THOUSAND, "Pour la fuite"
        )

    def _second_computer(self) -> None:
        self._second = self._village.commune.add_device(self._village.person(FRANCOIS))

    def _pays_twice(self) -> None:
        """From two computers that had not met: both payments are signed, only one can have its effect."""
        village = self._village
        francois = village.person(FRANCOIS)
        state = village.commune.replica.state
        held = get_balance(state, francois.account, "kwh", POT_CURRENT)
        self._move(francois, "kwh", POT_ENERGY, POT_CURRENT, max(1, 110 * _THOUSAND - held))
        village.commune.seal()
        amount = max(held, 110 * _THOUSAND) - 42 * _THOUSAND
        village.force_pay(francois, village.person("paul"), "kwh", amount, "Deux stères de chêne")
        assert self._second is not None
        village.force_pay(self._second, village.person("jean"), "kwh", amount, "Ramonage de la cheminée")

    def _order(self, author: str, title: str, other: str, *, accepted: bool) -> None:
        """An order that waits for somebody on the last morning."""
        self._market.leave_open(
            self._village.person(author), title, self._village.person(other), accepted=accepted
        )

    # --- the council --------------------------------------------------------------------------------------

    def _role(self, title: str, text: str, slug: str, role: str) -> None:
        village = self._village
        content = {"account": village.person(slug).account, "role": role, "grant": True}
        self._council.ask(village.person("claire"), "role", title, text, content, days=5, leaning=0.95)

    def _second_officer(self) -> None:
        self._role(
            "Gilles certifie les travaux communaux",
            "Avec Denise, pour que chacun puisse s’absenter.",
            "gilles",
            "officer",
        )

    def _treasurer(self) -> None:
        self._role("Nadia trésorière de la commune", "Pour un an.", "nadia", "treasurer")

    def _parity(self, asset: str, wh: int, title: str, text: str, leaning: float) -> None:
        content = {"asset": asset, "numerator": wh, "denominator": 1}
        author = self._village.person("helene")
        self._council.ask(author, "parity", title, text, content, days=10, leaning=leaning)

    def _points_parity(self) -> None:
        self._parity(
            "point",
            12,
            "Un point de tri vaut 1,2 kWh",
            "Le tri a baissé de moitié : encourageons-le.",
            0.85,
        )

    def _kg_parity(self) -> None:
        self._parity(
            "kg", 12, "Un kilo de légumes vaut 7 min au lieu de 6", "Les semences ont augmenté.", 0.42
        )

    # --- a witness is lost --------------------------------------------------------------------------------

    def _computer_breaks(self) -> None:
        commune = self._village.commune
        del commune.sealing[self._village.person(LOST).node]

    def _ask_another_witness(self) -> None:
        village = self._village
        seats = [slug for slug in WITNESSES if slug != LOST] + [REPLACES]
        rows = village.commune.list_seats([village.person(slug) for slug in seats])
        title = "L’ordinateur d’Hélène scelle à la place de celui de Denise"
        text = "Celui de Denise est en panne depuis lundi. Trois suffisent, quatre valent mieux."
        content = {"witnesses": rows}
        self._council.ask(village.person("claire"), "witnesses", title, text, content, days=3, leaning=0.96)
        for day in (3, 4, 5):
            village.later(day, self._say_ready)

    def _say_ready(self) -> None:
        """The chosen computer says it is ready, once a day, until it seals."""
        village = self._village
        person = village.person(REPLACES)
        if person.node not in {row.node for row in get_next_witnesses(village.commune.replica.state)}:
            village.commune.say_ready(person)
        village.commune.sealing[person.node] = person.node_seed

    def _new_computer(self) -> None:
        """Denise's new computer signs from now on; her 24 words shut the broken one out."""
        village, commune = self._village, self._village.commune
        denise = village.person(LOST)
        commune.seal()
        device = commune.add_device(denise)
        commune.act_on_paper(denise, "key.revoke", {"key": Key(public_key(denise.device_seed))})
        denise.device_seed, denise.seq, denise.prev = device.seed, device.seq, device.prev
