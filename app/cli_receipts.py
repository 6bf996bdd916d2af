# SPDX-License-Identifier: AGPL-3.0-or-later
"""`proof --out` and `check-proof`: how they are typed, and what a person reads of a receipt."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, Final

from app.cli_format import Tongue
from app.cli_usage import read_path

if TYPE_CHECKING:
    from app.cli_help import Table

Document = Mapping[str, Any]
_POTS: Final = {"issue": ("créé par la commune", "created by the commune"), "burn": ("consommé", "used up")}


def add_proof(table: Table) -> None:
    """Add `proof` and `check-proof`."""
    say = table.say
    proof = table.add("proof", "ce que le registre dit d'un acte", "what the register says of an act")
    proof.add_argument(
        "event", metavar="ID", help=say("6 lettres ou chiffres au moins", "6 letters or digits at least")
    )
    proof.add_argument(
        "--out",
        type=read_path,
        metavar="FILE",
        help=say(
            "en écrire la preuve dans un fichier (.proof), pour qui n'a pas votre registre",
            "write its proof to a file (.proof), for who does not have your register",
        ),
    )
    proof.add_argument(
        "--with-names",
        action="store_true",
        default=None,
        help=say("y montrer les noms des personnes", "show people's names in it"),
    )
    proof.add_argument(
        "--with-words",
        action="store_true",
        default=None,
        help=say("y montrer le mot du paiement", "show the payment's memo in it"),
    )
    check = table.add("check-proof", "vérifier une preuve reçue", "check a proof somebody sent")
    check.add_argument("file", type=read_path)
    check.add_argument(
        "--commune",
        metavar="NUMBER",
        help=say(
            "le numéro de la commune dont elle doit être, 16 lettres ou chiffres au moins",
            "the number of the commune it must be of, 16 letters or digits at least",
        ),
    )


def check(home: Any, arguments: Mapping[str, Any]) -> Document:
    """The document of `check-proof`."""
    from pathlib import Path

    from app.json_out import to_json
    from app.receipts import read_receipt

    return to_json(read_receipt(Path(arguments["file"]), home, arguments.get("commune", "")))


# --- words -------------------------------------------------------------------------------------------------


def say_saved(t: Tongue, document: Document) -> Iterator[str]:
    """That the proof was written, and what it is for."""
    yield t.say(f"Preuve écrite : {document['file']}", f"Proof written: {document['file']}")
    yield t.say(
        "Qui la reçoit la vérifie avec voisinage check-proof, sans compte et sans votre registre.",
        "Whoever receives it checks it with voisinage check-proof, without an account or your register.",
    )


def _grouped(number: str) -> str:
    return " ".join(number[at : at + 4] for at in range(0, len(number), 4))


def _say_commune(t: Tongue, document: Document) -> Iterator[str]:
    number = _grouped(document["commune"])
    name = document["commune_name"] or t.say("(nom non montré)", "(name not shown)")
    yield t.say(f"Commune : {name}, numéro {number}", f"Commune: {name}, number {number}")
    compared = {
        "same": t.say(
            "C'est la vôtre : le registre de cet ordinateur dit la même chose.",
            "It is yours: this computer's register says the same.",
        ),
        "ahead": t.say(
            "C'est la vôtre ; le registre de cet ordinateur n'en est pas encore à cette page.",
            "It is yours; this computer's register has not reached that page yet.",
        ),
        "none": t.say(
            "Une autre peut avoir ce nom : comparez ce numéro avec celui que vous connaissez.",
            "Another may have that name: compare this number with the one you know.",
        ),
    }
    yield "  " + compared[document["compared"]]
    if document["start_height"] and document["compared"] != "same":
        page, seal = t.integer(document["start_height"]), _grouped(document["start_seal"])
        yield "  " + t.say(
            f"Elle part de la page {page}, numéro {seal} : à comparer aussi.",
            f"It starts from page {page}, number {seal}: compare that too.",
        )


def _say_lines(t: Tongue, document: Document) -> Iterator[str]:
    for line in document["lines"]:
        amount = t.listed(line["amount"])
        if not line["fingerprint"]:
            account = bytes.fromhex(line["account"]).decode("ascii", "replace")
            yield f"  {amount} · " + t.say(*_POTS.get(account, ("fonds de la commune", "the commune's fund")))
            continue
        who = t.say(f"compte {line['fingerprint']}", f"account {line['fingerprint']}")
        if line["name"]:
            who = f"{line['name']}, {who}"
        yield f"  {amount} · {who}"
        yield f"      {_grouped(line['account'])}"


def say_checked(t: Tongue, document: Document) -> Iterator[str]:
    """What a proof that holds shows."""
    from app.cli_errors import explain_reason
    from app.cli_words import KINDS
    from app.facade_naming import join_sign

    yield t.say("Cette preuve est bonne. Elle montre ceci.", "This proof holds. It shows this.")
    yield from _say_commune(t, document)
    kind = t.say(*KINDS.get(document["kind"], (document["kind"], document["kind"])))
    # Whoever reads this may know no member: the sign is what tells them apart.
    author = join_sign(document["author"], document["author_fingerprint"]) if document["author"] else ""
    signed = t.instant(document["signed_ms"])
    by = t.say(f", signé par {author}", f", signed by {author}") if author else ""
    yield t.say(f"Acte : {kind}{by}, daté du {signed}", f"Act: {kind}{by}, dated {signed}")
    if document["is_applied"]:
        yield from _say_lines(t, document)
    else:
        why = explain_reason(t, str(document["reason"]))
        yield "  " + t.say(f"SANS EFFET, rien n'a bougé : {why}", f"WITHOUT EFFECT, nothing moved: {why}")
    for words in document["words"]:
        yield "  " + t.say(f"« {words} »", f"“{words}”")
    since, page = t.instant(document["sealed_ms"]), t.integer(document["height"])
    signatures, witnesses = t.integer(document["signatures"]), document["witnesses"]
    of = t.count(witnesses, ("témoin", "témoins"), ("witness", "witnesses"))
    yield t.say(
        f"Définitif depuis le {since}, page {page} du registre, confirmé par {signatures} sur {of}.",
        f"Final since {since}, page {page} of the register, confirmed by {signatures} of {of}.",
    )


WORDS: Final[Mapping[str, Callable[[Tongue, Document], Iterator[str]]]] = {"check-proof": say_checked}
