# SPDX-License-Identifier: AGPL-3.0-or-later
"""The acts of the window: what a person signs or publishes, each a body for the side sheet."""
