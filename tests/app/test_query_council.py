# SPDX-License-Identifier: AGPL-3.0-or-later
"""Questions of the council: what is not final yet does not move what the village wants."""

from __future__ import annotations

from app.query_council import get_fund
from app.reader import Picture, Reader
from app.views import Phase
from ledger.read_model import ReadModel
from ledger.state import State
from ledger.store import Store
from tests.helpers.builders import Village


def fund_of(village: Village, sealed: State):
    """As Anna's computer says it while what came after `sealed` waits to become final."""
    anna, store = village.people["anna"], Store(None)
    picture = Picture(
        version=1,
        commune=village.commune,
        me=anna.account,
        device=anna.key,
        sealed=sealed,
        pending=village.state,
        pending_events=(),
        pending_results={},
        is_founded=True,
        node=None,
    )
    return get_fund(Reader(picture, store, ReadModel(store.db), village.now_ms))


def test_my_shares_move_the_village_once_they_are_final():
    village = Village.found()
    anna = village.join("anna")
    before = village.state
    posts = [post.post for post in fund_of(village, before).posts]
    charter = {post.post: post.charter_percent for post in fund_of(village, before).posts}
    mine = {post: 100 if post == posts[-1] else 0 for post in posts}
    village.do(anna, "allocation", shares=mine)
    waiting, final = fund_of(village, before), fund_of(village, village.state)
    assert {post.post: post.my_percent for post in waiting.posts} == mine
    assert waiting.my_ballot_phase is Phase.PENDING
    assert {post.post: post.result_millionths for post in waiting.posts} == {
        post: share * 10_000 for post, share in charter.items()
    }
    assert waiting.voters == 0
    assert {post.post: post.result_millionths for post in final.posts} == {
        post: share * 10_000 for post, share in mine.items()
    }
    assert final.voters == 1
