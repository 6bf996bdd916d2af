# SPDX-License-Identifier: AGPL-3.0-or-later
"""What a person reads after a command: its document in words, French or English.

It knows documents only (`json_out` made them), never views nor the program. The law: no word that asks how
the program works; « enregistré » until the commune has sealed an act, « définitif » after.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, Final

from app import (
    cli_account,
    cli_care,
    cli_devices,
    cli_leaving,
    cli_receipts,
    cli_recovery,
    cli_register,
    cli_roles,
    cli_rules,
    cli_sealing,
    cli_words_acts,
    cli_words_energy,
    cli_words_help,
    cli_words_market,
)
from app.cli_choices import BALLOTS
from app.cli_format import Tongue, get_quantity, name_alone, name_party, short_id
from app.cli_network import say_clock
from app.cli_words_council import say_fund, say_proposals, say_proposed
from app.cli_words_news import make_news_words
from app.cli_words_status import say_history, say_online, say_stalled, say_stopped, say_unchecked

Document = Mapping[str, Any]
Lines = Iterator[str]
"""Digits of an id a person is shown: enough to type it back."""


def describe(tongue: Tongue, command: str, document: Document) -> str:
    """A command's document as text; what has no words of its own says whether it is final."""
    return "\n".join(_WORDS.get(command, _say_done)(tongue, document))


def _phase(t: Tongue, document: Document) -> str:
    words = {
        "pending": t.say("enregistré", "recorded"),
        "sealed": t.say("définitif", "final"),
        "void": t.say("sans effet", "no effect"),
    }
    return words.get(str(document.get("phase") or ""), "")


def _amounts(t: Tongue, amounts: Sequence[Document]) -> str:
    return ", ".join(t.listed(amount) for amount in amounts)


def _say_done(t: Tongue, document: Document) -> Lines:
    phase = _phase(t, document)
    yield t.say("C'est", "It is") + f" {phase}." if phase else t.say("C'est fait.", "Done.")


def _say_made(field: str, french: str, english: str) -> Callable[[Tongue, Document], Lines]:
    def say(t: Tongue, document: Document) -> Lines:
        phase = t.say("c'est ", "") + _phase(t, document)  # whatever the noun's gender
        yield t.say(french, english) + f" {short_id(document[field])} ({phase})."

    return say


# --- the home ----------------------------------------------------------------------------------------------


LYON: Final = ("45.75", "4.85")
"""Where a commune lies if nothing is said, as `cli` gives it."""


def _say_found(t: Tongue, document: Document) -> Lines:
    name, me = document["name"], document["me"]["name"]
    yield t.say(
        f"« {name} » est fondée, et vous en êtes, {me}.", f"“{name}” is founded, and you belong to it, {me}."
    )
    if (document.get("latitude"), document.get("longitude")) == LYON:
        yield t.say(
            "Le soleil est compté pour Lyon, puisque rien n'est dit : ailleurs, et avant d'inviter, fondez-la"
            " de nouveau dans un autre dossier, avec --latitude et --longitude.",
            "The sun is counted for Lyon, since nothing is said: elsewhere, and before you invite, found it"
            " again in another folder, with --latitude and --longitude.",
        )
    yield from _say_protection(t, document)
    yield t.say(
        "Ensuite : voisinage invite, puis voisinage node pour rester en ligne.",
        "Next: voisinage invite, then voisinage node to stay online.",
    )


def _say_join(t: Tongue, document: Document) -> Lines:
    name, me = document["commune_name"], document["me"]["name"]
    yield t.say(f"Bienvenue à « {name} », {me}.", f"Welcome to “{name}”, {me}.")
    yield from _say_protection(t, document)
    yield from _say_stay(t)


def _say_restored(t: Tongue, document: Document) -> Lines:
    """Who came back has the words: they were just typed."""
    name, me = document["commune_name"], document["me"]["name"]
    yield t.say(f"Vous revoilà à « {name} », {me}.", f"Welcome back to “{name}”, {me}.")
    yield t.say(
        "Rangez la feuille de vos 24 mots. Cet ordinateur les a aussi : voisinage backup --done les efface.",
        "Put the sheet of your 24 words away. This computer has them too: voisinage backup --done.",
    )
    yield from _say_session(t, document)
    yield from _say_stay(t)


def _say_stay(t: Tongue) -> Lines:
    yield t.say("Ensuite : voisinage node pour rester en ligne.", "Next: voisinage node to stay online.")


def _say_protection(t: Tongue, document: Document) -> Lines:
    yield t.say(
        "Notez vos 24 mots sur papier : voisinage backup --show.",
        "Write your 24 words on paper: voisinage backup --show.",
    )
    yield from _say_session(t, document)


