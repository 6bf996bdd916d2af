# SPDX-License-Identifier: AGPL-3.0-or-later
"""The posts of the fund, as they are said and as they are typed."""

from __future__ import annotations

import pytest

from app.cli_format import Tongue
from app.fund_posts import find_post, name_post

POSTS = ("canteen", "pensions", "fete")


@pytest.mark.parametrize(
    ("typed", "post"),
    [
        ("pensions", "pensions"),
        ("Retraites", "pensions"),
        ("CANTINE", "canteen"),
        ("School canteen", "canteen"),
        ("fete", "fete"),
        ("roads", None),
        ("casino", None),
        ("", None),
    ],
)
def test_a_post_is_found_by_its_name_in_either_language(typed: str, post: str | None):
    assert find_post(typed, POSTS) == post


def test_a_post_is_said_in_the_readers_language():
    assert name_post(Tongue("fr"), "startups") == "Jeunes pousses"
    assert name_post(Tongue("en"), "startups") == "Young businesses"
    assert name_post(Tongue("fr"), "fete") == "fete"
