# SPDX-License-Identifier: AGPL-3.0-or-later
"""The sorts of act people search for by their everyday word, in both languages. Pure.

    « vote », « dons », « heures d'aide », « légumes »      every act of that sort, whatever its own words say
    « vo », « lég »                                         offered: sorts with a word that begins so

A sort is read off a receipt alone, by its label or by what it moved: no act has to be opened for it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

BEGUN_MIN: Final = 2
"""Letters of a word from which on a sort is offered."""


@dataclass(frozen=True, slots=True)
class Sort:
    """`words` are folded; `labels` begin those of receipts: kinds of events and of tasks."""

    name: str
    words: tuple[str, ...]
    labels: tuple[str, ...]
    kinds: tuple[str, ...]
    """Beginnings of what a line of the register calls such an act."""
    assets: frozenset[str] = frozenset()
    """Whatever moved one of these is of the sort too."""
    template: str = ""
    """Of the listing an act is about; empty: any."""

    def may_hold(self, label: str, assets: Iterable[str]) -> bool:
        """Whether a receipt may be of this sort: all of them, and a few that have to be looked at."""
        return label.startswith(self.labels) or not self.assets.isdisjoint(assets)


_LISTED: Final = (
    Sort("votes", ("vote", "votes", "proposition", "propositions", "proposal", "proposals", "ballot"),
         ("ballot", "proposal"), ("ballot", "proposal")),
    Sort("gifts", ("don", "dons", "cadeau", "cadeaux", "gift", "gifts"), ("transfer",), ("gift",)),
    Sort("hours", ("heure", "heures", "aide", "aides", "hour", "hours", "help"), ("service.",),
         ("service.",), frozenset({"hour"})),
    Sort("produce", ("legume", "legumes", "recolte", "recoltes", "vegetable", "vegetables", "produce"),
         ("listing.", "order."), ("listing.", "order."), frozenset({"kg"}), template="produce"),
    Sort("payments", ("paiement", "paiements", "payment", "payments"), ("transfer",), ("transfer",)),
    Sort("orders", ("commande", "commandes", "order", "orders"), ("order.",), ("order.",)),
    Sort("offers", ("offre", "offres", "annonce", "annonces", "offer", "offers", "listing", "listings"),
         ("listing.",), ("listing.",)),
    Sort("energy", ("production", "productions", "compteur", "compteurs", "meter", "meters"),
         ("settlement", "meter.", "directive", "tariff"), ("mint", "meter.", "directive", "tariff")),
    Sort("shares", ("part", "parts", "repartition", "repartitions", "share", "shares"),
         ("allocation",), ("allocation",)),
    Sort("savings", ("epargne", "epargnes", "saving", "savings"), ("pot.",), ("pot.",)),
    Sort("people", ("arrivee", "arrivees", "depart", "departs", "arrival", "arrivals", "departure",
                    "departures"), ("resident.", "invitation"), ("membership", "resident.", "invitation")),
    Sort("computers", ("ordinateur", "ordinateurs", "computer", "computers"),
         ("key.", "node."), ("key.", "node.")),
    Sort("roles", ("role", "roles"), ("role.",), ("role.",)),
)  # fmt: skip
SORTS: Final = {sort.name: sort for sort in _LISTED}
_BY_WORD: Final = {word: sort for sort in _LISTED for word in sort.words}
_BETWEEN: Final = frozenset({"de", "des", "du", "la", "le", "les", "et", "ou", "of", "the", "and", "or"})
"""Small words between a sort and what follows it: « les dons de Claire »."""


def find_sorts(words: Sequence[str]) -> tuple[tuple[Sort, ...], tuple[int, ...]]:
    """(the sorts these folded words name, the places of the words that name none)."""
    named = [(place, _BY_WORD[word]) for place, word in enumerate(words) if word in _BY_WORD]
    if not named:
        return (), tuple(range(len(words)))
    taken = {place for place, _ in named}
    rest = [place for place, word in enumerate(words) if place not in taken and word not in _BETWEEN]
    # « heures d'aide » are hours: what only says the same again is not looked for.
    left = tuple(place for place in rest if words[place].removeprefix("d'") not in _BY_WORD)
    return tuple(dict.fromkeys(sort for _, sort in named)), left


def offer_sorts(words: Sequence[str]) -> tuple[Sort, ...]:
    """The sorts the last word may be the beginning of; those it names already are left out."""
    last = words[-1] if words else ""
    if len(last) < BEGUN_MIN or last in _BY_WORD:
        return ()
    return tuple(sort for sort in _LISTED if any(word.startswith(last) for word in sort.words))
