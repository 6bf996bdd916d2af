# SPDX-License-Identifier: AGPL-3.0-or-later
"""Who lives in the example commune: sixty residents, fourteen roofs, fifteen households that buy."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

WITNESSES: Final = ("claire", "marie", "karim", "denise")
"""Whose computers seal at first."""
LOST, REPLACES = "denise", "helene"
"""Whose computer broke in January, and whose took its place by a decision."""
DISMISSED: Final = "theo"
HOMES: Final = ("francois", "claire", "marie", "karim", "helene", "marc")
"""Whose homes a demonstration makes: the four who seal in the end, François and Marc."""
HOUSES: Final = ("ecole", "tilleuls", "boulangerie", "domaine")
"""Accounts of a school, a farm, a bakery, an estate: they trade, and trim no hedges."""
FIREFIGHTERS: Final = ("julien", "sofia", "yann", "thomas", "ines", "bruno", "lea", "mehdi")
OFFICERS: Final = ("denise", "gilles")
SECONDS: Final = ("odile", "jacques", "nadia", "lucie", "paul", "helene")
"""Who else confirms work for the commune."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Resident:
    """One line of the village's register."""

    slug: str
    name: str
    day: int
    """Of the year at which they join, 0 the first."""
    sponsor: str = "claire"
    roles: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class RoofOf:
    """A roof with its meter."""

    owner: str
    kwp: int
    tilt: int
    azimuth: int
    day: int
    """Of the year from which it counts."""
    buyers: tuple[str, ...] = ()
    rest: str = "savings"
    is_shown: bool = True
    """Whether neighbours see its daily total."""
    is_daily: bool = True
    """Its file comes by itself each morning; else once a week, until May."""


@dataclass(frozen=True, slots=True, kw_only=True)
class UseOf:
    """A household that buys from the neighbours' roofs."""

    owner: str
    kwh_day: float
    day: int
    winter: float = 0.35
    """How much more in January, how much less in July."""
    rhythm: str = "home"
    """`home`, `school`, `shop` or `field`."""


def _one(slug: str, name: str, day: int, sponsor: str = "claire", *roles: str) -> Resident:
    return Resident(slug=slug, name=name, day=day, sponsor=sponsor, roles=roles)


RESIDENTS: Final = (
    _one("claire", "Claire Martin", 0),
    _one("karim", "Karim Benali", 0, "claire", "technician"),
    _one("marie", "Marie Lefèvre", 0, "claire", "mediator"),
    _one("denise", "Denise Roux", 0, "claire", "officer"),
    _one("francois", "François Dubois", 1),
    _one("ecole", "École communale", 1),
    _one("tilleuls", "Ferme des Tilleuls", 1),
    _one("helene", "Hélène Morel", 1),
    _one("boulangerie", "Boulangerie Perrin", 2),
    _one("gilles", "Gilles Faure", 2),
    _one("julien", "Julien Caron", 2),
    _one("sofia", "Sofia Almeida", 3),
    _one("paul", "Paul Garnier", 3),
    _one("odile", "Odile Marchand", 3),
    _one("domaine", "Domaine Rousset", 4),
    _one("yann", "Yann Le Goff", 4),
    _one("nadia", "Nadia Haddad", 5),
    _one("jean", "Jean Vidal", 5),
    _one("lucie", "Lucie Renaud", 6),
    _one("thomas", "Thomas Blanc", 7),
    _one("jacques", "Jacques Meunier", 8),
    _one("ines", "Inès Carvalho", 9),
    _one("bruno", "Bruno Lacroix", 10),
    _one("lea", "Léa Fournier", 11),
    _one("mehdi", "Mehdi Saïdi", 12),
    _one("antoine", "Antoine Perrot", 14),
    _one("sylvie", "Sylvie Barbier", 16),
    _one("monique", "Monique Chevalier", 18),
    _one("luc", "Luc Gauthier", 21),
    _one("amandine", "Amandine Picard", 24),
    _one("marc", "Marc Delorme", 30, "francois"),
    _one("christine", "Christine Delorme", 31, "francois"),
    _one("pierre", "Pierre Lambert", 34),
    _one("camille", "Camille Robin", 37, "helene"),
    _one("rachid", "Rachid Belkacem", 40, "karim"),
    _one("josette", "Josette Masson", 43, "denise"),
    _one("emilie", "Émilie Girard", 47),
    _one("nicolas", "Nicolas Brunet", 50),
    _one("fatou", "Fatou Diallo", 54, "marie"),
    _one("henri", "Henri Collet", 58, "denise"),
    _one("theo", "Théo Prévost", 62),
    _one("celine", "Céline Aubert", 66, "marie"),
    _one("patrick", "Patrick Noël", 70),
    _one("valerie", "Valérie Charpentier", 75, "helene"),
    _one("arthur", "Arthur Lemoine", 80),
    _one("jeanne", "Jeanne Ferrand", 86, "francois"),
    _one("olivier", "Olivier Besson", 92),
    _one("ana", "Ana Popescu", 99, "karim"),
    _one("gerard", "Gérard Thibault", 106),
    _one("chloe", "Chloé Vasseur", 114, "marie"),
    _one("simon", "Simon Leclerc", 122),
    _one("bernadette", "Bernadette Hubert", 131, "denise"),
    _one("walid", "Walid Mansour", 141, "karim"),
    _one("agnes", "Agnès Tessier", 152, "helene"),
    _one("louis", "Louis Poirier", 165),
    _one("margaux", "Margaux Rolland", 180, "marie"),
    _one("didier", "Didier Guichard", 200),
    _one("elsa", "Elsa Maillard", 230, "francois"),
    _one("hugo", "Hugo Bertin", 275, "helene"),
    _one("amelie", "Amélie Fontaine", 320, "francois"),
)


