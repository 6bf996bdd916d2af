# SPDX-License-Identifier: AGPL-3.0-or-later
"""A year of Saint-Aubin, the example commune: played once from a seed, with real keys, acts and seals.

    cast ── who lives there      commune ── keys, acts, seals at virtual instants (witnesses agree in memory)
    sun, roofs ── what is made and used each day      habits, market, council, story ── what people do
    play ── the whole year       homes ── what is kept of it, and the homes made from that

Everybody's acts are signed with keys drawn from the seed, so that one seed gives one history, to the byte.
Nobody's measures, nobody's words: all is invented.
"""
