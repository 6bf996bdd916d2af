# SPDX-License-Identifier: AGPL-3.0-or-later
"""The rule book: every kind of event, one module a family, each a table of `Rule`s."""