def _roof(owner: str, kwp: int, tilt: int, azimuth: int, day: int, *buyers: str, **rest: object) -> RoofOf:
    return RoofOf(owner=owner, kwp=kwp, tilt=tilt, azimuth=azimuth, day=day, buyers=buyers, **rest)  # type: ignore[arg-type]


ROOFS: Final = (
    _roof("francois", 30, 32, 180, 2, "marie", "karim", "ecole", "denise"),
    _roof("tilleuls", 38, 30, 180, 3, "boulangerie", "sylvie", "antoine"),
    _roof("ecole", 24, 30, 180, 4, rest="fund"),
    _roof("helene", 17, 35, 180, 5, "monique", "luc", "camille"),
    _roof("boulangerie", 15, 20, 180, 12, "jacques", rest="current"),
    _roof("domaine", 15, 25, 200, 20, "pierre", "josette", rest="fund"),
    _roof("paul", 12, 30, 160, 25, "sylvie"),
    _roof("gilles", 13, 35, 200, 33, "luc", is_daily=False),
    _roof("odile", 12, 40, 180, 45, "josette", is_shown=False),
    _roof("jean", 9, 30, 150, 60, is_shown=False, is_daily=False),
    _roof("nadia", 9, 30, 210, 82, "fatou", is_shown=False, is_daily=False),
    _roof("lucie", 10, 45, 180, 110, "camille", is_shown=False),
    _roof("valerie", 11, 30, 180, 150, rest="fund", is_shown=False, is_daily=False),
    _roof("olivier", 12, 35, 190, 190, "monique"),
)


def _use(owner: str, kwh_day: float, day: int, rhythm: str = "home", winter: float = 0.35) -> UseOf:
    return UseOf(owner=owner, kwh_day=kwh_day, day=day, winter=winter, rhythm=rhythm)


USES: Final = (
    _use("marie", 30, 3, "field", 0.1),
    _use("karim", 24, 0, "shop", 0.15),
    _use("ecole", 26, 5, "school", 0.3),
    _use("denise", 14, 4),
    _use("boulangerie", 62, 13, "shop", 0.05),
    _use("jacques", 9, 15),
    _use("sylvie", 11, 20),
    _use("antoine", 13, 22),
    _use("monique", 8, 25),
    _use("luc", 12, 30),
    _use("marc", 24, 34, "home", 0.4),
    _use("pierre", 10, 40),
    _use("camille", 9, 45),
    _use("josette", 7, 50),
    _use("fatou", 12, 90),
)
