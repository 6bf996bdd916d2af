# SPDX-License-Identifier: AGPL-3.0-or-later
"""The colour table keeps its contrasts in both schemes; sizes stay readable; fonts and icons are whole."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from ui import tokens
from ui.theme import RESOURCES

SCHEMES = {"light": tokens.LIGHT, "dark": tokens.DARK}
UI = RESOURCES.parent


def luminance(colour: str) -> float:
    """Relative luminance (WCAG 2.2): https://www.w3.org/TR/WCAG22/#dfn-relative-luminance"""
    channels = []
    for start in (1, 3, 5):
        value = int(colour[start : start + 2], 16) / 255
        channels.append(value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4)
    return 0.2126 * channels[0] + 0.7152 * channels[1] + 0.0722 * channels[2]


def contrast(one: str, other: str) -> float:
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize(("ink", "ground", "least"), tokens.CONTRASTS)
def test_contrast(scheme, ink, ground, least):
    colours = SCHEMES[scheme]
    assert contrast(colours[ink], colours[ground]) >= least


def test_both_schemes_have_the_same_names():
    assert tokens.LIGHT.keys() == tokens.DARK.keys()


def test_nothing_is_smaller_than_13_pixels():
    assert min(size for size, _weight in tokens.TYPE.values()) == 13


def test_controls_can_be_hit():
    assert tokens.CONTROL_HEIGHT >= 38


@pytest.mark.parametrize("pairs", [tokens.ASSET_COLOURS.values(), tokens.AVATAR_COLOURS])
def test_named_colours_exist_and_can_be_read(pairs):
    for ink, ground in pairs:
        for colours in SCHEMES.values():
            assert contrast(colours[ink], colours[ground]) >= 4.5


def test_fonts_are_small_and_licensed():
    fonts = sorted((RESOURCES / "fonts").glob("*.otf"))
    assert len(fonts) == 4
    assert all(font.stat().st_size <= 80_000 for font in fonts)
    assert "SIL OPEN FONT LICENSE" in (RESOURCES / "fonts" / "OFL.txt").read_text(encoding="utf-8")


def sources() -> list[Path]:
    return [path for path in UI.rglob("*.py") if path.parent.name != "translations"]


def test_no_colour_is_written_outside_the_table():
    for path in sources():
        if path.name != "tokens.py":
            assert not re.findall(r'"#[0-9A-Fa-f]{6,8}"', path.read_text(encoding="utf-8")), path


def test_every_icon_named_is_there_and_none_is_idle():
    there = {path.stem for path in (RESOURCES / "icons").glob("*.svg")}
    text = "\n".join(path.read_text(encoding="utf-8") for path in sources())
    quoted = set(re.findall(r'"([a-z][a-z0-9-]*)"', text)) | set(re.findall(r'"([a-z-]+)\.svg"', text))
    named = set(re.findall(r'icon="([a-z0-9-]+)"', text))
    assert named <= there
    assert there <= quoted
    assert (RESOURCES / "icons" / "LICENSE").is_file()
