# SPDX-License-Identifier: AGPL-3.0-or-later
"""What is typed wrong, whichever the command: a clear sentence in both languages, never a fault of ours."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from app.__main__ import main
from app.cli import make_parser
from app.cli_errors import explain
from app.cli_format import Tongue
from app.command_tree import Command, Word, read_commands
from tests.app.test_cli_usage import ENGLISH
from tests.helpers.tree import ROOT

FR, EN = Tongue("fr"), Tongue("en")
COMMANDS = {
    " ".join(command.path): command
    for command in read_commands(make_parser(FR.say)).walk()
    if command.path and not command.children
}
JUNK = {
    "empty": "",
    "unknown": "abcdef0123",
    "negative": "-7",
    "huge": "9" * 400,
    "unicode": "💥\u202e\u0301 é",
    "broken": "\udcff",
    "dots": "../../etc/passwd",
}
OUT_OF_PLACE = frozenset({"node", "open", "demo", "self-check", "doctor"})
"""Programs that stay or take nothing: what a node is told wrong is tried below, line by line."""
ANYWHERE = frozenset({"completion", "found", "support-bundle"})
"""Commands that work where there is no home."""


@dataclass(frozen=True)
class Said:
    """What a command answered."""

    exit_code: int
    out: str
    err: str


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return found(tmp_path_factory.mktemp("bad") / "françoise", "Saint-Aubin")


def found(folder: Path, name: str) -> Path:
    assert main(["found", "--name", name, "--me", "Françoise", "--home", str(folder)]) == 0
    return folder


@pytest.fixture(autouse=True)
def french(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("LC_ALL", "LC_MESSAGES", "VOISINAGE_HOME"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", "fr_FR.UTF-8")
    monkeypatch.setattr(sys, "stdin", io.StringIO(""))


def run(capsys: pytest.CaptureFixture[str], *words: str) -> Said:
    capsys.readouterr()
    try:
        code = main(words)
    except SystemExit as stop:
        code = int(stop.code or 0)
    captured = capsys.readouterr()
    return Said(code, captured.out, captured.err)


def fill(command: Command, junk: str) -> Iterator[list[str]]:
    """The command with every argument wrong, then with one option more wrong at a time."""
    words = [junk for argument in command.arguments for _ in range(argument.count)]
    needed = [word for option in command.options if option.is_needed for word in put(option, junk)]
    dashes = ["--"] if junk.startswith("-") and words else []
    yield [*command.path, *needed, *dashes, *words]
    for option in command.options:
        if option.takes != "none" and not option.is_needed and "--home" not in option.names:
            yield [*command.path, *needed, *put(option, junk), *dashes, *words]


def put(option: Word, junk: str) -> list[str]:
    return [f"{option.names[-1]}={junk}"] if option.count == 1 else [option.names[-1], *[junk] * option.count]


@pytest.mark.parametrize("kind", JUNK)
@pytest.mark.parametrize("name", sorted(set(COMMANDS) - OUT_OF_PLACE))
def test_what_is_typed_wrong_is_told(
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    home: Path,
    name: str,
    kind: str,
    tmp_path: Path,
) -> None:
    monkeypatch.chdir(tmp_path)
    for words in fill(COMMANDS[name], JUNK[kind]):
        said = run(capsys, "--json", "--home", str(home), *words)
        check(said, words)


def check(said: Said, words: list[str]) -> None:
    """A refusal of ours or a wrong usage, in sentences; or the command took it, which free words may be."""
    if said.exit_code == 0:
        return
    document = json.loads(said.out)
    error = document["error"]
    assert error["message"].strip(), words
    assert "Traceback" not in said.err
    if said.exit_code == 2:
        assert error["code"] == "usage", words
        assert not ENGLISH.search(error["message"].rpartition(": ")[0]), (words, error["message"])
        return
    assert said.exit_code == 1, words
    assert error["code"] not in ("internal", "usage"), (words, error)
    for tongue in (FR, EN):
        told = explain(tongue, error["code"], error.get("details", {}))
        assert told.count(".") >= 2, (words, told)
        assert "{" not in told, (words, told)


ID = "abcdef0123"
REFUSED = (
    f"pay Denise 1 h|pay moi 1 h|pay commune -1 h|pay commune 0 h|pay commune {'9' * 40} h",
    "pay commune 1 chou|pay commune 1,2,3 h|pay commune ١ h|give nobody 1 kWh|balance nobody",
    "history --limit 0|history --limit -3|history --limit 99999999999999999999",
    "offer list --limit 0|proposals --limit 501|order list --limit -1",
    f"meter certify {ID}|meter add --side production --watts-peak 0|meter import nowhere.csv",
    "meter add --side production --watts-peak -4|meter add --side injection --watts-peak 9 --index -1",
    f"offer withdraw {ID}|offer add Pain --price -1 kg|offer add Pain --price 1 chou|order place {ID}",
    f"order accept {ID}|order deliver {ID}|order confirm {ID}|order cancel {ID}|vote {ID} pour|vote x pour",
    "propose parity chou 3|propose parity h -1|propose text Titre --days 0|propose text Titre --days -1",
    "propose role nobody maire|propose witnesses nobody|witnesses set nobody|role grant nobody officier",
    "allocate pensions|allocate pensions=-1|allocate pensions=101|allocate chou=100|allocate pensions=x",
    "service log moi 1h|service log nobody 1h|service log commune 0h|service log commune -1h",
    f"service log commune 99h|service confirm {ID}|service refuse {ID}|service cancel {ID}",
    "pot move courant courant 1 kWh|pot move courant énergie -1 kWh|pot move courant énergie 999999 kWh",
    "pot lock énergie --until 1999-01-01|directive set chou|directive set acheteur:nobody|tariff set 1",
    f"tariff set -1 h|device revoke {ID}|device keep {ID}|proof {ID}|proof x|check-proof nowhere.proof",
    "check-proof .|news --limit 0|news --before x|leave --to nobody|leave --to nobody --yes|consent chou oui",
    "consent dons peut-être|rules x|propose rules 0|propose rules -1|propose rules 99999999999999999999",
    "recovery import nowhere|recovery sign|recovery stay|recovery withdraw|recovery propose nobody",
    "export register nowhere/x/y.json|export history nowhere/x/y.csv|backup --try nowhere",
    "node --listen chou|node --announce chou|node --peer chou|node --listen /ip4/999.1.1.1/tcp/1",
    "join chou --me X|support-bundle a/b/c|restore|restore --file nowhere|restore --code chou",
    "invite --role maire|found --name X --me Y|dance|pay",
)
"""Lines that no home may take, apart by bars."""


@pytest.mark.parametrize("line", [line for lines in REFUSED for line in lines.split("|")])
def test_a_line_that_cannot_be_done_is_refused(
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    home: Path,
    line: str,
    tmp_path: Path,
) -> None:
    monkeypatch.chdir(tmp_path)
    said = run(capsys, "--json", "--home", str(home), *line.split())
    assert said.exit_code in (1, 2)
    check(said, line.split())
    told = run(capsys, "--home", str(home), *line.split())
    assert told.exit_code == said.exit_code
    assert told.out == ""
    assert told.err.strip()
    assert "Traceback" not in told.err


@pytest.mark.parametrize(("language", "asks"), [("fr_FR.UTF-8", "1.500"), ("en_GB.UTF-8", "1,500")])
def test_a_number_is_read_as_who_types_it_writes_it(
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    home: Path,
    language: str,
    asks: str,
) -> None:
    monkeypatch.setenv("LANG", language)
    for line in ("pay commune {} kWh", "service log commune {}", "offer add Pain --price {} kg",
                 "propose parity h {}", "directive set don:moi:{}", "tariff set {} h",
                 "pot move courant énergie {} kWh"):  # fmt: skip
        said = run(capsys, "--json", "--home", str(home), *line.format(asks).split())
        assert json.loads(said.out)["error"]["code"] == "amount-ambiguous", line


def test_a_price_of_nothing_says_how_to_give(capsys: pytest.CaptureFixture[str], home: Path) -> None:
    said = run(capsys, "--json", "--home", str(home), "offer", "add", "Chaton", "--price", "0", "h")
    assert json.loads(said.out)["error"]["code"] == "price-zero"


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("restore", "code-missing"),
        ("service log commune chou", "help-duration"),
        ("service log commune 1h --on demain", "help-future"),
        ("pot lock chou --until demain", "envelope-empty"),
        ("meter import nowhere.csv", "csv-unreadable"),
        ("news --before chou", "news-place"),
    ],
)
def test_a_refusal_says_what_it_is_about(
    capsys: pytest.CaptureFixture[str], home: Path, tmp_path: Path, line: str, code: str
) -> None:
    where = tmp_path / "new" if line == "restore" else home
    said = run(capsys, "--json", "--home", str(where), *line.split())
    assert json.loads(said.out)["error"]["code"] == code


@pytest.mark.parametrize(
    ("line", "command"), [("pay", "voisinage pay"), ("meter chou", "voisinage meter"), ("chou", "voisinage")]
)
@pytest.mark.parametrize(
    ("language", "sentence"),
    [("fr_FR.UTF-8", "Rien n'a été fait : {} --help"), ("en_GB.UTF-8", "Nothing was done: {} --help")],
)
def test_a_wrong_usage_says_that_nothing_was_done_and_where_to_look(
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    line: str,
    command: str,
    language: str,
    sentence: str,
) -> None:
    monkeypatch.setenv("LANG", language)
    said = plain(run(capsys, *line.split()).err).replace("’", "'")
    assert sentence.format(command) in said.splitlines()[-1]


@pytest.mark.parametrize("place", ["missing", "a file", "below a file", "empty folder", "another's file"])
@pytest.mark.parametrize("name", sorted(set(COMMANDS) - (OUT_OF_PLACE - {"node"}) - ANYWHERE))
def test_a_home_that_is_none_is_told(
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    name: str,
    place: str,
    tmp_path: Path,
) -> None:
    monkeypatch.chdir(tmp_path)
    wrong = make_place(tmp_path, place)
    for words in list(fill(COMMANDS[name], "abcdef0123"))[:1]:
        said = run(capsys, "--json", "--home", str(wrong), *words)
        assert said.exit_code in (1, 2), (words, said)
        check(said, words)


def make_place(folder: Path, place: str) -> Path:
    """Somewhere that is no home."""
    file = folder / "note.txt"
    file.write_text("Ceci n'est pas un compte.\n")
    match place:
        case "a file":
            return file
        case "below a file":
            return file / "compte"
        case "empty folder":
            (folder / "vide").mkdir(0o700)
            return folder / "vide"
        case "another's file":
            (folder / "autre").mkdir(0o700)
            (folder / "autre" / "commune.db").write_bytes(b"no database" * 200)
            return folder / "autre"
        case _:
            return folder / "nulle" / "part"


def test_a_commune_s_code_does_not_open_another(
    capsys: pytest.CaptureFixture[str], home: Path, tmp_path: Path
) -> None:
    other = found(tmp_path / "autre", "Sainte-Foy")
    invited = json.loads(run(capsys, "--json", "--home", str(other), "invite").out)
    said = run(capsys, "--json", "--home", str(home), "join", invited["code"], "--me", "Denise")
    check(said, ["join"])
    assert said.exit_code == 1
    export = tmp_path / "registre.json"
    assert run(capsys, "--home", str(other), "export", "register", str(export)).exit_code == 0
    for words in (["check-proof", str(export)], ["recovery", "import", str(export)]):
        said = run(capsys, "--json", "--home", str(home), *words)
        check(said, words)
        assert said.exit_code == 1


@pytest.mark.parametrize("words", ["status", "pay 💥 1 h", "status --help", "dance"])
def test_a_terminal_without_our_letters_is_answered(home: Path, words: str) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "app", "--home", str(home), *words.split()],
        cwd=ROOT,
        env={"PYTHONIOENCODING": "ascii", "LANG": "fr_FR.UTF-8", "PATH": ""},
        capture_output=True,
        check=False,
    )
    assert b"Traceback" not in done.stderr
    assert done.stdout + done.stderr


@pytest.mark.parametrize(
    ("line", "french", "english"),
    [
        ("pay commune 1 chou", "Elle compte en : h, kg, kWh, points.", "h, kg, kWh, points"),
        (
            "allocate chou=100",
            "cantine, énergie, retraites, routes, sécurité, jeunes pousses",
            "school canteen, energy, pensions, roads, security, young businesses",
        ),
        ("allocate routes", "par exemple routes=25", "for example roads=25"),
    ],
)
def test_what_may_be_typed_is_told_in_the_reader_s_language(
    capsys: pytest.CaptureFixture[str], home: Path, line: str, french: str, english: str
) -> None:
    error = json.loads(run(capsys, "--json", "--home", str(home), *line.split()).out)["error"]
    assert french in plain(explain(FR, error["code"], error["details"]))
    assert english in plain(explain(EN, error["code"], error["details"]))


def plain(text: str) -> str:
    return text.replace("\u00a0", " ").replace("\u202f", " ")