def _say_session(t: Tongue, document: Document) -> Lines:
    if document.get("protection") == "file":
        yield t.say(
            "Attention : qui ouvre votre session sur cet ordinateur peut payer en votre nom.",
            "Careful: whoever opens your session on this computer can pay in your name.",
        )


def _say_examination(t: Tongue, document: Document) -> Lines:
    from app.doctor.words import say_examination

    return say_examination(t, document)


_STOPPED: Final = ("Arrêté : la suite de l'histoire n'est pas sûre.", "Stopped: what follows is not certain.")


def _say_status(t: Tongue, document: Document) -> Lines:
    if not document["commune_name"]:
        yield t.say(
            "Votre demande attend qu'un voisin réponde.", "Your request waits for a neighbour to answer."
        )
        return
    me = document["me"]
    members = t.count(document["members"], ("membre", "membres"), ("member", "members"))
    yield f"{document['commune_name']} · {members}" + (f" · {me['name']}" if me else "")
    if document["node_running"]:
        peers = t.count(
            document["neighbours_online"],
            ("voisin en ligne", "voisins en ligne"),
            ("neighbour online", "neighbours online"),
        )
        if document["peers"] == 0 and document["members"] > 1:
            yield t.say(
                "Hors ligne : aucun autre ordinateur de la commune ne répond. Tout marche, et partira au"
                " retour.",
                "Offline: no other computer of the commune answers. Everything works, and is sent later.",
            )
        else:
            yield t.say(f"En ligne · {peers}", f"Online · {peers}")
        for address in document["addresses"]:
            yield f"  {address}"
    else:
        yield t.say("Hors ligne : voisinage node, ou la fenêtre.", "Offline: voisinage node, or the window.")
    if document["stopped_because"]:
        yield say_stopped(t, str(document["stopped_because"]))
    if document.get("clock"):
        yield say_clock(t, document)
    sealed = t.integer(document["total_sealed"])
    yield t.say(
        f"{sealed} actes définitifs, {t.integer(document['pending'])} en attente.",
        f"{sealed} final acts, {t.integer(document['pending'])} waiting.",
    )
    if document["stalled_ms"]:
        yield say_stalled(t, document)
    yield from say_history(t, document)
    if document["synced"]:
        yield t.say("À jour avec vos voisins.", "Up to date with your neighbours.")


def _say_raised(t: Tongue, _document: Document) -> Lines:
    yield t.say("La fenêtre est déjà ouverte.", "The window is open already.")


def _say_demo(t: Tongue, document: Document) -> Lines:
    nodes = document["nodes"]
    heights = {node["height"] for node in nodes} if nodes else {0}
    yield t.say(
        f"La matinée est jouée : {len(nodes)} registres identiques, à la page n° {max(heights)}.",
        f"The morning is played: {len(nodes)} identical registers, at seal no. {max(heights)}.",
    )
    created = [t.listed(amount) for amount in (nodes[0]["totals"] if nodes else ())]
    if created:
        yield t.say("En circulation : ", "In circulation: ") + ", ".join(created)
    kept = document["home"]
    if kept:
        yield t.say(f"Tout est dans {kept}.", f"It is all in {kept}.")
    else:
        yield t.say("Rien n'en reste sur cet ordinateur.", "Nothing of it stays on this computer.")


def _say_verify(t: Tongue, document: Document) -> Lines:
    events, seconds = t.integer(document["events"]), t.decimal(document["elapsed_ms"], 1000, 1)
    yield t.say(
        f"Tout correspond : {events} actes recalculés en {seconds} s.",
        f"Everything matches: {events} acts computed again in {seconds} s.",
    )
    yield from say_unchecked(t, document.get("since", 0))


# --- people and money --------------------------------------------------------------------------------------


def _say_invite(t: Tongue, document: Document) -> Lines:
    yield t.say(
        f"Donnez ceci à votre voisin, à lui seul, avant le {t.day(document['expires_ms'])} :",
        f"Give this to your neighbour, to nobody else, before {t.day(document['expires_ms'])}:",
    )
    yield str(document["code"])
    if not document["addresses"]:
        yield t.say(
            "Il faudra que Voisinage soit en ligne chez vous.", "Voisinage will have to be online here."
        )


def _say_balance(t: Tongue, document: Document) -> Lines:
    who = name_party(t, document["member"])
    yield t.say("Vos comptes :", "Your accounts:") if document["is_me"] else t.say(f"{who} :", f"{who}:")
    if not document["balances"]:
        yield t.say("  rien encore", "  nothing yet")
    for line in document["balances"]:
        settled, expected = get_quantity(line, "settled"), get_quantity(line, "expected")
        text = f"  {t.amount(line['asset'], settled)}"
        if line["pot"] != "current":
            text += f" ({cli_words_help.name_pot(t, line['pot'])})"
        if expected != settled:
            shown = t.amount(line["asset"], expected)
            text += t.say(f" · {shown} une fois tout définitif", f" · {shown} once all is final")
        yield text


