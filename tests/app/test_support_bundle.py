# SPDX-License-Identifier: AGPL-3.0-or-later
"""The file for whoever helps: all they need is in it, and nothing of a person."""

from __future__ import annotations

import base64
import json
import logging
import random
import stat
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.__main__ import main
from app.config import Config, save_config
from app.logging import set_up
from app.paths import Home
from app.support_bundle import LOG_BYTES_MAX, hide, make_bundle, name_bundle
from app.vault import Vault
from tests.helpers.broken_homes import MEMO, NAME, copy_home, found_home, picture, surroundings

PARTS = {"README.txt", "doctor.json", "versions.json", "config.json", "store.json", "files.json"}
ADDRESS, NEIGHBOUR = "82.65.11.9", "2a01:e0a:1b2:c3d0::17"
PASSPHRASE = "sésame ouvre-toi doucement"


@pytest.fixture(scope="module")
def founded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return found_home(tmp_path_factory.mktemp("bundle") / "lea").root


@pytest.fixture
def home(founded: Path, tmp_path: Path) -> Home:
    return copy_home(founded, tmp_path / "lea")


@pytest.fixture(autouse=True)
def quiet_log() -> Iterator[None]:
    """The program's log goes back to nowhere, so that no file of the test stays open."""
    yield
    set_up(level=logging.CRITICAL)


def read_all(path: Path) -> str:
    with zipfile.ZipFile(path) as archive:
        return "\n".join(f"{name}\n{archive.read(name).decode()}" for name in archive.namelist())


def write_log(home: Home, *lines: str) -> None:
    """As a careless module would: straight into the file, past the formatter."""
    home.log.parent.mkdir(mode=0o700, exist_ok=True)
    home.log.write_text("".join(f"2026-05-24 07:42:00,000 ERROR   voisinage: {line}\n" for line in lines))


def list_forms(secret: bytes) -> set[str]:
    return {
        secret.hex(), secret.hex().upper(), repr(secret), base64.b64encode(secret).decode(),
        base64.urlsafe_b64encode(secret).decode().rstrip("="), base64.b32encode(secret).decode().rstrip("="),
    }  # fmt: skip


def test_no_secret_of_the_home_is_in_it(
    home: Home, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["--home", str(home.root), "--json", "invite"]) == 0
    code = json.loads(capsys.readouterr().out.splitlines()[-1])["code"]
    vault = Vault.open(home.keys)
    vault.new_device_key("meter-1")
    words = vault.words()
    assert words is not None
    seeds = [vault.account_seed, vault.node_seed, vault.device_seed("meter-1"), vault.paper_seed() or b""]
    seeds += [bytes.fromhex(path.read_text().strip()) for path in home.keys.glob("*.key")]
    secrets = {form for seed in seeds for form in list_forms(seed)} | {code, " ".join(words)}
    vault_text = json.loads((home.keys / "vault.json").read_text())["vault"]
    secrets |= {vault_text["wrapped"], vault_text["sealed"]}
    write_log(
        home,
        *secrets,
        f"passphrase={PASSPHRASE!r}",
        f"payment of {NAME} for {MEMO}",
        f"dial /ip4/{ADDRESS}/tcp/4101: refused, then /ip6/{NEIGHBOUR}/tcp/1",
        "and /dns4/chez-lea.example/tcp/1",
    )
    save_config(home.config, Config(listen=(f"/ip4/{ADDRESS}/tcp/4101",)))
    target = tmp_path / "aide.zip"
    before = picture(home.root)
    assert main(["--home", str(home.root), "support-bundle", str(target)]) == 0
    assert picture(home.root) == before
    text = read_all(target)
    for secret in [*secrets, NAME, MEMO, ADDRESS, NEIGHBOUR, "chez-lea", PASSPHRASE, str(home.root)]:
        assert secret not in text, secret
    for word in (words[i : i + 6] for i in range(19)):
        assert " ".join(word) not in text
    assert "ERROR" in text
    assert "refused, then" in text
    assert stat.S_IMODE(target.stat().st_mode) == 0o600


def test_what_is_in_it_and_what_is_said(
    home: Home, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = tmp_path / "aide.zip"
    write_log(home, "disk: full")
    capsys.readouterr()
    assert main(["--home", str(home.root), "support-bundle", str(target)]) == 0
    said = capsys.readouterr().out
    assert str(target) in said
    assert "envoyé" in said or "sent" in said
    with zipfile.ZipFile(target) as archive:
        assert set(archive.namelist()) == PARTS | {"log/voisinage.log"}
        assert json.loads(archive.read("store.json"))["commune.db"]["rows"]["events"] > 1
        assert "backup-missing" in archive.read("doctor.json").decode()
        assert json.loads(archive.read("versions.json"))["libp2p"]
        modes = {row["name"]: row["mode"] for row in json.loads(archive.read("files.json"))}
    assert modes["keys/vault.json"] == "-rw-------"
    assert "keys/*.key" in modes
    assert not any(path.stem in read_all(target) for path in home.keys.glob("*.key"))


def test_nothing_is_overwritten(home: Home, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    target = tmp_path / "aide.zip"
    target.write_text("mine")
    for place, code in ((target, "bundle-exists"), (tmp_path / "no" / "a.zip", "bundle-unwritable")):
        capsys.readouterr()
        assert main(["--home", str(home.root), "--json", "support-bundle", str(place)]) == 1
        assert json.loads(capsys.readouterr().out)["error"]["code"] == code
    assert target.read_text() == "mine"


def test_without_a_name_it_has_that_of_the_day(
    home: Home, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert name_bundle(1_779_600_000_000) == "voisinage-support-2026-05-24.zip"
    monkeypatch.chdir(tmp_path)
    capsys.readouterr()
    assert main(["--home", str(home.root), "--json", "support-bundle"]) == 0
    made = Path(json.loads(capsys.readouterr().out)["file"])
    assert made.parent == tmp_path
    assert made.exists()


@pytest.mark.parametrize("damage", ["noise", "no home", "config"])
def test_a_damaged_home_gives_one_too(home: Home, damage: str, tmp_path: Path) -> None:
    match damage:
        case "noise":
            home.database.write_bytes(random.Random(4).randbytes(9_000))
        case "config":
            home.config.write_bytes(b"{secret")
        case _:
            home = Home(tmp_path / "nowhere")
    target = tmp_path / "x.zip"
    target.write_bytes(make_bundle(home, surroundings()))
    text = read_all(target)
    assert {"noise": "store-damaged", "config": "config-damaged", "no home": "no-home"}[damage] in text
    assert "{secret" not in text


def test_a_long_log_loses_its_first_cut_line(home: Home, tmp_path: Path) -> None:
    write_log(home, *(["x" * 100] * (LOG_BYTES_MAX // 100)))
    target = tmp_path / "x.zip"
    target.write_bytes(make_bundle(home, surroundings()))
    with zipfile.ZipFile(target) as archive:
        log = archive.read("log/voisinage.log").decode()
    assert len(log) <= LOG_BYTES_MAX
    assert log.startswith("2026-05-24")


def test_this_computer_s_own_addresses_may_be_said(home: Home) -> None:
    text = "/ip4/127.0.0.1/tcp/1 0.0.0.0 ::1 07:42:00 3.11.7"
    assert hide(text, home, []) == text
