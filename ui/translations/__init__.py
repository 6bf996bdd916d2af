# SPDX-License-Identifier: AGPL-3.0-or-later
"""The window's words: `voisinage_fr.ts` (the reference) and `voisinage_en.ts` (plurals), compiled beside."""
