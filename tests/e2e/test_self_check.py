# SPDX-License-Identifier: AGPL-3.0-or-later
"""An installation looks at itself: two residents live a morning, the window is drawn, nothing is left."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path

import pytest

from app.frozen import make_command, make_environment
from tests.helpers.processes import environment

pytestmark = pytest.mark.slow


def test_these_sources_are_whole(tmp_path: Path) -> None:
    nobody = tmp_path / "nobody"
    nobody.mkdir()
    asked = make_command("--self-check", "--json", "--home", str(tmp_path / "trial"))
    env = {**make_environment(environment()), "HOME": str(nobody), "QT_QPA_PLATFORM": "offscreen"}
    done = subprocess.run(
        asked, cwd=nobody, env=env, capture_output=True, text=True, timeout=500, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    document = json.loads(done.stdout)
    steps = {step["step"]: step for step in document["steps"]}
    assert list(steps) == ["version", "modules", "data", "commune", "window"]
    assert min(steps["commune"]["events"]) >= 3, "her join, his, a payment"
    assert steps["window"]["platform"] == "offscreen"
    for picture in steps["window"]["pictures"]:
        assert (tmp_path / "trial" / "pictures" / picture).read_bytes().startswith(b"\x89PNG")
    assert os.listdir(nobody) == [], "nothing was written in the person's own folder"
