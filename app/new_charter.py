# SPDX-License-Identifier: AGPL-3.0-or-later
"""The charter a new commune begins with: what is the same in each, and the founder's signature.

Not here: the home it is stored in (`desk`), a founder's parameters (`charter_choices`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from ledger import limits
from ledger.clear_sky import ClearSky
from ledger.event import Anchor, Event, node_proof_content, sign_event
from ledger.rulebook.parity import PARITIES_SEED
from ledger.signing import Domain, public_key, sign
from ledger.units import ZERO_ID

PURPOSES: Final = (
    "don", "entraide", "capital", "rentabilite", "reserve", "route", "retraite", "tourisme", "receptif",
    "enseignement",
)  # fmt: skip
POSTS: Final = (
    ("pensions", 40), ("energy", 10), ("roads", 10), ("startups", 20), ("canteen", 10), ("security", 10),
)  # fmt: skip
ASSETS: Final = (("kwh", "metered"), ("hour", "mutual"), ("kg", "mutual"), ("point", "certified"))


def sign_new_charter(
    paper_seed: bytes,
    node_seed: bytes,
    *,
    name: str,
    place: tuple[int, int],
    since_ms: int,
    parameters: Mapping[str, int],
    offsets: Sequence[tuple[int, int]],
    clear_sky: ClearSky,
    now_ms: int,
) -> Event:
    """A charter by the founder's 24 words, whose computer is the first witness; its name comes by `display`.

    Args:
        place: (latitude, longitude) in hundredths of a degree.
    """
    account, node = public_key(paper_seed), public_key(node_seed)
    body = {
        "name": name,
        "place": list(place),
        "since": since_ms,
        "assets": [list(asset) for asset in ASSETS],
        "parities": [list(parity) for parity in PARITIES_SEED],
        "purposes": list(PURPOSES),
        "posts": [list(post) for post in POSTS],
        "parameters": dict(parameters),
        "offsets": [list(offset) for offset in offsets],
        "clear_sky": {
            "tilts": list(clear_sky["tilts"]),
            "azimuths": list(clear_sky["azimuths"]),
            "minutes": [list(row) for row in clear_sky["minutes"]],
        },
        # A blob is named under the charter's id, not known before it is signed.
        "display": bytes(32),
        "node": node,
        "node_proof": sign(node_seed, Domain.NODE, node_proof_content(ZERO_ID, account, node)),
    }
    return sign_event(
        paper_seed,
        commune=ZERO_ID,
        seq=0,
        prev=ZERO_ID,
        anchor=Anchor(height=0, prefix=bytes(limits.ANCHOR_PREFIX_BYTES)),
        time_ms=now_ms,
        kind="charter",
        body=body,
    )
