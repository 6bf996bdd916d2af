# SPDX-License-Identifier: AGPL-3.0-or-later
"""The refusals of the energy commands in both languages; `cli_errors_fr` and `cli_errors_en` take them in."""

from __future__ import annotations

from typing import Final

FRENCH: Final = """certify-others
  Attester ce compteur revient à un technicien, qui n'en est pas propriétaire.
  =kept
  Demandez-le-lui : voisinage role list.
certify-nobody
  Personne ne peut attester ce compteur : il faut un technicien qui n'en est pas propriétaire.
  =kept
  Proposez-en un à la commune : voisinage propose role NOM technicien.
directive-line
  Cette ligne n'est pas comprise : {typed}.
  =kept
  Par exemple : don:Marc:100:2026-11-01:2027-03-31, acheteur:Marie, voisins, reste:épargne.
bad-day
  Ce n'est pas un jour : {typed}.
  =kept
  Écrivez 26/11/2026, 26/11, hier, aujourd'hui, demain ou lundi.
directive-twice
  La même ligne est là deux fois.
  =kept
  Gardez-en une.
directive-too-long
  Cette liste est trop longue.
  =kept
  Gardez {most} lignes au plus.
bad-rest
  Il n'est pas clair où va le reste.
  =kept
  Choisissez parmi : reste:épargne, reste:courant, reste:commune.
gift-without-cap
  Un don a besoin d'un plafond par mois.
  =kept
  Par exemple don:Marc:100.
gift-dates
  Ce don finirait avant de commencer.
  =kept
  Vérifiez le premier et le dernier jour.
tariff-pairs
  Un prix est un nombre suivi de son unité.
  =kept
  Par exemple : voisinage tariff set 0,01 h.
tariff-twice
  La même unité est là deux fois.
  =kept
  Gardez un prix par unité.
tariff-in-energy
  Le prix d'un kWh ne se dit pas en kWh.
  =kept
  Dites-le en heures, en kg ou en points : voisinage tariff set 0,01 h.
tariff-too-long
  Il y a trop de prix.
  =kept
  Gardez-en {most} au plus."""

ENGLISH: Final = """certify-others
  Vouching for this meter is for a technician, who does not own it.
  =kept
  Ask them: voisinage role list.
certify-nobody
  Nobody can vouch for this meter: it takes a technician who does not own it.
  =kept
  Propose one to the commune: voisinage propose role NAME technician.
directive-line
  This line is not understood: {typed}.
  =kept
  For example: gift:Marc:100:2026-11-01:2027-03-31, buyer:Marie, neighbours, rest:savings.
bad-day
  This is no day: {typed}.
  =kept
  Write 2026-11-26, 26/11 (day, then month), yesterday, today, tomorrow or monday.
directive-twice
  The same line is there twice.
  =kept
  Keep one.
directive-too-long
  This list is too long.
  =kept
  At most {most} lines.
bad-rest
  It is not clear where the rest goes.
  =kept
  Choose among: rest:savings, rest:current, rest:fund.
gift-without-cap
  A gift needs a limit a month.
  =kept
  For example gift:Marc:100.
gift-dates
  This gift would end before it begins.
  =kept
  Check the first and the last day.
tariff-pairs
  A price is a number followed by its unit.
  =kept
  For example: voisinage tariff set 0.01 h.
tariff-twice
  The same unit is there twice.
  =kept
  Keep one price a unit.
tariff-in-energy
  The price of a kWh cannot be told in kWh.
  =kept
  Tell it in hours, kg or points: voisinage tariff set 0.01 h.
tariff-too-long
  There are too many prices.
  =kept
  At most {most}."""
