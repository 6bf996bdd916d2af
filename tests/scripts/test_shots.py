# SPDX-License-Identifier: AGPL-3.0-or-later
"""The pictures' files: few colours and none far from the true one; the looks of a page on one sheet."""

from __future__ import annotations

import importlib.util
from collections.abc import Generator
from pathlib import Path
from types import ModuleType

import pytest
from PySide6.QtGui import QColor, QImage

SCRIPT = Path(__file__).parents[2] / "scripts" / "shots.py"


@pytest.fixture(scope="module")
def script() -> Generator[ModuleType]:
    with pytest.MonkeyPatch.context() as patched:
        patched.syspath_prepend(str(SCRIPT.parent))  # as when it is run: it imports what lies beside it
        yield _load()


def _load() -> ModuleType:
    spec = importlib.util.spec_from_file_location("shots", SCRIPT)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def draw(width: int, height: int) -> QImage:
    """A page with one accent and a shade of a thousand greys and greens."""
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(QColor("#F7F4EE"))
    for x in range(width):
        for y in range(height // 2):
            image.setPixelColor(x, y, QColor(20 + x % 90, 90 + y % 60, 70 + (x + y) % 40))
    for x in range(width):
        image.setPixelColor(x, height - 1, QColor("#B3261E"))
    return image


def test_a_small_picture_looks_like_the_true_one(script: ModuleType, tmp_path: Path) -> None:
    image, path = draw(120, 60), tmp_path / "page.png"
    script.save_small(image, path)
    kept = QImage(str(path))
    assert kept.format() == QImage.Format.Format_Indexed8
    assert kept.colorCount() <= 256
    assert kept.pixelColor(5, 59) == QColor("#B3261E")
    assert kept.pixelColor(5, 45) == QColor("#F7F4EE")
    for x in range(0, 120, 7):
        for y in range(0, 30, 5):
            mine, theirs = image.pixel(x, y) & 0xFFFFFF, kept.pixel(x, y) & 0xFFFFFF
            assert script._distance(mine, theirs) <= 30


def test_the_looks_of_a_page_stand_side_by_side(script: ModuleType, tmp_path: Path) -> None:
    for width in (40, 100):
        draw(width, 60).save(str(tmp_path / f"morning-fr-light-{width}.png"))
    script.write_contact_sheets(tmp_path)
    sheet = QImage(str(tmp_path / "sheets" / "morning.png"))
    assert sheet.width() == 20 + 50 + 3 * 12
    assert sheet.height() == 30 + 2 * 12
