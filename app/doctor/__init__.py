# SPDX-License-Identifier: AGPL-3.0-or-later
"""What is wrong with this computer's Voisinage, and what to do: `voisinage doctor`.

    files ─┐
    keys  ─┤
    store ─┼─> examine ──> findings ──> words
    node  ─┤
    system ┘

The law: it looks and changes nothing; whatever is broken, a check that fails is itself a finding.
"""