KINDS: Final = {
    "transfer": ("paiement", "payment"),
    "gift": ("don", "gift"),
    "mint": ("production", "production"),
    "membership": ("arrivée", "arrival"),
    "listing.add": ("annonce", "listing"),
    "proposal": ("proposition", "proposal"),
    "ballot": ("vote", "vote"),
    "allocation": ("répartition", "sharing out"),
    "meter.register": ("compteur", "meter"),
    "meter.reading": ("relevé", "reading"),
    "directive": ("destinations de l'énergie", "where energy goes"),
    "tariff": ("prix du kWh", "price of a kWh"),
    "meter.certify": ("compteur attesté", "meter vouched for"),
    "order.place": ("commande", "order"),
    "order.accept": ("commande acceptée", "order accepted"),
    "order.deliver": ("livraison", "delivery"),
    "order.confirm": ("commande payée", "order paid"),
    "order.cancel": ("commande annulée", "order cancelled"),
    "listing.withdraw": ("annonce retirée", "listing withdrawn"),
    "role.grant": ("rôle donné", "role given"),
    "role.revoke": ("rôle retiré", "role taken back"),
    "witnesses": ("choix des témoins", "choice of witnesses"),
    "witness.ready": ("ordinateur prêt à sceller", "computer ready to seal"),
    **cli_words_acts.KINDS,
    **cli_leaving.KINDS,
    **cli_words_help.KINDS,
}


def _say_history(t: Tongue, document: Document) -> Lines:
    if not document["history"]:
        yield t.say("Rien encore.", "Nothing yet.")
    for entry in document["history"]:
        yield _say_entry(t, entry)


def _say_entry(t: Tongue, entry: Document) -> str:
    """One line, its number last: `proof` takes it. What had no effect says why on the line under it."""
    words = KINDS.get(entry["kind"], (entry["kind"], entry["kind"]))
    who = name_party(t, entry["counterpart"], entry["kind"]) if entry["counterpart"] else ""
    about = entry["memo"] or entry["title"]
    amounts = _amounts(t, entry["amounts"])
    number = short_id(entry.get("event") or "")
    choice = t.say(*BALLOTS[entry["choice"]][:2]) if entry.get("choice") in BALLOTS else ""
    parts = [t.instant(entry["at_ms"]), _phase(t, entry), t.say(*words), choice, who, amounts, about, number]
    line = " · ".join(part for part in parts if part)
    reason = entry.get("reason")
    return f"{line}\n    {_say_void(t, reason)}" if reason else line


def _say_void(t: Tongue, reason: str) -> str:
    why = _say_why(t, reason).removesuffix(".")
    return t.say(f"Rien n'a bougé sur vos comptes : {why}.", f"Your accounts have not changed: {why}.")


def _say_pay(t: Tongue, document: Document) -> Lines:
    amount, who = t.listed(document), name_party(t, document["to"])
    yield t.say(f"{amount} pour {who} : {_phase(t, document)}.", f"{amount} to {who}: {_phase(t, document)}.")


# --- meters, market, council -------------------------------------------------------------------------------


def _say_import(t: Tongue, document: Document) -> Lines:
    produced = t.amount("kwh", document["produced_wh"])
    new = t.count(document["days_new"], ("jour nouveau", "jours nouveaux"), ("new day", "new days"))
    known = t.count(document["days_known"], ("déjà connu", "déjà connus"), ("already known", "already known"))
    yield t.say(f"{new}, {produced} ; {known}.", f"{new}, {produced}; {known}.")
    if document["days_before"]:
        before = t.count(document["days_before"], ("jour", "jours"), ("day", "days"))
        yield t.say(
            f"{before} d'avant le début du compteur, non comptés.",
            f"{before} from before the meter's start, not counted.",
        )
    if document["days_missing"]:
        missing = t.count(
            document["days_missing"],
            ("jour manque", "jours manquent"),
            ("day is missing", "days are missing"),
        )
        yield t.say(f"{missing} dans le fichier.", f"{missing} in the file.")
    if document["readings"]:
        yield from _say_done(t, document)
        due = t.instant(document["settles_ms"])
        yield t.say(
            f"Cette énergie sera à vous au prochain règlement, le {due}.",
            f"This energy will be yours at the next settlement, on {due}.",
        )


def _say_meters(t: Tongue, document: Document) -> Lines:
    states = {
        "waiting": t.say("attend qu'un voisin l'atteste", "waits for a neighbour"),
        "active": t.say("en service", "active"),
        "quarantined": t.say("arrêté", "stopped"),
    }
    if not document["meters"]:
        yield t.say(
            "Aucun compteur. Pour déclarer le vôtre : voisinage meter add --help.",
            "No meter. To declare yours: voisinage meter add --help.",
        )
    for meter in document["meters"]:
        parts = [name_alone(meter["owner"]), *cli_words_energy.name_meter(t, meter), states[meter["state"]]]
        if meter["side"] != "consumption":  # which mints nothing
            parts.append(t.amount("kwh", meter["minted_wh"]))
        yield f"{short_id(meter['meter'])}  " + " · ".join(parts)


