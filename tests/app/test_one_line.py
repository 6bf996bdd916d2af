# SPDX-License-Identifier: AGPL-3.0-or-later
"""What a terminal and a meter file may do to us: words of others stay on their line, a pipe is no file."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from app.__main__ import _fold
from app.meters import MeterFileError
from app.meters.enedis import read_enedis_file


def test_a_neighbours_words_never_make_a_line_of_their_own():
    shown = _fold({"history": [{"memo": "merci\n22/11/2026 · définitif · 1 000 kWh", "amount_wh": 1}]})
    assert shown == {"history": [{"memo": "merci 22/11/2026 · définitif · 1 000 kWh", "amount_wh": 1}]}


def test_a_pipe_is_refused_at_once(tmp_path: Path):
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(MeterFileError) as refused:
        read_enedis_file(tmp_path / "pipe")
    assert refused.value.code == "unreadable"
