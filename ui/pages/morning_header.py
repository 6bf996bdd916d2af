# SPDX-License-Identifier: AGPL-3.0-or-later
"""What Matin says first: whom it greets, when, and yesterday's weather by one's own roof against a clear sky.

Only what the roof bears witness to: a dull day and a broken inverter give as little, so neither is told.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.views import DayQuality
from ui.strings import translate
from ui.theme import look

if TYPE_CHECKING:
    from app.views import EnergyDayView, MorningView, PersonView

EVENING = 18
FINE_PERCENT, MIXED_PERCENT = 65, 35
"""Of the month's clearest sky: from there on the day was fine, or sun and clouds took turns."""


def first_name_of(me: PersonView) -> str:
    """Nothing while an account comes back and its name is still on the way: nobody is called by a sign."""
    return "" if me.name == me.fingerprint else next(iter(me.name.split()), "")


def greeting(view: MorningView, clear_wh: int) -> tuple[str, str]:
    """The title, and the line under it."""
    words = look().words
    is_day = words.local(view.now_ms).hour < EVENING
    title = translate("Morning", "Hello {name}") if is_day else translate("Morning", "Good evening {name}")
    moment = f"{words.date(view.now_ms)}, {words.time(view.now_ms)}"
    said = f"{moment[:1].upper()}{moment[1:]}. {sky_words(view.yesterday, clear_wh)}"
    return title.format(name=first_name_of(view.me)).strip(), said.strip()


def sky_words(day: EnergyDayView | None, clear_wh: int) -> str:
    """A sentence, empty where the figures of the day do not say what the sky was like."""
    if day is None or day.quality is not DayQuality.MEASURED or clear_wh <= 0:
        return ""
    if day.produced_wh * 100 >= clear_wh * FINE_PERCENT:
        return translate("Morning", "It was a fine day yesterday.")
    if day.produced_wh * 100 >= clear_wh * MIXED_PERCENT:
        return translate("Morning", "Sun and clouds yesterday.")
    return ""