def _say_peers(t: Tongue, document: Document) -> Lines:
    if not document["peers"]:
        yield t.say("Aucun ordinateur de voisin connu.", "No neighbour's computer known.")
    for peer in document["peers"]:
        is_on = t.say("en ligne", "online") if peer["online"] else t.instant(peer["seen_ms"])
        yield f"{name_party(t, peer['person']) if peer['person'] else '?'} · {is_on} · {peer['address']}"


_INBOX: Final = {
    "vote": ("voter", "vote"),
    "order.accept": ("accepter la commande", "accept the order"),
    "order.deliver": ("livrer", "deliver"),
    "order.confirm": ("confirmer la livraison", "confirm the delivery"),
    "device": ("s'opposer à l'exclusion d'un ordinateur", "object to a computer being shut out"),
    "meter.certify": ("attester un compteur", "vouch for a meter"),
    "backup": ("noter vos 24 mots", "write down your 24 words"),
    "allocate": ("répartir le fonds", "share out the fund"),
    "void": ("un acte sans effet", "an act without effect"),
    **cli_sealing.INBOX,
    **cli_rules.INBOX,
    **cli_words_help.INBOX,
}


def _say_inbox(t: Tongue, document: Document) -> Lines:
    if not document["inbox"]:
        yield t.say("Rien ne vous attend.", "Nothing waits for you.")
    for item in document["inbox"]:
        who = name_alone(item["person"]) if item["person"] else ""
        identifier, title = short_id(item["object"]), item["title"]
        if item["kind"] == "void":
            title = _say_why(t, title).removesuffix(".")
        price = cli_words_market.say_price(t, item.get("amounts", []))
        parts = (t.say(*_INBOX[item["kind"]]), price, title, who, identifier)
        yield " · ".join(part for part in parts if part)


def _say_why(t: Tongue, reason: str) -> str:
    from app.cli_errors import explain_reason  # its words are many, and seldom needed

    return explain_reason(t, reason)


def _say_proof(t: Tongue, document: Document) -> Lines:
    author = document["author"]
    kind = t.say(*KINDS[document["kind"]]) if document["kind"] in KINDS else document["kind"]
    yield f"{kind} · {name_alone(author) if author else '?'} · {_phase(t, document)}"
    if document["reason"]:
        yield _say_why(t, document["reason"])
    if asked := document.get("asked"):
        what = f"{t.listed(asked)}", name_party(t, asked["to"])
        yield t.say("  demandé : {} pour {}", "  asked: {} to {}").format(*what)
    for line in document["postings"]:
        who = name_alone(line["member"]) if line["member"] else line["account"]
        yield f"  {who} : {t.listed(line)}"
    if "file" in document:
        yield from cli_receipts.say_saved(t, document)


_WORDS: Final[Mapping[str, Callable[[Tongue, Document], Lines]]] = {
    "found": _say_found,
    "join": _say_join,
    "node": say_online,
    "status": _say_status,
    "verify": _say_verify,
    "open": _say_raised,
    "demo": _say_demo,
    "doctor": _say_examination,
    **cli_care.WORDS,
    "restore": _say_restored,
    "invite": _say_invite,
    "balance": _say_balance,
    "history": _say_history,
    "pay": _say_pay,
    "give": _say_pay,
    "meter.import": _say_import,
    "meter.list": _say_meters,
    "offer.list": cli_words_market.say_offers,
    "order.list": cli_words_market.say_orders,
    "proposals": say_proposals,
    "fund": say_fund,
    "peers": _say_peers,
    "inbox": _say_inbox,
    "news": make_news_words(_say_entry),
    "proof": _say_proof,
    **cli_account.WORDS,
    **cli_devices.WORDS,
    **cli_receipts.WORDS,
    **cli_register.WORDS,
    **cli_words_acts.WORDS,
    "meter.add": _say_made("meter", "Compteur", "Meter"),
    "offer.add": _say_made("offer", "Annonce", "Listing"),
    "order.place": _say_made("order", "Commande", "Order"),
    "propose.text": say_proposed,
    "propose.parity": say_proposed,
    "propose.role": say_proposed,
    "propose.witnesses": say_proposed,
    **cli_roles.WORDS,
    **cli_rules.WORDS,
    "propose.rules": say_proposed,
    **cli_recovery.WORDS,
    **cli_words_help.WORDS,
    **cli_leaving.WORDS,
    **cli_words_energy.WORDS,
}
