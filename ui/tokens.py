# SPDX-License-Identifier: AGPL-3.0-or-later
"""Colours, sizes and spaces of the window, as two tables and a few rows of integers.

Not a style sheet: `ui/theme.py` turns these into one. Its law: no other module writes a colour or a font
size. Colour says what a thing is (sun = energy, blue = time, green = kilograms and savings, red-brown = gift,
violet = vote), never good or bad alone: a word or a sign always says it too.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

LIGHT: Final = MappingProxyType(
    {
        "bg": "#F7F4EE",
        "surface": "#FFFFFF",
        "sunken": "#F1ECE2",
        "rail": "#FFFDF9",
        "line": "#E6DFD1",
        "line_strong": "#8F8776",
        "ink": "#1D2822",
        "ink2": "#535E56",
        "ink3": "#616A63",
        "primary": "#1B6B4C",
        "primary_hover": "#155840",
        "on_primary": "#FFFFFF",
        "primary_soft": "#E2F0E8",
        "sun": "#F0A818",
        "sun_edge": "#B67500",
        "sun_pale": "#F6CD7B",
        "sun_ink": "#8A5600",
        "sun_soft": "#FCEFCF",
        "time": "#2F6A93",
        "time_soft": "#DFEAF2",
        "food": "#3F7230",
        "food_soft": "#E6F0E0",
        "gift": "#B0452E",
        "gift_soft": "#FBE7E1",
        "vote": "#6B4E9B",
        "vote_soft": "#ECE5F6",
        "stone": "#8F8776",
        "ok": "#1E7F4F",
        "warn": "#9A5B00",
        "danger": "#B3261E",
        "scrim": "#66131815",
    }
)

DARK: Final = MappingProxyType(
    {
        "bg": "#131815",
        "surface": "#1C231F",
        "sunken": "#252D28",
        "rail": "#171D1A",
        "line": "#313B35",
        "line_strong": "#75827A",
        "ink": "#EDF1EC",
        "ink2": "#B5C0B8",
        "ink3": "#98A59C",
        "primary": "#6CC79B",
        "primary_hover": "#86D6AF",
        "on_primary": "#0D1F17",
        "primary_soft": "#203B2F",
        "sun": "#F6BC45",
        "sun_edge": "#F6BC45",
        "sun_pale": "#8F7130",
        "sun_ink": "#F6C766",
        "sun_soft": "#3A3016",
        "time": "#7DB6DD",
        "time_soft": "#1F3341",
        "food": "#93C47D",
        "food_soft": "#263722",
        "gift": "#EE8F78",
        "gift_soft": "#3F2620",
        "vote": "#B79BE3",
        "vote_soft": "#312944",
        "stone": "#8B958D",
        "ok": "#6CC79B",
        "warn": "#F0B55A",
        "danger": "#F28B82",
        "scrim": "#99000000",
    }
)

# (ink, ground, the least ratio): text asks for 4.5 (WCAG 2.2, 1.4.3), a control's edge for 3 (1.4.11).
CONTRASTS: Final[tuple[tuple[str, str, float], ...]] = (
    ("ink", "bg", 7.0),
    ("ink", "surface", 7.0),
    ("ink", "sunken", 7.0),
    ("ink", "rail", 7.0),
    ("ink2", "surface", 4.5),
    ("ink2", "bg", 4.5),
    ("ink2", "sunken", 4.5),
    ("ink2", "rail", 4.5),
    ("ink3", "surface", 4.5),
    ("ink3", "bg", 4.5),
    ("on_primary", "primary", 4.5),
    ("on_primary", "primary_hover", 4.5),
    ("primary", "surface", 4.5),
    ("primary", "bg", 4.5),
    ("primary", "primary_soft", 4.5),
    ("ink", "primary_soft", 7.0),
    ("sun_ink", "sun_soft", 4.5),
    ("sun_ink", "surface", 4.5),
    ("sun_edge", "surface", 3.0),
    ("time", "surface", 4.5),
    ("time", "time_soft", 4.5),
    ("time", "sunken", 4.5),
    ("food", "surface", 4.5),
    ("food", "food_soft", 4.5),
    ("food", "sunken", 4.5),
    ("gift", "surface", 4.5),
    ("gift", "gift_soft", 4.5),
    ("ink", "gift_soft", 7.0),
    ("vote", "surface", 4.5),
    ("vote", "vote_soft", 4.5),
    ("vote", "sunken", 4.5),
    ("ok", "surface", 4.5),
    ("warn", "surface", 4.5),
    ("danger", "surface", 4.5),
    ("danger", "bg", 4.5),
    ("line_strong", "surface", 3.0),
    ("line_strong", "bg", 3.0),
    ("stone", "surface", 3.0),
)

# What each asset is drawn in, and the ground of its chip.
ASSET_COLOURS: Final = MappingProxyType(
    {
        "kwh": ("sun_ink", "sun_soft"),
        "kwh-th": ("gift", "gift_soft"),
        "hour": ("time", "time_soft"),
        "kg": ("food", "food_soft"),
        "point": ("vote", "vote_soft"),
    }
)

# What an act without a person is drawn in, by its family (`ui/acts.py`): its ink and ground.
FAMILY_COLOURS: Final = MappingProxyType(
    {
        "production": ("sun_ink", "sun_soft"),
        "help": ("time", "time_soft"),
        "trade": ("food", "food_soft"),
        "council": ("vote", "vote_soft"),
    }
)

# Fills of the fund's posts, in the charter's order; a seventh post starts again, the legend names each.
POST_COLOURS: Final = ("primary", "sun", "stone", "vote", "gift", "time")

# Six avatars' inks and grounds, chosen by the account's first byte.
AVATAR_COLOURS: Final = (
    ("vote", "vote_soft"),
    ("gift", "gift_soft"),
    ("sun_ink", "sun_soft"),
    ("time", "time_soft"),
    ("primary", "primary_soft"),
    ("food", "food_soft"),
)

# Type, in pixels at 100 %: (size, weight). Nothing is smaller than 13.
TYPE: Final = MappingProxyType(
    {
        "display": (46, 700),
        "figure": (30, 700),
        "h1": (25, 700),
        "unit": (22, 500),
        "h2": (16, 600),
        "body": (15, 400),
        "medium": (15, 500),
        "strong": (15, 600),
        "small": (13, 400),
        "label": (13, 500),
        "tiny_strong": (13, 600),
    }
)

TEXT_SIZES: Final = (100, 115, 130)

# Spaces, in pixels; they do not grow with the text.
S1: Final = 4
S2: Final = 8
S3: Final = 12
S4: Final = 16
S5: Final = 20
S6: Final = 28

PAGE_MARGIN: Final = 28
PAGE_MARGIN_NARROW: Final = 8
CARD_PADDING_X: Final = 20
CARD_PADDING_Y: Final = 16
GAP: Final = 16
RADIUS_CARD: Final = 14
RADIUS_CONTROL: Final = 10
CONTROL_HEIGHT: Final = 38
CONTROL_HEIGHT_LARGE: Final = 42

# From the window's width, never the content's. With the rail's words, three columns need 1120 px to show
# « Retraites 40 % » whole, and a ring beside its legend 1320.
WIDE: Final = 1120
ROOMY: Final = 1320
MEDIUM: Final = 640
RAIL_COLLAPSES_UNDER: Final = 900
MARGIN_SHRINKS_UNDER: Final = 700
RAIL_WIDTH: Final = 218
RAIL_WIDTH_ICONS: Final = 60
SCROLL_BAR: Final = 12
