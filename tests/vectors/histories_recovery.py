# SPDX-License-Identifier: AGPL-3.0-or-later
"""Members name a list when too many witnesses are gone, for results_recovery.json."""

from __future__ import annotations

from tests.vectors.histories_council import propose, rows_of, vote
from tests.vectors.story import Story


def recoveries() -> Story:
    """A change of the list waits while the old witness is lost; three of four name two others, and again."""
    story = Story.found()
    mayor = story.founder
    anna, ben, cleo = people = story.people_named("anna", "ben", "cleo")
    for person in (*people, mayor):
        story.put(person, "consent", topic="gifts", agree=True)
    story.put(mayor, "witnesses", witnesses=rows_of(mayor, cleo))
    story.flush()
    story.recover([anna, ben], people)
    story.put(anna, "consent", topic="gifts", agree=False)
    story.put(cleo, "consent", topic="gifts", agree=False)
    story.flush()
    for person in people:
        story.put(person, "consent", topic="purchases", agree=True)
    story.flush()
    story.recover([mayor, cleo, anna], [anna, ben, mayor])
    story.seal()
    story.put(ben, "consent", topic="purchases", agree=False)
    decided = propose(story, anna, "text", {})
    story.flush()
    vote(story, decided, "for", ben)
    story.flush()
    return story


HISTORIES = {"recoveries": recoveries}
