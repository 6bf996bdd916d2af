# SPDX-License-Identifier: AGPL-3.0-or-later
"""The pieces pages are made of; each is dressed by `ui.theme.look()` and names itself for screen readers."""
