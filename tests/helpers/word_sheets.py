# SPDX-License-Identifier: AGPL-3.0-or-later
"""Two sheets of 24 words that never change, for tests that words drawn at random would decide one day.

None of these words is also a name in a file of ours, and two neighbours of a sheet, exchanged, break its sum.
"""

from __future__ import annotations

FRENCH = (
    "cesser salon olivier hibou hameau horloge illicite encoche évidence linéaire engin envahir "
    "tiroir feuille pleurer vidange berline débutant nombreux sigle brousse mandater avion chambre"
)
ENGLISH = (
    "lend kite liberty copy famous sting slight rubber next diamond improve apology "
    "call ugly word sell depth demise setup lesson zero bus risk balcony"
)
