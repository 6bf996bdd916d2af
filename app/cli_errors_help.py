# SPDX-License-Identifier: AGPL-3.0-or-later
"""The refusals of pots and hours of help in both languages, in the format `cli_errors_fr` describes."""

from __future__ import annotations

from typing import Final

FRENCH: Final = """unknown-pot
  Cette épargne n'existe pas ({pot}).
  =kept
  Choisissez courant, énergie, temps, ou le nom d'une enveloppe (lettres et chiffres).
same-pot
  C'est deux fois la même épargne.
  =kept
  Choisissez d'où cela part et où cela va.
pot-refuses
  Cette épargne ne prend pas cette unité.
  =kept
  L'énergie va dans l'épargne énergie, le temps dans l'épargne temps ; une enveloppe prend tout.
pot-locked
  Cette épargne est verrouillée.
  =kept
  Attendez sa date : voisinage pot list.
pot-short
  Il n'y a pas assez là d'où cela part.
  =kept
  Vous pouvez en déplacer au plus {available}.
pot-no-lock
  Cela ne se verrouille pas.
  =kept
  Verrouillez l'épargne énergie, l'épargne temps ou une enveloppe.
lock-past
  Cette date est passée.
  =kept
  Donnez un jour à venir.
lock-too-long
  C'est plus loin que ce que la commune permet.
  =kept
  Choisissez une date d'ici {days} jours.
lock-shorter
  Un verrou s'allonge, il ne se raccourcit pas.
  =kept
  Choisissez une date plus lointaine : voisinage pot list.
own-help
  S'aider soi-même ne donne pas d'heures.
  =kept
  Dites qui vous avez aidé.
help-duration
  Cette durée est illisible : {amount}.
  =kept
  Écrivez par exemple 2h, 1h30 ou 45min.
envelope-empty
  Vous n'avez rien dans une enveloppe « {pot} » : ce verrou ne garderait rien.
  =kept
  Vos épargnes : voisinage pot list. Pour en faire une : voisinage pot move courant "{pot}" 10 kWh.
help-too-short
  C'est moins d'une minute.
  =kept
  Dites une durée comme 45min ou 1h30.
help-too-long
  C'est plus que ce qui se compte en un jour.
  =kept
  Dites au plus {available} par jour.
help-future
  Ce moment n'est pas encore passé.
  =kept
  Dites-le une fois l'aide terminée.
help-too-old
  C'est trop ancien pour être compté.
  =kept
  Dites l'aide des derniers mois seulement.
help-overlap
  Vous avez déjà dit des heures à ce moment-là.
  =kept
  Regardez voisinage service list, puis donnez une autre heure avec --at.
help-day-full
  C'est plus que ce qui se compte encore le {day}.
  =kept
  Il y reste {available} : dites-en moins, ou choisissez un autre jour avec --on.
help-day-full-nothing
  Il ne se compte plus rien le {day} : la journée est pleine.
  =kept
  Choisissez un autre jour avec --on.
unknown-service
  Aucune aide ne commence par « {typed} ».
  =kept
  Regardez voisinage service list.
service-over
  Il n'y a plus rien à répondre : c'est terminé.
  =kept
  Regardez voisinage service list.
not-yours-to-confirm
  Ce n'est pas à vous d'y répondre.
  =kept
  Laissez répondre la personne aidée, ou pour la commune la mairie et un voisin sans lien.
already-confirmed
  Cette confirmation est déjà donnée.
  =kept
  Il manque celle de quelqu'un d'autre.
"""

ENGLISH: Final = """unknown-pot
  There are no such savings ({pot}).
  =kept
  Choose current, energy, time, or an envelope's name (letters and figures).
same-pot
  This is twice the same pot.
  =kept
  Choose where it leaves from and where it goes.
pot-refuses
  These savings do not take this unit.
  =kept
  Energy goes to energy savings, time to time savings; an envelope takes anything.
pot-locked
  These savings are locked.
  =kept
  Wait for their date: voisinage pot list.
pot-short
  There is not enough where it leaves from.
  =kept
  You can move {available} at most.
pot-no-lock
  This cannot be locked.
  =kept
  Lock energy savings, time savings or an envelope.
lock-past
  This date has passed.
  =kept
  Give a day to come.
lock-too-long
  This is further than the commune allows.
  =kept
  Choose a date within {days} days.
lock-shorter
  A lock is lengthened, never shortened.
  =kept
  Choose a later date: voisinage pot list.
own-help
  Helping oneself gives no hours.
  =kept
  Say whom you helped.
help-duration
  This duration cannot be read: {amount}.
  =kept
  Write for example 2h, 1h30 or 45min.
envelope-empty
  You have nothing in an envelope “{pot}”: this lock would keep nothing.
  =kept
  Your savings: voisinage pot list. To make one: voisinage pot move current "{pot}" 10 kWh.
help-too-short
  This is less than a minute.
  =kept
  Say how long, as 45min or 1h30.
help-too-long
  This is more than counts in one day.
  =kept
  Say {available} a day at most.
help-future
  That moment has not passed yet.
  =kept
  Say it once the help is over.
help-too-old
  This is too old to be counted.
  =kept
  Say the help of the last months only.
help-overlap
  You have already said hours at that moment.
  =kept
  Look at voisinage service list, then give another time with --at.
help-day-full
  This is more than still counts on {day}.
  =kept
  There {available} are left: say less, or choose another day with --on.
help-day-full-nothing
  Nothing more counts on {day}: that day is full.
  =kept
  Choose another day with --on.
unknown-service
  No help begins with “{typed}”.
  =kept
  Look at voisinage service list.
service-over
  There is nothing left to answer: it is over.
  =kept
  Look at voisinage service list.
not-yours-to-confirm
  This is not for you to answer.
  =kept
  Let the person who was helped answer, or for the commune the town hall and a neighbour without a tie.
already-confirmed
  This confirmation is already given.
  =kept
  Somebody else's is missing.
"""
