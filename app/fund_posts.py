# SPDX-License-Identifier: AGPL-3.0-or-later
"""The posts of the common fund as a person says them, and the post that a person means."""

from __future__ import annotations

from collections.abc import Collection
from typing import Final

from app.cli_format import Tongue

_WORDS: Final = {
    "pensions": ("Retraites", "Pensions"),
    "energy": ("Énergie", "Energy"),
    "roads": ("Routes", "Roads"),
    "startups": ("Jeunes pousses", "Young businesses"),
    "canteen": ("Cantine", "School canteen"),
    "security": ("Sécurité", "Security"),
}


def name_post(tongue: Tongue, post: str) -> str:
    """« Retraites »; a local post is called by its own name."""
    return tongue.say(*_WORDS.get(post, (post, post)))


def find_post(typed: str, posts: Collection[str]) -> str | None:
    """`pensions`, « Retraites » or « retraites »: the post of this commune, None if it has no such one."""
    from app.facade_folding import fold

    for post in posts:
        if fold(typed) in {fold(word) for word in (post, *_WORDS.get(post, ()))}:
            return post
    return None
