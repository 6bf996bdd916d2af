# SPDX-License-Identifier: AGPL-3.0-or-later
"""When there is something to say of missing witnesses or of two versions of the facts, and the sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ui.strings import tr, translate

if TYPE_CHECKING:
    from app.views_recovery import RecoveryView

TWO_VERSIONS: Final = frozenset({"two-seals", "diverged", "old-epoch", "recovered-below", "two-recoveries"})
"""Why a copy stopped, where the facts come in two versions."""
SIGNERS_MIN: Final = 3


def is_told(view: RecoveryView, stopped_because: str) -> bool:
    """Whether there is anything to say."""
    if stopped_because in TWO_VERSIONS or view.followed or view.promised:
        return True
    return view.is_short and bool(view.stalled_ms or view.statements)


def stop_words(view: RecoveryView, code: str) -> tuple[str, str]:
    """(what happened, what to do) of a copy to which the facts came in two versions."""
    together = translate("Recovery", "Tell the council, and leave this computer on: it keeps both.")
    if code == "old-epoch" and view.promised:
        happened = translate(
            "Recovery", "The former witnesses went on, although you have signed for new ones."
        )
        return happened, together
    if code == "old-epoch":
        happened = translate("Recovery", "The former witnesses went on after they had been replaced.")
        todo = translate(
            "Recovery",
            "What only they wrote does not count here: who paid there must pay again. Talk about it at the "
            "council; then go on with the new witnesses.",
        )
        return happened, todo
    if code == "recovered-below":
        happened = translate(
            "Recovery",
            "The others named new witnesses without knowing the last page of the register that is here.",
        )
        return happened, together
    if code == "two-recoveries":
        happened = translate("Recovery", "Two lists of new witnesses were signed by enough neighbours.")
        return happened, together
    return translate("Recovery", "Two different pages of the register carry the same number."), together


def signatures_words(view: RecoveryView) -> str:
    """The two thirds, worked out."""
    if view.active < SIGNERS_MIN:
        return tr(
            "%n member(s) did something in the 90 days before the last page of the register: it takes three. "
            "With fewer, all that is left is a new commune, where these accounts do not follow.",
            "",
            view.active,
        )
    told = tr(
        "%n of you did something in the 90 days before the last page of the register. Two thirds of them "
        "must sign:",
        "",
        view.active,
    )
    exact = 3 * view.needed == 2 * view.active
    least = 3 * (view.needed - 1) >= 2 * view.active
    if least:
        sum_ = tr("never fewer than %n people.", "", view.needed)
    elif exact:
        sum_ = tr("that is %n signature(s).", "", view.needed)
    else:
        sum_ = tr("rounded up, that is %n signature(s).", "", view.needed)
    return f"{told} {sum_}"
