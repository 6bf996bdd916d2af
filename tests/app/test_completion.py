# SPDX-License-Identifier: AGPL-3.0-or-later
"""A shell that loads what we print completes our commands: asked of bash itself."""

from __future__ import annotations

import shlex
import subprocess
from pathlib import Path

import pytest

from app.__main__ import main
from app.cli import make_parser
from app.cli_care import SHELLS
from app.cli_format import Tongue
from app.command_tree import read_commands
from app.completion import make_completion

TREE = read_commands(make_parser(Tongue("fr").say))


@pytest.fixture(scope="module")
def script(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("bash") / "voisinage.bash"
    path.write_text(make_completion("bash", TREE), encoding="utf-8")
    return path


def complete(script: Path, line: str, folder: Path | None = None) -> set[str]:
    """What bash proposes at the end of a line; its errors are errors."""
    words = shlex.split(line) + ([""] if line.endswith(" ") else [])
    asked = (
        f"set -u; source {shlex.quote(str(script))}; COMP_WORDS=({shlex.join(words)});"
        f" COMP_CWORD={len(words) - 1}; COMPREPLY=(); _voisinage; printf '%s\\n' \"${{COMPREPLY[@]}}\""
    )
    done = subprocess.run(
        ["bash", "--norc", "-c", asked], cwd=folder, capture_output=True, text=True, timeout=90, check=False
    )
    assert (done.returncode, done.stderr) == (0, ""), done.stderr
    return set(done.stdout.split("\n")) - {""}


def test_bash_finds_nothing_wrong_in_it(script: Path) -> None:
    done = subprocess.run(["bash", "-n", str(script)], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


def test_commands(script: Path) -> None:
    assert complete(script, "voisinage ") == {child.path[0] for child in TREE.children}
    assert complete(script, "voisinage me") == {"members", "meter"}
    assert complete(script, "voisinage meter ") >= {"add", "certify", "import", "list"}
    assert complete(script, "voisinage --home /x --json meter ce") == {"certify"}
    assert complete(script, "voisinage doctor ") == set()


def test_options(script: Path) -> None:
    assert complete(script, "voisinage status --") == {"--home", "--json", "--help"}
    assert "--watts-peak" in complete(script, "voisinage meter add --w")
    assert "--wait" in complete(script, "voisinage pay Léa 3 kg --")


def test_values(script: Path) -> None:
    assert complete(script, "voisinage meter add --side ") == {"production", "injection", "consommation"}
    assert complete(script, "voisinage meter add --side pro") == {"production"}
    assert complete(script, "voisinage vote abcdef p") == {"pour"}
    assert complete(script, "voisinage vote ") == set(), "an id cannot be guessed"
    assert complete(script, "voisinage completion ") == set(SHELLS)
    assert complete(script, "voisinage offer add Pain --price 3 kg --si") == {"--side"}
    assert complete(script, "voisinage offer add Pain --price 3 ") == set(), "two values are awaited"


def test_files_and_folders(script: Path, tmp_path: Path) -> None:
    (tmp_path / "relevé de mai.csv").write_text("")
    (tmp_path / "home").mkdir()
    assert complete(script, "voisinage meter import rel", tmp_path) == {"relevé de mai.csv"}
    assert complete(script, "voisinage status --home ", tmp_path) == {"home"}


def test_every_command_and_option_is_in_every_shell_s() -> None:
    texts = {shell: make_completion(shell, TREE) for shell in SHELLS}
    for command in TREE.walk():
        for text in texts.values():
            assert all(name in text for name in command.path), command.path
        for option in command.options:
            for name in option.names:
                assert name in texts["bash"]
                assert name in texts["zsh"]
                assert f"-l {name[2:]}" in texts["fish"] or f"-s {name[1:]}" in texts["fish"]


def test_zsh_can_find_it_in_a_folder_as_packages_put_it() -> None:
    """Its first line names the command, and run as `_voisinage` by zsh's autoload it completes at once."""
    lines = make_completion("zsh", TREE).splitlines()
    assert not [line for line in lines if "emulate" in line], "it takes away what zsh's `_describe` needs"
    assert lines[0] == "#compdef voisinage"
    assert lines[-2:] == [
        'if [[ $funcstack[1] == _voisinage ]]; then _voisinage "$@"',
        "elif (( $+functions[compdef] )); then compdef _voisinage voisinage; fi",
    ]


@pytest.mark.parametrize("shell", SHELLS)
def test_the_command_prints_it(shell: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["completion", shell]) == 0
    printed = capsys.readouterr().out
    assert len(printed.splitlines()) > 50
    assert printed in {
        make_completion(shell, read_commands(make_parser(Tongue(t).say))) for t in ("fr", "en")
    }
