# SPDX-License-Identifier: AGPL-3.0-or-later
"""The install for a small box: what it copies, what it refuses. Installing itself is `make node`'s."""

from __future__ import annotations

from pathlib import Path

import install_node
import lock_parts
import pytest

from tests.helpers.tree import ROOT


def test_nothing_of_the_window_is_copied(tmp_path: Path) -> None:
    install_node.copy_sources(ROOT, tmp_path / "source")
    found = {path.name for path in (tmp_path / "source").iterdir()}
    assert found == {"app", "p2p", "ledger", "pyproject.toml", "README.md", "LICENSE"}
    assert (tmp_path / "source/ledger/tables/clear_sky.json").exists()
    assert not list((tmp_path / "source").rglob("__pycache__"))


def test_the_tool_that_lays_sources_out_is_pinned_with_its_hash() -> None:
    requirements = lock_parts.to_requirements(install_node.pick_tool(ROOT))
    assert requirements.startswith("setuptools==")
    assert "--hash=sha256:" in requirements


def test_a_folder_of_somebody_s_is_left_alone(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "precious").write_text("")
    assert install_node.main([str(tmp_path)]) == 1
    assert "give another folder" in capsys.readouterr().err
    assert [path.name for path in tmp_path.iterdir()] == ["precious"]


def test_a_step_that_fails_ends_it() -> None:
    with pytest.raises(install_node.Refusal, match="exit code 4"):
        install_node.run(["sh", "-c", "exit 4"])


def test_it_asks_for_one_folder(capsys: pytest.CaptureFixture[str]) -> None:
    assert install_node.main([]) == 2
    assert "FOLDER" in capsys.readouterr().err
