# SPDX-License-Identifier: AGPL-3.0-or-later
"""Words for the acts of a history that are about people and computers, or that nobody signs; a new name.

`cli_words` takes them in with those of money, help and the council.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final

from app.cli_format import Tongue

Document = Mapping[str, Any]


def _say_rename(t: Tongue, document: Document) -> Iterator[str]:
    """The name as it was kept, and what tells two people of one name apart."""
    name = document["name"]
    is_final = document["phase"] == "sealed"
    phase = t.say("définitif", "final") if is_final else t.say("enregistré", "recorded")
    yield t.say(f"Vos voisins liront « {name} » : {phase}.", f"Your neighbours will read “{name}”: {phase}.")
    if document["is_shared"]:
        sign = document["fingerprint"]
        yield t.say(
            f"Attention : quelqu'un d'autre porte déjà ce nom. Votre signe vous distingue : {sign}.",
            f"Careful: somebody else has this name already. Your sign tells you apart: {sign}.",
        )


WORDS: Final[Mapping[str, Callable[[Tongue, Document], Iterator[str]]]] = {"rename": _say_rename}
KINDS: Final = {
    "charter": ("fondation de la commune", "founding of the commune"),
    "resident.join": ("arrivée", "arrival"),
    "invitation": ("invitation", "invitation"),
    "consent": ("ce que les voisins peuvent voir", "what neighbours may see"),
    "display": ("changement de nom", "change of name"),
    "key.add": ("ordinateur ajouté", "computer added"),
    "node.add": ("nouvel ordinateur", "new computer"),
    "node.remove": ("ordinateur qui ne reçoit plus rien", "computer that is sent nothing more"),
    "key.revoke": ("ordinateur exclu", "computer shut out"),
    "key.keep": ("ordinateur gardé", "computer kept"),
    "meter.repair": ("compteur remis en service", "meter set right"),
    "settlement": ("partage de la journée", "the day shared out"),
    "order.lapse": ("commande annulée, sans réponse", "order cancelled, unanswered"),
    "order.silence": ("commande payée d'elle-même", "order paid by itself"),
    "order.unpaid": ("commande à payer plus tard", "order to be paid later"),
    "task.later": ("plus de temps pour répondre", "more time to answer"),
    "proposal.close": ("fin du vote", "end of the vote"),
    "proposal.execute": ("décision en vigueur", "decision in force"),
    "witnesses.change": ("changement des témoins", "change of witnesses"),
    "rules.raise": ("nouvelles règles", "new rules"),
}
